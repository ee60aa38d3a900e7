"""Names of first-level units from the CLDR: reading them, telling which unit a code is, what is written down."""

from __future__ import annotations

from pathlib import Path

import pytest

from toponyms.build.first_level import Place, city_claims, join, territory_claims, unit_claims
from toponyms.build.readers import subdivisions
from toponyms.errors import BuildError
from toponyms.index.keys import KeyRules

KEYS = KeyRules.load()

SUBDIVISIONS = {
    "en": {"usga": "Georgia", "uswa": "Washington", "usdc": "Washington DC", "itge": "Genoa", "it42": "Liguria"},
    "ru": {"usga": "Джорджия", "uswa": "Вашингтон²", "usdc": "Вашингтон", "itge": "Генуя", "it42": "Лигурия"},
    "pl": {"usga": "Georgia", "uswa": "Waszyngton", "usdc": "Waszyngton"},
    "de": {"usga": "Georgia (USA)", "it42": "Provinz 7"},
}
TERRITORIES = {
    "en": {"MM": "Myanmar (Burma)", "CD": "Congo (DRC)", "CG": "Republic of the Congo", "151": "Eastern Europe"},
    "pl": {"MM": "Mjanma (Birma)", "CD": "Kongo (DRK)", "CG": "Kongo", "151": "Europa Wschodnia"},
}


@pytest.fixture
def common(tmp_path: Path) -> Path:
    """A folder of the CLDR with a few names."""
    for folder, element, table in (
        ("subdivisions", "subdivision", SUBDIVISIONS),
        ("main", "territory", TERRITORIES),
    ):
        (tmp_path / folder).mkdir()
        for language in subdivisions.LANGUAGES:
            rows = "".join(
                f'<{element} type="{code}">{name}</{element}>' for code, name in table.get(language, {}).items()
            )
            (tmp_path / folder / f"{language}.xml").write_text(f"<ldml>{rows}</ldml>", encoding="utf-8")
    (tmp_path / "bcp47").mkdir()
    zone = '<type name="itrom" alias="Europe/Rome"/>'
    (tmp_path / "bcp47" / "timezone.xml").write_text(f"<ldml>{zone}</ldml>", encoding="utf-8")
    city = '<ldml><zone type="Europe/Rome"><exemplarCity>Рим</exemplarCity></zone></ldml>'
    (tmp_path / "main" / "ru.xml").write_text(city, encoding="utf-8")
    return tmp_path


def place(number: int, kind: str, country: str, *names: str, people: int = 50_000_000) -> Place:
    """A place whose first name is its heading."""
    return Place(f"geonames:{number}", kind, country, names[0], people, tuple(("und", name) for name in names))


STATES = (
    place(1, "admin:1", "US", "Washington", "Washington State"),
    place(2, "admin:1", "US", "Washington, D.C.", "District of Columbia", "Washington DC"),
    place(3, "admin:1", "US", "Georgia"),
    place(4, "admin:1", "US", "Guam"),
)


def test_marks_that_tell_two_units_apart_are_no_part_of_a_name(common: Path) -> None:
    names = subdivisions.unit_names(common)
    assert names["uswa"] == {"en": "Washington", "ru": "Вашингтон"}
    assert names["usga"]["de"] == "Georgia"


def test_a_name_of_two_units_is_left_out_and_one_with_digits_too(common: Path) -> None:
    names = subdivisions.unit_names(common)
    assert "pl" not in names["usdc"]
    assert "de" not in names["it42"]


def test_two_names_in_one_cell_are_two_unless_another_territory_has_one(common: Path) -> None:
    names = subdivisions.territory_names(common)
    assert names["MM"] == [("en", "Myanmar"), ("en", "Burma"), ("pl", "Mjanma"), ("pl", "Birma")]
    assert names["CD"] == []


def test_a_folder_that_is_no_cldr_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="folder `common`"):
        subdivisions.unit_names(tmp_path)


def test_a_code_is_the_unit_that_shares_most_names(common: Path) -> None:
    codes = {code: names for code, names in subdivisions.unit_names(common).items() if code.startswith("us")}
    joined = join(STATES, codes, KEYS)
    assert {code: unit.id for code, unit in joined.items()} == {
        "uswa": "geonames:1",
        "usdc": "geonames:2",
        "usga": "geonames:3",
    }


def test_two_units_that_fit_as_well_are_not_guessed() -> None:
    twins = [place(1, "admin:1", "AA", "North", "East"), place(2, "admin:1", "AA", "South", "East")]
    assert join(twins, {"aa1": {"ru": "East"}}, KEYS) == {}


def test_only_new_names_become_claims_and_small_countries_none(common: Path) -> None:
    countries = [place(9, "country", "US", "United States"), place(8, "country", "IT", "Italy", people=10)]
    said: list[str] = []
    claims = unit_claims([*countries, *STATES, place(5, "admin:1", "IT", "Liguria")], common, KEYS, said.append)
    assert {(claim.place, claim.language, claim.value) for claim in claims if claim.language != "pl"} == {
        ("geonames:1", "ru", "Вашингтон"),
        ("geonames:2", "ru", "Вашингтон"),
        ("geonames:3", "ru", "Джорджия"),
    }
    assert {claim.kind for claim in claims} == {"variant"}
    assert "3 joined of 4" in said[-1]


def test_a_region_is_found_by_its_english_name(common: Path) -> None:
    region = Place("toponyms:east", "region", "", "Eastern Europe", 0, (("en", "Eastern Europe"),))
    claims = territory_claims([region, place(7, "country", "MM", "Myanmar")], common, KEYS, lambda line: None)
    assert ("toponyms:east", "Europa Wschodnia", "exonym") in {(c.place, c.value, c.kind) for c in claims}
    assert ("geonames:7", "Birma", "exonym") in {(c.place, c.value, c.kind) for c in claims}


def test_the_city_of_a_time_zone_is_the_largest_of_its_english_name(common: Path) -> None:
    cities = [place(1, "settlement", "IT", "Rome"), place(2, "settlement", "IT", "Rome", people=100_000)]
    claims = city_claims([*cities, place(3, "settlement", "US", "Rome")], common, KEYS, lambda line: None)
    assert [(claim.place, claim.language, claim.value) for claim in claims] == [("geonames:1", "ru", "Рим")]
