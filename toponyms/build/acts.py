"""The acts that renamed places of Ukraine, and what each of them renamed: the reviewed tables in `data/`."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from toponyms.build.names import DATA
from toponyms.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

SLIP, SPELLING = "slip", "spelling"
"""What a row of the table says instead of an act: a mistake of the edition, or a correction whose act is not known."""


class Act(NamedTuple):
    """A row of `data/ua_acts.tsv`."""

    act: str
    date: str
    words: str
    source: str


class Row(NamedTuple):
    """A row of `data/ua_renames.tsv`."""

    code: str
    old: str
    new: str
    act: str
    source: str


@cache
def acts() -> dict[str, Act]:
    """The acts of `data/ua_acts.tsv`."""
    return {row[0]: Act(*row) for row in _rows("ua_acts.tsv", len(Act._fields))}


@cache
def rules() -> dict[str, Any]:
    """The rules of `data/ua_renames.toml`."""
    loaded = tomllib.loads((DATA / "ua_renames.toml").read_text(encoding="utf-8"))
    for rule in loaded["rule"]:
        if rule["act"] not in acts():
            raise BuildError(f"ua_renames.toml: {rule['act']!r} is no act of ua_acts.tsv")
    return loaded


def table(units: Container[str]) -> dict[tuple[str, str], Row]:
    """The rows of `data/ua_renames.tsv` by code and old name, those of known units."""
    found: dict[tuple[str, str], Row] = {}
    for cells in _rows("ua_renames.tsv", len(Row._fields)):
        row = Row(*cells)
        if row.act not in (SLIP, SPELLING) and row.act not in acts():
            raise BuildError(f"ua_renames.tsv: {row.code} {row.old}: {row.act!r} is no act of ua_acts.tsv")
        if (row.code, row.old) in found:
            raise BuildError(f"ua_renames.tsv: {row.code} {row.old} is there twice")
        if row.code in units:
            found[row.code, row.old] = row
    return found


def _rows(file: str, width: int) -> Iterable[list[str]]:
    """The rows of a table below its header; lines with `#` in front say what it is."""
    lines = (DATA / file).read_text(encoding="utf-8").splitlines()
    rows = csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
    for number, row in enumerate(rows):
        if len(row) != width or not all(row):
            raise BuildError(f"{file}: {row!r} has not {width} filled columns")
        if number:
            yield row
