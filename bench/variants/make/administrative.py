"""Rows of administrative units: KATOTTG's names with the type words and abbreviations of laws, maps and reports."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

from bench.variants.make.context import oblast_hint, wof_records
from bench.variants.make.exonym import WOF_LANGUAGES
from bench.variants.make.romanize import romanize
from bench.variants.rows import Row

if TYPE_CHECKING:
    from bench.variants.make.facts import Facts, Unit

RAION_FORMS = (
    ("uk", "{uk} район"),
    ("uk", "{uk} р-н"),
    ("uk-Latn", "{latin} raion"),
    ("uk-Latn", "{latin} Raion"),
    ("uk-Latn", "{latin} district"),
)
HROMADA_FORMS = (
    ("uk", "{uk} громада"),
    ("uk", "{uk} територіальна громада"),
    ("uk", "{uk} ТГ"),
    ("uk-Latn", "{latin} hromada"),
    ("uk-Latn", "{latin} territorial community"),
)
HROMADA_ROWS = 110
REGION_ROWS = 60


def make(facts: Facts, rng: random.Random) -> list[Row]:
    """All rows but those written by hand."""
    return [*_oblasts(facts), *_oblasts_abroad(facts, rng), *_raions(facts), *_hromadas(facts, rng)]


def _oblasts(facts: Facts) -> list[Row]:
    rows = []
    for code, names in facts.oblasts.items():
        if not names["uk"].endswith("область"):
            continue
        unit = next(other for other in facts.units.values() if other.code.startswith(code) and other.category == "O")
        stem = names["en"].removesuffix(" Oblast")
        rayed = int(code[2:]) % 3  # which forms an oblast is asked in, so that each form has its share
        forms = [
            ("uk", names["uk"], "full"),
            ("uk", names["uk"].replace("область", "обл."), "abbreviated"),
            ("ru", names["ru"], "full"),
            ("ru", names["ru"].replace("область", "обл."), "abbreviated"),
            ("en", f"{stem} Oblast", "full"),
            ("en", f"{stem} region", "full"),
            ("en", f"{stem} Obl.", "abbreviated"),
            ("uk-Latn", romanize(names["uk"], "uk-kmu-2010"), "romanized"),
            ("ru-Latn", romanize(names["ru"], "ru-bgn-pcgn-1947"), "romanized"),
        ]
        for number, (language, surface, detail) in enumerate(forms):
            if number % 3 != rayed:
                rows.append(_row(facts, unit, surface, language, f"oblast, {detail}", "katottg-2025 + oblasts", {}))
    return rows


def _oblasts_abroad(facts: Facts, rng: random.Random) -> list[Row]:
    """The oblasts in languages of others, by Who's On First."""
    oblasts = {facts.id_of(unit) for unit in facts.units.values() if unit.category == "O"}
    pool = []
    for place, names in wof_records(facts, "UA"):
        if place not in oblasts:  # the record of Kyiv's oblast has the number of the city
            continue
        for code, tag in WOF_LANGUAGES.items():
            for name in names.get(f"{code}_x_preferred", ())[:1]:
                if tag not in {"uk", "ru", "en"}:
                    pool.append((place, tag, name))
    return [
        Row(
            name, tag, "administrative", "oblast, exonym", expected=place, place=facts.label(place), source=f"wof:{tag}"
        )
        for place, tag, name in rng.sample(sorted(pool), REGION_ROWS)
    ]


def _raions(facts: Facts) -> list[Row]:
    raions = [unit for unit in facts.units.values() if unit.category == "P"]
    shared = Counter(unit.name for unit in raions)
    rows = []
    for number, unit in enumerate(raions):
        language, form = RAION_FORMS[number % len(RAION_FORMS)]
        latin = romanize(unit.name, "uk-kmu-2010")
        surface = form.format(uk=unit.name, latin=latin)
        hints = {"country": "UA"} if shared[unit.name] == 1 else oblast_hint(facts, unit, language)
        rows.append(_row(facts, unit, surface, language, "raion", f"katottg-2025 {unit.name}", hints))
    return rows


def _hromadas(facts: Facts, rng: random.Random) -> list[Row]:
    hromadas = [unit for unit in facts.units.values() if unit.category == "H" and not unit.code.startswith("UA01")]
    shared = Counter(unit.name for unit in hromadas)
    here = Counter((unit.code[:4], unit.name) for unit in hromadas)
    rows = []
    for number, unit in enumerate(rng.sample(hromadas, HROMADA_ROWS)):
        language, form = HROMADA_FORMS[number % len(HROMADA_FORMS)]
        if here[unit.code[:4], unit.name] > 1:
            continue
        surface = form.format(uk=unit.name, latin=romanize(unit.name, "uk-kmu-2010"))
        hints = {"country": "UA"} if shared[unit.name] == 1 else oblast_hint(facts, unit, language)
        rows.append(_row(facts, unit, surface, language, "hromada", f"katottg-2025 {unit.name}", hints))
    return rows


def _row(facts: Facts, unit: Unit, surface: str, language: str, detail: str, source: str, hints: dict[str, str]) -> Row:
    place = facts.id_of(unit)
    return Row(
        surface, language, "administrative", detail, expected=place, place=facts.label(place), source=source, **hints
    )  # fmt: skip
