"""Type words ("Oblast", "р-н", "town of"), relation words ("near", "на околиці") and small words ("in the", "von").

    >>> words = GenericWords.from_bytes(to_bytes(load()))
    >>> [(word.says, word.level) for word in words.lookup("районі")]
    [('admin', 2), ('part', 0)]
    >>> words.lookup("обл")[0][:5], words.lookup("reservoir")[0].type
    (('обл', 'admin', 1, '', 'both'), 'reservoir')
    >>> words.relation("outskirts of")[0].relation, words.stopword("in the")
    ('outskirts', ('front', 'in'))

Words are looked up in the form that queries are compared in: casefolded, one plain apostrophe (U+0027), hyphens and
single spaces kept, the closing dot taken off. A phrase of up to `GenericWords.longest` words is one entry.
"""

from __future__ import annotations

from collections import namedtuple
from unicodedata import combining, normalize

from toponyms.errors import BuildError, GazetteerCorrupt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike
    from typing import Any

SAYS = ("country", "admin", "settlement", "part", "water", "region", "relief", "object")
"""What a type word can say about the place: kinds of place, as `toponyms.types.PLACE_KINDS` has them."""

TYPES = (
    "river", "brook", "arm", "lake", "reservoir", "pond", "estuary", "bay", "canal", "sea", "strait", "channel",
    "lagoon", "swamp", "waterfall", "mountain", "island", "spit", "peninsula", "cape", "ravine", "upland", "lowland",
    "forest", "airport", "station", "port", "power", "dam",
)  # fmt: skip
"""Sorts of waters, relief and objects that a type word can mean: a river is no reservoir. Which feature codes each is,
the table `type` of the weights says."""

POSITIONS = ("before", "after", "both")
"""Where the word stands beside the name: "town of X", "X Raion", or either ("область" mostly after, "р-н X" too)."""

RELATIONS = (
    "near", "shore", "outskirts", "part", "direction", "towards", "from", "distance", "between", "within", "former",
)  # fmt: skip
"""What a relation word says: where from the named place (shore: near it, and it is sooner a water), or (former) that
another name of it follows."""

ROLES = ("front", "link", "elided", "in", "of", "on", "to", "and")
"""front: may be dropped from the front of a text. link: may stand between type word and name ("ville de Kiev").
elided: is written together with the word that follows ("d'Odessa"). in, of, on, to: divides two phrases, of which the
second says where the first is, what it belongs to, what it stands on, what it leads to. and: joins two places."""

THINGS = ("site", "street", "sector")
"""What a word for a thing says of the name beside it: the thing lies there, is only named so, or is a front there."""

MEASURES = ("km", "bearing")
"""A unit of length in kilometres, or a word of the compass in degrees clockwise from north."""

Generic = namedtuple("Generic", "word says level type position dotted in_name language")
"""One reading of a type word.

word: the form; says: one of `SAYS`; level: 1 to 4 for "admin", else 0; type: what sort of water, relief or object it
is, one of `TYPES`, "" where it tells none; position: one of `POSITIONS`; dotted: it is a
type word only when it is written with its dot ("с." village, but "с" with); in_name: the word often belongs to the
name itself ("New York City", "Нове Село"), so the whole text should be tried first; language: BCP 47 tag, of a lookup
several with commas between.
"""

Relation = namedtuple("Relation", "word relation position language")
"""One reading of a relation word: relation is one of `RELATIONS`, position "before" or "after" the name."""

Stopword = namedtuple("Stopword", "word role language")
"""One reading of a small word: role is one of `ROLES`."""

Thing = namedtuple("Thing", "word role language")
"""One word for what stands at a place: role is one of `THINGS`."""

Measure = namedtuple("Measure", "word kind value language")
"""One unit or word of the compass: kind is one of `MEASURES`, value in kilometres or degrees, as written."""

Plural = namedtuple("Plural", "word singular position flag language")
"""A type word in the plural, which several names share.

singular: the type word that each of them gets; position: where the names stand,
"before" or "after" it; flag: "list" where the word is a singular form as well.
"""

Capital = namedtuple("Capital", "word language")
"""A word for a capital, in one of its case forms."""

Rows = tuple[
    tuple[Generic, ...], tuple[Relation, ...], tuple[Stopword, ...], tuple[Thing, ...], tuple[Measure, ...],
    tuple[Plural, ...], tuple[Capital, ...],
]  # fmt: skip

FILES = ("generics.tsv", "relations.tsv", "stopwords.tsv", "things.tsv", "measures.tsv", "plurals.tsv", "capitals.tsv")
"""The tables of `toponyms/language/data`, in the order of the result of `load`."""

_COLUMNS = (
    ("word", "language", "says", "level", "type", "position", "flag", "source", "note"),
    ("word", "language", "relation", "position", "note"),
    ("word", "language", "role", "note"),
    ("word", "language", "role", "note"),
    ("word", "language", "kind", "value", "note"),
    ("word", "language", "singular", "position", "flag"),
    ("word", "language"),
)


LAST_LATIN = "\u024f"
"""The end of the blocks of Latin letters that languages of Europe use."""

STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d"})
"""Latin letters with a stroke, which no decomposition takes off."""

SHORTEST_UNMARKED = 4
"""Letters up to which a word may be another one without its marks: "râul" is a river, "Raul" a man."""


def load(directory: str | PathLike[str] | None = None) -> Rows:
    """The rows of the tables, for compiling; `directory` holds other tables of the same names.

    >>> generics, relations, stopwords, things, measures, plurals, capitals = load()
    >>> generics[0]
    Generic(word='м', says='settlement', level=0, type='', position='before', dotted=True, in_name=False, language='uk')

    Raises `BuildError` that names file and line where a table is wrong.
    """
    import os

    from toponyms.language.tables import data_path, read_table

    paths = [data_path(name) if directory is None else os.path.join(directory, name) for name in FILES]
    generics: list[Generic] = []
    for number, (word, language, says, level, type_, position, flag, source, _) in read_table(paths[0], _COLUMNS[0]):
        where = f"{paths[0]}:{number}"
        _check(where, word, (says, SAYS), (type_, ("", *TYPES)), (position, POSITIONS), (flag, ("", "dot", "name")))
        if not source or level not in (("1", "2", "3", "4") if says == "admin" else ("0",)):
            raise BuildError(f"{where}: no source, or level {level!r} does not go with {says!r}")
        generics.append(Generic(word, says, int(level), type_, position, flag == "dot", flag == "name", language))
    relations: list[Relation] = []
    for number, (word, language, relation, position, _) in read_table(paths[1], _COLUMNS[1]):
        _check(f"{paths[1]}:{number}", word, (relation, RELATIONS), (position, POSITIONS[:2]))
        relations.append(Relation(word, relation, position, language))
    stopwords: list[Stopword] = []
    for number, (word, language, role, _) in read_table(paths[2], _COLUMNS[2]):
        _check(f"{paths[2]}:{number}", word, (role, ROLES))
        stopwords.append(Stopword(word, role, language))
    things: list[Thing] = []
    for number, (word, language, role, _) in read_table(paths[3], _COLUMNS[3]):
        _check(f"{paths[3]}:{number}", word, (role, THINGS))
        things.append(Thing(word, role, language))
    measures: list[Measure] = []
    for number, (word, language, kind, value, _) in read_table(paths[4], _COLUMNS[4]):
        _check(f"{paths[4]}:{number}", word, (kind, MEASURES))
        if not _is_number(value):
            raise BuildError(f"{paths[4]}:{number}: {value!r} is no number")
        measures.append(Measure(word, kind, value, language))
    plurals: list[Plural] = []
    for number, (word, language, singular, position, flag) in read_table(paths[5], _COLUMNS[5]):
        _check(f"{paths[5]}:{number}", word, (position, POSITIONS[:2]), (flag, ("", "list")))
        if not singular:
            raise BuildError(f"{paths[5]}:{number}: no singular")
        plurals.append(Plural(word, singular.replace(" ", "_"), position, flag, language))
    capitals: list[Capital] = []
    for number, (word, language) in read_table(paths[6], _COLUMNS[6]):
        _check(f"{paths[6]}:{number}", word)
        capitals.append(Capital(word, language))
    return (
        tuple(generics), tuple(relations), tuple(stopwords), tuple(things), tuple(measures), tuple(plurals),
        tuple(capitals),
    )  # fmt: skip


def _is_number(text: str) -> bool:
    try:
        return float(text) >= 0.0
    except ValueError:
        return False


def _check(where: str, word: str, *values: tuple[str, tuple[str, ...]]) -> None:
    """Raise `BuildError` where a word is not in its lookup form or a value is none of the allowed ones."""
    if not word or word != " ".join(word.casefold().split()).rstrip("."):
        raise BuildError(f"{where}: {word!r} is not casefolded, with single spaces and without its closing dot")
    for value, allowed in values:
        if value not in allowed:
            raise BuildError(f"{where}: {value!r} is none of {allowed}")


def unmarked(word: str) -> str:
    """A word in Latin letters without its marks, as keyboards without them type it; any other word as it is.

    >>> unmarked("presqu'île"), unmarked("półwysep"), unmarked("сёлище")
    ("presqu'ile", 'polwysep', 'сёлище')
    """
    if word.isascii() or max(word) > LAST_LATIN:
        return word
    return "".join(letter for letter in normalize("NFD", word.translate(STROKES)) if not combining(letter))


def to_bytes(rows: Rows) -> bytes:
    """The tables as a section of a gazetteer file: the longest phrase, then for each table word and readings in turn.

    >>> to_bytes(((Generic("oblast", "admin", 1, "", "both", False, False, "en"),), (), (), (), (), (), ()))
    b'1\\x0coblast\\nadmin 1  both 0 0 en\\x0c\\x0c\\x0c\\x0c\\x0c\\x0c'
    """
    generics: dict[tuple[object, ...], list[str]] = {}
    for generic in rows[0]:
        generics.setdefault(generic[:-1], []).append(generic.language)
    plain = {key[:5] for key in generics if not key[5]}
    blocks: list[dict[str, list[str]]] = [{}, {}, {}, {}, {}, {}, {}]
    for key, languages in generics.items():
        if key[5] and key[:5] in plain:
            continue  # the word counts without its dot as well
        says = [str(int(cell) if isinstance(cell, bool) else cell) for cell in key[1:]]
        blocks[0].setdefault(str(key[0]), []).append(" ".join([*says, ",".join(languages)]))
    for block, table in zip(blocks[1:], rows[1:], strict=True):
        for row in table:
            block.setdefault(row[0], []).append(" ".join(row[1:]))
    for block in (blocks[0], blocks[1], blocks[3]):
        for word in [*block]:
            typed = unmarked(word)
            if len(typed) > SHORTEST_UNMARKED:
                block.setdefault(typed, block[word])
    longest = 1 + max((word.count(" ") for block in blocks for word in block), default=0)
    lines = ("\n".join(f"{word}\n{';'.join(block[word])}" for word in sorted(block)) for block in blocks)
    return "\f".join([str(longest), *lines]).encode()


class GenericWords:
    """The tables, ready for lookups; a row is parsed when its word is first asked for.

    >>> words = GenericWords(load())
    >>> words.lookup("raion")[0].level, words.lookup("bakhmut")
    (2, ())
    """

    __slots__ = (
        "_capitals", "_ends", "_generics", "_measures", "_plurals", "_relations", "_starts", "_stopwords", "_things",
        "longest",
    )  # fmt: skip

    longest: int
    """Most words in one entry: how far ahead a parser of queries must look."""

    def __init__(self, rows: Rows | None = None) -> None:
        self._take(to_bytes(load() if rows is None else rows))

    @classmethod
    def from_bytes(cls, data: bytes | memoryview) -> GenericWords:
        """The tables out of a gazetteer's section; `GazetteerCorrupt` where the bytes are not what was written."""
        words = cls.__new__(cls)
        words._take(data)
        return words

    def _take(self, data: bytes | memoryview) -> None:
        self._generics: dict[str, str | tuple[Generic, ...]] = {}
        self._relations: dict[str, str | tuple[Relation, ...]] = {}
        self._stopwords: dict[str, str | tuple[str, ...]] = {}
        self._things: dict[str, str] = {}
        self._measures: dict[str, str] = {}
        self._plurals: dict[str, str] = {}
        self._capitals: dict[str, str] = {}
        self._starts: dict[str, int] | None = None
        self._ends: dict[str, int] | None = None
        try:
            longest, *blocks = str(data, "utf-8").split("\f")
            self.longest = int(longest)
            tables: tuple[dict[str, Any], ...] = (
                self._generics,
                self._relations,
                self._stopwords,
                self._things,
                self._measures,
                self._plurals,
                self._capitals,
            )
            for table, block in zip(tables, blocks, strict=True):
                cells = block.split("\n") if block else []
                table.update(zip(cells[::2], cells[1::2], strict=True))
        except ValueError as error:
            raise GazetteerCorrupt(f"the section of type words is damaged: {error}") from error

    def lookup(self, word: str) -> tuple[Generic, ...]:
        """The readings of a type word, () for any other word."""
        readings = self._generics.get(word, ())
        if isinstance(readings, str):
            try:
                readings = tuple(
                    [
                        Generic(word, says, int(level), type_, position, dotted == "1", in_name == "1", language)
                        for says, level, type_, position, dotted, in_name, language in _cells(readings)
                    ]
                )
            except ValueError as error:
                raise GazetteerCorrupt(f"the type word {word!r} is damaged: {error}") from error
            self._generics[word] = readings
        return readings

    def relation(self, word: str) -> tuple[Relation, ...]:
        """The readings of a relation word or phrase, () for any other word."""
        readings = self._relations.get(word, ())
        if isinstance(readings, str):
            try:
                readings = tuple([Relation(word, *cells) for cells in _cells(readings)])
            except TypeError as error:
                raise GazetteerCorrupt(f"the relation word {word!r} is damaged: {error}") from error
            self._relations[word] = readings
        return readings

    def stopword(self, word: str) -> tuple[str, ...]:
        """The roles of a small word, each once, () for any other word."""
        roles = self._stopwords.get(word, ())
        if isinstance(roles, str):
            roles = tuple(dict.fromkeys([cells[0] for cells in _cells(roles)]))
            self._stopwords[word] = roles
        return roles

    def thing(self, word: str) -> str:
        """What a word for a thing says of the name beside it, one of `THINGS`, "" for any other word.

        >>> words = GenericWords(load())
        >>> words.thing("checkpoint"), words.thing("вулиця"), words.thing("bakhmut")
        ('site', 'street', '')
        """
        return self._things.get(word, "").partition(" ")[0]

    def measure(self, word: str, kind: str) -> float | None:
        """Kilometres of a unit (kind "km") or degrees of a word of the compass ("bearing"), None for any other word.

        >>> words = GenericWords(load())
        >>> words.measure("miles", "km"), words.measure("північніше", "bearing"), words.measure("bakhmut", "km")
        (1.609344, 0.0, None)
        """
        for cells in _cells(self._measures.get(word, "")):
            if cells[0] == kind:
                try:
                    return float(cells[1])
                except (IndexError, ValueError) as error:
                    raise GazetteerCorrupt(f"the measure {word!r} is damaged: {error}") from error
        return None

    def capital(self, word: str) -> bool:
        """Whether a word means a capital.

        >>> words = GenericWords(load())
        >>> words.capital("столицы"), words.capital("hlavní město"), words.capital("київ")
        (True, True, False)
        """
        return word in self._capitals

    def plural(self, word: str) -> tuple[Plural, ...]:
        """The readings of a type word in the plural that names share, () for any other word.

        >>> words = GenericWords(load())
        >>> [(row.language, row.singular) for row in words.plural("областях")], words.plural("бахмут")
        ([('uk', 'області'), ('ru', 'области')], ())
        """
        readings = self._plurals.get(word)
        if readings is None:
            return ()
        try:
            return tuple(
                [
                    Plural(word, singular.replace("_", " "), position, flag, language)
                    for singular, position, flag, language in _cells(readings)
                ]
            )
        except ValueError as error:
            raise GazetteerCorrupt(f"the plural {word!r} is damaged: {error}") from error

    @property
    def starts(self) -> Mapping[str, int]:
        """Every word that an entry begins with, without its dot, and how many words the longest such entry has."""
        if self._starts is None:
            self._starts = self._reach(0)
        return self._starts

    @property
    def ends(self) -> Mapping[str, int]:
        """The same of the words that entries end with."""
        if self._ends is None:
            self._ends = self._reach(-1)
        return self._ends

    def _reach(self, end: int) -> dict[str, int]:
        reach: dict[str, int] = {}
        for table in (self._generics, self._relations, self._stopwords, self._things):
            for entry in table:
                if " " in entry:
                    split = entry.split(" ")
                    word, size = split[end].rstrip("."), len(split)  # "н. п."
                else:
                    word, size = entry, 1
                if reach.get(word, 0) < size:
                    reach[word] = size
        return reach


def _cells(readings: str) -> list[list[str]]:
    return [reading.split(" ") for reading in readings.split(";")]
