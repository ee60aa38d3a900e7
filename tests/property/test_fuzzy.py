"""The fuzzy search against a scan over all skeletons: the same words at the same distances, none missed."""

from __future__ import annotations

import string
from array import array
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from tests.tiny import tiny_path
from toponyms import Gazetteer
from toponyms.build import sections
from toponyms.build.entries import Entry
from toponyms.build.rules import Rules
from toponyms.build.skeletons import make
from toponyms.index import fuzzy
from toponyms.index.reader import Index, read_header
from toponyms.index.writer import write_file

LETTERS = "abeikmnorstv25"
WORDS = st.text(LETTERS, min_size=1, max_size=14)
FEW = st.text("ao1 9k", min_size=1, max_size=8).map(str.strip).filter(bool)
"""Words of so few letters that many are near each other."""


def scan(skeletons: list[str], word: str, edits: int) -> dict[str, int]:
    """What the search must find, the slow and obvious way."""
    near = process.extract(word, skeletons, scorer=Levenshtein.distance, score_cutoff=edits, limit=None)
    return {skeleton: steps for skeleton, steps, _ in near if len(skeleton) >= fuzzy.MIN_LENGTH}


def search(index: Index, word: str, edits: int) -> dict[str, int]:
    return {index.skeleton(number): steps for number, steps in fuzzy.search(index, word, edits)}


def skeletons_of(index: Index) -> list[str]:
    return [index.skeleton(number) for number in range(len(index.skeleton_starts) - 1)]


@st.composite
def mutated(draw: st.DrawFn, word: str) -> str:
    """A word after up to three edits of any kind."""
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(word)))
        letter = draw(st.sampled_from(LETTERS))
        kind = draw(st.sampled_from(["insert", "delete", "replace", "swap", "double"]))
        if kind == "insert":
            word = word[:at] + letter + word[at:]
        elif kind == "delete":
            word = word[:at] + word[at + 1 :]
        elif kind == "replace":
            word = word[:at] + letter + word[at + 1 :]
        elif kind == "double":
            word = word[:at] + word[max(0, at - 1) : at] + word[at:]
        else:
            word = word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]
    return word


def index_of(words: list[str], folder: Path) -> Index:
    """A file whose skeletons are those of these words; the rest of it is the tiny gazetteer's."""
    rules = _rules()
    under_way = sections.Sections([Entry("toponyms:one")], rules)
    count = len(words)
    under_way.done |= {
        "row.facts": array("I", bytes(4 * count)),
        "row.place": array("I", bytes(4 * count)),
    }
    under_way.key_rows, under_way.key_starts = array("I", range(count)), array("I", range(count + 1))
    under_way.done |= make(sections.keyed(under_way, words), rules.keys)
    whole = tiny_path().read_bytes()
    rest = {name: whole[at : at + length] for name, (at, length, _) in read_header(tiny_path()).sections.items()}
    made = {name: data for name, data in under_way.done.items() if name.startswith(("skeleton.", "segment."))}
    path = folder / "words.gaz"
    blank = bytes(16)
    write_file(path, {**rest, **made}, {}, keys_fingerprint=blank, rules_fingerprint=blank, inputs_fingerprint=blank)
    return Index(path)


@cache
def _rules() -> Rules:
    return Rules.load()


@given(data=st.data(), words=st.lists(st.one_of(WORDS, FEW), min_size=1, max_size=60, unique=True))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_small_dictionaries(tmp_path: Path, data: st.DataObject, words: list[str]) -> None:
    index = index_of(words, tmp_path)
    stored = skeletons_of(index)
    for _ in range(8):
        word = data.draw(st.one_of(WORDS, FEW.map(lambda few: few.replace(" ", "")), st.sampled_from(stored)))
        word = data.draw(mutated(word))
        if len(word) < fuzzy.MIN_LENGTH:
            assert search(index, word, 2) == {}
            continue
        for edits in (0, 1, 2):
            assert search(index, word, edits) == scan(stored, word, edits), (word, edits)
    index.close()


@pytest.fixture(scope="module")
def real(gazetteer: Gazetteer) -> tuple[Index, list[str]]:
    """The real index with all its skeletons as a list."""
    return gazetteer._index, skeletons_of(gazetteer._index)


@given(data=st.data())
@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
def test_the_real_index(real: tuple[Index, list[str]], data: st.DataObject) -> None:
    index, stored = real
    word = data.draw(mutated(stored[data.draw(st.integers(0, len(stored) - 1))]))
    edits = data.draw(st.integers(0, 2))
    if fuzzy.MIN_LENGTH <= len(word) <= fuzzy.MAX_LENGTH:
        assert search(index, word, edits) == scan(stored, word, edits)


def test_every_stored_skeleton_is_found(real: tuple[Index, list[str]]) -> None:
    index, stored = real
    assert [skeleton for number, skeleton in enumerate(stored) if index.find_skeleton(skeleton) != number] == []


def test_words_that_begin_with_a_digit(real: tuple[Index, list[str]]) -> None:
    index, stored = real
    numbered = [skeleton for skeleton in stored if skeleton[0].isdigit() and len(skeleton) <= fuzzy.MAX_LENGTH]
    assert numbered
    for word in numbered[:: len(numbered) // 20 + 1]:
        for asked in (word, word[:-1], word[:1] + word[2:]):
            if len(asked) >= fuzzy.MIN_LENGTH:
                assert search(index, asked, 2) == scan(stored, asked, 2), asked


@given(word=st.text(string.ascii_lowercase + string.digits, min_size=3, max_size=20), edits=st.integers(0, 2))
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_words_that_nobody_stored(real: tuple[Index, list[str]], word: str, edits: int) -> None:
    index, stored = real
    assert search(index, word, edits) == scan(stored, word, edits)
