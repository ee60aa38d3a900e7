"""Recall: the places that a form may mean, by every channel, each with the evidence that brought it.

A text is looked up letter for letter, in other spellings, as a slip, as what a romanization writes, and as a
translation here; case forms and adjectives, which need tables of grammar, are in `grammar`.
"""

from __future__ import annotations

from toponyms.matching.grammar import Grammar
from toponyms.matching.hits import CALQUE, EXACT, FUZZY, REVERSE, SKELETON, Keeper, is_latin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from toponyms.index.keys import KeyRules
    from toponyms.index.reader import Index
    from toponyms.language.calques import Calques
    from toponyms.language.inflection import Inflection
    from toponyms.matching.hits import Hit
    from toponyms.matching.slips import Slips
    from toponyms.romanization.reverse import Reverser

MIN_SKELETON = 3
"""Shorter skeletons are met by chance: "zzzzzz" is one letter there."""

REVERSE_LETTERS = 16
"""Longer texts are not read back into Cyrillic while resolving: sixteen letters take five milliseconds already."""


class Recall:
    """The channels over one index, with what they need kept ready."""

    __slots__ = (
        "_calques",
        "_costs",
        "_index",
        "_limits",
        "_reversers",
        "_rules",
        "_slips",
        "grammar",
        "keeper",
        "key",
    )

    def __init__(
        self,
        index: Index,
        rules: KeyRules,
        inflection: Inflection,
        limits: Mapping[str, float],
        name_kinds: tuple[float, ...],
        cyrillic: Sequence[bool],
        costs: Mapping[str, float],
    ) -> None:
        """cyrillic: for each line of the vocabulary of countries whether names are written in Cyrillic there; costs:
        what slips cost by kind, where no table knows them, see `Edits`.
        """
        self._index, self._rules, self._limits, self._costs = index, rules, limits, costs
        self.keeper = Keeper(index, rules, name_kinds)
        self.key = self.keeper.key
        self.grammar = Grammar(self.keeper, inflection, cyrillic)
        self._slips: Slips | None = None
        self._calques: Calques | None = None
        self._reversers: dict[str, Reverser] | None = None

    def exact(self, text: str, hits: dict[int, Hit], *, whole: bool) -> None:
        """Places one of whose names is this text, letter for letter after normalizing."""
        key = self.key(text)
        number = self._index.find_key(key)
        if number >= 0:
            self.keeper.keep_rows(self._index.rows_of(number), hits, EXACT, 0.0, text, key, whole)

    def skeleton(self, text: str, hits: dict[int, Hit], *, whole: bool) -> None:
        """Places one of whose names has a skeleton in common with this text: another romanization or spelling."""
        index = self._index
        for skeleton in self._rules.skeletons(self.key(text)):
            number = index.find_skeleton(skeleton) if len(skeleton) >= MIN_SKELETON else -1
            if number >= 0:
                names = index.keys_of(number)
                for name in names:
                    self.keeper.keep(name, hits, SKELETON, 1.0, text, skeleton, whole, True)
                for name in names:
                    rows = index.rows_of(name)
                    if not is_latin(index.text(index.row_text[rows[0]])):
                        for row in rows:
                            hits[index.row_place[row]].apart = False

    def fuzzy(self, text: str, hits: dict[int, Hit], passes: Callable[[int], bool], hinted: bool) -> None:
        """Places one of whose names is within two edits of this text, under the skeleton key."""
        for slip in self.slips.of(self.key(text), passes, hinted=hinted):
            self.keeper.keep(slip.number, hits, FUZZY, slip.cost, text, slip.spelt, False, slip.first)

    @property
    def slips(self) -> Slips:
        """The search for slips; made when a text is first taken for one."""
        if self._slips is None:
            from toponyms.matching.slips import Slips

            self._slips = Slips(self._index, self._rules, self._limits, self._costs)
        return self._slips

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
                    self.keeper.keep(number, hits, REVERSE, 0.0, text, one.text, False)

    def calque(self, text: str, hits: dict[int, Hit], *, whole: bool, native: bool, least: int = 1) -> None:
        """Places whose name at least so many words of this text translate; native: see `translated.readings`."""
        from toponyms.matching.translated import readings

        for reading in readings(self.key(text), self.calques, self._rules, native=native):
            if reading.words >= least:
                for number in self._index.calques_of(reading.key):
                    self.keeper.keep(number, hits, CALQUE, reading.cost, text, reading.key, whole)

    @property
    def calques(self) -> Calques:
        """The words that names are made of; read when a text first needs them."""
        if self._calques is None:
            from toponyms.language.calques import Calques

            self._calques = Calques.from_bytes(self._index["rules.calques"])
        return self._calques

    def reversers(self) -> dict[str, Reverser]:
        """The searches from Latin to Cyrillic, by language; made when they are first asked for."""
        if self._reversers is None:
            from toponyms.romanization.reverse import reversers

            self._reversers = reversers(self._index["letters.models"])
        return self._reversers
