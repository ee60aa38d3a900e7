"""From the raw files of OpenStreetMap to the data of this distribution: `python -m toponyms_osm build --sources DIR`.

OpenStreetMap's points of settlements are joined to the codifier (KATOTTG) by the polygon of the hromada that they lie
in and their Ukrainian name, one to one; nothing of the core gazetteer takes part, and nothing of this enters it.
"""

from __future__ import annotations

import csv
import gzip
import json
import lzma
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from toponyms.build.names import clean, fold
from toponyms.build.readers import katottg
from toponyms.errors import BuildError
from toponyms_osm import topology
from toponyms_osm.shapes import Shapes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import Any

    from toponyms.build.readers.katottg import Unit
    from toponyms_osm.topology import ArcPolygon, Point, Polygon

BOUNDARIES, PLACES = "osm/ua_boundaries.geojsonl.gz", "osm/ua_settlements.csv.gz"
TAGS = "osm/ua_admin_units_tags.jsonl.gz"
CODIFIER = "katottg/kodifikator-16-05-2025.csv.gz"
RENAMES = (
    ("katottg/renames_katottg_2021_to_2025-05.csv", "name_2021"),
    ("katottg/renames_koatuu_2016-05_to_katottg_2021.csv", "name_2016"),
)

TOLERANCES_KM = (0.1, 0.03, 0.01)
"""How far a simplified boundary may run from the mapped one: an order below the 2 km that settlements are known to.
Where an outline would cross itself, its arcs are simplified less."""

MIN_ISLAND_KM2 = 1.0
"""Islands and holes smaller than that are left out of a unit that has a larger piece."""

RANK = ("city", "town", "village", "hamlet", "isolated_dwelling", "locality", "suburb", "neighbourhood", "place")
"""Of two points of one name in one hromada the first in this order is the settlement; suburbs and localities only where
nothing better is: OpenStreetMap has villages that joined a town as suburbs, the codifier has them as villages."""

KYIV, SEVASTOPOL = "UA80000000000093317", "UA85000000000065278"
KYIV_UNIT = "geonames:703447"
"""The city of Kyiv has the codifier's code, the first-level unit of that name the id of GeoNames alone."""

NO_HROMADAS = "UA01"
"""Beginning of the codes of Crimea, of whose hromadas OpenStreetMap has no boundary."""

CELL = 0.05
"""Side of the cells, in degrees, by which the polygon around a point is found."""


class Spot(NamedTuple):
    """A settlement of OpenStreetMap."""

    id: str
    rank: int
    name: str
    lat: float
    lon: float
    wikidata: str


class Found(NamedTuple):
    """A settlement of the codifier with its point."""

    code: str
    spot: Spot
    step: str


def build(sources: Path, out: Path, say: Callable[[str], None]) -> None:
    """Write `settlements.tsv.xz`, `units.tsv.xz` and `boundaries.json.xz` into the folder `out`.

    Raises `BuildError` for a file that is missing or malformed.
    """
    for name in (BOUNDARIES, PLACES, TAGS, CODIFIER):
        if not (sources / name).is_file():
            raise BuildError(f"{sources / name} is missing: gazetteer/osm/README.md lists the raw files")
    units = katottg.read_units(sources / CODIFIER)
    features = list(_features(sources / BOUNDARIES))
    full, rows = _outlines(features, units, say)
    shapes = _simplified(full, units, say)
    (out / "boundaries.json.xz").write_bytes(shapes.to_bytes())
    _write(out / "units.tsv.xz", ("unit", "osm", "level", "name", "wikidata"), rows)
    found = _join(sources, units, full, say)
    table = [(f.code, f.spot.id, f"{f.spot.lat:.5f}", f"{f.spot.lon:.5f}", f.spot.wikidata, f.step) for f in found]
    _write(out / "settlements.tsv.xz", ("code", "osm", "lat", "lon", "wikidata", "step"), table)


def _features(path: Path) -> Iterator[tuple[dict[str, Any], list[Polygon]]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            shape = row["geometry"]["coordinates"]
            polygons = [shape] if row["geometry"]["type"] == "Polygon" else shape
            yield row["properties"] | {"_id": row["id"]}, [[_ring(ring) for ring in polygon] for polygon in polygons]


def _ring(ring: Iterable[Iterable[float]]) -> list[Point]:
    points: list[Point] = []
    for lon, lat, *_ in ring:
        point = (round(lon * topology.UNITS), round(lat * topology.UNITS))
        if not points or points[-1] != point:
            points.append(point)
    return points


def _outlines(
    features: list[tuple[dict[str, Any], list[Polygon]]], units: Mapping[str, Unit], say: Callable[[str], None]
) -> tuple[dict[str, list[Polygon]], list[tuple[str, ...]]]:
    """Outlines as mapped, by id of the unit, and what else is known of them."""
    oblasts = {unit.name: code for code, unit in units.items() if unit.category in "OK" and not unit.parent}
    full: dict[str, list[Polygon]] = {}
    rows = []
    unknown = []
    for tags, polygons in features:
        level, name = int(tags["admin_level"]), clean(tags["name"])
        code = tags.get("katotth") or oblasts.get(name.removesuffix(" область")) or oblasts.get(name, "")
        if code not in units:
            unknown.append(name)
            continue
        place = KYIV_UNIT if code == KYIV else f"katottg:{code}"
        kept = [[ring for ring in polygon if len(ring) > 3] for polygon in polygons]
        full[place] = [polygon for polygon in kept if polygon]
        osm = tags["_id"].partition("/")
        rows.append((place, f"r{osm[2]}" if osm[0] == "relation" else "", str(level), name, tags.get("wikidata", "")))
    have = {code for code, unit in units.items() if unit.category == "H"}
    missing = sorted(code for code in have if f"katottg:{code}" not in full)
    crimean = sum(code.startswith(NO_HROMADAS) for code in missing)
    others = ", ".join(units[code].name for code in missing if not code.startswith(NO_HROMADAS))
    say(f"boundaries: {len(full):,}; names unknown to the codifier: {', '.join(unknown) or 'none'}")
    say(f"boundaries: missing hromadas: {crimean} of Crimea, and {others}; Sevastopol is missing too")
    return full, sorted(rows)


def _simplified(full: Mapping[str, list[Polygon]], units: Mapping[str, Unit], say: Callable[[str], None]) -> Shapes:
    """The outlines of hromadas and raions with shared arcs simplified once; oblasts are made of their raions.

    The source's own outlines of oblasts are of another edition and coarse.
    """
    lower = {
        place: polygons for place, polygons in full.items() if place != KYIV_UNIT and units[place[8:]].category in "PH"
    }
    lower[KYIV_UNIT] = full[KYIV_UNIT]
    arcs, made = topology.cut(lower)
    before = sum(map(len, arcs))
    for code, unit in units.items():
        if unit.category == "O":
            raions = [made[f"katottg:{c}"] for c, u in units.items() if u.category == "P" and u.parent == code]
            made[f"katottg:{code}"] = topology.dissolve(raions, arcs)
    kept = {place: _without_specks(polygons, arcs) for place, polygons in made.items()}
    short = [topology.simplify(arc, TOLERANCES_KM[0]) for arc in arcs]
    crossing = sorted(kept)
    for tolerance in TOLERANCES_KM[1:]:
        crossing = [place for place in crossing if not _is_simple(kept[place], short)]
        for place in crossing:
            for number in {arc if arc >= 0 else ~arc for polygon in kept[place] for ring in polygon for arc in ring}:
                again = topology.simplify(arcs[number], tolerance)
                short[number] = max(again, short[number], key=len)
    crossing = [place for place in crossing if not _is_simple(kept[place], short)]
    say(f"boundaries: {len(crossing)} outlines cross themselves, as mapped: {', '.join(crossing) or 'none'}")
    order: dict[int, int] = {}
    renumbered = {
        place: [[[_renumber(arc, order) for arc in ring] for ring in polygon] for polygon in kept[place]]
        for place in sorted(kept)
    }
    shapes = Shapes([short[arc] for arc in order], renumbered)
    after = sum(map(len, shapes.arcs))
    say(f"boundaries: {before:,} points in {len(arcs):,} arcs, simplified to {after:,} in {len(shapes.arcs):,}")
    return shapes


def _is_simple(polygons: list[ArcPolygon], arcs: list[list[Point]]) -> bool:
    from shapely.geometry import MultiPolygon

    drawn = [[topology.draw(ring, arcs) for ring in polygon] for polygon in polygons]
    return bool(MultiPolygon([(rings[0], rings[1:]) for rings in drawn]).is_valid)


def _renumber(arc: int, order: dict[int, int]) -> int:
    if arc >= 0:
        return order.setdefault(arc, len(order))
    return ~order.setdefault(~arc, len(order))


def _without_specks(polygons: list[ArcPolygon], arcs: list[list[Point]]) -> list[ArcPolygon]:
    """Polygons without tiny islands and holes; the largest always stays."""

    def km2(ring: list[int]) -> float:
        points = topology.draw(ring, arcs)
        side = topology.KM_PER_DEGREE / topology.UNITS
        return abs(topology.area(points)) / 2 * side * side * 0.66  # cosine of 49 degrees

    sized = sorted(((km2(polygon[0]), polygon) for polygon in polygons), key=lambda pair: -pair[0])
    return [
        [polygon[0], *(hole for hole in polygon[1:] if km2(hole) >= MIN_ISLAND_KM2)]
        for number, (size, polygon) in enumerate(sized)
        if number == 0 or size >= MIN_ISLAND_KM2
    ]


class _Areas:
    """Which of some units hold a point: by cells, then by the outlines as mapped."""

    def __init__(self, shapes: Mapping[str, list[Polygon]]) -> None:
        self._shapes = Shapes.drawn(shapes)
        self._cells: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
        step = round(CELL * topology.UNITS)
        for unit in shapes:
            west, south, east, north = self._shapes.box(unit)
            for column in range(west // step, east // step + 1):
                for row in range(south // step, north // step + 1):
                    self._cells[column, row].append(unit)

    def around(self, lat: float, lon: float) -> list[str]:
        step = round(CELL * topology.UNITS)
        cell = (round(lon * topology.UNITS) // step, round(lat * topology.UNITS) // step)
        return self._shapes.around(lat, lon, self._cells.get(cell, ()))


def _join(
    sources: Path, units: Mapping[str, Unit], full: Mapping[str, list[Polygon]], say: Callable[[str], None]
) -> list[Found]:
    """The settlements of the codifier that OpenStreetMap has a point of."""
    spots = list(_spots(sources / PLACES))
    lower = {place: shape for place, shape in full.items() if place != KYIV_UNIT and units[place[8:]].category in "PH"}
    areas = _Areas(lower)
    unit_of: list[set[str]] = [{place[8:] for place in areas.around(spot.lat, spot.lon)} for spot in spots]
    names: defaultdict[str, set[str]] = defaultdict(set)
    for file, column in RENAMES:
        if (sources / file).is_file():
            for rename in katottg.read_renames(sources / file, column):
                names[rename.code].add(fold(rename.name))
    settlements = {code: unit for code, unit in units.items() if unit.category in katottg.SETTLEMENTS}
    joined: dict[str, Found] = {}
    taken: set[str] = set()

    def step(
        name: str,
        area: Callable[[Unit], str],
        known: Callable[[str], Iterable[str]],
        worst: int,
        categories: str = katottg.SETTLEMENTS,
    ) -> None:
        wanted: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for code, unit in settlements.items():
            if code not in joined and unit.category in categories:
                for text in known(code):
                    wanted[area(unit), text].add(code)
        there: defaultdict[tuple[str, str], list[Spot]] = defaultdict(list)
        for spot, inside in zip(spots, unit_of, strict=True):
            if spot.id not in taken and spot.rank <= worst:
                for code in inside:
                    there[code, fold(spot.name)].append(spot)
        count = 0
        for key, codes in sorted(wanted.items()):
            some = there.get(key, [])
            best = [spot for spot in some if spot.rank == min(spot.rank for spot in some)]
            if len(best) > 1 and len({spot.rank for spot in some}) == 1 and all(_same(best[0], spot) for spot in best):
                best = best[:1]
            if len(codes) == 1 and len(best) == 1:
                code = next(iter(codes))
                if code not in joined and best[0].id not in taken:
                    joined[code] = Found(code, best[0], name)
                    taken.add(best[0].id)
                    count += 1
        say(f"settlements: {name}: {count:,}, {len(joined):,} in all of {len(settlements):,}")

    by_id = {spot.id: spot for spot in spots}
    tagged = _tagged(sources / TAGS, by_id)
    for code, spot in sorted(tagged.items()):
        if code in settlements and spot.id not in taken:
            joined[code] = Found(code, spot, "code")
            taken.add(spot.id)
    say(f"settlements: code of the codifier in the tags: {len(joined):,}")
    town, hamlet, last = RANK.index("town"), RANK.index("isolated_dwelling"), len(RANK) - 1

    def hromada(unit: Unit) -> str:
        return unit.parent

    def raion(unit: Unit) -> str:
        return unit.raion

    def present(code: str) -> Iterable[str]:
        return (fold(units[code].name),)

    def former(code: str) -> Iterable[str]:
        return names[code]

    step("hromada and name, a town", hromada, present, town, "KMX")
    step("hromada and name", hromada, present, hamlet)
    step("hromada and former name", hromada, former, hamlet)
    step("hromada and name, suburb or locality", hromada, present, last)
    step("raion and name", raion, present, hamlet)
    step("raion and former name", raion, former, hamlet)
    step("raion and name, suburb or locality", raion, present, last)
    return [joined[code] for code in sorted(joined)]


def _same(one: Spot, other: Spot) -> bool:
    """Whether two points are of one settlement: mapped twice, a kilometre apart at most."""
    return abs(one.lat - other.lat) < 0.01 and abs(one.lon - other.lon) < 0.015


def _spots(path: Path) -> Iterator[Spot]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), 2):
            name = clean(row["name:uk"] or row["name"])
            if row["place"] not in RANK or not name:
                if row["place"] not in RANK:
                    raise BuildError(f"{path.name}, line {number}: unknown kind of place {row['place']!r}")
                continue
            yield Spot(
                row["osm_type"][0] + row["osm_id"],
                RANK.index(row["place"]),
                name,
                float(row["lat"]),
                float(row["lon"]),
                row["wikidata"] if row["wikidata"].startswith("Q") else "",
            )


def _tagged(path: Path, spots: Mapping[str, Spot]) -> dict[str, Spot]:
    """Settlements whose boundary carries a code, with the point that is its label, or the middle of the boundary."""
    relations: dict[str, dict[str, Any]] = {}
    labels: dict[str, tuple[str, dict[str, Any]]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            kind, _, number = row["_id"].partition("/")
            if kind == "relation" and row.get("katotth") and str(row.get("admin_level")) in ("9", "10"):
                relations[number] = row
            if kind == "node":
                for relation in row.get("@relations", ()):
                    if relation.get("role") in ("label", "admin_centre"):
                        labels.setdefault(str(relation["rel"]), (f"n{number}", row))
    found: dict[str, Spot] = {}
    for number, row in relations.items():
        if row.get("place") not in RANK[:5]:
            continue
        label, node = labels.get(number, ("", row))
        lon, lat = node["_center"]
        point = spots.get(label)
        wikidata = str(row.get("wikidata", "")) or (point.wikidata if point else "")
        spot = point or Spot(label or f"r{number}", 0, clean(row["name"]), float(lat), float(lon), "")
        found.setdefault(row["katotth"], spot._replace(wikidata=wikidata if wikidata.startswith("Q") else ""))
    return found


def _write(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    text = "".join("\t".join(row) + "\n" for row in (columns, *rows))
    path.write_bytes(lzma.compress(text.encode("utf-8"), preset=9))
