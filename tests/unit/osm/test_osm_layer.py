"""The layer of OpenStreetMap over the gazetteer of this tree."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest
import toponyms_osm
from toponyms_osm.coverage import coverage
from toponyms_osm.layer import claims, compile_over, settlements, units

import toponyms
from toponyms.errors import GazetteerVersionError, UsageError
from toponyms.gazetteer import Gazetteer
from toponyms.index.reader import Index

HROMADA, CORE = "katottg:UA14020110000075529", "gazetteer"


@pytest.fixture(scope="module")
def layer(gazetteer: Gazetteer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("osm") / "osm.gaz"
    path.write_bytes(compile_over(Index(gazetteer.path), toponyms_osm.DATA))
    return path


@pytest.fixture(scope="module")
def layered(gazetteer: Gazetteer, layer: Path) -> Gazetteer:
    return Gazetteer.open(gazetteer.path, layers=[layer])


def test_every_unit_of_the_table_has_an_outline_and_the_other_way_round() -> None:
    assert {unit for unit, _, _ in units(toponyms_osm.DATA)} >= set(toponyms_osm.boundaries().units)
    assert len(toponyms_osm.boundaries().units) == 1628


def test_no_settlement_is_joined_twice() -> None:
    rows = list(settlements(toponyms_osm.DATA))
    assert len({row.code for row in rows}) == len({row.osm for row in rows}) == len(rows)


def test_an_estimate_becomes_a_mapped_position(gazetteer: Gazetteer, layered: Gazetteer) -> None:
    row = next(
        row
        for row in settlements(toponyms_osm.DATA)
        if gazetteer.place(f"katottg:{row.code}").position_kind == "estimate"
    )
    below, above = gazetteer.place(f"katottg:{row.code}"), layered.place(f"katottg:{row.code}")
    assert (above.position_kind, above.lat, above.lon, above.uncertainty_km) == ("mapped", row.lat, row.lon, 2.0)
    assert above.provenance == ("layer osm", CORE)
    assert (above.id, above.name, above.parents[0].id) == (below.id, below.name, below.parents[0].id)
    assert {name.text for name in below.names} == {name.text for name in above.names}


def test_what_the_layer_says_nothing_of_is_as_below(gazetteer: Gazetteer, layered: Gazetteer) -> None:
    for name in ("Nyok", "Toretsk", "Rostov-on-Don", "qwxzzk"):
        one, other = gazetteer.resolve(name), layered.resolve(name)
        assert (one.status, one.place and one.place.id) == (other.status, other.place and other.place.id)


def test_a_unit_gets_its_extent_and_its_item(gazetteer: Gazetteer, layered: Gazetteer) -> None:
    place = layered.place(HROMADA)
    assert place.extent == (37.769, 48.287, 37.94, 48.433)
    assert place.ids["wikidata"] == "Q105491547"
    assert gazetteer.place(HROMADA).lat == place.lat


def test_no_item_of_wikidata_is_that_of_two_places(gazetteer: Gazetteer) -> None:
    index = Index(gazetteer.path)
    given = [claim.value for claim in claims(index, toponyms_osm.DATA) if claim.field == "id"]
    assert len(given) == len(set(given)) > 20_000
    assert all(index.find_id(item) < 0 for item in given)


@pytest.mark.slow
def test_enough_settlements_are_mapped_where_their_hromada_is(gazetteer: Gazetteer) -> None:
    found = coverage(Path(gazetteer.path))
    assert found.layered.settlements >= 29_700
    assert found.share >= found.wanted == 0.995
    assert found.layered.mapped > found.alone.mapped


def test_the_same_bytes(gazetteer: Gazetteer, layer: Path) -> None:
    assert compile_over(Index(gazetteer.path), toponyms_osm.DATA) == layer.read_bytes()


def test_the_layer_belongs_to_its_gazetteer(layer: Path, tiny: Gazetteer) -> None:
    with pytest.raises(GazetteerVersionError, match="another gazetteer"):
        Gazetteer.open(tiny.path, layers=[layer])


def test_over_a_small_gazetteer_it_says_what_that_has(tiny: Gazetteer, tmp_path: Path) -> None:
    path = tmp_path / "osm.gaz"
    path.write_bytes(compile_over(Index(tiny.path), toponyms_osm.DATA))
    small = Gazetteer.open(tiny.path, layers=[path])
    assert len(small) == len(tiny)


def test_a_layer_that_is_not_installed_is_named() -> None:
    with pytest.raises(UsageError, match="no installed layer"):
        Gazetteer.open(layers=["nowhere"])


@pytest.mark.parametrize("place", [HROMADA, "geonames:703447", "katottg:UA14000000000091971"])
def test_boundaries_are_closed_rings(place: str) -> None:
    geometry = toponyms_osm.boundary(place)
    assert geometry is not None
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    assert isinstance(polygons, list)
    assert all(ring[0] == ring[-1] and len(ring) > 3 for polygon in polygons for ring in polygon)


def test_units_without_outline_have_none(gazetteer: Gazetteer) -> None:
    assert toponyms_osm.boundary(gazetteer.place("geonames:703448")) is None
    assert toponyms_osm.boundary("toponyms:nowhere") is None
    assert toponyms_osm.containing(0.0, 0.0) == ()


def test_a_point_lies_in_a_hromada_a_raion_and_an_oblast() -> None:
    names = [toponyms.place(unit).name for unit in toponyms_osm.containing(48.33, 37.84)]
    assert names == ["Toretska Hromada", "Bakhmut Raion", "Donetsk Oblast"]


def test_examples_of_the_package(layer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toponyms_osm, "path", lambda: str(layer))
    assert doctest.testmod(toponyms_osm).failed == 0
    from toponyms_osm import shapes

    assert doctest.testmod(shapes).failed == 0
