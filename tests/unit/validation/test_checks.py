"""Every check: planted where it belongs it fires, and no other one does."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.unit.validation.conftest import CLEAN, changed, claim, compiled, with_claims, write
from toponyms import validate
from toponyms.index.reader import read_header
from toponyms.validation.checks import check, every
from toponyms.validation.model import Report

TODAY = date(2026, 11, 1)
NY, TORETSK, HROMADA, RAION = "geonames:699751", "geonames:709354", "geonames:13540000", "geonames:13540001"
OBLAST, UKRAINE, VILLAGE = "geonames:709716", "geonames:690791", "katottg:UA14020110090099999"


def village(place: str, name: str, position: str, *, parent: str = HROMADA, kind: str = "mapped") -> list[str]:
    """The claims of a settlement without a code."""
    return [
        claim(place, "name", name, "uk", "official"),
        claim(place, "position", position, kind=kind),
        claim(place, "kind", "settlement", kind="P.PPL"),
        claim(place, "parent", parent),
        claim(place, "country", "UA", kind="primary"),
    ]


def moved(place: str, position: str, kind: str = "mapped") -> str:
    """The table with another position of a place."""
    lines = CLEAN.splitlines(keepends=True)
    number = next(at for at, line in enumerate(lines) if line.startswith(f"{place}\tposition\t"))
    lines[number] = claim(place, "position", position, kind=kind)
    return "".join(lines)


def below(place: str, parent: str) -> str:
    """The table with another parent of a place."""
    lines = CLEAN.splitlines(keepends=True)
    number = next(at for at, line in enumerate(lines) if line.startswith(f"{place}\tparent\t"))
    lines[number] = claim(place, "parent", parent)
    return "".join(lines)


TABLES: dict[str, str] = {
    "TP001": with_claims(claim(NY, "name", "Novhorodske", "uk-Latn", "fomrer")),
    "TP101": with_claims(claim(TORETSK, "id", "wikidata:Q1"), claim(NY, "id", "wikidata:Q1")),
    "TP102": with_claims(claim(TORETSK, "id", "wikidata:150741")),
    "TP103": with_claims(claim(TORETSK, "id", "geonames:703646")),
    "TP105": with_claims(
        claim("toponyms:nowhere", "position", "48.5 37.9 2", kind="mapped"),
        claim("toponyms:nowhere", "kind", "region", kind="L.RGN"),
    ),
    "TP107": with_claims(
        claim("toponyms:nowhere", "name", "Nowhere", "en", "official"),
        claim("toponyms:nowhere", "kind", "region", kind="L.RGN"),
    ),
    "TP201": moved(NY, "98.33027 37.84114 2"),
    "TP202": moved(NY, "0 0 2"),
    "TP203": moved(NY, "37.84114 48.33027 2"),
    "TP204": moved(NY, "40.71427 -74.00597 2"),
    "TP206": moved(NY, "50.4 31.2 2"),
    "TP207": changed("36.6 46.9 40.2 50.1", "46.6 36.9 50.1 40.2"),
    "TP208": moved(VILLAGE, "48.37 37.85 3", "estimate"),
    "TP209": with_claims(*village("toponyms:one", "Інше", "48.33027 37.84114 2")),
    "TP301": below(HROMADA, HROMADA),
    "TP302": below(TORETSK, "geonames:999999999"),
    "TP303": with_claims(
        claim("toponyms:one", "name", "Новий район", "uk", "official"),
        claim("toponyms:one", "position", "48.3 37.9 9", kind="centre"),
        claim("toponyms:one", "kind", "admin:2", kind="A.ADM2"),
        claim("toponyms:one", "parent", HROMADA),
        claim("toponyms:one", "country", "UA", kind="primary"),
    ),
    "TP304": below(TORETSK, OBLAST),
    "TP305": with_claims(*village("toponyms:one", "Інше", "50.2 36.6 2", parent="geonames:2017370")),
    "TP306": with_claims(
        claim(TORETSK, "parent", "geonames:13540009"),
        claim("geonames:13540009", "name", "Інша громада", "uk", "official"),
        claim("geonames:13540009", "position", "48.3 37.9 9", kind="centre"),
        claim("geonames:13540009", "kind", "admin:3", kind="A.ADM3"),
        claim("geonames:13540009", "parent", RAION),
        claim("geonames:13540009", "country", "UA", kind="primary"),
    ),
    "TP307": with_claims(*village("toponyms:one", "Інше", "48.3 37.9 2", parent="geonames:12000001")),
    "TP308": changed("katottg:UA14020110010051720", "katottg:UA14020230010051720"),
    "TP401": with_claims(*village("toponyms:one", "Торецьк", "48.39 37.85 2", parent=RAION)),
    "TP402": with_claims(*village("toponyms:one", "Торецьк", "48.34 37.95 2")),
    "TP403": with_claims(claim(TORETSK, "name", "Торецьк", "uk", "official", from_="2016-02-04", note="again")),
    "TP501": with_claims(claim(TORETSK, "name", "Toretsḱ".replace("ḱ", "k\u0301"), "und", "variant")),
    "TP502": with_claims(claim(TORETSK, "name", "Toretsk", "uk", "variant")),
    "TP503": with_claims(claim(TORETSK, "name", "Toрецьк", "uk", "variant")),
    "TP504": with_claims(claim(TORETSK, "name", "Ð¢Ð¾Ñ€ÐµÑ†ÑŒÐº", "und", "variant")),
    "TP505": with_claims(claim(TORETSK, "name", "Toretsk\u200b", "en", "variant")),
    "TP506": with_claims(claim(TORETSK, "name", "м. Торецьк", "uk", "variant")),
    "TP507": with_claims(claim(TORETSK, "name", "Дзержинскый", "uk", "variant")),
    "TP508": changed("\tToretsk\t", "\tTorets'k\t"),
    "TP509": with_claims(claim(TORETSK, "name", "Toretsk *", "en", "variant")),
    "TP510": with_claims(claim(TORETSK, "name", "Toрецьк", "und", "variant")),
    "TP601": changed("uk\tofficial\t2016-02-04", "uk\tofficial\t2016-02-30"),
    "TP602": changed("ru\tformer\t1951\t2021-07-01", "ru\tformer\t2021-07-01\t1951"),
    "TP603": changed("uk\tformer\t1938\t2016-02-03", "uk\tformer\t1938\t2019"),
    "TP604": with_claims(claim(TORETSK, "name", "Торецьк", "uk", "former")),
    "TP605": with_claims(claim(NY, "name", "Ню-Йорк", "uk", "official")),
    "TP606": with_claims(claim(NY, "name", "Нове", "uk", "variant", from_="2031")),
    "TP701": with_claims(claim(NY, "name", "Niu York", "en", "variant", source="hearsay")),
    "TP702": with_claims(claim(NY, "name", "Niu York", "en", "variant", source="secret")),
    "TP703": with_claims(claim(NY, "name", "Niu York", "en", "variant", source="curated")),
    "TP801": with_claims(claim(NY, "name", "Toretsk", "en", "garble", source="curated", note="a report")),
    "TP901": with_claims(
        *village("toponyms:one", "Інше", "48.3 37.9 2"), claim("toponyms:one", "id", "katottg:UA14020110030012345")
    ),
}
"""Tables of claims, each with one defect."""

ELSEWHERE = {"TP002", "TP003", "TP104", "TP106", "TP205", "TP704", "TP802"} | {f"TP91{digit}" for digit in "123456"}
"""Checks whose defect is no claim: the tests below plant them."""


def fired(report: Report) -> set[str]:
    return {finding.code for finding in report.findings}


def test_the_table_is_clean(tmp_path: Path) -> None:
    report = validate(write(tmp_path), today=TODAY)
    assert report.findings == ()
    assert report.ok
    assert (report.places, report.data_version) == (12, "clean-1")


def test_the_table_is_clean_when_compiled(tmp_path: Path) -> None:
    report = validate(compiled(tmp_path), today=TODAY)
    assert report.findings == ()
    assert "TP802" in report.ran


def test_every_check_is_planted() -> None:
    assert {check.code for check in every()} == TABLES.keys() | ELSEWHERE
    assert not TABLES.keys() & ELSEWHERE


@pytest.mark.parametrize("code", sorted(TABLES))
def test_a_planted_defect_fires_its_check_only(code: str, tmp_path: Path) -> None:
    report = validate(write(tmp_path, TABLES[code]), today=TODAY)
    assert fired(report) == {code}, report.to_text()
    assert all(finding.severity == check(code).severity for finding in report.findings)


NOT_COMPILED = {
    "TP001": "refused",
    "TP101": "refused",
    "TP105": "refused",
    "TP107": "left out",
    "TP201": "refused",
    "TP403": "folded",
    "TP503": "repaired and folded",
    "TP510": "repaired and folded",
    "TP604": "folded",
}
"""What the compiler does with some defects, so that a compiled file never has them."""


@pytest.mark.parametrize("code", sorted(TABLES.keys() - NOT_COMPILED.keys()))
def test_a_planted_defect_is_seen_in_a_compiled_file(code: str, tmp_path: Path) -> None:
    report = validate(compiled(tmp_path, TABLES[code]), today=TODAY)
    assert fired(report) == {code}, report.to_text()


@pytest.mark.parametrize("name", ["Мʼята", "Бандурівське II", "Шахта No 14", "Нью-Йорк-2", "Кам'янка", "Кам’янка"])
def test_names_without_a_fault(name: str, tmp_path: Path) -> None:
    assert fired(validate(write(tmp_path, with_claims(claim(NY, "name", name, "uk", "variant"))), today=TODAY)) == set()


def test_a_finding_points_at_its_row(tmp_path: Path) -> None:
    path = write(tmp_path, TABLES["TP507"])
    (finding,) = validate(path, today=TODAY)
    line = (path / "ua.tsv").read_text(encoding="utf-8").splitlines()[finding.line - 1]
    assert finding.place == TORETSK
    assert finding.file == str(path / "ua.tsv")
    assert "Дзержинскый" in line
    assert finding.claim == "name | Дзержинскый | uk | variant |  |  | tiny"
    assert finding.source == "tiny"


def test_a_place_in_two_parts(tmp_path: Path) -> None:
    head = CLEAN.splitlines(keepends=True)[0]
    (finding,) = validate(write(tmp_path, ub=head + claim(NY, "population", "10")), today=TODAY)
    assert (finding.code, finding.place, finding.line) == ("TP104", NY, 2)


def test_waivers_expire_and_must_cover_something(tmp_path: Path) -> None:
    path = write(tmp_path, TABLES["TP507"])
    waiver = '[[waiver]]\ncode = "TP507"\nplace = "geonames:709354"\nreason = "known"\nexpires = {}\n'
    waivers = path.parent / "waivers.toml"
    waivers.write_text(waiver.format("2026-12-31"), encoding="utf-8")
    report = validate(path, today=TODAY)
    assert report.ok
    assert [finding.waived for finding in report] == ["known"]
    assert report.waived == report.findings
    assert report.counts["TP507"] == 0
    assert fired(validate(path, today=date(2027, 1, 1))) == {"TP002", "TP507"}
    clean = write(tmp_path / "clean")
    (clean.parent / "waivers.toml").write_text(waiver.format("2026-12-31"), encoding="utf-8")
    assert fired(validate(clean, today=TODAY)) == {"TP003"}


def test_an_expired_waiver_is_the_only_finding_of_a_clean_table(tmp_path: Path) -> None:
    path = write(tmp_path)
    waiver = '[[waiver]]\ncode = "TP507"\nplace = "geonames:709354"\nreason = "known"\nexpires = 2025-01-01\n'
    (path.parent / "waivers.toml").write_text(waiver, encoding="utf-8")
    assert fired(validate(path, today=TODAY)) == {"TP002"}


def square(west: float, south: float, size: float = 0.4) -> dict[str, object]:
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def test_a_settlement_outside_of_its_polygon(tmp_path: Path) -> None:
    path = write(tmp_path)
    shapes = tmp_path / "units.geojsonl"
    feature = {"type": "Feature", "properties": {"katotth": "UA14020110000075529"}, "geometry": square(37.7, 48.2)}
    shapes.write_text(json.dumps(feature) + "\n", encoding="utf-8")
    assert fired(validate(path, polygons=shapes, today=TODAY)) == set()
    feature["geometry"] = square(38.7, 48.2)
    shapes.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    collection = shapes.rename(tmp_path / "units.geojson")
    report = validate(path, polygons=collection, today=TODAY)
    assert fired(report) == {"TP205"}
    assert {finding.place for finding in report} == {NY, TORETSK}


def test_a_source_that_says_too_little(tmp_path: Path) -> None:
    path = write(tmp_path)
    listing = path.parent / "sources.toml"
    listing.write_text(listing.read_text(encoding="utf-8").replace('licence = "MIT"\n', "", 1), encoding="utf-8")
    assert fired(validate(path, today=TODAY)) == {"TP704"}


def test_a_name_that_does_not_lead_to_its_place(tmp_path: Path) -> None:
    good = compiled(tmp_path / "one")
    header = read_header(good)
    offset, length, _ = header.sections["row.text"]
    data = bytearray(good.read_bytes())
    rows = memoryview(data)[offset : offset + length].cast("I")
    rows[0], rows[-1] = rows[-1], rows[0]
    del rows
    bad = good.with_name("bad.gaz")
    bad.write_bytes(data)
    report = validate(bad, select=["TP8"], today=TODAY)
    assert fired(report) == {"TP802"}


@pytest.mark.parametrize("form", ["table", "file"])
@pytest.mark.parametrize(
    ("code", "table"),
    [
        ("TP911", lambda: "".join(line for line in CLEAN.splitlines(keepends=True) if "toponyms:donbas" not in line)),
        ("TP912", lambda: with_claims(*village("toponyms:one", "Інше", "48.3 37.9 2"))),
        (
            "TP913",
            lambda: changed(claim(TORETSK, "name", "Дзержинськ", "uk", "former", from_="1938", to="2016-02-03"), ""),
        ),
        ("TP914", lambda: with_claims(claim(TORETSK, "name", "Torezk", "de", "exonym"))),
        ("TP915", lambda: moved(NY, "48.34 37.9 2")),
    ],
)
def test_differences_from_an_earlier_release(code: str, table: Callable[[], str], form: str, tmp_path: Path) -> None:
    made = write if form == "table" else compiled
    before, now = made(tmp_path / "before"), made(tmp_path / "now", table())
    assert fired(validate(now, previous=before, ignore=["TP901"], today=TODAY)) == {code}
    assert fired(validate(before, previous=before, today=TODAY)) == set()


def test_an_answer_that_changed(tmp_path: Path) -> None:
    before = compiled(tmp_path / "before")
    now = compiled(tmp_path / "now", with_claims(claim(TORETSK, "name", "Seversk", "en", "variant")))
    golden = tmp_path / "golden.tsv"
    golden.write_text("text\tcountry\texpect\nSeversk\tUA\tgeonames:709354\nТорецьк\tUA\t\n", encoding="utf-8")
    report = validate(now, previous=before, golden=golden, ignore=["TP914"], today=TODAY)
    assert fired(report) == {"TP916"}
    assert [finding.message for finding in report] == [
        "'Seversk': geonames:709354, before unknown; geonames:709354 is right"
    ]


def test_curated_tables_of_both_releases_are_read(tmp_path: Path) -> None:
    head = CLEAN.splitlines(keepends=True)[0]
    for tree in ("before", "now"):
        path = write(tmp_path / tree)
        names = tmp_path / tree / "seeds" / "names"
        names.mkdir(parents=True)
        row = claim(NY, "name", "Nuyork", "en", "garble", source="curated", note="a report")
        if tree == "now":
            row += claim(NY, "name", "Newyork", "en", "variant", source="curated", note="a report")
        (names / "more.tsv").write_text(head + row, encoding="utf-8")
    report = validate(path, seeds=tmp_path / "now" / "seeds", previous=tmp_path / "before" / "gazetteer", today=TODAY)
    (finding,) = report
    assert (finding.code, finding.message) == ("TP914", "Нью-Йорк has the new names Newyork")


def test_a_finding_of_a_curated_table_points_into_it(tmp_path: Path) -> None:
    path = write(tmp_path)
    names = tmp_path / "seeds" / "names"
    names.mkdir(parents=True)
    rows = [
        claim(place, "name", "Назва" + letter, "uk", "variant", note="x")
        for place, letter in ((NY, "ы"), (TORETSK, "й"))
    ]
    (names / "more.tsv").write_text("".join([CLEAN.splitlines(keepends=True)[0], *reversed(rows)]), encoding="utf-8")
    (finding,) = validate(path, seeds=tmp_path / "seeds", today=TODAY)
    assert (finding.code, finding.file, finding.line) == ("TP507", str(names / "more.tsv"), 3)
