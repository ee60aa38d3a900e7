"""Queries for timing, drawn from the gazetteer itself: the same ones on every run and machine."""

from __future__ import annotations

import random
import re
import string
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.text import fold

if TYPE_CHECKING:
    from bench.names import NameTable

SEED = 20261122
"""Any number; fixed so that two runs ask the same."""

LEAST_LETTERS = 5
"""Shorter names are not given typos: two edits in four letters leave nothing to find."""

CYRILLIC = "абвгдежзиклмнопрстуфхцчшщьюяіїє"
"""Letters that a typo in a Cyrillic name may put in."""

REWRITES = tuple(
    (re.compile(old), new)
    for old, new in (
        ("shch", "sch"), ("zh", "j"), ("kh", "h"), ("ts(?!k)", "c"), ("ia", "ya"), ("iu", "yu"),
        ("ya", "ia"), ("yu", "iu"), ("yi", "i"), ("iy", "y"), ("yy", "iy"), ("(?<![aeiou])y", "i"),
        ("(?<![ckstz])h", "g"), ("ie", "ye"), ("ye", "e"), ("'", ""), ("-", " "),
    )
)  # fmt: skip
"""Pairs of spellings that different romanizations of Ukrainian, Russian and Belarusian use for one letter."""

_LETTERS = re.compile(r"[A-Za-z\u00c0-\u024f\u0400-\u04ff'’ -]+")
"""Latin or Cyrillic: the names that fuzzy search covers."""


@dataclass(frozen=True, slots=True)
class Query:
    """A text to resolve, the place that it was made from, and the region that the place lies in."""

    text: str
    id: str
    country: str
    within: str


def exact(table: NameTable, count: int) -> list[Query]:
    """Stored names of random settlements."""
    chance = random.Random(SEED)
    settlements = [number for number, row in enumerate(table.rows) if row.kind == "settlement" and any(row.names)]
    return [_query(table, number, chance) for number in chance.sample(settlements, min(count, len(settlements)))]


def _query(table: NameTable, number: int, chance: random.Random) -> Query:
    row = table.rows[number]
    region = ""
    for parent in row.parents:
        above = table.by_id.get(parent)
        if above is not None and table.rows[above].kind == "admin" and table.rows[above].level == 1:
            region = parent
    return Query(
        chance.choice([name for name in row.names if name]), row.id, row.countries[0] if row.countries else "", region
    )


def typos(table: NameTable, count: int) -> list[Query]:
    """Stored names with one or two random edits that no longer are any stored name."""
    chance = random.Random(SEED + 1)
    found: list[Query] = []
    for query in exact(table, 4 * count):
        if len(found) == count:
            break
        if len(query.text) < LEAST_LETTERS or not _LETTERS.fullmatch(query.text):
            continue
        text = query.text
        for _ in range(chance.choice((1, 1, 2))):
            text = edited(text, chance)
        if fold(text) not in table.by_key:
            found.append(Query(text, query.id, query.country, query.within))
    return found


def edited(text: str, chance: random.Random) -> str:
    """The text with one letter swapped with the next, left out, put in or replaced; the first one is spared."""
    place = chance.randrange(1, len(text))
    letters = CYRILLIC if any("\u0400" <= letter <= "\u04ff" for letter in text) else string.ascii_lowercase
    kind = chance.randrange(4)
    if kind == 0 and place + 1 < len(text):
        return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    if kind == 1:
        return text[:place] + text[place + 1 :]
    if kind == 2:
        return text[:place] + chance.choice(letters) + text[place:]
    return text[:place] + chance.choice(letters) + text[place + 1 :]


def variants(table: NameTable, count: int) -> list[Query]:
    """Stored Latin names of Ukraine and its neighbours in another romanization that no longer is any stored name."""
    chance = random.Random(SEED + 2)
    slavic = {"UA", "RU", "BY"}
    found: list[Query] = []
    for query in exact(table, 12 * count):
        if len(found) == count:
            break
        if query.country not in slavic or not query.text.isascii():
            continue
        lowered = query.text.lower()
        rules = [(old, new) for old, new in REWRITES if old.search(lowered)]
        if not rules:
            continue
        old, new = chance.choice(rules)
        text = old.sub(new, lowered).title()
        if fold(text) not in table.by_key:
            found.append(Query(text, query.id, query.country, query.within))
    return found
