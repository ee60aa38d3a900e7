"""Which GeoNames row is which oblast, raion, hromada and city district of the codifier."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from toponyms.build.names import fold, is_cyrillic, skeleton
from toponyms.build.settings import tables
from toponyms.build.spread import Grid
from toponyms.geo.distance import distance_km
from toponyms.romanization import transliterate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from toponyms.build.readers.geonames import Row
    from toponyms.build.readers.katottg import Unit
    from toponyms.build.spine import Spine


def join_units(spine: Spine) -> None:
    """Oblasts and raions by the code that both sources share."""
    firsts = {row.admin1: row for row in spine.rows if row.code == "A.ADM1"}
    seconds = {row.admin2: row for row in spine.rows if row.code == "A.ADM2"}
    for code, unit in spine.units.items():
        if unit.category == "O":
            if first := firsts.get(spine.headings[code].admin1):
                spine.row_of[code] = first
        elif unit.category == "P" and unit.raion_key in seconds:
            spine.row_of[code] = seconds[unit.raion_key]


def join_hromadas(spine: Spine) -> None:
    """Hromadas by raion and name."""
    rows: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row, stems in _hromada_rows(spine):
        for stem in stems:
            rows[row.admin2, stem].append(row)
    _pair(spine, "H", lambda unit: (unit.raion_key, fold(unit.name)), rows)


def join_stray_hromadas(spine: Spine) -> None:
    """Hromadas whose row has no raion or an older one, by oblast and name, if it lies among their settlements."""
    within = float(tables()["hromada"]["within_km"])
    rows: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row, stems in _hromada_rows(spine):
        oblast = spine.oblast_of_admin1.get(row.admin1, "")
        for stem in stems:
            rows[oblast, stem].append(row)

    def key(unit: Unit) -> tuple[str, str]:
        found = spine.spreads.get(unit.code)
        name = (unit.levels[0], fold(unit.name))
        near = found and any(distance_km(found.lat, found.lon, r.lat, r.lon) < within for r in rows.get(name, ()))
        return name if near else ("", unit.code)

    _pair(spine, "H", key, rows)


def _hromada_rows(spine: Spine) -> Iterable[tuple[Row, set[str]]]:
    suffixes = tables()["hromada"]["suffixes"]
    for row in spine.rows:
        if row.code == "A.ADM3":
            yield row, {stem for name in row.alternates if (stem := _stem(name, suffixes))}


def join_districts(spine: Spine) -> None:
    """City districts by city and name, then by city and similar name in Latin letters."""
    limits = tables()["district"]
    rows: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    latin: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    cities = {unit.parent for unit in spine.units.values() if unit.category == "B"}
    grid = Grid()
    for city in cities:
        if city in spine.row_of:
            grid.add(spine.row_of[city].lat, spine.row_of[city].lon, city)
    for row in spine.rows:
        if row.code in ("A.ADM2", "A.ADM3", "A.ADM4"):
            near = sorted(grid.near(row.lat, row.lon, limits["within_km"]))
            for stem in {stem for name in row.alternates if (stem := _stem(name, limits["suffixes"]))}:
                for _, city in near[:2]:
                    rows[city, stem].append(row)
            for stem in {stem for name in row.names if (stem := _latin_stem(name, limits["latin"]))}:
                for _, city in near[:1]:
                    latin[city, stem].append(row)
    _pair(spine, "B", lambda unit: (unit.parent, fold(unit.name)), rows)
    _pair(spine, "B", lambda unit: (unit.parent, skeleton(transliterate(unit.name, "kmu-ukr-2010"))), latin)


def _pair(
    spine: Spine,
    category: str,
    key_of: Callable[[Unit], tuple[str, str]],
    rows: Mapping[tuple[str, str], list[Row]],
) -> None:
    """Join units of a category to rows where a key has one of each, and no row is wanted twice."""
    taken = {row.id for row in spine.row_of.values()}
    units: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for code, unit in spine.units.items():
        if unit.category == category:
            units[key_of(unit)].append(code)
    pairs: list[tuple[str, Row]] = []
    for key, codes in units.items():
        found = {row.id: row for row in rows.get(key, ()) if row.id not in taken}
        if len(codes) == 1 and len(found) == 1:
            pairs.append((codes[0], found.popitem()[1]))
    wanted: defaultdict[str, int] = defaultdict(int)
    for _, row in pairs:
        wanted[row.id] += 1
    for code, row in pairs:
        if wanted[row.id] == 1:
            spine.row_of[code] = row
            spine.step_of[code] = "name"


def _latin_stem(name: str, words: Iterable[str]) -> str:
    """The skeleton of what stands before the type word of a unit's Latin name, "" where there is no such word."""
    stem, _, word = name.rpartition(" ")
    return skeleton(stem) if stem and not is_cyrillic(name) and word.casefold() in words else ""


def _stem(name: str, suffixes: Iterable[str]) -> str:
    """What stands before the type word of a unit's Ukrainian name, folded; "" where there is no such word."""
    if not is_cyrillic(name):
        return ""
    folded = fold(name)
    for suffix in suffixes:
        if folded.endswith(" " + suffix):
            return folded[: -len(suffix) - 1]
    return ""
