"""The whole build over raw sources in small, and the reviewed tables that it reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from toponyms.build import build_snapshot
from toponyms.build.claims import Claim
from toponyms.build.readers import cldr, geonames
from toponyms.build.snapshot import iter_places
from toponyms.build.spine import headings
from toponyms.errors import BuildError

Places = dict[str, list[Claim]]


@pytest.fixture(scope="module")
def built(untouched_raw: Path, listing: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Places, list[str]]:
    """A snapshot made from the small sources without the optional packages, and what the build said."""
    said: list[str] = []
    out = tmp_path_factory.mktemp("built") / "snapshot"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cldr, "available", lambda: "")
        patch.setattr(geonames, "newer_cities", lambda: "")
        build_snapshot(untouched_raw, out, said.append, listing=listing)
    return dict(iter_places(out, ["*"])), said


@pytest.fixture
def places(built: tuple[Places, list[str]]) -> Places:
    return built[0]


@pytest.fixture
def said(built: tuple[Places, list[str]]) -> list[str]:
    return built[1]


def values(places: Places, place: str, field: str, kind: str | None = None, language: str | None = None) -> list[str]:
    return [
        claim.value
        for claim in places[place]
        if claim.field == field and not claim.lost and kind in (None, claim.kind) and language in (None, claim.language)
    ]


def test_a_joined_town_has_the_claims_of_both_sources(places: Places) -> None:
    yar = "geonames:710915"
    assert values(places, yar, "name", "official", "uk") == ["Часів Яр"]
    assert "katottg:UA14020130010015598" in values(places, yar, "id")
    assert values(places, yar, "position", "mapped") == ["48.58768 37.83409 2"]
    assert values(places, yar, "kind") == ["settlement", "settlement"]
    assert {claim.kind for claim in places[yar] if claim.field == "kind"} == {"P.PPLA3", "katottg:M"}
    assert "Chasiv Yar" in values(places, yar, "name", "variant", "und")  # the heading: the canonical name is made


def test_every_settlement_has_the_whole_chain(places: Places) -> None:
    chain, place = [], "geonames:710915"
    while parents := values(places, place, "parent"):
        (place,) = parents
        chain.append(place)
    assert chain == ["geonames:13539527", "geonames:713172", "geonames:709716", "geonames:690791"]


def test_of_two_rows_of_a_name_the_town_joins_and_the_other_is_noted(places: Places) -> None:
    assert values(places, "geonames:713174", "id") == ["katottg:UA14020010010059145"]
    assert [claim.note for claim in places["geonames:12324602"] if claim.field == "kind"] == ["doubles geonames:713174"]


def test_a_join_is_not_forced(places: Places) -> None:
    own = "katottg:UA14020130090066666"  # two rows are called Ivanivka
    assert values(places, own, "position", "estimate")
    assert float(values(places, own, "position")[0].split()[2]) >= 17
    assert not values(places, "geonames:1", "id")
    assert values(places, "geonames:1", "name", "official", "und") == ["Ivanivka"]
    assert values(places, "geonames:1", "parent") == ["geonames:713172"]


def test_a_point_of_who_s_on_first_alone_gives_the_position(places: Places) -> None:
    own = "katottg:UA14020130050055555"
    (position,) = [claim for claim in places[own] if claim.field == "position"]
    assert (position.value, position.kind, position.source) == ("48.601 37.851 2", "mapped", "wof-quattroshapes")
    assert values(places, own, "id") == ["katottg:UA14020130050055555", "wof:102"]


def test_an_estimate_says_why(places: Places) -> None:
    (position,) = [claim for claim in places["katottg:UA14020130090066666"] if claim.field == "position"]
    assert "geonames:1 geonames:2" in position.note


def test_names_of_who_s_on_first_are_checked(places: Places) -> None:
    yar = "geonames:710915"
    assert values(places, yar, "name", "exonym", "de") == ["Tschassiw Jar"]
    assert values(places, yar, "name", "exonym", "ru") == ["Часов Яр"]
    assert "Chasiv Yar Cebuano" not in values(places, yar, "name")
    assert not values(places, yar, "name", language="fi")  # spelt with a Cyrillic letter
    assert values(places, yar, "id") == ["katottg:UA14020130010015598", "wikidata:Q204222"]
    assert "Tuwinische Sprache" not in values(places, "geonames:7", "name")


def test_raions_of_before_2020_have_their_end(places: Places, said: list[str]) -> None:
    raion = "toponyms:ua-raion-14209"
    (kind,) = [claim for claim in places[raion] if claim.field == "kind"]
    assert (kind.value, kind.to) == ("admin:2", "2020-07-17")
    assert "807-IX" in kind.note
    assert values(places, raion, "parent") == ["geonames:709716"]
    assert values(places, raion, "name", "official", "uk") == ["Бахмутський район"]
    assert values(places, raion, "position", "centre")
    (since,) = [claim.from_ for claim in places["geonames:713172"] if claim.value == "Бахмутський район"]
    assert since == "2020-07-17"  # the raion of today has the same name
    assert "toponyms:ua-raion-12203" not in places
    assert any("without settlements: Апостолівський" in line for line in said)


def test_the_report_lists_every_settlement(raw: Path, listing: Path, tmp_path: Path) -> None:
    table = tmp_path / "settlements.tsv"
    build_snapshot(raw, tmp_path / "snapshot", lambda _: None, listing=listing, joins=table)
    head, *rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()]
    by_code = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert len(by_code) == 9
    yar = by_code["UA14020130010015598"]
    assert (yar["place"], yar["position"], yar["rule"]) == ("geonames:710915", "mapped", "same raion, name")
    assert (yar["oblast"], yar["raion"], yar["hromada"]) == ("Донецька", "Бахмутський", "Часовоярська")
    estimate = by_code["UA14020130090066666"]
    assert estimate["position"] == "estimate"
    assert estimate["rule"].startswith("median of Часовоярська")
    assert "geonames:1" in estimate["reason"]
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".tmp"]


def test_a_romanized_name_joins_where_there_is_no_cyrillic_one(places: Places) -> None:
    assert values(places, "geonames:7", "name", "official", "uk") == ["Богданівка"]
    assert values(places, "geonames:7", "name", "former") == ["Червоне"]


def test_former_names(places: Places) -> None:
    assert values(places, "geonames:699751", "name", "former", "uk") == ["Новгородське"]
    assert not values(places, "geonames:703448", "name", "former")


def test_units_have_english_headings(places: Places) -> None:
    assert values(places, "geonames:709716", "name", "official", "en") == ["Donetsk Oblast"]
    assert values(places, "geonames:713172", "name", "official", "en") == ["Bakhmut Raion"]
    assert values(places, "geonames:13539527", "name", "official", "en") == ["Chasovoiarska Hromada"]
    assert values(places, "geonames:13539527", "name", "official", "uk") == [
        "Часовоярська міська територіальна громада"
    ]
    assert "Chasiv Yar urban hromada" in values(places, "geonames:13539527", "name", "variant", "en")
    assert values(places, "geonames:713172", "name", "adjective", "uk") == ["Бахмутський"]


def test_a_city_of_special_status_is_a_settlement_in_a_unit(places: Places) -> None:
    assert values(places, "geonames:703448", "kind") == ["settlement", "settlement"]
    assert values(places, "geonames:703448", "parent") == ["geonames:703447"]
    assert values(places, "geonames:703447", "name", "official", "en") == ["Kyiv City"]
    assert values(places, "geonames:703447", "parent") == ["geonames:690791"]
    assert not values(places, "geonames:703447", "id")
    assert values(places, "katottg:UA80000000000126643", "parent") == ["geonames:703448"]
    assert values(places, "katottg:UA80000000000126643", "kind") == ["part"]


def test_parts_hang_on_their_town(places: Places) -> None:
    assert values(places, "geonames:13043185", "parent") == ["geonames:710915"]
    assert values(places, "geonames:13043185", "kind") == ["part"]


def test_what_is_kept_and_what_is_dropped(places: Places, said: list[str]) -> None:
    assert "geonames:6" not in places  # a hotel
    assert "geonames:4" not in places  # the station of a village
    assert values(places, "geonames:8", "kind") == ["object"]
    assert values(places, "geonames:712958", "position", "mouth")
    assert any(line.startswith("geonames-ua: read 24 rows, kept 22, dropped") for line in said)
    assert any("join: same raion, name: " in line for line in said)


def test_the_world_has_parents_and_computed_centres(places: Places) -> None:
    assert values(places, "geonames:756135", "parent") == ["geonames:858787"]
    assert values(places, "geonames:756135", "name", "official", "und") == ["Warsaw"]
    assert values(places, "geonames:858787", "position", "centre")[0].startswith("52.22977 21.01178")
    assert "Masovian Voivodeship" in values(places, "geonames:858787", "name", "variant")
    assert values(places, "geonames:520068", "parent") == ["geonames:2017370"]  # a unit that no list has: the country
    poland = next(place for place in places if "iso:PL" in values(places, place, "id"))
    assert values(places, poland, "extent") == ["17.033 51.1 21.012 52.23"]
    assert values(places, poland, "name", "official", "en") == ["Poland"]


def test_ukraine_is_not_built_twice(places: Places) -> None:
    assert "geonames:706483" not in places  # Kharkiv is in the world's list only
    assert values(places, "geonames:690791", "id") == ["iso:UA", "iso:UKR"]


def test_countries_without_settlements(places: Places, said: list[str]) -> None:
    assert any("HM" in values(places, place, "country") for place in places)  # by the table of exceptions
    assert not any("FJ" in values(places, place, "country") for place in places)
    assert any("Fiji" in line for line in said)


def test_parents_are_places(places: Places) -> None:
    for place, claims in places.items():
        for claim in claims:
            if claim.field == "parent":
                assert claim.value in places, (place, claim)
                assert claim.value != place


def test_sources_of_claims_are_listed(places: Places, listing: Path) -> None:
    from toponyms.build.sources import read_listing

    listed = read_listing(listing)
    assert {claim.source for claims in places.values() for claim in claims} <= set(listed)


def test_building_again_gives_the_same_bytes(raw: Path, listing: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        build_snapshot(raw, tmp_path / name, lambda _: None, listing=listing)
    files = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert files == sorted(path.name for path in (tmp_path / "b").iterdir())
    for name in files:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name


def test_parts_that_are_no_longer_made_are_removed(raw: Path, listing: Path, tmp_path: Path) -> None:
    out = tmp_path / "snapshot"
    out.mkdir()
    (out / "near-xx.tsv.xz").write_bytes(b"old")
    (out / "README.md").write_text("kept")
    build_snapshot(raw, out, lambda _: None, listing=listing)
    assert not (out / "near-xx.tsv.xz").exists()
    assert (out / "README.md").exists()


def test_names_with_language_are_read_where_a_user_has_them(raw: Path, listing: Path, tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(raw / "geonames" / "alternateNamesV2.zip", "w") as archive:
        rows = "1\t713174\tuk\tАртемівськ\t\t\t\t1\t19240227\t2016\n2\t756135\tde\tWarschau\t\t\t\t\t\t\n"
        archive.writestr("alternateNamesV2.txt", rows)
    build_snapshot(raw, tmp_path / "snapshot", lambda _: None, listing=listing)
    read = dict(iter_places(tmp_path / "snapshot", ["*"]))
    (former,) = [
        claim
        for claim in read["geonames:713174"]
        if (claim.value, claim.source) == ("Артемівськ", "geonames-alternates")
    ]
    assert (former.language, former.kind, former.from_, former.to) == ("uk", "former", "1924-02-27", "2016")
    assert values(read, "geonames:756135", "name", "variant", "de") == ["Warschau"]


def test_a_missing_source_stops_before_anything_is_written(raw: Path, listing: Path, tmp_path: Path) -> None:
    (raw / "geonames" / "UA.zip").unlink()
    with pytest.raises(BuildError, match=r"UA\.zip"):
        build_snapshot(raw, tmp_path / "snapshot", lambda _: None, listing=listing)
    assert not (tmp_path / "snapshot").exists()


def test_the_headings_of_ukraines_units_are_whole() -> None:
    table = headings().values()
    assert len([row for row in table if row.level == 1]) == 27
    assert len([row for row in table if row.level == 2]) == 136
    firsts = [row for row in table if row.level == 1]
    assert len({row.slug for row in firsts}) == len({row.admin1 for row in firsts}) == 27
    assert len({row.heading for row in firsts}) == 27
    for row in table:
        assert row.heading.isascii(), row
