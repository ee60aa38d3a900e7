"""Rows of the sources that stand for one thing."""

from __future__ import annotations

from toponyms.build.doubles import add_ids, doubles, merge
from toponyms.build.ledger import Ledger
from toponyms.build.readers.geonames import Row


def row(id_: str, name: str, listed: str = "") -> Row:
    return Row(id_, name, name, listed, 49.1, 37.4, "H.STM", "UA", (), "07", "", "", 0)


def test_a_double_gives_its_names_to_the_row_that_stays() -> None:
    rows = [row("12906761", "Oskil", "Оскіл"), row("514365", "Oskil", "Oskol,Оскол"), row("1", "Psel")]
    (oskil, psel) = merge(rows)
    assert (oskil.id, oskil.alternates) == ("514365", ["Oskol", "Оскол", "Oskil", "Оскіл"])
    assert psel == rows[2]


def test_a_double_stays_where_the_other_is_missing() -> None:
    rows = [row("12906761", "Oskil")]
    assert merge(rows) == rows


def test_the_id_of_a_double_finds_the_place() -> None:
    ledger = Ledger()
    ledger.open("geonames:514365", "ua-kharkiv")
    add_ids(ledger, "geonames-ua")
    assert [claim.value for claim in ledger.claims["geonames:514365"]] == ["geonames:12906761"]


def test_nothing_in_the_table_is_the_double_of_a_double() -> None:
    table = doubles()
    assert table.keys().isdisjoint(table.values())
