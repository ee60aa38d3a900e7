"""What Who's On First adds to Ukraine: names by language, ids, and points of settlements that GeoNames lacks."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from toponyms.build.join import Candidate
from toponyms.build.names import fold, is_cyrillic
from toponyms.build.settings import tables
from toponyms.build.spread import Grid
from toponyms.geo.distance import distance_km

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from toponyms.build.readers.wof import Record

SOURCE = "wof"
"""Its row in `gazetteer/sources.toml`."""

QUATTROSHAPES = "wof-quattroshapes"
"""The row for what it has from Quattroshapes, which wants to be named."""

KINDS = ("locality", "region")
"""Settlements and first-level units; its raions are those of before 2020 without id, its quarters few."""

UKRAINIAN = ("ukr", "und")
"""Languages whose Cyrillic names are evidence that a record is a settlement of the codifier."""


class WhosOnFirst:
    """The settlements of Who's On First in Ukraine, and which of them GeoNames has too."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        kept = [record for record in records if record.placetype in KINDS]
        self.records = {record.place: record for record in kept if record.placetype == "locality"}
        self._units = [record for record in kept if record.placetype == "region"]
        self.linked: dict[str, Record] = {}
        """By the id of a GeoNames place, the record that is the same place."""
        items = Counter(record.wikidata for record in self.records.values() if record.wikidata)
        self.own_items = {item for item, count in items.items() if count == 1}
        """Items of Wikidata that one record alone names; others are those of districts and lists."""

    def link(self, points: Mapping[str, tuple[float, float]]) -> None:
        """Find the record of each place of GeoNames: the nearest that says so, if it lies near enough to be true."""
        limits = tables()["wof"]
        best: dict[str, float] = {}
        for record in (*self.records.values(), *self._units):
            place = f"geonames:{record.geonames}"
            limit = float(limits["same_km" if record.placetype == "locality" else "same_unit_km"])
            if record.geonames and place in points and place not in limits["not_the_same"]:
                distance = distance_km(record.lat, record.lon, *points[place])
                if distance <= min(limit, best.get(place, limit)):
                    best[place] = distance
                    self.linked[place] = record

    def added_names(self, candidates: Sequence[Candidate]) -> dict[str, Candidate]:
        """The candidates that a record names in Ukrainian as well, with these names."""
        found = {}
        for one in candidates:
            if record := self.linked.get(one.id):
                names, latin = evidence(record)
                if not (names <= one.names and latin <= one.latin):
                    found[one.id] = one._replace(names=one.names | names, latin=one.latin | latin)
        return found

    def own_candidates(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Records that no place of GeoNames is: neither linked to one nor beside one of their name."""
        linked = {record.place for record in self.linked.values()}
        limit = float(tables()["join"]["double_km"])
        grid = Grid()
        by_id = {one.id: one for one in candidates}
        for one in candidates:
            grid.add(one.lat, one.lon, one.id)
        found = []
        for record in self.records.values():
            names, latin = evidence(record)
            if record.place in linked or not (names or latin):
                continue
            near = [by_id[id_] for _, id_ in grid.near(record.lat, record.lon, limit)]
            if not any(names & one.names for one in near):
                found.append(Candidate(record.place, names, latin, record.lat, record.lon, ""))
        return found


def evidence(record: Record) -> tuple[frozenset[str], frozenset[str]]:
    """Folded Ukrainian names and Latin names by which a record can be told to be a settlement."""
    listed = [record.name, *(name.name for name in record.names if name.language in UKRAINIAN)]
    latin = [record.name, *(n.name for n in record.names if n.language in ("und", "eng", "ukr"))]
    return (
        frozenset(fold(name) for name in listed if is_cyrillic(name)),
        frozenset(name for name in latin if name.isascii() and name),
    )


def source_of_point(record: Record) -> str:
    """The row of `gazetteer/sources.toml` that a record's point is owed to."""
    return QUATTROSHAPES if record.source in ("quattroshapes", "qs_pg") else SOURCE
