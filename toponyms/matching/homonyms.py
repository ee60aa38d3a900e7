"""Places of one name are spelt alike: what a source lists for one of them is evidence for all."""

from __future__ import annotations

from toponyms.matching.hits import EXACT, KIND_MASK, SKELETON
from toponyms.types import NAME_KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from toponyms.index.reader import Index
    from toponyms.matching.hits import Hit

ROMANIZED = NAME_KINDS.index("romanized")
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
