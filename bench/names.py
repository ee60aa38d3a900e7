"""The gazetteer's names as plain tables: what the baselines search and what answers are judged by.

The baselines get exactly the names that `toponyms` has, no more and no fewer, so that a difference in accuracy is a
difference in matching and not in data.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bench.text import fold
from toponyms.geo.distance import distance_km

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CELL_DEG = 0.5
"""Edge of the cells in which places are looked up by position: some 50 km, wider than the usual gold radius."""

UNIT_SHARE = 0.1
"""What a unit's population counts for when equals are ranked: its seat bears the same name more often."""

COUNTRY_BONUS = 1e12
"""Puts countries before everything else of the same name."""


@dataclass(frozen=True, slots=True)
class Row:
    """One place as the tables need it."""

    id: str
    kind: str
    level: int
    lat: float
    lon: float
    countries: tuple[str, ...]
    population: int
    parents: tuple[str, ...]
    names: tuple[str, ...]
    """Every name, the heading first."""

    @property
    def prominence(self) -> float:
        """What the baselines rank equals by."""
        if self.kind == "country":
            return COUNTRY_BONUS + self.population
        return self.population * (1.0 if self.kind == "settlement" else UNIT_SHARE)


@dataclass(slots=True)
class NameTable:
    """All places and all their names, folded.

    >>> from bench.names import NameTable, Row
    >>> table = NameTable.of([Row("a:1", "settlement", 0, 48.6, 38.0, ("UA",), 70000, (), ("Bakhmut", "Артемівськ"))])
    >>> [table.rows[row].id for row in table.named("BAKHMUT")]
    ['a:1']
    """

    rows: list[Row] = field(default_factory=list)
    by_id: dict[str, int] = field(default_factory=dict)
    by_key: dict[str, list[int]] = field(default_factory=dict)
    """Folded name to rows, the most prominent first."""
    keys_of: list[frozenset[str]] = field(default_factory=list)
    """Row to its folded names."""
    cells: dict[tuple[int, int], list[int]] = field(default_factory=dict)
    source: str = ""
    """What the table was read from, for the report."""
    _members: dict[str, frozenset[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[Row], source: str = "") -> NameTable:
        """Build the tables from rows in any order."""
        table = cls(source=source)
        table.rows = sorted(rows, key=lambda row: (-row.prominence, row.id))
        for number, row in enumerate(table.rows):
            table.by_id[row.id] = number
            keys = frozenset(key for key in map(fold, row.names) if key)
            table.keys_of.append(keys)
            for key in keys:
                table.by_key.setdefault(key, []).append(number)
            cell = (int(row.lat // CELL_DEG), int(row.lon // CELL_DEG))
            table.cells.setdefault(cell, []).append(number)
        return table

    def named(self, text: str) -> list[int]:
        """Rows that bear this name, the most prominent first."""
        return self.by_key.get(fold(text), [])

    def inside(self, unit: str) -> frozenset[int]:
        """Rows that lie in a unit by the parent chain, and the unit itself."""
        found = self._members.get(unit)
        if found is None:
            found = frozenset(n for n, row in enumerate(self.rows) if row.id == unit or unit in row.parents)
            self._members[unit] = found
        return found

    def near(self, lat: float, lon: float, radius_km: float) -> Iterator[int]:
        """Rows within a radius of a point."""
        reach_lat = radius_km / 111.0 + 1e-9
        steps = int(reach_lat // CELL_DEG) + 1
        wide = steps * (3 if abs(lat) > 60.0 else 2)
        south, west = int(lat // CELL_DEG), int(lon // CELL_DEG)
        for row in range(south - steps, south + steps + 1):
            for column in range(west - wide, west + wide + 1):
                for number in self.cells.get((row, column), ()):
                    place = self.rows[number]
                    if distance_km(lat, lon, place.lat, place.lon) <= radius_km:
                        yield number
