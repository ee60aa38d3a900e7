"""The forms of a report."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.unit.validation.conftest import changed, write
from toponyms import validate
from toponyms.validation.model import Report
from toponyms.validation.reference import page


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A report with an error, a warning and a waived error."""
    table = (
        changed("\tToretsk\t", "\tTorets'k\t").replace("\tDonbas\t", "\tDonbas *\t").replace("\tРоссия\t", "\tРосія\t")
    )
    path = write(tmp_path_factory.mktemp("report"), table)
    waiver = '[[waiver]]\ncode = "TP507"\nplace = "geonames:2017370"\nreason = "a\\ttest"\nexpires = 2030-01-01\n'
    (path.parent / "waivers.toml").write_text(waiver, encoding="utf-8")
    return validate(path, today=date(2026, 11, 1))


def test_what_a_report_says(report: Report) -> None:
    assert not report
    assert not report.ok
    assert [finding.code for finding in report] == ["TP507", "TP508", "TP509"]
    assert [finding.code for finding in report.errors] == ["TP508"]
    assert [finding.code for finding in report.warnings] == ["TP509"]
    assert [finding.code for finding in report.waived] == ["TP507"]
    assert len(report) == 3


def test_text_shows_each_finding_with_its_line(report: Report) -> None:
    lines = report.to_text().splitlines()
    assert lines[0].startswith("TP507 foreign-letter (error), 0 and 1 waived: ")
    assert any("ua.tsv:" in line and "Torets'k" in line for line in lines)
    assert lines[-1].startswith(report.subject)
    assert "1 errors, 1 warnings, 0 notes, 1 waived" in lines[-1]


def test_json_holds_everything(report: Report) -> None:
    value = json.loads(report.to_json())
    assert (value["ok"], value["errors"], value["warnings"], value["waived"]) == (False, 1, 1, 1)
    assert [finding["code"] for finding in value["findings"]] == ["TP507", "TP508", "TP509"]
    assert value["findings"][1]["line"] > 1
    assert value["skipped"]["TP205"]


def test_junit_has_a_case_for_each_check(report: Report) -> None:
    suite = ElementTree.fromstring(report.to_junit())
    cases = {case.attrib["name"][:5]: case for case in suite}
    assert int(suite.attrib["tests"]) == len(cases) == len(report.ran) + len(report.skipped)
    assert suite.attrib["failures"] == "1"
    assert cases["TP508"].find("failure") is not None
    assert cases["TP509"].find("failure") is None
    assert cases["TP509"].find("system-out") is not None
    assert cases["TP205"].find("skipped") is not None
    assert list(cases["TP507"]) == list(cases["TP202"]) == []


def test_sarif_points_at_lines_and_carries_waivers(report: Report) -> None:
    value = json.loads(report.to_sarif())
    assert value["version"] == "2.1.0"
    (run,) = value["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["locations"][0]["physicalLocation"]["region"]["startLine"] > 1
    assert [result["level"] for result in run["results"]] == ["error", "error", "warning"]
    assert run["results"][0]["suppressions"] == [{"kind": "external", "justification": "a\ttest"}]


def test_github_escapes_what_ends_a_command(report: Report) -> None:
    lines = report.to_github().splitlines()
    assert [line.split(" ")[0] for line in lines[:-1]] == ["::error", "::warning"]
    assert ",line=" in lines[0]
    assert "title=TP508 not-kmu-2010::" in lines[0]


def test_html_escapes(report: Report) -> None:
    html = report._repr_html_()
    assert "<table>" in html
    assert "Torets&#x27;k" in html


def test_limit_shortens_text(tmp_path: Path) -> None:
    from tests.unit.validation.conftest import claim, with_claims

    names = [claim("geonames:709354", "name", f"Toretsk {n} *", "en", "variant") for n in range(5)]
    report = validate(write(tmp_path, with_claims(*names)), today=date(2026, 11, 1))
    assert report.to_text(limit=2).count("in 'Toretsk") == 2
    assert "... and 3 more" in report.to_text(limit=2)
    assert report.to_text(limit=0).count("in 'Toretsk") == 5


def test_the_page_of_the_checks_is_made_from_them(root: Path) -> None:
    made = (root / "docs" / "reference" / "checks.md").read_text(encoding="utf-8")
    assert made == page(), "run `python -m toponyms.validation.reference docs/reference/checks.md`"
