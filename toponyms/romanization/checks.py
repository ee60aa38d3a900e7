"""What every table must satisfy, whatever its samples say: `findings(scheme)` lists what does not hold.

A table that writes a Cyrillic letter into Latin text can have samples that bless it; these checks look at the table.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
import unicodedata
from typing import TYPE_CHECKING

from toponyms.romanization.engine import BOUNDARY, Engine
from toponyms.romanization.scheme import SCRIPTS, alphabets

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from toponyms.romanization.engine import CompiledRule
    from toponyms.romanization.scheme import Scheme

FEWEST_SAMPLES = 5
"""A table has at least so many samples."""
_WITNESSES = 4
"""Letters of a class that are tried to reach a rule: one may be shadowed by a more special rule, hardly four."""


def findings(scheme: Scheme, ids: Collection[str]) -> list[str]:
    """What is wrong with a table, each a sentence; `ids`: those of all tables."""
    return [
        f"{scheme.id}: {finding}"
        for check in (_identity, _alphabet, _purity, _composition, _rules, _samples)
        for finding in check(scheme, ids)
    ]


def _identity(scheme: Scheme, ids: Collection[str]) -> Iterator[str]:
    """The id says authority, language and year; a superseded system says by what."""
    language = scheme.iso639_3
    if scheme.language not in alphabets():
        yield f"the language {scheme.language!r} has no row in alphabets.toml"
    if not re.fullmatch(rf"[a-z0-9]+(-[a-z0-9]+)*-{language}(-(1[89]|20)\d\d(-[a-z]+)?)?", scheme.id):
        yield f"the id is not authority-{language}-year"
    if scheme.year and f"-{scheme.year}" not in scheme.id:
        yield f"the id does not have the year {scheme.year}"
    if not scheme.year and scheme.status != "descriptive":
        yield "only a convention (status descriptive) may have no year"
    if bool(scheme.superseded_by) != (scheme.status == "superseded"):
        yield "superseded_by and the status superseded go together"
    if scheme.superseded_by and scheme.superseded_by not in ids:
        yield f"superseded_by names {scheme.superseded_by!r}, which has no table"
    if not scheme.url.startswith("https://") and not scheme.url.startswith("http://"):
        yield "no url"
    for field in ("title", "authority"):
        if not getattr(scheme, field):
            yield f"no {field}"


def _alphabet(scheme: Scheme, ids: Collection[str]) -> Iterator[str]:
    """Every letter of the alphabet has a row."""
    if missing := set(alphabets().get(scheme.language, {}).get("letters", "")) - set(scheme.letters):
        yield f"no row for {' '.join(sorted(missing))}"


def _outputs(scheme: Scheme) -> list[str]:
    return [
        scheme.apostrophe,
        *scheme.letters.values(),
        *scheme.capitals.values(),
        *(rule.to for rule in scheme.rules),
        *(sample.gives for sample in scheme.samples),
    ]


def _purity(scheme: Scheme, ids: Collection[str]) -> Iterator[str]:
    """Letters of the output are of the table's script; signs for ь and ъ are of none."""
    for text in _outputs(scheme):
        for char in text:
            name = unicodedata.name(char, "")
            if char.isalpha() and not name.startswith((SCRIPTS[scheme.script], "MODIFIER LETTER")):
                yield f"{char!r} ({name}) in {text!r} is not of the script {scheme.script}"


def _composition(scheme: Scheme, ids: Collection[str]) -> Iterator[str]:
    """Input and output are composed (NFC)."""
    inputs = [*scheme.letters, *scheme.capitals, *scheme.classes.values(), *(rule.match for rule in scheme.rules)]
    for text in [*inputs, *(sample.text for sample in scheme.samples), *_outputs(scheme)]:
        if text != unicodedata.normalize("NFC", text):
            yield f"{text!r} is not in the form NFC"


def _rules(scheme: Scheme, ids: Collection[str]) -> Iterator[str]:
    """Every rule says where it is from, applies to some text, and changes what is written there."""
    engine = Engine(scheme)
    for number, rule in enumerate(scheme.rules):
        if not rule.note:
            yield f"the rule {rule.match} -> {rule.to or 'nothing'} has no note"
        unknown = set(rule.match) - set(scheme.letters) - {"'"}
        if unknown:
            yield f"the rule {rule.match} has letters without a row: {' '.join(sorted(unknown))}"
        reached = [text for text in witnesses(scheme, engine.rules[number]) if number in applied(engine, text)]
        if not reached:
            where = f"(after {rule.after}, before {rule.before})"
            yield f"the rule {rule.match} -> {rule.to or 'nothing'} {where} never applies"
            continue
        without = Engine(dataclasses.replace(scheme, rules=scheme.rules[:number] + scheme.rules[number + 1 :]))
        if all(without.romanize(text) == engine.romanize(text) for text in reached):
            yield f"the rule {rule.match} -> {rule.to or 'nothing'} changes nothing"


def witnesses(scheme: Scheme, rule: CompiledRule) -> Iterator[str]:
    """Texts to which a rule should apply: its letters with every kind of neighbour that it asks for."""
    for before in _neighbours(scheme, rule.after):
        for after in _neighbours(scheme, rule.before):
            yield f"{before}{rule.match}{after}"


def _neighbours(scheme: Scheme, sequences: list[list[tuple[bool, str]]]) -> Iterator[str]:
    letters = "".join(scheme.letters)
    if not sequences:
        yield from ["", *letters[:_WITNESSES], *letters[-_WITNESSES:]]
    for sequence in sequences:
        choices: list[list[str]] = []
        for negated, named in sequence:
            if named in "^$":
                choices.append([""] if not negated else list(letters[:_WITNESSES]))
            elif negated:
                choices.append([*[letter for letter in letters if letter not in named][: 2 * _WITNESSES], " "])
            else:
                choices.append(list(named if len(sequence) == 1 else named[:_WITNESSES]))
        yield from map("".join, itertools.product(*choices))


def applied(engine: Engine, text: str) -> list[int]:
    """The numbers of the rules that apply to a text, in its order; -1 for plain letters."""
    numbers, left = [], BOUNDARY
    while text:
        decided = engine.decide(left, text, final=True)
        assert decided is not None
        length, _, number = decided
        numbers.append(number)
        left = engine.advance(left, text[:length])
        text = text[length:]
    return numbers


def _samples(scheme: Scheme, ids: Collection[str]) -> Iterator[str]:
    """Samples are reproduced, say where they are from, and there are some."""
    engine = Engine(scheme)
    if len(scheme.samples) < FEWEST_SAMPLES:
        yield f"only {len(scheme.samples)} samples; {FEWEST_SAMPLES} are asked for"
    for sample in scheme.samples:
        if not sample.source:
            yield f"the sample {sample.text} has no source"
        if (written := engine.romanize(sample.text)) != sample.gives:
            yield f"the sample {sample.text} gives {written}, not {sample.gives}"
