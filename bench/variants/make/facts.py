"""What the sources say: the codifier's units, GeoNames numbers, and which id the gazetteer gives them."""

from __future__ import annotations

import csv
import gzip
import io
import tarfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import toponyms

TABLES = Path(__file__).parent / "tables"

SETTLEMENTS = frozenset("MTCXK")
"""KATOTTG categories: city, urban-type settlement, village, hamlet, city of special status."""

WATERS = frozenset({"річка", "озеро", "потік", "рукав", "лиман"})
"""Kinds of the register."""

_COLLAPSED = str.maketrans(
    {"и": "i", "і": "i", "ї": "i", "й": "i", "ы": "i", "е": "e", "є": "e", "ё": "e", "э": "e", "г": "h", "х": "h",
     "ґ": "h", "щ": "ш", "ь": None, "ъ": None, "’": None, "'": None, "-": " ", "ц": "с", "я": "a", "а": "a",
     "ю": "u", "у": "u"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """A settlement or unit of the codifier."""

    code: str
    category: str
    name: str
    path: tuple[str, ...]
    """Codes of the oblast, raion and hromada that it lies in, as far as they apply."""


@dataclass(slots=True)
class Facts:
    """Everything that the makers read."""

    data: Path
    units: dict[str, Unit] = field(default_factory=dict)
    oblasts: dict[str, dict[str, str]] = field(default_factory=dict)
    """First four characters of a code to the oblast's names."""
    ids: dict[str, str] = field(default_factory=dict)
    """`katottg:...` and `geonames:...` to the id under which the gazetteer has the place."""
    places: dict[str, toponyms.Place] = field(default_factory=dict)
    cities: dict[tuple[str, str], str] = field(default_factory=dict)
    """(country, name) to the GeoNames number of the most populous such place of cities500."""
    waters: set[str] = field(default_factory=set)
    """Names of rivers and lakes by the State Register: a village of such a name is asked for as a settlement."""
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    """Unit code ("" for the country) to how many of its settlements bear a collapsed name."""

    def settlements(self) -> list[Unit]:
        """All settlements of the codifier, in its order."""
        return [unit for unit in self.units.values() if unit.category in SETTLEMENTS]

    def id_of(self, unit: Unit) -> str:
        """The gazetteer's id of a unit; a KeyError means that the gazetteer lacks it."""
        return self.ids[f"katottg:{unit.code}"]

    def population(self, unit: Unit) -> int:
        """Inhabitants, 0 where unknown."""
        return self.places[self.id_of(unit)].population or 0

    def label(self, identifier: str) -> str:
        """The place in words, for whoever checks a row by hand."""
        place = self.places[identifier]
        chain = [parent.name for parent in place.parents]
        return ", ".join(dict.fromkeys([place.name, *chain[-3:]])) + f" ({place.kind})"

    def rivals(self, unit: Unit, level: str) -> int:
        """How many settlements bear this very name within the unit's oblast, raion, hromada, or the country."""
        return self.exact[self._inside(unit, level)][unit.name]

    def alike(self, unit: Unit, level: str) -> int:
        """The same with letters collapsed that romanizations confuse."""
        return self.counts[self._inside(unit, level)][collapse(unit.name)]

    exact: dict[str, Counter[str]] = field(default_factory=dict)

    def _inside(self, unit: Unit, level: str) -> str:
        depth = {"country": 0, "oblast": 1, "raion": 2, "hromada": 3}[level]
        return unit.path[min(depth, len(unit.path)) - 1] if depth and unit.path else ""


def collapse(name: str) -> str:
    """The name with those letters made one that some romanization does not tell apart.

    >>> collapse("Гірник") == collapse("Хирник")
    True
    """
    return name.lower().translate(_COLLAPSED)


def read_facts(data: Path) -> Facts:
    """Read the sources below a directory and ask the gazetteer for its ids."""
    facts = Facts(data)
    _katottg(facts)
    with (TABLES / "oblasts.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"):
            facts.oblasts[row["code"]] = row
    for place in toponyms.Gazetteer.open():
        facts.places[place.id] = place
        facts.ids[place.id] = place.id
        for scheme, value in place.ids.items():
            facts.ids[f"{scheme}:{value}"] = place.id
    best: dict[tuple[str, str], tuple[int, str]] = {}
    with gzip.open(data / "geonames" / "cities500-2023-03.txt.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            entry = (int(cells[14] or 0), f"geonames:{cells[0]}")
            for name in {cells[1], cells[2]}:
                key = (cells[8], name)
                best[key] = max(best.get(key, (-1, "")), entry)
    with tarfile.open(data / "register" / "physical-objects-2018.tar.gz") as archive:
        for member in archive:
            raw = archive.extractfile(member) if member.name.endswith(".csv") else None
            if raw is not None:
                table = csv.reader(io.TextIOWrapper(raw, encoding="utf-8-sig", newline=""), delimiter=";")
                facts.waters |= {row[1].replace("`", "’") for row in table if len(row) > 3 and row[3] in WATERS}
    facts.cities = {key: number for key, (_, number) in best.items()}
    return facts


def _katottg(facts: Facts) -> None:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    exact: dict[str, Counter[str]] = defaultdict(Counter)
    with gzip.open(facts.data / "katottg" / "kodifikator-16-05-2025.csv.gz", "rb") as raw:
        rows = csv.reader(io.TextIOWrapper(raw, encoding="utf-8-sig", newline=""), delimiter=";")
        next(rows)
        for row in rows:
            codes = [code.strip() for code in row[:5] if code.strip()]
            unit = Unit(codes[-1], row[5].strip(), " ".join(row[6].split()), tuple(codes[:-1]))
            if unit.category == "K" and len(codes) > 1:  # special cities are repeated above their districts
                continue
            facts.units[unit.code] = unit
            if unit.category in SETTLEMENTS:
                for inside in ("", *unit.path):
                    counts[inside][collapse(unit.name)] += 1
                    exact[inside][unit.name] += 1
    facts.counts, facts.exact = counts, exact
