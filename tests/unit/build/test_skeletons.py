"""Skeletons and segments, made of keys and columns."""

from __future__ import annotations

from array import array
from itertools import pairwise

from toponyms.build.skeletons import UNKEYED, Keyed, make
from toponyms.index.format import pack_facts
from toponyms.index.keys import KeyRules
from toponyms.types import NAME_KINDS


def of(kinds: list[str]) -> Keyed:
    """Three keys, one with two rows, whose rows are names of these kinds."""
    facts = array("I", [pack_facts(NAME_KINDS.index(kind), 0, 0, core=False) for kind in kinds])
    return Keyed(
        ["bakhmut", "бахмут", "toretsk"], ["uk", "de"], array("I", range(4)), array("I", [0, 1, 3, 4]), facts,
        array("I", [0, 0, 1, 1]), array("h", [700, 900]),
    )  # fmt: skip


def words(made: dict[str, bytes | array[int]]) -> list[str]:
    letters, starts = made["skeleton.bytes"], made["skeleton.starts"]
    assert isinstance(letters, bytes)
    return [letters[low:high].decode() for low, high in pairwise(starts)]


def test_keys_of_one_sound_share_a_skeleton_with_the_best_known_of_their_places() -> None:
    made = make(of(["official"] * 4), KeyRules.load())
    at = words(made).index("bahmut")
    assert made["skeleton.prominence"][at] == 900
    assert made["skeleton.first"][at] & 0x80000000
    assert list(made["skeleton.more"])[:3] == [2, 0, 1]


def test_garbles_and_abbreviations_have_none() -> None:
    made = make(of(["garble", "official", "official", "abbreviation"]), KeyRules.load())
    assert all(NAME_KINDS.index(kind) in UNKEYED for kind in ("garble", "abbreviation"))
    assert not any(word.startswith("tor") for word in words(made))
    assert any(word == "bahmut" for word in words(made))


def test_parts_are_the_whole() -> None:
    keyed = of(["official"] * 4)
    again = Keyed.from_parts(keyed.to_parts())
    assert [getattr(again, name) for name in Keyed.__slots__] == [getattr(keyed, name) for name in Keyed.__slots__]
