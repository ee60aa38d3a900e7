"""One claim a line: what some source says about some place.

A claim is ten strings, and a file of claims is a plain table: UTF-8, LF, a header, ten columns parted by tabs, no
quoting. A line with an empty place is about the place of the line above: that makes a compressed part a fifth smaller.
`docs/explain/claims.md` says what each column means; this module is the one reader and writer of the format.
"""

from __future__ import annotations

import re
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING, NamedTuple

from toponyms.errors import BuildError, did_you_mean
from toponyms.types import NAME_KINDS, POSITION_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import TextIO

COLUMNS = ("place", "field", "value", "language", "kind", "from", "to", "source", "lost", "note")
"""The header of every file of claims."""

FIELDS = ("name", "position", "extent", "kind", "parent", "country", "population", "id", "claimed_by")
"""What a claim may be about, in the order in which the claims of a place are written."""

COUNTRY_KINDS = ("primary", "also")
"""Kinds of a `country` claim: the UN view, and any other country that the place lies in."""

ADMIN_KINDS = ("admin:1", "admin:2", "admin:3", "admin:4")
"""Values of a `kind` claim for administrative units, by level."""

PLACE_KINDS = ("country", *ADMIN_KINDS, "settlement", "part", "water", "region", "relief", "object", "claimed")
"""Values of a `kind` claim."""

NAMESPACES = ("geonames", "katottg", "postal", "register", "toponyms", "wof")
"""Namespaces of a place id, in the order in which places are written."""

_KINDS_OF_FIELD: dict[str, frozenset[str]] = {
    "name": frozenset(NAME_KINDS),
    "position": frozenset(POSITION_KINDS),
    "country": frozenset(COUNTRY_KINDS),
}
_FIELD_ORDER = {field: number for number, field in enumerate(FIELDS)}
_COUNTRY = re.compile(r"[A-Z]{2}")
_NAMESPACED = re.compile(r"[a-z][a-z0-9-]*:\S+")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_ID = re.compile(r"(geonames|katottg|postal|register|toponyms|wof):\S+")

_REMEMBERED = 1 << 14
"""Ends of lines that are remembered while a file is read: most repeat, those with a note of their own do not."""


class Claim(NamedTuple):
    """What one source says about one place.

    >>> claim = Claim("geonames:709717", "name", "Донецьк", "uk", "official", source="katottg-2025")
    >>> claim.value, claim.from_, claim.lost
    ('Донецьк', '', '')
    """

    place: str
    """Canonical id of the place: `geonames:709717`."""
    field: str
    """One of `FIELDS`."""
    value: str
    """The name, `LAT LON UNCERTAINTY_KM`, `WEST SOUTH EAST NORTH`, a kind, an id, a code or a number."""
    language: str = ""
    """BCP 47 tag of a name, `und` where the source does not say; empty for other fields."""
    kind: str = ""
    """Kind of name, position or country; for field `kind` the source's own code (`P.PPL`, `katottg:M`)."""
    from_: str = ""
    """Partial ISO 8601 date from which it holds, or empty."""
    to: str = ""
    """Partial ISO 8601 date of the last day on which it held, or empty."""
    source: str = ""
    """Id of a row in `gazetteer/sources.toml`."""
    lost: str = ""
    """Empty while the claim stands, else the id of the rule that beat it."""
    note: str = ""
    """Anything a reviewer should know."""


def place_key(place: str) -> tuple[str, int, str]:
    """The order of places in a file: by namespace, then by number or code.

    >>> sorted(["katottg:UA01", "geonames:12", "geonames:9"], key=place_key)
    ['geonames:9', 'geonames:12', 'katottg:UA01']
    """
    namespace, _, code = place.partition(":")
    return (namespace, int(code), "") if code.isdigit() and code.isascii() else (namespace, 1 << 62, code)


def claim_key(claim: Claim) -> tuple[int, str, str, str, str, str, str, str, str]:
    """The order of the claims of one place: by field, then by what they say."""
    return (_FIELD_ORDER.get(claim.field, 0), claim.lost, *claim[2:8], claim.note)


def problem(claim: Claim) -> str:
    """What is wrong with a claim, in words, or "" where it is well formed.

    >>> problem(Claim("geonames:1", "name", "Bakhmut", "en", "offical", source="x"))
    "kind 'offical' is not one of a name's kinds. Did you mean official?"
    >>> problem(Claim("geonames:1", "name", "Bakhmut", "en", "official", source="x"))
    ''
    """
    place, field, value, language, kind, from_, to, source, _, _ = claim
    wrong = _place_problem(place) or _shape_problem(field, language, kind, from_, to, source)
    if wrong:
        return wrong
    return _wrong_value(field, value)


def _wrong_value(field: str, value: str) -> str:
    if not value or value.strip() != value:
        return f"the value {value!r} is empty or has spaces around it"
    return "" if field == "name" else _value_problem(field, value)


def value_problem(claim: Claim) -> str:
    """What is wrong with a claim whose place and parent may have an id of a user's own namespace.

    >>> value_problem(Claim("my:1", "population", "many", source="x"))
    "a population is a whole number, not 'many'"
    """
    _, field, value, language, kind, from_, to, source, _, _ = claim
    wrong = _shape_problem(field, language, kind, from_, to, source)
    return wrong or ("" if field in ("name", "parent") else _value_problem(field, value))


@lru_cache(maxsize=4)  # the claims of one place come one after the other
def _place_problem(place: str) -> str:
    known = ", ".join(NAMESPACES)
    return "" if _ID.fullmatch(place) else f"{place!r} is not a place id (namespaces: {known})"


@lru_cache(maxsize=1 << 12)  # there are far fewer combinations of these than claims
def _shape_problem(field: str, language: str, kind: str, from_: str, to: str, source: str) -> str:
    if field not in _FIELD_ORDER:
        return f"{field!r} is not a field.{did_you_mean(field, FIELDS)}"
    kinds = _KINDS_OF_FIELD.get(field)
    if kinds and kind not in kinds:
        return f"kind {kind!r} is not one of a {field}'s kinds.{did_you_mean(kind, sorted(kinds))}"
    if (field == "name") != bool(language):
        return "a name needs a language (`und` where the source does not say), other fields have none"
    for date in (from_, to):
        if date and not _DATE.fullmatch(date):
            return f"{date!r} is not a date such as 1924, 2016-02 or 2016-02-04"
    return "" if source else "a claim needs a source"


def _value_problem(field: str, value: str) -> str:
    if field == "position":
        return "" if _numbers(value, 3) else f"a position is `LAT LON UNCERTAINTY_KM`, not {value!r}"
    if field == "extent":
        return "" if _numbers(value, 4) else f"an extent is `WEST SOUTH EAST NORTH`, not {value!r}"
    if field == "population":
        return "" if value.isdigit() else f"a population is a whole number, not {value!r}"
    if field == "id":
        return "" if _NAMESPACED.fullmatch(value) else f"an id is `namespace:value`, not {value!r}"
    return _word_problem(field, value)


@lru_cache(maxsize=1 << 12)  # kinds, countries and parents come again and again
def _word_problem(field: str, value: str) -> str:
    if field == "kind" and value not in PLACE_KINDS:
        return f"{value!r} is not a kind of place.{did_you_mean(value, PLACE_KINDS)}"
    if field == "parent" and not _ID.fullmatch(value):
        return f"a parent is a place id, not {value!r}"
    if field in ("country", "claimed_by") and not _COUNTRY.fullmatch(value):
        return f"a country is two capitals of ISO 3166-1, not {value!r}"
    return ""


def read_claims(table: Path | TextIO, *, name: str = "") -> Iterator[Claim]:
    """Every claim of a file, checked.

    >>> import io
    >>> head = chr(9).join(COLUMNS)
    >>> line = chr(9).join(["geonames:709717", "name", "Юзівка", "uk", "former", "1869", "1924", "curated", "", ""])
    >>> [claim.value for claim in read_claims(io.StringIO(f"{head}\\n{line}\\n"))]
    ['Юзівка']

    `table` is a path (plain or `.xz`) or an open text; `name` is what errors call an open text.

    Raises `BuildError` naming file and line for anything that is not a well-formed claim.
    """
    if hasattr(table, "read"):
        yield from _parse(table, name or str(getattr(table, "name", "claims")))  # type: ignore[arg-type]
        return
    from toponyms.build.snapshot import open_table

    with open_table(table) as lines:
        yield from _parse(lines, name or table.name)


def _parse(lines: Iterable[str], name: str) -> Iterator[Claim]:
    rows = iter(lines)
    place = ""
    number = 0
    # All but place and value is the same in thousands of lines: it is taken apart and checked once, and shared.
    checked: dict[tuple[str, str], tuple[str, ...]] = {}
    try:
        if tuple(next(rows, "").rstrip("\n").lstrip("\ufeff").split("\t")) != COLUMNS:
            raise BuildError(f"{name}, line 1: the header must be these columns parted by tabs: {' '.join(COLUMNS)}")
        for number, line in enumerate(rows, 2):
            if line[:1] == "#":
                continue
            first, _, rest = line.partition("\t")
            field, _, rest = rest.partition("\t")
            value, _, rest = rest.partition("\t")
            place = first or place
            tail = checked.get((field, rest))
            if tail is None:
                if not line.strip():
                    continue
                values = line.rstrip("\n").split("\t")
                if len(values) != len(COLUMNS):
                    raise BuildError(
                        f"{name}, line {number}: {len(values)} columns where there should be {len(COLUMNS)}"
                    )
                tail = tuple(map(intern, values[3:]))
                wrong = problem(Claim(place, field, value, *tail))
                if not wrong and len(checked) < _REMEMBERED:
                    checked[intern(field), rest] = tail
            else:
                wrong = (_place_problem(place) if first else "") or _wrong_value(field, value)
            if wrong:
                raise BuildError(f"{name}, line {number}: {wrong}")
            yield tuple.__new__(Claim, (place, intern(field), value, *tail))
    except UnicodeDecodeError as error:
        raise BuildError(f"{name}, after line {number}: not UTF-8 ({error})") from None


def write_claims(claims: Iterable[Claim], out: TextIO) -> int:
    """Write a header and the claims in the order of places and fields, each once; the number written.

    >>> import io
    >>> out = io.StringIO()
    >>> write_claims([Claim("geonames:1", "name", "B", "en", "official", source="curated")] * 2, out)
    1

    Raises `BuildError` for a malformed claim.
    """
    places: dict[str, list[Claim]] = {}
    for claim in claims:
        places.setdefault(claim.place, []).append(claim)
    out.write("\t".join(COLUMNS) + "\n")
    count = 0
    for place in sorted(places, key=place_key):
        lines = claim_lines(places[place])
        out.writelines(lines)
        count += len(lines)
    return count


def claim_lines(claims: Iterable[Claim]) -> list[str]:
    """The lines of one place's claims, sorted, each once, with their line breaks; only the first names the place.

    Raises `BuildError` for a malformed claim.
    """
    lines: list[str] = []
    for claim in sorted(set(claims), key=claim_key):
        if wrong := problem(claim):
            raise BuildError(f"claim {'|'.join(claim)}: {wrong}")
        line = "\t".join(claim)
        if line.count("\t") != len(COLUMNS) - 1 or "\n" in line or "\r" in line:
            raise BuildError(f"claim {'|'.join(claim)}: a tab or a line break inside a value")
        lines.append((line[len(claim.place) :] if lines else line) + "\n")
    return lines


def _numbers(text: str, count: int) -> bool:
    try:
        values = list(map(float, text.split(" ")))
        if count == 3:
            lat, lon, uncertainty = values
            return -90.0 <= lat <= 90.0 and -180.0 <= lon <= 180.0 and 0.0 <= uncertainty < 30000.0
        west, south, east, north = values
    except ValueError:
        return False
    return -90.0 <= south <= 90.0 and -90.0 <= north <= 90.0 and -180.0 <= west <= 180.0 and -180.0 <= east <= 180.0
