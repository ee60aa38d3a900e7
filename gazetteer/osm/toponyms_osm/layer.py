"""What the layer says over a gazetteer: positions where it only estimates, extents of units, ids of Wikidata."""

from __future__ import annotations

import lzma
from typing import TYPE_CHECKING, NamedTuple

from toponyms.build.claims import Claim
from toponyms.build.layer import compile_layer
from toponyms.build.overlay import Overlay
from toponyms.types import POSITION_KINDS
from toponyms_osm import boundaries
from toponyms_osm.topology import UNITS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from toponyms.index.reader import Index

NAME, LAYER, SOURCE = "osm", "layer osm", "openstreetmap"

UNCERTAINTY_KM = 2.0
"""How far off a mapped settlement may be: what the gazetteer says of every mapped one."""

OUTSIDE_KM = 2.0
"""A gazetteer's point farther outside of its hromada than this is doubted; where the map's own point lies inside, that
one is taken. Less is a matter of where the middle of a village is."""


class Row(NamedTuple):
    """A settlement of the data."""

    code: str
    osm: str
    lat: float
    lon: float
    wikidata: str
    step: str


def settlements(data: Path) -> Iterator[Row]:
    """The settlements that were joined to the codifier."""
    for cells in _table(data / "settlements.tsv.xz"):
        yield Row(cells[0], cells[1], float(cells[2]), float(cells[3]), cells[4], cells[5])


def units(data: Path) -> Iterator[tuple[str, str, str]]:
    """Units with their OpenStreetMap id and their item of Wikidata."""
    for cells in _table(data / "units.tsv.xz"):
        yield cells[0], cells[1], cells[4]


def _table(path: Path) -> Iterator[list[str]]:
    lines = lzma.decompress(path.read_bytes()).decode("utf-8").splitlines()
    return (line.split("\t") for line in lines[1:])


def claims(below: Index, data: Path) -> Overlay:
    """The claims that are laid over a gazetteer; a place that it does not have gets none."""
    out = Overlay(NAME)
    known = boundaries()
    estimate = POSITION_KINDS.index("estimate")
    positions, items = below["place.position"], _Items(below)

    def put(row: int, place: int, field: str, value: str, kind: str = "", note: str = "") -> None:
        text = below.text(below["place.id"][place])
        out.put(row, Claim(text, field, value, "", kind, "", "", SOURCE, "", note))

    for number, row in enumerate(settlements(data), 2):
        place = below.find_id(f"katottg:{row.code}")
        if place < 0:
            continue
        parent = below.place_parent[place] - 1
        around = next((one for one in (below.ids_of(parent) if parent >= 0 else ()) if one in known), "")
        lat, lon = below.place_lat[place] / 1e5, below.place_lon[place] / 1e5
        doubted = (
            around
            and known.distance_km(around, lat, lon) > OUTSIDE_KM
            and known.distance_km(around, row.lat, row.lon) <= OUTSIDE_KM
        )
        if positions[place] == estimate or doubted:
            value = f"{row.lat:.5f} {row.lon:.5f} {UNCERTAINTY_KM:.1f}"
            put(number, place, "position", value, "mapped", f"{row.osm}, joined by {row.step}")
        if item := items.new(place, row.wikidata):
            put(number, place, "id", item)
    for number, (unit, osm, wikidata) in enumerate(units(data), 2):
        place = below.find_id(unit)
        if place < 0:
            continue
        if unit in known:
            put(number, place, "extent", " ".join(f"{side / UNITS:.3f}" for side in known.box(unit)), note=osm)
        if item := items.new(place, wikidata):
            put(number, place, "id", item)
    return out


class _Items:
    """Which items of Wikidata may be added: one a place, and no item of two places."""

    def __init__(self, below: Index) -> None:
        self._below, self._given = below, set[str]()

    def new(self, place: int, item: str) -> str:
        """The id to add, "" where the place has an item, or the item is another place's."""
        identifier = f"wikidata:{item}"
        if not item or identifier in self._given or self._below.find_id(identifier) >= 0:
            return ""
        if any(one.startswith("wikidata:") for one in self._below.ids_of(place)):
            return ""
        self._given.add(identifier)
        return identifier


def compile_over(below: Index, data: Path) -> bytes:
    """The bytes of the layer over an open gazetteer. The same gazetteer and data give the same bytes."""
    return compile_layer(below, claims(below, data), layer=LAYER)
