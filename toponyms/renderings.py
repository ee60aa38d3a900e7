"""Names the other way round: what Latin letters may have been in Cyrillic, and how others write a place."""

from __future__ import annotations

from toponyms.errors import UsageError
from toponyms.frozen import frozen
from toponyms.records import NOT_SHOWN
from toponyms.types import Name, Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from toponyms.records import Records

LATIN = "-Latn"
"""End of the tag of a romanization: the letters of `uk-Latn` are Latin, and no table applies."""


@frozen()
class Original:
    """A Cyrillic name that a Latin text may be the romanization of.

    >>> import toponyms
    >>> original = toponyms.reverse_transliterate("Szczastia", n=1)[0]
    >>> original.text, original.language, original.systems
    ('Щастя', 'uk', ('press-pol-ukr',))
    """

    text: str
    """The name in Cyrillic, with the capitals of the Latin text."""
    language: str
    """BCP 47 tag of the language whose name it would be."""
    systems: tuple[str, ...]
    """Ids of the systems that write it exactly so, in alphabetical order."""
    without_marks: tuple[str, ...]
    """Ids of those that do once their diacritics, apostrophes and primes are left out."""
    cost: float
    """Nats: how unlikely the letters are in a name of the language, and how few of its systems explain the text."""

    def __str__(self) -> str:
        return self.text


@frozen()
class Variant:
    """One way in which a language writes a place, and where that comes from.

    >>> import toponyms
    >>> variant = toponyms.variants(toponyms.place("geonames:710915"), languages=["pl"])[1]
    >>> variant.text, variant.language, variant.table, variant.name.text
    ('Czasow Jar', 'pl', 'press-pol-rus', 'Часов Яр')
    """

    text: str
    """The name as that language writes it."""
    language: str
    """BCP 47 tag of the language."""
    table: str
    """Id of the orthography that wrote it, "" for a name that a source has in this language."""
    name: Name
    """The name that it was made from, or that name itself."""

    def __str__(self) -> str:
        return self.text


def reverse_transliterate(records: Records, text: str, n: int, language: str | None) -> tuple[Original, ...]:
    """See `toponyms.reverse_transliterate`."""
    from toponyms.romanization import romanizations, transliterate
    from toponyms.romanization.packed import load_system
    from toponyms.romanization.reverse import in_capitals_of, reverse

    if not isinstance(text, str):
        raise UsageError(f"reverse_transliterate() takes a string, not {type(text).__name__}")
    if not (isinstance(n, int) and n > 0):
        raise UsageError("n must be a positive whole number")
    reversers = records._matcher.recall.reversers()
    if language is not None:
        tags = {load_system(id_).language for id_ in romanizations(language)}
        known = ", ".join(reversers)
        reversers = {tag: one for tag, one in reversers.items() if tag in tags}
        if not reversers:
            raise UsageError(f"no text is read back into {language[:40]!r}: the languages are {known}")
    found = reverse(text.strip(), reversers, transliterate, n)
    return tuple(
        Original(in_capitals_of(one.text, text.strip()), one.language, one.systems, one.bare, round(one.cost, 3))
        for one in found
    )


def variants(place: Place, languages: Iterable[str] | None) -> tuple[Variant, ...]:
    """See `toponyms.variants`."""
    from toponyms.romanization import transliterate
    from toponyms.romanization.press import SOURCES, chosen, table_of

    names = sorted(
        (name for name in place.names if name.kind not in NOT_SHOWN),
        key=lambda name: (bool(name.valid_to) or name.kind == "former", name.language != "uk"),
    )
    found: dict[tuple[str, str], Variant] = {}
    for language in chosen(languages):
        for name in names:
            if name.language == language:
                found.setdefault((name.text, language), Variant(name.text, language, "", name))
        for name in names:
            if name.language in SOURCES:
                table = table_of(language, name.language)
                text = transliterate(name.text, table)
                found.setdefault((text, language), Variant(text, language, table, name))
    return tuple(found.values())
