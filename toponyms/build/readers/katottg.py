"""KATOTTG, Ukraine's codifier of administrative units: every unit and settlement with code, category and name.

The file is a table with `;`: the codes of up to four levels and a fifth for city districts, the category, the name.
Names come with stray spaces and a typographic apostrophe; both are repaired here.
"""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING, NamedTuple

from toponyms.build.names import clean
from toponyms.build.sources import open_lines
from toponyms.errors import BuildError

if TYPE_CHECKING:
    from pathlib import Path

CATEGORIES = "OKPHMXCB"
"""O oblast or Crimea, K city of special status, P raion, H hromada, M city, X settlement, C village, B district."""

SETTLEMENTS = "KMXC"
"""Categories that are settlements; K is a first-level unit as well."""


class Unit(NamedTuple):
    """One unit of the codifier."""

    code: str
    category: str
    name: str
    levels: tuple[str, ...]
    """Codes from the first level down to the unit itself, without repeats."""

    @property
    def parent(self) -> str:
        """Code of the unit above, "" for a first-level unit."""
        return self.levels[-2] if len(self.levels) > 1 else ""

    @property
    def raion(self) -> str:
        """Code of the raion, or of the first-level unit where there is none."""
        return self.levels[1] if len(self.levels) > 1 else self.levels[0]

    @property
    def raion_key(self) -> str:
        """Digits 3 to 6 of the code, which GeoNames has as admin2: `1402`."""
        return self.raion[2:6]


class Rename(NamedTuple):
    """A name that a code had before."""

    code: str
    name: str


def read_units(path: Path) -> dict[str, Unit]:
    """Every unit by its code, in the order of the file.

    Raises `BuildError` naming the line with an unknown category, no name, or a code that is there twice.
    """
    units: dict[str, Unit] = {}
    with open_lines(path) as lines:
        for number, line in enumerate(lines, 1):
            cells = [cell.strip() for cell in line.rstrip("\n").split(";")]
            if len(cells) < 7 or not cells[0].startswith("UA"):
                if number == 1 or not any(cells):
                    continue
                raise BuildError(f"{path.name}, line {number}: not seven columns that begin with a code")
            if cells[5] not in CATEGORIES:
                raise BuildError(f"{path.name}, line {number}: category {cells[5]!r} is not one of {CATEGORIES}")
            levels = tuple(dict.fromkeys(code for code in cells[:5] if code))
            name = clean(cells[6])
            if not name:
                raise BuildError(f"{path.name}, line {number}: no name")
            if levels[-1] in units:
                raise BuildError(f"{path.name}, line {number}: {levels[-1]} is there twice")
            units[levels[-1]] = Unit(levels[-1], cells[5], name, levels)
    for unit in units.values():
        for code in unit.levels:
            if code not in units:
                raise BuildError(f"{path.name}: {unit.code} lies in {code}, which is not there")
    return units


def read_renames(path: Path, column: str) -> list[Rename]:
    """The names of a column (`name_2021`, `name_2016`) that codes had before."""
    with open_lines(path) as lines:
        rows = csv.DictReader(lines)
        if not rows.fieldnames or column not in rows.fieldnames or "katottg" not in rows.fieldnames:
            raise BuildError(f"{path.name}, line 1: no columns katottg and {column}")
        # KOATUU writes the type before the name of two cities: М.КИЇВ.
        return [
            Rename(row["katottg"].strip(), re.sub(r"^М\.", "", clean(row[column])))
            for row in rows
            if row[column].strip()
        ]


def read_hromada_types(path: Path) -> dict[tuple[str, str], str]:
    """The type of hromadas (міська, селищна, сільська) by the names of raion and hromada, where those tell it alone.

    The file is the 2026 edition as a script of arrays without codes: rows are oblast, raion, hromada, type, category
    and name, all but the last as numbers of the arrays before.
    """
    with open_lines(path) as lines:
        text = lines.read()
    arrays = {}
    for array in ("hromTypes", "districts", "hromadas", "katottgData"):
        found = re.search(rf"const {array} = (\[.*?\]);\s*$", text, re.MULTILINE | re.DOTALL)
        if not found:
            raise BuildError(f"{path.name}: no array {array}")
        arrays[array] = json.loads(found[1])
    types: dict[tuple[str, str], set[str]] = {}
    for _, raion, hromada, kind, *_ in arrays["katottgData"]:
        names = (clean(arrays["districts"][raion]), clean(arrays["hromadas"][hromada]))
        types.setdefault(names, set()).add(arrays["hromTypes"][kind])
    return {names: found.pop() for names, found in types.items() if len(found) == 1}


def read_councils(path: Path) -> dict[str, str]:
    """The village council of KOATUU that each settlement lay in before 2020: the first eight digits of its old code.

    The file is the ministry's crosswalk of both codifiers. A code of KATOTTG with several old codes has none here.
    """
    councils: dict[str, set[str]] = {}
    with open_lines(path) as lines:
        for row in csv.reader(lines):
            if len(row) > 1 and row[0].startswith("UA") and row[1].strip().isdigit():
                councils.setdefault(row[0].strip(), set()).add(row[1].strip().zfill(10)[:8])
    if not councils:
        raise BuildError(f"{path.name}: no line with a code of KATOTTG and one of KOATUU")
    return {code: found.pop() for code, found in councils.items() if len(found) == 1}
