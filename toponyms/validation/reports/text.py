"""A report in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toponyms.validation.checks import check
from toponyms.validation.reports import by_code, summary
from toponyms.view import printable

if TYPE_CHECKING:
    from toponyms.validation.model import Finding, Report


def text(report: Report, limit: int) -> str:
    """Each check that found something with its reason and the first findings, then what was skipped, then the sum."""
    out: list[str] = []
    for code, findings in by_code(report).items():
        one = check(code)
        open_ = [finding for finding in findings if not finding.waived]
        counts = f"{len(open_):,}" + (
            f" and {len(findings) - len(open_):,} waived" if len(open_) < len(findings) else ""
        )
        out.append(f"{code} {one.name} ({findings[0].severity}), {counts}: {one.reason}")
        shown = open_[: limit or None]
        out += [f"  {line(finding)}" for finding in shown]
        if len(open_) > len(shown):
            out.append(f"  ... and {len(open_) - len(shown):,} more")
        out.append("")
    for why in dict.fromkeys(report.skipped.values()):
        codes = ", ".join(code for code, reason in report.skipped.items() if reason == why)
        out.append(f"skipped {codes}: needs {why}")
    out.append(summary(report))
    return "\n".join(out)


def line(finding: Finding) -> str:
    """One finding: where, what, and the claim."""
    where = f"{finding.file}:{finding.line}: " if finding.line else ""
    place = f"{finding.place}: " if finding.place else ""
    claim = f"  [{finding.claim}]" if finding.claim else ""
    return printable(f"{where}{place}{finding.message}{claim}", 500)
