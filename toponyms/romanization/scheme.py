"""A romanization system as data: what a table in `tables/` says, read and checked.

A table is a TOML file named after its id. Its keys are the fields of `Scheme`: `letters` maps every letter of the
alphabet in lower case, `[[rules]]` are the `Rule`s that look at neighbours, `[[samples]]` what a test replays.
Capitals follow from lower case: Щ is `Shch` before a small letter and `SHCH` beside a capital. `inherits` names a table
whose letters, classes, rules and apostrophe hold where this one has none of its own: a system that another authority
adopted, or of which this is a variant.
"""

from __future__ import annotations

import functools
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from toponyms.errors import BuildError
from toponyms.romanization.packed import load_system

STATUSES = ("current", "superseded", "withdrawn", "descriptive")
"""What a system is today; `descriptive` is a convention that nobody decreed (an orthography of the press)."""

SCRIPTS = {"Latn": "LATIN", "Cyrl": "CYRILLIC", "Hebr": "HEBREW", "Arab": "ARABIC"}
"""ISO 15924 codes that a table may write, with how Unicode begins the names of their letters."""

ALPHABETS = os.path.join(os.path.dirname(__file__), "alphabets.toml")
TABLES = os.path.join(os.path.dirname(__file__), "tables")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule that looks at its neighbours; the first that applies wins, longer matches before shorter ones."""

    match: str
    """The Cyrillic letters that it rewrites, in lower case."""
    to: str
    """What they become, in lower case."""
    after: tuple[str, ...] = ()
    """What must stand before, one of these: `^` (start of the word), a class of the table, letters (any of them), with
    `!` before any of the three all others; or several of them with spaces between, which must all stand there, in the
    order of the text. Empty: anything."""
    before: tuple[str, ...] = ()
    """What must follow, in the same way; `$` is the end of the word. Empty: anything."""
    note: str = ""
    """Where the system says so, or why."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A published or derived example that the table must reproduce."""

    text: str
    gives: str
    source: str
    """Where the example was found."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A romanization system."""

    id: str
    """Authority, language (ISO 639-3) and year: `kmu-ukr-2010`."""
    title: str
    """The name of the document or convention, in English."""
    authority: str
    """Who decreed it."""
    language: str
    """BCP 47 tag of the language that it romanizes."""
    iso639_3: str
    """ISO 639-3 code of that language, which the id has."""
    script: str
    """ISO 15924 code of the script that it writes, one of `SCRIPTS`."""
    year: int
    """When it was adopted; 0 for a convention that has no year."""
    url: str
    """Where the document can be read."""
    status: str
    """One of `STATUSES`."""
    superseded_by: str
    """The id of what replaced it, "" where nothing did."""
    reversible: bool
    """Whether the Cyrillic can be had back without loss."""
    irreversible: tuple[str, ...]
    """Letter sequences that a reversible system writes as it writes others; no word of the language has them."""
    inherits: str
    """The id of the table that this one completes itself from, "" where it stands alone."""
    notes: str
    """What a reader of the table should know: gaps of the document, choices made."""
    apostrophe: str
    """What an apostrophe between two Cyrillic letters becomes."""
    classes: Mapping[str, str]
    """Letter classes that the rules name."""
    letters: Mapping[str, str]
    """What each letter becomes where no rule applies, in lower case."""
    capitals: Mapping[str, str]
    """Capitals that do not follow from the small letters (T͡S, where both are capitals), by the capital letter."""
    rules: tuple[Rule, ...]
    samples: tuple[Sample, ...]


@functools.cache
def alphabets() -> dict[str, dict[str, str]]:
    """By language its letters, its ISO 639-3 code, and where the letters are listed."""
    with open(ALPHABETS, "rb") as file:
        return tomllib.load(file)


def load_schemes() -> tuple[Scheme, ...]:
    """Every table, in the order of the ids."""
    names = sorted(name[:-5] for name in os.listdir(TABLES) if name.endswith(".toml"))
    return tuple(_load(name) for name in names)


def load_scheme(id_: str) -> Scheme:
    """The system of that id; `UnknownScheme` names the close ones."""
    return _load(load_system(id_).id)


@functools.cache
def _load(id_: str) -> Scheme:
    path = os.path.join(TABLES, f"{id_}.toml")
    with open(path, "rb") as file:
        try:
            table = tomllib.load(file)
        except tomllib.TOMLDecodeError as error:
            raise BuildError(f"{path}: {error}") from error
    if "inherits" in table:
        table = _inherited(table, path)
    return parse_scheme(table, path)


def _inherited(table: dict[str, Any], path: str) -> dict[str, Any]:
    """A table completed from the one that it inherits; its own letters and rules go first."""
    base_path = os.path.join(TABLES, f"{table['inherits']}.toml")
    try:
        with open(base_path, "rb") as file:
            base = tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BuildError(f"{path}: cannot inherit {table['inherits']!r}: {error}") from error
    merged = {"apostrophe": base["apostrophe"], **table}
    for part in ("letters", "capitals", "classes"):
        merged[part] = {**base.get(part, {}), **table.get(part, {})}
    merged["rules"] = [*table.get("rules", ()), *base.get("rules", ())]
    return merged


def parse_scheme(table: Mapping[str, Any], where: str) -> Scheme:
    """A `Scheme` from a parsed table; `BuildError` says what is wrong in which file."""
    try:
        made = Scheme(
            id=table["id"],
            title=table["title"],
            authority=table["authority"],
            language=table["language"],
            iso639_3=alphabets().get(table["language"], {}).get("iso639_3", table["language"]),
            script=table.get("script", "Latn"),
            year=table["year"],
            url=table["url"],
            status=table["status"],
            superseded_by=table.get("superseded_by", ""),
            reversible=table["reversible"],
            irreversible=tuple(table.get("irreversible", ())),
            inherits=table.get("inherits", ""),
            notes=table["notes"],
            apostrophe=table["apostrophe"],
            classes=dict(table.get("classes", {})),
            letters=dict(table["letters"]),
            capitals=dict(table.get("capitals", {})),
            rules=tuple(
                Rule(
                    row["match"],
                    row["to"],
                    tuple(row.get("after", ())),
                    tuple(row.get("before", ())),
                    row.get("note", ""),
                )
                for row in table.get("rules", ())
            ),
            samples=tuple(Sample(row["text"], row["gives"], row["source"]) for row in table["samples"]),
        )
    except KeyError as error:
        raise BuildError(f"{where}: the key {error} is missing") from error
    if made.script not in SCRIPTS:
        raise BuildError(f"{where}: script {made.script!r} is none of {', '.join(SCRIPTS)}")
    if made.status not in STATUSES:
        raise BuildError(f"{where}: status {made.status!r} is none of {', '.join(STATUSES)}")
    for cyrillic in [*made.letters, *(rule.match for rule in made.rules)]:
        if cyrillic != cyrillic.lower() or not cyrillic:
            raise BuildError(f"{where}: {cyrillic!r} must be in lower case, and not empty")
    return made
