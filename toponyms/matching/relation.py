"""How a text lies to the place that it names: near it, so many kilometres from it, between it and another."""

from __future__ import annotations

from toponyms.geo.distance import distance_km
from toponyms.matching.attempts import Where
from toponyms.types import PLACE_KINDS, RELATIONS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from toponyms.index.reader import Index
    from toponyms.matching.attempts import Attempt
    from toponyms.matching.hints import Hint, HintFinder
    from toponyms.matching.score import Scored

FEW = 3
"""Most places of a name by which others are found: of more, none says where."""

SETTLEMENT = PLACE_KINDS.index("settlement")


class RelationFinder:
    """Finds what a text says of how it lies to a place, and which other place it names for that."""

    __slots__ = ("_hints", "_index", "_reach")

    def __init__(self, index: Index, hints: HintFinder, reach_km: float) -> None:
        """reach_km: how far apart two places lie at most that a text names beside each other."""
        self._index, self._hints, self._reach = index, hints, reach_km

    def find(self, attempt: Attempt, best: Scored) -> Where | None:
        """What the text says of how it lies to its first candidate."""
        part, form, row = attempt.part, best.form, best.row
        if part is None:
            return None
        pair = part.pair if form.relation == "between" else None
        partner = attempt.others[0] if attempt.others else None
        if pair or part.relation == "between" or (partner is not None and partner.joins_to_area):
            other = pair[1] if pair else partner.text if partner is not None else ""
            nearest = self._beside(other, row) if other else None
            return Where("between", part.km, part.bearing, () if nearest is None else (nearest,))
        kind = part.relation or form.relation
        if kind == "part" and best.hit.whole:
            return None  # "West Bank" is all of it
        return Where(kind, part.km, part.bearing, ()) if kind in RELATIONS else None

    def company(self, attempt: Attempt) -> Hint | None:
        """The hint of that of the others in a list which the fewest settlements are called by, None where many are."""
        best: tuple[int, Hint] | None = None
        for part in attempt.others:
            hint = self._hints.find(part.text)
            if hint is None or hint.slipped:
                continue
            count = sum(self._index.place_kind[row] >> 4 == SETTLEMENT for row in hint.rows)
            if 0 < count <= FEW and (best is None or count < best[0]):
                best = count, hint
        return best[1] if best else None

    def around(self, attempt: Attempt, passes: Callable[[int], bool]) -> tuple[float, float] | None:
        """Where the others of a list lie, by the one that says it best: "X, Y and Z" are named for lying together."""
        best: list[int] = []
        index = self._index
        for part in attempt.others:
            hint = self._hints.find(part.text)
            if hint is None or hint.slipped:
                continue
            rows = [row for row in hint.rows if index.place_kind[row] >> 4 == SETTLEMENT and passes(row)]
            if rows and (not best or len(rows) < len(best)):
                best = rows
        if not best or len(best) > FEW:
            return None
        row = max(best, key=lambda place: (index.place_prominence[place], -place))
        return index.place_lat[row] / 1e5, index.place_lon[row] / 1e5

    def _beside(self, text: str, row: int) -> int | None:
        """Which of the places of a name is meant beside another: the best known one nearby, else the nearest."""
        found = self._hints.find(text)
        if found is None:
            return None
        index = self._index
        rows = sorted(place for place in found.rows if index.place_kind[place] >> 4 == SETTLEMENT) or sorted(found.rows)
        near = [place for place in rows if place != row and apart(index, row, place) <= self._reach]
        if near:
            return max(near, key=lambda place: index.place_prominence[place])
        return min(rows, key=lambda place: apart(index, row, place))


def apart(index: Index, left: int, right: int) -> float:
    """Great-circle distance between two places, km."""
    return distance_km(
        index.place_lat[left] / 1e5,
        index.place_lon[left] / 1e5,
        index.place_lat[right] / 1e5,
        index.place_lon[right] / 1e5,
    )
