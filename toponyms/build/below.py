"""Reading back what a gazetteer holds, for a layer that is compiled over it."""

from __future__ import annotations

from heapq import nsmallest
from math import cos, radians
from typing import TYPE_CHECKING

from toponyms.build.entries import Entry, NameRow
from toponyms.index.format import GRID_COLUMNS, GRID_DEGREES, NO_POPULATION, grid_cell, unpack_facts
from toponyms.types import NAME_KINDS, PLACE_KINDS, POSITION_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toponyms.index.reader import Index

COUNTRY_KM, COUNTRY_NEIGHBOURS = 50.0, 5
"""A new place without a country lies in the country of the five settlements nearest to it, where these are within 50 km
and all in one, else in none that is known: 50 km is a raion, and what is nearer to a border is left open."""

KM_PER_DEGREE = 111.195


class Below:
    """A gazetteer, read back into entries."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._languages, self._sources = index.lines("vocab.languages"), index.lines("vocab.sources")
        self._dates = [_pair(line) for line in index.lines("vocab.dates")]
        self._countries = [_pair(line) for line in index.lines("vocab.countries")]
        self._features = index.lines("vocab.features")
        self._cells: dict[int, list[tuple[float, float, str]]] = {}

    def entry(self, row: int) -> Entry:
        """The entry that a place was compiled from, with the names that were derived."""
        index = self.index
        entry = Entry(index.text(index["place.id"][row]))
        entry.ids = index.ids_of(row)
        packed = index.place_kind[row]
        entry.kind, entry.level = PLACE_KINDS[packed >> 4], packed & 0xF
        entry.feature = self._features[index.place_feature[row]]
        entry.dates = self._dates[index.place_dates[row]]
        entry.lat, entry.lon = index.place_lat[row] / 1e5, index.place_lon[row] / 1e5
        entry.uncertainty = index["place.uncertainty"][row] / 10
        entry.position_kind = POSITION_KINDS[index["place.position"][row]]
        if box := index.place_extent[row]:
            west, south, east, north = (side / 1e5 for side in index["extent.box"][4 * box - 4 : 4 * box])
            entry.extent = (west, south, east, north)
        if parent := index.place_parent[row]:
            entry.parent = index.text(index["place.id"][parent - 1])
        inside, claimed = self._countries[index.place_countries[row]]
        entry.countries, entry.claimed_by = inside.split(), claimed.split()
        population = index["place.population"][row]
        entry.population = None if population == NO_POPULATION else population
        entry.prominence = index.place_prominence[row] / 100
        entry.heading = index.text(index["place.name"][row])
        entry.cold = index.claims_of(row)
        starts = index["place.names"]
        entry.names = [self._name(at) for at in range(starts[row], starts[row + 1])]
        return entry

    def _name(self, row: int) -> NameRow:
        index = self.index
        kind, language, source, core = unpack_facts(index.row_facts[row])
        return NameRow(
            index.text(index.row_text[row]),
            self._languages[language],
            NAME_KINDS[kind],
            self._dates[index.row_dates[row]],
            self._sources[source],
            core,
        )

    def country_at(self, lat: float, lon: float) -> str:
        """The country that a point lies in as far as the settlements around it say, else ""."""
        narrow, degrees = cos(radians(lat)), COUNTRY_KM / KM_PER_DEGREE
        south, reach = lat - degrees, degrees * degrees
        found = []
        for cell in _cells_around(lat, lon):
            for north, east, country in self._settlements(cell):
                # on a raion's scale the earth is flat: 50 km are off by some metres
                if north < south:
                    continue
                across = ((east - lon + 180.0) % 360.0 - 180.0) * narrow
                away = (north - lat) ** 2 + across * across
                if away <= reach:
                    found.append((away, country))
        countries = {country for _, country in nsmallest(COUNTRY_NEIGHBOURS, found)}
        return countries.pop() if len(countries) == 1 else ""

    def _settlements(self, cell: int) -> list[tuple[float, float, str]]:
        """Where the settlements of a grid cell are, and in which country; those of estimated position are left out."""
        known = self._cells.get(cell)
        if known is None:
            index, settlement, estimate = self.index, PLACE_KINDS.index("settlement"), POSITION_KINDS.index("estimate")
            positions = index["place.position"]
            known = self._cells[cell] = [
                (index.place_lat[row] / 1e5, index.place_lon[row] / 1e5, self._country_of(row))
                for row in index.places_in(cell)
                if index.place_kind[row] >> 4 == settlement and positions[row] != estimate
            ]
        return known

    def _country_of(self, row: int) -> str:
        return self._countries[self.index.place_countries[row]][0][:2]


def _pair(line: str) -> tuple[str, str]:
    first, _, second = line.partition("\t")
    return first, second


def _cells_around(lat: float, lon: float) -> Iterator[int]:
    """Grid cells that hold every point within `COUNTRY_KM`."""
    rows = int(COUNTRY_KM / KM_PER_DEGREE / GRID_DEGREES) + 1
    narrow = max(0.01, cos(radians(min(89.0, abs(lat) + rows * GRID_DEGREES))))
    columns = min(GRID_COLUMNS // 2 - 1, int(COUNTRY_KM / KM_PER_DEGREE / GRID_DEGREES / narrow) + 1)
    row, column = divmod(grid_cell(lat, lon), GRID_COLUMNS)
    for north in range(max(0, row - rows), min(int(180 / GRID_DEGREES), row + rows + 1)):
        for east in range(column - columns, column + columns + 1):
            yield north * GRID_COLUMNS + east % GRID_COLUMNS
