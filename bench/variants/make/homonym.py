"""Rows of homonyms: settlements drawn evenly from the codifier, told with their country, oblast, raion or hromada.

Most of a level's rows have no rival under its hint; where there are, the row keeps their number, and the best guess is
right once in so many. The mean over the rows is the ceiling of the level.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from bench.variants.make.context import oblast_hint
from bench.variants.make.romanize import romanize
from bench.variants.rows import Row

if TYPE_CHECKING:
    from bench.variants.make.facts import Facts, Unit

LEVELS = ("country", "oblast", "raion", "hromada")
ROWS_A_LEVEL = 240
LATIN_SHARE = 0.4
"""Rows that are written by the official romanization instead of in Ukrainian."""


def make(facts: Facts, rng: random.Random) -> list[Row]:
    """All rows; at each level the settlements are drawn anew."""
    rows = []
    # the codifier repeats the two special cities; they have no raion
    units = [unit for unit in facts.settlements() if unit.category != "K" and len(unit.path) == 3]
    names = {facts.units[unit.path[depth]].name for unit in units for depth in (1, 2)}
    shared = {
        name
        for name in names
        if sum(other.name == name for other in facts.units.values() if other.category in "PH") > 1
    }
    for level in LEVELS:
        for unit in rng.sample(units, ROWS_A_LEVEL):
            latin = rng.random() < LATIN_SHARE
            hints = _hint(facts, unit, level, "en" if latin else "uk", shared)
            surface = romanize(unit.name, "uk-kmu-2010") if latin else unit.name
            place = facts.id_of(unit)
            parts = [parent.name for parent in facts.places[place].parents[:-1]]
            rows.append(
                Row(
                    surface,
                    "uk-Latn" if latin else "uk",
                    "homonym",
                    level,
                    kind="settlement",
                    expected=place,
                    place=", ".join([facts.places[place].name, *parts]),
                    rivals=_rivals(facts, unit, level, latin),
                    source=f"katottg-2025 {unit.code}" + (" + uk-kmu-2010" if latin else ""),
                    **hints,
                )
            )
    return rows


def _hint(facts: Facts, unit: Unit, level: str, language: str, shared: set[str]) -> dict[str, str]:
    if level == "country":
        return {"country": "UA"}
    if level == "oblast":
        return oblast_hint(facts, unit, language)
    above = facts.units[unit.path[1 if level == "raion" else 2]]
    if above.name in shared:  # a name that several units bear is no hint at this level: its code is
        text = f"katottg:{above.code}"
    else:
        words = {"raion": ("район", "raion"), "hromada": ("громада", "hromada")}[level]
        text = f"{above.name} {words[0]}" if language == "uk" else f"{romanize(above.name, 'uk-kmu-2010')} {words[1]}"
    return {"country": "UA", "within": text, "within_id": facts.id_of(above)}


def _rivals(facts: Facts, unit: Unit, level: str, latin: bool) -> int:
    if not latin:
        return facts.rivals(unit, level)
    depth = LEVELS.index(level)
    inside = unit.path[depth - 1] if depth else ""
    asked = romanize(unit.name, "uk-kmu-2010")
    return sum(
        romanize(other.name, "uk-kmu-2010") == asked
        for other in facts.settlements()
        if (not inside or inside in other.path) and other.name[:1] == unit.name[:1]
    )
