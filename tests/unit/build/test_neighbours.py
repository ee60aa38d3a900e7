"""Villages of the neighbours: from post offices in Russia, from Who's On First elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from toponyms.build.claims import Claim
from toponyms.build.further import Further
from toponyms.build.postal import add_offices
from toponyms.build.readers.geonames import Row, Unit
from toponyms.build.readers.postal import Office
from toponyms.build.readers.wof import Record, TaggedName
from toponyms.build.villages import add_villages

KURSK = Unit("RU.41", "Kursk Oblast", "Kursk Oblast", "1")
SUDZHA = Unit("RU.41.7", "Sudzhanskiy Rayon", "Sudzhanskiy Rayon", "7")
KORENEVO = Unit("RU.41.8", "Korenevskiy Rayon", "Korenevskiy Rayon", "8")
ALIASES = {"1": ["Курская область"]}
MIDDLE = (51.19, 35.27)


def row(number: str, name: str, lat: float, lon: float, country: str, admin1: str, admin2: str = "") -> Row:
    return Row(number, name, name, "", lat, lon, "P.PPL", country, (), admin1, admin2, "", 900)


def office(
    code: str, name: str, lat: float, lon: float, *, raion: str = "СУДЖАНСКИЙ РАЙОН", accuracy: int = 4
) -> Office:
    return Office(code, name, "Курская Область", raion, lat, lon, accuracy)


def around(count: int = 4) -> list[Office]:
    """Villages of Sudzha raion whose points are where they should be."""
    return [office(f"30{n}", f"Село-{'абвгдежз'[n]}", MIDDLE[0] + 0.02 * n, MIDDLE[1]) for n in range(count)]


def offices(*more: Office, rows: Sequence[Row] = ()) -> Further:
    firsts, seconds = {KURSK.code: KURSK}, {SUDZHA.code: SUDZHA, KORENEVO.code: KORENEVO}
    further = Further(
        firsts, seconds, lambda code: f"geonames:{(seconds.get(code) or firsts[code]).id}", {"near-ru": list(rows)}
    )
    add_offices(further, [*around(), *more], ALIASES, lambda line: None)
    return further


def values(further: Further, place: str, field: str) -> list[Claim]:
    return [claim for claim in further.places.claims[place] if claim.field == field]


def test_a_village_has_its_raion_its_name_and_a_romanized_heading() -> None:
    further = offices()
    place = "postal:RU-300"
    assert [claim.value for claim in values(further, place, "parent")] == ["geonames:7"]
    names = {(claim.language, claim.kind): claim.value for claim in values(further, place, "name")}
    assert names == {("ru", "endonym"): "Село-а", ("und", "official"): "Selo-a"}
    assert further.places.part[place] == "near-ru"


def test_a_point_in_reach_of_the_raion_is_the_village_s_own() -> None:
    (position,) = values(offices(), "postal:RU-301", "position")
    assert (position.kind, position.value) == ("mapped", "51.21 35.27 5")


@pytest.mark.parametrize(
    "one", [office("309", "Борки", 55.1, 60.2), office("309", "Борки", *MIDDLE, accuracy=1)], ids=["far", "not exact"]
)
def test_any_other_point_is_not(one: Office) -> None:
    (position,) = values(offices(one), "postal:RU-309", "position")
    assert position.kind == "estimate"
    lat, lon, km = map(float, position.value.split())
    assert (abs(lat - MIDDLE[0]) < 0.1, lon, km >= 17.0) == (True, MIDDLE[1], True)
    assert position.note == "the middle of the raion"


def test_a_shared_point_goes_to_the_nearest_raion() -> None:
    far = [office(f"31{n}", f"Хутор-{'абвг'[n]}", 51.4, 34.9 + 0.01 * n, raion="КОРЕНЕВСКИЙ РАЙОН") for n in range(4)]
    point = (51.22, 35.30)
    further = offices(
        *far, office("320", "Пушкарное", *point), office("321", "Пушкарное", *point, raion="КОРЕНЕВСКИЙ РАЙОН")
    )
    assert values(further, "postal:RU-320", "position")[0].kind == "mapped"
    assert values(further, "postal:RU-321", "position")[0].kind == "estimate"
    assert values(further, "postal:RU-321", "parent")[0].value == "geonames:8"


@pytest.mark.parametrize("name", ["Курск 19", "Брянск Мсц-1", "Уфпс Курской Области", "Pochta"])
def test_offices_are_no_places(name: str) -> None:
    assert "postal:RU-399" not in offices(office("399", name, *MIDDLE)).places


def test_a_village_of_a_raion_that_is_unknown_needs_a_point() -> None:
    assert "postal:RU-399" not in offices(office("399", "Борки", 70.0, 100.0, raion="НИКАКОЙ РАЙОН")).places


def test_what_geonames_lists_only_gets_its_name() -> None:
    further = offices(office("399", "Гоголевка", *MIDDLE), rows=[row("5", "Gogolevka", *MIDDLE, "RU", "41")])
    assert "postal:RU-399" not in further.places
    assert further.names["geonames:5"] == [("Гоголевка", "ru", "variant", "geonames-postal-ru")]
    assert further.names["geonames:7"] == [("Суджанский район", "ru", "variant", "geonames-postal-ru")]


ZHLOBIN = Unit("BY.02.8", "Zhlobinskiy Rayon", "Zhlobinskiy Rayon", "8")
GOMEL = Unit("BY.02", "Gomel Oblast", "Gomel Oblast", "2")


def record(number: int, name: str, lat: float, lon: float, geonames: str = "", source: str = "geonames") -> Record:
    names = (
        TaggedName("bel", "preferred", "Рудня"),
        TaggedName("rus", "preferred", "Рудня"),
        TaggedName("rus", "variant", "Руда"),
    )
    return Record(str(number), name, "locality", lat, lon, names, geonames, "", source, "102", "103")


def villages(*records: Record, rows: Sequence[Row] = (), taken: frozenset[str] = frozenset()) -> Further:
    units = {GOMEL.code: GOMEL, ZHLOBIN.code: ZHLOBIN}
    further = Further(
        {GOMEL.code: GOMEL}, {ZHLOBIN.code: ZHLOBIN}, lambda code: f"geonames:{units[code].id}", {"near-by": list(rows)}
    )
    region = Record("102", "Gomel", "region", 52.0, 30.0, (), "2", "", "meso", "102")
    county = Record("103", "Zhlobin", "county", 52.9, 30.0, (), "", "", "meso", "102", "103")
    add_villages(further, "BY", "wof-by", [region, county, *records], set(taken), lambda line: None)
    return further


def test_a_village_that_came_from_geonames_keeps_its_id() -> None:
    further = villages(record(1, "Rudnya", 52.9, 30.0, geonames="55"))
    assert list(further.places.claims) == ["geonames:55"]
    assert [claim.value for claim in values(further, "geonames:55", "parent")] == ["geonames:8"]
    names = {(claim.language, claim.kind): claim.value for claim in values(further, "geonames:55", "name")}
    assert names == {("und", "official"): "Rudnya", ("be", "endonym"): "Рудня", ("ru", "variant"): "Рудня"}


def test_one_that_did_not_has_its_own_id_unless_its_name_is_beside_it() -> None:
    own = record(2, "Rudnya", 52.9, 30.0, source="quattroshapes")
    assert list(villages(own).places.claims) == ["wof:2"]
    assert not villages(own, rows=[row("5", "Rudnya", 52.91, 30.01, "BY", "02")]).places.claims


def test_an_id_of_another_country_is_not_believed() -> None:
    assert not villages(record(3, "Rudnya", 52.9, 30.0, geonames="703448"), taken=frozenset({"703448"})).places.claims


def test_a_listed_place_gets_names_if_the_record_lies_there() -> None:
    listed = row("55", "Rudnya", 52.9, 30.0, "BY", "02")
    assert ("Рудня", "be", "endonym", "wof-by") in villages(record(1, "Rudnya", 52.9, 30.0, "55"), rows=[listed]).names[
        "geonames:55"
    ]
    assert not villages(record(1, "Rudnya", 53.9, 30.0, "55"), rows=[listed]).names
