"""The rows of the benchmark: one question each, with what is right and where the fact comes from."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path

ROWS = Path(__file__).parent / "rows"

CATEGORIES = (
    "romanization",
    "exonym",
    "former",
    "inflected",
    "adjective",
    "administrative",
    "water-region",
    "garble",
    "calque",
    "composite",
    "homonym",
    "nil",
)
"""One file each."""

NIL = "NIL"
"""The expected answer where the text names nothing that the default gazetteer holds."""


class RowError(ValueError):
    """A row that cannot be read; the message says which, and what is wrong."""


@dataclass(frozen=True)
class Row:
    """One row, its columns in their order.

    >>> row = Row("Чугуєва", "uk", "inflected", "genitive", expected="geonames:710554")
    >>> row.split, len(row.question)
    ('test', 12)
    """

    surface: str
    """What somebody wrote."""
    language: str
    """BCP 47 tag of the text, `und` where it is none."""
    category: str
    detail: str
    """Finer kind: the romanization, the case, the confusion, the level of hint."""
    country: str = ""
    """Hint: ISO 3166-1 alpha-2."""
    within: str = ""
    """Hint: the unit's name as the text around would have it."""
    within_id: str = ""
    """The id of that unit, for systems that do not read names of units."""
    near: str = ""
    """Hint: `latitude,longitude` of what the text around is about."""
    kind: str = ""
    """Hint: the kind of place."""
    as_of: str = ""
    """Hint: the date of the text."""
    expected: str = NIL
    """The right id, or NIL; of several with spaces between them each is right."""
    place: str = ""
    """That place in words, for whoever checks; for NIL what the text is."""
    rivals: int = 1
    """How many places have this very name under these hints by the source; the best guess is right once in so many."""
    source: str = ""
    """Keys of `sources.tsv`, with what narrows them down."""

    @property
    def ids(self) -> frozenset[str]:
        """The ids that are right; none for NIL."""
        return frozenset() if self.expected == NIL else frozenset(self.expected.split())

    @cached_property
    def question(self) -> str:
        """Stable id of what is asked: the same text with the same hints is the same question."""
        asked = (self.surface, self.country, self.within, self.within_id, self.near, self.kind, self.as_of)
        return _digest("\t".join(asked))[:12]

    @cached_property
    def split(self) -> str:
        """`dev` or `test`, by the expected place alone (for NIL by what the text is), so that none is in both."""
        return (
            "dev" if int(_digest(self.place if self.expected == NIL else self.expected.split()[0]), 16) % 2 else "test"
        )

    @property
    def point(self) -> tuple[float, float] | None:
        """The hint `near` as numbers."""
        if not self.near:
            return None
        lat, _, lon = self.near.partition(",")
        return float(lat), float(lon)


COLUMNS = tuple(field.name for field in fields(Row))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def read_rows(split: str = "", categories: list[str] | None = None, folder: Path = ROWS) -> list[Row]:
    """The rows of a split ("" for both), in the order of the files.

    Raises:
        RowError: a file is missing, or a row of it is not well formed.
    """
    rows: list[Row] = []
    for category in CATEGORIES:
        if categories and category not in categories:
            continue
        path = folder / f"{category}.tsv"
        if not path.is_file():
            raise RowError(f"there is no {path}: each category has a file in {folder}")
        rows += [row for row in read_file(path) if not split or row.split == split]
    return rows


def read_file(path: Path) -> list[Row]:
    """All rows of one file."""
    rows = []
    with path.open(encoding="utf-8", newline="") as lines:
        table = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        head = tuple(next(table, ()))
        if head != COLUMNS:
            raise RowError(f"{path.name}: the columns are {', '.join(head)}; they should be {', '.join(COLUMNS)}")
        for number, cells in enumerate(table, 2):
            where = f"{path.name}:{number}"
            if len(cells) != len(COLUMNS):
                raise RowError(f"{where} has {len(cells)} columns, not {len(COLUMNS)}")
            values = dict(zip(COLUMNS, cells, strict=True))
            if not values["rivals"].isdecimal() or int(values["rivals"]) < 1:
                raise RowError(f"{where}: rivals is {values['rivals']!r}, not a whole number from 1")
            if not values["surface"].strip() or not values["expected"].strip():
                raise RowError(f"{where} lacks a surface or an expected id (NIL where nothing is right)")
            rows.append(Row(**{**values, "rivals": int(values["rivals"])}))  # type: ignore[arg-type]
    return rows


def write_file(path: Path, rows: list[Row]) -> None:
    """All rows of one file."""
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write("\t".join(COLUMNS) + "\n")
        for row in rows:
            out.write("\t".join(str(getattr(row, column)) for column in COLUMNS) + "\n")
