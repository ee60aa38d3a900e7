"""What the type words of a text say about a place: that it is of their kind and sort, or of another.

river Oskil       ->   1.0 for the river, -4.0 for the village
Oskil Reservoir   ->  -4.0 for the river
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toponyms.index.reader import Index
    from toponyms.matching.parts import Reading

MANY_TYPES = frozenset({"object", "water", "relief"})
"""Kinds with many types of place each, which a word of one type does not mean: an airport is no power station."""

CONTRADICTED = -4.0
"""Value of `said` where the type word of the text names another kind of place."""

TOWN_OF_UNIT = -1.0
"""Value of `said` where a word for a unit, which may be a district of a town too, stands beside the town's name."""

COMPATIBLE = frozenset({("settlement", "part"), ("part", "settlement"), ("region", "admin")})
"""Kinds that a type word of another kind does not speak against: a district of a town is called a town as well."""


def agreement(says: frozenset[tuple[str, int]], kind: str, level: int) -> float:
    """Whether what a type word allows is a kind of place: 1.0, 0.0 for a kind near it, else `CONTRADICTED`.

    >>> agreement(frozenset({("water", 0)}), "water", 0), agreement(frozenset({("water", 0)}), "settlement", 0)
    (1.0, -4.0)
    """
    if (kind, level) in says:
        return 1.0
    for word, word_level in says:
        if word == kind == "admin":
            # "district" and "region" are used for neighbouring levels
            if abs(word_level - level) == 1:
                return 0.0
        elif (word, kind) in COMPATIBLE:
            # "X raion" is a raion, or a district of a town; the town of that name is what it lies in
            return TOWN_OF_UNIT if word == "part" and any(other == "admin" for other, _ in says) else 0.0
    return CONTRADICTED


LINK = 2
"""Letters of the longest word that links a type word to a name: "de", "of", "w"."""


class Said:
    """Compares the type words of a text with the places of one index."""

    __slots__ = ("_features", "_fits_of", "_index", "_kinds", "_types")

    def __init__(self, index: Index, kinds: Sequence[str], types: Mapping[str, float]) -> None:
        """types: "sort feature code" to how well such a place is of that sort."""
        self._index, self._kinds = index, kinds
        self._types, self._features = types, index.lines("vocab.features")
        self._fits_of: dict[int, dict[str, float]] = {}  # of the few codes that type words stand beside

    def contradicts(self, says: frozenset[tuple[str, int]], place: int) -> bool:
        """Whether type words that say this speak against a place."""
        packed = self._index.place_kind[place]
        return bool(says) and agreement(says, self._kinds[packed >> 4], packed & 0xF) < 0.0

    def of(self, reading: Reading, place: int, *, whole: bool, typed: bool) -> float:
        """How well a place is what the text says; whole: the name as stored holds the type word; typed: see `_same`."""
        packed = self._index.place_kind[place]
        kind = self._kinds[packed >> 4]
        said = agreement(reading.says, kind, packed & 0xF)
        if whole:
            return max(said, 0.0)  # the type word is part of the name: Krasnyi Lyman is no estuary
        if said > 0.0 and kind in MANY_TYPES:
            return self._same(reading, place, kind == "object", typed=typed)
        return said

    def _same(self, reading: Reading, place: int, thing: bool, *, typed: bool) -> float:
        """Whether the type word of the text is one that the place's names have, or means its feature code.

        A river is no reservoir, whatever its name. thing: whether it is an object, of which a town has several of one
        sort; typed: whether the place is named with a type word, so that another one speaks against it ("Red Sea").
        """
        index = self._index
        taken_off = {word.strip(".").casefold() for word in reading.whole.split()} - {
            word.casefold() for word in reading.core.split()
        }
        taken_off = {word for word in taken_off if len(word) > LINK}  # the "de" of "gare de" is in all Spanish names
        starts = index["place.names"]
        names = (index.text(index.row_text[row]) for row in range(starts[place], starts[place + 1]))
        fit: float | None = None
        if reading.types:
            feature = index.place_feature[place]
            fits = self._fits_of.get(feature)
            if fits is None:
                fits = self._fits_of[feature] = _fits(self._types, self._features[feature])
            if fits:
                fit = max([fits.get(one, CONTRADICTED) for one in reading.types])
        if thing and fit is not None and fit < 0.0:
            return fit  # "port" is a word of airports in Polish
        if any(not taken_off.isdisjoint(name.casefold().split()) for name in names):
            return 1.0
        if fit is not None and (not thing or fit < 0.0):
            return fit if fit == 1.0 or not typed else min(fit, 0.0)
        return -1.0 if typed or thing else 0.5


def _fits(table: Mapping[str, float], line: str) -> dict[str, float]:
    """The sorts of place that a line of the vocabulary of feature codes is, and how well.

    >>> _fits({"river H.STM*": 1.0, "channel H.STMD": 0.5}, "H.STMD katottg:C")
    {'river': 1.0, 'channel': 0.5}

    A code in full counts before one that only begins so.
    """
    fits: dict[str, float] = {}
    for in_full in (False, True):
        for entry, value in table.items():
            sort, _, code = entry.partition(" ")
            for feature in line.split():
                if feature == code if in_full else code.endswith("*") and feature.startswith(code[:-1]):
                    fits[sort] = value
    return fits
