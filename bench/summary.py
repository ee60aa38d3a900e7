"""The figures of two runs at a glance, for the README: who is right how often, and how often an answer is wrong."""

from __future__ import annotations

from typing import Any


def summary(variants: dict[str, Any] | None, accuracy: dict[str, Any] | None) -> str:
    """Two small tables as Markdown: all systems on the test split, and the public sets.

    >>> tally = {"rows": 4, "accuracy": 0.75, "precision": 1.0}
    >>> report = {"system": "exact", "total": tally, "categories": {"nil": tally}}
    >>> print(summary({"splits": {"test": [report]}}, None))
    | variants, test split, 4 rows | right of all rows, % | right of those answered, % | no places refused, % |
    |---|--:|--:|--:|
    | exact | 75.0 | 100.0 | 75.0 |
    <BLANKLINE>
    """
    parts: list[str] = []
    if variants:
        reports = variants["splits"]["test"]
        parts += [
            f"| variants, test split, {reports[0]['total']['rows']:,} rows "
            "| right of all rows, % | right of those answered, % | no places refused, % |",
            "|---|--:|--:|--:|",
            *(_system(report) for report in reports),
            "",
        ]
    if accuracy:
        parts += ["| public set, right of all cases, % | n | exact | + rapidfuzz | toponyms |", "|---|--:|--:|--:|--:|"]
        parts += [_public(result) for result in accuracy["sets"] if result["level"] == "all hints"]
        parts.append("")
    return "\n".join(parts)


def _system(report: dict[str, Any]) -> str:
    cells = [report["total"]["accuracy"], report["total"]["precision"], report["categories"]["nil"]["accuracy"]]
    return f"| {report['system']} | {' | '.join(_percent(cell) for cell in cells)} |"


def _public(result: dict[str, Any]) -> str:
    total = result["total"]
    cells = [_percent(total[system]["accuracy"]) for system in ("exact", "exact+rapidfuzz", "toponyms")]
    return f"| {result['set']} | {total['toponyms']['cases']} | {' | '.join(cells)} |"


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100.0 * share:.1f}"
