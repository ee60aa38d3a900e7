"""A report as SARIF 2.1.0 (OASIS standard, 27 March 2020), which code hosts show beside the lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from toponyms.validation.checks import check

if TYPE_CHECKING:
    from toponyms.validation.model import Finding, Report

LEVELS = {"error": "error", "warning": "warning", "info": "note"}
"""SARIF's word for each severity."""

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(report: Report) -> str:
    """One run: the checks as rules, the findings as results, waivers as suppressions."""
    codes = sorted({*report.ran, *report.skipped, *(finding.code for finding in report.findings)})
    number = {code: at for at, code in enumerate(codes)}
    run = {
        "tool": {
            "driver": {
                "name": "toponyms validate",
                "rules": [_rule(code) for code in codes],
            }
        },
        "properties": {"subject": report.subject, "data_version": report.data_version},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    {"level": "note", "message": {"text": f"{code} was skipped: it needs {why}"}}
                    for code, why in report.skipped.items()
                ],
            }
        ],
        "results": [_result(finding, number[finding.code]) for finding in report.findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _rule(code: str) -> dict[str, Any]:
    one = check(code)
    return {
        "id": code,
        "name": one.name,
        "shortDescription": {"text": one.reason},
        "fullDescription": {"text": one.why},
        "defaultConfiguration": {"level": LEVELS[one.severity]},
    }


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    place = f"{finding.place}: " if finding.place else ""
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": LEVELS[finding.severity],
        "message": {"text": f"{place}{finding.message}"},
    }
    if finding.file:
        physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(finding.file)}}
        if finding.line:
            physical["region"] = {"startLine": finding.line}
        result["locations"] = [{"physicalLocation": physical}]
    if finding.place:
        result["partialFingerprints"] = {"place/v1": f"{finding.code}:{finding.place}:{finding.claim}"}
    properties = {"claim": finding.claim, "source": finding.source}
    if any(properties.values()):
        result["properties"] = {name: value for name, value in properties.items() if value}
    if finding.waived:
        result["suppressions"] = [{"kind": "external", "justification": finding.waived}]
    return result


def _uri(file: str) -> str:
    """A path as a URI: relative to the working folder where it lies below it."""
    path = Path(file)
    try:
        path = path.resolve().relative_to(Path.cwd())
    except ValueError:
        return path.resolve().as_uri()
    return quote(path.as_posix())
