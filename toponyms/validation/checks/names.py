"""Names as text: composed, clean, in one script, without what is no part of a name."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from toponyms.text.scripts import CYRILLIC, LATIN, MIXED, script_of
from toponyms.validation.model import Check, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toponyms.validation.records import Record
    from toponyms.validation.state import State

_words = re.compile(r"[^\W\d_\u02b0-\u02ff]+").findall
"""Words of a text; modifier letters, one of which is an apostrophe, belong to any script."""


def not_composed(record: Record, state: State) -> Iterator[Fault]:
    """Names that are not in Unicode normalization form C."""
    for claim in record.names:
        text = claim[2]
        if not text.isascii() and not unicodedata.is_normalized("NFC", text):
            yield record.fault(claim, f"{text!r} is not in Unicode normalization form C")


def other_script(record: Record, state: State) -> Iterator[Fault]:
    """Names with words in another script than their language's."""
    alphabets = state.facts.alphabets
    for claim in record.names:
        alphabet = alphabets.get(claim[3])
        if alphabet is None or (alphabet.script == LATIN and claim[2].isascii()) or claim[4] == "abbreviation":
            continue
        script = script_of(claim[2])
        if script == alphabet.script or not script:
            continue
        own = (alphabet.script, MIXED)
        anywhere = state.facts.anywhere.fullmatch
        wrong = [word for word in _words(claim[2]) if script_of(word) not in own and not anywhere(word)]
        if wrong:
            yield record.fault(
                claim, f"{wrong[0]!r} in a name of language {claim[3]}, which is written in {alphabet.script}"
            )


def mixed_word(record: Record, state: State) -> Iterator[Fault]:
    """Words with letters of two alphabets, in names whose language is known."""
    for claim in record.names:
        if claim[3] != "und" and not claim[2].isascii() and (wrong := _mixed(claim[2])):
            yield record.fault(claim, wrong)


def mixed_untagged(record: Record, state: State) -> Iterator[Fault]:
    """Words with letters of two alphabets, in lists without languages."""
    for claim in record.names:
        if claim[3] == "und" and not claim[2].isascii() and (wrong := _mixed(claim[2])):
            yield record.fault(claim, wrong)


def _mixed(text: str) -> str:
    """The first word of a text that mixes Latin and Cyrillic letters, in a sentence, "" where none does."""
    if script_of(text) in (LATIN, ""):
        return ""
    for word in _words(text):
        if script_of(word) == MIXED:
            main = _main_script(word)
            letters = dict.fromkeys(letter for letter in word if script_of(letter) != main)
            names = ", ".join(unicodedata.name(letter, "?") for letter in letters)
            return f"{word!r} mixes Latin and Cyrillic letters: {names}"
    return ""


def _main_script(word: str) -> str:
    latin = sum(script_of(letter) == LATIN for letter in word)
    return LATIN if 2 * latin > len(word) else CYRILLIC


def mojibake(record: Record, state: State) -> Iterator[Fault]:
    """Names that were read in the wrong encoding, or escaped."""
    search = state.facts.mojibake.search
    for claim in record.odd:
        if found := search(claim[2]):
            yield record.fault(claim, f"{found[0]!r} in {claim[2]!r} looks like text read in the wrong encoding")


def control(record: Record, state: State) -> Iterator[Fault]:
    """Names with control characters and other invisible ones."""
    search = state.facts.controls.search
    for claim in record.odd:
        if found := search(claim[2]):
            name = unicodedata.name(found[0], "no name")
            yield record.fault(claim, f"U+{ord(found[0]):04X} ({name}) in {claim[2]!r}")


def type_word(record: Record, state: State) -> Iterator[Fault]:
    """Names of settlements with a type word before or after them."""
    if record.kind not in ("settlement", "part"):
        return
    words = state.facts.type_words
    for claim in record.names:
        pattern = words.get(claim[3])
        if pattern is not None and claim[4] not in ("garble", "adjective") and (found := pattern.search(claim[2])):
            yield record.fault(claim, f"{found[0].strip()!r} in {claim[2]!r} is a type word, no part of the name")


def foreign_letter(record: Record, state: State) -> Iterator[Fault]:
    """Names with letters that their language does not have."""
    alphabets = state.facts.alphabets
    for claim in record.names:
        alphabet = alphabets.get(claim[3])
        if alphabet is None or alphabet.foreign is None or claim[4] == "garble":
            continue
        if found := alphabet.foreign.search(claim[2]):
            yield record.fault(claim, f"{found[0]!r} in {claim[2]!r} is no letter of language {claim[3]}")


def stray_mark(record: Record, state: State) -> Iterator[Fault]:
    """Names with marks and spaces that belong to a table."""
    search = state.facts.punctuation.search
    for claim in record.odd:
        if found := search(claim[2]):
            yield record.fault(claim, f"{found[0]!r} in {claim[2]!r} belongs to no name")


def not_by_the_rules(record: Record, state: State) -> Iterator[Fault]:
    """Official Latin names in Ukraine that are not the romanization of the official Ukrainian one."""
    if record.country != "UA":
        return
    ukrainian = [claim for claim in record.names if claim[3] == "uk" and claim[4] == "official" and not claim[6]]
    if not ukrainian:
        return
    expected = {state.romanize(claim[2]) for claim in ukrainian}
    for claim in record.names:
        if claim[3] == "uk-Latn" and claim[4] == "official" and not claim[6] and claim[2] not in expected:
            yield record.fault(claim, f"{claim[2]!r}; by the resolution {ukrainian[0][2]!r} is {min(expected)!r}")
    settled = any(claim[3] == "en" and claim[4] == "official" for claim in record.names)
    if record.heading and not settled and record.heading not in expected:
        yield record.fault(
            None, f"is called {record.heading!r}; by the resolution {ukrainian[0][2]!r} is {min(expected)!r}"
        )


CHECKS = (
    Check(
        "TP501",
        "not-composed",
        "error",
        "A name is not in Unicode normalization form C.",
        "It looks like another name and is not equal to it.",
        place=not_composed,
    ),
    Check(
        "TP502",
        "other-script",
        "error",
        "A name is not in the script of its language.",
        "The language tag is wrong, or two names stand in one.",
        place=other_script,
    ),
    Check(
        "TP503",
        "homoglyphs",
        "error",
        "A word mixes Latin and Cyrillic letters.",
        "A letter of the other alphabet that looks the same: the name is not found by whoever types it right.",
        place=mixed_word,
    ),
    Check(
        "TP504",
        "mojibake",
        "error",
        "A name was read in the wrong encoding, or still has escapes.",
        "Nobody writes it so. Read the source again in its own encoding.",
        place=mojibake,
    ),
    Check(
        "TP505",
        "invisible",
        "error",
        "A name holds a control character or an invisible one.",
        "It cannot be seen, and the name is not equal to what is typed.",
        place=control,
    ),
    Check(
        "TP506",
        "type-word",
        "warning",
        "A type word stands in the name of a settlement.",
        "The type is a fact of its own. With it in the name the bare name is not found, or found by a guess.",
        place=type_word,
    ),
    Check(
        "TP507",
        "foreign-letter",
        "error",
        "A name has a letter that its language does not have.",
        "The language tag is wrong, such as a Russian name that is called Ukrainian.",
        place=foreign_letter,
    ),
    Check(
        "TP508",
        "not-kmu-2010",
        "error",
        "An official Latin name in Ukraine is not the romanization of the official Ukrainian one.",
        "The Cabinet of Ministers' resolution 55 of 2010 leaves no choice; documents and maps differ otherwise.",
        place=not_by_the_rules,
    ),
    Check(
        "TP509",
        "stray-mark",
        "warning",
        "A name holds a mark or a space that belongs to no name.",
        "The rest of a table, a list that was cut, or a bracket without its other half.",
        place=stray_mark,
    ),
    Check(
        "TP510",
        "homoglyphs-untagged",
        "warning",
        "A word of a name without language mixes Latin and Cyrillic letters.",
        "The lists of the sources have such names. Queries and keys are repaired alike, so that most are found.",
        place=mixed_untagged,
    ),
)
