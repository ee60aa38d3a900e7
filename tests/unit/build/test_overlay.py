"""Reading a table of a user's own: what a row becomes, and what is said of one that cannot be used."""

from __future__ import annotations

import contextlib
import datetime
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toponyms import BuildError, OverlayError
from toponyms.build.claims import Claim
from toponyms.build.overlay import COLUMNS, MOST_PROBLEMS, read_overlay


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def claims(**row: Any) -> list[Claim]:
    """The claims of one row."""
    return list(read_overlay([row], name="t"))


def said(**row: Any) -> str:
    """What is said of a row that cannot be used."""
    with pytest.raises(OverlayError) as raised:
        read_overlay([row], name="t")
    assert [number for number, _ in raised.value.problems] == [1]
    return str(raised.value)


def test_a_name_of_a_place_that_there_is() -> None:
    row = {"name": "Nyok", "id": "geonames:699751", "lang": "en", "kind": "garble", "from": "2022", "source": "radio"}
    assert claims(**row) == [Claim("geonames:699751", "name", "Nyok", "en", "garble", "2022", "", "radio")]


def test_a_new_place() -> None:
    found = claims(
        name="Depot 7", lat="48.5", lon=37.9, kind="object", country="ua pl", population="1,200", parent="iso:UA-14",
        uncertainty_km=0.5, ids="my:7 wikidata:Q1", note="seen",
    )  # fmt: skip
    assert {claim.place for claim in found} == {"overlay:48.50000,37.90000"}
    assert {claim.source for claim in found} == {"t"}
    assert {claim.note for claim in found} == {"seen"}
    assert [(claim.field, claim.value, claim.kind) for claim in found] == [
        ("name", "Depot 7", "variant"), ("position", "48.50000 37.90000 0.5", "mapped"), ("kind", "object", "overlay"),
        ("parent", "iso:UA-14", ""), ("country", "UA", "primary"), ("country", "PL", "also"),
        ("population", "1200", ""), ("id", "my:7", ""), ("id", "wikidata:Q1", ""),
    ]  # fmt: skip


def test_a_position_for_a_place_that_there_is_says_nothing_of_its_kind() -> None:
    assert [claim.field for claim in claims(id="geonames:1", lat=1, lon=2)] == ["position"]
    assert [claim.field for claim in claims(id="geonames:1", ids="my:1")] == ["id"]


def test_rows_at_one_point_are_names_of_one_place() -> None:
    rows = [{"name": name, "lat": 48.5, "lon": 37.9, "lang": tag} for name, tag in (("Base", "en"), ("База", "uk"))]
    assert len({claim.place for claim in read_overlay(rows)}) == 1


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_what_parts_the_columns_shows_in_the_header(tmp_path: Path, delimiter: str, start: str) -> None:
    lines = ['"Name",Latitude,LON,language', '"Base, old",48.5,37.9,en', "", "Other,48,37,"]
    text = "\r\n".join([lines[0], *lines[1:]])
    if delimiter != ",":
        text = text.replace('"Base, old"', '"Base; old"').replace(",", delimiter)
    overlay = read_overlay(write(tmp_path / "names.csv", start + text))
    names = [(claim.value, row) for claim, row in zip(overlay, overlay.rows, strict=True) if claim.field == "name"]
    assert names == [("Base, old" if delimiter == "," else "Base; old", 2), ("Other", 4)]
    assert overlay.name == "names.csv"


def test_a_row_is_called_by_the_line_it_begins_on(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", 'name,lat,lon,note\na,1,2,"two\nlines"\nb,1000,2,\n')
    with pytest.raises(OverlayError) as raised:
        read_overlay(path)
    assert [row for row, _ in raised.value.problems] == [2, 4]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"name": "x"}, "needs an id .* or lat and lon"),
        ({"id": "geonames:1"}, "needs a name, a position"),
        ({"name": "x", "id": "1"}, "'1' is no id.*namespace:value"),
        ({"name": "x", "lat": "48,5", "lon": 37}, "decimals with a point"),
        ({"name": "x", "lat": "north", "lon": 37}, "lat 'north' is no number"),
        ({"name": "x", "lat": "nan", "lon": 37}, "no number"),
        ({"name": "x", "lat": 48.5}, "needs both"),
        ({"name": "x", "lat": 95, "lon": 37}, "swapped"),
        ({"name": "x", "lat": 5, "lon": 181}, "lon 181 is not between"),
        ({"name": "x", "lat": 5, "lon": 5, "uncertainty_km": -1}, "uncertainty_km"),
        ({"name": "x", "id": "my:1", "uncertainty_km": 1}, "without lat and lon"),
        ({"name": "x", "id": "my:1", "kind": "offical"}, "Did you mean official"),
        ({"name": "x", "id": "my:1", "kind": "setlement"}, "Did you mean settlement"),
        ({"name": "x", "id": "my:1", "place_kind": "official"}, "unknown kind of place 'official'"),
        ({"name": "x", "id": "my:1", "kind": "water", "place_kind": "part"}, "two kinds"),
        ({"name": "x", "id": "my:1", "lang": "Ukrainian language"}, "language tag"),
        ({"name": "x", "id": "my:1", "from": "May 2016"}, "not a date"),
        ({"name": "x", "id": "my:1", "from": "2016", "to": "2014-05"}, "is after"),
        ({"lang": "uk", "id": "my:1", "lat": 1, "lon": 2}, "without a name"),
        ({"name": "x", "id": "my:1", "country": "Ukraine"}, "two capitals"),
        ({"name": "x", "id": "my:1", "population": "many"}, "whole number"),
        ({"name": "x", "id": "my:1", "parent": "Donetsk"}, "is no id"),
        ({"name": "x", "id": "my:1", "ids": "Q1"}, "namespace:value"),
        ({"name": "a\tb", "id": "my:1"}, "tab or a line break"),
        ({"nmae": "x", "id": "my:1"}, "unknown column 'nmae'. Did you mean name"),
        ({"lat": 1, "latitude": 1, "lon": 2}, "two columns 'lat'"),
    ],
)
def test_what_is_wrong_with_a_row_is_said(row: dict[str, Any], message: str) -> None:
    import re

    assert re.search(message, said(**row))


def test_the_same_dates_to_different_digits_are_in_order() -> None:
    assert claims(**{"name": "x", "id": "my:1", "from": "2016-02", "to": "2016"})[0].to == "2016"


def test_every_bad_row_is_listed(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", "name,lat,lon\na,1,2\nb,,\nc,1,2,3\nd,91,0\n")
    with pytest.raises(OverlayError, match="3 rows cannot be used") as raised:
        read_overlay(path)
    assert [row for row, _ in raised.value.problems] == [3, 4, 5]
    assert isinstance(raised.value, BuildError)
    assert pickle.loads(pickle.dumps(raised.value)).problems == raised.value.problems


def test_a_table_that_is_wrong_all_over_is_not_listed_to_the_end() -> None:
    with pytest.raises(OverlayError) as raised:
        read_overlay([{"name": "x"}] * 1000)
    assert len(raised.value.problems) == MOST_PROBLEMS


def test_two_rows_that_disagree() -> None:
    rows = [{"name": "a", "lat": 1, "lon": 2, "kind": "water"}, {"name": "b", "lat": 1, "lon": 2, "kind": "part"}]
    with pytest.raises(OverlayError, match=r"row 2: kind 'part' .* row 1 says is 'water'; give .* ids of their own"):
        read_overlay(rows)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "must be a header"),
        ("\n\n", "must be a header"),
        ("name,lat,lon\n", "no row below the header"),
        ("Depot,48.5,37.9\n", "unknown column 'Depot'"),
        ("lat,lon\n1,2\n", "needs a column name or id"),
        ("name,name\n", "two columns 'name'"),
        ('name,id\n"a,b\n', "no CSV"),
    ],
)
def test_a_file_that_is_no_table(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(OverlayError, match=message):
        read_overlay(write(tmp_path / "t.csv", text))


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "latin.csv").write_bytes("name,id\nЇ,my:1\n".encode("cp1251"))
    for path, message in (("latin.csv", "not UTF-8"), ("none.csv", "there is no table"), (".", "cannot be read"),
                          ("\0", "cannot be read")):  # fmt: skip
        with pytest.raises(OverlayError, match=message):
            read_overlay(tmp_path / path)


@pytest.mark.parametrize("table", [5, None, 1.5, object()])
def test_what_is_no_table(table: Any) -> None:
    with pytest.raises(OverlayError, match="a path, a DataFrame or rows"):
        read_overlay(table)
    with pytest.raises(OverlayError, match="a row is a mapping"):
        read_overlay([table])


def test_a_data_frame() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(
        {
            "name": ["a", "b", None],
            "lat": [48.0, 49.25, None],
            "lon": [37, 38, None],
            "from": [2016, None, None],
            "to": [pandas.Timestamp("2017-02-03"), pandas.NaT, pandas.NaT],
            "_seen": [1, 2, 3],
            "note": [pandas.NA, "x", pandas.NA],
        }
    )
    overlay = read_overlay(frame)
    assert [(c.value, c.from_, c.to, c.note) for c in overlay if c.field == "name"] == [
        ("a", "2016", "2017-02-03", ""), ("b", "", "", "x"),
    ]  # fmt: skip
    assert overlay[1].value == "48.00000 37.00000 2.0"


def test_days_of_python() -> None:
    row = {"name": "x", "id": "my:1", "from": datetime.date(2016, 2, 3), "to": datetime.datetime(2017, 2, 3, 4, 5)}
    assert claims(**row)[0][5:7] == ("2016-02-03", "2017-02-03")


cells = st.one_of(st.none(), st.integers(), st.floats(), st.booleans(), st.text(max_size=8), st.dates())


@given(st.lists(st.dictionaries(st.sampled_from(COLUMNS), cells, max_size=6), max_size=4))
def test_any_rows_give_claims_or_a_list_of_what_is_wrong(rows: list[dict[str, Any]]) -> None:
    with contextlib.suppress(OverlayError):
        overlay = read_overlay(rows)
        assert len(overlay) == len(overlay.rows) > 0


@given(st.text(max_size=60))
def test_any_file_gives_claims_or_an_error(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("overlay") / "t.csv"
    path.write_text(text, encoding="utf-8", errors="replace", newline="")
    for table in (text, "name,id\n" + text):
        path.write_text(table, encoding="utf-8", errors="replace", newline="")
        with contextlib.suppress(OverlayError):
            assert read_overlay(path)
