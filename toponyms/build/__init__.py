"""From raw files to the snapshot, and from the snapshot to the index.

`build_snapshot` reads what `gazetteer/sources.toml` lists and writes the snapshot, which is committed.
`compile_gazetteer` in `compile.py` makes the one file that is opened at run time, and needs no raw file.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from toponyms.build.claims import Claim

    Writer = Callable[[str, Iterable[tuple[str, Iterable[Claim]]]], None]

__all__ = ["build_snapshot"]


def build_snapshot(
    sources: Path,
    out: Path,
    report: Callable[[str], None] | None = None,
    *,
    listing: Path | None = None,
    joins: Path | None = None,
) -> dict[str, int]:
    """Make the snapshot `out` from the folder of raw files `sources`; the bytes of each part.

    `report` is called with a line at each step, saying what was read, kept and dropped (default: print on stderr).
    `listing` is the `sources.toml` (default: the one beside `out`), `joins` a table to write that says of every
    settlement of Ukraine where it lies and what placed it there.

    Raises `BuildError` for a missing file, saying where to get it, or a malformed one, naming the line. Parts that an
    earlier build left and this one does not make are removed.
    """
    from toponyms.build.progress import track
    from toponyms.build.snapshot import write_part
    from toponyms.build.sources import Sources
    from toponyms.build.ukraine import build_ukraine
    from toponyms.build.waters import Waters
    from toponyms.build.world import build_world

    say = report or _say
    raw = Sources(sources, listing or out.parent / "sources.toml")
    raw.check(say)
    sizes: dict[str, int] = {}
    known: set[str] = set()
    parents: set[str] = set()

    def write(part: str, places: Iterable[tuple[str, Iterable[Claim]]]) -> None:
        watched = _watch(track(places, f"writing {part}"), known, parents)
        count, claims, sizes[part] = write_part(out / f"{part}.tsv.xz", watched)
        say(f"wrote {part}: {count:,} places, {claims:,} claims, {sizes[part]:,} bytes")

    waters = Waters(raw, say)
    build_ukraine(raw, write, say, waters, joins=joins)
    build_world(raw, write, say)
    waters.write(write, say)
    if lacking := parents - known:
        say(f"WARNING: {len(lacking):,} parents are no place of the snapshot, such as {min(lacking)}")
    for path in sorted(out.glob("*.tsv.xz")):
        if path.name.removesuffix(".tsv.xz") not in sizes:
            path.unlink()
            say(f"removed {path.name}, which this build does not make")
    say(f"snapshot: {len(known):,} places in {len(sizes)} parts, {sum(sizes.values()):,} bytes")
    return sizes


def _watch(
    places: Iterable[tuple[str, Iterable[Claim]]], known: set[str], parents: set[str]
) -> Iterable[tuple[str, Iterable[Claim]]]:
    """Pass places on, noting which there are and which they name as parents."""
    for place, claims in places:
        listed = list(claims)
        known.add(place)
        parents.update(claim.value for claim in listed if claim.field == "parent")
        yield place, listed


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
