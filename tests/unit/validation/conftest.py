"""A small gazetteer without a fault, and ways to plant one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from toponyms.build.claims import COLUMNS, place_key
from toponyms.build.compile import compile_gazetteer

DATA = Path(__file__).parents[2] / "data" / "validation"
CLEAN = (DATA / "clean.tsv").read_text(encoding="utf-8")

Make = Callable[..., Path]


def claim(place: str, field: str, value: str, language: str = "", kind: str = "", **more: str) -> str:
    """A line of a table of claims; `from_` and `to`, `source`, `lost`, `note` by name."""
    cells = {"source": "tiny", "from": more.pop("from_", ""), **more}
    first = dict(zip(COLUMNS, (place, field, value, language, kind), strict=False))
    return "\t".join({**dict.fromkeys(COLUMNS, ""), **first, **cells}.values()) + "\n"


def changed(old: str, new: str) -> str:
    """The table with one line, found by a part of it, changed; the part stands once."""
    assert CLEAN.count(old) == 1, f"{old!r} stands {CLEAN.count(old)} times"
    return CLEAN.replace(old, new)


def with_claims(*lines: str) -> str:
    """The table with more claims; each goes behind those of its place."""
    head, *rows = CLEAN.splitlines(keepends=True)
    return head + "".join(sorted([*rows, *lines], key=lambda row: place_key(row.split("\t", 1)[0])))


def write(folder: Path, table: str = CLEAN, **more: str) -> Path:
    """A folder `gazetteer` with the table as a snapshot, with its sources and checks; the snapshot's path."""
    snapshot = folder / "gazetteer" / "snapshot"
    snapshot.mkdir(parents=True)
    (snapshot / "ua.tsv").write_text(table, encoding="utf-8")
    for name, text in more.items():
        (snapshot / f"{name}.tsv").write_text(text, encoding="utf-8")
    for name in ("sources.toml", "checks.toml"):
        (snapshot.parent / name).write_text((DATA / name).read_text(encoding="utf-8"), encoding="utf-8")
    return snapshot


def compiled(folder: Path, table: str = CLEAN, version: str = "clean-1") -> Path:
    """The table as a compiled file, with its sources and checks beside it."""
    import lzma

    parts = folder / "parts"
    parts.mkdir(parents=True)
    head = table.splitlines(keepends=True)[0]
    for name in ("admin", "world", "world-small"):
        (parts / f"{name}.tsv.xz").write_bytes(lzma.compress(head.encode()))
    (parts / "ua-all.tsv.xz").write_bytes(lzma.compress(table.encode()))
    for name in ("sources.toml", "checks.toml"):
        text = (DATA / name).read_text(encoding="utf-8").replace("clean-1", version)
        (folder / name).write_text(text, encoding="utf-8")
    path = folder / "mine.gaz"
    compile_gazetteer(path, snapshot=parts)
    return path


@pytest.fixture
def snapshot(tmp_path: Path) -> Make:
    """Write a table as a snapshot."""
    return lambda table=CLEAN, **more: write(tmp_path, table, **more)
