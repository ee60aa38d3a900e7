"""A gazetteer from a country's dump of GeoNames alone."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from toponyms import BuildError, Gazetteer
from toponyms.build.dump import compile_dump

DATA = Path(__file__).parents[2] / "data" / "dump"


@pytest.fixture(scope="module")
def ruritania(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    path = tmp_path_factory.mktemp("dump") / "xr.gaz"
    compile_dump(DATA / "XR.txt", path, names=DATA / "XR-names.txt")
    return Gazetteer.open(path, verify=True)


def test_every_kind_that_is_kept_is_there(ruritania: Gazetteer) -> None:
    assert {(place.id, place.kind, place.admin_level) for place in ruritania} == {
        ("geonames:1", "country", 0),
        ("geonames:2", "admin", 1),
        ("geonames:3", "admin", 1),
        ("geonames:4", "admin", 2),
        ("geonames:5", "admin", 2),
        ("geonames:6", "settlement", 0),
        ("geonames:7", "settlement", 0),
        ("geonames:8", "settlement", 0),
        ("geonames:9", "settlement", 0),
        ("geonames:10", "settlement", 0),
        ("geonames:12", "water", 0),
    }
    assert ruritania.meta["scope"] == "XR"
    assert ruritania.data_version.startswith("XR@")
    assert "GeoNames" in ruritania.meta["attribution"]


def test_the_hierarchy_follows_the_codes(ruritania: Gazetteer) -> None:
    def parents(identifier: str) -> list[str]:
        return [parent.name for parent in ruritania.place(identifier).parents]

    assert parents("geonames:7") == ["Zenda District", "Hentzau Province", "Ruritania"]
    assert parents("geonames:10") == ["Hentzau Province", "Ruritania"], "it says no second level"
    assert parents("geonames:5") == ["Hentzau Province", "Ruritania"], "a former unit holds nothing, and lies somewhere"
    assert parents("geonames:12") == ["Ruritania"]
    assert parents("iso:XR") == []


def test_it_resolves_as_every_gazetteer_does(ruritania: Gazetteer) -> None:
    for text, hints, place in (
        ("Штрельзау", {}, "geonames:6"),
        ("Strelzaw", {}, "geonames:6"),
        ("Hofbau, Zenda district", {}, "geonames:8"),
        ("Hofbau", {"within": "Strelsau Province"}, "geonames:9"),
        ("Tarlenheimm", {"country": "XR"}, "geonames:10"),
        ("Hentzau Province", {}, "geonames:3"),
    ):
        found = ruritania.resolve(text, min_confidence=0, **hints)  # type: ignore[arg-type]
        assert found.candidates, text
        assert found.candidates[0].place.id == place, text
    assert ruritania.resolve("Kyiv").status == "unknown"


def test_names_of_the_second_table_have_language_and_dates(ruritania: Gazetteer) -> None:
    names = {name.text: name for name in ruritania.place("geonames:6").names}
    assert names["Стрельсау"].language == "uk"
    assert (names["Königsburg"].kind, names["Königsburg"].valid_from, names["Königsburg"].valid_to) == (
        "former", "1780", "1866",
    )  # fmt: skip
    assert not any("http" in name.text for place in ruritania for name in place.names)


def test_a_zip_is_the_same(ruritania: Gazetteer, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "XR.zip", "w") as archive:
        archive.write(DATA / "XR.txt", "XR.txt")
    compile_dump(tmp_path / "XR.zip", tmp_path / "zip.gaz", names=DATA / "XR-names.txt")
    assert {place.id: place.lat for place in Gazetteer.open(tmp_path / "zip.gaz")} == {
        place.id: place.lat for place in ruritania
    }


def test_the_same_files_give_the_same_bytes(ruritania: Gazetteer, tmp_path: Path) -> None:
    compile_dump(DATA / "XR.txt", tmp_path / "again.gaz", names=DATA / "XR-names.txt")
    assert (tmp_path / "again.gaz").read_bytes() == Path(ruritania.path).read_bytes()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, r"cannot be read"),
        ("", "has no place"),
        ("1\ta\n", "line 1: 2 columns where GeoNames has 19"),
        ("\t".join(["1", "a", "a", "", "north", *[""] * 14]) + "\n", "line 1: could not convert"),
    ],
)
def test_what_is_no_dump(text: str | None, message: str, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(BuildError, match=message):
        compile_dump(path, tmp_path / "x.gaz")
    assert not (tmp_path / "x.gaz").exists()


def test_over_another_gazetteer(ruritania: Gazetteer) -> None:
    from tests.tiny import tiny_path

    both = Gazetteer.open(tiny_path(), layers=[ruritania.path])
    assert both.resolve("Zenda").candidates[0].place.id == "geonames:7"
    assert both.resolve("Nyok", country="UA").candidates[0].place.id == "geonames:699751"
    assert both.resolve("Zenda").candidates[0].provenance == "layer xr.gaz"
    assert len(both) == len(ruritania) + len(Gazetteer.open(tiny_path()))
