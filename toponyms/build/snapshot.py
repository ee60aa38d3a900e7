"""The snapshot: every claim of the gazetteer in sorted, compressed tables, and how to read it place by place.

Each place stands in one part, so that a diff of the parts says what part of the world changed:

* `ua-<oblast>` and `ua-country`: Ukraine, complete;
* `near-<cc>`: every place of a neighbouring country that the sources have;
* `world` and `world-small`: other countries, from and below 15,000 inhabitants;
* `admin`: countries, first- and second-level units of the world outside Ukraine;
* `waters`: seas, and rivers and lakes of the world that no other part has.
"""

from __future__ import annotations

import io
import os
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from toponyms.build.claims import COLUMNS, Claim, claim_lines, place_key, read_claims
from toponyms.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Future
    from types import ModuleType
    from typing import TextIO

SCOPES = ("default", "world")
"""The scopes that have a name; any other scope is a list of countries, such as `UA,PL`."""

DEFAULT_PARTS = ("admin", "near-*", "ua-*", "waters", "world")
"""Parts of the default scope; `*` stands for any number of letters."""

ALL_PARTS = (*DEFAULT_PARTS, "world-small")
"""Every part."""

OPTIONAL_PARTS = ("near-", "waters")
"""Parts, by how their name begins, that a snapshot may lack."""

XZ = {"preset": 6, "dict_size": 1 << 25, "lc": 4, "pb": 0, "nice_len": 64, "depth": 32}
"""How parts are compressed. Measured on 24 MB of claims: lc 4 and pb 0 suit text, and with a nice length of 64 it takes
13 s and 2.13 MB where preset 9 takes 23 s and 2.14 MB. 32 MiB of dictionary need 370 MB to write and 33 MB to read."""

BLOCK, WAITING = 10_000, 8
"""Claims that are packed at once (0.6 MB), and how many such blocks may wait for it."""


def parts_for(scope: str) -> tuple[str, ...]:
    """Names of the parts that a scope is made of, `*` standing for any number of letters.

    >>> parts_for("default")
    ('admin', 'near-*', 'ua-*', 'waters', 'world')
    >>> parts_for("UA,PL")
    ('admin', 'near-pl', 'ua-*', 'waters', 'world', 'world-small')

    `waters`, `world` and `world-small` hold many countries: pass `countries_for(scope)` to `iter_places` as well.

    Raises `BuildError` for what is neither a named scope nor a list of two-letter codes.
    """
    countries = countries_for(scope)
    if countries is None:
        return ALL_PARTS if scope == "world" else DEFAULT_PARTS
    near = [f"near-{code.lower()}" for code in sorted(countries) if code != "UA"]
    return ("admin", *near, *(["ua-*"] if "UA" in countries else []), "waters", "world", "world-small")


def countries_for(scope: str) -> frozenset[str] | None:
    """The countries that a scope is limited to, None where it is not.

    >>> countries_for("default")
    >>> sorted(countries_for("pl, ua"))
    ['PL', 'UA']
    """
    if scope in SCOPES:
        return None
    codes = [code.strip().upper() for code in scope.split(",")]
    if not all(len(code) == 2 and code.isascii() and code.isalpha() for code in codes):
        raise BuildError(f"scope {scope!r} is neither {' nor '.join(SCOPES)} nor a list of country codes such as UA,PL")
    return frozenset(codes)


def part_paths(snapshot: Path, parts: Sequence[str]) -> list[Path]:
    """The files of these parts, in order of name.

    Raises `BuildError` where the folder or a part is missing; `near-xx` may be, that country being in `world`, and
    `waters`, whose sources a build can do without.
    """
    paths: set[Path] = set()
    for part in parts:
        found = set(snapshot.glob(f"{part}.tsv.xz"))
        if not found and not part.startswith(OPTIONAL_PARTS):
            raise BuildError(
                f"no part {part}.tsv.xz in {snapshot}: take the snapshot from the repository"
                " or make it with `toponyms build --sources DIR`"
            )
        paths |= found
    return sorted(paths)


def iter_places(
    snapshot: Path,
    parts: Sequence[str],
    seeds: Path | None = None,
    countries: frozenset[str] | None = None,
) -> Iterator[tuple[str, list[Claim]]]:
    """Every place of these parts with all its claims, curated ones included, part by part, in order within a part.

    `parts` is what `parts_for` gives, `seeds` the folder that holds `names/*.tsv` (or those tables themselves),
    `countries` keeps only places that lie in one of these countries, and the countries of the world themselves.

    A curated claim on a place outside these parts is left out: a place is given only if a claim says what kind it has.
    Places that only curated claims describe come last.

    Raises `BuildError` for a missing part, a table that is damaged or not in order, or a malformed claim.
    """
    curated: dict[str, list[Claim]] = {}
    if seeds is not None:
        for claim in sorted(_curated(seeds), key=lambda claim: place_key(claim.place)):
            curated.setdefault(claim.place, []).append(claim)
    # a place stands in one part only, so the parts need not be merged and one at a time is in memory
    for name, table in _tables(part_paths(snapshot, parts)):
        for place, claims in _in_order(table, name):
            claims += curated.pop(place, ())
            if _wanted(claims, countries):
                yield place, claims
    for place, claims in curated.items():
        if _wanted(claims, countries):
            yield place, claims


def _wanted(claims: list[Claim], countries: frozenset[str] | None) -> bool:
    kinds = {claim.value for claim in claims if claim.field == "kind" and not claim.lost}
    if countries is None or "country" in kinds:
        return bool(kinds)
    return bool(kinds) and any(claim.field == "country" and claim.value in countries for claim in claims)


def curated_paths(seeds: Path) -> list[Path]:
    """The curated tables of a seeds folder, in order of name."""
    folder = seeds / "names" if (seeds / "names").is_dir() else seeds
    return sorted(folder.glob("*.tsv"))


def _curated(seeds: Path) -> Iterator[Claim]:
    for path in curated_paths(seeds):
        yield from read_claims(path)


def _tables(paths: Sequence[Path]) -> Iterator[tuple[str, TextIO]]:
    """Name and table of each part; the next one is unpacked while one is read, outside the interpreter's lock."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        following = pool.submit(open_table, paths[0]) if paths else None
        for number, path in enumerate(paths, 1):
            assert following is not None
            with following.result() as table:
                following = pool.submit(open_table, paths[number]) if number < len(paths) else None
                yield path.name, table


def _in_order(table: TextIO, name: str) -> Iterator[tuple[str, list[Claim]]]:
    """Every place of a part with its claims; name: what errors call the part."""
    place, claims, last = "", list[Claim](), ("", -1, "")
    for claim in read_claims(table, name=name):
        if claim.place != place:
            if claims:
                yield place, claims
            key = place_key(claim.place)
            if key <= last:
                raise BuildError(f"{name}: {claim.place} stands after {place}, places must be in order")
            place, claims, last = claim.place, [], key
        claims.append(claim)
    if claims:
        yield place, claims


def open_table(path: Path) -> TextIO:
    """Open a table of claims, plain or `.xz`, for reading.

    Raises `BuildError` where it is missing, or where this Python has no lzma.
    """
    try:
        if path.suffix != ".xz":
            return path.open(encoding="utf-8", newline="\n")
        lzma = _lzma()
        # Whole file at once: the largest part is below 100 MB, and reading in pieces costs three times as much.
        try:
            data = lzma.decompress(path.read_bytes(), format=lzma.FORMAT_XZ)
        except (lzma.LZMAError, EOFError) as error:
            raise BuildError(f"{path} is damaged ({error}): take it from the repository again") from None
        return io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="\n")
    except FileNotFoundError:
        raise BuildError(f"{path} is missing: make it with `toponyms build --sources DIR`") from None
    except OSError as error:
        raise BuildError(f"{path} cannot be read ({error})") from None


def write_part(path: Path, places: Iterable[tuple[str, Iterable[Claim]]]) -> tuple[int, int, int]:
    """Write one part, compressed; the numbers of places, of claims and of bytes.

    `places` come in the order of `place_key`; the claims of each are sorted here, so that nothing but one place is held
    in memory. The same claims give the same bytes with the same liblzma. The file takes its name when it is whole, so a
    reader never sees half of one.
    """
    lzma = _lzma()
    filters = [{"id": lzma.FILTER_LZMA2, **XZ}]
    packer = lzma.LZMACompressor(format=lzma.FORMAT_XZ, check=lzma.CHECK_CRC64, filters=filters)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    place_count = claim_count = 0
    last_key = ("", -1, "")
    try:
        # One thread packs while this one makes the next claims; packing lets go of the interpreter's lock.
        with temporary.open("wb") as file, ThreadPoolExecutor(max_workers=1) as pool:
            waiting: deque[Future[bytes]] = deque()
            block = ["\t".join(COLUMNS) + "\n"]
            for place, claims in places:
                if (key := place_key(place)) <= last_key:
                    raise BuildError(f"{path.name}: {place} comes after a later place")
                last_key = key
                lines = claim_lines(claims)
                place_count += 1
                claim_count += len(lines)
                block += lines
                if len(block) >= BLOCK:
                    waiting.append(pool.submit(packer.compress, "".join(block).encode("utf-8")))
                    block.clear()
                    if len(waiting) > WAITING:
                        file.write(waiting.popleft().result())
            waiting.append(pool.submit(packer.compress, "".join(block).encode("utf-8")))
            waiting.append(pool.submit(packer.flush))
            for future in waiting:
                file.write(future.result())
            file.flush()
            os.fsync(file.fileno())
        size = temporary.stat().st_size
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return place_count, claim_count, size


def _lzma() -> ModuleType:
    try:
        import lzma
    except ImportError:
        raise BuildError(
            "this Python was built without lzma, which the snapshot is compressed with:"
            " install liblzma and rebuild it, or use another Python 3.11 or newer"
        ) from None
    return lzma
