"""A report as JUnit XML: what build servers show as tests."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from toponyms.validation.checks import check
from toponyms.validation.reports import by_code
from toponyms.validation.reports.text import line

if TYPE_CHECKING:
    from toponyms.validation.model import Report

SHOWN = 100
"""Findings of a check that are written out; servers choke on megabytes in a test case."""

_not_xml = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(report: Report) -> str:
    """A test suite with a case for each check: failed for errors, with output for other findings, or skipped."""
    found = by_code(report)
    cases = []
    failures = 0
    for code in sorted({*report.ran, *report.skipped, *found}):
        one = check(code)
        head = f'  <testcase classname="toponyms.validation" name={quoteattr(f"{code} {one.name}")}'
        if code in report.skipped and code not in found:
            cases.append(f"{head}><skipped message={quoteattr('needs ' + report.skipped[code])}/></testcase>")
            continue
        open_ = [finding for finding in found.get(code, []) if not finding.waived]
        body = escape(_not_xml.sub("\ufffd", "\n".join(line(finding) for finding in open_[:SHOWN])))
        if len(open_) > SHOWN:
            body += f"\n... and {len(open_) - SHOWN:,} more"
        if any(finding.severity == "error" for finding in open_):
            failures += 1
            message = quoteattr(f"{len(open_):,}: {one.reason}")
            cases.append(f'{head}><failure type="error" message={message}>{body}</failure></testcase>')
        elif open_:
            cases.append(f"{head}><system-out>{body}</system-out></testcase>")
        else:
            cases.append(f"{head}/>")
    suite = (
        f'<testsuite name="toponyms validate" tests="{len(cases)}" failures="{failures}" errors="0"'
        f' skipped="{sum("<skipped" in case for case in cases)}" time="{report.seconds:.3f}">'
    )
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', suite, *cases, "</testsuite>"])
