"""A missing, truncated, future or damaged file gives the documented error or an answer, never anything else."""

from __future__ import annotations

import random
import shutil
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

import toponyms
from tests.tiny import tiny_path
from toponyms import (
    Gazetteer,
    GazetteerCorrupt,
    GazetteerError,
    GazetteerNotFound,
    GazetteerVersionError,
    UnknownPlace,
    UsageError,
)
from toponyms.index.format import FORMAT_VERSION, SECTIONS
from toponyms.index.reader import Header, Index, read_header
from toponyms.index.writer import write_file

DOCUMENTED = (GazetteerCorrupt, GazetteerVersionError, UnknownPlace, UsageError)
"""What reading a file with flipped bits may raise: a flipped id or country is one that is not there."""

NAMES = (
    "Nyok",
    "New York",
    "Kupyansk",
    "Калинове, Donetsk Oblast",
    "Бахмуті",
    "Bakmhut",
    "Artemivsk/Bakhmut",
    "qwxzzk",
)
HINTS: tuple[dict[str, object], ...] = (
    {"country": "UA"},
    {"country": "Ukraine"},
    {"within": "Donetsk Oblast"},
    {"within": "geonames:709716"},
    {"near": (48.5, 37.9)},
    {"kind": "settlement"},
    {"as_of": "2015"},
)

OPENERS: tuple[Callable[[Path], object], ...] = (
    Gazetteer.open,
    lambda path: Gazetteer.open(str(path)),
    lambda path: Gazetteer.open(path, verify=True),
    read_header,
)
"""Every way to open a file."""


def exercise(gazetteer: Gazetteer, place: str) -> None:
    """Read a bit of everything: names, hints, places and their parts, explanations, the grid."""
    for name in NAMES:
        found = gazetteer.resolve(name, min_confidence=0)
        assert found.status in ("resolved", "unknown")
        found.explain()
        found.to_dict()
        found._repr_html_()
        for candidate in found.candidates:
            assert isinstance(candidate.place.names, tuple)
    for hints in HINTS:
        gazetteer.resolve("Kalynove", **hints).explain()  # type: ignore[arg-type]
    one = gazetteer.place(place)
    assert (one.parents, one.ids, one.name_in("uk"), one.name_in("ru", "2000")) is not None
    one.to_dict()
    assert one.__geo_interface__["type"] == "Feature"
    one._repr_html_()
    gazetteer._claims_of(one._row)
    gazetteer.nearest(48.59, 37.83, limit=3)
    gazetteer.nearest(50.0, 30.0, kind="settlement", country="UA")
    repr(gazetteer)


def survives(path: Path, place: str) -> bool:
    """Whether the damage was noticed; any exception that is not documented goes through."""
    try:
        with Gazetteer.open(path) as gazetteer:
            exercise(gazetteer, place)
    except DOCUMENTED:
        return True
    return False


@pytest.fixture(scope="module")
def whole() -> bytes:
    return tiny_path().read_bytes()


@pytest.fixture
def copy(tmp_path: Path) -> Callable[[bytes], Path]:
    """Puts bytes into a new file; a mapped file is never written to."""
    numbers = iter(range(10**6))

    def put(data: bytes) -> Path:
        path = tmp_path / f"{next(numbers)}.gaz"
        path.write_bytes(data)
        return path

    return put


def head_of(whole: bytes) -> int:
    """Bytes of header, meta and table."""
    return min(at for at, length, _ in Header("tiny", whole, len(whole)).sections.values() if length)


def test_the_whole_file_is_whole(whole: bytes, copy: Callable[[bytes], Path]) -> None:
    path = copy(whole)
    for opener in OPENERS:
        opener(path)
    assert not survives(path, "geonames:699751"), "the exercise itself raises nothing"


@pytest.mark.parametrize("opener", OPENERS)
def test_a_missing_file(tmp_path: Path, opener: Callable[[Path], object]) -> None:
    with pytest.raises(GazetteerNotFound, match=r"none\.gaz.*toponyms compile"):
        opener(tmp_path / "none.gaz")


@pytest.mark.parametrize("opener", OPENERS)
def test_a_truncated_file(whole: bytes, copy: Callable[[bytes], Path], opener: Callable[[Path], object]) -> None:
    draw = random.Random(4)
    lengths = {0, 1, 7, 8, 95, 96, 97, head_of(whole) - 1, head_of(whole), len(whole) // 2, len(whole) - 1}
    for length in sorted(lengths | {draw.randrange(len(whole)) for _ in range(60)}):
        with pytest.raises(GazetteerCorrupt, match="toponyms compile"):
            opener(copy(whole[:length]))


@pytest.mark.parametrize("opener", OPENERS)
def test_a_file_with_something_behind_it(
    whole: bytes, copy: Callable[[bytes], Path], opener: Callable[[Path], object]
) -> None:
    with pytest.raises(GazetteerCorrupt, match="its header says"):
        opener(copy(whole + b"\0"))


def rewritten(path: Path, out: Path, changes: dict[str, bytes]) -> Path:
    """A whole file in which some sections hold something else."""
    index = Index(path)
    parts = {name: bytes(index[name].cast("B")) for name, _, _ in SECTIONS} | changes
    write_file(out, parts, index.meta, keys_fingerprint=bytes(16), rules_fingerprint=bytes(16),
               inputs_fingerprint=bytes(16))  # fmt: skip
    return out


def test_rules_of_another_version_are_no_damage(tmp_path: Path) -> None:
    weights = bytes(Index(tiny_path())["rules.weights"])
    for number, section, data in (
        (0, "rules.weights", b"\n".join(line for line in weights.splitlines() if b"\tprominence\t" not in line)),
        (1, "rules.weights", b"new\ttable\t1.0\n" + weights),
        (2, "rules.keys", b"an older kind of rules"),
        (3, "rules.words", b"\0"),
    ):
        path = rewritten(tiny_path(), tmp_path / f"{number}.gaz", {section: data})
        with pytest.raises(GazetteerVersionError, match=r"rules that this version.*toponyms compile"):
            Gazetteer.open(path, verify=True)
    damaged = bytearray(path.read_bytes())
    damaged[read_header(path).sections["rules.words"][0]] ^= 1
    (tmp_path / "damaged.gaz").write_bytes(damaged)
    with pytest.raises(GazetteerCorrupt):
        Gazetteer.open(tmp_path / "damaged.gaz")


@pytest.mark.parametrize("opener", OPENERS)
def test_a_future_and_a_past_version(
    whole: bytes, copy: Callable[[bytes], Path], opener: Callable[[Path], object]
) -> None:
    for version in (FORMAT_VERSION - 1, FORMAT_VERSION + 1, 2**32 - 1):
        data = bytearray(whole)
        struct.pack_into("<I", data, 8, version)
        with pytest.raises(GazetteerVersionError, match=rf"version {version},.*toponyms compile"):
            opener(copy(bytes(data)))


@pytest.mark.parametrize("opener", OPENERS)
def test_what_is_no_gazetteer(tmp_path: Path, copy: Callable[[bytes], Path], opener: Callable[[Path], object]) -> None:
    for data in (b"", b"name,lat,lon\n" * 50, b"PK\x03\x04" + bytes(500), bytes(4096), b"\xff" * 4096):
        with pytest.raises(GazetteerCorrupt, match="no gazetteer"):
            opener(copy(data))
    with pytest.raises(GazetteerError):
        opener(tmp_path)


def test_every_flipped_bit_of_the_head_is_seen_on_every_open(whole: bytes, copy: Callable[[bytes], Path]) -> None:
    draw = random.Random(5)
    header = range(96 * 8)
    rest = [draw.randrange(96 * 8, head_of(whole) * 8 - 64 * 8) for _ in range(120)]
    for bit in [*header[::3], *rest]:
        data = bytearray(whole)
        data[bit // 8] ^= 1 << bit % 8
        path = copy(bytes(data))
        with pytest.raises((GazetteerCorrupt, GazetteerVersionError)):
            Gazetteer.open(path)
        with pytest.raises((GazetteerCorrupt, GazetteerVersionError)):
            read_header(path)
        path.unlink()


def flips(whole: bytes, count: int, seed: int) -> list[tuple[str, int, int]]:
    """Section, byte and bit of some flips, every section alike, long and short ones."""
    draw = random.Random(seed)
    sections = [(n, at, length) for n, (at, length, _) in Header("", whole, len(whole)).sections.items() if length]
    out = []
    for number in range(count):
        name, at, length = sections[number % len(sections)]
        out.append((name, at + draw.randrange(length), draw.randrange(8)))
    return out


def test_verifying_finds_every_flipped_bit(whole: bytes, copy: Callable[[bytes], Path]) -> None:
    for name, at, bit in flips(whole, 160, seed=6):
        data = bytearray(whole)
        data[at] ^= 1 << bit
        path = copy(bytes(data))
        with pytest.raises(GazetteerCorrupt, match=f"section {name} is damaged"):
            Gazetteer.open(path, verify=True)
        path.unlink()


def test_a_flipped_bit_gives_an_answer_or_the_error(whole: bytes, copy: Callable[[bytes], Path]) -> None:
    noticed = 0
    for name, at, bit in flips(whole, 160, seed=7):
        data = bytearray(whole)
        data[at] ^= 1 << bit
        path = copy(bytes(data))
        try:
            noticed += survives(path, "geonames:699751")
        except Exception as error:
            raise AssertionError(f"bit {bit} of byte {at} in {name}: {error!r}") from error
        path.unlink()
    assert 0 < noticed < 160


def test_a_lost_block_gives_an_answer_or_the_error(whole: bytes, copy: Callable[[bytes], Path]) -> None:
    draw = random.Random(8)
    for name, at, _ in flips(whole, 55, seed=8):
        size = draw.choice([4, 64, 512])
        data = bytearray(whole)
        data[at : at + size] = draw.choice([bytes(size), b"\xff" * size, draw.randbytes(size)])
        path = copy(bytes(data[: len(whole)]))
        try:
            survives(path, "geonames:699751")
        except Exception as error:
            raise AssertionError(f"{size} bytes from {at} in {name}: {error!r}") from error
        path.unlink()


@pytest.mark.parametrize("fill", [0x00, 0xFF], ids=["zeros", "ones"])
def test_a_section_that_is_wiped_gives_an_answer_or_the_error(
    whole: bytes, copy: Callable[[bytes], Path], fill: int
) -> None:
    for name, (at, length, _) in Header("", whole, len(whole)).sections.items():
        data = bytearray(whole)
        data[at : at + length] = bytes([fill]) * length
        path = copy(bytes(data))
        try:
            survives(path, "geonames:699751")
        except Exception as error:
            raise AssertionError(f"{name} filled with {fill:#x}: {error!r}") from error
        path.unlink()


def test_flipped_bits_of_the_real_file(gazetteer: Gazetteer, tmp_path: Path) -> None:
    path = tmp_path / "real.gaz"
    shutil.copyfile(gazetteer.path, path)
    sections = [(name, at, length) for name, (at, length, _) in read_header(path).sections.items() if length]
    draw = random.Random(9)
    for number in range(32):
        name, at, length = sections[number % len(sections)]
        byte, bit = at + draw.randrange(length), draw.randrange(8)
        # before it is mapped: a mapped file never changes
        with path.open("r+b") as file:
            file.seek(byte)
            before = file.read(1)
            file.seek(byte)
            file.write(bytes([before[0] ^ 1 << bit]))
        try:
            survives(path, "geonames:699751")
        except Exception as error:
            raise AssertionError(f"bit {bit} of byte {byte} in {name}: {error!r}") from error
        finally:
            with path.open("r+b") as file:
                file.seek(byte)
                file.write(before)
    with Gazetteer.open(path, verify=True) as restored:
        assert restored.resolve("Nyok", country="UA").place == gazetteer.resolve("Nyok", country="UA").place


def test_damaged_claims_are_corrupt(whole: bytes, copy: Callable[[bytes], Path]) -> None:
    at, length, _ = Header("", whole, len(whole)).sections["claim.bytes"]
    data = bytearray(whole)
    data[at : at + length] = bytes(length)
    with Gazetteer.open(copy(bytes(data))) as gazetteer, pytest.raises(GazetteerCorrupt, match="damaged"):
        gazetteer._claims_of(0)


def test_a_file_that_goes_away_while_it_is_open(tmp_path: Path) -> None:
    path = tmp_path / "x.gaz"
    shutil.copyfile(tiny_path(), path)
    gazetteer = Gazetteer.open(path)
    path.unlink()
    exercise(gazetteer, "geonames:699751")
    with pytest.raises(GazetteerNotFound):
        Gazetteer.open(path)


def test_the_front_door_says_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, whole: bytes) -> None:
    broken = tmp_path / "broken.gaz"
    broken.write_bytes(whole[:-1])
    for path, error in ((tmp_path / "none.gaz", GazetteerNotFound), (broken, GazetteerCorrupt)):
        monkeypatch.setenv("TOPONYMS_GAZETTEER", str(path))
        for ask in (
            lambda: toponyms.resolve("Nyok"),
            lambda: list(toponyms.resolve_many(["Nyok"])),
            lambda: toponyms.place("geonames:699751"),
            lambda: toponyms.nearest(48, 38),
        ):
            with pytest.raises(error, match="gaz"):
                ask()
