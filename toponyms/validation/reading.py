"""Whatever is validated, as records: a compiled file, a snapshot of claims, a table of claims, an overlay.

Reading never stops at a malformed line, as the compiler does: the line becomes a fault, and the rest is read on.
"""

from __future__ import annotations

import zlib
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from toponyms.build.claims import COLUMNS, Claim, place_key, problem
from toponyms.build.overlay import read_overlay
from toponyms.build.snapshot import curated_paths, open_table
from toponyms.errors import BuildError, OverlayError, UsageError
from toponyms.gazetteer import Gazetteer
from toponyms.index.format import CLAIM_BLOCK, unpack_facts
from toponyms.index.stack import Stack, source_of
from toponyms.types import NAME_KINDS
from toponyms.validation.model import Fault
from toponyms.validation.records import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from os import PathLike

    from toponyms.validation.records import Spot

    Tell = Callable[[str, Fault], None]
    """Takes the code of a check and a fault that reading found."""

KINDS = ("gazetteer", "snapshot", "table", "overlay")
"""What can be validated: a compiled file, a folder of tables, one table of claims, an overlay in CSV."""


class Subject:
    """What is validated, opened as what it is.

    path: a compiled gazetteer, a folder with tables of claims (or one that holds such a `snapshot`), one table (`.tsv`,
    `.tsv.xz`) or an overlay (`.csv`). seeds: tables of curated claims that belong to a folder.

    Raises `UsageError` where the path is none of these, `GazetteerError` where a compiled file cannot be opened.
    """

    def __init__(self, path: str | PathLike[str] | Gazetteer, seeds: Path | None = None) -> None:
        self.gazetteer: Gazetteer | None = None
        self.seeds = seeds
        self.data_version = ""
        if isinstance(path, Gazetteer):
            self.kind, self.gazetteer, self.path = "gazetteer", path, Path(path.path)
        else:
            self.path = Path(path)
            self.kind = self._kind()
        if self.kind == "gazetteer":
            self.gazetteer = self.gazetteer or Gazetteer.open(self.path)
            if isinstance(self.gazetteer._index, Stack):
                raise UsageError(
                    f"this gazetteer has layers over {self.path}: validate the file and each layer by themselves"
                    " (a table with base=, a file as it is)"
                )
            self.data_version = self.gazetteer.data_version
        elif self.kind == "snapshot":
            self.path = self.path / "snapshot" if (self.path / "snapshot").is_dir() else self.path
            self.data_version = _data_version(self.path)

    def _kind(self) -> str:
        path = self.path
        if path.is_dir():
            folder = path / "snapshot" if (path / "snapshot").is_dir() else path
            if _parts(folder):
                return "snapshot"
            raise UsageError(f"{path} holds no tables of claims (*.tsv, *.tsv.xz)")
        if not path.exists():
            raise UsageError(f"there is no {path}: pass a gazetteer file, a folder of claims or an overlay in CSV")
        names = path.name.lower()
        if names.endswith(".csv"):
            return "overlay"
        return "table" if names.endswith((".tsv", ".tsv.xz")) else "gazetteer"

    @property
    def beside(self) -> Path:
        """The folder where `sources.toml`, `checks.toml` and `waivers.toml` of this subject are looked for."""
        return self.path.parent

    def records(self, tell: Tell) -> Iterator[Record]:
        """Every place with its claims. `tell` is called with what is wrong with lines or tables as a whole."""
        if self.gazetteer is not None:
            return compiled(self.gazetteer)
        if self.kind == "snapshot":
            return tables(_parts(self.path), [] if self.seeds is None else curated_paths(self.seeds), tell)
        if self.kind == "overlay":
            return overlay(self.path, tell)
        return tables([], [self.path], tell)


def _parts(folder: Path) -> list[Path]:
    return sorted([*folder.glob("*.tsv"), *folder.glob("*.tsv.xz")])


def _data_version(snapshot: Path) -> str:
    import tomllib

    try:
        listing = tomllib.loads((snapshot.parent / "sources.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    return str(listing.get("data_version", ""))


def tables(parts: list[Path], loose: list[Path], tell: Tell) -> Iterator[Record]:
    """Places of parts in their order, with what loose tables add; then the places that only loose tables describe.

    Parts are read place by place; loose tables, which are small and in any order, are held in memory.
    """
    added: dict[str, list[tuple[Claim, str, int]]] = {}
    for path in loose:
        for line, claim in lines(path, tell):
            added.setdefault(claim.place, []).append((claim, str(path), line))
    home: dict[str, str] = {}
    for path in parts:
        for place, group in groupby(lines(path, tell), key=lambda pair: pair[1].place):
            rows = [(claim, str(path), line) for line, claim in group]
            if place in home:
                other = "twice in this part" if home[place] == path.name else f"in {home[place]} as well"
                tell("TP104", Fault(place, f"the place stands {other}", rows[0][0], str(path), rows[0][2]))
                continue
            home[place] = path.name
            yield _record(place, rows + added.pop(place, []))
    for place in sorted(added, key=place_key):
        yield _record(place, added[place])


def _record(place: str, rows: list[tuple[Claim, str, int]]) -> Record:
    spots: list[Spot] = []
    last = ("", -1)
    for number, (_, file, line) in enumerate(rows):
        if (file, line - 1) != last:
            spots.append((number, file, line))  # an overlay's row holds several claims, each with that line
        last = (file, line)
    return Record(place, [row[0] for row in rows], spots)


def lines(path: Path, tell: Tell) -> Iterator[tuple[int, Claim]]:
    """Every line of a table that has ten columns, with its number; what is wrong is told as TP001."""
    place, width = "", len(COLUMNS)
    with open_table(path) as table:
        try:
            if tuple(next(table, "").rstrip("\n").lstrip("\ufeff").split("\t")) != COLUMNS:
                message = f"the header must be these columns parted by tabs: {' '.join(COLUMNS)}"
                tell("TP001", Fault("", message, None, str(path), 1))
                return
            for number, line in enumerate(table, 2):
                values = line.rstrip("\n").split("\t")
                if len(values) != width:
                    if line.strip() and line[0] != "#":
                        message = f"{len(values)} columns where there should be {width}"
                        tell("TP001", Fault(place, message, None, str(path), number))
                    continue
                place = values[0] or place
                values[0] = place
                claim = Claim._make(values)
                if wrong := problem(claim):
                    tell(_code(claim), Fault(place, wrong, claim, str(path), number))
                yield number, claim
        except UnicodeDecodeError as error:
            tell("TP001", Fault(place, f"not UTF-8 after this line ({error})", None, str(path), 0))


def _code(claim: Claim) -> str:
    """The check that a malformed claim belongs to: a position that is out of range has one of its own."""
    if claim.field == "position":
        try:
            lat, lon, uncertainty = map(float, claim.value.split(" "))
        except ValueError:
            return "TP001"
        return "TP201" if not (abs(lat) <= 90 and abs(lon) <= 180) and uncertainty >= 0 else "TP001"
    return "TP001"


def compiled(gazetteer: Gazetteer) -> Iterator[Record]:
    """Every place of a compiled file, in the order of its rows, with the claims that the file kept."""
    index = gazetteer._index
    languages, sources = index.lines("vocab.languages"), [source_of(line)[0] for line in index.lines("vocab.sources")]
    dates = [line.split("\t") for line in index.lines("vocab.dates")]
    starts, ids, headings = index["place.names"], index["place.id"], index["place.name"]
    row_text, row_facts, row_dates = index.row_text, index.row_facts, index.row_dates
    blocks, packed = index["claim.blocks"], index["claim.bytes"]
    file = [(0, gazetteer.path, 0)]
    text = index.text
    cold: list[str] = []
    for row in range(len(index)):
        at = row % CLAIM_BLOCK
        if not at:
            block = row // CLAIM_BLOCK
            try:
                data = zlib.decompress(bytes(packed[blocks[block] : blocks[block + 1]]))
            except zlib.error as error:
                raise BuildError(f"{gazetteer.path}: the claims are damaged ({error}); see `toponyms doctor`") from None
            cold = str(data, "utf-8").split("\f")
        place = text(ids[row])
        claims = [Claim._make([place, *line.split("\t")]) for line in index.filled(cold[at], row).split("\n") if line]
        kept = {claim[2:8] for claim in claims if claim[1] == "name" and not claim[8]}
        mine = range(starts[row], starts[row + 1])
        # Cores are names without their type word, which the compiler made. A unit's name that a town inside it bears
        # too is marked so as well: what the place is called by is a name, and all are where there is nothing else.
        called = headings[row]
        whole = [number for number in mine if not row_facts[number] & 0x10 or row_text[number] == called] or mine
        for number in whole:
            facts = row_facts[number]
            kind, language, source, _ = unpack_facts(facts)
            from_, to = dates[row_dates[number]]
            values = (text(row_text[number]), languages[language], NAME_KINDS[kind], from_, to, sources[source])
            if values not in kept:
                claims.append(Claim(place, "name", *values))
        yield Record(place, claims, file, row, text(headings[row]))


def overlay(path: Path, tell: Tell) -> Iterator[Record]:
    """The claims of an overlay in CSV, place by place. Rows that cannot be used are told; then nothing else is read."""
    added: dict[str, list[tuple[Claim, str, int]]] = {}
    try:
        table = read_overlay(path)
    except OverlayError as error:
        for row, what in error.problems or ((0, str(error)),):
            tell("TP001", Fault("", what, None, str(path), row))
        return
    for claim, row in zip(table, table.rows, strict=True):
        added.setdefault(claim.place, []).append((claim, str(path), row))
    for place in added:
        yield _record(place, added[place])
