"""Writing a file: whole or not at all, laid out as promised, the same bytes from the same sections."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from pathlib import Path

import pytest
import xxhash
from hypothesis import given
from hypothesis import strategies as st

from tests.tiny import tiny_path
from toponyms.index import format as layout
from toponyms.index.reader import Index, read_header
from toponyms.index.writer import directory, numbers, starts, write_file

PRINTS = {"keys_fingerprint": b"k" * 16, "rules_fingerprint": b"r" * 16, "inputs_fingerprint": b"i" * 16}
META = {"data_version": "7", "attribution": "Имена © someone"}


def sections() -> dict[str, bytes]:
    """All sections of the tiny gazetteer, as bytes."""
    whole = tiny_path().read_bytes()
    return {name: whole[at : at + length] for name, (at, length, _) in read_header(tiny_path()).sections.items()}


@given(st.lists(st.integers(0, 50), max_size=40))
def test_starts_are_running_sums(sizes: list[int]) -> None:
    found = starts(sizes)
    assert len(found) == len(sizes) + 1
    assert [found[at + 1] - found[at] for at in range(len(sizes))] == sizes


@pytest.mark.parametrize("width", [32, 64])
@given(data=st.data())
def test_a_directory_leads_to_every_hash(width: int, data: st.DataObject) -> None:
    hashes = sorted(data.draw(st.lists(st.integers(0, (1 << width) - 1), max_size=60, unique=True)))
    leading = directory(numbers("Q", hashes), width)
    shift = width - layout.directory_bits(len(hashes))
    assert len(leading) == (1 << width - shift) + 1
    for bucket in range(len(leading) - 1):
        first = bisect_left(hashes, bucket << shift)
        past = bisect_right(hashes, (bucket + 1 << shift) - 1)
        assert (leading[bucket], leading[bucket + 1]) == (first, past)


def test_numbers_that_do_not_fit_are_an_error() -> None:
    with pytest.raises(OverflowError):
        numbers("H", [70_000])


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "folder" / "x.gaz"
    write_file(path, sections(), META, **PRINTS)
    index = Index(path, verify=True)
    assert index.meta == META
    assert (index.header.keys, index.header.rules, index.header.inputs) == (b"k" * 16, b"r" * 16, b"i" * 16)
    for name, data in sections().items():
        assert bytes(index[name]) == data
    assert list(index.header.sections) == [name for name, _, _ in layout.SECTIONS]


def test_arrays_and_their_bytes_are_written_alike(tmp_path: Path) -> None:
    given_bytes = sections()
    arrays: dict[str, bytes | array[int]] = dict(given_bytes)
    for name, code, _ in layout.SECTIONS:
        data = numbers(code, [])
        data.frombytes(given_bytes[name])
        arrays[name] = data
    write_file(tmp_path / "a.gaz", given_bytes, META, **PRINTS)
    write_file(tmp_path / "b.gaz", arrays, META, **PRINTS)
    assert (tmp_path / "a.gaz").read_bytes() == (tmp_path / "b.gaz").read_bytes()


def test_sections_are_aligned_and_do_not_overlap(tmp_path: Path) -> None:
    write_file(tmp_path / "x.gaz", sections(), META, **PRINTS)
    whole = (tmp_path / "x.gaz").read_bytes()
    end = 0
    for at, length, digest in read_header(tmp_path / "x.gaz").sections.values():
        assert at % layout.ALIGNMENT == 0
        assert end <= at < end + layout.ALIGNMENT or end == 0
        assert not any(whole[end:at]) or end == 0, "padding is zeros"
        assert xxhash.xxh3_128_digest(whole[at : at + length]) == digest
        end = at + length
    assert end == len(whole)


def test_a_section_that_is_missing_writes_nothing(tmp_path: Path) -> None:
    given_sections = sections()
    del given_sections["grid.cells"]
    with pytest.raises(KeyError, match=r"grid\.cells"):
        write_file(tmp_path / "x.gaz", given_sections, META, **PRINTS)
    assert list(tmp_path.iterdir()) == []


def test_a_section_of_another_width_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=r"row\.dates"):
        write_file(tmp_path / "x.gaz", {**sections(), "row.dates": numbers("I", [1])}, META, **PRINTS)
    assert list(tmp_path.iterdir()) == []


def test_a_failing_write_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "x.gaz"
    write_file(path, sections(), META, **PRINTS)
    before = path.read_bytes()
    broken = {**sections(), "claim.bytes": "text, not bytes"}
    with pytest.raises((TypeError, AttributeError)):
        write_file(path, broken, META, **PRINTS)  # type: ignore[arg-type]
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_an_open_file_outlives_its_replacement(tmp_path: Path) -> None:
    path = tmp_path / "x.gaz"
    write_file(path, sections(), META, **PRINTS)
    index = Index(path)
    write_file(path, sections(), {"data_version": "8"}, **PRINTS)
    assert index.meta["data_version"] == "7"
    assert bytes(index["rules.keys"]) == sections()["rules.keys"]
    assert Index(path).meta["data_version"] == "8"
