"""The JSON of `python -m bench variants --json` as Markdown."""

from __future__ import annotations

from typing import Any


def figures(document: dict[str, Any]) -> str:
    """The tables of both splits.

    >>> print(figures({"toponyms": "0.1.0", "python": "3.11", "splits": {}}))
    toponyms 0.1.0, gazetteer ?, Python 3.11.
    """
    lines = [
        f"toponyms {document['toponyms']}, gazetteer {document.get('data_version', '?')}, Python {document['python']}."
    ]
    for split, reports in document["splits"].items():
        lines += ["", f"### {split.capitalize() or 'All'} split", "", *_accuracy(reports)]
        own = next((report for report in reports if report["system"] == "toponyms"), None)
        if own:
            lines += ["", "Finer kinds, `toponyms`:", "", *_details(own)]
            lines += ["", "Reliability, `toponyms`:", "", *_reliability(own["reliability"])]
    return "\n".join(lines)


def _accuracy(reports: list[dict[str, Any]]) -> list[str]:
    systems = [report["system"] for report in reports]
    lines = [f"| % right of all rows | n | {' | '.join(systems)} |", "|---|--:|" + "--:|" * len(systems)]
    for category, tally in reports[0]["categories"].items():
        name = category if category != "nil" else "nil (refused)"
        shares = [_percent(report["categories"][category]["accuracy"]) for report in reports]
        lines.append(f"| {name} | {tally['rows']} | {' | '.join(shares)} |")
        if category == "homonym":
            for detail, fine in reports[0]["details"][category].items():
                shares = [_percent(report["details"][category][detail]["accuracy"]) for report in reports]
                head = f"&emsp;{detail} (ceiling {_percent(fine['ceiling'])})"
                lines.append(f"| {head} | {fine['rows']} | {' | '.join(shares)} |")
    whole = reports[0]["total"]["rows"]
    lines.append(f"| **all** | {whole} | {' | '.join(_percent(report['total']['accuracy']) for report in reports)} |")
    answered = [_percent(report["total"]["answered"] / whole) for report in reports]
    lines.append(f"| answered | | {' | '.join(answered)} |")
    lines.append(f"| precision of answered | | {' | '.join(_percent(r['total']['precision']) for r in reports)} |")
    errors = [_percent(report["reliability"]["expected_calibration_error"]) for report in reports]
    lines.append(f"| expected calibration error, points | | {' | '.join(errors)} |")
    sure = [_percent(report["reliability"]["at_0.9"]["precision"]) for report in reports]
    lines.append(f"| right where confidence >= 0.9 | | {' | '.join(sure)} |")
    notes = [f"{report['system']}: {report['note']}." for report in reports if report["note"]]
    return [*lines, "", *notes] if notes else lines


def _details(report: dict[str, Any]) -> list[str]:
    lines = ["| kind | n | right | precision |", "|---|--:|--:|--:|"]
    for category, tallies in report["details"].items():
        for detail, tally in tallies.items():
            cells = [str(tally["rows"]), _percent(tally["accuracy"]), _percent(tally["precision"])]
            lines.append(f"| {category}: {detail} | {' | '.join(cells)} |")
    return lines


def _reliability(table: dict[str, Any]) -> list[str]:
    lines = ["| confidence | n | mean | right |", "|---|--:|--:|--:|"]
    for line in table["bins"]:
        cells = [str(line["rows"]), _percent(line["confidence"]), _percent(line["right"])]
        lines.append(f"| {line['from']:.1f} to {line['to']:.1f} | {' | '.join(cells)} |")
    return lines


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100.0 * share:.1f}"
