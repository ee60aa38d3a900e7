"""The tables turned around: which Latin letters may stand for which Cyrillic ones, and in which systems.

Compiling a gazetteer does this once, for every table of a language, and stores the result as lines of text. What a rule
asks of its neighbours is left out here; `reverse` plays the tables forward on what it has found.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from toponyms.text.normalize import apostrophes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toponyms.romanization.scheme import Scheme

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
    def of(cls, language: str, schemes: Iterable[Scheme]) -> Segments:
        """The segments of the tables that romanize a language."""
        schemes = list(schemes)
        found: dict[str, dict[str, int]] = {}
        for number, scheme in enumerate(schemes):
            for cyrillic, latin in _pairs(scheme):
                written = folded(latin)
                for text, bit in ((written, 1 << number), (bare(written), 1 << len(schemes) + number)):
                    if text:
                        row = found.setdefault(text, {})
                        row[cyrillic] = row.get(cyrillic, 0) | bit
        return cls(
            language,
            [scheme.id for scheme in schemes],
            {latin: sorted(row.items()) for latin, row in sorted(found.items())},
        )


def _pairs(scheme: Scheme) -> set[tuple[str, str]]:
    """What a table writes for what, with the letters that it does not write put to those before them."""
    pairs = set(scheme.letters.items())
    silent: dict[str, str] = {letter: "" for letter, latin in scheme.letters.items() if not bare(folded(latin))}
    if not bare(folded(scheme.apostrophe)):
        silent["'"] = ""
    pairs.add(("'", scheme.apostrophe))
    every = "".join(letter for letter in scheme.letters if len(letter) == 1)
    for rule in scheme.rules:
        pairs.add((rule.match, rule.to))
        if not bare(folded(rule.to)):
            after = "".join(scheme.classes.get(item, item if item not in ("^", "LETTER") else every) for item in rule.after)
            silent[rule.match] = silent.get(rule.match, "") + (after or every)
    for letters, after in silent.items():
        before = set(after or every)
        for cyrillic, latin in list(pairs):
            if latin and cyrillic[-1:] in before and cyrillic[-1:] != letters:
                pairs.add((cyrillic + letters, latin))
    return {(cyrillic, latin) for cyrillic, latin in pairs if latin}


def to_bytes(every: Iterable[Segments]) -> bytes:
    """The segments of several languages as lines of text."""
    lines = []
    for segments in every:
        rows = [(latin, cyrillic, bits) for latin, row in segments.rows.items() for cyrillic, bits in row]
        lines.append(f"[{segments.language}] {len(rows)} {' '.join(segments.systems)}")
        lines += [f"{latin}\t{cyrillic}\t{bits:x}" for latin, cyrillic, bits in rows]
    return "\n".join(lines).encode()


def from_bytes(data: bytes | memoryview) -> dict[str, Segments]:
    """What `to_bytes` wrote, by language."""
    lines = bytes(data).decode().split("\n")
    found: dict[str, Segments] = {}
    at = 0
    while at < len(lines) and lines[at]:
        language, count, *systems = lines[at].split(" ")
        rows: dict[str, list[tuple[str, int]]] = {}
        end = at + 1 + int(count)
        for line in lines[at + 1 : end]:
            latin, cyrillic, bits = line.split("\t")
            rows.setdefault(latin, []).append((cyrillic, int(bits, 16)))
        found[language[1:-1]] = Segments(language[1:-1], systems, rows)
        at = end
    return found
