"""Regular case endings of place names: which last letters are grammar, and so a cheap difference.

    >>> pairs = from_bytes(to_bytes(load()))
    >>> ("ом", "") in pairs, ("ого", "ий") in pairs, ("xx", "") in pairs
    (True, True, False)

A pair is (ending of the text, ending of the stored nominative): "Хмельницького" and "Хмельницький" differ by
("ого", "ий"). The pairs of all languages are one set, since the letters keep the scripts apart.
"""

from __future__ import annotations

from toponyms.errors import BuildError, GazetteerCorrupt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from os import PathLike

FILE = "endings.tsv"
"""The table in `toponyms/language/data`."""

LONGEST = 5
"""Most letters in one ending; a longer one would be a suffix, not a case."""

_COLUMNS = ("ending", "nominative", "language", "class", "example")

Pairs = frozenset[tuple[str, str]]


def load(path: str | PathLike[str] | None = None) -> Pairs:
    """The pairs of the table, for compiling. Raises `BuildError` that names file and line where a row is wrong.

    >>> ("ею", "я") in load()
    True
    """
    from toponyms.language.tables import data_path, read_table

    path = data_path(FILE) if path is None else path
    pairs = set()
    for number, (ending, nominative, language, class_, example) in read_table(path, _COLUMNS):
        if not 0 < len(ending) <= LONGEST or len(nominative) > LONGEST or ending == nominative:
            raise BuildError(f"{path}:{number}: {ending!r} to {nominative!r} is no pair of endings")
        if not (language and class_ and example) or (ending + nominative).casefold() != ending + nominative:
            raise BuildError(f"{path}:{number}: language, class and example are needed, endings in lower case")
        pairs.add((ending, nominative))
    return frozenset(pairs)


def to_bytes(pairs: Pairs) -> bytes:
    """The pairs as a section of a gazetteer file, one a line.

    >>> to_bytes(frozenset({("ом", ""), ("ах", "и")})).decode()
    'ах\\tи\\nом\\t'
    """
    return "\n".join(f"{ending}\t{nominative}" for ending, nominative in sorted(pairs)).encode()


def from_bytes(data: bytes | memoryview) -> Pairs:
    """The pairs out of a gazetteer's section; `GazetteerCorrupt` where the bytes are not what was written."""
    try:
        lines = str(data, "utf-8").split("\n")
        return frozenset([(ending, nominative) for ending, nominative in [line.split("\t") for line in lines if line]])
    except ValueError as error:
        raise GazetteerCorrupt(f"the section of case endings is damaged: {error}") from error
