"""Dates: possible, in order, not overlapping; renames that lead somewhere; one official name at a time."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from toponyms.validation.model import Check, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toponyms.build.claims import Claim
    from toponyms.validation.records import Record
    from toponyms.validation.state import State

ALWAYS, NEVER = date.min, date.max


def bounds(text: str) -> tuple[date, date] | None:
    """First and last day that a partial date may mean, None where there is no such day.

    >>> [str(day) for day in bounds("2016-02")]
    ['2016-02-01', '2016-02-29']
    >>> bounds("2016-13")
    """
    parts = text.split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 3:
            day = date(*numbers)
            return day, day
        year, month = numbers[0], numbers[1] if len(numbers) > 1 else 0
        first = date(year, month or 1, 1)
        following = date(year + (month in (0, 12)), 1 if month in (0, 12) else month + 1, 1)
        return first, date.fromordinal(following.toordinal() - 1)
    except (ValueError, TypeError, OverflowError):
        return None


def impossible(record: Record, state: State) -> Iterator[Fault]:
    """Dates that no calendar has."""
    for claim in record.claims:
        if claim[5] or claim[6]:
            for text in (claim[5], claim[6]):
                if text and bounds(text) is None:
                    yield record.fault(claim, f"there is no day {text}")


def disordered(record: Record, state: State) -> Iterator[Fault]:
    """Claims that end before they begin."""
    for claim in record.claims:
        if claim[5] and claim[6]:
            start, end = bounds(claim[5]), bounds(claim[6])
            if start and end and start[0] > end[1]:
                yield record.fault(claim, f"{claim.value!r} holds from {claim.from_} to {claim.to}")


def overlapping(record: Record, state: State) -> Iterator[Fault]:
    """Official names in one language whose days overlap, with each other or with a former one."""
    dated: defaultdict[str, list[tuple[date, date, Claim]]] = defaultdict(list)
    for claim in record.names:
        if claim[4] in ("official", "former") and (claim[5] or claim[6]):
            span = _inner(claim)
            if span:
                dated[claim[3]].append((*span, claim))
    for spans in dated.values():
        for number, (start, end, claim) in enumerate(spans):
            for other_start, other_end, other in spans[:number]:
                if claim[2] == other[2] or "official" not in (claim[4], other[4]) or not (claim[6] or other[6]):
                    continue  # two that still hold are what TP605 is about
                if min(end, other_end) > max(start, other_start):
                    yield record.fault(
                        claim, f"{claim[2]!r} ({_span(claim)}) and {other[2]!r} ({_span(other)}) hold at one time"
                    )


def _inner(claim: Claim) -> tuple[date, date] | None:
    """The days on which a name held without doubt, None where there are none: an unknown first day is the last."""
    start = bounds(claim[5]) if claim[5] else None
    end = bounds(claim[6]) if claim[6] else (NEVER, NEVER) if claim[4] == "official" else None
    if end is None or (claim[5] and start is None):
        return None
    first = start[1] if start else date.fromordinal(max(end[0].toordinal() - 1, 1))
    return (first, end[0]) if first < end[0] else None


def _span(claim: Claim) -> str:
    return f"{claim[5] or '?'} to {claim[6] or 'now'}"


def renamed_to_itself(record: Record, state: State) -> Iterator[Fault]:
    """Former names that are the official one, with no dates that part them."""
    official = {(claim[3], claim[2]): claim for claim in record.names if claim[4] == "official" and not claim[6]}
    for claim in record.names:
        if claim[4] == "former":
            now = official.get((claim[3], claim[2]))
            if now is not None and not (claim[6] and now[5] and claim[6] < now[5]):
                yield record.fault(
                    claim, f"{claim[2]!r} is former and official at once: a renaming that leads back to itself"
                )


def two_official(record: Record, state: State) -> Iterator[Fault]:
    """Places with two official names of one language in force."""
    found: dict[str, Claim] = {}
    for claim in record.names:
        if claim[4] == "official" and not claim[6] and claim[3] != "und":
            first = found.setdefault(claim[3], claim)
            if first[2] != claim[2]:
                yield record.fault(claim, f"{first[2]!r} and {claim[2]!r} are both official in {claim[3]} and in force")


def in_the_future(record: Record, state: State) -> Iterator[Fault]:
    """Claims that begin or ended on a day that has not come."""
    today = state.config.today
    for claim in record.claims:
        for text in (claim[5], claim[6]):
            if text:
                day = bounds(text)
                if day and day[0] > today:
                    yield record.fault(claim, f"{text} has not come yet")


CHECKS = (
    Check(
        "TP601",
        "no-such-day",
        "error",
        "A date is on no calendar.",
        "Month 13, 30 February: a typing error.",
        place=impossible,
    ),
    Check(
        "TP602",
        "ends-before-it-begins",
        "error",
        "A claim ends before it begins.",
        "The two dates are exchanged, or one is wrong.",
        place=disordered,
    ),
    Check(
        "TP603",
        "overlapping-names",
        "error",
        "Two official names of one language hold at one time.",
        "`as_of` cannot say which name was in force. The last day of one is the first of the next, or the day before.",
        place=overlapping,
    ),
    Check(
        "TP604",
        "renamed-to-itself",
        "error",
        "A former name is the official one, and no dates part the two.",
        "A place may get an old name back; then both claims say when they held.",
        place=renamed_to_itself,
    ),
    Check(
        "TP605",
        "two-official-names",
        "error",
        "Two names of one language are official and in force.",
        "One authority gives one name. The older is former, or the other a variant.",
        place=two_official,
    ),
    Check(
        "TP606",
        "in-the-future",
        "warning",
        "A date has not come yet.",
        "An act that takes effect later is not in force; anything else is a typing error.",
        place=in_the_future,
    ),
)
