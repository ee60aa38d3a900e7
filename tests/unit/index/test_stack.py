"""Several gazetteers read as one: numbering, replaced places, and files that may not lie over each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tiny import KYIV_TABLE, compile_tiny, open_tiny, tiny_path
from toponyms import Gazetteer, GazetteerVersionError, UsageError
from toponyms.build.layer import compile_layer
from toponyms.build.overlay import read_overlay
from toponyms.index.reader import Index
from toponyms.index.stack import Column, Stack, source_of

BAKHMUT, NIU_YORK, DONETSK_OBLAST = "geonames:712441", "geonames:699751", "geonames:709716"

ROWS = [
    {"name": "Bahmut", "id": BAKHMUT, "lang": "de"},
    {"name": "Depot", "id": "my:depot", "lat": 48.5, "lon": 37.9, "kind": "object", "parent": DONETSK_OBLAST},
    {"id": NIU_YORK, "lat": 10.0, "lon": 20.0},
    {"id": DONETSK_OBLAST, "ids": "pcode:UA14"},
]


def over(below: Index, rows: list[dict[str, object]], name: str = "t") -> Stack:
    """A layer of these rows over an index."""
    return Stack(below, Index(name, data=compile_layer(below, read_overlay(rows, name=name))))


@pytest.fixture(scope="module")
def base() -> Index:
    return Index(tiny_path())


@pytest.fixture(scope="module")
def stack(base: Index) -> Stack:
    return over(base, ROWS)


def test_what_lies_below_keeps_its_numbers(base: Index, stack: Stack) -> None:
    moved = {base.find_id(BAKHMUT), base.find_id(NIU_YORK)}
    assert [row for row in stack.places() if row < len(base)] == [row for row in base.places() if row not in moved]
    for row in base.places():
        assert stack.place_lat[row] == base.place_lat[row]
        assert stack.text(stack["place.id"][row]) == base.text(base["place.id"][row])
        assert stack.claims_of(row) == base.claims_of(row)
    for name in ("charkow", "qwxzzk", "донецьк", "бахмут"):
        key, both = base.find_key(name), stack.find_key(name)
        below = [row for row in base.rows_of(key) if base.row_place[row] not in moved] if key >= 0 else []
        assert [row for row in (stack.rows_of(both) if both >= 0 else ()) if row < base.row_count] == below


def test_a_place_of_the_layer_stands_for_the_one_below(base: Index, stack: Stack) -> None:
    below, above = base.find_id(BAKHMUT), stack.find_id(BAKHMUT)
    assert above >= len(base)
    assert len(stack) == len(base) + 1
    assert len(list(stack.places())) == len(stack)
    assert below not in set(stack.places())
    assert set(base.ids_of(below)) == set(stack.ids_of(above))
    assert {stack.find_id(one) for one in base.ids_of(below)} == {above}
    starts = stack["place.names"]
    texts = {stack.text(stack.row_text[row]) for row in range(starts[above], starts[above + 1])}
    starts = base["place.names"]
    assert texts == {base.text(base.row_text[row]) for row in range(starts[below], starts[below + 1])} | {"Bahmut"}
    assert all(stack.row_place[row] == above for row in stack.rows_of(stack.find_key("бахмут")))


def test_parents_lead_through_the_layers(base: Index, stack: Stack) -> None:
    depot = stack.find_id("my:depot")
    assert stack.place_parent[depot] - 1 == stack.find_id(DONETSK_OBLAST) == base.find_id(DONETSK_OBLAST)
    raised = over(base, [{"id": DONETSK_OBLAST, "name": "Donbas North", "lang": "en"}])
    raion = base.place_parent[base.find_id(BAKHMUT)] - 1
    assert raised.place_parent[raion] - 1 == raised.find_id(DONETSK_OBLAST) >= len(base)


def test_ids_alone_make_no_place(base: Index, stack: Stack) -> None:
    row = base.find_id(DONETSK_OBLAST)
    assert stack.find_id("pcode:UA14") == stack.find_id(DONETSK_OBLAST) == row
    assert stack.ids_of(row) == [*base.ids_of(row), "pcode:UA14"]
    assert stack.layers_of(row) == ("overlay t", "gazetteer")
    assert stack.layers_of(base.find_id("geonames:709717")) == ("gazetteer",)
    assert stack.layers_of(stack.find_id("my:depot")) == ("overlay t",)
    assert stack.layers_of(stack.find_id(BAKHMUT)) == ("overlay t", "gazetteer")


def test_the_grid_holds_a_place_where_it_is_now(base: Index, stack: Stack) -> None:
    from toponyms.index.format import grid_cell

    row = stack.find_id(NIU_YORK)
    assert list(stack.places_in(grid_cell(10.0, 20.0))) == [row]
    assert base.find_id(NIU_YORK) not in set(stack.places_in(grid_cell(48.33, 37.83)))
    found = sorted(place for cell in stack.cells() for place in stack.places_in(cell))
    assert found == sorted(stack.places())


def test_a_key_in_both_leads_to_the_rows_of_both(base: Index) -> None:
    stack = over(base, [{"name": "Бахмут", "id": "my:other", "lat": 1, "lon": 2}])
    key = stack.find_key("бахмут")
    assert key >= base.key_count
    rows = list(base.rows_of(base.find_key("бахмут")))
    assert list(stack.rows_of(key))[:-1] == rows
    assert stack.row_place[stack.rows_of(key)[-1]] == stack.find_id("my:other")
    (skeleton,) = {stack.find_skeleton(one) for one in ("baxmut", "bahmut")} - {-1}
    texts = {stack.text(stack.row_text[row]) for key in stack.keys_of(skeleton) for row in stack.rows_of(key)}
    assert "Бахмут" in texts
    assert {number for number, _ in stack.near("bahmud", 1)} >= {base.find_skeleton("bahmut")}


def test_layers_over_layers(base: Index, stack: Stack) -> None:
    top = over(stack, [{"name": "Bakhmut-Depot", "id": "my:depot"}, {"name": "Bachmut", "id": BAKHMUT}], "u")
    assert top.layers == ("overlay u", "overlay t")
    assert len(top) == len(stack)
    assert top.layers_of(top.find_id(BAKHMUT)) == ("overlay u", "overlay t", "gazetteer")
    starts, row = top["place.names"], top.find_id(BAKHMUT)
    texts = {top.text(top.row_text[at]) for at in range(starts[row], starts[row + 1])}
    assert {"Bachmut", "Bahmut", "Бахмут"} <= texts
    assert top.find_id("pcode:UA14") == base.find_id(DONETSK_OBLAST)
    assert top.identity.startswith(stack.identity)


def test_a_layer_is_for_one_gazetteer(base: Index, stack: Stack, tmp_path: Path) -> None:
    layer = Index("t", data=compile_layer(base, read_overlay(ROWS, name="t")))
    other = Index(compile_tiny(tmp_path, ua_kyiv=KYIV_TABLE))
    for below in (other, stack):
        with pytest.raises(GazetteerVersionError, match="over another gazetteer"):
            Stack(below, layer)


def test_a_layer_does_not_stand_alone(base: Index, tmp_path: Path) -> None:
    path = tmp_path / "layer.gaz"
    path.write_bytes(compile_layer(base, read_overlay(ROWS, name="t")))
    with pytest.raises(GazetteerVersionError, match=r"overlay t.*layers="):
        Gazetteer.open(path)


def test_a_layer_that_is_no_overlay_does_not_go_first(base: Index, tmp_path: Path) -> None:
    rows = [{"name": "New York", "id": NIU_YORK, "source": "osm"}, {"id": BAKHMUT, "lat": 48.6, "lon": 38.0}]
    path = tmp_path / "osm.gaz"
    path.write_bytes(compile_layer(base, read_overlay(rows, name="osm"), layer="layer osm"))
    tiny = Gazetteer.open(tiny_path(), layers=[path])
    assert tiny.layers == ("layer osm",)
    assert tiny.place(BAKHMUT).lat == 48.6
    assert tiny.place(BAKHMUT).provenance == ("layer osm", "gazetteer")
    assert tiny.resolve("New York").candidates[0].place.country == "US"
    assert {name.layer for name in tiny.place(NIU_YORK).names} == {"", "layer osm"}


def test_a_layer_is_the_same_bytes_each_time(base: Index) -> None:
    assert compile_layer(base, read_overlay(ROWS, name="t")) == compile_layer(base, read_overlay(ROWS, name="t"))


def test_another_gazetteer_as_a_layer(tmp_path: Path) -> None:
    """A file compiled by itself has vocabularies of its own; its places hide those with the same ids."""
    own = compile_tiny(tmp_path, ua_kyiv=KYIV_TABLE)
    both, one = Gazetteer.open(tiny_path(), layers=[own]), Gazetteer.open(own)
    assert len(both) == len(one)
    assert both.layers == ("layer tiny.gaz",)
    assert both.place(BAKHMUT).provenance == ("layer tiny.gaz",)
    for place in one:
        same = both.place(place.id)
        assert same.to_dict() | {"data_version": "", "names": [], "provenance": ()} == place.to_dict() | {
            "data_version": "", "names": [], "provenance": (),
        }  # fmt: skip
        assert [(n.text, n.language, n.kind, n.valid_from, n.valid_to, n.source) for n in same.names] == [
            (n.text, n.language, n.kind, n.valid_from, n.valid_to, n.source) for n in place.names
        ]
        assert {n.layer for n in same.names} == {"layer tiny.gaz"}
    for text in ("Київ", "Nyok", "New York", "Калинове, Харківська область", "Bakmhut", "Бахмуті"):
        left, right = both.resolve(text), one.resolve(text)
        assert [(c.place.id, c.confidence) for c in left.candidates] == [
            (c.place.id, pytest.approx(c.confidence, abs=1e-12)) for c in right.candidates
        ]


def test_a_closed_stack_says_so() -> None:
    gazetteer = open_tiny().overlay(ROWS)
    place = gazetteer.place(BAKHMUT)
    gazetteer.close()
    gazetteer.close()
    for ask in (
        lambda: gazetteer.resolve("Nyok"),
        lambda: gazetteer.place(BAKHMUT),
        lambda: place.names,
        lambda: gazetteer.nearest(48.5, 37.9),
        lambda: list(gazetteer),
        lambda: gazetteer.overlay(ROWS),
    ):
        with pytest.raises(UsageError, match="closed"):
            ask()


def test_sections_that_each_layer_has_for_itself(stack: Stack) -> None:
    with pytest.raises(NotImplementedError, match="layer by layer"):
        stack["key.hashes"]


def test_columns() -> None:
    column = Column([1, 2, 3, 4], [5, 6, 7, 8], 4, 0)
    assert list(column) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert (len(column), column[0:4], column[4:8]) == (8, [1, 2, 3, 4], [5, 6, 7, 8])
    assert source_of("a\tb") == ("a", "b")


def test_a_place_within_which_others_lie_may_be_replaced(base: Index) -> None:
    tiny = open_tiny()
    before = tiny.resolve("Калинове", within="Donetsk Oblast")
    tiny.overlay([{"id": DONETSK_OBLAST, "name": "Shakhtarskyi krai", "lang": "en", "kind": "nickname"}])
    for within in ("Donetsk Oblast", "Shakhtarskyi krai", DONETSK_OBLAST, tiny.place(DONETSK_OBLAST)):
        after = tiny.resolve("Калинове", within=within)
        assert [one.place.id for one in after.candidates] == [one.place.id for one in before.candidates]
        assert after.confidence == pytest.approx(before.confidence)
    assert [parent.id for parent in tiny.place(BAKHMUT).parents] == [
        parent.id for parent in open_tiny().place(BAKHMUT).parents
    ]
