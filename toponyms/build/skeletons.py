"""The sections of skeletons and of their segments, made from keys: the largest part of compiling.

All that they are made of are texts and columns of numbers, so that a second process can make them, see `apart`.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from toponyms.index import fuzzy
from toponyms.index.format import BUCKETS, MANY, bucket_of, in_order, signature, unpack_facts
from toponyms.index.writer import directory, numbers, short_lists, starts
from toponyms.types import NAME_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from toponyms.index.keys import KeyRules

    Made = dict[str, bytes | array[int]]

UNKEYED = frozenset(NAME_KINDS.index(kind) for kind in ("garble", "abbreviation"))
"""Kinds of name that are found letter for letter only: near spellings of a mistake or of three letters mean nothing."""


class Keyed:
    """What skeletons are made of: the keys in the order of the file, and the name rows under them.

    rows, starts: the rows under the keys, end to end, and where those of each key begin; facts, places: of each row;
    prominence: of each place; languages: the tags that the facts number.
    """

    __slots__ = ("facts", "keys", "languages", "places", "prominence", "rows", "starts")

    def __init__(
        self,
        keys: Sequence[str],
        languages: Sequence[str],
        rows: array[int],
        starts: array[int],
        facts: array[int],
        places: array[int],
        prominence: array[int],
    ) -> None:
        self.keys, self.languages, self.rows, self.starts = keys, languages, rows, starts
        self.facts, self.places, self.prominence = facts, places, prominence

    def to_parts(self) -> list[bytes]:
        """All of it as bytes, for another process on this machine."""
        texts = ["\n".join(lines).encode("utf-8", "surrogatepass") for lines in (self.keys, self.languages)]
        return [*texts, *(one.tobytes() for one in (self.rows, self.starts, self.facts, self.places, self.prominence))]

    @classmethod
    def from_parts(cls, parts: Sequence[bytes]) -> Keyed:
        """What `to_parts` gave."""
        keys, languages = (part.decode("utf-8", "surrogatepass").split("\n") for part in parts[:2])
        columns = [array(code, part) for code, part in zip("IIIIh", parts[2:], strict=True)]
        return cls(keys, languages, *columns)


def make(keyed: Keyed, rules: KeyRules) -> Made:
    """Skeleton lists and Pass-Join segments."""
    stored, tags, facts = rules.stored_skeletons, _Tags(keyed.languages), keyed.facts
    places, prominence = keyed.places, keyed.prominence
    tops = array("h")
    """Prominence of the most prominent place under each key."""
    lists: dict[str, list[int]] = defaultdict(list)
    for number, (key, (start, end)) in enumerate(zip(keyed.keys, pairwise(keyed.starts), strict=True)):
        rows = keyed.rows[start:end]
        languages = {tags[facts[row]] for row in rows}
        languages.discard("")
        tops.append(max([prominence[places[row]] for row in rows]))
        if languages:
            apart = rules.spelt_apart(languages)
            if len(apart) == 1:
                for skeleton in stored(key, *apart):
                    lists[skeleton].append(number)
            else:
                for skeleton in {skeleton for tag in apart for skeleton in stored(key, tag)}:
                    lists[skeleton].append(number)
    ordered = sorted(lists, key=in_order)
    listed = [lists.pop(skeleton) for skeleton in ordered]
    encoded = [skeleton.encode("ascii") for skeleton in ordered]
    buckets = [0] * BUCKETS
    for word in encoded:
        buckets[bucket_of(word)] += 1
    signatures = numbers("I", map(signature, ordered))
    first, more = short_lists(listed)
    return {
        "skeleton.directory": starts(buckets),
        "skeleton.bytes": b"".join(encoded),
        "skeleton.starts": starts(map(len, encoded)),
        "skeleton.signatures": signatures,
        "skeleton.prominence": numbers("h", [max([tops[number] for number in numbers]) for numbers in listed]),
        "skeleton.first": first,
        "skeleton.more": more,
        **_segments(ordered, signatures),
    }


class _Tags(dict[int, str]):
    """The language of a name by its packed facts, "" where the kind is one of `UNKEYED`."""

    def __init__(self, tags: Iterable[str]) -> None:
        super().__init__()
        self._tags = list(tags)

    def __missing__(self, facts: int) -> str:
        kind, language, _, _ = unpack_facts(facts)
        tag = self[facts] = "" if kind in UNKEYED else self._tags[language]
        return tag


def _segments(skeletons: Sequence[str], signatures: array[int]) -> Made:
    """Which skeletons hold each segment, behind many of them their signatures: see `index.fuzzy`."""
    postings: defaultdict[int, array[int]] = defaultdict(_empty)
    for number, skeleton in enumerate(skeletons):
        if fuzzy.MIN_LENGTH <= len(skeleton) <= fuzzy.MAX_LENGTH:
            for segment in set(fuzzy.segments_of(skeleton)):
                postings[segment].append(number)
    segments = numbers("I", sorted(postings))
    flat, ends = numbers("I", ()), numbers("I", [0])
    for segment in segments:
        listed = postings[segment]
        if len(listed) > fuzzy.MOST_BY_HAND:
            flat.append(MANY | len(listed))
            flat += listed
            flat.extend([signatures[number] for number in listed])
        else:
            flat.extend(_steps(listed))
        ends.append(len(flat))
    return {
        "segment.directory": directory(segments, width=32),
        "segment.hashes": segments,
        "segment.lists": ends,
        "segment.postings": flat,
    }


def _empty() -> array[int]:
    return array("I")


def _steps(ascending: array[int]) -> Iterator[int]:
    """The first number and the steps to those that follow: small numbers, which a wheel packs well."""
    before = 0
    for number in ascending:
        yield number - before
        before = number
