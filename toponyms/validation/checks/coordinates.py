"""Coordinates: in range, not swapped, in the right country, in or near the unit that the place belongs to."""

from __future__ import annotations

from collections import defaultdict
from math import cos, radians
from typing import TYPE_CHECKING

from toponyms.geo.distance import KM_PER_DEGREE, distance_km
from toponyms.validation.model import Check, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toponyms.validation.records import Record
    from toponyms.validation.state import Line, State

AREAS = ("country", "water", "region", "relief", "claimed")
"""Kinds that reach over borders: their point may lie outside of what they belong to."""


def out_of_range(state: State) -> Iterator[Fault]:
    """What reading found."""
    yield from state.told["TP201"]


def astray(record: Record, state: State) -> str:
    """Code of the check that a position fails by itself, "" where it may be right.

    A position fails one of them only: 0, 0 is not also far from its country.
    """
    if not record.position_kind:
        return ""
    if not (abs(record.lat) <= 90 and abs(record.lon) <= 180):
        return "TP201"
    if not record.lat and not record.lon:
        return "TP202"
    boxes = [box for claim in record.countries for box in state.facts.boxes.get(claim.value, ())]
    if not boxes or record.kind in AREAS:
        return ""
    margin = state.limit("country_margin_km") + record.uncertainty
    if inside(record.lat, record.lon, boxes, margin):
        return ""
    return "TP203" if inside(record.lon, record.lat, boxes, 0.0) else "TP204"


def inside(lat: float, lon: float, boxes: list[tuple[float, float, float, float]], margin_km: float) -> bool:
    """Whether a point lies in one of these boxes, or at most so far from it."""
    if abs(lat) > 90:
        return False
    high = margin_km / KM_PER_DEGREE
    wide = high / max(cos(radians(lat)), 0.01)
    return any(
        south - high <= lat <= north + high and west - wide <= lon <= east + wide for west, south, east, north in boxes
    )


def at_zero(record: Record, state: State) -> Iterator[Fault]:
    """Points at 0, 0."""
    if state.places[record.id].astray == "TP202":
        yield record.fault(record.positions[0], "the position is 0, 0")


def swapped(record: Record, state: State) -> Iterator[Fault]:
    """Points that are right with latitude and longitude exchanged."""
    if state.places[record.id].astray == "TP203":
        message = f"{record.lat}, {record.lon} is outside of {_countries(record)}; {record.lon}, {record.lat} is inside"
        yield record.fault(record.positions[0], message)


def other_country(record: Record, state: State) -> Iterator[Fault]:
    """Points outside of every country that the place lies in."""
    if state.places[record.id].astray == "TP204":
        message = f"{record.lat}, {record.lon} is outside of {_countries(record)}"
        yield record.fault(record.positions[0], message)


def _countries(record: Record) -> str:
    return " and ".join(dict.fromkeys(claim.value for claim in record.countries))


def outside_polygon(state: State) -> Iterator[Fault]:
    """Settlements outside of the polygon of the smallest unit around them that has one."""
    polygons = state.polygons
    assert polygons is not None
    margin = state.limit("polygon_margin_km")
    for line in state.places.values():
        if line.kind not in ("settlement", "part") or line.position_kind != "mapped" or line.astray:
            continue
        for unit in state.chain(line.id):
            shape = polygons.of(unit)
            if shape is not None:
                km = polygons.km_outside(shape, line.lat, line.lon)
                if km > margin:
                    yield line.fault(f"{line.lat}, {line.lon} lies {km:.1f} km outside of {unit.official} ({unit.id})")
                break


def far_from_parent(state: State) -> Iterator[Fault]:
    """Places that lie farther from the middle of what they belong to than such a unit reaches."""
    for line in state.places.values():
        if line.astray or not line.position_kind or line.kind in AREAS:
            continue
        parent = state.places.get(line.parent)
        if parent is None or parent.astray or not parent.position_kind:
            continue
        if state.limit("parents_only_ukraine") and parent.country != "UA":
            continue
        reach = state.config.limits.get(
            f"parent_km_{parent.kind}_{parent.level}" if parent.level else f"parent_km_{parent.kind}"
        )
        if reach is None:
            continue
        km = distance_km(line.lat, line.lon, parent.lat, parent.lon)
        if km > reach + (line.uncertainty if line.position_kind == "estimate" else 0.0):
            yield line.fault(
                f"lies {km:.0f} km from the middle of {parent.official} ({parent.id}), which reaches {reach:.0f} km"
            )


def outside_extent(record: Record, state: State) -> Iterator[Fault]:
    """Places whose own point lies outside of the extent that is claimed for them."""
    for claim in record.extents:
        try:
            west, south, east, north = map(float, claim.value.split())
        except ValueError:
            continue
        if south > north:
            yield record.fault(claim, f"south {south} is north of north {north}")
        elif record.position_kind and not state.places[record.id].astray:
            boxes = (
                [(west, south, east, north)]
                if west <= east
                else [(west, south, 180.0, north), (-180.0, south, east, north)]
            )
            if not inside(record.lat, record.lon, boxes, record.uncertainty if record.kind != "admin" else 2.0):
                yield record.fault(
                    claim, f"the position {record.lat}, {record.lon} is outside of the extent {claim.value}"
                )


def bold_estimate(record: Record, state: State) -> Iterator[Fault]:
    """Estimates of settlements that claim to be more precise than estimates are; a city's district is in the city."""
    least = state.limit("estimate_uncertainty_km")
    for claim in record.positions[:1]:
        if record.kind == "settlement" and claim.kind == "estimate" and record.uncertainty < least:
            yield record.fault(
                claim, f"an estimate within {record.uncertainty:g} km; estimates are {least:g} km off and more"
            )


def same_point(state: State) -> Iterator[Fault]:
    """Settlements of different names on the very same point."""
    points: defaultdict[tuple[float, float], list[Line]] = defaultdict(list)
    for line in state.places.values():
        if line.kind == "settlement" and line.position_kind == "mapped" and not line.ended and not line.astray:
            points[line.lat, line.lon].append(line)
    for lines in points.values():
        first = lines[0]
        for line in lines[1:]:
            if line.official.casefold() != first.official.casefold():
                yield line.fault(f"stands on the very point of {first.official} ({first.id})")


CHECKS = (
    Check(
        "TP201",
        "out-of-range",
        "error",
        "A latitude is beyond 90 or a longitude beyond 180 degrees.",
        "There is no such point; the compiler stops at it.",
        whole=out_of_range,
    ),
    Check(
        "TP202",
        "null-island",
        "error",
        "A position is 0, 0.",
        "A missing position that became a number; no place of a gazetteer lies there.",
        place=at_zero,
    ),
    Check(
        "TP203",
        "swapped",
        "error",
        "Latitude and longitude are exchanged.",
        "The point is outside of the place's countries, and inside when it is read the other way round.",
        place=swapped,
    ),
    Check(
        "TP204",
        "other-country",
        "error",
        "A position lies outside of every country that the place is in.",
        "The point is a homonym's, or a country is missing. Boxes around the parts of countries decide, with a margin.",
        place=other_country,
    ),
    Check(
        "TP205",
        "outside-unit",
        "error",
        "A settlement lies outside of the polygon of its unit.",
        "It was joined with a homonym of the next unit. The smallest unit with a polygon decides.",
        whole=outside_polygon,
        needs="polygons",
    ),
    Check(
        "TP206",
        "far-from-unit",
        "warning",
        "A place lies farther from the middle of its unit than such a unit reaches.",
        "Where there are no polygons this finds the gross mistakes. The middle may be the one that is wrong.",
        whole=far_from_parent,
    ),
    Check(
        "TP207",
        "bad-extent",
        "error",
        "An extent is upside down, or does not hold the place's own point.",
        "Searches by extent would miss the place.",
        place=outside_extent,
    ),
    Check(
        "TP208",
        "bold-estimate",
        "error",
        "The estimated position of a settlement claims to be more precise than estimates are.",
        "Whoever filters by uncertainty_km would take a guess for a position.",
        place=bold_estimate,
    ),
    Check(
        "TP209",
        "same-point",
        "warning",
        "Two settlements of different names stand on the very same point.",
        "One of them has a point that was copied, such as its council's; or both are names of one place.",
        whole=same_point,
    ),
)
