"""Boundaries as arcs: each stretch that two units share is stored, and simplified, once, so that neighbours still meet.

A point is a pair of whole numbers, longitude and latitude in 1e-5 degrees. An arc runs from one junction to the next; a
ring is a list of arcs, `~n` standing for arc n from its end to its start (the convention of TopoJSON).
"""

from __future__ import annotations

from itertools import pairwise
from math import cos, radians

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Point = tuple[int, int]
    Ring = list[Point]
    Polygon = list[Ring]
    ArcPolygon = list[list[int]]

UNITS = 100_000
"""Steps of a degree."""

KM_PER_DEGREE = 111.195


def cut(shapes: Mapping[str, Sequence[Polygon]]) -> tuple[list[list[Point]], dict[str, list[ArcPolygon]]]:
    """The arcs of the outlines of all units, and the polygons of each as arcs.

    >>> left = [[[(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]]]
    >>> right = [[[(1, 0), (2, 0), (2, 1), (1, 1), (1, 0)]]]
    >>> arcs, units = cut({"left": left, "right": right})
    >>> len(arcs), units["left"][0][0][0] == ~units["right"][0][0][-1]
    (3, True)
    """
    neighbours: dict[Point, frozenset[Point]] = {}
    junctions: set[Point] = set()
    for polygons in shapes.values():
        for polygon in polygons:
            for ring in polygon:
                for before, point, after in zip([ring[-2], *ring], ring, ring[1:], strict=False):
                    around = frozenset((before, after))
                    if neighbours.setdefault(point, around) != around:
                        junctions.add(point)
    arcs: list[list[Point]] = []
    numbers: dict[tuple[Point, ...], int] = {}
    units = {
        unit: [[_arcs_of(ring, junctions, arcs, numbers) for ring in polygon] for polygon in polygons]
        for unit, polygons in shapes.items()
    }
    return arcs, units


def _arcs_of(
    ring: Ring, junctions: set[Point], arcs: list[list[Point]], numbers: dict[tuple[Point, ...], int]
) -> list[int]:
    points = ring[:-1]
    start = next((at for at, point in enumerate(points) if point in junctions), None)
    if start is None:  # an island: one arc, which begins at its least point whoever draws it
        start = points.index(min(points))
    points = points[start:] + points[:start] + [points[start]]
    found, arc = [], [points[0]]
    for point in points[1:]:
        arc.append(point)
        if point in junctions or point is points[-1]:
            found.append(_number(arc, arcs, numbers))
            arc = [point]
    if len(arc) > 1:
        found.append(_number(arc, arcs, numbers))
    return found


def _number(arc: list[Point], arcs: list[list[Point]], numbers: dict[tuple[Point, ...], int]) -> int:
    key, turned = tuple(arc), tuple(reversed(arc))
    if turned in numbers:
        return ~numbers[turned]
    if key not in numbers:
        numbers[key] = len(arcs)
        arcs.append(arc)
    return numbers[key]


def dissolve(parts: Iterable[Sequence[ArcPolygon]], arcs: Sequence[Sequence[Point]]) -> list[ArcPolygon]:
    """The outline of several units: the arcs that stand once among them, chained into rings; outer rings first.

    Every ring becomes a polygon of its own but for holes, which go to the outer ring that holds them.
    """
    left: dict[int, int] = {}
    for polygons in parts:
        for polygon in polygons:
            for ring in polygon:
                for arc in ring:
                    key = arc if arc >= 0 else ~arc
                    if key in left:
                        del left[key]
                    else:
                        left[key] = arc
    starts: dict[Point, list[int]] = {}
    for arc in left.values():
        starts.setdefault(_ends(arc, arcs)[0], []).append(arc)
    rings: list[list[int]] = []
    for arcs_here in starts.values():
        while arcs_here:
            arc = arcs_here.pop()
            ring, (first, at) = [arc], _ends(arc, arcs)
            while at != first:
                following = starts.get(at)
                if not following:
                    break
                arc = following.pop()
                ring.append(arc)
                at = _ends(arc, arcs)[1]
            if at == first:
                rings.append(ring)
    return _nested(rings, arcs)


def _nested(rings: list[list[int]], arcs: Sequence[Sequence[Point]]) -> list[ArcPolygon]:
    drawn = sorted(((draw(ring, arcs), ring) for ring in rings), key=lambda pair: -abs(area(pair[0])))
    outer: list[tuple[list[Point], ArcPolygon]] = []
    for points, ring in drawn:
        inside = [polygon for around, polygon in outer if encloses(around, points[0]) and points[0] not in around]
        if len(inside) % 2:
            inside[-1].append(ring)
        else:
            outer.append((points, [ring]))
    return [polygon for _, polygon in outer]


def _ends(arc: int, arcs: Sequence[Sequence[Point]]) -> tuple[Point, Point]:
    points = arcs[arc if arc >= 0 else ~arc]
    return (points[0], points[-1]) if arc >= 0 else (points[-1], points[0])


def draw(ring: Sequence[int], arcs: Sequence[Sequence[Point]]) -> list[Point]:
    """The points of a ring, the last of them the first again."""
    points: list[Point] = []
    for arc in ring:
        some = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        points += some if not points else some[1:]
    return points


def area(ring: Sequence[Point]) -> float:
    """Twice the signed area of a closed ring in steps, positive anticlockwise."""
    return float(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)))


def encloses(ring: Sequence[Point], point: Point) -> bool:
    """Whether a point lies in a closed ring, by the parity of the edges east of it.

    >>> square = [(0, 0), (4, 0), (4, 4), (0, 4), (0, 0)]
    >>> encloses(square, (2, 2)), encloses(square, (5, 2))
    (True, False)
    """
    x, y = point
    inside = False
    x1, y1 = ring[0]
    for x2, y2 in ring[1:]:
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
        x1, y1 = x2, y2
    return inside


def simplify(arc: Sequence[Point], km: float) -> list[Point]:
    """An arc without the points that lie within `km` of the line that is left (Douglas and Peucker), its ends kept.

    A closed arc keeps at least four points.

    >>> simplify([(0, 0), (500, 3), (1000, 0), (1000, 1000)], 0.1)
    [(0, 0), (1000, 0), (1000, 1000)]
    """
    narrow = cos(radians(arc[0][1] / UNITS))
    scale = KM_PER_DEGREE / UNITS
    flat = [(x * narrow * scale, y * scale) for x, y in arc]
    last = len(arc) - 1
    kept = {0, last}
    spans = [(0, last)]
    if arc[0] == arc[-1] and last > 3:  # from a closed arc's far points on, there are spans to measure
        third = last // 3
        kept |= {third, 2 * third}
        spans = [(0, third), (third, 2 * third), (2 * third, last)]
    while spans:
        start, end = spans.pop()
        if end - start < 2:
            continue
        (x1, y1), (x2, y2) = flat[start], flat[end]
        dx, dy = x2 - x1, y2 - y1
        length = dx * dx + dy * dy
        farthest, at = km * km, 0
        for number in range(start + 1, end):
            x, y = flat[number]
            along = 0.0 if length == 0.0 else max(0.0, min(1.0, ((x - x1) * dx + (y - y1) * dy) / length))
            away = (x - x1 - along * dx) ** 2 + (y - y1 - along * dy) ** 2
            if away > farthest:
                farthest, at = away, number
        if at:
            kept.add(at)
            spans += [(start, at), (at, end)]
    return [arc[number] for number in sorted(kept)]
