"""Parsing: parts, alternates, type words, links; words only, no gazetteer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toponyms.language.generics import GenericWords
from toponyms.matching.query import MAX_FORMS, MAX_PARTS, parse, readings

WORDS = GenericWords()


def cores(text: str) -> list[list[str]]:
    """The likeliest core of each alternate of each part."""
    return [[alternate[0].core for alternate in part.alternates] for part in parse(text, WORDS).parts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bakhmut", [["Bakhmut"]]),
        ("town of Bakhmut", [["Bakhmut"]]),
        ("м. Бахмут", [["Бахмут"]]),
        ("м.Бахмут", [["Бахмут"]]),
        ("смт Нью-Йорк", [["Нью-Йорк"]]),
        ("с. Калинове, Харківська обл.", [["Калинове"], ["Харківська"]]),
        ("Donetsk Oblast", [["Donetsk"]]),
        ("Донецкая область", [["Донецкая"]]),
        ("Artemivsk/Bakhmut", [["Artemivsk", "Bakhmut"]]),
        ("Artemivsk / Bakhmut, Donetsk region", [["Artemivsk", "Bakhmut"], ["Donetsk"]]),
        ("Bakhmut (Donetsk region; Ukraine)", [["Bakhmut"], ["Donetsk"], ["Ukraine"]]),
        ("Zalizne\nDonetsk Oblast", [["Zalizne"], ["Donetsk"]]),
        ("River Seym", [["Seym"]]),
        ("  ,,;() ", []),
        ("", []),
    ],
)
def test_parts_and_cores(text: str, expected: list[list[str]]) -> None:
    assert cores(text) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("town of Bakhmut", ("settlement", 0)),
        ("Donetsk Oblast", ("admin", 1)),
        ("Бахмутський район", ("admin", 2)),
        ("річка Сейм", ("water", 0)),
        ("Siverskyi Donets River", ("water", 0)),
    ],
)
def test_type_words_say_the_kind(text: str, says: tuple[str, int]) -> None:
    assert says in parse(text, WORDS).parts[0].alternates[0][0].says


@pytest.mark.parametrize(
    ("text", "core", "sort"),
    [
        ("Oskil Reservoir", "Oskil", "reservoir"),
        ("на річці Жеребець", "Жеребець", "river"),
        ("уздовж річки Айдар", "Айдар", "river"),
        ("Oskil-Stausee", "Oskil", "reservoir"),
        ("бухта Артилерійська", "Артилерійська", "bay"),
        ("озеро Бухта", "Бухта", "lake"),
        ("коса Південна", "Південна", "spit"),
        ("River Balka Adamovycha", "Balka Adamovycha", "river"),
        ("Balka Adamovycha River", "Balka Adamovycha", "river"),
        ("Bukhta-See", "Bukhta", "lake"),
        ("річка Суха Балка", "Суха Балка", "river"),
        ("станція Лиман", "Лиман", "station"),
    ],
)
def test_a_type_word_means_its_own_sort_and_a_second_one_is_part_of_the_name(text: str, core: str, sort: str) -> None:
    reading = readings(text, WORDS)[0]
    assert (reading.core, reading.types) == (core, {sort})


@pytest.mark.parametrize("text", ["town of Bakhmut", "Chasiv-Yar", "the city centre", "Central Station"])
def test_other_words_mean_no_sort(text: str) -> None:
    assert readings(text, WORDS)[0].types == frozenset()


def test_a_bare_name_says_nothing() -> None:
    (reading,) = readings("Bakhmut", WORDS)
    assert (reading.core, reading.whole, reading.says, reading.relation) == ("Bakhmut", "Bakhmut", frozenset(), "")


def test_a_type_word_alone_is_a_name() -> None:
    for text in ("Oblast", "town", "місто"):
        assert readings(text, WORDS)[0].core == text


def test_a_link_word_puts_one_name_in_another() -> None:
    parts = parse("Novy district of Chasiv Yar", WORDS).parts
    assert [(part.text, part.join) for part in parts] == [("Novy district", ""), ("Chasiv Yar", "of")]
    assert len(parse("town of Bakhmut", WORDS).parts) == 1, "a link behind a type word belongs to that word"


def test_type_words_come_in_any_case_and_form_of_unicode() -> None:
    for text in ("TOWN OF BAKHMUT", "Town Of Bakhmut", "МІСТО БАХМУТ", "Бахмутський раи\u0306он"):
        assert parse(text, WORDS).parts[0].alternates[0][0].says, text


@given(st.text(max_size=200))
def test_every_text_is_parsed_within_bounds(text: str) -> None:
    query = parse(text, WORDS)
    assert len(query.parts) <= MAX_PARTS
    if query.parts:
        assert len(query.parts[0].alternates) <= MAX_FORMS
    for part in query.parts:
        for alternate in part.alternates:
            assert 1 <= len(alternate) <= 3
            assert not alternate[0].derived
            for reading in alternate:
                assert set(reading.core) <= {*reading.whole, " "}, "nothing is added to a name"


@given(
    name=st.sampled_from(["Bakhmut", "Часів Яр", "Нью-Йорк", "Kryvyi Rih"]),
    parent=st.sampled_from(["Donetsk Oblast", "Ukraine", "Харківська обл."]),
    form=st.sampled_from(["{}, {}", "{} ({})", "{}; {}", "{},{}", " {} , {} ", "{} [{}]", "{}\t{}"]),
)
def test_name_and_parent_however_they_are_divided(name: str, parent: str, form: str) -> None:
    parts = parse(form.format(name, parent), WORDS).parts
    assert [part.text for part in parts] == [name, parent]


@pytest.mark.parametrize(
    ("text", "cores_"),
    [
        ("Southern Bug River", ["Southern Bug", "Bug"]),
        ("річка Південний Буг", ["Південний Буг", "Буг"]),
        ("р. Західна Двіна", ["Західна Двіна", "Двіна"]),
        ("Northern Kharkiv region", ["Kharkiv"]),  # a bearing is part of the name of waters and hills alone
    ],
)
def test_a_bearing_before_a_water_is_first_taken_for_the_beginning_of_its_name(text: str, cores_: list[str]) -> None:
    assert [reading.core for reading in readings(text, WORDS)] == cores_


@pytest.mark.parametrize("text", ["о. Березань", "о.Березань", "острів Березань"])
def test_a_small_word_with_a_dot_is_a_type_word(text: str) -> None:
    (part,) = parse(text, WORDS).parts
    assert part.alternates[0][0].core == "Березань"
    assert ("relief", 0) in part.alternates[0][0].says


def test_the_same_small_word_without_its_dot_is_a_preposition() -> None:
    (part,) = parse("о Березани", WORDS).parts
    assert part.alternates[0][0].says == frozenset()


def test_bay_of_opens_a_name_in_capitals_too() -> None:
    (part,) = parse("Bay of Karkinit", WORDS).parts
    assert part.alternates[0][0].core == "Karkinit"
    assert ("water", 0) in part.alternates[0][0].says


def test_an_abbreviation_without_a_space_behind_it_makes_no_text_of_several_names() -> None:
    assert not parse("р.Рата", WORDS).composite
    assert not parse("р. Рата", WORDS).composite


@pytest.mark.parametrize("text", ["Black Sea port of Odesa", "the Black Sea city of Odesa", "Azov Sea port of Odesa"])
def test_the_sea_by_which_a_port_lies_is_not_the_name(text: str) -> None:
    assert cores(text) == [["Odesa"]]


def test_a_sea_itself_is_kept() -> None:
    assert cores("Sea of Azov") == [["Azov"]]
    assert cores("Black Sea coast of Georgia")[0] == ["Black Sea coast"]
