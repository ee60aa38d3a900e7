"""GeoNames' list of Russian post offices: a place in Cyrillic with its oblast and raion, and a point of some accuracy.

Twelve columns, described in the readme.txt beside the list (https://download.geonames.org/export/zip/).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from toponyms.build.names import clean
from toponyms.build.sources import open_lines
from toponyms.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Office(NamedTuple):
    """One row of the list."""

    code: str
    """Postal code; every row has one of its own."""
    name: str
    oblast: str
    """In words: `Белгородская Область`."""
    raion: str
    """In words and capitals: `ГОРШЕЧЕНСКИЙ РАЙОН`; "" for towns that lie in none."""
    lat: float
    lon: float
    accuracy: int
    """1: estimated from neighbouring codes; 4: the point of a place of that name."""


def read_offices(path: Path, country: str = "RU") -> Iterator[Office]:
    """Every office of the list.

    Raises `BuildError` naming the line that has not 12 columns, or no point.
    """
    with open_lines(path, f"{country}.txt") as lines:
        for number, line in enumerate(lines, 1):
            cells = line.rstrip("\n").split("\t")
            if len(cells) != 12:
                raise BuildError(f"{path.name}, line {number}: {len(cells)} columns where the list has 12")
            try:
                lat, lon, accuracy = float(cells[9]), float(cells[10]), int(cells[11] or 1)
            except ValueError as error:
                raise BuildError(f"{path.name}, line {number}: {error}") from None
            yield Office(cells[1], clean(cells[2]), clean(cells[3]), clean(cells[5]), lat, lon, accuracy)
