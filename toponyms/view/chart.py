"""A small map as inline SVG, without network or tiles: a graticule, extents, how far off a position may be, points.

Everything is drawn in the colour of the text around it (`currentColor`) and one accent that stands out on light and on
dark, so that it fits either theme of a notebook.
"""

from __future__ import annotations

from html import escape
from math import cos, log10, radians

from toponyms.view.words import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toponyms.types import Place

WIDTH, HEIGHT = 340, 220
"""Pixels: as wide as a notebook's output leaves beside the table."""

ACCENT = "#e8590c"
"""Orange: contrast 3.4 on white and 5.4 on a dark grey, enough for a graphic (WCAG 2.1, 1.4.11)."""

KM_PER_DEGREE = 111.195
"""Kilometres in one degree of latitude on a sphere of mean radius."""

MIN_SPAN_DEGREES = 0.4
"""Never closer than that: without roads or houses a nearer view shows nothing."""

STEPS = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0)
"""Distances between lines of the graticule, degrees; the first that gives at most `MAX_LINES` lines is taken."""

MAX_LINES = 5

LETTER_WIDTH = 6.0
"""Pixels that a letter of the name takes, about."""


class View:
    """An equirectangular window, true to scale along its middle parallel."""

    def __init__(self, points: Iterable[tuple[float, float]], margin_degrees: float = 0.0) -> None:
        """A window around (lat, lon) points, with a margin beside the fifth that it leaves anyway."""
        known = list(points)
        self._anchor = known[0][1]
        norths = [lat for lat, _ in known]
        easts = [self._east_of_anchor(lon) for _, lon in known]
        self.lat = (min(norths) + max(norths)) / 2.0
        self._middle = (min(easts) + max(easts)) / 2.0
        self._shrink = max(cos(radians(self.lat)), 0.1)
        high = max(max(norths) - min(norths) + 2.0 * margin_degrees, MIN_SPAN_DEGREES) * 1.4
        wide = max((max(easts) - min(easts)) * self._shrink + 2.0 * margin_degrees, MIN_SPAN_DEGREES) * 1.4
        self.pixels_per_degree = min(HEIGHT / high, WIDTH / wide)

    def _east_of_anchor(self, lon: float) -> float:
        return (lon - self._anchor + 180.0) % 360.0 - 180.0

    def x(self, lon: float) -> float:
        return WIDTH / 2 + (self._east_of_anchor(lon) - self._middle) * self._shrink * self.pixels_per_degree

    def y(self, lat: float) -> float:
        return HEIGHT / 2 - (lat - self.lat) * self.pixels_per_degree

    def pixels(self, km: float) -> float:
        return km / KM_PER_DEGREE * self.pixels_per_degree

    def meridians(self) -> list[tuple[float, float]]:
        """(x, longitude) of the lines to draw."""
        degree = self._shrink * self.pixels_per_degree
        half = min(WIDTH / 2 / degree, 180.0)
        centre = self._anchor + self._middle
        return [
            (WIDTH / 2 + (lon - centre) * degree, (lon + 180.0) % 360.0 - 180.0)
            for lon in _ticks(centre - half, centre + half)
        ]

    def parallels(self) -> list[tuple[float, float]]:
        """(y, latitude) of the lines to draw."""
        half = HEIGHT / 2 / self.pixels_per_degree
        return [(self.y(lat), lat) for lat in _ticks(max(self.lat - half, -90.0), min(self.lat + half, 90.0))]


def _ticks(low: float, high: float) -> list[float]:
    step = next((step for step in STEPS if (high - low) / step <= MAX_LINES), 60.0)
    first = int(low // step) + 1
    return [number * step for number in range(first, int(high // step) + 1)]


def place_map(place: Place, others: Sequence[Place] = ()) -> str:
    """A map of a place and of those that it was weighed against, numbered from 2 in their order.

    A lone place is shown within its first-level unit where that has an extent.
    """
    frame = _context(place) if not others else None
    view = _view_of(place, others, frame)
    parts = [_graticule(view)]
    if frame is not None:
        parts.append(_extent(view, frame, "currentColor", 0.45) + _caption(view, frame))
    if place.extent:
        parts.append(_extent(view, place, ACCENT, 0.9))
    parts.append(_uncertainty(view, place))
    for number, other in reversed(list(enumerate(others, 2))):
        parts.append(_rival(view, other, number))
    parts += [_subject(view, place, others), _scale(view)]
    label = escape(f"Map: {printable(place.name)} at {place.lat:.4f}, {place.lon:.4f}")
    return (
        f'<svg role="img" aria-label="{label}" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
        ' style="color:inherit;background:none;max-width:100%;font:10px sans-serif;flex:none">'
        f'<rect x=".5" y=".5" width="{WIDTH - 1}" height="{HEIGHT - 1}" rx="4" fill="currentColor" fill-opacity=".04"'
        f' stroke="currentColor" stroke-opacity=".3"/>{"".join(parts)}</svg>'
    )


def _context(place: Place) -> Place | None:
    """The first-level unit that the place lies in, if its extent is known and wide enough to say something."""
    return next((unit for unit in place.parents if unit.admin_level == 1 and _wide(unit)), None)


def _wide(place: Place) -> bool:
    return place.extent is not None and place.extent[3] - place.extent[1] > MIN_SPAN_DEGREES


def _view_of(place: Place, others: Sequence[Place], frame: Place | None) -> View:
    points = [(place.lat, place.lon), *((other.lat, other.lon) for other in others)]
    for shown in (place, frame):
        if shown is not None and shown.extent:
            west, south, east, north = shown.extent
            points += [(south, west), (north, east)]
    return View(points, margin_degrees=place.uncertainty_km / KM_PER_DEGREE)


def _graticule(view: View) -> str:
    lines, labels = [], []
    for x, lon in view.meridians():
        lines.append(f"M{x:.1f} 0V{HEIGHT}")
        if x < WIDTH - 30:  # further right it would be cut
            labels.append(f'<text x="{x + 3:.1f}" y="11">{_degrees(lon, "E", "W")}</text>')
    for y, lat in view.parallels():
        lines.append(f"M0 {y:.1f}H{WIDTH}")
        if y > 24:  # further up it would run into the longitudes
            labels.append(f'<text x="4" y="{y - 3:.1f}">{_degrees(lat, "N", "S")}</text>')
    return (
        f'<path d="{"".join(lines)}" fill="none" stroke="currentColor" stroke-opacity=".18"/>'
        f'<g fill="currentColor" fill-opacity=".55" font-size="9">{"".join(labels)}</g>'
    )


def _degrees(value: float, positive: str, negative: str) -> str:
    shown = f"{abs(value):.2f}".rstrip("0").rstrip(".")
    return f"{shown}°{positive if value > 0 else negative if value < 0 else ''}"


def _extent(view: View, place: Place, colour: str, opacity: float) -> str:
    west, south, east, north = place.extent or (place.lon, place.lat, place.lon, place.lat)
    x, y = view.x(west), view.y(north)
    wide, high = view.x(east) - x, view.y(south) - y
    if wide <= 0 or high <= 0:  # a point, or an extent so wide that it wraps around the window
        return ""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" fill="{colour}" fill-opacity=".05"'
        f' stroke="{colour}" stroke-opacity="{opacity}" stroke-dasharray="4 3"><title>{escape(printable(place.name))}'
        "</title></rect>"
    )


def _caption(view: View, place: Place) -> str:
    """The name of the unit that frames the map, below its lower left corner."""
    west, south, _, _ = place.extent or (place.lon, place.lat, place.lon, place.lat)
    return (
        f'<text x="{view.x(west):.1f}" y="{view.y(south) + 12:.1f}" fill="currentColor" fill-opacity=".6"'
        ' font-size="9">'
        f"{escape(printable(place.name, 40))}</text>"
    )


def _uncertainty(view: View, place: Place) -> str:
    radius = view.pixels(place.uncertainty_km)
    if radius < 6:  # hidden below the dot
        return ""
    return (
        f'<circle cx="{view.x(place.lon):.1f}" cy="{view.y(place.lat):.1f}" r="{radius:.1f}" fill="{ACCENT}"'
        f' fill-opacity=".14" stroke="{ACCENT}" stroke-opacity=".5"/>'
    )


def _subject(view: View, place: Place, others: Sequence[Place]) -> str:
    """The place itself: a dot in the accent with its name beside it, on the side that has more room."""
    x, y = view.x(place.lon), view.y(place.lat)
    name = printable(place.name, 28)
    long = 9 + LETTER_WIDTH * len(name)
    # a dot whose own letter height, or whose number above it, would cross the name
    in_line = [view.x(other.lon) - x for other in others if -10 < view.y(other.lat) - y < 22]
    blocked = [max(0.0, x + long - WIDTH) + 20 * sum(0 <= offset < long for offset in in_line)]
    blocked.append(max(0.0, long - x) + 20 * sum(-long < offset < 0 for offset in in_line))
    side, anchor = (-9, "end") if blocked[1] < blocked[0] else (9, "start")
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{ACCENT}"/>'
        f'<text x="{x + side:.1f}" y="{y + 3.5:.1f}" text-anchor="{anchor}" font-weight="600" fill="currentColor">'
        f"{escape(name)}</text>"
    )


def _rival(view: View, place: Place, number: int) -> str:
    """A place that it was weighed against: a small dot with its number above, clear of the name beside the subject."""
    x, y = view.x(place.lon), view.y(place.lat)
    return (
        f'<g fill="currentColor" fill-opacity=".7"><circle cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>'
        f'<text x="{x:.1f}" y="{y - 7:.1f}" text-anchor="middle">{number}</text>'
        f"<title>{escape(printable(place.name))}</title></g>"
    )


def _scale(view: View) -> str:
    """A bar of a round number of kilometres, at most a fifth of the width."""
    limit = WIDTH / 5 / view.pixels(1.0)
    power = 10.0 ** int(log10(limit) if limit >= 1 else -1)
    km = next((digit * power for digit in (5, 2, 1) if digit * power <= limit), power)
    long = view.pixels(km)
    right, y = WIDTH - 10, HEIGHT - 9
    return (
        f'<path d="M{right - long:.1f} {y - 4}v4h{long:.1f}v-4" fill="none" stroke="currentColor" stroke-opacity=".6"/>'
        f'<text x="{right}" y="{y - 7}" text-anchor="end" fill="currentColor" fill-opacity=".6" font-size="9">'
        f"{km:g} km</text>"
    )
