"""The pytest plugin: `pytest --toponyms-validate [PATH]` adds a test for each check.

It is imported in every test run of everybody who has this package, so it imports nothing until it is asked to.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    import pytest

    from toponyms.validation.model import Report

SHOWN = 50
"""Findings that a failed test shows."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options."""
    group = parser.getgroup("toponyms", "validation of a gazetteer")
    group.addoption(
        "--toponyms-validate",
        nargs="?",
        const="",
        default=None,
        metavar="PATH",
        help="add a test for each check of toponyms.validate(PATH); without PATH the installed gazetteer",
    )
    for name, what in (
        ("config", "checks.toml"),
        ("waivers", "waivers.toml"),
        ("sources", "sources.toml"),
        ("seeds", "folder of curated claims"),
        ("previous", "earlier release to compare with"),
        ("polygons", "GeoJSON of units"),
    ):
        group.addoption(f"--toponyms-{name}", default=None, metavar="PATH", help=f"{what} for --toponyms-validate")


def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Add the tests, behind those that were collected."""
    path = config.getoption("toponyms_validate")
    if path is not None:
        items.extend(tests(session, path))


def tests(session: pytest.Session, path: str) -> Iterable[pytest.Item]:
    """A test for each check that is chosen. The gazetteer is read when the first of them runs."""
    import pytest

    from toponyms.errors import UsageError

    class Failed(Exception):
        """Findings of a check."""

    class CheckItem(pytest.Item):
        """One check."""

        def runtest(self) -> None:
            report = suite.report()
            code = self.name.partition(" ")[0]
            if code in report.skipped:
                pytest.skip(f"needs {report.skipped[code]}")
            found = [str(finding) for finding in report.errors if finding.code == code]
            if found:
                more = [f"... and {len(found) - SHOWN:,} more"] if len(found) > SHOWN else []
                raise Failed("\n".join([*found[:SHOWN], *more]))

        def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
            if isinstance(excinfo.value, Failed):
                return str(excinfo.value)
            return f"{type(excinfo.value).__name__}: {excinfo.value}"

        def reportinfo(self) -> tuple[str, None, str]:
            return path or "toponyms", None, f"toponyms {self.name}"

    class Suite(pytest.Collector):
        """All checks of one gazetteer."""

        _report: Report | None = None

        def report(self) -> Report:
            """What validating found, once."""
            if self._report is None:
                import toponyms

                names = ("config", "waivers", "sources", "seeds", "previous", "polygons")
                options = {name: session.config.getoption(f"toponyms_{name}") for name in names}
                self._report = toponyms.validate(path or None, **options)
            return self._report

        def collect(self) -> Iterable[pytest.Item]:
            from toponyms.validation.run import checks_for

            try:
                checks = checks_for(path, session.config.getoption("toponyms_config"))
            except UsageError as error:
                raise pytest.UsageError(str(error)) from None
            for check in checks:
                yield CheckItem.from_parent(
                    self, name=f"{check.code} {check.name}", nodeid=f"{self.nodeid}::{check.code}"
                )

    suite = Suite.from_parent(session, name="toponyms", nodeid="toponyms")
    return suite.collect()
