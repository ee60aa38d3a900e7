"""The letter models of the languages whose names the gazetteer has: what going back from Latin letters asks."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from toponyms.build.names import DATA
from toponyms.romanization import letters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toponyms.build.entries import Entry
    from toponyms.romanization.letters import LetterModel

NO_WORDS = frozenset({"garble", "abbreviation", "adjective"})
"""Kinds of name whose letters are no words of the language, or those of its adjectives."""


class Counted:
    """Names on their way into the models: which count, for which language.

    Only names of settlements count. Those of units are adjectives with the same few words behind them, some thousand
    times "територіальна громада", and pull every reading towards theirs.
    """

    def __init__(self) -> None:
        table = tomllib.loads((DATA / "letters.toml").read_text(encoding="utf-8"))
        self.alphabets: dict[str, frozenset[str]] = {
            language: frozenset(alphabet + "'") for language, alphabet in table["alphabets"].items()
        }
        self._untagged: dict[str, str] = table["untagged"]
        self._respelt = {language: re.compile(row["pattern"]) for language, row in table["respelt"].items()}
        self.names: dict[str, set[str]] = {language: set() for language in self.alphabets}
        self.tagged = dict.fromkeys(self.alphabets, 0)

    def language(self, tag: str, country: str) -> str:
        """The language whose model a name counts for, by its tag and the country of its place; "" for none."""
        language = self._untagged.get(country, "") if tag == "und" else tag
        return language if language in self.names else ""

    def fits(self, text: str, language: str) -> bool:
        """Whether a name is spelled as that language spells."""
        words = letters.words_of(text)
        respelt = self._respelt.get(language)
        return (
            bool(words)
            and all(self.alphabets[language].issuperset(word) for word in words)
            and not (respelt and respelt.search(text.lower()))
        )

    def add(self, text: str, tag: str, country: str) -> None:
        """Count a name of a settlement."""
        language = self.language(tag, country)
        if language and (text in self.names[language] or self.fits(text, language)):
            self.names[language].add(text)
            self.tagged[language] += tag != "und"

    def models(self, without: frozenset[str] = frozenset()) -> dict[str, LetterModel]:
        """A model for each language that has names, but for those that a test holds out."""
        made = {}
        for language, texts in sorted(self.names.items()):
            words = [word for text in sorted(texts - without) for word in letters.words_of(text)]
            if words:
                alphabet = sorted(self.alphabets[language])
                made[language] = letters.LetterModel.of(words, alphabet, names=max(1, self.tagged[language]))
        return made

    def to_bytes(self) -> bytes:
        """The section `letters.models`."""
        return letters.to_bytes(self.models())


def count(entries: Iterable[Entry]) -> Counted:
    """The names of entries that count for the models of `data/letters.toml`."""
    counted = Counted()
    for entry in entries:
        if entry.kind == "settlement":
            for name in entry.names:
                if name.kind not in NO_WORDS and not name.core:
                    counted.add(name.text, name.language, entry.countries[0] if entry.countries else "")
    return counted
