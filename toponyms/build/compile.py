"""Compiling: the claims of a snapshot, the rules and the curated claims become one gazetteer file."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import xxhash

from toponyms.build import apart, derive, former, letters, sections, spellings, twins
from toponyms.build.entries import Entry, entry_of
from toponyms.build.remember import remembered
from toponyms.build.rules import Rules
from toponyms.build.snapshot import countries_for, iter_places, part_paths, parts_for
from toponyms.errors import BuildError
from toponyms.index.format import FORMAT_VERSION, grid_cell
from toponyms.index.writer import pack, write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any


def compile_gazetteer(
    out: Path,
    *,
    scope: str = "default",
    snapshot: Path,
    seeds: Path | None = None,
    progress: Callable[[str], None] | None = None,
    processes: int | None = None,
) -> None:
    """Compile the snapshot and the curated claims of a scope into the file `out`.

    scope: "default", "world" or country codes with commas. progress: is called with a line for each step. processes: 1
    or 2, by default as many as there are cores for, see `apart.wants_second`. The same inputs give the same bytes,
    however many processes make them; the file appears whole or not at all.

    Raises `BuildError` naming the file and line that cannot be used.
    """
    rules = Rules.load()
    with uncollected(), remembered(rules.keys):
        _compile(out, rules, scope, snapshot, seeds, progress or (lambda line: None), processes)


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep Python from looking for cycles among the millions of entries and names, again and again: there are none."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _compile(
    out: Path,
    rules: Rules,
    scope: str,
    snapshot: Path,
    seeds: Path | None,
    say: Callable[[str], None],
    processes: int | None,
) -> None:
    say(f"reading the claims of scope {scope}")
    entries = _entries(snapshot, seeds, scope)
    if not entries:
        raise BuildError(f"the scope {scope!r} has no place in {snapshot}")
    entries, joined = twins.join(entries, rules.words, lambda name: rules.keys.skeletons(rules.keys.exact(name), 1))
    say(f"{len(joined):,} waters and shores that stood twice are one entry each")
    say(f"{len(entries):,} places; deriving names, extents and prominence")
    say(f"{former.date_spellings(entries, rules.keys):,} spellings of former names have their dates")
    cyrillic = rules.weights["cyrillic"]
    told = spellings.settle_spellings(entries, rules.keys, cyrillic, rules.romanize)
    say(f"{told:,} untold names are spellings of a name in force")
    say(f"{spellings.drop_neighbours(entries, rules.keys, cyrillic):,} more are names of neighbours, and dropped")
    derive.complete(entries, rules.words, rules.keys.exact, rules.romanize, rules.weights["prominence"])
    meta = {"data_version": _data_version(snapshot), "scope": scope, "attribution": _attribution(snapshot)}
    inputs = bytes.fromhex(inputs_fingerprint(snapshot, seeds, scope))
    write_whole(out, pack_entries(entries, rules, meta, inputs, say, processes))


def pack_entries(
    entries: list[Entry],
    rules: Rules,
    meta: Mapping[str, str],
    inputs: bytes,
    say: Callable[[str], None],
    processes: int | None = None,
) -> Iterator[bytes]:
    """The bytes of a gazetteer of these entries, piece by piece; they are in the order of grid cells, then ids."""
    under_way = sections.Sections(entries, rules)
    counted, packed = letters.count(entries), dict[str, bytes]()

    def meanwhile() -> None:
        under_way.done["letters.models"] = counted.to_bytes()
        packed.update(rules.sections())

    second = apart.wants_second(processes, len(entries))
    say("building keys" + (", skeletons in a second process" if second else ""))
    keys, skeletons = sections.build(under_way, second=second, meanwhile=meanwhile)
    say(f"{keys:,} keys, {skeletons:,} skeletons; writing")
    counts = {
        "places": str(len(entries)),
        "names": str(len(under_way.done["row.place"])),
        "keys": str(keys),
        "skeletons": str(skeletons),
    }
    return pack(
        {**under_way.done, **packed},
        {**{key: meta[key] for key in ("data_version", "scope")}, **counts, "attribution": meta["attribution"]},
        keys_fingerprint=xxhash.xxh3_128_digest(packed["rules.keys"]),
        rules_fingerprint=xxhash.xxh3_128_digest(b"".join(packed.values())),
        inputs_fingerprint=inputs,
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


def _manifest(snapshot: Path) -> dict[str, Any]:
    """What `sources.toml` beside the snapshot says, nothing where there is none (a snapshot of a user's own)."""
    import tomllib

    sources = snapshot.parent / "sources.toml"
    if not sources.exists():
        return {}
    with sources.open("rb") as file:
        return tomllib.load(file)


def _data_version(snapshot: Path) -> str:
    return str(_manifest(snapshot).get("data_version", "unversioned"))


def _attribution(snapshot: Path) -> str:
    """The attributions of all sources that are shipped, in one line."""
    found = [
        source["attribution"]
        for source in _manifest(snapshot).values()
        if isinstance(source, dict) and source.get("use") == "ship" and source.get("attribution")
    ]
    return " ".join(dict.fromkeys(" ".join(text.split()) for text in found)) or "see the sources of the snapshot"


def _entries(snapshot: Path, seeds: Path | None, scope: str) -> list[Entry]:
    found = []
    for place, claims in iter_places(snapshot, parts_for(scope), seeds, countries_for(scope)):
        entry = entry_of(place, claims)
        if entry is not None:
            found.append(entry)
    return in_order(found)


def in_order(entries: list[Entry]) -> list[Entry]:
    """Entries in the order of the file: neighbours on the ground are neighbours there, so that one answer touches few
    pages and the grid needs no list.
    """
    return sorted(entries, key=lambda entry: (grid_cell(entry.lat, entry.lon), entry.id))
