"""Texts as translated names: which keys they have, and what they resolve to."""

from __future__ import annotations

import pytest

import toponyms
from toponyms.build.rules import Rules
from toponyms.language.calques import Calques
from toponyms.matching.translated import MOST_KEYS, readings


def keys(rules: Rules, parts: Calques, text: str, *, native: bool = True) -> list[str]:
    return [reading.key for reading in readings(rules.keys.exact(text), parts, rules.keys, native=native)]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Great Burluk", "burluk великий"),
        ("Burluk, Great", "burluk великий"),
        ("Gift of Salt", "дар солоний"),
        ("Église Blanche", "білий церква"),
        ("Neupawliwka", "pavlivk новий"),
        ("Большой Бурлук", "burluk великий"),
        ("Bolshoy Burluk", "burluk великий"),
        ("Happiness", "щасливий"),
        ("Kamianka on the Dnieper", "kamank Дніпро"),
    ],
)
def test_keys_of_texts(rules: Rules, parts: Calques, text: str, key: str) -> None:
    assert key in keys(rules, parts, text)


@pytest.mark.parametrize("text", ["Bakhmut", "", "12", "Ivan", "Peter and Paul", "two three", "a b c d e f red"])
def test_texts_without_keys(rules: Rules, parts: Calques, text: str) -> None:
    assert keys(rules, parts, text) == []


def test_slavic_words_are_concepts_only_where_asked(rules: Rules, parts: Calques) -> None:
    assert keys(rules, parts, "Bolshoy Burluk", native=False) == []
    assert keys(rules, parts, "Great Burluk", native=False)


def test_there_are_never_many_keys(rules: Rules, parts: Calques) -> None:
    for text in ("spring high hill field small town", "white white white white white white"):
        assert len(keys(rules, parts, text)) <= 2 * MOST_KEYS


@pytest.mark.parametrize(
    ("text", "hints", "name"),
    [
        ("Great Burluk", {}, "Velykyi Burluk"),
        ("Old Sambir", {"country": "UA"}, "Staryi Sambir"),
        ("Happiness", {"within": "Luhansk Oblast"}, "Shchastia"),
        ("Happiness, Luhansk Oblast", {}, "Shchastia"),
        ("White Church", {"country": "UA"}, "Bila Tserkva"),
    ],
)
def test_translations_resolve(text: str, hints: dict[str, str], name: str) -> None:
    found = toponyms.resolve(text, **hints)  # type: ignore[arg-type]
    assert found.place is not None
    assert found.place.name == name
    assert found.candidates[0].evidence.channel == "calque"
    assert "translation" in found.explain()


@pytest.mark.parametrize("text", ["Happiness", "Victory", "Hope", "Peace", "Red Hill", "White Field", "Schwarze Insel"])
def test_ordinary_words_need_something_that_says_where(text: str) -> None:
    found = toponyms.resolve(text)
    assert found.place is None or found.candidates[0].evidence.channel in ("exact", "skeleton")  # a town is called Hope


@pytest.mark.parametrize(
    ("text", "name"),
    [("New York", "New York"), ("Novi Sad", "Novi Sad"), ("Black Sea", "Black Sea"), ("Golden", "Golden")],
)
def test_names_stay_what_they_are(text: str, name: str) -> None:
    candidate = toponyms.resolve(text, min_confidence=0).candidates[0]
    assert (candidate.evidence.channel, candidate.place.name[: len(name)]) == ("exact", name)


@pytest.mark.parametrize("text", ["southern Ukraine", "Southern Ukraine", "South Ukraine, Ukraine", "Northern Crimea"])
def test_a_part_of_a_country_is_no_town_of_that_name(text: str) -> None:
    place = toponyms.resolve(text).place
    assert place is None or place.kind != "settlement"
