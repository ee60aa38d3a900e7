"""Great-circle distance, bearing and bounding boxes, in pure Python.

Everything here takes and gives degrees (WGS84) and kilometres and treats the earth as a sphere: against the ellipsoid a
distance is at most 0.56 % off. A box is (west, south, east, north); one that spans the antimeridian has west > east.
Nothing is checked: not-a-number in gives not-a-number out.
"""

from __future__ import annotations

from itertools import pairwise
from math import asin, atan2, cos, degrees, radians, sin, sqrt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    Box = tuple[float, float, float, float]

EARTH_RADIUS_KM = 6371.0088
"""Mean radius (2a + b) / 3 of the GRS 80 ellipsoid: H. Moritz, Geodetic Reference System 1980, J. Geodesy 74, 2000."""

KM_PER_DEGREE = EARTH_RADIUS_KM * radians(1.0)
"""Kilometres in one degree of latitude: 111.195."""


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in km by the haversine formula, which keeps its precision at small distances.

    >>> round(distance_km(48.3335, 37.8487, 48.5956, 37.9998), 1)   # Niu-York to Bakhmut
    31.2
    """
    phi1 = radians(lat1)
    phi2 = radians(lat2)
    sin_lat = sin((phi2 - phi1) / 2.0)
    sin_lon = sin(radians(lon2 - lon1) / 2.0)
    h = sin_lat * sin_lat + cos(phi1) * cos(phi2) * sin_lon * sin_lon
    h = min(h, 1.0)  # at antipodes rounding may lift it over 1, where asin has no value
    return 2.0 * EARTH_RADIUS_KM * asin(sqrt(h))


def bearing_deg(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Initial bearing from the first point to the second, degrees clockwise from north, 0 <= bearing < 360.

    >>> bearing_deg(0.0, 0.0, 0.0, 1.0)
    90.0
    """
    phi1 = radians(lat1)
    phi2 = radians(lat2)
    d_lon = radians(lon2 - lon1)
    y = sin(d_lon) * cos(phi2)
    x = cos(phi1) * sin(phi2) - sin(phi1) * cos(phi2) * cos(d_lon)
    bearing = degrees(atan2(y, x)) % 360.0
    return bearing if bearing < 360.0 else 0.0


def destination(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """The point that lies so many km away on the great circle that leaves in a direction (degrees from north).

    >>> lat, lon = destination(0.0, 0.0, 90.0, 111.195)
    >>> round(lat, 6), round(lon, 3)
    (0.0, 1.0)

    Spherical trigonometry: sin(lat2) = sin(lat1) cos(d) + cos(lat1) sin(d) cos(bearing).
    """
    phi, theta, angle = radians(lat), radians(bearing), km / EARTH_RADIUS_KM
    sin_lat = min(1.0, max(-1.0, sin(phi) * cos(angle) + cos(phi) * sin(angle) * cos(theta)))
    across = atan2(sin(theta) * sin(angle) * cos(phi), cos(angle) - sin(phi) * sin_lat)
    return degrees(asin(sin_lat)), wrap_lon(lon + degrees(across))


def compass_point(bearing: float) -> str:
    """The eighth of the compass that a bearing lies in.

    >>> compass_point(50.0), compass_point(350.0)
    ('NE', 'N')
    """
    return ("N", "NE", "E", "SE", "S", "SW", "W", "NW")[int((bearing + 22.5) // 45.0) % 8]


def box_around(lat: float, lon: float, radius_km: float) -> Box:
    """The smallest box that holds every point within `radius_km`; all longitudes where the circle reaches a pole.

    >>> [round(side, 2) for side in box_around(48.33, 37.85, 10.0)]
    [37.71, 48.24, 37.99, 48.42]
    """
    d_lat = radius_km / KM_PER_DEGREE
    south = lat - d_lat
    north = lat + d_lat
    if south <= -90.0 or north >= 90.0:
        return -180.0, max(south, -90.0), 180.0, min(north, 90.0)
    # The circle touches its outermost meridians nearer to the pole than its centre is, hence asin, not a division.
    ratio = sin(radians(d_lat)) / cos(radians(lat))
    if ratio >= 1.0:
        return -180.0, south, 180.0, north
    d_lon = degrees(asin(ratio))
    return wrap_lon(lon - d_lon), south, wrap_lon(lon + d_lon), north


def box_of(points: Iterable[tuple[float, float]]) -> Box | None:
    """The smallest box around (lat, lon) points, over the antimeridian where that is smaller; None for no points.

    >>> box_of([(48.0, 37.0), (50.0, 36.0)])
    (36.0, 48.0, 37.0, 50.0)
    >>> box_of([(52.0, 179.0), (53.0, -178.0)])
    (179.0, 52.0, -178.0, 53.0)
    """
    lats, lons = [], []
    for lat, lon in points:
        lats.append(lat)
        lons.append(lon)
    if not lats:
        return None
    lons.sort()
    # The box spans all longitudes but the widest empty gap between neighbours, seen around the globe.
    west, east, widest = lons[0], lons[-1], lons[0] + 360.0 - lons[-1]
    for left, right in pairwise(lons):
        if right - left > widest:
            west, east, widest = right, left, right - left
    return west, min(lats), east, max(lats)


def box_contains(box: Box, lat: float, lon: float) -> bool:
    """Whether a point lies in a box, its edges included.

    >>> box_contains((179.0, 52.0, -178.0, 53.0), 52.5, -179.5)
    True
    """
    west, south, east, north = box
    if not south <= lat <= north:
        return False
    return west <= lon <= east if west <= east else lon >= west or lon <= east


def boxes_meet(one: Box, other: Box, margin: float = 0.0, *, turn: float = 360.0) -> bool:
    """Whether two boxes meet, or come as near as `margin`; both may cross the antimeridian.

    >>> boxes_meet((30.0, 46.0, 35.0, 55.0), (35.5, 50.0, 37.0, 51.0)), boxes_meet((0, 0, 1, 1), (1.5, 0, 2, 1), 0.5)
    (False, True)
    >>> boxes_meet((170.0, 50.0, -170.0, 60.0), (-175.0, 55.0, -174.0, 56.0))
    True

    turn: what goes once around the globe in the unit of the boxes, 360 for degrees.
    """
    if one[1] > other[3] + margin or other[1] > one[3] + margin:
        return False
    apart = (other[0] - one[0]) % turn
    return apart <= _width(one, turn) + margin or turn - apart <= _width(other, turn) + margin


def joined_box(one: Box, other: Box) -> Box:
    """The smallest box around two, over the antimeridian where that is smaller.

    >>> joined_box((30.0, 46.0, 35.0, 55.0), (33.0, 50.0, 37.0, 51.0))
    (30.0, 46.0, 37.0, 55.0)
    >>> joined_box((178.0, 50.0, 180.0, 52.0), (-180.0, 51.0, -177.0, 53.0))
    (178.0, 50.0, -177.0, 53.0)
    """
    south, north = min(one[1], other[1]), max(one[3], other[3])
    sides = [(west, south, east, north) for west in (one[0], other[0]) for east in (one[2], other[2])]
    around = [box for box in sides if all(_spans(box, inner) for inner in (one, other))]
    return min(around, key=_width, default=(-180.0, south, 180.0, north))


def _width(box: Box, turn: float = 360.0) -> float:
    """Degrees from the western side to the eastern one."""
    return box[2] - box[0] + (turn if box[2] < box[0] else 0.0)


def _spans(outer: Box, inner: Box) -> bool:
    """Whether the longitudes of one box, from west to east, hold those of another."""
    return (inner[0] - outer[0]) % 360.0 + _width(inner) <= _width(outer) + 1e-9


def box_centre(box: Box) -> tuple[float, float]:
    """The (lat, lon) in the middle of a box.

    >>> box_centre((179.0, 52.0, -178.0, 53.0))
    (52.5, -179.5)
    """
    west, south, east, north = box
    if east < west:
        east += 360.0
    return (south + north) / 2.0, wrap_lon((west + east) / 2.0)


def wrap_lon(lon: float) -> float:
    """A longitude brought into -180 <= lon <= 180; one that is there already stays as it is.

    >>> wrap_lon(190.0), wrap_lon(180.0)
    (-170.0, 180.0)
    """
    return lon if -180.0 <= lon <= 180.0 else (lon + 180.0) % 360.0 - 180.0
