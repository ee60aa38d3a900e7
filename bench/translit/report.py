"""Prints the figures of `python -m bench translit`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bench.report import percent, table
from bench.translit.samples import read_table, run, shared_with_tables
from bench.translit.speed import GATES, measure, official_names


def samples_report(data: Path, failures: Path | None) -> tuple[dict[str, Any], bool]:
    """The samples by standard; True beside it where a miss of a shipped standard is not explained."""
    scores = run(data)
    rows = []
    for score in scores:
        figures = [score.cases, score.exact, score.lookalike, score.explained, len(score.misses)]
        rows.append([score.standard, score.system or "not shipped", *map(str, figures)])
    heads = ["standard", "table", "n", "exact", "look-alike", "explained", "unexplained"]
    table("samples of published standards", heads, rows)
    shipped = [score for score in scores if score.system]
    cases = sum(score.cases for score in shipped)
    exact = sum(score.exact for score in shipped)
    lookalike = sum(score.lookalike for score in shipped)
    explained = sum(score.explained for score in shipped)
    unexplained = sum(len(score.misses) for score in shipped)
    left_out = sum(score.cases for score in scores if not score.system)
    stale = {score.standard: score.stale for score in scores if score.stale}
    kinds = [row["kind"] for row in read_table("misses.tsv")]
    shared = shared_with_tables(data)
    right = cases - lookalike - kinds.count("sample")
    print(
        f"\n{cases} samples in {len(shipped)} standards that have a table ({left_out} in {len(scores) - len(shipped)} "
        f"that have none): {percent(exact / cases)} % exact, {percent((exact + lookalike) / cases)} % but for a "
        f"look-alike code point of the sample, {percent((cases - unexplained) / cases)} % exact or explained; of "
        f"the {right} samples that are no errors themselves {percent(exact / right)} % exact.\n"
        f"Explained: {kinds.count('sample')} errors of the sample, {kinds.count('decision')} recorded decisions "
        f"(bench/translit/misses.tsv). Samples that a table quotes too: {sum(shared.values())}."
    )
    for standard, keys in stale.items():
        print(f"misses.tsv explains what is no miss: {standard} {' '.join(keys)}")
    if failures is not None:
        lines = [
            {
                "standard": score.standard,
                "key": sample.key,
                "source": sample.source,
                "expected": sample.expected,
                "got": got,
            }
            for score in shipped
            for sample, got in score.misses
        ]
        failures.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    document = {
        "cases": cases,
        "exact": exact,
        "lookalike": lookalike,
        "explained": explained,
        "unexplained": unexplained,
        "not_shipped": left_out,
        "shared_with_tables": shared,
        "standards": [dict(zip(heads, row, strict=True)) for row in rows],
    }
    return document, bool(unexplained or stale)


def speed_report() -> tuple[list[dict[str, Any]], bool]:
    """Names a second; True beside it where a peer that must be slower is not."""
    names = official_names(Path(__file__).parents[2] / "gazetteer" / "snapshot")
    speeds = measure(names)
    own = speeds[0].names_s
    assert own is not None
    rows = []
    for speed in speeds:
        if speed.names_s is None:
            rows.append([speed.name, speed.task, "not installed", "", ""])
        else:
            ratio = f"{own / speed.names_s:.2f}"
            rows.append([speed.name, speed.task, f"{speed.names_s:,.0f}", ratio, f"{speed.first_ms:.1f}"])
    table(
        f"{len(names)} official Ukrainian names, {sum(map(len, names)) / len(names):.1f} characters each",
        ["library", "table", "names/s", "toponyms is faster by", "import and first, ms"],
        rows,
    )
    slower = [speed.name for speed in speeds if speed.name in GATES and speed.names_s and speed.names_s >= own]
    if slower:
        print(f"\nNOT FASTER than {', '.join(slower)}")
    return [
        {"name": speed.name, "task": speed.task, "names_s": speed.names_s, "first_ms": speed.first_ms}
        for speed in speeds
    ], bool(slower)
