"""Finding skeletons within a few edits: Pass-Join segments, a letter signature, then the distance itself.

Every skeleton is cut into three segments. Of a word within two edits at least one segment stands unchanged in the
query, at a place that the edits bound (Li, Deng, Wang, Feng: "Pass-Join", VLDB 2011, multi-match-aware selection).
Skeletons of one length that share their first segment lie side by side; those that share another one are listed.
What the segments bring is thinned by the letter signatures and then measured.

Thousands of signatures are looked at for one query. They lie side by side in the file, so that all of a list are
compared at once, as one long number of 32 bits each: twenty operations of Python on numbers of a kilobyte.
"""

from __future__ import annotations

import re
from itertools import accumulate

from xxhash import xxh3_64_intdigest

from toponyms.index.format import MANY, SEGMENTS, beginning, directory_bits, segment_bounds, signature

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toponyms.index.reader import Index

MAX_EDITS = SEGMENTS - 1
"""With three segments two edits are found for certain, three are not."""

MIN_LENGTH = 3
"""Shorter skeletons are within two edits of everything, so they are neither stored as segments nor searched."""

MAX_LENGTH = 96
"""Longer queries are no names; they are not searched."""


MOST_BY_HAND = 64
"""Skeletons of a segment whose signatures are looked up one by one; longer lists hold them, at the price of 1 MB."""

AT_ONCE = 1 << 12
"""Signatures that are compared at once: some 16 KB, which stay in the nearest cache."""

ONES = int.from_bytes(b"\1\0\0\0" * AT_ONCE, "little")
PAIRS, FOURS, BYTES = ONES * 0x55555555, ONES * 0x33333333, ONES * 0x0F0F0F0F
"""Masks of every other bit, pair of bits and half byte, for counting bits in each signature of a long number."""

AT_MOST = tuple(re.compile(b"[%b]" % bytes(range(few + 1))) for few in range(SEGMENTS))
"""By number of edits the pattern of bytes that are no larger."""


def segment_hash(length: int, number: int, letters: str) -> int:
    """32-bit name of a segment: the word's length, which of the three, and its letters."""
    return xxh3_64_intdigest(f"{length}.{number}.{letters}".encode()) & 0xFFFFFFFF


def segments_of(word: str) -> list[int]:
    """The hashes under which a skeleton is listed: those of its segments but the first.

    >>> len(segments_of("toreck"))
    2
    """
    length = len(word)
    _, (second, size), (third, rest) = segment_bounds(length)
    return [
        segment_hash(length, 1, word[second : second + size]),
        segment_hash(length, 2, word[third : third + rest]),
    ]


def lengths(size: int, edits: int) -> range:
    """How long stored skeletons may be that are within so many edits of one of this size."""
    return range(max(MIN_LENGTH, size - edits), size + edits + 1)


def probes(word: str, length: int, edits: int) -> Iterator[int]:
    """The hashes under which the words of a length within that many edits of a query may be listed."""
    size_of_word = len(word)
    shift = size_of_word - length
    for number, (start, size) in enumerate(segment_bounds(length)):
        # multi-match-aware: the i-th segment can have moved by at most i edits seen from the left,
        # and by at most the remaining ones seen from the right
        left, right = number, edits - number
        low = max(0, start - left, start + shift - right)
        high = min(size_of_word - size, start + left, start + shift + right)
        for at in range(low, high + 1) if number else ():
            yield segment_hash(length, number, word[at : at + size])


def few_of(signatures: memoryview, wanted: int, few: int, *, lacks: bool) -> list[int]:
    """Places of the signatures that lack at most so many letters of a wanted one, or, else, have as many more.

    >>> from array import array
    >>> stored = memoryview(array("I", map(signature, ("toreck", "bahmut", "tores"))))
    >>> few_of(stored, signature("toresk"), 1, lacks=True), few_of(stored, signature("toresk"), 0, lacks=False)
    ([0, 2], [2])
    """
    found: list[int] = []
    for start in range(0, len(signatures), AT_ONCE):
        part = signatures[start : start + AT_ONCE]
        count = len(part)
        bits = int.from_bytes(part, "little")
        asked = (ONES >> 32 * (AT_ONCE - count)) * wanted
        bits = asked & bits ^ (asked if lacks else bits)
        # the bits of each signature are counted side by side: in pairs, in fours, in bytes, then in the lowest byte
        bits -= bits >> 1 & PAIRS
        bits = (bits & FOURS) + (bits >> 2 & FOURS)
        bits = bits + (bits >> 4) & BYTES
        bits += bits >> 8
        bits += bits >> 16
        counts = bits.to_bytes(4 * count, "little")[::4]
        found += [start + match.start() for match in AT_MOST[few].finditer(counts)]
    return found


def search(index: Index, word: str, edits: int) -> list[tuple[int, int]]:
    """Stored skeletons within `edits` Levenshtein steps of a skeleton, as (skeleton number, distance).

    The result is exact: what a scan over all skeletons of at least `MIN_LENGTH` letters finds. Unordered.
    """
    if not MIN_LENGTH <= len(word) <= MAX_LENGTH:
        return []
    from rapidfuzz.distance.Levenshtein import distance

    edits = min(edits, MAX_EDITS)
    signatures, starts, letters = index["skeleton.signatures"], index.skeleton_starts, index.skeleton_bytes
    wanted = signature(word)
    out = []
    for length in lengths(len(word), edits):
        # Each edit takes a letter of the query away, brings a new one, or both; what makes the word shorter or longer
        # does but one of these. So of the letters that only one of the two has, `few` may be on the side that the
        # length speaks against, and `edits` on the other.
        lacks, few = length > len(word), edits - abs(length - len(word))
        against, other = (wanted, wanted ^ 0xFFFFFFFF) if lacks else (wanted ^ 0xFFFFFFFF, wanted)
        found: set[int] = set()
        for numbers, beside in _sharing(index, word, length, edits):
            if beside is not None:
                numbers = [numbers[at] for at in few_of(beside, wanted, few, lacks=lacks)]
            found.update(numbers)
        for number in found:
            differ = signatures[number] ^ wanted
            if (differ & against).bit_count() <= few and (differ & other).bit_count() <= edits:
                start, end = starts[number], starts[number + 1]
                if end - start == length:  # the longest ones lie in one bucket
                    steps = distance(word, str(letters[start:end], "ascii"), score_cutoff=edits)
                    if steps <= edits:
                        out.append((number, steps))
    return out


def _sharing(index: Index, word: str, length: int, edits: int) -> Iterator[tuple[Sequence[int], memoryview | None]]:
    """Numbers of the skeletons of a length that share a segment with a query; of many with their signatures beside."""
    hashes, lists, postings = index["segment.hashes"], index["segment.lists"], index["segment.postings"]
    directory, shift = index["segment.directory"], 32 - directory_bits(len(hashes))
    buckets = index.skeleton_directory
    low, high = beginning(length, word[: segment_bounds(length)[0][1]])
    low, high = buckets[low], buckets[high]
    yield range(low, high), index["skeleton.signatures"][low:high]
    for hashed in probes(word, length, edits):
        bucket = hashed >> shift
        for at in range(directory[bucket], directory[bucket + 1]):
            if hashes[at] == hashed:
                start, end = lists[at], lists[at + 1]
                first = postings[start]
                if first < MANY:
                    yield list(accumulate(postings[start:end])), None
                else:
                    middle = start + 1 + first - MANY
                    yield postings[start + 1 : middle], postings[middle:end]
                break
