from __future__ import annotations

import socket

import pytest
from geopy.exc import GeocoderQueryError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

import toponyms
from toponyms.adapters.geopy import Toponyms

NIU_YORK = "geonames:699751"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def geocoder() -> Toponyms:
    return Toponyms(country="UA")


def test_is_a_geocoder(geocoder: Toponyms) -> None:
    assert isinstance(geocoder, Geocoder)
    with geocoder as same:
        assert same.geocode("Nyok").raw["id"] == NIU_YORK


def test_takes_what_other_geocoders_take() -> None:
    location = Toponyms(timeout=10, user_agent="newsroom").geocode("Nyok", timeout=5, exactly_one=True)
    assert location.raw["id"] == NIU_YORK


def test_location(geocoder: Toponyms) -> None:
    location = geocoder.geocode("Novgorodskoye")
    assert type(location) is Location
    assert location.address == str(location) == "Niu-York, Donetsk Oblast, Ukraine"
    place = toponyms.place(NIU_YORK)
    assert location.point == Point(place.lat, place.lon)
    assert (location.latitude, location.longitude) == (place.lat, place.lon)
    assert location.raw["ids"]["geonames"] == "699751"
    assert location.raw["status"] == "resolved"
    assert location.raw["confidence"] == toponyms.resolve("Novgorodskoye", country="UA").confidence
    assert location.raw["data_version"] == place.data_version


def test_unanswered_is_none(geocoder: Toponyms) -> None:
    assert geocoder.geocode("qwxzzk") is None
    assert geocoder.geocode("qwxzzk", exactly_one=False) is None
    assert geocoder.geocode("") is None


def test_ambiguous_is_none_unless_candidates_are_asked_for(geocoder: Toponyms) -> None:
    assert geocoder.geocode("Mykolaivka") is None
    candidates = geocoder.geocode("Mykolaivka", exactly_one=False)
    assert len(candidates) == 10
    assert [location.raw["status"] for location in candidates] == ["ambiguous"] * 10
    assert [location.raw["id"] for location in candidates] == [
        candidate.place.id for candidate in toponyms.resolve("Mykolaivka", country="UA").candidates
    ]
    assert len(geocoder.geocode("Mykolaivka", exactly_one=False, limit=3)) == 3
    assert geocoder.geocode("Mykolaivka", min_confidence=0).address.startswith("Mykolaivka, ")


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ({"city": "New York", "country": "Ukraine"}, NIU_YORK),
        ({"city": "New York", "country": "US"}, "geonames:5128581"),
        ({"city": "Zalizne", "state": "Donetsk Oblast", "country": "UA"}, "geonames:713176"),
        ({"city": "Zalizne", "county": "", "state": "Donetsk Oblast", "postalcode": "85295"}, "geonames:713176"),
        ({"state": "Donetsk Oblast"}, "geonames:709716"),
        ({"country": "Ukraine"}, "geonames:690791"),
    ],
)
def test_structured_query(query: dict[str, str], place: str) -> None:
    assert Toponyms().geocode(query).raw["id"] == place


@pytest.mark.parametrize("query", [{}, {"street": "Main"}, {"town": "Nyok"}, None, 5, ["Nyok"]])
def test_bad_query(geocoder: Toponyms, query: object) -> None:
    with pytest.raises(GeocoderQueryError, match="'city'"):
        geocoder.geocode(query)  # type: ignore[arg-type]


def test_bad_hints(geocoder: Toponyms) -> None:
    with pytest.raises(GeocoderQueryError, match="unknown country"):
        geocoder.geocode("Nyok", country="Ukrane")
    with pytest.raises(GeocoderQueryError, match="unknown kind"):
        geocoder.geocode("Nyok", kind="town")
    with pytest.raises(ValueError, match="at least 1"):
        geocoder.geocode("Nyok", exactly_one=False, limit=0)
    with pytest.raises(ValueError, match="at least 1"):
        geocoder.reverse((48.59, 37.83), exactly_one=False, limit=0)
    with pytest.raises(GeocoderQueryError, match="unknown kind"):
        geocoder.reverse((48.59, 37.83), kind="town")


def test_hints_of_the_call_win() -> None:
    geocoder = Toponyms(country="UA", within="Donetsk Oblast")
    assert geocoder.geocode("New York").raw["id"] == NIU_YORK
    assert geocoder.geocode("New York", country="US", within="New York").raw["country"] == "US"


@pytest.mark.parametrize("query", [(48.59, 37.83), [48.59, 37.83], Point(48.59, 37.83), "48.59, 37.83"])
def test_reverse(geocoder: Toponyms, query: Point) -> None:
    location = geocoder.reverse(query)
    assert location.address == "Chasiv Yar, Donetsk Oblast, Ukraine"
    assert location.raw["kind"] == "settlement"
    assert 0 <= location.raw["distance_km"] < 2


def test_reverse_lists(geocoder: Toponyms) -> None:
    near = geocoder.reverse((48.59, 37.83), exactly_one=False)
    assert len(near) == 10
    distances = [location.raw["distance_km"] for location in near]
    assert distances == sorted(distances)
    assert len(geocoder.reverse((48.59, 37.83), exactly_one=False, limit=2)) == 2
    assert geocoder.reverse((48.59, 37.83), kind="admin").raw["kind"] == "admin"


def test_near_takes_a_point() -> None:
    assert Toponyms().geocode("New York", near=Point(40.7, -74.0)).raw["id"] == "geonames:5128581"


def test_reverse_far_from_everything(geocoder: Toponyms) -> None:
    assert geocoder.reverse((-48.9, -123.4), max_km=100) is None
    assert geocoder.reverse((-48.9, -123.4), max_km=100, exactly_one=False) is None


def test_rate_limiter(geocoder: Toponyms) -> None:
    limited = RateLimiter(geocoder.geocode, min_delay_seconds=0.001)
    found = [limited(name) for name in ("Nyok", "qwxzzk", "Toletsk")]
    assert [location and location.raw["name"] for location in found] == ["Niu-York", None, "Toretsk"]


def test_another_gazetteer(gazetteer: toponyms.Gazetteer) -> None:
    assert Toponyms(toponyms.Gazetteer.open(gazetteer.path)).geocode("Nyok").raw["id"] == NIU_YORK
