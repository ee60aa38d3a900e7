"""The short road answers as the whole pipeline does, to the last bit, or leaves the text to it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.property.test_resolve import HINTS, STORED, TEXTS, TINY
from toponyms import Gazetteer, UsageError
from toponyms.arguments import constraints_of
from toponyms.language.misread import looks_broken
from toponyms.matching.attempts import Answer

ARGUMENTS = ("country", "within", "near", "kind", "as_of")


def content(answer: Answer) -> tuple[object, ...]:
    """All that an answer says, and all that its explanation is made of."""
    rows = [
        (one.row, one.score, one.confidence, one.values, one.form.core, one.form.whole, one.form.says,
         *[getattr(one.hit, name) for name in one.hit.__slots__])
        for one in answer.scored
    ]  # fmt: skip
    asked = answer.asked
    assert asked is not None
    decided = tuple(getattr(asked, name) for name in asked.__slots__)
    return rows, answer.total, answer.nil, answer.notes, answer.relation, decided


def both(gazetteer: Gazetteer, text: str, **hints: Any) -> bool:
    """Compare the two roads for a text; whether the short one answers it."""
    records, matcher = gazetteer._records, gazetteer._matcher
    try:
        constraints, _ = constraints_of(records, *[hints.get(name) for name in ARGUMENTS])
    except UsageError:
        return False
    readings = matcher.misread.decoded(text) if looks_broken(text) else []
    short = None if readings else matcher._settled.answer(text, constraints)
    if short is None:
        return False
    assert content(short) == content(matcher._by_stages(text, constraints, readings))
    return True


@given(text=st.one_of(TEXTS, st.sampled_from(STORED)), hints=HINTS)
@example(text="Калинове", hints={})
@example(text="New York", hints={"country": "UA"})
@example(text="Bakhmut", hints={"within": "geonames:709716"})
@settings(max_examples=400)
def test_any_text_with_any_hint(text: str, hints: dict[str, object]) -> None:
    both(TINY, text, **hints)


@given(data=st.data())
@settings(max_examples=400)
def test_stored_names(gazetteer: Gazetteer, data: st.DataObject) -> None:
    index = gazetteer._index
    row = data.draw(st.integers(0, len(index.row_text) - 1))
    name = index.text(index.row_text[row])
    text = data.draw(st.sampled_from([name, name, name, name.title(), name.upper(), name.replace(" ", "-"), name[:-1]]))
    parent = index.place_parent[index.row_place[row]]
    around = index.text(index["place.id"][parent - 1]) if parent else None
    hints = data.draw(st.sampled_from([{}, {}, {"country": "UA"}, {"country": "RU"}, {"within": around}]))
    both(gazetteer, text, **hints)


@pytest.mark.parametrize("text", ["Stavropol", "Lviv", "Ternopil", "New York", "Ivanovka", "Vesele", "Україна", "Kyiv"])
@pytest.mark.parametrize("hints", [{}, {"country": "RU"}, {"country": "UA"}, {"within": "Stavropol Krai"}])
def test_units_towns_of_their_name_and_many_homonyms(gazetteer: Gazetteer, text: str, hints: dict[str, str]) -> None:
    both(gazetteer, text, **hints)


def test_most_names_of_towns_go_it(gazetteer: Gazetteer) -> None:
    index = gazetteer._index
    rows = range(0, len(index), len(index) // 500)
    names = [index.text(index["place.name"][row]) for row in rows]
    taken = sum(both(gazetteer, name) for name in names)
    assert taken > len(names) / 2, "the short road is no road if so few names go it"
