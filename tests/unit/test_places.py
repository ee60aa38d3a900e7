"""The nearest places, against measuring the distance to every one of them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.tiny import open_tiny
from toponyms import Gazetteer, Place, UsageError
from toponyms.geo.distance import distance_km
from toponyms.index.format import GRID_COLUMNS, GRID_DEGREES, grid_cell
from toponyms.places import _ring, _ring_distance
from toponyms.types import PLACE_KINDS, POSITION_KINDS

LATS, LONS = st.floats(-90, 90), st.floats(-180, 180)
TINY = open_tiny()
MAPPED = [place for place in TINY if place.position_kind != "estimate"]
"""What can be nearest: an estimated position says nothing about distances."""


def slow(lat: float, lon: float, places: list[Place]) -> list[tuple[float, str]]:
    """Distance and id of every place, nearest first."""
    return sorted((distance_km(lat, lon, place.lat, place.lon), place.id) for place in places)


@given(lat=LATS, lon=LONS, limit=st.integers(1, 6))
@example(lat=90.0, lon=0.0, limit=5)
@example(lat=-90.0, lon=180.0, limit=5)
@example(lat=-17.0, lon=180.0, limit=2)
@example(lat=-17.0, lon=-179.99, limit=2)
@example(lat=0.0, lon=0.0, limit=6)
def test_the_nearest_are_what_a_scan_finds(lat: float, lon: float, limit: int) -> None:
    found = TINY.nearest(lat, lon, limit=limit)
    expected = slow(lat, lon, MAPPED)[:limit]
    assert [km for _, km in found] == pytest.approx([km for km, _ in expected])
    assert len({place.id for place, _ in found}) == limit
    for place, km in found:
        assert distance_km(lat, lon, place.lat, place.lon) == pytest.approx(km)


@given(lat=st.floats(43, 53), lon=st.floats(21, 41), max_km=st.floats(0, 600))
def test_nothing_is_farther_than_asked_for(lat: float, lon: float, max_km: float) -> None:
    found = TINY.nearest(lat, lon, limit=100, max_km=max_km)
    assert len(found) == sum(km <= max_km for km, _ in slow(lat, lon, MAPPED))
    assert all(km <= max_km for _, km in found)


@given(lat=LATS, lon=LONS)
@example(lat=48.5, lon=38.0)
def test_kind_and_country_are_constraints(lat: float, lon: float) -> None:
    settlements = [place for place in MAPPED if place.kind == "settlement"]
    ((place, km),) = TINY.nearest(lat, lon, kind="settlement")
    assert km == pytest.approx(slow(lat, lon, settlements)[0][0])
    assert place.kind == "settlement"
    fiji = [place for place in settlements if place.country == "FJ"]
    found = TINY.nearest(lat, lon, kind="settlement", country="FJ", limit=9)
    assert [km for _, km in found] == pytest.approx([km for km, _ in slow(lat, lon, fiji)])


def test_across_the_antimeridian_is_near() -> None:
    ((place, km),) = TINY.nearest(-16.5, 179.9, kind="settlement")
    assert (place.name, km < 30) == ("Taveuni", True)


def test_an_estimated_position_is_never_the_nearest() -> None:
    estimate = TINY.place("katottg:UA14020110070099999")
    assert estimate.id not in {place.id for place, _ in TINY.nearest(estimate.lat, estimate.lon, limit=100)}


def test_who_asks_for_more_than_there_is_gets_all() -> None:
    assert len(TINY.nearest(48.5, 38.0, limit=1000)) == len(MAPPED)
    assert TINY.nearest(48.5, 38.0, kind="water", country="FJ") == ()


@pytest.mark.parametrize("point", [(91, 0), (0, -181), ("a", 0), (None, None), (float("nan"), 0)])
def test_a_point_that_is_none(point: tuple[float, float]) -> None:
    with pytest.raises(UsageError):
        TINY.nearest(*point)


@pytest.mark.parametrize(
    "arguments",
    [
        {"kind": "village"},
        {"country": "Ruritania"},
        {"limit": 0},
        {"limit": -1},
        {"limit": "2"},
        {"max_km": -1},
        {"max_km": "5"},
        {"max_km": float("nan")},
    ],
)
def test_an_argument_that_means_nothing(arguments: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        TINY.nearest(48.5, 38.0, **arguments)  # type: ignore[arg-type]


def test_rings_cover_the_grid_once() -> None:
    rows = int(180 / GRID_DEGREES)
    for row, column in ((0, 0), (rows - 1, GRID_COLUMNS - 1), (277, 435)):
        seen: set[int] = set()
        for ring in range(12):
            cells = _ring(row, column, ring)
            assert len(set(cells)) == len(cells)
            assert seen.isdisjoint(cells), "a place would be found twice"
            seen.update(cells)
        near = {
            at * GRID_COLUMNS + (column + step) % GRID_COLUMNS
            for at in range(max(0, row - 11), min(rows, row + 12))
            for step in range(-11, 12)
        }
        assert seen == near


@given(lat=LATS, lon=LONS, other_lat=LATS, other_lon=LONS, ring=st.integers(0, 30))
def test_what_lies_outside_the_rings_is_as_far_as_promised(
    lat: float, lon: float, other_lat: float, other_lon: float, ring: int
) -> None:
    row, column = divmod(grid_cell(lat, lon), GRID_COLUMNS)
    other_row, other_column = divmod(grid_cell(other_lat, other_lon), GRID_COLUMNS)
    columns = abs(column - other_column)
    steps = max(abs(row - other_row), min(columns, GRID_COLUMNS - columns))
    if steps > ring:
        assert distance_km(lat, lon, other_lat, other_lon) >= _ring_distance(lat, ring) - 1e-6


def test_the_real_gazetteer_agrees_with_a_scan(gazetteer: Gazetteer) -> None:
    index, estimate = gazetteer._index, POSITION_KINDS.index("estimate")
    settlement = PLACE_KINDS.index("settlement")
    kinds, positions = index.place_kind.tolist(), index["place.position"].tolist()
    places = [
        (lat / 1e5, lon / 1e5)
        for lat, lon, kind, position in zip(index.place_lat, index.place_lon, kinds, positions, strict=True)
        if kind >> 4 == settlement and position != estimate
    ]
    for lat, lon in [
        (48.5, 37.9),
        (50.45, 30.52),
        (44.9, 34.1),
        (52.0, 20.0),
        (-33.9, 151.2),
        (64.0, -150.0),
        (0.0, -25.0),
    ]:
        # a degree of latitude is 111 km: what is farther north or south than the nearest found cannot be nearer
        ((_, km),) = gazetteer.nearest(lat, lon, kind="settlement")
        near = [place for place in places if abs(place[0] - lat) * 111 <= km + 1]
        assert km == pytest.approx(min(distance_km(lat, lon, *place) for place in near))
