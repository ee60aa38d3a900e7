"""A report as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toponyms.validation.model import Report


def report_dict(report: Report) -> dict[str, Any]:
    """The report as plain values: what was validated, counts, findings, what was skipped and why."""
    return {
        "subject": report.subject,
        "data_version": report.data_version,
        "ok": report.ok,
        "places": report.places,
        "names": report.names,
        "errors": len(report.errors),
        "warnings": len(report.warnings),
        "waived": len(report.waived),
        "counts": dict(report.counts),
        "skipped": dict(report.skipped),
        "findings": [finding.to_dict() for finding in report.findings],
    }


def report_json(report: Report) -> str:
    """The report as one JSON object, in UTF-8."""
    return json.dumps(report_dict(report), ensure_ascii=False, allow_nan=False, indent=1)
