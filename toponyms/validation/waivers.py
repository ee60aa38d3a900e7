"""Waivers: findings that are known and may stay, each with a reason and a day on which it is looked at again."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from toponyms.errors import UsageError, did_you_mean
from toponyms.validation.model import Check, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from toponyms.validation.state import State

KEYS = ("code", "place", "message", "file", "source", "reason", "expires")
"""What a waiver may say; `code`, `reason` and `expires` are needed, and at least one of the others."""


class Waiver(NamedTuple):
    """One entry of `waivers.toml`."""

    code: str
    places: tuple[str, ...]
    """Ids of the places, none for any."""
    message: str
    """Part of the finding's message or claim, "" for any."""
    file: str
    """End of the file's path, "" for any."""
    source: str
    """Source of the claim, "" for any."""
    reason: str
    expires: date
    number: int
    """Which entry of the file it is, the first being 1."""

    def __str__(self) -> str:
        what = ", ".join(self.places[:3]) or self.message or self.source or self.file
        return f"waiver {self.number} ({self.code}, {what})"

    def covers(self, code: str, fault: Fault) -> bool:
        """Whether this waives a fault of that check."""
        return (
            self.code == code
            and (not self.places or fault.place in self.places)
            and (not self.file or fault.file.endswith(self.file))
            and (not self.source or (fault.claim is not None and fault.claim.source == self.source))
            and (not self.message or self.message in fault.message or self.message in "|".join(fault.claim or ()))
        )


def read(path: Path) -> list[Waiver]:
    """The waivers of a file.

    Raises `UsageError` naming the entry that says too little, too much or something else.
    """
    import tomllib

    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: {error}") from None
    entries = table.pop("waiver", [])
    if table or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise UsageError(f"{path}: waivers are [[waiver]] tables, and nothing else stands in this file")
    return [_waiver(path, number, entry) for number, entry in enumerate(entries, 1)]


def _waiver(path: Path, number: int, entry: dict[str, object]) -> Waiver:
    from toponyms.validation.checks import check

    here = f"{path}, waiver {number}"
    for key in entry:
        if key not in KEYS:
            raise UsageError(f"{here}: {key!r} is no key of a waiver.{did_you_mean(key, KEYS)}")
    text = {key: str(entry.get(key, "")) for key in KEYS if key not in ("place", "expires")}
    given = entry.get("place", [])
    places = tuple(str(place) for place in (given if isinstance(given, list) else [given]))
    if not re.fullmatch(r"TP\d{3}", text["code"]):
        raise UsageError(f"{here}: code must be that of a check, such as TP401")
    check(text["code"])
    if not text["reason"].strip():
        raise UsageError(f"{here}: a waiver says its reason")
    if not places and not any(text[key] for key in ("message", "file", "source")):
        raise UsageError(
            f"{here}: say what is waived with place, message, file or source; checks.toml switches a check off"
        )
    expires = entry.get("expires")
    if not isinstance(expires, date):
        raise UsageError(f"{here}: expires must be a day without quotes, such as 2027-06-30")
    return Waiver(**text, places=places, expires=date(expires.year, expires.month, expires.day), number=number)


def expired(state: State) -> Iterator[Fault]:
    """Waivers whose day has come."""
    for waiver in state.config.waivers:
        if waiver.expires < state.config.today:
            message = f"{waiver} expired on {waiver.expires}: {waiver.reason}"
            yield Fault("", message, None, state.config.waivers_path, 0)


def unused(state: State) -> Iterator[Fault]:
    """Waivers that covered nothing, though their check ran."""
    for waiver in state.config.waivers:
        if waiver.code in state.ran and waiver.number not in state.used and waiver.expires >= state.config.today:
            message = f"{waiver} covers nothing: take it out"
            yield Fault("", message, None, state.config.waivers_path, 0)


CHECKS = (
    Check(
        "TP002",
        "expired-waiver",
        "error",
        "A waiver has expired.",
        "It no longer covers anything. Mend what it covered, or give it another day and say why.",
        whole=expired,
    ),
    Check(
        "TP003",
        "unused-waiver",
        "info",
        "A waiver covers nothing.",
        "What it covered was mended; left in place it would cover the next mistake of that kind.",
        whole=unused,
    ),
)
