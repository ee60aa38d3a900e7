"""What is asked and what is right: a case of a public set, its gold, and the answer of a system."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median


class DataMissing(Exception):
    """A set's file is not where it should be; the message says which and where it can be had."""


@dataclass(frozen=True, slots=True)
class Gold:
    """What the right answer is: by identity, else by name, else by distance; the first that is given counts."""

    ids: frozenset[str] = frozenset()
    """Canonical ids, any of which is right (scored by identity: countries, whole regions, entities)."""
    names: frozenset[str] = frozenset()
    """Folded names, one of which the answered place must bear."""
    lat: float = 0.0
    """Latitude of the gold point, degrees."""
    lon: float = 0.0
    """Longitude of the gold point, degrees."""
    radius_km: float = 0.0
    """How near the answer must lie to the gold point, km."""
    same: frozenset[str] = frozenset()
    """Ids that are right at any distance: the gold's own entry, whose point the gazetteer may put elsewhere."""


@dataclass(frozen=True, slots=True)
class Case:
    """One question to a system."""

    text: str
    """The place as somebody wrote it."""
    gold: Gold
    category: str
    """The kind of case within its set, for the breakdown."""
    country: str = ""
    """Country hint as the set writes it, "" for none."""
    within: str = ""
    """Region hint (oblast, state) as the set writes it, "" for none."""
    mentions: int = 1
    """How many rows of the set this distinct case stands for."""
    group: str = ""
    """Cases of one group name one entity, where the set says so."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a system answered; an `id` of "" is no answer."""

    id: str
    lat: float = 0.0
    lon: float = 0.0
    confidence: float = 0.0
    """Confidence as the system gives it: a probability, or the similarity over 100."""
    channel: str = ""
    """How the answer was found, as far as the system says."""


NO_ANSWER = Answer("")


@dataclass(frozen=True, slots=True)
class ReverseCase:
    """A point, and the names of what is there."""

    lat: float
    lon: float
    name: str
    region: str


HINT_LEVELS = ("all hints", "country", "no hint")
"""How much of a case's context a system is told: everything the set gives, the country alone, nothing."""


def at_level(cases: list[Case], level: str) -> list[Case]:
    """The cases with only the hints of a level; an empty list where that level tells no less than the one above it.

    >>> from bench.cases import Case, Gold, at_level
    >>> at_level([Case("Terny", Gold(), "", country="Ukraine", within="Donetsk")], "country")[0].within
    ''
    """
    if level == "all hints":
        return cases
    if level == "country":
        if not any(case.within for case in cases):
            return []
        return [replace(case, within="") for case in cases]
    if not any(case.within or case.country for case in cases):
        return []
    return [replace(case, within="", country="") for case in cases]


def middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The median point: where several events bear one name, one far-off event does not move the gold.

    >>> from bench.cases import middle
    >>> middle([(48.0, 37.0), (48.1, 37.1), (59.0, 10.0)])
    (48.1, 37.0)
    """
    return median(lat for lat, _ in points), median(lon for _, lon in points)
