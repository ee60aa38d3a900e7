"""Rows of romanization: a published letter table applied to an official name."""

from __future__ import annotations

import gzip
import json
import random

from bench.variants.make.context import is_cyrillic, needed_hints, russian_names, settlement_row, spread_by_size
from bench.variants.make.facts import Facts, Unit
from bench.variants.make.romanize import romanize
from bench.variants.rows import Row

UKRAINIAN = {
    "uk-kmu-2010": 40,
    "uk-bgn-pcgn-1965": 40,
    "uk-passport-2007": 36,
    "uk-iso-9-1995": 36,
    "uk-ala-lc-plain": 36,
    "uk-scholarly": 36,
    "uk-german": 36,
    "uk-french": 36,
    "uk-polish": 36,
}
"""Rows a system, of Ukraine's settlements."""

RUSSIAN = (
    "ru-bgn-pcgn-1947",
    "ru-icao-9303",
    "ru-gost-779b",
    "ru-ala-lc-plain",
    "ru-scholarly",
    "ru-german",
    "ru-iso-9-1995",
)
RUSSIAN_OF_UKRAINE, RUSSIAN_OF_RUSSIA = 14, 10
"""Rows a system: Russian names of settlements of Ukraine, and of Russia's towns."""


def make(facts: Facts, rng: random.Random) -> list[Row]:
    """All rows."""
    rows: list[Row] = []
    units = facts.settlements()
    for system, count in UKRAINIAN.items():
        fit = [
            u for u in units if system == "uk-kmu-2010" or romanize(u.name, system) != romanize(u.name, "uk-kmu-2010")
        ]
        rows += _settlements(facts, fit, system, count, rng)
    russian = {facts.units[code]: name for code, name in russian_names(facts).items()}
    for system in RUSSIAN:
        sample = spread_by_size(facts, list(russian), RUSSIAN_OF_UKRAINE * 3, rng)
        made = 0
        for unit in sample:
            hints = needed_hints(facts, unit, "ru", rng)
            if hints is None or made == RUSSIAN_OF_UKRAINE:
                continue
            made += 1
            surface = romanize(russian[unit], system)
            source = f"wof:ru {russian[unit]} + {system}"
            rows.append(settlement_row(facts, unit, surface, "ru-Latn", "romanization", system, source, hints))
    rows += _russia(facts, rng)
    return rows


def _settlements(facts: Facts, fit: list[Unit], system: str, count: int, rng: random.Random) -> list[Row]:
    rows: list[Row] = []
    for unit in spread_by_size(facts, fit, count * 3, rng):
        hints = needed_hints(facts, unit, "en", rng)
        if hints is None or len(rows) == count:
            continue
        surface = romanize(unit.name, system)
        source = f"katottg-2025 {unit.name} + {system}"
        rows.append(settlement_row(facts, unit, surface, "uk-Latn", "romanization", system, source, hints))
    return rows


def _russia(facts: Facts, rng: random.Random) -> list[Row]:
    with gzip.open(facts.data / "natural_earth" / "ne_10m_populated_places.json.gz", "rt", encoding="utf-8") as text:
        features = [feature["properties"] for feature in json.load(text)["features"]]
    # a town whose name begins that of another, as Rostov, is not what the short name usually means
    longer = {name[: name.index("-") + 1] for country, name in facts.cities if country == "RU" and "-" in name}
    towns = [
        (place, feature["NAME_RU"])
        for feature in features
        if feature["ADM0_A3"] == "RUS" and feature["NAME_RU"] and is_cyrillic(feature["NAME_RU"])
        for place in [facts.ids.get(f"geonames:{int(feature['GEONAMEID'] or 0)}", "")]
        if place
        and place == facts.ids.get(facts.cities.get(("RU", feature["NAMEASCII"]), ""))  # the largest of its name
        if "район" not in feature["NAME_RU"] and f"{feature['NAMEASCII']}-" not in longer
    ]
    rows = []
    for system in RUSSIAN:
        for place, name in rng.sample(towns, RUSSIAN_OF_RUSSIA):
            hints = {} if (facts.places[place].population or 0) >= 200_000 else {"country": "RU"}
            source = f"natural-earth:ru {name} + {system}"
            surface = romanize(name, system)
            rows.append(
                Row(
                    surface, "ru-Latn", "romanization", system,
                    expected=place, place=facts.label(place), source=source, **hints,
                )
            )  # fmt: skip
    return rows
