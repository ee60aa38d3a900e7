"""Translated names: which words of eight languages stand for which parts of Ukrainian and Russian names.

"Great Burluk" is Velykyi Burluk with its first word translated, "Seven Mountains" is Semyhiria. Each such part is a
concept: its stems in names, and the words that translators write for it. A name and a text agree where both come to
the same concepts, in any order, with the same untranslated words.

    >>> tables = load()
    >>> calques = Calques.from_bytes(to_bytes(tables, exact=str, stem=str, bare=str))
    >>> [calques.names[number] for number in calques.translated("mountain")]
    ['гора']
    >>> calques.key((calques.translated("great")[0],), ("burluk",))
    'burluk великий'

How a name is cut into such parts is the matter of `language.morphemes`; the prose is in `docs/explain/calques.md`.
"""

from __future__ import annotations

from collections import namedtuple

from toponyms.errors import BuildError, GazetteerCorrupt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from os import PathLike

FILES = ("calques.tsv", "calque_endings.tsv", "calque_affixes.tsv", "calque_links.tsv")
"""The tables of `toponyms/language/data`."""

KINDS = ("quality", "thing", "compass", "number", "person", "proper")
"""What a concept is. A quality, a compass point or a number may stand before a word that is not translated; what is
only numbers, only persons, or only proper names and compass points is no calque of a place."""

SLAVIC, TRANSLATED = ("uk", "ru", "be"), ("en", "de", "fr", "es", "it", "pl")
"""Columns with stems of names, and columns with words of translators."""

LEADING = frozenset({"quality", "compass", "number"})
"""Kinds that may be glued to the front of an untranslated word: Новоайдар, Північнодонецьк."""

ROLES = ("joint", "plain", "suffix", "form", "adjective")
"""joint: stands between two stems of one word. plain: ends a noun or an adjective. suffix: makes a name of it.
form: ends the forms of an adjective. adjective: makes one of a noun's stem."""

Concept = namedtuple("Concept", "name kind stems words example")
"""A part of names.

name: its Ukrainian headword; kind: one of `KINDS`; stems: of names, as tuples by column of `SLAVIC`; words: of
translators, all forms, as tuples by column of `TRANSLATED`, where one that ends with a hyphen is glued to the next
word ("neu-"); example: a name that has it.
"""

Tables = namedtuple("Tables", "concepts affixes links")
"""concepts: in the order of the file; affixes: letters by role; links: small words that a translator puts between."""

_COLUMNS = (
    ("concept", "kind", *SLAVIC, *TRANSLATED, "example"),
    ("language", "mark", "endings", "example"),
    ("affix", "role", "example"),
    ("word", "language", "note"),
)

VOWELS = "aeiou"
"""Letters of a skeleton that case and gender change at the end of a word."""

ADJECTIVE = "sk"
"""What ends the skeleton of an adjective from a name: "Luhanske" and "Luhansk" are the same word for a translator."""

DERIVED = "+ "
"""What the keys of derived names begin with."""

SHORTEST = 3
"""Letters of a skeleton that an adjective's ending must leave."""


def skeleton_stem(skeleton: str) -> str:
    """A skeleton without what inflection and adjectives put at its end.

    >>> skeleton_stem("luhanske"), skeleton_stem("velika"), skeleton_stem("saltov")
    ('luhan', 'velik', 'saltov')
    """
    short = skeleton.rstrip(VOWELS)
    if short.endswith(ADJECTIVE) and len(short) >= SHORTEST + len(ADJECTIVE):
        short = short[: -len(ADJECTIVE)]
    return short if len(short) > 1 else skeleton


def load(directory: str | PathLike[str] | None = None) -> Tables:
    """The rows of the tables, for compiling; `directory` holds other tables of the same names.

    >>> tables = load()
    >>> tables.concepts[0].name, tables.concepts[0].stems[0][0]
    ('великий', 'велик')

    Raises `BuildError` that names file and line where a table is wrong.
    """
    import os

    from toponyms.language.tables import data_path, read_table

    paths = [data_path(name) if directory is None else os.path.join(directory, name) for name in FILES]
    marks: dict[tuple[str, str], tuple[str, ...]] = {}
    for number, (language, mark, endings, example) in read_table(paths[1], _COLUMNS[1]):
        if language not in TRANSLATED or not mark or not example or (language, mark) in marks:
            raise BuildError(f"{paths[1]}:{number}: {language} {mark} is no new mark of a language with an example")
        marks[language, mark] = tuple("" if ending == "-" else ending for ending in endings.split("|"))
    affixes: dict[str, list[str]] = {role: [] for role in ROLES}
    for number, (affix, role, example) in read_table(paths[2], _COLUMNS[2]):
        if role not in ROLES or not example:
            raise BuildError(f"{paths[2]}:{number}: {role!r} is none of {ROLES}, or there is no example")
        affixes[role].append("" if affix == "-" else affix)
    links = tuple(row[0] for _, row in read_table(paths[3], _COLUMNS[3]))
    concepts: list[Concept] = []
    names: set[str] = set()
    for number, row in read_table(paths[0], _COLUMNS[0]):
        where = f"{paths[0]}:{number}"
        name, kind, example = row[0], row[1], row[-1]
        if not name or name in names or kind not in KINDS or not row[2] or not example:
            raise BuildError(f"{where}: {name!r} is no new concept of a kind of {KINDS} with a stem and an example")
        names.add(name)
        stems = tuple(_items(where, cell) for cell in row[2 : 2 + len(SLAVIC)])
        words = tuple(
            tuple(form for item in _items(where, cell) for form in _forms(where, language, item, marks))
            for language, cell in zip(TRANSLATED, row[2 + len(SLAVIC) : -1], strict=True)
        )
        concepts.append(Concept(name, kind, stems, words, example))
    return Tables(tuple(concepts), {role: tuple(found) for role, found in affixes.items()}, links)


def _items(where: str, cell: str) -> tuple[str, ...]:
    items = tuple(cell.split("|")) if cell else ()
    if any(not item or item != " ".join(item.lower().split()) for item in items) or len(set(items)) < len(items):
        raise BuildError(f"{where}: {cell!r} has an empty item, one twice, or one that is not in small letters")
    return items


def _forms(where: str, language: str, item: str, marks: Mapping[tuple[str, str], tuple[str, ...]]) -> tuple[str, ...]:
    """The forms of an item: "grand~es" with each ending of the French mark "es", any other as it stands."""
    word, tilde, mark = item.partition("~")
    if not tilde:
        return (item,)
    if (language, mark) not in marks:
        raise BuildError(f"{where}: {item!r} has the mark {mark!r}, which {language} does not have in {FILES[1]}")
    return tuple(word + ending for ending in marks[language, mark])


def to_bytes(
    tables: Tables, *, exact: Callable[[str], str], stem: Callable[[str], str], bare: Callable[[str], str]
) -> bytes:
    """The tables as a section of a gazetteer file: links, joints, endings, suffixes, then a line for each concept.

    exact: what the words of names are, their exact key; stem: what a Slavic word of a text is looked up by, the stem of
    its skeleton; bare: what a translated word is, its exact key without marks over letters.
    """
    lines = [
        "|".join(sorted({bare(link) for link in tables.links})),
        *("|".join(sorted(tables.affixes[role])) for role in ("joint", "plain", "suffix")),
    ]
    for concept in tables.concepts:
        translated: set[str] = set()
        glued: set[str] = set()
        for language, forms in zip(TRANSLATED, concept.words, strict=True):
            for form in forms:
                if form.endswith("-"):
                    glued.add(bare(form[:-1]))
                else:
                    translated.update(bare(spelling) for spelling in _spellings(form, language))
        endings = tables.affixes["form"] if concept.kind in LEADING else ("", *tables.affixes["adjective"])
        native = {stem(text + ending) for stems in concept.stems for text in stems for ending in endings}
        stored = {exact(text) for stems in concept.stems for text in stems}
        cells = ("|".join(sorted(words - {""})) for words in (translated, glued, native, stored))
        lines.append("\t".join((concept.name, concept.kind, *cells)))
    return "\n".join(lines).encode()


def _spellings(form: str, language: str) -> Iterable[str]:
    """A form, and how it is written without the letters that its language alone has, or with an elided article."""
    yield form
    if language == "de" and any(letter in form for letter in "äöü"):
        yield form.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    if language == "fr" and form[0] in "aàâeéèêiîoôuh" and len(form) > SHORTEST:
        yield "d'" + form
        yield "l'" + form
    if language == "it" and form[0] in "aeiou" and len(form) > SHORTEST:
        yield "dell'" + form
        yield "l'" + form


class Calques:
    """The tables, ready for lookups."""

    __slots__ = ("_glued", "_native", "_translated", "kinds", "links", "names")

    _translated: dict[str, tuple[int, ...]]
    _glued: dict[str, tuple[int, ...]]
    _native: dict[str, tuple[int, ...]]

    names: list[str]
    """The headwords of the concepts, by number."""

    kinds: list[str]
    """The kinds of the concepts, by number."""

    links: frozenset[str]
    """Small words that count for nothing."""

    @classmethod
    def from_bytes(cls, data: bytes | memoryview) -> Calques:
        """The tables out of a gazetteer's section; `GazetteerCorrupt` where the bytes are not what was written."""
        self = cls.__new__(cls)
        tables: tuple[dict[str, tuple[int, ...]], ...] = ({}, {}, {})
        self._translated, self._glued, self._native = tables
        self.names, self.kinds = [], []
        try:
            links, _, _, _, *lines = str(data, "utf-8").split("\n")
            for number, line in enumerate(lines):
                name, kind, *cells, _ = line.split("\t")
                self.names.append(name)
                self.kinds.append(kind)
                alone = (number,)
                for table, cell in zip(tables, cells, strict=True):
                    for word in cell.split("|"):
                        table[word] = (*table[word], number) if word in table else alone
        except ValueError as error:
            raise GazetteerCorrupt(f"the section of calques is damaged: {error}") from error
        for table in tables:
            table.pop("", None)
        self.links = frozenset(links.split("|"))
        return self

    def translated(self, word: str) -> tuple[int, ...]:
        """The concepts that a translator's word, or words with single spaces, may stand for."""
        return self._translated.get(word, ())

    def native(self, stem: str) -> tuple[int, ...]:
        """The concepts that a Slavic word with this stem of a skeleton may be."""
        return self._native.get(stem, ())

    def glued(self, word: str) -> tuple[tuple[int, ...], str] | None:
        """The concepts of what is glued to the front of a word, and the rest of it: "Neupawliwka"."""
        for size in range(SHORTEST, len(word) - SHORTEST):
            if word[:size] in self._glued:
                return self._glued[word[:size]], word[size:]
        return None

    def names_a_place(self, concepts: Iterable[int], rests: Sequence[str]) -> bool:
        """Whether such parts make a name that a translator may have made: see `KINDS`."""
        return names_a_place([self.kinds[number] for number in concepts], bool(rests))

    def key(self, concepts: Iterable[int], rests: Iterable[str], *, derived: bool = False) -> str:
        """What a name of these parts is looked up by: its parts in alphabetic order.

        derived: whether the name is made of the parts, such as Bilohorivka of "white" and "mountain", and is not these
        words themselves, such as Bila Hora.
        """
        return (DERIVED if derived else "") + " ".join(sorted([*(self.names[number] for number in concepts), *rests]))


def names_a_place(kinds: Sequence[str], rest: bool) -> bool:
    """Whether parts of these kinds, with or without an untranslated rest, make a name that may be a calque.

    >>> names_a_place(["quality", "proper"], False), names_a_place(["compass", "proper"], False)
    (True, False)
    """
    if not kinds:
        return False
    if rest or "quality" in kinds or "thing" in kinds:
        return True
    return kinds == ["compass"]
