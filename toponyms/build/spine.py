"""The administrative spine of Ukraine: every unit of the codifier, and the GeoNames row that it is."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from toponyms.build import join as joining
from toponyms.build import join_units
from toponyms.build.join import ABANDONED, SEATS, Candidate
from toponyms.build.names import DATA, fold, is_cyrillic
from toponyms.build.readers import katottg
from toponyms.build.settings import tables
from toponyms.build.spread import Spread, spread
from toponyms.build.whosonfirst import WhosOnFirst
from toponyms.errors import BuildError
from toponyms.romanization import transliterate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from toponyms.build.readers.geonames import FeatureKind, Row
    from toponyms.build.readers.katottg import Unit
    from toponyms.build.readers.wof import Record

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
        councils: Mapping[str, str] | None = None,
        wof: WhosOnFirst | None = None,
    ) -> None:
        self.rows = rows
        self.councils = councils or {}
        self.wof = wof or WhosOnFirst()
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
        self.record_of: dict[str, Record] = {}
        """Settlements that only Who's On First has a point of."""
        self.step_of: dict[str, str] = {}
        self.reason_of: dict[str, str] = {}
        """Why a settlement has no sourced point."""
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
        rows = {row.place: row for row in self.rows if self.kind(row).kind == "settlement"}
        candidates = [self._candidate(row) for row in rows.values()]
        joined = joining.join_settlements(
            self.settlements,
            candidates,
            {code: {fold(name) for name in names} for code, names in self.former.items()},
            romanize,
            councils=self.councils,
            added_names=self.wof.added_names(candidates),
            added=self.wof.own_candidates(candidates),
        )
        for code, id_ in joined.id_of.items():
            if id_ in rows:
                self.row_of[code] = rows[id_]
            else:
                self.record_of[code] = self.wof.records[id_]
        self.step_of.update(joined.step_of)
        self.reason_of.update(joined.reason_of)
        total = 0
        for step in joined.steps:
            total += step.joined
            share = 100.0 * total / len(self.settlements)
            report(f"join: {step.name}: {step.joined:,} settlements, {total:,} in all ({share:.1f} %)")
        report(f"join: parted again, as too far from all of their hromada: {joined.parted:,}")
        report(f"join: positions of Who's On First alone: {len(self.record_of):,}")
        join_units.join_units(self)
        join_units.join_hromadas(self)
        self._measure()
        join_units.join_stray_hromadas(self)
        join_units.join_districts(self)
        self.unit_of_row = {row.id: code for code, row in self.row_of.items()}
        for category in "OKPHB":
            codes = [code for code, unit in self.units.items() if unit.category == category]
            found = sum(code in self.row_of for code in codes)
            report(f"join: category {category}: {found:,} of {len(codes):,} have a GeoNames row")

    def _candidate(self, row: Row) -> Candidate:
        town = row.code in SEATS or row.population >= tables()["join"]["town_inhabitants"]
        return Candidate(
            row.place,
            frozenset(fold(name) for name in row.names if is_cyrillic(name)),
            frozenset(name for name in row.names if not is_cyrillic(name)),
            row.lat,
            row.lon,
            self.raion_key(row),
            row.code not in ABANDONED,
            town,
            # of two rows of a place the seat, then the one with inhabitants, then the one with more names
            1_000_000_000 * (row.code in SEATS) + 100 * row.population + len(row.names),
        )

    def point(self, code: str) -> tuple[float, float] | None:
        """The sourced point of a settlement, None where no source has one."""
        found = self.row_of.get(code) or self.record_of.get(code)
        return (found.lat, found.lon) if found else None

    def _measure(self) -> None:
        """Where each unit lies, by its joined settlements."""
        points: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
        for code in self.settlements:
            if point := self.point(code):
                for level in self.units[code].levels:
                    points[level].append(point)
                points[COUNTRY].append(point)
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

    def estimate(self, unit: Unit) -> tuple[str, Spread]:
        """The smallest unit around that has settlements with a position, and how they lie."""
        for level in (*reversed(unit.levels[:-1]), COUNTRY):
            if found := self.spreads.get(level):
                return level, found
        raise BuildError(f"no settlement of {unit.name} ({unit.code}), nor of any unit around it, has a position")

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
