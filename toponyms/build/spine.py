"""The administrative spine of Ukraine: every unit of the codifier, and the GeoNames row that it is."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from toponyms.build import join as joining
from toponyms.build.join import tables
from toponyms.build.names import DATA, fold, is_cyrillic
from toponyms.build.readers import katottg
from toponyms.build.spread import Grid, Spread, spread
from toponyms.errors import BuildError
from toponyms.geo.distance import distance_km
from toponyms.romanization import transliterate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from toponyms.build.readers.geonames import FeatureKind, Row
    from toponyms.build.readers.katottg import Unit

COUNTRY = "UA"
COUNTRY_PART = "ua-country"


class Heading(NamedTuple):
    """A row of `data/ua_units.tsv`."""

    code: str
    level: int
    admin1: str
    slug: str
    heading: str
    name_uk: str


def headings() -> dict[str, Heading]:
    """English headings of oblasts and raions, by code."""
    table = {}
    for number, line in enumerate((DATA / "ua_units.tsv").read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith(("#", "code\t")):
            continue
        cells = line.split("\t")
        if len(cells) != 7:
            raise BuildError(f"ua_units.tsv, line {number}: {len(cells)} columns where there should be 7")
        table[cells[0]] = Heading(cells[0], int(cells[1]), *cells[2:6])
    return table


def romanize(name: str) -> str:
    """The KMU 2010 romanization of a Ukrainian name."""
    return transliterate(name, "kmu-ukr-2010")


class Spine:
    """The units of the codifier, the rows of GeoNames, and which is which."""

    def __init__(
        self,
        rows: list[Row],
        units: dict[str, Unit],
        former: dict[str, dict[str, str]],
        kinds: Mapping[str, FeatureKind],
    ) -> None:
        self.rows = rows
        self.country_row = next(row for row in rows if row.code == "A.PCLI")
        self.country_place = self.country_row.place
        self.units = units
        self.former = former
        self.kinds = kinds
        self.headings = {code: row for code, row in headings().items() if code in units}
        self.slug_of_admin1 = {row.admin1: row.slug for row in self.headings.values() if row.admin1}
        self.oblast_of_admin1 = {row.admin1: row.code for row in self.headings.values() if row.admin1}
        self.settlements = {code: unit for code, unit in units.items() if unit.category in katottg.SETTLEMENTS}
        self.raions_by_key = {unit.raion_key: code for code, unit in units.items() if unit.category == "P"}
        self.special_admin1 = {
            row.admin1: row.code[2:4] for row in self.headings.values() if units[row.code].category == "K"
        }
        self.row_of: dict[str, Row] = {}
        self.step_of: dict[str, str] = {}
        self.unit_of_row: dict[str, str] = {}
        self.points: dict[str, list[tuple[float, float]]] = {}
        self.spreads: dict[str, Spread] = {}

    # -- joining ---------------------------------------------------------------------------------------------------

    def check_headings(self) -> None:
        """Every oblast and raion must have its English heading."""
        for code, unit in self.units.items():
            if unit.category in "OKP" and code not in self.headings:
                raise BuildError(f"data/ua_units.tsv has no row for {code} ({unit.name})")

    def raion_key(self, row: Row) -> str:
        """The raion of a row as `Unit.raion_key` has it; a city of special status has the two digits of its unit."""
        special = self.special_admin1.get(row.admin1)
        if special is None:
            # Chornobyl and Prypiat stand right under their oblast, in both sources.
            oblast = self.oblast_of_admin1.get(row.admin1, "")
            return row.admin2 or (oblast[2:4] + "00" if oblast else "")
        # Villages beside Sevastopol belong to it in GeoNames and to the raion of Bakhchysarai in the codifier.
        return (
            special
            if row.code in ("P.PPLC", "P.PPLA")
            else str(tables()["join"]["raion_of_city_villages"].get(row.admin1, ""))
        )

    def join(self, report: Callable[[str], None]) -> None:
        """Pair settlements, hromadas, raions, oblasts and city districts with rows."""
        candidates = [row for row in self.rows if self.kind(row).kind == "settlement"]
        joined = joining.join_settlements(
            self.settlements,
            candidates,
            {code: {fold(name) for name in names} for code, names in self.former.items()},
            romanize,
            self.raion_key,
        )
        self.row_of.update(joined.row_of)
        self.step_of.update(joined.step_of)
        total = 0
        for step in joined.steps:
            total += step.joined
            share = 100.0 * total / len(self.settlements)
            report(f"join: {step.name}: {step.joined:,} settlements, {total:,} in all ({share:.1f} %)")
        self._join_units()
        self._join_hromadas()
        self._measure()
        self._join_stray_hromadas()
        self._join_districts()
        self.unit_of_row = {row.id: code for code, row in self.row_of.items()}
        for category in "OKPHB":
            codes = [code for code, unit in self.units.items() if unit.category == category]
            found = sum(code in self.row_of for code in codes)
            report(f"join: category {category}: {found:,} of {len(codes):,} have a GeoNames row")

    def _join_units(self) -> None:
        firsts = {row.admin1: row for row in self.rows if row.code == "A.ADM1"}
        seconds = {row.admin2: row for row in self.rows if row.code == "A.ADM2"}
        for code, unit in self.units.items():
            if unit.category == "O":
                if first := firsts.get(self.headings[code].admin1):
                    self.row_of[code] = first
            elif unit.category == "P" and unit.raion_key in seconds:
                self.row_of[code] = seconds[unit.raion_key]

    def _join_hromadas(self) -> None:
        """Hromadas by raion and name."""
        rows: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
        for row, stems in self._hromada_rows():
            for stem in stems:
                rows[row.admin2, stem].append(row)
        self._pair("H", lambda unit: (unit.raion_key, fold(unit.name)), rows)

    def _join_stray_hromadas(self) -> None:
        """Hromadas whose row has no raion or an older one, by oblast and name, if it lies among their settlements."""
        within = float(tables()["hromada"]["within_km"])
        rows: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
        for row, stems in self._hromada_rows():
            oblast = self.oblast_of_admin1.get(row.admin1, "")
            for stem in stems:
                rows[oblast, stem].append(row)

        def key(unit: Unit) -> tuple[str, str]:
            found = self.spreads.get(unit.code)
            name = (unit.levels[0], fold(unit.name))
            near = found and any(distance_km(found.lat, found.lon, r.lat, r.lon) < within for r in rows.get(name, ()))
            return name if near else ("", unit.code)

        self._pair("H", key, rows)

    def _hromada_rows(self) -> Iterable[tuple[Row, set[str]]]:
        suffixes = tables()["hromada"]["suffixes"]
        for row in self.rows:
            if row.code == "A.ADM3":
                yield row, {stem for name in row.alternates if (stem := _stem(name, suffixes))}

    def _join_districts(self) -> None:
        limits = tables()["district"]
        rows: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
        cities = {unit.parent for unit in self.units.values() if unit.category == "B"}
        grid = Grid()
        for city in cities:
            if city in self.row_of:
                grid.add(self.row_of[city].lat, self.row_of[city].lon, city)
        for row in self.rows:
            if row.code in ("A.ADM2", "A.ADM3", "A.ADM4"):
                near = sorted(grid.near(row.lat, row.lon, limits["within_km"]))
                for stem in {stem for name in row.alternates if (stem := _stem(name, limits["suffixes"]))}:
                    for _, city in near[:2]:
                        rows[city, stem].append(row)
        self._pair("B", lambda unit: (unit.parent, fold(unit.name)), rows)

    def _pair(
        self,
        category: str,
        key_of: Callable[[Unit], tuple[str, str]],
        rows: Mapping[tuple[str, str], list[Row]],
    ) -> None:
        """Join units of a category to rows where a key has one of each, and no row is wanted twice."""
        taken = {row.id for row in self.row_of.values()}
        units: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for code, unit in self.units.items():
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
                self.row_of[code] = row
                self.step_of[code] = "name"

    def _measure(self) -> None:
        """Where each unit lies, by its joined settlements."""
        points: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
        for code in self.settlements:
            if code in self.row_of:
                row = self.row_of[code]
                for level in self.units[code].levels:
                    points[level].append((row.lat, row.lon))
                points[COUNTRY].append((row.lat, row.lon))
        self.points = dict(points)
        for code, some in points.items():
            if found := spread(some):
                self.spreads[code] = found

    # -- what is what ----------------------------------------------------------------------------------------------

    def kind(self, row: Row) -> FeatureKind:
        """What the feature code of a row becomes."""
        return self.kinds.get(row.code) or self.kinds[f"{row.code[0]}.*"]

    def place(self, code: str) -> str:
        """The place of a codifier code; for Kyiv and Sevastopol the settlement, not the first-level unit."""
        row = self.row_of.get(code)
        return row.place if row else f"katottg:{code}"

    def first_level(self, code: str) -> str:
        """The place of a first-level unit."""
        if self.units[code].category != "K":
            return self.place(code)
        return self.special_row(code).place

    def special_row(self, code: str) -> Row:
        """The row of a city of special status as a first-level unit.

        Raises `BuildError` where GeoNames has none: the unit would have no id.
        """
        admin1 = self.headings[code].admin1
        for row in self.rows:
            if row.code == "A.ADM1" and row.admin1 == admin1:
                return row
        raise BuildError(f"no A.ADM1 row of GeoNames with admin1 {admin1} for {self.units[code].name}")

    def parent(self, code: str) -> str:
        """The place directly above a codifier code."""
        unit = self.units[code]
        if unit.category == "K":
            return self.first_level(code)
        if not unit.parent:
            return self.country_place
        above = self.units[unit.parent]
        # Only a city district lies in the settlement of special status itself.
        return (
            self.first_level(above.code) if above.category == "K" and unit.category != "B" else self.place(above.code)
        )

    def part(self, code: str) -> str:
        """The part of the snapshot for a codifier code."""
        return f"ua-{self.headings[self.units[code].levels[0]].slug}"

    def part_of_row(self, row: Row) -> str:
        """The part of the snapshot for a row."""
        if code := self.unit_of_row.get(row.id):
            return self.part(code)
        slug = self.slug_of_admin1.get(row.admin1)
        return f"ua-{slug}" if slug else COUNTRY_PART


def _stem(name: str, suffixes: Iterable[str]) -> str:
    """What stands before the type word of a unit's Ukrainian name, folded; "" where there is no such word."""
    if not is_cyrillic(name):
        return ""
    folded = fold(name)
    for suffix in suffixes:
        if folded.endswith(" " + suffix):
            return folded[: -len(suffix) - 1]
    return ""
