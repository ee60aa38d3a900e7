"""Adjectives of place names: the names that an adjective may be derived from.

    >>> adjectives = Adjectives.from_bytes(to_bytes(load()))
    >>> "авдіївка" in [noun.key for noun in adjectives.nouns("авдіївського")]
    True
    >>> "часів яр" in [noun.key for noun in adjectives.nouns("часовоярський")]
    True
    >>> adjectives.nouns("немецкими")[0].key
    'германия'
    >>> adjectives.nouns("авдіївка")
    []

Four tables: the suffixes with what they change of the stem, the case endings behind them, how the two words of a
name are joined, and the adjectives that no rule makes. Words are exact keys (`toponyms.index.keys`).
"""

from __future__ import annotations

from collections import namedtuple

from toponyms.errors import BuildError, GazetteerCorrupt
from toponyms.language.inflection import LANGUAGES, VOWELS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from os import PathLike

FILES = ("adjectives.tsv", "adjective_endings.tsv", "adjective_compounds.tsv", "adjective_words.tsv")
"""The tables in `toponyms/language/data`."""

CUT = "-"
"""How the table writes that there is no ending."""

LONGEST = 6
"""Most letters of a case ending of an adjective."""

LONGEST_SUFFIX = 10
"""Most letters of a suffix, what it changes of the stem counted in."""

MIN_NOUN = 3
"""Letters of a name, a final vowel not counted, below which its adjective is not looked for."""

MIN_FIRST = 3
"""Letters of the first word of a name of two, without its ending."""

MAX_NOUNS = 96
"""Names that are made of one adjective."""

_COLUMNS = (
    ("language", "adjective", "nominative", "after", "source", "example"),
    ("language", "endings", "example"),
    ("language", "link", "first", "second", "example"),
    ("language", "adjective", "name", "without"),
)

Suffix = namedtuple("Suffix", "language adjective nominative after example")
"""How an adjective is made: its end before the case ending, what the name has there, behind which letters."""

Ending = namedtuple("Ending", "language ending")
"""A case ending of adjectives."""

Link = namedtuple("Link", "language link first second example")
"""How two words are joined: the end of the first part, what the first word has there, what the second may end in."""

Listed = namedtuple("Listed", "language adjective name without")
"""An adjective that no rule makes, before its case ending, and the name that it belongs to: немецк, германия.

without: the case endings behind which it is a people: русские.
"""

Noun = namedtuple("Noun", "key languages listed")
"""A name that an adjective may be derived from.

key: its exact key; languages: those by whose rules, as bits; listed: whether the adjective is a row of the table.
"""

Tables = tuple[tuple[Suffix, ...], tuple[Ending, ...], tuple[Link, ...], tuple[Listed, ...]]


def language_bits(language: str) -> int:
    """The bit of a language in `Noun.languages`, 0 for one that has no such adjectives here."""
    return 1 << LANGUAGES.index(language) if language in LANGUAGES else 0


def load(directory: str | PathLike[str] | None = None) -> Tables:
    """The rows of the tables, for compiling. Raises `BuildError` that names file and line where one is wrong.

    >>> suffixes, endings, links, words = load()
    >>> suffixes[0].example
    'Бахмут: бахмутський'
    """
    import os

    from toponyms.language.tables import data_path, read_table

    paths = [data_path(name) if directory is None else os.path.join(directory, name) for name in FILES]
    suffixes, endings, links, words = [], [], [], []
    for number, (language, adjective, nominative, after, source, example) in read_table(paths[0], _COLUMNS[0]):
        _check(f"{paths[0]}:{number}", language, adjective + nominative + after, bool(adjective and source and example))
        suffixes.append(Suffix(language, adjective, nominative, after, example))
    for number, (language, cells, example) in read_table(paths[1], _COLUMNS[1]):
        _check(f"{paths[1]}:{number}", language, cells, bool(cells and example))
        endings += [Ending(language, "" if ending == CUT else ending) for ending in cells.split(" ")]
    for number, (language, link, first, second, example) in read_table(paths[2], _COLUMNS[2]):
        _check(f"{paths[2]}:{number}", language, link + first + second, bool(link and second and example))
        links.append(Link(language, link, first, second, example))
    for number, (language, adjective, name, without) in read_table(paths[3], _COLUMNS[3]):
        _check(f"{paths[3]}:{number}", language, adjective + name + without, bool(adjective and name))
        words.append(Listed(language, adjective, name, without))
    return tuple(suffixes), tuple(endings), tuple(links), tuple(words)


def _check(where: str, language: str, text: str, whole: bool) -> None:
    if language not in LANGUAGES or not whole:
        raise BuildError(f"{where}: a cell is empty, or the language is none of {', '.join(LANGUAGES)}")
    if text.casefold() != text:
        raise BuildError(f"{where}: {text!r} is not in small letters")


def to_bytes(tables: Tables) -> bytes:
    """The tables as a section of a gazetteer file: a block of lines each, rows of the same letters put together."""
    blocks: list[dict[tuple[str, ...], int]] = [{}, {}, {}, {}]
    for suffix in tables[0]:
        _add(blocks[0], (suffix.adjective, suffix.nominative, "".join(sorted(suffix.after))), suffix.language)
    for ending in tables[1]:
        _add(blocks[1], (ending.ending,), ending.language)
    for link in tables[2]:
        _add(blocks[2], (link.link, link.first, "".join(sorted(link.second))), link.language)
    for listed in tables[3]:
        _add(blocks[3], (listed.adjective, listed.name, listed.without), listed.language)
    lines = ("\n".join("\t".join([*key, f"{block[key]:x}"]) for key in sorted(block)) for block in blocks)
    return "\f".join(lines).encode()


def _add(block: dict[tuple[str, ...], int], key: tuple[str, ...], language: str) -> None:
    block[key] = block.get(key, 0) | language_bits(language)


class Adjectives:
    """The tables, ready for analysis."""

    __slots__ = ("_endings", "_links", "_suffixes", "_words")

    @classmethod
    def from_bytes(cls, data: bytes | memoryview) -> Adjectives:
        """Read the section that `to_bytes` wrote; `GazetteerCorrupt` where the bytes are something else."""
        made = cls.__new__(cls)
        try:
            suffixes, endings, links, words = [
                [line.split("\t") for line in block.split("\n") if line] for block in str(data, "utf-8").split("\f")
            ]
            made._endings = {ending: int(bits, 16) for ending, bits in endings}
            made._suffixes = {}
            for adjective, nominative, after, bits in suffixes:
                row = nominative, after, int(bits, 16)
                made._suffixes[adjective] = (*made._suffixes.get(adjective, ()), row)
            made._words = {}
            for adjective, name, without, bits in words:
                row = name, without, int(bits, 16)
                made._words[adjective] = (*made._words.get(adjective, ()), row)
            made._links = [(link, first, second, int(bits, 16)) for link, first, second, bits in links]
        except ValueError as error:
            raise GazetteerCorrupt(f"the section of adjectives is damaged: {error}") from error
        return made

    _endings: dict[str, int]
    _suffixes: dict[str, tuple[tuple[str, str, int], ...]]
    _links: list[tuple[str, str, str, int]]
    _words: dict[str, tuple[tuple[str, str, int], ...]]

    def nouns(self, key: str, *, cut: bool = False) -> list[Noun]:
        """The names that a text may be an adjective of, single words first; none where it is no such adjective.

        Of several words the last one is the adjective: нью-йоркський. cut: whether the case ending may be missing.
        """
        listed = self.listed(key)
        before, _, word = key.rpartition(" ")
        found: dict[str, int] = {}
        for size in range(not cut, min(LONGEST, len(word) - MIN_NOUN) + 1):
            stem = word[: len(word) - size]
            languages = self._endings.get(word[len(stem) :], 0)
            if languages:
                self._stems(stem, languages, found)
        if before:
            return listed + [Noun(f"{before} {noun}", languages, False) for noun, languages in found.items()]
        for noun, languages in list(found.items()):
            self._split(noun, languages, found)
        return (listed + [Noun(noun, languages, False) for noun, languages in found.items()])[:MAX_NOUNS]

    def listed(self, key: str) -> list[Noun]:
        """The names whose adjective no rule makes: немецкими, of Германия.

        >>> Adjectives.from_bytes(to_bytes(load())).listed("бахмутский")
        []
        """
        found = []
        for size in range(1, min(LONGEST, len(key) - MIN_NOUN) + 1):
            stem = key[: len(key) - size]
            if stem in self._words:
                ending = key[len(stem) :]
                languages = self._endings.get(ending, 0)
                found += [
                    Noun(name, bits & languages, True)
                    for name, without, bits in self._words[stem]
                    if bits & languages and ending not in without.split(" ")
                ]
        return found

    def forms(self, key: str) -> list[str]:
        """The other case forms, in all genders, of a text that ends like an adjective of a name.

        >>> adjectives = Adjectives.from_bytes(to_bytes(load()))
        >>> "харківська" in adjectives.forms("харківському"), adjectives.forms("харків")
        (True, [])
        """
        found: dict[str, None] = {}
        for size in range(1, min(LONGEST, len(key) - MIN_NOUN) + 1):
            stem, languages = key[: len(key) - size], self._endings.get(key[len(key) - size :], 0)
            if not languages:
                continue
            bits = 0
            for at in range(max(1, len(stem) - LONGEST_SUFFIX), len(stem) - 1):
                for _, _, made in self._suffixes.get(stem[at:], ()):
                    bits |= made & languages
            if bits:
                found.update((stem + ending, None) for ending, known in self._endings.items() if known & bits)
        found.pop(key, None)
        return [*found]

    def is_people(self, key: str) -> bool:
        """Whether a text is what the table says a people is called: русскими.

        >>> adjectives = Adjectives.from_bytes(to_bytes(load()))
        >>> adjectives.is_people("русскими"), adjectives.is_people("русского")
        (True, False)
        """
        for size in range(1, min(LONGEST, len(key) - MIN_NOUN) + 1):
            ending = key[len(key) - size :]
            for _, without, _ in self._words.get(key[: len(key) - size], ()):
                if without and ending in without.split(" "):
                    return True
        return False

    def _stems(self, stem: str, languages: int, found: dict[str, int]) -> None:
        """Add what an adjective without its case ending may be derived from."""
        for at in range(max(1, len(stem) - LONGEST_SUFFIX), len(stem) - 1):
            for nominative, after, bits in self._suffixes.get(stem[at:], ()):
                if bits & languages and (not after or stem[at - 1] in after):
                    noun = stem[:at] + nominative
                    if len(noun) - (noun[-1] in VOWELS) >= MIN_NOUN:
                        found[noun] = found.get(noun, 0) | bits & languages

    def _split(self, noun: str, languages: int, found: dict[str, int]) -> None:
        """Add the names of two words that were joined to one."""
        for link, first, second, bits in self._links:
            if not bits & languages or noun[-1] not in second:
                continue
            at = noun.find(link, MIN_FIRST)
            while 0 < at < len(noun) - len(link) - 1:
                pair = f"{noun[:at]}{first} {noun[at + len(link) :]}"
                found[pair] = found.get(pair, 0) | bits & languages
                at = noun.find(link, at + 1)
