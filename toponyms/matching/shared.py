"""A type word in the plural that several names share: each of them gets it.

    "Харківській та Сумській областях"  ->  "Харківській області та Сумській області"
    "Kharkiv and Sumy regions"          ->  "Kharkiv region and Sumy region"

Without it the first name of such a list would stand alone, and an adjective alone is a village.
"""

from __future__ import annotations

import unicodedata

TYPE_CHECKING = False
if TYPE_CHECKING:
    from toponyms.language.generics import GenericWords, Plural

EDGES = ".,:;!?()\"'\u00ab\u00bb\u201c\u201d\u201e"

AGREEING = 2
"""Last letters that adjectives of one case, number and gender have in common."""

PLURAL_ENDINGS = ("ых", "их", "ми", "ые", "ие", "ім", "ым", "им", "іх", "ých", "ch")
"""Ends of adjectives in the plural: one such beside the word is not a name of several, as in Соединённых Штатах."""

UKRAINIAN = ("і", "ї", "є", "ьк", "Є", "І")
"""Letters that Russian texts do not have, and what adjectives have before their endings in Ukrainian alone."""

MOST = 12
"""Names of one list that are read."""


def shared(text: str, words: GenericWords) -> str:
    """The text with a type word beside each name that shares one, the text itself where none does.

    >>> from toponyms.language.generics import GenericWords
    >>> shared("в Донецкой, Луганской и Херсонской областях", GenericWords())
    'в Донецкой области и Луганской области и Херсонской области'
    >>> shared("Соединённых Штатах", GenericWords())
    'Соединённых Штатах'
    """
    raw = text.split()
    folded = [unicodedata.normalize("NFC", token).casefold().strip(EDGES) for token in raw]
    for at, token in enumerate(folded):
        found = words.plural(token)
        if not found:
            continue
        low = at
        longer = words.plural(f"{folded[at - 1]} {token}") if at else ()
        if longer:
            found, low = longer, at - 1
        plural = _of_language(found, text)
        names = _before(raw, folded, low, words) if plural.position == "before" else _behind(raw, folded, at, words)
        if not names or (len(names) == 1 and not _alone(plural, folded[names[0]])):
            continue
        return _spelt(raw, names, low, at, plural, _joint(raw, folded, names, words))
    return text


def _of_language(found: tuple[Plural, ...], text: str) -> Plural:
    """The reading of a word that Ukrainian and Russian share, by the letters of the text."""
    language = "uk" if any(mark in text for mark in UKRAINIAN) else "ru"
    return next((plural for plural in found if plural.language == language), found[0])


def _before(raw: list[str], folded: list[str], at: int, words: GenericWords) -> list[int]:
    """Which tokens before a plural share it, in order."""
    if not at or not _stands(raw[at - 1]) or raw[at - 1].endswith(","):
        return []
    names, last = [at - 1], folded[at - 1]
    while len(names) < MOST:
        low = names[0] - 1
        if low > 0 and "and" in words.stopword(folded[low]):
            low -= 1
        elif low < 0 or not raw[low].endswith(","):
            break
        if not _stands(raw[low]) or not _agrees(folded[low], last):
            break
        names.insert(0, low)
    return names


def _behind(raw: list[str], folded: list[str], at: int, words: GenericWords) -> list[int]:
    """Which tokens behind a plural share it, in order."""
    if at + 1 >= len(raw) or raw[at].endswith(",") or (at and not raw[at].islower()):
        return []  # "Соединённых Штатах Америки" is one name
    names, first = [at + 1], folded[at + 1]
    while len(names) < MOST:
        high = names[-1] + 1
        if high + 1 < len(raw) and "and" in words.stopword(folded[high]):
            high += 1
        elif high >= len(raw) or not raw[names[-1]].endswith(","):
            break
        if (raw[high].islower() and not _agrees(folded[high], first)) or not folded[high].replace("-", "").isalpha():
            break
        names.append(high)
    return names


def _stands(word: str) -> bool:
    """Whether a token may be a name in such a list: with a capital, or an adjective of Cyrillic in small letters."""
    return word[:1].isupper() or (word[:1].isalpha() and not word.isascii())


def _agrees(one: str, other: str) -> bool:
    """Whether two names may share a word: adjectives end alike; English names have no such ending."""
    return (one.isascii() and other.isascii()) or one[-AGREEING:] == other[-AGREEING:]


def _alone(plural: Plural, name: str) -> bool:
    """Whether one name by itself beside a plural word had the singular ("Белгородской областях"), as lists are cut."""
    return plural.flag != "list" and plural.language != "en" and not name.endswith(PLURAL_ENDINGS)


def _joint(raw: list[str], folded: list[str], names: list[int], words: GenericWords) -> str:
    """What joins the names: the word for "and" that stands between two; units with commas between lie in each other."""
    found = [
        raw[at] for at in range(names[0] + 1, names[-1]) if at not in names and "and" in words.stopword(folded[at])
    ]
    return f" {found[-1]} " if found else ", "


def _spelt(raw: list[str], names: list[int], low: int, at: int, plural: Plural, joint: str) -> str:
    """The text with the singular beside each name."""
    before, behind = (raw[: names[0]], raw[at + 1 :]) if names[0] < at else (raw[:low], raw[names[-1] + 1 :])
    bare = [raw[name].strip(",") for name in names]
    each = [f"{name} {plural.singular}" if names[0] < at else f"{plural.singular} {name}" for name in bare]
    end = raw[at] if names[0] < at else raw[names[-1]]
    tail = "," if end.endswith(",") else ""
    return " ".join([*before, joint.join(each) + tail, *behind])
