"""Single words that are sooner people than little known places."""

from __future__ import annotations

import pytest

import toponyms
from toponyms.matching.parts import Part, Reading
from toponyms.matching.surnames import is_bare


@pytest.mark.parametrize("text", ["Буданов", "Budanov", "Rudenko", "Zakharova", "Putin", "Surovikin", "Savchenko"])
def test_a_surname_alone_is_no_answer(text: str) -> None:
    assert toponyms.resolve(text).place is None


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("in Rudenko", {}),
        ("near Rudenko", {}),
        ("село Руденко", {}),
        ("Rudenko", {"country": "UA"}),
        ("Rudenko", {"within": "Lviv Oblast"}),
        ("Rudenko", {"kind": "settlement"}),
    ],
)
def test_whatever_says_that_a_place_is_meant_makes_it_one(text: str, hints: dict[str, str]) -> None:
    place = toponyms.resolve(text, **hints).place
    assert place is not None
    assert place.name == "Rudenko"


@pytest.mark.parametrize(
    "text", ["Rostov", "Saratov", "Kharkov", "Бердичев", "Kropyvnytskyi", "Rogatin", "Holešov", "Рогатин"]
)
def test_towns_whose_names_end_like_surnames_stay_towns(text: str) -> None:
    assert toponyms.resolve(text).place is not None


def test_what_a_preposition_stands_before_is_not_bare() -> None:
    part = Part("Rudenko", [[Reading("Rudenko", "Rudenko")]])
    assert is_bare(None)
    assert is_bare(part)
    part.join = "in"
    assert not is_bare(part)
    part.join, part.relation = "", "near"
    assert not is_bare(part)
