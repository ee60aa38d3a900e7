"""Scoring: what speaks for and against each candidate, as a declared list of features, summed with their weights."""

from __future__ import annotations

from math import log1p
from operator import mul

from toponyms.geo.distance import distance_km
from toponyms.matching.hits import (
    ADJECTIVE,
    CALQUE,
    CHANNELS,
    CORE_BIT,
    EXACT,
    FUZZY,
    INFLECTION,
    KIND_MASK,
    SKELETON,
    is_latin,
    own_name,
)
from toponyms.matching.said import Said
from toponyms.matching.translated import PARTLY, WORD
from toponyms.types import PLACE_KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from toponyms.index.reader import Index
    from toponyms.matching.hits import Hit
    from toponyms.matching.parts import Reading
    from toponyms.matching.weights import Weights

FEATURES: tuple[tuple[str, str], ...] = (
    ("prominence", "logarithm of the inhabitants or what stands for them"),
    ("whole", "the name as stored holds the type word of the text"),
    ("skeleton", "the spelling agrees under the skeleton key only"),
    (
        "respelt",
        "it agrees under the skeleton key, nearly, or by case, with a name of a place whose names are not in Cyrillic",
    ),
    ("inflection", "the text is a case form of the name: 1 for a regular one of its language, more for others"),
    ("adjective", "the text is an adjective made of the name: 1 where the name has its suffix, more for others"),
    ("fuzzy", "the spelling is near, not equal"),
    ("first_letter", "the first letter differs, by no known confusion"),
    ("cost", "cost of the edits"),
    ("relative_cost", "cost of the edits per letter"),
    ("calque", "the text translates the name, whole or in part"),
    ("ordinary", "nothing of the name stands as it is: several ordinary words (1) or one (1.3)"),
    ("derived", "the name is made of the translated words, it is not these words themselves"),
    ("unplaced", "ordinary words, and nothing beside them says that they are a place, or where"),
    ("name_kind", "what kind of name matched"),
    ("overlay", "the name stands so in an overlay of the user's own"),
    ("place_kind", "what kind of place it is"),
    ("country", "how much reports are about its country"),
    ("core", "the unit's name was written without its type word"),
    (
        "obscure",
        "a little known unit below the first level, where Cyrillic is not written and nothing says that it is one",
    ),
    ("unlisted", "a small settlement in Ukraine that lies in no hromada: the codifier does not have it"),
    ("said", "a type word in the text agrees (1) or disagrees (-4) with the kind of place"),
    ("inside", "how it lies to the places named as containing it"),
    ("near", "distance from the point given"),
    ("out_of_date", "the name or the place was not in force on the day asked for"),
    ("ended", "the unit or settlement no longer exists"),
    ("dropped", "words of the text that explain nothing"),
    ("agree", "another name in the text is a name of the same place"),
    ("held_back", "a garble, a slip or a translation stays below a true name of equal context"),
)
"""Name and meaning of every feature, in the order of a candidate's values."""

LIKE = {"reverse": "skeleton"}
"""Channels that count as another one does: both say that the text romanizes the name in some other system."""

SPELLING = tuple(name for name, _ in FEATURES[2:10])
"""The features that say how the spelling differs, from `skeleton` to `relative_cost`."""

SPELT: tuple[tuple[float, ...], ...] = tuple(
    tuple(float(name == LIKE.get(channel, channel)) for name in SPELLING) for channel in CHANNELS
)
"""The features from `skeleton` to `relative_cost` by channel; what a slip costs is counted hit by hit."""

REGULAR = 1.0
"""Cost of a case form by the classes of the name's own language; others are formed as another language would."""

ONE_WORD = 1.3
"""How ordinary one word is beside several: "Happiness" means many things, "Seven Mountains" fewer."""

HALF_PLACED = 0.5
"""How little a country alone says of one ordinary word: "August" in Ukraine is a month."""

HALF_MADE = 0.5
"""How much it speaks against half a translation that the name is made of the words: the rest says which name it is."""

UNTRANSLATED = (0.0, 0.0, 0.0, 0.0)
"""The features from `calque` to `unplaced` of a name that is no translation."""

AS_WRITTEN = (0.0,) * (len(SPELLING) + len(UNTRANSLATED))
"""The features from `skeleton` to `unplaced` of a name that is written as the text is: all homonyms share it."""

OWN = (*FEATURES[:2], *FEATURES[2 + len(AS_WRITTEN) :])
"""The features of a candidate beside those: a score is the sum of both, and most candidates have only these."""

SETTLEMENT = PLACE_KINDS.index("settlement") << 4
HROMADA = PLACE_KINDS.index("admin") << 4 | 3
"""Kind and level, packed as the index has them."""

LOCAL = frozenset({PLACE_KINDS.index("settlement"), PLACE_KINDS.index("part")})
"""Kinds of which only the larger are listed abroad, as of units below the first level."""

LEVELS = 16
"""Levels of administration that four bits can say; kinds other than `admin` have level 0."""


def in_force(start: str, end: str, day: str) -> bool:
    """Whether what holds from `start` to `end` may have held on a day; all three are partial ISO 8601 dates.

    >>> in_force("1924", "2016-02-04", "2015"), in_force("1924", "2016-02-04", "2016-05"), in_force("", "", "1800")
    (True, False, True)

    Half of a year is not the whole: what began in May 2016 may have held "in 2016". An empty end is unknown, or none.
    """
    before = start and start[: len(day)] > day[: len(start)]
    after = end and end[: len(day)] < day[: len(end)]
    return not (before or after)


class Scored:
    """A candidate with its values, its score, and, once decided, its probability.

    own: the values of `OWN`; spelt: those of the features between, that say how the spelling differs.
    """

    __slots__ = ("confidence", "form", "hit", "own", "row", "score", "spelt")

    def __init__(
        self, hit: Hit, form: Reading, own: tuple[float, ...], score: float, spelt: tuple[float, ...] = AS_WRITTEN
    ) -> None:
        self.hit = hit
        self.form = form
        self.row = hit.place
        self.own = own
        self.spelt = spelt
        self.score = score
        self.confidence = 0.0

    @property
    def values(self) -> tuple[float, ...]:
        """The values of all `FEATURES`, in their order."""
        return (*self.own[:2], *self.spelt, *self.own[2:])

    def hold_back(self, by: float) -> None:
        """Put the score this much lower, as the last of the features says."""
        self.own = (*self.own[:-1], -by)
        self.score -= by

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scored) and (self.row, self.score, self.confidence) == (
            other.row,
            other.score,
            other.confidence,
        )

    def __hash__(self) -> int:
        return hash((self.row, self.score))


class Scorer:
    """The features over one index, with weights and vocabularies kept ready."""

    __slots__ = (
        "_adjective",
        "_admin",
        "_countries",
        "_country",
        "_cyrillic",
        "_dates",
        "_ended",
        "_former",
        "_fuzzy_prominence",
        "_index",
        "_known_abroad",
        "_latin_abroad",
        "_listed",
        "_name_kinds",
        "_obscure",
        "_official",
        "_own_weights",
        "_past",
        "_place_kinds",
        "_respelt_prominence",
        "_scale",
        "_spelt_weights",
        "_ukraine",
        "said",
        "weights",
    )

    def __init__(
        self,
        index: Index,
        weights: Weights,
        kinds: Sequence[str],
        name_kinds: Sequence[str],
        countries: Sequence[Sequence[Sequence[str]]],
        dates: Sequence[tuple[str, str]],
    ) -> None:
        self._index, self._dates = index, dates
        self.weights = tuple(weights["weights"][name] for name, _ in FEATURES)
        self._own_weights = tuple(weights["weights"][name] for name, _ in OWN)
        self._spelt_weights = self.weights[2 : 2 + len(AS_WRITTEN)]
        self._name_kinds = tuple(weights["name_kind"][kind] for kind in name_kinds)
        table = weights["place_kind"]
        self._place_kinds = tuple(table.get(f"{kind}{level}", table[kind]) for kind in kinds for level in range(LEVELS))
        limits = weights["limits"]
        self._scale = limits["near_scale_km"]
        self._fuzzy_prominence = weights["limits"]["fuzzy_prominence"]
        self._known_abroad, self._obscure = weights["limits"]["known_abroad"], weights["limits"]["obscure"]
        self._latin_abroad = limits["latin_abroad"]
        self._adjective, self._country = name_kinds.index("adjective"), kinds.index("country")
        self._admin = kinds.index("admin")
        self._respelt_prominence = limits["respelt_prominence"]
        cyrillic = weights["cyrillic"]
        self._cyrillic = tuple(any(code in cyrillic for code in inside) for inside, _ in countries)
        self._ukraine, self._listed = tuple("UA" in inside[:1] for inside, _ in countries), limits["listed"]
        self._former, self._official = name_kinds.index("former"), name_kinds.index("official")
        before = f"{limits['long_past_before']:.0f}"
        self._past = tuple(limits["long_past"] if end and end < before else 0.0 for _, end in dates)
        table, ended = weights["country"], weights["ended"]
        self._countries = tuple(table.get(inside[0], 0.0) if inside else 0.0 for inside, _ in countries)
        self.said = Said(index, kinds, weights["type"])
        self._ended = tuple(
            max((ended.get(code, 0.0) for code in codes.split()), default=0.0)
            for codes in index.lines("vocab.features")
        )

    def in_ukraine(self, place: int) -> bool:
        """Whether a place lies in Ukraine first of all."""
        return self._ukraine[self._index.place_countries[place]]

    def score(
        self,
        hit: Hit,
        reading: Reading,
        *,
        inside: float,
        near: tuple[float, float] | None,
        as_of: str | None,
        agree: float,
        dropped: int,
        kind: str,
    ) -> Scored:
        """The values of one candidate and their weighted sum."""
        index, place, channel = self._index, hit.place, hit.channel
        facts = index.row_facts[hit.row]
        packed = index.place_kind[place]
        countries = index.place_countries[place]
        dates = index.place_dates[place]
        prominence, place_kind = index.place_prominence[place] / 100.0, self._place_kinds[packed]
        said = late = 0.0
        says, whole = reading.says, hit.whole
        if says:
            said = self.said.of(reading, place, whole=whole, typed=bool(facts & CORE_BIT))
        obscure, lower = False, packed >> 4 == self._admin and packed & 0xF > 1
        if lower and not (says or inside or kind or self._cyrillic[countries]):
            # a name without its type word ("Tipperary") says less than one that is the same with it, see core
            obscure = prominence < self._obscure and channel != INFLECTION and not facts & CORE_BIT
        spelt = AS_WRITTEN
        if channel == INFLECTION:
            # Slavic endings behind a name that nobody says to be known in a Slavic language: Miane is not Miano
            other = hit.cost > REGULAR and prominence < self._known_abroad and is_latin(reading.core)
            spelt = (
                0.0,
                self._unlike(reading, countries, packed) if other else 0.0,
                hit.cost,
                0.0,
                0.0,
                0.0,
                0.0,
                0.0,
                *UNTRANSLATED,
            )
        elif channel == ADJECTIVE:
            spelt = (0.0, 0.0, 0.0, hit.cost, 0.0, 0.0, 0.0, 0.0, *UNTRANSLATED)
        elif channel == FUZZY:
            foreign = self._unlike(reading, countries, packed) if prominence < self._known_abroad else 0.0
            prominence, place_kind = min(prominence, self._fuzzy_prominence), 0.0
            slip = (float(hit.apart), hit.cost, hit.cost / max(1, len(hit.key)))
            spelt = (0.0, foreign, 0.0, 0.0, 1.0, *slip, *UNTRANSLATED)
        elif channel == CALQUE:
            placed = inside if not (kind or (says and not whole) or near) else 1.0
            spelt = (*SPELT[channel], *self._translation(hit, placed=placed))
        elif channel == SKELETON and not self._cyrillic[countries]:
            prominence = min(prominence, self._respelt_prominence)
            # else it is what it is called in Cyrillic, in Latin letters anew: "Khanoi", "Agadyr"
            foreign = self._unlike(reading, countries, packed) if hit.apart else 0.0
            spelt = (1.0, foreign, *AS_WRITTEN[2:])
        elif channel == SKELETON and not hit.cost:
            pass  # letter for letter what is listed for a place of the same name
        elif channel != EXACT:
            spelt = (*SPELT[channel], *UNTRANSLATED)
        name_kind = self._name_kinds[facts & KIND_MASK]
        if as_of is not None:
            late, name_kind = self._on_the_day(hit, dates, as_of)
        elif facts & KIND_MASK == self._former:
            name_kind += self._past[index.row_dates[hit.row]]
        # "Syrian" says Syria; "Kharkivska" needs its oblast or raion beside it
        bare = facts & CORE_BIT or (facts & KIND_MASK == self._adjective and packed >> 4 != self._country)
        own = (
            prominence,
            1.0 if whole and says and channel != CALQUE else 0.0,
            name_kind,
            1.0 if index.overlaid and channel == EXACT and own_name(index, facts) else 0.0,
            place_kind,
            self._countries[countries],
            1.0 if bare and said <= 0.0 and not kind else 0.0,
            float(obscure),
            1.0 if packed == SETTLEMENT and self._is_unlisted(place, prominence, countries) else 0.0,
            said,
            inside,
            0.0 if near is None else -log1p(self._away(near, place) / self._scale),
            late,
            0.0 if as_of is not None else 1.0 if self._dates[dates][1] else self._ended[index.place_feature[place]],
            float(dropped),
            agree,
            0.0,
        )
        score = sum(map(mul, own, self._own_weights))
        if spelt is not AS_WRITTEN:
            score += sum(map(mul, spelt, self._spelt_weights))
        return Scored(hit, reading, own, score, spelt)

    def as_written(self, hit: Hit, reading: Reading, inside: float, agree: float) -> Scored:
        """What `score` gives for an exact hit of a text that is a name and nothing else, and of which no day is asked.

        Most hits are such, and here nothing is asked that only others need.
        """
        index, place = self._index, hit.place
        facts, packed, countries = index.row_facts[hit.row], index.place_kind[place], index.place_countries[place]
        prominence, core, number = index.place_prominence[place] / 100.0, facts & CORE_BIT, facts & KIND_MASK
        name_kind, kind, obscure = self._name_kinds[number], packed >> 4, 0.0
        if number == self._former:
            name_kind += self._past[index.row_dates[hit.row]]
        if kind == self._admin and packed & 0xF > 1 and not (inside or core or self._cyrillic[countries]):
            obscure = float(prominence < self._obscure)
        own = (
            prominence,
            0.0,
            name_kind,
            1.0 if index.overlaid and own_name(index, facts) else 0.0,
            self._place_kinds[packed],
            self._countries[countries],
            1.0 if core or (number == self._adjective and kind != self._country) else 0.0,
            obscure,
            1.0 if packed == SETTLEMENT and self._is_unlisted(place, prominence, countries) else 0.0,
            0.0,
            inside,
            0.0,
            0.0,
            1.0 if self._dates[index.place_dates[place]][1] else self._ended[index.place_feature[place]],
            0.0,
            agree,
            0.0,
        )
        return Scored(hit, reading, own, sum(map(mul, own, self._own_weights)))

    def _unlike(self, reading: Reading, countries: int, packed: int) -> float:
        """How much speaks against a near spelling, for the place may be another: 0.0 where Cyrillic is written.

        Elsewhere only towns are listed, and what is like their names in Latin letters is mostly the name of a village.
        """
        if self._cyrillic[countries]:
            return 0.0
        local = packed >> 4 in LOCAL or (packed >> 4 == self._admin and packed & 0xF > 1)
        return self._latin_abroad if local and is_latin(reading.core) else 1.0

    def _is_unlisted(self, place: int, prominence: float, countries: int) -> bool:
        """Whether a settlement is an entry of Ukraine that the codifier did not confirm: gone, or a double."""
        if not self._ukraine[countries] or prominence >= self._listed:
            return False
        index = self._index
        parent = index.place_parent[place] - 1
        return parent < 0 or index.place_kind[parent] != HROMADA

    @staticmethod
    def _translation(hit: Hit, *, placed: float) -> tuple[float, float, float, float]:
        """The features from `calque` to `unplaced` of a translation; placed: how much says that it is a place, 0 to 1.

        A type word that the name itself is translated by ("Black Island") does not.
        """
        sort, made = divmod(hit.cost, 1.0)
        if sort == PARTLY:
            return 1.0, 0.0, HALF_MADE if made > 0.0 else 0.0, 0.0
        unplaced = 1.0 if placed == 0.0 else HALF_PLACED if placed < 1.0 and sort == WORD else 0.0
        return 1.0, ONE_WORD if sort == WORD else 1.0, float(made > 0.0), unplaced

    def _away(self, near: tuple[float, float], place: int) -> float:
        index = self._index
        return distance_km(near[0], near[1], index.place_lat[place] / 1e5, index.place_lon[place] / 1e5)

    def _on_the_day(self, hit: Hit, place_dates: int, as_of: str) -> tuple[float, float]:
        """Whether the name or the place was not in force on a day (1.0), and what the kind of the name counts then.

        Where the place had the name twice (Voroshilovhrad from 1935 and from 1970), the hit becomes the one of the day.
        """
        index = self._index
        if not in_force(*self._dates[index.row_dates[hit.row]], as_of):
            starts, text = index["place.names"], index.row_text[hit.row]
            for row in range(starts[hit.place], starts[hit.place + 1]):
                if index.row_text[row] == text and in_force(*self._dates[index.row_dates[row]], as_of):
                    hit.row = row
                    break
            else:
                return 1.0, self._name_kinds[index.row_facts[hit.row] & KIND_MASK]
        kind = index.row_facts[hit.row] & KIND_MASK
        if kind == self._former and self._dates[index.row_dates[hit.row]][1]:
            kind = self._official  # on that day it was the name in force
        return float(not in_force(*self._dates[place_dates], as_of)), self._name_kinds[kind]
