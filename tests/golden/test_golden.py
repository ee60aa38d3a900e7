"""Every seed document, every refusal and every golden row, against the bundled gazetteer.

The tables (`*.tsv` beside this file) have one case a line: the text, the hints as `resolve` takes them, what is
expected (an id; several ids parted by `|` where each is right; `NIL`: not resolved; `AMBIGUOUS`: candidates but no
answer) and why. `\\xNN` and `\\uNNNN` in a text stand for one character; lines that begin with `# ` are headings.
`wild.tsv` holds spellings of reporters, maps and censuses, `synthetic.tsv` made-up mistakes and typography,
`former.tsv` former names, with and without a day, `units.tsv` units, their short names and names by language,
`phrases.tsv` what stands around a name in reports, `translated.tsv` names in translation, `waters.tsv` waters in four
forms each, `regions.tsv` regions and claimed entities, `objects.tsv` objects and parts of towns, `world.tsv` countries,
units and seas abroad in Slavic texts, `negative.tsv` what must not be answered. A row of `known_failures.tsv` is to
fail: once it passes the build fails, and the row moves to the table where it belongs.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import toponyms
from toponyms.build.claims import read_claims

ROOT = Path(__file__).resolve().parents[2]
COLUMNS = ["text", "country", "within", "near", "kind", "as_of", "expect", "note"]
REFUSAL_COLUMNS = ["text", "country", "within", "near", "kind", "class", "reason"]
TABLES = (
    "wild.tsv", "synthetic.tsv", "former.tsv", "phrases.tsv", "waters.tsv", "regions.tsv", "objects.tsv",
    "translated.tsv", "world.tsv", "negative.tsv", "known_failures.tsv",
)  # fmt: skip
HINTS = ("country", "within", "near", "kind", "as_of")
MENTION_KINDS = {
    "name", "variant", "garble", "former", "exonym", "administrative", "water", "region", "part", "metonym",
    "organisation",
}  # fmt: skip


def unescape(text: str) -> str:
    return re.sub(r"\\x([0-9a-f]{2})|\\u([0-9a-f]{4})|\\t", lambda m: chr(int(m[1] or m[2] or "9", 16)), text)


def table(path: Path, columns: list[str]) -> list[dict[str, str]]:
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line and not line.startswith("# ")]
    assert lines[0].split("\t") == columns, f"{path.name}: the columns are {columns}"
    rows = []
    for line in lines[1:]:
        cells = line.split("\t")
        assert len(cells) == len(columns), f"{path.name}: {len(cells)} cells in {line!r}"
        rows.append(dict(zip(columns, cells, strict=True)) | {"text": unescape(cells[0])})
    return rows


def golden(name: str) -> list[dict[str, str]]:
    return table(Path(__file__).with_name(name), COLUMNS)


def refusals() -> list[dict[str, str]]:
    rows = table(ROOT / "seeds" / "refusals.tsv", REFUSAL_COLUMNS)
    return [row | {"expect": "NIL", "as_of": ""} for row in rows]


def documents() -> list[dict[str, str]]:
    rows = []
    for path in sorted((ROOT / "seeds" / "documents").glob("*.toml")):
        for number, mention in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["mention"], 1):
            if "skip" not in mention:
                row = {"text": mention["surface"], "expect": mention["place"], "where": f"{path.stem}:{number}"}
                rows.append(dict.fromkeys(HINTS, "") | row | mention.get("hints", {}))
    return rows


def label(row: dict[str, str]) -> str:
    hints = ",".join(row[hint] for hint in HINTS if row[hint])
    return f"{row.get('where', '')}{row['text']!r}{'+' if hints else ''}{hints}"


def ask(row: dict[str, str]) -> toponyms.Resolution:
    latitude, _, longitude = row["near"].partition(",")
    return toponyms.resolve(
        row["text"],
        country=row["country"] or None,
        within=row["within"] or None,
        near=(float(latitude), float(longitude)) if row["near"] else None,
        kind=row["kind"] or None,
        as_of=row["as_of"] or None,
    )


def check(row: dict[str, str]) -> None:
    answer = ask(row)
    if row["expect"] == "NIL":
        assert answer.status != "resolved", answer.explain()
    elif row["expect"] == "AMBIGUOUS":
        assert answer.status == "ambiguous", answer.explain()
        assert answer.candidates_total > 1, answer.explain()
    else:
        expected = {toponyms.place(place).id for place in row["expect"].split("|")}
        assert answer.place is not None, answer.explain()
        assert answer.place.id in expected, answer.explain()


@pytest.mark.parametrize("row", golden("wild.tsv"), ids=label)
def test_spellings_in_the_wild(row: dict[str, str]) -> None:
    check(row)


@pytest.mark.parametrize("row", golden("synthetic.tsv"), ids=label)
def test_made_up_mistakes_and_typography(row: dict[str, str]) -> None:
    check(row)


@pytest.mark.parametrize("row", golden("grammar.tsv"), ids=label)
def test_case_forms_and_adjectives(row: dict[str, str]) -> None:
    check(row)


@pytest.mark.parametrize("row", golden("former.tsv"), ids=label)
def test_former_names(row: dict[str, str]) -> None:
    check(row)


@pytest.mark.parametrize("row", golden("border.tsv"), ids=label)
def test_villages_across_the_border(row: dict[str, str]) -> None:
    check(row)


@pytest.mark.parametrize("row", golden("units.tsv"), ids=label)
def test_units_and_names_by_language(row: dict[str, str]) -> None:
    check(row)


@pytest.mark.parametrize("row", golden("world.tsv"), ids=label)
def test_countries_units_and_seas_of_the_world(row: dict[str, str]) -> None:
    check(row)


@pytest.mark.parametrize("row", golden("waters.tsv"), ids=label)
def test_waters(row: dict[str, str]) -> None:
    check(row)


@pytest.mark.parametrize("row", golden("regions.tsv"), ids=label)
def test_regions_and_claimed_entities(row: dict[str, str]) -> None:
    check(row)


@pytest.mark.parametrize("row", golden("objects.tsv"), ids=label)
def test_objects_and_parts_of_towns(row: dict[str, str]) -> None:
    check(row)


@pytest.mark.parametrize("row", golden("translated.tsv"), ids=label)
def test_translated_names(row: dict[str, str]) -> None:
    check(row)


@pytest.mark.parametrize("row", golden("negative.tsv"), ids=label)
def test_what_must_not_be_answered(row: dict[str, str]) -> None:
    check(row)


@pytest.mark.parametrize("row", golden("phrases.tsv"), ids=label)
def test_phrases(row: dict[str, str]) -> None:
    check(row)


@pytest.mark.parametrize("row", refusals(), ids=label)
def test_refusals(row: dict[str, str]) -> None:
    check(row)


@pytest.mark.parametrize("row", documents(), ids=label)
def test_documents(row: dict[str, str]) -> None:
    check(row)


@pytest.mark.parametrize("row", golden("known_failures.tsv"), ids=label)
@pytest.mark.xfail(strict=True, raises=AssertionError)
def test_known_failures(row: dict[str, str]) -> None:
    check(row)


def test_bare_new_york_has_niu_york_among_its_candidates() -> None:
    answer = toponyms.resolve("New York")
    assert "geonames:699751" in [candidate.place.id for candidate in answer.candidates]


def test_a_unit_that_is_called_like_its_town_shows_that_name() -> None:
    assert [name.text for name in toponyms.place("geonames:6322133").names] == ["Bauru"]


def test_every_expected_place_is_in_the_gazetteer() -> None:
    rows = [row for name in TABLES for row in golden(name)] + documents()
    for place in {place for row in rows for place in row["expect"].split("|")} - {"NIL", "AMBIGUOUS"}:
        assert toponyms.place(place).id


def test_no_case_stands_twice() -> None:
    rows = [row for name in TABLES for row in golden(name)] + refusals()
    labels = [label(row) for row in rows]
    assert sorted(labels) == sorted(set(labels))


def test_documents_say_what_each_mention_is() -> None:
    for path in sorted((ROOT / "seeds" / "documents").glob("*.toml")):
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        assert {"title", "date", "language", "note", "mention"} == set(document), path.name
        for mention in document["mention"]:
            assert mention["kind"] in MENTION_KINDS, f"{path.name}: {mention}"
            assert set(mention) <= {"surface", "kind", "place", "hints", "skip"}, f"{path.name}: {mention}"
            assert set(mention.get("hints", {})) <= set(HINTS), f"{path.name}: {mention}"


def test_every_refusal_has_a_reason() -> None:
    assert all(row["reason"] and row["class"] for row in refusals())


def test_curated_claims_cite_and_stand_once() -> None:
    """Those of `cldr.tsv` are made from a source, which they name, and have no notes."""
    seen = set()
    for path in sorted((ROOT / "seeds" / "names").glob("*.tsv")):
        for claim in read_claims(path):
            made = path.name == "cldr.tsv"
            assert claim.source == ("cldr-subdivisions" if made else "curated"), f"{path.name}: {claim}"
            assert made or claim.note, f"{path.name}: {claim}"
            assert claim[:7] not in seen, f"{path.name}: {claim}"
            seen.add(claim[:7])
