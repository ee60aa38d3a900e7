"""Rows written by hand: lists of facts in `hand/*.tsv`, each with its place, spread into one row a form."""

from __future__ import annotations

import csv
import random
from pathlib import Path
from typing import TYPE_CHECKING

from bench.variants.make.context import needed_hints, oblast_hint
from bench.variants.make.romanize import romanize
from bench.variants.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.variants.make.facts import Facts, Unit

HAND = Path(__file__).parent / "hand"

CASES = ("genitive", "dative", "accusative", "instrumental", "locative")
PREPOSITIONS = {
    ("uk", "genitive"): "біля",
    ("uk", "instrumental"): "під",
    ("ru", "genitive"): "около",
    ("ru", "instrumental"): "под",
    ("pl", "genitive"): "koło",
    ("pl", "instrumental"): "pod",
    ("cs", "genitive"): "u",
    ("be", "genitive"): "каля",
}
"""A preposition that governs the case, for every fourth form."""

LISTED = ("exonym", "former", "administrative", "water-region", "garble", "composite")
"""Categories with a list of surfaces in `hand/`."""


class HandError(ValueError):
    """A line of a list whose place cannot be told."""


def read_list(name: str) -> Iterator[dict[str, str]]:
    """The lines of a list; its first lines may be comments."""
    with (HAND / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        kept = (line for line in lines if not line.startswith("# "))
        yield from csv.DictReader(kept, delimiter="\t", quoting=csv.QUOTE_NONE)


def find_unit(facts: Facts, reference: str) -> Unit | None:
    """The settlement that a reference such as `Лиман@UA14` means; the only city of several, else the only one."""
    name, _, code = reference.partition("@")
    found = [unit for unit in facts.settlements() if unit.name == name and unit.code.startswith(code)]
    for categories in ("K", "M", "T", "CX", "KMTCX"):
        kind = [unit for unit in found if unit.category in categories]
        if len(kind) == 1:
            return kind[0]
        if kind:
            break
    if found:
        raise HandError(f"{reference}: {len(found)} settlements: {[unit.code for unit in found]}")
    return None


def find_place(facts: Facts, reference: str) -> tuple[str, Unit | None]:
    """(expected ids, unit of the codifier) of a reference."""
    scheme, colon, rest = reference.partition(":")
    if not colon:
        unit = find_unit(facts, reference)
        if unit is None:
            raise HandError(f"{reference}: no settlement of the codifier")
        return facts.id_of(unit), unit
    if scheme in {"geonames", "toponyms", "katottg", "register"}:
        return " ".join(facts.ids[one] for one in reference.split()), None
    if scheme == "admin1":
        return facts.ids[_admin1(facts)[rest]], None
    if (scheme, rest) not in facts.cities or facts.cities[scheme, rest] not in facts.ids:
        raise HandError(f"{reference}: no such place")
    return facts.ids[facts.cities[scheme, rest]], None


def _admin1(facts: Facts) -> dict[str, str]:
    with (facts.data / "geonames" / "admin1CodesASCII.txt").open(encoding="utf-8") as lines:
        return {cells[0]: f"geonames:{cells[3].strip()}" for cells in (line.split("\t") for line in lines)}


def hints_of(text: str, facts: Facts) -> dict[str, str]:
    """The hints of a list's cell; the id of a region named there is filled in."""
    hints = dict(part.split("=", 1) for part in text.split(";") if part)
    if "within" in hints:
        hints["within_id"] = _region(facts, hints["within"])
    return hints


def _region(facts: Facts, text: str) -> str:
    for code, names in facts.oblasts.items():
        if text in names.values() or (text == "Crimea" and code == "UA01"):
            return facts.id_of(next(unit for unit in facts.units.values() if unit.code.startswith(code)))
    for unit in facts.units.values():
        if unit.category == "P" and text == f"{unit.name} район":
            return facts.id_of(unit)
    known = {"Самарская область": "RU.65"}
    return facts.ids[_admin1(facts)[known[text]]]


def label(facts: Facts, expected: str) -> str:
    """Places in words."""
    return " or ".join(facts.label(place) for place in expected.split())


def listed(facts: Facts, category: str) -> list[Row]:
    """Rows of a category's list of surfaces."""
    rows = []
    for line in read_list(category):
        expected, _ = find_place(facts, line["place"])
        for surface in line["surfaces"].split("|"):
            rows.append(
                Row(
                    surface, line["language"], category, line["detail"],
                    expected=expected, place=label(facts, expected), source=line["source"],
                    **hints_of(line["hints"], facts),
                )
            )  # fmt: skip
    return rows


def inflected(facts: Facts, rng: random.Random) -> list[Row]:
    """Rows of case forms: bare, with a preposition, and romanized as translations leave them."""
    rows = []
    for line in read_list("inflected"):
        expected, unit = find_place(facts, line["place"])
        language = line["language"]
        hints = _context(facts, unit, line["place"], language, rng)
        if line["kind"]:
            hints["kind"] = line["kind"]
        seen = set()
        for case in CASES:
            form = line[case]
            if not form or form in seen:
                continue
            seen.add(form)
            detail, tag, surface, source = f"{language} {case}", language, form, f"grammar-{language}"
            preposition = PREPOSITIONS.get((language, case))
            if preposition and rng.random() < 0.25:
                detail, surface = f"{language} preposition", f"{preposition} {form}"
            elif language in {"uk", "ru"} and rng.random() < 0.2:
                system = {"uk": "uk-kmu-2010", "ru": "ru-icao-9303"}[language]
                detail, tag, surface = f"{language} romanized", f"{language}-Latn", romanize(form, system)
                source += f" {form} + {system}"
            rows.append(
                Row(
                    surface, tag, "inflected", detail,
                    expected=expected, place=label(facts, expected), source=source, **hints,
                )
            )  # fmt: skip
    return rows


def _context(facts: Facts, unit: Unit | None, reference: str, language: str, rng: random.Random) -> dict[str, str]:
    if unit is None:
        return {"country": reference[:2]} if reference[2:3] == ":" else {}
    tongue = language if language in {"uk", "ru"} else "en"
    hints = needed_hints(facts, unit, tongue, rng)
    return dict(oblast_hint(facts, unit, tongue) if hints is None else hints)


UKRAINIAN_FORMS = ("{stem}ий напрямок", "{stem}ого напрямку", "на {stem}ому напрямку", "{stem}ий фронт")
RUSSIAN_FORMS = ("{stem}ое направление", "на {stem}ом направлении", "{stem}ого направления", "{stem}ий фронт")
ENGLISH_FORMS = ("{stem} direction", "{stem} axis", "{stem} sector", "{stem} front")


def adjectives(facts: Facts, rng: random.Random) -> list[Row]:
    """Rows of adjectives: directions and fronts called by a town; the bare adjective with a hint of kind."""
    rows = []
    for number, line in enumerate(read_list("adjectives")):
        expected, unit = find_place(facts, line["place"])
        uk, ru, en = line["uk"], line["ru"], line["en"]
        second = (number + 1) % 4
        forms = [
            ("uk", UKRAINIAN_FORMS[number % 4].format(stem=uk), "direction"),
            ("uk", UKRAINIAN_FORMS[second].format(stem=uk), "direction"),
            ("ru", RUSSIAN_FORMS[number % 4].format(stem=ru), "direction"),
            ("ru", RUSSIAN_FORMS[second].format(stem=ru), "direction"),
            ("en", ENGLISH_FORMS[number % 4].format(stem=en), "direction"),
            ("uk-Latn", f"{romanize(uk + 'ий', 'uk-kmu-2010')} direction", "direction"),
            ("uk", f"{uk}{('ий', 'ого', 'а', 'ої')[number % 4]}".lower(), "bare"),
            ("ru", f"{ru}{('ий', 'ого', 'ая', 'ой')[number % 4]}".lower(), "bare"),
        ]
        for language, surface, detail in forms:
            hints = _adjective_context(facts, unit, line["place"], language)
            if detail == "bare":
                hints["kind"] = "settlement"
            source = {"uk": "grammar-uk", "ru": "grammar-ru", "en": "hand", "uk-Latn": "grammar-uk + uk-kmu-2010"}[
                language
            ]
            rows.append(
                Row(
                    surface, language, "adjective", detail,
                    expected=expected, place=label(facts, expected), source=source, **hints,
                )
            )  # fmt: skip
    return rows


def _adjective_context(facts: Facts, unit: Unit | None, reference: str, language: str) -> dict[str, str]:
    if unit is None:
        return {"country": reference[:2]}
    if facts.rivals(unit, "country") == 1:
        return {"country": "UA"}
    return dict(oblast_hint(facts, unit, language if language in {"uk", "ru"} else "en"))


def calques(facts: Facts, rng: random.Random) -> list[Row]:
    """Rows of translated names; the oblast is told where the codifier has the name more than once."""
    rows = []
    for line in read_list("calques"):
        expected, unit = find_place(facts, line["place"])
        assert unit is not None
        for language in ("en", "de", "fr", "es", "pl"):
            for surface in filter(None, line[language].split("|")):
                common = line["detail"] == "whole" or facts.rivals(unit, "country") > 1
                hints = oblast_hint(facts, unit, "en") if common else {"country": "UA"}
                rows.append(
                    Row(
                        surface, language, "calque", line["detail"], expected=expected,
                        place=label(facts, expected), source=f"dictionary {line['meaning']}", **hints,
                    )
                )  # fmt: skip
    return rows
