"""A report as text, JSON, JUnit XML, SARIF, GitHub annotations and HTML: a file a form, a function of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from toponyms.validation.model import Finding, Report

FORMATS = ("text", "json", "junit", "sarif", "github")
"""The forms that a report is written in."""


def written(report: Report, form: str, limit: int) -> str:
    """The report in one of `FORMATS`; `limit` is the most findings of a check that text and annotations show."""
    forms: dict[str, Callable[[], str]] = {
        "text": lambda: report.to_text(limit=limit),
        "json": report.to_json,
        "junit": report.to_junit,
        "sarif": report.to_sarif,
        "github": lambda: report.to_github(limit=limit),
    }
    return forms[form]()


def by_code(report: Report) -> dict[str, list[Finding]]:
    """The findings of each check that found something, in the report's order."""
    found: dict[str, list[Finding]] = {}
    for finding in report.findings:
        found.setdefault(finding.code, []).append(finding)
    return found


def summary(report: Report) -> str:
    """One line: what was read, what was found, what was not looked for."""
    parts = [
        f"{len(report.errors):,} errors",
        f"{len(report.warnings):,} warnings",
        f"{sum(finding.severity == 'info' and not finding.waived for finding in report.findings):,} notes",
        f"{len(report.waived):,} waived",
    ]
    read = f"{report.places:,} places and {report.names:,} names, {len(report.ran)} checks"
    return f"{report.subject}: {', '.join(parts)}; {read}" + (
        f", {len(report.skipped)} skipped" if report.skipped else ""
    )
