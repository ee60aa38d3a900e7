"""Duplicates: one place twice, one name twice, and homonyms that even a hromada does not tell apart."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from toponyms.geo.distance import distance_km
from toponyms.validation.model import Check, Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toponyms.validation.records import Record
    from toponyms.validation.state import Line, State


def _namesakes(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Places of one official name, in groups of two and more."""
    groups: defaultdict[tuple[str, str, int], list[Line]] = defaultdict(list)
    for line in lines:
        if line.official and not line.former:
            groups[line.official.casefold(), line.kind, line.level].append(line)
    return (group for group in groups.values() if len(group) > 1)


def doubles(state: State) -> Iterator[Fault]:
    """Places of one kind and name that lie next to each other."""
    near = state.limit("duplicate_km")
    for group in _namesakes(line for line in state.places.values() if _mapped(line)):
        group.sort(key=lambda line: line.lat)
        for number, one in enumerate(group):
            for other in group[number + 1 :]:
                if other.lat - one.lat > near / 100:  # a degree of latitude is 111 km
                    break
                km = distance_km(one.lat, one.lon, other.lat, other.lon)
                if km < near:
                    yield other.fault(f"{one.official}, {km:.2f} km from {one.id} of that name and kind")


def _mapped(line: Line) -> bool:
    return line.kind in ("settlement", "part", "admin", "object") and line.position_kind not in ("", "estimate")


def homonyms(state: State) -> Iterator[Fault]:
    """Settlements that share name and hromada."""
    near = state.limit("duplicate_km")
    below: defaultdict[str, list[Line]] = defaultdict(list)
    for line in state.places.values():
        parent = state.places.get(line.parent)
        if line.kind == "settlement" and parent is not None and parent.level == 3:
            below[line.parent].append(line)
    for hromada, lines in below.items():
        for group in _namesakes(lines):
            for one, other in combinations(group, 2):
                km = distance_km(one.lat, one.lon, other.lat, other.lon)
                if km >= near or not (_mapped(one) and _mapped(other)):
                    yield other.fault(
                        f"{one.official} is also {one.id} of the same hromada {state.places[hromada].official}"
                    )


def repeated(record: Record, state: State) -> Iterator[Fault]:
    """Names that stand twice on a place, in one language and kind."""
    seen: set[tuple[str, ...]] = set()
    for claim in record.names:
        key = claim[2:7]
        if key in seen:
            yield record.fault(claim, f"{claim.value!r} stands twice with the same language, kind and dates")
        seen.add(key)


CHECKS = (
    Check(
        "TP401",
        "double",
        "warning",
        "Two places of one kind and name lie next to each other.",
        "Mostly one place with two entries, so that the name is ambiguous without need. Some are true namesakes.",
        whole=doubles,
    ),
    Check(
        "TP402",
        "homonyms",
        "info",
        "Two settlements of one hromada have the same name.",
        "No hint of a unit tells them apart; only a position does. The codifier has such pairs.",
        whole=homonyms,
    ),
    Check(
        "TP403",
        "repeated-name",
        "warning",
        "A name stands twice on a place, with the same language, kind and dates.",
        "Two sources that say the same are one claim too many; it costs size and says nothing.",
        place=repeated,
    ),
)
