"""A report as a notebook shows it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from toponyms.validation.checks import check
from toponyms.validation.reports import by_code, summary
from toponyms.validation.reports.text import line

if TYPE_CHECKING:
    from toponyms.validation.model import Report

SHOWN = 5
"""Findings that a check's row unfolds to."""


def html(report: Report) -> str:
    """A table of the checks that found something, each with its first findings to unfold."""
    rows = []
    for code, findings in by_code(report).items():
        one = check(code)
        open_ = [finding for finding in findings if not finding.waived]
        items = "".join(f"<li>{escape(line(finding))}</li>" for finding in open_[:SHOWN])
        more = f"<li>and {len(open_) - SHOWN:,} more</li>" if len(open_) > SHOWN else ""
        rows.append(
            f"<tr><td>{code}</td><td>{escape(findings[0].severity)}</td><td>{len(open_):,}</td>"
            f"<td>{len(findings) - len(open_):,}</td>"
            f"<td><details><summary>{escape(one.reason)}</summary><ul>{items}{more}</ul></details></td></tr>"
        )
    head = "<tr><th>check</th><th>severity</th><th>found</th><th>waived</th><th>what</th></tr>"
    return f"<div><p>{escape(summary(report))}</p><table>{head}{''.join(rows)}</table></div>"
