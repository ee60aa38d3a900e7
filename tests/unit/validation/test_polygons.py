"""Polygons that users have."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from toponyms.errors import UsageError
from toponyms.validation.polygons import Polygons

HOME = {"katottg:UA14": "geonames:1", "wikidata:Q2": "geonames:2", "pcode:UA14": "geonames:3"}
RING = [[37.0, 48.0], [38.0, 48.0], [38.0, 49.0], [37.0, 49.0], [37.0, 48.0]]


def feature(**properties: object) -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [RING]}}


def test_a_unit_is_found_by_any_of_its_ids(tmp_path: Path) -> None:
    path = tmp_path / "units.geojsonl.gz"
    rows = [
        feature(katotth="UA14"),
        feature(tags={"wikidata": "Q2"}),
        feature(ADM1_PCODE="UA14"),
        feature(name="nobody"),
        {**feature(katottg="UA14"), "geometry": None},
    ]
    path.write_bytes(gzip.compress("".join("\x1e" + json.dumps(row) + "\n" for row in rows).encode()))
    assert set(Polygons(path, HOME).shapes) == {"geonames:1", "geonames:2", "geonames:3"}


def test_distance_is_in_kilometres_in_any_direction(tmp_path: Path) -> None:
    path = tmp_path / "units.geojsonl"
    path.write_text(json.dumps(feature(katottg="UA14")), encoding="utf-8")
    polygons = Polygons(path, HOME)
    assert polygons.km_outside("geonames:1", 48.5, 37.5) == 0.0
    assert polygons.km_outside("geonames:1", 49.1, 37.5) == pytest.approx(11.1, abs=0.1)
    assert polygons.km_outside("geonames:1", 48.5, 38.1) == pytest.approx(7.4, abs=0.1)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "is no GeoJSON"),
        ("[]", "is no GeoJSON"),
        ('{"features": 3}', "is no GeoJSON"),
        ('{"features": []}', "of 0 features none has the id of a place here"),
        (json.dumps({"features": [feature(name="x")]}), "of 1 features none has the id"),
    ],
)
def test_a_file_that_is_none(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "units.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        Polygons(path, HOME)
