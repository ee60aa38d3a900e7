"""The tables turned around: which Latin letters may stand for which Cyrillic ones, and in which systems.

What a rule asks of its neighbours is left out here: `reverse` plays the tables forward on what it has found.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from toponyms.text.normalize import apostrophes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toponyms.romanization.engine import SystemLike

_DOUBLE = "\u02ba\u02ee\u2033\u05f4\u201d\u201c\u201e\u00ab\u00bb"
"""Characters that are typed for a double prime: the hard sign."""

_MARKS = re.compile("[\u0300-\u036f'\"\u00b7]")

_BARE = str.maketrans({"ł": "l", "đ": "d", "ı": "i", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ə": "a", "ð": "d"})

MOST = 64
"""Longest Latin text whose Cyrillic is searched for; the longest names of settlements have some thirty letters."""


@functools.cache
def _signs() -> dict[int, str]:
    table = dict.fromkeys(map(ord, apostrophes()), "'")
    table.update(dict.fromkeys(map(ord, _DOUBLE), '"'))
    return table


def folded(latin: str) -> str:
    """Latin text as it is compared: lower case, apostrophes and primes of one form each.

    >>> folded("Kupʺjansʹk")
    'kup"jans\\'k'
    """
    return unicodedata.normalize("NFC", latin.translate(_signs())).lower()


def bare(latin: str) -> str:
    """Folded text without the marks and signs that writers leave out.

    >>> bare(folded("Časìv Âr")), bare(folded("Kharʹkov"))
    ('casiv ar', 'kharkov')
    """
    text = latin.translate(_BARE)
    if text.isascii() and "'" not in text and '"' not in text:
        return text
    return _MARKS.sub("", unicodedata.normalize("NFD", text))


class Segments:
    """What Latin letters may stand for in one language.

    systems: ids of the tables, in order; rows: Latin letters -> (Cyrillic letters, set of systems as bits). The lower
    half of the bits means the table as it is, the upper half the table without marks and signs.
    """

    __slots__ = ("language", "longest", "rows", "systems")

    def __init__(self, language: str, systems: Sequence[str], rows: dict[str, list[tuple[str, int]]]) -> None:
        self.language, self.systems, self.rows = language, tuple(systems), rows
        self.longest = max(map(len, rows), default=0)

    @classmethod
    def of(cls, language: str, systems: Iterable[SystemLike]) -> Segments:
        """The segments of the systems that romanize a language."""
        systems = list(systems)
        found: dict[str, dict[str, int]] = {}
        known: dict[str, tuple[str, str]] = {}
        for number, system in enumerate(systems):
            for cyrillic, latin in _pairs(system):
                forms = known.get(latin)
                if forms is None:  # most tables have most of their segments in common
                    forms = known[latin] = (folded(latin), bare(folded(latin)))
                for text, bit in zip(forms, (1 << number, 1 << len(systems) + number), strict=True):
                    if text:
                        row = found.setdefault(text, {})
                        row[cyrillic] = row.get(cyrillic, 0) | bit
        return cls(
            language,
            [system.id for system in systems],
            {latin: sorted(row.items()) for latin, row in sorted(found.items())},
        )

    @classmethod
    def packed(cls, language: str) -> Segments:
        """The segments of every system of the package that writes a language in Latin letters."""
        from toponyms.romanization.packed import ids_of, load_system

        return cls.of(language, [system for system in map(load_system, ids_of(language)) if system.script == "Latn"])


def _pairs(system: SystemLike) -> set[tuple[str, str]]:
    """What a table writes for what, with the letters that it does not write put to those before them."""
    pairs = {*system.letters.items(), ("'", system.apostrophe)}
    every = "".join(letter for letter in system.letters if len(letter) == 1)
    silent: list[tuple[str, str]] = [
        (letter, every)
        for letter, latin in (*system.letters.items(), ("'", system.apostrophe))
        if not bare(folded(latin))
    ]
    for rule in system.rules:
        pairs.add((rule.match, rule.to))
        if not bare(folded(rule.to)):
            # of several contexts the last one stands beside the letters; what is only excluded may be anything
            beside = [item.split(" ")[-1] for item in rule.after]
            silent.append(
                (rule.match, "".join(system.classes.get(item, every if item[0] in "!^" else item) for item in beside))
            )
    for letters, after in silent:
        before = set(after or every) - set(letters)
        pairs |= {(cyrillic + letters, latin) for cyrillic, latin in pairs if latin and cyrillic[-1] in before}
    return {(cyrillic, latin) for cyrillic, latin in pairs if latin}
