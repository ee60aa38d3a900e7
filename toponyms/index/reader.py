"""Reading a gazetteer file in place: checks on opening, then plain lookups in the mapped bytes."""

from __future__ import annotations

import mmap
import os
import sys
from bisect import bisect_left

from xxhash import xxh3_64_intdigest, xxh3_128, xxh3_128_digest

from toponyms.errors import GazetteerCorrupt, GazetteerNotFound, GazetteerVersionError, UsageError
from toponyms.index.format import (
    BUCKETS,
    CLAIM_BLOCK,
    DIGEST_AT,
    FORMAT_VERSION,
    HEADER,
    MAGIC,
    MANY,
    NO_POPULATION,
    SECTIONS,
    TABLE_ENTRY,
    TEXT_BLOCK,
    bucket_of,
    directory_bits,
    owner_of,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import BinaryIO

CLOSED = "the gazetteer is closed: open it again with Gazetteer.open()"

CORE = "gazetteer"
"""What the layer under all others is called."""

REBUILD = "Reinstall the package or run `toponyms compile` to make it anew."


class Section:
    """The bytes of one section, as numbers."""

    __slots__ = ("digest", "length", "name", "offset", "view")

    def __init__(self, name: str, offset: int, length: int, digest: bytes, view: memoryview) -> None:
        self.name, self.offset, self.length, self.digest, self.view = name, offset, length, digest, view


class Header:
    """What the first bytes of a file say, checked against each other."""

    __slots__ = ("digest", "inputs", "keys", "meta", "rules", "sections", "size")

    def __init__(self, path: str, data: bytes | memoryview, size: int) -> None:
        if len(data) < HEADER.size:
            raise GazetteerCorrupt(f"{path} is no gazetteer file: it has only {size:,} bytes. {REBUILD}")
        magic, version, count, written, meta_length, _, digest, keys, rules, inputs = HEADER.unpack_from(data)
        if magic != MAGIC:
            raise GazetteerCorrupt(f"{path} is no gazetteer file: it begins with {magic!r}. {REBUILD}")
        if version != FORMAT_VERSION:
            raise GazetteerVersionError(
                f"{path} has format version {version}, this package reads version {FORMAT_VERSION}. {REBUILD}"
            )
        if written != size:
            raise GazetteerCorrupt(f"{path} has {size:,} bytes, its header says {written:,}. {REBUILD}")
        end = HEADER.size + meta_length + count * TABLE_ENTRY.size
        if end > size:
            raise GazetteerCorrupt(f"{path}: the section table reaches past the end. {REBUILD}")
        head = bytes(data[:end])
        if xxh3_128_digest(head[:DIGEST_AT] + bytes(16) + head[DIGEST_AT + 16 :]) != digest:
            raise GazetteerCorrupt(f"{path}: the header is damaged. {REBUILD}")
        self.size, self.digest, self.keys, self.rules, self.inputs = size, digest, keys, rules, inputs
        lines = head[HEADER.size : HEADER.size + meta_length].decode().splitlines()
        self.meta: dict[str, str] = dict(line.split("\t", 1) for line in lines)
        self.sections: dict[str, tuple[int, int, bytes]] = {}
        for at in range(HEADER.size + meta_length, end, TABLE_ENTRY.size):
            name, offset, length, section_digest = TABLE_ENTRY.unpack_from(head, at)
            if offset + length > size:
                raise GazetteerCorrupt(f"{path}: section {name!r} reaches past the end. {REBUILD}")
            self.sections[name.rstrip(b"\0").decode()] = (offset, length, section_digest)
        missing = [name for name, _, _ in SECTIONS if name not in self.sections]
        if missing:  # the table is as it was written, so another version wrote it
            raise GazetteerVersionError(f"{path} lacks the section {missing[0]}. {REBUILD}")


def read_header(path: str | os.PathLike[str]) -> Header:
    """Header of a gazetteer file, checked; nothing else is read."""
    name = path_of(path)
    with _open(name) as file:
        size = os.fstat(file.fileno()).st_size
        fixed = file.read(HEADER.size)
        if len(fixed) == HEADER.size:
            _, _, count, _, meta_length, *_ = HEADER.unpack(fixed)
            fixed += file.read(min(size, meta_length + count * TABLE_ENTRY.size))
        return Header(name, fixed, size)


def path_of(path: object) -> str:
    """A path as text. Raises `UsageError` for what is none."""
    try:
        name = os.fsdecode(path)  # type: ignore[arg-type]
    except TypeError:
        raise UsageError(f"a gazetteer file is given as a path, not {type(path).__name__}") from None
    if "\0" in name:
        raise UsageError(f"{name[:40]!r} is no path: it holds a NUL character")
    return name


def is_gazetteer(path: str) -> bool:
    """Whether a file is meant to be a gazetteer: by its name, or by how it begins."""
    if path.endswith(".gaz"):
        return True
    try:
        with open(path, "rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def _open(path: str) -> BinaryIO:
    try:
        return open(path, "rb")
    except FileNotFoundError:
        raise GazetteerNotFound(
            f"There is no gazetteer file {path}. `toponyms compile --out {path}` makes one from a source tree; "
            "installing the package brings the default one."
        ) from None
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise GazetteerNotFound(f"The gazetteer file {path!r} cannot be read: {reason}.") from error


class Index:
    """A mapped gazetteer file. Lookups return numbers of rows; nothing is copied before it is asked for.

    Raises `GazetteerNotFound`, `GazetteerVersionError` or `GazetteerCorrupt`.
    """

    overlaid: frozenset[int] = frozenset()
    """Numbers of the sources that are overlays, whose names go before others; only a `Stack` has any."""

    def __init__(self, path: str | os.PathLike[str], *, data: bytes | None = None, verify: bool = False) -> None:
        """Map a file, or read `data`, the bytes of one, which `path` then only names."""
        self.path = path_of(path)
        if sys.byteorder != "little":
            raise GazetteerVersionError("Gazetteer files are little-endian; this machine is not.")
        self._map: mmap.mmap | None = None
        self._unpacked: tuple[int, list[str]] = (-1, [])
        if data is None:
            with _open(self.path) as file:
                size = os.fstat(file.fileno()).st_size
                if size < HEADER.size:
                    raise GazetteerCorrupt(f"{self.path} is no gazetteer file: it has only {size:,} bytes. {REBUILD}")
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            whole = memoryview(self._map)
        else:
            whole, size = memoryview(data), len(data)
        self.header = Header(self.path, whole, size)
        self.meta = self.header.meta
        if verify and data is None:
            self.verify()
        views: dict[str, memoryview] = {}
        for name, code, _ in SECTIONS:
            offset, length, _ = self.header.sections[name]
            try:
                views[name] = whole[offset : offset + length].cast("B").cast(code)  # type: ignore[call-overload]
            except TypeError:
                raise GazetteerCorrupt(f"{self.path}: section {name} has a broken length. {REBUILD}") from None
        self._views = views
        # the columns that every lookup touches, as attributes
        self.text_bytes, self._text_blocks, self._text_lengths = (
            views[f"text.{name}"] for name in ("bytes", "blocks", "lengths")
        )
        self.key_hashes, self._key_directory = views["key.hashes"], views["key.directory"]
        self._key_first, self._key_more = views["key.first"], views["key.more"]
        self.row_place, self.row_text = views["row.place"], views["row.text"]
        self.row_facts, self.row_dates = views["row.facts"], views["row.dates"]
        self.skeleton_directory = views["skeleton.directory"]
        self._skeleton_first, self._skeleton_more = views["skeleton.first"], views["skeleton.more"]
        self.skeleton_bytes, self.skeleton_starts = views["skeleton.bytes"], views["skeleton.starts"]
        self.place_parent, self.place_kind = views["place.parent"], views["place.kind"]
        self.place_countries, self.place_prominence = views["place.countries"], views["place.prominence"]
        self.place_lat, self.place_lon = views["place.lat"], views["place.lon"]
        self.place_dates, self.place_extent = views["place.dates"], views["place.extent"]
        self.place_feature = views["place.feature"]
        self.skeleton_top = views["skeleton.prominence"]
        self._key_shift = 64 - directory_bits(len(self.key_hashes))
        self._id_shift = 64 - directory_bits(len(views["id.text"]))
        self._calque_shift = 64 - directory_bits(len(views["calque.hashes"]))
        for name, shift in (
            ("key.directory", self._key_shift),
            ("id.directory", self._id_shift),
            ("calque.directory", self._calque_shift),
        ):
            if len(views[name]) != (1 << 64 - shift) + 1:
                raise GazetteerCorrupt(f"{self.path}: section {name} has a broken length. {REBUILD}")
        if len(self.skeleton_directory) != BUCKETS + 1:
            raise GazetteerCorrupt(f"{self.path}: section skeleton.directory has a broken length. {REBUILD}")

    def __getitem__(self, name: str) -> memoryview:
        if not self._views:
            raise UsageError(CLOSED)
        return self._views[name]

    def __getattr__(self, name: str) -> memoryview:
        # only asked for what is not there: the columns, once the file is closed
        if name.startswith("__") or "_views" not in self.__dict__:
            raise AttributeError(name)
        raise UsageError(CLOSED)

    @property
    def identity(self) -> str:
        """32 hexadecimal digits that two files share only where all their bytes are the same."""
        return str(self.header.digest.hex())

    @property
    def layers(self) -> tuple[str, ...]:
        """Names of the layers over the gazetteer itself, the highest first."""
        return ()

    @property
    def key_count(self) -> int:
        """One more than the highest number of a key."""
        return len(self.key_hashes)

    @property
    def skeleton_count(self) -> int:
        """One more than the highest number of a skeleton."""
        return len(self.skeleton_starts) - 1

    @property
    def place_count(self) -> int:
        """One more than the highest number of a place."""
        return len(self.place_kind)

    @property
    def row_count(self) -> int:
        """One more than the highest number of a name row."""
        return len(self.row_place)

    @property
    def text_count(self) -> int:
        """One more than the highest number of a text."""
        return len(self._text_lengths)

    @property
    def box_count(self) -> int:
        """How many extents there are."""
        return len(self["extent.box"]) // 4

    def __len__(self) -> int:
        return len(self.place_kind)

    def places(self) -> Iterable[int]:
        """Every place."""
        return range(len(self.place_kind))

    def verify(self) -> None:
        """Check the digest of every section, by reading the file, not through the mapping."""
        with _open(self.path) as file:
            for name, (offset, length, digest) in self.header.sections.items():
                file.seek(offset)
                state, left = xxh3_128(), length
                while left and (chunk := file.read(min(left, 1 << 20))):
                    state.update(chunk)
                    left -= len(chunk)
                if left or state.digest() != digest:
                    raise GazetteerCorrupt(f"{self.path}: section {name} is damaged. {REBUILD}")

    def whole(self, sections: str) -> bool:
        """Whether the sections whose names begin so are as they were written."""
        return all(
            xxh3_128_digest(self._views[name].cast("B")) == digest
            for name, (_, _, digest) in self.header.sections.items()
            if name.startswith(sections) and name in self._views
        )

    def close(self) -> None:
        """Give the mapping back; places that were read before keep what they hold."""
        for name in list(self.__dict__):
            if isinstance(self.__dict__[name], memoryview):
                del self.__dict__[name]
        self._views.clear()
        self._unpacked = (-1, [])
        try:
            if self._map is not None:
                self._map.close()
        except BufferError:
            pass  # a view is still in somebody's hands; the mapping goes with the last of them

    def text(self, number: int) -> str:
        """The text of that number."""
        lengths, first = self._text_lengths, number - number % TEXT_BLOCK
        start = self._text_blocks[number // TEXT_BLOCK] + sum(lengths[first:number])
        return str(self.text_bytes[start : start + lengths[number]], "utf-8")

    def lines(self, section: str) -> list[str]:
        """A vocabulary or rule section as lines."""
        return str(self[section], "utf-8").split("\n")

    def skeleton(self, number: int) -> str:
        """The skeleton of that number."""
        starts = self.skeleton_starts
        return str(self.skeleton_bytes[starts[number] : starts[number + 1]], "ascii")

    def find_key(self, key: str) -> int:
        """Number of an exact key, -1 where it is not stored."""
        hashed = xxh3_64_intdigest(key.encode("utf-8", "surrogatepass"))
        low = hashed & 0xFFFFFFFF
        bucket = hashed >> self._key_shift
        directory, hashes = self._key_directory, self.key_hashes
        for at in range(directory[bucket], directory[bucket + 1]):
            if hashes[at] == low:
                return at
        return -1

    def rows_of(self, key: int) -> Sequence[int]:
        """The name rows under a key."""
        first = self._key_first[key]
        if first < MANY:
            return (first,)
        start = first - MANY + 1
        return self._key_more[start : start + self._key_more[start - 1]]

    def find_skeleton(self, skeleton: str) -> int:
        """Number of a skeleton, -1 where it is not stored."""
        encoded = skeleton.encode("utf-8", "surrogatepass")
        bucket = bucket_of(encoded)
        starts, letters = self.skeleton_starts, self.skeleton_bytes
        low, high = self.skeleton_directory[bucket], self.skeleton_directory[bucket + 1]
        while low < high:
            middle = (low + high) // 2
            stored = bytes(letters[starts[middle] : starts[middle + 1]])
            if stored == encoded:
                return middle
            if stored < encoded:
                low = middle + 1
            else:
                high = middle
        return -1

    def keys_of(self, skeleton: int) -> Sequence[int]:
        """The keys under a skeleton."""
        first = self._skeleton_first[skeleton]
        if first < MANY:
            return (first,)
        start = first - MANY + 1
        return self._skeleton_more[start : start + self._skeleton_more[start - 1]]

    def calques_of(self, text: str) -> Sequence[int]:
        """The keys of the names that have these parts, see `language.calques.key_of`."""
        hashed = xxh3_64_intdigest(text.encode("utf-8", "surrogatepass"))
        low, bucket = hashed & 0xFFFFFFFF, hashed >> self._calque_shift
        directory, hashes = self["calque.directory"], self["calque.hashes"]
        for at in range(directory[bucket], directory[bucket + 1]):
            if hashes[at] == low:
                lists = self["calque.lists"]
                return self["calque.keys"][lists[at] : lists[at + 1]]
        return ()

    def near(self, skeleton: str, edits: int) -> list[tuple[int, int]]:
        """Stored skeletons within so many edits of one, as (number, distance); see `index.fuzzy`."""
        from toponyms.index.fuzzy import search

        return search(self, skeleton, edits)

    def find_id(self, identifier: str) -> int:
        """Number of the place with that id, -1 where there is none."""
        bucket = xxh3_64_intdigest(identifier.encode("utf-8", "surrogatepass")) >> self._id_shift
        directory, texts = self["id.directory"], self["id.text"]
        for at in range(directory[bucket], directory[bucket + 1]):
            if self.text(texts[at]) == identifier:
                return owner_of(self["id.place"][at], texts[at], self._first_id)
        return -1

    def owners(self) -> Iterable[tuple[int, int]]:
        """The text of each id with its place."""
        return (
            (text, owner_of(stored, text, self._first_id))
            for text, stored in zip(self["id.text"], self["id.place"], strict=True)
        )

    @property
    def _first_id(self) -> int:
        """Text of the first canonical id: those of the other places follow."""
        return int(self["place.id"][0]) if self.place_count else 0

    def ids_of(self, place: int) -> list[str]:
        """Every id of a place, the canonical one first."""
        lists, texts = self["id.lists"], self["id.of"]
        return [self.text(texts[at]) for at in range(lists[place], lists[place + 1])]

    def claims_of(self, place: int) -> str:
        """The cold claims of a place, a line each."""
        block = place // CLAIM_BLOCK
        number, claims = self._unpacked
        if number != block:
            import zlib

            blocks = self["claim.blocks"]
            try:
                unpacked = zlib.decompress(self["claim.bytes"][blocks[block] : blocks[block + 1]])
            except zlib.error:
                raise GazetteerCorrupt(f"{self.path}: the claims are damaged. {REBUILD}") from None
            claims = str(unpacked, "utf-8").split("\f")
            self._unpacked = block, claims  # whoever reads place by place finds the next ones unpacked
        return self.filled(claims[place % CLAIM_BLOCK], place)

    def filled(self, claims: str, place: int) -> str:
        """Claims with the values that the columns have; those of a layer over another file have them all."""
        if "over" in self.meta:
            return claims
        from toponyms.index.cold import fill, values

        box, parent, population = self.place_extent[place], self.place_parent[place], self["place.population"][place]
        known = values(
            self.place_lat[place],
            self.place_lon[place],
            self["place.uncertainty"][place],
            self["extent.box"][4 * box - 4 : 4 * box] if box else None,
            self.text(self["place.id"][parent - 1]) if parent else "",
            None if population == NO_POPULATION else population,
            self.ids_of(place)[1:],
        )
        try:
            return fill(claims, known)
        except LookupError:
            raise GazetteerCorrupt(f"{self.path}: the claims are damaged. {REBUILD}") from None

    def layers_of(self, place: int) -> tuple[str, ...]:
        """Names of the layers that say something of a place, the highest first, `CORE` the last."""
        return (CORE,)

    def cells(self) -> Iterable[int]:
        """Numbers of the grid cells that hold places."""
        return self["grid.cells"]

    def places_in(self, cell: int) -> Iterable[int]:
        """The places in a grid cell."""
        cells, starts = self["grid.cells"], self["grid.starts"]
        at = bisect_left(cells, cell)
        return range(starts[at], starts[at + 1]) if at < len(cells) and cells[at] == cell else ()
