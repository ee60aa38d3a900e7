"""A table of a user's own names and places, read into claims.

A table has a header and one name, place or position a row. `docs/howto/overlay.md` says what each column means; this
module is the one reader of it. What a row may refer to is known only beside a gazetteer: `toponyms.build.layer`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from toponyms.build import claims
from toponyms.build.claims import Claim
from toponyms.build.tables import Rows
from toponyms.errors import OverlayError, did_you_mean
from toponyms.types import NAME_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toponyms.build.tables import Table

COLUMNS = (
    "name",
    "id",
    "lat",
    "lon",
    "lang",
    "kind",
    "from",
    "to",
    "source",
    "place_kind",
    "parent",
    "country",
    "population",
    "uncertainty_km",
    "ids",
    "note",
)
"""Every column that a table may have; those before `place_kind` are the usual ones."""

ALIASES = {"language": "lang", "latitude": "lat", "longitude": "lon"}
"""Other names of columns."""

ABOUT_PLACE = ("lat", "lon", "place_kind", "parent", "country", "population", "uncertainty_km", "ids")
"""Columns that say something of the place; a row that fills none of them but `id` must have a name."""

MOST_PROBLEMS = 50
"""Rows that are read on for after the first bad one: a table with more has one thing wrong with all of them."""

UNCERTAINTY_KM = 2.0
"""How far off a position may be that the table says nothing about: what a mapped position of any source counts as."""

_LANGUAGE = re.compile(r"[a-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_ID = re.compile(r"[a-z][a-z0-9-]*:[^\s|]+")


class Overlay(list[Claim]):
    """The claims of an overlay in the order of its rows, and the row that each stands in.

    >>> overlay = read_overlay([{"name": "Nyok", "id": "geonames:699751", "lang": "en"}], name="mine")
    >>> overlay[0].value, overlay.rows, overlay.name
    ('Nyok', [1], 'mine')
    """

    def __init__(self, name: str, *, lines: bool = False) -> None:
        super().__init__()
        self.name = name
        """What explanations call it: the name of the file."""
        self.rows: list[int] = []
        """For each claim the line of the file, or the number of the row, both counted from 1."""
        self.lines = lines
        """Whether rows are lines of a file."""

    @property
    def word(self) -> str:
        """What a row is called: "line" of a file, else "row"."""
        return "line" if self.lines else "row"

    def put(self, row: int, claim: Claim) -> None:
        """Add a claim of a row."""
        self.append(claim)
        self.rows.append(row)


def read_overlay(table: Table, *, name: str = "") -> Overlay:
    """The claims of a table, checked by themselves; `toponyms.build.layer` checks them beside a gazetteer.

    >>> overlay = read_overlay([{"name": "Depot 7", "lat": 48.5, "lon": 37.9, "kind": "object"}])
    >>> [(claim.field, claim.value) for claim in overlay]
    [('name', 'Depot 7'), ('position', '48.50000 37.90000 2.0'), ('kind', 'object')]
    >>> overlay[0].place
    'overlay:48.50000,37.90000'

    table: path of a CSV file (UTF-8, columns parted by comma, semicolon or tab), a pandas `DataFrame`, or mappings of
    column to value. name: what explanations call the table, by default the name of the file.

    Raises `OverlayError` that lists every row with something wrong, up to `MOST_PROBLEMS`.
    """
    rows = Rows(table, name, _columns)
    overlay = Overlay(rows.name, lines=rows.lines)
    problems: list[tuple[int, str]] = []
    facts: dict[tuple[str, str], tuple[str, int]] = {}
    for number, row in rows:
        try:
            found = _claims_of(row, overlay.name)
            agree(found, number, facts, overlay.word)
        except Wrong as wrong:
            problems.append((number, str(wrong)))
            if len(problems) >= MOST_PROBLEMS:
                break
            continue
        for claim in found:
            overlay.put(number, claim)
    if not problems and not overlay:
        problems.append((0, "there is no row below the header"))
    if problems:
        raise OverlayError.of(overlay.name, problems, lines=overlay.lines)
    return overlay


class Wrong(Exception):
    """What is wrong with one row."""


def _columns(cells: list[str], name: str, row: int, lines: bool) -> list[str]:
    """The columns that a header names; "" for those that are not read."""
    if lines and not any(cell.strip() for cell in cells):
        raise OverlayError.of(name, [(row, f"the first line must be a header: {_usual()}")], lines=lines)
    columns, unknown = [], []
    for cell in cells:
        key = cell.strip().casefold().replace(" ", "_")
        key = ALIASES.get(key, key)
        if key and not key.startswith("_") and key not in COLUMNS:
            unknown.append(f"{cell.strip()[:40]!r}.{did_you_mean(key, [*COLUMNS, *ALIASES])}")
        columns.append("" if key.startswith("_") else key)
    if unknown:
        hint = "Columns are " + ", ".join(COLUMNS) + '; one whose name begins with "_" is not read.'
        raise OverlayError.of(
            name, [(row, f"unknown column {one}") for one in [*unknown[:-1], f"{unknown[-1]} {hint}"]], lines=lines
        )
    twice = sorted({column for column in columns if column and columns.count(column) > 1})
    if twice:
        raise OverlayError.of(name, [(row, f"two columns {twice[0]!r}")], lines=lines)
    if lines and not {"name", "id"}.intersection(columns):
        raise OverlayError.of(name, [(row, f"the header needs a column name or id: {_usual()}")], lines=True)
    return columns


def _usual() -> str:
    return ",".join(COLUMNS[: COLUMNS.index("place_kind")])


def _claims_of(row: Mapping[str, str], table: str) -> list[Claim]:
    """The claims of one row."""
    if "" in row:
        raise Wrong(row[""])
    cell = row.get
    identifier, name = cell("id", ""), cell("name", "")
    name_kind, place_kind = _kinds(cell("kind", ""), cell("place_kind", ""))
    position = _position(cell("lat", ""), cell("lon", ""), cell("uncertainty_km", ""))
    if identifier and not _ID.fullmatch(identifier):
        raise Wrong(f"{identifier[:60]!r} is no id: an id is `namespace:value`, such as geonames:709717 or my:depot-7")
    if not identifier and not position:
        raise Wrong("a row needs an id (of a place that there is) or lat and lon (of a new place)")
    if not name and not any(cell(column) for column in ABOUT_PLACE):
        raise Wrong("a row needs a name, a position or something else to say")
    place = identifier or "overlay:" + ",".join(position.split(" ")[:2])
    source, dates, note = cell("source", "") or table, (cell("from", ""), cell("to", "")), cell("note", "")
    out: list[Claim] = []

    def claim(field: str, value: str, language: str = "", kind: str = "", days: tuple[str, str] = ("", "")) -> None:
        out.append(Claim(place, field, value, language, kind, *days, source, "", note))

    if name:
        language = cell("lang", "") or "und"
        if not _LANGUAGE.fullmatch(language):
            raise Wrong(f"{language[:40]!r} is no language tag such as uk, ru or uk-Latn")
        if dates[0] and dates[1] and dates[0][: len(dates[1])] > dates[1][: len(dates[0])]:
            raise Wrong(f"from {dates[0]} is after to {dates[1]}")
        claim("name", name, language, name_kind or "variant", dates)
    elif name_kind or cell("lang"):
        raise Wrong("a row without a name has a kind of name or a language")
    if position:
        claim("position", position, kind="mapped")
    if place_kind:
        claim("kind", place_kind, kind="overlay")
    if parent := cell("parent", ""):
        if not _ID.fullmatch(parent):
            raise Wrong(f"{parent[:60]!r} is no id: parent is the id of the unit directly above")
        claim("parent", parent)
    for number, code in enumerate(cell("country", "").upper().split()):
        claim("country", code, kind="also" if number else "primary")
    if population := cell("population", ""):
        claim("population", population.replace(" ", "").replace(",", ""))
    for other in cell("ids", "").split():
        claim("id", other)
    for one in out:
        if "\t" in "".join(one) or "\n" in "".join(one) or "\r" in "".join(one):
            raise Wrong("a tab or a line break inside a cell")
        if wrong := claims.value_problem(one):
            raise Wrong(wrong)
    return out


def _kinds(kind: str, place_kind: str) -> tuple[str, str]:
    """Kind of the name and kind of the place: the column `kind` takes either."""
    kind, place_kind = kind.casefold(), place_kind.casefold()
    if kind and kind not in NAME_KINDS:
        if kind not in claims.PLACE_KINDS:
            known = (*NAME_KINDS, *claims.PLACE_KINDS)
            raise Wrong(
                f"unknown kind {kind[:40]!r}: a kind of name ({', '.join(NAME_KINDS)})"
                f" or of place ({', '.join(claims.PLACE_KINDS)}).{did_you_mean(kind[:40], known)}"
            )
        if place_kind and place_kind != kind:
            raise Wrong(f"kind {kind!r} and place_kind {place_kind!r} are two kinds of one place")
        return "", kind
    if place_kind and place_kind not in claims.PLACE_KINDS:
        raise Wrong(
            f"unknown kind of place {place_kind[:40]!r}: one of {', '.join(claims.PLACE_KINDS)}."
            + did_you_mean(place_kind[:40], claims.PLACE_KINDS)
        )
    return kind, place_kind


def _position(lat: str, lon: str, uncertainty: str) -> str:
    """The value of a position claim, "" where the row has none."""
    if not lat and not lon:
        if uncertainty:
            raise Wrong("uncertainty_km without lat and lon")
        return ""
    if not lat or not lon:
        raise Wrong(f"lat {lat!r} and lon {lon!r}: a position needs both")
    north, east = _number("lat", lat), _number("lon", lon)
    if not -90.0 <= north <= 90.0:
        swapped = "; are lat and lon swapped?" if -90.0 <= east <= 90.0 and -180.0 <= north <= 180.0 else ""
        raise Wrong(f"lat {lat} is not between -90 and 90{swapped}")
    if not -180.0 <= east <= 180.0:
        raise Wrong(f"lon {lon} is not between -180 and 180")
    km = _number("uncertainty_km", uncertainty) if uncertainty else UNCERTAINTY_KM
    if not 0.0 <= km < 6553.5:
        raise Wrong(f"uncertainty_km {uncertainty} is not between 0 and 6,553")
    return f"{north:.5f} {east:.5f} {km:.1f}".replace("-0.00000", "0.00000")


def _number(column: str, cell: str) -> float:
    try:
        value = float(cell)
    except ValueError:
        comma = "; write the decimals with a point" if "," in cell else ""
        raise Wrong(f"{column} {cell[:40]!r} is no number{comma}") from None
    if value != value or value in (float("inf"), float("-inf")):
        raise Wrong(f"{column} {cell[:40]!r} is no number")
    return value


SINGLE = ("position", "kind", "parent", "population")
"""What a place has one of."""


def agree(found: list[Claim], row: int, facts: dict[tuple[str, str], tuple[str, int]], word: str) -> None:
    """Check that a row says nothing else of a place than a row before it did."""
    for claim in found:
        if claim.field in SINGLE or claim.kind == "primary":
            value, first = facts.setdefault((claim.place, claim.field), (claim.value, row))
            if value != claim.value:
                raise Wrong(
                    f"{claim.field} {claim.value!r} of {claim.place}, which {word} {first} says is {value!r}"
                    + ("; give places at one point ids of their own" if claim.place.startswith("overlay:") else "")
                )
