"""The list of sources: every file checked, a missing one named with where to get it."""

from __future__ import annotations

from pathlib import Path

import pytest

from toponyms.build.sources import Sources, open_lines, read_listing
from toponyms.errors import BuildError


def test_the_projects_own_list_is_whole(listing: Path) -> None:
    rows = read_listing(listing)
    assert rows["geonames-ua"].file.endswith("UA.zip")
    for row in rows.values():
        if row.file and not row.optional:
            assert row.url.startswith("https://"), row.id
            assert len(row.sha256) == 64, row.id


def test_a_file_of_another_edition_is_taken_and_told(raw: Path, listing: Path) -> None:
    said: list[str] = []
    Sources(raw, listing).check(said.append)
    assert any("UA.zip is not the edition" in line for line in said)
    assert any("no geonames/allCountries.zip" in line for line in said)


def test_a_package_of_another_version_is_told(raw: Path, tmp_path: Path) -> None:
    listing = tmp_path / "sources.toml"
    row = "[{0}]\ntitle = 'x'\nlicence = 'MIT'\nuse = 'ship'\npackage = '{1}'\nversion = '{2}'\n"
    listing.write_text(row.format("a", "pytest", "0.1") + row.format("b", "no-such-package", "1"))
    said: list[str] = []
    Sources(raw, listing).check(said.append)
    assert "the snapshot was made with 0.1" in said[0]
    assert "no-such-package is not installed" in said[1]


def test_every_missing_file_is_named_at_once(raw: Path, listing: Path) -> None:
    (raw / "geonames" / "UA.zip").unlink()
    (raw / "geonames" / "countryInfo.txt").unlink()
    sources = Sources(raw, listing)
    with pytest.raises(BuildError, match=r"UA\.zip.*from https://") as caught:
        sources.check(lambda _: None)
    assert "countryInfo.txt" in str(caught.value)
    with pytest.raises(BuildError, match="get it from"):
        sources.path("geonames-ua")


def test_a_folder_that_is_none(tmp_path: Path, listing: Path) -> None:
    with pytest.raises(BuildError, match="--sources"):
        Sources(tmp_path / "nowhere", listing)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[a]\ntitle = 'x'\nlicence = 'MIT'\n", "has no use"),
        ("[a]\ntitle = 'x'\nlicence = 'MIT'\nuse = 'copy'\n", "neither ship nor check"),
        ("[a\n", "sources.toml"),
    ],
)
def test_a_malformed_list(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(text)
    with pytest.raises(BuildError, match=words):
        read_listing(path)


def test_broken_archives_are_told(tmp_path: Path) -> None:
    for name in ("a.zip", "a.txt.gz"):
        (tmp_path / name).write_bytes(b"not packed")
        with pytest.raises(BuildError, match="damaged"), open_lines(tmp_path / name) as lines:
            list(lines)


def test_a_zip_without_its_file(raw: Path) -> None:
    path = raw / "geonames" / "allCountries.zip"
    path.write_bytes((raw / "geonames" / "UA.zip").read_bytes())
    with pytest.raises(BuildError, match=r"no allCountries\.txt"), open_lines(path) as lines:
        list(lines)
