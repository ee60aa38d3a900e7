"""The claims about Ukraine's places, once it is known which row is which unit."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from toponyms.build import whosonfirst, wof_names
from toponyms.build.names import fold
from toponyms.build.readers import cldr
from toponyms.build.settings import settlement_radius, tables
from toponyms.build.spine import COUNTRY, COUNTRY_PART, romanize
from toponyms.build.spread import Grid, reach
from toponyms.geo.distance import box_contains

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from toponyms.build.ledger import Ledger
    from toponyms.build.readers.geonames import Row
    from toponyms.build.readers.katottg import Unit
    from toponyms.build.readers.wof import Record
    from toponyms.build.spine import Spine
    from toponyms.build.spread import Spread

GEONAMES, KATOTTG, UNITS, COMPUTED, FEATURES = "geonames-ua", "katottg-2025", "ua-units", "computed", "feature-codes"


class Places:
    """Writes what the spine knows to a ledger."""

    def __init__(self, spine: Spine, ledger: Ledger, hromada_types: Mapping[tuple[str, str], str]) -> None:
        self.spine = spine
        self.ledger = ledger
        self.hromada_types = hromada_types
        self.first_settlements: dict[str, str] = {}
        for code, unit in spine.settlements.items():
            self.first_settlements[unit.parent] = min(code, self.first_settlements.get(unit.parent, code))

    def write_country(self) -> None:
        """The country and its first-level units of special status."""
        row, place = self.spine.country_row, self.spine.country_place
        self.open(place, COUNTRY_PART)
        self.ledger.add(place, "kind", "country", FEATURES, kind=row.code)
        self.ledger.add(place, "population", str(row.population), GEONAMES)
        self.ledger.add(place, "id", "iso:UA", "geonames-countries")
        self.ledger.add(place, "id", "iso:UKR", "geonames-countries")
        self.ledger.name(place, row.name, "en", "official", "geonames-countries")
        for code in ("UA", "UKR"):
            self.ledger.name(place, code, "und", "abbreviation", "geonames-countries")
        if cldr.available():
            for _, language, name in cldr.read_territories([COUNTRY]):
                kind = "official" if language == "uk" else "variant" if language == "en" else "exonym"
                self.ledger.name(place, name, language, kind, "cldr")
        self.names_of_row(place, row)
        self.area(place, COUNTRY, row)
        for code in self.spine.oblast_of_admin1.values():
            if self.spine.units[code].category == "K":
                unit_row = self.spine.special_row(code)
                self._write_admin(code, unit_row, unit_row.place, 1, self.spine.country_place, own_id=False)

    def write_units(self) -> None:
        """Oblasts, raions, hromadas and city districts."""
        levels = {"O": 1, "P": 2, "H": 3}
        for code, unit in self.spine.units.items():
            if unit.category in levels:
                level = levels[unit.category]
                self._write_admin(
                    code,
                    self.spine.row_of.get(code),
                    self.spine.place(code),
                    level,
                    self.spine.parent(code),
                    own_id=True,
                )
            elif unit.category == "B":
                self._write_district(code)

    def _write_admin(self, code: str, row: Row | None, place: str, level: int, parent: str, *, own_id: bool) -> None:
        unit, ledger = self.spine.units[code], self.ledger
        self.open(place, self.spine.part(code))
        if row is None:
            ledger.add(place, "kind", f"admin:{level}", KATOTTG, kind=f"katottg:{unit.category}")
        else:
            ledger.add(place, "kind", f"admin:{level}", FEATURES, kind=row.code)
            ledger.add(place, "kind", f"admin:{level}", KATOTTG, kind=f"katottg:{unit.category}")
            if row.population:
                ledger.add(place, "population", str(row.population), GEONAMES)
        ledger.add(place, "parent", parent, KATOTTG)
        if own_id:
            ledger.add(place, "id", f"katottg:{code}", KATOTTG)
        latin = romanize(unit.name)
        if level == 3:
            self._names_of_hromada(place, unit, latin)
        else:
            row_of_table = self.spine.headings[code]
            since = act_on_raions(self.spine.headings[unit.levels[0]].admin1)["to"] if level == 2 else ""
            ledger.name(place, row_of_table.name_uk, "uk", "official", KATOTTG if level == 1 else UNITS, from_=since)
            ledger.name(place, row_of_table.heading, "en", "official", UNITS)
            stem, _, word = row_of_table.heading.rpartition(" ")
            if word in ("Oblast", "Raion"):
                other = "region" if word == "Oblast" else "district"
                ledger.name(place, f"{stem} {other}", "en", "variant", UNITS)
                ledger.name(place, f"{latin} {word}", "en", "variant", COMPUTED)
        if unit.category in "PH" or (unit.category == "O" and not unit.name.startswith("Автономна")):
            ledger.name(place, unit.name, "uk", "adjective", KATOTTG)
        if row is not None:
            self.names_of_row(place, row)
        self.area(place, code, row)

    def _names_of_hromada(self, place: str, unit: Unit, latin: str) -> None:
        ledger = self.ledger
        kind = self.hromada_types.get((self.spine.units[unit.raion].name, unit.name), "")
        if kind:
            ledger.name(place, f"{unit.name} {kind} територіальна громада", "uk", "official", KATOTTG)
            ledger.name(place, f"{unit.name} {kind} громада", "uk", "variant", KATOTTG)
        ledger.name(place, f"{unit.name} територіальна громада", "uk", "variant" if kind else "official", KATOTTG)
        ledger.name(place, f"{unit.name} громада", "uk", "variant", KATOTTG)
        ledger.name(place, f"{latin} Hromada", "en", "official", COMPUTED)
        if centre := self._centre(unit):
            ledger.name(place, f"{romanize(centre)} Hromada", "en", "variant", COMPUTED)
            if kind:
                word = tables()["hromada"]["types"][kind]
                ledger.name(place, f"{romanize(centre)} {word} hromada", "en", "variant", COMPUTED)

    def _centre(self, unit: Unit) -> str:
        """Name of a hromada's centre, which the codifier lists first, if the hromada is named after it."""
        first = self.first_settlements.get(unit.code)
        name = self.spine.units[first].name if first else ""
        return name if name[:3].casefold() == unit.name[:3].casefold() else ""

    def _write_district(self, code: str) -> None:
        unit, ledger, place, row = (
            self.spine.units[code],
            self.ledger,
            self.spine.place(code),
            self.spine.row_of.get(code),
        )
        self.open(place, self.spine.part(code))
        ledger.add(place, "kind", "part", KATOTTG, kind="katottg:B")
        ledger.add(place, "parent", self.spine.place(unit.parent), KATOTTG)
        ledger.add(place, "id", f"katottg:{code}", KATOTTG)
        ledger.name(place, f"{unit.name} район", "uk", "official", KATOTTG)
        ledger.name(place, unit.name, "uk", "adjective", KATOTTG)
        ledger.name(place, f"{romanize(unit.name)} District", "en", "official", COMPUTED)
        if row is not None:
            ledger.add(place, "kind", "part", FEATURES, kind=row.code)
            self.names_of_row(place, row)
            ledger.position(place, row.lat, row.lon, 3.0, "mapped", GEONAMES)
            return
        city = self.spine.row_of.get(unit.parent)
        if city is not None:
            ledger.position(place, city.lat, city.lon, settlement_radius(city.population) + 3.0, "estimate", COMPUTED)
        else:
            self._estimate(place, unit)

    def write_settlements(self, report: Callable[[str], None]) -> None:
        """Every settlement of the codifier, with GeoNames' names and position where it has joined."""
        estimated = by_record = 0
        for code, unit in self.spine.settlements.items():
            place, row = self.spine.place(code), self.spine.row_of.get(code)
            self.open(place, self.spine.part(code))
            self.ledger.add(place, "parent", self.spine.parent(code), KATOTTG)
            self.ledger.add(place, "id", f"katottg:{code}", KATOTTG)
            self.ledger.name(place, unit.name, "uk", "official", KATOTTG)
            step = self.spine.step_of.get(code, "")
            note = f"joined by {step}" if step else ""
            self.ledger.add(place, "kind", "settlement", KATOTTG, kind=f"katottg:{unit.category}", note=note)
            if record := self.spine.record_of.get(code):
                self._names_of_record(place, record, [unit.name, romanize(unit.name)])
                source = whosonfirst.source_of_point(record)
                self.ledger.position(place, record.lat, record.lon, settlement_radius(0), "mapped", source)
                by_record += 1
                continue
            if row is None:
                self._estimate(place, unit)
                estimated += 1
                continue
            self._write_row(row, place)
            raion = self.spine.raions_by_key.get(row.admin2, "")
            if raion and raion not in unit.levels:
                self.ledger.add(place, "parent", self.spine.place(raion), GEONAMES, lost="codifier-parent")
        report(
            f"settlements: {len(self.spine.settlements):,}, {by_record:,} of them with a position of Who's On First,"
            f" {estimated:,} with an estimated one"
        )

    def write_rest(self, report: Callable[[str], None]) -> None:
        """Rows of GeoNames that are nothing of the codifier's."""
        towns = Grid()
        for code in self.spine.settlements:
            if code in self.spine.row_of:
                towns.add(self.spine.row_of[code].lat, self.spine.row_of[code].lon, code)
        counts: defaultdict[str, int] = defaultdict(int)
        limit = tables()["join"]["double_km"]
        for row in self.spine.rows:
            if row.place in self.ledger:
                continue
            kind = self.spine.kind(row)
            self.open(row.place, self.spine.part_of_row(row))
            note = ""
            if kind.kind == "settlement":
                names = {fold(name) for name in row.names}
                for _, code in sorted(towns.near(row.lat, row.lon, limit)):
                    if fold(self.spine.units[code].name) in names or fold(self.spine.row_of[code].name) in names:
                        note = f"doubles {self.spine.place(code)}"
                        counts["doubles of a joined settlement"] += 1
                        break
            self._write_row(row, row.place, note)
            self.ledger.name(row.place, row.name, "und", "official", GEONAMES)
            parent = self._parent_of_part(row, towns) if kind.kind == "part" else ""
            self.ledger.add(row.place, "parent", parent or self._parent_of_row(row), COMPUTED if parent else GEONAMES)
            counts[kind.kind.partition(":")[0]] += 1
        report(f"{GEONAMES}: further places: {table_of(counts)}")

    def _write_row(self, row: Row, place: str, note: str = "") -> None:
        kind = self.spine.kind(row)
        self.ledger.add(place, "kind", kind.kind, FEATURES, kind=row.code, note=note)
        for code in row.also:
            self.ledger.add(place, "country", code, GEONAMES, kind="also")
        if row.population:
            self.ledger.add(place, "population", str(row.population), GEONAMES)
        self.names_of_row(place, row)
        uncertainty = (
            max(kind.uncertainty_km, settlement_radius(row.population))
            if kind.kind == "settlement"
            else kind.uncertainty_km
        )
        self.ledger.position(place, row.lat, row.lon, uncertainty, kind.position, GEONAMES)

    def open(self, place: str, part: str) -> None:
        """Begin a place of Ukraine in a part of the snapshot."""
        if place not in self.ledger:
            self.ledger.open(place, part)
            self.ledger.add(
                place, "country", COUNTRY, GEONAMES if place.startswith("geonames:") else KATOTTG, kind="primary"
            )

    def names_of_row(self, place: str, row: Row) -> None:
        """The names of a row, and those of the record of Who's On First that is the same place."""
        self.ledger.untagged(place, row.names, COUNTRY, GEONAMES)
        if record := self.spine.wof.linked.get(row.place):
            known = [claim.value for claim in self.ledger.claims[place] if claim.field == "name"]
            self._names_of_record(place, record, known, row.population, row.admin1)

    def _names_of_record(
        self, place: str, record: Record, known: list[str], population: int = 0, admin1: str = ""
    ) -> None:
        """Names of the record of Who's On First that is this place, and its Wikidata id.

        The record's own id is kept only where GeoNames has none of the place: 31,000 more would weigh half a megabyte.
        """
        for name in wof_names.names_of(record, known, population, admin1):
            self.ledger.name(place, name.value, name.language, name.kind, whosonfirst.SOURCE)
        if not place.startswith("geonames:"):
            self.ledger.add(place, "id", record.place, whosonfirst.SOURCE)
        if record.wikidata in self.spine.wof.own_items and wof_names.agrees(record, known):
            self.ledger.add(place, "id", f"wikidata:{record.wikidata}", whosonfirst.SOURCE)

    def area(self, place: str, code: str, row: Row | None) -> None:
        """Position and extent of a unit: GeoNames' point if its settlements lie around it, else their middle."""
        found = self.spine.spreads.get(code)
        if found is None:
            if row is not None:
                self.ledger.position(place, row.lat, row.lon, self.spine.kind(row).uncertainty_km, "centre", GEONAMES)
            else:
                self._estimate(place, self.spine.units[code])
            return
        if row is not None and box_contains(found.box, row.lat, row.lon):
            radius = reach(row.lat, row.lon, self.spine.points[code])
            self.ledger.position(place, row.lat, row.lon, max(radius, 2.0), "centre", GEONAMES)
        else:
            self.ledger.position(place, found.lat, found.lon, max(found.radius_km, 2.0), "centre", COMPUTED)
            if row is not None:
                limit = self.spine.kind(row).uncertainty_km
                self.ledger.position(place, row.lat, row.lon, limit, "centre", GEONAMES, lost="outside-its-settlements")
        self.ledger.extent(place, found.box, COMPUTED)

    def _estimate(self, place: str, unit: Unit) -> None:
        """The median of the smallest unit around that has settlements with a position."""
        _, found = self.spine.estimate(unit)
        note = self.spine.reason_of.get(unit.code, "")
        self.ledger.position(place, found.lat, found.lon, estimated_km(found), "estimate", COMPUTED, note=note)

    def _parent_of_row(self, row: Row) -> str:
        third = f"geonames:{row.admin3}"
        if row.admin3 and third != row.place and self.spine.unit_of_row.get(row.admin3) in self.spine.units:
            return third
        if row.code != "A.ADM2" and (raion := self.spine.raions_by_key.get(row.admin2)):
            return self.spine.place(raion)
        if oblast := self.spine.oblast_of_admin1.get(row.admin1):
            return self.spine.first_level(oblast)
        return self.spine.country_place

    def _parent_of_part(self, row: Row, towns: Grid) -> str:
        """The settlement that a part lies in: the nearest, counted in radii of the settlement."""
        table = tables()["part"]
        best, least = "", float(table["max_radii"])
        for distance, code in towns.near(row.lat, row.lon, 45.0):
            settlement = self.spine.row_of[code]
            radius = max(
                settlement_radius(settlement.population), table["min_radius_km"][self.spine.units[code].category]
            )
            if self.spine.units[code].category == "C":
                radius = table["min_radius_km"]["C"]
            if distance / radius < least and settlement.admin1 == row.admin1:
                best, least = settlement.place, distance / radius
        return best


def act_on_raions(admin1: str) -> Mapping[str, str]:
    """The act that ended the raions of before 2020 and made those of today, by GeoNames' first-level unit."""
    table = tables()["old_raion"]
    act: Mapping[str, str] = table["crimea"] if admin1 in table["crimea"]["admin1"] else table["act"]
    return act


def estimated_km(found: Spread) -> float:
    """How far off the middle of a unit may be as the position of one of its settlements."""
    return max(float(tables()["estimate"]["min_uncertainty_km"]), found.radius_km)


def table_of(counts: Mapping[str, int]) -> str:
    """Counts in words, the largest first."""
    return ", ".join(f"{name} {count:,}" for name, count in sorted(counts.items(), key=lambda item: -item[1]))
