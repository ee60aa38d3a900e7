"""Which of a place's undated names are spellings of a dated former name.

Lists of names tell neither kind nor dates: of Bakhmut GeoNames has "Artemivs'k", "Artemowsk" and "Артемовск" beside
"Bachmut". Where an act or a curated claim dates the former name, its other spellings have the same dates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toponyms.build.entries import Entry, NameRow
    from toponyms.index.keys import KeyRules

UNDATED = ("", "")

SPELT = ("uk", "ru")
"""Languages of the dated names whose other spellings are looked for: those of the acts and of the maps before."""

PRESENT = frozenset({"official", "endonym"})
"""Kinds of name that are in force: a spelling of one of them is no former name. An exonym may be as old as it likes."""


def date_spellings(entries: Iterable[Entry], keys: KeyRules) -> int:
    """Make undated variants that are spellings of one dated former name, and of no present name, former; how many.

    A spelling is a name that shares a skeleton, the key under which all romanizations of a name meet.
    """
    count = 0
    for entry in entries:
        former = [name for name in entry.names if name.kind == "former" and name.dates[1] and name.language in SPELT]
        if not former:
            continue
        present: set[str] = set()
        for name in entry.names:
            if name.kind in PRESENT and not name.dates[1]:
                present |= _skeletons(name, keys)
        dates: dict[str, set[tuple[str, str]]] = {}
        for name in former:
            for skeleton in _skeletons(name, keys) - present:
                dates.setdefault(skeleton, set()).add(name.dates)
        for name in entry.names:
            if name.kind == "variant" and name.dates == UNDATED:
                own = _skeletons(name, keys)
                found = set().union(*(dates.get(skeleton, ()) for skeleton in own))
                if len(found) == 1 and not own & present:
                    name.kind, name.dates = "former", found.pop()
                    count += 1
    return count


def _skeletons(name: NameRow, keys: KeyRules) -> set[str]:
    return set(keys.stored_skeletons(keys.exact(name.text), name.language))
