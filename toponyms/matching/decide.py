"""Deciding: scores become probabilities, the best candidate becomes the answer or the text stays unanswered."""

from __future__ import annotations

from math import exp

from toponyms.matching.hits import CALQUE, CHANNELS, CORE_BIT, EXACT, FUZZY, KIND_MASK
from toponyms.matching.score import OWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from toponyms.index.reader import Index
    from toponyms.matching.calibration import Calibration
    from toponyms.matching.score import Scored

SHORT = (4, 6, 6, 8, 7, 6, 0)
"""Letters by channel below which a text is short; the reasons stand beside `short_…` in the weights."""

NIL_WEIGHTS = tuple((name, f"short_{name}") for name in CHANNELS)
"""The weights of `nil` by channel: that it is the best one, and each letter that a text is short of."""

CONTEXT = tuple(number for number, (name, _) in enumerate(OWN) if name in ("said", "inside", "agree"))
"""Which of a candidate's own values say how well it fits its context."""

GARBLE_MARGIN = 0.01
"""A garble that would outrank a true name of equal context is put this far below it, in nats."""


class Asked:
    """What decided how much "it names nothing" weighs: kept, so that fitting sees what deciding saw.

    channel: what found the best candidate; letters: length of what was looked up; hinted: how narrowly the text
    or the caller said where; elsewhere: whether the text is a stored name, of places that lie elsewhere; rest:
    candidates that count by number; doubted: whether a rule speaks against the best; small: whether it is a bare word
    in small letters; everyday: whether it is an everyday word or a person's name.
    """

    __slots__ = ("channel", "doubted", "elsewhere", "everyday", "hinted", "letters", "rest", "small")

    def __init__(
        self,
        channel: int,
        letters: int,
        hinted: float,
        elsewhere: bool,
        rest: int,
        doubted: bool,
        small: float = 0.0,
        everyday: float = 0.0,
    ) -> None:
        self.channel = channel
        self.letters = letters
        self.hinted = hinted
        self.elsewhere = elsewhere
        self.rest = rest
        self.doubted = doubted
        self.small = small
        self.everyday = everyday

    def nil_terms(self) -> tuple[tuple[str, float], ...]:
        """Which weights of `nil` count for a text, and how often each.

        >>> from toponyms.matching.decide import Asked
        >>> Asked(0, 3, 0.5, False, 0, False).nil_terms()
        (('exact', 1.0), ('short_exact', 1), ('hinted', 0.5))
        """
        channel, missing = self.channel, SHORT[self.channel] - self.letters
        name, short = NIL_WEIGHTS[channel]
        terms: tuple[tuple[str, float], ...] = (
            (name, 1.0),
            (short, missing if missing > 0 else 0),
            ("hinted", self.hinted),
        )
        if self.small and self.hinted < 1.0:
            terms = (*terms, ("small_exact" if channel == EXACT else "small", self.small * (1.0 - self.hinted)))
        if self.everyday and self.hinted < 1.0:
            terms = (*terms, ("everyday", self.everyday * (1.0 - self.hinted)))
        # ordinary words are names somewhere else, and that says nothing of what they translate
        return (*terms, ("elsewhere", 1.0)) if self.elsewhere and channel not in (EXACT, CALQUE) else terms


def probabilities(
    scored: list[Scored],
    *,
    rest: int,
    index: Index,
    nil: Mapping[str, float],
    calibration: Calibration,
    letters: int,
    hinted: float,
    elsewhere: bool,
    small: float = 0.0,
    everyday: float = 0.0,
    garble: int,
    doubted: Callable[[Scored, Scored | None], bool],
    same: Callable[[int, int], bool],
) -> tuple[list[Scored], float, Asked | None]:
    """Candidates with their probabilities, best first, the probability that the text names none, and what decided it.

    rest: how many more candidates there are, each no better than the last; letters: length of what was looked up;
    hinted: how narrowly the text or the caller said where; elsewhere: whether the text is, letter for letter, a name of
    places that do not satisfy that; small: whether it is a bare word in small letters; everyday: whether it is an
    everyday word or a person's name; garble: the number of that kind of name; doubted: whether a rule speaks against
    answering with the first candidate, given the second; same: whether two entries are one settlement twice in the
    sources.
    """
    if not scored:
        return [], 1.0, None
    _hold_back(scored, index, garble)
    if len(scored) > 1:
        scored.sort(key=lambda candidate: (-candidate.score, candidate.row))
    best = scored[0]
    rival = scored[1] if len(scored) > 1 else None
    channel = best.hit.channel
    asked = Asked(channel, letters, hinted, elsewhere, rest, doubted(best, rival), small, everyday)
    nothing = sum([nil[name] * times for name, times in asked.nil_terms()])
    if asked.doubted:
        # "Syrians" is no place, whatever comes near it in spelling, but which country it is about is a first guess
        nothing = max(nothing, best.score + nil["people"])
    top = best.score if best.score > nothing else nothing
    total = empty = exp(nothing - top)
    for candidate in scored:
        candidate.confidence = mass = exp(candidate.score - top)
        total += mass
    total += rest * mass
    for candidate in scored:
        candidate.confidence /= total
    if len(scored) > 1:
        # an entry that doubles the best one is no rival of it: what speaks for it speaks for the place
        for rival in scored[1:8]:
            if rival.confidence > 0.001 and same(best.row, rival.row):
                best.confidence += rival.confidence
                rival.confidence = 0.0
    empty /= total
    if not asked.doubted:  # what a rule holds below the threshold was never measured
        empty = calibration.apply(scored, empty, CHANNELS[best.hit.channel])
    return scored, empty, asked


def _hold_back(scored: list[Scored], index: Index, garble: int) -> None:
    """A garble, a slip or a translation never outranks a true name of equal context."""
    if len(scored) == 1:
        return
    facts = index.row_facts
    held = []
    for candidate in scored:
        hit = candidate.hit
        if hit.channel in (FUZZY, CALQUE) or facts[hit.row] & KIND_MASK == garble:
            held.append(candidate)
    if not held:
        return
    true = [
        (_context(candidate), candidate.score)
        for candidate in scored
        if candidate.hit.channel == EXACT
        and facts[candidate.hit.row] & KIND_MASK != garble
        and not facts[candidate.hit.row] & CORE_BIT
    ]
    for candidate in held:
        context = _context(candidate)
        rivals = [score for others, score in true if others >= context]
        if rivals and candidate.score > max(rivals) - GARBLE_MARGIN:
            candidate.hold_back(candidate.score - max(rivals) + GARBLE_MARGIN)


def _context(candidate: Scored) -> tuple[float, ...]:
    return tuple([candidate.own[number] for number in CONTEXT])
