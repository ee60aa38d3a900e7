"""Recall: the places that a form may mean, by every channel, each with the evidence that brought it."""

from __future__ import annotations

import re

from toponyms.language.endings import LONGEST

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from toponyms.index.keys import KeyRules
    from toponyms.index.reader import Index
    from toponyms.romanization.reverse import Reverser

EXACT, INFLECTION, SKELETON, FUZZY, REVERSE = 0, 1, 2, 3, 4
CHANNELS = ("exact", "inflection", "skeleton", "fuzzy", "reverse")
"""Names of the channels, by number; a lower one is the stronger evidence."""

CORE_BIT = 0x10
"""The bit of `row.facts` that marks a unit's name without its type word, see `index.format.pack_facts`."""

KIND_MASK = 0xF


MAX_BASES = 32
"""Combinations of nominatives of the words of one text that are looked up."""

KEYS_KEPT = 32
"""Exact keys that are kept: the forms of one text and its hints, not the texts before it."""

MAX_COST = 4
"""Edits on plain letters beyond which two names no longer differ in spelling only."""

MIN_STEM = 3
"""Letters that must be left before a case ending: shorter stems are other words, but for names of several words. Plain
Latin words need one more, since the endings of many languages meet in them."""

MIN_SKELETON = 3
"""Shorter skeletons are met by chance: "zzzzzz" is one letter there."""

REVERSE_LETTERS = 20
"""Longer texts are not read back into Cyrillic while resolving: twenty letters take ten milliseconds already."""

DIGITS = re.compile(r"\d+")


class Hit:
    """A place that a channel found: the name row that matched, under which key, at what cost.

    whole: the text was looked up with its type words; first: the first letter of text and name differs.
    """

    __slots__ = ("channel", "cost", "first", "form", "key", "place", "row", "whole")

    def __init__(
        self, place: int, row: int, channel: int, cost: float, form: str, key: str, whole: bool, first: bool
    ) -> None:
        self.place, self.row, self.channel, self.cost = place, row, channel, cost
        self.form, self.key, self.whole, self.first = form, key, whole, first


class Recall:
    """The channels over one index, with what they need kept ready."""

    __slots__ = ("_endings", "_index", "_keys", "_limits", "_name_kinds", "_reversers", "_rules")

    def __init__(
        self,
        index: Index,
        rules: KeyRules,
        endings: Mapping[str, tuple[str, ...]],
        limits: Mapping[str, float],
        name_kinds: tuple[float, ...],
    ) -> None:
        self._index, self._rules, self._endings, self._limits = index, rules, endings, limits
        self._name_kinds = name_kinds
        self._keys: dict[str, str] = {}
        self._reversers: dict[str, Reverser] | None = None

    def key(self, text: str) -> str:
        """The exact key of a text, which is made once for all channels that look the text up."""
        key = self._keys.get(text)
        if key is None:
            if len(self._keys) >= KEYS_KEPT:
                self._keys.clear()
            key = self._keys[text] = self._rules.exact(text)
        return key

    def exact(self, text: str, hits: dict[int, Hit], *, whole: bool) -> None:
        """Places one of whose names is this text, letter for letter after normalizing."""
        key = self.key(text)
        number = self._index.find_key(key)
        if number >= 0:
            self._take(number, hits, EXACT, 0.0, text, key, whole)

    def skeleton(self, text: str, hits: dict[int, Hit], *, whole: bool) -> None:
        """Places one of whose names has a skeleton in common with this text: another romanization or spelling."""
        index = self._index
        key = self._rules.exact(text)
        for skeleton in self._rules.skeletons(key):
            number = index.find_skeleton(skeleton) if len(skeleton) >= MIN_SKELETON else -1
            if number >= 0:
                for name in index.keys_of(number):
                    self._take(name, hits, SKELETON, 0.0, text, skeleton, whole)

    def inflection(self, text: str, hits: dict[int, Hit]) -> None:
        """Places one of whose names is a nominative of this text: each word's case ending is put back."""
        key = self.key(text)
        forms = [""]
        words = key.split(" ")
        for word in words:
            bases = [word, *self._nominatives(word, MIN_STEM - (len(words) > 1) + (len(words) == 1 and word.isascii()))]
            forms = [f"{form} {base}" if form else base for form in forms for base in bases][:MAX_BASES]
        for form in forms[1:]:
            number = self._index.find_key(form)
            if number >= 0:
                self._take(number, hits, INFLECTION, 1.0, text, form, False)

    def nominatives(self, key: str) -> list[str]:
        """What one word may be a case form of."""
        return [] if " " in key else self._nominatives(key, MIN_STEM)

    def _nominatives(self, word: str, stem: int) -> list[str]:
        endings = self._endings
        return [
            word[:-size] + nominative
            for size in range(1, min(LONGEST, len(word) - stem) + 1)
            for nominative in endings.get(word[-size:], ())
        ]

    def fuzzy(self, text: str, hits: dict[int, Hit], passes: Callable[[int], bool], hinted: bool) -> None:
        """Places one of whose names is within two edits of this text, under the skeleton key.

        The cost is counted on the plain letters, where "Torestk" is one transposition from "Toretsk".
        """
        from rapidfuzz.distance.OSA import distance

        rules, index, limits = self._rules, self._index, self._limits
        key = self.key(text)
        near: dict[int, int] = {}
        for skeleton in rules.skeletons(key, 2):
            size = len(skeleton)
            enough = limits["fuzzy_min_length_hinted" if hinted else "fuzzy_min_length_2"]
            edits = 2 if size >= enough else 1 if size >= limits["fuzzy_min_length_1"] else 0
            if edits:
                for number, steps in index.near(skeleton, edits):
                    if steps and steps < near.get(number, MAX_COST):
                        near[number] = steps
        top = index.skeleton_top
        found: list[int] = []
        row_place = index.row_place
        for number in sorted(near, key=lambda number: (near[number], -top[number], number)):
            if len(found) >= limits["fuzzy_keep"]:
                break
            for name in index.keys_of(number):
                if any(passes(row_place[row]) for row in index.rows_of(name)):
                    found.append(name)
        plain = rules.fold(key)
        figures = DIGITS.findall(key)
        for name in found:
            stored = rules.fold(rules.exact(index.text(index.row_text[index.rows_of(name)[0]])))
            if figures != DIGITS.findall(stored):
                continue  # a number is no slip: "Dnipro-1" is a club, not the city
            cost = min(distance(plain, stored, score_cutoff=MAX_COST), MAX_COST)
            if cost <= limits["fuzzy_relative"] * max(len(plain), len(stored)):
                self._take(name, hits, FUZZY, float(max(cost, 1)), text, stored, False, plain[:1] != stored[:1])

    def reverse(self, text: str, hits: dict[int, Hit]) -> None:
        """Places one of whose Cyrillic names a romanization writes like this text, whatever the system.

        The last channel: a search over all tables takes milliseconds, and finds what no skeleton has in common.
        """
        if not any("a" <= letter <= "z" for letter in text.lower()):
            return
        from toponyms.romanization.segments import folded

        asked = folded(text.strip())
        if len(asked) > REVERSE_LETTERS:
            return
        for reverser in self.reversers().values():
            for one in reverser.search(asked, int(self._limits["reverse_beam"]), mixing=False):
                number = self._index.find_key(self._rules.exact(one.text))
                if number >= 0:
                    self._take(number, hits, REVERSE, 0.0, text, one.text, False)

    def reversers(self) -> dict[str, Reverser]:
        """The searches from Latin to Cyrillic, by language; made when they are first asked for."""
        if self._reversers is None:
            from toponyms.romanization.reverse import reversers

            self._reversers = reversers(self._index["letters.models"])
        return self._reversers

    def _take(
        self,
        number: int,
        hits: dict[int, Hit],
        channel: int,
        cost: float,
        form: str,
        key: str,
        whole: bool,
        first: bool = False,
    ) -> None:
        """Add every place of a key, keeping for each place the hit with the better evidence."""
        index = self._index
        places, facts, name_kinds = index.row_place, index.row_facts, self._name_kinds
        for row in index.rows_of(number):
            place = places[row]
            old = hits.get(place)
            if old is not None:
                if (old.channel, old.cost) < (channel, cost):
                    continue
                if (old.channel, old.cost) == (channel, cost) and (
                    self._rank(facts[old.row], name_kinds) >= self._rank(facts[row], name_kinds)
                ):
                    continue
            hits[place] = Hit(place, row, channel, cost, form, key, whole, first)

    def _rank(self, facts: int, name_kinds: tuple[float, ...]) -> float:
        """How good a name is as evidence: an overlay's before others, its kind's weight, those with their type word."""
        value = name_kinds[facts & KIND_MASK] - (10.0 if facts & CORE_BIT else 0.0)
        return value + 100.0 if own_name(self._index, facts) else value


def own_name(index: Index, facts: int) -> bool:
    """Whether a name row is one that the user laid over the gazetteer."""
    return facts >> 16 in index.overlaid and not facts & CORE_BIT
