"""Russian villages from GeoNames' list of post offices, each with its raion.

The list says the oblast and the raion in words, which is what tells villages of one name apart. Its points were
searched by the name alone, and many are those of a place of the same name elsewhere; so a village has a point of its
own only where it lies in reach of its raion's middle, and else that middle, with its uncertainty.
"""

from __future__ import annotations

import re
from collections import defaultdict
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from toponyms.build.further import settings
from toponyms.build.names import fold, fold_latin, is_cyrillic
from toponyms.build.settings import settlement_radius
from toponyms.build.spread import reach
from toponyms.geo.distance import distance_km
from toponyms.romanization import transliterate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from toponyms.build.further import Further
    from toponyms.build.readers.geonames import Row
    from toponyms.build.readers.postal import Office
    from toponyms.build.spread import Point

SOURCE = "geonames-postal-ru"
"""Its row in `gazetteer/sources.toml`."""

SCHEME = "bgn-pcgn-rus-1947"
"""What villages are romanized by: the system that GeoNames' Russian headings follow."""

COUNTRY = "RU"
CODE = "postal"
"""What stands for a feature code of a place of the list."""

_ENDING = re.compile(r"(iy|y|ij)$")


class Village(NamedTuple):
    """A place of the list."""

    code: str
    name: str
    unit: str
    """Code of the raion, or of the oblast where the raion is not found among GeoNames' units."""
    raion: str
    """The raion in the words of the list."""
    lat: float
    lon: float
    sure: bool
    """Whether the list says that the point is of a place of that name."""


def add_offices(
    further: Further, offices: Iterable[Office], aliases: Mapping[str, Iterable[str]], report: Callable[[str], None]
) -> None:
    """Add the villages of the list, and the Russian names of raions and of places that GeoNames has.

    aliases: further names of units by GeoNames id.
    """
    units = _Units(further, aliases)
    kept = [village for office in offices if (village := units.village(office))]
    listed = _Listed(further.rows_of(COUNTRY))
    groups: defaultdict[tuple[str, str], list[Village]] = defaultdict(list)
    for village in kept:
        groups[village.unit, village.raion].append(village)
    counts = {"listed": 0, "own": 0, "middle": 0, "no middle": 0}
    for village, point in _placed(groups, listed.points):
        counts[_write(further, village, point, listed)] += 1
    report(
        f"{SOURCE}: {len(kept):,} places in {len(units.found):,} raions that GeoNames has and {len(units.missed):,}"
        f" that it does not (those lie in their oblast); {counts['listed']:,} are in GeoNames' list; the rest:"
        f" {counts['own']:,} have a point of their own, {counts['middle']:,} the middle of their raion,"
        f" {counts['no middle']:,} are left out, as nothing of their raion has a point"
    )
    for place, name in sorted(units.names.items()):
        further.names[place].append((name, "ru", "variant", SOURCE))


class _Units:
    """Oblasts and raions by their names in the list."""

    def __init__(self, further: Further, aliases: Mapping[str, Iterable[str]]) -> None:
        self.further = further
        self.oblasts: dict[frozenset[str], str] = {}
        for code, unit in further.units_of(COUNTRY, 1).items():
            for name in aliases.get(unit.id, ()):
                if is_cyrillic(name):
                    self.oblasts[_words(name)] = code
        self.raions: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for code, unit in further.units_of(COUNTRY, 2).items():
            above = code.rpartition(".")[0]
            for name in (unit.name, unit.ascii, *aliases.get(unit.id, ())):
                self.raions[above, _key(name)].add(code)
                self.raions[above, _stem(name)].add(code)
        self.found: set[str] = set()
        self.missed: set[str] = set()
        self.names: dict[str, str] = {}

    def village(self, office: Office) -> Village | None:
        """The place of an office with its unit, None for what is no place or in no unit."""
        rules = settings()["postal"]
        words = fold(office.name).replace("-", " ").split()
        offices = rules["rules"]["offices"]
        if not is_cyrillic(office.name) or any(
            char.isdigit() or (char.isascii() and char.isalpha()) for char in office.name
        ):
            return None
        if any(word in offices for word in words):
            return None
        oblast = self.oblasts.get(_words(office.oblast)) or rules["oblasts"].get(office.oblast, "")
        if not oblast or oblast not in self.further.firsts:
            return None
        unit = self._raion(oblast, office.raion) or oblast
        sure = office.accuracy >= int(rules["rules"]["own_accuracy"])
        return Village(office.code, office.name, unit, office.raion, office.lat, office.lon, sure)

    def _raion(self, oblast: str, raion: str) -> str:
        if not raion:
            return ""
        name = " ".join(word if word in ("район", "улус") else word.title() for word in raion.lower().split())
        latin = transliterate(name, SCHEME)
        for key in (_key(name), _key(latin), _stem(latin)):
            codes = self.raions.get((oblast, key), set())
            if len(codes) == 1:
                code = next(iter(codes))
                self.found.add(code)
                self.names[f"geonames:{self.further.seconds[code].id}"] = name
                return code
        self.missed.add(f"{oblast} {raion}")
        return ""


def _words(name: str) -> frozenset[str]:
    """The words of an oblast's name in any order: the list has `Татарстан Республика`, units `Республика Татарстан`."""
    return frozenset(re.sub(r"[^\w\s-]", "", fold(name).replace("ё", "е")).split())


def _key(name: str) -> str:
    return fold(name).replace("ё", "е") if is_cyrillic(name) else fold_latin(name.replace("ë", "e"))


def _stem(name: str) -> str:
    """The first word of a Latin name without its ending, marked as such: Starooskolsky and Starooskol’skiy."""
    word = fold_latin(name.replace("ë", "e").split()[0]) if not is_cyrillic(name) else ""
    return f"{_ENDING.sub('', word)}*" if word.endswith(("iy", "y", "ij")) else ""


class _Listed:
    """The places that GeoNames has, by name, and where those of a unit lie."""

    def __init__(self, rows: list[Row]) -> None:
        self.by_name: defaultdict[str, list[Row]] = defaultdict(list)
        self.points: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
        for row in rows:
            for name in {_key(name) for name in row.names}:
                self.by_name[name].append(row)
            self.points[f"{COUNTRY}.{row.admin1}.{row.admin2}"].append((row.lat, row.lon))

    def same(self, village: Village, point: _Point | None) -> Row | None:
        """The listed place that a village is: of its name in its raion, or in its oblast and where the raion lies."""
        km = float(settings()["postal"]["rules"]["same_km"])
        names = {_key(village.name), _key(transliterate(village.name, SCHEME))}
        rows = {row.id: row for name in names for row in self.by_name.get(name, ())}.values()
        level, oblast = village.unit.count("."), _oblast(village.unit)
        there = [row for row in rows if f"{COUNTRY}.{row.admin1}.{row.admin2}" == village.unit]
        if not there and (level == 1 and not village.raion):  # a town that lies in no raion
            there = [row for row in rows if f"{COUNTRY}.{row.admin1}" == oblast]
        if not there and point is not None:
            km = km if point.own else point.uncertainty_km
            there = [
                row
                for row in rows
                if f"{COUNTRY}.{row.admin1}" == oblast and distance_km(row.lat, row.lon, point.lat, point.lon) <= km
            ]
        return max(there, key=lambda row: row.population, default=None)


class _Point(NamedTuple):
    """Where a village is put."""

    lat: float
    lon: float
    uncertainty_km: float
    own: bool


class _Middles:
    """The middle of each raion, by the points of its villages, of which many are somewhere else in Russia."""

    def __init__(self, groups: Mapping[tuple[str, str], list[Village]], listed: Mapping[str, list[Point]]) -> None:
        rules = settings()["postal"]["rules"]
        self._dense, self._least = float(rules["dense_km"]), float(rules["min_uncertainty_km"])
        self._own = float(rules["own_km"])
        points = {key: [(one.lat, one.lon) for one in villages if one.sure] for key, villages in groups.items()}
        oblasts: defaultdict[str, list[Point]] = defaultdict(list)
        for (unit, _), some in points.items():
            oblasts[_oblast(unit)] += some
        self._around = {oblast: self._reach(some) for oblast, some in oblasts.items() if some}
        self.of = {
            key: found
            for key, some in points.items()
            if (found := self._middle(_oblast(key[0]), some + listed.get(key[0], [])))
        }
        """By unit and the raion's words: latitude, longitude, and the radius that holds 95 % of the villages, km."""

    def _reach(self, points: list[Point]) -> tuple[float, float, float]:
        """The middle of an oblast, and three times the distance that half of its points are from it."""
        lat, lon = _median(points)
        half = median(distance_km(lat, lon, *point) for point in points)
        return lat, lon, max(3.0 * half, 2.0 * self._own)

    def _middle(self, oblast: str, points: list[Point]) -> tuple[float, float, float] | None:
        """The median of the points around the one that most others lie near to, of those in reach of the oblast."""
        lat, lon, km = self._around.get(oblast, (0.0, 0.0, 0.0))
        inside = [point for point in points if distance_km(lat, lon, *point) <= km]
        if not inside:
            return None
        near = [sum(distance_km(*one, *other) <= self._dense for other in inside) for one in inside]
        heart = inside[near.index(max(near))]
        middle = _median([point for point in inside if distance_km(*heart, *point) <= self._dense])
        within = [point for point in inside if distance_km(*middle, *point) <= self._own]
        return *middle, max(reach(*middle, within), self._least)


def _median(points: list[Point]) -> Point:
    return median(lat for lat, _ in points), median(lon for _, lon in points)


def _oblast(unit: str) -> str:
    return ".".join(unit.split(".")[:2])


def _placed(groups: Mapping[tuple[str, str], list[Village]], listed: Mapping[str, list[Point]]) -> list[_Placed]:
    """Each village with its position: its own in reach of the middle of its raion, else that middle.

    A point that several villages of one name share is that of the one whose raion lies nearest.
    """
    rules = settings()["postal"]["rules"]
    middles = _Middles(groups, listed)
    nearest: dict[tuple[str, float, float], tuple[float, str]] = {}
    for key, villages in groups.items():
        if key[1] and key in middles.of:  # without a raion, the middle would be that of an oblast
            for village in villages:
                km = distance_km(*middles.of[key][:2], village.lat, village.lon)
                point = (village.name, village.lat, village.lon)
                if village.sure and km <= float(rules["own_km"]):
                    nearest[point] = min(nearest.get(point, (km, village.code)), (km, village.code))
    found = []
    for key, villages in sorted(groups.items()):
        for village in villages:
            at: _Point | None = None
            if nearest.get((village.name, village.lat, village.lon), (0.0, ""))[1] == village.code:
                at = _Point(village.lat, village.lon, float(rules["own_uncertainty_km"]), True)
            elif key[1] and key in middles.of:
                at = _Point(*middles.of[key], False)
            found.append(_Placed(village, at))
    return found


class _Placed(NamedTuple):
    """A village and where it is put; nowhere, where nothing of its raion has a point."""

    village: Village
    point: _Point | None


def _write(further: Further, village: Village, point: _Point | None, listed: _Listed) -> str:
    """Write a village, or its Russian name where GeoNames has it; what became of it."""
    row = listed.same(village, point)
    if row is not None:
        if not any(is_cyrillic(name) and _key(name) == _key(village.name) for name in row.names):
            further.names[row.place].append((village.name, "ru", "variant", SOURCE))
        return "listed"
    if point is None:
        return "no middle"
    rules = settings()["postal"]["rules"]
    oblast = _oblast(village.unit)
    place = f"postal:{COUNTRY}-{village.code}"
    ledger = further.places
    ledger.open(place, f"near-{COUNTRY.lower()}" if oblast in rules["default"] else "world-small")
    ledger.name(place, transliterate(village.name, SCHEME), "und", "official", SOURCE)
    ledger.name(place, village.name, "ru", "endonym", SOURCE)
    uncertainty = max(point.uncertainty_km, settlement_radius(0))
    note = "" if point.own else "the middle of the raion"
    ledger.position(place, point.lat, point.lon, uncertainty, "mapped" if point.own else "estimate", SOURCE, note=note)
    ledger.add(place, "kind", "settlement", SOURCE, kind=CODE)
    ledger.add(
        place, "parent", further.unit(village.unit), SOURCE, note="" if village.unit.count(".") == 2 else village.raion
    )
    ledger.add(place, "country", COUNTRY, SOURCE, kind="primary")
    if point.own:
        further.points.append((village.unit, village.lat, village.lon))
    return "own" if point.own else "middle"
