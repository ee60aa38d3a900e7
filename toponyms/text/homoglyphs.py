"""Words with letters of the wrong alphabet: Xaркiв typed with Latin X, a and i.

A word that mixes Latin and Cyrillic is moved to the one alphabet whose unmistakable letters it has. Which letters look
alike is data: `homoglyphs.tsv`.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# Patterns as text: `re` compiles them when a text that is not ASCII first needs them, not at import.
_LETTERS = r"[^\W\d_]+"
_LATIN_LETTER = r"[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]"
_CYRILLIC_LETTER = r"[Ѐ-ҁҊ-ԯ]"


class Homoglyphs:
    """Repairs mixed words by a table of pairs.

    >>> from toponyms.text.normalize import read_table
    >>> homoglyphs = Homoglyphs((row[0], row[1]) for row in read_table("homoglyphs.tsv"))
    >>> homoglyphs.repair("Xaркiв") == "Харків"
    True
    >>> homoglyphs.repair("Кyiv") == "Kyiv"
    True
    """

    __slots__ = ("_finders", "_to_cyrillic", "_to_latin", "pairs")

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self.pairs = tuple(pairs)
        self._finders: tuple[Callable[[str], object], ...] = ()
        self._to_cyrillic: dict[int, str] = {}
        self._to_latin: dict[int, str] = {}
        for latin, cyrillic in self.pairs:
            self._to_cyrillic[ord(latin)] = cyrillic
            self._to_cyrillic[ord(latin.upper())] = cyrillic.upper()
            self._to_latin[ord(cyrillic)] = latin
            self._to_latin[ord(cyrillic.upper())] = latin.upper()

    def repair(self, text: str) -> str:
        """The text with every mixed word in one alphabet; a word that cannot be moved whole stays as it is."""
        if text.isascii():
            return text
        if not self._finders:
            self._finders = re.compile(_CYRILLIC_LETTER).search, re.compile(_LATIN_LETTER).search
        cyrillic, latin = self._finders
        if not (cyrillic(text) and latin(text)):
            return text
        return re.sub(_LETTERS, self._repaired, text)

    def _repaired(self, found: re.Match[str]) -> str:
        word = found[0]
        latin = re.findall(_LATIN_LETTER, word)
        cyrillic = re.findall(_CYRILLIC_LETTER, word)
        if not latin or not cyrillic:
            return word
        sure_latin = sum(ord(letter) not in self._to_cyrillic for letter in latin)
        sure_cyrillic = sum(ord(letter) not in self._to_latin for letter in cyrillic)
        if sure_latin and sure_cyrillic:
            return word
        if sure_cyrillic or (not sure_latin and len(cyrillic) >= len(latin)):
            return word.translate(self._to_cyrillic)
        if sure_latin:
            return word.translate(self._to_latin)
        return word.translate(self._to_cyrillic)

    def lookalike(self, text: str) -> str:
        """The text in the other alphabet if every letter of it has a look-alike there, else "": HOBA is НОВА.

        >>> from toponyms.text.normalize import read_table
        >>> Homoglyphs((row[0], row[1]) for row in read_table("homoglyphs.tsv")).lookalike("CAK") == "САК"
        True
        """
        letters = "".join(re.findall(_LETTERS, text))
        for table in (self._to_cyrillic, self._to_latin):
            if letters and all(ord(letter) in table for letter in letters):
                return text.translate(table)
        return ""
