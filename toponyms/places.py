"""Finding places by where they are."""

from __future__ import annotations

from heapq import heappush, heapreplace
from math import cos, radians

from toponyms.geo.distance import distance_km
from toponyms.index.format import GRID_COLUMNS, GRID_DEGREES, grid_cell
from toponyms.types import POSITION_KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from toponyms.index.reader import Index

KM_PER_DEGREE = 111.195
"""Length of a degree of latitude on the sphere of 6371.0088 km radius that `geo.distance` uses."""

ROWS = int(180 / GRID_DEGREES)


RINGS = 8
"""Rings of cells around the point that are searched first: some 450 km. Farther out the world has 250,000 cells and
few that hold a place, so those are sorted by how near they may be."""

REACH_KM = 39.4
"""No point of a cell is farther from its middle: half of the diagonal of half a degree by half a degree, rounded up."""


def nearest(
    index: Index,
    lat: float,
    lon: float,
    kind: int | None,
    allowed: frozenset[int] | None,
    limit: int,
    max_km: float | None,
) -> list[tuple[int, float]]:
    """Rows of the nearest places and their distances in km, nearest first; places of estimated position are left out.

    The grid is searched cell by cell from the point outwards until no other cell can hold a nearer place.
    """
    positions, estimate = index["place.position"], POSITION_KINDS.index("estimate")
    lats, lons, kinds, countries = index.place_lat, index.place_lon, index.place_kind, index.place_countries
    best: list[tuple[float, int]] = []
    worst = float("inf") if max_km is None else max_km
    for bound, cell in _outward(index, lat, lon):
        if bound > worst:
            break
        for place in index.places_in(cell):
            if positions[place] == estimate or (kind is not None and kinds[place] >> 4 != kind):
                continue
            if allowed is not None and countries[place] not in allowed:
                continue
            km = distance_km(lat, lon, lats[place] / 1e5, lons[place] / 1e5)
            if km > worst:
                continue
            if len(best) < limit:
                heappush(best, (-km, -place))
            elif (-km, -place) > best[0]:
                heapreplace(best, (-km, -place))
            if len(best) == limit:
                worst = -best[0][0]
    return [(-place, -km) for km, place in sorted(best, reverse=True)]


def _outward(index: Index, lat: float, lon: float) -> Iterator[tuple[float, int]]:
    """Cells outwards, each with a distance in km that it and all later ones are at least away."""
    row, column = divmod(grid_cell(lat, lon), GRID_COLUMNS)
    seen: set[int] = set()
    for ring in range(RINGS):
        bound = _ring_distance(lat, ring - 1) if ring else 0.0
        for cell in _ring(row, column, ring):
            if cell not in seen:  # around a pole a ring comes around to cells of smaller rings
                seen.add(cell)
                yield bound, cell
    rest = []
    for cell in index.cells():
        if cell not in seen:
            north, east = divmod(cell, GRID_COLUMNS)
            middle = (north + 0.5) * GRID_DEGREES - 90.0, (east + 0.5) * GRID_DEGREES - 180.0
            rest.append((max(0.0, distance_km(lat, lon, *middle) - REACH_KM), cell))
    yield from sorted(rest)


def _ring_distance(lat: float, ring: int) -> float:
    """A distance in km that every point outside this many rings of cells is at least away."""
    degrees = ring * GRID_DEGREES
    farthest = abs(lat) + degrees + GRID_DEGREES
    if farthest >= 90.0:
        return 0.0  # around a pole all columns meet, and rings promise nothing
    return KM_PER_DEGREE * degrees * cos(radians(farthest))


def _ring(row: int, column: int, ring: int) -> list[int]:
    """Cells exactly this many steps from a cell; columns go around the world, rows end at the poles."""
    if ring == 0:
        return [row * GRID_COLUMNS + column]
    columns = range(column - ring, column + ring + 1)
    out = {
        (row + step) * GRID_COLUMNS + at % GRID_COLUMNS
        for step in (-ring, ring)
        if 0 <= row + step < ROWS
        for at in columns
    }
    out.update(
        at * GRID_COLUMNS + (column + step) % GRID_COLUMNS
        for step in (-ring, ring)
        for at in range(max(0, row - ring + 1), min(ROWS, row + ring))
    )
    return list(out)
