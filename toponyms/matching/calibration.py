"""Calibration: a probability of the softmax becomes the share of such answers that were right where it was measured.

    softmax 0.93, exact  ->  logit 2.59  ->  between the knots 2.2 and 3.1  ->  0.88

The map rises monotonely and is kept by kind of evidence: a near spelling at 0.9 is not as good as an exact name at 0.9.
It is measured by `python -m bench fit` and stands in `fitted.toml` with the weights.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from math import log

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toponyms.matching.score import Scored

CLASSES = ("exact", "variant", "fuzzy")
"""Kinds of evidence that have a map of their own; with "nil", the probability of nothing, they are all the maps."""

NOTHING = "nil"
"""The map of the probability that a text names nothing."""

AS_IT_IS = "as it is"
"""The class of evidence that too few questions are about for a map: its probabilities stay those of the softmax."""

CLASS_OF = {"exact": "exact", "fuzzy": "fuzzy", "calque": AS_IT_IS}
"""Channel to class; every other channel finds a name that is spelt otherwise, and counts as a variant."""

MOST = 12.0
"""Logits beyond are no surer than this one: 0.999994."""

Knots = tuple[tuple[float, ...], tuple[float, ...]]
"""Logits of the softmax, rising, and the probability that each stands for."""


def logit(probability: float) -> float:
    """The logarithm of the odds, cut off at `MOST`.

    >>> from toponyms.matching.calibration import logit
    >>> logit(0.5), logit(1.0)
    (0.0, 12.0)
    """
    if probability <= 0.0:
        return -MOST
    if probability >= 1.0:
        return MOST
    value = log(probability / (1.0 - probability))
    return -MOST if value < -MOST else MOST if value > MOST else value


def between(knots: Knots, probability: float) -> float:
    """What a probability stands for: on the line between its two knots, level beyond the last ones."""
    logits, values = knots
    at = logit(probability)
    number = bisect_right(logits, at)
    if number == 0:
        return values[0]
    if number == len(logits):
        return values[-1]
    low, high = logits[number - 1], logits[number]
    share = (at - low) / (high - low)
    return values[number - 1] + share * (values[number] - values[number - 1])


class Calibration:
    """The maps of a gazetteer, ready for use.

    >>> from toponyms.matching.calibration import Calibration
    >>> maps = Calibration({"exact -2.0": 0.2, "exact 0.0": 0.4, "exact 2.0": 0.9})
    >>> round(maps.confidence("exact", 0.5), 2), maps.confidence("fuzzy", 0.5)
    (0.4, 0.5)

    A class that has no knots keeps the probabilities of the softmax.
    """

    __slots__ = ("_knots",)

    def __init__(self, table: Mapping[str, float]) -> None:
        """table: "class logit" to probability. Raises `ValueError` for what does not rise or is no probability."""
        points: dict[str, list[tuple[float, float]]] = {}
        for key, value in table.items():
            name, _, at = key.partition(" ")
            points.setdefault(name, []).append((float(at), value))
        self._knots: dict[str, Knots] = {}
        for name, pairs in points.items():
            pairs.sort()
            logits, values = tuple(at for at, _ in pairs), tuple(value for _, value in pairs)
            rising = all(low < high for low, high in pairwise(logits))
            if name not in (*CLASSES, NOTHING) or not rising or list(values) != sorted(values):
                raise ValueError(f"calibration of {name!r}: the maps are {', '.join((*CLASSES, NOTHING))}, and rise")
            if not 0.0 <= values[0] <= values[-1] <= 1.0:
                raise ValueError(f"calibration of {name!r}: a value is no probability")
            self._knots[name] = logits, values

    def confidence(self, channel: str, probability: float) -> float:
        """How often a first candidate that a channel found and the softmax gives this probability is right."""
        knots = self._knots.get(CLASS_OF.get(channel, "variant"))
        return probability if knots is None else between(knots, probability)

    def nothing(self, probability: float) -> float:
        """How often a text of which the softmax says so names nothing."""
        knots = self._knots.get(NOTHING)
        return probability if knots is None else between(knots, probability)

    def apply(self, ranked: Sequence[Scored], nil: float, channel: str) -> float:
        """Calibrate the confidence of ranked candidates in place; returns the calibrated probability of nothing.

        The order stays, and the sum stays at most one. What is left below one is a place that is no candidate.
        """
        if not self._knots:
            return nil
        best, old = ranked[0], ranked[0].confidence
        first = best.confidence = self.confidence(channel, old)
        empty = min(self.nothing(nil), 1.0 - first)
        if len(ranked) > 1:
            others = max(0.0, 1.0 - old - nil)
            left = 1.0 - first - empty
            factor = min(1.0, left / others) if others > left else 1.0
            for rival in ranked[1:]:
                share = rival.confidence * factor
                rival.confidence = first if share > first else share
        return empty
