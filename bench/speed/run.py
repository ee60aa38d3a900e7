"""`python -m bench speed`: every budget, measured, and the ratios to the peers."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.load import ROOT, load_table
from bench.report import table as print_table
from bench.speed import samples
from bench.speed.calls import latencies
from bench.speed.peers import Peer, measure_peers
from bench.speed.process import ChildFailed, child, has_smaps, memory_after, over_bare
from toponyms._default import default_path

if TYPE_CHECKING:
    import argparse

    from bench.speed.latency import Timing

FIRST_EXACT = "import toponyms\ntoponyms.resolve('Kharkiv', country='UA').place"
FIRST_FUZZY = "import toponyms\ntoponyms.resolve('Toretzsk', country='UA').place"
COMPILE = """
from pathlib import Path
from toponyms.build.compile import compile_gazetteer
compile_gazetteer(Path({out!r}), scope="default", snapshot=Path({snapshot!r}), seeds=Path({seeds!r}))
"""
PEAK = "\nprint([line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM:')][0])"

MB = 1e6


@dataclass(slots=True)
class Budget:
    """One row of the budget table of the default scope."""

    what: str
    unit: str
    aim: float
    measured: float | None
    note: str = ""

    @property
    def kept(self) -> bool | None:
        """Whether it is within the aim, None where it was not measured."""
        return None if self.measured is None else self.measured <= self.aim

    def to_dict(self) -> dict[str, Any]:
        """The row, for JSON."""
        return {
            **{name: getattr(self, name) for name in ("what", "unit", "aim", "measured", "note")},
            "kept": self.kept,
        }


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Measure everything, print it, give it as plain values."""
    say("reading the names")
    names = load_table(every_spelling=False)
    scale = 10 if options.quick else 1
    budgets = sizes(options)
    if options.compile:
        say("compiling")
        budgets += compiling()
    say("starting processes")
    budgets += processes(5 if options.quick else 21)
    say("resolving")
    asked = {
        "exact": samples.exact(names, 2000 // scale),
        "typos": samples.typos(names, 600 // scale),
        "variants": samples.variants(names, 600 // scale),
    }
    timings, slowest = latencies(asked)
    budgets += latency_budgets(timings, slowest)
    peers: list[Peer] = []
    if not options.no_peers:
        say("asking the peers")
        peers = measure_peers(names, asked["exact"], asked["typos"])
    show(budgets, timings, slowest, peers)
    return {
        "budgets": [budget.to_dict() for budget in budgets],
        "timings": {what: timing.to_dict() for what, timing in timings.items()},
        "slowest": [{"what": what, "ms": round(ms, 3)} for what, ms in slowest[:10]],
        "peers": [peer.to_dict() for peer in peers],
        "ratios": [{"peer": name, "task": task, "times": times} for name, task, times in ratios(peers, timings)],
    }


def say(what: str) -> None:
    """Progress, on stderr."""
    print(f"{what} ...", file=sys.stderr, flush=True)


def sizes(options: argparse.Namespace) -> list[Budget]:
    """The gazetteer file and the wheel."""
    path = Path(default_path())
    file_mb = round(path.stat().st_size / MB, 1) if path.is_file() else None
    wheels = sorted((ROOT / "dist").glob("*.whl"), key=lambda wheel: wheel.stat().st_mtime)
    wheel = options.wheel or (wheels[-1] if wheels else None)
    wheel_mb = round(wheel.stat().st_size / MB, 1) if wheel is not None and wheel.is_file() else None
    return [
        Budget("gazetteer file", "MB", 80, file_mb),
        Budget(
            "wheel", "MB", 30, wheel_mb, "" if wheel_mb is not None else "no wheel in dist/: python -m build --wheel"
        ),
    ]


def compiling() -> list[Budget]:
    """Compiling the default scope in a fresh process: wall-clock time and peak resident memory."""
    with tempfile.TemporaryDirectory() as folder:
        out, snapshot, seeds = Path(folder) / "bench.gaz", ROOT / "gazetteer" / "snapshot", ROOT / "seeds"
        code = COMPILE.format(out=str(out), snapshot=str(snapshot), seeds=str(seeds))
        try:
            seconds, printed = child(code + (PEAK if has_smaps() else ""))
        except ChildFailed as error:
            why = f"not measured: {error}"
            return [Budget("compile, time", "s", 60, None, why), Budget("compile, peak memory", "GB", 1, None, why)]
    peak = round(int(printed.split()[-1]) * 1024 / 1e9, 2) if has_smaps() else None
    return [Budget("compile, time", "s", 60, round(seconds, 1)), Budget("compile, peak memory", "GB", 1, peak)]


def processes(runs: int) -> list[Budget]:
    """Import, first answers and memory, each in fresh processes."""

    def row(what: str, aim: float, code: str) -> Budget:
        usual, best = over_bare(code, runs)
        note = f"median of {runs} differences to bare Python; best less best {1000.0 * best:.1f}"
        return Budget(what, "ms", aim, round(1000.0 * usual, 1), note)

    rows = [
        row("import", 15, "import toponyms"),
        row("first answer, exact", 60, FIRST_EXACT),
        row("first answer, fuzzy", 90, FIRST_FUZZY),
    ]
    if not has_smaps():
        nowhere = "not measured: needs /proc/self/smaps"
        return [*rows, Budget("private memory", "MB", 16, None, nowhere), Budget("RSS", "MB", 60, None, nowhere)]
    bare, used = memory_after("pass"), memory_after(FIRST_FUZZY)
    kept = f"bare Python {bare['private_own']:.1f}; {used['gazetteer_rss']:.1f} MB of the file are mapped beside it"
    rows.append(Budget("private memory after one fuzzy query", "MB", 16, used["private_own"], kept))
    rows.append(Budget("RSS after one fuzzy query", "MB", 60, used["rss"], f"bare Python {bare['rss']:.1f}"))
    return rows


def latency_budgets(timings: dict[str, Timing], slowest: list[tuple[str, float]]) -> list[Budget]:
    """The rows of the budget that are about single calls."""

    def row(what: str, kind: str, share: str, unit: str, aim: float) -> Budget:
        timing = timings.get(kind)
        value = None if timing is None else getattr(timing, share) / (1000.0 if unit == "ms" else 1.0)
        calls = "no such answer" if timing is None else f"{timing.calls} calls"
        return Budget(what, unit, aim, None if value is None else round(value, 2), calls)

    return [
        row("resolve exact, p50", "exact", "p50", "us", 60),
        row("resolve exact with a parent, p50", "exact, with a parent", "p50", "us", 200),
        row("resolve exact, p99", "exact", "p99", "us", 500),
        row("resolve variant, p50", "variant (skeleton)", "p50", "us", 200),
        row("resolve fuzzy, p50", "fuzzy", "p50", "ms", 1.5),
        row("resolve fuzzy, p99", "fuzzy", "p99", "ms", 10),
        Budget("slowest legal input", "ms", 20, round(slowest[0][1], 2), slowest[0][0]),
    ]


def ratios(peers: list[Peer], timings: dict[str, Timing]) -> list[tuple[str, str, float]]:
    """How many times the library's p50 each peer needs for the same task."""
    found = []
    for peer in peers:
        own = timings.get(peer.task)
        if peer.timing is not None and own is not None and own.p50:
            found.append((peer.name, peer.task, round(peer.timing.p50 / own.p50, 3)))
    return found


def show(
    budgets: list[Budget], timings: dict[str, Timing], slowest: list[tuple[str, float]], peers: list[Peer]
) -> None:
    """The tables."""
    verdict = {True: "ok", False: "OVER", None: "-"}
    rows = [
        [
            b.what,
            "not measured" if b.measured is None else f"{b.measured:g}",
            f"{b.aim:g}",
            b.unit,
            verdict[b.kept],
            b.note,
        ]
        for b in budgets
    ]
    print_table("Budgets, default scope", ["budget", "measured", "aim", "unit", "", "note"], rows)
    rows = [[what, str(t.calls), f"{t.p50:.1f}", f"{t.p99:.1f}", f"{t.worst:.1f}"] for what, t in timings.items()]
    print_table("Calls of resolve, microseconds", ["kind", "calls", "p50", "p99", "worst"], rows)
    print_table("Slowest legal inputs", ["input", "ms"], [[what, f"{ms:.2f}"] for what, ms in slowest[:10]])
    if not peers:
        return
    times = {(name, task): value for name, task, value in ratios(peers, timings)}
    rows = []
    for peer in peers:
        timing = peer.timing
        rows.append(
            [
                peer.name,
                peer.task,
                "-" if timing is None else f"{timing.p50:.1f}",
                "-" if timing is None else f"{timing.p99:.1f}",
                f"{times[peer.name, peer.task]:g}" if (peer.name, peer.task) in times else "-",
                "-" if peer.first_s is None else f"{peer.first_s:.2f}",
                "-" if peer.peak_mb is None else f"{peer.peak_mb:.0f}",
                peer.note,
            ]
        )
    heads = ["peer", "task", "p50 us", "p99 us", "times toponyms", "first answer s", "peak MB", "note"]
    print_table("Peers, same queries, same run", heads, rows)
