"""An edition of KATOTTG without codes: settlements by the names of oblast, raion and hromada, in the order of codes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from toponyms.build.names import clean
from toponyms.build.sources import open_lines
from toponyms.errors import BuildError

if TYPE_CHECKING:
    from pathlib import Path

ARRAYS = ("regions", "districts", "hromadas", "katottgData")
"""Arrays of the script: rows are oblast, raion, hromada, type, category and name, all but the last as numbers."""


class Settlement(NamedTuple):
    """A row of the edition; `raion` and `hromada` are empty where the place lies in none."""

    oblast: str
    raion: str
    hromada: str
    name: str


def read_settlements(path: Path) -> list[Settlement]:
    """Every settlement, in the order of the file, which is that of the codes.

    Raises `BuildError` where an array is missing or a row does not fit them.
    """
    with open_lines(path) as lines:
        text = lines.read()
    arrays: dict[str, list[Any]] = {}
    for array in ARRAYS:
        found = re.search(rf"const {array} = (\[.*?\]);\s*$", text, re.MULTILINE | re.DOTALL)
        if not found:
            raise BuildError(f"{path.name}: no array {array}")
        arrays[array] = json.loads(found[1])
    rows = []
    for number, row in enumerate(arrays["katottgData"]):
        try:
            oblast, raion, hromada, _, _, name = row
            names = (arrays["regions"][oblast], arrays["districts"][raion], arrays["hromadas"][hromada], name)
        except (ValueError, IndexError, TypeError):
            raise BuildError(f"{path.name}: row {number} of katottgData is not five numbers and a name") from None
        rows.append(Settlement(*map(clean, names)))
    return rows
