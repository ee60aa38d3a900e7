"""A gazetteer of one country, or of any part of the world, from a dump of GeoNames alone.

The dumps (https://download.geonames.org/export/dump/, 19 columns) list settlements, waters and units of every level
with their coordinates, so nothing else is needed; with the country's table of alternate names every name has its
language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import xxhash

from toponyms.build import derive
from toponyms.build.compile import in_order, pack_entries
from toponyms.build.entries import entry_of
from toponyms.build.join import settlement_radius
from toponyms.build.ledger import Ledger
from toponyms.build.readers import geonames
from toponyms.build.rules import Rules
from toponyms.build.tagged import TaggedNames
from toponyms.errors import BuildError
from toponyms.index.writer import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from toponyms.build.entries import Entry
    from toponyms.build.readers.geonames import Row

SOURCE = "geonames"
ATTRIBUTION = "Contains data of GeoNames (https://www.geonames.org), CC BY 4.0."

LEVELS = {"A.ADM1": 1, "A.ADM2": 2, "A.ADM3": 3}
"""Feature codes of the units that others can be said to lie in by their codes."""


def compile_dump(
    dump: Path, out: Path, *, names: Path | None = None, progress: Callable[[str], None] | None = None
) -> None:
    """Compile a dump of GeoNames (`EE.zip`, or the `.txt` in it) into the gazetteer file `out`.

    names: the table of alternate names of the same country (`alternatenames/EE.zip`), which gives them language, dates
    and the mark of former names. progress: is called with a line for each step. The same files give the same bytes; the
    file appears whole or not at all.

    Raises `BuildError` naming the file and line that cannot be used.
    """
    say = progress or (lambda line: None)
    try:
        digest = xxhash.xxh3_128_digest(dump.read_bytes() + (names.read_bytes() if names else b""))
        rows = list(geonames.read_dump(dump))
    except OSError as error:
        raise BuildError(f"{error.filename} cannot be read: {error.strerror}") from None
    entries = _entries(rows, names, say)
    if not entries:
        raise BuildError(f"{dump} has no place: it is no dump of GeoNames, or has none of the kinds that are kept")
    rules = Rules.load()
    derive.complete(entries, rules.words, rules.keys.exact, rules.romanize, rules.weights["prominence"])
    scope = ",".join(sorted({entry.countries[0] for entry in entries if entry.countries}))
    meta = {"data_version": f"{dump.stem}@{digest.hex()[:8]}", "scope": scope, "attribution": ATTRIBUTION}
    write_whole(out, pack_entries(in_order(entries), rules, meta, digest, say))


def _entries(rows: list[Row], names: Path | None, say: Callable[[str], None]) -> list[Entry]:
    kinds = geonames.feature_kinds()
    kept: list[tuple[Row, geonames.FeatureKind]] = []
    for row in rows:
        kind = kinds.get(row.code) or kinds.get(f"{row.code[:1]}.*")
        if kind is not None and kind.kind != "-":
            kept.append((row, kind))
    say(f"{SOURCE}: read {len(rows):,} rows, kept {len(kept):,}")
    units = _units(row for row, _ in kept)
    tagged = TaggedNames.from_file(names, say)
    tagged.read({row.id for row, _ in kept})
    ledger = Ledger()
    for row, kind in kept:
        _write(ledger, row, kind, units)
        tagged.add_to(ledger, row.place)
    found = (entry_of(place, claims) for place, claims in ledger.drain())
    return [entry for entry in found if entry is not None]


def _units(rows: Iterable[Row]) -> dict[tuple[str, ...], Row]:
    """Units by their codes from the country down; of two rows with one code the one with more inhabitants."""
    units: dict[tuple[str, ...], Row] = {}
    for row in sorted(rows, key=lambda row: (-row.population, int(row.id))):
        if row.code in LEVELS:
            codes = _codes(row)[: LEVELS[row.code] + 1]
            if all(codes):
                units.setdefault(codes, row)
        elif row.code.startswith("A.PCL") and row.code != "A.PCLH":
            units.setdefault((row.country,), row)
    return units


def _codes(row: Row) -> tuple[str, ...]:
    return row.country, row.admin1, row.admin2, row.admin3


def _above(row: Row, units: dict[tuple[str, ...], Row]) -> Row | None:
    """The smallest listed unit that a row lies in."""
    codes = _codes(row)
    for size in range(len(codes), 0, -1):
        unit = units.get(codes[:size])
        if unit is not None and unit.id != row.id and LEVELS.get(unit.code, 0) < LEVELS.get(row.code, len(codes)):
            return unit
    return None


def _write(ledger: Ledger, row: Row, kind: geonames.FeatureKind, units: dict[tuple[str, ...], Row]) -> None:
    """The claims of one row."""
    place = row.place
    ledger.open(place, SOURCE)
    ledger.name(place, row.name, "und", "official", SOURCE)
    ledger.untagged(place, row.names, row.country, SOURCE)
    uncertainty = kind.uncertainty_km
    if kind.kind == "settlement":
        uncertainty = max(uncertainty, settlement_radius(row.population))
    ledger.position(place, row.lat, row.lon, uncertainty, kind.position, SOURCE)
    ledger.add(place, "kind", kind.kind, SOURCE, kind=row.code)
    if kind.kind == "country":
        ledger.add(place, "id", f"iso:{row.country}", SOURCE)
    elif (unit := _above(row, units)) is not None:
        ledger.add(place, "parent", unit.place, SOURCE)
    if row.country:
        ledger.add(place, "country", row.country, SOURCE, kind="primary")
    for code in row.also:
        ledger.add(place, "country", code, SOURCE, kind="also")
    if row.population:
        ledger.add(place, "population", str(row.population), SOURCE)
