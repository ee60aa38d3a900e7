"""The capital of a country, said in words: "столица Украины", "the French capital", "stolica Polski".

The words are a table; the country is asked for, and its capital is read in their place.
"""

from __future__ import annotations

import unicodedata

from toponyms.types import PLACE_KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from toponyms.index.reader import Index
    from toponyms.language.generics import GenericWords

MOST_WORDS = 8
"""Words of a text that may be such a phrase; longer ones are sentences."""

PHRASE = 2
"""Most words of an entry of the table: "hlavní město"."""

CAPITAL = "P.PPLC"
"""The feature code of capitals."""

COUNTRY = PLACE_KINDS.index("country")
EDGES = '.,:;!?()"\u00ab\u00bb\u201c\u201d\u201e'


class Capitals:
    """Finds such phrases and the capitals of one index; the list of capitals is made when it is first needed."""

    __slots__ = ("_index", "_of_country", "_words")

    def __init__(self, index: Index, words: GenericWords) -> None:
        self._index, self._words = index, words
        self._of_country: dict[int, int] | None = None

    def read(self, text: str, country: Callable[[str], int]) -> str:
        """The text with the capital in place of the phrase for it, "" where it holds none.

        country: gives the row of the country that a text means, -1 where it means none.
        """
        raw = text.split()
        if not 2 <= len(raw) <= MOST_WORDS:
            return ""
        folded = [unicodedata.normalize("NFC", token).casefold().strip(EDGES) for token in raw]
        for low in range(len(folded)):
            for size in range(PHRASE, 0, -1):
                if not self._words.capital(" ".join(folded[low : low + size])):
                    continue
                opens = all(map(self._words.stopword, folded[:low]))
                of = self._country(raw[low + size :], folded[low + size :], country) if opens else -1
                if of >= 0:
                    return self._name(of)
                of = self._country(raw[:low], folded[:low], country)
                if of >= 0:
                    behind = " ".join(raw[low + size :])
                    return f"{behind}, {self._title(of)}" if behind else self._name(of)
                return ""
        return ""

    def _country(self, raw: list[str], folded: list[str], country: Callable[[str], int]) -> int:
        """The country that tokens mean, small words at their front not counted."""
        while raw and self._words.stopword(folded[0]):
            raw, folded = raw[1:], folded[1:]
        name = " ".join(raw).strip(EDGES).removesuffix("'s").removesuffix("\u2019s")
        row = country(name) if name else -1
        return row if row >= 0 and self._index.place_kind[row] >> 4 == COUNTRY else -1

    def _title(self, row: int) -> str:
        return self._index.text(self._index["place.name"][row])

    def _name(self, country: int) -> str:
        """The name of a country's capital and its own, "" where no capital is known."""
        if self._of_country is None:
            self._of_country = _capitals(self._index)
        capital = self._of_country.get(self._index.place_countries[country])
        return "" if capital is None else f"{self._title(capital)}, {self._title(country)}"


def _capitals(index: Index) -> dict[int, int]:
    """The best known capital of each line of the vocabulary of countries."""
    features = index.lines("vocab.features")
    codes = {number for number, feature in enumerate(features) if feature.split(" ")[0] == CAPITAL}
    found: dict[int, int] = {}
    for place, feature in enumerate(index.place_feature):
        if feature in codes:
            country = index.place_countries[place]
            if country not in found or index.place_prominence[place] > index.place_prominence[found[country]]:
                found[country] = place
    return found
