"""Reading what callers pass: kinds, points and dates."""

from __future__ import annotations

from toponyms.errors import UsageError, did_you_mean
from toponyms.types import Place


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
