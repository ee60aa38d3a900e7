"""What compiling adds to the claims: romanized names, names without their type word, prominence, extents, order."""

from __future__ import annotations

from functools import cache
from math import log, log2
from typing import TYPE_CHECKING

from toponyms.build.entries import NameRow
from toponyms.build.names import skeleton
from toponyms.errors import BuildError
from toponyms.geo.distance import distance_km
from toponyms.language import calques
from toponyms.matching.query import readings
from toponyms.matching.sorts import NATURE

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping, Sequence

    from toponyms.build.entries import Entry
    from toponyms.language.generics import GenericWords
    from toponyms.matching.parts import Reading

UKRAINIAN_SCHEME = "kmu-ukr-2010"
"""The romanization that canonical names in Ukraine are written in."""

TRANSLATED = "cldr-subdivisions"
"""Source that has every unit of the world in every language: its names do not say that a unit is known."""

MEDIAN_UNIT = 1_000_000
"""Inhabitants, in listed settlements, of a first-level unit as prominent as `weights.toml` has them."""

UNIT = "A.ADM1"
"""Feature of the first-level units whose prominence follows their inhabitants."""

RIVER, ENGLISH = "H.STM", ("und", "en")
"""Rivers, and the tags under which maps of the world have their names in English."""

FORSAKEN = ("P.PPLQ", "P.PPLH", "P.PPLW")
"""Feature codes of settlements that are abandoned, gone or destroyed."""

SEAS = ("H.SEA", "H.OCN")
"""Seas and oceans."""

UNTOLD = frozenset({"und", "uk-Latn", "ru-Latn"})
"""Tags that say of no language of its own that it has a name for the place."""

MAX_EXTENT_DEGREES = 180.0
"""A wider extent crosses the date line and says nothing."""


def complete(
    entries: Sequence[Entry],
    words: GenericWords,
    exact: Callable[[str], str],
    romanize: Callable[[str], str],
    table: Mapping[str, float],
) -> None:
    """Add to every entry what its claims imply.

    Raises `BuildError` for a place without a name.
    """
    countries = frozenset(exact(name.text) for entry in entries if entry.kind == "country" for name in entry.names)
    for entry in entries:
        if not entry.names:
            raise BuildError(f"{entry.id} has no name")
        entry.heading = canonical_name(entry, romanize)
        drop_type_words(entry, words, exact)
        add_romanized(entry, romanize)
        entry.prominence = prominence(entry, table)
        add_cores(entry, words, exact, countries)
    rows = {entry.id: row for row, entry in enumerate(entries)}
    weigh_units(entries, rows, table)
    add_extents(entries, rows)


def weigh_units(entries: Sequence[Entry], rows: Mapping[str, int], table: Mapping[str, float]) -> None:
    """Let first-level units without a count be the more prominent the more people live in their listed settlements.

    Ontario in Canada is named oftener than Ontario in California, the region of Bari in Somalia less than the city.
    """
    inhabitants: dict[int, int] = {}
    for entry in entries:
        if entry.kind != "settlement" or not entry.population:
            continue
        parent = rows.get(entry.parent)
        for _ in range(8):
            if parent is None:
                break
            if entries[parent].feature == UNIT:
                inhabitants[parent] = inhabitants.get(parent, 0) + entry.population
                break
            parent = rows.get(entries[parent].parent)
    for row, count in inhabitants.items():
        entry = entries[row]
        if not entry.population:
            entry.prominence += table["inhabitants"] * (log(count) - log(MEDIAN_UNIT))


def drop_type_words(entry: Entry, words: GenericWords, exact: Callable[[str], str]) -> None:
    """Drop untagged names that are a type word and nothing like the place's own: "Canal", once João Dourado's.

    "a canal" is no name, and lists that tell neither language nor kind have former names of one common word.
    """
    types = [
        name
        for name in entry.names
        if name.kind == "variant" and name.language == "und" and words.lookup(exact(name.text))
    ]
    if types:
        alike = "", skeleton(entry.heading)  # other scripts cannot be compared
        entry.names = [name for name in entry.names if name not in types or skeleton(name.text) in alike]


def add_romanized(entry: Entry, romanize: Callable[[str], str]) -> None:
    """Add the official Latin form of official and short Ukrainian names, and of former ones whose time is known."""
    if "UA" not in entry.countries:
        return
    have: dict[str, set[tuple[str, str]]] = {}
    for name in entry.names:
        if name.language == "uk-Latn":
            have.setdefault(name.text, set()).add(name.dates)
    # of one name with dates and without, the former says more
    for name in sorted(entry.names, key=lambda name: not any(name.dates)):
        dated = any(name.dates)
        if name.language == "uk" and (name.kind in ("official", "nickname") or (name.kind == "former" and dated)):
            text = romanize(name.text)
            known = have.setdefault(text, set())
            if name.dates not in known and (dated or not known):
                kind = "romanized" if name.kind == "official" else name.kind
                entry.names.append(NameRow(text, "uk-Latn", kind, name.dates, UKRAINIAN_SCHEME, core=False))
                known.add(name.dates)


def canonical_name(entry: Entry, romanize: Callable[[str], str]) -> str:
    """The settled English name, else for Ukraine the official name romanized, else the source's heading."""
    if entry.settled:
        return entry.settled
    if entry.official and entry.countries[:1] == ["UA"]:
        return romanize(entry.official)
    return entry.heading or (entry.names[0].text if entry.names else entry.id)


def add_cores(
    entry: Entry, words: GenericWords, exact: Callable[[str], str], countries: Container[str] = frozenset()
) -> None:
    """Add each name of a unit, a river and so on without its type word: "Donetsk" of "Donetsk Oblast".

    Where the unit's own name has a type word, the bare variants of it that a source lists are cores too: "Járkov" alone
    is the city. countries: exact keys of names of countries, which no object has: "South Ukraine NPP" is not Ukraine.
    """
    if entry.kind in ("settlement", "part", "country"):
        return
    have = {exact(name.text) for name in entry.names}
    typed = entry.kind == "admin" and bool(readings(entry.heading, words)[0].says)
    read: dict[str, Reading] = {}
    for name in list(entry.names):
        if name.kind in ("adjective", "abbreviation", "garble"):
            continue
        # one spelling stands in several languages
        reading = read.get(name.text) or read.setdefault(name.text, readings(name.text, words)[0])
        if not reading.says:
            name.core = typed and name.kind == "variant"
            if entry.feature == RIVER and name.language in ENGLISH and exact(name.text) in _ordinary():
                name.text = f"{name.text} River"  # maps leave the word out; "White" alone is no river
        elif reading.types and entry.kind not in {kind for kind, _ in reading.says} | NATURE:
            continue  # a district called Black River is not called Black
        elif len(reading.core) > 2 and exact(reading.core) not in have:
            if reading.types and exact(reading.core) in _ordinary():
                continue  # "Black" alone is no sea
            if entry.kind == "object" and exact(reading.core) in countries:
                continue
            have.add(exact(reading.core))
            entry.names.append(NameRow(reading.core, name.language, name.kind, name.dates, name.source, core=True))


@cache
def _ordinary() -> frozenset[str]:
    """Ordinary English words of the concepts that names are made of: white, black, long."""
    return frozenset(
        word
        for concept in calques.load().concepts
        if concept.kind in ("quality", "thing", "compass", "number")
        for word in concept.words[calques.TRANSLATED.index("en")]
        if " " not in word and not word.endswith("-")
    )


def prominence(entry: Entry, table: Mapping[str, float]) -> float:
    """How likely the place is to be the one that is named, in nats: ln of its inhabitants or what stands for them."""
    if entry.population:
        value = log(max(entry.population, 10))
    else:
        codes = (*entry.feature.split(), f"{entry.kind}{entry.level or ''}", entry.kind)
        found = [table[code] for code in codes[:-2] if code in table]
        value = max(found) if found else next((table[code] for code in codes[-2:] if code in table), 0.0)
    if "P.PPLC" in entry.feature:
        value += table["capital"]
    if entry.feature == "H.STM" and entry.extent is not None:
        west, south, east, north = entry.extent
        value += table["drawn"] * log(1.0 + distance_km(south, west, north, east) / 100.0)
    if entry.kind == "region" and entry.extent is not None:
        west, south, east, north = entry.extent
        value += table["wide"] * log(1.0 + distance_km(south, west, north, east) / 1000.0)
    if entry.kind in ("water", "relief"):
        # what stands in two lists is known wider than what stands in one
        value += table["lists"] * (len({id_.partition(":")[0] for id_ in entry.ids}) - 1)
    if entry.kind in ("water", "relief") and entry.feature not in SEAS:
        # and what the languages of several countries have a name for wider still; seas have their own numbers
        tongues = {name.language for name in entry.names} - UNTOLD
        value += table["tongues"] * log2(max(1, len(tongues) - 1))
    if entry.kind == "settlement" and entry.feature.startswith(FORSAKEN):
        # nobody lives there, and many languages have a name for it: Prypiat
        tongues = {name.language for name in entry.names} - UNTOLD
        value += table["tongues"] * max(0.0, log2(max(1, len(tongues)) / table["forsaken"]))
    languages = len({name.text.casefold() for name in entry.names if not name.core and name.source != TRANSLATED})
    return value + table["names"] * log2(1 + languages)


def add_extents(entries: Sequence[Entry], rows: Mapping[str, int]) -> None:
    """Give units without an extent the box around the places below them."""
    boxes: dict[int, list[float]] = {}
    for entry in entries:
        if entry.kind not in ("settlement", "part"):
            continue
        parent = rows.get(entry.parent)
        for _ in range(8):
            if parent is None:
                break
            box = boxes.get(parent)
            if box is None:
                boxes[parent] = [entry.lon, entry.lat, entry.lon, entry.lat]
            else:
                box[0], box[1] = min(box[0], entry.lon), min(box[1], entry.lat)
                box[2], box[3] = max(box[2], entry.lon), max(box[3], entry.lat)
            parent = rows.get(entries[parent].parent)
    for row, (west, south, east, north) in boxes.items():
        entry = entries[row]
        if entry.extent is None and entry.kind in ("admin", "country") and east - west < MAX_EXTENT_DEGREES:
            entry.extent = (west, south, east, north)
