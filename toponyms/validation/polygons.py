"""Polygons of units that a user has: OpenStreetMap's boundaries, OCHA's COD-AB, a ministry's."""

from __future__ import annotations

import json
from math import cos, radians
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toponyms.errors import UsageError
from toponyms.geo.distance import KM_PER_DEGREE
from toponyms.validation.facts import table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

    from toponyms.validation.state import Line


class Polygons:
    """Polygons by the id of the unit that they bound.

    path: GeoJSON, a FeatureCollection or a feature a line. A feature belongs to the unit whose KATOTTG code, Wikidata
    id or P-code one of its properties holds; `data/polygons.toml` lists the properties. Features without such a
    property are left out.

    Raises `UsageError` for a file that is no GeoJSON, or of whose features none has an id.
    """

    def __init__(self, path: str | PathLike[str], owners: dict[str, str]) -> None:
        from shapely.geometry import shape
        from shapely.prepared import prep

        self.shapes: dict[str, Any] = {}
        self._prepared: dict[str, Any] = {}
        read = 0
        for feature in features(Path(path)):
            read += 1
            for identifier in identifiers(feature.get("properties") or {}):
                place = owners.get(identifier)
                if place is not None and feature.get("geometry"):
                    geometry = shape(feature["geometry"])
                    self.shapes[place] = geometry
                    self._prepared[place] = prep(geometry)
                    break
        if not self.shapes:
            raise UsageError(
                f"{path}: of {read:,} features none has the id of a place here; an id is a property such as"
                f" {', '.join(list(table('polygons')['property'])[:4])}"
            )

    def of(self, line: Line) -> str | None:
        """Key of a place's polygon, None where it has none."""
        return line.id if line.id in self.shapes else None

    def km_outside(self, key: str, lat: float, lon: float) -> float:
        """How far a point lies outside of a polygon in km, 0.0 inside.

        Degrees of longitude are squeezed to the length of those of latitude, which is true at this scale.
        """
        from shapely import affinity
        from shapely.geometry import Point

        if self._prepared[key].covers(Point(lon, lat)):
            return 0.0
        squeeze = cos(radians(lat))
        shape = affinity.scale(self.shapes[key], xfact=squeeze, origin=(0, 0))
        return float(shape.distance(Point(lon * squeeze, lat)) * KM_PER_DEGREE)


def features(path: Path) -> Iterator[dict[str, Any]]:
    """The features of a GeoJSON file: a collection, or one a line (also gzipped)."""
    import gzip

    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8") as file:
            names = path.name.lower().removesuffix(".gz")
            if names.endswith((".geojsonl", ".geojsons", ".ndjson", ".jsonl")):
                for line in file:
                    if line.strip("\x1e \r\n"):
                        yield json.loads(line.strip("\x1e \r\n"))
            else:
                yield from json.load(file)["features"]
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}") from None
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{path} is no GeoJSON: pass a FeatureCollection, or a feature a line as .geojsonl ({error})"
        ) from None


def identifiers(properties: dict[str, Any]) -> Iterator[str]:
    """Ids of the unit that a feature's properties name."""
    flat = {**properties, **(properties["tags"] if isinstance(properties.get("tags"), dict) else {})}
    folded = {str(name).casefold(): value for name, value in flat.items()}
    for name, namespace in table("polygons")["property"].items():
        value = folded.get(name)
        if isinstance(value, str) and value.strip():
            yield f"{namespace}:{value.strip()}"
