"""Names of which a word is shortened, and persons with an initial, which are none."""

from __future__ import annotations

import pytest

import toponyms


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Вел. Новосілка", "geonames:690237"),
        ("В.Новосёлка", "geonames:690237"),
        ("Н. Каховка", "geonames:699839"),
        ("під Н. Каховкою", "geonames:699839"),
        ("м.Н.Каховка", "geonames:699839"),
        ("Ів.-Франківськ", "geonames:707471"),
        ("Каменец-Под.", "geonames:706950"),
        ("Ростов н/Д", "geonames:501175"),
        ("Н. Новгород", "geonames:520555"),
        ("Кр. Лиман ДНР", "geonames:704204"),
    ],
)
def test_a_shortened_word_is_read_in_full(text: str, place: str) -> None:
    answer = toponyms.resolve(text)
    assert answer.place is not None
    assert answer.place.id == place
    assert any("shortened" in note for note in answer.notes)


@pytest.mark.parametrize("text", ["м. Київ", "М. Харків", "г. Белгород"])
def test_a_type_word_is_no_part_of_the_name(text: str) -> None:
    answer = toponyms.resolve(text)
    assert answer.place is not None
    assert answer.notes == ()


@pytest.mark.parametrize(
    "text", ["К. Буданов", "С. Лавров", "М. Подоляк", "S. Shoigu", "N. Ivanov", "Н. Гончаров", "І. Франко"]
)
def test_a_person_with_an_initial_is_no_place(text: str) -> None:
    assert toponyms.resolve(text).place is None
