"""Recall by grammar: the places whose names a text is a case form of, and those that an adjective is made of."""

from __future__ import annotations

from toponyms.language.inflection import BRIEF, BRIEF_KNOWN, LANGUAGES, VOWELS, bits_of
from toponyms.matching.hits import ADJECTIVE, ADJECTIVE_NAME, CORE_BIT, INFLECTION, KEYS_KEPT, KIND_MASK, is_latin
from toponyms.matching.homonyms import is_listed, listed_languages
from toponyms.types import NAME_KINDS, PLACE_KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from toponyms.index.keys import KeyRules
    from toponyms.index.reader import Index
    from toponyms.language.adjectives import Adjectives, Noun
    from toponyms.language.inflection import Base, Inflection
    from toponyms.matching.hits import Hit, Keeper

REGULAR, KINDRED, FOREIGN, RESPELT = 1.0, 1.2, 2.0, 4.0
"""Costs of a case form: of a name in the language of that form; of one that is listed in a kindred language, as many
names are spelt alike in all three; of one that is only known in another language, whose ending may be chance; of one
that is spelt otherwise as well."""

KIN_LANGUAGES = ("uk", "ru", "be")
KIN = sum(map(bits_of, KIN_LANGUAGES))
"""Languages many of whose names are spelt alike, and their bits."""

KIN_BITS = sum(1 << LANGUAGES.index(language) for language in KIN_LANGUAGES)

SMALL = sum(1 << LANGUAGES.index(language) for language in ("de", "fr", "es", "it"))
"""Bits of languages whose adjectives of countries are written in small letters; with a capital they are surnames."""

ROMANIZED = bits_of("uk-Latn") | bits_of("ru-Latn")

UNDECLINED = frozenset(NAME_KINDS.index(kind) for kind in ("abbreviation", "garble"))
"""Kinds of name that have no case forms."""

NAMED_ABROAD = frozenset(PLACE_KINDS.index(kind) for kind in ("settlement", "country", "region", "admin"))
"""Kinds of place that are named in languages which do not list them."""

SUFFIXED = 2.0
"""Cost of an adjective that has a suffix more than the name (Покров, покровський); one that has the same (Покровськ) is
cheaper, as those towns are many."""

DECLINED_AS = {
    "uk": ("uk", "uk-Latn"),
    "ru": ("ru", "ru-Latn"),
    "uk-Latn": ("uk-Latn", "ru-Latn"),
    "en": ("en", "uk-Latn", "ru-Latn"),
    "und": ("uk", "ru", "be", "uk-Latn", "ru-Latn"),
}
"""Languages whose case forms a name may have by its tag, where not that language's alone: a romanized text keeps the
case endings of its source, and what is untagged is a Cyrillic name or the romanization of one."""

RESPELT_BASES = 12
"""Nominatives of a text that are looked up in other spellings: each takes some ten microseconds."""

RESPELT_SKELETON = 5
"""Letters of a skeleton below which it is met by chance, where an ending has been changed as well."""

RESPELT_WORDS = 3
"""Most words of such a text: the nominatives of longer ones are too many."""

CASE_ENDING = 3
"""Letters of the usual case ending of an adjective."""

ADJECTIVAL = frozenset(
    PLACE_KINDS.index(kind) for kind in ("settlement", "country", "region", "admin", "water", "part")
)
"""Kinds of place that adjectives are derived from."""

COUNTRY = PLACE_KINDS.index("country")
FIRST_LEVEL = PLACE_KINDS.index("admin") << 4 | 1

SURE_WORD = 4
"""Letters of a single Latin word, a final vowel not counted, below which only names in the language of the ending
count: the endings of many languages meet in them."""


class Grammar:
    """Case forms and adjectives over one index."""

    __slots__ = (
        "_adjectives",
        "_based",
        "_cases",
        "_cyrillic",
        "_index",
        "_inflection",
        "_keeper",
        "_kin",
        "_known",
        "_listed",
        "_own",
        "_rules",
        "key",
    )

    def __init__(self, keeper: Keeper, inflection: Inflection, cyrillic: Sequence[bool]) -> None:
        """cyrillic: for each line of the vocabulary of countries whether names are written in Cyrillic there."""
        self._keeper, self._inflection, self._cyrillic = keeper, inflection, cyrillic
        self._index: Index = keeper.index
        self._rules: KeyRules = keeper.rules
        self.key = keeper.key
        self._based: tuple[str, list[Base]] = "", []
        self._known: dict[str, list[tuple[Base, int]]] = {}
        self._adjectives: Adjectives | None = None
        self._listed = listed_languages(self._index)
        tags = [DECLINED_AS.get(tag, (tag,)) for tag in self._index.lines("vocab.languages")]
        self._cases = [sum(map(bits_of, languages)) for languages in tags]
        self._kin = [any(language in KIN_LANGUAGES for language in languages) for languages in tags]
        self._own = [
            sum(1 << LANGUAGES.index(language) for language in languages if language in LANGUAGES) for languages in tags
        ]

    def inflection(self, text: str, hits: dict[int, Hit], *, whole: bool = False) -> None:
        """Places one of whose names is a nominative of this text: each word's case ending is put back."""
        for base, number in self._stored(self.key(text)):
            self._decline(self._index.rows_of(number), hits, base, text, whole)

    def respelt(self, text: str, hits: dict[int, Hit]) -> None:
        """Places whose name, in another romanization or spelling, is a nominative of this text: Белой Церкви, Vinnitsu.

        Only where names are written in Cyrillic: between Latin names of other lands the skeleton merges too much.
        """
        key = self.key(text)
        if key.count(" ") < RESPELT_WORDS:
            for base in self._bases(key)[:RESPELT_BASES]:
                if not base.listed:
                    rows = [row for row in self._spelt_like(base.key) if base.key.isascii() or self._is_cyrillic(row)]
                    rows = [row for row in rows if self._of_kin(row) & base.grammar]
                    self._keeper.keep_rows(rows, hits, INFLECTION, RESPELT, text, base.key)

    def _spelt_like(self, key: str) -> list[int]:
        """Name rows of places in lands of Cyrillic whose skeleton is that of a key."""
        index, rules = self._index, self._rules
        found: list[int] = []
        for skeleton in rules.skeletons(key, 1):
            number = index.find_skeleton(skeleton) if len(skeleton) >= RESPELT_SKELETON else -1
            if number >= 0:
                for name in index.keys_of(number):
                    found += [row for row in index.rows_of(name) if self._respelt_place(index.row_place[row])]
        return found

    def _is_cyrillic(self, row: int) -> bool:
        """Whether a name is written in letters that a romanization changes."""
        key = self._rules.exact(self._index.text(self._index.row_text[row]))
        return self._rules.fold(key) != key

    def _respelt_place(self, place: int) -> bool:
        index = self._index
        return index.place_kind[place] >> 4 in NAMED_ABROAD and self._cyrillic[index.place_countries[place]]

    def _of_kin(self, row: int) -> int:
        """The cases of a name's language, for one of the kindred languages those of all."""
        language = self._index.row_facts[row] >> 5 & 0x7FF
        return self._cases[language] | (KIN if self._kin[language] else 0)

    def _decline(self, rows: Iterable[int], hits: dict[int, Hit], base: Base, text: str, whole: bool) -> None:
        """Add the places of a nominative: at less cost those with this name in a language that declines it so."""
        places, costs = self._index.row_place, self._cost_of(base, self.key(text))
        best: dict[int, float] = {}
        known = []
        for row in rows:
            cost = costs(row)
            if cost:
                known.append(row)
                best[places[row]] = min(cost, best.get(places[row], cost))
        if len(best) > 1:
            self._share(known, costs, best)
        for cost in sorted(set(best.values())):
            self._keeper.keep_rows(
                [row for row in known if best[places[row]] == cost], hits, INFLECTION, cost, text, base.key, whole
            )

    def _share(self, rows: Iterable[int], costs: Callable[[int], float], best: dict[int, float]) -> None:
        """Let every place of one name decline as the one for which a list happens to have the spelling."""
        index = self._index
        names, places, facts = index["place.name"], index.row_place, index.row_facts
        listed: dict[int, float] = {}
        for row in rows:
            if is_listed(facts[row], self._listed):
                name = names[places[row]]
                listed[name] = min(costs(row), listed.get(name, FOREIGN))
        for place in best if listed else ():
            best[place] = min(best[place], listed.get(names[place], FOREIGN))

    def _cost_of(self, base: Base, key: str) -> Callable[[int], float]:
        """What a name row costs as the nominative of a text, 0 where it is none."""
        index, cases, kin = self._index, self._cases, self._kin
        places, facts, grammar, listed = index.row_place, index.row_facts, base.grammar, base.listed
        kindred, word = bool(grammar & KIN), base.key
        # an ending of a language that the name is not known in: in Cyrillic it is chance, and so are short words and
        # forms without an ending
        letters = SURE_WORD if " " in word else len(word) - (word[-1] in VOWELS)
        short = key.isascii() and letters < SURE_WORD
        chance = short or word.startswith(key) or not is_latin(key)
        brief = letters < BRIEF

        def cost(row: int) -> float:
            packed = facts[row]
            kind, language = packed & KIND_MASK, packed >> 5 & 0x7FF
            if (kind != ADJECTIVE_NAME) if listed else kind in UNDECLINED:
                return 0.0
            if brief and index.place_prominence[places[row]] < BRIEF_KNOWN:
                return 0.0
            bits = cases[language] & grammar
            if bits & ROMANIZED and not bits & ~ROMANIZED:
                bits = self._cyrillic[index.place_countries[places[row]]]
            if bits:
                return REGULAR
            if kindred and kin[language]:
                return KINDRED
            return 0.0 if chance or index.place_kind[places[row]] >> 4 not in NAMED_ABROAD else FOREIGN

        return cost

    def _bases(self, key: str) -> list[Base]:
        """The nominatives of a text, kept while it is looked up by one channel after the other."""
        if self._based[0] != key:
            spelt = (key, key.replace("ё", "е")) if "ё" in key else (key,)  # it may be stored without the dots
            self._based = key, [base for one in spelt for base in self._inflection.bases(one)]
        return self._based[1]

    def _stored(self, key: str) -> list[tuple[Base, int]]:
        """The nominatives of a text that are stored names, with the number of their key.

        They are few, and kept for the texts that one query asks for again: of eight words there are three hundred.
        """
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= KEYS_KEPT:
                self._known.clear()
            find = self._index.find_key
            found = [(base, number) for base in self._bases(key) if (number := find(base.key)) >= 0]
            self._known[key] = found
        return found

    def is_form(self, key: str) -> bool:
        """Whether a stored name may be a nominative of a text, of whatever kind or language: `inflection` looks."""
        find = self._index.find_key
        if " " in key or "ё" in key:
            return bool(self._stored(key))
        return any(find(nominative) >= 0 for nominative in self._inflection.nominatives(key))

    def nominatives(self, key: str) -> list[str]:
        """What one word may be a case form of."""
        return [] if " " in key else [base.key for base in self._bases(key)]

    def adjective(self, text: str, hits: dict[int, Hit], passes: Callable[[int], bool], *, cut: bool = False) -> bool:
        """Places of one of whose names this text is an adjective; whether it is the form of one, known or not.

        Names in other spellings only where no place passes: Работинского, of Роботине.
        """
        key = self.key(text)
        nouns = self.adjectives.nouns(key, cut=cut)
        for noun in nouns:
            # "покровськ-ого" is Pokrovsk with the ending of an adjective
            whole = key.startswith(noun.key) and len(key) - len(noun.key) <= CASE_ENDING
            self._derive(self._named(noun), hits, noun, text, REGULAR if whole or noun.listed else SUFFIXED)
        if nouns and not any(map(passes, hits)):
            for noun in nouns[:RESPELT_BASES]:
                self._derive(self._spelt_like(noun.key), hits, noun, text, RESPELT)
        return bool(nouns)

    def land(self, text: str, hits: dict[int, Hit]) -> None:
        """Countries, and the lands that the table of adjectives lists, of which this text is an adjective."""
        kinds, places, small = self._index.place_kind, self._index.row_place, text.islower()
        for noun in self.adjectives.nouns(self.key(text)):
            if noun.listed and not small and not noun.languages & ~SMALL:
                continue  # "Russo" is somebody
            rows = self._named(noun)
            if not noun.listed:
                rows = [row for row in rows if kinds[places[row]] >> 4 == COUNTRY]
            self._derive(rows, hits, noun, text, REGULAR)

    def units(self, text: str, hits: dict[int, Hit]) -> None:
        """First-level units called by another form of this adjective: "Харківський регіон" is Харківська область."""
        index = self._index
        for form in self.adjectives.forms(self.key(text)):
            number = index.find_key(form)
            if number >= 0:
                facts, places, kinds = index.row_facts, index.row_place, index.place_kind
                rows = [row for row in index.rows_of(number) if kinds[places[row]] == FIRST_LEVEL]
                rows = [row for row in rows if facts[row] & CORE_BIT or facts[row] & KIND_MASK == ADJECTIVE_NAME]
                self._keeper.keep_rows(rows, hits, INFLECTION, REGULAR, text, form)

    def _named(self, noun: Noun) -> Sequence[int]:
        """The name rows that are a noun, letter for letter."""
        number = self._index.find_key(noun.key)
        return self._index.rows_of(number) if number >= 0 else ()

    def _derive(self, rows: Iterable[int], hits: dict[int, Hit], noun: Noun, text: str, cost: float) -> None:
        """Add the places that an adjective is made of in the language of their name, or, for more, in a kindred one."""
        index, own, kin = self._index, self._own, self._kin
        places, facts, kinds = index.row_place, index.row_facts, index.place_kind
        made: list[int] = []
        kindred: list[int] = []
        for row in rows:
            language = facts[row] >> 5 & 0x7FF
            if facts[row] & KIND_MASK in UNDECLINED:
                continue  # "patski" is not of PAK
            if not facts[row] & CORE_BIT and kinds[places[row]] >> 4 in ADJECTIVAL:
                if own[language] & noun.languages:
                    made.append(row)
                elif kin[language] and noun.languages & KIN_BITS:
                    kindred.append(row)
        self._keeper.keep_rows(made, hits, ADJECTIVE, cost, text, noun.key)
        self._keeper.keep_rows(kindred, hits, ADJECTIVE, cost + KINDRED - REGULAR, text, noun.key)

    @property
    def adjectives(self) -> Adjectives:
        """The tables of adjectives; read when a text first needs them."""
        if self._adjectives is None:
            from toponyms.language.adjectives import Adjectives

            self._adjectives = Adjectives.from_bytes(self._index["rules.adjectives"])
        return self._adjectives
