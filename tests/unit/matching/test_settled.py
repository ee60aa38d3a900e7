"""The short road: which texts go it, and which are left to the whole pipeline."""

from __future__ import annotations

import pytest

from toponyms import Gazetteer
from toponyms.arguments import FREE
from toponyms.matching.constraints import Constraints


@pytest.mark.parametrize("text", ["Bakhmut", "Бахмут", "Chasiv Yar", "Часів Яр", "Донецьк"])
def test_a_stored_name_by_itself_goes_the_short_road(tiny: Gazetteer, text: str) -> None:
    answer = tiny._matcher._settled.answer(text, FREE)
    assert answer is not None
    assert answer.scored[0].hit.form == text
    assert answer.scored[0].hit.whole


@pytest.mark.parametrize(
    "text",
    [
        "bakhmut",  # in small letters it may be an adjective
        "Bakhmutt",  # not stored
        "Донецька",  # a unit without its type word: a case form of the town as well
        "city of Bakhmut",
        "Bakhmut, Donetsk Oblast",
        "Bakhmut/Artemivsk",
        "Nyok",  # a garble may wait behind a true name
        "Баxмут",  # a Latin letter in it
        "",
        "1",
    ],
)
def test_what_has_to_be_read_is_left_to_the_pipeline(tiny: Gazetteer, text: str) -> None:
    assert tiny._matcher._settled.answer(text, FREE) is None


@pytest.mark.parametrize("constraints", [Constraints(kind="settlement"), Constraints(near=(48.0, 38.0))])
def test_a_kind_or_a_point_is_left_to_the_pipeline(tiny: Gazetteer, constraints: Constraints) -> None:
    assert tiny._matcher._settled.answer("Bakhmut", constraints) is None


def test_a_country_without_such_a_place_is_left_to_the_pipeline(tiny: Gazetteer) -> None:
    assert tiny._matcher._settled.answer("Bakhmut", Constraints(country="UA")) is not None
    assert tiny._matcher._settled.answer("Bakhmut", Constraints(country="US")) is None


def test_both_roads_say_the_same_of_homonyms(tiny: Gazetteer) -> None:
    matcher = tiny._matcher
    ukraine = Constraints(country="UA")
    short, whole = matcher._settled.answer("Калинове", ukraine), matcher._by_stages("Калинове", ukraine, [])
    assert short is not None
    assert len(short.scored) > 1
    assert [(one.row, one.confidence, one.values) for one in short.scored] == [
        (one.row, one.confidence, one.values) for one in whole.scored
    ]
    assert (short.nil, short.total) == (whole.nil, whole.total)
