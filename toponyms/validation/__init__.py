"""Checking a gazetteer: the shipped one, a snapshot of claims, an overlay, one of your own.

    reading.py    whatever is checked becomes records: a place with its claims, each with file and line
    checks/       what is looked for, a file a subject; a check is a code, a severity, a reason and a function
    run.py        reads once, hands every record to every check, then asks the checks that compare places
    config.py     `checks.toml`, `waivers.toml`
    reports/      text, JSON, JUnit XML, SARIF, GitHub annotations, a notebook's table

`toponyms.validate` is the front door; `toponyms validate` and `pytest --toponyms-validate` are the same.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from toponyms.validation.model import Check, Finding, Report
    from toponyms.validation.run import validate

__all__ = ["Check", "Finding", "Report", "validate"]


def __getattr__(name: str) -> object:
    # lazily: the pytest plugin is imported in every test run of everybody who has this package
    if name in __all__:
        from importlib import import_module

        return getattr(import_module("toponyms.validation." + ("run" if name == "validate" else "model")), name)
    raise AttributeError(f"module 'toponyms.validation' has no attribute {name!r}")
