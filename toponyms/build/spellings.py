"""Which of a place's untold names are spellings of its own name, and which are names of another make.

Lists that tell no kind hold both: of Vovchansk GeoNames has "Volchansk" and "Woltschansk", of Donetsk "Aleksandrovka",
the village that stood there. A spelling of the name in force is as good as that name; what is no spelling of it is a
former name, a popular one or a mistake, and must not outrank the places that bear it today.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from toponyms.build.entries import CURATED, UNDATED
from toponyms.build.former import PRESENT, skeletons_of
from toponyms.build.names import is_cyrillic

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from toponyms.build.entries import Entry, NameRow
    from toponyms.index.keys import KeyRules

UKRAINE = "UA"
"""Country whose codifier has every settlement, with its official name."""

STANDING = PRESENT | {"exonym"}
"""Kinds of name whose spellings are looked for; of a Russian exonym the Latin ones are in every old atlas."""

BORNE = STANDING | {"romanized"}
"""Kinds of name that a settlement bears today, in one script or the other."""

TOWN = 2_000
"""Inhabitants from which an untold name of a settlement can stand before the village that bears it."""

TIMES = 4
"""So many times the inhabitants of those that bear a name outweigh, in the score, that it is theirs."""

NEIGHBOUR = "name-of-a-neighbour"
"""Rule by which a claim of such a name loses."""


def settle_spellings(
    entries: Iterable[Entry], keys: KeyRules, cyrillic: Collection[str], romanize: Callable[[str], str]
) -> int:
    """Give untold spellings of a name in force the kind that they have; how many.

    cyrillic: codes of the countries whose names are written in Cyrillic, of which alone it can be told: between Latin
    names a skeleton in common says little. A Latin spelling is `romanized`. A Cyrillic one is an `endonym` where all
    that was known to stand is a Latin heading. romanize: what makes the official Latin name, which is no list's.
    """
    count = 0
    for entry in entries:
        untold = [
            name for name in entry.names if name.kind == "variant" and name.dates == UNDATED and name.source != CURATED
        ]
        if not untold or not any(country in cyrillic for country in entry.countries):
            continue
        standing = [name for name in entry.names if name.kind in STANDING and not name.dates[1]]
        headed = not any(is_cyrillic(name.text) for name in standing)
        own = set().union(*(skeletons_of(name, keys) for name in standing if headed or is_cyrillic(name.text)))
        made = {romanize(name.text) for name in standing if name.language == "uk" and name.kind == "official"}
        for name in untold:
            written = is_cyrillic(name.text)
            if written and UKRAINE in entry.countries:
                continue  # what has no official name there is gone, or a double
            if name.text not in made and (headed or not written) and not own.isdisjoint(skeletons_of(name, keys)):
                name.kind = "endonym" if written else "romanized"
                count += 1
    return count


def drop_neighbours(entries: Sequence[Entry], keys: KeyRules, cyrillic: Collection[str]) -> int:
    """Drop untold names of a town that a much smaller settlement of the same first-level unit bears today; how many.

    Lists give a city the names of the villages that it grew from ("Oleksandrivka" of Donetsk), and now and then that
    of a neighbour by mistake ("Hrodivka" of Myrnohrad). Who writes such a name means the settlement that bears it, and
    all the inhabitants of the city would speak against it. Spellings of the town's own name stay. What is dropped is
    kept among the claims, as lost.
    """
    rows = {entry.id: entry for entry in entries}
    untold: dict[tuple[str, str], list[tuple[Entry, NameRow]]] = {}
    for entry in entries:
        if (entry.population or 0) < TOWN or entry.kind != "settlement":
            continue
        if not any(country in cyrillic for country in entry.countries):
            continue
        standing = [name for name in entry.names if name.kind in BORNE and not name.dates[1]]
        own = set().union(*(skeletons_of(name, keys) for name in standing))
        for name in entry.names:
            if name.kind == "variant" and name.dates == UNDATED and own.isdisjoint(skeletons_of(name, keys)):
                untold.setdefault((_first_level(entry, rows), name.text.casefold()), []).append((entry, name))
    borne: dict[tuple[str, str], dict[str, int]] = {}
    for entry in entries:
        if entry.kind != "settlement":
            continue
        for name in entry.names:
            if name.kind in BORNE and not name.dates[1]:
                about = _first_level(entry, rows), name.text.casefold()
                if about in untold:
                    borne.setdefault(about, {})[entry.id] = entry.population or 0
    count = 0
    for about, bearers in borne.items():
        for entry, name in untold[about]:
            if entry.id not in bearers and (entry.population or 0) > TIMES * max(bearers.values()):
                entry.names.remove(name)
                lost = ("name", name.text, name.language, name.kind, "", "", name.source, NEIGHBOUR, "")
                entry.cold = "\n".join(filter(None, (entry.cold, "\t".join(lost))))
                count += 1
    return count


def _first_level(entry: Entry, rows: Mapping[str, Entry]) -> str:
    """The first-level unit that an entry lies in, "" where its chain of parents names none."""
    for _ in range(8):
        above = rows.get(entry.parent)
        if above is None:
            return ""
        if above.kind == "admin" and above.level == 1:
            return above.id
        entry = above
    return ""
