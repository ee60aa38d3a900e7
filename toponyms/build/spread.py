"""Where a set of settlements lies: its middle, how far it reaches, the box around it."""

from __future__ import annotations

from math import cos, hypot, radians
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from toponyms.geo.distance import KM_PER_DEGREE, box_of, distance_km

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from toponyms.geo.distance import Box

    Point = tuple[float, float]

REACH = 0.95
"""Share of the settlements that lie within the radius of a spread: one wrong point in twenty must not widen it."""


class Spread(NamedTuple):
    """The middle of some points and how far they reach from it."""

    lat: float
    lon: float
    radius_km: float
    box: Box


def spread(points: Sequence[Point]) -> Spread | None:
    """The median of (lat, lon) points with the radius that holds 95 % of them; None for no points.

    >>> spread([(48.0, 37.0), (48.2, 37.0), (48.1, 37.3)])[:2]
    (48.1, 37.0)
    """
    box = box_of(points)
    if box is None:
        return None
    west, _, east, _ = box
    shift = 360.0 if west > east else 0.0  # over the antimeridian western longitudes count on from 180
    lat = median(point[0] for point in points)
    lon = median(point[1] + shift if point[1] < west and shift else point[1] for point in points)
    lon = lon - 360.0 if lon > 180.0 else lon
    return Spread(lat, lon, reach(lat, lon, points), box)


def reach(lat: float, lon: float, points: Iterable[Point]) -> float:
    """The distance from a point within which 95 % of the points lie, km."""
    distances = sorted(distance_km(lat, lon, *point) for point in points)
    return distances[min(len(distances) - 1, int(REACH * len(distances)))] if distances else 0.0


class Grid:
    """Points by cells of a tenth of a degree, to find the near ones without looking at all."""

    CELL = 0.1

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[tuple[float, float, str]]] = {}

    def add(self, lat: float, lon: float, item: str) -> None:
        """Add an item at a point."""
        self._cells.setdefault((int(lat // self.CELL), int(lon // self.CELL)), []).append((lat, lon, item))

    def near(self, lat: float, lon: float, km: float) -> Iterator[tuple[float, str]]:
        """(distance, item) of everything within `km`, in no order.

        On a plane that touches the earth at the point: at 50 km that is less than 1 % off, and five times as fast.
        """
        narrow = cos(radians(lat))
        rows = int(km / KM_PER_DEGREE / self.CELL) + 1
        columns = int(km / (KM_PER_DEGREE * max(narrow, 0.01)) / self.CELL) + 1
        row, column = int(lat // self.CELL), int(lon // self.CELL)
        for i in range(row - rows, row + rows + 1):
            for j in range(column - columns, column + columns + 1):
                for other_lat, other_lon, item in self._cells.get((i, j), ()):
                    distance = hypot(other_lat - lat, (other_lon - lon) * narrow) * KM_PER_DEGREE
                    if distance <= km:
                        yield distance, item
