"""`checks.toml` and `waivers.toml`: what they do, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.validation.conftest import changed, write
from toponyms import UsageError, validate

WAIVER = '[[waiver]]\ncode = "TP508"\nplace = "geonames:709354"\nreason = "known"\nexpires = 2030-01-01\n'
BROKEN = changed("\tToretsk\t", "\tTorets'k\t")


def checks(path: Path, text: str) -> None:
    (path.parent / "checks.toml").write_text(text, encoding="utf-8")


def test_select_and_ignore(tmp_path: Path) -> None:
    path = write(tmp_path, BROKEN)
    assert validate(path, select=["TP508"]).ran == ("TP508",)
    assert validate(path, select=["TP5"], ignore=["not-kmu-2010"]).ok
    checks(path, 'ignore = ["TP508"]\n')
    assert validate(path).ok


def test_severity_and_limits(tmp_path: Path) -> None:
    path = write(tmp_path, BROKEN)
    checks(path, '[severity]\nTP508 = "warning"\n[limits]\nestimate_uncertainty_km = 20\n')
    report = validate(path)
    assert [(finding.code, finding.severity) for finding in report] == [("TP208", "error"), ("TP508", "warning")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("selct = []", "'selct' is no key of this file. Did you mean select"),
        ('select = "TP5"', "must be a list of codes"),
        ('ignore = ["TP99"]', "no check begins with 'TP99'"),
        ('[severity]\nTP508 = "fatal"', "must be one of error, warning, info"),
        ('[severity]\nTP999 = "error"', "there is no check 'TP999'"),
        ("[limits]\nmoved = 1", "there is no limit 'moved'. Did you mean moved_km"),
        ("[limits]\nmoved_km = true", "must be a number"),
        ("[[total]]\ncount = 3", "a total needs what"),
        ("severity = 3", "severity must be a table"),
        ("total = 3", "totals are"),
        ("= 3", "checks.toml: "),
    ],
)
def test_mistakes_of_checks_toml(text: str, message: str, tmp_path: Path) -> None:
    path = write(tmp_path)
    checks(path, text)
    with pytest.raises(UsageError, match=message):
        validate(path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (WAIVER.replace("code", "cod"), "'cod' is no key of a waiver. Did you mean code"),
        (WAIVER.replace("TP508", "TP5"), "code must be that of a check"),
        (WAIVER.replace("TP508", "TP999"), "there is no check 'TP999'"),
        (WAIVER.replace('"known"', '" "'), "a waiver says its reason"),
        (WAIVER.replace("2030-01-01", '"2030-01-01"'), "expires must be a day without quotes"),
        (WAIVER.replace('place = "geonames:709354"\n', ""), "say what is waived"),
        ("waivers = []", "nothing else stands in this file"),
        ("[[waiver", "waivers.toml: "),
    ],
)
def test_mistakes_of_waivers_toml(text: str, message: str, tmp_path: Path) -> None:
    path = write(tmp_path)
    (path.parent / "waivers.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        validate(path)


@pytest.mark.parametrize(
    "narrower",
    ['place = ["geonames:1", "geonames:709354"]', 'message = "Torets\'k"', 'file = "ua.tsv"', 'source = "tiny"'],
)
def test_what_a_waiver_may_name(narrower: str, tmp_path: Path) -> None:
    path = write(tmp_path, BROKEN)
    waivers = path.parent / "waivers.toml"
    waivers.write_text(WAIVER.replace('place = "geonames:709354"', narrower), encoding="utf-8")
    assert validate(path).ok
    waivers.write_text(
        WAIVER.replace('place = "geonames:709354"', narrower[:-2] + "zz" + narrower[-2:]), encoding="utf-8"
    )
    assert not validate(path).ok


def test_a_given_file_must_be_there(tmp_path: Path) -> None:
    path = write(tmp_path)
    for option in ("config", "waivers", "sources", "golden", "polygons"):
        with pytest.raises(UsageError, match="cannot be read"):
            validate(path, **{option: tmp_path / "none"})  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="there is no folder"):
        validate(path, seeds=tmp_path / "none")


def test_what_cannot_be_validated(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no"):
        validate(tmp_path / "none.gaz")
    with pytest.raises(UsageError, match="holds no tables of claims"):
        validate(tmp_path)
