"""Collecting claims, place by place, before they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toponyms.build.claims import Claim, place_key
from toponyms.build.names import clean, is_code, language_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toponyms.geo.distance import Box


class Ledger:
    """The claims of a build and the part of the snapshot that each place goes to."""

    def __init__(self) -> None:
        self.claims: dict[str, list[Claim]] = {}
        self.part: dict[str, str] = {}

    def __contains__(self, place: object) -> bool:
        return place in self.claims

    def __len__(self) -> int:
        return len(self.claims)

    def open(self, place: str, part: str) -> None:
        """Begin a place in a part of the snapshot."""
        self.claims.setdefault(place, [])
        self.part.setdefault(place, part)

    def add(
        self,
        place: str,
        field: str,
        value: str,
        source: str,
        *,
        language: str = "",
        kind: str = "",
        from_: str = "",
        to: str = "",
        lost: str = "",
        note: str = "",
    ) -> None:
        """Add a claim about a place that was begun."""
        self.claims[place].append(Claim(place, field, value, language, kind, from_, to, source, lost, note))

    def name(
        self,
        place: str,
        value: str,
        language: str,
        kind: str,
        source: str,
        *,
        from_: str = "",
        to: str = "",
        note: str = "",
    ) -> None:
        """Add a name; an empty one is passed over."""
        if value := clean(value):
            self.add(place, "name", value, source, language=language, kind=kind, from_=from_, to=to, note=note)

    def untagged(self, place: str, names: Iterable[str], country: str, source: str) -> None:
        """Add names of a list that tells neither language nor kind, with what their letters tell."""
        for raw in names:
            value = clean(raw).strip(":;,| ")
            if (len(value) < 2 and value.isascii()) or "://" in value or value.replace(" ", "").isdigit():
                continue
            kind = "abbreviation" if is_code(value) else "variant"
            self.add(place, "name", value, source, language=language_of(value, country), kind=kind)

    def position(
        self,
        place: str,
        lat: float,
        lon: float,
        uncertainty_km: float,
        kind: str,
        source: str,
        *,
        lost: str = "",
        note: str = "",
    ) -> None:
        """Add a position, rounded to 5 decimals (a metre) and a tenth of a kilometre."""
        value = f"{_short(lat, 5)} {_short(lon, 5)} {_short(uncertainty_km, 1)}"
        self.add(place, "position", value, source, kind=kind, lost=lost, note=note)

    def extent(self, place: str, box: Box, source: str) -> None:
        """Add a bounding box, rounded to 3 decimals (a hundred metres)."""
        self.add(place, "extent", " ".join(_short(side, 3) for side in box), source)

    def settled(self, places: Iterable[str]) -> Iterator[tuple[str, list[Claim]]]:
        """These places in the order of the snapshot, each with its claims but those that say nothing of their own."""
        for place in sorted(places, key=place_key):
            yield place, settle(self.claims[place])

    def drain(self) -> Iterator[tuple[str, list[Claim]]]:
        """The same for all places, which are then forgotten."""
        yield from self.settled(self.claims)
        self.claims.clear()
        self.part.clear()

    def by_part(self) -> dict[str, list[str]]:
        """The places of each part."""
        parts: dict[str, list[str]] = {}
        for place, part in self.part.items():
            parts.setdefault(part, []).append(place)
        return parts


def settle(claims: Iterable[Claim]) -> list[Claim]:
    """The claims of one place without what repeats a better one.

    A list of untagged names often has what a better source says of the same name: of one spelling, a variant in `und`
    falls away where another claim has the spelling, and a variant in a language where another kind has it in that. A
    former name without dates falls away where it is the official one: it says neither when it was nor what came after.
    """
    kept = []
    names: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.field == "name":
            names.setdefault(claim.value, []).append(claim)
        else:
            kept.append(claim)
    for same in names.values():
        better = [claim for claim in same if claim.kind != "variant"]
        tongues = {claim.language for claim in better}
        in_force = {claim.language for claim in same if claim.kind == "official" and not claim.to and not claim.lost}
        for claim in sorted(same, key=lambda claim: claim.language == "und"):
            if claim.kind == "former" and claim.language in in_force and not (claim.from_ or claim.to):
                continue
            if claim.kind == "variant":
                if claim.language in tongues or (claim.language == "und" and tongues):
                    continue
                tongues.add(claim.language)
            kept.append(claim)
    return kept


def _short(value: float, digits: int) -> str:
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
