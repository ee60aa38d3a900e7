"""The layout of the file: packed numbers, grid cells, segments and signatures, and its page in the documentation."""

from __future__ import annotations

import re
import string
import struct
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from toponyms.index import format as layout

SKELETONS = st.text(string.ascii_lowercase, max_size=24)


def test_sizes_are_the_ones_of_the_page(root: Path) -> None:
    page = (root / "docs" / "explain" / "index-format.md").read_text(encoding="utf-8")
    assert layout.HEADER.size == 96
    assert layout.TABLE_ENTRY.size == 56
    assert f"{layout.HEADER.size} bytes" in page
    assert f"{layout.TABLE_ENTRY.size} bytes" in page
    assert f"version {layout.FORMAT_VERSION}" in page


def test_the_digest_lies_where_the_reader_blanks_it() -> None:
    packed = layout.HEADER.pack(b"", 0, 0, 0, 0, 0, b"D" * 16, b"", b"", b"")
    assert packed.index(b"D" * 16) == layout.DIGEST_AT


@pytest.mark.parametrize("length", [2, 3, 7, layout.LENGTHS - 1])
def test_buckets_ascend_as_the_skeletons_do(length: int) -> None:
    words = ["".join(signs).ljust(length, "e") for signs in product(" 059abyz~", repeat=2)]
    ordered = sorted([*words, *(word + "longer" for word in words)], key=layout.in_order)
    buckets = [layout.bucket_of(word.encode()) for word in ordered]
    assert buckets == sorted(buckets)
    for word, bucket in zip(ordered, buckets, strict=True):
        for letters in (word[:1], word[:2]):
            low, high = layout.beginning(len(word), letters)
            assert low <= bucket < high


def test_section_names_are_unique_and_fit_the_table() -> None:
    names = [name for name, _, _ in layout.SECTIONS]
    assert len(set(names)) == len(names)
    assert max(len(name.encode("ascii")) for name in names) < 24, "a NUL must follow"


def test_sections_hold_numbers_of_fixed_width() -> None:
    assert {struct.calcsize(f"<{code}") for _, code, _ in layout.SECTIONS} <= {1, 2, 4, 8}
    assert all(meaning for _, _, meaning in layout.SECTIONS)


def test_every_section_stands_on_the_page_with_its_type(root: Path) -> None:
    page = (root / "docs" / "explain" / "index-format.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z.]+)` \| (\w+) \|", page, flags=re.MULTILINE)
    words = {"B": "u8", "H": "u16", "h": "i16", "I": "u32", "i": "i32", "Q": "u64"}
    assert rows == [(name, words[code]) for name, code, _ in layout.SECTIONS]


@given(kind=st.integers(0, 15), language=st.integers(0, 2047), source=st.integers(0, 65535), core=st.booleans())
def test_facts_come_back_from_one_number(kind: int, language: int, source: int, core: bool) -> None:
    packed = layout.pack_facts(kind, language, source, core)
    assert 0 <= packed < 1 << 32
    assert layout.unpack_facts(packed) == (kind, language, source, core)


@pytest.mark.parametrize("facts", [(16, 0, 0), (0, 2048, 0), (0, 0, 65536)])
def test_a_vocabulary_that_outgrows_its_bits_is_an_error(facts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="outgrown"):
        layout.pack_facts(*facts, core=False)


@given(count=st.integers(0, 10_000_000))
def test_a_bucket_holds_a_few_entries(count: int) -> None:
    buckets = 1 << layout.directory_bits(count)
    assert buckets >= 2
    assert count / buckets <= 4


@given(lat=st.floats(-90, 90), lon=st.floats(-180, 180))
def test_a_cell_is_in_the_grid_and_holds_its_point(lat: float, lon: float) -> None:
    row, column = divmod(layout.grid_cell(lat, lon), layout.GRID_COLUMNS)
    assert 0 <= row < 180 / layout.GRID_DEGREES
    south, west = row * layout.GRID_DEGREES - 90, column * layout.GRID_DEGREES - 180
    assert south - 1e-9 <= lat <= south + layout.GRID_DEGREES + 1e-9
    assert west - 1e-9 <= lon <= west + layout.GRID_DEGREES + 1e-9 or (lon > 180 - 1e-9 and west == -180)


def test_the_antimeridian_is_one_line() -> None:
    assert layout.grid_cell(10, 180) == layout.grid_cell(10, -180)


@given(length=st.integers(0, 200))
def test_segments_cover_the_word_once(length: int) -> None:
    bounds = layout.segment_bounds(length)
    assert len(bounds) == layout.SEGMENTS
    assert [at for start, size in bounds for at in range(start, start + size)] == list(range(length))
    sizes = [size for _, size in bounds]
    assert max(sizes) - min(sizes) <= 1


@given(left=SKELETONS, right=SKELETONS)
def test_signatures_differ_in_two_bits_an_edit_at_most(left: str, right: str) -> None:
    differing = (layout.signature(left) ^ layout.signature(right)).bit_count()
    assert differing <= 2 * Levenshtein.distance(left, right)


@given(word=st.text(string.ascii_lowercase + string.digits, max_size=120))
def test_a_signature_fits_into_the_upper_half_of_a_posting(word: str) -> None:
    assert 0 <= layout.signature(word) < 1 << 32


@given(word=SKELETONS.filter(bool), letters=st.randoms())
def test_a_signature_is_of_letters_not_of_their_order(word: str, letters: object) -> None:
    shuffled = list(word)
    letters.shuffle(shuffled)  # type: ignore[attr-defined]
    assert layout.signature(word) == layout.signature("".join(shuffled))
