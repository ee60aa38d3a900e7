"""Which point of GeoNames or Who's On First is which settlement of the codifier.

A join is never forced. Each step pairs a unit and a candidate only where, by the evidence of that step, the unit has no
other candidate and the candidate no other unit. Later steps look at what earlier ones left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from toponyms.build.names import fold, fold_latin, skeleton
from toponyms.build.pairing import Candidate, Pool, Step
from toponyms.build.settings import settlement_radius, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from toponyms.build.readers.katottg import Unit

    Areas = Mapping[str, Collection[str]]

__all__ = ["Candidate", "Join", "Step", "join_settlements", "settlement_radius", "tables"]

SEATS = ("P.PPLC", "P.PPLA", "P.PPLA2", "P.PPLA3")
"""Codes of seats of units, which towns are."""

ABANDONED = ("P.PPLQ", "P.PPLH", "P.PPLW")
"""Codes of settlements that are no more: no candidates where another row is."""

WITHIN = ("neighbours", "council", "beside")
"""Areas that the joined neighbours tell, in the order in which they are asked."""

AREAS = {
    "raion": "same raion",
    "neighbours": "hromada of the neighbours",
    "council": "beside its village council",
    "beside": "beside its hromada",
}
"""How the report words an area."""


class Join(NamedTuple):
    """The result: the candidate's id by code, the step that joined each, the count of each step."""

    id_of: dict[str, str]
    step_of: dict[str, str]
    steps: list[Step]
    parted: int
    """Pairs that lay far from all others of their hromada and were parted again."""
    reason_of: dict[str, str]
    """Why each of the other settlements has no point."""


def join_settlements(
    units: Mapping[str, Unit],
    candidates: Iterable[Candidate],
    former: Mapping[str, set[str]],
    romanize: Callable[[str], str],
    *,
    councils: Mapping[str, str] | None = None,
    added_names: Mapping[str, Candidate] | None = None,
    added: Iterable[Candidate] = (),
) -> Join:
    """Pair the settlements of the codifier with candidates.

    `units` are settlements by code, `former` the folded former names of a code, `councils` the village council of a
    code. `added_names` are candidates with the names that a second source has for them as well, `added` candidates of
    the second source alone; both come after what the first source gives by itself.
    """
    pool = Pool(units, councils or {})
    pool.add(candidates)
    names = {code: {fold(unit.name)} for code, unit in units.items()}
    older = {code: names[code] | former.get(code, set()) for code in units}
    latin = {code: {fold_latin(romanize(unit.name))} for code, unit in units.items()}
    loose = {code: {skeleton(romanize(unit.name))} for code, unit in units.items()}
    kinds: dict[str, tuple[Callable[[str], Iterable[str]], Callable[[str], Iterable[str]]]] = {
        "name": (names.__getitem__, lambda id_: pool.candidates[id_].names),
        "former name": (older.__getitem__, lambda id_: pool.candidates[id_].names),
        "romanized name": (latin.__getitem__, _cached(lambda one: frozenset(map(fold_latin, one.latin)), pool)),
        "similar name": (
            loose.__getitem__,
            _cached(lambda one: frozenset(map(skeleton, [*one.latin, *map(romanize, one.names)])), pool),
        ),
        "name but for a letter": (
            lambda code: _shortened(loose[code]),
            _cached(lambda one: _shortened(map(skeleton, [*one.latin, *map(romanize, one.names)])), pool),
        ),
    }

    def step(area: str, kind: str, *, doubles: bool = False, source: str = "", areas: Areas | None = None) -> int:
        name = f"{AREAS[area]}, {kind}" + (", two rows" if doubles else "") + source
        return pool.run(name, area, *kinds[kind], areas=areas, doubles=doubles)

    def rounds(kinds_of_name: Iterable[str], *, source: str = "") -> None:
        joined = 1
        while joined:  # what one round joins are neighbours for the next
            joined = 0
            for area in WITHIN:
                areas = pool.candidate_areas(area)
                joined += sum(step(area, kind, source=source, areas=areas) for kind in kinds_of_name)

    step("raion", "name")
    pool.run_towns("same raion, name, a town", kinds["name"][0])
    step("raion", "former name")
    step("raion", "romanized name")
    rounds(("former name", "romanized name"))
    parted = pool.part_strays()
    rounds(("former name", "romanized name"))
    pool.add((added_names or {}).values())
    wof = ", with Who's On First"
    step("raion", "former name", source=wof)
    rounds(("former name", "romanized name"), source=wof)
    step("raion", "former name", doubles=True)
    rounds(("similar name",))
    for area in ("neighbours", "council"):
        step(area, "name but for a letter")
    pool.add(added)
    rounds(("former name", "romanized name"), source=wof)
    rounds(("similar name",), source=wof)
    steps = [Step(name, joined) for name, joined in pool.counts.items()]
    parted += pool.part_strays()
    reasons = pool.reasons(*kinds["former name"])
    return Join(pool.candidate_of, pool.step_of, steps, parted, reasons)


def _shortened(keys: Iterable[str]) -> frozenset[str]:
    """The keys and what they are without a letter but the first: names of one letter more, less or other share one."""
    least = tables()["join"]["tolerant_letters"]
    long = {key for key in keys if len(key) >= least}
    return frozenset(long | {key[:i] + key[i + 1 :] for key in long for i in range(1, len(key))})


def _cached(keys: Callable[[Candidate], frozenset[str]], pool: Pool) -> Callable[[str], frozenset[str]]:
    """The keys of a candidate, made once: every round asks for them again."""
    known: dict[Candidate, frozenset[str]] = {}

    def keys_of(id_: str) -> frozenset[str]:
        one = pool.candidates[id_]
        if one not in known:
            known[one] = keys(one) - {""}
        return known[one]

    return keys_of
