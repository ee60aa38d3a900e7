"""Rows of the sources that stand for one thing: `data/doubles.tsv` says which, with the reason of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toponyms.build.names import DATA
from toponyms.errors import BuildError
from toponyms.language.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toponyms.build.ledger import Ledger
    from toponyms.build.readers.geonames import Row

COLUMNS = ("id", "same_as", "reason")


def doubles() -> dict[str, str]:
    """The place that each row of the table is, by id of the row; `BuildError` where that place is a double itself."""
    table = {id_: same for _, (id_, same, _) in read_table(DATA / "doubles.tsv", COLUMNS)}
    for id_, same in table.items():
        if same in table:
            raise BuildError(f"data/doubles.tsv: {id_} is {same}, which is said to be {table[same]}")
    return table


def merge(rows: Iterable[Row]) -> list[Row]:
    """Rows of GeoNames without those that are another one, which gets their names."""
    same, rows = doubles(), list(rows)
    there = {row.place for row in rows}
    kept = {row.place: row for row in rows if same.get(row.place) not in there}
    for row in rows:
        if into := kept.get(same.get(row.place, "")):
            names = ",".join(dict.fromkeys(filter(None, [*into.alternates, row.name, *row.alternates])))
            kept[into.place] = into._replace(listed=names)
    return list(kept.values())


def add_ids(ledger: Ledger, source: str) -> None:
    """Let the ids of doubled rows of GeoNames find the place that they are."""
    for id_, place in doubles().items():
        if place in ledger and id_.startswith("geonames:"):
            ledger.add(place, "id", id_, source)
