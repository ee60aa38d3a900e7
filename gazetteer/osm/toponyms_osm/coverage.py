"""How many settlements of Ukraine have a mapped position, with and without the layer, and whether it fits the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from toponyms_osm import boundaries
from toponyms_osm.layer import OUTSIDE_KM

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from toponyms.gazetteer import Gazetteer
    from toponyms.types import Place

WANTED = 0.995
"""Share of the settlements that must have a mapped position where their hromada is."""


class Count(NamedTuple):
    """The settlements of the codifier in one gazetteer."""

    settlements: int
    mapped: int
    """With a mapped position."""
    placed: int
    """Of those, inside of the hromada's outline or within `OUTSIDE_KM` of it, where there is one."""
    unknown: int
    """Of those, in a hromada without outline."""


class Coverage(NamedTuple):
    """What `coverage` measures."""

    alone: Count
    layered: Count
    wanted: float = WANTED

    @property
    def share(self) -> float:
        """Share of the settlements that are mapped where their hromada is, with the layer."""
        return self.layered.placed / self.layered.settlements


def coverage(path: Path | None = None) -> Coverage:
    """Count the settlements of a gazetteer file without the layer and with it, compiled over that very file."""
    import tempfile
    from pathlib import Path

    from toponyms.gazetteer import Gazetteer
    from toponyms_osm.__main__ import compile_file

    with tempfile.TemporaryDirectory() as folder:
        layer = Path(folder) / "osm.gaz"
        compile_file(path, layer)
        with Gazetteer.open(path) as alone, Gazetteer.open(path, layers=[layer]) as layered:
            return Coverage(_count(alone), _count(layered))


def _count(gazetteer: Gazetteer) -> Count:
    known = boundaries()
    total = mapped = placed = unknown = 0
    for place in _settlements(gazetteer):
        total += 1
        if place.position_kind == "estimate":
            continue
        mapped += 1
        parents = place.parents
        code = f"katottg:{parents[0].ids.get('katottg', '')}" if parents else ""
        unknown += code not in known
        placed += code not in known or known.distance_km(code, place.lat, place.lon) <= OUTSIDE_KM
    return Count(total, mapped, placed, unknown)


def _settlements(gazetteer: Gazetteer) -> Iterator[Place]:
    for place in gazetteer:
        if place.kind == "settlement" and "katottg" in place.ids:
            yield place


def report(found: Coverage) -> str:
    """The figures as a table in Markdown."""
    lines = [
        "| settlements of Ukraine | the gazetteer alone | with the layer |",
        "| --- | ---: | ---: |",
        f"| by the codifier | {found.alone.settlements:,} | {found.layered.settlements:,} |",
        _line("with a mapped position", found, "mapped"),
        _line(f"that lies in the hromada or within {OUTSIDE_KM:g} km, where its outline is known", found, "placed"),
        _line("of those, in a hromada whose outline is not known", found, "unknown"),
    ]
    return "\n".join(lines)


def _line(what: str, found: Coverage, field: str) -> str:
    cells = [
        f"{getattr(count, field):,} ({100 * getattr(count, field) / count.settlements:.2f} %)"
        for count in (found.alone, found.layered)
    ]
    return f"| {what} | {' | '.join(cells)} |"
