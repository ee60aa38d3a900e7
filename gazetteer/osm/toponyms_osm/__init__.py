"""OpenStreetMap's boundaries, Wikidata ids and positions of Ukraine, as a layer over the gazetteer of `toponyms`.

>>> import toponyms, toponyms_osm
>>> gazetteer = toponyms.Gazetteer.open(layers=[toponyms_osm.path()])
>>> gazetteer.place("katottg:UA14020110000075529").extent is not None
True

The data is (c) OpenStreetMap contributors and under the Open Database License 1.0, apart from the gazetteer's own
licences: whoever passes on what this layer says passes on that licence. `toponyms` never needs it.
"""

from __future__ import annotations

from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from toponyms.types import Place
    from toponyms_osm.shapes import Shapes

__all__ = ["ATTRIBUTION", "DATA", "boundaries", "boundary", "containing", "path"]

ATTRIBUTION = "(c) OpenStreetMap contributors (https://www.openstreetmap.org/copyright), ODbL 1.0"
"""What to write where facts of this layer are shown."""

DATA = Path(__file__).parent / "data"
"""Folder of the layer's data."""

_shapes: list[Shapes] = []


def path() -> str:
    """Path of the layer over the installed gazetteer: what `Gazetteer.open(layers=[...])` takes.

    >>> import toponyms_osm
    >>> toponyms_osm.path().endswith("osm.gaz")
    True

    Raises `FileNotFoundError` where it was not compiled, saying how to.
    """
    file = DATA / "osm.gaz"
    if not file.exists():
        raise FileNotFoundError(
            f"{file} is missing: `python -m toponyms_osm compile` makes it over the installed gazetteer"
        )
    return str(file)


def boundary(place: Place | str) -> dict[str, object] | None:
    """The outline of an oblast, raion or hromada as a GeoJSON geometry (degrees WGS84), None where there is none.

    >>> import toponyms_osm
    >>> toponyms_osm.boundary("katottg:UA14020110000075529")["type"]
    'MultiPolygon'
    >>> toponyms_osm.boundary("geonames:703448") is None            # the city of Kyiv; the unit is geonames:703447
    True

    place: a `Place`, or one of its ids. The outline is simplified to 0.1 km; units that meet share their points. There
    is none of Crimea's hromadas, of Sevastopol, and of the hromadas of Chop, Kozyn and Vylkove.
    """
    known = boundaries()
    ids = [place] if isinstance(place, str) else [place.id, *(f"{space}:{code}" for space, code in place.ids.items())]
    unit = next((one for one in ids if one in known), None)
    return None if unit is None else known.geometry(unit)


def containing(lat: float, lon: float) -> tuple[str, ...]:
    """Ids of the hromada, raion and oblast that hold a point (degrees WGS84), the smallest first; () elsewhere.

    >>> import toponyms, toponyms_osm
    >>> [toponyms.place(unit).name for unit in toponyms_osm.containing(48.33, 37.84)]
    ['Toretska Hromada', 'Bakhmut Raion', 'Donetsk Oblast']
    """
    known = boundaries()
    found = known.around(lat, lon, known.units)

    def extent(unit: str) -> int:
        west, south, east, north = known.box(unit)
        return (east - west) * (north - south)

    return tuple(sorted(found, key=extent))


def boundaries() -> Shapes:
    """All outlines, read once."""
    if not _shapes:
        from toponyms_osm.shapes import Shapes

        _shapes.append(Shapes.read(DATA / "boundaries.json.xz"))
    return _shapes[0]
