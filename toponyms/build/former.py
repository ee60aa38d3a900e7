"""Which of a place's undated names are spellings of a dated former name.

Lists of names tell neither kind nor dates: of Bakhmut GeoNames has "Artemivs'k", "Artemowsk" and "Артемовск" beside
"Bachmut". Where an act or a curated claim dates the former name, its other spellings have the same dates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from toponyms.build.entries import UNDATED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toponyms.build.entries import Entry, NameRow
    from toponyms.index.keys import KeyRules

SPELT = ("uk", "ru")
"""Languages of the dated names whose other spellings are looked for: those of the acts and of the maps before."""

UNCERTAIN = frozenset({"variant", "exonym", "former"})
"""Kinds of undated name that may be spellings of a former one: lists of other languages lag behind the acts."""

PRESENT = frozenset({"official", "endonym"})
"""Kinds of name that are in force: a spelling of one of them is no former name."""


def settle_dates(entry: Entry) -> None:
    """Drop the names that say no more than another row of the same name, language and kind, with more of its dates."""
    rows: dict[tuple[str, str, str], list[NameRow]] = {}
    for name in entry.names:
        rows.setdefault((name.text, name.language, name.kind), []).append(name)
    if len(rows) == len(entry.names):
        return
    said = {id(less) for same in rows.values() for less in same if any(_says(more, less, same) for more in same)}
    entry.names = [name for name in entry.names if id(name) not in said]


def _says(more: NameRow, less: NameRow, same: list[NameRow]) -> bool:
    """Whether a row has every date of another one; of two that say the same the first stays."""
    if more.dates == less.dates:
        return more is not less and same.index(more) < same.index(less)
    return all(mine in ("", theirs) for mine, theirs in zip(less.dates, more.dates, strict=True))


def date_spellings(entries: Iterable[Entry], keys: KeyRules) -> int:
    """Give undated spellings of one dated former name, and of no present name, its kind and dates; how many.

    Rows that say no more than another one fall away before. A spelling is a name that shares a skeleton, the key under
    which all romanizations of a name meet.
    """
    count = 0
    for entry in entries:
        settle_dates(entry)
        former = [name for name in entry.names if name.kind == "former" and name.dates[1] and name.language in SPELT]
        if not former:
            continue
        present: set[str] = set()
        for name in entry.names:
            if name.kind in PRESENT and not name.dates[1]:
                present |= skeletons_of(name, keys)
        dates: dict[str, set[tuple[str, str]]] = {}
        for name in former:
            for skeleton in skeletons_of(name, keys) - present:
                dates.setdefault(skeleton, set()).add(name.dates)
        for name in entry.names:
            if name.kind in UNCERTAIN and name.dates == UNDATED:
                own = skeletons_of(name, keys)
                found = _agreed(set().union(*(dates.get(skeleton, ()) for skeleton in own)))
                if found and not own & present:
                    name.kind, name.dates = "former", found
                    count += 1
    return count


def _agreed(dates: set[tuple[str, str]]) -> tuple[str, str] | None:
    """The dates that all of these are beginnings of ("2016" of "2016-02-04"), None where they contradict each other."""
    start = max((start for start, _ in dates), key=len, default="")
    end = max((end for _, end in dates), key=len, default="")
    agree = all(start.startswith(mine) and end.startswith(theirs) for mine, theirs in dates)
    return (start, end) if dates and agree else None


def skeletons_of(name: NameRow, keys: KeyRules) -> set[str]:
    """The skeleton keys of a name, under which its spellings and romanizations meet."""
    return set(keys.stored_skeletons(keys.exact(name.text), name.language))
