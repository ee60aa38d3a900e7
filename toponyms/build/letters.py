"""The letter models of the languages whose names the gazetteer has: what going back from Latin letters asks."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from toponyms.build.names import DATA
from toponyms.romanization import letters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toponyms.build.entries import Entry

NO_WORDS = frozenset({"garble", "abbreviation"})
"""Kinds of name whose letters are no words of the language."""


def models(entries: Iterable[Entry]) -> bytes:
    """The section `letters.models`: a model for each language of `data/letters.toml` that has names."""
    table = tomllib.loads((DATA / "letters.toml").read_text(encoding="utf-8"))
    alphabets: dict[str, str] = table["alphabets"]
    untagged: dict[str, str] = table["untagged"]
    names: dict[str, set[str]] = {language: set() for language in alphabets}
    for entry in entries:
        own = untagged.get(entry.countries[0], "") if entry.countries else ""
        for name in entry.names:
            language = own if name.language == "und" else name.language
            if language in names and name.kind not in NO_WORDS and not name.core:
                names[language].add(name.text)
    made = {}
    for language, texts in sorted(names.items()):
        alphabet = frozenset(alphabets[language] + "'")
        words = [word for text in sorted(texts) for word in letters.words_of(text) if alphabet.issuperset(word)]
        if words:
            made[language] = letters.LetterModel.of(words, sorted(alphabet))
    return letters.to_bytes(made)
