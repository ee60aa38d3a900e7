"""A table compiled into a transducer: one scan for what depends on its neighbours, one translation for the rest.

The scan's pattern has a branch for each rule and one for capitals that become several letters next to a capital (Щ is
`Shch` in Щастя and `SHCH` in ЩАСТЯ). Its output is Latin, so that the translation of the remaining letters cannot touch
it, and neighbours are always looked at in the original.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from toponyms.errors import UsageError
from toponyms.romanization.scheme import Rule, Scheme, load_scheme
from toponyms.text.normalize import apostrophes

_MARKS = "\u0300-\u036f"


class Engine:
    """A compiled system; `engine(id)` has one for each."""

    __slots__ = ("_capitals", "_marks", "_multiple", "_pattern", "_rules", "_table", "_unknown", "scheme")

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        marks = "".join(apostrophes())
        # All of ASCII is listed, since str.translate takes an exception for a letter that is not.
        self._table = {point: chr(point) for point in range(128)}
        self._table.update({ord(letter): to for letter, to in scheme.letters.items()})
        self._multiple = {letter for letter, to in scheme.letters.items() if len(to) > 1}
        for letter, to in scheme.letters.items():
            upper = letter.upper()
            if len(upper) == 1 and upper != letter:
                self._table[ord(upper)] = _capitalized(to)
        self._marks = marks
        rules = [*scheme.rules, Rule(match="'", to=scheme.apostrophe, after=("LETTER",), before=("LETTER",))]
        # A longer match goes first; among equals the order of the table stands.
        self._rules = sorted(rules, key=lambda rule: -len(rule.match))
        branches = [self._branch(rule) for rule in self._rules]
        capitals = "".join(letter.upper() for letter in sorted(self._multiple))
        self._capitals = "".join(sorted({letter.upper() for letter in scheme.letters}))
        if capitals:
            lower = self._capitals.lower()
            branches.append(
                f"([{capitals}](?:(?=[{marks}]?[{self._capitals}])|(?<=[{self._capitals}][{capitals}])(?![{lower}])))"
            )
        self._pattern = re.compile("|".join(branches))
        known = "".join(scheme.letters) + self._capitals
        self._unknown = re.compile(rf"[^\W\d_{re.escape(known)}]")

    def romanize(self, text: str, *, strict: bool = False) -> str:
        """The text in Latin letters."""
        if not isinstance(text, str):
            raise UsageError(f"transliterate() takes a string, not {type(text).__name__}")
        if text.isascii():
            return text
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
        if strict:
            self._check(text)
        out = self._pattern.sub(self._replace, text).translate(self._table)
        # A stress mark on a romanized vowel may compose with it: а́ is á.
        return out if unicodedata.is_normalized("NFC", out) else unicodedata.normalize("NFC", out)

    def _check(self, text: str) -> None:
        for found in self._unknown.finditer(text):
            if unicodedata.name(found[0], "").startswith("CYRILLIC"):
                raise UsageError(f"{self.scheme.id} has no letter {found[0]!r} (at {found.start()} in {text!r})")

    def _branch(self, rule: Rule) -> str:
        # What must stand before is looked for once the letters are found, over them: a pattern whose branches all
        # start with letters skips what cannot match.
        match = "".join(f"[{self._marks}]" if letter == "'" else f"[{letter}{letter.upper()}]" for letter in rule.match)
        after = "|".join(self._behind(item, match) for item in rule.after)
        before = "|".join(self._ahead(item) for item in rule.before)
        return f"({match}(?:{after})(?:{before}))"

    def _behind(self, item: str, match: str) -> str:
        if item == "^":
            return rf"(?<![{_MARKS}]{match})(?<![^\W\d_]{match})(?<![^\W\d_][{self._marks}]{match})"
        letters = self._letters(item)
        return rf"(?<=[{letters}]{match})|(?<=[{letters}][{_MARKS}]{match})"

    def _ahead(self, item: str) -> str:
        if item == "$":
            return rf"(?![^\W\d_])(?![{self._marks}][^\W\d_])"
        return f"(?=[{self._letters(item)}])"

    def _letters(self, item: str) -> str:
        letters = "".join(self.scheme.letters) if item == "LETTER" else self.scheme.classes.get(item, item)
        # An apostrophe in a rule stands for every character that is typed for one.
        return letters.replace("'", self._marks) + letters.replace("'", "").upper()

    def _replace(self, found: re.Match[str]) -> str:
        matched = found[0]
        branch = (found.lastindex or 0) - 1
        if branch == len(self._rules):
            return self.scheme.letters[matched.lower()].upper()
        to = self._rules[branch].to
        if not to or matched == matched.lower():
            return to
        if matched[0] == matched[0].lower():
            return to
        if len(matched) > 1:
            return to.upper() if matched == matched.upper() else _capitalized(to)
        text, start, end = found.string, found.start(), found.end()
        following = text[end : end + 1]
        if following.isalpha():
            return to.upper() if following.isupper() else _capitalized(to)
        return to.upper() if text[max(start - 1, 0) : start].isupper() else _capitalized(to)


def _capitalized(to: str) -> str:
    for i, char in enumerate(to):
        if char.isalpha():
            return to[:i] + char.upper() + to[i + 1 :]
    return to


@functools.cache
def engine(id_: str) -> Engine:
    """The compiled system of that id; `UnknownScheme` names the close ones."""
    return Engine(load_scheme(id_))
