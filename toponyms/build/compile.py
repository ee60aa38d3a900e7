"""Compiling: the claims of a snapshot, the rules and the curated claims become one gazetteer file."""

from __future__ import annotations

import zlib
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import xxhash

from toponyms.build import derive
from toponyms.build.entries import Entry, entry_of
from toponyms.build.rules import Rules
from toponyms.build.snapshot import countries_for, iter_places, part_paths, parts_for
from toponyms.errors import BuildError
from toponyms.index import fuzzy
from toponyms.index.format import (
    CLAIM_BLOCK,
    FORMAT_VERSION,
    NO_POPULATION,
    SECTIONS,
    grid_cell,
    pack_facts,
    signature,
)
from toponyms.index.writer import directory, numbers, starts, write_file
from toponyms.types import NAME_KINDS, PLACE_KINDS, POSITION_KINDS

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterable

    Sections = dict[str, bytes | array[int]]

UNKEYED = frozenset({"garble", "abbreviation"})
"""Kinds of name that are found letter for letter only: near spellings of a mistake or of three letters mean nothing."""


class Vocabulary:
    """Distinct values in order of first use, each with its number."""

    def __init__(self, first: Iterable[str] = ()) -> None:
        self.values: dict[str, int] = {}
        for value in first:
            self.number(value)

    def number(self, value: str) -> int:
        return self.values.setdefault(value, len(self.values))

    def to_bytes(self) -> bytes:
        return "\n".join(self.values).encode()


def compile_gazetteer(
    out: Path,
    *,
    scope: str = "default",
    snapshot: Path,
    seeds: Path | None = None,
    progress: Callable[[str], None] | None = None,
) -> None:
    """Compile the snapshot and the curated claims of a scope into the file `out`.

    scope: "default", "world" or country codes with commas. progress: is called with a line for each step. The same
    inputs give the same bytes; the file appears whole or not at all.

    Raises `BuildError` naming the file and line that cannot be used.
    """
    say = progress or (lambda line: None)
    rules = Rules.load()
    say(f"reading the claims of scope {scope}")
    entries = _entries(snapshot, seeds, scope)
    if not entries:
        raise BuildError(f"the scope {scope!r} has no place in {snapshot}")
    say(f"{len(entries):,} places; deriving names, extents and prominence")
    rows = _derive(entries, rules)
    say("building keys")
    sections: Sections = rules.sections()
    texts, vocabularies = Vocabulary(), _vocabularies()
    names = _name_sections(sections, entries, texts, vocabularies, rules)
    _mark_namesakes(sections, entries, rows, names)
    say(f"{len(names):,} keys; building skeletons and segments")
    count = _skeleton_sections(sections, names, rules)
    say(f"{count:,} skeletons; writing")
    _place_sections(sections, entries, rows, texts, vocabularies, rules)
    _id_sections(sections, entries, texts)
    _claim_sections(sections, entries)
    for name, vocabulary in vocabularies.items():
        sections[f"vocab.{name}"] = vocabulary.to_bytes()
    encoded = [text.encode() for text in texts.values]
    sections["text.bytes"] = b"".join(encoded)
    sections["text.starts"] = starts(map(len, encoded))
    inputs = inputs_fingerprint(snapshot, seeds, scope)
    meta = {
        "data_version": _data_version(snapshot),
        "scope": scope,
        "places": str(len(entries)),
        "names": str(len(sections["row.place"])),
        "keys": str(len(names)),
        "skeletons": str(count),
        "inputs": inputs,
        "attribution": "GeoNames (geonames.org), CC BY 4.0; KATOTTG, Ministry for Communities and Territories of Ukraine; "
        "Unicode CLDR. See the licences folder of the package.",
    }
    write_file(
        out,
        sections,
        meta,
        keys_fingerprint=xxhash.xxh3_128_digest(_bytes(sections["rules.keys"])),
        rules_fingerprint=xxhash.xxh3_128_digest(
            b"".join(_bytes(sections[name]) for name, _, _ in SECTIONS if name.startswith("rules."))
        ),
        inputs_fingerprint=bytes.fromhex(inputs),
    )


def inputs_fingerprint(snapshot: Path, seeds: Path | None, scope: str = "default") -> str:
    """32 hexadecimal digits that change when the snapshot, the curated claims, the rules or the compiler change."""
    package = Path(__file__).parent.parent
    folders = [package / name for name in ("build", "index", "language", "matching", "romanization", "text")]
    files = [
        path
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".py", ".toml", ".tsv", ".txt")
    ]
    files += [package / "types.py", *part_paths(snapshot, parts_for(scope))]
    if seeds is not None:
        files += sorted((seeds / "names").glob("*.tsv"))
    if (sources := snapshot.parent / "sources.toml").exists():
        files.append(sources)
    state = xxhash.xxh3_128(f"{FORMAT_VERSION} {scope}".encode())
    for path in files:
        state.update(path.name.encode() + b"\0" + path.read_bytes())
    return state.hexdigest()


def _bytes(section: bytes | array[int]) -> bytes:
    return section if isinstance(section, bytes) else section.tobytes()


def _data_version(snapshot: Path) -> str:
    import tomllib

    sources = snapshot.parent / "sources.toml"
    if not sources.exists():
        return "unversioned"
    with sources.open("rb") as file:
        return str(tomllib.load(file).get("data_version", "unversioned"))


def _vocabularies() -> dict[str, Vocabulary]:
    return {
        "languages": Vocabulary(("und",)),
        "sources": Vocabulary(),
        "dates": Vocabulary(("\t",)),
        "countries": Vocabulary(),
        "features": Vocabulary(),
    }


def _entries(snapshot: Path, seeds: Path | None, scope: str) -> list[Entry]:
    found = []
    for place, claims in iter_places(snapshot, parts_for(scope), seeds, countries_for(scope)):
        entry = entry_of(place, claims)
        if entry is not None:
            found.append(entry)
    # neighbours on the ground are neighbours in the file: one answer touches few pages, and the grid needs no list
    found.sort(key=lambda entry: (grid_cell(entry.lat, entry.lon), entry.id))
    return found


def _derive(entries: list[Entry], rules: Rules) -> dict[str, int]:
    rows = {entry.id: row for row, entry in enumerate(entries)}
    for entry in entries:
        entry.heading = derive.canonical_name(entry, rules.romanize)
        derive.add_romanized(entry, rules.romanize)
        if not entry.names:
            raise BuildError(f"{entry.id} has no name")
        derive.add_cores(entry, rules.words, rules.keys.exact)
    derive.add_extents(entries, rows)
    return rows


class Key:
    """An exact key on its way into the index: its rows, and the languages and texts that shape its skeletons."""

    __slots__ = ("hash", "rows", "start", "tags", "text")

    def __init__(self, text: str) -> None:
        self.text, self.hash, self.start = text, xxhash.xxh3_64_intdigest(text.encode("utf-8", "surrogatepass")), 0
        self.rows: dict[tuple[int, str], tuple[int, str, int, int]] = {}
        self.tags: set[str] = set()


def _name_sections(
    sections: Sections,
    entries: list[Entry],
    texts: Vocabulary,
    vocabularies: dict[str, Vocabulary],
    rules: Rules,
) -> list[Key]:
    languages, sources, dates = vocabularies["languages"], vocabularies["sources"], vocabularies["dates"]
    keys: dict[str, Key] = {}
    for place, entry in enumerate(entries):
        tagged = {rules.keys.exact(name.text) for name in entry.names if name.language != "und"}
        for name in sorted(
            entry.names, key=lambda name: (name.core, NAME_KINDS.index(name.kind), name.language, name.text)
        ):
            text = rules.keys.exact(name.text)
            if not text or (name.language == "und" and text in tagged):
                continue
            key = keys.get(text)
            if key is None:
                key = keys[text] = Key(text)
            if name.kind not in UNKEYED:
                key.tags.add(name.language)
            facts = pack_facts(
                NAME_KINDS.index(name.kind), languages.number(name.language), sources.number(name.source), name.core
            )
            # a place has a key once for each language: other capitals and hyphens of the same name say nothing more
            key.rows.setdefault((place, name.language), (place, name.text, facts, dates.number("\t".join(name.dates))))
    ordered = sorted(keys.values(), key=lambda key: (key.hash, key.text))
    rows = []
    for key in ordered:
        key.start = len(rows)
        rows.extend(key.rows.values())
    sections["key.hashes"] = numbers("Q", (key.hash for key in ordered))
    sections["key.directory"] = directory(sections["key.hashes"])
    sections["key.rows"] = starts(len(key.rows) for key in ordered)
    sections["row.place"] = numbers("I", (row[0] for row in rows))
    sections["row.text"] = numbers("I", (texts.number(row[1]) for row in rows))
    sections["row.facts"] = numbers("I", (row[2] for row in rows))
    sections["row.dates"] = numbers("H", (row[3] for row in rows))
    of_place: list[list[int]] = [[] for _ in entries]
    for number, row in enumerate(rows):
        of_place[row[0]].append(number)
    sections["place.names"] = starts(map(len, of_place))
    sections["name.rows"] = numbers("I", (number for listed in of_place for number in listed))
    return ordered


def _mark_namesakes(sections: Sections, entries: list[Entry], rows: dict[str, int], keys: list[Key]) -> None:
    """A unit that bears the bare name of a town inside it is marked as its core: bare "Donetsk" means the town."""
    facts, places = sections["row.facts"], sections["row.place"]
    assert not isinstance(facts, bytes) and not isinstance(places, bytes)
    for key in keys:
        numbers_of = range(key.start, key.start + len(key.rows))
        units = {places[number] for number in numbers_of if entries[places[number]].kind == "admin"}
        if not units:
            continue
        namesakes = set()
        for number in numbers_of:
            entry = entries[places[number]]
            if entry.kind == "settlement":
                parent = rows.get(entry.parent)
                for _ in range(8):
                    if parent is None:
                        break
                    if parent in units:
                        namesakes.add(parent)
                    parent = rows.get(entries[parent].parent)
        for number in numbers_of:
            if places[number] in namesakes:
                facts[number] |= pack_facts(0, 0, 0, core=True)


def _skeleton_sections(sections: Sections, keys: list[Key], rules: Rules) -> int:
    lists: dict[str, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        found = {skeleton for tag in key.tags for skeleton in rules.keys.stored_skeletons(key.text, tag)}
        for skeleton in found:
            lists[skeleton].append(number)
    hashed = sorted((xxhash.xxh3_64_intdigest(skeleton.encode()), skeleton) for skeleton in lists)
    sections["skeleton.hashes"] = numbers("Q", (value for value, _ in hashed))
    sections["skeleton.directory"] = directory(sections["skeleton.hashes"])
    sections["skeleton.bytes"] = "".join(skeleton for _, skeleton in hashed).encode("ascii")
    sections["skeleton.starts"] = starts(len(skeleton) for _, skeleton in hashed)
    sections["skeleton.lists"] = starts(len(lists[skeleton]) for _, skeleton in hashed)
    sections["skeleton.keys"] = numbers("I", (number for _, skeleton in hashed for number in lists[skeleton]))
    postings: dict[int, list[int]] = defaultdict(list)
    for number, (_, skeleton) in enumerate(hashed):
        if fuzzy.MIN_LENGTH <= len(skeleton) <= fuzzy.MAX_LENGTH:
            posting = signature(skeleton) << 32 | number
            for segment in fuzzy.segments_of(skeleton):
                postings[segment].append(posting)
    segments = sorted(postings)
    sections["segment.hashes"] = numbers("I", segments)
    sections["segment.directory"] = directory(sections["segment.hashes"], width=32)
    sections["segment.lists"] = starts(len(postings[segment]) for segment in segments)
    sections["segment.postings"] = numbers("Q", (posting for segment in segments for posting in postings[segment]))
    return len(hashed)


def _place_sections(
    sections: Sections,
    entries: list[Entry],
    rows: dict[str, int],
    texts: Vocabulary,
    vocabularies: dict[str, Vocabulary],
    rules: Rules,
) -> None:
    countries, features, dates = vocabularies["countries"], vocabularies["features"], vocabularies["dates"]
    boxes = Vocabulary()
    sections["place.id"] = numbers("I", (texts.number(entry.id) for entry in entries))
    sections["place.name"] = numbers("I", (texts.number(entry.heading) for entry in entries))
    sections["place.lat"] = numbers("i", (round(entry.lat * 1e5) for entry in entries))
    sections["place.lon"] = numbers("i", (round(entry.lon * 1e5) for entry in entries))
    sections["place.kind"] = numbers("B", (PLACE_KINDS.index(entry.kind) << 4 | entry.level for entry in entries))
    sections["place.position"] = numbers("B", (POSITION_KINDS.index(entry.position_kind) for entry in entries))
    sections["place.uncertainty"] = numbers("H", (min(65535, round(entry.uncertainty * 10)) for entry in entries))
    sections["place.feature"] = numbers("H", (features.number(entry.feature) for entry in entries))
    sections["place.countries"] = numbers(
        "H",
        (countries.number(f"{' '.join(entry.countries)}\t{' '.join(sorted(entry.claimed_by))}") for entry in entries),
    )
    sections["place.dates"] = numbers("H", (dates.number("\t".join(entry.dates)) for entry in entries))
    sections["place.parent"] = numbers("I", (rows.get(entry.parent, -1) + 1 for entry in entries))
    sections["place.population"] = numbers(
        "I", (NO_POPULATION if entry.population is None else entry.population for entry in entries)
    )
    table = rules.weights["prominence"]
    sections["place.prominence"] = numbers("h", (round(100 * derive.prominence(entry, table)) for entry in entries))
    sections["place.extent"] = numbers(
        "I",
        (0 if entry.extent is None else 1 + boxes.number(" ".join(map(str, entry.extent))) for entry in entries),
    )
    sections["extent.box"] = numbers(
        "i", (round(float(part) * 1e5) for value in boxes.values for part in value.split())
    )
    cells: dict[int, int] = {}
    for entry in entries:
        cell = grid_cell(entry.lat, entry.lon)
        cells[cell] = cells.get(cell, 0) + 1
    sections["grid.cells"] = numbers("I", cells)
    sections["grid.starts"] = starts(cells.values())


def _id_sections(sections: Sections, entries: list[Entry], texts: Vocabulary) -> None:
    owners: dict[str, int] = {}
    for place, entry in enumerate(entries):
        for identifier in entry.ids:
            if owners.setdefault(identifier, place) != place:
                raise BuildError(f"the id {identifier} stands on {entries[owners[identifier]].id} and on {entry.id}")
    hashed = sorted((xxhash.xxh3_64_intdigest(identifier.encode()), identifier) for identifier in owners)
    sections["id.hashes"] = numbers("Q", (value for value, _ in hashed))
    sections["id.directory"] = directory(sections["id.hashes"])
    sections["id.text"] = numbers("I", (texts.number(identifier) for _, identifier in hashed))
    sections["id.place"] = numbers("I", (owners[identifier] for _, identifier in hashed))
    sections["id.lists"] = starts(len(entry.ids) for entry in entries)
    sections["id.of"] = numbers("I", (texts.number(identifier) for entry in entries for identifier in entry.ids))


def _claim_sections(sections: Sections, entries: list[Entry]) -> None:
    blocks = [
        zlib.compress("\f".join("\n".join(entry.cold) for entry in entries[at : at + CLAIM_BLOCK]).encode(), 9)
        for at in range(0, len(entries), CLAIM_BLOCK)
    ]
    sections["claim.bytes"] = b"".join(blocks)
    sections["claim.blocks"] = starts(map(len, blocks))
