"""A place as the checks see it: its claims by field, each with the file and line that it stands in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from toponyms.build.claims import FIELDS
from toponyms.validation.model import Fault

if TYPE_CHECKING:
    from toponyms.build.claims import Claim

_plain = re.compile(r"[A-Za-z]+(?:[ '-][A-Za-z]+)*").fullmatch

CURATED = "curated"
"""Source of claims that people wrote down; they stand before all others, as in the compiler."""

Spot = tuple[int, str, int]
"""Number of the first claim that stands there, file, line; the claims after it stand on the lines after it."""


class Record:
    """One place with its claims, and what stands of them.

    Lists hold standing claims (`lost` empty) of one field, curated ones first; `kind`, `lat` and so on are what the
    compiler would take: the first of the list.
    """

    __slots__ = (
        "category",
        "claimed_by",
        "claims",
        "codes",
        "countries",
        "country",
        "ended",
        "extents",
        "heading",
        "id",
        "identifiers",
        "kind",
        "kinds",
        "lat",
        "level",
        "lon",
        "lost",
        "names",
        "odd",
        "parent",
        "parents",
        "population",
        "position_kind",
        "positions",
        "row",
        "spots",
        "uncertainty",
    )

    def __init__(self, place: str, claims: list[Claim], spots: list[Spot], row: int = -1, heading: str = "") -> None:
        self.id, self.claims, self.spots = place, claims, spots
        self.row = row
        """Row of the place in a compiled gazetteer, -1 elsewhere."""
        self.heading = heading
        """The canonical name of a compiled gazetteer, "" elsewhere."""
        fields: dict[str, list[Claim]] = {name: [] for name in FIELDS}
        self.lost = []
        for claim in claims:
            if claim[8]:
                self.lost.append(claim)
            elif claim[1] in fields:
                fields[claim[1]].append(claim)
        if any(claim[7] == CURATED for claim in claims):
            for standing in fields.values():
                standing.sort(key=_curated_last)
        self.names, self.positions, self.extents = fields["name"], fields["position"], fields["extent"]
        self.kinds, self.parents, self.countries = fields["kind"], fields["parent"], fields["country"]
        self.identifiers, self.claimed_by = fields["id"], fields["claimed_by"]
        self.population = fields["population"]
        self.odd = [claim for claim in self.names if not _plain(claim[2])]
        """Names that are not words of ASCII letters alone: what looks for damaged text need not look at the others."""
        self._read()

    def _read(self) -> None:
        """What the first standing claim of each field says; what cannot be read stays at its default."""
        self.kind, self.level, self.ended = "", 0, ""
        self.codes = [claim.kind for claim in self.kinds]
        """The sources' own codes: `P.PPL`, `katottg:M`."""
        if self.kinds:
            self.kind, _, level = self.kinds[0].value.partition(":")
            self.level = int(level) if level.isdigit() else 0
            self.ended = self.kinds[0].to
        self.category = next((code[8:] for code in self.codes if code.startswith("katottg:")), "")
        """Category of the Ukrainian codifier: K, M, X, C, H (hromada), P (raion), O, B."""
        self.lat = self.lon = self.uncertainty = 0.0
        self.position_kind = ""
        if self.positions:
            try:
                self.lat, self.lon, self.uncertainty = map(float, self.positions[0].value.split())
                self.position_kind = self.positions[0].kind
            except ValueError:
                pass  # TP001 says so
        self.parent = self.parents[0].value if self.parents else ""
        primary = [claim.value for claim in self.countries if claim.kind == "primary"]
        self.country = primary[0] if primary else ""

    def where(self, claim: Claim | None) -> tuple[str, int]:
        """File and line of a claim of this place (of its first claim where None), line 0 where there are no lines."""
        number = 0
        if claim is not None:
            number = next((at for at, other in enumerate(self.claims) if other is claim), 0)
        first, file, line = next((spot for spot in reversed(self.spots) if spot[0] <= number), (0, "", 0))
        return file, line + number - first if line else 0

    def fault(self, claim: Claim | None, message: str) -> Fault:
        """A fault of this place, at this claim."""
        file, line = self.where(claim)
        return Fault(self.id, message, claim, file, line)


def _curated_last(claim: Claim) -> bool:
    return claim[7] != CURATED


def ids_of(record: Record) -> list[str]:
    """The place's own id and its further ones."""
    return [record.id, *(claim.value for claim in record.identifiers)]


def official_name(record: Record, languages: tuple[str, ...]) -> str:
    """The standing official name in the first of these languages that has one, "" where none has."""
    found: dict[str, str] = {}
    for claim in record.names:
        if claim.kind == "official" and not claim.to:
            found.setdefault(claim.language, claim.value)
    return next((found[language] for language in languages if language in found), "")


def label_of(record: Record) -> str:
    """What messages call a place: its canonical or official name, else any."""
    return (
        record.heading
        or official_name(record, ("uk", "en", "und", "ru"))
        or next((claim.value for claim in record.names), record.id)
    )
