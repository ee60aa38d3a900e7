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
    from collections.abc import Callable, Iterable, Sequence

FORMAT = "toponyms-keys 1"
"""First line of the serialized rules; the number changes when their meaning does."""

_SECTIONS = ("characters", "unassigned", "homoglyphs", "cyrillic", "latin", "readings", "rules")

# What is one sound or spelling once letters have their values: a run of a letter is one letter; ie (є, ье, ye) is e;
# ou (French, оу) is u; тс, тц and tc are ц; тч and цч are ч; сч, шч and сш are щ.
_collapse: Callable[[Callable[[re.Match[str]], str], str], str] = re.compile(
    r"i*e(?:i*e)*|o+u+|t+[sc]+|[tc]+q+|[sx]+[qx]+|([a-z])\1+"
).sub


class KeyRules:
    """The rules by which keys are made.

    >>> rules = KeyRules.load()
    >>> rules.exact("  Часів  Яр ")
    'часів яр'
    >>> rules.stored_skeletons(rules.exact("Часів Яр"), "uk")[0] in rules.skeletons(rules.exact("Tschassiw Jar"))
    True
    """

    def __init__(
        self,
        normalizer: Normalizer,
        homoglyphs: Homoglyphs,
        cyrillic: Sequence[Sequence[str]],
        latin: Sequence[Sequence[str]],
        readings: Sequence[Sequence[str]],
        rules: Sequence[Sequence[str]],
    ) -> None:
        """The rows as `to_bytes` writes them; `load` and `from_bytes` are the ways to make one."""
        self._normalizer = normalizer
        self._homoglyphs = homoglyphs
        self._sources = (cyrillic, latin, readings, rules)
        self.exact = normalizer.normalize
        self.repair = homoglyphs.repair
        self.lookalike = homoglyphs.lookalike
        self._sound = _Letters(normalizer)
        self._base = _Letters(normalizer)
        self._plain = _Letters(normalizer)
        self._also: dict[str, tuple[str, ...]] = {}
        self._bare: dict[int, str] = {}
        for letter, key, plain, also, bare in cyrillic:
            point = ord(letter)
            self._sound[point] = self._base[point] = key.upper()
            self._plain[point] = plain
            if also:
                self._also[letter] = tuple(also.split(","))
            if bare:
                self._bare[point] = bare.upper()
        for letter, key, plain, base in latin:
            point = ord(letter)
            self._sound[point] = key.upper()
            self._base[point] = base
            self._plain[point] = plain
        self._readings = [_Reading(row) for row in readings]
        by_id = {reading.id: reading for reading in self._readings}
        for row in rules:
            by_id[row[0]].own.append((row[1], row[2], row[3]))
        first = self._readings[0]
        for reading in self._readings:
            reading.inherit(first)

    # Making the keys

    def skeletons(self, key: str, limit: int = 4) -> tuple[str, ...]:
        """Up to `limit` skeleton keys of an exact key that is looked up, the likeliest reading first.

        >>> KeyRules.load().skeletons("schytomyr")
        ('xitomir', 'jitomir')

        Empty for what is neither Latin nor Cyrillic.
        """
        folded = key if key.isascii() else key.translate(self._sound)
        if not folded.isascii():
            folded = folded.translate(self._base)
            if not folded.isascii():
                return ()
        if folded.isupper():
            made = _finish(folded.lower())
            return (made,) if made else ()
        found: list[str] = []
        for reading in self._readings:
            if reading.applies(key):
                made = reading.read(key.translate(reading.folds) if reading.folds else key, self._sound)
                if made and made not in found:
                    found.append(made)
                    if len(found) >= limit:
                        break
        return tuple(found)

    def stored_skeletons(self, key: str, language: str = "und") -> tuple[str, ...]:
        """The skeleton keys under which a stored name is kept, given its exact key and its BCP 47 tag.

        >>> KeyRules.load().stored_skeletons("артёмовск", "ru")
        ('artemovsk', 'artiomovsk', 'artomovsk')
        """
        folded = key if key.isascii() else key.translate(self._sound)
        if not folded.isascii():
            return ()
        found: dict[str, None] = {}
        if folded.isupper():
            found[_finish(folded.lower())] = None
            for letter, others in self._also.items():
                if letter in key:
                    for other in others:
                        found[_finish(key.replace(letter, other.upper()).translate(self._sound).lower())] = None
            bare = key.translate(self._bare)
            if bare != key:
                found[_finish(bare.translate(self._sound).lower())] = None
        else:
            first = self._readings[0]
            found[first.read(key, self._sound)] = None
            if not key.isascii():
                found[first.read(key, self._base)] = None
            primary = language.split("-", 1)
            for reading in self._readings:
                if primary[0] in reading.languages and len(primary) == 1 and reading.applies(key):
                    found[reading.read(key, self._sound)] = None
        found.pop("", None)
        return tuple(found)

    def fold(self, key: str) -> str:
        """An exact key in plain readable Latin, letter by letter, nothing collapsed: what edit costs are counted on.

        >>> KeyRules.load().fold("часів яр"), KeyRules.load().fold("łódź")
        ('chasiv iar', 'lodz')

        Letters of other scripts stay.
        """
        return key if key.isascii() else key.translate(self._plain)

    # Storing them

    @classmethod
    def load(cls) -> KeyRules:
        """The rules from the data files of this package: for compiling and for tests."""
        import tomllib

        with open(os.path.join(os.path.dirname(__file__), "skeleton.toml"), "rb") as file:
            table = tomllib.load(file)
        cyrillic = [
            [row["letter"], row["key"], row["plain"], ",".join(row.get("also", ())), row.get("bare", "")]
            for row in table["cyrillic"]
        ]
        latin = [[row["letter"], row["key"], row["plain"], row["base"]] for row in table["latin"]]
        readings = [
            [
                row["id"],
                ",".join(row["languages"]),
                ",".join(row["when"]),
                ",".join(f"{letter}={to}" for letter, to in row.get("letters", {}).items()),
            ]
            for row in table["reading"]
        ]
        rules = [
            [row["id"], rule["from"], rule.get("before", ""), rule["to"]]
            for row in table["reading"]
            for rule in row.get("rules", ())
        ]
        homoglyphs = Homoglyphs((row[0], row[1]) for row in read_table("homoglyphs.tsv"))
        return cls(packaged(), homoglyphs, cyrillic, latin, readings, rules)

    def to_bytes(self) -> bytes:
        """The rules as lines of text: equal rules give equal bytes."""
        cyrillic, latin, readings, rules = self._sources
        parts: dict[str, Iterable[Sequence[str]]] = {
            "characters": self._normalizer.rows,
            "unassigned": ([line] for line in self._normalizer.unassigned_ranges.split()),
            "homoglyphs": self._homoglyphs.pairs,
            "cyrillic": cyrillic,
            "latin": latin,
            "readings": readings,
            "rules": rules,
        }
        lines = [FORMAT]
        for name in _SECTIONS:
            rows = ["\t".join(row) for row in parts[name]]
            lines.append(f"[{name}] {len(rows)}")
            lines += rows
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
        homoglyphs = Homoglyphs((row[0], row[1]) for row in parts["homoglyphs"])
        return cls(normalizer, homoglyphs, parts["cyrillic"], parts["latin"], parts["readings"], parts["rules"])

    @property
    def fingerprint(self) -> str:
        """A hash of the bytes: indexes of another fingerprint were made by other rules."""
        import hashlib

        return hashlib.sha256(self.to_bytes()).hexdigest()[:16]


class _Reading:
    """One way to read Latin letters."""

    def __init__(self, row: Sequence[str]) -> None:
        self.id, languages, when, letters = row
        self.languages = tuple(languages.split(",")) if languages else ()
        self._when = tuple(when.split(","))
        self._letters = dict(pair.split("=") for pair in letters.split(",") if pair)
        self.folds = {ord(letter): to.upper() for letter, to in self._letters.items() if not letter.isascii()}
        self.own: list[tuple[str, str, str]] = []
        self._rules: dict[tuple[str, str], str] = {}
        self._table: dict[int, str] = {}
        self._sub: Callable[[Callable[[re.Match[str]], str], str], str] | None = None
        self._becomes: dict[str, str] = {}

    def inherit(self, first: _Reading) -> None:
        rules = {(from_, before): to for from_, before, to in first.own}
        rules.update({(from_, before): to for from_, before, to in self.own})
        self._rules = rules
        letters = {**first._letters, **self._letters}
        self._table = {ord(letter): to for letter, to in letters.items() if letter.isascii()}
        # What is settled already is in capitals.
        self._table.update({point: chr(point + 32) for point in range(65, 91)})
        self._table[32] = ""

    def applies(self, key: str) -> bool:
        return any(sign in key for sign in self._when)

    def read(self, key: str, fold: dict[int, str]) -> str:
        if not key.isascii():
            key = key.translate(fold)
        if self._sub is None:
            self._compile()
        assert self._sub is not None
        return _finish(self._sub(self._replace, key).translate(self._table))

    def _compile(self) -> None:
        # Lazily: most readings are never needed in a process, and a pattern costs a millisecond.
        branches = []
        for (from_, before), to in sorted(self._rules.items(), key=lambda item: (-len(item[0][0]), item)):
            ahead = r"(?![a-z])" if before == "$" else f"(?=[{before}])" if before else ""
            branches.append(from_ + ahead)
            self._becomes[from_] = to.upper()
        self._sub = re.compile("|".join(branches)).sub

    def _replace(self, found: re.Match[str]) -> str:
        return self._becomes[found[0]]


class _Letters(dict[int, str]):
    """What `str.translate` makes of a letter; an unlisted one with marks is its base letter."""

    def __init__(self, normalizer: Normalizer) -> None:
        super().__init__()
        self._normalizer = normalizer

    def __missing__(self, point: int) -> str:
        char = chr(point)
        if point < 0x2000 and not self._normalizer.unassigned(point):
            base = unicodedata.normalize("NFD", char)[0]
            if base != char:
                char = self.get(ord(base), base)
        self[point] = char
        return char


def _finish(key: str) -> str:
    """The end of every skeleton: no spaces, and what stands for one sound is one letter."""
    return _collapse(_one, key.replace(" ", ""))


def _one(found: re.Match[str]) -> str:
    text = found[0]
    last = text[-1]
    if last == "e" or last == "u":
        return last
    if text[0] == "t" and last in "sc":
        return "c"
    if last == "q" and text[0] in "sx":
        return "x"
    return last
