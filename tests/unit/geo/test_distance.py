from __future__ import annotations

import doctest
import math

import pytest
from geopy.distance import EARTH_RADIUS, great_circle
from hypothesis import given
from hypothesis import strategies as st

from toponyms.geo import distance
from toponyms.geo.distance import (
    EARTH_RADIUS_KM,
    KM_PER_DEGREE,
    bearing_deg,
    box_around,
    box_centre,
    box_contains,
    box_of,
    boxes_meet,
    compass_point,
    distance_km,
    joined_box,
    wrap_lon,
)

lats = st.floats(-90.0, 90.0)
lons = st.floats(-180.0, 180.0)


def test_docstring_examples() -> None:
    assert doctest.testmod(distance).failed == 0


def test_radius_is_the_mean_of_the_ellipsoid() -> None:
    a, b = 6378.137, 6356.752314140  # GRS 80 half axes, km
    assert pytest.approx((2 * a + b) / 3, abs=1e-4) == EARTH_RADIUS_KM


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        ((0, 0), (0, 0), 0.0),
        ((0, 0), (1, 0), KM_PER_DEGREE),
        ((0, 0), (0, 180), math.pi * EARTH_RADIUS_KM),
        ((90, 0), (-90, 77), math.pi * EARTH_RADIUS_KM),
        ((90, 12), (90, -150), 0.0),  # at a pole every longitude is one point
        ((0, 179.5), (0, -179.5), KM_PER_DEGREE),  # over the antimeridian
        ((50.066389, -5.714722), (58.643889, -3.07), 968.9),  # Land's End, John o' Groats
    ],
)
def test_known_distances(a: tuple[float, float], b: tuple[float, float], km: float) -> None:
    assert distance_km(*a, *b) == pytest.approx(km, abs=0.1)


def test_small_distances_are_exact() -> None:
    assert distance_km(48.0, 37.0, 48.0 + 1e-7, 37.0) == pytest.approx(KM_PER_DEGREE * 1e-7, rel=1e-6)


def test_not_a_number_passes_through() -> None:
    assert math.isnan(distance_km(math.nan, 0.0, 0.0, 0.0))


@given(lats, lons, lats, lons)
def test_agrees_with_geopy(lat1: float, lon1: float, lat2: float, lon2: float) -> None:
    theirs = great_circle((lat1, lon1), (lat2, lon2)).km * EARTH_RADIUS_KM / EARTH_RADIUS
    # Within a metre: haversine and geopy's formula lose digits at opposite ends of the scale.
    assert distance_km(lat1, lon1, lat2, lon2) == pytest.approx(theirs, abs=1e-3)


@given(lats, lons, lats, lons)
def test_symmetric_and_bounded(lat1: float, lon1: float, lat2: float, lon2: float) -> None:
    there = distance_km(lat1, lon1, lat2, lon2)
    assert there == pytest.approx(distance_km(lat2, lon2, lat1, lon1), abs=1e-9)
    assert 0.0 <= there <= math.pi * EARTH_RADIUS_KM


@given(lats, lons, lats, lons, lats, lons)
def test_triangle(lat1: float, lon1: float, lat2: float, lon2: float, lat3: float, lon3: float) -> None:
    direct = distance_km(lat1, lon1, lat3, lon3)
    assert direct <= distance_km(lat1, lon1, lat2, lon2) + distance_km(lat2, lon2, lat3, lon3) + 1e-3


@pytest.mark.parametrize(
    ("a", "b", "bearing", "point"),
    [
        ((0, 0), (1, 0), 0.0, "N"),
        ((0, 0), (-1, 0), 180.0, "S"),
        ((0, 0), (0, -1), 270.0, "W"),
        ((0, 179), (0, -179), 90.0, "E"),
        ((50.4501, 30.5234), (46.4825, 30.7233), 178.0, "S"),  # Kyiv, Odesa
    ],
)
def test_bearing(a: tuple[float, float], b: tuple[float, float], bearing: float, point: str) -> None:
    assert bearing_deg(*a, *b) == pytest.approx(bearing, abs=0.1)
    assert compass_point(bearing_deg(*a, *b)) == point


@given(lats, lons, lats, lons)
def test_bearing_range(lat1: float, lon1: float, lat2: float, lon2: float) -> None:
    assert 0.0 <= bearing_deg(lat1, lon1, lat2, lon2) < 360.0


@given(lats, lons, st.floats(0.01, 5000.0), st.floats(0.0, 2 * math.pi), st.floats(0.0, 1.0))
def test_box_around_holds_the_circle(lat: float, lon: float, radius: float, angle: float, part: float) -> None:
    # A point at `part` of the radius in any direction, by the direct formula on the sphere.
    d = radius * part / EARTH_RADIUS_KM
    phi = math.radians(lat)
    sin_phi2 = math.sin(phi) * math.cos(d) + math.cos(phi) * math.sin(d) * math.cos(angle)
    lat2 = math.degrees(math.asin(max(-1.0, min(1.0, sin_phi2))))
    y = math.sin(angle) * math.sin(d) * math.cos(phi)
    lon2 = wrap_lon(lon + math.degrees(math.atan2(y, math.cos(d) - math.sin(phi) * sin_phi2)))
    slack = 1e-6 * radius + 1e-6
    assert box_contains(box_around(lat, lon, radius + slack + 0.01), lat2, lon2)


@given(st.lists(st.tuples(lats, lons), min_size=1, max_size=8))
def test_box_of_holds_its_points(points: list[tuple[float, float]]) -> None:
    box = box_of(points)
    assert box is not None
    assert all(box_contains(box, lat, lon) for lat, lon in points)
    lat, lon = box_centre(box)
    assert box_contains(box, lat, lon) or box[0] == box[2] or box[1] == box[3]


whole = st.tuples(st.integers(-90, 90), st.integers(-180, 180))


@given(st.lists(whole, min_size=1, max_size=6), st.lists(whole, min_size=1, max_size=6))
def test_a_joined_box_holds_both_and_meets_them(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> None:
    boxes = [box for box in (box_of(one), box_of(other)) if box]
    joined = joined_box(*boxes)
    assert joined == joined_box(*reversed(boxes)) or joined[0] != joined[2]
    assert all(box_contains(joined, lat, lon) for lat, lon in one + other)
    assert all(boxes_meet(joined, box) for box in boxes)


@given(st.lists(whole, min_size=1, max_size=6), whole)
def test_a_point_meets_a_box_as_it_is_in_it(points: list[tuple[int, int]], point: tuple[int, int]) -> None:
    lat, lon = point
    box = box_of(points)
    assert box is not None
    assert boxes_meet(box, (lon, lat, lon, lat)) == box_contains(box, lat, lon)
    west, south, east, north = (side * 100_000 for side in box)
    scaled = lon * 100_000, lat * 100_000, lon * 100_000, lat * 100_000
    assert boxes_meet((west, south, east, north), scaled, turn=36_000_000) == box_contains(box, lat, lon)


def test_boxes_of_the_whole_globe_meet_everything() -> None:
    assert boxes_meet((-180.0, 70.0, 180.0, 90.0), (179.0, 80.0, -179.0, 81.0))
    assert joined_box((-180.0, 70.0, 180.0, 90.0), (10.0, 60.0, 20.0, 75.0)) == (-180.0, 60.0, 180.0, 90.0)


def test_box_of_nothing() -> None:
    assert box_of([]) is None


@given(st.floats(-1000.0, 1000.0))
def test_wrap_lon(lon: float) -> None:
    wrapped = wrap_lon(lon)
    assert -180.0 <= wrapped <= 180.0
    assert math.isclose(math.cos(math.radians(wrapped)), math.cos(math.radians(lon)), abs_tol=1e-9)
