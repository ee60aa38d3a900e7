"""Parsing a text into what it names, what kind it says that is, and which names around it say where.

    "the Novy district of Chasiv Yar"  ->  core "Novy", says part or raion, inside "Chasiv Yar"
    "Artemivsk/Bakhmut, Donetsk obl."  ->  core "Artemivsk" or "Bakhmut", inside "Donetsk obl."

Parsing looks at words only, never at the gazetteer; which reading holds is for recall to find out.
"""

from __future__ import annotations

import re
import unicodedata

TYPE_CHECKING = False
if TYPE_CHECKING:
    from toponyms.language.generics import GenericWords

MAX_LENGTH = 512
"""Characters of the longest text that can be a name; longer ones are not read at all."""

MAX_FORMS = 4
"""Forms of one text that are looked up: more would make a text of slashes slow."""

MAX_PARTS = 6
"""Parts between commas and parentheses that are read; an address has no more."""

_PARTS = re.compile(r"[,;()\[\]|\n\t]+")
_ALTERNATES = re.compile(r"\s*[/\\]\s*")
_GLUED_DOT = re.compile(r"\b([^\W\d_]{1,5})\.(?=[^\W\d_])")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u02bc\u2018\u0060\u00b4\u2032\u02b9", "'"))


class Reading:
    """One way to read a part of a text.

    whole: the part as written; core: it without type words, "" where nothing else was there; says: kinds of place and
    levels that the type words allow (empty where there are none); inside: a name that the core is said to lie in, ""
    where none; relation: what a relation word says ("near"), "" where none; dropped: words that were taken off and
    explain nothing.
    """

    __slots__ = ("core", "dropped", "inside", "relation", "says", "whole")

    def __init__(
        self,
        whole: str,
        core: str,
        says: frozenset[tuple[str, int]] = frozenset(),
        inside: str = "",
        relation: str = "",
        dropped: int = 0,
    ) -> None:
        self.whole, self.core, self.says = whole, core, says
        self.inside, self.relation, self.dropped = inside, relation, dropped

    def __repr__(self) -> str:
        return f"Reading(core={self.core!r}, says={sorted(self.says)}, inside={self.inside!r}, whole={self.whole!r})"


class Part:
    """What stands between two commas: its alternates (by slash), each with its readings, the likeliest first."""

    __slots__ = ("alternates", "text")

    def __init__(self, text: str, alternates: list[list[Reading]]) -> None:
        self.text, self.alternates = text, alternates


class Query:
    """A parsed text: its parts in order. The first names the place, as a rule, and the others say where it is."""

    __slots__ = ("parts", "text")

    def __init__(self, text: str, parts: list[Part]) -> None:
        self.text, self.parts = text, parts

    @property
    def composite(self) -> bool:
        """Whether the text has several parts or alternates; it may still be one name ("Glamorgan/Spring Bay")."""
        return len(self.parts) > 1 or any(len(part.alternates) > 1 for part in self.parts)


def parse(text: str, words: GenericWords) -> Query:
    """The parts and readings of a text.

    >>> from toponyms.language.generics import GenericWords
    >>> words = GenericWords()
    >>> parse("town of Bakhmut, Donetsk Oblast", words).parts[0].alternates[0][0].core
    'Bakhmut'
    >>> reading = parse("the Novy district of Chasiv Yar", words).parts[0].alternates[0][1]
    >>> reading.core, reading.inside, sorted(reading.says)
    ('Novy', 'Chasiv Yar', [('admin', 2), ('part', 0)])
    """
    if text.isalpha():  # one plain word: nothing to take apart
        return Query(text, [Part(text, [[Reading(text, text)]])])
    if "://" in text or "@" in text:
        return Query(text, [])  # an address of the net names no place, whatever words it holds
    pieces = [piece for piece in (raw.strip() for raw in _PARTS.split(text)) if piece][:MAX_PARTS]
    parts: list[Part] = []
    forms = 0
    for piece in pieces:
        names = [name for name in _ALTERNATES.split(piece) if name][: max(1, MAX_FORMS - forms)]
        forms += len(names) if not parts else 0
        if names:
            parts.append(Part(piece, [readings(name, words) for name in names]))
    return Query(text, parts)


def readings(text: str, words: GenericWords) -> list[Reading]:
    """How one name can be read: without its type words, and, where a link word stands inside, as "X of Y"."""
    raw = _GLUED_DOT.sub(r"\1. ", text).split()
    if not raw:
        return [Reading(text, text)]
    tokens = [unicodedata.normalize("NFC", token).casefold().translate(_APOSTROPHES) for token in raw]
    first = _strip(text, raw, tokens, words)
    found = [first]
    link = _link(tokens, words)
    if link is not None:
        at, after = link
        left = _strip(text, raw[:at], tokens[:at], words)
        right = " ".join(raw[after:])
        if left.core:
            found.append(Reading(text, left.core, left.says, right, left.relation, left.dropped))
    return found


def _strip(whole: str, raw: list[str], tokens: list[str], words: GenericWords) -> Reading:
    """Take type words, relation words and small words off both ends, as long as something is left."""
    low, high = 0, len(tokens)
    says: list[frozenset[tuple[str, int]]] = []
    relation = ""
    moved = True
    while moved and low < high:
        moved = False
        for size in range(min(words.longest, high - low - 1), 0, -1):
            phrase = " ".join(tokens[low : low + size])
            bare = phrase.rstrip(".,:")
            kinds = _kinds(words, bare, phrase.endswith("."), ("before", "both"))
            related = [row.relation for row in words.relation(bare) if row.position == "before"]
            small = words.stopword(bare)
            if kinds:
                says.append(kinds)
            elif related:
                relation = relation or related[0]
            elif not ("front" in small or ("link" in small and says)):
                continue
            low, moved = low + size, True
            break
    moved = True
    while moved and low < high:
        moved = False
        for size in range(min(words.longest, high - low - 1), 0, -1):
            phrase = " ".join(tokens[high - size : high])
            bare = phrase.rstrip(".,:")
            kinds = _kinds(words, bare, phrase.endswith("."), ("after", "both"))
            related = [row.relation for row in words.relation(bare) if row.position == "after"]
            if kinds:
                says.append(kinds)
            elif related:
                relation = relation or related[0]
            else:
                continue
            high, moved = high - size, True
            break
    core = " ".join(raw[low:high])
    if (low or high < len(raw)) and _says_nothing(words, " ".join(tokens[low:high])):
        core = ""  # "the city centre": nothing but type words, and so no name
    # of two type words the one nearest to the name counts: "city district" is read from the outside in
    return Reading(whole, core, says[-1] if says else frozenset(), "", relation)


def _says_nothing(words: GenericWords, phrase: str) -> bool:
    return bool(words.lookup(phrase) or words.relation(phrase) or words.stopword(phrase))


def _kinds(words: GenericWords, bare: str, dotted: bool, positions: tuple[str, str]) -> frozenset[tuple[str, int]]:
    return frozenset(
        (row.says, row.level) for row in words.lookup(bare) if row.position in positions and (dotted or not row.dotted)
    )


def _link(tokens: list[str], words: GenericWords) -> tuple[int, int] | None:
    """Where a link word ("of", "in", "у") stands inside a text: end of what is left of it, start of what is right.

    A link behind nothing but a type word ("town of") belongs to that word, not to the place.
    """
    for at in range(1, len(tokens) - 1):
        for size in range(min(words.longest, len(tokens) - at - 1), 0, -1):
            if words.stopword(" ".join(tokens[at : at + size])):
                if words.lookup(" ".join(tokens[:at])) or words.relation(" ".join(tokens[:at])):
                    break
                return at, at + size
    return None
