"""Whatever a translator makes of the parts of a stored name leads back to it, and no text is slow or dangerous."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import toponyms
from toponyms.build.calques import UNCUT, is_cut, language_of
from toponyms.build.entries import Entry
from toponyms.build.rules import Rules
from toponyms.index.format import unpack_facts
from toponyms.language import calques
from toponyms.language.calques import TRANSLATED, Calques
from toponyms.language.morphemes import Cutter
from toponyms.matching.hits import CALQUE, Hit
from toponyms.types import PLACE_KINDS

SAMPLE = 400
"""Names that are translated, each into one language; the seed is fixed, so that a failure comes again."""


@pytest.fixture(scope="module")
def gazetteer() -> toponyms.Gazetteer:
    return toponyms.Gazetteer.open()


def stored(gazetteer: toponyms.Gazetteer) -> list[tuple[int, str]]:
    """Places with a name that may be cut, in a fixed order."""
    index = gazetteer._index
    tags, countries = index.lines("vocab.languages"), index.lines("vocab.countries")
    found = []
    for row in range(0, index.row_count, 7):
        kind, language, _, _ = unpack_facts(index.row_facts[row])
        place = index.row_place[row]
        if kind in UNCUT or not language_of(tags[language], index.text(index.row_text[row]).casefold()):
            continue
        packed = index.place_kind[place]
        entry = Entry("x")
        entry.kind, entry.level = PLACE_KINDS[packed >> 4], packed & 0xF
        entry.countries = countries[index.place_countries[place]].partition("\t")[0].split()
        if is_cut(entry):
            found.append((place, index.text(index.row_text[row])))
    return found


def test_a_translation_of_the_parts_of_a_name_leads_to_it(gazetteer: toponyms.Gazetteer) -> None:
    rules = Rules.load()
    parts, cutter, concepts = Calques.from_bytes(rules.parts), Cutter.from_bytes(rules.parts), calques.load().concepts
    chance = random.Random(6)
    names = stored(gazetteer)
    chance.shuffle(names)
    recall, missed, tried = gazetteer._matcher.recall, [], 0
    for place, name in names:
        for cut in cutter.names(rules.keys.exact(rules.keys.repair(name)))[:1]:
            numbers = [part for part in cut if isinstance(part, int)]
            rests = [part for part in cut if isinstance(part, str)]
            language = chance.randrange(len(TRANSLATED))
            words = [
                [word for word in concepts[number].words[language] if not word.endswith("-")] for number in numbers
            ]
            if not parts.names_a_place(numbers, rests) or not all(words):
                continue
            said = [*map(chance.choice, words), *rests]
            chance.shuffle(said)
            hits: dict[int, Hit] = {}
            recall.calque(" ".join(said), hits, whole=False, native=True)
            tried += 1
            if place not in hits or hits[place].channel != CALQUE:
                missed.append((name, " ".join(said)))
        if tried == SAMPLE:
            break
    assert tried == SAMPLE
    # a word of many meanings may need more keys than are looked up, and a rest may be a word of another language
    assert len(missed) <= 0.05 * SAMPLE, missed[:20]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="абвгдеnewgroßedela öéł'-12 ", max_size=40))
def test_any_text_is_read_without_an_error(gazetteer: toponyms.Gazetteer, text: str) -> None:
    hits: dict[int, Hit] = {}
    gazetteer._matcher.recall.calque(text, hits, whole=False, native=True)
    assert all(hit.channel == CALQUE for hit in hits.values())
