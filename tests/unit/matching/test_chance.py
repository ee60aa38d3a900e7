"""Single words that places far away are called by chance."""

from __future__ import annotations

import pytest

import toponyms


@pytest.mark.parametrize("text", ["TASS", "IAEA", "HIMARS", "UNIAN"])
def test_a_short_word_in_capitals_is_an_acronym(text: str) -> None:
    assert toponyms.resolve(text).place is None


@pytest.mark.parametrize(
    ("text", "name"),
    [("KYIV", "Kyiv"), ("LYMAN", "Lyman"), ("BAKHMUT", "Bakhmut"), ("PARIS", "Paris"), ("USA", "United States")],
)
def test_towns_and_countries_in_capitals_stay(text: str, name: str) -> None:
    place = toponyms.resolve(text).place
    assert place is not None
    assert place.name == name


def test_a_hint_makes_the_village_out_of_the_agency() -> None:
    place = toponyms.resolve("TASS", country="HU").place
    assert place is not None
    assert place.name == "Tass"


@pytest.mark.parametrize(
    "text",
    ["Basic", "Officer", "Airport", "Abrams", "Iskander", "Mash", "Star", "Март", "Игла", "Герань", "пар"],
)
def test_a_word_of_reports_is_no_place_far_away(text: str) -> None:
    assert toponyms.resolve(text).place is None


@pytest.mark.parametrize("text", ["Nice", "Split", "Orange", "Mobile", "Щастя", "ПАР", "сша"])
def test_what_is_known_by_the_name_stays(text: str) -> None:
    assert toponyms.resolve(text).place is not None


@pytest.mark.parametrize("text", ["Botley", "Grantville", "Пост", "mW", "human capital", "або", "сторона"])
def test_what_only_comes_near_a_name_or_is_a_word_is_no_answer(text: str) -> None:
    assert toponyms.resolve(text).place is None


@pytest.mark.parametrize("text", ["Anderson", "Marshall"])
def test_a_person_s_name_of_several_towns_is_a_first_guess(text: str) -> None:
    found = toponyms.resolve(text)
    assert found.place is None
    assert found.candidates
    assert toponyms.resolve(f"town of {text}").candidates[0].place.id == found.candidates[0].place.id


@pytest.mark.parametrize(
    ("text", "name"),
    [("Kita Akita", "Kita-Akita"), ("Kitaakita", "Kita-Akita"), ("Łodzi", "Łódź"), ("Техас", "Texas"), ("Бар", "Bar")],
)
def test_the_letters_of_a_name_and_what_is_known_stay(text: str, name: str) -> None:
    place = toponyms.resolve(text).place
    assert place is not None
    assert place.name == name


@pytest.mark.parametrize("text", ["ТАСС", "УНІАН", "ГУР", "Тор", "Мельник", "Петрову", "marca", "Саша", "Kyiv Post"])
def test_agencies_people_and_words_in_cyrillic_are_no_answers(text: str) -> None:
    assert toponyms.resolve(text).place is None


@pytest.mark.parametrize(("text", "name"), [("УФЫ", "Ufa"), ("СУМЫ", "Sumy"), ("Орлу", "Orël"), ("КИЕВА", "Kyiv")])
def test_case_forms_of_known_towns_stay(text: str, name: str) -> None:
    found = toponyms.resolve(text).candidates
    assert found
    assert found[0].place.name == name


@pytest.mark.parametrize("text", ["Ольга", "Davis", "Спартак"])
def test_such_a_place_is_meant_beside_a_type_word(text: str) -> None:
    word = "town" if text.isascii() else "село"
    assert toponyms.resolve(f"{word} {text}").candidates[0].confidence > toponyms.resolve(text).candidates[0].confidence


@pytest.mark.parametrize("text", ["Африку", "Азію", "Сум"])
def test_a_case_form_of_a_metropolis_or_a_continent_is_one_though_it_is_an_everyday_word(text: str) -> None:
    assert toponyms.resolve(text).place is not None
    assert toponyms.resolve(text.lower()).place is None
