"""What type words for waters, hills and objects say: which sort, and where one is part of the name.

"Oskil-Stausee"        ->  "Oskil", a reservoir
"озеро Бухта"          ->  "Бухта", a lake that is called a bay
"River Balka Adamovycha"  ->  "Balka Adamovycha", a river that is called a ravine
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from toponyms.language.generics import GenericWords
    from toponyms.matching.parts import Reading

    Says = list[frozenset[tuple[str, int]]]

NATURE = frozenset({"water", "relief"})
"""Kinds whose type words settlements bear in their names."""

BEHIND = frozenset({"en", "de"})
"""Languages whose type words stand behind the name."""

NAMING = NATURE | {"object"}
"""Kinds that may be called by a type word of another: "озеро Бухта", "станція Лиман"."""


def parted(raw: list[str], words: GenericWords) -> list[str]:
    """A text whose last word is joined to a German type word ("Oskil-Stausee"), with that as a word of its own."""
    name, _, last = raw[-1].rpartition("-") if raw else ("", "", "")
    if (
        len(name) > 2
        and last[:1].isupper()
        and any("de" in row.language.split(",") for row in words.lookup(last.casefold()))
    ):
        return [*raw[:-1], name, last]
    return raw


def called(words: GenericWords, raw: str, token: str, says: Says) -> bool:
    """Whether a lake, a spit or a station is called by a word that is a type word or a bearing as well."""
    kinds = {kind for one in says for kind, _ in one}
    if not raw[0].isupper() or not kinds <= NAMING:
        return False
    rows = words.lookup(token)
    if rows:
        return all(row.says in NATURE for row in rows)
    return kinds <= NATURE  # "коса Південна"


def ends_romanized(form: Reading, words: GenericWords) -> bool:
    """Whether the type word at the end of a name is a romanized one for a water or a hill, and part of it as well.

    "Red Lyman" is the town and no estuary; "Red River" is a river.
    """
    last = form.whole.rpartition(" ")[2]
    rows = words.lookup(last.casefold()) if last[:1].isupper() and not form.core.endswith(last) else ()
    return any(row.says in NATURE and "-Latn" in row.language for row in rows)


def natural(says: Says) -> bool:
    """Whether a word for a water or a hill was taken off already: a second one is part of the name."""
    return bool(says) and {kind for kind, _ in says[-1]} <= NATURE


def framed(words: GenericWords, first: str, last: str) -> bool:
    """Whether a Slavic type word opens a name that an English or German one closes: "Balka Adamovycha River"."""
    closing = [row for row in words.lookup(last) if row.says in NATURE and row.position != "before"]
    return (
        first != last
        and any(not BEHIND.isdisjoint(row.language.split(",")) for row in closing)
        and all(BEHIND.isdisjoint(row.language.split(",")) for row in words.lookup(first))
    )


def sorts_of(words: GenericWords, bare: str, dotted: bool, positions: tuple[str, str]) -> frozenset[str]:
    """The sorts of water, relief or object that a type word means, none where it may also mean what has no sorts."""
    rows = [row for row in words.lookup(bare) if row.position in positions and (dotted or not row.dotted)]
    return frozenset(row.type for row in rows) if all(row.type for row in rows) else frozenset()


def by_the_sea(text: str, words: GenericWords) -> bool:
    """Whether a phrase before "of" only says by which sea a town or port lies: "Black Sea port | of Odesa".

    >>> from toponyms.language.generics import GenericWords
    >>> by_the_sea("Black Sea port", GenericWords()), by_the_sea("Black Sea", GenericWords())
    (True, False)
    """
    *before, last = text.casefold().split()
    sorts = {row.type for token in before for row in words.lookup(token) if row.says == "water"}
    settled = {row.says for row in words.lookup(last)} & {"settlement", "object"}
    return "sea" in sorts and bool(settled or words.thing(last))
