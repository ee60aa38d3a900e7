"""Finding places by where they are."""

from __future__ import annotations

from bisect import bisect_left
from heapq import heappush, heapreplace
from math import cos, radians

from toponyms.geo.distance import distance_km
from toponyms.index.format import GRID_COLUMNS, GRID_DEGREES, grid_cell
from toponyms.types import POSITION_KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from toponyms.index.reader import Index

KM_PER_DEGREE = 111.195
"""Length of a degree of latitude on the sphere of 6371.0088 km radius that `geo.distance` uses."""

ROWS = int(180 / GRID_DEGREES)


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

    The grid is searched in rings around the point until no cell farther out can hold a nearer place.
    """
    cells, starts = index["grid.cells"], index["grid.starts"]
    positions, estimate = index["place.position"], POSITION_KINDS.index("estimate")
    lats, lons, kinds, countries = index.place_lat, index.place_lon, index.place_kind, index.place_countries
    home = grid_cell(lat, lon)
    row, column = divmod(home, GRID_COLUMNS)
    best: list[tuple[float, int]] = []
    seen: set[int] = set()
    for ring in range(max(ROWS, GRID_COLUMNS)):
        worst = -best[0][0] if len(best) == limit else float("inf") if max_km is None else max_km
        if ring and _ring_distance(lat, ring - 1) > worst:
            break
        for cell in _ring(row, column, ring):
            if cell in seen:
                continue  # a ring wider than the world comes around to cells of smaller rings
            seen.add(cell)
            at = bisect_left(cells, cell)
            if at < len(cells) and cells[at] == cell:
                for place in range(starts[at], starts[at + 1]):
                    if positions[place] == estimate or (kind is not None and kinds[place] >> 4 != kind):
                        continue
                    if allowed is not None and countries[place] not in allowed:
                        continue
                    km = distance_km(lat, lon, lats[place] / 1e5, lons[place] / 1e5)
                    if max_km is not None and km > max_km:
                        continue
                    if len(best) < limit:
                        heappush(best, (-km, -place))
                    elif (-km, -place) > best[0]:
                        heapreplace(best, (-km, -place))
    return [(-place, -km) for km, place in sorted(best, reverse=True)]


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
