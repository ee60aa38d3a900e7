"""What skeleton keys find and what they confuse, over the settlements of Ukraine; `pytest -s` prints the table."""

from __future__ import annotations

import lzma
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from toponyms.build.claims import read_claims
from toponyms.index.keys import KeyRules
from toponyms.romanization import load_scheme
from toponyms.romanization.engine import Engine
from toponyms.romanization.scheme import parse_scheme

ROOT = Path(__file__).resolve().parents[3]
RULES = KeyRules.load()

MOST_MERGED = 0.05
"""Share of main spellings that may share their first key with another spelling."""

LEAST_FOUND = 0.99
"""Share of the renderings of a system that must find their name."""


@pytest.fixture(scope="module")
def names() -> list[str]:
    """The official Ukrainian names of Ukraine's settlements, each once."""
    found: dict[str, set[str]] = defaultdict(set)
    others = set()
    for path in sorted((ROOT / "gazetteer" / "snapshot").glob("ua-*.tsv.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as table:
            for claim in read_claims(table, name=path.name):
                if (claim.field, claim.language, claim.kind, claim.to, claim.lost) == (
                    "name",
                    "uk",
                    "official",
                    "",
                    "",
                ):
                    found[claim.place].add(claim.value)
                elif claim.field == "kind" and claim.value != "settlement":
                    others.add(claim.place)
    return sorted({value for place, values in found.items() if place not in others for value in values})


def engines() -> dict[str, Engine]:
    """The tables of the package and the orthographies of the test data."""
    made = {id_: Engine(load_scheme(id_)) for id_ in ("kmu-ukr-2010", "bgn-pcgn-ukr-1965")}
    data = tomllib.loads((ROOT / "tests" / "data" / "orthographies.toml").read_text(encoding="utf-8"))
    for row in data["orthography"]:
        table = {
            "id": row["id"],
            "title": "",
            "authority": "",
            "language": "uk",
            "year": 0,
            "url": "",
            "status": "descriptive",
            "reversible": False,
            "notes": row["reason"],
            "apostrophe": row["apostrophe"],
            "classes": {"vowel": "аеєиіїоуюя", "consonant": "бвгґджзклмнпрстфхцчшщ"},
            "letters": dict(pair.split(":") for pair in row["letters"].split()),
            "rules": row.get("rules", []),
            "samples": [],
        }
        made[row["id"]] = Engine(parse_scheme(table, row["id"]))
    return made


def test_few_spellings_are_merged(names: list[str]) -> None:
    spellings = defaultdict(set)
    first = {}
    for name in names:
        key = RULES.exact(name)
        first[name] = RULES.stored_skeletons(key, "uk")[0]
        spellings[first[name]].add(key)
    merged = sum(len(spellings[first[name]]) > 1 for name in names) / len(names)
    print(f"\n{len(names)} spellings, merged {merged:.2%}")
    assert len(names) > 17_000
    assert merged <= MOST_MERGED


@pytest.mark.parametrize(("id_", "engine"), engines().items(), ids=list(engines()))
def test_renderings_are_found(names: list[str], id_: str, engine: Engine) -> None:
    sample = names[::7]
    missed = []
    looked_up = 0
    for name in sample:
        rendering = engine.romanize(name)
        asked = RULES.skeletons(RULES.exact(rendering))
        looked_up += len(asked)
        if not set(asked) & set(RULES.stored_skeletons(RULES.exact(name), "uk")):
            missed.append((name, rendering))
    found = 1 - len(missed) / len(sample)
    print(f"{id_:20} found {found:8.2%}, {looked_up / len(sample):.2f} keys", *missed[:3])
    assert found >= LEAST_FOUND


def test_the_output_of_unidecode_is_found(names: list[str]) -> None:
    unidecode = pytest.importorskip("unidecode").unidecode
    sample = names[::7]
    missed = [
        name
        for name in sample
        if not set(RULES.skeletons(RULES.exact(unidecode(name)))) & set(RULES.stored_skeletons(RULES.exact(name), "uk"))
    ]
    print(f"unidecode            found {1 - len(missed) / len(sample):8.2%}", *missed[:3])
    assert len(missed) <= (1 - LEAST_FOUND) * len(sample)
