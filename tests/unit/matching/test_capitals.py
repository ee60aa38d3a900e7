"""The capital of a country, said in words, is the city; other capitals and states of things are not."""

from __future__ import annotations

import pytest

import toponyms


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("столица Украины", "Kyiv"),
        ("в столиці України", "Kyiv"),
        ("the capital of France", "Paris"),
        ("Ukraine's capital", "Kyiv"),
        ("российской столицы", "Moscow"),
        ("германската столица", "Berlin"),
        ("stolicy Niemiec", "Berlin"),
        ("hlavní město Ukrajiny", "Kyiv"),
        ("австрийской столицы Вены", "Vienna"),
    ],
)
def test_the_capital_is_the_city(text: str, name: str) -> None:
    found = toponyms.resolve(text)
    assert found.place is not None
    assert found.place.name == name


@pytest.mark.parametrize(
    "text", ["столица", "Capital", "столица Крыма", "культурная столица России", "capital punishment"]
)
def test_what_is_no_capital_of_a_country_is_unknown(text: str) -> None:
    assert toponyms.resolve(text).place is None


def test_the_note_says_what_was_read() -> None:
    assert any("capital" in note for note in toponyms.resolve("stolica Polski").notes)
