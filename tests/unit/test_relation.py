"""What an answer keeps of how the text lies to the place, and the point that it means."""

from __future__ import annotations

import json

import pytest

import toponyms
from toponyms.geo.distance import bearing_deg, distance_km
from toponyms.types import RELATIONS


@pytest.mark.parametrize(
    ("text", "kind", "km", "bearing"),
    [
        ("near Chasiv Yar", "near", None, None),
        ("outskirts of Chasiv Yar", "outskirts", None, None),
        ("the eastern part of Chasiv Yar", "part", None, None),
        ("south-west of Chasiv Yar", "direction", None, 225.0),
        ("5 km north of Chasiv Yar", "distance", 5.0, 0.0),
        ("7 km from Chasiv Yar", "distance", 7.0, None),
        ("Kharkiv railway station", "site", None, None),
    ],
)
def test_relation(text: str, kind: str, km: float | None, bearing: float | None) -> None:
    relation = toponyms.resolve(text).relation
    assert relation == toponyms.Relation(kind, km, bearing, ())
    assert kind in RELATIONS


def test_a_plain_name_has_none() -> None:
    for text in ("Chasiv Yar", "town of Chasiv Yar", "Chasiv Yar, Donetsk Oblast", "Verbove near Orikhiv", "qwxzzk"):
        answer = toponyms.resolve(text)
        assert (answer.relation, answer.offset) == (None, None), text


@pytest.mark.parametrize(
    "text", ["between Chasiv Yar and Bakhmut", "Chasiv Yar \u2013 Bakhmut area", "Robotyne-Verbove area"]
)
def test_between_has_the_other_place(text: str) -> None:
    relation = toponyms.resolve(text).relation
    assert relation is not None
    assert relation.kind == "between"
    assert [place.name for place in relation.places] == [("Bakhmut" if "Bakhmut" in text else "Verbove")]


def test_offset_lies_so_far_in_that_direction() -> None:
    answer = toponyms.resolve("12 km south-east of Chasiv Yar")
    place, offset = answer.place, answer.offset
    assert place is not None
    assert offset is not None
    assert distance_km(place.lat, place.lon, *offset) == pytest.approx(12.0)
    assert bearing_deg(place.lat, place.lon, *offset) == pytest.approx(135.0)


def test_offset_needs_distance_direction_and_an_answer() -> None:
    assert toponyms.resolve("north of Chasiv Yar").offset is None
    assert toponyms.resolve("5 km from Chasiv Yar").offset is None
    assert toponyms.resolve("5 km north of Chasiv Yar", min_confidence=1.0).offset is None


def test_views_show_it() -> None:
    answer = toponyms.resolve("5 km north of Chasiv Yar")
    values = json.loads(json.dumps(answer.to_dict()))
    assert values["relation"] == {"kind": "distance", "distance_km": 5.0, "bearing": 0.0, "places": []}
    assert values["offset"] == pytest.approx(list(answer.offset or ()))
    assert "5 km, bearing 0\u00b0" in answer.explain()


def test_a_district_that_does_not_hold_it_is_noted() -> None:
    answer = toponyms.resolve("Chasiv Yar, Volnovakha district, Donetsk region")
    assert answer.place is not None
    assert answer.place.name == "Chasiv Yar"
    assert any("Volnovakha district" in note for note in answer.notes)


def test_other_places_are_noted() -> None:
    assert any("Niu-York" in note for note in toponyms.resolve("Toretsk and Niu-York").notes)
