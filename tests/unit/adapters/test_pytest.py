"""The pytest plugin, in test runs of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.validation.conftest import changed, write

pytest_plugins = ["pytester"]
PLUGIN = ("-p", "no:toponyms", "-p", "toponyms.adapters.pytest", "-p", "no:cacheprovider")
"""This tree's plugin, not that of an installed copy."""


@pytest.fixture
def inner(pytester: pytest.Pytester, root: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A test run in a process of its own that imports this tree."""
    monkeypatch.setenv("PYTHONPATH", str(root))
    pytester.makepyfile(test_other="def test_other(): pass")
    return pytester


def test_nothing_happens_unless_asked(inner: pytest.Pytester) -> None:
    result = inner.runpytest_subprocess(*PLUGIN)
    result.assert_outcomes(passed=1)


def test_a_test_for_each_check(inner: pytest.Pytester) -> None:
    path = write(inner.path)
    result = inner.runpytest_subprocess(*PLUGIN, "--toponyms-validate", str(path), "-v")
    outcomes = result.parseoutcomes()
    assert outcomes["passed"] > 40
    assert "failed" not in outcomes
    assert outcomes["skipped"] > 5
    result.stdout.fnmatch_lines(["*TP202*PASSED*", "*TP205*SKIPPED*"])


def test_an_error_fails_its_test_only(inner: pytest.Pytester) -> None:
    path = write(inner.path, changed("\tToretsk\t", "\tTorets'k\t"))
    result = inner.runpytest_subprocess(*PLUGIN, "--toponyms-validate", str(path))
    assert result.parseoutcomes()["failed"] == 1
    result.stdout.fnmatch_lines(["*ua.tsv:*TP508 error: geonames:709354: *Torets'k*"])


def test_a_path_that_is_nothing_is_a_usage_error(inner: pytest.Pytester) -> None:
    result = inner.runpytest_subprocess(*PLUGIN, "--toponyms-validate", "nowhere.gaz")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*there is no nowhere.gaz*"])


def test_the_plugin_is_light(root: Path) -> None:
    code = (
        "import sys; before = set(sys.modules); import toponyms.adapters.pytest\n"
        "print(sorted(set(sys.modules) - before - {'__future__'}))"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "['toponyms', 'toponyms.adapters', 'toponyms.adapters.pytest']"
