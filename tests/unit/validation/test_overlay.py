"""Overlays: checked by themselves and beside their base."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.unit.validation.conftest import compiled
from toponyms import Gazetteer, UsageError, use, validate
from toponyms.validation.model import Finding, Report

TODAY = date(2026, 11, 1)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    """The gazetteer that the overlays are for."""
    return Gazetteer.open(compiled(tmp_path_factory.mktemp("base")))


def check(folder: Path, base: Gazetteer, *rows: str) -> Report:
    path = folder / "names.csv"
    path.write_text("\n".join(["name,id,lat,lon,lang,kind,country,parent,ids,from,to", *rows]) + "\n", encoding="utf-8")
    return validate(path, base=base, today=TODAY)


def only(report: Report) -> Finding:
    (finding,) = report.findings
    return finding


def test_a_good_overlay(base: Gazetteer, tmp_path: Path) -> None:
    report = check(
        tmp_path,
        base,
        "Nuyork,geonames:699751,,,en,garble,,,,,",
        "Depot 7,my:depot-7,48.5,37.9,en,object,UA,geonames:13540001,,,",
    )
    assert report.findings == ()
    assert (report.places, "TP106" in report.ran, "TP701" in report.skipped) == (2, True, True)


@pytest.mark.parametrize(
    ("row", "code", "words"),
    [
        ("X,geonames:1,,,en,,,,,,", "TP106", "geonames:1 is no place of"),
        ("X,my:x,0,0,en,object,,,,,", "TP202", "0, 0"),
        ("X,my:x,37.9,48.5,en,object,UA,,,,", "TP203", "48.5, 37.9 is inside"),
        ("X,my:x,40.7,-74.0,en,object,UA,,,,", "TP204", "outside of UA"),
        ("X,my:x,48.5,37.9,en,object,UA,geonames:77,,,", "TP302", "geonames:77 is no place here"),
        ("X,my:x,48.5,37.9,en,object,UA,,geonames:699751,,", "TP101", "stands on geonames:699751"),
        ("X,my:x,48.5,37.9,en,object,UA,,wikidata:99,,", "TP102", "wikidata:99 is no id of wikidata"),
        ("Xaркiв,geonames:699751,,,uk,variant,,,,,", "TP503", "mixes Latin and Cyrillic"),
        ("Харькы,geonames:699751,,,uk,variant,,,,,", "TP507", "'ы'"),
        ("Toretsk,geonames:699751,,,en,garble,,,,,", "TP801", "true name of geonames:709354"),
        ("X,geonames:699751,,,en,variant,,,,2016-13,", "TP601", "no day 2016-13"),
        ("X,geonames:699751,,,en,offical,,,,,", "TP001", "unknown kind 'offical'"),
        ("X,my:x,48.5,200,en,object,UA,,,,", "TP001", "lon 200 is not between"),
    ],
)
def test_a_bad_row(row: str, code: str, words: str, base: Gazetteer, tmp_path: Path) -> None:
    finding = only(check(tmp_path, base, "Nuyork,geonames:699751,,,en,garble,,,,,", row))
    assert (finding.code, finding.line) == (code, 3)
    assert words in finding.message
    assert finding.file.endswith("names.csv")


def test_layers_are_validated_by_themselves(tmp_path: Path) -> None:
    layered = Gazetteer.open(compiled(tmp_path))
    layered.overlay([{"name": "Nuyork", "id": "geonames:699751", "lang": "en"}], name="mine")
    with pytest.raises(UsageError, match="validate the file and each layer by themselves"):
        validate(layered)
    path = tmp_path / "names.csv"
    path.write_text("name,id,lang\nNuyork,geonames:699751,en\n", encoding="utf-8")
    assert validate(path, base=layered, today=TODAY).ok


def test_the_gazetteer_in_use_is_the_base(base: Gazetteer, tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("name,id,lang\nX,geonames:699751,en\nY,geonames:999999999,en\n", encoding="utf-8")
    with use(base):
        assert only(validate(path, today=TODAY)).place == "geonames:999999999"
