"""How others write a place."""

from __future__ import annotations

import pytest

import toponyms


@pytest.fixture(scope="module")
def town() -> toponyms.Place:
    return toponyms.place("geonames:710915")


def test_variants_say_what_they_come_from(town: toponyms.Place) -> None:
    found = toponyms.variants(town, languages=["de", "lt"])
    assert [(one.text, one.language, one.table, one.name.text) for one in found] == [
        ("Tschassiw Jar", "de", "", "Tschassiw Jar"),
        ("Tschassow Jar", "de", "press-deu-rus", "Часов Яр"),
        ("Časiv Jaras", "lt", "", "Časiv Jaras"),
        ("Časivas Jaras", "lt", "press-lit-ukr", "Часів Яр"),
        ("Časovas Jaras", "lt", "press-lit-rus", "Часов Яр"),
    ]
    assert all(one.name in town.names for one in found)


def test_stored_names_come_first_and_keep_their_source() -> None:
    found = toponyms.variants("iso:UA", languages=["lt"])
    assert (found[0].text, found[0].table, found[0].name.language) == ("Ukraina", "", "lt")
    assert [one.table for one in found[1:]].count("") == 0


def test_no_variant_stands_twice_in_a_language(town: toponyms.Place) -> None:
    found = [(one.text, one.language) for one in toponyms.variants(town)]
    assert len(found) == len(set(found)) > 40


def test_every_variant_leads_back_to_the_place(town: toponyms.Place) -> None:
    for variant in toponyms.variants(town):
        assert toponyms.resolve(variant.text, country="UA").candidates[0].place.id == town.id, variant


def test_a_place_without_a_cyrillic_name_has_the_names_of_its_sources_only() -> None:
    place = next(
        one for one in map(toponyms.place, ("geonames:5101873", "geonames:5128581", "geonames:4930956")) if one
    )
    cyrillic = {name.language for name in place.names} & {"uk", "ru"}
    tables = {one.table for one in toponyms.variants(place, languages=["it"])}
    assert bool(tables - {""}) == bool(cyrillic)


def test_an_id_will_do_and_an_unknown_one_is_refused() -> None:
    assert toponyms.variants("geonames:710915", ["pl"])[0].text == "Czasiw Jar"
    with pytest.raises(toponyms.UnknownPlace):
        toponyms.variants("geonames:0", ["pl"])
    with pytest.raises(toponyms.UsageError):
        toponyms.variants("geonames:710915", ["xx"])
