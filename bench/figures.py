"""The figures of a run as Markdown, and putting them into the reference page between its two marks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

OPEN, CLOSE = "<!-- figures: written by python -m bench figures -->", "<!-- end of figures -->"
"""Marks in the page; what stands between them is replaced."""

GUESSING = "toponyms guessing"
"""The library without a threshold."""


def figures(accuracy: dict[str, Any] | None, speed: dict[str, Any] | None) -> str:
    """Markdown of the JSON that the two commands wrote."""
    parts: list[str] = []
    if accuracy:
        parts += ["### Accuracy", "", _from(accuracy), "", *_accuracy(accuracy)]
    if speed:
        parts += ["### Speed", "", _from(speed), "", *_speed(speed)]
    return "\n".join(parts).rstrip() + "\n"


def write_into(page: Path, text: str) -> None:
    """Replace what stands between the marks of a page.

    Raises:
        ValueError: the page has no such marks.
    """
    content = page.read_text(encoding="utf-8")
    head, opened, rest = content.partition(OPEN)
    _, closed, tail = rest.partition(CLOSE)
    if not opened or not closed:
        raise ValueError(f"{page} has no {OPEN} followed by {CLOSE}")
    page.write_text(f"{head}{OPEN}\n\n{text}\n{CLOSE}{tail}", encoding="utf-8")


def read(path: Path | None) -> dict[str, Any] | None:
    """A JSON file of one of the commands, None where none was named."""
    if path is None:
        return None
    document = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(document, dict):
        raise ValueError(f"{path} is not what `python -m bench accuracy --json` or `speed --json` writes")
    return document


def _from(document: dict[str, Any]) -> str:
    load = document.get("load_1min")
    return (
        f"toponyms {document['toponyms']}, gazetteer {document.get('data_version', '?')}, Python {document['python']}, "
        f"{document.get('cpus')} cores {document['machine']}"
        + ("" if load is None else f", load {load} at the start")
        + "."
    )


def _accuracy(document: dict[str, Any]) -> list[str]:
    lines = [
        "Per cent right of all cases. Coverage and precision are the library's at its default threshold; guessing is",
        "its first candidate at any confidence, as the baselines guess.",
        "",
        "| set, category | n | exact | exact + rapidfuzz | toponyms | coverage | precision | guessing |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for result in document["sets"]:
        name = result["set"] + ("" if result["level"] == "all hints" else f" ({result['level']})")
        lines.append(_accuracy_row(f"**{name}**", result["total"], "accuracy"))
        if result["level"] == "all hints":
            ordered = sorted(result["categories"].items(), key=lambda item: -item[1]["toponyms"]["cases"])
            lines += [_accuracy_row(f"&emsp;{category}", scores, "accuracy") for category, scores in ordered]
            if any(score["mentions"] != score["cases"] for score in result["total"].values()):
                lines.append(_accuracy_row("&emsp;*by mention*", result["total"], "accuracy_by_mention"))
            if result["agreement"]:
                shares = [
                    _percent(result["agreement"].get(system)) for system in ("exact", "exact+rapidfuzz", "toponyms")
                ]
                guessed = _percent(result["agreement"].get(GUESSING))
                lines.append(f"| &emsp;*one entry an entity* | | {' | '.join(shares)} | | | {guessed} |")
    reverse = document.get("reverse_ucdp")
    if reverse:
        lines += [
            "",
            f"`reverse_ucdp`: of {reverse['cases']} points of settlements `nearest` gives one of that name for "
            f"{reverse['named']} (a scan of all settlements: {reverse['scan_named']}), "
            f"and the same place as the scan for {reverse['agreed']}.",
        ]
    return [*lines, ""]


def _accuracy_row(head: str, scores: dict[str, Any], key: str) -> str:
    cells = [_percent(scores.get(system, {}).get(key)) for system in ("exact", "exact+rapidfuzz", "toponyms")]
    own = scores.get("toponyms", {})
    count = own.get("mentions" if key == "accuracy_by_mention" else "cases", "")
    sides = (
        ["", ""] if key == "accuracy_by_mention" else [_percent(own.get("coverage")), _percent(own.get("precision"))]
    )
    guessed = _percent(scores.get(GUESSING, {}).get(key))
    return "| " + " | ".join([head, str(count), *cells, *sides, guessed]) + " |"


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100.0 * share:.1f}"


def _speed(document: dict[str, Any]) -> list[str]:
    lines = ["| budget | measured | aim | unit | note |", "|---|--:|--:|---|---|"]
    for row in document["budgets"]:
        measured = (
            "not measured" if row["measured"] is None else f"{row['measured']:g}" + ("" if row["kept"] else " (over)")
        )
        lines.append(f"| {row['what']} | {measured} | {row['aim']:g} | {row['unit']} | {row['note']} |")
    lines += ["", "| calls of `resolve` | n | p50 us | p99 us | worst us |", "|---|--:|--:|--:|--:|"]
    for what, timing in document["timings"].items():
        cells = [f"{timing[key]:g}" for key in ("calls", "p50_us", "p99_us", "worst_us")]
        lines.append(f"| {what} | {' | '.join(cells)} |")
    lines += ["", "| slowest legal inputs | ms |", "|---|--:|"]
    lines += [f"| {row['what']} | {row['ms']:.2f} |" for row in document["slowest"]]
    if document["peers"]:
        times = {(row["peer"], row["task"]): row["times"] for row in document["ratios"]}
        lines += [
            "",
            "| peer | task | p50 us | times toponyms | first answer s | peak MB | note |",
            "|---|---|--:|--:|--:|--:|---|",
        ]
        for peer in document["peers"]:
            timing = peer["timing"]
            cells = [
                peer["name"],
                peer["task"],
                "-" if timing is None else f"{timing['p50_us']:g}",
                f"{times[peer['name'], peer['task']]:g}" if (peer["name"], peer["task"]) in times else "-",
                "-" if peer["first_s"] is None else f"{peer['first_s']:g}",
                "-" if peer["peak_mb"] is None else f"{peer['peak_mb']:g}",
                peer["note"],
            ]
            lines.append(f"| {' | '.join(cells)} |")
    return [*lines, ""]
