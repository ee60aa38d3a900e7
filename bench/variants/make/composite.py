"""Rows of names with words around them: type words, abbreviations, postal order, relations, capitals and hashtags."""

from __future__ import annotations

import csv
import random
from typing import TYPE_CHECKING

from bench.variants.make.context import russian_names, settlement_row, spread_by_size
from bench.variants.make.facts import TABLES
from bench.variants.make.romanize import romanize

if TYPE_CHECKING:
    from bench.variants.make.facts import Facts, Unit
    from bench.variants.rows import Row

ROWS_A_FORM = 6


def make(facts: Facts, rng: random.Random) -> list[Row]:
    """All rows but those written by hand."""
    russian = russian_names(facts)
    rows: list[Row] = []
    with (TABLES / "composites.tsv").open(encoding="utf-8") as lines:
        forms = list(csv.DictReader((line for line in lines if not line.startswith("#\u0020")), delimiter="\t"))
    for form in forms:
        language = form["language"]
        pool = [
            unit
            for unit in facts.settlements()
            if (form["types"] == "*" or unit.category in form["types"])
            and len(unit.path) == 3
            and (language != "ru" or "(" not in russian.get(unit.code, "("))
            and _alone(facts, unit, form["needs"])
        ]
        for unit in spread_by_size(facts, pool, ROWS_A_FORM, rng):
            name = {"uk": unit.name, "en": romanize(unit.name, "uk-kmu-2010"), "ru": russian.get(unit.code, "")}[
                language
            ]
            hints = {"country": "UA"} if form["needs"] == "country" or rng.random() < 0.5 else {}
            if form["form"].endswith("Ukraine"):
                hints = {}
            surface = form["form"].format(**_words(facts, unit, name, language))
            source = f"katottg-2025 {unit.name} + composites" + (f" + wof:ru {name}" if language == "ru" else "")
            rows.append(settlement_row(facts, unit, surface, language, "composite", form["detail"], source, hints))
    return rows


def _alone(facts: Facts, unit: Unit, needs: str) -> bool:
    if needs == "country":
        return facts.alike(unit, "country") == 1
    if needs == "oblast":
        return facts.alike(unit, "oblast") == 1 and facts.rivals(unit, "country") > 1
    return facts.alike(unit, "raion") == 1 and facts.rivals(unit, "oblast") > 1


def _words(facts: Facts, unit: Unit, name: str, language: str) -> dict[str, str]:
    oblast = facts.oblasts[unit.code[:4]]
    raion = facts.units[unit.path[1]].name
    return {
        "name": name,
        "NAME": name.upper(),
        "hashtag": "".join(word[:1].upper() + word[1:] for word in name.replace("-", " ").replace("’", "").split()),
        "oblast": oblast[language],
        "oblast_abbr": oblast[language].replace("область", "обл."),
        "stem": oblast["en"].removesuffix(" Oblast"),
        "raion": f"{raion} район",
        "raion_abbr": f"{raion} р-н",
        "raion_en": f"{romanize(raion, 'uk-kmu-2010')} district",
    }
