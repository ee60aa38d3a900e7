"""Units that a text calls by a spelling of the town after which they are named.

    "Bogodukhov raion"  ->  Bohodukhiv Raion, though only the town is listed under that spelling
    "Dnipro oblast"     ->  Dnipropetrovsk Oblast, not the raion that is called like the town

Lists have many spellings of a town and few of the unit around it, and a unit keeps the name that its town had once.
"""

from __future__ import annotations

from toponyms.matching.hints import ancestors
from toponyms.matching.hits import CORE_BIT, EXACT, FUZZY, INFLECTION, Hit, is_latin
from toponyms.matching.said import agreement
from toponyms.types import PLACE_KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from toponyms.index.reader import Index
    from toponyms.matching.grammar import Grammar
    from toponyms.matching.parts import Reading
    from toponyms.matching.score import Scored

SETTLEMENT, ADMIN = PLACE_KINDS.index("settlement"), PLACE_KINDS.index("admin")

FIRST_LEVEL = ADMIN << 4 | 1

BEHIND = 3.0
"""How far below the unit such a town is put, in nats: a guess in twenty is still the town."""

SHARED = 5
"""Letters at the front that the names of a unit and its town share, or all of a shorter name of the town."""


def add_units(
    index: Index, form: Reading, hits: dict[int, Hit], passes: Callable[[int], bool], grammar: Grammar
) -> None:
    """Add the units that a form names by their town to the hits, where the text asks for a unit and none is found."""
    if not form.core or not any(kind == "admin" for kind, _ in form.says):
        return
    kinds = index.place_kind
    for place in hits:
        if agreement(form.says, PLACE_KINDS[kinds[place] >> 4], kinds[place] & 0xF) > 0.0 and passes(place):
            return
    if not _around(index, form, list(hits.values()), hits) and any(letter >= "\u0400" for letter in form.core):
        towns: dict[int, Hit] = {}
        grammar.adjective(form.core, towns, passes)  # "Ахтырский район", of Ахтырка
        _around(index, form, towns.values(), hits)


def _around(index: Index, form: Reading, towns: Iterable[Hit], hits: dict[int, Hit]) -> bool:
    """Add the units around towns that are named after them; whether there are any."""
    kinds, found = index.place_kind, False
    for hit in towns:
        if kinds[hit.place] >> 4 != SETTLEMENT or hit.channel >= FUZZY or index.row_facts[hit.row] & CORE_BIT:
            continue
        name = index.text(index["place.name"][hit.place])[:SHARED]
        for unit in ancestors(index, hit.place):
            asked = kinds[unit] >> 4 == ADMIN and ("admin", kinds[unit] & 0xF) in form.says
            if asked and unit not in hits and index.text(index["place.name"][unit]).startswith(name):
                hits[unit] = Hit(unit, hit.row, hit.channel, hit.cost, hit.form, hit.key, hit.whole, hit.apart)
                found = True
    return found


def adjectives_first(index: Index, best: dict[int, Scored], grammar: Grammar, *, hinted: bool) -> None:
    """Put towns below the first-level unit around them whose adjective in Latin letters is the text: "Donetska".

    hinted: whether the text or the caller says where, as tables do with the units around one. Those
    have the adjective alone; a case form of the town stands behind a preposition.
    """
    kinds = index.place_kind
    for unit, one in list(best.items()):
        exact = one.hit.channel == EXACT and index.row_facts[one.hit.row] & CORE_BIT and is_latin(one.hit.key)
        asked = kinds[unit] == FIRST_LEVEL or (hinted and kinds[unit] >> 4 == ADMIN)
        if not (exact and asked and grammar.adjectives.nouns(one.hit.key)):
            continue
        oblast = kinds[unit] == FIRST_LEVEL
        for place, town in best.items():
            if kinds[place] >> 4 != SETTLEMENT or grammar.key(index.text(index["place.name"][place])) == one.hit.key:
                continue  # Khmelnytskyi is the town
            declined = town.hit.channel == INFLECTION
            if oblast:
                behind = (declined or town.hit.key == one.hit.key) and unit in ancestors(index, place)
            else:
                behind = declined  # "Kharkivska, Kupianskyi, Dvorichanska" is no village
            if behind and town.score > one.score - BEHIND:
                town.hold_back(town.score - one.score + BEHIND)
