"""Reading the names that `toponyms` has: from the opened gazetteer, or from the snapshot that it is compiled from."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from bench.names import NameTable, Row
from bench.text import fold
from toponyms.build.snapshot import countries_for, iter_places, parts_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toponyms import Gazetteer, Place
    from toponyms.build.claims import Claim

ROOT = Path(__file__).resolve().parents[1]
"""The repository: the snapshot and the curated names lie in it."""

MAX_DEPTH = 12
"""Longest parent chain that is followed; none is half as long, a cycle would be endless."""


def table_from_snapshot(scope: str = "default", root: Path = ROOT) -> NameTable:
    """All places of a scope by the snapshot and the curated claims."""
    places = iter_places(root / "gazetteer" / "snapshot", parts_for(scope), root / "seeds", countries_for(scope))
    return NameTable.of(_with_chains(list(_rows(places))), source=f"snapshot, scope {scope}")


def _rows(places: Iterable[tuple[str, list[Claim]]]) -> Iterator[tuple[Row, str]]:
    for place, claims in places:
        kind, level, lat, lon, population, parent = "", 0, 0.0, 0.0, 0, ""
        countries: list[str] = []
        names: list[str] = []
        for claim in claims:
            if claim.lost:
                continue
            if claim.field == "name":
                names.insert(0 if claim.kind == "official" and claim.language == "en" else len(names), claim.value)
            elif claim.field == "position":
                lat, lon = (float(number) for number in claim.value.split()[:2])
            elif claim.field == "kind":
                kind, _, digits = claim.value.partition(":")
                level = int(digits or 0)
            elif claim.field == "population":
                population = max(population, int(claim.value))
            elif claim.field == "parent":
                parent = claim.value
            elif claim.field == "country":
                countries.append(claim.value)
        yield Row(place, kind, level, lat, lon, tuple(dict.fromkeys(countries)), population, (), tuple(names)), parent


def _with_chains(pairs: list[tuple[Row, str]]) -> list[Row]:
    """The rows with their parent chains, the nearest first."""
    parent_of = {row.id: parent for row, parent in pairs}
    rows = []
    for row, parent in pairs:
        chain: list[str] = []
        while parent and parent not in chain and len(chain) < MAX_DEPTH:
            chain.append(parent)
            parent = parent_of.get(parent, "")
        rows.append(
            Row(row.id, row.kind, row.level, row.lat, row.lon, row.countries, row.population, tuple(chain), row.names)
        )
    return rows


def table_from_gazetteer(gazetteer: Gazetteer, spellings: dict[str, tuple[str, ...]] | None = None) -> NameTable:
    """All places of an open gazetteer with the names that it has, romanized ones included.

    A gazetteer keeps one of several names that its keys cannot tell apart (Hostomel, Hostomel'); a dict needs all:
    of the `spellings` (id to names) those are added that differ from a kept one only in marks, spaces and hyphens.
    """

    def names(place: Place) -> tuple[str, ...]:
        kept = (place.name, *(name.text for name in place.names))
        letters = {letters_only(name) for name in kept}
        more = spellings.get(place.id, ()) if spellings else ()
        return (*kept, *(name for name in more if letters_only(name) in letters))

    rows = (
        Row(
            place.id,
            place.kind,
            place.admin_level,
            place.lat,
            place.lon,
            place.countries,
            place.population or 0,
            tuple(parent.id for parent in place.parents),
            names(place),
        )
        for place in gazetteer
    )
    return NameTable.of(rows, source=f"gazetteer {gazetteer.data_version}")


def letters_only(name: str) -> str:
    """The folded name without marks, spaces and hyphens.

    >>> from bench.load import letters_only
    >>> letters_only("Kup'yansʼk-Vuzlovýy")
    'kupyanskvuzlovyy'
    """
    return "".join(letter for letter in unicodedata.normalize("NFD", fold(name)) if letter.isalnum())


def load_table(*, every_spelling: bool = True) -> NameTable:
    """The names of the gazetteer that `toponyms` answers from; where there is none, those of the snapshot.

    `every_spelling` adds the snapshot's spellings of its names, for systems that have no keys of their own.
    """
    from toponyms import Gazetteer, GazetteerNotFound
    from toponyms._default import default_path

    try:
        gazetteer = Gazetteer.open(default_path())
    except GazetteerNotFound:
        return table_from_snapshot()
    spellings: dict[str, tuple[str, ...]] = {}
    if every_spelling and any((ROOT / "gazetteer" / "snapshot").glob("*.tsv.xz")):
        places = iter_places(ROOT / "gazetteer" / "snapshot", parts_for("world"), ROOT / "seeds")
        spellings = {row.id: row.names for row, _ in _rows(places)}
    return table_from_gazetteer(gazetteer, spellings)
