"""A report on a terminal, with colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toponyms.validation.checks import check
from toponyms.validation.reports import by_code, summary
from toponyms.validation.reports.text import line

if TYPE_CHECKING:
    from rich.console import Console

    from toponyms.validation.model import Report

STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}


def show(report: Report, console: Console, limit: int) -> None:
    """Each check that found something, its first findings below it, then the sum."""
    from rich.text import Text

    for code, findings in by_code(report).items():
        one = check(code)
        open_ = [finding for finding in findings if not finding.waived]
        severity = findings[0].severity
        waived = len(findings) - len(open_)
        head = Text.assemble(
            (f"{code} ", STYLES[severity]),
            (f"{len(open_):,} ", "bold"),
            one.reason,
            (f"  ({one.name}, {severity}" + (f", {waived:,} waived)" if waived else ")"), "dim"),
        )
        console.print(head, soft_wrap=True)
        shown = open_[: limit or None]
        for finding in shown:
            console.print(Text(f"  {line(finding)}", "dim"), soft_wrap=True)
        if len(open_) > len(shown):
            console.print(Text(f"  and {len(open_) - len(shown):,} more (--limit 0 shows all)", "dim"))
    for why in dict.fromkeys(report.skipped.values()):
        codes = ", ".join(code for code, reason in report.skipped.items() if reason == why)
        console.print(Text(f"skipped {codes}: needs {why}", "dim"), soft_wrap=True)
    console.print(Text(summary(report), "green" if report.ok else "red"), soft_wrap=True)
