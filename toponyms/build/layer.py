"""Compiling a layer: the claims of an overlay, laid over an open gazetteer, become a small index of their own.

What lies below is read and never changed. A place of the layer is whole: what the overlay says of it, and what the
gazetteer says where the overlay says nothing. Claims that only add ids need no place; they are ids of the place below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import xxhash

from toponyms.build import derive, sections
from toponyms.build.below import Below
from toponyms.build.compile import in_order
from toponyms.build.entries import Entry, NameRow
from toponyms.build.overlay import Overlay, Wrong, agree
from toponyms.build.rules import Rules
from toponyms.errors import BuildError, OverlayError
from toponyms.index.format import SECTIONS
from toponyms.index.keys import KeyRules
from toponyms.index.stack import MARK, OVERLAY
from toponyms.index.writer import pack
from toponyms.language.generics import GenericWords
from toponyms.matching.weights import TABLES, Weights

if TYPE_CHECKING:
    from toponyms.build.claims import Claim
    from toponyms.index.reader import Index

VOUCHED = frozenset({"official", "endonym", "exonym", "romanized"})
"""Kinds of name that a place may be headed by; a new place that has none is headed by its first name."""

DEFAULT_KIND = "settlement"
"""Kind of a new place of which no row says another."""

LOST = "overlay"
"""What stands in `lost` of a claim that an overlay's claim stands before."""


def compile_layer(below: Index, overlay: Overlay, *, layer: str = "") -> bytes:
    """The bytes of a layer file: claims laid over an open gazetteer. The same arguments give the same bytes.

    layer: what explanations call it, by default "overlay" and the name of the overlay. Only the names of one that is
    called so go before those below; data of another source is "layer osm" or the like.

    Raises `OverlayError` that lists every row which this gazetteer does not allow: an unknown id or parent, a new place
    without a name, an id that is another place's.
    """
    layer = layer or OVERLAY + overlay.name
    if not overlay.name or not (layer + overlay.name).isprintable():
        raise OverlayError(f"an overlay's name is one line of text, not {overlay.name[:60]!r}")
    rules, reader, gathered = _rules(below), Below(below), _Gathered(below, overlay)
    entries = in_order([_entry(reader, rules, place, row, claims, layer) for place, row, claims in gathered.whole()])
    try:
        under_way = sections.Sections(entries, rules, below)
        sections.build(under_way, gathered.further())
    except (BuildError, OverflowError, ValueError) as error:
        raise OverlayError(f"{overlay.name}: {error}") from error
    digest = xxhash.xxh3_128_digest("\n".join("\t".join(claim) for claim in overlay).encode("utf-8", "surrogatepass"))
    pieces = pack(
        {name: under_way.done.get(name, b"") for name, _, _ in SECTIONS},  # what lies below has the rules
        {
            "data_version": f"{overlay.name}@{digest.hex()[:8]}",
            "layer": layer,
            "over": below.identity,
            "places": str(len(entries)),
            "names": str(len(under_way.done["row.place"])),
        },
        keys_fingerprint=below.header.keys,
        rules_fingerprint=below.header.rules,
        inputs_fingerprint=digest,
    )
    return b"".join(pieces)


def _rules(below: Index) -> Rules:
    """The rules that the gazetteer below was compiled with, so that the names of both meet."""
    weights = Weights.from_bytes(below["rules.weights"])
    return Rules(
        KeyRules.from_bytes(below["rules.keys"]),
        GenericWords.from_bytes(below["rules.words"]),
        {table: dict(weights[table]) for table in TABLES},
        below["rules.calques"],
    )


class _Gathered:
    """The claims of an overlay by place, checked beside the gazetteer that they are laid over."""

    def __init__(self, below: Index, overlay: Overlay) -> None:
        self.below = below
        self.rows: dict[str, int] = {}
        """Row below of each place that the overlay is about, by canonical id; -1 for a new place."""
        self.claims: dict[str, list[Claim]] = {}
        problems: dict[int, str] = {}
        first: dict[str, int] = {}
        facts: dict[tuple[str, str], tuple[str, int]] = {}
        for number, claim in zip(overlay.rows, overlay, strict=True):
            place, row = self._find(claim.place)
            self.rows[place] = row
            first.setdefault(place, number)
            where = f"{overlay.name}, {overlay.word} {number}"
            claim = claim._replace(place=place, note=f"{where}; {claim.note}" if claim.note else where)
            self.claims.setdefault(place, []).append(claim)
            try:
                agree([claim], number, facts, overlay.word)
            except Wrong as wrong:
                problems.setdefault(number, str(wrong))
        for place, claims in self.claims.items():
            if self.rows[place] < 0 and (what := _lacks(place, claims)):
                problems.setdefault(first[place], what)
        owners = {place: place for place in self.claims}
        for number, claim in zip(overlay.rows, overlay, strict=True):
            place = self._find(claim.place)[0]
            if claim.field in ("parent", "id"):
                other, row = self._find(claim.value)
                if claim.field == "parent" and row < 0 and other not in self.claims:
                    problems.setdefault(number, f"parent: no place has the id {claim.value}")
                elif claim.field == "parent" and other == place:
                    problems.setdefault(number, f"parent: {claim.value} is the place itself")
                elif claim.field == "id" and (owner := owners.setdefault(other, place)) != place:
                    problems.setdefault(number, f"the id {claim.value} is an id of {owner}")
                elif claim.field == "id" and row >= 0 and other != place:
                    problems.setdefault(number, f"the id {claim.value} is an id of {other}")
        if problems:
            raise OverlayError.of(overlay.name, sorted(problems.items()), lines=overlay.lines)

    def _find(self, identifier: str) -> tuple[str, int]:
        """Canonical id and row of a place below; the id as it is and -1 where there is none."""
        row = self.below.find_id(identifier)
        return (identifier if row < 0 else self.below.text(self.below["place.id"][row])), row

    def further(self) -> dict[str, int]:
        """Ids that the overlay gives to places below of which it says nothing else, with their rows."""
        return {
            claim.value: self.rows[place]
            for place, claims in self.claims.items()
            if self._only_ids(place)
            for claim in claims
            if self.below.find_id(claim.value) < 0
        }

    def whole(self) -> list[tuple[str, int, list[Claim]]]:
        """Id, row below and claims of every other place."""
        return [(place, self.rows[place], claims) for place, claims in self.claims.items() if not self._only_ids(place)]

    def _only_ids(self, place: str) -> bool:
        return self.rows[place] >= 0 and all(claim.field == "id" for claim in self.claims[place])


def _lacks(place: str, claims: list[Claim]) -> str:
    """What a new place cannot do without, "" where nothing is missing."""
    fields = {claim.field for claim in claims}
    if "position" not in fields:
        return f"no place has the id {place}; a new place needs lat and lon"
    return "" if "name" in fields else f"the new place {place} has no name"


def _entry(below: Below, rules: Rules, place: str, row: int, claims: list[Claim], layer: str) -> Entry:
    """A place with what the overlay says of it over what is said below."""
    entry = below.entry(row) if row >= 0 else Entry(place)
    named = Entry(place)
    for claim in claims:
        _take(entry, named, claim, layer)
    if row < 0:
        entry.kind, entry.feature = entry.kind or DEFAULT_KIND, entry.feature or LOST
        if not entry.countries and (country := below.country_at(entry.lat, entry.lon)):
            entry.countries = [country]
        if not any(name.kind in VOUCHED for name in named.names) and named.names[0].kind == "variant":
            named.names[0].kind = "official" if named.names[0].language == "und" else "endonym"
    said = {claim.field for claim in claims}
    _name(entry, named, rules, layer)
    if row < 0 or not said.isdisjoint(("population", "kind")):
        entry.prominence = derive.prominence(entry, rules.weights["prominence"])
    entry.cold = "\n".join(["\t".join(claim[1:]) for claim in claims] + _beaten(entry.cold, said))
    return entry


def _take(entry: Entry, named: Entry, claim: Claim, layer: str) -> None:
    """Put a claim where it belongs: names by themselves, since names are derived from them, all else over the entry."""
    field, value = claim.field, claim.value
    if field == "name":
        source = f"{claim.source}{MARK}{layer}"
        named.names.append(NameRow(value, claim.language, claim.kind, (claim.from_, claim.to), source, core=False))
    elif field == "position":
        entry.lat, entry.lon, entry.uncertainty = (float(part) for part in value.split(" "))
        entry.position_kind = claim.kind
    elif field == "extent":
        west, south, east, north = (float(side) for side in value.split(" "))
        entry.extent = (west, south, east, north)
    elif field == "kind":
        entry.kind, _, level = value.partition(":")
        entry.level, entry.feature = int(level or 0), claim.kind
    elif field == "parent":
        entry.parent = value
    elif field == "country":
        entry.countries = [value] if claim.kind == "primary" else [*entry.countries, value]
    elif field == "population":
        entry.population = int(value)
    elif field == "id" and value not in entry.ids:
        entry.ids.append(value)


def _name(entry: Entry, named: Entry, rules: Rules, layer: str) -> None:
    """Add the overlay's names and what follows from them, in the place of what is said below of the same names."""
    keys = rules.keys

    def key(name: NameRow) -> str:
        return keys.exact(keys.repair(name.text))

    below: dict[str, list[NameRow]] = {}
    for name in sorted(entry.names, key=sections.best_first):
        below.setdefault(key(name), []).append(name)
    repeated = []
    for name in list(named.names):
        # a name that repeats one below without saying what it is, is that one; nothing follows from it anew
        if name.language == "und" and name.kind == "variant" and (same := below.get(key(name))):
            name.language, name.kind = same[0].language, same[0].kind
            name.dates = name.dates if any(name.dates) else same[0].dates
            named.names.remove(name)
            repeated.append(name)
    named.kind, named.countries = entry.kind, entry.countries
    entry.heading = named.heading = _heading(entry, named, rules)
    derive.add_romanized(named, rules.romanize)
    whole = list(named.names)
    derive.add_cores(named, rules.words, keys.exact)
    for name in whole:
        name.core = False  # whoever writes a bare name of a unit into a table of their own means the unit
    named.names += repeated
    for name in named.names:
        if MARK not in name.source:
            name.source = f"{name.source}{MARK}{layer}"
    said = {(key(name), name.language) for name in named.names}
    entry.names = [name for name in entry.names if (key(name), name.language) not in said] + named.names


def _heading(entry: Entry, named: Entry, rules: Rules) -> str:
    """The canonical name: the overlay's standing official one where it has one, by the rules of every gazetteer."""
    official = {name.language: name.text for name in reversed(named.names) if _stands(name)}
    if "en" in official:
        return official["en"]
    if "uk" in official and entry.countries[:1] == ["UA"]:
        return rules.romanize(official["uk"])
    if "und" in official:
        return official["und"]
    return entry.heading or next((name.text for name in named.names if name.kind in VOUCHED), named.names[0].text)


def _stands(name: NameRow) -> bool:
    return name.kind == "official" and not name.dates[1]


def _beaten(cold: str, said: set[str]) -> list[str]:
    """The claims below, those marked as lost that an overlay's claim of the same field stands before."""
    lines = []
    for line in cold.splitlines():
        cells = line.split("\t")
        if cells[0] in said and cells[0] not in ("name", "id") and len(cells) == 9 and not cells[7]:
            cells[7] = LOST
        lines.append("\t".join(cells))
    return lines
