"""Reading a file in place: what is stored is found, what is not is not, and every open checks what it promises."""

from __future__ import annotations

import struct
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tiny import tiny_path
from toponyms.errors import GazetteerCorrupt, GazetteerNotFound, GazetteerVersionError
from toponyms.index import format as layout
from toponyms.index.reader import Index, read_header


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(tiny_path(), verify=True)


def ids(index: Index) -> list[str]:
    return [index.text(number) for number in index["place.id"]]


def test_the_header_says_what_the_file_is(index: Index) -> None:
    assert index.meta["data_version"] == "tiny-1"
    assert index.meta["attribution"] == "Made up for tests."
    assert int(index.meta["places"]) == len(index) == len(index["place.id"])
    assert int(index.meta["names"]) == len(index.row_place)
    assert int(index.meta["keys"]) == len(index.key_hashes)
    assert int(index.meta["skeletons"]) == len(index["skeleton.signatures"])
    assert read_header(tiny_path()).sections == index.header.sections
    assert index.header.size == tiny_path().stat().st_size


@pytest.mark.parametrize("key", ["бахмут", "new york", "купянськ", "nyok", "готhåb", "godthåb", "donetsk", "днр"])
def test_a_key_leads_to_its_rows(index: Index, key: str) -> None:
    number = index.find_key(key)
    if key == "готhåb":
        assert number == -1
        return
    rows = index.rows_of(number)
    assert len(rows)
    texts = {index.text(index.row_text[row]).casefold().replace("'", "") for row in rows}
    assert texts == {key}


def test_homonyms_stand_under_one_key(index: Index) -> None:
    number = index.find_key("калинове")
    places = [index.row_place[row] for row in index.rows_of(number)]
    assert {ids(index)[place] for place in places} == {"geonames:1000020", "geonames:1000021"}


@given(st.text(max_size=20))
def test_what_is_not_stored_is_not_found(key: str) -> None:
    index = Index(tiny_path())
    stored = {index.text(number) for number in index["place.id"]}
    assert index.find_key("\x00" + key) == -1
    assert index.find_skeleton("\x00" + key) == -1
    assert (index.find_id(key) >= 0) == (key in stored)


def test_every_id_leads_to_its_place(index: Index) -> None:
    found = ids(index)
    assert len(set(found)) == len(found)
    assert [index.find_id(identifier) for identifier in found] == list(range(len(index)))
    assert index.find_id("wikidata:Q212") == index.find_id("iso:UA") == index.find_id("geonames:690791")
    assert index.find_id("geonames:1") == index.find_id("690791") == index.find_id("") == -1


def test_every_skeleton_leads_to_keys_that_have_it(index: Index) -> None:
    for number in range(len(index["skeleton.signatures"])):
        skeleton = index.skeleton(number)
        assert index.find_skeleton(skeleton) == number
        keys = index.keys_of(number)
        assert len(keys) == len(set(keys)) > 0


def test_a_skeleton_is_as_prominent_as_its_first_place(index: Index) -> None:
    prominence, places = index["skeleton.prominence"], index.row_place
    for number in range(len(index["skeleton.signatures"])):
        keys = index.keys_of(number)
        best = max(index.place_prominence[places[row]] for key in keys for row in index.rows_of(key))
        assert prominence[number] == best


def test_the_low_bits_tell_the_keys_of_a_bucket_apart(index: Index) -> None:
    leading, hashes = index["key.directory"].tolist(), index["key.hashes"].tolist()
    for start, end in pairwise(leading):
        assert len(set(hashes[start:end])) == end - start


@pytest.mark.parametrize("directory", ["key", "skeleton", "segment", "id"])
def test_a_directory_leads_through_its_whole_table(index: Index, directory: str) -> None:
    leading = index[f"{directory}.directory"].tolist()
    columns = {"key": "key.hashes", "skeleton": "skeleton.signatures", "segment": "segment.hashes", "id": "id.text"}
    assert leading[0] == 0
    assert leading == sorted(leading)
    assert leading[-1] == len(index[columns[directory]])
    if directory != "skeleton":  # which is searched by halves
        assert max(end - start for start, end in pairwise(leading)) < 20, "no lookup looks at many"


@pytest.mark.parametrize("column", ["segment.hashes", "grid.cells"])
def test_what_is_searched_by_halves_ascends(index: Index, column: str) -> None:
    values = index[column].tolist()
    assert values == sorted(set(values))


@pytest.mark.parametrize(
    ("starts", "of"),
    [
        ("skeleton.starts", "skeleton.bytes"),
        ("segment.lists", "segment.postings"),
        ("place.names", "row.place"),
        ("id.lists", "id.of"),
        ("grid.starts", "place.id"),
        ("claim.blocks", "claim.bytes"),
    ],
)
def test_lists_cover_their_section(index: Index, starts: str, of: str) -> None:
    values = index[starts].tolist()
    assert values[0] == 0
    assert values == sorted(values)
    assert values[-1] == len(index[of])


def test_lengths_of_texts_cover_them_and_every_block_begins_where_they_say(index: Index) -> None:
    lengths = index["text.lengths"].tolist()
    starts = [0, *accumulate(lengths)]
    assert starts[-1] == len(index["text.bytes"])
    assert index["text.blocks"].tolist() == starts[: len(lengths) : layout.TEXT_BLOCK]
    for number in (0, 15, 16, 17, len(lengths) - 1):
        assert index.text(number).encode() == bytes(index["text.bytes"][starts[number] : starts[number + 1]])
    with pytest.raises(IndexError):
        index.text(len(lengths))


def test_columns_of_a_table_are_as_long_as_each_other(index: Index) -> None:
    places = len(index)
    assert {len(index[f"row.{column}"]) for column in ("place", "text", "facts", "dates")} == {len(index.row_place)}
    listed = ("names", "lat", "lon", "kind", "position", "uncertainty", "feature", "countries", "dates", "parent")
    lengths = {column: len(index[f"place.{column}"]) - (column == "names") for column in listed}
    assert set(lengths.values()) == {places}
    assert len(index["skeleton.signatures"]) == len(index["skeleton.prominence"]) == len(index["skeleton.starts"]) - 1


def test_rows_lie_by_place_and_every_row_has_a_key(index: Index) -> None:
    first = index["place.names"]
    for place in range(len(index)):
        assert first[place] < first[place + 1], "every place has a name"
        assert {index.row_place[row] for row in range(first[place], first[place + 1])} == {place}
    keyed = [row for key in range(len(index.key_hashes)) for row in index.rows_of(key)]
    assert sorted(set(keyed)) == list(range(len(index.row_place))), "one with a ё two: with and without its dots"


def test_grid_cells_hold_the_places_in_order(index: Index) -> None:
    cells, first = index["grid.cells"], index["grid.starts"]
    assert first[len(cells)] == len(index)
    for at, cell in enumerate(cells):
        for place in range(first[at], first[at + 1]):
            assert layout.grid_cell(index.place_lat[place] / 1e5, index.place_lon[place] / 1e5) == cell


def test_vocabularies_are_lines(index: Index) -> None:
    assert "uk" in index.lines("vocab.languages")
    assert "\t" in index.lines("vocab.dates")
    assert "1924\t2016-02-03" in index.lines("vocab.dates")
    assert "UA RU\t" in index.lines("vocab.countries")
    assert "UA\tRU" in index.lines("vocab.countries")
    assert {"P.PPL", "katottg:C"} <= set(index.lines("vocab.features"))


def test_closing_twice_is_no_error() -> None:
    index = Index(tiny_path())
    index.close()
    index.close()


def test_a_view_in_somebodys_hands_survives_closing() -> None:
    index = Index(tiny_path())
    view = index["place.lat"]
    before = view.tolist()
    index.close()
    assert view.tolist() == before


# opening what is no gazetteer


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    for read in (Index, read_header):
        with pytest.raises(GazetteerNotFound, match="toponyms compile"):
            read(tmp_path / "none.gaz")


def test_a_folder_is_no_gazetteer(tmp_path: Path) -> None:
    for read in (Index, read_header):
        with pytest.raises(GazetteerNotFound, match="cannot be read"):
            read(tmp_path)


@pytest.mark.parametrize("data", [b"", b"\0", b"TOPONYM\n", b"PK\x03\x04" + bytes(200), b"x" * 96])
def test_another_file_is_corrupt(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.gaz"
    path.write_bytes(data)
    for read in (Index, read_header):
        with pytest.raises(GazetteerCorrupt, match="is no gazetteer file"):
            read(path)


@pytest.mark.parametrize("version", [0, layout.FORMAT_VERSION + 1, 0xFFFFFFFF])
def test_another_version_says_both_versions(tmp_path: Path, version: int) -> None:
    path = tmp_path / "x.gaz"
    data = bytearray(tiny_path().read_bytes())
    struct.pack_into("<I", data, 8, version)
    path.write_bytes(data)
    for read in (Index, read_header):
        with pytest.raises(GazetteerVersionError, match=rf"version {version}\b.*version {layout.FORMAT_VERSION}\b"):
            read(path)


def test_a_section_table_of_another_shape_is_corrupt(tmp_path: Path) -> None:
    path = tmp_path / "x.gaz"
    data = bytearray(tiny_path().read_bytes())
    for at, value in ((12, 0), (12, 0xFFFFFFFF), (24, 0xFFFFFFFF)):
        broken = data[:]
        struct.pack_into("<I", broken, at, value)
        path.write_bytes(broken)
        for read in (Index, read_header):
            with pytest.raises(GazetteerCorrupt, match=r"past the end|damaged"):
                read(path)


def test_verify_names_the_section(tmp_path: Path) -> None:
    path = tmp_path / "x.gaz"
    whole = tiny_path().read_bytes()
    for name, (at, length, _) in read_header(tiny_path()).sections.items():
        data = bytearray(whole)
        data[at + length // 2] ^= 1
        path.unlink(missing_ok=True)
        path.write_bytes(data)
        with pytest.raises(GazetteerCorrupt, match=rf"section {name} is damaged"):
            Index(path, verify=True)
