"""How a place lies to a name that says where, and what such a name may mean."""

from __future__ import annotations

import pytest

import toponyms
from toponyms import Gazetteer
from toponyms.matching.hints import AROUND, ELSEWHERE, INSIDE, ITSELF, Hint, ancestors, box_of

UKRAINE, DONETSK_OBLAST, KHARKIV_OBLAST, RAION = (
    "geonames:690791",
    "geonames:709716",
    "geonames:706482",
    "geonames:1000010",
)
BAKHMUT, CHASIV_YAR, KHARKIV = "geonames:712441", "geonames:710021", "geonames:706483"


def row(tiny: Gazetteer, place: str) -> int:
    found = tiny._index.find_id(place)
    assert found >= 0
    return found


def relation(tiny: Gazetteer, hint: str, place: str, reach_km: float = 30.0) -> float:
    return Hint(tiny._index, hint, [row(tiny, hint)]).relation(tiny._index, row(tiny, place), reach_km)


def test_ancestors_are_the_chain_of_parents(tiny: Gazetteer) -> None:
    found = [tiny._place_at(parent).id for parent in ancestors(tiny._index, row(tiny, BAKHMUT))]
    assert found == [RAION, DONETSK_OBLAST, UKRAINE]
    assert found == [parent.id for parent in tiny.place(BAKHMUT).parents]
    assert ancestors(tiny._index, row(tiny, UKRAINE)) == []


def test_boxes_are_extents(tiny: Gazetteer) -> None:
    box = box_of(tiny._index, row(tiny, "toponyms:donbas"))
    assert box == (3_660_000, 4_690_000, 4_020_000, 5_010_000)
    assert box_of(tiny._index, row(tiny, BAKHMUT)) is None


@pytest.mark.parametrize(
    ("hint", "place", "expected"),
    [
        (DONETSK_OBLAST, BAKHMUT, INSIDE),
        (UKRAINE, BAKHMUT, INSIDE),
        (RAION, BAKHMUT, INSIDE),
        (BAKHMUT, BAKHMUT, ITSELF),
        ("toponyms:donbas", BAKHMUT, AROUND),
        ("toponyms:donbas", "geonames:5128581", ELSEWHERE),
        (KHARKIV_OBLAST, BAKHMUT, ELSEWHERE),
        (DONETSK_OBLAST, KHARKIV, ELSEWHERE),
        (BAKHMUT, UKRAINE, ELSEWHERE),
    ],
)
def test_relations(tiny: Gazetteer, hint: str, place: str, expected: float) -> None:
    assert relation(tiny, hint, place) == expected


def test_a_town_stands_for_its_surroundings(tiny: Gazetteer) -> None:
    assert relation(tiny, BAKHMUT, CHASIV_YAR, reach_km=30.0) > ELSEWHERE
    assert relation(tiny, BAKHMUT, CHASIV_YAR, reach_km=5.0) == ELSEWHERE
    assert relation(tiny, BAKHMUT, "geonames:13043185", reach_km=30.0) > ELSEWHERE


def test_relations_are_told_apart_by_strength() -> None:
    assert INSIDE > AROUND > ITSELF > ELSEWHERE == 0.0


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Donetsk Oblast", {DONETSK_OBLAST}),
        ("Донецької області", {DONETSK_OBLAST}),
        ("Ukraine", {UKRAINE}),
        ("Bakhmut district", {RAION}),
        ("Бахмутський р-н", {RAION}),
        ("Donbas", {"toponyms:donbas"}),
        ("Kharkivska oblast", {KHARKIV_OBLAST}),
    ],
)
def test_what_a_text_may_mean(tiny: Gazetteer, text: str, places: set[str]) -> None:
    hint = tiny._matcher.hints.find(text)
    assert hint is not None
    assert {tiny._place_at(found).id for found in hint.rows} == places


def test_a_hint_of_several_parts_is_narrowed(tiny: Gazetteer) -> None:
    wide, narrow = tiny._matcher.hints.find("Калинове"), tiny._matcher.hints.find("Калинове, Харківська область")
    assert wide is not None
    assert narrow is not None
    assert len(wide.rows) == 2
    assert {tiny._place_at(found).id for found in narrow.rows} == {"geonames:1000021"}


@pytest.mark.parametrize("text", ["", " ", "Qwxzzk", "Siverskyi Donets River", "Bakhmut Station", ",", "Oblast of"])
def test_what_nothing_lies_in_is_no_hint(tiny: Gazetteer, text: str) -> None:
    hint = tiny._matcher.hints.find(text)
    kinds = {tiny._place_at(found).kind for found in hint.rows} if hint else set()
    assert not kinds & {"water", "object", "relief"}


def test_hints_are_remembered(tiny: Gazetteer) -> None:
    assert tiny._matcher.hints.find("Donetsk Oblast") is tiny._matcher.hints.find("Donetsk Oblast")


def test_a_self_declared_entity_says_the_unit_that_it_was_declared_in() -> None:
    for entity, place in [("ДНР", "geonames:709716"), ("Луганской Народной Республики", "geonames:702657")]:
        found = toponyms.resolve("Георгиевка", within=entity).place
        assert found is not None
        assert toponyms.place(place) in found.parents


def test_a_unit_in_another_case_and_language_says_where() -> None:
    found = toponyms.resolve("Богдановка, Бахмутского района").place
    assert found is not None
    assert "Bakhmut Raion" in [parent.name for parent in found.parents]


def test_codes_of_first_level_units_say_where() -> None:
    assert toponyms.resolve("Лиман", within="UA14").place == toponyms.resolve("Лиман", within="UA-14").place
    assert toponyms.resolve("UA-09").place == toponyms.place("geonames:702657")
