"""Rows of garbles: official names damaged by one confusion of a table, one slip of a finger, one program's fault."""

from __future__ import annotations

import csv
import random
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from bench.variants.make.context import needed_hints, oblast_hint, settlement_row, spread_by_size
from bench.variants.make.facts import TABLES
from bench.variants.make.romanize import romanize

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.variants.make.facts import Facts
    from bench.variants.rows import Row

ROWS_A_KIND = {
    "ocr": 56, "ear": 50, "mt": 44, "keys": 36, "transposed": 30, "dropped": 34, "doubled": 22, "layout": 26,
    "mojibake": 22, "stripped": 24, "joined": 20, "split": 14, "homoglyph": 22,
}  # fmt: skip

LEAST_LETTERS = 5
"""Shorter names become others by one letter."""

LEAST_INHABITANTS = 1_500
"""Below, no report of such quality is likely, and the name likelier to be another's."""

QWERTY = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
UKRAINIAN_KEYS = "'йцукенгшщзхїфівапролджєячсмитьбю"
"""The two layouts key by key, unshifted."""

DIGRAPHS = frozenset("kzcsKZCS")
"""After these h is half of a letter."""

HOMOGLYPHS = str.maketrans("аеорсухіАВЕКМНОРСТХІ", "aeopcyxiABEKMHOPCTXI")


@cache
def confusions(kind: str, script: str) -> list[tuple[str, str]]:
    """Pairs of one class."""
    with (TABLES / "confusions.tsv").open(encoding="utf-8") as lines:
        table = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
        return [(row["from"], row["to"]) for row in table if row["class"] == kind and row["script"] == script]


def make(facts: Facts, rng: random.Random) -> list[Row]:
    """All rows but those written by hand."""
    names = {unit.name.lower() for unit in facts.settlements()}
    names |= {romanize(unit.name, "uk-kmu-2010").lower() for unit in facts.settlements()}
    fit = [
        unit
        for unit in facts.settlements()
        if len(unit.name) >= LEAST_LETTERS and facts.population(unit) >= LEAST_INHABITANTS
    ]
    rows: list[Row] = []
    for kind, count in ROWS_A_KIND.items():
        made = 0
        for unit in spread_by_size(facts, fit, len(fit), rng, known=0.3):
            latin = (
                rng.random() < 0.6
                if kind not in {"mt", "stripped", "layout", "mojibake"}
                else kind in {"mt", "stripped"}
            )
            system = "uk-scholarly" if kind == "stripped" else "uk-kmu-2010"
            name = romanize(unit.name, system) if latin else unit.name
            damaged = damage(kind, name, "latin" if latin else "cyrillic", rng)
            if damaged is None or damaged.lower() in names or made == count:
                continue
            hints = needed_hints(facts, unit, "en" if latin else "uk", rng)
            if hints is None:
                continue
            if not hints:
                hints = {"country": "UA"}
            elif rng.random() < 0.4:
                hints = oblast_hint(facts, unit, "en" if latin else "uk")
            made += 1
            language = "uk-Latn" if latin else "uk"
            source = f"katottg-2025 {unit.name}{' + ' + system if latin else ''} + confusions:{kind}"
            rows.append(settlement_row(facts, unit, damaged, language, "garble", kind, source, hints))
    return rows


def damage(kind: str, name: str, script: str, rng: random.Random) -> str | None:
    """The name with one fault of a kind; None where it cannot have it.

    >>> damage("layout", "Бахмут", "cyrillic", random.Random(1))
    ',f[ven'
    >>> damage("joined", "Chasiv Yar", "latin", random.Random(1))
    'Chasivyar'
    """
    if kind in {"ocr", "ear", "mt", "keys"}:
        return _confused(kind, name, script, rng)
    return FAULTS[kind](name, rng)


def _confused(kind: str, name: str, script: str, rng: random.Random) -> str | None:
    places = [
        (at, old, new)
        for old, new in confusions(kind, script)
        for at in range(len(name))
        if name.startswith(old, at) and (at or kind == "ocr") and not (old == "h" and name[at - 1] in DIGRAPHS)
    ]
    if not places:
        return None
    at, old, new = rng.choice(sorted(places))
    return name[:at] + new + name[at + len(old) :]


def _transposed(name: str, rng: random.Random) -> str | None:
    places = [at for at in range(1, len(name) - 1) if name[at] != name[at + 1] and name[at : at + 2].isalpha()]
    if not places:
        return None
    at = rng.choice(places)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _dropped(name: str, rng: random.Random) -> str | None:
    at = rng.choice([at for at in range(1, len(name)) if name[at].isalpha()])
    return name[:at] + name[at + 1 :]


def _doubled(name: str, rng: random.Random) -> str | None:
    at = rng.choice([at for at in range(1, len(name)) if name[at].isalpha()])
    return name[:at] + name[at] + name[at:]


def _layout(name: str, rng: random.Random) -> str | None:
    return name.lower().replace("’", "'").translate(str.maketrans(UKRAINIAN_KEYS, QWERTY))


def _mojibake(name: str, rng: random.Random) -> str | None:
    name = name.replace("’", "'")
    written, read = rng.choice([("cp1251", "latin-1"), ("utf-8", "cp1251"), ("utf-8", "latin-1")])
    try:
        damaged = name.encode(written).decode(read)
    except UnicodeError:
        return None
    return damaged if damaged.isprintable() else None


def _stripped(name: str, rng: random.Random) -> str | None:
    bare = "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))
    bare = bare.replace("’", "")
    return bare if bare != name else None


def _joined(name: str, rng: random.Random) -> str | None:
    head, space, tail = name.partition(" " if " " in name else "-")
    return head + tail.lower() if space else None


def _split(name: str, rng: random.Random) -> str | None:
    if " " in name or "-" in name or len(name) < 7:
        return None
    at = rng.randrange(3, len(name) - 2)
    return f"{name[:at]} {name[at:]}"


def _homoglyph(name: str, rng: random.Random) -> str | None:
    mixed = name.translate(HOMOGLYPHS) if not name.isascii() else "".join(
        {"a": "а", "e": "е", "o": "о", "p": "р", "c": "с", "y": "у", "i": "і"}.get(letter, letter) for letter in name
    )  # fmt: skip
    return mixed if mixed != name else None


FAULTS: dict[str, Callable[[str, random.Random], str | None]] = {
    "transposed": _transposed,
    "dropped": _dropped,
    "doubled": _doubled,
    "layout": _layout,
    "mojibake": _mojibake,
    "stripped": _stripped,
    "joined": _joined,
    "split": _split,
    "homoglyph": _homoglyph,
}
"""Faults that need no table."""
