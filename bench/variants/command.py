"""`python -m bench variants`: the rows, the systems, the tables."""

from __future__ import annotations

import csv
import difflib
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.report import percent, table
from bench.variants.canonical import canonical_replies, canonical_rows
from bench.variants.rows import CATEGORIES, Row, RowError, read_rows
from bench.variants.score import HINTS, Reply, Report, score
from bench.variants.systems import SYSTEMS, missing

if TYPE_CHECKING:
    import argparse

QUESTION_COLUMNS = ("question", "surface", "language", *HINTS[:2], "within_id", *HINTS[2:])
"""What `--questions` writes: nothing of what is right."""


def add_parser(commands: Any) -> None:
    """The command's options."""
    parser = commands.add_parser("variants", help="the variants benchmark of this repository, beside the baselines")
    parser.add_argument("--split", choices=("dev", "test"), default="", help="only this half (default: each)")
    parser.add_argument("--category", action="append", default=[], metavar="NAME", help="only this category")
    parser.add_argument(
        "--system", dest="systems", action="append", default=[], metavar="NAME", help="only this system"
    )
    parser.add_argument("--min-confidence", type=float, help="threshold of the library (default: its own)")
    parser.add_argument("--details", action="store_true", help="also a table of the finer kinds")
    parser.add_argument("--answers", type=Path, metavar="FILE", help="score this TSV (question, id, confidence)")
    parser.add_argument("--questions", type=Path, metavar="FILE", help="write what is asked there, and stop")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the scores there")
    parser.add_argument("--failures", type=Path, metavar="FILE", help="write each wrong row there, as JSON lines")


def run(options: argparse.Namespace, environment: dict[str, Any]) -> int:
    """Run it; 0 when it ran, 2 when it could not."""
    unknown = [name for name in options.systems if name not in SYSTEMS]
    unknown += [name for name in options.category if name not in CATEGORIES]
    if unknown:
        near = difflib.get_close_matches(unknown[0], [*SYSTEMS, *CATEGORIES], 1)
        meant = f"; did you mean {near[0]!r}?" if near else ""
        print(
            f"no {unknown[0]!r}{meant} Systems: {', '.join(SYSTEMS)}. Categories: {', '.join(CATEGORIES)}.",
            file=sys.stderr,
        )
        return 2
    try:
        splits = {
            split: read_rows(split, options.category)
            for split in ([options.split] if options.split else ["dev", "test"])
        }
        rows = [row for part in splits.values() for row in part]
        if options.questions:
            write_questions(options.questions, rows)
            return 0
        answers = read_answers(options.answers, rows) if options.answers else None
    except (RowError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    reports: dict[str, list[Report]] = {split: [] for split in splits}
    if answers is not None:
        for split, part in splits.items():
            replies = [answers.get(row.question, Reply()) for row in part]
            reports[split].append(score(options.answers.stem, canonical_rows(part), canonical_replies(replies)))
    else:
        _ask(options, splits, reports)
    for split, done in reports.items():
        _tables(split or "all", done, options.details)
    if options.json:
        document = {
            **environment,
            "splits": {split: [report.to_dict() for report in done] for split, done in reports.items()},
        }
        options.json.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if options.failures:
        lines = [
            json.dumps({"split": split, **failure}, ensure_ascii=False)
            for split, done in reports.items()
            for report in done
            for failure in report.failures
        ]
        options.failures.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return 0


def _ask(options: argparse.Namespace, splits: dict[str, list[Row]], reports: dict[str, list[Report]]) -> None:
    from bench.load import load_table
    from bench.variants.systems import Toponyms

    names = None
    splits = {split: canonical_rows(rows) for split, rows in splits.items()}
    for name in options.systems or list(SYSTEMS):
        lacking = missing(name)
        if lacking:
            print(f"{name} is left out: pip install {lacking}", file=sys.stderr)
            continue
        print(f"{name} ...", file=sys.stderr, flush=True)
        if name == "toponyms":
            system: Any = Toponyms(None, options.min_confidence)
        else:
            names = names or load_table()
            system = SYSTEMS[name][0](names)
        for split, rows in splits.items():
            started = time.perf_counter()
            replies = system.reply(rows)
            reports[split].append(score(name, rows, replies, system.note, time.perf_counter() - started))


def write_questions(path: Path, rows: list[Row]) -> None:
    """Each question once."""
    asked = {row.question: row for row in rows}
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write("\t".join(QUESTION_COLUMNS) + "\n")
        for row in asked.values():
            out.write("\t".join(str(getattr(row, column)) for column in QUESTION_COLUMNS) + "\n")
    print(f"{len(asked)} questions in {path}")


def read_answers(path: Path, rows: list[Row]) -> dict[str, Reply]:
    """Question to reply, from another system's TSV.

    Raises:
        RowError: the file lacks a column, or a row of it cannot be read.
    """
    known = {row.question for row in rows}
    replies: dict[str, Reply] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        lacking = {"question", "id"} - set(reader.fieldnames or ())
        if lacking:
            raise RowError(
                f"{path} lacks the column {' and '.join(sorted(lacking))}: see --questions for the questions"
            )
        for number, line in enumerate(reader, 2):
            try:
                confidence = float(line.get("confidence") or 1.0)
            except ValueError:
                raise RowError(f"{path}:{number}: confidence {line['confidence']!r} is no number from 0 to 1") from None
            answer = (line["id"] or "").strip()
            replies[line["question"]] = Reply("" if answer == "NIL" else answer, confidence)
    unasked = len(replies.keys() - known)
    if unasked:
        print(f"{unasked} answers are to questions of another split or category", file=sys.stderr)
    if not known & replies.keys():
        raise RowError(f"{path} answers none of the {len(known)} questions: write them with --questions")
    return replies


def _tables(split: str, reports: list[Report], details: bool) -> None:
    if not reports:
        return
    heads = [f"{split}: % right of all", "n", *(report.system for report in reports)]
    body = []
    for category in reports[0].categories:
        tallies = [report.categories[category] for report in reports]
        body.append([category, str(tallies[0].rows), *(percent(tally.accuracy) for tally in tallies)])
        for detail in reports[0].details[category]:
            if details or category == "homonym":
                fine = [report.details[category][detail] for report in reports]
                ceiling = f" (ceiling {percent(fine[0].ceiling / fine[0].rows)})" if category == "homonym" else ""
                body.append([f"  {detail}{ceiling}", str(fine[0].rows), *(percent(tally.accuracy) for tally in fine)])
    body.append(["ALL", str(reports[0].total.rows), *(percent(report.total.accuracy) for report in reports)])
    body.append(["precision of answered", "", *(_share(report.total.precision) for report in reports)])
    body.append(["calibration error", "", *(_share(report.reliability.error) for report in reports)])
    table(f"variants, {split} split", heads, body)
    for report in reports:
        if report.note:
            print(f"{report.system}: {report.note}")
    last = reports[-1]
    cells = [
        [
            f"{line['from']:.1f} to {line['to']:.1f}",
            str(line["rows"]),
            percent(line["confidence"]),
            percent(line["right"]),
        ]
        for line in last.reliability.to_dict()["bins"]
    ]
    table(f"reliability of {last.system}, {split} split", ["confidence", "n", "mean", "right"], cells)


def _share(share: float | None) -> str:
    return "" if share is None else percent(share)
