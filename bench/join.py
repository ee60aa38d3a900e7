"""How right the joined settlements of Ukraine are, against lists that only check: OpenStreetMap and names before 2016.

The snapshot is what is checked. Neither list decides anything in it: OpenStreetMap is under another licence, and where
the positions of the other list come from is not known.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING, Any

from bench.cases import DataMissing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WITHIN_KM = 5.0
"""So near counts as the same place: villages of one name in one hromada are farther apart."""

POINTS, SHAPES, OLD = (
    "osm/ua_settlements.csv.gz",
    "osm/ua_boundaries.geojsonl.gz",
    "koatuu/names-coordinates-pre2016-CHECK-ONLY.csv.gz",
)
"""Files below the folder of sources."""

CRIMEA = "Крим"
OBLAST_OF_OLD_LIST = {"м.Київ": "Київ", "м Севастополь": "Севастополь"}
"""How the older list calls the two cities; oblasts have their adjective there as in the codifier."""


@dataclass(slots=True)
class Settlement:
    """A settlement of the codifier, as the snapshot has it."""

    place: str
    name: str = ""
    names: set[str] = field(default_factory=set)
    """Every Cyrillic name, folded."""
    lat: float = 0.0
    lon: float = 0.0
    uncertainty: float = 0.0
    position: str = ""
    """mapped or estimate."""
    category: str = ""
    """The codifier's: K, M, X or C."""
    rule: str = ""
    reason: str = ""
    parent: str = ""


def fold(name: str) -> str:
    """Small letters, one apostrophe, no spaces around hyphens: how names are compared here.

    >>> fold("КУП'ЯНСЬК - ВУЗЛОВИЙ") == fold("Куп’янськ-Вузловий")
    True
    """
    text = " ".join(name.casefold().replace("’", "'").replace("`", "'").replace("ʼ", "'").split())
    return text.replace(" -", "-").replace("- ", "-")


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance on a sphere of 6,371 km."""
    a, b = radians(lat), radians(other_lat)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other_lon - lon) / 2) ** 2
    return 12742.0 * asin(sqrt(half))


class Snapshot:
    """Settlements and units of Ukraine in a snapshot."""

    def __init__(self, folder: Path) -> None:
        from toponyms.build.snapshot import iter_places

        self.settlements: dict[str, Settlement] = {}
        self.parents: dict[str, str] = {}
        self.codes: dict[str, str] = {}
        self.stems: dict[str, str] = {}
        """Adjective or name of a unit, as the codifier has it."""
        for place, claims in iter_places(folder, ["ua-*"]):
            for claim in claims:
                if claim.field == "parent" and not claim.lost:
                    self.parents.setdefault(place, claim.value)
                elif claim.field == "id" and claim.value.startswith("katottg:"):
                    self.codes[place] = claim.value.removeprefix("katottg:")
                elif claim.field == "name" and claim.kind == "adjective" and claim.source.startswith("katottg"):
                    self.stems[place] = claim.value
            if any(c.kind in ("katottg:K", "katottg:M", "katottg:X", "katottg:C") for c in claims) and any(
                c.value == "settlement" for c in claims
            ):
                self.settlements[place] = _settlement(place, claims, self.parents.get(place, ""))

    def oblast(self, place: str) -> str:
        """The first-level unit around a place."""
        chain = [place]
        while above := self.parents.get(chain[-1]):
            chain.append(above)
        return chain[-2] if len(chain) > 1 else place


def _settlement(place: str, claims: list[Any], parent: str) -> Settlement:
    found = Settlement(place, parent=parent)
    for claim in claims:
        if claim.field == "name" and any("\u0400" <= letter <= "\u04ff" for letter in claim.value):
            found.names.add(fold(claim.value))
            if claim.kind == "official" and claim.language == "uk" and not claim.to:
                found.name = found.name or claim.value
        elif claim.field == "position" and not claim.lost and not found.position:
            found.lat, found.lon, found.uncertainty = (float(part) for part in claim.value.split())
            found.position, found.reason = claim.kind, claim.note
        elif claim.field == "kind" and claim.kind.startswith("katottg:"):
            found.category = claim.kind.removeprefix("katottg:")
            found.rule = claim.note.removeprefix("joined by ")
    return found


def opened(data: Path, name: str) -> Iterator[str]:
    """The lines of a packed file of the folder.

    Raises `DataMissing` where it is not there.
    """
    path = data / name
    if not path.is_file():
        raise DataMissing(f"no {path}: --data is the folder of raw files that `toponyms build` reads")
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as lines:
        yield from lines


def points_by_hromada(data: Path, snapshot: Snapshot) -> dict[tuple[str, str], list[tuple[float, float]]]:
    """OpenStreetMap's points by the place of the hromada that they lie in and their folded name."""
    from shapely import STRtree, prepare
    from shapely.geometry import Point, shape

    place_of_code = {code: place for place, code in snapshot.codes.items()}
    raions: list[tuple[dict[str, Any], Any]] = []
    hromadas: list[tuple[dict[str, Any], Any]] = []
    for line in opened(data, SHAPES):
        row = json.loads(line)
        level = str(row["properties"].get("admin_level"))
        if level in ("6", "7"):
            (raions if level == "6" else hromadas).append((row["properties"], shape(row["geometry"])))
    around = STRtree([area for _, area in raions])
    by_name: defaultdict[str, list[str]] = defaultdict(list)
    for place, stem in snapshot.stems.items():
        by_name[fold(stem)].append(place)
    found: list[tuple[str, Any]] = []
    for properties, area in hromadas:
        stem = fold(str(properties.get("name:uk") or properties.get("name"))).rsplit(" ", 2)[0]
        point = area.representative_point()
        inside = {fold(str(raions[i][0].get("name:uk"))).removesuffix(" район") for i in around.query(point, "within")}
        named = [
            place
            for place in by_name.get(stem, ())
            if fold(snapshot.stems.get(snapshot.parents.get(place, ""), "")) in inside
        ]
        place = place_of_code.get(str(properties.get("katotth"))) or (named[0] if len(named) == 1 else "")
        if place:
            prepare(area)
            found.append((place, area))
    tree = STRtree([area for _, area in found])
    points: defaultdict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for row in csv.DictReader(opened(data, POINTS)):
        point = Point(float(row["lon"]), float(row["lat"]))
        for i in tree.query(point, "within"):
            points[found[i][0], fold(row["name:uk"] or row["name"])].append((point.y, point.x))
    return dict(points)


def check_osm(data: Path, snapshot: Snapshot) -> dict[str, Any]:
    """Of the settlements with a sourced position, how many lie beside the map's point of their name."""
    points = points_by_hromada(data, snapshot)
    rules: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in snapshot.settlements.values():
        if one.position != "mapped":
            continue
        counts = rules[one.rule]
        counts[0] += 1
        if there := points.get((one.parent, fold(one.name))):
            counts[1] += 1
            counts[2] += any(distance_km(one.lat, one.lon, lat, lon) <= WITHIN_KM for lat, lon in there)
    estimates = [one for one in snapshot.settlements.values() if one.position == "estimate"]
    return {
        "settlements": len(snapshot.settlements),
        "sourced": sum(counts[0] for counts in rules.values()),
        "checked": sum(counts[1] for counts in rules.values()),
        "within": sum(counts[2] for counts in rules.values()),
        "estimates": len(estimates),
        "least_uncertainty_km": min((one.uncertainty for one in estimates), default=0.0),
        "without_reason": sum(not one.reason for one in estimates),
        "rules": dict(sorted(rules.items(), key=lambda item: -item[1][0])),
    }


def check_old_names(data: Path, snapshot: Snapshot) -> dict[str, int]:
    """Of the names of the older list that its oblast has once: how many we have there, and where.

    `found` are those that some settlement of the oblast bears, `alone` those that one with a sourced position alone
    bears, `within` those of them that lie within 5 km of the list's point.
    """
    bearers: defaultdict[tuple[str, str], list[Settlement]] = defaultdict(list)
    oblast_of_name: dict[str, str] = {}
    for one in snapshot.settlements.values():
        oblast = snapshot.oblast(one.place)
        for name in one.names:
            bearers[oblast, name].append(one)
        # Kyiv and Sevastopol are units by themselves; the others have an adjective, but Crimea a name of its own
        stem = one.name if one.category == "K" else snapshot.stems.get(oblast, CRIMEA)
        oblast_of_name[fold(stem)] = oblast
    rows = [line.strip().split(";") for line in opened(data, OLD)]
    listed = [(fold(OBLAST_OF_OLD_LIST.get(row[0], row[0])), fold(row[2]), row) for row in rows if len(row) == 5]
    times = Counter((oblast, name) for oblast, name, _ in listed)
    counts = {"rows": len(listed), "unambiguous": 0, "found": 0, "alone": 0, "within": 0}
    for oblast, name, row in listed:
        if times[oblast, name] > 1 or oblast not in oblast_of_name:
            continue
        counts["unambiguous"] += 1
        here = bearers.get((oblast_of_name[oblast], name), [])
        counts["found"] += bool(here)
        if len(here) == 1 and here[0].position == "mapped":
            counts["alone"] += 1
            near = distance_km(here[0].lat, here[0].lon, float(row[4]), float(row[3])) <= WITHIN_KM
            counts["within"] += near
    return counts


def run_join(data: Path, folder: Path) -> dict[str, Any]:
    """Both checks of a snapshot."""
    snapshot = Snapshot(folder)
    return {"osm": check_osm(data, snapshot), "old_names": check_old_names(data, snapshot)}


def share(part: int, whole: int) -> str:
    """A share in per cent, a dash of nothing."""
    return f"{100.0 * part / whole:.2f} %" if whole else "-"


def print_join(found: dict[str, Any]) -> None:
    """Both checks as tables."""
    from bench.report import table

    osm, old = found["osm"], found["old_names"]
    rules = [[rule or "(by its code)", *map(str, c), share(c[2], c[1])] for rule, c in osm["rules"].items()]
    table("rule that placed a settlement", ["rule", "settlements", "checked", "within 5 km", ""], rules)
    rows = [
        ["settlements", str(osm["settlements"]), ""],
        ["with a sourced position", str(osm["sourced"]), share(osm["sourced"], osm["settlements"])],
        ["checked: the name is in the hromada on the map", str(osm["checked"]), share(osm["checked"], osm["sourced"])],
        ["within 5 km of that point", str(osm["within"]), share(osm["within"], osm["checked"])],
        ["estimates", str(osm["estimates"]), f"uncertainty {osm['least_uncertainty_km']:g} km and more"],
        ["estimates without a reason", str(osm["without_reason"]), ""],
    ]
    table("against OpenStreetMap", ["", "n", ""], rows)
    rows = [
        ["names that their oblast has once", str(old["unambiguous"]), f"of {old['rows']}"],
        ["that a settlement there bears", str(old["found"]), share(old["found"], old["unambiguous"])],
        ["that one with a sourced position alone bears", str(old["alone"]), ""],
        ["within 5 km of the list's point", str(old["within"]), share(old["within"], old["alone"])],
    ]
    table("against the names before 2016", ["", "n", ""], rows)
