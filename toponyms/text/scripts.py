"""Which alphabet a word is written in, as far as the keys need to know: Latin, Cyrillic, both, or something else."""

from __future__ import annotations

import re

LATIN = "Latn"
CYRILLIC = "Cyrl"
MIXED = "mixed"
"""Latin and Cyrillic letters in one word."""
OTHER = "other"
"""At least one letter of another script."""
NONE = ""
"""No letter."""

# The Latin and the Cyrillic blocks of Unicode 14: Basic and Latin-1, Extended-A and B and IPA, phonetic extensions,
# Extended Additional, Kelvin and ångström signs, Roman numerals, Extended-C, D, E and G, ligatures, full width;
# Cyrillic, its supplement and extensions.
_LATIN = (
    r"A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02b8\u02e0-\u02e4\u1d00-\u1d25\u1d2c-\u1d5c\u1d62-\u1d65"
    r"\u1d6b-\u1d77\u1d79-\u1dbe\u1e00-\u1eff\u2090-\u209c\u212a-\u212b\u2160-\u2188\u2c60-\u2c7f\ua722-\ua7ca"
    r"\ua7d0-\ua7d9\ua7f2-\ua7ff\uab30-\uab64\uab66-\uab68\ufb00-\ufb06\uff21-\uff3a\uff41-\uff5a\U0001df00-\U0001df1e"
)
_CYRILLIC = r"\u0400-\u0482\u048a-\u052f\u1c80-\u1c88\u1d2b\u1d78\ua640-\ua69f"
_latin = re.compile(f"[{_LATIN}]").search
_cyrillic = re.compile(f"[{_CYRILLIC}]").search
_other = re.compile(rf"[^\W\d_{_LATIN}{_CYRILLIC}]").search


def script_of(word: str) -> str:
    """The script of a word or text: `LATIN`, `CYRILLIC`, `MIXED`, `OTHER` or `NONE`.

    >>> script_of("Торецьк"), script_of("Toretsk"), script_of("Toрецьк"), script_of("თბილისი"), script_of("12")
    ('Cyrl', 'Latn', 'mixed', 'other', '')
    """
    if _other(word):
        return OTHER
    if _cyrillic(word):
        return MIXED if _latin(word) else CYRILLIC
    return LATIN if _latin(word) else NONE
