"""Rows of former names: one code in two editions of the codifier under two names."""

from __future__ import annotations

import csv
import gzip
import random
import re
from collections import Counter
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from bench.variants.make.context import oblast_hint, settlement_row
from bench.variants.make.facts import collapse
from bench.variants.make.hand import read_list
from bench.variants.make.romanize import romanize

if TYPE_CHECKING:
    from bench.variants.make.facts import Facts
    from bench.variants.rows import Row

ALIKE = 70.0
"""Similarity (0 to 100) of the two names from which it is a matter of spelling, not another name."""

LATIN_SHARE = 0.35
COUNT = 330


def make(facts: Facts, rng: random.Random) -> list[Row]:
    """A row for each renaming whose former name stands alone in the country or the oblast."""
    changes = _changes(facts)
    present = Counter(collapse(unit.name) for unit in facts.settlements())
    former = Counter(collapse(name) for _, name, _ in changes)
    here = Counter((unit.code[:4], collapse(unit.name)) for unit in facts.settlements())
    once = Counter((code[:4], collapse(name)) for code, name, _ in changes)
    before = _before_2016(facts)
    famous = {collapse(name) for line in read_list("former") for name in line["surfaces"].split("|")}
    rows = []
    for code, name, source in changes:
        unit = facts.units[code]
        key, region = collapse(name), (code[:4], collapse(name))
        latin = rng.random() < LATIN_SHARE
        as_of = {}
        if present[key] == 0 and former[key] == 1 and before["", key] <= 1 and key not in famous:
            hints = {"country": "UA"}
        elif here[region] == 0 and once[region] == 1 and before[region] <= 1:
            hints = oblast_hint(facts, unit, "en" if latin else "uk")
        else:
            continue
        if source.startswith("katottg-2016") and rng.random() < 0.25:
            as_of = {"as_of": "2015-06-01"}
        surface = romanize(name, "uk-kmu-2010") if latin else name
        detail = "renamed 2016-2021" if source.startswith("katottg-2016") else "renamed 2021-2025"
        language = "uk-Latn" if latin else "uk"
        noted = f"{source} {name} > {unit.name}" + (" + uk-kmu-2010" if latin else "")
        rows.append(settlement_row(facts, unit, surface, language, "former", detail, noted, {**hints, **as_of}))
    return sorted(rng.sample(rows, min(COUNT, len(rows))), key=rows.index)


def _before_2016(facts: Facts) -> Counter[tuple[str, str]]:
    """(oblast, collapsed name) to how many settlements a list older than the first renamings has; "" for the country.

    It only leaves rows out: many a name was borne by a second place that the same law renamed earlier.
    """
    codes = {names["uk"].replace(" область", ""): code for code, names in facts.oblasts.items()} | {"Крим": "UA01"}
    counts: Counter[tuple[str, str]] = Counter()
    path = facts.data / "koatuu" / "names-coordinates-pre2016-CHECK-ONLY.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8-sig") as lines:
        for row in csv.reader(lines, delimiter=";"):
            key = collapse(row[2].strip())
            counts["", key] += 1
            counts[codes.get(row[0], ""), key] += 1
    return counts


def _changes(facts: Facts) -> list[tuple[str, str, str]]:
    """(code, former name, source) without changes of spelling."""
    found = []
    for name, column, source in (
        ("renames_koatuu_2016-05_to_katottg_2021.csv", "name_2016", "katottg-2016-2021"),
        ("renames_katottg_2021_to_2025-05.csv", "name_2021", "katottg-2021-2025"),
    ):
        with (facts.data / "katottg" / name).open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                unit = facts.units.get(row["katottg"])
                old = re.sub("’(.)", lambda found: found[0].lower(), " ".join(row[column].split()))
                if unit and unit.category in "MTCX" and fuzz.ratio(old.lower(), unit.name.lower()) < ALIKE:
                    found.append((unit.code, old, source))
    return found
