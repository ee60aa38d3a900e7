"""Folding names to compare them, and telling the language of names that a source leaves untagged."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from toponyms.errors import BuildError

DATA = Path(__file__).parent / "data"
"""Folder of the reviewed tables that the build reads."""

STRESS = "\u0301"
"""Combining acute: dictionaries mark the stress of a Cyrillic name with it, no name is spelt with it."""

JOINERS = "\u200c\u200d"
"""Zero-width joiner and non-joiner, which Persian, Sinhala and others are spelt with; other invisible marks go."""

_INVISIBLE = ("Cc", "Cf", "Cs", "Co")
_APOSTROPHES = dict.fromkeys(map(ord, "'’ʼ`´‘ʹ′ˈ\"”"), "'")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_SIGNS = (("shch", "ш"), ("szcz", "ш"), ("kh", "х"), ("zh", "ж"), ("ch", "ч"), ("sh", "с"), ("ts", "ц"), ("h", "g"))
_CODE = re.compile(r"[A-Z]{3,4}")


def clean(name: str) -> str:
    """A name as the gazetteer keeps it: NFC, no control characters, single spaces, no stress mark on Cyrillic.

    >>> clean(" Караджи\u0301  "), clean("Липов_рог")
    ('Караджи', 'Липов рог')
    """
    name = name.replace("_", " ")  # titles of wiki pages came into GeoNames with it
    if name.isascii():
        return " ".join(name.split())
    text = unicodedata.normalize("NFC", name)
    if STRESS in text and _CYRILLIC.search(text):
        text = text.replace(STRESS, "")
    if not text.isprintable():
        text = "".join(c for c in text if c in JOINERS or c.isspace() or unicodedata.category(c) not in _INVISIBLE)
    return " ".join(text.split())


@lru_cache(maxsize=1 << 18)
def fold(name: str) -> str:
    """A key under which the spellings of one Cyrillic name meet: one apostrophe, small letters, no spaces at hyphens.

    >>> fold("Куп’янськ-Вузловий") == fold("КУП'ЯНСЬК - Вузловий")
    True
    """
    text = clean(name).translate(_APOSTROPHES)
    return re.sub(r"\s*[-–—]\s*", "-", text).casefold()


def fold_latin(name: str) -> str:
    """A key for Latin names: small ASCII letters and digits; apostrophes, hyphens and accents do not count.

    >>> fold_latin("Solom’yans’kyy Rayon")
    'solomyanskyyrayon'
    """
    plain = unicodedata.normalize("NFD", name.casefold())
    return "".join(c for c in plain if c.isascii() and c.isalnum())


def skeleton(name: str) -> str:
    """A key under which a Ukrainian name and its Russian or Polish renderings in Latin letters meet: vowels are one
    sign, runs of them too, h is g, words stand in order of the alphabet.

    It merges different names as well, so it is evidence only within a few kilometres.

    >>> skeleton("Novyi Ostriv") == skeleton("Novyy Ostrov"), skeleton("Horaiets") == skeleton("Gorayets")
    (True, True)
    >>> skeleton("Mala Dibrova") == skeleton("Dobrova Malaya"), skeleton("Bakhmut") == skeleton("Artemivsk")
    (True, False)
    """
    plain = unicodedata.normalize("NFD", name.casefold())
    words = []
    for word in re.split(r"[\s-]+", "".join(c for c in plain if (c.isascii() and c.isalnum()) or c in " -")):
        text = word
        for letters, sign in _SIGNS:
            text = text.replace(letters, sign)
        text = re.sub(r"[aeiouyj]+", "a", text)
        words.append(re.sub(r"(.)\1+", r"\1", text))
    return " ".join(sorted(filter(None, words)))


def is_cyrillic(name: str) -> bool:
    """Whether a name has a Cyrillic letter."""
    return _CYRILLIC.search(name) is not None


def is_code(name: str) -> bool:
    """Whether a name is no name but a code, such as an airport's: three or four Latin capitals."""
    return _CODE.fullmatch(name) is not None


class LetterRule(NamedTuple):
    """One way to tell a language by its letters: a row of `data/letters.toml`."""

    language: str
    letters: frozenset[str]
    any: tuple[str, ...]
    also: tuple[str, ...]
    none: tuple[str, ...]
    countries: frozenset[str]

    def holds(self, name: str, country: str) -> bool:
        """Whether a lower-case name of a place in a country is in this language."""
        if self.countries and country not in self.countries:
            return False
        if not any(part in name for part in self.any) or any(part in name for part in self.none):
            return False
        if self.also and not any(part in name for part in self.also):
            return False
        return all(letter in self.letters for letter in name if letter.isalpha())


@cache
def letter_rules() -> tuple[LetterRule, ...]:
    """The rules of `data/letters.toml`, in order."""
    path = DATA / "letters.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    rules = []
    for row in table["rule"]:
        if row["letters"] not in table["alphabets"]:
            raise BuildError(f"{path.name}: rule for {row['language']} names no alphabet {row['letters']!r}")
        rules.append(
            LetterRule(
                row["language"],
                frozenset(table["alphabets"][row["letters"]]),
                tuple(row["any"]),
                tuple(row.get("also", ())),
                tuple(row.get("none", ())),
                frozenset(row.get("countries", ())),
            )
        )
    return tuple(rules)


def language_of(name: str, country: str) -> str:
    """The language of an untagged name where its letters leave no doubt, else `und`.

    >>> language_of("Харків", "UA"), language_of("Артёмовск", "UA"), language_of("Кіеў", "UA")
    ('uk', 'ru', 'be')
    >>> language_of("Одеса", "UA"), language_of("Odesa", "UA")
    ('und', 'und')
    """
    if not is_cyrillic(name):
        return "und"
    lower = name.casefold()
    for rule in letter_rules():
        if rule.holds(lower, country):
            return rule.language
    return "und"
