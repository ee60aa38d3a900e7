"""The fuzzy search on words chosen by hand; `tests/property/test_fuzzy.py` compares it with a scan."""

from __future__ import annotations

import string
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from tests.tiny import tiny_path
from toponyms.index import fuzzy
from toponyms.index.format import segment_bounds
from toponyms.index.reader import Index


def probes(word: str, edits: int) -> list[int]:
    """The hashes that are looked up for a word."""
    return [probe for length in fuzzy.lengths(len(word), edits) for probe in fuzzy.probes(word, length, edits)]


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
        shared = set(fuzzy.segments_of(stored)) & set(probes(word, edits))
        assert shared or stored.startswith(word[: segment_bounds(len(stored))[0][1]])


@given(word=WORDS)
def test_probes_are_bounded(word: str) -> None:
    # 5 lengths, 2 segments beside the first, at most 2 * 2 + 1 places each
    assert len(probes(word, 2)) <= 50
    assert len(probes(word, 0)) == 0, "an equal word has its first segment where it was"


BITS = st.integers(0, 0xFFFFFFFF)


@given(st.lists(BITS, max_size=70), BITS, st.integers(0, fuzzy.MAX_EDITS), st.booleans(), st.sampled_from([3, 1 << 12]))
def test_signatures_compared_at_once_are_those_compared_one_by_one(
    stored: list[int], wanted: int, few: int, lacks: bool, at_once: int
) -> None:
    one_by_one = [
        number
        for number, signature in enumerate(stored)
        if (wanted & ~signature if lacks else signature & ~wanted).bit_count() <= few
    ]
    with pytest.MonkeyPatch.context() as patch:
        for name in ("ONES", "PAIRS", "FOURS", "BYTES"):
            patch.setattr(fuzzy, name, getattr(fuzzy, name) & (1 << 32 * at_once) - 1)
        patch.setattr(fuzzy, "AT_ONCE", at_once)
        assert fuzzy.few_of(memoryview(array("I", stored)), wanted, few, lacks=lacks) == one_by_one
