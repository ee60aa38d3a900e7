"""Reverse lookup: does `nearest` give the settlement that a point is named for, and does a full scan agree?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz

from bench.text import fold
from toponyms.geo.distance import distance_km

if TYPE_CHECKING:
    from bench.cases import ReverseCase
    from bench.names import NameTable

LIKE = 80.0
"""Similarity (0 to 100) at which a name counts as the gold's: UCDP romanizes from Russian or Ukrainian at will."""

_TYPE_WORD = re.compile(r"\s+(village|town|city)\b.*$")


@dataclass(slots=True)
class ReverseScore:
    """Counts over the reverse points."""

    cases: int = 0
    named: int = 0
    """The nearest settlement bears a name like the gold's."""
    agreed: int = 0
    """`nearest` and a scan of every settlement give the same place, or places at one distance."""
    scan_named: int = 0
    """The scan's settlement bears a name like the gold's."""

    def to_dict(self) -> dict[str, Any]:
        """The counts, for JSON."""
        return {"cases": self.cases, "named": self.named, "scan_named": self.scan_named, "agreed": self.agreed}


def bears_name(number: int, name: str, table: NameTable) -> bool:
    """Whether a place has a name like this one, its type word aside."""
    wanted = fold(_TYPE_WORD.sub("", name))
    return any(fuzz.ratio(wanted, key) >= LIKE for key in table.keys_of[number])


def run_reverse(cases: list[ReverseCase], table: NameTable) -> ReverseScore:
    """Ask `toponyms.nearest` and a scan for every point."""
    import toponyms

    settlements = [(row.lat, row.lon, number) for number, row in enumerate(table.rows) if row.kind == "settlement"]
    score = ReverseScore()
    for case in cases:
        score.cases += 1
        lat, lon = case.lat, case.lon
        scanned = min(settlements, key=lambda place: distance_km(lat, lon, place[0], place[1]))
        score.scan_named += bears_name(scanned[2], case.name, table)
        answers = toponyms.nearest(lat, lon, kind="settlement")
        if not answers or answers[0][0].id not in table.by_id:
            continue
        found = answers[0][0]
        number = table.by_id[found.id]
        score.named += bears_name(number, case.name, table)
        apart = distance_km(lat, lon, found.lat, found.lon) - distance_km(lat, lon, scanned[0], scanned[1])
        score.agreed += abs(apart) < 0.01
    return score
