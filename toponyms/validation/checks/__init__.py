"""What is looked for: a file a subject, and the list of all checks.

A check yields faults; everything else (severity, waivers, reports) is the run's. A new check is a function and an entry
of its file's `CHECKS`; its code is never used again for anything else.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from toponyms.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from toponyms.validation.model import Check

SUBJECTS = {
    "0": "the suite itself",
    "1": "identifiers",
    "2": "coordinates",
    "3": "hierarchy",
    "4": "duplicates",
    "5": "names",
    "6": "dates",
    "7": "sources",
    "8": "recall",
    "9": "totals and releases",
}
"""What the first digit of a code says."""


@cache
def every() -> tuple[Check, ...]:
    """All checks in the order of their codes.

    >>> [check.code for check in every()][:3]
    ['TP001', 'TP002', 'TP003']
    """
    from toponyms.validation import waivers
    from toponyms.validation.checks import (
        coordinates,
        dates,
        duplicates,
        hierarchy,
        identifiers,
        names,
        recall,
        release,
        sources,
        totals,
    )

    files = (identifiers, coordinates, hierarchy, duplicates, names, dates, sources, recall, totals, release, waivers)
    return tuple(sorted((check for file in files for check in file.CHECKS), key=lambda check: check.code))


def check(code: str) -> Check:
    """The check of that code.

    Raises `UsageError` naming close codes where there is none.
    """
    known = {check.code: check for check in every()}
    if code not in known:
        raise UsageError(f"there is no check {code!r}.{did_you_mean(code, sorted(known))}")
    return known[code]


def chosen(select: tuple[str, ...], ignore: tuple[str, ...]) -> tuple[Check, ...]:
    """The checks that begin with one of `select` (all where it is empty) and with none of `ignore`.

    >>> [check.code for check in chosen(("TP20",), ("TP205", "TP206", "TP207", "TP208", "TP209"))]
    ['TP201', 'TP202', 'TP203', 'TP204']

    A code or the beginning of one (`TP2`), or a check's name. Raises `UsageError` for what no check begins with.
    """
    everything = every()
    for given in (*select, *ignore):
        if not any(check.code.startswith(given) or check.name == given for check in everything):
            known = [word for check in everything for word in (check.code, check.name)]
            raise UsageError(f"no check begins with {given!r}.{did_you_mean(given, known)}")

    def matches(check: Check, given: tuple[str, ...]) -> bool:
        return any(check.code.startswith(word) or check.name == word for word in given)

    return tuple(check for check in everything if (not select or matches(check, select)) and not matches(check, ignore))
