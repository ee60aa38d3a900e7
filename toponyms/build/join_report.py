"""The table that says of every settlement of Ukraine where it lies and what placed it there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from toponyms.build.ukraine_places import estimated_km

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from toponyms.build.spine import Spine

COLUMNS = (
    "katottg",
    "category",
    "name",
    "oblast",
    "raion",
    "hromada",
    "place",
    "position",
    "lat",
    "lon",
    "rule",
    "point",
    "heading",
    "reason",
)
"""`position` is mapped or estimate; `rule` the step that joined it, or the unit whose median it stands in; `point` and
`heading` the row of the source; `reason` why there is no point, with the ids of those that may be it."""


def write_report(path: Path, spine: Spine) -> None:
    """Write the table, parted by tabs, in the order of the codifier. It appears whole or not at all."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("w", encoding="utf-8", newline="\n") as file:
            file.write("\t".join(COLUMNS) + "\n")
            file.writelines("\t".join(line) + "\n" for line in report_lines(spine))
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def report_lines(spine: Spine) -> Iterator[tuple[str, ...]]:
    """The cells of each settlement."""
    for code, unit in spine.settlements.items():
        names = {spine.units[level].category: spine.units[level].name for level in unit.levels[:-1]}
        head = (code, unit.category, unit.name, *(names.get(category, "") for category in "OPH"), spine.place(code))
        if found := spine.row_of.get(code) or spine.record_of.get(code):
            where = (f"{found.lat:.5f}", f"{found.lon:.5f}")
            yield (*head, "mapped", *where, spine.step_of.get(code, ""), found.place, found.name, "")
        else:
            level, spread = spine.estimate(unit)
            around = spine.units[level].name if level in spine.units else level
            rule = f"median of {around} ({level}), {estimated_km(spread):.0f} km"
            where = (f"{spread.lat:.5f}", f"{spread.lon:.5f}")
            yield (*head, "estimate", *where, rule, "", "", spine.reason_of.get(code, ""))
