"""What speaks against a text being a name: it is written in small letters, or is a code that nobody writes so.

    "choose"  ->  no place, though a town is called Gose: a word in small letters that only comes near a name
    "and"     ->  no place, though AND is the code of Andorra: codes are written in capitals

None of this holds beside a type word or where text or caller say where: there a name is expected.
"""

from __future__ import annotations

from toponyms.language.everyday import from_bytes
from toponyms.matching.chance import METROPOLIS, Chance
from toponyms.matching.grammar import NAMED_ABROAD
from toponyms.matching.hits import (
    ADJECTIVE,
    ADJECTIVE_NAME,
    CORE_BIT,
    EXACT,
    FUZZY,
    INFLECTION,
    KIND_MASK,
    is_latin,
)
from toponyms.matching.said import CONTRADICTED
from toponyms.matching.score import OWN
from toponyms.matching.sorts import NATURE
from toponyms.matching.surnames import Surnames, initialled
from toponyms.types import NAME_KINDS, PLACE_KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toponyms.index.reader import Index
    from toponyms.language.everyday import Lines
    from toponyms.matching.constraints import Constraints
    from toponyms.matching.hits import Hit
    from toponyms.matching.parts import Reading
    from toponyms.matching.recall import Recall
    from toponyms.matching.score import Scored

ABBREVIATION = NAME_KINDS.index("abbreviation")

SETTLEMENT, COUNTRY = PLACE_KINDS.index("settlement"), PLACE_KINDS.index("country")

SAID = [name for name, _ in OWN].index("said")
"""Which of a candidate's own values says whether a type word agrees."""

TYPED = (
    "H.BAY",
    "H.CHN",
    "H.CNL",
    "H.COVE",
    "H.ESTY",
    "H.GULF",
    "H.HBR",
    "H.INLT",
    "H.PND",
    "H.RSV",
    "H.SD",
    "H.STRT",
    "T.UPLD",
)
"""Feature codes, by how they begin, of waters and uplands that are named after others and need their type word."""

AT_TOWNS = frozenset({"airport", "port", "power", "station"})
"""Sorts of objects that are called after towns, seldom after waters."""

CODE = 25.0
"""How far below a code is put that a text does not mean, in nats: a candidate still, and never the answer."""

VOWELS = frozenset("аеёиоуыэюяєії")
"""Vowels of Russian and Ukrainian."""

SPOKEN = frozenset({"en"})
"""Languages whose abbreviations are typed in small letters as well ("uk", "usa")."""


def smallness(forms: Sequence[Reading]) -> float:
    """Whether a text is one word in small letters beside which no type word stands: 1.0, else 0.0.

    >>> from toponyms.matching.parts import Reading
    >>> smallness([Reading("choose", "choose")]), smallness([Reading("Gose", "Gose")])
    (1.0, 0.0)
    >>> smallness([Reading("chasiv yar", "chasiv yar")])
    0.0
    """
    if not forms:
        return 0.0
    if not forms[0].core.islower() or not all(form.core.islower() for form in forms):
        return 0.0
    # without the word for a thing beside it as well: "потужний вибух" is a blast
    bare = [form.core for form in forms if (form.core == form.whole or form.derived) and not form.says]
    return float(any(" " not in core for core in bare))


def _is_syllable(text: str) -> bool:
    """Whether a Cyrillic word of three letters can be spoken: a vowel between two consonants."""
    return len(text) == 3 and [letter in VOWELS for letter in text] == [False, True, False]


class Unlikely:
    """Tells what a text does not mean, whatever the score: hits to pass over, first guesses that are no answer."""

    __slots__ = (
        "_chance",
        "_cyrillic",
        "_everyday",
        "_features",
        "_index",
        "_inflected",
        "_languages",
        "_recall",
        "_surname",
    )

    def __init__(
        self, index: Index, cyrillic: Sequence[bool], recall: Recall, inflected: int, surnames: Mapping[str, float]
    ) -> None:
        """cyrillic: for each line of the vocabulary of countries whether names are in Cyrillic there; inflected:
        the prominence, in hundredths, from which a place is known by its adjective alone; surnames: see `surnames`.
        """
        self._index, self._cyrillic, self._languages = index, cyrillic, index.lines("vocab.languages")
        self._features = index.lines("vocab.features")
        self._recall, self._inflected = recall, inflected
        self._surname = Surnames(index, surnames, cyrillic, inflected)
        self._chance = Chance(index, cyrillic, inflected)
        self._everyday: tuple[Lines, Lines, Lines] | None = None

    def ordinariness(self, forms: Sequence[Reading], scored: Sequence[Scored]) -> float:
        """Whether a text is an everyday word or a person's name beside which no type word stands: 1.0, else 0.0.

        Case forms of such words count where no candidate bears the text for its name; people's names do not where the
        best one is a unit without its type word, which is held low already: "Becker" for Becker County.
        """
        form = forms[0] if forms else None
        if form is None or form.says or form.core != form.whole or " " in form.core:
            return 0.0
        if self._everyday is not None and self._is_rare(self._recall.key(form.core)):
            return 0.0
        best = max(scored, key=lambda candidate: candidate.score)
        if self._index.place_prominence[best.hit.place] >= METROPOLIS:
            return 0.0  # nothing that is added to nothing reaches it
        words, people, _ = self._words()
        key = self._recall.key(form.core)
        if key in words:
            return 1.0
        if key in people:
            return float(best.hit.channel != EXACT or not self._index.row_facts[best.hit.row] & CORE_BIT)
        if is_latin(key) or any(candidate.hit.channel == EXACT for candidate in scored):
            return 0.0
        return float(any(base in words or base in people for base in self._recall.grammar.nominatives(key)))

    def is_title(self, forms: Sequence[Reading]) -> bool:
        """Whether a text of several words is in the tables as a whole: "Kyiv Post", "White House"."""
        whole = forms[0].whole if forms else ""
        return " " in whole and self._recall.key(whole) in self._words()[0]

    def is_mere_name(self, text: str, key: str) -> bool:
        """Whether a text that is a stored name is in none of the tables by which a bare one is doubted.

        key: its exact key. False as long as the tables have not been read: what is doubted reads them.
        """
        if self._everyday is None or text.isupper():
            return False
        if " " in text:
            return True  # only single words are
        words, people, _ = self._everyday
        return not (key in words or key in people or self._surname.ends(key) or self._recall.calques.translated(key))

    def _is_rare(self, key: str) -> bool:
        """Whether a Latin text is no word of the tables that have been read."""
        words, people, _ = self._words()
        return key not in words and key not in people and is_latin(key)

    def is_code(self, hit: Hit, *, hinted: bool) -> bool:
        """Whether an abbreviation is one that is not written so, or, without a hint, the code of an airport.

        Codes belong to no language; those of towns are airports.
        """
        facts, text = self._index.row_facts[hit.row], hit.form
        if facts & KIND_MASK != ABBREVIATION:
            return False
        if not is_latin(hit.key):
            return text.islower() and _is_syllable(text)  # "пар" is steam, "сша" a country
        language = self._languages[facts >> 5 & 0x7FF]
        if text[0].islower() and not text.islower():
            return True  # "mW"
        if text.islower():
            return language not in SPOKEN
        if language != "und":
            return False
        return text[1:].islower() or (not hinted and self._index.place_kind[hit.place] >> 4 == SETTLEMENT)

    def is_abroad(self, place: int) -> bool:
        """Whether a place has its Cyrillic name from abroad: nobody translates Mali as "small" (Малі)."""
        index = self._index
        return index.place_kind[place] >> 4 in NAMED_ABROAD and not self._cyrillic[index.place_countries[place]]

    def doubted(self, candidate: Scored, constraints: Constraints, *, bare: bool, rival: Scored | None = None) -> bool:
        """Whether a rule speaks against answering with a candidate, however near its name comes.

        bare: whether neither text nor caller say that a place is meant, or where; rival: the candidate behind it.
        """
        if candidate.own[SAID] <= CONTRADICTED:  # "Donetska oblast" is not the town
            return True
        form, other = candidate.form, candidate.hit.channel != EXACT
        if other and (self._names_people(candidate) or self._bare_adjective(candidate, constraints)):
            return True
        if self._lacks_type(candidate, constraints) or (form.derived and self._is_no_site(candidate)):
            return True
        if other and form.says and form.core.islower() and self._recall.key(form.core) in self._words()[0]:
            return True  # "human capital" is not Uman
        if not bare or form.says or form.core != form.whole:
            return False
        key = self._recall.key(form.core)
        if other and not is_latin(key) and self._recall.grammar.adjectives.is_people(key):
            return True
        if (other and self._chance_form(candidate)) or self._surname(candidate, key) or self._is_word(candidate, key):
            return True
        return " " not in key and self._by_chance(candidate, key, rival)

    def is_person(self, candidate: Scored) -> bool:
        """Whether a text is sooner a person with one initial than a candidate: "К. Буданов", "S. Shoigu".

        Behind what may be a type word with a capital ("М. Ізюм", "С. Лавров") a place is meant that bears the name.
        """
        form = candidate.form
        if not initialled(form.whole) or self._index.place_kind[candidate.row] >> 4 == COUNTRY:
            return False  # "W. Brytania"
        if not form.says:
            return True
        return candidate.hit.channel != EXACT or self._surname(candidate, self._recall.key(form.core))

    def is_surname(self, word: str) -> bool:
        """Whether a word ends as hardly anything but surnames does."""
        return self._surname.always(self._recall.key(word))

    def _by_chance(self, candidate: Scored, key: str, rival: Scored | None) -> bool:
        """Whether a single word bears the name of a place by chance, see `chance`."""
        chance = self._chance
        if chance.acronym(candidate) or chance.plural(candidate, key) or chance.stranger(candidate):
            return True
        if chance.is_known(candidate):
            return False  # the words need not be read for "Kyiv"
        words, people, plain = self._words()
        person = key in people
        if not (person or key in words):
            # a case form of one that only comes near ("Петрову"), or is typed small ("окопы")
            if is_latin(key) or (candidate.hit.channel == EXACT and not candidate.form.core.islower()):
                return False
            if self._index.place_prominence[candidate.hit.place] >= self._inflected:
                return False  # "Орлу"
            bases = self._recall.grammar.nominatives(key)
            key = next((base for base in bases if base in words or base in people), key)
            person = key in people
        if person and key not in words and chance.namesake(candidate, rival):
            return True
        return (person or key in words) and chance.everyday(candidate, key, person=person, plain=key in plain)

    def _words(self) -> tuple[Lines, Lines, Lines]:
        """Everyday words, people's names, and the words that name no place far away; read when first needed."""
        if self._everyday is None:
            self._everyday = from_bytes(self._index["rules.everyday"])
        return self._everyday

    def _is_word(self, candidate: Scored, key: str) -> bool:
        """Whether a Latin text is a word that names are made of, and the place abroad and no metropolis.

        "Freedom" is no village of Ohio, nor "Black" a slip of Bratsk.
        """
        hit = candidate.hit
        index = self._index
        if " " in key or not is_latin(key) or index.place_kind[hit.place] >> 4 == COUNTRY:
            return False
        if hit.channel in (EXACT, INFLECTION) and index.place_prominence[hit.place] >= METROPOLIS:
            return False
        if hit.channel == EXACT and self._cyrillic[index.place_countries[hit.place]]:
            return False
        return bool(self._recall.calques.translated(key))

    def _chance_form(self, candidate: Scored) -> bool:
        """Whether a little known place is meant by a case form that is one by chance, where names are Cyrillic.

        In Latin letters: "Melnyk" is no form of Melnyky. And without an ending: "Скорик" is somebody.
        """
        hit, index = candidate.hit, self._index
        if hit.channel != INFLECTION or " " in candidate.form.core:
            return False
        if not self._cyrillic[index.place_countries[hit.place]] or index.place_prominence[hit.place] >= self._inflected:
            return False
        key = self._recall.key(candidate.form.core)
        return is_latin(key) or (hit.key.startswith(key) and hit.key != key)

    def _lacks_type(self, candidate: Scored, constraints: Constraints) -> bool:
        """Whether a candidate is a bay, a canal or a reservoir that is never called so without its type word.

        "Artillery" is not Artillery Bay; "Karkinit" may be the bay, and is a first guess.
        """
        index, place = self._index, candidate.row
        if candidate.form.says or constraints.kind or not index.row_facts[candidate.hit.row] & CORE_BIT:
            return False
        return self._features[index.place_feature[place]].startswith(TYPED)

    def _is_no_site(self, candidate: Scored) -> bool:
        """Whether an airport, a station or a port that stands beside a name is looked for in a river, not at a town."""
        form = candidate.form
        if form.says or form.types.isdisjoint(AT_TOWNS):
            return False
        return PLACE_KINDS[self._index.place_kind[candidate.row] >> 4] in NATURE

    def _names_people(self, candidate: Scored) -> bool:
        """Whether one in another spelling is a country by what its people are called: "Syrians", not "сирийского"."""
        index, hit = self._index, candidate.hit
        if index.row_facts[hit.row] & KIND_MASK != ADJECTIVE_NAME:
            return False
        if index.place_kind[hit.place] >> 4 != COUNTRY:
            return False
        stored = self._recall.key(index.text(index.row_text[hit.row]))
        if hit.channel == FUZZY and is_latin(stored) != is_latin(self._recall.key(hit.form)):
            return True  # "Syrskyi" is no slip of сирийский
        # "российский" is an adjective, "россиянин" what its people are called
        return not self._recall.grammar.adjectives.nouns(stored)

    def _bare_adjective(self, candidate: Scored, constraints: Constraints) -> bool:
        """Whether a candidate is only meant by an adjective beside which nothing says that it is a place.

        That of a country or a great land is none such ("Європейської"), nor a Cyrillic one of a known town in small
        letters or beside a word for works ("Рязанский НПЗ"): alone with a capital it may be a surname ("Уманський").
        """
        hit, core = candidate.hit, candidate.form.core
        if hit.channel != ADJECTIVE or candidate.form.says or constraints.kind:
            return False
        if candidate.form.works or (core.islower() and not is_latin(self._recall.key(core))):
            return self._index.place_prominence[hit.place] < self._inflected
        if self._index.place_kind[hit.place] >> 4 == COUNTRY:
            return False
        return self._index.place_prominence[hit.place] < METROPOLIS
