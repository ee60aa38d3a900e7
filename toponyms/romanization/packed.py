"""The systems as they are read at run time: one line each of `systems.tsv`, generated from `tables/*.toml`.

Reading TOML costs 17 ms before the first table; a line of this file becomes an engine in a fraction of one. The file
is written by `python -m toponyms.romanization`, and a test fails where it is not what the tables say.
"""

from __future__ import annotations

import os

from toponyms.errors import BuildError, UnknownScheme, UsageError, did_you_mean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from toponyms.romanization.scheme import Scheme

PACKED = os.path.join(os.path.dirname(__file__), "systems.tsv")
_APOSTROPHES = "# apostrophes: "
"""Begins the first line, which has the characters of `text/characters.tsv` that are typed for an apostrophe: reading
that file would cost more than all else before the first answer."""
COLUMNS = (
    "id",
    "language",
    "iso639_3",
    "script",
    "reversible",
    "apostrophe",
    "letters",
    "capitals",
    "classes",
    "rules",
)

_PAIR, _PART, _ITEM = "=", "|", ","
"""Between a letter and what it becomes, the parts of a rule, and the contexts of a part. Pairs and rules are parted by
spaces, the members of a context by `_MEMBER`. No table may use these characters, which `pack` makes sure of."""
_MEMBER = "_"


class Rule:
    """A rule as it is read at run time; `scheme.Rule` says what each field means."""

    __slots__ = ("after", "before", "match", "to")

    def __init__(self, match: str, to: str, after: tuple[str, ...], before: tuple[str, ...]) -> None:
        self.match, self.to, self.after, self.before = match, to, after, before


class System:
    """What the engine needs of a system; `scheme.Scheme` says what each field means."""

    __slots__ = (
        "apostrophe",
        "capitals",
        "classes",
        "id",
        "iso639_3",
        "language",
        "letters",
        "reversible",
        "rules",
        "script",
    )

    def __init__(self, line: str) -> None:
        """`line`: a line of the packed file, without its end."""
        fields = line.split("\t")
        self.id, self.language, self.iso639_3, self.script, reversible, self.apostrophe = fields[:6]
        letters, capitals, classes, rules = fields[6:]
        self.reversible = reversible == "yes"
        self.letters = _pairs(letters)
        self.capitals = _pairs(capitals)
        self.classes = _pairs(classes)
        self.rules = tuple(map(_rule, rules.split(" "))) if rules else ()


def _pairs(text: str) -> dict[str, str]:
    return dict([pair.split(_PAIR) for pair in text.split(" ")]) if text else {}


def _rule(text: str) -> Rule:
    match, to, after, before = text.split(_PART)
    return Rule(match, to, _contexts(after), _contexts(before))


def _contexts(text: str) -> tuple[str, ...]:
    return tuple(text.replace(_MEMBER, " ").split(_ITEM)) if text else ()


def pack(scheme: Scheme) -> str:
    """A system's line. `BuildError` where a table uses a character that parts the fields."""
    rules = []
    for rule in scheme.rules:
        contexts = [
            _ITEM.join(_plain(item, scheme).replace(" ", _MEMBER) for item in side)
            for side in (rule.after, rule.before)
        ]
        rules.append(_PART.join([_plain(rule.match, scheme), _plain(rule.to, scheme), *contexts]))
    fields = [
        scheme.id,
        scheme.language,
        scheme.iso639_3,
        scheme.script,
        "yes" if scheme.reversible else "no",
        _plain(scheme.apostrophe, scheme),
        *(
            " ".join(f"{_plain(key, scheme)}{_PAIR}{_plain(value, scheme)}" for key, value in pairs.items())
            for pairs in (scheme.letters, scheme.capitals, scheme.classes)
        ),
        " ".join(rules),
    ]
    return "\t".join(fields)


def _plain(text: str, scheme: Scheme) -> str:
    for char in text:
        if char in f"{_PAIR}{_PART}{_ITEM}{_MEMBER}\t\n\r":
            raise BuildError(f"{scheme.id}: {char!r} in {text!r} parts the fields of {os.path.basename(PACKED)}")
    return text


def pack_all(schemes: Iterable[Scheme]) -> str:
    """The whole packed file."""
    lines = sorted(pack(scheme) for scheme in schemes)
    from toponyms.text import normalize

    return "\n".join([_APOSTROPHES + "".join(normalize.apostrophes()), "\t".join(COLUMNS), *lines]) + "\n"


_text = ""


def _packed() -> str:
    global _text
    if not _text:
        with open(PACKED, encoding="utf-8", newline="\n") as file:
            _text = file.read()
    return _text


def apostrophes() -> frozenset[str]:
    """Every character that is typed for an apostrophe."""
    return frozenset(_packed().partition("\n")[0].removeprefix(_APOSTROPHES))


def _rows() -> list[str]:
    return _packed().splitlines()[2:]


def system_ids() -> tuple[str, ...]:
    """The ids of all systems, in alphabetical order."""
    return tuple(line.partition("\t")[0] for line in _rows())


def ids_of(language: str) -> tuple[str, ...]:
    """The ids of the systems that romanize a language (`uk` or `ukr`), in alphabetical order."""
    if not isinstance(language, str):
        raise UsageError(f"a language is named by a code such as 'uk', not {type(language).__name__}")
    rows = (line.split("\t", 3) for line in _rows())
    return tuple(row[0] for row in rows if language.lower() in (row[1], row[2]))


def load_system(id_: str) -> System:
    """The system of that id; `UnknownScheme` names the close ones."""
    if not isinstance(id_, str):
        raise UsageError(f"a romanization is named by a string such as 'kmu-ukr-2010', not {type(id_).__name__}")
    packed = _packed()
    at = -1 if not id_ or "\t" in id_ or "\n" in id_ else packed.find(f"\n{id_}\t")
    if at < 0:
        known = system_ids()
        raise UnknownScheme(
            f"no romanization {id_!r}.{did_you_mean(id_, known)} `toponyms.romanizations()` lists all {len(known)}."
        )
    return System(packed[at + 1 : packed.index("\n", at + 1)])
