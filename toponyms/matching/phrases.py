"""Cutting a stretch of text into phrases, each of which may name one place, at the small words between them.

    "a post near the village of X in the Y district"  ->  "a post", "near the village of X", "in the Y district"

A cut falls before a relation word, a preposition or a conjunction, behind a type word that ends a name ("X town Y
region"), behind a possessive ("X's Y district") and behind the end of a sentence. Only words decide, no gazetteer.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from toponyms.language.generics import GenericWords

MAX_TOKENS = 80
"""Words of one stretch that are read; what stands further behind says nothing about the place that is named first."""

POSSESSIVES = ("'s", "s'")
DASHES = frozenset({"-", "\u2013", "\u2014", "\u2212", "--"})
SETTLED = frozenset({"settlement", "admin", "country", "part", "region", "object"})
"""Kinds of type word that end a name; words for waters and hills are often part of one: Chasiv Yar, Vesela Hora."""

_NUMBER = re.compile(r"^\(?~?(\d{1,4}(?:[.,]\d{1,3})?)(?:\s*[-\u2013]\s*\d{1,4})?([^\W\d_]*)$")
_QUOTES = "\"'\u00ab\u00bb\u201c\u201d\u201e\u2018\u2019"
_EDGES = ".,:;!?" + _QUOTES


class Phrase:
    """A stretch of tokens [low, high), how it is joined to what stands before, and the relation at its head.

    start: where it begins with the small words at its head.

    join: "" at the start, "and", "in", "of", "on", "to", "dash", "relation", "stop" (a name or a sentence ended).
    relation: what the relation words at its head say ("near"), "" for none; km and bearing: how far and in which
    direction they say, None where they do not. shore: they are a word for the bank or the mouth of a water.
    """

    __slots__ = ("bearing", "high", "join", "km", "low", "possessive", "relation", "shore", "start")

    def __init__(self, low: int, high: int, join: str) -> None:
        self.start, self.low, self.high, self.join = low, low, high, join
        self.relation = ""
        self.km: float | None = None
        self.bearing: float | None = None
        self.possessive = self.shore = False

    def __repr__(self) -> str:
        return f"Phrase({self.low}:{self.high}, {self.join!r}, {self.relation!r})"


def is_name(raw: str, cased: bool) -> bool:
    """Whether a word is written like a name: with a capital, or any letters in a text where capitals tell nothing.

    >>> is_name("Bakhmut", True), is_name("bridge", True), is_name("bridge", False), is_name("7", False)
    (True, False, True, False)
    """
    if raw.islower():
        return not cased
    return any(map(str.isalpha, raw))


def cut(raw: Sequence[str], tokens: Sequence[str], words: GenericWords, cased: bool) -> list[Phrase]:
    """The phrases of a stretch.

    raw: its words as written; tokens: the same, casefolded; cased: whether the whole text tells names by capitals.

    >>> from toponyms.language.generics import GenericWords
    >>> raw = "a checkpoint 5 km north of Bakhmut in Donetsk Oblast".split()
    >>> phrases = cut(raw, [word.lower() for word in raw], GenericWords(), cased=True)
    >>> [" ".join(raw[phrase.low : phrase.high]) for phrase in phrases]
    ['checkpoint', 'Bakhmut', 'Donetsk Oblast']
    >>> phrases[1].relation, phrases[1].km, phrases[1].bearing
    ('distance', 5.0, 0.0)
    """
    count = min(len(tokens), MAX_TOKENS)
    starts, out = words.starts, []
    at = start = 0
    join = ""
    content = named = closed = opened = False
    while at < count:
        token = tokens[at]
        bare = token.strip(_EDGES) or token
        size, what = 1, ""
        if token in DASHES:
            what = "dash"
        elif bare in starts:
            size, what = _marker(raw, tokens, at, count, words, named, cased)
        elif token[0].isdigit() or token[0] in "(~":
            size = _measure(tokens, at, count, words)[0]
            if size and at + size < count and words.measure(tokens[at + size].strip(_EDGES), "bearing") is not None:
                size += tokens[at + size].strip(_EDGES) not in starts  # "13 km SE of X"
            what = "relation" if size else ""
            size = size or 1
        if what in ("relation", "and", "in", "of", "on", "to", "dash"):
            if content:
                out.append(Phrase(start, at, join))
                start, content, named, closed, opened = at, False, False, False, False
                join = what
            elif what == "and" and not out:
                join = what  # ", and X" goes on with the list
            at += size
            continue
        if what == "before" and named:
            out.append(Phrase(start, at, join))
            start, join, content, named, closed = at, "stop", False, False, False
        if what == "lead" and cased and content and not named and _opens_town(words, _bare(tokens, at, size)):
            out.append(Phrase(start, at, join))  # "the border town of X": what sort of town it is
            start, join, content, closed = at, "stop", False, False
        if what in ("before", "lead"):
            opened = opened or any(row.says == "settlement" for row in words.lookup(_bare(tokens, at, size)))
            at += size
            continue
        if what == "after":
            if opened and at - start > 1 and _is_unit(words, _bare(tokens, at, size)):
                # "village of X Yskyi district": the settlement's name ended before the unit's
                if is_name(raw[at - 2], cased) and not _is_type(words, tokens[at - 2]):
                    out.append(Phrase(start, at - 1, join))
                    start, join = at - 1, "stop"
                opened = False
            closed = True
            at += size
            ended = tokens[at - 1]
            if named and ended.endswith(POSSESSIVES):
                out.append(Phrase(start, at, join))
                out[-1].possessive = True
                start, join, content, named, closed, opened = at, "stop", False, False, False, False
            continue
        if what == "skip":
            at += size
            continue
        if what == "thing":
            content = True
            at += size
            continue
        like = is_name(raw[at], cased)
        if closed and like and named:
            out.append(Phrase(start, at, join))
            start, join, content, named, opened = at, "stop", False, False, False
        closed = False
        content = True
        named = named or like
        at += 1
        if like and at < count:
            if token.endswith(POSSESSIVES) and not _is_unit(words, tokens[at].strip(_EDGES)):
                out.append(Phrase(start, at, join))
                out[-1].possessive = True
                start, join, content, named, opened = at, "stop", False, False, False
            elif token.endswith(".") and len(bare) > 3 and is_name(raw[at], True):
                closed = True
    if start < count:
        out.append(Phrase(start, count, join))
    for phrase in out:
        _read_head(phrase, tokens, words)
    return out


def _bare(tokens: Sequence[str], at: int, size: int) -> str:
    return " ".join(tokens[at : at + size]).strip(_EDGES)


def _opens_town(words: GenericWords, phrase: str) -> bool:
    """Whether a phrase is a type word of a settlement that stands before its name."""
    return any(row.says == "settlement" and row.position != "after" for row in words.lookup(phrase))


def _is_dotted(words: GenericWords, bare: str) -> bool:
    """Whether a word is a type word when it has its dot: "с." is a village, "с" is "from"."""
    return any(row.dotted for row in words.lookup(bare))


def _is_type(words: GenericWords, token: str) -> bool:
    return bool(words.lookup(token.strip(_EDGES)))


def _is_unit(words: GenericWords, phrase: str) -> bool:
    """Whether a phrase is a type word of a unit: "X district", and "People's Republic", which is no possession."""
    return any(row.says == "admin" for row in words.lookup(phrase))


def _marker(
    raw: Sequence[str], tokens: Sequence[str], at: int, count: int, words: GenericWords, named: bool, cased: bool
) -> tuple[int, str]:
    """The longest entry of the tables that begins at a token, and what it does there.

    "relation", "and", "in", "of", "on", "to": divides. "after": a type word behind a name. "before": a type word that
    opens a phrase. "lead": a type word where no name stands before it. "skip": an article. "": an ordinary word.
    """
    for size in range(min(words.starts[tokens[at].strip(_EDGES) or tokens[at]], count - at), 0, -1):
        phrase = " ".join(tokens[at : at + size])
        bare = phrase.strip(_EDGES)
        dotted = phrase.rstrip(",:;").endswith(".")
        if bare.endswith("'s") and size == 1:
            bare = bare[:-2]
        relations = () if dotted and _is_dotted(words, bare) else words.relation(bare)
        if relations and named and size > 1 and _of(tokens, at, size, words):
            continue  # "X area of the Y district": the first word belongs to X
        if relations:
            behind = named and any(row.position == "after" for row in relations)
            if behind and not any(row.position == "before" for row in relations):
                return size, "after"
            kinds = {row.relation for row in relations if row.position == "before"}
            if kinds - {"part"} and not (named and cased and raw[at][:1].isupper() and size == 1 and not behind):
                if not (behind and (at + size >= count or words.relation(tokens[at + size].strip(_EDGES)))):
                    return size, "relation"
                return size, "after"
            if kinds == {"part"} and not named:
                return size, "skip"
            if behind:
                return size, "after"
        generics = [row for row in words.lookup(bare) if dotted or not row.dotted]
        if generics:
            if named:
                behind = any(row.position != "before" and row.says in SETTLED for row in generics)
                if behind:
                    return size, "after"
                opens = any(row.says in SETTLED for row in generics) and not (size > 1 and _of(tokens, at, size, words))
                if opens and not (cased and raw[at][:1].isupper() and size == 1 and not dotted):
                    return size, "before"
                continue
            own = cased and raw[at][:1].isupper() and not any(row.says in SETTLED for row in generics)
            if own and not (size > 1 and _of(tokens, at, size, words)):  # "Bay of X" has its name behind it
                return size, ""  # "Lyman", "Yar": a hill or a water in the name
            return size, "thing" if all(row.says == "object" for row in generics) else "lead"
        thing = words.thing(bare)
        if thing:
            return size, "after" if named else "thing"
        roles = words.stopword(bare)
        if roles:
            for role in ("and", "in", "of", "on", "to"):
                if role in roles and not (named and cased and raw[at][:1].isupper() and not raw[at].isupper()):
                    return size, role
            if not named:
                return size, "skip"
    return 1, ""


def _of(tokens: Sequence[str], at: int, size: int, words: GenericWords) -> bool:
    """Whether a phrase ends with a word that divides, as "district of", and its front stands behind names by itself."""
    front = " ".join(tokens[at : at + size - 1])
    behind = words.lookup(front) or any(row.position == "after" for row in words.relation(front))
    return bool(behind) and "of" in words.stopword(tokens[at + size - 1])


def _measure(tokens: Sequence[str], at: int, count: int, words: GenericWords) -> tuple[int, float | None]:
    """How many tokens from here on are a distance ("5 km", "13km", "10-15 km"), 0 for none, and the kilometres."""
    found = _NUMBER.match(tokens[at].strip("()"))
    if not found:
        return 0, None
    value = float(found[1].replace(",", "."))
    if found[2]:
        unit = words.measure(found[2], "km")
        return (1, value * unit) if unit else (0, None)
    if at + 1 < count:
        unit = words.measure(tokens[at + 1].strip("().,"), "km")
        if unit:
            return 2, value * unit
    return 0, None


def _read_head(phrase: Phrase, tokens: Sequence[str], words: GenericWords) -> None:
    """Take distance, relation words and small words off the front of a phrase, and keep what they say."""
    at, high = phrase.low, phrase.high
    moved = True
    while moved and at < high:
        moved = False
        if tokens[at] in DASHES:
            at, moved = at + 1, True
            continue
        size, km = _measure(tokens, at, high, words)
        if size and phrase.km is None:
            phrase.km, phrase.relation = km, "distance"
            at, moved = at + size, True
            continue
        if phrase.km is not None and phrase.bearing is None:
            bearing = words.measure(tokens[at].strip(_EDGES), "bearing")
            if bearing is not None:
                phrase.bearing = bearing
                at, moved = at + 1, True
                continue
        for length in range(min(words.starts.get(tokens[at].strip(_EDGES), 0), high - at), 0, -1):
            bare = " ".join(tokens[at : at + length]).strip(_EDGES)
            kinds = [row.relation for row in words.relation(bare) if row.position == "before"]
            if kinds and tokens[at + length - 1].endswith(".") and words.lookup(bare):
                continue  # "с." is a village, "с" is "from"
            if kinds and kinds[0] != "part":
                phrase.shore = phrase.shore or kinds[0] == "shore"
                if phrase.relation in ("", "from", "within", "part", "towards"):
                    phrase.relation = "near" if kinds[0] == "shore" else kinds[0]
                if phrase.bearing is None:
                    phrase.bearing = _bearing(bare, words)
            elif kinds and length > 1:
                phrase.relation = phrase.relation or "part"
            elif kinds and not _goes_on(tokens, at + 1, high, words):
                continue  # "eastern", "old" may be part of the name
            elif not kinds and (not words.stopword(bare) or _abbreviates(tokens[at + length - 1], bare, words)):
                continue
            at, moved = at + length, True
            break
    phrase.low = at


def _abbreviates(token: str, bare: str, words: GenericWords) -> bool:
    """Whether a small word is a type word by its dot: "о. Березань" is an island, "о Березани" is about it."""
    return token.endswith(".") and any(row.dotted for row in words.lookup(bare))


def _goes_on(tokens: Sequence[str], at: int, high: int, words: GenericWords) -> bool:
    """Whether a relation phrase of several words follows: "southeastern | area of X"."""
    return at < high and any(
        words.relation(" ".join(tokens[at : at + size]).strip(_EDGES))
        for size in range(2, min(words.starts.get(tokens[at].strip(_EDGES), 0), high - at) + 1)
    )


def _bearing(phrase: str, words: GenericWords) -> float | None:
    parts = phrase.split(" ")
    for size in (2, 1):
        for at in range(len(parts) - size + 1):
            bearing = words.measure(" ".join(parts[at : at + size]), "bearing")
            if bearing is not None and (size > 1 or len(parts[at]) > 2):
                return bearing
    return None
