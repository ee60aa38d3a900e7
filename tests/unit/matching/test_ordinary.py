"""What speaks against a text being a name: small letters, codes, translations of foreign names."""

from __future__ import annotations

import pytest

import toponyms
from toponyms.matching.decide import Asked
from toponyms.matching.ordinary import smallness
from toponyms.matching.parts import Reading


@pytest.mark.parametrize(
    ("reading", "small"),
    [
        (Reading("choose", "choose"), 1.0),
        (Reading("Choose", "Choose"), 0.0),
        (Reading("chasiv yar", "chasiv yar"), 0.0),
        (Reading("село роботине", "роботине", frozenset({("settlement", 0)})), 0.0),
    ],
)
def test_a_bare_word_in_small_letters_is_small(reading: Reading, small: float) -> None:
    assert smallness([reading]) == small


def test_a_hint_takes_the_doubt_about_small_letters_away() -> None:
    weights = [
        dict(Asked(5, 9, hinted, False, 0, False, 1.0).nil_terms()).get("small", 0.0) for hinted in (0.0, 0.5, 1.0)
    ]
    assert weights == [1.0, 0.5, 0.0]


def test_small_letters_count_apart_for_stored_names() -> None:
    assert "small_exact" in dict(Asked(0, 9, 0.0, False, 0, False, 1.0).nil_terms())


@pytest.mark.parametrize("text", ["and", "den", "sto", "choose", "klein"])
def test_words_in_small_letters_are_no_places(text: str) -> None:
    assert toponyms.resolve(text).status != "resolved"


@pytest.mark.parametrize(
    ("text", "name"),
    [("bakhmut", "Bakhmut"), ("роботине", "Robotyne"), ("kharkov", "Kharkiv"), ("uk", "United Kingdom")],
)
def test_names_in_small_letters_are(text: str, name: str) -> None:
    place = toponyms.resolve(text).place
    assert place is not None
    assert place.name == name


def test_two_villages_at_the_middle_of_their_community_are_not_one() -> None:
    found = toponyms.resolve("Дубова", country="UA", within="Київська область")
    estimates = [one for one in found.candidates if one.place.position_kind == "estimate"]
    assert len(estimates) == 2
    assert estimates[1].confidence > 0.0


@pytest.mark.parametrize("text", ["Artillery", "Karkinit", "White", "Yellow"])
def test_a_bay_or_a_sea_needs_its_type_word(text: str) -> None:
    found = toponyms.resolve(text)
    assert found.place is None or found.place.kind != "water"
