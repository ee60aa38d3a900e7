"""Everyday words and people's names: what a bare text sooner is than a little known place that is called so.

    >>> words, people, plain = from_bytes(to_bytes(*load()))
    >>> "декабрь" in words, "wagner" in people, "bakhmut" in words | people
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

FILES = ("ordinary.tsv", "common.tsv", "reports.tsv")
CLASSES = ("person", "word")
_COLUMNS = ("word", "language", "class")

PLAIN = frozenset({"en", "ru", "uk"})
"""Languages that most reports are in. Their everyday words name no place far away, though one there is called so; those
of others (Czech "kostel") do, in their own lands."""


def load() -> tuple[list[str], list[str], list[str]]:
    """The words, the names of people, and the words that name no place far away, for compiling.

    What is both a word and a name is a word. Raises `BuildError` that names file and line where a row is wrong.
    """
    from toponyms.language.tables import data_path, read_table

    found: dict[str, list[str]] = {name: [] for name in (*CLASSES, "plain")}
    for path in map(data_path, FILES):
        for number, (word, language, kind) in read_table(path, _COLUMNS):
            if not word or word != word.casefold() or not language or kind not in CLASSES:
                wanted = f"a casefolded word, its language, and one of {', '.join(CLASSES)}"
                raise BuildError(f"{path}:{number}: needs {wanted}")
            found[kind].append(word)
            if kind == "word" and language in PLAIN:
                found["plain"].append(word)
    return found["word"], found["person"], found["plain"]


def to_bytes(
    words: Iterable[str], people: Iterable[str], plain: Iterable[str], key: Callable[[str], str] = str
) -> bytes:
    """All three as a section of a gazetteer file, a blank line between them; key: how texts are compared."""
    both = {key(word) for word in words}
    parts = (both, {key(name) for name in people} - both, {key(word) for word in plain})
    return "\n\n".join("\n".join(sorted(part)) for part in parts).encode()


def from_bytes(data: bytes | memoryview) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Words, people and plain words out of a gazetteer's section; `GazetteerCorrupt` where the bytes are others."""
    try:
        words, people, plain = str(data, "utf-8").split("\n\n")
    except ValueError as error:
        raise GazetteerCorrupt(f"the section of everyday words is damaged: {error}") from error
    return frozenset(words.split("\n")), frozenset(people.split("\n")), frozenset(plain.split("\n"))
