"""What speaks against a text being a name: it is written in small letters, or is a code that nobody writes so.

    "choose"  ->  no place, though a town is called Gose: a word in small letters that only comes near a name
    "and"     ->  no place, though AND is the code of Andorra: codes are written in capitals

None of this holds beside a type word or where text or caller say where: there a name is expected.
"""

from __future__ import annotations

from toponyms.matching.recall import CALQUE, EXACT, KIND_MASK, NAMED_ABROAD, is_latin
from toponyms.types import NAME_KINDS, PLACE_KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from toponyms.index.reader import Index
    from toponyms.matching.query import Reading
    from toponyms.matching.recall import Hit

ABBREVIATION = NAME_KINDS.index("abbreviation")

SETTLEMENT = PLACE_KINDS.index("settlement")

SPOKEN = frozenset({"en"})
"""Languages whose abbreviations are typed in small letters as well ("uk", "usa")."""


def smallness(forms: Sequence[Reading]) -> float:
    """Whether a text is one word in small letters beside which no type word stands: 1.0, else 0.0.

    >>> from toponyms.matching.query import Reading
    >>> smallness([Reading("choose", "choose")]), smallness([Reading("Gose", "Gose")])
    (1.0, 0.0)
    >>> smallness([Reading("chasiv yar", "chasiv yar")])
    0.0
    """
    if not forms:
        return 0.0
    form = forms[0]
    return float(form.core.islower() and form.core == form.whole and " " not in form.core and not form.says)


class Unlikely:
    """Tells hits that a text does not mean, whatever their score."""

    __slots__ = ("_cyrillic", "_index", "_languages")

    def __init__(self, index: Index, cyrillic: Sequence[bool]) -> None:
        """cyrillic: for each line of the vocabulary of countries whether names are written in Cyrillic there."""
        self._index, self._cyrillic, self._languages = index, cyrillic, index.lines("vocab.languages")

    def __call__(self, hit: Hit, *, hinted: bool) -> bool:
        """Whether a hit is none that the text means; hinted: whether anything says that a place is meant, or where."""
        if hit.channel == EXACT:
            return self._is_code(hit, hinted)
        return hit.channel == CALQUE and self._is_abroad(hit.place)

    def _is_code(self, hit: Hit, hinted: bool) -> bool:
        """Whether it is a Latin abbreviation that is not written as one, or, without a hint, the code of an airport.

        Codes belong to no language; those of towns are airports.
        """
        facts, text = self._index.row_facts[hit.row], hit.form
        if facts & KIND_MASK != ABBREVIATION or not is_latin(hit.key):
            return False
        language = self._languages[facts >> 5 & 0x7FF]
        if text.islower():
            return language not in SPOKEN
        if language != "und":
            return False
        return text[1:].islower() or (not hinted and self._index.place_kind[hit.place] >> 4 == SETTLEMENT)

    def _is_abroad(self, place: int) -> bool:
        """Whether a place has its Cyrillic name from abroad: nobody translates Mali as "small" (Малі)."""
        index = self._index
        return index.place_kind[place] >> 4 in NAMED_ABROAD and not self._cyrillic[index.place_countries[place]]
