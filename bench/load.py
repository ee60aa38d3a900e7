"""Reading the names that `toponyms` has: from the opened gazetteer, or from the snapshot that it is compiled from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bench.names import NameTable, Row
from toponyms.build.snapshot import countries_for, iter_places, parts_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toponyms import Gazetteer
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


def table_from_gazetteer(gazetteer: Gazetteer, root: Path = ROOT) -> NameTable:
    """All places of an open gazetteer with the names that it has, romanized ones included, and those of the snapshot.

    A gazetteer keeps one of several names that its keys cannot tell apart (Hostomel, Hostomel'); a dict needs all.
    """
    more: dict[str, tuple[str, ...]] = {}
    if any((root / "gazetteer" / "snapshot").glob("*.tsv.xz")):
        places = iter_places(root / "gazetteer" / "snapshot", parts_for("world"), root / "seeds")
        more = {row.id: row.names for row, _ in _rows(places)}
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
            (place.name, *(name.text for name in place.names), *more.get(place.id, ())),
        )
        for place in gazetteer
    )
    source = f"gazetteer {gazetteer.data_version}" + (" and its snapshot" if more else "")
    return NameTable.of(rows, source=source)


def load_table() -> NameTable:
    """The names of the gazetteer that `toponyms` answers from; where there is none, those of the snapshot."""
    from toponyms import Gazetteer, GazetteerNotFound
    from toponyms._default import default_path

    try:
        gazetteer = Gazetteer.open(default_path())
    except GazetteerNotFound:
        return table_from_snapshot()
    return table_from_gazetteer(gazetteer)
