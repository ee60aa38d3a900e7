"""Places of one name are spelt alike: what a source lists for one of them is evidence for all."""

from __future__ import annotations

from toponyms.matching.hints import ancestors
from toponyms.matching.hits import ADJECTIVE_NAME, CORE_BIT, EXACT, INFLECTION, KIND_MASK, SKELETON
from toponyms.types import NAME_KINDS, PLACE_KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from toponyms.index.reader import Index
    from toponyms.matching.hits import Hit
    from toponyms.matching.score import Scored

ROMANIZED = NAME_KINDS.index("romanized")
FORMER = NAME_KINDS.index("former")
VARIANT = NAME_KINDS.index("variant")
SETTLEMENT, FIRST_LEVEL = PLACE_KINDS.index("settlement"), PLACE_KINDS.index("admin") << 4 | 1

BEHIND = 2.0
"""Nats between a unit and a place in it that merely has its name."""

BY_TABLE = "-Latn"
"""End of the tags of names that a romanization table made: every place of a name has those."""


def listed_languages(index: Index) -> frozenset[int]:
    """Numbers of the languages whose romanized names come from lists, which list no name in full."""
    return frozenset(number for number, tag in enumerate(index.lines("vocab.languages")) if not tag.endswith(BY_TABLE))


def is_listed(facts: int, languages: frozenset[int]) -> bool:
    """Whether a name row is a romanization that a list happens to have for one place."""
    return facts & KIND_MASK == ROMANIZED and facts >> 5 & 0x7FF in languages


def share_spellings(index: Index, hits: Collection[Hit], languages: frozenset[int]) -> None:
    """Let every place of one name have the spelling that a list has for one of them, letter for letter.

    GeoNames has "Gulyaypole" for the village of Cherkasy Oblast and not for the town of the same name: who writes so
    does not mean the village any sooner.
    """
    names = index["place.name"]
    spelt = {
        names[hit.place] for hit in hits if hit.channel == EXACT and is_listed(index.row_facts[hit.row], languages)
    }
    if spelt:
        for hit in hits:
            if hit.channel == SKELETON and names[hit.place] in spelt:
                hit.cost = 0.0


def units_first(index: Index, best: Mapping[int, Scored]) -> None:
    """Hold a place back behind the first-level unit around it whose name it has in one spelling, by mistake of a list.

    GeoNames has "Arizona" for Yuma, which shares no other name with the state; Peking shares most of its names.
    """
    units = {
        place
        for place, one in best.items()
        if index.place_kind[place] == FIRST_LEVEL and _is_bare(index.row_facts[one.hit.row])
    }
    if not units:
        return
    for place, one in best.items():
        if index.place_kind[place] >> 4 != SETTLEMENT:
            continue
        around = next((row for row in ancestors(index, place) if row in units), None)
        if around is None or best[around].score > one.score:
            continue
        if _former_seat(index, one, best[around]):
            one.hold_back(one.score - best[around].score + BEHIND)
            continue
        if index.row_facts[one.hit.row] & KIND_MASK != VARIANT or best[around].hit.key != one.hit.key:
            continue
        if not index.row_facts[best[around].hit.row] & CORE_BIT:
            continue
        own, unit = (index.text(index["place.name"][row]) for row in (place, around))
        if not unit.startswith(own) and len(_spellings(index, place) & _spellings(index, around)) == 1:
            one.hold_back(one.score - best[around].score + BEHIND)


def _is_bare(facts: int) -> bool:
    """Whether a name row is what is left of a unit's name without its type word."""
    return bool(facts & CORE_BIT) or facts & KIND_MASK == ADJECTIVE_NAME


def _former_seat(index: Index, one: Scored, unit: Scored) -> bool:
    """Whether a place is meant by a case form of what it was once called, and the unit still is, letter for letter.

    "Дніпропетровська" is the oblast today, and was the genitive of its seat until 2016.
    """
    return (
        one.hit.channel == INFLECTION
        and unit.hit.channel == EXACT
        and index.row_facts[one.hit.row] & KIND_MASK == FORMER
        and index.row_facts[unit.hit.row] & KIND_MASK != FORMER
    )


def _spellings(index: Index, place: int) -> set[str]:
    """The names of a place as they are written."""
    first = index["place.names"]
    return {index.text(index.row_text[row]) for row in range(first[place], first[place + 1])}
