"""What other lists than GeoNames' know of Ukraine's neighbours: further places, and names of those that it lists."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

from toponyms.build.ledger import Ledger
from toponyms.build.names import DATA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from toponyms.build.claims import Claim
    from toponyms.build.readers.geonames import Row, Unit

    Rows = dict[str, list[Row]]


@cache
def settings() -> dict[str, Any]:
    """`data/neighbours.toml`."""
    return tomllib.loads((DATA / "neighbours.toml").read_text(encoding="utf-8"))


class Further:
    """Places and names that are added to the rows of GeoNames, under way."""

    def __init__(
        self, firsts: dict[str, Unit], seconds: dict[str, Unit], unit: Callable[[str], str], rows: Rows
    ) -> None:
        self.firsts, self.seconds = firsts, seconds
        self.unit = unit
        """The place of a unit's code, or of the smallest listed unit around it."""
        self.rows = rows
        """The rows of GeoNames by part of the snapshot."""
        self.places = Ledger()
        """New places, each in its part."""
        self.names: defaultdict[str, list[tuple[str, str, str, str]]] = defaultdict(list)
        """Names of places that GeoNames lists, and of units: value, language, kind, source."""
        self.points: list[tuple[str, float, float]] = []
        """Where the new places of own position lie, by the code of the smallest unit around."""

    def rows_of(self, country: str) -> list[Row]:
        """The rows of a country."""
        return [row for part in self.rows.values() for row in part if row.country == country]

    def units_of(self, country: str, level: int) -> dict[str, Unit]:
        """The units of a level of a country by their code."""
        table = self.firsts if level == 1 else self.seconds
        return {code: unit for code, unit in table.items() if code.startswith(f"{country}.")}

    def of_part(self, part: str) -> Iterable[str]:
        """The new places of a part."""
        return [place for place, its in self.places.part.items() if its == part]

    def parts(self) -> set[str]:
        """The parts that have new places."""
        return set(self.places.part.values())

    def settled(self, part: str) -> Iterator[tuple[str, list[Claim]]]:
        """The new places of a part with their claims, in the order of the snapshot."""
        return self.places.settled(self.of_part(part))

    def add_names(self, ledger: Ledger, place: str) -> None:
        """Add the names of a listed place to its claims."""
        for value, language, kind, source in self.names.get(place, ()):
            ledger.name(place, value, language, kind, source)
