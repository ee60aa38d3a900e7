"""The command line: `python -m bench accuracy --data DIR`, `... variants`, `... speed`, `... translit --data DIR`."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from pathlib import Path
from typing import Any

from bench import edits, pairs, reliability
from bench.cases import HINT_LEVELS, DataMissing
from bench.fit import command as fit
from bench.variants import command as variants


def main(argv: list[str] | None = None) -> int:
    """Run a benchmark; 0 when it ran, 2 when it could not."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    accuracy = commands.add_parser("accuracy", help="the public sets, beside the baselines")
    accuracy.add_argument("--data", type=Path, required=True, help="directory of the public sets")
    accuracy.add_argument(
        "--set", dest="sets", action="append", default=[], metavar="NAME", help="only this set; may be repeated"
    )
    accuracy.add_argument("--limit", type=int, help="at most this many cases a set, spread evenly")
    accuracy.add_argument("--levels", action="store_true", help="also with the country hint alone and with no hint")
    accuracy.add_argument(
        "--system", dest="systems", action="append", default=[], metavar="NAME", help="only this system"
    )
    accuracy.add_argument("--cutoff", type=float, help="similarity from which the fuzzy baseline answers (default 80)")
    accuracy.add_argument("--min-confidence", type=float, help="threshold of the library (default: its own)")
    accuracy.add_argument("--json", type=Path, metavar="FILE", help="write the scores there")
    accuracy.add_argument(
        "--failures", type=Path, metavar="FILE", help="write each wrong case there (rows of the sets: do not share)"
    )
    speed = commands.add_parser("speed", help="the budgets, beside the peers")
    speed.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    speed.add_argument("--compile", action="store_true", help="also compile the gazetteer (about a minute)")
    speed.add_argument("--wheel", type=Path, help="the wheel to weigh (default: the newest in dist/)")
    speed.add_argument("--quick", action="store_true", help="smaller samples: a smoke test, not a measurement")
    speed.add_argument("--no-peers", action="store_true", help="leave the peers out")
    join = commands.add_parser("join", help="the joined settlements of Ukraine, against lists that only check")
    join.add_argument("--data", type=Path, required=True, help="folder of the raw files of the gazetteer")
    join.add_argument("--snapshot", type=Path, default=Path("gazetteer/snapshot"), help="default: gazetteer/snapshot")
    join.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    translit = commands.add_parser("translit", help="romanization against published samples, and its speed")
    translit.add_argument("--data", type=Path, help="directory of the public sets")
    translit.add_argument("--speed", action="store_true", help="names a second, beside the peers that are installed")
    translit.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    translit.add_argument(
        "--failures",
        type=Path,
        metavar="FILE",
        help="write each unexplained miss there (rows of the sets: do not share)",
    )
    matrix = commands.add_parser("matrix", help="whether every rendering of every settlement of Ukraine finds it")
    matrix.add_argument("--sample", type=int, metavar="N", help="so many settlements, drawn at random (default: all)")
    matrix.add_argument("--table", dest="tables", action="append", default=[], metavar="ID", help="only this table")
    matrix.add_argument("--no-peers", action="store_true", help="leave out what other libraries make of the names")
    matrix.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    matrix.add_argument("--missed", type=Path, metavar="FILE", help="write what was not found there, tab-separated")
    romanize = commands.add_parser(
        "romanize", help="from Latin back to Cyrillic, on names held out of the letter model"
    )
    romanize.add_argument("--names", type=int, metavar="N", help="so many names (default 2000)")
    romanize.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    figures = commands.add_parser("figures", help="the JSON of the other commands as Markdown")
    figures.add_argument("--accuracy", type=Path, metavar="FILE", help="what `accuracy --json` wrote")
    figures.add_argument("--speed", type=Path, metavar="FILE", help="what `speed --json` wrote")
    figures.add_argument("--variants", type=Path, metavar="FILE", help="what `variants --json` wrote")
    figures.add_argument("--matrix", type=Path, metavar="FILE", help="what `matrix --json` wrote")
    figures.add_argument("--summary", action="store_true", help="two small tables of --variants and --accuracy only")
    figures.add_argument("--into", type=Path, metavar="PAGE", help="put them into this page instead of printing them")
    variants.add_parser(commands)
    fit.add_parser(commands)
    reliability.add_parser(commands)
    pairs.add_parser(commands)
    edits.add_parser(commands)
    options = parser.parse_args(argv)
    run = {
        "accuracy": _accuracy,
        "speed": _speed,
        "join": _join,
        "translit": _translit,
        "matrix": _matrix,
        "romanize": _romanize,
        "figures": _figures,
        "variants": _variants,
        "fit": fit.run,
        "reliability": reliability.run,
        "pairs": pairs.run,
        "edits": edits.run,
    }[options.command]
    return run(options)


def _accuracy(options: argparse.Namespace) -> int:
    from bench.accuracy import no_data, run
    from bench.hints import Hints
    from bench.load import load_table
    from bench.report import accuracy_table, table
    from bench.reverse import run_reverse
    from bench.sets import SETS
    from bench.sets.ukraine import reverse_ucdp
    from bench.systems import CUTOFF, Exact, ExactFuzzy, System, Toponyms

    known = [public.name for public in SETS] + ["reverse_ucdp"]
    for name in options.sets:
        if name not in known:
            print(f"no set {name!r}; there are: {', '.join(known)}", file=sys.stderr)
            return 2
    if not options.data.is_dir():
        print(no_data(options.data), file=sys.stderr)
        return 2
    names = load_table()
    print(f"{len(names.rows)} places, {len(names.by_key)} distinct folded names ({names.source})", file=sys.stderr)
    hints = Hints(names)
    wanted = options.systems or ["exact", "exact+rapidfuzz", "toponyms", "toponyms guessing"]
    systems: list[System] = []
    if "exact" in wanted:
        systems.append(Exact(names, hints))
    if "exact+rapidfuzz" in wanted:
        systems.append(ExactFuzzy(names, hints, CUTOFF if options.cutoff is None else options.cutoff))
    if "toponyms" in wanted:
        systems.append(Toponyms(options.min_confidence))
    if "toponyms guessing" in wanted:
        systems.append(Toponyms(0.0, "toponyms guessing"))
    levels = HINT_LEVELS if options.levels else HINT_LEVELS[:1]
    results, missing = run(options.data, systems, names, options.sets, options.limit, levels)
    for result in results:
        accuracy_table(result)
    document: dict[str, Any] = {**_environment(), "sets": [result.to_dict() for result in results]}
    if "toponyms" in wanted and (not options.sets or "reverse_ucdp" in options.sets):
        try:
            reverse = run_reverse(reverse_ucdp(options.data), names)
        except DataMissing as error:
            missing.append(f"reverse_ucdp: {error}")
        else:
            document["reverse_ucdp"] = reverse.to_dict()
            heads = ["nearest settlement", "n", "bears the name", "scan bears it", "as the scan"]
            figures = [reverse.cases, reverse.named, reverse.scan_named, reverse.agreed]
            table("reverse_ucdp: points of settlements", heads, [["reverse_ucdp", *map(str, figures)]])
    for line in missing:
        print(f"NOT MEASURED {line}", file=sys.stderr)
    if options.json:
        options.json.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if options.failures:
        rows = [failure for result in results for failure in result.failures]
        options.failures.write_text(
            "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8"
        )
    return 0 if results or not missing else 2


def _speed(options: argparse.Namespace) -> int:
    from bench.speed.run import measure

    document = {**_environment(), **measure(options)}
    if options.json:
        options.json.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def _join(options: argparse.Namespace) -> int:
    from bench.join import print_join, run_join

    try:
        found = run_join(options.data, options.snapshot)
    except DataMissing as error:
        print(error, file=sys.stderr)
        return 2
    print_join(found)
    if options.json:
        options.json.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def _translit(options: argparse.Namespace) -> int:
    from bench.accuracy import no_data
    from bench.cases import DataMissing
    from bench.translit.report import samples_report, speed_report

    if options.data is None and not options.speed:
        print("pass --data DIR for the samples, --speed for the speed, or both", file=sys.stderr)
        return 2
    document: dict[str, Any] = {"python": platform.python_version(), "machine": platform.machine()}
    wrong = False
    if options.data is not None:
        if not options.data.is_dir():
            print(no_data(options.data), file=sys.stderr)
            return 2
        try:
            document["samples"], wrong = samples_report(options.data, options.failures)
        except DataMissing as error:
            print(f"NOT MEASURED {error}", file=sys.stderr)
            return 2
    if options.speed:
        document["speed"], slower = speed_report()
        wrong |= slower
    if options.json:
        options.json.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 1 if wrong else 0


def _variants(options: argparse.Namespace) -> int:
    return variants.run(options, _environment())


def _matrix(options: argparse.Namespace) -> int:
    """1 where a table is below what it should reach."""
    import toponyms
    from bench.matrix import measure, renderers, report, settlements

    gazetteer = toponyms.Gazetteer.open()
    tables = [row for row in renderers(not options.no_peers) if not options.tables or row[0] in options.tables]
    scores = measure(gazetteer, settlements(gazetteer, options.sample), tables)
    report(scores)
    if options.json:
        document = {**_environment(), "matrix": [score.to_dict() for score in scores]}
        options.json.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if options.missed:
        rows = ["\t".join([score.name, *missed]) + "\n" for score in scores for missed in score.missed]
        options.missed.write_text("".join(rows), encoding="utf-8")
    return 0 if all(score.reached for score in scores) else 1


def _romanize(options: argparse.Namespace) -> int:
    """1 where the way back is below what it should reach."""
    import toponyms
    from bench.romanize import FIRST, FIVE, NAMES, report, run

    found = run(toponyms.Gazetteer.open(), NAMES if options.names is None else options.names)
    report(found)
    if options.json:
        document = {**_environment(), "romanize": [one.to_dict() for one in found]}
        options.json.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    ours = found[0]
    return 0 if ours.first >= FIRST * ours.asked and ours.five >= FIVE * ours.asked else 1


def _figures(options: argparse.Namespace) -> int:
    from bench.figures import figures, read, write_into
    from bench.summary import summary
    from bench.variants.figures import figures as variant_figures

    scores = read(options.variants)
    if options.summary:
        text = summary(scores, read(options.accuracy))
    else:
        text = figures(read(options.accuracy), read(options.speed))
        if scores:
            text = f"{text}\n{variant_figures(scores)}\n".lstrip()
        matrix = read(options.matrix)
        if matrix:
            from bench.matrix import matrix_figures

            text = f"{text}\n{matrix_figures(matrix)}\n".lstrip()
    if options.into:
        write_into(options.into, text)
    else:
        print(text)
    return 0


def _environment() -> dict[str, Any]:
    """What was measured on what."""
    environment: dict[str, Any] = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "system": platform.system(),
        "cpus": os.cpu_count(),
        "load_1min": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
    }
    try:
        import toponyms

        environment["toponyms"] = toponyms.__version__
        environment["data_version"] = toponyms.resolve("Kyiv").data_version
    except Exception as error:  # the baselines can be measured without the library
        environment["toponyms"] = f"not there: {error}"
    return environment


if __name__ == "__main__":
    sys.exit(main())
