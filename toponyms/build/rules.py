"""The rules that shape keys and scores, read from their files and packed into sections of the gazetteer."""

from __future__ import annotations

from functools import lru_cache

from toponyms.build.derive import UKRAINIAN_SCHEME
from toponyms.build.grammar import romanized, romanized_adjectives
from toponyms.index.keys import KeyRules
from toponyms.language import adjectives, calques, edits, everyday, generics, inflection, misread
from toponyms.language.calques import skeleton_stem
from toponyms.language.generics import GenericWords
from toponyms.matching import weights
from toponyms.romanization import transliterate


class Rules:
    """Everything that compiling reads from the package's own data files."""

    def __init__(
        self, keys: KeyRules, words: GenericWords, tables: dict[str, dict[str, float]], parts: bytes | memoryview
    ) -> None:
        """parts: the section `rules.calques`, by which names are cut for calques."""
        self.keys, self.words, self.weights, self.parts = keys, words, tables, bytes(parts)

    @classmethod
    def load(cls) -> Rules:
        """Read and check every file. Raises `BuildError` naming the file and line of a mistake."""
        keys = KeyRules.load()
        return cls(keys, GenericWords(), weights.load(), _parts(keys))

    def sections(self) -> dict[str, bytes]:
        """The sections of the gazetteer file whose names begin with `rules.`."""
        classes, tables = inflection.load(), adjectives.load()
        latin = romanized_adjectives(tables, self.keys.exact)
        derived = (*tables[0], *latin[0]), tables[1], (*tables[2], *latin[2]), tables[3]
        return {
            "rules.keys": self.keys.to_bytes(),
            "rules.words": generics.to_bytes(generics.load()),
            "rules.endings": inflection.to_bytes([*classes, *romanized(classes, self.keys.exact)]),
            "rules.adjectives": adjectives.to_bytes(derived),
            "rules.edits": edits.to_bytes(edits.load()),
            "rules.misread": misread.to_bytes(misread.load()),
            "rules.everyday": everyday.to_bytes(*everyday.load(), self.keys.exact),
            "rules.calques": self.parts,
            "rules.weights": weights.to_bytes(self.weights),
        }

    @staticmethod
    @lru_cache(maxsize=65536)
    def romanize(text: str) -> str:
        """A Ukrainian name in the official Latin form."""
        return transliterate(text, UKRAINIAN_SCHEME)


def _parts(keys: KeyRules) -> bytes:
    """The tables of calques as a section: words as the keys of texts have them."""

    def stem(word: str) -> str:
        skeletons = keys.skeletons(keys.exact(word), 1)
        return skeleton_stem(skeletons[0]) if skeletons else ""

    def bare(word: str) -> str:
        return keys.bare(keys.exact(word))

    return calques.to_bytes(calques.load(), exact=keys.exact, stem=stem, bare=bare)
