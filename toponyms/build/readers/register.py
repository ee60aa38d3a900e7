"""State Register of Geographical Names of Ukraine: physical objects, as the national data portal had them in 2018.

One table an oblast, parted by `;`: number, Ukrainian name, official Latin name, kind, oblasts, raion, latitude and
longitude. The point of a river is its mouth. The files have line breaks inside fields, backticks for apostrophes, Latin
names with Cyrillic letters in them or of another row, Ukrainian ones with Latin letters, points at 0, 0, and
objects that stand in two files.
"""

from __future__ import annotations

import csv
import io
import re
import tarfile
from typing import TYPE_CHECKING, NamedTuple

from toponyms.build.names import clean, is_cyrillic
from toponyms.errors import BuildError
from toponyms.text.homoglyphs import Homoglyphs
from toponyms.text.normalize import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COLUMNS = 8

_ANGLE = re.compile(r"\s*([NSEW])\s*(\d+)°\s*(\d+)[’'′]\s*(\d+(?:[.,]\d+)?)[\"″”]*\s*")


class Named(NamedTuple):
    """One object of the Register."""

    id: str
    """Number without its letter: `551`."""
    name: str
    latin: str
    """Official Latin name, "" where the field is not written in Latin letters."""
    kind: str
    """Kind in Ukrainian: `річка`."""
    oblasts: tuple[str, ...]
    """First-level units that it lies in, without their type word: `Харківська`."""
    point: tuple[float, float] | None
    """Degrees WGS84, None where the Register has no point."""


def read_objects(path: Path) -> list[Named]:
    """Every object once, in the order of its number; `BuildError` for a file that is no such table."""
    found: dict[str, Named] = {}
    repair = Homoglyphs((row[0], row[1]) for row in read_table("homoglyphs.tsv")).repair
    for source, number, row in _rows(path):
        if len(row) != COLUMNS:
            raise BuildError(f"{path.name}: {source}, row {number}: {len(row)} columns instead of {COLUMNS}")
        code, name, latin, kind, oblasts, _, lat, lon = (" ".join(cell.split()) for cell in row)
        id_ = code.rpartition("-")[2]
        if not id_.isdigit() or not name:
            raise BuildError(f"{path.name}: {source}, row {number}: {code!r} {name!r} is no numbered name")
        name, latin = repair(clean(name.replace("`", "’"))), clean(latin.replace("`", "’"))
        point = _point(lat, lon)
        units = tuple(dict.fromkeys(_unit(part) for part in oblasts.split(",") if part.strip()))
        old = found.get(id_)
        if old is not None:
            units, point = tuple(dict.fromkeys((*old.oblasts, *units))), old.point or point
        found[id_] = Named(id_, name, "" if is_cyrillic(latin) else latin, kind, units, point)
    return [found[id_] for id_ in sorted(found, key=int)]


def _rows(path: Path) -> Iterator[tuple[str, int, list[str]]]:
    try:
        with tarfile.open(path) as archive:
            members = sorted((m for m in archive.getmembers() if m.name.endswith(".csv")), key=lambda m: m.name)
            for member in members:
                file = archive.extractfile(member)
                if file is None:
                    continue
                text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
                reader = csv.reader(text, delimiter=";")
                next(reader, None)
                for number, row in enumerate(reader, 2):
                    if any(cell.strip() for cell in row):
                        yield member.name, number, row
    except (tarfile.TarError, UnicodeDecodeError, csv.Error, EOFError, OSError) as error:
        raise BuildError(f"{path.name} cannot be read as the State Register's tables: {error}") from error


def _unit(text: str) -> str:
    """`Харківська обл.` and `АР Крим` as the codifier names them."""
    text = text.strip().removesuffix("обл.").removeprefix("м.").strip()
    return "Автономна Республіка Крим" if text.startswith("АР") else text


def _point(lat: str, lon: str) -> tuple[float, float] | None:
    north, east = _degrees(lat, "NS", 90.0), _degrees(lon, "EW", 180.0)
    return None if north is None or east is None or (north == 0.0 and east == 0.0) else (north, east)


def _degrees(text: str, sides: str, most: float) -> float | None:
    found = _ANGLE.fullmatch(text)
    if found is None or found[1] not in sides:
        return None
    degrees = int(found[2]) + int(found[3]) / 60 + float(found[4].replace(",", ".")) / 3600
    return None if degrees > most else round(-degrees if found[1] in "SW" else degrees, 5)
