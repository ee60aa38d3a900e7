"""Hints that are far from what they place: "X (30 km northeast of Y)", "northeast of Y near X".

A town that is named beside a place stands for its surroundings, about a raion. One from which a distance or a direction
is given may lie further off; then the direction must agree.
"""

from __future__ import annotations

from toponyms.geo.distance import bearing_deg, distance_km
from toponyms.matching.hints import BESIDE, ELSEWHERE, Hint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from toponyms.index.reader import Index
    from toponyms.matching.parts import Part

REACH_KM = 90.0
"""How far off a place is said to lie in a direction from another: beyond it a nearer town is named."""

SLACK, SLACK_KM = 1.3, 5.0
"""A distance that reports give is rounded, and counted from the centre or from the edge of the town, or by road."""

AGREES = 60.0
"""Degrees within which a direction agrees: reports use eight, and mean a third of the circle by each."""


class Away(Hint):
    """A hint with how far off, and in which direction from it, the text says that the place lies."""

    __slots__ = ("bearing", "far")

    def __init__(self, index: Index, hint: Hint, km: float | None, bearing: float | None) -> None:
        known = sorted(hint.rows, key=lambda row: (-index.place_prominence[row], row))  # of many only the first count
        super().__init__(index, hint.text, known, slipped=hint.slipped)
        self.far = REACH_KM if km is None else SLACK * km + SLACK_KM
        self.bearing = bearing

    def relation(self, index: Index, row: int, reach_km: float) -> float:
        """How a place lies to this hint: beside it as well where distance and direction agree."""
        found = super().relation(index, row, reach_km)
        if found > ELSEWHERE:
            return found
        lat, lon = index.place_lat[row] / 1e5, index.place_lon[row] / 1e5
        for _, spot_lat, spot_lon, _ in self.spots:
            if distance_km(spot_lat, spot_lon, lat, lon) <= self.far:
                off = abs(bearing_deg(spot_lat, spot_lon, lat, lon) - self.bearing) if self.bearing is not None else 0.0
                if min(off, 360.0 - off) <= AGREES:
                    return BESIDE
        return ELSEWHERE


def as_far(index: Index, hint: Hint, parts: Sequence[Part], name: Part | None) -> Hint:
    """The hint of a part from which the text gives a distance or a direction, or which it leads to; else as it is."""
    for part in parts:
        if part is name or part.text != hint.text:
            continue
        if part.km is not None or part.bearing is not None or part.relation == "towards":
            return Away(index, hint, part.km, part.bearing)
    return hint
