"""What a hit or a place is worth by itself: whether it settles a search, stands without a type word, is known."""

from __future__ import annotations

from toponyms.geo.distance import KM_PER_DEGREE
from toponyms.matching.hits import ADJECTIVE_NAME, CORE_BIT, EXACT, INFLECTION, KIND_MASK, is_latin
from toponyms.matching.homonyms import is_listed
from toponyms.matching.relation import apart
from toponyms.matching.said import agreement
from toponyms.types import NAME_KINDS, PLACE_KINDS, POSITION_KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from toponyms.index.reader import Index
    from toponyms.language.generics import GenericWords
    from toponyms.matching.constraints import Constraints
    from toponyms.matching.hits import Hit
    from toponyms.matching.parts import Reading
    from toponyms.matching.recall import Recall

NAMED_BARE = frozenset({"country", "admin", "settlement", "part", "region", "claimed"})
"""Kinds that are named without a type word; rivers and stations mostly bear the name of something else."""

ESTABLISHED = frozenset(NAME_KINDS.index(kind) for kind in ("official", "endonym", "romanized", "exonym"))
"""Kinds of name that a source vouches for."""

COUNTRY, ADMIN = PLACE_KINDS.index("country"), PLACE_KINDS.index("admin")
FIRST_LEVEL = ADMIN << 4 | 1

FEMININE = ("а", "я")
"""How adjectives of oblasts end: a word that is feminine in Ukrainian, Russian and Belarusian."""

UNTOLD = "und"
"""The tag of names of which no source says the language."""

UPLAND = "T.UPLD"
"""Feature code of what is called after the land around it."""

ESTIMATE = POSITION_KINDS.index("estimate")


class Standing:
    """Judges hits and places of one index without looking at the other candidates."""

    __slots__ = (
        "_double",
        "_double_km",
        "_index",
        "_languages",
        "_listed",
        "_recall",
        "_settling",
        "_uplands",
        "_words",
    )

    def __init__(
        self, index: Index, words: GenericWords, recall: Recall, listed: frozenset[int], limits: Mapping[str, float]
    ) -> None:
        """listed: languages of names that a source merely lists, see `homonyms`."""
        self._index, self._words, self._recall, self._listed = index, words, recall, listed
        self._languages = index.lines("vocab.languages")
        features = index.lines("vocab.features")
        self._uplands = frozenset(number for number, code in enumerate(features) if UPLAND in code.split(" "))
        self._settling = round(100 * limits["settling_prominence"])
        self._double_km = limits["double_km"]
        self._double = 1e5 * self._double_km / KM_PER_DEGREE + 1.0

    def bears(self, hit: Hit) -> bool:
        """Whether an exact hit is a name that stands alone."""
        return hit.channel == EXACT and self.stands_alone(hit) and not self._index.row_facts[hit.row] & CORE_BIT

    def is_broad(self, place: int) -> bool:
        kind = self._index.place_kind[place]
        return PLACE_KINDS[kind >> 4] in ("country", "region") or (PLACE_KINDS[kind >> 4] == "admin" and kind & 0xF < 2)

    def stands_alone(self, hit: Hit) -> bool:
        """Whether a hit means something without a type word: near spellings of a bare adjective do not."""
        facts = self._index.row_facts[hit.row]
        if hit.channel == EXACT:
            # "Russian" is no upland, though the Central Russian Upland is called nothing else without its type word
            return not (facts & CORE_BIT and self._index.place_feature[hit.place] in self._uplands)
        kind = self._index.place_kind[hit.place]
        adjective = facts & KIND_MASK == ADJECTIVE_NAME
        if (facts & CORE_BIT or adjective) and hit.channel == INFLECTION and kind == FIRST_LEVEL:
            # "Сахалина", "Arizonie"; "Wschodnia" in Polish is an adjective without its word
            untold = self._languages[facts >> 5 & 0x7FF] == UNTOLD
            if not self._recall.grammar.adjectives.nouns(hit.key):
                return untold
            # "Луганской": a town or a village that is called so has another ending
            return not is_latin(hit.key) and hit.form[:1].isupper() and hit.key.endswith(FEMININE)
        country = kind >> 4 == COUNTRY
        return not (facts & CORE_BIT or (adjective and not country))

    def common_noun(self, core: str) -> bool:
        """Whether a text is a form of a type word: "в городе" is no village of that name."""
        key = self._recall.key(core)
        return any(self._words.lookup(base) for base in (key, *self._recall.grammar.nominatives(key)))

    def known(self, place: int) -> bool:
        return self._index.place_prominence[place] >= self._settling

    def settles(self, hit: Hit, form: Reading, constraints: Constraints) -> bool:
        """Whether an exact hit is so good that other spellings need no look: a unit's or a river's name is not."""
        index = self._index
        facts, packed = index.row_facts[hit.row], index.place_kind[hit.place]
        if form.says:
            if ("admin", 1) in form.says and packed >> 4 != ADMIN:
                return False  # a locality X is not what "X region" means, if an oblast X is spelt otherwise
            if not hit.whole and agreement(form.says, PLACE_KINDS[packed >> 4], packed & 0xF) < 0.0:
                return False  # the village of that name is not what "X Sea" means
        if facts & CORE_BIT or facts & KIND_MASK == ADJECTIVE_NAME:
            return False  # "Донецька" is a case form of the town as well
        if PLACE_KINDS[packed >> 4] not in NAMED_BARE and not constraints.kind:
            return False
        known = facts & KIND_MASK in ESTABLISHED and not is_listed(facts, self._listed)
        return known or index.place_prominence[hit.place] >= self._settling

    def same(self, left: int, right: int) -> bool:
        """Whether two entries are one settlement twice in the sources."""
        index = self._index
        north = index.place_lat[left] - index.place_lat[right]
        if index.place_kind[left] != index.place_kind[right] or abs(north) > self._double:
            return False
        positions = index["place.position"]
        if positions[left] == positions[right] == ESTIMATE:
            return False  # two settlements of one hromada, of neither of which the sources say where
        return apart(index, left, right) <= self._double_km
