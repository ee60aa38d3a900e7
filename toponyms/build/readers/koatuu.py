"""KOATUU, Ukraine's codifier until 2020: its raions.

The file is a table of code, type and name in capitals; a raion is followed by its centre: "ІЗЮМСЬКИЙ РАЙОН/М.ІЗЮМ".
Codes lack their leading zero where they have one.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, NamedTuple

from toponyms.build.names import clean
from toponyms.build.sources import open_lines
from toponyms.errors import BuildError

if TYPE_CHECKING:
    from pathlib import Path

_RAION = re.compile(r"(?P<name>.+) РАЙОН/\s*(?:М\.|СМТ|С\.|С-ЩЕ)?\s*(?P<centre>.+)")


class Raion(NamedTuple):
    """A raion of before 2020."""

    code: str
    """Ten digits: `1420900000`."""
    name: str
    """Its adjective: Бахмутський."""
    centre: str
    """Name of its centre."""

    @property
    def key(self) -> str:
        """The first five digits, which the codes of its settlements begin with."""
        return self.code[:5]


def read_raions(path: Path) -> list[Raion]:
    """The raions in the order of the file.

    Raises `BuildError` for a file without the columns TE and NU, or without a raion.
    """
    with open_lines(path) as lines:
        rows = csv.DictReader(lines)
        if not {"TE", "NU"} <= set(rows.fieldnames or ()):
            raise BuildError(f"{path.name}, line 1: no columns TE and NU")
        found = []
        for row in rows:
            if match := _RAION.fullmatch(row["NU"].strip()):
                found.append(Raion(row["TE"].strip().zfill(10), small(match["name"]), small(match["centre"])))
    if not found:
        raise BuildError(f"{path.name}: no raion")
    return found


def small(name: str) -> str:
    """A name in capitals as it is written: a capital at the beginning of each word and part only.

    >>> small("КАМ'ЯНКА-ДНІПРОВСЬКА"), small("ВЕЛИКИЙ БУРЛУК")
    ('Кам’янка-Дніпровська', 'Великий Бурлук')
    """
    text = clean(name).replace("'", "’").replace('"', "’")
    return re.sub(r"[^\s-]+", lambda word: word[0].capitalize(), text)
