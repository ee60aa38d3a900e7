"""What bears a name by chance: bare words that are agencies, everyday words or people, and places far away.

    "TASS"    ->  no village of Hungary: short words in capitals are acronyms
    "Officer" ->  no suburb in Australia: an everyday word
    "March"   ->  no slip of a town
    "Abrams"  ->  no case form of Abram

All of it holds only for a single word beside which neither text nor caller say that a place is meant, or where. What is
doubted so stays a first guess.
"""

from __future__ import annotations

from toponyms.matching.hits import CORE_BIT, EXACT, FUZZY, INFLECTION, KIND_MASK, SKELETON, is_latin
from toponyms.types import NAME_KINDS, PLACE_KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from toponyms.index.reader import Index
    from toponyms.matching.hits import Hit
    from toponyms.matching.score import Scored

ABBREVIATION, VARIANT = NAME_KINDS.index("abbreviation"), NAME_KINDS.index("variant")
COUNTRY, REGION = PLACE_KINDS.index("country"), PLACE_KINDS.index("region")
FIRST_LEVEL = PLACE_KINDS.index("admin") << 4 | 1

ACRONYM = range(3, 6)
"""Letters of a word in capitals that is sooner an acronym than a place that few know."""

SHORT = 4
"""Letters of a word that one edit makes another word."""

SHORTEST = 2
"""Letters of a word of which another spelling is chance: "mW" is no name."""

HAMLET = 800
"""Prominence, in hundredths, of a place of some 3,000, below which a Cyrillic everyday word does not mean it."""

NAMESAKES = 2.5
"""How far the second of two namesakes may be behind, in nats: of more the first is meant as surely as any town."""

TOWNS = frozenset({PLACE_KINDS.index("settlement"), PLACE_KINDS.index("part"), PLACE_KINDS.index("admin")})

METROPOLIS = 1300
"""Prominence, in hundredths, of a city of some 400,000, which its name means even where that is a word."""


def _letters(text: str) -> str:
    """The letters of a name alone, small."""
    return "".join(filter(str.isalpha, text.casefold()))


class Chance:
    """Tells what a bare word does not mean, though places are called like it."""

    __slots__ = ("_cyrillic", "_index", "_known")

    def __init__(self, index: Index, cyrillic: Sequence[bool], known: int) -> None:
        """cyrillic: for each line of the vocabulary of countries whether names are in Cyrillic there; known: the
        prominence, in hundredths, from which a place is known wider than around it.
        """
        self._index, self._cyrillic, self._known = index, cyrillic, known

    def acronym(self, candidate: Scored) -> bool:
        """Whether a short Latin word in capitals is sooner an agency, a unit or a weapon: "TASS", not "LYMAN"."""
        text, hit, index = candidate.form.core, candidate.hit, self._index
        if not (text.isupper() and text.isalpha() and len(text) in ACRONYM):
            return False
        if index.place_kind[hit.place] >> 4 == COUNTRY:
            return False
        if not text.isascii():
            if hit.channel == EXACT or (hit.channel == INFLECTION and len(text) > SHORT):
                return False  # "КИЕВА" is a case form; of three letters or four it is sooner an agency
            cut = hit.key.startswith(text.casefold())  # "ГУР"
            return hit.channel != INFLECTION or cut or index.place_prominence[hit.place] < self._known
        if index.row_facts[hit.row] & KIND_MASK == ABBREVIATION:
            return False
        spelt = hit.channel == EXACT or (hit.channel == SKELETON and not self._far(hit))
        if spelt and index.place_prominence[hit.place] >= self._known:
            return False
        return hit.channel != EXACT or self._far(hit)

    def plural(self, candidate: Scored, key: str) -> bool:
        """Whether a Latin word is a name with an "s" behind it, where Cyrillic is not written: "Abrams"."""
        index, hit = self._index, candidate.hit
        if hit.channel != INFLECTION or not key.isascii() or key != hit.key + "s":
            return False
        return self._far(hit) and index.place_prominence[hit.place] < METROPOLIS

    def is_known(self, candidate: Scored) -> bool:
        """Whether a candidate is a metropolis, called by its name in force, which no everyday word makes doubtful."""
        index, hit = self._index, candidate.hit
        if hit.channel != EXACT or index.place_prominence[hit.place] < METROPOLIS:
            return False
        return index.row_facts[hit.row] & KIND_MASK != VARIANT

    def everyday(self, candidate: Scored, key: str, *, person: bool, plain: bool) -> bool:
        """Whether an everyday word, or a person's name, comes only near a name, or is one far away that few know.

        person: whether it is a person's name; plain: whether it is a word of the languages that most reports are in,
        which means no place far away.
        """
        index, hit = self._index, candidate.hit
        if hit.channel == FUZZY:
            return True
        if index.place_kind[hit.place] >> 4 == COUNTRY:
            return False
        far, prominence = self._far(hit), index.place_prominence[hit.place]
        facts, core = index.row_facts[hit.row], candidate.form.core
        if hit.channel != EXACT:
            if hit.channel == INFLECTION and prominence >= METROPOLIS and not core.islower():
                near = not far or index.place_kind[hit.place] >> 4 == REGION
                if near or not plain:
                    return False  # "Сум" is a sorrow, "Африку" a globe, and "Łodzi" a boat's as well
            return not person or far or hit.channel != INFLECTION or prominence < self._known
        if index.place_kind[hit.place] == FIRST_LEVEL and prominence >= METROPOLIS and not core.islower():
            return False  # "Техас" is a hat as well
        untold, latin = facts & KIND_MASK == VARIANT and not facts & CORE_BIT, is_latin(key)
        if core.isupper():
            return False
        if prominence >= METROPOLIS:
            # "Тор" for Sloviansk, "marca" for Marka; "Ленинград" is a word of lists as well
            return untold and (core.islower() or (plain and (far or latin or len(key) <= SHORT)))
        if core.islower() and (far or untold or (plain and prominence < self._known)):
            return True  # typed in haste it may be the place: a first guess
        if not far:
            least = self._known if latin or person else HAMLET
            return (plain or person) and (prominence < least or (untold and (latin or person)))
        unit = bool(facts & CORE_BIT) and index.place_kind[hit.place] & 0xF > 1  # "Becker" is no county of Minnesota
        return plain or untold or (person and (unit or not latin))

    def stranger(self, candidate: Scored) -> bool:
        """Whether a word only comes near the name of a place that few know: "Botley" is not Batley, "Post" not Pest."""
        hit, index, core = candidate.hit, self._index, candidate.form.core
        if hit.channel not in (FUZZY, SKELETON) or index.place_kind[hit.place] >> 4 == COUNTRY or " " in core:
            return False
        if len(core) <= (SHORT if hit.channel == FUZZY else SHORTEST):
            return True
        few = index.place_prominence[hit.place] < METROPOLIS and index.place_kind[hit.place] >> 4 in TOWNS
        if not (few and "-" not in core and is_latin(hit.form) and self._far(hit)):
            return False
        return _letters(index.text(index.row_text[hit.row])) != core.casefold()  # "Kitaakita" is Kita-Akita

    def namesake(self, candidate: Scored, rival: Scored | None) -> bool:
        """Whether a person's name is that of several towns far away that few know: "Anderson", "Marshall".

        rival: the candidate behind it. Towns are called after people there, and whoever means one says where.
        """
        if rival is None or candidate.hit.channel != EXACT or rival.hit.channel != EXACT:
            return False
        if candidate.score - rival.score > NAMESAKES or self._index.place_prominence[candidate.row] >= METROPOLIS:
            return False
        return self._far(candidate.hit) and self._far(rival.hit)

    def _far(self, hit: Hit) -> bool:
        """Whether a hit's place lies where Cyrillic is not written."""
        return not self._cyrillic[self._index.place_countries[hit.place]]
