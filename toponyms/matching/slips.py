"""Slips: stored names within a few edits of a text, each with what its edits cost."""

from __future__ import annotations

import re

from toponyms.index.format import SEGMENTS
from toponyms.language.edits import FAR, Edits, script_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from toponyms.index.keys import KeyRules
    from toponyms.index.reader import Index
    from toponyms.language.edits import Step

MOST = 1.5
"""Cost of edits beyond which two names no longer differ in spelling only."""

DIGITS = re.compile(r"\d+")


class Slip:
    """A stored name that a text may be a slip of: the number of its key, its spelling as compared, and the cost.

    first: whether the first letters differ, by no known confusion.
    """

    __slots__ = ("cost", "first", "number", "spelt")

    def __init__(self, number: int, spelt: str, cost: float, *, first: bool) -> None:
        self.number, self.spelt, self.cost, self.first = number, spelt, cost, first


class Slips:
    """The search for slips over one index."""

    __slots__ = ("_index", "_limits", "_rules", "edits")

    def __init__(self, index: Index, rules: KeyRules, limits: Mapping[str, float], costs: Mapping[str, float]) -> None:
        """costs: what slips cost by kind, where no table knows them, see `Edits`."""
        self._index, self._rules, self._limits = index, rules, limits
        self.edits = Edits.from_bytes(index["rules.edits"], costs)

    def of(self, key: str, passes: Callable[[int], bool], *, hinted: bool) -> Iterator[Slip]:
        """Names within two edits of an exact key, under the skeleton key, that a place which passes bears.

        The cost is counted on the letters as written, where "Torestk" is "Toretsk" with two letters swapped.
        """
        from rapidfuzz.distance.OSA import distance

        index, limits, rules, edits = self._index, self._limits, self._rules, self.edits
        near, top, row_place = self._near(key, hinted=hinted), index.skeleton_top, index.row_place
        relative, most, taken = limits["fuzzy_relative"], limits["fuzzy_keep"], 0
        figures = DIGITS.findall(key)
        for number in sorted(near, key=lambda number: (near[number], -top[number], index.skeleton(number))):
            if taken >= most:
                break
            spelt = []
            for name in index.keys_of(number):
                rows = index.rows_of(name)
                if any(passes(row_place[row]) for row in rows):
                    stored = rules.exact(index.text(index.row_text[rows[0]]))
                    if figures != DIGITS.findall(stored):
                        continue  # a number is no slip: "Dnipro-1" is a club, not the city
                    asked, stored = self._beside(key, stored)
                    # no edit costs more than 1, so that plain edits bound the weighted ones, and are counted in no time
                    spelt.append((distance(stored, asked), stored, asked, name))
            taken += len(spelt)
            nearest = min(spelt)[0] if spelt else 0
            for plainly, stored, asked, name in spelt:
                if plainly <= nearest + 1:  # of many spellings of a name the nearest ones say what happened to it
                    cost = edits.cost(stored, asked, min(MOST, plainly, relative * max(len(asked), len(stored))))
                    if cost < FAR:
                        yield Slip(name, stored, cost, first=not edits.opens_alike(stored, asked))

    def _near(self, key: str, *, hinted: bool) -> dict[int, int]:
        """Skeletons near those of a key, with how many edits lie between."""
        limits = self._limits
        enough = limits["fuzzy_min_length_hinted" if hinted else "fuzzy_min_length_2"]
        near: dict[int, int] = {}
        for skeleton in self._rules.skeletons(key, 2):
            size = len(skeleton)
            edits = 2 if size >= enough else 1 if size >= limits["fuzzy_min_length_1"] else 0
            if edits:
                for number, steps in self._index.near(skeleton, edits):
                    if steps and steps < near.get(number, SEGMENTS):
                        near[number] = steps
            if edits == 1:
                # two letters swapped are two steps to the index, and one slip of the fingers
                for swapped in swaps(skeleton):
                    number = self._index.find_skeleton(swapped)
                    if number >= 0:
                        near[number] = 1
        return near

    def steps(self, form: str, spelt: str) -> list[Step]:
        """The edits that lie between the spelling of a slip and the text that it was found for, in order."""
        asked, stored = self._beside(self._rules.exact(form), spelt)
        return self.edits.steps(stored, asked)

    def _beside(self, key: str, stored: str) -> tuple[str, str]:
        """Two exact keys as they are compared: letter for letter in one script, else both in plain Latin."""
        if key.isascii() or stored.isascii() or script_of(stored) != script_of(key):
            return self._rules.fold(key), self._rules.fold(stored)
        return key, stored


def swaps(word: str) -> list[str]:
    """A word with two neighbouring letters in each other's place, each in turn.

    >>> swaps("kiv")
    ['ikv', 'kvi']
    """
    return [
        word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1) if word[at] != word[at + 1]
    ]
