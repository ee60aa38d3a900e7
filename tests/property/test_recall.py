"""Every stored name finds its place, however it is typed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from tests.tiny import open_tiny
from toponyms import Gazetteer, Resolution
from toponyms.matching.hits import Hit
from toponyms.text.normalize import apostrophes

MANY = 10**9
"""More candidates than any name has."""

SLOW_START = [HealthCheck.too_slow, HealthCheck.data_too_large]


def name_of(gazetteer: Gazetteer, row: int) -> tuple[str, int]:
    """Text and place of a name row, counted around the end."""
    index = gazetteer._index
    row %= len(index.row_place)
    return index.text(index.row_text[row]), index.row_place[row]


def recalled(gazetteer: Gazetteer, text: str) -> dict[int, Hit]:
    """What the exact channel brings, before anything is scored or cut."""
    hits: dict[int, Hit] = {}
    gazetteer._matcher.recall.exact(gazetteer._rules.repair(text), hits, whole=True)
    return hits


def gist(found: Resolution) -> tuple[object, ...]:
    """The answer as far as it does not quote the text."""
    return found.status, found.nil, found.candidates_total, [(one.place.id, one.confidence) for one in found.candidates]


def meant(found: Resolution) -> list[str]:
    """What is meant, not how surely: capitals tell type words ("Bay of Plenty") and adjectives from names."""
    return [one.place.id for one in found.candidates[:1]]


def is_adjective(gazetteer: Gazetteer, row: int) -> bool:
    """Whether a Cyrillic name is an adjective as well: in small letters it means the town that it is made of."""
    text, _ = name_of(gazetteer, row)
    return not text.isascii() and bool(gazetteer._matcher.recall.grammar.adjectives.nouns(text.lower()))


def ways_of_typing(text: str) -> list[str]:
    """The same name in other forms of Unicode, in other cases, with other spaces and apostrophes."""
    forms = [unicodedata.normalize(form, text) for form in ("NFC", "NFD")]
    cases = [text.upper(), text.lower(), text.swapcase()]
    spaces = [f"  {text}\t", text.replace(" ", "\u00a0"), text.replace(" ", "  ")]
    marks = [text.replace(mark, other) for mark in "'’ʼ" if mark in text for other in apostrophes()]
    return [way for way in dict.fromkeys([*forms, *cases, *spaces, *marks]) if way != text]


def test_every_name_of_the_tiny_gazetteer_recalls_its_place() -> None:
    tiny = open_tiny()
    for row in range(len(tiny._index.row_place)):
        text, place = name_of(tiny, row)
        assert place in recalled(tiny, text), text
        found = tiny.resolve(text, min_confidence=0, limit=MANY)
        assert tiny._place_at(place) in [candidate.place for candidate in found.candidates], text


def test_every_name_of_the_tiny_gazetteer_in_every_way_of_typing() -> None:
    tiny = open_tiny()
    for row in range(len(tiny._index.row_place)):
        text, _ = name_of(tiny, row)
        for way in ways_of_typing(text):
            if not (way.islower() and is_adjective(tiny, row)):
                assert meant(tiny.resolve(way)) == meant(tiny.resolve(text)), way


@given(row=st.integers(0, 10**7))
@settings(max_examples=600, suppress_health_check=SLOW_START)
def test_every_stored_name_recalls_its_place(gazetteer: Gazetteer, row: int) -> None:
    text, place = name_of(gazetteer, row)
    assert place in recalled(gazetteer, text)


@given(row=st.integers(0, 10**7))
@settings(max_examples=300, suppress_health_check=SLOW_START)
def test_every_stored_name_resolves_to_its_place_among_others(gazetteer: Gazetteer, row: int) -> None:
    text, place = name_of(gazetteer, row)
    found = gazetteer.resolve(text, min_confidence=0, limit=MANY)
    # of very many homonyms the little known ones are counted, not listed
    assume(len(found.candidates) == found.candidates_total)
    assert gazetteer._place_at(place).id in [candidate.place.id for candidate in found.candidates], text


@given(row=st.integers(0, 10**7), data=st.data())
@settings(max_examples=200, suppress_health_check=SLOW_START)
def test_every_way_of_typing_gives_the_same_answer(gazetteer: Gazetteer, row: int, data: st.DataObject) -> None:
    text, place = name_of(gazetteer, row)
    ways = ways_of_typing(text)
    assume(ways)
    way = data.draw(st.sampled_from(ways))
    assert place in recalled(gazetteer, way), way
    assume(not (way.islower() and is_adjective(gazetteer, row)))
    # codes are written in capitals: "and" is not Andorra
    assume(way.isupper() == text.isupper() or not text.isupper() or len(text) > 4)
    assert meant(gazetteer.resolve(way)) == meant(gazetteer.resolve(text)), way


@pytest.mark.parametrize("mark", apostrophes(), ids=lambda mark: f"U+{ord(mark):04X}")
def test_each_apostrophe_is_the_same(gazetteer: Gazetteer, mark: str) -> None:
    for text in (
        "Куп'янськ",
        "Слов'янськ, Донецька область",
        "Об'єднане",
        "Khar'kov",
        "м. Куп'янськ (Харківська обл.)",
    ):
        assert gist(gazetteer.resolve(text.replace("'", mark))) == gist(gazetteer.resolve(text))


@pytest.mark.parametrize("text", ["Łódź", "Åre", "Ôcher", "Ñ", "로조", "Йўё", "Київ", "Đà Nẵng", "İzmir"])
def test_composed_and_decomposed_are_the_same(gazetteer: Gazetteer, text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert gist(gazetteer.resolve(composed)) == gist(gazetteer.resolve(decomposed))


@given(row=st.integers(0, 10**7), country=st.sampled_from(["UA", "RU", "PL"]))
@example(row=0, country="UA")
@settings(max_examples=100, suppress_health_check=SLOW_START)
def test_a_place_is_found_in_its_own_country_and_parents(gazetteer: Gazetteer, row: int, country: str) -> None:
    text, number = name_of(gazetteer, row)
    place = gazetteer._place_at(number)
    assume(place.country)
    for hints in ({"country": place.country}, {"kind": place.kind}, *({"within": parent} for parent in place.parents)):
        found = gazetteer.resolve(text, min_confidence=0, limit=MANY, **hints)
        if len(found.candidates) == found.candidates_total:
            assert place.id in [candidate.place.id for candidate in found.candidates], (text, hints)
    if country not in place.countries + place.claimed_by:
        elsewhere = gazetteer.resolve(text, min_confidence=0, limit=MANY, country=country)
        assert place.id not in [candidate.place.id for candidate in elsewhere.candidates]
