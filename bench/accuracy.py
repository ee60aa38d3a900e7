"""`python -m bench accuracy`: every public set, every system, by category and by level of hint."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bench.cases import HINT_LEVELS, DataMissing, at_level
from bench.judge import Score, agreement, agreement_by_part, is_right
from bench.sets import SETS
from bench.sets.files import ORIGINS

if TYPE_CHECKING:
    from pathlib import Path

    from bench.cases import Answer, Case
    from bench.names import NameTable
    from bench.sets import PublicSet
    from bench.systems import System


@dataclass(slots=True)
class SetResult:
    """Scores of one set at one level of hint."""

    name: str
    rule: str
    level: str
    total: dict[str, Score] = field(default_factory=dict)
    """System to its score over all cases."""
    categories: dict[str, dict[str, Score]] = field(default_factory=dict)
    """Category to system to score."""
    agreement: dict[str, float] = field(default_factory=dict)
    """System to the share of surfaces that got their entity's usual answer, where the set names entities."""
    agreement_by: dict[str, dict[str, float]] = field(default_factory=dict)
    """Category to system to that share among its cases; the usual answer is that of all categories."""
    seconds: dict[str, float] = field(default_factory=dict)
    """System to the time that it took."""
    failures: list[dict[str, Any]] = field(default_factory=list)
    """Each case that the library got wrong, for `--failures`."""

    def to_dict(self) -> dict[str, Any]:
        """The scores, for JSON; no row of a set is in it."""
        return {
            "set": self.name,
            "rule": self.rule,
            "level": self.level,
            "total": {name: score.to_dict() for name, score in self.total.items()},
            "categories": {
                category: {name: score.to_dict() for name, score in scores.items()}
                for category, scores in self.categories.items()
            },
            "agreement": {name: round(share, 4) for name, share in self.agreement.items()},
            "agreement_by": {
                category: {name: round(share, 4) for name, share in shares.items()}
                for category, shares in self.agreement_by.items()
            },
            "seconds": {name: round(seconds, 2) for name, seconds in self.seconds.items()},
        }


def run_set(
    public: PublicSet,
    cases: list[Case],
    level: str,
    systems: list[System],
    table: NameTable,
) -> SetResult:
    """Ask every system every case."""
    result = SetResult(public.name, public.rule, level)
    for system in systems:
        started = time.perf_counter()
        answers = system.answer(cases)
        result.seconds[system.name] = time.perf_counter() - started
        total = result.total.setdefault(system.name, Score())
        for case, answer in zip(cases, answers, strict=True):
            right = is_right(case, answer, table)
            total.add(case, answer, right)
            result.categories.setdefault(case.category, {}).setdefault(system.name, Score()).add(case, answer, right)
            if not right and system.name == "toponyms":
                result.failures.append(_failure(public, level, case, answer))
        if any(case.group for case in cases):
            groups = [case.group for case in cases]
            result.agreement[system.name] = agreement(groups, answers)
            for category, share in agreement_by_part(groups, [case.category for case in cases], answers).items():
                result.agreement_by.setdefault(category, {})[system.name] = share
    return result


def _failure(public: PublicSet, level: str, case: Case, answer: Answer) -> dict[str, Any]:
    return {
        "set": public.name,
        "level": level,
        "category": case.category,
        "text": case.text,
        "country": case.country,
        "within": case.within,
        "answer": answer.id,
        "confidence": round(answer.confidence, 3),
        "channel": answer.channel,
        "gold_ids": sorted(case.gold.ids),
        "gold_names": sorted(case.gold.names),
        "gold_same": sorted(case.gold.same),
        "gold_km": case.gold.radius_km,
        "gold_point": [case.gold.lat, case.gold.lon] if case.gold.radius_km else None,
    }


def run(
    data: Path,
    systems: list[System],
    table: NameTable,
    wanted: list[str],
    limit: int | None = None,
    levels: tuple[str, ...] = HINT_LEVELS[:1],
) -> tuple[list[SetResult], list[str]]:
    """Every wanted set at every level; what could not be read is said in the second value."""
    results: list[SetResult] = []
    missing: list[str] = []
    for public in SETS:
        if wanted and public.name not in wanted:
            continue
        print(f"{public.name} ...", end="", file=sys.stderr, flush=True)
        try:
            cases = public.load(data, table)
        except DataMissing as error:
            missing.append(f"{public.name}: {error}")
            print(" missing", file=sys.stderr)
            continue
        cases = spread(cases, limit)
        for level in levels:
            asked = at_level(cases, level)
            if asked:
                results.append(run_set(public, asked, level, systems, table))
        print(f" {len(cases)} cases", file=sys.stderr)
    return results, missing


def spread(cases: list[Case], limit: int | None) -> list[Case]:
    """At most `limit` cases, taken evenly over the set, so that each category keeps its share.

    >>> from bench.cases import Case, Gold
    >>> [case.text for case in spread([Case(text, Gold(), "") for text in "abcdef"], 3)]
    ['a', 'c', 'e']
    """
    if limit is None or limit >= len(cases):
        return cases
    return [cases[i * len(cases) // limit] for i in range(limit)]


def no_data(data: Path) -> str:
    """What to say when the directory itself is not there."""
    origins = "\n".join(f"  {folder}: {origin}" for folder, origin in ORIGINS.items())
    return f"there is no directory {data}: pass --data DIR with the public sets in these folders\n{origins}"
