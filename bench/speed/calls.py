"""Timing calls of `resolve` in a process that holds nothing else, as a user's does."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.speed.hard import hard_inputs
from bench.speed.latency import Timing, summary, time_calls
from bench.speed.process import child

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bench.speed.samples import Query

PASSES = 3
"""Times that each query is put; the median counts."""

WARMING = 50
"""Queries before the first that counts: they load the code, and the file's pages near the root of its tables."""

CODE = "from bench.speed.calls import main\nmain({path!r})"


def latencies(asked: Mapping[str, Sequence[Query]]) -> tuple[dict[str, Timing], list[tuple[str, float]]]:
    """Percentiles of each kind of query, and the hard inputs with their milliseconds, the slowest first.

    asked: what `samples` gives, by "exact", "typos" and "variants".
    """
    plain = {what: [[q.text, q.country, q.within] for q in queries] for what, queries in asked.items()}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "asked.json"
        path.write_text(json.dumps(plain), encoding="utf-8")
        _, printed = child(CODE.format(path=str(path)))
    measured = json.loads(printed)
    timings = {what: summary(times) for what, times in measured["times"].items()}
    return timings, [(what, ms) for what, ms in measured["slowest"]]


def main(path: str) -> None:
    """Time the queries of a file in this process; microseconds of each call as JSON on stdout."""
    import toponyms

    resolve: Any = toponyms.resolve
    queries = json.loads(Path(path).read_text(encoding="utf-8"))
    exact = queries["exact"]
    names = {unit: toponyms.place(unit).name for _, _, unit in exact if unit}
    for text, *_ in exact[:WARMING]:
        resolve(text)
    times: dict[str, list[float]] = {}

    def measure(what: str, calls: list[tuple[str, dict[str, str]]]) -> None:
        if calls:
            times[what] = time_calls(lambda call: resolve(call[0], **call[1]), calls, PASSES)[1]

    measure("exact", [(text, {}) for text, _, _ in exact])
    measure("exact, with a country", [(text, {"country": country}) for text, country, _ in exact])
    inside = [(text, {"country": country, "within": names[unit]}) for text, country, unit in exact if unit]
    measure("exact, with a parent", inside)
    variants = [(text, {"country": country}) for text, country, _ in queries["variants"]]
    found = [call for call in variants if channel_of(resolve(call[0], **call[1])) == "skeleton"]
    measure("variant (skeleton)", found)
    typos = [text for text, _, _ in queries["typos"]]
    slips = [text for text in typos if channel_of(resolve(text, min_confidence=0.0)) in ("fuzzy", "")]
    measure("fuzzy", [(text, {}) for text in slips])
    times["mix of exact and fuzzy"] = times["exact"] + times.get("fuzzy", [])
    hard = hard_inputs()
    measure("hard inputs", [(text, {}) for text in hard.values()])
    slowest = sorted(zip(hard, (us / 1000.0 for us in times["hard inputs"]), strict=True), key=lambda pair: -pair[1])
    json.dump({"times": times, "slowest": slowest}, sys.stdout)


def channel_of(resolution: Any) -> str:
    """How the first candidate was found, "" where there is none."""
    candidates = resolution.candidates
    return str(candidates[0].evidence.channel) if candidates else ""
