"""Inflected mentions in Slavic news: factRuEval-2016 (Russian) and SlavicNER (six languages)."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from bench.cases import Case, Gold
from bench.sets.files import read_rows
from bench.text import fold

if TYPE_CHECKING:
    from pathlib import Path

    from bench.names import NameTable, Row

SAME_PLACE_KM = 25.0
"""A city and the administrative unit of the same name about it stand for one entity when their points are this near."""

LEAST_EVIDENCE = 2
"""How many of an entity's names (lemmas by language, English label) a place must bear to be taken for it."""

GREAT_CITY = 200_000
"""Inhabitants from which a city is not doubted for a state of the same name: Washington, New York."""


def factrueval(data: Path, table: NameTable) -> list[Case]:
    """Distinct (form, lemma) where the lemma is a name in the gazetteer."""
    seen: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for row in read_rows(data, "factrueval", "loc_mentions.jsonl.gz"):
        if row["normal"]:
            seen[row["text"], tuple(row["normal"])] += 1
    cases = []
    for (text, lemmas), mentions in seen.items():
        names = frozenset(fold(lemma) for lemma in lemmas if table.named(lemma))
        if names:
            cases.append(Case(text, Gold(names=names), _form(text, lemmas), mentions=mentions))
    return cases


def _form(text: str, lemmas: tuple[str, ...]) -> str:
    """Nominative, inflected, adjective or something else, judged by what the form shares with its lemma."""
    key, bases = fold(text), [fold(lemma) for lemma in lemmas]
    if key in bases:
        return "nominative"
    if text[:1].islower():
        return "adjective or common noun"
    if any(len(key.split()) == len(base.split()) and key[:3] == base[:3] for base in bases):
        return "inflected, one word" if " " not in key else "inflected, several words"
    return "another name or more words"


def slavicner(data: Path, table: NameTable) -> list[Case]:
    """Distinct (language, surface, entity) of the entities that the gazetteer has, by language."""
    seen: Counter[tuple[str, str, str]] = Counter()
    lemmas: dict[str, Counter[tuple[str, str]]] = {}
    for row in read_rows(data, "slavicner", "train.jsonl.gz"):
        entity = row["entity_id"]
        if entity.startswith(("GPE-", "LOC-")):
            seen[row["lang"], row["text"], entity] += 1
            lemmas.setdefault(entity, Counter())[row["lang"], fold(row["lemma"])] += 1
    golds = {entity: entity_ids(entity, names, table) for entity, names in lemmas.items()}
    return [
        Case(text, Gold(ids=golds[entity]), language, mentions=mentions, group=entity)
        for (language, text, entity), mentions in seen.items()
        if golds[entity]
    ]


def entity_ids(entity: str, lemmas: Counter[tuple[str, str]], table: NameTable) -> frozenset[str]:
    """The place that bears most of an entity's names, with those of the same name at the same spot; empty for none.

    An entity has its lemma in each language and an English label (GPE-Great-Britain). Countries and first-level units
    headed by the label come before a lesser place elsewhere that happens to have more of the names: Nevada is the
    state, though the gazetteer may have the Cyrillic name of a town Nevada only. No system takes part in this.
    """
    evidence: Counter[int] = Counter()
    label = fold(re.sub(r"[-_]+", " ", entity.split("-", 1)[1]))
    for _, name in {*lemmas, ("en", label)}:
        for number in table.named(name):
            evidence[number] += 1
    known = {number: count for number, count in evidence.items() if count >= LEAST_EVIDENCE}
    if not known:
        return frozenset()
    most = max(known.values())
    best = min(number for number, count in known.items() if count == most)  # rows are in order of prominence
    row = table.rows[best]
    if row.kind != "country" and row.population < GREAT_CITY:
        units = [
            number for number in known if _is_unit(table.rows[number]) and fold(table.rows[number].names[0]) == label
        ]
        if units:
            ids = {table.rows[number].id for number in units}
            return frozenset(ids | {row.id} if ids & set(row.parents) else ids)
    ids = {row.id}
    if row.kind != "country":
        for number in table.near(row.lat, row.lon, SAME_PLACE_KM):
            if evidence[number] and table.rows[number].kind in ("settlement", "admin"):
                ids.add(table.rows[number].id)
    return frozenset(ids)


def _is_unit(row: Row) -> bool:
    return row.kind == "country" or (row.kind == "admin" and row.level == 1)
