"""Where a place must lie: the names around it in the text, and what the caller says."""

from __future__ import annotations

from toponyms.geo.distance import distance_km

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from toponyms.index.reader import Index

MAX_DEPTH = 8
"""Most steps up a chain of parents; the deepest real one has five."""

INSIDE, ENCLAVE, AROUND, ITSELF, ELSEWHERE = 1.0, 0.7, 0.6, 0.5, 0.0
"""How a place lies to a hint: inside it; in a unit that the hint's extent surrounds (Kyiv in Kyiv Oblast); inside an
area without administration, or around the town that the hint names; the hint's own place; elsewhere."""

CONTAINERS = frozenset({"country", "admin"})
SPOTS = frozenset({"settlement", "part"})


class Hint:
    """A name that says where: every place that it may mean, ready to be compared with candidates."""

    __slots__ = ("areas", "rows", "spots", "text")

    def __init__(self, index: Index, text: str, rows: Iterable[int], kinds: tuple[str, ...]) -> None:
        self.text = text
        self.rows = frozenset(rows)
        self.spots: list[tuple[float, float]] = []
        self.areas: list[tuple[int, tuple[int, int, int, int]]] = []
        for row in self.rows:
            kind = kinds[index.place_kind[row] >> 4]
            if kind in SPOTS:
                self.spots.append((index.place_lat[row] / 1e5, index.place_lon[row] / 1e5))
            box = box_of(index, row)
            if box is not None and kind not in SPOTS:
                self.areas.append((index.place_kind[row], box))

    def relation(self, index: Index, row: int, reach_km: float) -> float:
        """How a place lies to this hint, one of the five values above."""
        if row in self.rows:
            return ITSELF
        levels = ancestors(index, row)
        if not self.rows.isdisjoint(levels):
            return INSIDE
        lat, lon = index.place_lat[row], index.place_lon[row]
        for packed, (west, south, east, north) in self.areas:
            if west <= lon <= east and south <= lat <= north:
                same_level = next((unit for unit in levels if index.place_kind[unit] == packed), None)
                if same_level is None:
                    return AROUND
                # the place has a parent of the same level as the hint: it lies in that one, unless that one is an enclave
                box = box_of(index, same_level)
                if box and west <= box[0] and south <= box[1] and box[2] <= east and box[3] <= north:
                    return ENCLAVE
        for spot_lat, spot_lon in self.spots:
            if abs(spot_lat - lat / 1e5) < 1.0 and distance_km(spot_lat, spot_lon, lat / 1e5, lon / 1e5) <= reach_km:
                return AROUND
        return ELSEWHERE


def ancestors(index: Index, row: int) -> list[int]:
    """Rows of the parents of a place, the nearest first."""
    parents = index.place_parent
    found: list[int] = []
    for _ in range(MAX_DEPTH):
        row = parents[row] - 1
        if row < 0:
            break
        found.append(row)
    return found


def box_of(index: Index, row: int) -> tuple[int, int, int, int] | None:
    """Extent of a place in 1e-5 degrees (west, south, east, north), None where it has none."""
    number = index.place_extent[row]
    if not number:
        return None
    box = index["extent.box"]
    at = 4 * (number - 1)
    return box[at], box[at + 1], box[at + 2], box[at + 3]
