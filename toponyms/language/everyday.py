"""Everyday words and people's names: what a bare text sooner is than a little known place that is called so.

    >>> words = from_bytes(to_bytes(load()))
    >>> "wagner" in words, "декабрь" in words, "bakhmut" in words
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


def load() -> list[str]:
    """The words, for compiling. Raises `BuildError` that names file and line where a row is wrong."""
    from toponyms.language.tables import data_path, read_table

    path = data_path(FILE)
    words = []
    for number, (word, language, kind) in read_table(path, _COLUMNS):
        if not word or word != word.casefold() or not language or kind not in CLASSES:
            raise BuildError(f"{path}:{number}: needs a casefolded word, its language, and one of {', '.join(CLASSES)}")
        words.append(word)
    return words


def to_bytes(words: Iterable[str], key: Callable[[str], str] = str) -> bytes:
    """The words as a section of a gazetteer file; key: how texts are compared, see `KeyRules.exact`."""
    return "\n".join(sorted({key(word) for word in words})).encode()


def from_bytes(data: bytes | memoryview) -> frozenset[str]:
    """The words out of a gazetteer's section; `GazetteerCorrupt` where the bytes are not what was written."""
    try:
        return frozenset(str(data, "utf-8").split("\n"))
    except UnicodeDecodeError as error:
        raise GazetteerCorrupt(f"the section of everyday words is damaged: {error}") from error
