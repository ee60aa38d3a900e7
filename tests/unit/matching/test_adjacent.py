"""Names side by side, without a comma between a place and what it lies in."""

from __future__ import annotations

import pytest

import toponyms


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Bakhmut Ukraine", "geonames:713174"),
        ("Bakhmut Donetsk region", "geonames:713174"),
        ("Avdiivka Donetsk Oblast Ukraine", "geonames:713122"),
        ("Липці Харківської області", "geonames:702989"),
        ("в Липцах Харьковской области", "geonames:702989"),
        ("Liptsy Kharkov oblast", "geonames:702989"),
        ("Мала Токмачка Пологівського району Запорізької області", "geonames:702153"),
        ("Velyka Pysarivka Sumy region", "geonames:690230"),
        ("Paris Texas", "geonames:4717560"),
        ("Donetsk oblast Ukraine", "geonames:709716"),
        ("New South Wales Australia", "geonames:2155400"),
        ("Терны ДНР", "geonames:691608"),
        ("Терны Донецкой Народной Республики", "geonames:691608"),
        ("Макеевка ЛНР", "geonames:702318"),
        ("у районі Тернів Донецької області", "geonames:691608"),
        ("Кисловка Харьковской области", "geonames:705753"),
    ],
)
def test_what_ends_with_a_unit_lies_in_it(text: str, place: str) -> None:
    found = toponyms.resolve(text).place
    assert found is not None
    assert found.id == place, found


@pytest.mark.parametrize(
    "text",
    [
        "Putin Russia",
        "Radio Liberty Russia",
        "Bank Georgia",
        "Donetsk Luhansk",
        "Russia Ukraine",
        "Azov Ukraine",
        "oblast Ukraine X",
        "Армия ДНР",
        "Пасечник ЛНР",
        "Жители Херсонской области",
    ],
)
def test_what_is_no_name_before_a_unit_stays_none(text: str) -> None:
    assert toponyms.resolve(text).place is None


def test_a_comma_says_the_same() -> None:
    apart, joined = toponyms.resolve("Lyptsi, Kharkiv region"), toponyms.resolve("Lyptsi Kharkiv region")
    assert (apart.place, apart.confidence) == (joined.place, joined.confidence)


def test_homonyms_beside_a_unit_are_candidates() -> None:
    found = toponyms.resolve("Берестовое Харьковской области")
    assert found.status == "ambiguous"
    assert {candidate.place.name for candidate in found.candidates} == {"Berestove"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("la ville ukrainienne de Bakhmout", "geonames:713174"),
        ("im russischen Belgorod", "geonames:578072"),
        ("nella regione russa di Kursk", "geonames:538555"),
        ("die ukrainische Stadt Charkiw", "geonames:706483"),
    ],
)
def test_the_adjective_of_a_country_says_where(text: str, place: str) -> None:
    found = toponyms.resolve(text).place
    assert found is not None
    assert found.id == place, found


@pytest.mark.parametrize(
    "text", ["le président russe", "die ukrainische Armee", "una aldea ucraniana", "Russo", "de in im", "in der Stadt"]
)
def test_such_an_adjective_without_a_place_names_none(text: str) -> None:
    assert toponyms.resolve(text).place is None


@pytest.mark.parametrize(
    "text",
    ["die polnische Stadt Charkiw", "украинский город Белгород", "rosyjskie miasto Bachmut", "la ville russe de Kiev"],
)
def test_a_town_of_another_country_is_refused(text: str) -> None:
    assert toponyms.resolve(text).place is None
