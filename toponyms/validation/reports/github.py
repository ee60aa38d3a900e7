"""A report as workflow commands of GitHub Actions, which become annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toponyms.validation.checks import check
from toponyms.validation.reports import by_code, summary

if TYPE_CHECKING:
    from toponyms.validation.model import Finding, Report

COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
"""GitHub's command for each severity."""


def github(report: Report, limit: int) -> str:
    """A command a finding, at most `limit` of each check (GitHub shows ten of a kind a step), then the summary."""
    out = []
    for code, findings in by_code(report).items():
        open_ = [finding for finding in findings if not finding.waived]
        out += [_command(finding) for finding in open_[: limit or None]]
        if limit and len(open_) > limit:
            out.append(f"{code}: and {len(open_) - limit:,} more")
    return "\n".join([*out, summary(report)])


def _command(finding: Finding) -> str:
    where = [f"file={_property(finding.file)}"] if finding.file else []
    where += [f"line={finding.line}"] if finding.line else []
    where.append(f"title={_property(f'{finding.code} {check(finding.code).name}')}")
    place = f"{finding.place}: " if finding.place else ""
    return f"::{COMMANDS[finding.severity]} {','.join(where)}::{_data(place + finding.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
