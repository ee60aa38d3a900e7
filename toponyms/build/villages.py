"""Villages of Belarus, Moldova and Georgia from Who's On First: places that GeoNames' lists of cities leave out.

Most of its records were made from GeoNames and carry the id, name and point that they had there; such a village is
`geonames:N`. Others are `wof:N`, unless a place of their name lies beside them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from toponyms.build.further import settings
from toponyms.build.names import fold_latin, skeleton
from toponyms.build.settings import settlement_radius
from toponyms.build.spread import Grid
from toponyms.build.whosonfirst import source_of_point
from toponyms.build.wof_names import names_of, table
from toponyms.geo.distance import distance_km
from toponyms.text.scripts import OTHER, script_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from toponyms.build.further import Further
    from toponyms.build.readers.geonames import Unit
    from toponyms.build.readers.wof import Record

_TYPE = re.compile(r"\b(rajon|rayon|raion|raionul|municipality|district|oblast)\b", re.IGNORECASE)
_TOWN = re.compile(r"^Horad | City$")
_ADJECTIVE = re.compile(r"(s|ц|č|c|ч)?ka$|a$")

CODE = "wof:locality"
"""What the source calls a settlement."""


def add_villages(
    further: Further,
    country: str,
    source: str,
    records: Iterable[Record],
    taken: set[str],
    report: Callable[[str], None],
) -> None:
    """Add the villages of a country, and names by language of the places that GeoNames lists.

    source: the row of `gazetteer/sources.toml`. taken: GeoNames ids of other countries, which a record may not claim.
    """
    listed = list(records)
    localities = sorted((one for one in listed if one.placetype == "locality"), key=lambda one: int(one.id))
    adder = _Villages(further, country, source, listed)
    counts = {"linked": 0, "imported": 0, "own": 0, "left out": 0}
    for record in localities:
        counts[adder.add(record, taken)] += 1
    report(
        f"{source}: {len(localities):,} settlements: {counts['linked']:,} are in GeoNames' lists, added"
        f" {counts['imported']:,} by their GeoNames id, {counts['own']:,} by their own, left out {counts['left out']:,}"
    )
    report(f"{source}: {len(adder.unit):,} units of the records found among GeoNames'")


def _matched(records: list[Record], units: dict[str, Unit]) -> dict[str, str]:
    """Codes of units by the record that is the same unit: of one name but for its endings, the likest pairs first.

    Zhlobin is the raion of Zhlobinskiy, Ivatsevichy that of Ivacevicki; vowels do not count, nor the unit's type word.
    """
    rules = settings()["wof"]
    least, pairs = float(rules["unit_alike"]), []
    by_id = {unit.id: code for code, unit in units.items()}
    known = {one.id: rules["units"][one.id] for one in records if one.id in rules["units"]}
    found = {record: by_id[unit] for record, unit in known.items() if unit in by_id}
    for record in records:
        names = {skeleton(name) for name in record.all_names if name.isascii()} - {""}
        if record.id in known:
            continue
        for code, unit in units.items():
            if _TOWN.search(unit.ascii):
                continue
            stem = _ADJECTIVE.sub("", skeleton(_TYPE.sub("", unit.ascii)))
            alike = max((Indel.normalized_similarity(_ADJECTIVE.sub("", name), stem) for name in names), default=0.0)
            if alike >= least:
                pairs.append((-alike, record.id, code))
    taken = set(found.values())
    for _, record_id, code in sorted(pairs):
        if record_id not in found and code not in taken:
            found[record_id] = code
            taken.add(code)
    return found


class _Villages:
    def __init__(self, further: Further, country: str, source: str, records: list[Record]) -> None:
        self.further, self.country, self.source = further, country, source
        self.rows = {row.id: row for row in further.rows_of(country)}
        self.grid = Grid()
        self.called: dict[str, set[str]] = {}
        for row in self.rows.values():
            self._note(row.place, row.lat, row.lon, row.names)
        self.unit = self._units(records)

    def _note(self, place: str, lat: float, lon: float, names: Iterable[str]) -> None:
        self.grid.add(lat, lon, place)
        self.called[place] = {fold_latin(name) for name in names} - {""}

    def _units(self, records: list[Record]) -> dict[str, str]:
        """Codes of the units of GeoNames, by the id of the record that is the same unit."""
        firsts, seconds = (self.further.units_of(self.country, level) for level in (1, 2))
        by_id = {unit.id: code for code, unit in firsts.items()}
        regions = [one for one in records if one.placetype == "region"]
        found = {one.id: by_id[one.geonames] for one in regions if one.geonames in by_id}
        left = {code: unit for code, unit in firsts.items() if code not in found.values()}
        found |= _matched([one for one in regions if one.id not in found], left)
        counties = [one for one in records if one.placetype == "county"]
        for region in {one.region for one in counties}:
            above = found.get(region, self.country)
            within = {code: unit for code, unit in seconds.items() if code.startswith(f"{above}.")}
            found |= _matched([one for one in counties if one.region == region], within)
        return found

    def add(self, record: Record, taken: set[str]) -> str:
        """Add a record; what became of it."""
        rules = settings()["wof"]
        row = self.rows.get(record.geonames)
        if row is not None and distance_km(record.lat, record.lon, row.lat, row.lon) <= float(rules["same_km"]):
            self._name(row.place, record, [*row.names], row.population)
            return "linked"
        if row is not None or record.geonames in taken or not record.name:
            return "left out"
        imported = record.source in rules["imported"] and record.geonames
        place = f"geonames:{record.geonames}" if imported else record.place
        beside = self.grid.near(record.lat, record.lon, float(rules["same_name_km"]))
        names = {fold_latin(name) for name in record.all_names} - {""}
        if place in self.further.places or (not imported and any(self.called[other] & names for _, other in beside)):
            return "left out"
        self._write(place, record)
        return "imported" if imported else "own"

    def _write(self, place: str, record: Record) -> None:
        ledger, source = self.further.places, self.source
        ledger.open(place, f"near-{self.country.lower()}")
        self._note(place, record.lat, record.lon, record.all_names)
        ledger.name(place, record.name, "und", "official", source)
        point = source_of_point(record)
        ledger.position(
            place, record.lat, record.lon, settlement_radius(0), "mapped", source if point == "wof" else point
        )
        ledger.add(place, "kind", "settlement", source, kind=CODE)
        ledger.add(place, "country", self.country, source, kind="primary")
        code = self.unit.get(record.county) or self.unit.get(record.region) or self.country
        self.further.points.append((code, record.lat, record.lon))
        ledger.add(place, "parent", self.further.unit(code), source)
        # a village's variants are what machines make of its name on the way through another script: Миссури of Misyury
        preferred = tuple(name for name in record.names if name.status == "preferred")
        self._name(place, record._replace(names=preferred), [record.name], 0)
        for value, language, kind, its in self.further.names.pop(place, ()):
            ledger.name(place, value, language, kind, its)

    def _name(self, place: str, record: Record, known: list[str], population: int) -> None:
        """Take the names of a record that are like those known of the place, and its one name in its own script."""
        tables, names = table(), self.further.names[place]
        spoken = {tables["languages"][code][0] for code in tables["spoken"].get(self.country, ())}
        for name in names_of(record, known, population, self.country):
            kind = "endonym" if name.kind == "exonym" and name.language in spoken else name.kind
            if name.language != "en" or name.value not in known:
                names.append((name.value, name.language, kind, self.source))
        code, tag = settings()["wof"]["own_script"].get(self.country, ("", ""))
        if code and not any(language == tag for _, language, _, _ in names):
            there = [name.name for name in record.names if name.language == code and name.status == "preferred"]
            if len(there) == 1 and script_of(there[0]) == OTHER:
                names.append((there[0], tag, "variant", self.source))
