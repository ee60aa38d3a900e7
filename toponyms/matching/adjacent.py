"""Names side by side: "Lyptsi Kharkiv region", "Липцы Харьковской области", "Paris France".

Addresses are typed without commas as well. Words alone do not tell where the name ends and what it lies in begins
("Nizhny Novgorod region"), so the gazetteer is asked, from the end and for the longest unit first.
"""

from __future__ import annotations

from toponyms.matching.attempts import SURE, is_stored
from toponyms.matching.hints import ancestors
from toponyms.matching.hits import EXACT, INFLECTION, SKELETON
from toponyms.matching.query import readings
from toponyms.types import PLACE_KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from toponyms.index.reader import Index
    from toponyms.language.generics import GenericWords
    from toponyms.matching.attempts import Answer
    from toponyms.matching.hints import HintFinder
    from toponyms.matching.hits import Hit
    from toponyms.matching.parts import Part, Reading
    from toponyms.matching.recall import Recall

UNIT_WORDS = 3
"""Most words of a unit with its type word, "Nizhny Novgorod Oblast": case forms of more words take milliseconds."""

STORED_WORDS = 4
"""Most words of one that is stored letter for letter: "Autonomous Republic of Crimea"."""

MAX_UNITS = 3
"""Most units behind a name: raion, oblast, country."""

MAX_WORDS = 8
"""A longer text is a sentence, or has commas."""

MAX_LEAD = 5
"""Words among which the adjective of a country is looked for: "dans la petite ville ukrainienne de Bakhmout"."""

ADMIN = PLACE_KINDS.index("admin")
COUNTRY = PLACE_KINDS.index("country")
CLAIMED = PLACE_KINDS.index("claimed")
FIRST_LEVEL = ADMIN << 4 | 1


def parted(text: str, index: Index, hints: HintFinder, words: GenericWords) -> str:
    """The text with commas before the units that end it or one of its parts, "" where it ends with none."""
    if len(text.split()) > MAX_WORDS:
        return ""
    pieces = [_parted(piece.split(), index, hints, words) for piece in text.split(",")]
    made = ", ".join(", ".join(piece) for piece in pieces if piece)
    return made if made.count(",") > text.count(",") else ""


def of_nation(text: str, hints: HintFinder, words: GenericWords) -> str:
    """The text with the adjective of a country among its first words put behind, "" where there is none.

    "украинский город Харьков" -> "город Харьков, украинский", "la ville russe de Koursk" -> "ville de Koursk, Russia".
    """
    tokens = text.split()
    if not 1 < len(tokens) <= MAX_WORDS:
        return ""
    before: list[str] = []  # the type word that French, Spanish and Italian put before the adjective
    for at, token in enumerate(tokens[:MAX_LEAD]):
        small = token.casefold().strip(".,")
        leads = bool(words.stopword(small) or words.relation(small))
        if leads and token.islower():
            continue  # "in", "im" and "de" are no codes of countries
        country = hints.nation(token) or (token if hints.is_country(token) else "")
        if country:
            return f"{' '.join([*before, *tokens[at + 1 :]])}, {country}" if tokens[at + 1 :] else ""
        if words.lookup(small) and token.islower():
            before.append(token)
        elif before or not leads:
            return ""
    return ""


def nation_before(parts: Sequence[Part], number: int, hints: HintFinder) -> str:
    """The country of an adjective in small letters that stands before the type word of a part, "" for none.

    "die polnische Stadt Charkiw" names nothing: Kharkiv is no town of Poland.
    """
    if not number or not parts[number].typed or parts[number].join != "stop":
        return ""
    before = parts[number - 1]
    return hints.nation(before.text.rpartition(" ")[2]) if before.role in ("words", "plain") else ""


def names_first(answer: Answer, apart: str, recall: Recall, words: GenericWords) -> bool:
    """Whether an answer to the text with its commas is what stands before the first, in a spelling that is no chance.

    A name that is stored letter for letter, and lies elsewhere, is none: "Donetsk Luhansk" is no hamlet Donetskyi. But
    beside a unit with its type word, or one in capitals, it may be spelt otherwise there, and declined behind a word
    that governs it.
    """
    first, (name, _, behind) = answer.scored[0], apart.partition(",")
    if first.form.core not in name or not (first.confidence >= SURE or is_stored(answer)):
        return False
    unit = behind.split(",")[0].strip()
    typed = unit.isupper() or bool(readings(unit, words)[0].says)  # "X область", "X ДНР"
    if first.hit.channel > SKELETON:
        return typed and first.hit.channel == INFLECTION and _governed(name, first.form, words)
    if typed:
        return True
    elsewhere: dict[int, Hit] = {}
    if first.hit.channel != EXACT:
        recall.exact(first.form.core, elsewhere, whole=False)
    # the seat that a region is called after is no stranger to it
    return all(first.row in ancestors(recall.keeper.index, place) for place in elsewhere)


def _governed(name: str, form: Reading, words: GenericWords) -> bool:
    """Whether what stands before a name asks for a case form of it: a preposition, "near", a type word."""
    head = name.split()[0].casefold()
    return bool(form.says or words.stopword(head) or words.relation(head) or not name.startswith(form.core))


def _parted(tokens: list[str], index: Index, hints: HintFinder, words: GenericWords) -> list[str]:
    """The words of a piece as a name and the units behind it."""
    high = len(tokens)
    behind: list[str] = []
    while high > 1 and len(behind) < MAX_UNITS:
        if behind and high <= UNIT_WORDS and hints.spelt(" ".join(tokens[:high])) is not None:
            break  # "New South Wales" is whole, though Wales is a unit too
        for size in range(min(STORED_WORDS, high - 1), 0, -1):
            tail = " ".join(tokens[high - size : high])
            stored = size > 1 and hints.is_stored(tail)
            if (stored or size <= UNIT_WORDS) and _is_unit(tail, index, hints, words, stored=stored):
                behind.insert(0, tail)
                high -= size
                break
        else:
            break
    return [" ".join(tokens[:high]), *behind]


def _is_unit(text: str, index: Index, hints: HintFinder, words: GenericWords, *, stored: bool) -> bool:
    """Whether a text is a country, a first-level unit, or a smaller one with its type word, as it is spelt."""
    if text.islower() and words.stopword(text):
        return False  # "de" is no code of Germany
    reading = readings(text, words)[0]
    if not reading.core or not (stored or text.startswith(reading.core)):
        return False  # "oblast Ukraine" is the end of one name and another
    hint = hints.spelt(text)
    if hint is None:
        return False
    kinds = {index.place_kind[row] for row in hint.rows}
    if reading.says:
        return any(kind >> 4 == ADMIN and ("admin", kind & 0xF) in reading.says for kind in kinds)
    return any(kind >> 4 in (COUNTRY, CLAIMED) or kind == FIRST_LEVEL for kind in kinds)
