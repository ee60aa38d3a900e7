"""The raions of before 2020: former units, in the middle of the settlements that lay in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from toponyms.build.names import fold, is_cyrillic, skeleton
from toponyms.build.readers import koatuu
from toponyms.build.settings import tables
from toponyms.build.spine import COUNTRY_PART, romanize
from toponyms.build.spread import spread
from toponyms.build.ukraine_places import COMPUTED, FEATURES, act_on_raions
from toponyms.build.wof_names import alike
from toponyms.geo.distance import distance_km

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from toponyms.build.readers.geonames import Row
    from toponyms.build.readers.koatuu import Raion
    from toponyms.build.sources import Sources
    from toponyms.build.spine import Spine
    from toponyms.build.spread import Spread
    from toponyms.build.ukraine_places import Places

SOURCE = "koatuu-2016-05"
"""Its row in `gazetteer/sources.toml`."""

FORMER = ("A.ADM2H", "A.ADMD", "A.ADMDH", "A.ADM3H")
"""Codes under which GeoNames has them."""

KIND = "A.ADM2H"
"""What they are, where GeoNames has no row of them."""


def write_old_raions(sources: Sources, places: Places, report: Callable[[str], None]) -> None:
    """Write the raions that were liquidated in 2020, those of Crimea in 2023; before the rest of GeoNames' rows."""
    if not sources.has(SOURCE):
        report(f"{SOURCE}: not there, so the raions of before 2020 are those of GeoNames, without dates")
        return
    spine = places.spine
    raions = koatuu.read_raions(sources.path(SOURCE))
    points, oblasts = _members(spine)
    found = {raion: spread(points[raion.key]) for raion in raions if points[raion.key]}
    rows = _rows(spine, {raion: middle for raion, middle in found.items() if middle})
    for raion, middle in found.items():
        if middle:
            key = f"koatuu:{raion.code}"
            spine.points[key], spine.spreads[key] = points[raion.key], middle
            _write(places, raion, key, oblasts[raion.key], rows.get(raion))
    lacking = [raion.name for raion in raions if raion not in found]
    report(
        f"{SOURCE}: {len(found):,} raions, {len(rows):,} of them have a row of their own in GeoNames;"
        f" without settlements: {', '.join(lacking) or 'none'}"
    )


def _members(spine: Spine) -> tuple[dict[str, list[tuple[float, float]]], dict[str, str]]:
    """By the first five digits of the older code: the points of the settlements, and the oblast of most of them."""
    points: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    oblasts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for code, council in spine.councils.items():
        if code in spine.settlements and (point := spine.point(code)):
            points[council[:5]].append(point)
            oblasts[council[:5]][spine.units[code].levels[0]] += 1
    return points, {key: counts.most_common(1)[0][0] for key, counts in oblasts.items()}


def _rows(spine: Spine, raions: dict[Raion, Spread]) -> dict[Raion, Row]:
    """The row that GeoNames has of a raion: of its name in Ukrainian, or romanized, among its settlements."""
    taken = {row.id for row in spine.row_of.values()}
    by_name: defaultdict[str, list[Row]] = defaultdict(list)
    for row in spine.rows:
        if row.code in FORMER and row.id not in taken:
            for stem in set(_stems(row)):
                by_name[stem].append(row)
    beyond = float(tables()["old_raion"]["beyond_km"])
    found: dict[Raion, Row] = {}
    for raion, middle in raions.items():
        for stem in (fold(raion.name), skeleton(romanize(raion.name))):
            near = {
                row.id: row
                for row in by_name.get(stem, ())
                if distance_km(middle.lat, middle.lon, row.lat, row.lon) <= middle.radius_km + beyond
            }
            if len(near) == 1:
                found[raion] = near.popitem()[1]
                break
    times = Counter(row.id for row in found.values())
    return {raion: row for raion, row in found.items() if times[row.id] == 1}


def _stems(row: Row) -> Iterable[str]:
    """The names of a row without the word for raion: folded Cyrillic ones, skeletons of Latin ones."""
    words = tables()["old_raion"]["words"]
    for name in row.names:
        stem, _, word = name.rpartition(" ")
        if stem and word.casefold() in words:
            yield fold(stem) if is_cyrillic(name) else skeleton(stem)


def _write(places: Places, raion: Raion, key: str, oblast: str, row: Row | None) -> None:
    ledger, spine, table = places.ledger, places.spine, tables()["old_raion"]
    place = row.place if row else f"toponyms:ua-raion-{raion.key}"
    places.open(place, spine.part(oblast) if oblast else COUNTRY_PART)
    act = act_on_raions(spine.headings[oblast].admin1)
    ledger.add(place, "kind", "admin:2", SOURCE, kind=row.code if row else KIND, to=act["to"], note=act["words"])
    ledger.add(place, "parent", spine.first_level(oblast), SOURCE)
    ledger.add(place, "id", key, SOURCE)
    heading = f"{_stem_of_heading(raion)} Raion"
    if row is not None:
        ledger.add(place, "kind", "admin:2", FEATURES, kind=row.code)
        ledger.name(place, row.name, "und", "official", "geonames-ua")
        places.names_of_row(place, row)
    else:
        ledger.name(place, heading, "und", "official", COMPUTED)
    renamed = raion.code in table["renamed"] or (row is not None and not alike(row.name, [raion.name, heading]))
    ledger.name(
        place, f"{raion.name} район", "uk", "former" if renamed else "official", SOURCE, to="" if renamed else act["to"]
    )
    ledger.name(place, raion.name, "uk", "adjective", SOURCE)
    ledger.name(place, heading, "en", "variant", COMPUTED)
    places.area(place, key, row)


def _stem_of_heading(raion: Raion) -> str:
    """What the English heading calls a raion after: its centre, where its name comes from that."""
    named_after = raion.centre[:3].casefold() == raion.name[:3].casefold()
    return romanize(raion.centre if named_after else raion.name)
