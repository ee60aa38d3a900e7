"""The model: a softmax over the candidates of a question and "it names nothing", drawn to the weights set by hand.

The loss of a question is -log of the probability of what is right, mixed with a small chance that the question itself
is wrong, so that a row that nothing can get right does not bend the weights. To the sum of losses a penalty is added
that grows with the square of each weight's distance from the one set by hand, measured in a share of that weight.
Newton's method on the expected curvature; the same input gives the same weights.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from bench.fit.observe import Design

WRONG = 0.01
"""The chance that a question is wrong: its gold, or a place that no channel can find."""

SHARE, LEAST = 0.35, 0.35
"""A weight moves by this share of itself, and at least by so many nats, at the cost of half a nat at strength 1."""

LOWEST, HIGHEST, WIDEST = 0.4, 2.5, 1.0
"""A weight stays between these shares of the one set by hand, so that what speaks for a candidate goes on to; one that
is zero by hand moves by so many nats at most."""

STEPS = 40
"""Most steps of Newton's method; some twelve are enough."""

CLOSE = 1e-7
"""A step that gains less than this share of the loss is the last one."""


def fit(data: Design, start: np.ndarray, strength: float, questions: np.ndarray | None = None) -> np.ndarray:
    """The weights that fit best within their bounds; questions: which of them count (a mask), all by default."""
    low, high = bounds(start)
    free, found = np.ones(len(start), dtype=bool), start
    while True:
        found = _newton(data, start, found, free, strength, questions)
        outside = free & ((found < low) | (found > high))
        if not outside.any():
            return found
        # what left its bounds is held there, and the others are fitted anew
        found = np.clip(found, low, high)
        free &= ~outside


def bounds(start: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Lowest and highest number for each that was set by hand."""
    ends = np.where(start == 0.0, -WIDEST, LOWEST * start), np.where(start == 0.0, WIDEST, HIGHEST * start)
    return np.minimum(*ends), np.maximum(*ends)


def _newton(
    data: Design,
    start: np.ndarray,
    first: np.ndarray,
    free: np.ndarray,
    strength: float,
    questions: np.ndarray | None,
) -> np.ndarray:
    """The weights that fit best, those that are not free left as they are."""
    counts = data.weight if questions is None else np.where(questions, data.weight, 0.0)
    precision = strength / np.maximum(LEAST, SHARE * np.abs(start)) ** 2
    weights = first.copy()
    loss, gradient, curvature = _losses(data, weights, counts)
    loss += _penalty(weights, start, precision)
    for _ in range(STEPS):
        slope = (gradient + precision * (weights - start))[free]
        step = np.zeros(len(start))
        step[free] = np.linalg.solve((curvature + np.diag(precision))[np.ix_(free, free)], slope)
        size = 1.0
        while size > 1e-4:
            tried = weights - size * step
            new, gradient_new, curvature_new = _losses(data, tried, counts)
            new += _penalty(tried, start, precision)
            if new < loss:
                break
            size /= 2.0
        else:
            break
        gained, weights, loss = loss - new, tried, new
        gradient, curvature = gradient_new, curvature_new
        if gained < CLOSE * loss:
            break
    return weights


def probabilities(data: Design, weights: np.ndarray) -> np.ndarray:
    """Line to the probability of its alternative."""
    scores = data.values @ weights + data.fixed
    scores -= np.maximum.reduceat(scores, data.starts)[data.lines]
    masses = np.exp(scores)
    return np.asarray(masses / np.add.reduceat(masses, data.starts)[data.lines])


def _losses(data: Design, weights: np.ndarray, counts: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
    """Loss, gradient and the curvature that is expected."""
    chance = probabilities(data, weights)
    good = np.where(data.right, chance, 0.0)
    right = np.add.reduceat(good, data.starts)
    mixed = WRONG + (1.0 - WRONG) * right
    loss = float((counts * -np.log(mixed)).sum())
    # how far the question counts: one that nothing gets right hardly does
    share = (1.0 - WRONG) * right / mixed
    pull = (counts * share)[data.lines]
    target = good / np.maximum(right, 1e-300)[data.lines]
    gradient = data.values.T @ (pull * (chance - target))
    lines = pull * chance
    means = np.add.reduceat(data.values * chance[:, None], data.starts)
    curvature = data.values.T @ (data.values * lines[:, None]) - means.T @ (means * (counts * share)[:, None])
    return loss, gradient, curvature


def _penalty(weights: np.ndarray, start: np.ndarray, precision: np.ndarray) -> float:
    return 0.5 * float((precision * (weights - start) ** 2).sum())
