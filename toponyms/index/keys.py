"""The keys that names are stored and looked up by, made by one object that the index carries with it.

Writer and reader of an index use the same `KeyRules`: compiling reads them from the data files and stores them as bytes
with the names, opening reads them back, and `fingerprint` tells two versions apart.
"""

from __future__ import annotations

import os
import re
import unicodedata

from toponyms.text.homoglyphs import Homoglyphs
from toponyms.text.normalize import Normalizer, packaged, read_table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Rows = Sequence[Sequence[str]]
    _Sub = Callable[[Callable[[re.Match[str]], str], str], str]

FORMAT = "toponyms-keys 1"
"""First line of the serialized rules; the number changes when their meaning does."""

_TABLES = ("cyrillic", "sequences", "cognates", "latin", "readings", "rules", "collapse")
_SECTIONS = ("characters", "unassigned", "homoglyphs", *_TABLES)

_CACHED = 20_000
"""Letters whose base is remembered: more than Latin and Cyrillic have, so that odd input cannot fill the memory."""

_MOST_FORMS = 4
"""Combinations of second readings of a stored name: a name with two such letters has them all."""

_run = re.compile(r"([a-z])\1").search
_runs = re.compile(r"([a-z])\1+").sub


class KeyRules:
    """The rules by which keys are made.

    >>> rules = KeyRules.load()
    >>> rules.exact("  Часів  Яр ")
    'часів яр'
    >>> rules.stored_skeletons("часів яр", "uk")
    ('qasivar', 'casivar', 'qasovar', 'qasevar')
    >>> rules.skeletons("tschassiw jar")[0]
    'qasivar'
    """

    def __init__(self, normalizer: Normalizer, homoglyphs: Homoglyphs, tables: Mapping[str, Rows]) -> None:
        """`tables`: the rows as `to_bytes` writes them; `load` and `from_bytes` are the ways to make one."""
        self._normalizer = normalizer
        self._homoglyphs = homoglyphs
        self._tables = {name: [list(row) for row in tables[name]] for name in _TABLES}
        self.exact: Callable[[str], str] = normalizer.normalize
        self.repair = homoglyphs.repair
        self.lookalike = homoglyphs.lookalike
        self._sound = _Letters(normalizer)
        self._base = _Letters(normalizer)
        self._plain = _Letters(normalizer)
        # Second readings of stored Cyrillic names: what is replaced, and by what, in capitals as settled letters are.
        self._also: list[tuple[str, str]] = []
        bare: list[dict[int, str]] = [{}, {}]
        for letter, key, plain, also, stripped in tables["cyrillic"]:
            point = ord(letter)
            self._sound[point] = self._base[point] = key.upper()
            self._plain[point] = plain
            self._also += [(letter, other.upper()) for other in also.split(",") if other]
            if stripped:
                values = stripped.upper().split(",")
                bare[0][point], bare[1][point] = values[0], values[-1]
        self._also += [
            (letters, other.upper()) for letters, others in tables["sequences"] for other in others.split(",")
        ]
        self._bare = bare
        self._cognates = [(from_, tuple(to.split(","))) for from_, to in tables["cognates"]]
        for letter, key, plain, base in tables["latin"]:
            point = ord(letter)
            self._sound[point] = key.upper()
            self._base[point] = base
            self._plain[point] = plain
        end = _End(tables["collapse"])
        self._end = end
        self._readings = [_Reading(row, end) for row in tables["readings"]]
        by_id = {reading.id: reading for reading in self._readings}
        for row in tables["rules"]:
            by_id[row[0]].own.append(_Rule(row))
        for reading in self._readings:
            reading.inherit(self._readings[0])
        # A tag with a script (uk-Latn) is a romanization, not that language's own spelling.
        self._spelt: dict[str, list[_Reading]] = {}
        for reading in self._readings:
            for language in reading.languages:
                self._spelt.setdefault(language, []).append(reading)
        self._apart = {"uk", *self._spelt}

    # Making keys

    def skeletons(self, key: str, limit: int = 4) -> tuple[str, ...]:
        """Up to `limit` skeleton keys of an exact key that is looked up, the likeliest reading first.

        >>> KeyRules.load().skeletons("charkow")
        ('qarkov', 'harkov')

        Empty for what is neither Latin nor Cyrillic.
        """
        folded = key if key.isascii() else key.translate(self._sound)
        if not folded.isascii():
            return ()
        if folded == folded.upper():
            made = self._settled(folded)
            return (made,) if made else ()
        made, used, left = self._readings[0].read_with_signs(folded)
        found = [made] if made else []
        marked = "" if key is folded else key
        for reading in self._readings[1:]:
            if len(found) >= limit:
                break
            for sign in reading.when:
                if sign in left or sign in used:
                    if not any(sign in left or sign in used or sign in marked for sign in reading.unless):
                        made = reading.read(folded)
                        if made and made not in found:
                            found.append(made)
                    break
        return tuple(found)

    def stored_skeletons(self, key: str, language: str = "und") -> tuple[str, ...]:
        """The skeleton keys under which a stored name is kept, given its exact key and its BCP 47 tag.

        >>> KeyRules.load().stored_skeletons("орёл", "ru")
        ('orel', 'orol')
        >>> KeyRules.load().stored_skeletons("charkow", "de")
        ('qarkov', 'harkov')
        """
        if key.isascii():
            folded = key
        else:
            folded = key.translate(self._sound)
            if not folded.isascii():
                return ()
        if folded == folded.upper():
            found = {self._settled(folded): None}
            forms = [key]
            for letters, other in self._also:
                if letters in key and len(forms) < _MOST_FORMS:
                    forms += [form.replace(letters, other) for form in forms]
            for form in forms[1:]:
                found[self._settled(form.translate(self._sound))] = None
            for table in self._bare:
                bare = key.translate(table)
                if bare == key:
                    break
                found[self._settled(bare.translate(self._sound))] = None
            if language == "uk":
                for cognate in self._in_russian_dress(key):
                    found[self._settled(cognate.translate(self._sound))] = None
        else:
            found = {self._readings[0].read(folded): None}
            if folded is not key:
                found[self._readings[0].read(key.translate(self._base))] = None
            for reading in self._spelt.get(language, ()):
                found[reading.read(folded)] = None
        found.pop("", None)
        return tuple(found)

    def spelt_apart(self, languages: Iterable[str]) -> set[str]:
        """Of the languages of one key those under which it has skeletons of its own, `und` where none is.

        >>> sorted(KeyRules.load().spelt_apart(["de", "en", "uk", "xx"])), KeyRules.load().spelt_apart(["xx", "yy"])
        (['de', 'en', 'uk'], {'und'})

        What `stored_skeletons` gives under the others is what it gives under each of these.
        """
        return self._apart.intersection(languages) or {"und"}

    def _in_russian_dress(self, key: str) -> list[str]:
        """What a Ukrainian name is in Russian spelling, as far as the key can tell: none, one or two forms."""
        first = last = marked = "^" + key.replace(" ", "$ ^") + "$"
        for from_, to in self._cognates:
            if from_ in first:
                first, last = first.replace(from_, to[0]), last.replace(from_, to[-1])
        if first is marked:
            return []
        return [form.replace("^", "").replace("$", "") for form in dict.fromkeys((first, last))]

    def _settled(self, folded: str) -> str:
        return self._end.finish(folded.lower().replace(" ", ""))

    def fold(self, key: str) -> str:
        """An exact key in plain readable Latin, letter by letter, nothing collapsed: what edit costs are counted on.

        >>> KeyRules.load().fold("часів яр"), KeyRules.load().fold("łódź")
        ('chasiv iar', 'lodz')

        Letters of other scripts stay.
        """
        return key if key.isascii() else key.translate(self._plain)

    def bare(self, key: str) -> str:
        """An exact key in Latin letters without the marks over and through them.

        >>> KeyRules.load().bare("żółte wody"), KeyRules.load().bare("grünes tal")
        ('zolte wody', 'grunes tal')
        """
        return key if key.isascii() else key.translate(self._base)

    # Storing the rules

    @classmethod
    def load(cls) -> KeyRules:
        """The rules from the data files of this package: for compiling and for tests."""
        import tomllib

        with open(os.path.join(os.path.dirname(__file__), "skeleton.toml"), "rb") as file:
            data = tomllib.load(file)
        tables: dict[str, Rows] = {
            "cyrillic": [
                [row["letter"], row["key"], row["plain"], ",".join(row.get("also", ())), ",".join(row.get("bare", ()))]
                for row in data["cyrillic"]
            ],
            "sequences": [[row["from"], ",".join(row["also"])] for row in data["sequences"]],
            "cognates": [
                [row["from"] + following, ",".join(to + following for to in row["to"])]
                for row in data["cognates"]
                for following in row.get("before", ("",))
            ],
            "latin": [[row["letter"], row["key"], row["plain"], row["base"]] for row in data["latin"]],
            "readings": [
                [
                    row["id"],
                    ",".join(row["languages"]),
                    ",".join(row["when"]),
                    ",".join(row.get("unless", ())),
                    ",".join(f"{letter}={to}" for letter, to in row.get("letters", {}).items()),
                ]
                for row in data["reading"]
            ],
            "rules": [
                [row["id"], rule["from"], rule.get("after", ""), rule.get("before", ""), rule["to"]]
                for row in data["reading"]
                for rule in row.get("rules", ())
            ],
            "collapse": [
                [data["collapse"]["silent"]["letter"], data["collapse"]["silent"]["before"]],
                *([row["from"], row["to"]] for row in data["collapse"]["replacements"]),
            ],
        }
        return cls(packaged(), Homoglyphs((row[0], row[1]) for row in read_table("homoglyphs.tsv")), tables)

    def to_bytes(self) -> bytes:
        """The rules as lines of text: equal rules give equal bytes."""
        parts: dict[str, Rows] = {
            "characters": self._normalizer.rows,
            "unassigned": [[line] for line in self._normalizer.unassigned_ranges.split()],
            "homoglyphs": self._homoglyphs.pairs,
            **self._tables,
        }
        lines = [FORMAT]
        for name in _SECTIONS:
            lines.append(f"[{name}] {len(parts[name])}")
            lines += ["\t".join(row) for row in parts[name]]
        return ("\n".join(lines) + "\n").encode()

    @classmethod
    def from_bytes(cls, data: bytes | memoryview) -> KeyRules:
        """The rules that `to_bytes` wrote; `ValueError` where the bytes are none or of another format."""
        lines = bytes(data).decode().split("\n")
        if lines[0] != FORMAT:
            raise ValueError(f"key rules start with {lines[0][:40]!r}, not {FORMAT!r}")
        parts: dict[str, list[list[str]]] = {}
        at = 1
        for name in _SECTIONS:
            title, _, count = lines[at].partition(" ")
            if title != f"[{name}]":
                raise ValueError(f"key rules have {title!r} where [{name}] should be")
            end = at + 1 + int(count)
            parts[name] = [line.split("\t") for line in lines[at + 1 : end]]
            at = end
        normalizer = Normalizer(
            ((row[0], row[1], row[2]) for row in parts["characters"]),
            "\n".join(row[0] for row in parts["unassigned"]) + "\n",
        )
        return cls(normalizer, Homoglyphs((row[0], row[1]) for row in parts["homoglyphs"]), parts)

    @property
    def fingerprint(self) -> str:
        """A hash of the bytes: an index with another fingerprint was made by other rules."""
        import hashlib

        return hashlib.sha256(self.to_bytes()).hexdigest()[:16]


class _Rule:
    """What a sequence of Latin letters becomes, between which neighbours."""

    __slots__ = ("after", "before", "from_", "to")

    def __init__(self, row: Sequence[str]) -> None:
        _, self.from_, self.after, self.before, self.to = row

    @property
    def pattern(self) -> str:
        # The look behind comes after the letters: a pattern that starts with letters is searched faster.
        behind = f"(?<=[{self.after}]{self.from_})" if self.after else ""
        letters = self.before.removesuffix("$")
        ahead = f"(?=[{letters}])" if letters else ""
        if self.before.endswith("$"):
            ahead = f"(?:{ahead}|(?![a-z]))" if ahead else "(?![a-z])"
        return self.from_ + behind + ahead


class _Reading:
    """One way to read Latin letters."""

    __slots__ = (
        "_becomes",
        "_finish",
        "_letters",
        "_rules",
        "_sub",
        "_table",
        "id",
        "languages",
        "own",
        "unless",
        "when",
    )

    def __init__(self, row: Sequence[str], end: _End) -> None:
        self.id, languages, when, unless, letters = row
        self.languages = tuple(languages.split(",")) if languages else ()
        self.when = tuple(when.split(","))
        self.unless = tuple(unless.split(",")) if unless else ()
        self.own: list[_Rule] = []
        self._letters = dict(pair.split("=") for pair in letters.split(",") if pair)
        self._finish = end.finish
        self._rules: list[_Rule] = []
        self._table: dict[int, str] = {}
        self._becomes: dict[str, str] = {}
        self._sub: _Sub | None = None

    def inherit(self, first: _Reading) -> None:
        """Take over what the first reading says and this one does not."""
        own = {rule.from_ for rule in self.own}
        rules = [*self.own, *(rule for rule in first.own if rule.from_ not in own)]
        self._rules = sorted(rules, key=lambda rule: (-len(rule.from_), rule.from_))
        self._letters = {**first._letters, **self._letters}

    def read(self, folded: str) -> str:
        """The skeleton of an exact key in ASCII, with what is settled in capitals."""
        sub = self._sub or self._compile()
        return self._finish(sub(self._settle, folded).translate(self._table))

    def read_with_signs(self, folded: str) -> tuple[str, list[str], str]:
        """The skeleton, the sequences that the rules used, and the text with the rest still in lower case."""
        sub = self._sub or self._compile()
        used: list[str] = []

        def settle(found: re.Match[str]) -> str:
            used.append(found[0])
            return self._becomes[found[0]]

        left = sub(settle, folded)
        return self._finish(left.translate(self._table)), used, left + "$"

    def _settle(self, found: re.Match[str]) -> str:
        return self._becomes[found[0]]

    def _compile(self) -> _Sub:
        # Lazily: most processes need one or two readings, and a pattern takes a millisecond to compile.
        # What a rule or a letter with a mark has settled stands in capitals until here. All of ASCII is listed, since
        # str.translate takes an exception for a letter that is not.
        self._table = {point: chr(point).lower() for point in range(128)}
        self._table.update({ord(letter): to for letter, to in self._letters.items()})
        self._table[32] = ""
        self._becomes = {rule.from_: rule.to.upper() for rule in self._rules}
        self._sub = re.compile("|".join(rule.pattern for rule in self._rules)).sub
        return self._sub


class _End:
    """The last step of every skeleton: one letter for one sound, no spaces."""

    __slots__ = ("_find", "_replacements")

    def __init__(self, rows: Rows) -> None:
        silent, before = rows[0]
        self._replacements = [(silent + vowel, vowel) for vowel in before]
        self._replacements += [(from_, to) for from_, to in rows[1:]]
        by_letter: dict[str, list[str]] = {}
        for from_, _ in self._replacements:
            by_letter.setdefault(from_[0], []).append(re.escape(from_[1:]))
        self._find = re.compile("|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())).search

    def finish(self, key: str) -> str:
        if _run(key):
            key = _runs(_one, key)
        # One search tells that nothing is left to do, most often at once; plain replacements are faster than a pattern.
        while self._find(key):
            for from_, to in self._replacements:
                if from_ in key:
                    key = key.replace(from_, to)
            if _run(key):
                key = _runs(_one, key)
        return key


def _one(found: re.Match[str]) -> str:
    return found[1]


class _Letters(dict[int, str]):
    """What `str.translate` makes of a letter; one with marks that is not listed is its base letter."""

    def __init__(self, normalizer: Normalizer) -> None:
        super().__init__()
        self._normalizer = normalizer

    def __missing__(self, point: int) -> str:
        char = chr(point)
        if not self._normalizer.unassigned(point):
            base = unicodedata.normalize("NFD", char)[0]
            if base != char:
                char = self.get(ord(base), base)
        if len(self) < _CACHED:
            self[point] = char
        return char
