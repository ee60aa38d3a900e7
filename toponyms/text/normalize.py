"""One form for every way of typing a name: the exact key.

The steps: cap the length; compatibility composition and case folding (NFKC, casefold); apostrophes, invisible
characters and stress marks away; every dash, underscore, punctuation mark and kind of space to one space; cap again.
What becomes of which character, and why, is data: `characters.tsv`.
"""

from __future__ import annotations

import os
import re
import unicodedata
from bisect import bisect_right

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MAX_LENGTH = 512
"""Characters of a text that count, before and after NFKC: composing 100,000 unsorted combining marks takes 8 to 10
seconds, one character can become 18 (U+FDFA), and the longest name of a place has 85 letters."""

_CACHED = 20_000
"""Characters whose class is remembered: more than a text in any script needs, and 2 MB at most."""

# Latin and Cyrillic letters that are composed, have one lower case and need no NFKC; and the usual marks between them.
_LETTERS = r"A-Za-zÀ-ÖØ-Þà-öø-ÿĀ-įĴ-ľŁ-ňŊ-žЀ-ҁҊ-ҿӁ-ӿ"
_PLAIN = rf"[ 0-9{_LETTERS}]*"
_SIMPLE = rf"[ -~{_LETTERS}ʼ‘’“”„«»′–—]*"
_QUOTE_IN_WORD = r"(.)[\"”](?=[^\W\d_])"


class Normalizer:
    """Makes exact keys by a table of characters.

    >>> packaged().normalize("Куп’янськ") == packaged().normalize("КУП'ЯНСЬК")
    True
    """

    __slots__ = (
        "_ends",
        "_invisible",
        "_is_plain",
        "_is_simple",
        "_lasting",
        "_ranges",
        "_rows",
        "_starts",
        "_table",
        "_unassigned",
    )

    def __init__(self, rows: Iterable[tuple[str, str, str]], unassigned: str) -> None:
        """`rows`: code point or range (`U+0300-036F`), role, what it becomes; `unassigned`: lines of hex ranges."""
        self._rows = tuple(rows)
        self._unassigned = unassigned
        self._is_plain: Callable[[str], object] | None = None
        self._is_simple: Callable[[str], object] | None = None
        self._lasting: set[str] = set()
        """Characters met in keys that are their own key."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._table = _Becomes(self)
        self._invisible = _Invisible(self, self._table)
        self._ranges: list[tuple[int, int, str | None]] = []
        """What whole ranges become: looked at when one of their characters first occurs."""
        for code, role, becomes in self._rows:
            first, last = _code_range(code)
            to = {"apostrophe": None, "drop": None, "quote": " ", "space": " "}.get(role, becomes)
            if first == last:
                self._table[first] = to
            else:
                self._ranges.append((first, last, to))

    def normalize(self, text: str) -> str:
        """The exact key of a text, at most `MAX_LENGTH` characters, "" where nothing is left."""
        text = text[:MAX_LENGTH]
        if '"' in text or "”" in text:
            text = re.sub(_QUOTE_IN_WORD, _without_quote, text)
        if not text.isascii():
            if self._plain(text):
                return " ".join(text.lower().split())
            if not self._simple(text):
                return self._of_any(text)
        return " ".join(text.lower().translate(self._table).split())

    def _plain(self, text: str) -> bool:
        # Compiled when first needed, as below: ASCII names, the most, do not need them.
        if self._is_plain is None:
            self._is_plain = re.compile(_PLAIN).fullmatch
        return self._is_plain(text) is not None

    def _simple(self, text: str) -> bool:
        if self._is_simple is None:
            self._is_simple = re.compile(_SIMPLE).fullmatch
        return self._is_simple(text) is not None

    def _of_any(self, text: str) -> str:
        folded = text.casefold()
        if (
            self._lasting.issuperset(folded)
            and unicodedata.is_normalized("NFKC", text)
            and unicodedata.is_normalized("NFKC", folded)
        ):
            return " ".join(folded.split())[:MAX_LENGTH].rstrip()
        # Folding and dropping can make room for one more composition; three rounds have always been enough.
        for _ in range(6):
            key = self._round(text)
            if key == text:
                break
            text = key
        if len(self._lasting) < _CACHED:
            self._lasting.update(filter(self._lasts, set(text) - self._lasting))
        return text

    def _lasts(self, char: str) -> bool:
        """Whether a character is its own key wherever it stands in a text that is composed and folded."""
        if char == " ":
            return True
        point = ord(char)
        stays = self._invisible[point] == char and self._table[point] == char and char.casefold() == char
        return stays and not self.unassigned(point)

    def _round(self, text: str) -> str:
        pieces = []
        for piece, known in self._pieces(text):
            if known:
                piece = unicodedata.normalize("NFKC", piece.translate(self._invisible))
                piece = unicodedata.normalize("NFKC", piece.casefold()).translate(self._table)
            pieces.append(piece)
        key = " ".join("".join(pieces).split(" "))
        return " ".join(key.split())[:MAX_LENGTH].rstrip()

    def _pieces(self, text: str) -> list[tuple[str, bool]]:
        """Runs of characters that every supported Python knows, and those that only newer ones do."""
        if text.isascii():
            return [(text, True)]
        pieces: list[tuple[str, bool]] = []
        start = 0
        for i, char in enumerate(text):
            if self.unassigned(ord(char)):
                if start < i:
                    pieces.append((text[start:i], True))
                pieces.append((char, False))
                start = i + 1
        if start < len(text):
            pieces.append((text[start:], True))
        return pieces

    def unassigned(self, point: int) -> bool:
        """Whether Unicode 14, the oldest table of a supported Python, lacks the code point: such pass unchanged."""
        if not self._starts:
            for line in self._unassigned.split():
                first, _, last = line.partition("-")
                self._starts.append(int(first, 16))
                self._ends.append(int(last or first, 16))
        at = bisect_right(self._starts, point) - 1
        return at >= 0 and point <= self._ends[at]

    def becomes(self, point: int) -> str | None:
        """What a character of a composed and folded text becomes, None where it is dropped."""
        for first, last, to in self._ranges:
            if first <= point <= last:
                return to
        char = chr(point)
        if self.unassigned(point):
            return char
        category = unicodedata.category(char)
        if category == "Cf":
            return None
        return " " if category[0] in "PSZC" else char

    @property
    def rows(self) -> tuple[tuple[str, str, str], ...]:
        """The table of characters, as it was given."""
        return self._rows

    @property
    def unassigned_ranges(self) -> str:
        """The ranges that Unicode 14 lacks, as they were given."""
        return self._unassigned


class _Becomes(dict[int, "str | None"]):
    """What `str.translate` makes of a character: by the table, else by its Unicode category."""

    def __init__(self, normalizer: Normalizer) -> None:
        super().__init__()
        self._normalizer = normalizer

    def __missing__(self, point: int) -> str | None:
        becomes = self._normalizer.becomes(point)
        if len(self) < _CACHED:
            self[point] = becomes
        return becomes


class _Invisible(_Becomes):
    """The same before composition: what will be dropped goes now, but combining marks, which may still compose.

    An acute accent typed for an apostrophe would otherwise decompose to a space and a mark.
    """

    def __init__(self, normalizer: Normalizer, after: _Becomes) -> None:
        super().__init__(normalizer)
        self._after = after

    def __missing__(self, point: int) -> str | None:
        char = chr(point)
        becomes = None if self._after[point] is None and not unicodedata.combining(char) else char
        if len(self) < _CACHED:
            self[point] = becomes
        return becomes


def _without_quote(found: re.Match[str]) -> str:
    """A quotation mark within a word is a slip of the apostrophe; the letter before it may be a letter and a mark."""
    before = found[1]
    return before if before.isalpha() or unicodedata.combining(before) else found[0]


def _code_range(code: str) -> tuple[int, int]:
    first, _, last = code.removeprefix("U+").partition("-")
    return int(first, 16), int(last or first, 16)


def read_table(name: str) -> list[list[str]]:
    """The rows of a TSV file beside this module, without its header."""
    with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8", newline="\n") as file:
        lines = file.read().split("\n")
    return [line.split("\t") for line in lines[1:] if line]


_packaged: list[Normalizer] = []


def packaged() -> Normalizer:
    """The normalizer made from the data files of this package."""
    if not _packaged:
        with open(os.path.join(os.path.dirname(__file__), "unassigned.txt"), encoding="ascii") as file:
            unassigned = file.read()
        _packaged.append(Normalizer(((row[0], row[1], row[2]) for row in read_table("characters.tsv")), unassigned))
    return _packaged[0]


def normalize(text: str) -> str:
    """The exact key of a text: equal for every way of typing the same name.

    >>> normalize("  Куп’янськ-Вузловий ")
    'купянськ вузловий'
    >>> normalize("\\u212bLESUND") == normalize("ålesund")
    True

    At most `MAX_LENGTH` characters of the text count. "" where it has no letter and no digit.
    """
    return packaged().normalize(text)


def apostrophes() -> tuple[str, ...]:
    """Every character that is typed for an apostrophe.

    >>> "’" in apostrophes()
    True
    """
    return tuple(chr(_code_range(row[0])[0]) for row in packaged().rows if row[1] == "apostrophe")
