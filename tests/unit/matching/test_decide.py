"""From scores to probabilities: they add up, doubles are one, garbles and slips stay below true names."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tiny import open_tiny
from toponyms.matching.calibration import Calibration
from toponyms.matching.decide import GARBLE_MARGIN, probabilities
from toponyms.matching.hits import EXACT, FUZZY, Hit
from toponyms.matching.parts import Reading
from toponyms.matching.score import OWN, Scored
from toponyms.types import NAME_KINDS

INDEX = open_tiny()._index
NIL = open_tiny()._matcher._nil
GARBLE = NAME_KINDS.index("garble")
BLANK = tuple(0.0 for _ in OWN)


def rows_of_kind(garble: bool) -> list[int]:
    """Name rows that are garbles, or true names in full."""
    kinds = [facts & 0xF for facts in INDEX.row_facts]
    return [r for r, kind in enumerate(kinds) if (kind == GARBLE) == garble and not INDEX.row_facts[r] & 0x10]


def scored(row: int, score: float, channel: int = EXACT, place: int | None = None, **values: float) -> Scored:
    """A candidate by hand."""
    hit = Hit(INDEX.row_place[row] if place is None else place, row, channel, 0.0, "x", "x", True, False)
    names = [name for name, _ in OWN]
    given_values = tuple(values.get(name, 0.0) for name in names)
    return Scored(hit, Reading("x", "x"), given_values, score)


def decide(candidates: list[Scored], rest: int = 0, same: bool = False) -> tuple[list[Scored], float]:
    return probabilities(
        candidates,
        rest=rest,
        index=INDEX,
        nil=NIL,
        calibration=Calibration({}),
        letters=10,
        hinted=0.0,
        elsewhere=False,
        garble=GARBLE,
        doubted=lambda first, second: False,
        same=lambda left, right: same,
    )[:2]


def test_nothing_is_certainly_nothing() -> None:
    assert decide([]) == ([], 1.0)


@given(st.lists(st.floats(-60, 60), min_size=1, max_size=30), st.integers(0, 200))
def test_probabilities_add_up_and_are_in_order(scores: list[float], rest: int) -> None:
    true = rows_of_kind(garble=False)
    ranked, nil = decide([scored(true[place], score, place=place) for place, score in enumerate(scores)], rest)
    total = math.fsum(candidate.confidence for candidate in ranked) + nil
    assert total <= 1.0 + 1e-9
    assert rest or total == pytest.approx(1.0)
    assert all(better.score >= worse.score for better, worse in pairwise(ranked))
    assert all(better.confidence >= worse.confidence for better, worse in pairwise(ranked))


def test_equal_scores_are_in_the_order_of_the_file() -> None:
    rows = rows_of_kind(garble=False)[:5]
    candidates = [scored(row, 1.0, place=number) for number, row in enumerate(rows)]
    ranked, _ = decide(candidates[::-1])
    assert [candidate.row for candidate in ranked] == [0, 1, 2, 3, 4]
    assert len({candidate.confidence for candidate in ranked}) == 1


@pytest.mark.parametrize("score", [-1000.0, 1000.0])
def test_extreme_scores_do_not_overflow(score: float) -> None:
    ranked, nil = decide([scored(rows_of_kind(garble=False)[0], score)])
    assert (ranked[0].confidence, nil) == pytest.approx((0.0, 1.0) if score < 0 else (1.0, 0.0))


def test_more_homonyms_leave_less_for_each() -> None:
    row = rows_of_kind(garble=False)[0]
    alone, among = decide([scored(row, 5.0)])[0][0], decide([scored(row, 5.0)], rest=100)[0][0]
    assert among.confidence < alone.confidence / 50


def test_a_place_that_stands_twice_is_one() -> None:
    rows = rows_of_kind(garble=False)[:2]
    apart, _ = decide([scored(rows[0], 6.0, place=0), scored(rows[1], 5.5, place=1)])
    joined, _ = decide([scored(rows[0], 6.0, place=0), scored(rows[1], 5.5, place=1)], same=True)
    assert joined[0].confidence == pytest.approx(apart[0].confidence + apart[1].confidence)
    assert joined[1].confidence == 0.0


@pytest.mark.parametrize("weak", ["garble", "fuzzy"])
def test_a_garble_or_a_slip_stays_below_a_true_name(weak: str) -> None:
    true = scored(rows_of_kind(garble=False)[0], 1.0, place=0)
    row = rows_of_kind(garble=weak == "garble")[-1]
    strong = scored(row, 9.0, EXACT if weak == "garble" else FUZZY, place=1)
    ranked, _ = decide([strong, true])
    assert ranked[0] is true
    assert ranked[1].score == pytest.approx(1.0 - GARBLE_MARGIN)
    assert ranked[1].values[-1] == pytest.approx(-(8.0 + GARBLE_MARGIN)), (
        "the last feature says how far it was held back"
    )


def test_context_lets_a_garble_win() -> None:
    true = scored(rows_of_kind(garble=False)[0], 1.0, place=0)
    garble = scored(rows_of_kind(garble=True)[0], 9.0, place=1, inside=1.0)
    assert decide([garble, true])[0][0] is garble


def test_people_stay_below_the_threshold_whatever_was_measured() -> None:
    maps = Calibration({"exact -9.0": 0.8, "exact 9.0": 0.9, "nil -9.0": 0.0, "nil 9.0": 0.1})
    options = {
        "rest": 0,
        "index": INDEX,
        "nil": NIL,
        "calibration": maps,
        "letters": 10,
        "hinted": 0.0,
        "elsewhere": False,
        "garble": GARBLE,
        "same": lambda left, right: False,
    }
    row = rows_of_kind(garble=False)[0]
    people = probabilities([scored(row, 20.0)], doubted=lambda one, two: True, **options)[0][0]  # type: ignore[arg-type]
    place = probabilities([scored(row, 20.0)], doubted=lambda one, two: False, **options)[0][0]  # type: ignore[arg-type]
    assert people.confidence < 0.5 < place.confidence


def test_a_name_of_places_elsewhere_is_seldom_a_slip() -> None:
    def nil(elsewhere: bool, channel: int) -> float:
        return probabilities(
            [scored(rows_of_kind(garble=False)[0], 3.0, channel)],
            rest=0, index=INDEX, nil=NIL, calibration=Calibration({}), letters=10, hinted=1.0, elsewhere=elsewhere,
            garble=GARBLE, doubted=lambda first, second: False, same=lambda left, right: False,
        )[1]  # fmt: skip

    assert nil(True, FUZZY) > nil(False, FUZZY)
    assert nil(True, EXACT) == nil(False, EXACT), "a place that bears the name and fits is no slip"


def test_short_texts_mean_nothing_more_often() -> None:
    def nil(letters: int, hinted: float = 0.0) -> float:
        return probabilities(
            [scored(rows_of_kind(garble=False)[0], 3.0)],
            rest=0, index=INDEX, nil=NIL, calibration=Calibration({}), letters=letters, hinted=hinted, elsewhere=False,
            garble=GARBLE, doubted=lambda first, second: False, same=lambda left, right: False,
        )[1]  # fmt: skip

    assert nil(2) > nil(3) > nil(10)
    assert nil(10, hinted=1.0) < nil(10), "who says where is sure that it is somewhere"
