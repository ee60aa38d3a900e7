"""Units by the spelling of their town, and adjectives in Latin letters."""

from __future__ import annotations

import pytest

import toponyms


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Bogodukhov raion", "geonames:711892"),
        ("Dnipro oblast", "geonames:709929"),
        ("Ахтырский район", "geonames:713748"),
        ("Новгород-Северский район", "geonames:9806345"),
    ],
)
def test_a_unit_is_found_by_the_spelling_of_its_town(text: str, place: str) -> None:
    found = toponyms.resolve(text).place
    assert found is not None
    assert found.id == place, found


def test_an_adjective_in_latin_letters_is_the_unit_where_no_preposition_governs_it() -> None:
    assert toponyms.resolve("Donetska").place == toponyms.place("geonames:709716")
    assert toponyms.resolve("near Donetska").place == toponyms.place("geonames:709717")
    assert toponyms.resolve("z Luhanska").place == toponyms.place("geonames:702658")


def test_a_town_without_such_a_unit_stays_the_town() -> None:
    found = toponyms.resolve("Minska").place
    assert found is not None
    assert found.kind == "settlement"
    assert toponyms.resolve("Khmelnytskyi").place == toponyms.place("geonames:706369")


def test_a_column_of_units_ends_with_a_unit() -> None:
    found = toponyms.resolve("Kharkivska > Kupianskyi > Dvorichanska").place
    assert found is not None
    assert (found.kind, found.admin_level) == ("admin", 3)
    assert toponyms.resolve("Blahovichtchenske", within="Kirovohrad Oblast").place == toponyms.place("geonames:690713")
