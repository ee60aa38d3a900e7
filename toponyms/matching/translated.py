"""Reading a text as a translated name: which concept keys it may have, see `language.calques`.

"Great Burluk"           ->  "burluk великий"
"Kamianka on the Dnieper" ->  "kamank Дніпро"
"""

from __future__ import annotations

from itertools import islice, product

from toponyms.language.calques import DERIVED, skeleton_stem
from toponyms.matching.hits import INFLECTION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from toponyms.index.keys import KeyRules
    from toponyms.language.calques import Calques
    from toponyms.matching import parts
    from toponyms.matching.hits import Hit
    from toponyms.matching.recall import Recall

    Choice = int | str

MOST_WORDS = 6
"""Words of a text that are read so; longer ones are sentences."""

MOST_KEYS = 24
"""Concept keys of one text that are looked up: a word may stand for several concepts, and be spelt in several ways."""

PARTLY, WORDS, WORD = 1.0, 2.0, 3.0
"""Costs of a calque: some of the name stands as it is, it is ordinary words, it is one ordinary word."""


MADE = 0.5
"""Added where the name is made of the words: "White Mountain" is Bila Hora sooner than Bilohorivka."""

DIVIDED = frozenset(",;()[]/")
"""What divides a text into names: with one of these it is no translated name as a whole."""

LONGEST_PHRASE = 3
"""Words that one concept may take ("collective farm", "from the sea")."""

SHORTEST_HALF = 3
"""Letters of each of two words that are written as one."""

SPELLINGS = 3
"""Skeletons of one untranslated word that are looked up."""


class Reading:
    """A concept key of a text: what it is made of.

    words: how many words of the text count; cost: how much of it is ordinary words, see `PARTLY`.
    """

    __slots__ = ("cost", "key", "words")

    def __init__(self, key: str, words: int, cost: float) -> None:
        self.key, self.words, self.cost = key, words, cost


def translate(
    recall: Recall,
    form: parts.Reading,
    part: parts.Part | None,
    hits: dict[int, Hit],
    passes: Callable[[int], bool],
    common_noun: Callable[[str], bool],
) -> None:
    """Add what a form may be a translation of, unless a name of its own is found there."""
    if part is None and not DIVIDED.isdisjoint(form.whole):
        return
    passed = [hit for place, hit in hits.items() if passes(place)]
    named = [hit for hit in passed if hit.channel <= INFLECTION]
    native = not passed and (recall.key(form.core).isascii() or not common_noun(form.core))
    if form.core != form.whole and not any(hit.whole for hit in named):
        recall.calque(form.whole, hits, whole=True, native=native)  # "Dry Estuary": the type word is the name
    if not named:
        # "the cemetery of the mine": a word in small letters behind others is no name
        least = 2 if part is not None and part.join and form.core.islower() else 1
        recall.calque(form.core, hits, whole=False, native=native, least=least)


def readings(key: str, calques: Calques, rules: KeyRules, *, native: bool) -> Iterator[Reading]:
    """The concept keys of a text, given its exact key; none where no word of it is a translator's.

    native: whether words in Ukrainian, Russian or Belarusian are concepts too, so that one may stand for the other.
    """
    words = [word for word in key.split(" ") if word]
    if len(words) > MOST_WORDS:
        return
    bare = [rules.bare(word) for word in words]
    translated = any(calques.translated(word) or calques.glued(word) or _halves(word, calques) for word in bare)
    if not translated and (not native or (len(words) == 1 and key.isascii())):
        return
    slots = _slots(words, bare, calques, rules)
    if slots is None or not any(isinstance(slot[0], int) for slot in slots if slot):
        return
    seen = set()
    for choice in islice(product(*slots), MOST_KEYS):
        concepts = [part for part in choice if isinstance(part, int)]
        rests = [part for part in choice if isinstance(part, str)]
        if not calques.names_a_place(concepts, rests):
            continue
        made = calques.key(concepts, rests)
        if made not in seen:
            seen.add(made)
            cost = PARTLY if rests else WORDS if len(choice) > 1 else WORD
            yield Reading(made, len(choice), cost)
            yield Reading(DERIVED + made, len(choice), cost + MADE)


def _slots(words: Sequence[str], bare: Sequence[str], calques: Calques, rules: KeyRules) -> list[list[Choice]] | None:
    """For each word or phrase that counts what it may be: numbers of concepts, then stems of the word as it stands."""
    slots: list[list[Choice]] = []
    at, many = 0, len(words) > 1
    while at < len(words):
        for size in range(min(LONGEST_PHRASE, len(words) - at), 1, -1):
            found = calques.translated(" ".join(bare[at : at + size]))
            if found:
                slots.append(list(found))
                at += size
                break
        else:
            word, plain = words[at], bare[at]
            at += 1
            if plain in calques.links and many:
                continue
            known = calques.translated(plain)
            glued = None if known else calques.glued(plain)
            if glued is not None:
                concepts, rest = glued
                slots += [list(concepts), _choices(rest, rest, calques, rules)]
            elif not known and (halves := _halves(plain, calques)):
                slots += halves
            else:
                slots.append(_choices(word, plain, calques, rules))
            if not slots[-1]:
                return None
    return slots


def _halves(plain: str, calques: Calques) -> list[list[Choice]]:
    """The concepts of a word that is two translated words in one ("Kohlegeschenk", "Redhill"), [] if it is not."""
    for size in range(SHORTEST_HALF, len(plain) - SHORTEST_HALF + 1):
        tail = calques.translated(plain[size:])
        if tail and (head := calques.translated(plain[:size])):
            return [[*head], [*tail]]
    return []


def _choices(word: str, plain: str, calques: Calques, rules: KeyRules) -> list[Choice]:
    """What one word may be: a translator's word is never taken as it stands."""
    translated = calques.translated(plain)
    if translated:
        return [*translated]
    stems = dict.fromkeys(skeleton_stem(skeleton) for skeleton in rules.skeletons(word, SPELLINGS))
    return [*dict.fromkeys(concept for stem in stems for concept in calques.native(stem)), *stems]
