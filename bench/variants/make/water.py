"""Rows of rivers, lakes and reservoirs: the State Register's official names, in Ukrainian and in official Latin."""

from __future__ import annotations

import csv
import io
import random
import re
import tarfile
import zipfile
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.variants.rows import Row
from toponyms.geo.distance import distance_km

if TYPE_CHECKING:
    from bench.variants.make.facts import Facts

FEATURES = {
    "річка": {"STM", "STMX", "STMI"},
    "озеро": {"LK", "LKN"},
    "водосховище": {"RSV"},
    "лиман": {"ESTY", "LK", "LGN"},
}
"""Kinds of the register to GeoNames feature codes that mean the same."""

SAME_KM = 12.0
"""How far apart the two points of one water may lie: both sources put a river at its mouth."""

OBLAST_KM, COUNTRY_KM = 250.0, 2_000.0
"""Within these GeoNames must have no second water of the name, where the oblast or the country alone is told."""

FORMS = {
    "річка": (
        ("uk", "річка {uk}"), ("uk", "р. {uk}"), ("uk-Latn", "{latin} River"), ("uk-Latn", "river {latin}"),
        ("uk", "{uk}"),
    ),
    "озеро": (("uk", "озеро {uk}"), ("uk", "оз. {uk}"), ("uk-Latn", "Lake {latin}")),
    "водосховище": (("uk", "{uk} водосховище"), ("uk-Latn", "{latin} reservoir")),
    "лиман": (("uk", "{uk} лиман"), ("uk-Latn", "{latin} lyman")),
}  # fmt: skip
COUNT = 150


@dataclass(frozen=True, slots=True)
class Water:
    """One record of the register."""

    number: str
    name: str
    latin: str
    kind: str
    oblast: str
    lat: float
    lon: float


def make(facts: Facts, rng: random.Random) -> list[Row]:
    """Waters that the register and GeoNames both have, of that name, kind and place, and alone of it in the oblast."""
    waters = _register(facts)
    named = Counter((water.kind, water.name, water.oblast) for water in waters)
    everywhere = Counter((water.kind, water.name) for water in waters)
    features = _geonames(facts)
    codes = {names["uk"].replace(" область", ""): code for code, names in facts.oblasts.items()}
    rows: list[Row] = []
    for water in rng.sample(waters, len(waters)):
        code = codes.get(water.oblast)
        if code is None or named[water.kind, water.name, water.oblast] > 1 or len(rows) == COUNT:
            continue
        same = [
            place
            for place, feature, lat, lon in features[water.name]
            if feature in FEATURES[water.kind] and distance_km(lat, lon, water.lat, water.lon) <= SAME_KM
        ]
        reach = OBLAST_KM if everywhere[water.kind, water.name] > 1 else COUNTRY_KM
        rivals = [
            place
            for place, feature, lat, lon in features[water.name]
            if feature[:2] in {kind[:2] for kind in FEATURES[water.kind]}
            and distance_km(lat, lon, water.lat, water.lon) <= reach
        ]
        if len(same) != 1 or len(rivals) != 1 or same[0] not in facts.ids:
            continue
        place = facts.ids[same[0]]
        top = next(unit for unit in facts.units.values() if unit.code.startswith(code))
        if facts.id_of(top) not in {parent.id for parent in facts.places[place].parents}:
            continue  # the two sources put it into different oblasts
        language, form = FORMS[water.kind][len(rows) % len(FORMS[water.kind])]
        surface = form.format(uk=water.name, latin=water.latin)
        names = facts.oblasts[code]
        hints = {"country": "UA"}
        if everywhere[water.kind, water.name] > 1:
            hints["within"] = names["uk"] if language == "uk" else names["en"]
            hints["within_id"] = facts.id_of(top)
        if surface in (water.name, water.latin):
            hints["kind"] = "water"
        source = f"register-2018 {water.number} {water.name} = {water.latin}"
        rows.append(
            Row(
                surface, language, "water-region", water.kind,
                expected=place, place=facts.label(place), source=source, **hints,
            )
        )  # fmt: skip
    return rows


def _register(facts: Facts) -> list[Water]:
    waters = []
    with tarfile.open(facts.data / "register" / "physical-objects-2018.tar.gz") as archive:
        for member in archive:
            if not member.name.endswith(".csv"):
                continue
            raw = archive.extractfile(member)
            assert raw is not None
            for row in csv.reader(io.TextIOWrapper(raw, encoding="utf-8-sig", newline=""), delimiter=";"):
                if len(row) < 8 or row[3] not in FEATURES:
                    continue
                lat, lon = _degrees(row[6]), _degrees(row[7])
                name, latin = " ".join(row[1].replace("`", "’").split()), " ".join(row[2].split())
                if lat and lon and name and latin.isascii():
                    waters.append(Water(row[0], name, latin, row[3], row[4].removesuffix(" обл."), lat, lon))
    return waters


def _degrees(text: str) -> float:
    parts = [int(number) for number in re.findall(r"\d+", text)]
    return sum(number / 60**power for power, number in enumerate(parts[:3])) if parts else 0.0


def _geonames(facts: Facts) -> dict[str, list[tuple[str, str, float, float]]]:
    """Name to (id, feature code, position) of GeoNames waters."""
    found: dict[str, list[tuple[str, str, float, float]]] = defaultdict(list)
    with zipfile.ZipFile(facts.data / "geonames" / "UA.zip") as archive, archive.open("UA.txt") as raw:
        for line in io.TextIOWrapper(raw, encoding="utf-8"):
            cells = line.rstrip("\n").split("\t")
            if cells[6] != "H":
                continue
            names = {cells[1], *cells[3].split(",")}
            names |= {re.sub(r"^(річка|Річка|ріка|озеро|Озеро) ", "", name) for name in names}
            for name in names:
                found[name].append((f"geonames:{cells[0]}", cells[7], float(cells[4]), float(cells[5])))
    return found
