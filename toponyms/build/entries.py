"""From the claims of one place to one entry: what stands, read into numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toponyms.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toponyms.build.claims import Claim

CURATED = "curated"
"""Source of the claims in `seeds/names`, which come before those of other sources."""

NO_POSITION = (0.0, 0.0, 0.0)

UNDATED = ("", "")
"""The dates of a name of which nobody says when it was in force."""


class NameRow:
    """One name of an entry, on its way into the index."""

    __slots__ = ("core", "dates", "kind", "language", "source", "text")

    def __init__(self, text: str, language: str, kind: str, dates: tuple[str, str], source: str, core: bool) -> None:
        self.text = text
        self.language = language
        self.kind = kind
        self.dates = dates
        self.source = source
        self.core = core


class Entry:
    """One place with what stands of its claims."""

    __slots__ = (
        "claimed_by",
        "cold",
        "countries",
        "dates",
        "extent",
        "feature",
        "heading",
        "id",
        "ids",
        "kind",
        "lat",
        "level",
        "lon",
        "names",
        "official",
        "parent",
        "population",
        "position_kind",
        "prominence",
        "settled",
        "uncertainty",
    )

    def __init__(self, place: str) -> None:
        self.id = place
        self.ids: list[str] = [place]
        self.names: list[NameRow] = []
        self.countries: list[str] = []
        self.claimed_by: list[str] = []
        self.kind, self.level, self.feature = "", 0, ""
        self.lat, self.lon, self.uncertainty = NO_POSITION
        self.position_kind = ""
        self.extent: tuple[float, float, float, float] | None = None
        self.dates = ("", "")
        self.parent = ""
        self.population: int | None = None
        self.heading = self.official = self.settled = ""
        self.prominence = 0.0
        self.cold = ""


def entry_of(place: str, claims: Sequence[Claim]) -> Entry | None:
    """The entry of a place, None where its claims give it no kind or no position.

    Claims that lost shape nothing; they are kept among the cold ones. Where several stand, the first in the order of
    the snapshot counts, curated claims before others.
    """
    entry = Entry(place)
    if CURATED in [claim.source for claim in claims]:
        claims = sorted(claims, key=lambda claim: claim.source != CURATED)
    # what the name rows do not say: the other fields, and names with a note or that lost
    entry.cold = "\n".join(
        ["\t".join(claim[1:]) for claim in claims if claim.field != "name" or claim.lost or claim.note]
    )
    for claim in claims:
        field = claim.field
        if claim.lost:
            continue
        try:
            _READERS[field](entry, claim)
        except ValueError:
            raise BuildError(f"{place}: cannot read the {field} {claim.value!r} of source {claim.source}") from None
    if not entry.kind or not entry.position_kind:
        return None
    return entry


def _name(entry: Entry, claim: Claim) -> None:
    _, _, value, language, kind, from_, to, source, _, _ = claim
    if kind == "variant" and _is_machine_made(value, language):
        return
    dates = (from_, to) if from_ or to else UNDATED
    entry.names.append(NameRow(value, language, kind, dates, source, core=False))
    if kind == "official" and not to:
        if language == "en":
            entry.settled = entry.settled or value
        elif language == "uk":
            entry.official = entry.official or value
        elif language == "und":
            entry.heading = entry.heading or value


def _is_machine_made(value: str, language: str) -> bool:
    """Whether an untagged variant is a transliteration by machine of a script without capitals: "rima" for Lima.

    Nobody writes these forms, and they meet case forms and short words by chance (docs/decisions/0005). A heading is
    never one: some lists write theirs small.
    """
    return language == "und" and value.isascii() and value.islower()


def _position(entry: Entry, claim: Claim) -> None:
    if not entry.position_kind:
        lat, lon, uncertainty = (float(part) for part in claim.value.split())
        entry.lat, entry.lon, entry.uncertainty, entry.position_kind = lat, lon, uncertainty, claim.kind


def _extent(entry: Entry, claim: Claim) -> None:
    if entry.extent is None:
        west, south, east, north = (float(part) for part in claim.value.split())
        entry.extent = (west, south, east, north)


def _kind(entry: Entry, claim: Claim) -> None:
    if not entry.kind:
        entry.kind, _, level = claim.value.partition(":")
        entry.level = int(level or 0)
        entry.feature = claim.kind
        entry.dates = (claim.from_, claim.to)
    elif claim.kind.startswith("katottg:") and not entry.feature.startswith("katottg:"):
        entry.feature = f"{entry.feature} {claim.kind}"


def _parent(entry: Entry, claim: Claim) -> None:
    entry.parent = entry.parent or claim.value


def _country(entry: Entry, claim: Claim) -> None:
    if claim.kind == "primary":
        entry.countries.insert(0, claim.value)
    else:
        entry.countries.append(claim.value)


def _population(entry: Entry, claim: Claim) -> None:
    if entry.population is None:
        entry.population = int(claim.value)


def _id(entry: Entry, claim: Claim) -> None:
    if claim.value not in entry.ids:
        entry.ids.append(claim.value)


def _claimed_by(entry: Entry, claim: Claim) -> None:
    entry.claimed_by.append(claim.value)


_READERS = {
    "name": _name,
    "position": _position,
    "extent": _extent,
    "kind": _kind,
    "parent": _parent,
    "country": _country,
    "population": _population,
    "id": _id,
    "claimed_by": _claimed_by,
}
