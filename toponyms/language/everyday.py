"""Everyday words and people's names: what a bare text sooner is than a little known place that is called so.

    >>> words, people = from_bytes(to_bytes(*load()))
    >>> "декабрь" in words, "wagner" in people, "bakhmut" in words | people
    (True, True, False)

The table is made by `python -m bench.ordinary`; it says where its words come from.
"""

from __future__ import annotations

from toponyms.errors import BuildError, GazetteerCorrupt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FILE = "ordinary.tsv"
CLASSES = ("person", "word")
_COLUMNS = ("word", "language", "class")


def load() -> tuple[list[str], list[str]]:
    """The words and the names of people, for compiling; what is both is a word.

    Raises `BuildError` that names file and line where a row is wrong.
    """
    from toponyms.language.tables import data_path, read_table

    path = data_path(FILE)
    found: dict[str, list[str]] = {name: [] for name in CLASSES}
    for number, (word, language, kind) in read_table(path, _COLUMNS):
        if not word or word != word.casefold() or not language or kind not in CLASSES:
            raise BuildError(f"{path}:{number}: needs a casefolded word, its language, and one of {', '.join(CLASSES)}")
        found[kind].append(word)
    return found["word"], found["person"]


def to_bytes(words: Iterable[str], people: Iterable[str], key: Callable[[str], str] = str) -> bytes:
    """Both as a section of a gazetteer file, a blank line between them; key: how texts are compared."""
    plain = {key(word) for word in words}
    return "\n\n".join("\n".join(sorted(part)) for part in (plain, {key(name) for name in people} - plain)).encode()


def from_bytes(data: bytes | memoryview) -> tuple[frozenset[str], frozenset[str]]:
    """Words and people out of a gazetteer's section; `GazetteerCorrupt` where the bytes are not what was written."""
    try:
        words, people = str(data, "utf-8").split("\n\n")
    except ValueError as error:
        raise GazetteerCorrupt(f"the section of everyday words is damaged: {error}") from error
    return frozenset(words.split("\n")), frozenset(people.split("\n"))
