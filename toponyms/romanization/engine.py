"""A table compiled into a transducer: one pass over the text, letter by letter.

A state stands for what can still matter: the letters before, as far as some rule looks back at them, and the letters
that cannot be decided yet because a rule or the case of a capital waits for what follows. It is a dictionary: by the
next character what is written and the state then, by "" what is written where the text ends. Transitions are made when
a text first needs them, by `decide`, which reads the rules as they stand in the table; after a few names each letter
costs one look-up.
"""

from __future__ import annotations

import unicodedata
from unicodedata import is_normalized, normalize

from toponyms.errors import UsageError
from toponyms.romanization.packed import apostrophes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any, Protocol

    class RuleLike(Protocol):
        """What the engine reads of a rule; `scheme.Rule` says what each means."""

        @property
        def match(self) -> str: ...
        @property
        def to(self) -> str: ...
        @property
        def after(self) -> tuple[str, ...]: ...
        @property
        def before(self) -> tuple[str, ...]: ...

    class SystemLike(Protocol):
        """What the engine reads of a system; `scheme.Scheme` says what each means."""

        @property
        def id(self) -> str: ...
        @property
        def apostrophe(self) -> str: ...
        @property
        def classes(self) -> Mapping[str, str]: ...
        @property
        def letters(self) -> Mapping[str, str]: ...
        @property
        def capitals(self) -> Mapping[str, str]: ...
        @property
        def rules(self) -> Sequence[RuleLike]: ...

    State = dict[str, tuple[str, Any]]
    """By the next character what is written and the state then; under `_OWN` what the state stands for."""
    Atom = tuple[bool, str]
    """Whether it is negated, and the letters that it names; `^` and `$` name the edges of a word."""

ACCENTS = frozenset("`\u00b4")
"""Typed for an apostrophe where the keyboard has none. They are signs of their own too: in a table with a class
`iotated` they are apostrophes only before its letters, where the orthography has apostrophes."""

BOUNDARY = " "
"""Stands for everything that ends a word, and for the ends of the text."""
_OWN = "own"
"""Key of what a state stands for: no character."""
_FOREIGN = "x"
"""Stands for every letter that the system does not have."""
_MARKS = frozenset(map(chr, range(0x300, 0x370)))
"""Stress marks and the like: they pass through and nothing looks at them."""
_MOST_MARKS = 4
"""So many marks and apostrophes are looked past; a text of nothing else must not be held back to its end."""
_KEPT = frozenset(map(chr, (*range(0x300), *range(0x2010, 0x2040))))
"""Characters beside the letters of the system whose transitions are kept: Latin letters, punctuation. None of them is
changed by NFC, so that a text of kept transitions needs no normalizing."""
_MOST_STATES = 20_000
"""States kept before the engine starts afresh; the richest table needs some hundred for all names of a country."""


class CompiledRule:
    """A rule with its classes looked up."""

    __slots__ = ("after", "before", "match", "number", "to")

    def __init__(self, match: str, to: str, after: list[list[Atom]], before: list[list[Atom]], number: int) -> None:
        self.match, self.to, self.after, self.before, self.number = match, to, after, before, number


class Engine:
    """A compiled system; `toponyms.romanization.engine_of(id)` has one for each."""

    __slots__ = (
        "_after_depth",
        "_apostrophes",
        "_capitals",
        "_iotated",
        "_rules",
        "_same",
        "_states",
        "id",
        "known",
        "letters",
        "rules",
        "start",
    )

    def __init__(self, system: SystemLike) -> None:
        self.id = system.id
        self._apostrophes = apostrophes()
        self.letters = dict(system.letters)
        self._capitals = dict(system.capitals)
        self._iotated = [(False, system.classes["iotated"])] if "iotated" in system.classes else []
        capitals = {letter.upper(): letter for letter in self.letters if len(letter.upper()) == 1}
        self.known = frozenset(self.letters) | frozenset(capitals) | self._apostrophes
        rules = [
            CompiledRule(
                rule.match, rule.to, self._sequences(system, rule.after), self._sequences(system, rule.before), n
            )
            for n, rule in enumerate(system.rules)
        ]
        letter = [[(False, "".join(self.letters))]]
        rules.append(CompiledRule("'", system.apostrophe, letter, letter, len(rules)))
        self.rules = rules
        # A longer match goes first; among equals the order of the table stands.
        self._rules: dict[str, list[CompiledRule]] = {}
        for compiled in sorted(rules, key=lambda rule: -len(rule.match)):
            self._rules.setdefault(compiled.match[0], []).append(compiled)
        self._after_depth = max(len(sequence) for rule in rules for sequence in [[], *rule.after])
        self._same = self._equivalents()
        self._states: dict[tuple[str, str], State] = {}
        self.start = self._state(BOUNDARY, "")
        """The state at the start of a text."""

    def romanize(self, text: str, strict: bool = False) -> str:
        """The text in the other script."""
        if text.__class__ is not str and not isinstance(text, str):
            raise UsageError(f"transliterate() takes a string, not {type(text).__name__}")
        if text.isascii():
            return text
        if strict:
            self.check(normalize("NFC", text))
        out = ""
        state = self.start
        try:
            for char in text:
                piece, state = state[char]
                out += piece
            return out + state[""][0]
        except KeyError:
            return self._learn(normalize("NFC", text))

    def _learn(self, text: str) -> str:
        """What `romanize` writes; the transitions that it lacked are there from now on."""
        pieces = []
        state = self.start
        for char in text:
            piece, state = self.follow(state, char)
            pieces.append(piece)
        pieces.append(self.follow(state, "")[0])
        # A stress mark on a romanized vowel may compose with it: а́ is á.
        return normalize("NFC", "".join(pieces))

    def follow(self, state: State, char: str) -> tuple[str, State]:
        """What is written when a character follows ("": nothing does), and the state then."""
        made = state.get(char)
        if made is not None:
            return made
        if not char:
            made = self.flush(*state[_OWN]), state
        elif char in self.known or char in _MARKS:
            made = self._step(state, char)
        else:
            # All that the system does not have behaves alike: it settles what waits, and passes through.
            kind = (_FOREIGN.upper() if char.isupper() else _FOREIGN) if char.isalpha() else BOUNDARY
            if kind == char:
                made = self._step(state, char)
            else:
                written, following = self.follow(state, kind)
                made = written[:-1] + char, following
        if char == "" or char in _KEPT or (char in self.known and is_normalized("NFC", char)):
            state[char] = made
        return made

    def waiting(self, state: State) -> str:
        """The characters that are not decided in a state."""
        pending: str = state[_OWN][1]
        return pending

    def read(self, text: str) -> str:
        """What `romanize` writes, slowly: by the rules at each place of the whole text, without states."""
        return normalize("NFC", self.flush(BOUNDARY, normalize("NFC", text)))

    def check(self, text: str) -> None:
        """Raise `UsageError` for the first Cyrillic letter that the system does not have."""
        for at, char in enumerate(text):
            if char > "\x7f" and char not in self.known and is_cyrillic(char):
                raise UsageError(f"{self.id} has no letter {char!r} (at {at} in {text!r})")

    @property
    def alphabet(self) -> tuple[str, ...]:
        """The letters of the system, small and capital."""
        return *self.letters, *(letter.upper() for letter in self.letters if letter.upper() in self.known)

    def _step(self, state: State, char: str) -> tuple[str, State]:
        left, pending = state[_OWN]
        pending += char
        written = ""
        while pending:
            decided = self.decide(left, pending, final=False)
            if decided is None:
                break
            length, piece, _ = decided
            written += piece
            left = self.advance(left, pending[:length])
            pending = pending[length:]
        return written, self._state(left, pending)

    def flush(self, left: str, pending: str) -> str:
        """What is written for the letters that wait, where nothing follows."""
        written = ""
        while pending:
            decided = self.decide(left, pending, final=True)
            assert decided is not None
            length, piece, _ = decided
            written += piece
            left = self.advance(left, pending[:length])
            pending = pending[length:]
        return written

    def decide(self, left: str, pending: str, *, final: bool) -> tuple[int, str, int] | None:
        """How many of the waiting characters the first rule that applies takes, what it writes and its number.

        The number is -1 for a plain letter. None: it depends on what follows, unless nothing does (`final`).
        """
        head = pending[0]
        folded = self._fold(head)
        for rule in self._rules.get(folded, ()):
            verdict = self._applies(rule, left, pending, final)
            if verdict is None:
                return None
            if verdict:
                length = len(rule.match)
                piece = self._cased(rule.to, pending[:length], left, pending[length:], final)
                return None if piece is None else (length, piece, rule.number)
        to = self.letters.get(folded)
        if to is None or folded == head:
            return 1, head if to is None else to, -1
        if head in self._capitals:
            return 1, self._capitals[head], -1
        piece = self._cased(to, head, left, pending[1:], final)
        return None if piece is None else (1, piece, -1)

    def _fold(self, char: str) -> str:
        return "'" if char in self._apostrophes else char.lower() if len(char.lower()) == 1 else char

    def _applies(self, rule: CompiledRule, left: str, pending: str, final: bool) -> bool | None:
        match = rule.match
        for at, letter in enumerate(match):
            if at >= len(pending):
                return False if final else None
            if self._fold(pending[at]) != letter:
                return False
        if rule.after and not any(_looks_back(sequence, left) for sequence in rule.after):
            return False
        following = pending[len(match) :]
        if self._iotated and pending[0] in ACCENTS:
            return self._looks_ahead(self._iotated, following, final)
        if not rule.before:
            return True
        verdicts = [self._looks_ahead(sequence, following, final) for sequence in rule.before]
        return True if True in verdicts else None if None in verdicts else False

    def _looks_ahead(self, sequence: list[Atom], following: str, final: bool) -> bool | None:
        coming = self._coming(following, final)
        for negated, letters in sequence:
            char = next(coming)
            if char == "":
                return None
            if (char == BOUNDARY if letters == "$" else char in letters) is negated:
                return False
            if letters == "$" and not negated:
                return True
        return True

    def _coming(self, following: str, final: bool) -> Iterator[str]:
        """The characters that follow as rules see them; "" once they are not known yet."""
        plain = [char for char in following if char not in _MARKS]
        final = final or len(following) - len(plain) > _MOST_MARKS
        for at, char in enumerate(plain):
            if char in self._apostrophes:
                after = plain[at + 1] if at + 1 < len(plain) else None
                if after is None and not final:
                    break
                # An apostrophe with no letter behind it is a quotation mark.
                if after is None or not after.isalpha():
                    yield from self._forever(BOUNDARY)
                yield "'"
            elif char in self.known:
                yield self._fold(char)
            else:
                yield from self._forever(_FOREIGN if char.isalpha() else BOUNDARY)
        yield from self._forever(BOUNDARY if final else "")

    @staticmethod
    def _forever(char: str) -> Iterator[str]:
        while True:
            yield char

    def _cased(self, to: str, matched: str, left: str, following: str, final: bool) -> str | None:
        letters = [char for char in matched if char.isalpha()]
        if not to or not letters or letters[0] == letters[0].lower():
            return to
        capitalized = _capitalized(to)
        if len(letters) > 1:
            return to.upper() if matched == matched.upper() else capitalized
        if capitalized == to.upper():
            return capitalized
        for char in following:
            if char in _MARKS or char in self._apostrophes:
                continue
            if char.isalpha():
                return to.upper() if char.isupper() else capitalized
            break
        else:
            if not final and len(following) <= _MOST_MARKS:
                return None
        # A letter on its own begins a sentence more often than it is a word in capitals.
        return capitalized if left[-1] == BOUNDARY else to.upper()

    def advance(self, left: str, consumed: str) -> str:
        """What can matter of the letters before, once more are written."""
        for char in consumed:
            if char in _MARKS:
                continue
            folded = self._fold(char)
            if folded == "'":
                # After a letter it is part of the word, elsewhere a quotation mark.
                left = BOUNDARY if left[-1] in " '" else left + "'"
            elif not char.isalpha():
                left = BOUNDARY
            else:
                left += self._same.get(folded, _FOREIGN)
        return left[-self._after_depth :]

    def _state(self, left: str, pending: str) -> State:
        key = left, pending
        state = self._states.get(key)
        if state is None:
            if len(self._states) > _MOST_STATES:
                # A text that is in the midst of the old states goes on among them, and they go with it.
                self._states = {}
                self.start = self._state(BOUNDARY, "")
            state = self._states[key] = {_OWN: key}
        return state

    def _sequences(self, system: SystemLike, items: tuple[str, ...]) -> list[list[Atom]]:
        return [[self._atom(system, part) for part in item.split()] for item in items]

    def _atom(self, system: SystemLike, part: str) -> Atom:
        name = part.removeprefix("!")
        letters = "".join(self.letters) if name == "LETTER" else system.classes.get(name, name)
        return part != name, letters

    def _equivalents(self) -> dict[str, str]:
        """For each letter the first one that no rule tells from it when it looks back."""
        sets = [letters for rule in self.rules for sequence in rule.after for _, letters in sequence]
        first: dict[tuple[bool, ...], str] = {}
        return {
            letter: first.setdefault(tuple(letter in letters for letters in sets), letter) for letter in self.letters
        }


def _looks_back(sequence: list[Atom], left: str) -> bool:
    at = len(left)
    for negated, letters in reversed(sequence):
        char = left[at - 1] if at else BOUNDARY
        if (char == BOUNDARY if letters == "^" else char in letters) is negated:
            return False
        at -= at > 0
    return True


def _capitalized(to: str) -> str:
    for i, char in enumerate(to):
        if char.isalpha():
            return to[:i] + char.upper() + to[i + 1 :]
    return to


def is_cyrillic(char: str) -> bool:
    """Whether a character is a Cyrillic letter."""
    return unicodedata.name(char, "").startswith("CYRILLIC") and char.isalpha()
