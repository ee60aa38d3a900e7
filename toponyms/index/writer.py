"""Writing a gazetteer file: sections in, one file out, whole or not at all."""

from __future__ import annotations

import os
from array import array
from pathlib import Path

import xxhash

from toponyms.index.format import (
    ALIGNMENT,
    DIGEST_AT,
    FORMAT_VERSION,
    HEADER,
    MAGIC,
    MANY,
    SECTIONS,
    TABLE_ENTRY,
    directory_bits,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Numbers = array[int]


def numbers(code: str, values: Iterable[int]) -> Numbers:
    """An array of the struct code's width; `array` names its widths by the platform, a file must not.

    >>> numbers("I", [1, 2]).itemsize
    4
    """
    data = array(code, values)
    if data.itemsize != {"B": 1, "H": 2, "h": 2, "I": 4, "i": 4, "Q": 8}[code]:
        raise AssertionError(f"this platform's array({code!r}) has {data.itemsize} bytes")
    return data


def starts(sizes: Iterable[int]) -> Numbers:
    """Running starts of lists of these sizes, and one past the last.

    >>> list(starts([2, 0, 3]))
    [0, 2, 2, 5]
    """
    out, at = [0], 0
    for size in sizes:
        at += size
        out.append(at)
    return numbers("I", out)


def short_lists(lists: Iterable[Sequence[int]]) -> tuple[Numbers, Numbers]:
    """Lists most of which hold one number, as two columns: see `format.MANY`.

    >>> first, more = short_lists([[7], [8, 9]])
    >>> first[0], first[1] - MANY, list(more)
    (7, 0, [2, 8, 9])
    """
    first, more = numbers("I", ()), numbers("I", ())
    for one in lists:
        if len(one) == 1:
            first.append(one[0])
        else:
            first.append(MANY | len(more))
            more.append(len(one))
            more.extend(one)
    return first, more


def hash_of(text: str) -> int:
    """The hash that keys, skeletons, ids and concept keys are found by."""
    return xxhash.xxh3_64_intdigest(text.encode("utf-8", "surrogatepass"))


def directory(hashes: Sequence[int], width: int = 64) -> Numbers:
    """For each leading-bits value the first of the ascending hashes that begins with it, and one past the last."""
    bits = directory_bits(len(hashes))
    shift = width - bits
    counts = [0] * (1 << bits)
    for value in hashes:
        counts[value >> shift] += 1
    return starts(counts)


def pack(
    sections: Mapping[str, bytes | Numbers],
    meta: Mapping[str, str],
    *,
    keys_fingerprint: bytes,
    rules_fingerprint: bytes,
    inputs_fingerprint: bytes,
) -> Iterator[bytes]:
    """The bytes of a file, piece by piece. The same arguments give the same bytes.

    Every section of `SECTIONS` must be given.
    """
    meta_bytes = "".join(f"{key}\t{value}\n" for key, value in meta.items()).encode()
    at = HEADER.size + len(meta_bytes) + TABLE_ENTRY.size * len(SECTIONS)
    table, parts = [], []
    for name, code, _ in SECTIONS:
        data = sections[name]
        raw = data if isinstance(data, bytes) else _little_endian(data, code, name)
        at += -at % ALIGNMENT
        table.append(TABLE_ENTRY.pack(name.encode(), at, len(raw), xxhash.xxh3_128_digest(raw)))
        parts.append((at, raw))
        at += len(raw)

    def header(digest: bytes) -> bytes:
        return HEADER.pack(
            MAGIC,
            FORMAT_VERSION,
            len(SECTIONS),
            at,
            len(meta_bytes),
            0,
            digest,
            keys_fingerprint,
            rules_fingerprint,
            inputs_fingerprint,
        )

    rest = meta_bytes + b"".join(table)
    blank = header(bytes(16))
    assert blank[DIGEST_AT : DIGEST_AT + 16] == bytes(16)
    head = header(xxhash.xxh3_128_digest(blank + rest)) + rest

    yield head
    done = len(head)
    for offset, raw in parts:
        yield bytes(offset - done)
        yield raw
        done = offset + len(raw)


def write_file(
    path: Path,
    sections: Mapping[str, bytes | Numbers],
    meta: Mapping[str, str],
    *,
    keys_fingerprint: bytes,
    rules_fingerprint: bytes,
    inputs_fingerprint: bytes,
) -> None:
    """Write what `pack` makes, whole or not at all."""
    pieces = pack(
        sections,
        meta,
        keys_fingerprint=keys_fingerprint,
        rules_fingerprint=rules_fingerprint,
        inputs_fingerprint=inputs_fingerprint,
    )
    write_whole(path, pieces)


def write_whole(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file under a temporary name, flush it to the disk and move it into place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with open(temporary, "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _little_endian(data: Numbers, code: str, name: str) -> bytes:
    import sys

    if data.itemsize != numbers(code, []).itemsize:
        raise AssertionError(f"section {name} must hold {code!r}")
    if sys.byteorder == "big":
        data = data[:]
        data.byteswap()
    return data.tobytes()
