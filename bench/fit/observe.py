"""What the library's own stages measured for each question: the candidates' values, and what decided about nothing.

Nothing is computed a second time: the values are those that the score was summed from. The numbers of the tables (kinds
of name and of place, countries) stand in the values as they count; which row it was is read off the candidate.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log1p
from typing import TYPE_CHECKING

import numpy as np

from toponyms.arguments import constraints_of
from toponyms.matching.calibration import CLASS_OF
from toponyms.matching.hits import CHANNELS, KIND_MASK
from toponyms.matching.matcher import Matcher
from toponyms.matching.score import FEATURES
from toponyms.matching.weights import CALIBRATION, Weights
from toponyms.types import NAME_KINDS, PLACE_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bench.fit.questions import Question
    from toponyms import Gazetteer
    from toponyms.matching.matcher import Answer
    from toponyms.matching.score import Scored

Tables = dict[str, dict[str, float]]
"""Numbers by table and name, as `matching.weights.load` gives them."""

BY_TABLE = ("name_kind", "place_kind", "country")
"""Features whose value is a number of a table; their own weight is one."""

APART = ("overlay", "said", "held_back", "ordinary")
"""Features whose weight is not fitted: what users lay over the gazetteer; that a type word which says another kind
rules a place out is meant, not a tendency; what follows from others; and too few questions are about ordinary words,
whose weight would answer for the few that are no place."""

BY_HAND = frozenset({*BY_TABLE, *APART})
"""Those and the features of the tables."""

REFERENCE = frozenset({"name_kind.official", "name_kind.endonym"})
"""Numbers of a table that the others are measured from; they stay zero."""

KEPT = frozenset({"nil.everyday", "nil.small_exact", "weights.obscure"})
"""Numbers that stay as they are set by hand: no question is a place that bears an everyday word for its name, as none
such could be told from the word."""

MISSED = 0.25
"""What a question counts whose right place is no candidate: it says that near names are often others, and nothing of
how to choose among them."""

FAR = 1e-6
"""How far the probability may be from the library's own where the values are read back."""


@dataclass(slots=True)
class Observation:
    """One question as numbers. Alternatives are the candidates, best first, and then "it names nothing"."""

    question: Question
    terms: list[dict[str, float]]
    """Alternative to name of a number to how often it counts."""
    fixed: list[float]
    """Alternative to what else its score has."""
    right: list[bool]
    """Alternative to whether it is right; for a place that is no candidate it is nothing."""
    double: list[int]
    """Candidate to the first candidate that is the same settlement."""
    class_of: str
    """Kind of evidence of the best candidate, see `matching.calibration`."""
    classes: list[str]
    """The same by candidate."""

    @property
    def missed(self) -> bool:
        """Whether the right place is no candidate."""
        return self.right[-1] and not self.question.names_nothing


def observe(gazetteer: Gazetteer, questions: Sequence[Question], tables: Tables) -> list[Observation]:
    """Ask every question under these numbers, without calibration. Questions without any candidate are left out."""
    records = gazetteer._records
    weights = Weights({**tables, CALIBRATION: {}})
    matcher = Matcher(records._index, records._rules, weights)
    seen = []
    for question in questions:
        hints = {name: question.hints.get(name) for name in ("country", "within", "near", "kind", "as_of")}
        constraints, _ = constraints_of(records, *hints.values())
        answer = matcher.match(question.text, constraints)
        # "Syrians" is held below its country by rule, which no weight says
        if answer.asked is not None and not answer.asked.doubted:
            seen.append(_observation(matcher, question, answer, tables))
    return seen


def _observation(matcher: Matcher, question: Question, answer: Answer, tables: Tables) -> Observation:
    index, asked = matcher.index, answer.asked
    assert asked is not None
    terms, fixed, right = [], [], []
    for candidate in answer.scored:
        counted, rest = _terms(matcher, candidate, tables)
        terms.append(counted)
        fixed.append(rest)
        row = candidate.row
        identifier = index.text(index["place.id"][row])
        right.append(question.is_right(identifier, index.place_lat[row] / 1e5, index.place_lon[row] / 1e5))
    if asked.rest:
        fixed[-1] += log1p(asked.rest)  # the others weigh as much as the last one
    nothing = {f"nil.{name}": float(times) for name, times in asked.nil_terms()}
    terms.append(nothing)
    fixed.append(0.0)
    right.append(not any(right))
    double = list(range(len(answer.scored)))
    for at in range(1, min(8, len(double))):
        if matcher.same(answer.scored[0].row, answer.scored[at].row):
            double[at] = 0
    classes = [CLASS_OF.get(CHANNELS[candidate.hit.channel], "variant") for candidate in answer.scored]
    found = Observation(question, terms, fixed, right, double, classes[0], classes)
    _check(found, answer, tables)
    return found


def _terms(matcher: Matcher, candidate: Scored, tables: Tables) -> tuple[dict[str, float], float]:
    """Which numbers a score is summed from, how often each, and what else is in it."""
    index, values = matcher.index, dict(zip((name for name, _ in FEATURES), candidate.values, strict=True))
    terms = {f"weights.{name}": value for name, value in values.items() if value and name not in BY_HAND}
    fixed = sum(values[name] * tables["weights"][name] for name in APART)
    facts, packed = index.row_facts[candidate.hit.row], index.place_kind[candidate.row]
    kind, level = PLACE_KINDS[packed >> 4], packed & 0xF
    inside = matcher.countries[index.place_countries[candidate.row]][0]
    rows = {
        "name_kind": NAME_KINDS[facts & KIND_MASK],
        "place_kind": f"{kind}{level}" if f"{kind}{level}" in tables["place_kind"] else kind,
        "country": inside[0] if inside else "",
    }
    for table in BY_TABLE:
        number, value = tables[table].get(rows[table]), values[table]
        past = value - (number or 0.0) if table == "name_kind" else 0.0
        if number is not None and value and (value == number or past == tables["limits"]["long_past"]):
            terms[f"{table}.{rows[table]}"] = 1.0
            fixed += past
        elif number == 0.0 and not value and table == "name_kind":
            terms[f"{table}.{rows[table]}"] = 1.0
        else:
            fixed += value
    return terms, fixed


def _check(found: Observation, answer: Answer, tables: Tables) -> None:
    """What was read back must be what the library decided with."""
    scores = [_sum(terms, tables) + fixed for terms, fixed in zip(found.terms, found.fixed, strict=True)]
    top = max(scores)
    total = sum(exp(score - top) for score in scores)
    nothing = exp(scores[-1] - top) / total
    if abs(nothing - answer.nil) > FAR:
        raise AssertionError(f"{found.question.text!r}: P(nothing) is {answer.nil}, read back {nothing}")


def _sum(terms: Mapping[str, float], tables: Tables) -> float:
    total = 0.0
    for name, times in terms.items():
        total += times * number_of(tables, name)
    return total


def number_of(tables: Tables, name: str) -> float:
    """The number called `table.row`."""
    table, _, row = name.partition(".")
    return tables[table][row]


@dataclass(slots=True)
class Design:
    """All observations as arrays: a line an alternative."""

    names: list[str]
    values: np.ndarray
    fixed: np.ndarray
    right: np.ndarray
    starts: np.ndarray
    """First line of each question."""
    lines: np.ndarray
    """Line to the number of its question."""
    weight: np.ndarray
    """Question to how much it counts."""


def asked_often(seen: Sequence[Observation], least: int) -> list[str]:
    """Numbers that at least so many questions have something to say about, in alphabetic order."""
    counts: dict[str, int] = {}
    for one in seen:
        for name in {name for terms in one.terms for name, times in terms.items() if times}:
            counts[name] = counts.get(name, 0) + 1
    return sorted(name for name, count in counts.items() if count >= least and name not in REFERENCE | KEPT)


def design(seen: Sequence[Observation], names: Sequence[str], tables: Tables) -> Design:
    """The arrays; names: the numbers that are fitted, the others count as the tables say."""
    column = {name: at for at, name in enumerate(names)}
    sizes = [len(one.terms) for one in seen]
    values = np.zeros((sum(sizes), len(names)))
    fixed = np.array([number for one in seen for number in one.fixed])
    line = 0
    for one in seen:
        for terms in one.terms:
            for name, times in terms.items():
                if name in column:
                    values[line, column[name]] = times
                else:
                    fixed[line] += times * number_of(tables, name)
            line += 1
    return Design(
        list(names),
        values,
        fixed,
        np.array([right for one in seen for right in one.right], dtype=bool),
        np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(int),
        np.repeat(np.arange(len(seen)), sizes),
        np.array([one.question.weight * (MISSED if one.missed else 1.0) for one in seen]),
    )
