"""Calibration: maps rise, keep the order and the sum, and leave alone what they do not know."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tiny import open_tiny
from toponyms.matching import weights
from toponyms.matching.calibration import CLASSES, MOST, NOTHING, Calibration, logit
from toponyms.matching.hits import Hit
from toponyms.matching.parts import Reading
from toponyms.matching.score import Scored

PACKAGED = Calibration(weights.load()[weights.CALIBRATION])


def ranked(chances: list[float]) -> list[Scored]:
    """Candidates with these probabilities."""
    found = []
    for place, chance in enumerate(chances):
        one = Scored(Hit(place, 0, 0, 0.0, "x", "x", False, False), Reading("x", "x"), (), 0.0)
        one.confidence = chance
        found.append(one)
    return found


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.sampled_from(("exact", "skeleton", "inflection", "fuzzy")))
def test_a_surer_softmax_is_never_less_sure(one: float, other: float, channel: str) -> None:
    low, high = sorted((one, other))
    assert PACKAGED.confidence(channel, low) <= PACKAGED.confidence(channel, high)
    assert PACKAGED.nothing(low) <= PACKAGED.nothing(high)


@given(
    st.lists(st.floats(1e-6, 1.0), min_size=2, max_size=12),
    st.sampled_from(("exact", "reverse", "fuzzy")),
)
def test_order_and_sum_stay(masses: list[float], channel: str) -> None:
    total = math.fsum(masses)
    *chances, nil = sorted((mass / total for mass in masses), reverse=True)
    candidates = ranked(chances)
    empty = PACKAGED.apply(candidates, nil, channel)
    confidences = [candidate.confidence for candidate in candidates]
    assert all(better >= worse >= 0.0 for better, worse in pairwise(confidences))
    assert 0.0 <= empty <= 1.0
    assert math.fsum(confidences) + empty <= 1.0 + 1e-9


def test_without_maps_nothing_changes() -> None:
    candidates = ranked([0.7, 0.2])
    assert Calibration({}).apply(candidates, 0.1, "exact") == 0.1
    assert [candidate.confidence for candidate in candidates] == [0.7, 0.2]


def test_beyond_the_last_knot_it_is_level() -> None:
    maps = Calibration({"fuzzy -1.0": 0.1, "fuzzy 1.0": 0.8})
    assert maps.confidence("fuzzy", 0.0) == 0.1
    assert maps.confidence("fuzzy", 1.0) == 0.8


@pytest.mark.parametrize(
    "table",
    [
        {"exact 0.0": 0.5, "exact 1.0": 0.4},
        {"exact 0.0": 0.5, "exact 1.0": 1.4},
        {"exacts 0.0": 0.5, "exacts 1.0": 0.6},
        {"exact 1.0": 0.5, "exact 1.00": 0.6},
    ],
)
def test_a_map_that_does_not_rise_is_refused(table: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="calibration of"):
        Calibration(table)


def test_what_has_no_map_stays_as_it_is() -> None:
    maps = Calibration(weights.load()[weights.CALIBRATION])
    assert [maps.confidence("calque", chance) for chance in (0.0, 0.3, 1.0)] == [0.0, 0.3, 1.0]
    assert maps.confidence("skeleton", 0.0) > 0.0


def test_logits_are_cut_off() -> None:
    assert logit(1.0 - 1e-12) == MOST == -logit(0.0)


def test_the_package_has_all_maps_and_the_answers_use_them() -> None:
    names = {key.partition(" ")[0] for key in weights.load()[weights.CALIBRATION]}
    assert names == {*CLASSES, NOTHING}
    gazetteer = open_tiny()
    sure = gazetteer.resolve("Бахмут")
    assert sure.confidence <= max(
        value for key, value in weights.load()[weights.CALIBRATION].items() if key.startswith("exact ")
    )
