"""What the pipeline makes of a text on its way: takes of the whole, attempts at a part of it, the answer."""

from __future__ import annotations

from itertools import pairwise

from toponyms.matching.hits import ADJECTIVE, CALQUE, EXACT, INFLECTION, SKELETON
from toponyms.matching.plan import AREAS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from toponyms.matching.constraints import Constraints
    from toponyms.matching.decide import Asked
    from toponyms.matching.hints import Hint
    from toponyms.matching.parts import Part, Reading
    from toponyms.matching.score import Scored


SURE = 0.5
"""An answer at least this probable ends the search: what else the text names is not asked."""

ROOM = 0.2
"""Probability of nothing from which an answer by another spelling leaves room for a slip of a better known name."""


class Answer:
    """What the pipeline says: scored candidates, best first, how many there were, the probability of none, notes.

    relation: what the text says of how it lies to the place, None where it means the place itself. asked: what decided
    how much "it names nothing" weighs, None without candidates.
    """

    __slots__ = ("asked", "nil", "notes", "relation", "scored", "total")

    def __init__(self, scored: list[Scored], total: int, nil: float, notes: list[str]) -> None:
        self.scored, self.total, self.nil, self.notes = scored, total, nil, notes
        self.relation: Where | None = None
        self.asked: Asked | None = None


class Where:
    """What a text says of how it lies to the place: "near", how far, in which direction, and the rows of others."""

    __slots__ = ("bearing", "kind", "km", "rows")

    def __init__(self, kind: str, km: float | None, bearing: float | None, rows: tuple[int, ...]) -> None:
        self.kind, self.km, self.bearing, self.rows = kind, km, bearing, rows


class Attempt:
    """One way to take a text: the readings of the part that names, the hints of the others, and words left over.

    soft: hints that hold unless nothing is left. part: the part that names, None for the text as a whole. others: what
    the text names as well. fallback: whether a name or a thing before it was passed over. known: whether a form of it
    is a stored name in some spelling, wherever that lies, and exact: letter for letter. loose: soft hints given up.
    of_town: whether only a part of a town counts. of_nation: whether the adjective of a country says where. spelt:
    whether no case form counts.
    """

    __slots__ = (
        "dropped",
        "exact",
        "fallback",
        "forms",
        "hints",
        "known",
        "loose",
        "notes",
        "of_nation",
        "of_town",
        "others",
        "part",
        "rest",
        "soft",
        "spelt",
    )

    def __init__(self, forms: list[Reading], hints: list[Hint], dropped: int) -> None:
        self.forms, self.hints, self.dropped = forms, hints, dropped
        self.rest = 0
        self.soft: list[Hint] = []
        self.loose: list[Hint] = []
        self.part: Part | None = None
        self.others: list[Part] = []
        self.notes: list[str] = []
        self.exact = self.fallback = self.known = self.of_nation = self.of_town = self.spelt = False

    def loosen(self, constraints: Constraints) -> bool:
        """Give up the soft hints, where nothing was found, if anything else says where; whether it was done.

        A raion that was redrawn, a town that is "near" by other measures: its place counts as a preference still.
        """
        if not self.soft or not (self.hints or constraints.hints or constraints.country):
            return False
        for hint in self.soft:
            self.notes.append(f"nothing of that name lies in or by {hint.text[:60]!r}, which was not used")
        self.dropped += 1
        self.loose, self.soft = self.soft, []
        return True

    @property
    def middle(self) -> tuple[float, float] | None:
        """Where the first hint that was given up lies, None where none was."""
        for hint in self.loose:
            if hint.spots and not hint.slipped:
                return hint.spots[0][1], hint.spots[0][2]
        return None


def beside(parts: list[Part], dropped: int) -> Attempt:
    """The first part of a list, with the others as names beside it that say nothing of where it lies."""
    attempt = Attempt(parts[0].alternates[0][:1], [], dropped)
    attempt.part, attempt.others = parts[0], parts[1:]
    return attempt


class Take:
    """A text under way: its attempts, the best answer so far, and the attempts that may still be slips.

    sure: whether nothing else needs to be asked. passed: see `passes_over_area`. slips: forms that may still be looked
    up as slips. note: how the text was read, "" where as it stands.
    """

    __slots__ = ("attempts", "best", "constraints", "note", "passed", "slips", "sure", "waiting")

    def __init__(self, constraints: Constraints, attempts: list[Attempt], note: str) -> None:
        self.constraints, self.attempts, self.note = constraints, attempts, note
        self.best: Answer | None = None
        self.waiting: list[Attempt] = []
        self.slips, self.sure, self.passed = 0, False, False

    @property
    def spelt(self) -> bool:
        """Whether the best answer is a name as it is spelt, or a case form of one."""
        return self.best is not None and self.best.scored[0].hit.channel <= INFLECTION

    @property
    def named(self) -> bool:
        """Whether the best answer is a name as it is spelt, or a sure one in another spelling."""
        return self.spelt or (self.best is not None and self.best.scored[0].confidence >= SURE)

    def answer(self) -> Answer:
        """The best answer, or that there is none, with what the reader should know."""
        answer = self.best or Answer([], 0, 1.0, [note for attempt in self.attempts[-1:] for note in attempt.notes])
        if self.note:
            answer.notes = [self.note, *answer.notes]
        return answer


def names(attempt: Attempt) -> bool:
    """Whether an attempt took a part for a name, so that its candidates are what the text is about, sure or not."""
    return attempt.part is not None and attempt.part.role == "name" and not attempt.fallback


def passes_over_area(parts: list[Part], taken: Attempt) -> bool:
    """Whether an attempt took what just follows an area for the name: "Avdiivka Donetsk Oblast Ukraine"."""
    part = taken.part
    if part is None or part.join != "stop":
        return False
    return any(area.role in AREAS for area, follower in pairwise(parts) if follower is part)


def is_doubtful(answer: Answer) -> bool:
    """Whether an answer is a weak one by another spelling or a translation: the text may as well be a slip.

    Not so an adjective ("русские" is a word, and no slip), nor what only homonyms make doubtful.
    """
    best = answer.scored[0]
    if best.hit.channel == CALQUE:
        # "Upper Kamyanske" is no slip above Kamianske
        whole = best.hit.whole or (best.form.core == best.form.whole and " " in best.form.core)
        return best.confidence < SURE and not whole
    room = ROOM if best.hit.channel == SKELETON and best.confidence >= SURE else SURE
    return best.hit.channel not in (EXACT, ADJECTIVE) and answer.nil >= room


def is_stored(answer: Answer) -> bool:
    """Whether the best guess bears the text in full, letter for letter, and is doubtful for its homonyms only."""
    best = answer.scored[0]
    return best.hit.channel == EXACT and best.hit.whole and answer.nil < ROOM


def better(best: Answer | None, answer: Answer | None) -> Answer | None:
    """The more confident of two answers, the first where they are level."""
    if best is None or answer is None:
        return best or answer
    return answer if answer.scored[0].confidence > max(SURE, best.scored[0].confidence) else best
