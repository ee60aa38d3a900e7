"""Rows that expect no answer: what is no place, what no gazetteer has, and real places outside the default scope."""

from __future__ import annotations

import gzip
import random
import string
from typing import TYPE_CHECKING

from bench.text import fold
from bench.variants.make.hand import read_list
from bench.variants.rows import NIL, Row

if TYPE_CHECKING:
    from bench.variants.make.facts import Facts

RANDOM_ROWS, OUTSIDE_ROWS = 60, 90

SCOPE_POPULATION = 15_000
"""Below, the default scope has no places of far countries."""

CYRILLIC = "абвгдеєжзиіїйклмнопрстуфхцчшщьюя"
ALPHABETS = ((string.ascii_lowercase, "und-Latn"), (CYRILLIC, "und-Cyrl"), (string.printable[:80], "und"))


def make(facts: Facts, rng: random.Random) -> list[Row]:
    """All rows; a text that some source has as a name of a place under the same hints is left out."""
    names: dict[str, set[str]] = {}
    for place in facts.places.values():
        for name in (place.name, *(one.text for one in place.names)):
            names.setdefault(fold(name), set()).update(place.countries)
    rows = []
    for number, line in enumerate(read_list("nil")):
        for surface in line["surfaces"].split("|"):
            country = "UA" if number % 2 and line["detail"] != "real place" else ""
            bearers = names.get(fold(surface), set())
            if (country in bearers) if country else bearers:
                print(f"nil: {surface!r} is a name of a place")
                continue
            rows.append(
                Row(
                    surface, line["language"], "nil", line["detail"],
                    country=country, place=line["what"], source=line["source"],
                )
            )  # fmt: skip
    return [*rows, *_random(rng, names), *_outside(facts, rng, names)]


def _random(rng: random.Random, names: dict[str, set[str]]) -> list[Row]:
    rows = []
    for number in range(RANDOM_ROWS):
        letters, language = (
            (string.ascii_lowercase, "und-Latn"),
            (CYRILLIC, "und-Cyrl"),
            (string.printable[:80], "und"),
        )[number % 3]
        text = "".join(rng.choice(letters) for _ in range(rng.randint(6, 14)))
        if number % 3 < 2:
            text = text.capitalize()
        if fold(text) not in names:
            country = "UA" if number % 2 else ""
            rows.append(
                Row(
                    text, language, "nil", "random string",
                    country=country, expected=NIL, place=f"random string {number}", source="random",
                )
            )  # fmt: skip
    return rows


def _outside(facts: Facts, rng: random.Random, names: dict[str, set[str]]) -> list[Row]:
    """Villages and small towns of far countries, of a name that no place of the gazetteer in that country has."""
    pool = []
    near = {
        place.country
        for place in facts.places.values()
        if place.kind == "settlement" and 0 < (place.population or 0) < 2_000
    }
    with gzip.open(facts.data / "geonames" / "cities500-2023-03.txt.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            known = f"geonames:{cells[0]}" in facts.ids or cells[8] in near
            if not known and cells[7] == "PPL" and 500 <= int(cells[14] or 0) < 3_000 and not names.get(fold(cells[1])):
                pool.append(cells)
    rows = []
    for number, cells in enumerate(rng.sample(pool, OUTSIDE_ROWS)):
        what = f"{cells[1]}, {cells[8]}, {cells[14]} inhabitants, below the {SCOPE_POPULATION} of the default scope"
        source = f"geonames-cities500 geonames:{cells[0]}"
        country = "" if number % 3 == 0 else cells[8] if number % 3 == 1 else "UA"
        rows.append(Row(cells[1], "und", "nil", "real place", country=country, place=what, source=source))
    return rows
