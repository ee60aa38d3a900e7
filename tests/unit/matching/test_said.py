"""What type words say of a place: its kind, its sort, or another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from toponyms.matching.said import CONTRADICTED, TOWN_OF_UNIT, Said, agreement
from toponyms.types import PLACE_KINDS

if TYPE_CHECKING:
    from toponyms import Gazetteer


def said(gazetteer: Gazetteer, text: str, place: str) -> float:
    """The value of the feature for one candidate, 0.0 where it says nothing."""
    for candidate in gazetteer.resolve(text, min_confidence=0, limit=100).candidates:
        if candidate.place.id == place:
            return next((one.value for one in candidate.evidence.features if one.name == "said"), 0.0)
    raise AssertionError(f"{place} is no candidate of {text!r}")


def test_type_words_agree_or_disagree(tiny: Gazetteer) -> None:
    assert said(tiny, "Donetsk Oblast", "geonames:709716") == 1.0
    assert said(tiny, "city of Donetsk", "geonames:709717") == 1.0
    assert said(tiny, "Donetsk", "geonames:709717") == 0.0
    found = tiny.resolve("river Bakhmut", min_confidence=0).candidates
    assert not found or {f.name: f.value for f in found[0].evidence.features}["said"] < 0.0


@pytest.mark.parametrize(
    ("says", "kind", "level", "value"),
    [
        ({("admin", 1)}, "admin", 1, 1.0),
        ({("admin", 2)}, "admin", 1, 0.0),
        ({("admin", 3)}, "admin", 1, CONTRADICTED),
        ({("part", 0)}, "settlement", 0, 0.0),
        ({("part", 0), ("admin", 2)}, "settlement", 0, TOWN_OF_UNIT),
        ({("water", 0)}, "settlement", 0, CONTRADICTED),
    ],
)
def test_neighbouring_kinds_are_no_contradiction(
    says: set[tuple[str, int]], kind: str, level: int, value: float
) -> None:
    assert agreement(frozenset(says), kind, level) == value


def test_no_type_word_contradicts_nothing(tiny: Gazetteer) -> None:
    index = tiny._matcher.index
    compared = Said(index, PLACE_KINDS, {})
    for place in range(len(index.place_kind)):
        assert not compared.contradicts(frozenset(), place)
        kind = PLACE_KINDS[index.place_kind[place] >> 4]
        assert compared.contradicts(frozenset({("water", 0)}), place) == (kind != "water")
