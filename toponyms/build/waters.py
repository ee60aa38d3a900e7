"""Rivers, lakes and seas of the world by Natural Earth: how far Ukraine's reach, and those that no other list has.

A water of Natural Earth is one of Ukraine's where both are of one kind, their names agree in any romanization, the
point of the one lies in the box of the other, and there is no second such place. A river is not its mouth: the pair
gets the box as its extent, and the countries along the line. `data/natural_earth.tsv` says it where names do not.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from functools import reduce
from typing import TYPE_CHECKING

from toponyms.build.ledger import Ledger
from toponyms.build.names import DATA, fold_latin, is_cyrillic, skeleton
from toponyms.build.readers import geonames
from toponyms.build.readers.natural_earth import joined, read_waters
from toponyms.build.spread import Grid
from toponyms.geo.distance import box_centre, boxes_meet, joined_box
from toponyms.language.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from toponyms.build import Writer
    from toponyms.build.readers.natural_earth import Water
    from toponyms.build.sources import Sources
    from toponyms.geo.distance import Box

FILES = ("natural-earth-rivers-europe", "natural-earth-rivers", "natural-earth-lakes", "natural-earth-seas")
"""Sources in the order in which they are asked: the finer one first."""

PART = "waters"
CITIES = "geonames-cities500"

BESIDE_KM = 25.0
"""A settlement this near to a line says which country the line is in."""

BESIDE = "its settlements lie along the line"

MARGIN_DEGREES = 0.3
"""The map generalizes by up to some 20 km: points so far outside a box are still of it."""

TYPES = {"H.STM": "river"}
"""What an id adds to the name: lakes and seas have their type word already."""

INLAND = ("H.STM", "H.LK", "H.RSV")
"""Codes of what lies in countries."""


def identified() -> dict[tuple[str, str], str]:
    """The waters whose place the table says, by code and first name."""
    columns = ("name", "code", "place", "reason")
    rows = read_table(DATA / "natural_earth.tsv", columns)
    return {(code, name): place for _, (name, code, place, _) in rows}


class Waters:
    """The named waters of Natural Earth, each once, and which of them other lists have."""

    def __init__(self, sources: Sources, report: Callable[[str], None]) -> None:
        self._taken: set[int] = set()
        self._kinds = geonames.feature_kinds()
        self._countries = Grid()
        found: defaultdict[tuple[str, str], list[Water]] = defaultdict(list)
        origin: dict[tuple[str, str], str] = {}
        for source in FILES:
            for water in read_waters(sources.path(source)) if sources.has(source) else ():
                key = (water.code, fold_latin(water.names[0]))
                found[key].append(water)
                origin.setdefault(key, source)
        # the maps have pieces of the same rivers
        self._all = [(water, origin[key]) for key in sorted(found) for water in joined(found[key])]
        if self._all:
            for row in geonames.read_dump(sources.path(CITIES)):
                self._countries.add(row.lat, row.lon, row.country)
        report(f"natural-earth: {len(self._all):,} named waters")

    def extend(self, ledger: Ledger, report: Callable[[str], None]) -> None:
        """Give the waters of a ledger their extents and countries."""
        named: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        points: dict[str, Box] = {}
        for place, claims in ledger.claims.items():
            code = next((claim.kind for claim in claims if claim.field == "kind" and claim.value == "water"), "")[:5]
            position = next((claim.value for claim in claims if claim.field == "position" and not claim.lost), "")
            if code and position:
                lat, lon, _ = (float(part) for part in position.split())
                points[place] = (lon, lat, lon, lat)
                for key in _keys(claim.value for claim in claims if claim.field == "name"):
                    named[code, key].add(place)
        pairs: dict[int, list[str]] = {}
        told = identified()
        for number, (water, _) in enumerate(self._all):
            if (water.code, water.names[0]) in told:
                place = told[water.code, water.names[0]]
                pairs[number] = [place] if place in ledger else []
                continue
            places = set().union(*(named[water.code, key] for key in _keys(water.names)))
            pairs[number] = sorted(place for place in places if boxes_meet(water.box, points[place], MARGIN_DEGREES))
        parts: defaultdict[str, list[int]] = defaultdict(list)
        for number, found in pairs.items():
            # what it might be is not made a second time, whether or not it can be told which it is
            if found:
                self._taken.add(number)
            if len(found) == 1:
                parts[found[0]].append(number)
        for place, numbers in sorted(parts.items()):
            source = self._all[numbers[0]][1]
            ledger.extent(place, reduce(joined_box, (self._all[number][0].box for number in numbers)), source)
            known = {claim.value for claim in ledger.claims[place] if claim.field == "country"}
            for country in dict.fromkeys(code for number in numbers for code in self._along(self._all[number][0])):
                if country not in known:
                    ledger.add(place, "country", country, source, kind="also", note=BESIDE)
        report(f"natural-earth: extents of {len(parts):,} waters of Ukraine")

    def write(self, write: Writer, report: Callable[[str], None]) -> None:
        """Write the waters that no other list has as places of their own."""
        ledger = Ledger()
        for number, (water, source) in enumerate(self._all):
            if number not in self._taken:
                self._place(ledger, water, source)
        report(f"natural-earth: {len(ledger):,} waters of their own")
        if ledger.claims:
            write(PART, ledger.drain())

    def _place(self, ledger: Ledger, water: Water, source: str) -> None:
        countries = list(self._along(water)) if water.code in INLAND else []
        slug = _slug(f"{water.names[0]} {TYPES.get(water.code, '')}")
        if not slug:
            return
        place = f"toponyms:{slug}"
        if place in ledger:
            place = f"toponyms:{slug}-{_slug(f'{water.box[1]:.0f}n {water.box[0]:.0f}e')}"
        if place in ledger:
            return
        ledger.open(place, PART)
        feature = self._kinds.get(water.code) or self._kinds["H.*"]
        for order, name in enumerate(water.names):
            ledger.name(place, name, "und", "variant" if order else "official", source)
        middle = water.outline[len(water.outline) // 2] if water.code == "H.STM" else box_centre(water.box)
        ledger.position(place, *middle, feature.uncertainty_km, "centre", source)
        ledger.extent(place, water.box, source)
        ledger.add(place, "kind", feature.kind, source, kind=water.code)
        for order, country in enumerate(countries):
            ledger.add(place, "country", country, source, kind="also" if order else "primary")

    def _along(self, water: Water) -> Iterator[str]:
        """Countries of the settlements beside a line, the one with most of it first."""
        beside: Counter[str] = Counter()
        for lat, lon in water.outline:
            nearest = min(self._countries.near(lat, lon, BESIDE_KM), default=None)
            if nearest is not None:
                beside[nearest[1]] += 1
        # one point of many is a settlement across the border
        yield from (country for country, count in beside.most_common() if count * 10 >= len(water.outline))


def _keys(names: Iterable[str]) -> set[str]:
    return {
        key for name in names if not is_cyrillic(name) for key in (fold_latin(name), skeleton(name)) if len(key) > 2
    }


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.casefold())
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if c.isascii())).strip("-")
