"""Rows of exonyms: names tagged with a language by CLDR, Natural Earth and Who's On First; standard exonyms by hand."""

from __future__ import annotations

import gzip
import json
import random
from importlib import import_module
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz

from bench.variants.make.context import is_cyrillic, wof_records
from bench.variants.make.facts import collapse
from bench.variants.make.romanize import romanize
from bench.variants.rows import Row

if TYPE_CHECKING:
    from bench.variants.make.facts import Facts

WOF_LANGUAGES = {
    "deu": "de", "pol": "pl", "fra": "fr", "spa": "es", "ita": "it", "ces": "cs", "slk": "sk", "ron": "ro", "hun": "hu",
    "tur": "tr", "bul": "bg", "bel": "be", "lit": "lt", "lav": "lv", "est": "et", "nld": "nl", "swe": "sv", "por": "pt",
    "crh": "crh", "srp": "sr", "rus": "ru", "eng": "en", "ell": "el", "kat": "ka", "heb": "he", "ara": "ar",
    "jpn": "ja", "zho": "zh",
}  # fmt: skip
"""ISO 639-3 as Who's On First has it to BCP 47."""

WOF_PLACES, WOF_LEAST = 170, 4_000
"""Rows of Ukraine's settlements, and the least inhabitants of their places."""

OTHER_SCRIPTS = frozenset({"el", "ka", "he", "ar", "ja", "zh"})
OTHER_SHARE = 0.2
"""Rows written in neither Latin nor Cyrillic."""

FORM = 55.0
"""Similarity (0 to 100) to the English name below which a name is another name, or another place's."""

NEAR = {"BY": 14, "MD": 10, "GE": 10}
"""Rows of neighbours' towns."""

NE_COLUMNS = {"NAME_DE": "de", "NAME_FR": "fr", "NAME_ES": "es", "NAME_PT": "pt", "NAME_RU": "ru"}
NE_ROWS = {"RUS": 30, "": 40}

CLDR_LANGUAGES = ("uk", "ru", "de", "pl", "fr", "es", "it", "cs", "ro", "hu", "tr", "bg", "be", "lt")
CLDR_ROWS = 70


def make(facts: Facts, rng: random.Random) -> list[Row]:
    """All rows but those written by hand."""
    return [*_wof(facts, rng), *_natural_earth(facts, rng), *_cldr(facts, rng)]


def _wof(facts: Facts, rng: random.Random) -> list[Row]:
    rows: list[Row] = []
    units = {facts.id_of(unit): unit for unit in facts.settlements()}
    for country, count in {"UA": WOF_PLACES, **NEAR}.items():
        records = [
            (place, names)
            for place, names in wof_records(facts, country)
            if (facts.places[place].population or 0) >= WOF_LEAST and facts.places[place].kind == "settlement"
        ]
        made: list[Row] = []
        seen: set[str] = set()
        for place, names in rng.sample(records, min(len(records), count * 3)):
            unit = units.get(place)
            if place in seen or len(made) == count or (country == "UA" and unit is None):
                continue
            if unit and facts.alike(unit, "country") > 1:
                continue
            english = {collapse(name) for name in (*names.get("eng_x_preferred", ()), facts.places[place].name)}
            offered = [
                (tag, names[f"{code}_x_preferred"][0])
                for code, tag in WOF_LANGUAGES.items()
                if names.get(f"{code}_x_preferred") and collapse(names[f"{code}_x_preferred"][0]) not in english
            ]
            ours = [pair for pair in offered if pair[0] not in OTHER_SCRIPTS and is_form(pair[1], english)]
            others = [pair for pair in offered if pair[0] in OTHER_SCRIPTS]
            pool = others if others and rng.random() < OTHER_SHARE else ours
            if not pool:
                continue
            seen.add(place)
            tag, name = rng.choice(pool)
            hints = (
                {} if (facts.places[place].population or 0) >= 100_000 and rng.random() < 0.5 else {"country": country}
            )
            made.append(
                Row(
                    name, tag, "exonym", "settlement" if tag not in OTHER_SCRIPTS else "other script",
                    expected=place, place=facts.label(place), source=f"wof:{tag}", **hints,
                )
            )  # fmt: skip
        rows += made
    return rows


def is_form(name: str, english: set[str]) -> bool:
    """A form of the present name: some records carry a former name, a neighbour's, or the district's.

    >>> is_form("Charkow", {"kharkiv"}), is_form("Kypoutche", {"bahmut"})
    (True, False)
    """
    latin = collapse(romanize(name.lower(), "ru-icao-9303") if is_cyrillic(name) else name)
    words = {"горад", "раён", "район", "rajon", "district", "rayon"}
    return not words & set(name.lower().split()) and max(fuzz.ratio(latin, other) for other in english) >= FORM


def _natural_earth(facts: Facts, rng: random.Random) -> list[Row]:
    with gzip.open(facts.data / "natural_earth" / "ne_10m_populated_places.json.gz", "rt", encoding="utf-8") as text:
        features: list[dict[str, Any]] = [feature["properties"] for feature in json.load(text)["features"]]
    rows = []
    for country, count in NE_ROWS.items():
        pool = []
        for feature in features:
            place = facts.places.get(facts.ids.get(f"geonames:{int(feature['GEONAMEID'] or 0)}", ""))
            names = [
                (tag, feature[column])
                for column, tag in NE_COLUMNS.items()
                if feature[column] and feature[column] not in (feature["NAME"], feature["NAMEASCII"])
            ]
            if place is None or place.kind != "settlement" or not names or place.country == "UA":
                continue
            # the largest of its name only: Paris is asked without a hint
            if feature["ADM0_A3"] == country or (not country and (place.population or 0) > 700_000):
                pool.append((place, names, feature["NAME"]))
        for place, names, main in rng.sample(pool, min(count, len(pool))):
            tag, name = rng.choice(names)
            source = f"natural-earth:{tag} ({main})"
            hints = {} if (place.population or 0) > 300_000 else {"country": place.country}
            rows.append(
                Row(
                    name, tag, "exonym", "world city",
                    expected=place.id, place=facts.label(place.id), source=source, **hints,
                )
            )  # fmt: skip
    return rows


def _cldr(facts: Facts, rng: random.Random) -> list[Row]:
    locale: Any = import_module("babel").Locale
    countries = {place.country: place for place in facts.places.values() if place.kind == "country"}
    rows = []
    for code in rng.sample(sorted(countries), CLDR_ROWS):
        place = countries[code]
        language = rng.choice(CLDR_LANGUAGES)
        name = locale(language).territories.get(code)
        if name:
            rows.append(
                Row(
                    name, language, "exonym", "country",
                    expected=place.id, place=facts.label(place.id), source=f"cldr:{language} {code}",
                )
            )  # fmt: skip
    return rows
