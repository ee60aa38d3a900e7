"""The recall matrix: does every rendering of every settlement of Ukraine find it, table by table?

A rendering is what a table makes of a settlement's Ukrainian or Russian name, or what another library does. It is
asked three times: with the country (is the settlement, or one of the same name, among the candidates?), with the oblast
(is it, or one of the same name, the first?) and with the hromada (is the very settlement the first?). A settlement of
the same name bears the Cyrillic name, or the rendering letter for letter.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bench.report import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from toponyms.gazetteer import Gazetteer
    from toponyms.types import Place

    Render = Callable[[str], str]

SEED = 20261122
LIMIT = 200
"""Candidates looked through: no name of Ukraine has more than 119 settlements."""

ASKED = (("candidates", 0.995), ("oblast", 0.97), ("hromada", 0.97))
"""Column and the share that each table should reach."""


@dataclass(slots=True)
class Settlement:
    """One settlement as the matrix needs it."""

    place: Place
    names: dict[str, str]
    """Its name by language, `uk` and `ru`."""
    oblast: Place | None
    hromada: Place | None


@dataclass(slots=True)
class Score:
    """What one table reached: found and asked, by column."""

    name: str
    language: str
    found: dict[str, int] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    missed: list[tuple[str, str, str]] = field(default_factory=list)
    """Column, name and rendering of what was not found."""

    def add(self, column: str, found: bool, name: str, text: str) -> None:
        """Count one question."""
        self.asked[column] = self.asked.get(column, 0) + 1
        self.found[column] = self.found.get(column, 0) + found
        if not found:
            self.missed.append((column, name, text))

    def share(self, column: str) -> float:
        """Share found, 1 where nothing was asked."""
        return self.found.get(column, 0) / self.asked[column] if self.asked.get(column) else 1.0

    @property
    def reached(self) -> bool:
        """Whether every column has what it should."""
        return all(self.share(column) >= least for column, least in ASKED)

    def to_dict(self) -> dict[str, Any]:
        """Figures for the report."""
        return {"table": self.name, "language": self.language, "asked": self.asked, "found": self.found}


def settlements(gazetteer: Gazetteer, sample: int | None) -> list[Settlement]:
    """The settlements of Ukraine that have a code of the codifier, all or a random sample."""
    found = [place for place in gazetteer if place.kind == "settlement" and "katottg" in place.ids]
    if sample is not None and sample < len(found):
        found = random.Random(SEED).sample(found, sample)
    return [_settlement(place) for place in found]


def _settlement(place: Place) -> Settlement:
    names = {language: name.text for language in ("uk", "ru") if (name := place.name_in(language)) is not None}
    units = {parent.admin_level: parent for parent in place.parents if parent.kind == "admin"}
    return Settlement(place, names, units.get(1), units.get(3))


def renderers(peers: bool = True) -> Iterator[tuple[str, str, Render]]:
    """Name, language and function of every table for Ukrainian and Russian, and of the libraries that are installed."""
    from toponyms.romanization import engine_of, romanizations
    from toponyms.romanization.packed import load_system

    for language in ("uk", "ru"):
        for id_ in romanizations(language):
            if load_system(id_).script == "Latn":
                yield id_, language, engine_of(id_).romanize
    if peers:
        for name, language, render in _peers():
            yield name, language, render


def _peers() -> Iterator[tuple[str, str, Render]]:
    import importlib

    def module(name: str) -> Any:
        try:
            return importlib.import_module(name)
        except ImportError:
            return None

    for language, code in (("uk", "ua"), ("ru", "ru")):
        if unidecode := module("unidecode"):
            yield f"Unidecode ({language})", language, unidecode.unidecode
        if anyascii := module("anyascii"):
            yield f"anyascii ({language})", language, anyascii.anyascii
        if cyrtranslit := module("cyrtranslit"):
            yield f"cyrtranslit ({language})", language, lambda text, code=code: cyrtranslit.to_latin(text, code)
        if icu := module("icu"):
            for name in ("Any-Latin", "Any-Latin; Latin-ASCII"):
                transliterator = icu.Transliterator.createInstance(name)
                yield f"ICU {name} ({language})", language, transliterator.transliterate


def measure(gazetteer: Gazetteer, places: list[Settlement], tables: Iterable[tuple[str, str, Render]]) -> list[Score]:
    """The scores of every table over these settlements; what several tables write alike is asked once."""
    rows = [(Score(name, language), language, render) for name, language, render in tables]
    for number, one in enumerate(places):
        if sys.stderr.isatty() and number % 50 == 0:
            print(f"\r{number} of {len(places)} settlements", end="", file=sys.stderr, flush=True)
        asked: dict[str, dict[str, bool]] = {}
        for score, language, render in rows:
            name = one.names.get(language)
            if name is None:
                continue
            text = render(name)
            if text not in asked:
                asked[text] = _ask(gazetteer, one, text)
            for column, found in asked[text].items():
                score.add(column, found, name, text)
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)
    return [score for score, _, _ in rows]


def _ask(gazetteer: Gazetteer, one: Settlement, text: str) -> dict[str, bool]:
    """By column, whether a rendering finds its settlement."""
    answer = gazetteer.resolve(text, country="UA", limit=LIMIT)
    found = {"candidates": any(_like(one, candidate.place, text) for candidate in answer.candidates)}
    if one.oblast is not None:
        first = gazetteer.resolve(text, within=one.oblast.id, limit=1).candidates
        found["oblast"] = bool(first) and _like(one, first[0].place, text)
    if one.hromada is not None:
        first = gazetteer.resolve(text, within=one.hromada.id, limit=1).candidates
        found["hromada"] = bool(first) and first[0].place.id == one.place.id
    return found


def _like(one: Settlement, place: Place, text: str) -> bool:
    """Whether a place is the settlement or one of the same name."""
    if place.id == one.place.id:
        return True
    mine = {*one.names.values(), text}
    return place.kind == "settlement" and any(name.text in mine for name in place.names)


def report(scores: list[Score]) -> None:
    """Print the matrix, a line a table, the worst first."""
    rows = []
    for score in sorted(scores, key=lambda score: (score.share("candidates"), score.share("oblast"))):
        mark = "" if score.reached else "below"
        shares = [f"{score.share(column):.2%}" for column, _ in ASKED]
        rows.append([score.name, str(score.asked.get("candidates", 0)), *shares, mark])
    table("recall matrix", ["table", "n", *(f"{column} >= {least:.1%}" for column, least in ASKED), ""], rows)


def matrix_figures(document: dict[str, Any]) -> str:
    """Markdown of the JSON that the command wrote: a row a table, the worst first."""
    rows = document["matrix"]

    def share(row: dict[str, Any], column: str) -> float:
        asked = row["asked"].get(column, 0)
        return row["found"].get(column, 0) / asked if asked else 1.0

    rows.sort(key=lambda row: tuple(share(row, column) for column, _ in ASKED))
    lines = [
        f"toponyms {document['toponyms']}, gazetteer {document['data_version']}.",
        "",
        "| table | language | settlements | among the candidates | first, oblast given | first, hromada given |",
        "|---|---|--:|--:|--:|--:|",
    ]
    for row in rows:
        cells = [f"{100 * share(row, column):.2f}" for column, _ in ASKED]
        marked = [
            f"**{cell}**" if share(row, column) < least else cell
            for cell, (column, least) in zip(cells, ASKED, strict=True)
        ]
        lines.append(
            f"| {row['table']} | {row['language']} | {row['asked'].get('candidates', 0)} | {' | '.join(marked)} |"
        )
    return "\n".join(lines)
