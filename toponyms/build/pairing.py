"""Pairing units with candidates: an area and a name that both share, and that nothing else shares.

A step is an area (the raion, the village council, the hromada of the neighbours ...) and a way to compare names. It
pairs a unit and a candidate only where, by its evidence, neither has another partner.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from toponyms.build.settings import tables
from toponyms.build.spread import Grid
from toponyms.geo.distance import distance_km

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from toponyms.build.readers.katottg import Unit

    Keys = Callable[[str], Iterable[str]]


MOST_LISTED = 5
"""So many points are named in the reason of a unit that none of them could be told to be."""


class Candidate(NamedTuple):
    """A point with names that may be a settlement of the codifier."""

    id: str
    """Id of the place: `geonames:699751`, `wof:101752901`."""
    names: frozenset[str]
    """Folded Cyrillic names."""
    latin: frozenset[str]
    """Names in Latin letters, as they are written."""
    lat: float
    lon: float
    raion: str
    """The key of its raion (`Unit.raion_key`), "" where its source tells none."""
    living: bool = True
    """False for an abandoned settlement: no candidate where a living one is."""
    town: bool = False
    """Whether it is a seat, or has the inhabitants of a town."""
    weight: int = 0
    """Which of two rows of one settlement stands for it: the heavier."""


class Step(NamedTuple):
    """What one step of the join gave."""

    name: str
    joined: int


class Pool:
    """The units and candidates that are still to be paired, and the pairs so far."""

    def __init__(self, units: Mapping[str, Unit], councils: Mapping[str, str]) -> None:
        """`units` are settlements by code, `councils` the village council of a code where it is known."""
        self.units = units
        self.councils = councils
        self.candidates: dict[str, Candidate] = {}
        self.candidate_of: dict[str, str] = {}
        self.step_of: dict[str, str] = {}
        self.counts: dict[str, int] = {}
        self.barred: set[tuple[str, str]] = set()
        """Pairs of code and candidate that were parted again."""
        self._taken: set[str] = set()

    @property
    def free(self) -> Iterable[Candidate]:
        """Candidates without unit."""
        return (candidate for candidate in self.candidates.values() if candidate.id not in self._taken)

    def add(self, candidates: Iterable[Candidate]) -> None:
        """Add candidates, or put others in the place of those with the same id."""
        self.candidates.update({candidate.id: candidate for candidate in candidates})

    # -- areas -----------------------------------------------------------------------------------------------------

    def unit_area(self, area: str, code: str) -> str:
        """The area of a unit: its raion, council or hromada."""
        unit = self.units[code]
        if area == "raion":
            return unit.code[2:4] if unit.category == "K" else unit.raion_key
        return self.councils.get(code, "") if area == "council" else unit.parent

    def candidate_areas(self, area: str) -> dict[str, Collection[str]]:
        """The areas that each free candidate may lie in."""
        if area == "raion":
            return {candidate.id: (candidate.raion,) if candidate.raion else () for candidate in self.free}
        limits = tables()["join"]
        if area == "neighbours":
            return self._of_neighbours(limits["neighbours"], limits["neighbour_km"], limits["agreeing"])
        return self._beside(area, limits["council_km"] if area == "council" else limits["beside_km"])

    def _joined(self, area: str) -> Grid:
        grid = Grid()
        for code, id_ in self.candidate_of.items():
            if key := self.unit_area(area, code):
                grid.add(self.candidates[id_].lat, self.candidates[id_].lon, key)
        return grid

    def _beside(self, area: str, km: float) -> dict[str, Collection[str]]:
        """The areas of which a joined settlement lies near."""
        grid = self._joined(area)
        return {one.id: {key for _, key in grid.near(one.lat, one.lon, km)} for one in self.free}

    def _of_neighbours(self, neighbours: int, km: float, agreeing: int) -> dict[str, Collection[str]]:
        """The hromada in which enough of the nearest joined settlements lie."""
        grid = self._joined("hromada")
        found: dict[str, Collection[str]] = {}
        for one in self.free:
            votes: defaultdict[str, int] = defaultdict(int)
            for _, hromada in sorted(grid.near(one.lat, one.lon, km))[:neighbours]:
                votes[hromada] += 1
            best = max(votes, key=lambda hromada: (votes[hromada], hromada), default="")
            found[one.id] = (best,) if best and votes[best] >= agreeing else ()
        return found

    # -- steps -----------------------------------------------------------------------------------------------------

    def run(
        self,
        name: str,
        area: str,
        names_of_unit: Keys,
        names_of_candidate: Keys,
        *,
        areas: Mapping[str, Collection[str]] | None = None,
        doubles: bool = False,
    ) -> int:
        """Join what meets in an area under a name and meets nothing else there; how many.

        `areas` are those of the candidates where they are known already. With `doubles`, candidates that lie as near to
        each other as two rows of one settlement count as one.
        """
        by_key: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for id_, some in (areas or self.candidate_areas(area)).items():
            if some and id_ not in self._taken:
                for key in names_of_candidate(id_):
                    for one in some:
                        by_key[one, key].append(id_)
        found_of: dict[str, set[str]] = {}
        suitors: defaultdict[str, set[str]] = defaultdict(set)
        for code in self.units:
            here = self.unit_area(area, code)
            if code in self.candidate_of or not here:
                continue
            found = {id_ for key in names_of_unit(code) for id_ in by_key.get((here, key), ())}
            found = {id_ for id_ in found if (code, id_) not in self.barred}
            living = {id_ for id_ in found if self.candidates[id_].living}
            if found:
                found_of[code] = living or found
            for id_ in living or found:
                suitors[id_].add(code)
        count = 0
        for code, found in found_of.items():
            if any(len(suitors[id_]) > 1 for id_ in found):
                continue
            if len(found) == 1 or (doubles and self._are_one(found)):
                self.pair(code, self._heaviest(found), name)
                count += 1
        self._count(name, count)
        return count

    def run_towns(self, name: str, names_of_unit: Keys) -> None:
        """Join cities, then urban settlements, to the one row of the name in their raion that is a town."""
        by_key: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for one in self.free:
            if one.town:
                for key in one.names:
                    by_key[one.raion, key].append(one.id)
        count = 0
        for category in ("K", "M", "X"):
            suitors: defaultdict[str, set[str]] = defaultdict(set)
            found_of: dict[str, set[str]] = {}
            for code, unit in self.units.items():
                if unit.category == category and code not in self.candidate_of:
                    area = self.unit_area("raion", code)
                    ids = {id_ for key in names_of_unit(code) for id_ in by_key.get((area, key), ())}
                    found_of[code] = ids - self._taken
                    for id_ in found_of[code]:
                        suitors[id_].add(code)
            for code, found in found_of.items():
                if len(found) == 1 and all(len(suitors[id_]) == 1 for id_ in found):
                    self.pair(code, next(iter(found)), name)
                    count += 1
        self._count(name, count)

    def part_strays(self) -> int:
        """Part pairs that lie far from every other settlement of their hromada; how many."""
        limits = tables()["join"]
        joined: defaultdict[str, list[str]] = defaultdict(list)
        for code in self.candidate_of:
            joined[self.units[code].parent].append(code)
        strays = []
        for code, id_ in self.candidate_of.items():
            one = self.candidates[id_]
            others = [other for other in joined[self.units[code].parent] if other != code]
            if self.units[code].category == "K" or one.town or len(others) < limits["stray_others"]:
                continue
            if min(self._distance(one, other) for other in others) > limits["stray_km"]:
                strays.append(code)
        for code in strays:
            self.barred.add((code, self.candidate_of[code]))
            self.counts[self.step_of[code]] -= 1
            self._taken.discard(self.candidate_of.pop(code))
            del self.step_of[code]
        return len(strays)

    def reasons(self, names_of_unit: Keys, names_of_candidate: Keys) -> dict[str, str]:
        """Why each unit without pair has none, in words, by its name and the points of it that are still free."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        suitors: defaultdict[str, set[str]] = defaultdict(set)
        for area in ("raion", "hromada"):
            by_key: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
            for id_, some in self.candidate_areas(area).items():
                for key in names_of_candidate(id_):
                    for one in some:
                        by_key[one, key].append(id_)
            for code in self.units.keys() - self.candidate_of.keys():
                for key in names_of_unit(code):
                    for id_ in by_key.get((self.unit_area(area, code), key), ()):
                        found[code].add(id_)
                        suitors[id_].add(code)
        words = {}
        for code in self.units:
            if code not in self.candidate_of:
                points = sorted(found[code])
                rivals = len({other for id_ in points for other in suitors[id_]})
                words[code] = (
                    f"of {len(points)} points and {rivals} settlements of the name none tells which is which:"
                    f" {' '.join(points[:MOST_LISTED])}"
                    if points
                    else "no source has a point of the name in its raion or beside its hromada"
                )
        return words

    def pair(self, code: str, id_: str, step: str) -> None:
        """Join a unit and a candidate."""
        self.candidate_of[code] = id_
        self.step_of[code] = step
        self._taken.add(id_)

    def _distance(self, one: Candidate, code: str) -> float:
        other = self.candidates[self.candidate_of[code]]
        return distance_km(one.lat, one.lon, other.lat, other.lon)

    def _are_one(self, ids: Iterable[str]) -> bool:
        limit = tables()["join"]["double_km"]
        some = [self.candidates[id_] for id_ in ids]
        return all(distance_km(a.lat, a.lon, b.lat, b.lon) <= limit for a in some for b in some)

    def _heaviest(self, ids: Iterable[str]) -> str:
        return max(ids, key=lambda id_: (self.candidates[id_].weight, id_))

    def _count(self, step: str, joined: int) -> None:
        self.counts[step] = self.counts.get(step, 0) + joined
