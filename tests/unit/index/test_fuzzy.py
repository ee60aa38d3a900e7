"""The fuzzy search on words chosen by hand; `tests/property/test_fuzzy.py` compares it with a scan."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from tests.tiny import tiny_path
from toponyms.index import fuzzy
from toponyms.index.reader import Index

WORDS = st.text(string.ascii_lowercase[:5], min_size=fuzzy.MIN_LENGTH, max_size=14)


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(tiny_path())


def found(index: Index, word: str, edits: int) -> dict[str, int]:
    hits = fuzzy.search(index, word, edits)
    assert len({number for number, _ in hits}) == len(hits), "a skeleton is found once"
    return {index.skeleton(number): steps for number, steps in hits}


def test_a_stored_skeleton_is_found_at_no_cost(index: Index) -> None:
    for number in range(len(index["skeleton.signatures"])):
        skeleton = index.skeleton(number)
        if len(skeleton) >= fuzzy.MIN_LENGTH:
            assert found(index, skeleton, 0) == {skeleton: 0}


@pytest.mark.parametrize(
    ("word", "edits", "steps"),
    [("bahmut", 0, 0), ("bahmat", 1, 1), ("ahmut", 1, 1), ("bahmuta", 1, 1), ("bamhut", 2, 2), ("hmut", 2, 2)],
)
def test_edits_of_every_kind(index: Index, word: str, edits: int, steps: int) -> None:
    assert found(index, word, edits)["bahmut"] == steps


def test_fewer_edits_find_less(index: Index) -> None:
    assert "bahmut" not in found(index, "bahmat", 0)
    assert "bahmut" not in found(index, "bahata", 1)
    assert "bahmut" not in found(index, "bxhxtx", 2)


def test_more_than_two_edits_are_two(index: Index) -> None:
    assert found(index, "bahata", 9) == found(index, "bahata", fuzzy.MAX_EDITS)


def test_the_shortest_and_the_longest_are_not_searched(index: Index) -> None:
    assert fuzzy.search(index, "", 2) == []
    assert fuzzy.search(index, "n" * (fuzzy.MIN_LENGTH - 1), 2) == []
    assert fuzzy.search(index, "n" * (fuzzy.MAX_LENGTH + 1), 2) == []


@given(stored=WORDS, word=WORDS, edits=st.integers(0, fuzzy.MAX_EDITS))
def test_near_words_share_a_segment(stored: str, word: str, edits: int) -> None:
    if Levenshtein.distance(stored, word) <= edits:
        assert set(fuzzy.segments_of(stored)) & set(fuzzy.probes(word, edits))


@given(word=WORDS)
def test_probes_are_bounded(word: str) -> None:
    # 5 lengths, 3 segments, at most 2 * 2 + 1 places each
    assert len(list(fuzzy.probes(word, 2))) <= 75
    assert len(list(fuzzy.probes(word, 0))) == 1, "an equal word has every segment where it was"
