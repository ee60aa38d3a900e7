"""Questions made by rule: names of the gazetteer with slips, and texts near its names that name nothing in it."""

from __future__ import annotations

import lzma
import random
from math import exp
from typing import TYPE_CHECKING, Any

from toponyms.language.tables import data_path, read_table
from toponyms.types import NAME_KINDS, PLACE_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from toponyms import Gazetteer

CALQUES = ("concept", "kind", "uk", "ru", "be", "en", "de", "fr", "es", "it", "pl", "example")
"""Columns of the table of translated words."""

Made = tuple[str, str, str, dict[str, Any], frozenset[str]]
"""Text, kind, place for the fold, hints, right ids."""

SLIPS, OUTSIDE, ABROAD, BLENDS = 600, 450, 250, 250
"""How many of each kind."""

EVERYDAY, CONCEPTS = 500, 700
"""How many everyday words and names of people, and how many words that translators make of names."""

SMALL = 0.4
"""Share of such words that are written in small letters, as within a sentence."""

SEED = 20261122
"""The same questions on every machine."""

LEAST_LETTERS = 5
"""Shorter names become others by one letter."""

TWO_SLIPS_LETTERS, TWO_SLIPS = 9, 0.25
"""From this length on this share of names gets a second slip."""

FAME = 0.5
"""Places are drawn by their number of inhabitants to this power: reports misspell known names more often, not in
proportion."""

PLAIN = frozenset(NAME_KINDS.index(kind) for kind in ("official", "endonym", "romanized", "exonym"))
SETTLEMENT = PLACE_KINDS.index("settlement")
KIND_MASK, CORE_BIT = 0xF, 0x10

ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхї", "фівапролджє", "ячсмитьбю")
"""Letters that lie side by side."""


def questions(gazetteer: Gazetteer, snapshot: Path) -> list[Made]:
    """All of them, the same for the same gazetteer."""
    return [
        *slips(gazetteer, random.Random(SEED)),
        *outside(gazetteer, snapshot, random.Random(SEED + 1)),
        *abroad(gazetteer, random.Random(SEED + 2)),
        *blends(gazetteer, random.Random(SEED + 3)),
        *words(gazetteer, random.Random(SEED + 4)),
    ]


class Names:
    """Settlements of a gazetteer with their plain names, drawn by how well they are known."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.index, self.matcher, self.rules = gazetteer._index, gazetteer._matcher, gazetteer._rules
        index = self.index
        self.rows = [row for row in index.places() if index.place_kind[row] >> 4 == SETTLEMENT]
        self.fame = [exp(FAME * index.place_prominence[row] / 100.0) for row in self.rows]

    def draw(self, count: int, rng: random.Random) -> list[int]:
        """Rows of places, each at most once."""
        return list(dict.fromkeys(rng.choices(self.rows, self.fame, k=count)))

    def name(self, place: int, rng: random.Random) -> str:
        """One of its plain names in Latin or Cyrillic letters, "" where it has none that is long enough."""
        index = self.index
        starts = index["place.names"]
        names = []
        for row in range(starts[place], starts[place + 1]):
            facts = index.row_facts[row]
            if facts & KIND_MASK in PLAIN and not facts & CORE_BIT:
                text = index.text(index.row_text[row])
                if sum(map(str.isalpha, text)) >= LEAST_LETTERS and all(ord(letter) < 0x530 for letter in text):
                    names.append(text)
        return rng.choice(names) if names else ""

    def id(self, place: int) -> str:
        return self.index.text(self.index["place.id"][place])

    def country(self, place: int) -> str:
        inside = self.matcher.countries[self.index.place_countries[place]][0]
        return inside[0] if inside else ""

    def stored(self, text: str, country: str = "") -> bool:
        """Whether a text is a stored name, of a place of the country where one is given."""
        index = self.index
        number = index.find_key(self.rules.exact(text))
        if number < 0:
            return False
        if not country:
            return True
        allowed = self.matcher.allowed(country)
        return any(index.place_countries[index.row_place[row]] in allowed for row in index.rows_of(number))


def slips(gazetteer: Gazetteer, rng: random.Random) -> Iterator[Made]:
    """Names with one or two slips of the hand that make no other stored name."""
    names = Names(gazetteer)
    for place in names.draw(SLIPS, rng):
        name, country = names.name(place, rng), names.country(place)
        text = slip(name, rng)
        if len(name) >= TWO_SLIPS_LETTERS and rng.random() < TWO_SLIPS:
            text = slip(text, rng)
        if name and text != name and not names.stored(text):
            hints = {"country": country} if country and rng.random() < (0.7 if country == "UA" else 0.4) else {}
            identifier = names.id(place)
            yield text, "made: slip", identifier, hints, frozenset({identifier})


def slip(text: str, rng: random.Random) -> str:
    """A text with one slip: a letter dropped, doubled, swapped with the next, or another one struck.

    >>> import random
    >>> from bench.fit.made import slip
    >>> slip("Bakhmut", random.Random(3)) != "Bakhmut"
    True
    """
    places = [at for at in range(len(text) - 1) if text[at].isalpha() and text[at + 1].isalpha()]
    if not places:
        return text
    at = rng.choice(places)
    letter, kind = text[at], rng.randrange(4)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + letter + text[at:]
    if kind == 2:
        return text[:at] + text[at + 1] + letter + text[at + 2 :]
    row = next((row for row in ROWS if letter.lower() in row), "")
    if not row:
        return text
    spot = row.index(letter.lower())
    other = row[spot + 1] if spot + 1 < len(row) and (spot == 0 or rng.random() < 0.5) else row[spot - 1]
    return text[:at] + (other.upper() if letter.isupper() else other) + text[at + 1 :]


def outside(gazetteer: Gazetteer, snapshot: Path, rng: random.Random) -> Iterator[Made]:
    """Real places below the default scope, under names that it does not have."""
    names = Names(gazetteer)
    found: list[tuple[str, str]] = []
    with lzma.open(snapshot / "world-small.tsv.xz", "rt", encoding="utf-8") as lines:
        name = ""
        for line in lines:
            cells = line.split("\t")
            if cells[1] == "name" and cells[4] == "official":
                name = cells[2]
            elif cells[1] == "country" and name:
                found.append((name, cells[2]))
                name = ""
    made = 0
    for name, country in rng.sample(found, min(len(found), 4 * OUTSIDE)):
        if made < OUTSIDE and len(name) >= LEAST_LETTERS and not names.stored(name):
            hints = ({}, {"country": country}, {"country": "UA"})[made % 3]
            made += 1
            yield name, "made: outside", name, hints, frozenset()


def abroad(gazetteer: Gazetteer, rng: random.Random) -> Iterator[Made]:
    """Places of other countries under a name that no place of the country asked for has."""
    names = Names(gazetteer)
    for place in names.draw(ABROAD, rng):
        name, country = names.name(place, rng), names.country(place)
        asked = "UA" if country != "UA" else rng.choice(("RU", "PL", "BY"))
        if name and not names.stored(name, asked):
            yield name, "made: abroad", names.id(place), {"country": asked}, frozenset()


def blends(gazetteer: Gazetteer, rng: random.Random) -> Iterator[Made]:
    """The beginning of one name with the end of another: sounds like a place, and is none."""
    names = Names(gazetteer)
    drawn = [names.name(place, rng) for place in names.draw(2 * BLENDS, rng)]
    for script in ("latin", "cyrillic"):
        words = [name for name in drawn if name and name.isalpha() and (name[0] > "\u0400") == (script == "cyrillic")]
        for first, last in zip(words[::2], words[1::2], strict=False):
            text = first[: (len(first) + 1) // 2] + last[len(last) // 2 :]
            if len(text) >= LEAST_LETTERS and not names.stored(text):
                yield text, "made: blend", text, {"country": "UA"} if rng.random() < 0.5 else {}, frozenset()


def words(gazetteer: Gazetteer, rng: random.Random) -> Iterator[Made]:
    """Words and people's names that no place bears: what else stands where a name could."""
    names = Names(gazetteer)
    everyday = sorted(
        {word for _, (word, _, _) in read_table(data_path("ordinary.tsv"), ("word", "language", "class"))}
    )
    concepts = sorted(
        {
            word
            for _, cells in read_table(data_path("calques.tsv"), CALQUES)
            for cell in cells[5:11]
            for word in cell.replace("~", "|").split("|")
            if word.isalpha()
        }
    )
    for table, count in ((everyday, EVERYDAY), (concepts, CONCEPTS)):
        for word in rng.sample(table, min(count, len(table))):
            if len(word) >= LEAST_LETTERS and not names.stored(word):
                text = word if rng.random() < SMALL else word.capitalize()
                yield text, "made: word", word, {"country": "UA"} if rng.random() < 0.4 else {}, frozenset()
