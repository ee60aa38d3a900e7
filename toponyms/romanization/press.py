"""Which tables say how the press of a language writes Ukrainian and Russian names."""

from __future__ import annotations

from toponyms.errors import UsageError, did_you_mean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

SOURCES = {"uk": "ukr", "ru": "rus"}
"""Languages that the press writes names from: BCP 47 tag, and the code in the ids of the tables."""


def press_languages() -> dict[str, str]:
    """The languages that have tables: BCP 47 tag -> ISO 639-3 code, which stands in the ids of the tables.

    >>> press_languages()["de"]
    'deu'
    """
    from os.path import dirname, join

    with open(join(dirname(__file__), "press.tsv"), encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file][1:]
    return {row[0]: row[1] for row in rows}


def chosen(languages: Iterable[str] | None) -> tuple[str, ...]:
    """The BCP 47 tags that are meant: all, or those of the given tags and ISO 639-3 codes, in their order.

    >>> chosen(["de", "pol"])
    ('de', 'pl')

    Raises `UsageError` for a language that has no table; it names the close ones.
    """
    known = press_languages()
    if languages is None:
        return tuple(known)
    if isinstance(languages, str):
        raise UsageError(f"languages takes several tags such as ['de', 'pl'], not the text {languages[:40]!r}")
    by_code = {code: tag for tag, code in known.items()}
    found: dict[str, None] = {}
    for language in languages:
        tag = language.lower() if isinstance(language, str) else ""
        tag = by_code.get(tag, tag)
        if tag not in known:
            close = did_you_mean(tag, [*known, *by_code])
            raise UsageError(f"no orthography for {str(language)[:40]!r}: there are {', '.join(known)}.{close}")
        found[tag] = None
    return tuple(found)


def table_of(language: str, source: str) -> str:
    """The id of the table by which a language writes names of another.

    >>> table_of("de", "uk")
    'press-deu-ukr'
    """
    return f"press-{press_languages()[language]}-{SOURCES[source]}"
