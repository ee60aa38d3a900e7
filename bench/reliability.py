"""`python -m bench reliability`: whether answers at 0.8 are right four times in five, as tables and a drawing."""

from __future__ import annotations

import json
import sys
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.cases import Answer, DataMissing
from bench.report import percent, table
from bench.variants.score import BINS, SURE, Reliability

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from bench.cases import Case

UNFITTED = ("eyes_on_russia", "civharm", "factrueval", "slavicner")
"""Public sets about the region that nothing was fitted on."""

SIZE, MARGIN, GAP = 190, 34, 26
"""Pixels: edge of a diagram, room for its numbers, room between two."""

ACROSS = 3
"""Diagrams in a line."""

ACCENT = "#e8590c"
"""Stands out on light and on dark pages."""

GREY = "#868e96"
"""For lines and numbers, likewise."""


def add_parser(commands: Any) -> None:
    """The command's options."""
    parser = commands.add_parser("reliability", help="confidence beside the share that is right")
    parser.add_argument("--data", type=Path, help="directory of the public sets (default: the variants alone)")
    parser.add_argument("--svg", type=Path, metavar="FILE", help="draw the diagrams there")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")


def run(options: argparse.Namespace) -> int:
    """Measure, print, draw; 2 where a set is missing."""
    try:
        measured = dict(measure(options.data))
    except DataMissing as error:
        print(error, file=sys.stderr)
        return 2
    report(measured)
    if options.svg:
        options.svg.write_text(draw(measured), encoding="utf-8")
    if options.json:
        document = {name: found.to_dict() for name, found in measured.items()}
        options.json.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    return 0


def measure(data: Path | None) -> Iterator[tuple[str, Reliability]]:
    """Name of a set and what was counted on it."""
    from bench.fit.questions import phrases, variants

    yield "variants, test split", _questions(variants("test"))
    if data is None:
        return
    from bench.judge import is_right
    from bench.load import load_table
    from bench.sets import SETS

    names = load_table()
    for public in SETS:
        if public.name in UNFITTED:
            found = Reliability()
            for case in public.load(data, names):
                confidence, answer = _first(case)
                if answer is not None:
                    found.count(confidence, is_right(case, answer, names))
            yield public.name, found
    yield "ucdp, the half not fitted on", _questions(phrases(data, half=1))


def _questions(questions: Any) -> Reliability:
    import toponyms

    found = Reliability()
    for question in questions:
        answer = toponyms.resolve(question.text, **question.hints)
        if answer.candidates:
            place = answer.candidates[0].place
            found.count(answer.confidence, question.is_right(place.id, place.lat, place.lon))
    return found


def _first(case: Case) -> tuple[float, Answer | None]:
    """The best candidate of a public case, sure or not."""
    import toponyms

    options = {"within": case.within} if case.within else {}
    try:
        answer = toponyms.resolve(case.text, country=case.country or None, **options)
    except ValueError:  # the country hint is no country ("Kursk Oblast"): ask again without it, as a caller would
        answer = toponyms.resolve(case.text, **options)
    if not answer.candidates:
        return 0.0, None
    place = answer.candidates[0].place
    return answer.confidence, Answer(place.id, place.lat, place.lon, answer.confidence)


def report(measured: dict[str, Reliability]) -> None:
    """The errors of all sets, then the bins of each."""
    body = []
    for name, found in measured.items():
        error, sure = found.error, found.sure_right / found.sure if found.sure else None
        body.append(
            [
                name,
                str(sum(found.counts)),
                "" if error is None else percent(error),
                str(found.sure),
                "" if sure is None else percent(sure),
            ]
        )
    heads = ["set", "n", "calibration error", f"n from {SURE}", "right there"]
    table("calibration: mean gap between confidence and share right, in points", heads, body)
    for name, found in measured.items():
        cells = [
            [f"{line['from']:.1f} to {line['to']:.1f}", str(line["rows"]), percent(line["confidence"]),
             percent(line["right"])]
            for line in found.to_dict()["bins"]
        ]  # fmt: skip
        table(name, ["confidence", "n", "mean", "right"], cells)


def draw(measured: dict[str, Reliability]) -> str:
    """The diagrams as SVG: a dot a bin, as large as the bin is full; on the line confidence is what it says.

    >>> from bench.reliability import draw
    >>> draw({})[:4]
    '<svg'
    """
    step_x, step_y = SIZE + MARGIN + GAP, SIZE + MARGIN + GAP
    width = step_x * max(1, min(ACROSS, len(measured))) + GAP
    height = step_y * max(1, -(-len(measured) // ACROSS)) + GAP
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' font-family="sans-serif" font-size="11" role="img">',
        "<title>Confidence (across) beside the share that is right (up)</title>",
    ]
    for number, (name, found) in enumerate(measured.items()):
        left, top = MARGIN + step_x * (number % ACROSS), GAP + step_y * (number // ACROSS)
        parts += _diagram(name, found, left, top)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _diagram(name: str, found: Reliability, left: int, top: int) -> list[str]:
    bottom = top + SIZE
    error = found.error
    title = f"{name}: {100 * error:.1f} points" if error is not None else name
    parts = [
        f'<text x="{left}" y="{top - 8}" fill="{GREY}">{escape(title)}</text>',
        f'<rect x="{left}" y="{top}" width="{SIZE}" height="{SIZE}" fill="none" stroke="{GREY}"/>',
        f'<path d="M{left} {bottom}L{left + SIZE} {top}" stroke="{GREY}" stroke-dasharray="4 3"/>',
    ]
    for mark in (0.0, 0.5, 1.0):
        across, up = left + mark * SIZE, bottom - mark * SIZE
        parts.append(f'<text x="{across:.0f}" y="{bottom + 14}" fill="{GREY}" text-anchor="middle">{mark:g}</text>')
        parts.append(f'<text x="{left - 6}" y="{up + 4:.0f}" fill="{GREY}" text-anchor="end">{mark:g}</text>')
    total = sum(found.counts) or 1
    for number in range(BINS):
        count = found.counts[number]
        if count:
            across = left + SIZE * found.confidences[number] / count
            up = bottom - SIZE * found.rights[number] / count
            radius = 2.0 + 10.0 * (count / total) ** 0.5
            parts.append(
                f'<circle cx="{across:.1f}" cy="{up:.1f}" r="{radius:.1f}" fill="{ACCENT}" fill-opacity="0.6"/>'
            )
    return parts
