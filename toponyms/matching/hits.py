"""What the channels bring: a place with the evidence for it, the better one kept where two bring the same place."""

from __future__ import annotations

from toponyms.types import NAME_KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from toponyms.index.keys import KeyRules
    from toponyms.index.reader import Index

EXACT, INFLECTION, SKELETON, ADJECTIVE, FUZZY, REVERSE, CALQUE = 0, 1, 2, 3, 4, 5, 6
CHANNELS = ("exact", "inflection", "skeleton", "adjective", "fuzzy", "reverse", "calque")
"""Names of the channels, by number; a lower one is the stronger evidence."""

CORE_BIT = 0x10
"""The bit of `row.facts` that marks a unit's name without its type word, see `index.format.pack_facts`."""

KIND_MASK = 0xF

ADJECTIVE_NAME = NAME_KINDS.index("adjective")

RANKED = CORE_BIT | KIND_MASK
"""The bits of `row.facts` by which a name is better evidence than another of the same place."""

CORE_RANK, OVERLAID = -10.0, 100.0
"""What these add to the weight of a name's kind: names with their type word go before those without, and names that
the user laid over the gazetteer before all."""

KEYS_KEPT = 32
"""Exact keys that are kept: the forms of one text and its hints, not the texts before it."""


class Hit:
    """A place that a channel found: the name row that matched, under which key, at what cost.

    whole: the text was looked up with its type words; apart: what the channel says against it: the first letter of text
    and name differs, or, of a skeleton, no name of the place in Cyrillic has it.
    """

    __slots__ = ("apart", "channel", "cost", "form", "key", "place", "row", "whole")

    def __init__(
        self, place: int, row: int, channel: int, cost: float, form: str, key: str, whole: bool, apart: bool
    ) -> None:
        self.place = place  # one by one: a tuple to unpack takes half as long again, and there are hundreds
        self.row = row
        self.channel = channel
        self.cost = cost
        self.form = form
        self.key = key
        self.whole = whole
        self.apart = apart


class Keeper:
    """What all channels share: the index, the exact key of a text, and which of two hits for a place is kept."""

    __slots__ = ("_keys", "_ranks", "index", "rules")

    def __init__(self, index: Index, rules: KeyRules, name_kinds: tuple[float, ...]) -> None:
        """name_kinds: the weight of each kind of name."""
        self.index, self.rules = index, rules
        kinds = (*name_kinds, *[0.0] * (KIND_MASK + 1 - len(name_kinds)))
        self._ranks = (*kinds, *[value + CORE_RANK for value in kinds])
        self._keys: dict[str, str] = {}

    def key(self, text: str) -> str:
        """The exact key of a text, which is made once for all channels that look the text up."""
        key = self._keys.get(text)
        if key is None:
            if len(self._keys) >= KEYS_KEPT:
                self._keys.clear()
            key = self._keys[text] = self.rules.exact(text)
        return key

    def keep(
        self,
        number: int,
        hits: dict[int, Hit],
        channel: int,
        cost: float,
        form: str,
        key: str,
        whole: bool,
        apart: bool = False,
    ) -> None:
        """Add every place of a key."""
        self.keep_rows(self.index.rows_of(number), hits, channel, cost, form, key, whole, apart)

    def keep_rows(
        self,
        rows: Iterable[int],
        hits: dict[int, Hit],
        channel: int,
        cost: float,
        form: str,
        key: str,
        whole: bool = False,
        apart: bool = False,
    ) -> None:
        """Add the places of name rows, keeping for each place the hit with the better evidence."""
        places = self.index.row_place
        for row in rows:
            place = places[row]
            old = hits.get(place)
            if old is not None:
                if old.channel < channel or (old.channel == channel and old.cost < cost):
                    continue
                if old.channel == channel and old.cost == cost and not self._outranks(row, old.row):
                    continue
            hits[place] = Hit(place, row, channel, cost, form, key, whole, apart)

    def best_rows(self, rows: Iterable[int]) -> dict[int, int]:
        """For each place that has one of these rows, all under one key, the one that is the best evidence."""
        places = self.index.row_place
        if rows.__class__ is tuple:  # of one row, as most keys have
            return {places[row]: row for row in rows}
        found: dict[int, int] = {}
        for row in rows:
            place = places[row]
            old = found.get(place)
            if old is None or self._outranks(row, old):
                found[place] = row
        return found

    def _outranks(self, row: int, other: int) -> bool:
        """Whether a name row is better evidence than another of the same place that matches as well."""
        index, ranks = self.index, self._ranks
        facts, others = index.row_facts[row], index.row_facts[other]
        if not index.overlaid:
            return ranks[facts & RANKED] > ranks[others & RANKED]
        own, old = own_name(index, facts), own_name(index, others)
        return ranks[facts & RANKED] + OVERLAID * own > ranks[others & RANKED] + OVERLAID * old


_LATIN_ENDS = "\u0370"
"""Where Latin letters and marks end; the block of U+1E00, of Vietnamese, stands apart."""


def own_name(index: Index, facts: int) -> bool:
    """Whether a name row is one that the user laid over the gazetteer."""
    return facts >> 16 in index.overlaid and not facts & CORE_BIT


def is_latin(text: str) -> bool:
    """Whether a text has Latin letters and no others; marks and apostrophes do not count.

    >>> is_latin("Británie"), is_latin("d\u2019Enna"), is_latin("Hà N\u1ed9i"), is_latin("Британія")
    (True, True, True, False)
    """
    if text.isascii() or max(text) < _LATIN_ENDS:
        return True
    return not any(letter >= _LATIN_ENDS and letter.isalpha() and not "\u1e00" <= letter < "\u1f00" for letter in text)
