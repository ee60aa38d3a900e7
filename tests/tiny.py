"""A gazetteer of some thirty places, written as claims in `tests/data/tiny` and compiled when a test first needs it."""

from __future__ import annotations

import atexit
import lzma
import tempfile
from functools import cache
from pathlib import Path

from toponyms import Gazetteer
from toponyms.build.compile import compile_gazetteer
from toponyms.matching.hits import Hit

TABLES = Path(__file__).parent / "data" / "tiny"
"""A table of claims a part of the snapshot, uncompressed."""

MANIFEST = 'data_version = "tiny-1"\n[tiny]\nuse = "ship"\nattribution = "Made up for tests."\n'
"""What stands in `sources.toml` beside the snapshot."""

KYIV_TABLE = """\
place\tfield\tvalue\tlanguage\tkind\tfrom\tto\tsource\tlost\tnote
geonames:703448\tname\tКиїв\tuk\tofficial\t\t\ttiny\t\t
geonames:703448\tname\tKyiv\ten\tofficial\t\t\ttiny\t\t
geonames:703448\tposition\t50.45466 30.5238 1.0\t\tmapped\t\t\ttiny\t\t
geonames:703448\tkind\tsettlement\t\tP.PPLC\t\t\ttiny\t\t
geonames:703448\tcountry\tUA\t\tprimary\t\t\ttiny\t\t
geonames:703448\tpopulation\t2797553\t\t\t\t\ttiny\t\t
"""
"""A place that nothing in the other tables has to do with."""


def write_snapshot(folder: Path, **more: str) -> Path:
    """Write the tables as a snapshot below a folder, with more parts where given (name -> table); its path."""
    snapshot = folder / "snapshot"
    snapshot.mkdir(parents=True)
    tables = {path.stem: path.read_text(encoding="utf-8") for path in sorted(TABLES.glob("*.tsv"))}
    for name, table in {**tables, **more}.items():
        (snapshot / f"{name.replace('_', '-')}.tsv.xz").write_bytes(lzma.compress(table.encode()))
    (folder / "sources.toml").write_text(MANIFEST, encoding="utf-8")
    return snapshot


def compile_tiny(folder: Path, **more: str) -> Path:
    """Compile the tables, with more parts where given, into a file below a folder; its path."""
    path = folder / "tiny.gaz"
    compile_gazetteer(path, snapshot=write_snapshot(folder, **more))
    return path


@cache
def tiny_path() -> Path:
    """The tiny gazetteer, compiled once a test run; tests that change a file change a copy."""
    folder = tempfile.TemporaryDirectory(prefix="toponyms-tiny-")
    atexit.register(folder.cleanup)
    return compile_tiny(Path(folder.name))


def open_tiny() -> Gazetteer:
    """A new `Gazetteer` over the tiny file."""
    return Gazetteer.open(tiny_path())


def hits_by_id(tiny: Gazetteer, hits: dict[int, Hit]) -> dict[str, Hit]:
    """Hits by the id of their place, which does not change with the order of places."""
    return {tiny._place_at(row).id: hit for row, hit in hits.items()}
