"""The layout of a gazetteer file: one flat file that is mapped into memory and read in place.

    header      96 bytes: magic, format version, sizes, digests, fingerprints
    meta        UTF-8 lines "key<TAB>value": data version, scope, attributions, counts
    table       one 56-byte entry a section: name, offset, length, digest
    sections    each begins at a multiple of 64; numbers are little-endian

Every open checks magic, version, exact size and the digest of header, meta and table. The digests of the sections are
checked by `verify`. The prose is in `docs/explain/index-format.md`; this table is what writer and reader share.
"""

from __future__ import annotations

import struct
from functools import lru_cache

MAGIC = b"TOPONYM\n"
FORMAT_VERSION = 10
"""Raised by one whenever a section changes its meaning; a reader reads one version only."""

ALIGNMENT = 64
"""Sections begin at multiples of a cache line."""

HEADER = struct.Struct("<8sIIQII16s16s16s16s")
"""magic, format version, number of sections, file size, length of meta, reserved 0,
digest of header + meta + table, fingerprint of the key rules, fingerprint of all rules, fingerprint of the inputs."""

TABLE_ENTRY = struct.Struct("<24sQQ16s")
"""Section name (ASCII, NUL-padded), offset from the start of the file, length in bytes, XXH3-128 of its bytes."""

DIGEST_AT = struct.calcsize("<8sIIQII")
"""Where the digest of the header lies; it is computed with these 16 bytes as zeros."""

SECTIONS: tuple[tuple[str, str, str], ...] = (
    # rules: everything that shapes a key or a score, so that file and code cannot drift apart
    ("rules.keys", "B", "rules of normalizing and of skeleton keys, as lines of text"),
    ("rules.words", "B", "type words, relation words and words to drop, as lines of text"),
    ("rules.endings", "B", "case endings and the nominatives they come from, as lines of text"),
    ("rules.adjectives", "B", "how adjectives are made of names, as lines of text"),
    ("rules.edits", "B", "letters that are taken for each other, and at what cost, as lines of text"),
    ("rules.misread", "B", "encodings, keyboard layouts and digits that texts are misread by, as lines of text"),
    ("rules.everyday", "B", "everyday words and people's names, as lines of text"),
    ("rules.calques", "B", "parts of names and the words that translate them, as lines of text"),
    ("rules.weights", "B", "weights and thresholds of the score, as lines of text"),
    # small vocabularies, as lines of text; other sections hold line numbers
    ("vocab.languages", "B", "language tags of names"),
    ("vocab.sources", "B", "ids of sources"),
    ("vocab.dates", "B", "pairs of dates, from<TAB>to"),
    ("vocab.countries", "B", "country lists: lies in (space-separated, first is the UN view)<TAB>claimed by"),
    ("vocab.features", "B", "feature codes of the sources"),
    # texts: names as written, and ids
    ("text.bytes", "B", "UTF-8 of every distinct text, end to end"),
    ("text.blocks", "I", "start of every TEXT_BLOCK-th text in text.bytes"),
    ("text.lengths", "H", "bytes of each text"),
    # exact keys, in the order of their hash
    ("key.directory", "I", "first key whose hash begins with these bits, and one past the last"),
    ("key.hashes", "I", "low 32 bits of XXH3-64 of each key; the leading bits chose the bucket"),
    ("key.first", "I", "the name row under each key, or MANY and where its list in key.more begins"),
    ("key.more", "I", "lists of name rows under a key, each behind its length"),
    # name rows, grouped by place: one attestation each
    ("row.place", "I", "place that the name belongs to"),
    ("row.text", "I", "text of the name as its source writes it"),
    ("row.facts", "I", "packed: kind, language, source, whether the key is a core, see pack_facts"),
    ("row.dates", "H", "line of vocab.dates"),
    # skeleton keys, in the order of their length, then of the alphabet
    (
        "skeleton.directory",
        "I",
        "first skeleton of this length and these two letters, see bucket_of, and one past the last",
    ),
    ("skeleton.bytes", "B", "ASCII of every skeleton, end to end"),
    ("skeleton.starts", "I", "start of each skeleton in skeleton.bytes, and one past the last"),
    ("skeleton.signatures", "I", "set of the letters of each skeleton, see signature"),
    ("skeleton.prominence", "h", "prominence of the most prominent place under each skeleton, 0.01 units"),
    ("skeleton.first", "I", "the key under each skeleton, or MANY and where its list in skeleton.more begins"),
    ("skeleton.more", "I", "lists of keys under a skeleton, each behind its length"),
    # Pass-Join segments of the skeletons but the first of each, in the order of their hash
    ("segment.directory", "I", "first segment whose hash begins with these bits, and one past the last"),
    ("segment.hashes", "I", "low 32 bits of XXH3-64 of (length, place in the word, letters)"),
    ("segment.lists", "I", "first posting of each segment, and one past the last"),
    (
        "segment.postings",
        "I",
        "skeletons that hold each segment: the first, then steps; or MANY + how many, these, their signatures",
    ),
    # translated names: the parts of names as concepts, in the order of the hash of their key
    ("calque.directory", "I", "first concept key whose hash begins with these bits, and one past the last"),
    ("calque.hashes", "I", "low 32 bits of XXH3-64 of each concept key; the leading bits chose the bucket"),
    ("calque.lists", "I", "first entry of each concept key in calque.keys, and one past the last"),
    ("calque.keys", "I", "keys of the names that have these parts"),
    # places, ordered by grid cell
    ("place.id", "I", "text of the canonical id"),
    ("place.name", "I", "text of the canonical name"),
    ("place.lat", "i", "latitude, 1e-5 degrees WGS84"),
    ("place.lon", "i", "longitude, 1e-5 degrees WGS84"),
    ("place.kind", "B", "kind of place << 4 | level of administration"),
    ("place.position", "B", "kind of position"),
    ("place.uncertainty", "H", "how far off the position may be, 0.1 km"),
    ("place.feature", "H", "line of vocab.features"),
    ("place.countries", "H", "line of vocab.countries"),
    ("place.dates", "H", "line of vocab.dates: when the unit existed"),
    ("place.parent", "I", "direct administrative parent + 1, 0 for none"),
    ("place.population", "I", "inhabitants, 0xFFFFFFFF where unknown"),
    ("place.prominence", "h", "logarithmic prominence, 0.01 units"),
    ("place.extent", "I", "entry of extent.box + 1, 0 for none"),
    ("place.names", "I", "first name row of each place, and one past the last"),
    ("extent.box", "i", "west, south, east, north, 1e-5 degrees WGS84"),
    # identifiers, in the order of their hash
    ("id.directory", "I", "first id whose hash begins with these bits, and one past the last"),
    ("id.text", "I", "text of each id (namespace:value)"),
    ("id.place", "I", "place of the id, as owner_of reads it"),
    ("id.lists", "I", "first entry of each place in id.of, and one past the last"),
    ("id.of", "I", "texts of the ids of each place"),
    # grid for the nearest place
    ("grid.cells", "I", "numbers of the cells that hold places, ascending"),
    ("grid.starts", "I", "first place of each cell, and one past the last"),
    # what going back from Latin to Cyrillic asks
    ("letters.models", "B", "which letters follow which in the names of a language, see romanization.letters"),
    # cold: claims beside the names
    ("claim.blocks", "I", "start of each block in claim.bytes, and one past the last"),
    ("claim.bytes", "B", "zlib-compressed claims of CLAIM_BLOCK places each, as tab-separated lines"),
)
"""Name, type of the numbers (struct code) and meaning of every section, in the order of the file."""

TEXT_BLOCK = 16
"""Texts from one whose start is stored to the next: a length packs to a third of a start, and few are summed."""

CLAIM_BLOCK = 1024
"""Places a compressed block of claims: small enough to unpack in a few milliseconds."""

GRID_DEGREES = 0.5
"""Side of a grid cell in degrees: about 55 km north to south, a few hundred settlements of Ukraine."""

GRID_COLUMNS = 720
"""Cells a row of the grid: 360 / GRID_DEGREES."""

SEGMENTS = 3
"""Pass-Join cuts each skeleton into three, so that two edits leave at least one piece whole (Li et al., VLDB 2011)."""

MANY = 0x80000000
"""Bit that says that a number is where a list begins. Most keys have one row and most skeletons one key: a list of one
is the number itself."""

NO_POPULATION = 0xFFFFFFFF


def directory_bits(count: int) -> int:
    """Bits of a hash that choose a bucket of about four entries: fewer would cost megabytes, more would cost probes.

    >>> directory_bits(1000)
    8
    """
    return max(1, count.bit_length() - 2)


LEADING = 28
"""Signs that the directory of skeletons tells apart: a to z, all before them (and a word's end), all after them.

Behind a first sign that stands for several (digits) the second is not looked at: "1z" comes before "2e", and their
buckets must ascend as the skeletons do.
"""

LENGTHS = 32
"""Lengths of skeletons that it tells apart; longer ones, which are few, count as the longest of these."""

BUCKETS = LENGTHS * LEADING**2

_SIGNS = bytes(min(max(letter - 96, 0), LEADING - 1) for letter in range(256))


def bucket_of(skeleton: bytes) -> int:
    """Number of the bucket of a skeleton, by its length and its first two letters; ascends with the skeletons.

    >>> bucket_of(b"qasivar") == bucket_of(b"qarkovo") < bucket_of(b"qas ivar")
    True
    >>> bucket_of(b"1zavod") == bucket_of(b"2emear") < bucket_of(b"aemear")
    True
    """
    size = len(skeleton)
    sign = _SIGNS[skeleton[0]] if size else 0
    second = _SIGNS[skeleton[1]] if size > 1 and 0 < sign < LEADING - 1 else 0
    return ((size if size < LENGTHS else LENGTHS - 1) * LEADING + sign) * LEADING + second


def beginning(length: int, letters: str) -> tuple[int, int]:
    """The buckets of a length, from the first to the one past the last, in which all skeletons lie that begin so.

    >>> low, high = beginning(7, "q")
    >>> low <= bucket_of(b"qasivar") < high
    True
    """
    low = bucket_of(letters[:2].encode().ljust(length, b"\0"))
    return low, low + (LEADING if len(letters) < 2 else 1)


def in_order(skeleton: str) -> tuple[int, str]:
    """What skeletons are sorted by: those that a fuzzy search compares with one word lie side by side."""
    return min(len(skeleton), LENGTHS - 1), skeleton


def pack_facts(kind: int, language: int, source: int, core: bool) -> int:
    """One number for the small facts of a name row: 4 bits kind, 1 bit core, 11 bits language, 16 bits source.

    >>> unpack_facts(pack_facts(3, 17, 5, True))
    (3, 17, 5, True)
    """
    if kind >= 1 << 4 or language >= 1 << 11 or source >= 1 << 16:
        raise ValueError(f"a vocabulary has outgrown its bits: kind {kind}, language {language}, source {source}")
    return kind | core << 4 | language << 5 | source << 16


def unpack_facts(facts: int) -> tuple[int, int, int, bool]:
    """Kind, language, source and core of a packed name row."""
    return facts & 0xF, facts >> 5 & 0x7FF, facts >> 16, bool(facts & 0x10)


def owner_of(stored: int, text: int, first: int) -> int:
    """The place of an id: of `id.place`, given the number of its text and that of the first canonical id.

    Canonical ids are numbered as their places are, so that 0 is stored for them, which a wheel packs to nothing.

    >>> owner_of(0, 1007, 1000), owner_of(stored_owner(5, 1200, 1000), 1200, 1000)
    (7, 5)
    """
    return stored + text - first & 0xFFFFFFFF


def stored_owner(place: int, text: int, first: int) -> int:
    """What `id.place` holds for an id of a place: what `owner_of` undoes."""
    return place - text + first & 0xFFFFFFFF


def grid_cell(lat: float, lon: float) -> int:
    """Number of the grid cell of a point (degrees WGS84).

    >>> grid_cell(48.59, 37.83) == grid_cell(48.60, 37.84)
    True
    """
    row = min(int((lat + 90.0) / GRID_DEGREES), int(180.0 / GRID_DEGREES) - 1)
    column = int((lon + 180.0) / GRID_DEGREES) % GRID_COLUMNS
    return row * GRID_COLUMNS + column


@lru_cache(maxsize=128)  # asked for every length of every search, and for every skeleton that is stored
def segment_bounds(length: int) -> tuple[tuple[int, int], ...]:
    """Start and length of the SEGMENTS pieces of a word, the shorter ones first.

    >>> segment_bounds(8)
    ((0, 2), (2, 3), (5, 3))
    """
    short, longer = divmod(length, SEGMENTS)
    bounds, start = [], 0
    for number in range(SEGMENTS):
        size = short + (number >= SEGMENTS - longer)
        bounds.append((start, size))
        start += size
    return tuple(bounds)


def signature(word: str) -> int:
    """32-bit set of the letters of a skeleton: two words k edits apart differ in at most 2k bits.

    A bit says that a letter stands in the word, another, for the letters that names repeat, that it stands there twice.

    >>> signature("abab") == signature("ab"), signature("bb") == signature("b")
    (False, True)
    """
    bits = 0
    for letter in set(word):
        bits |= _BITS[letter]
        if letter in _REPEATED and word.count(letter) > 1:
            bits |= _REPEATED[letter]
    return bits


class _Bits(dict[str, int]):
    """The bit that says that a letter stands in a word."""

    def __missing__(self, letter: str) -> int:
        return 1 << (ord(letter) - 97 & 31)


TWICE = "aionek"
"""The six letters that repeat most in the skeletons of settlements; 26 bits are taken by the letters themselves."""

_BITS = _Bits((chr(point), 1 << (point - 97 & 31)) for point in range(128))
_REPEATED = {letter: 1 << 26 + number for number, letter in enumerate(TWICE)}
