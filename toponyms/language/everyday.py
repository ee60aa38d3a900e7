"""Everyday words and people's names: what a bare text sooner is than a little known place that is called so.

    >>> words, people, plain = from_bytes(to_bytes(*load()))
    >>> "декабрь" in words, "wagner" in people, "bakhmut" in people
    (True, True, False)
    >>> "officer" in plain, "kostel" in words, "kostel" in plain
    (True, True, False)

Tables: `ordinary.tsv` is made by `python -m bench.ordinary`, `common.tsv` is a list of common English words, and
`reports.tsv` has what reports name besides places. Each says where its words come from.
"""

from __future__ import annotations

from toponyms.errors import BuildError, GazetteerCorrupt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LEAST_LETTERS = 3
"""Letters of the shortest type word that counts: shorter ones are abbreviations."""

FILES = ("ordinary.tsv", "common.tsv", "reports.tsv")
CLASSES = ("person", "surname", "word")

TYPE_WORDS = frozenset({"settlement", "admin", "part", "object"})
"""Kinds of place whose type words are everyday words; those for waters and hills are names of towns as well."""

_COLUMNS = ("word", "language", "class")

SEARCHED = 200
"""Words that are searched for in the lines; who asks for more has many texts, and a set of them pays."""

PLAIN = frozenset({"en", "ru", "uk"})
"""Languages that most reports are in. Their everyday words name no place far away, though one there is called so; those
of others (Czech "kostel") do, in their own lands."""


def load() -> tuple[list[str], list[str], list[str]]:
    """The words, the names of people, and those of both that name no place far away, for compiling.

    Type words ("village") and words for things ("checkpoint") are such words as well.

    What is both a word and a name is a word. Raises `BuildError` that names file and line where a row is wrong.
    """
    from toponyms.language.generics import load as tables
    from toponyms.language.tables import data_path, read_table

    found: dict[str, list[str]] = {name: [] for name in ("word", "person", "plain")}
    generics, _, _, things, *_ = tables()
    typed = [(row.word, row.language) for row in generics if row.says in TYPE_WORDS and not row.dotted]
    typed += [(row.word, row.language) for row in things]
    for word, language in typed:
        if word.isalpha() and len(word) >= LEAST_LETTERS:
            found["word"].append(word)
            if language in PLAIN:
                found["plain"].append(word)
    for path in map(data_path, FILES):
        for number, (word, language, kind) in read_table(path, _COLUMNS):
            if not word or word != word.casefold() or not language or kind not in CLASSES:
                wanted = f"a casefolded word, its language, and one of {', '.join(CLASSES)}"
                raise BuildError(f"{path}:{number}: needs {wanted}")
            found["person" if kind == "surname" else kind].append(word)
            if kind == "surname" or (kind == "word" and language in PLAIN):
                found["plain"].append(word)
    return found["word"], found["person"], found["plain"]


def to_bytes(
    words: Iterable[str], people: Iterable[str], plain: Iterable[str], key: Callable[[str], str] = str
) -> bytes:
    """All three as a section of a gazetteer file, a blank line between them; key: how texts are compared."""
    both = {key(word) for word in words}
    parts = (both, {key(name) for name in people} - both, {key(word) for word in plain})
    return "\n\n".join("\n".join(sorted(part)) for part in parts).encode()


class Lines:
    """Sorted lines of UTF-8: searched as they are at first, which takes no time to read, and as a set from then on.

    >>> lines = Lines("bakery\\nhouse\\nдім".encode())
    >>> "house" in lines, "дім" in lines, "hous" in lines, "" in lines, len(lines)
    (True, True, False, False, 3)
    """

    __slots__ = ("_asked", "_data", "_words")

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._words: frozenset[str] | None = None
        self._asked = 0

    def __contains__(self, word: str) -> bool:
        words = self._words
        if words is not None:
            return word in words
        self._asked += 1
        if self._asked > SEARCHED:
            self._words = frozenset(self._data.decode().split("\n")) - {""}
        return bool(word) and self._holds(word.encode("utf-8", "surrogatepass"))

    def __len__(self) -> int:
        return self._data.count(b"\n") + 1 if self._data else 0

    def _holds(self, word: bytes) -> bool:
        """Whether a line is this word, by bisection."""
        data = self._data
        low, high = 0, len(data)
        while low < high:
            start = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = data.find(b"\n", start)
            line = data[start:end] if end >= 0 else data[start:]
            if line == word:
                return True
            if line < word:
                low = start + len(line) + 1
            else:
                high = start
        return False


def from_bytes(data: bytes | memoryview) -> tuple[Lines, Lines, Lines]:
    """Words, people and plain words out of a gazetteer's section; `GazetteerCorrupt` where the bytes are others."""
    try:
        words, people, plain = bytes(data).split(b"\n\n")
    except ValueError as error:
        raise GazetteerCorrupt(f"the section of everyday words is damaged: {error}") from error
    return Lines(words), Lines(people), Lines(plain)
