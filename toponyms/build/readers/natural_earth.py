"""Natural Earth: rivers, lakes and seas of the world at 1:10 million, as GeoJSON.

A river comes in pieces of one name, parted by reservoirs; a lake or a sea is one polygon or several. What is read is
the name, the box around it, and the points of the outline, thinned: enough to say which countries it lies in.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from toponyms.build.names import clean
from toponyms.errors import BuildError
from toponyms.geo.distance import box_of, boxes_meet, joined_box

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import Any

    from toponyms.geo.distance import Box

CODES = {
    "River": "H.STM",
    "Intermittent River": "H.STM",
    "Lake": "H.LK",
    "Alkaline Lake": "H.LK",
    "Reservoir": "H.RSV",
    "ocean": "H.OCN",
    "sea": "H.SEA",
    "gulf": "H.GULF",
    "bay": "H.BAY",
    "strait": "H.STRT",
    "channel": "H.STRT",
    "sound": "H.STRT",
    "lagoon": "H.LGN",
}
"""Classes of Natural Earth and the GeoNames codes that say the same; other classes are left out."""

EVERY_DEGREES = 0.2
"""Points of an outline that are kept lie at least this far apart, about 20 km."""

GAP_DEGREES = 1.0
"""Between two pieces of one river there is a reservoir at most."""

Point = tuple[float, float]


class Water(NamedTuple):
    """A river, a lake or a sea."""

    names: tuple[str, ...]
    """The name of the map first, then other forms."""
    code: str
    box: Box
    """West, south, east, north, degrees WGS84; west > east over the antimeridian."""
    outline: tuple[Point, ...]
    """(latitude, longitude) along it."""


def read_waters(path: Path) -> list[Water]:
    """The named waters of one file, in the order of their first name; `BuildError` for what is no such file."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            features = json.load(file)["features"]
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise BuildError(f"{path.name} cannot be read as Natural Earth's GeoJSON: {error}") from error
    pieces: defaultdict[tuple[str, str], list[Water]] = defaultdict(list)
    for feature in features:
        facts, shape = feature["properties"], feature["geometry"]
        name, code = _title(facts.get("name")), CODES.get(str(facts.get("featurecla")))
        if not name or not code or not shape:
            continue
        lines = list(_lines(shape))
        # name_alt of a river is mostly the one that it flows into
        forms = [str(facts.get(field) or "") for field in ("name", "name_en")]
        names = dict.fromkeys(_title(part) for form in forms for part in form.split(" / "))
        box = box_of(point for line in lines for point in line)
        if box is not None:
            pieces[name, code].append(Water(tuple(filter(None, names)), code, box, tuple(_thinned(lines))))
    return [water for key in sorted(pieces) for water in joined(pieces[key])]


def joined(pieces: Iterable[Water]) -> list[Water]:
    """Pieces of one name and class that lie near each other as one water: reservoirs part the pieces of a river."""
    whole: list[Water] = []
    for piece in pieces:
        apart = []
        for other in whole:
            if boxes_meet(piece.box, other.box, GAP_DEGREES):
                names = tuple(dict.fromkeys((*other.names, *piece.names)))
                piece = Water(names, piece.code, joined_box(piece.box, other.box), (*other.outline, *piece.outline))
            else:
                apart.append(other)
        whole = [*apart, piece]
    return whole


def _title(name: Any) -> str:
    """A name without the capitals of a map: `INDIAN OCEAN`."""
    text = clean(str(name or ""))
    return text.title() if text.isupper() and len(text) > 3 else text


def _lines(shape: dict[str, Any]) -> Iterator[list[Point]]:
    kind, coordinates = shape["type"], shape["coordinates"]
    if kind == "LineString":
        lines = [coordinates]
    elif kind == "MultiLineString":
        lines = coordinates
    else:
        lines = [polygon[0] for polygon in (coordinates if kind == "MultiPolygon" else [coordinates])]
    for line in lines:
        yield [(point[1], point[0]) for point in line]


def _thinned(lines: list[list[Point]]) -> Iterator[Point]:
    for line in lines:
        last = None
        for lat, lon in line:
            if last is None or abs(lat - last[0]) + abs(lon - last[1]) >= EVERY_DEGREES:
                last = (lat, lon)
                yield round(lat, 5), round(lon, 5)
