"""A romanization system as data: what a table in `tables/` says, read and checked.

A table is a TOML file named after its id. Its keys are the fields of `Scheme`: `letters` maps every letter of the
alphabet in lower case, `[[rules]]` are the `Rule`s that look at neighbours, `[[samples]]` what a test replays.
Capitals follow from lower case: Щ is `Shch` before a small letter and `SHCH` beside a capital.
"""

from __future__ import annotations

import functools
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from toponyms.errors import BuildError, UnknownScheme, UsageError, did_you_mean

STATUSES = ("current", "superseded", "withdrawn", "descriptive")
"""What a system is today; `descriptive` is a convention that nobody decreed (an orthography of the press)."""

_TABLES = os.path.join(os.path.dirname(__file__), "tables")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule that looks at its neighbours; the first that applies wins, longer matches before shorter ones."""

    match: str
    """The Cyrillic letters that it rewrites, in lower case."""
    to: str
    """What they become, in lower case."""
    after: tuple[str, ...] = ()
    """What must stand before: `^` (start of the word), a class of the table, or letters. Empty: anything."""
    before: tuple[str, ...] = ()
    """What must follow: `$` (end of the word), a class of the table, or letters. Empty: anything."""
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
    year: int
    """When it was adopted."""
    url: str
    """Where the document can be read."""
    status: str
    """One of `STATUSES`."""
    superseded_by: str
    """The id of what replaced it, "" where nothing did."""
    reversible: bool
    """Whether the Cyrillic can be had back without loss."""
    notes: str
    """What a reader of the table should know: gaps of the document, choices made."""
    apostrophe: str
    """What an apostrophe between two Cyrillic letters becomes."""
    classes: Mapping[str, str]
    """Letter classes that the rules name."""
    letters: Mapping[str, str]
    """What each letter becomes where no rule applies, in lower case."""
    rules: tuple[Rule, ...]
    samples: tuple[Sample, ...]


def scheme_ids(language: str | None = None) -> tuple[str, ...]:
    """The ids of all systems, or of those that romanize a language."""
    ids = _ids()
    if language is None:
        return ids
    return tuple(id_ for id_ in ids if load_scheme(id_).language == language)


def load_scheme(id_: str) -> Scheme:
    """The system of that id; `UnknownScheme` names the close ones."""
    if not isinstance(id_, str):
        raise UsageError(f"a romanization is named by a string such as 'kmu-ukr-2010', not {type(id_).__name__}")
    if id_ not in _ids():
        known = _ids()
        raise UnknownScheme(
            f"no romanization {id_!r}.{did_you_mean(id_, known)} `toponyms.romanizations()` lists all {len(known)}."
        )
    return _load(id_)


@functools.cache
def _ids() -> tuple[str, ...]:
    return tuple(sorted(name[:-5] for name in os.listdir(_TABLES) if name.endswith(".toml")))


@functools.cache
def _load(id_: str) -> Scheme:
    path = os.path.join(_TABLES, f"{id_}.toml")
    with open(path, "rb") as file:
        try:
            table = tomllib.load(file)
        except tomllib.TOMLDecodeError as error:
            raise BuildError(f"{path}: {error}") from error
    return parse_scheme(table, path)


def parse_scheme(table: Mapping[str, Any], where: str) -> Scheme:
    """A `Scheme` from a parsed table; `BuildError` says what is wrong in which file."""
    try:
        made = Scheme(
            id=table["id"],
            title=table["title"],
            authority=table["authority"],
            language=table["language"],
            year=table["year"],
            url=table["url"],
            status=table["status"],
            superseded_by=table.get("superseded_by", ""),
            reversible=table["reversible"],
            notes=table["notes"],
            apostrophe=table["apostrophe"],
            classes=dict(table.get("classes", {})),
            letters=dict(table["letters"]),
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
    if made.status not in STATUSES:
        raise BuildError(f"{where}: status {made.status!r} is none of {', '.join(STATUSES)}")
    for cyrillic in [*made.letters, *(rule.match for rule in made.rules)]:
        if cyrillic != cyrillic.lower() or not cyrillic:
            raise BuildError(f"{where}: {cyrillic!r} must be in lower case, and not empty")
    return made
