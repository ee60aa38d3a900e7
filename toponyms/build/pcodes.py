"""P-codes of Ukraine: the tables of OCHA's administrative boundaries (COD-AB), attached to the units of KATOTTG.

A P-code is `UA` and the first digits of the unit's KATOTTG code: two of the oblast, two of the raion, three of the
hromada, three of the settlement. Nikopol Raion is UA1208 and its Nikopol hromada UA1208005 (KATOTTG
UA12080050000062712). So the digits name the one unit that it may be, and its name must agree; what does not is reported
and left alone. Both the older and the newer names of columns are read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from toponyms.build.claims import Claim
from toponyms.build.overlay import Overlay
from toponyms.build.tables import Rows
from toponyms.errors import OverlayError, did_you_mean
from toponyms.index.keys import KeyRules

if TYPE_CHECKING:
    from toponyms.build.tables import Table
    from toponyms.index.reader import Index

NAMESPACE = "pcode"

PARTS = (2, 4, 7, 10, 12)
"""Digits of a code down to the oblast, raion, hromada, settlement and district of a city."""

LEVELS = {2: "ADM1", 4: "ADM2", 7: "ADM3", 10: "ADM4"}
"""Level of a P-code by its digits."""

_COLUMN = re.compile(r"adm([1-4])_(pcode|ua|en|ru|name\d?)")
"""Columns that are read, in the older (ADM2_EN) and the newer way (adm2_name, adm2_name1)."""
_PCODE = re.compile(r"UA(\d{2}|\d{4}|\d{7}|\d{10})")
_KATOTTG = re.compile(r"katottg:UA(\d{17})")


class Left(NamedTuple):
    """A P-code that was not attached."""

    row: int
    """The line of the file, or the number of the row."""
    pcode: str
    names: tuple[str, ...]
    """What the table calls it."""
    reason: str
    """Why it was left: no such unit, or the unit's own name."""


class PCodes:
    """P-codes of a table beside a gazetteer: an overlay that attaches those that agree, and a list of the others."""

    def __init__(self, overlay: Overlay, attached: dict[str, int], left: list[Left]) -> None:
        self.overlay, self.attached, self.left = overlay, attached, left

    def __str__(self) -> str:
        counts = ", ".join(f"{count:,} {level}" for level, count in self.attached.items())
        lines = [f"{self.overlay.name}: attached {counts or 'none'}; left {len(self.left):,}"]
        lines += [
            f"  {self.overlay.word} {one.row}: {one.pcode} ({', '.join(one.names) or 'no name'}): {one.reason}"
            for one in self.left
        ]
        return "\n".join(lines)


def read_pcodes(table: Table, below: Index, *, name: str = "") -> PCodes:
    """The P-codes of a table, each attached to the place whose KATOTTG code and name it has.

    table: path of a CSV file, a `DataFrame` or mappings, with the columns ADM1_PCODE to ADM4_PCODE and the names beside
    them (ADM1_UA, ADM1_EN, ADM1_RU, or adm1_name, adm1_name1), of any levels; other columns are passed over. below: the
    gazetteer. name: what explanations call the table.

    Raises `OverlayError` for a table without such columns, or with two names for one P-code.
    """
    rows = Rows(table, name, _columns)
    overlay = Overlay(rows.name, lines=rows.lines)
    units = _units(below)
    keys = KeyRules.from_bytes(below["rules.keys"])
    attached: dict[str, int] = {}
    left: list[Left] = []
    for pcode, (row, names) in _codes(rows).items():
        found = _PCODE.fullmatch(pcode)
        if not found:
            left.append(Left(row, pcode, names, "is not of the form of KATOTTG's digits"))
            continue
        digits = found[1]
        places = units.get(digits, [])
        if len(places) != 1:
            left.append(Left(row, pcode, names, f"{len(places) or 'no'} unit{'s' * (len(places) > 1)} of these digits"))
            continue
        ((place, code),) = places
        if not names:
            left.append(
                Left(row, pcode, names, f"no name to check that it is {_name(below, place)} (katottg:UA{code})")
            )
        elif not _agrees(below, place, {keys.exact(keys.repair(one)) for one in names}, keys):
            left.append(Left(row, pcode, names, f"katottg:UA{code} is {_name(below, place)}"))
        else:
            overlay.put(row, Claim(f"katottg:UA{code}", "id", f"{NAMESPACE}:{pcode}", source=overlay.name))
            level = LEVELS[len(digits)]
            attached[level] = attached.get(level, 0) + 1
    return PCodes(overlay, dict(sorted(attached.items())), left)


def _columns(cells: list[str], name: str, row: int, lines: bool) -> list[str]:
    columns = [key if _COLUMN.fullmatch(key := cell.strip().casefold()) else "" for cell in cells]
    if row == 1 and not any(column.endswith("_pcode") for column in columns):
        close = "".join(did_you_mean(cell, ["ADM1_PCODE", "ADM2_PCODE", "ADM3_PCODE", "ADM4_PCODE"]) for cell in cells)
        raise OverlayError.of(name, [(row, f"no column ADM1_PCODE to ADM4_PCODE.{close}")], lines=lines)
    return columns


def _codes(rows: Rows) -> dict[str, tuple[int, tuple[str, ...]]]:
    """Each P-code with the row that it first stands in and its names there."""
    codes: dict[str, tuple[int, tuple[str, ...]]] = {}
    problems: list[tuple[int, str]] = []
    for number, row in rows:
        if "" in row:
            problems.append((number, row[""]))
            continue
        for level in "1234":
            pcode = row.get(f"adm{level}_pcode", "").upper()
            if not pcode:
                continue
            named = {key: cell for key, cell in row.items() if key.startswith(f"adm{level}_") and cell}
            named.pop(f"adm{level}_pcode", None)
            names = tuple(dict.fromkeys(named.values()))
            first, known = codes.setdefault(pcode, (number, names))
            if known != names:
                problems.append((number, f"{pcode} is {', '.join(names)}, in row {first} {', '.join(known)}"))
    if problems:
        raise OverlayError.of(rows.name, problems[:50], lines=rows.lines)
    if not codes:
        raise OverlayError.of(rows.name, [(0, "there is no P-code in the table")])
    return codes


def _units(below: Index) -> dict[str, list[tuple[int, str]]]:
    """Place and code of every unit of KATOTTG by the digits that say where it is, without the zeros behind them."""
    units: dict[str, list[tuple[int, str]]] = {}
    for place in below.places():
        for identifier in below.ids_of(place):
            if found := _KATOTTG.fullmatch(identifier):
                code = found[1]
                size = next(size for size in PARTS if not code[size:12].strip("0"))
                units.setdefault(code[:size], []).append((place, code))
    return units


def _agrees(below: Index, place: int, wanted: set[str], keys: KeyRules) -> bool:
    """Whether one of the names is a name of the place, with its type word or without."""
    starts, texts = below["place.names"], below.row_text
    return any(
        keys.exact(keys.repair(below.text(texts[row]))) in wanted for row in range(starts[place], starts[place + 1])
    )


def _name(below: Index, place: int) -> str:
    return below.text(below["place.name"][place])
