"""Which GeoNames row is which settlement of the codifier.

A join is never forced. Each step pairs a unit and a row only where, by the evidence of that step, the unit has no other
row and the row no other unit. Later steps look at what earlier ones left.
"""

from __future__ import annotations

import math
import tomllib
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from toponyms.build.names import DATA, fold, fold_latin, is_cyrillic
from toponyms.build.spread import Grid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from toponyms.build.readers.geonames import Row
    from toponyms.build.readers.katottg import Unit

SEATS = ("P.PPLC", "P.PPLA", "P.PPLA2", "P.PPLA3")
"""Codes of seats of units, which towns are."""

ABANDONED = ("P.PPLQ", "P.PPLH", "P.PPLW")
"""Codes of settlements that are no more: no candidates where another row is."""


class Step(NamedTuple):
    """What one step of the join gave."""

    name: str
    joined: int


class Join(NamedTuple):
    """The result: rows by code, by which step each was joined, and the count of each step."""

    row_of: dict[str, Row]
    step_of: dict[str, str]
    steps: list[Step]


@cache
def tables() -> dict[str, Any]:
    """`data/ukraine.toml`."""
    return tomllib.loads((DATA / "ukraine.toml").read_text(encoding="utf-8"))


def settlement_radius(population: int) -> float:
    """How far a settlement reaches from its middle, km, by its inhabitants.

    >>> settlement_radius(0), settlement_radius(1_000_000)
    (2.0, 10.0)
    """
    table = tables()["settlement"]
    return max(float(table["min_radius_km"]), float(table["radius_per_sqrt_inhabitant_km"]) * math.sqrt(population))


def join_settlements(
    units: Mapping[str, Unit],
    rows: Iterable[Row],
    former: Mapping[str, set[str]],
    romanize: Callable[[str], str],
    raion_key: Callable[[Row], str],
) -> Join:
    """Pair the settlements of the codifier with GeoNames rows.

    `units` are settlements by code, `rows` settlements of GeoNames, `former` the folded former names of a code,
    `raion_key` gives the digits of a row's raion that its units' codes have (`Unit.raion_key`).
    """
    state = _State(units, rows, raion_key)
    names = {code: {fold(unit.name)} for code, unit in units.items()}
    state.run("raion and name", lambda code: ((state.area(code), name) for name in names[code]), state.cyrillic)
    state.run_towns(names)
    older = {code: names[code] | former.get(code, set()) for code in units}
    state.run("raion and former name", lambda code: ((state.area(code), name) for name in older[code]), state.cyrillic)
    latin = {code: fold_latin(romanize(unit.name)) for code, unit in units.items()}
    state.run("raion and romanized name", lambda code: [(state.area(code), latin[code])], state.latin)
    for _ in range(2):  # what the first round joins are neighbours for the second
        hromada = state.hromadas_by_neighbours()
        state.run(
            "hromada of neighbours and name",
            lambda code: ((units[code].parent, name) for name in older[code]),
            lambda row, found=hromada: ((found.get(row.id, ""), name) for _, name in state.cyrillic(row)),  # type: ignore[misc]
        )
        state.run(
            "hromada of neighbours and romanized name",
            lambda code: [(units[code].parent, latin[code])],
            lambda row, found=hromada: ((found.get(row.id, ""), name) for _, name in state.latin(row)),  # type: ignore[misc]
        )
        beside = state.hromadas_beside()
        state.run(
            "name, beside its hromada",
            lambda code: ((units[code].parent, name) for name in older[code]),
            lambda row, beside=beside: _product(beside.get(row.id, ()), state.cyrillic(row)),  # type: ignore[misc]
        )
        state.run(
            "romanized name, beside its hromada",
            lambda code: [(units[code].parent, latin[code])],
            lambda row, beside=beside: _product(beside.get(row.id, ()), state.latin(row)),  # type: ignore[misc]
        )
    return Join(state.row_of, state.step_of, state.steps)


def _product(hromadas: Iterable[str], keys: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    names = [name for _, name in keys]
    return [(hromada, name) for hromada in hromadas for name in names]


class _State:
    def __init__(self, units: Mapping[str, Unit], rows: Iterable[Row], raion_key: Callable[[Row], str]) -> None:
        self.units = units
        self.rows = {row.id: row for row in rows}
        self.raion_key = raion_key
        self.row_of: dict[str, Row] = {}
        self.step_of: dict[str, str] = {}
        self.steps: list[Step] = []
        self._taken: set[str] = set()
        self._cyrillic = {row.id: {fold(name) for name in row.names if is_cyrillic(name)} for row in self.rows.values()}

    def area(self, code: str) -> str:
        unit = self.units[code]
        return unit.code[2:4] if unit.category == "K" else unit.raion_key

    def cyrillic(self, row: Row) -> Iterator[tuple[str, str]]:
        area = self.raion_key(row)
        return ((area, name) for name in self._cyrillic[row.id])

    def latin(self, row: Row) -> Iterator[tuple[str, str]]:
        area = self.raion_key(row)
        names = {fold_latin(name) for name in row.names if not is_cyrillic(name)}
        return ((area, name) for name in names if name)

    def run(
        self,
        step: str,
        keys_of_unit: Callable[[str], Iterable[tuple[str, str]]],
        keys_of_row: Callable[[Row], Iterable[tuple[str, str]]],
    ) -> None:
        """Join what meets under a key and meets nothing else under any."""
        by_key: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for row in self.rows.values():
            if row.id not in self._taken:
                for key in keys_of_row(row):
                    by_key[key].append(row.id)
        candidates: dict[str, set[str]] = {}
        wanted: defaultdict[str, set[str]] = defaultdict(set)
        for code in self.units:
            if code in self.row_of:
                continue
            found = {row for key in keys_of_unit(code) for row in by_key.get(key, ())}
            living = {row for row in found if self.rows[row].code not in ABANDONED}
            candidates[code] = living or found
            for row_id in candidates[code]:
                wanted[row_id].add(code)
        count = 0
        for code, found in candidates.items():
            if len(found) == 1:
                (row_id,) = found
                if len(wanted[row_id]) == 1:
                    self._pair(code, self.rows[row_id], step)
                    count += 1
        self.steps.append(Step(step, count))

    def run_towns(self, names: Mapping[str, set[str]]) -> None:
        """Join cities, then urban settlements, to the one row of the name in their raion that is a town."""
        step = "raion, name and town"
        least = tables()["join"]["town_inhabitants"]
        by_key: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.rows.values():
            if row.id not in self._taken and (row.code in SEATS or row.population >= least):
                for key in self.cyrillic(row):
                    by_key[key].append(row)
        count = 0
        for category in ("K", "M", "X"):
            wanted: defaultdict[str, set[str]] = defaultdict(set)
            found: dict[str, list[Row]] = {}
            for code, unit in self.units.items():
                if unit.category == category and code not in self.row_of:
                    rows = {row.id: row for name in names[code] for row in by_key.get((self.area(code), name), ())}
                    found[code] = [row for row in rows.values() if row.id not in self._taken]
                    for row in found[code]:
                        wanted[row.id].add(code)
            for code, rows_found in found.items():
                if len(rows_found) == 1 and len(wanted[rows_found[0].id]) == 1:
                    self._pair(code, rows_found[0], step)
                    count += 1
        self.steps.append(Step(step, count))

    def _pair(self, code: str, row: Row, step: str) -> None:
        self.row_of[code] = row
        self.step_of[code] = step
        self._taken.add(row.id)

    def hromadas_beside(self) -> dict[str, set[str]]:
        """The hromadas of which a joined settlement lies near each row not yet joined."""
        grid = Grid()
        for code, row in self.row_of.items():
            grid.add(row.lat, row.lon, self.units[code].parent)
        km = tables()["join"]["beside_km"]
        return {
            row.id: {hromada for _, hromada in grid.near(row.lat, row.lon, km)}
            for row in self.rows.values()
            if row.id not in self._taken
        }

    def hromadas_by_neighbours(self) -> dict[str, str]:
        """The hromada of each row not yet joined in which enough of its joined neighbours lie."""
        limits = tables()["join"]
        grid = Grid()
        for code, row in self.row_of.items():
            grid.add(row.lat, row.lon, self.units[code].parent)
        hromadas = {}
        for row in self.rows.values():
            if row.id in self._taken:
                continue
            nearest = sorted(grid.near(row.lat, row.lon, limits["neighbour_km"]))[: limits["neighbours"]]
            votes: defaultdict[str, int] = defaultdict(int)
            for _, hromada in nearest:
                votes[hromada] += 1
            if votes:
                best = max(votes, key=lambda hromada: (votes[hromada], hromada))
                if votes[best] >= limits["agreeing"]:
                    hromadas[row.id] = best
        return hromadas
