"""The sections of a gazetteer file, made from entries."""

from __future__ import annotations

import zlib
from array import array
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from toponyms.build import apart
from toponyms.build.calques import calques
from toponyms.build.derive import TRANSLATED
from toponyms.build.entries import UNDATED
from toponyms.build.skeletons import Keyed
from toponyms.errors import BuildError
from toponyms.index.cold import blank, values
from toponyms.index.format import (
    CLAIM_BLOCK,
    NO_POPULATION,
    TEXT_BLOCK,
    grid_cell,
    pack_facts,
    stored_owner,
)
from toponyms.index.writer import directory, hash_of, numbers, short_lists, starts
from toponyms.types import NAME_KINDS, PLACE_KINDS, POSITION_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from toponyms.build.entries import Entry, NameRow
    from toponyms.build.rules import Rules
    from toponyms.index.reader import Index

LONGEST = 0xFFFF
"""Bytes of the longest text: names have hundreds, and lengths are stored as 16 bits."""

_KIND_NUMBERS = {kind: number for number, kind in enumerate(NAME_KINDS)}

MAX_DEPTH = 8
"""Most steps up a chain of parents; the deepest real one has five."""


class Vocabulary:
    """Distinct values in order of first use, each with its number."""

    def __init__(self, *first: str) -> None:
        self.values: dict[str, int] = {}
        for value in first:
            self.number(value)

    def number(self, value: str) -> int:
        """The number of a value, a new one where it is new."""
        return self.values.setdefault(value, len(self.values))

    def to_bytes(self) -> bytes:
        """The values as lines."""
        return "\n".join(self.values).encode()


VOCABULARIES = ("languages", "sources", "dates", "countries", "features")
"""Names of the vocabularies that are sections of their own."""


class Sections:
    """Sections under way: what is done, and the vocabularies that several of them share."""

    def __init__(self, entries: list[Entry], rules: Rules, below: Index | None = None) -> None:
        """below: the gazetteer over which these entries are a layer. Its vocabularies are gone on with, and places are
        numbered through: those of the layer come after those below.
        """
        self.entries, self.rules, self.below = entries, rules, below
        self.rows = {entry.id: row for row, entry in enumerate(entries)}
        self.done: dict[str, bytes | array[int]] = {}
        self.key_rows, self.key_starts = array("I"), array("I", [0])
        """The name rows under the keys, end to end in the order of the file, and where those of each key begin."""
        self.texts = Vocabulary()
        if below is None:
            self.first = 0
            self.languages, self.sources, self.dates = Vocabulary("und"), Vocabulary(), Vocabulary("\t")
            self.countries, self.features = Vocabulary(), Vocabulary()
        else:
            self.first = below.place_count
            for name in VOCABULARIES:
                setattr(self, name, Vocabulary(*below.lines(f"vocab.{name}")))

    def place(self, identifier: str) -> int:
        """Number of the place with this id, here or below, -1 where there is none."""
        row = self.rows.get(identifier)
        if row is not None:
            return self.first + row
        return -1 if self.below is None else self.below.find_id(identifier)

    languages: Vocabulary
    sources: Vocabulary
    dates: Vocabulary
    countries: Vocabulary
    features: Vocabulary

    def put(self, name: str, code: str, values: Iterable[int]) -> array[int]:
        """Add a section of numbers of this struct code."""
        self.done[name] = data = numbers(code, values)
        return data

    def lists(self, name: str, sizes: Iterable[int]) -> None:
        """Add a section of starts of lists."""
        self.done[name] = starts(sizes)

    def short_lists(self, first: str, more: str, lists: Iterable[Sequence[int]]) -> None:
        """Add lists most of which hold one number, as two sections: see `index.format.MANY`."""
        self.done[first], self.done[more] = short_lists(lists)

    def rows_of_all(self) -> Iterator[array[int]]:
        """The name rows under each key, the keys in the order of the file."""
        for start, end in pairwise(self.key_starts):
            yield self.key_rows[start:end]

    def chain(self, row: int) -> Iterable[int]:
        """Rows of the parents of a place, the nearest first."""
        for _ in range(MAX_DEPTH):
            parent = self.rows.get(self.entries[row].parent)
            if parent is None:
                return
            yield parent
            row = parent


def build(
    sections: Sections,
    further: Mapping[str, int] | None = None,
    *,
    second: bool = False,
    meanwhile: Callable[[], None] = lambda: None,
) -> tuple[int, int]:
    """Make every section but the rules; the numbers of keys and skeletons.

    further: ids of places below. second: whether a second process makes the skeletons; meanwhile: what else is to be
    done while it does.
    """
    keys = names(sections)
    mark_namesakes(sections)
    with apart.skeletons(keyed(sections, keys), sections.rules.keys, second=second) as made:
        calques(sections, keys)
        places(sections)
        identifiers(sections, further)
        claims(sections)
        vocabularies(sections)
        meanwhile()
        skeletons = made()
    sections.done |= skeletons
    return len(keys), len(skeletons["skeleton.starts"]) - 1


def names(sections: Sections) -> list[str]:
    """Exact keys and name rows; the keys in the order of the file."""
    rules = sections.rules.keys
    keys, facts_of = Vocabulary(), _Facts(sections)
    row_key, row_place, row_text, row_facts = array("I"), array("I"), array("I"), array("I")
    row_dates = array("H")
    unmarked: list[tuple[int, int]] = []
    for place, entry in enumerate(sections.entries):
        # a query is repaired before it is looked up, so a name that a source spells with two alphabets must be too
        keyed = [(name, rules.exact(rules.repair(name.text))) for name in sorted(entry.names, key=best_first)]
        # a heading without language keeps its kind where only a table of translations tags the same name
        tagged = {text for name, text in keyed if name.language != "und" and name.source != TRANSLATED}
        seen: set[tuple[str, ...]] = set()
        for name, text in keyed:
            # a place has a key once for each language and time: other capitals and hyphens of the name say nothing more
            language, dates = name.language, name.dates
            once = (text, language)
            if not text or (language == "und" and text in tagged):
                continue
            if dates == UNDATED:
                if once in seen:
                    continue
            elif (*once, *dates) in seen:
                continue
            else:
                seen.add((*once, *dates))
            seen.add(once)
            plain = without_marks(text, language)
            if plain != text:
                unmarked.append((keys.number(plain), len(row_key)))
            row_key.append(keys.number(text))
            row_place.append(place)
            row_text.append(sections.texts.number(name.text))
            row_facts.append(facts_of[name.kind, language, name.source, name.core])
            row_dates.append(sections.dates.number("\t".join(dates)))
        entry.names = []
    texts = list(keys.values)
    hashes = [hash_of(text) for text in texts]
    order = sorted(range(len(texts)), key=hashes.__getitem__)
    ascending = [hashes[number] for number in order]
    sections.done["key.directory"] = buckets = directory(ascending)
    low = sections.put("key.hashes", "I", (value & 0xFFFFFFFF for value in ascending))
    if any(len(set(low[start:end])) < end - start for start, end in pairwise(buckets)):
        raise BuildError("two keys share their hash: widen key.hashes, 32 bits no longer tell them apart")
    sections.key_rows, sections.key_starts = _grouped(row_key, unmarked, order)
    sections.short_lists("key.first", "key.more", sections.rows_of_all())
    sections.done |= {"row.place": row_place, "row.text": row_text, "row.facts": row_facts, "row.dates": row_dates}
    counts = [0] * len(sections.entries)
    for place in row_place:
        counts[place] += 1
    sections.lists("place.names", counts)
    return [texts[number] for number in order]


class _Facts(dict[tuple[str, str, str, bool], int]):
    """The packed facts of a name by its kind, language, source and whether it is a core."""

    def __init__(self, sections: Sections) -> None:
        super().__init__()
        self._sections = sections

    def __missing__(self, told: tuple[str, str, str, bool]) -> int:
        kind, language, source, core = told
        numbers = self._sections.languages.number(language), self._sections.sources.number(source)
        self[told] = packed = pack_facts(NAME_KINDS.index(kind), *numbers, core)
        return packed


def _grouped(
    row_key: Sequence[int], further: Iterable[tuple[int, int]], order: Sequence[int]
) -> tuple[array[int], array[int]]:
    """The rows under each key, end to end in this order of the keys, and where those of each begin.

    further: keys and rows that come behind the rows which have these keys themselves.
    """
    sizes = [0] * len(order)
    for key in row_key:
        sizes[key] += 1
    for key, _ in further:
        sizes[key] += 1
    bounds = starts(sizes[key] for key in order)
    free = sizes  # where the next row of a key goes
    for key, start in zip(order, bounds, strict=False):
        free[key] = start
    rows = array("I", bytes(4 * bounds[-1]))
    for row, key in enumerate(row_key):
        rows[free[key]] = row
        free[key] += 1
    for key, row in further:
        rows[free[key]] = row
        free[key] += 1
    return rows, bounds


def without_marks(key: str, language: str) -> str:
    """The key of a name as it is mostly written: without the dots of a Russian ё, with г for a Ukrainian ґ.

    >>> without_marks("чёрное море", "ru"), without_marks("ґрунь", "uk"), without_marks("магілёў", "be")
    ('черное море', 'грунь', 'магілёў')

    A name is found under both keys in every case form and adjective. In Belarusian ё is always written.
    """
    if language in ("ru", "und"):
        key = key.replace("ё", "е")
    return key.replace("ґ", "г") if language in ("uk", "und") else key


def best_first(name: NameRow) -> tuple[bool, int, str, str]:
    return name.core, _KIND_NUMBERS[name.kind], name.language, name.text


def mark_namesakes(sections: Sections) -> None:
    """Mark as its core the bare name of a unit that a town inside it bears too: bare "Donetsk" means the town."""
    facts, places = sections.done["row.facts"], sections.done["row.place"]
    assert not isinstance(facts, bytes)
    entries, core = sections.entries, pack_facts(0, 0, 0, core=True)
    is_unit = bytes(entry.kind == "admin" for entry in entries)
    for rows in sections.rows_of_all():
        if len(rows) == 1:
            continue
        units = {places[row] for row in rows if is_unit[places[row]]}
        if not units:
            continue
        namesakes: set[int] = set()
        for row in rows:
            if entries[places[row]].kind == "settlement":
                namesakes.update(units.intersection(sections.chain(places[row])))
                namesakes.update(unit for unit in units if _surrounds(entries[unit], entries[places[row]]))
        for row in rows:
            if places[row] in namesakes:
                facts[row] |= core


def _surrounds(unit: Entry, town: Entry) -> bool:
    """Whether a town lies in the extent of a unit of its country: a capital that is a unit of its own (Kyiv) does."""
    if unit.extent is None or unit.countries[:1] != town.countries[:1]:
        return False
    west, south, east, north = unit.extent
    return west <= town.lon <= east and south <= town.lat <= north


def keyed(sections: Sections, keys: Sequence[str]) -> Keyed:
    """What skeletons are made of."""
    facts, places = sections.done["row.facts"], sections.done["row.place"]
    assert not isinstance(facts, bytes)
    assert not isinstance(places, bytes)
    prominence = numbers("h", [round(100 * entry.prominence) for entry in sections.entries])
    languages = list(sections.languages.values)
    return Keyed(keys, languages, sections.key_rows, sections.key_starts, facts, places, prominence)


def places(sections: Sections) -> None:
    """The columns of places, the extents and the grid."""
    entries, texts, put = sections.entries, sections.texts, sections.put
    put("place.id", "I", (texts.number(entry.id) for entry in entries))
    put("place.name", "I", (texts.number(entry.heading) for entry in entries))
    put("place.lat", "i", (round(entry.lat * 1e5) for entry in entries))
    put("place.lon", "i", (round(entry.lon * 1e5) for entry in entries))
    put("place.kind", "B", (PLACE_KINDS.index(entry.kind) << 4 | entry.level for entry in entries))
    put("place.position", "B", (POSITION_KINDS.index(entry.position_kind) for entry in entries))
    put("place.uncertainty", "H", (min(65535, round(entry.uncertainty * 10)) for entry in entries))
    put("place.feature", "H", (sections.features.number(entry.feature) for entry in entries))
    put("place.countries", "H", (sections.countries.number(_countries(entry)) for entry in entries))
    put("place.dates", "H", (sections.dates.number("\t".join(entry.dates)) for entry in entries))
    put("place.parent", "I", (sections.place(entry.parent) + 1 for entry in entries))
    put("place.population", "I", (NO_POPULATION if entry.population is None else entry.population for entry in entries))
    put("place.prominence", "h", (round(100 * entry.prominence) for entry in entries))
    boxes: dict[tuple[float, ...], int] = {}
    put(
        "place.extent",
        "I",
        (0 if entry.extent is None else 1 + boxes.setdefault(entry.extent, len(boxes)) for entry in entries),
    )
    put("extent.box", "i", (round(side * 1e5) for box in boxes for side in box))
    cells: dict[int, int] = defaultdict(int)
    for entry in entries:
        cells[grid_cell(entry.lat, entry.lon)] += 1
    put("grid.cells", "I", cells)
    sections.lists("grid.starts", cells.values())


def _countries(entry: Entry) -> str:
    return f"{' '.join(dict.fromkeys(entry.countries))}\t{' '.join(sorted(set(entry.claimed_by)))}"


def identifiers(sections: Sections, further: Mapping[str, int] | None = None) -> None:
    """The ids: a hash table over all of them, and a list for each place. further: ids of places below."""
    entries, texts = sections.entries, sections.texts
    owners: dict[str, int] = dict(further or {})
    for place, entry in enumerate(entries, sections.first):
        for identifier in entry.ids:
            if (other := owners.setdefault(identifier, place)) != place:
                raise BuildError(
                    f"the id {identifier} stands on {entries[other - sections.first].id} and on {entry.id}"
                )
    hashed = sorted((hash_of(identifier), identifier) for identifier in owners)
    sections.done["id.directory"] = directory([value for value, _ in hashed])
    numbered = sections.put("id.text", "I", (texts.number(identifier) for _, identifier in hashed))
    first = texts.number(entries[0].id) if entries else 0
    stored = (
        stored_owner(owners[identifier], text, first) for (_, identifier), text in zip(hashed, numbered, strict=True)
    )
    sections.put("id.place", "I", stored)
    sections.lists("id.lists", (len(entry.ids) for entry in entries))
    sections.put("id.of", "I", (texts.number(identifier) for entry in entries for identifier in entry.ids))


def claims(sections: Sections) -> None:
    """The cold claims, a compressed block for every few places."""
    cold = [entry.cold for entry in sections.entries]
    if sections.below is None:  # a layer is read beside the file below, whose places its columns number too
        cold = [_blanked(entry, sections.rows) for entry in sections.entries]
    blocks = [
        zlib.compress("\f".join(cold[at : at + CLAIM_BLOCK]).encode(), 9) for at in range(0, len(cold), CLAIM_BLOCK)
    ]
    sections.done["claim.bytes"] = b"".join(blocks)
    sections.lists("claim.blocks", map(len, blocks))


def _blanked(entry: Entry, rows: Mapping[str, int]) -> str:
    """The cold claims of an entry without what the columns say."""
    known = values(
        round(entry.lat * 1e5),
        round(entry.lon * 1e5),
        min(65535, round(entry.uncertainty * 10)),
        None if entry.extent is None else [round(side * 1e5) for side in entry.extent],
        entry.parent if entry.parent in rows else "",
        entry.population,
        entry.ids[1:],
    )
    return blank(entry.cold, known)


def vocabularies(sections: Sections) -> None:
    """What the other sections gave numbers to; comes last."""
    for name in VOCABULARIES:
        vocabulary: Vocabulary = getattr(sections, name)
        sections.done[f"vocab.{name}"] = vocabulary.to_bytes()
    encoded = [text.encode() for text in sections.texts.values]
    sections.done["text.bytes"] = b"".join(encoded)
    if max(map(len, encoded), default=0) > LONGEST:
        raise BuildError(
            f"a text has more than {LONGEST:,} bytes: {max(encoded, key=len)[:60].decode('utf-8', 'ignore')!r}"
        )
    lengths = sections.put("text.lengths", "H", map(len, encoded))
    sections.put("text.blocks", "I", starts(lengths)[:-1:TEXT_BLOCK])
