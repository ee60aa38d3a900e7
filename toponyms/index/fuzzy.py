"""Finding skeletons within a few edits: Pass-Join segments, a letter signature, then the distance itself.

Every skeleton is cut into three segments. Of a word within two edits at least one segment stands unchanged in the
query, at a place that the edits bound (Li, Deng, Wang, Feng: "Pass-Join", VLDB 2011, multi-match-aware selection).
What the segments bring is thinned by the letter signatures and then measured.
"""

from __future__ import annotations

from itertools import accumulate

from xxhash import xxh3_64_intdigest

from toponyms.index.format import SEGMENTS, directory_bits, segment_bounds, signature

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from toponyms.index.reader import Index

MAX_EDITS = SEGMENTS - 1
"""With three segments two edits are found for certain, three are not."""

MIN_LENGTH = 3
"""Shorter skeletons are within two edits of everything, so they are neither stored as segments nor searched."""

MAX_LENGTH = 96
"""Longer queries are no names; they are not searched."""


def segment_hash(length: int, number: int, letters: str) -> int:
    """32-bit name of a segment: the word's length, which of the three, and its letters."""
    return xxh3_64_intdigest(f"{length}.{number}.{letters}".encode()) & 0xFFFFFFFF


def segments_of(word: str) -> list[int]:
    """The hashes under which a skeleton is stored.

    >>> len(segments_of("toreck"))
    3
    """
    length = len(word)
    return [
        segment_hash(length, number, word[start : start + size])
        for number, (start, size) in enumerate(segment_bounds(length))
    ]


def probes(word: str, edits: int) -> Iterator[int]:
    """The hashes under which the words within that many edits of a query may lie."""
    size_of_word = len(word)
    for length in range(max(MIN_LENGTH, size_of_word - edits), size_of_word + edits + 1):
        shift = size_of_word - length
        for number, (start, size) in enumerate(segment_bounds(length)):
            # multi-match-aware: the i-th segment can have moved by at most i edits seen from the left,
            # and by at most the remaining ones seen from the right
            left, right = number, edits - number
            low = max(0, start - left, start + shift - right)
            high = min(size_of_word - size, start + left, start + shift + right)
            for at in range(low, high + 1):
                yield segment_hash(length, number, word[at : at + size])


def search(index: Index, word: str, edits: int) -> list[tuple[int, int]]:
    """Stored skeletons within `edits` Levenshtein steps of a skeleton, as (skeleton number, distance).

    The result is exact: what a scan over all skeletons of at least `MIN_LENGTH` letters finds. Unordered.
    """
    if not MIN_LENGTH <= len(word) <= MAX_LENGTH:
        return []
    from rapidfuzz.distance.Levenshtein import distance

    edits = min(edits, MAX_EDITS)
    hashes, lists, postings = index["segment.hashes"], index["segment.lists"], index["segment.postings"]
    directory, shift = index["segment.directory"], 32 - directory_bits(len(index["segment.hashes"]))
    signatures, wanted, most = index["skeleton.signatures"], signature(word), 2 * edits
    found: set[int] = set()
    for hashed in probes(word, edits):
        bucket = hashed >> shift
        for at in range(directory[bucket], directory[bucket + 1]):
            if hashes[at] == hashed:
                found.update(
                    [
                        skeleton
                        for skeleton in accumulate(postings[lists[at] : lists[at + 1]])
                        if (signatures[skeleton] ^ wanted).bit_count() <= most
                    ]
                )
                break
    starts, letters = index.skeleton_starts, index.skeleton_bytes
    out = []
    for number in found:
        steps = distance(word, str(letters[starts[number] : starts[number + 1]], "ascii"), score_cutoff=edits)
        if steps <= edits:
            out.append((number, steps))
    return out
