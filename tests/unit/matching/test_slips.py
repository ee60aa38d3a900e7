"""Slips of names: what is near a text under the skeleton key."""

from __future__ import annotations

import pytest

import toponyms
from toponyms.matching.slips import swaps


def test_swaps_are_of_neighbours_and_change_something() -> None:
    assert swaps("oskil") == ["sokil", "oksil", "osikl", "oskli"]
    assert swaps("aab") == ["aba"]
    assert swaps("") == []


@pytest.mark.parametrize(("text", "name"), [("Bakhumt", "Bakhmut"), ("Kherosn", "Kherson"), ("Torestk", "Toretsk")])
def test_two_letters_swapped_are_one_slip_in_short_names_too(text: str, name: str) -> None:
    found = toponyms.resolve(text)
    assert found.place is not None
    assert found.place.name == name
    assert found.candidates[0].evidence.channel == "fuzzy"
