"""Every case form that the classes make of a stored name leads back to that name."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from toponyms import Gazetteer
from toponyms.language.inflection import CASES, MIN_WORD, VOWELS, Inflection, bits_of, forms, load, to_bytes
from toponyms.matching.hits import Hit
from toponyms.types import NAME_KINDS

CLASSES = load()
GRAMMAR = Inflection.from_bytes(to_bytes(CLASSES))
DECLINED = ("uk", "ru", "pl", "cs")
NEVER = frozenset(NAME_KINDS.index(kind) for kind in ("abbreviation", "garble", "adjective"))
SLOW_START = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


@pytest.fixture(scope="session")
def single(gazetteer: Gazetteer) -> list[tuple[str, str, int]]:
    """Key, language and place of the names of one word in the declined languages."""
    index = gazetteer._index
    tags = index.lines("vocab.languages")
    rows = []
    for row, facts in enumerate(index.row_facts):
        language = tags[facts >> 5 & 0x7FF]
        if language in DECLINED and not facts & 0x10 and facts & 0xF not in NEVER:
            key = gazetteer._rules.exact(index.text(index.row_text[row]))
            if key.isalpha() and len(key) - (key[-1:] in VOWELS) > MIN_WORD:
                rows.append((key, language, index.row_place[row]))
    return rows


@given(number=st.integers(0, 10**7))
@settings(max_examples=400, suppress_health_check=SLOW_START, deadline=None)
def test_a_form_of_a_stored_name_recalls_its_place(
    gazetteer: Gazetteer, single: list[tuple[str, str, int]], number: int
) -> None:
    key, language, place = single[number % len(single)]
    made = forms(key, CLASSES, language)
    for case in CASES:
        for form in made[case]:
            bases = [base for base in GRAMMAR.bases(form) if base.key == key]
            assert form == key or any(base.grammar & bits_of(language) for base in bases), (key, form, language)
            hits: dict[int, Hit] = {}
            gazetteer._matcher.recall.grammar.inflection(form, hits)
            assert form == key or place in hits, (key, form, language)


@given(first=st.integers(0, 10**7), second=st.integers(0, 10**7), at=st.integers(0, len(CASES) - 1))
@settings(max_examples=200, suppress_health_check=SLOW_START, deadline=None)
def test_two_words_in_one_case_lead_back(single: list[tuple[str, str, int]], first: int, second: int, at: int) -> None:
    left, language, _ = single[first % len(single)]
    right, other, _ = single[second % len(single)]
    assume(language == other)
    case = CASES[at]
    for one in forms(left, CLASSES, language)[case][:1]:
        for two in forms(right, CLASSES, language)[case][:1]:
            if one != left and two != right:
                assert f"{left} {right}" in [base.key for base in GRAMMAR.bases(f"{one} {two}")], (one, two)
