"""What a report around a name would tell: country and oblast, as far as the name needs them."""

from __future__ import annotations

import gzip
import json
import random
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz

from bench.variants.make.facts import Facts, Unit, collapse
from bench.variants.rows import Row
from toponyms.geo.distance import distance_km

if TYPE_CHECKING:
    from collections.abc import Iterator

KNOWN = 50_000
"""Inhabitants from which a name unique in the country is asked without any hint half of the time."""

COGNATE = 78.0
"""Similarity (0 to 100) of two names with confusable letters collapsed from which they are one name."""

FAR_KM = 10.0
"""A record of Who's On First further than this from its GeoNames place carries a wrong number."""


def oblast_hint(facts: Facts, unit: Unit, language: str) -> dict[str, str]:
    """The oblast as a text in that language would have it."""
    if unit.category == "K":  # the special cities are first-level units themselves
        return {"country": "UA"}
    code = unit.code[:4]
    names = facts.oblasts[code]
    text = names["uk"] if language == "uk" else names["ru"] if language == "ru" else names["en"]
    top = next(other for other in facts.units.values() if other.code.startswith(code))
    return {"country": "UA", "within": text, "within_id": facts.id_of(top)}


def needed_hints(facts: Facts, unit: Unit, language: str, rng: random.Random) -> dict[str, str] | None:
    """The least hints under which no other name of the codifier is like it; None where the oblast is not enough."""
    if facts.alike(unit, "country") == 1:
        known = facts.population(unit) >= KNOWN
        return {} if known and rng.random() < 0.5 else {"country": "UA"}
    if facts.alike(unit, "oblast") == 1:
        return oblast_hint(facts, unit, language)
    return None


def settlement_row(
    facts: Facts,
    unit: Unit,
    surface: str,
    language: str,
    category: str,
    detail: str,
    source: str,
    hints: dict[str, str],
) -> Row:
    """A row that expects a settlement of the codifier."""
    place = facts.id_of(unit)
    if unit.name in facts.waters and facts.population(unit) < KNOWN:
        hints = {**hints, "kind": "settlement"}
    return Row(
        surface, language, category, detail, expected=place, place=facts.label(place), source=source, **hints
    )  # fmt: skip


def spread_by_size(facts: Facts, units: list[Unit], count: int, rng: random.Random, known: float = 0.5) -> list[Unit]:
    """A sample: a share of towns (from 5,000 inhabitants), the rest of any size, so that reports' places weigh more."""
    towns = [unit for unit in units if facts.population(unit) >= 5_000]
    towns = rng.sample(towns, min(len(towns), round(count * known)))
    taken = {unit.code for unit in towns}
    rest = [unit for unit in units if unit.code not in taken]
    sample = towns + rng.sample(rest, min(len(rest), count - len(towns)))
    rng.shuffle(sample)
    return sample


def russian_names(facts: Facts) -> dict[str, str]:
    """Code of a settlement to its Russian name by Who's On First, where that is a form of the present Ukrainian name.

    Some records carry a former name or a neighbour's, which would be another category or wrong.
    """
    by_id = {facts.id_of(unit): unit for unit in facts.settlements()}
    found = {}
    for place, names in wof_records(facts, "UA"):
        unit = by_id.get(place)
        name = names.get("rus_x_preferred", [""])[0]
        if unit and is_cyrillic(name) and fuzz.ratio(collapse(name), collapse(unit.name)) >= COGNATE:
            found[unit.code] = name
    return found


def is_cyrillic(name: str) -> bool:
    """Written in Russian letters, in one or several words, without a bracket or a comma.

    >>> is_cyrillic("Ростов-на-Дону"), is_cyrillic("Hoverla")
    (True, False)
    """
    return bool(name) and all("а" <= letter <= "я" or letter in "ё -" for letter in name.lower())


def wof_records(facts: Facts, country: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """(gazetteer id, names by language) of Who's On First records whose GeoNames number is near them."""
    path = facts.data / "wof" / f"wof_{country.lower()}.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            place = facts.places.get(facts.ids.get(f"geonames:{record['conc'].get('gn:id')}", ""))
            if place is None or record.get("deprecated") or record["placetype"] not in {"locality", "region"}:
                continue
            if record["placetype"] == "region" and place.kind != "admin":
                continue
            if record["placetype"] == "locality" and place.kind != "settlement":
                continue
            apart = distance_km(place.lat, place.lon, record["lat"], record["lon"])
            if record["placetype"] == "region" or apart <= FAR_KM:
                yield place.id, record["names"]
