"""From probability to share right: the rising steps that fit best (pool adjacent violators), as knots of a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toponyms.matching.calibration import logit

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST = 50.0
"""Questions that a knot rests on: fewer say nothing about a percent."""

DIGITS = 4
"""Digits of a knot after the point."""

Point = tuple[float, bool, float]
"""Probability, whether it was right, how much the question counts."""


def knots(points: Sequence[Point], least: float = LEAST) -> list[tuple[float, float]]:
    """Logit and share right, both rising; empty where there are too few questions for two knots.

    >>> from bench.fit.isotonic import knots
    >>> knots([(0.2, at < 10, 1.0) for at in range(50)] + [(0.9, at < 40, 1.0) for at in range(50)])
    [(-1.3863, 0.2059), (2.1972, 0.7941)]

    A right and a wrong question of half the weight are added to each knot, so that none says "always" or "never".
    """
    # weight, weight that was right, weight times logit
    pools: list[list[float]] = []
    for probability, right, weight in sorted(points):
        pools.append([weight, weight * right, weight * logit(probability)])
        # equal probabilities are one pool; so are neighbours that fall, and those that are too few
        while len(pools) > 1 and (_falls(pools) or pools[-2][0] < least):
            last = pools.pop()
            pools[-1] = [mine + other for mine, other in zip(pools[-1], last, strict=True)]
    if len(pools) > 1 and pools[-1][0] < least:
        last = pools.pop()
        pools[-1] = [mine + other for mine, other in zip(pools[-1], last, strict=True)]
    found: list[tuple[float, float]] = []
    for weight, right, at in pools:
        place, share = round(at / weight, DIGITS), round((right + 0.5) / (weight + 1.0), DIGITS)
        if not found or (place > found[-1][0] and share >= found[-1][1]):
            found.append((place, share))
    return found if len(found) > 1 else []


def _falls(pools: Sequence[Sequence[float]]) -> bool:
    before, last = pools[-2], pools[-1]
    return before[2] / before[0] >= last[2] / last[0] or before[1] / before[0] >= last[1] / last[0]
