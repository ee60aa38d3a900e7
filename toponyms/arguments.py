"""Reading what callers pass: kinds, points, dates, countries, and where a place must lie."""

from __future__ import annotations

from toponyms.errors import UnknownPlace, UsageError, did_you_mean
from toponyms.index.damage import read
from toponyms.matching.constraints import Constraints
from toponyms.matching.hints import Hint
from toponyms.matching.query import MAX_LENGTH
from toponyms.types import PLACE_KINDS, Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import TypeGuard

    from toponyms.records import Records


FREE = Constraints()
"""What a caller says who says nothing."""


def given(value: object, name: str) -> TypeGuard[str]:
    """Whether a hint was given: None and "" mean that it was not. `UsageError` for what is no text."""
    if value is None or value == "":
        return False
    if not isinstance(value, str):
        raise UsageError(f"{name} takes a text, not {type(value).__name__}")
    return True


def known(name: str, value: str, allowed: tuple[str, ...]) -> str:
    """A value that must be one of a few; `UsageError` names the close ones."""
    if value not in allowed:
        shown = str(value)[:40]
        raise UsageError(f"unknown {name} {shown!r}: pass one of {', '.join(allowed)}.{did_you_mean(shown, allowed)}")
    return value


def point(near: object) -> tuple[float, float]:
    """Latitude and longitude of a pair of numbers or of a place, degrees WGS84, in range."""
    if isinstance(near, Place):
        return near.lat, near.lon
    try:
        if isinstance(near, (str, bytes)):
            raise TypeError
        lat, lon = (float(part) for part in near)  # type: ignore[attr-defined]
    except (TypeError, ValueError):
        raise UsageError(f"a point is (latitude, longitude) in degrees, not {str(near)[:40]!r}") from None
    if not (-90.0 <= lat <= 90.0 and -180.0 <= lon <= 180.0):
        raise UsageError(f"latitude {lat} or longitude {lon} is out of range; the latitude comes first")
    return lat, lon


def day(value: object) -> str:
    """A partial ISO 8601 date, from text or from a `date`."""
    text = value if isinstance(value, str) else str(getattr(value, "isoformat", lambda: value)())[:10]
    digits = text.split("-")
    if not (
        1 <= len(digits) <= 3
        and all(part.isascii() and part.isdigit() for part in digits)
        and [len(part) for part in digits] == [4, 2, 2][: len(digits)]
        and all(1 <= int(part) <= most for part, most in zip(digits[1:], (12, 31), strict=False))
    ):
        raise UsageError(f"as_of takes a date such as 2015, 2015-06 or 2015-06-01, not {text[:40]!r}")
    return text


def constraints_of(
    records: Records,
    country: str | None,
    within: str | Place | None,
    near: tuple[float, float] | Place | None,
    kind: str | None,
    as_of: str | date | None,
) -> tuple[Constraints, list[str]]:
    """What the hints mean in a gazetteer, and notes on those that mean nothing there."""
    notes: list[str] = []
    if country is None and within is None and near is None and kind is None and as_of is None:
        return FREE, notes
    hints: list[Hint] = []
    if within is not None and within != "":
        hint = _within(records, within)
        if hint is None:
            notes.append(f"within={str(within)[:60]!r} names no place known here and was not used")
        else:
            hints.append(hint)
    return (
        Constraints(
            country=country_of(records, country) if given(country, "country") else "",
            hints=hints,
            near=None if near is None else point(near),
            kind=known("kind", kind, PLACE_KINDS) if given(kind, "kind") else "",
            as_of=None if as_of is None else day(as_of),
        ),
        notes,
    )


def country_of(records: Records, country: str) -> str:
    """The code of a country, from its code or a name; `UsageError` names the close ones."""
    if records._country_codes is None:
        records._country_codes = {
            code.casefold(): code for inside, claimed in records._matcher.countries for code in (*inside, *claimed)
        }
    code = records._country_codes.get(country.strip().casefold())
    if code is None:
        code = read(_country_named, records, country) if len(country) <= MAX_LENGTH else ""
        if not code:
            names = [records._place_at(row).name for row in read(_countries, records)]
            raise UsageError(
                f"unknown country {country[:40]!r}: pass an ISO 3166-1 alpha-2 code or a name."
                + did_you_mean(country[:40], names)
            )
        records._country_codes[country.strip().casefold()] = code
    return code


def _country_named(records: Records, country: str) -> str:
    index, number = records._index, PLACE_KINDS.index("country")
    key = index.find_key(records._rules.exact(country))
    if key >= 0:
        for row in index.rows_of(key):
            place = index.row_place[row]
            if index.place_kind[place] >> 4 == number:
                return records._matcher.countries[index.place_countries[place]][0][0]
    return ""


def _countries(records: Records) -> list[int]:
    number, kinds = PLACE_KINDS.index("country"), records._index.place_kind
    return [row for row in records._index.places() if kinds[row] >> 4 == number]


def _within(records: Records, within: str | Place) -> Hint | None:
    index = records._index
    if isinstance(within, Place):
        row = read(index.find_id, within.id)
        if row < 0:
            raise UnknownPlace(f"within={within.id!r} is not in gazetteer {records.data_version}")
        return _hint_at(records, row, within.name)
    if not isinstance(within, str):
        raise UsageError(f"within takes a Place, an id or a name, not {type(within).__name__}")
    row = read(index.find_id, within) if ":" in within else -1
    if row >= 0:
        return _hint_at(records, row, within)
    return read(records._matcher.hints.find, within) if len(within) <= MAX_LENGTH else None


def _hint_at(records: Records, row: int, text: str) -> Hint:
    hint: Hint = read(Hint, records._index, text, [row])
    return hint
