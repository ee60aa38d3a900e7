"""Single words that are sooner people: "Budanov", "Zakharova", "Rudenko".

Villages are called after people, and people after villages. Beside a type word, a preposition or a hint the village is
meant; alone the word is a surname, unless the place is known wider than around it. The endings, with how many surnames
have them, stand in `weights.toml`.
"""

from __future__ import annotations

from toponyms.matching.hits import EXACT, FUZZY, KIND_MASK
from toponyms.text.lazy import lazily
from toponyms.types import NAME_KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toponyms.index.reader import Index
    from toponyms.matching.parts import Part
    from toponyms.matching.score import Scored

ALWAYS = 2.0
"""Value of an ending whose words are surnames even where a village is officially called so; of more, a town."""

SHORTEST = 2
"""Letters before the ending, at least: "Обов" would be one, "Лев" is none."""

IN_FORCE = frozenset(NAME_KINDS.index(kind) for kind in ("official", "romanized", "endonym"))
"""Kinds of name by which a village is called today."""

_INITIAL = lazily(r"[A-ZА-ЯІЇЄҐЁ]\.\s?[A-ZА-ЯІЇЄҐЁ][^\s,.]+")

POINTED = frozenset({"in", "of", "to", "on", "relation"})
"""How a part is joined that a preposition stands before."""


def is_bare(part: Part | None) -> bool:
    """Whether nothing before a part says that a place follows: no preposition, no "near"."""
    return part is None or not (part.relation or part.led or part.join in POINTED)


def initialled(whole: str) -> bool:
    """Whether a text is one word behind a capital letter and a dot, as persons are written.

    >>> initialled("К. Буданов"), initialled("S.Shoigu"), initialled("г. Днепр"), initialled("Кр. Лиман")
    (True, True, False, False)
    """
    return bool(_INITIAL.fullmatch(whole))


class Surnames:
    """Tells whether a single word is sooner somebody's name than that of a little known place."""

    __slots__ = ("_cyrillic", "_endings", "_ends", "_index", "_known", "_sizes")

    def __init__(self, index: Index, endings: Mapping[str, float], cyrillic: Sequence[bool], known: int) -> None:
        """cyrillic: for each line of the vocabulary of countries whether names are in Cyrillic there; known: the
        prominence, in hundredths, from which a place is known wider.
        """
        self._index, self._endings, self._cyrillic, self._known = index, endings, cyrillic, known
        self._ends = tuple(endings)
        self._sizes = sorted(set(map(len, endings)))

    def ends(self, key: str) -> bool:
        """Whether an exact key ends as surnames do."""
        return key.endswith(self._ends)

    def always(self, key: str) -> bool:
        """Whether an exact key ends as hardly anything but surnames does."""
        return any(self._endings.get(key[-size:], 0.0) >= ALWAYS for size in self._sizes)

    def __call__(self, candidate: Scored, key: str) -> bool:
        """Whether a candidate is little known, or its name little like a word with this exact key that is a surname."""
        index, hit = self._index, candidate.hit
        if " " in key:
            return False
        most, values = len(key) - SHORTEST, self._endings
        found = [(values[end], end) for size in self._sizes if size <= most and (end := key[-size:]) in values]
        if not found:
            return False
        sure, ending = max(found)
        kind, known = index.row_facts[hit.row] & KIND_MASK, index.place_prominence[hit.place] >= self._known
        if hit.channel == FUZZY:
            return not known or sure >= ALWAYS or not hit.key.endswith(ending)  # "Syrskyi" is no slip of Syria
        if hit.channel != EXACT:
            return not known or sure > ALWAYS
        if known or not self._cyrillic[index.place_countries[hit.place]]:
            return sure > ALWAYS  # Holešov is Czech
        return sure >= ALWAYS or kind not in IN_FORCE
