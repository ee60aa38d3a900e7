"""The fold under which the baselines compare names."""

from __future__ import annotations

import re
import unicodedata

_WORDS = """
    oblast oblast' obl region raion rayon district krai kray republic province state city town village municipality
    municipal of the область обл край район р-н республика
"""
TYPE_WORDS = frozenset(_WORDS.split())
"""Words that say what a hint is, not which one; the baselines' hints are compared without them."""

_SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """NFKC, casefolded, spaces collapsed: what any careful user of a dict would do.

    >>> from bench.text import fold
    >>> fold("  Kup'yans’k ")
    "kup'yans'k"
    """
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_APOSTROPHES)
    return _SPACES.sub(" ", folded).strip(" ,;.")


_APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u02bc\u2018\u0060\u00b4\u02b9\u2032", "'"))


def without_type_words(text: str) -> str:
    """The folded text without the words that only say what it is.

    >>> from bench.text import without_type_words
    >>> without_type_words("Khersons'ka Oblast"), without_type_words("Donetsk region")
    ("khersons'ka", 'donetsk')
    """
    words = [word for word in fold(text).replace(",", " ").split() if word.strip(".") not in TYPE_WORDS]
    return " ".join(words)
