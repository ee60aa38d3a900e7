"""`python -m bench fit`: weights and calibration from questions with known answers, into `fitted.toml`."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from bench.cases import DataMissing
from bench.fit import model, write
from bench.fit.isotonic import Point, knots
from bench.fit.observe import asked_often, design, number_of, observe
from bench.fit.questions import everything
from bench.report import percent, table
from toponyms.matching import weights
from toponyms.matching.calibration import CLASSES, NOTHING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from bench.fit.observe import Design, Observation, Tables
    from bench.fit.questions import Question
    from toponyms import Gazetteer

FOLDS = 5
"""Parts that are left out in turn; a place is in one of them."""

ROUNDS = 2
"""How often the questions are asked: weights decide where the search for candidates ends, so they are asked anew."""

STRENGTHS = (1.0, 3.0, 10.0)
"""How strongly the weights are drawn to those set by hand, the weakest first."""

SLACK = 0.03
"""The strongest is taken that loses at most this share more than the best on the parts left out: what little a weaker
one gains on such questions it loses on what is asked elsewhere."""

LEAST_QUESTIONS = 50
"""A number that fewer questions say anything about stays as it was set by hand."""

DIGITS = 3
"""Digits of a fitted weight after the point."""

ROOT = Path(__file__).resolve().parents[2]


def add_parser(commands: Any) -> None:
    """The command's options."""
    parser = commands.add_parser("fit", help="fit the weights of the score and calibrate its probabilities")
    parser.add_argument("--data", type=Path, help="directory of the public sets, for half of UCDP's phrases")
    parser.add_argument("--date", default="", help="day that the file gives, ISO 8601 (default: today)")
    parser.add_argument(
        "--out", type=Path, default=Path(weights.__file__).with_name(weights.FITTED), metavar="FILE",
        help="default: the package's own fitted.toml; compile afterwards",
    )  # fmt: skip
    parser.add_argument("--snapshot", type=Path, default=ROOT / "gazetteer" / "snapshot")


def run(options: argparse.Namespace) -> int:
    """Fit, print what changed, write the file; 2 where something is missing."""
    import toponyms

    gazetteer = toponyms.Gazetteer.open()
    try:
        questions = everything(gazetteer, options.data, options.snapshot)
    except (DataMissing, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    if options.data is None:
        print("without --data the phrases of UCDP are left out", file=sys.stderr)
    hand = weights.by_hand()
    fitted, seen, names, strength = fit(gazetteer, questions, hand)
    data = design(seen, names, hand)
    start = np.array([number_of(hand, name) for name in names])
    left_out = held_out(seen, data, start, strength)
    confident, nothing = answers(seen, data, left_out)
    maps = {name: knots(confident.get(name, [])) for name in CLASSES}
    maps[NOTHING] = knots(nothing)
    counts = {
        name: int((np.maximum.reduceat(np.abs(data.values[:, at]), data.starts) > 0).sum())
        for at, name in enumerate(names)
    }
    write.print_weights(fitted, counts)
    now = model.probabilities(data, np.array([fitted[name][1] for name in names]))
    _report(seen, data, [model.probabilities(data, start), now, left_out])
    about = {"date": options.date or _today(), "questions": len(questions), "strength": strength}
    write.write(options.out, about, fitted, maps)
    print(f"{options.out}: run python -m toponyms compile, and measure")
    return 0


def fit(
    gazetteer: Gazetteer, questions: Sequence[Question], hand: Tables
) -> tuple[dict[str, tuple[float, float]], list[Observation], list[str], float]:
    """Number to what it was by hand and what it is now, the last observations, the numbers, the strength taken."""
    tables = hand
    strength = STRENGTHS[0]
    for turn in range(ROUNDS):
        seen = observe(gazetteer, questions, tables)
        print(f"{len(seen)} of {len(questions)} questions have candidates", file=sys.stderr, flush=True)
        names = asked_often(seen, LEAST_QUESTIONS)
        start = np.array([number_of(hand, name) for name in names])
        data = design(seen, names, hand)
        if turn == ROUNDS - 1:
            losses = {one: loss_left_out(data, held_out(seen, data, start, one)) for one in STRENGTHS}
            enough = (1.0 + SLACK) * min(losses.values())
            strength = max(one for one, loss in losses.items() if loss <= enough)
            print(f"loss of what was left out, by strength: {losses}", file=sys.stderr, flush=True)
        found = model.fit(data, start, strength)
        tables = {table: dict(rows) for table, rows in hand.items()}
        for name, value in zip(names, found, strict=True):
            group, _, row = name.partition(".")
            tables[group][row] = round(float(value), DIGITS)
    fitted = {name: (number_of(hand, name), number_of(tables, name)) for name in names}
    return fitted, seen, names, strength


def fold_of(question: Question) -> int:
    """Number of the part that a question is in."""
    return hashlib.sha256(question.place.encode()).digest()[1] % FOLDS


def held_out(seen: Sequence[Observation], data: Design, start: np.ndarray, strength: float) -> np.ndarray:
    """Line to the probability of its alternative, by weights that were fitted without its question."""
    folds = np.array([fold_of(one.question) for one in seen])
    chance = np.zeros(len(data.lines))
    for fold in range(FOLDS):
        inside = (folds == fold)[data.lines]
        chance[inside] = model.probabilities(data, model.fit(data, start, strength, folds != fold))[inside]
    return chance


def answers(
    seen: Sequence[Observation], data: Design, chance: np.ndarray
) -> tuple[dict[str, list[Point]], list[Point]]:
    """Probabilities of the first candidate by class, and of nothing, with whether that is so."""
    confident: dict[str, list[Point]] = {name: [] for name in CLASSES}
    nothing: list[Point] = []
    for number, one in enumerate(seen):
        mine = chance[data.starts[number] : data.starts[number] + len(one.terms)]
        best = int(mine[:-1].argmax())
        sure = sum(float(mine[at]) for at, double in enumerate(one.double) if double == one.double[best])
        if one.classes[best] in confident:
            confident[one.classes[best]].append((sure, one.right[best], one.question.share))
        nothing.append((float(mine[-1]), one.question.names_nothing, one.question.share))
    return confident, nothing


def loss_left_out(data: Design, chance: np.ndarray) -> float:
    """Mean loss of the questions by probabilities that are given."""
    right = np.add.reduceat(np.where(data.right, chance, 0.0), data.starts)
    return float(np.average(-np.log(model.WRONG + (1.0 - model.WRONG) * right), weights=data.weight))


def _report(seen: Sequence[Observation], data: Design, columns: Sequence[np.ndarray]) -> None:
    """Loss and likeliest alternatives right, by where the questions are from."""
    kinds = sorted({one.question.kind for one in seen})
    body = []
    for kind in [*kinds, "ALL"]:
        members = [number for number, one in enumerate(seen) if kind in (one.question.kind, "ALL")]
        cells = [kind, str(len(members))]
        for chance in columns:
            losses, right = 0.0, 0
            for number in members:
                lines = slice(data.starts[number], data.starts[number] + len(seen[number].terms))
                good = float(chance[lines][data.right[lines]].sum())
                losses -= float(np.log(model.WRONG + (1.0 - model.WRONG) * good))
                right += bool(data.right[lines][int(chance[lines].argmax())])
            cells += [f"{losses / len(members):.3f}", percent(right / len(members))]
        body.append(cells)
    heads = ["questions", "n", "loss by hand", "right", "loss fitted", "right", "loss left out", "right"]
    table("questions with candidates: loss in nats, and % where the likeliest alternative is right", heads, body)


def _today() -> str:
    from datetime import date

    return date.today().isoformat()
