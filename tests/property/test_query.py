"""Parsing: what is seen to be plain words at a glance reads as it does by all the rules."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toponyms.language.generics import GenericWords
from toponyms.matching.parts import Part, Query, Reading
from toponyms.matching.query import parse, taken_apart

WORDS = GenericWords()
"""The tables of the package."""

TABLES = sorted(word for word in {*WORDS.starts, *WORDS.ends} if word.isalpha())
WORD = st.one_of(
    st.text("abkNOяЯіїéÅß", min_size=1, max_size=7),
    st.text("abkN'’- .", min_size=1, max_size=7),
    st.sampled_from([*TABLES, *map(str.title, TABLES)]),
    st.sampled_from(["Nova", "Чонгар", "l'Est", "Vel'ki", "James's", "Ivano-Frankivsk", "на", "-", "No", "и", "x"]),
)


def reading(one: Reading) -> tuple[object, ...]:
    return tuple(getattr(one, name) for name in Reading.__slots__)


def part(one: Part) -> tuple[object, ...]:
    values = [getattr(one, name) for name in Part.__slots__ if name != "alternates"]
    return (*values, [[reading(form) for form in alternate] for alternate in one.alternates])


def seen(query: Query) -> tuple[object, ...]:
    """All that the other stages see of a text of one part; of several they ask for capitals as well."""
    cased = query.cased if len(query.parts) != 1 else None
    return query.text, query.point, query.composite, cased, [part(one) for one in query.parts]


@given(st.lists(WORD, min_size=1, max_size=4))
def test_plain_words_are_read_as_by_all_the_rules(words: list[str]) -> None:
    text = " ".join(words)
    if not text.isalpha():  # a single word is a name, whatever the tables have
        assert seen(parse(text, WORDS)) == seen(taken_apart(text, WORDS))
