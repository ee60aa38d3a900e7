"""Ukraine: GeoNames for what there is and where, KATOTTG for what it is called and where it belongs."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from toponyms.build import doubles
from toponyms.build.cognates import tag_cognates
from toponyms.build.join_report import write_report
from toponyms.build.ledger import Ledger, settle
from toponyms.build.names import fold
from toponyms.build.old_raions import write_old_raions
from toponyms.build.physical import write_physical
from toponyms.build.readers import geonames, katottg, wof
from toponyms.build.renames import read_renames
from toponyms.build.settings import tables
from toponyms.build.spine import Spine
from toponyms.build.spread import Grid
from toponyms.build.tagged import TaggedNames
from toponyms.build.ukraine_places import GEONAMES, KATOTTG, Places, table_of
from toponyms.build.whosonfirst import SOURCE, WhosOnFirst

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from toponyms.build import Writer
    from toponyms.build.claims import Claim
    from toponyms.build.readers.geonames import FeatureKind, Row
    from toponyms.build.sources import Sources
    from toponyms.build.waters import Waters

TYPES = "katottg-2026"
"""Source of the types of hromadas."""

PAST = "(historical)"
"""How GeoNames ends the name of what is no more and was never a settlement: forts and bridges of old sieges."""

COUNCILS = "koatuu-crosswalk"
"""Source of the village councils before 2020."""


def build_ukraine(
    sources: Sources, write: Writer, report: Callable[[str], None], waters: Waters, *, joins: Path | None = None
) -> None:
    """Write the parts of Ukraine, with the extents of its waters, and to `joins` what placed each settlement."""
    kinds = geonames.feature_kinds()
    rows = _read_rows(sources, kinds, report)
    units = katottg.read_units(sources.path(KATOTTG))
    counts = Counter(unit.category for unit in units.values())
    report(f"{KATOTTG}: read {len(units):,} units: {table_of(counts)}")
    types = katottg.read_hromada_types(sources.path(TYPES)) if sources.has(TYPES) else {}
    report(f"{TYPES}: types of {len(types):,} hromadas")
    councils = katottg.read_councils(sources.path(COUNCILS)) if sources.has(COUNCILS) else {}
    report(f"{COUNCILS}: village councils of {len(councils):,} codes")
    first = WhosOnFirst(wof.read_records(sources.path(SOURCE)) if sources.has(SOURCE) else ())
    first.link({row.place: (row.lat, row.lon) for row in rows})
    report(f"{SOURCE}: {len(first.records):,} settlements, {len(first.linked):,} of them are in {GEONAMES}")
    renames = read_renames(sources, units, report)
    spine = Spine(rows, units, renames.other_names(), kinds, councils, first)
    spine.check_headings()
    spine.join(report)
    if joins is not None:
        write_report(joins, spine)
        report(f"wrote {joins}: what placed each settlement")
    renames.adopt(spine)
    ledger = Ledger()
    places = Places(spine, ledger, types)
    places.write_country()
    places.write_units()
    places.write_settlements(report)
    write_old_raions(sources, places, report)
    places.write_rest(report)
    doubles.add_ids(ledger, GEONAMES)
    write_physical(sources, spine, ledger, report)
    waters.extend(ledger, report)
    renames.write(ledger, spine)
    tagged = TaggedNames(sources, report)
    tagged.read({place.removeprefix("geonames:") for place in ledger.claims if place.startswith("geonames:")})
    for place in ledger.claims:
        tagged.add_to(ledger, place)
    parts = ledger.by_part()
    for part in sorted(parts):
        write(part, _with_russian(ledger.settled(parts[part])))


def _with_russian(places: Iterable[tuple[str, list[Claim]]]) -> Iterator[tuple[str, list[Claim]]]:
    for place, claims in places:
        yield place, settle(tag_cognates(claims))


def _read_rows(sources: Sources, kinds: Mapping[str, FeatureKind], report: Callable[[str], None]) -> list[Row]:
    dropped: defaultdict[str, int] = defaultdict(int)
    rows, stations = [], []
    count = 0
    for row in geonames.read_dump(sources.path(GEONAMES)):
        count += 1
        kind = kinds.get(row.code) or kinds.get(f"{row.code[0]}.*")
        if kind is None or kind.kind == "-":
            dropped[row.code if kind is None else f"class {row.code[0]}"] += 1
        elif row.name.endswith(PAST):
            dropped["what only history knows"] += 1
        elif row.code == "S.RSTN":
            stations.append(row)
        else:
            rows.append(row)
    kept = list(_own_stations(stations, rows, kinds))
    dropped["stations that double a village"] = len(stations) - len(kept)
    single = doubles.merge(rows + kept)
    dropped["doubles"] = len(rows) + len(kept) - len(single)
    report(f"{GEONAMES}: read {count:,} rows, kept {len(single):,}, dropped {table_of(dropped)}")
    return single


def _own_stations(stations: Iterable[Row], rows: Iterable[Row], kinds: Mapping[str, FeatureKind]) -> Iterable[Row]:
    """Stations that are places of their own: not those of a village of the same name beside them."""
    grid = Grid()
    settlements = {row.id: row for row in rows if row.code.startswith("P.")}
    for row in settlements.values():
        grid.add(row.lat, row.lon, row.id)
    names = {id_: _all_names(row) for id_, row in settlements.items()}
    limit = tables()["join"]["double_km"]
    seats = ("P.PPLA", "P.PPLA2", "P.PPLC")
    for station in stations:
        own = _all_names(station)
        doubles = [id_ for _, id_ in grid.near(station.lat, station.lon, limit) if own & names[id_]]
        if not doubles or any(settlements[id_].code in seats for id_ in doubles):
            yield station


def _all_names(row: Row) -> set[str]:
    return {fold(name) for name in row.names}
