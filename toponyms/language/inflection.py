"""Declension of place names: the case forms of a name, and the nominatives that a form may come from.

    >>> grammar = Inflection.from_bytes(to_bytes(load()))
    >>> "авдіївка" in [base.key for base in grammar.bases("авдіївці")]
    True
    >>> "нова каховка" in [base.key for base in grammar.bases("новій каховці")]
    True

The classes are rows of `data/paradigms.tsv`. What analysis takes off is what a class of that language puts on: the
words of a name of several must agree in language and case. Words are exact keys (`toponyms.index.keys`): casefolded,
without apostrophes, hyphens as spaces.
"""

from __future__ import annotations

from collections import namedtuple
from itertools import islice

from toponyms.errors import BuildError, GazetteerCorrupt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from os import PathLike

FILE = "paradigms.tsv"
"""The table in `toponyms/language/data`."""

LANGUAGES = ("uk", "ru", "be", "pl", "cs", "sk", "sl", "bg", "de", "en", "uk-Latn", "ru-Latn", "fr", "es", "it")
"""Languages whose names are declined here, and, the last three, whose adjectives of countries are; those that end in
"-Latn" are Cyrillic case forms in Latin letters."""

CASES = ("gen", "dat", "acc", "ins", "loc")
"""Columns of the table: genitive, dative, accusative, instrumental, locative. The nominative is what is stored."""

LONGEST = 8
"""Most letters in one ending, those of a stem that changes counted in: "-ового" of "Часового"."""

MIN_WORD = 2
"""Letters of a nominative, a final vowel not counted, below which a word is too short to put its case back: Уфа."""

BRIEF, BRIEF_KNOWN = 3, 1250
"""Letters of such a word below which it is a name of well-known places only, and their prominence in the hundredths of
the index: ln 270,000. Words of three letters are forms of many."""

MAX_BASES = 128
"""Combinations of nominatives that are made of the words of one stretch of a text."""

MAX_WORDS = 8
"""Words of a text beyond which it is no name in a case form."""

VOWELS = frozenset("aeiouyáéíóúýěůąęаеєёиіїоуыэюя")
"""Last letters that are endings of a nominative themselves."""

LONG, HEAD = 6, 4
"""Words of a name from which at most so many of the first are declined, as the rest stands in the genitive: Сполученого
Королівства Великої Британії та Північної Ірландії."""

FIXED_AFTER = frozenset(
    {"на", "над", "под", "під", "пад", "nad", "pod", "na", "am", "an", "der", "on", "upon", "sur", "de", "ob", "pri"}
)
"""Words behind which the rest of a name stands in a case of its own: Ростов-на-Дону, Frankfurt am Main."""

FIRST_PART, FIRST_LETTERS = ("o", "о"), 4
"""Ends of words that may be the first part of an adjective with a hyphen, which is not declined: Народно-Демократичної;
and the letters that such a word has more than."""

FLAGS = ("", "only", "adjective")

_COLUMNS = ("language", "class", "nominative", "after", *CASES, "flag", "source", "example")

Paradigm = namedtuple("Paradigm", "language name nominative after cases flag source example")
"""One class.

nominative: its ending; after: letters of which one must stand before it, "" for any; cases: for each of `CASES` the
endings that replace it, none where that is the nominative; flag: one of `FLAGS`.
"""

Base = namedtuple("Base", "key grammar listed")
"""A nominative that a text may be a form of.

key: its exact key; grammar: the languages and cases under which it is, as bits; listed: whether the form is one of an
adjective or a people, which only names of that kind have.
"""

ALL = (1 << len(LANGUAGES) * len(CASES)) - 1
"""Bits of all languages in all cases: what an unchanged word may stand in."""

_LANGUAGE = (1 << len(CASES)) - 1
_BITS = {language: _LANGUAGE << number * len(CASES) for number, language in enumerate(LANGUAGES)}


def bits_of(language: str) -> int:
    """The bits of a language in all cases, 0 for one whose names are not declined here.

    >>> bits_of("uk") & bits_of("ru"), bits_of("hu")
    (0, 0)
    """
    return _BITS.get(language, 0)


def load(path: str | PathLike[str] | None = None) -> list[Paradigm]:
    """The classes of the table, for compiling. Raises `BuildError` that names file and line where a row is wrong.

    >>> load()[0].name
    'masculine, hard'
    """
    from toponyms.language.tables import data_path, read_table

    path = data_path(FILE) if path is None else path
    out = []
    for number, (language, name, nominative, after, *cells, flag, source, example) in read_table(path, _COLUMNS):
        where = f"{path}:{number}"
        cases = tuple(_endings(cell, nominative) for cell in cells)
        if language not in LANGUAGES or flag not in FLAGS or not (name and source and example):
            raise BuildError(f"{where}: the language must be one of {', '.join(LANGUAGES)}, the flag one of {FLAGS}; "
                             "class, source and example are needed")  # fmt: skip
        endings = [ending for case in cases for ending in case]
        if not endings or any(len(ending) > LONGEST for ending in (nominative, *endings)):
            raise BuildError(f"{where}: a class has endings, and none has more than {LONGEST} letters")
        if (nominative + after + "".join(endings)).casefold() != nominative + after + "".join(endings):
            raise BuildError(f"{where}: endings are written in small letters")
        out.append(Paradigm(language, name, nominative, after, cases, flag, source, example))
    return out


def _endings(cell: str, nominative: str) -> tuple[str, ...]:
    """The endings of one cell that differ from the nominative."""
    endings = ("" if ending == "-0" else ending for ending in cell.split(",") if ending != "-")
    return tuple(ending for ending in endings if ending != nominative)


def excluded(row: Paradigm, classes: Iterable[Paradigm]) -> tuple[str, ...]:
    """Ends of stems that a class leaves to others of its language, those that are flagged "only"."""
    return tuple(
        sorted(
            other.nominative.removesuffix(row.nominative)
            for other in classes
            if other.flag == "only" and other.language == row.language
            if len(other.nominative) > len(row.nominative) and other.nominative.endswith(row.nominative)
        )
    )


def fits(stem: str, after: str, without: tuple[str, ...]) -> bool:
    """Whether the stem of a word is one of a class: behind what letter, and left to no other."""
    return bool(stem) and (not after or stem[-1] in after) and not (without and stem.endswith(without))


def forms(word: str, classes: Sequence[Paradigm], language: str) -> dict[str, list[str]]:
    """The case forms of one word by case, under every class of the language that it fits.

    >>> forms("бахмут", load(), "uk")["loc"]
    ['бахмуті', 'бахмуту', 'бахмутові']
    """
    out: dict[str, list[str]] = {case: [] for case in CASES}
    for row in classes:
        if row.language == language and row.flag != "adjective" and word.endswith(row.nominative):
            stem = word.removesuffix(row.nominative)
            if fits(stem, row.after, excluded(row, classes)):
                for case, endings in zip(CASES, row.cases, strict=True):
                    out[case] += [stem + ending for ending in endings if stem + ending not in out[case]]
    return out


def to_bytes(classes: Sequence[Paradigm]) -> bytes:
    """The classes turned around, as a section of a gazetteer file: line by line an ending and what it may stand for."""
    grammar: dict[str, dict[tuple[str, str, tuple[str, ...], bool], int]] = {}
    for row in classes:
        key = (row.nominative, "".join(sorted(set(row.after))), excluded(row, classes), row.flag == "adjective")
        first = LANGUAGES.index(row.language) * len(CASES)
        for number, endings in enumerate(row.cases):
            for ending in endings:
                found = grammar.setdefault(ending, {})
                found[key] = found.get(key, 0) | 1 << first + number
    lines = []
    for ending in sorted(grammar):
        cells = [
            f"{nominative},{after},{'|'.join(without)},{bits:x},{int(listed)}"
            for (nominative, after, without, listed), bits in sorted(grammar[ending].items())
        ]
        lines.append(f"{ending}\t{';'.join(cells)}")
    return "\n".join(lines).encode()


class Inflection:
    """The classes turned around, ready for analysis; what an ending stands for behind a letter is looked up once."""

    __slots__ = ("_behind", "_endings")

    @classmethod
    def from_bytes(cls, data: bytes | memoryview) -> Inflection:
        """Read the section that `to_bytes` wrote; `GazetteerCorrupt` where the bytes are something else."""
        grammar = cls.__new__(cls)
        try:
            grammar._endings = {}
            for line in str(data, "utf-8").split("\n"):
                ending, cells = line.split("\t")
                grammar._endings[ending] = cells
        except ValueError as error:
            raise GazetteerCorrupt(f"the section of case endings is damaged: {error}") from error
        grammar._behind = {}
        return grammar

    _endings: dict[str, str]
    _behind: dict[str, tuple[_Row, ...]]

    def _rows(self, letter: str, ending: str) -> tuple[_Row, ...]:
        """What an ending may stand for behind a letter."""
        rows = []
        try:
            for cell in self._endings[ending].split(";"):
                nominative, after, without, bits, listed = cell.split(",")
                if not after or letter in after:
                    least = len(nominative) - (nominative[-1:] in VOWELS if nominative else letter in VOWELS)
                    others = tuple(without.split("|")) if without else ()
                    rows.append((nominative, least, others, int(bits, 16), listed == "1"))
        except ValueError as error:
            raise GazetteerCorrupt(f"the case ending {ending!r} is damaged: {error}") from error
        return tuple(rows)

    def word(self, word: str) -> list[Base]:
        """What one word may be a case form of, those whose ending is longer first."""
        out: dict[tuple[str, bool], int] = {}
        endings, behind = self._endings, self._behind
        for at in range(max(1, len(word) - LONGEST), len(word) + 1):
            if word[at:] not in endings:
                continue
            place = word[at - 1 :]
            rows = behind.get(place)
            if rows is None:
                rows = behind[place] = self._rows(word[at - 1], word[at:])
            stem = word[:at]
            for nominative, size, without, bits, listed in rows:
                if at + size >= MIN_WORD and not (without and stem.endswith(without)):
                    key = stem + nominative, listed
                    out[key] = out.get(key, 0) | bits
        return [Base(key, bits, listed) for (key, listed), bits in out.items()]

    def nominatives(self, word: str) -> set[str]:
        """What one word may be a case form of, under whatever grammar, not the word itself.

        >>> sorted(Inflection.from_bytes(to_bytes(load())).nominatives("бахмуту"))[:3]
        ['бахмут', 'бахмута', 'бахмутий']
        """
        out: set[str] = set()
        endings, behind = self._endings, self._behind
        for at in range(max(1, len(word) - LONGEST), len(word) + 1):
            if word[at:] in endings:
                rows = behind.get(word[at - 1 :])
                if rows is None:
                    rows = behind[word[at - 1 :]] = self._rows(word[at - 1], word[at:])
                stem = word[:at]
                for nominative, size, without, _, _ in rows:
                    if at + size >= MIN_WORD and not (without and stem.endswith(without)):
                        out.add(stem + nominative)
        out.discard(word)
        return out

    def bases(self, key: str) -> list[Base]:
        """The nominatives that a text may be a form of, not the text itself.

        >>> grammar = Inflection.from_bytes(to_bytes(load()))
        >>> grammar.bases("часового яру")[0].key
        'часів яр'

        Of a name of several words all are declined, or all up to one, or all from one on (Сполучених Штатів Америки,
        Санкт-Петербургом); what stands behind a preposition is not (Ростове-на-Дону), nor the first part of an
        adjective with a hyphen.
        """
        words = key.split(" ")
        if len(words) == 1:
            return [base for base in self.word(key) if base.key != key]
        if len(words) > MAX_WORDS:
            return []
        count = next((at for at, word in enumerate(words) if word in FIXED_AFTER), len(words))
        options = [self._part(word) for word in words[:count]]
        out: dict[tuple[str, bool], Base] = {}
        for low, high in _stretches(count):
            found: list[tuple[str, int, bool]] = [("", ALL, False)]
            for choices in options[low:high]:
                combined = (
                    (f"{left} {base.key}" if left else base.key, bits, listed or base.listed)
                    for left, grammar, listed in found
                    for base in choices
                    if (bits := grammar & base.grammar)
                )
                found = list(islice(combined, MAX_BASES))
            before, behind = words[:low], words[high:]
            for middle, bits, listed in found:
                text = " ".join([*before, middle, *behind])
                if middle and text != key and (text, listed) not in out:
                    out[text, listed] = Base(text, bits, listed)
        return list(out.values())

    def _part(self, word: str) -> list[Base]:
        """What a word of several may be a case form of; a short one may only join two ("Bosni in Hercegovini")."""
        if len(word) <= MIN_WORD:
            return [Base(word, ALL, False)]
        bases = self.word(word)
        if word.endswith(FIRST_PART) and len(word) > FIRST_LETTERS:
            bases.append(Base(word, ALL, False))
        return bases


def _stretches(count: int) -> list[tuple[int, int]]:
    """Which words of so many are declined together: all, all up to one, all from one on; of very many the first."""
    if count > LONG:
        return [(0, at) for at in range(HEAD, 0, -1)]
    return [(0, count), *((0, at) for at in range(count - 1, 0, -1)), *((at, count) for at in range(1, count))]


_Row = tuple[str, int, tuple[str, ...], int, bool]
