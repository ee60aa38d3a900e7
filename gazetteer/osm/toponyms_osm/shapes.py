"""The boundaries of the layer: `boundaries.json.xz`, read once a process."""

from __future__ import annotations

from math import cos, radians, sqrt

from toponyms_osm.topology import KM_PER_DEGREE, UNITS, draw, encloses

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from toponyms_osm.topology import ArcPolygon, Point, Polygon


class Shapes:
    """The outlines of units by KATOTTG code, or by another id where the codifier's is a city's.

    >>> import toponyms_osm
    >>> outlines = toponyms_osm.boundaries()
    >>> outlines.holds("katottg:UA14020000000013572", 48.59, 37.83)     # Bakhmut Raion, Chasiv Yar
    True
    """

    def __init__(self, arcs: list[list[Point]], units: dict[str, list[ArcPolygon]]) -> None:
        self.arcs, self.units = arcs, units
        self._drawn: dict[str, list[Polygon]] = {}
        self._boxes: dict[str, tuple[int, int, int, int]] = {}

    @classmethod
    def read(cls, path: Path) -> Shapes:
        """The outlines of a file.

        Raises `FileNotFoundError` where there is none, `ValueError` where it is damaged.
        """
        import json
        import lzma

        try:
            table = json.loads(lzma.decompress(path.read_bytes()))
        except (lzma.LZMAError, EOFError) as error:
            raise ValueError(f"{path} is damaged ({error}): install toponyms-osm again") from None
        return cls([_undo(flat) for flat in table["arcs"]], table["units"])

    @classmethod
    def drawn(cls, polygons: Mapping[str, list[Polygon]]) -> Shapes:
        """Outlines that are not cut into arcs."""
        made = cls([], {unit: [] for unit in polygons})
        made._drawn.update(polygons)
        return made

    def to_bytes(self) -> bytes:
        """The file, the same bytes for the same outlines."""
        import json
        import lzma

        table = {"arcs": [_deltas(arc) for arc in self.arcs], "units": self.units}
        text = json.dumps(table, separators=(",", ":"), sort_keys=True)
        return lzma.compress(text.encode("ascii"), preset=9)

    def __contains__(self, unit: object) -> bool:
        return unit in self.units

    def polygons(self, unit: str) -> list[Polygon]:
        """The polygons of a unit, each its outer ring and its holes; points in 1e-5 degrees, longitude first."""
        drawn = self._drawn.get(unit)
        if drawn is None:
            drawn = [[draw(ring, self.arcs) for ring in polygon] for polygon in self.units[unit]]
            self._drawn[unit] = drawn
        return drawn

    def box(self, unit: str) -> tuple[int, int, int, int]:
        """West, south, east, north of a unit in 1e-5 degrees."""
        found = self._boxes.get(unit)
        if found is None:
            points = [point for polygon in self.polygons(unit) for point in polygon[0]]
            xs, ys = [x for x, _ in points], [y for _, y in points]
            found = self._boxes[unit] = (min(xs), min(ys), max(xs), max(ys))
        return found

    def geometry(self, unit: str) -> dict[str, object]:
        """A unit as a GeoJSON geometry; outer rings run anticlockwise, holes clockwise, as RFC 7946 wants."""
        from toponyms_osm.topology import area

        polygons = []
        for polygon in self.polygons(unit):
            rings = []
            for number, ring in enumerate(polygon):
                turned = ring if (area(ring) > 0) == (number == 0) else ring[::-1]
                rings.append([[x / UNITS, y / UNITS] for x, y in turned])
            polygons.append(rings)
        if len(polygons) == 1:
            return {"type": "Polygon", "coordinates": polygons[0]}
        return {"type": "MultiPolygon", "coordinates": polygons}

    def holds(self, unit: str, lat: float, lon: float) -> bool:
        """Whether a point lies in a unit."""
        west, south, east, north = self.box(unit)
        point = (round(lon * UNITS), round(lat * UNITS))
        if not (west <= point[0] <= east and south <= point[1] <= north):
            return False
        return any(
            encloses(polygon[0], point) and not any(encloses(hole, point) for hole in polygon[1:])
            for polygon in self.polygons(unit)
        )

    def distance_km(self, unit: str, lat: float, lon: float) -> float:
        """How far a point lies outside of a unit, 0 inside; on a plane that touches the earth at the point."""
        if self.holds(unit, lat, lon):
            return 0.0
        rings = (ring for polygon in self.polygons(unit) for ring in polygon)
        return min(_to_line(ring, lat, lon) for ring in rings)

    def around(self, lat: float, lon: float, units: Iterable[str]) -> list[str]:
        """Those of the units that hold a point."""
        return [unit for unit in units if self.holds(unit, lat, lon)]


def _to_line(ring: Sequence[Point], lat: float, lon: float) -> float:
    narrow, scale = cos(radians(lat)), KM_PER_DEGREE / UNITS
    px, py = lon * UNITS, lat * UNITS
    best = float("inf")
    x1, y1 = (ring[0][0] - px) * narrow, ring[0][1] - py
    for x, y in ring[1:]:
        x2, y2 = (x - px) * narrow, y - py
        dx, dy = x2 - x1, y2 - y1
        length = dx * dx + dy * dy
        along = 0.0 if length == 0.0 else max(0.0, min(1.0, -(x1 * dx + y1 * dy) / length))
        away = (x1 + along * dx) ** 2 + (y1 + along * dy) ** 2
        best = min(best, away)
        x1, y1 = x2, y2
    return sqrt(best) * scale


def _deltas(arc: Sequence[Point]) -> list[int]:
    flat, x, y = [], 0, 0
    for east, north in arc:
        flat += [east - x, north - y]
        x, y = east, north
    return flat


def _undo(flat: Sequence[int]) -> list[Point]:
    points, x, y = [], 0, 0
    for east, north in zip(flat[::2], flat[1::2], strict=True):
        x, y = x + east, y + north
        points.append((x, y))
    return points
