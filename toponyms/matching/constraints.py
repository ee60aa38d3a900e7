"""What the caller says about the place, and whether a place satisfies it and the names around it in the text."""

from __future__ import annotations

from toponyms.types import PLACE_KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toponyms.index.reader import Index
    from toponyms.matching.hints import Hint
    from toponyms.matching.hits import Hit


class Lands:
    """The vocabulary of countries of one index, and which lines of it satisfy a country."""

    __slots__ = ("_lines_of", "lines")

    def __init__(self, index: Index) -> None:
        self.lines: list[tuple[tuple[str, ...], ...]] = [
            tuple(tuple(codes.split()) for codes in line.split("\t")) for line in index.lines("vocab.countries")
        ]
        self._lines_of: dict[str, frozenset[int]] = {}

    def allowed(self, country: str) -> frozenset[int]:
        """Lines of the vocabulary of countries that satisfy a country: it lies there, or is claimed from there."""
        if country not in self._lines_of:
            self._lines_of[country] = frozenset(
                number for number, (inside, claimed) in enumerate(self.lines) if country in inside or country in claimed
            )
        return self._lines_of[country]


class Constraints:
    """What the caller says: country, hints and kind must hold; near and as_of are preferences."""

    __slots__ = ("as_of", "country", "hints", "kind", "near")

    def __init__(
        self,
        country: str = "",
        hints: Sequence[Hint] = (),
        near: tuple[float, float] | None = None,
        kind: str = "",
        as_of: str | None = None,
    ) -> None:
        self.country, self.hints, self.near, self.kind, self.as_of = country, tuple(hints), near, kind, as_of

    def nearer(self, point: tuple[float, float] | None) -> Constraints:
        """The same, with a point that the text gives as a preference, unless the caller gives one."""
        if point is None or self.near is not None:
            return self
        return Constraints(self.country, self.hints, point, self.kind, self.as_of)


class Filter:
    """Whether a place satisfies country, kind and every hint. Remembers how each place lies to the hints."""

    __slots__ = ("_countries", "_index", "_kind", "_known", "_reach", "free", "hints")

    def __init__(
        self, index: Index, countries: frozenset[int] | None, kind: str, hints: Sequence[Hint], reach_km: float
    ) -> None:
        self._index, self._countries, self.hints, self._reach = index, countries, hints, reach_km
        self._kind = PLACE_KINDS.index(kind) if kind else -1
        self._known: dict[int, float] = {}
        self.free = countries is None and not kind and not hints
        """Whether every place passes."""

    def of(self, hits: Mapping[int, Hit]) -> list[Hit]:
        """The hits, by place, whose place passes."""
        if self.free:
            return list(hits.values())
        return [hit for place, hit in hits.items() if self(place)]

    def __call__(self, place: int) -> bool:
        if self.free:
            return True
        if self._countries is not None and self._index.place_countries[place] not in self._countries:
            return False
        if self._kind >= 0 and self._index.place_kind[place] >> 4 != self._kind:
            return False
        return not self.hints or self.inside(place) > 0.0

    def inside(self, place: int) -> float:
        """How a place lies to the hints: the sum of its relations, -1 where it lies elsewhere than one of them says."""
        if not self.hints:
            return 0.0
        known = self._known.get(place)
        if known is None:
            known = 0.0
            for hint in self.hints:
                relation = hint.relation(self._index, place, self._reach)
                if relation <= 0.0:
                    known = -1.0
                    break
                known += relation
            self._known[place] = known
        return known

    def named(self, place: int) -> int:
        """How many of the hints name the place itself."""
        return sum(place in hint.rows for hint in self.hints)
