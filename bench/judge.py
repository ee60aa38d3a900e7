"""Is an answer right, and the counts of a group of cases."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from toponyms.geo.distance import distance_km

if TYPE_CHECKING:
    from bench.cases import Answer, Case
    from bench.names import NameTable


def is_right(case: Case, answer: Answer, table: NameTable) -> bool:
    """By identity, by name or by distance, as the gold says.

    >>> from bench.cases import Answer, Case, Gold
    >>> from bench.names import NameTable
    >>> case = Case("Bakhmut", Gold(lat=48.59, lon=38.0, radius_km=30.0), "")
    >>> is_right(case, Answer("a:1", 48.6, 38.1), NameTable())
    True
    """
    if not answer.id:
        return False
    gold = case.gold
    if gold.ids:
        return answer.id in gold.ids
    if gold.names:
        number = table.by_id.get(answer.id)
        return number is not None and not gold.names.isdisjoint(table.keys_of[number])
    if answer.id in gold.same:
        return True
    return distance_km(gold.lat, gold.lon, answer.lat, answer.lon) <= gold.radius_km


@dataclass(slots=True)
class Score:
    """Counts of one system on one group of cases."""

    cases: int = 0
    answered: int = 0
    right: int = 0
    mentions: int = 0
    mentions_right: int = 0

    def add(self, case: Case, answer: Answer, right: bool) -> None:
        """Count one case."""
        self.cases += 1
        self.mentions += case.mentions
        if answer.id:
            self.answered += 1
        if right:
            self.right += 1
            self.mentions_right += case.mentions

    @property
    def accuracy(self) -> float:
        """Right of all cases: no answer is wrong."""
        return self.right / self.cases if self.cases else 0.0

    @property
    def precision(self) -> float:
        """Right of those answered."""
        return self.right / self.answered if self.answered else 0.0

    @property
    def coverage(self) -> float:
        """Answered of all cases."""
        return self.answered / self.cases if self.cases else 0.0

    @property
    def by_mention(self) -> float:
        """Right of all mentions, each case counted as often as the set has it."""
        return self.mentions_right / self.mentions if self.mentions else 0.0

    def to_dict(self) -> dict[str, Any]:
        """The counts and the shares, for JSON."""
        return {
            "cases": self.cases,
            "answered": self.answered,
            "right": self.right,
            "mentions": self.mentions,
            "mentions_right": self.mentions_right,
            "accuracy": round(self.accuracy, 4),
            "coverage": round(self.coverage, 4),
            "precision": round(self.precision, 4),
            "accuracy_by_mention": round(self.by_mention, 4),
        }


def agreed(groups: list[str], answers: list[Answer]) -> list[bool]:
    """Of each case whether its answer is the one that most of its group got; no answer agrees with nothing.

    >>> from bench.cases import NO_ANSWER, Answer
    >>> agreed(["x", "x", "x", "y"], [Answer("a"), Answer("a"), Answer("b"), NO_ANSWER])
    [True, True, False, False]
    """
    counts: dict[str, Counter[str]] = {}
    for group, answer in zip(groups, answers, strict=True):
        if answer.id:
            counts.setdefault(group, Counter())[answer.id] += 1
    usual = {group: most.most_common(1)[0][0] for group, most in counts.items()}
    return [bool(answer.id) and answer.id == usual[group] for group, answer in zip(groups, answers, strict=True)]


def agreement(groups: list[str], answers: list[Answer]) -> float:
    """Share of the cases whose answer is the one that most of their group got.

    >>> from bench.cases import NO_ANSWER, Answer
    >>> agreement(["x", "x", "x", "y"], [Answer("a"), Answer("a"), Answer("b"), NO_ANSWER])
    0.5
    """
    return sum(agreed(groups, answers)) / len(groups) if groups else 0.0


def agreement_by_part(groups: list[str], parts: list[str], answers: list[Answer]) -> dict[str, float]:
    """The same for each part of the cases: the usual answer is that of the whole group, in whatever part.

    >>> from bench.cases import NO_ANSWER, Answer
    >>> agreement_by_part(["x", "x", "x"], ["uk", "ru", "ru"], [Answer("a"), Answer("a"), NO_ANSWER])
    {'uk': 1.0, 'ru': 0.5}
    """
    cases, agreeing = Counter(parts), Counter[str]()
    for part, agrees in zip(parts, agreed(groups, answers), strict=True):
        agreeing[part] += agrees
    return {part: agreeing[part] / count for part, count in cases.items()}
