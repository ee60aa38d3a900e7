"""Names by language of Who's On First, checked against what other sources call the place."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from rapidfuzz.distance import Indel

from toponyms.build.names import DATA, fold, is_cyrillic
from toponyms.romanization import transliterate
from toponyms.text.scripts import CYRILLIC, LATIN, OTHER, script_of

if TYPE_CHECKING:
    from toponyms.build.readers.wof import Record, TaggedName

_CLASSES = {
    letter: sign
    for sign, letters in {
        "b": "bp",
        "t": "dt",
        "v": "vwf",
        "k": "ghkqxc",
        "s": "szj",
        "l": "l",
        "r": "r",
        "n": "mn",
    }.items()
    for letter in letters
}
_SPELT = str.maketrans(
    {"č": "ch", "ć": "ch", "š": "sh", "ž": "zh", "ż": "zh", "ł": "l", "ș": "sh", "ş": "sh", "ț": "ts"}
)


class Name(NamedTuple):
    """A name that is taken."""

    value: str
    language: str
    kind: str


class _Known(NamedTuple):
    """What is known of the place that names are checked against."""

    spelt: list[str]
    """Names in Latin and Cyrillic letters."""
    listed: frozenset[str]
    """All names, folded."""
    population: int
    admin1: str
    right: int
    """How many names of the record are like those of the place."""
    unit: bool
    """Whether it is no settlement but a unit."""


@cache
def table() -> dict[str, Any]:
    """`data/wof.toml`."""
    return tomllib.loads((DATA / "wof.toml").read_text(encoding="utf-8"))


@cache
def alphabets() -> dict[str, frozenset[str]]:
    """Letters of the languages in Cyrillic script that are told by them: `data/letters.toml`."""
    letters = tomllib.loads((DATA / "letters.toml").read_text(encoding="utf-8"))["alphabets"]
    return {tag: frozenset(alphabet) for tag, alphabet in letters.items()}


@lru_cache(maxsize=1 << 16)
def consonants(name: str) -> str:
    """The consonants of a Latin or Cyrillic name as classes of sounds that languages write in different ways.

    >>> consonants("Charkiw"), consonants("Kharkiv"), consonants("Харків")
    ('kkrkv', 'kkrkv', 'kkrkv')
    """
    latin = transliterate(name, "kmu-ukr-2010") if is_cyrillic(name) else name
    plain = unicodedata.normalize("NFD", latin.casefold().translate(_SPELT))
    return "".join(_CLASSES.get(letter, "") for letter in plain)


def words(name: str) -> int:
    """How many words a name has; the parts of a hyphened one count."""
    return len(name.replace("-", " ").split())


def alike(name: str, known: Sequence[str]) -> bool:
    """Whether a name sounds like one that is known and has no more words: Andriy Shevchenko is no village.

    >>> alike("Tschassiw Jar", ["Chasiv Yar"]), alike("Tuwinische Sprache", ["Bolhan"]), alike("Lwów", ["Львів"])
    (True, False, True)
    """
    sound, least = consonants(name), table()["names"]["alike"]
    if not sound:
        return fold(name) in map(fold, known)
    return any(
        Indel.normalized_similarity(sound, consonants(other)) >= least and words(other) >= words(name)
        for other in known
    )


def agrees(record: Record, known: Sequence[str]) -> int:
    """How many names of a record are like those of the place; 0 where it is rather the record of something else."""
    languages, limits = table()["languages"], table()["names"]
    spelt = [name for name in known if script_of(name) in (LATIN, CYRILLIC)]
    listed = frozenset(map(fold, known))
    comparable: list[bool] = []
    for name in record.names:
        script = languages.get(name.language, ("", ""))[1]
        if name.status == "preferred" and script in (LATIN, CYRILLIC) and script_of(name.name) == script:
            found = fold(name.name) in listed or alike(name.name, spelt)
            if name.language == "ukr" and not found:
                return 0
            comparable.append(found)
    right = sum(comparable)
    return right if right and right >= limits["agreeing"] * len(comparable) else 0


def names_of(record: Record, known: Sequence[str], population: int = 0, admin1: str = "") -> list[Name]:
    """The names of a record that are taken for a place.

    `known` are the names of the place by other sources: one that is among them only gets its language. `admin1` is
    GeoNames' code of the first-level unit, by which some languages are spoken there.
    """
    right = agrees(record, known)
    if not right:
        return []
    listed = frozenset(map(fold, known))
    spelt = [name for name in known if script_of(name) in (LATIN, CYRILLIC)]
    place = _Known(spelt, listed, population, admin1, right, unit=record.placetype == "region")
    return [Name(name.name, *tag) for name in record.names if (tag := _tag(name, place))]


def _tag(name: TaggedName, place: _Known) -> tuple[str, str] | None:
    """Language and kind of a name that is taken, None for one that is not."""
    rules, limits = table(), table()["names"]
    tag, script = rules["languages"].get(name.language, ("", ""))
    kind = rules["kinds"].get(name.status)
    lower = name.name.casefold()
    letters = alphabets().get(tag)
    if not tag or not kind or script_of(name.name) != script:
        return None
    if any(sign in name.name for sign in limits["not_in_names"]):
        return None
    if not place.unit and any(word in limits["not_of_settlements"] for word in lower.split()):
        return None
    if letters and any(letter.isalpha() and letter not in letters for letter in lower):
        return None
    spoken = name.language in rules["spoken"].get(place.admin1, ())
    if kind == "exonym" and (tag == "uk" or not (spoken or place.population >= limits["town_inhabitants"])):
        kind = "variant"  # as GeoNames' names of villages are: none of them stands before a town's by its kind
    return (tag, kind) if _wanted(name, script, kind, place) else None


def _near(name: TaggedName, place: _Known) -> bool:
    """Whether a name is in a language of the country or of the part of it, or in English."""
    return name.language in table()["names"]["always"] or name.language in table()["spoken"].get(place.admin1, ())


def _wanted(name: TaggedName, script: str, kind: str, place: _Known) -> bool:
    """Whether a name in the right letters is one of the place, as far as that can be told."""
    limits = table()["names"]
    there, sure = fold(name.name) in place.listed, place.right >= limits["sure"]
    if place.unit:  # the names of a unit are phrases, which sound alike in few languages
        return there or sure
    if script == OTHER:
        return sure and (there or place.population >= limits["other_scripts_inhabitants"])
    if there or kind == "former":
        return True
    if alike(name.name, place.spelt):
        return _near(name, place) or place.population >= limits["town_inhabitants"]
    spoken = name.language in table()["spoken"].get(place.admin1, ())
    return spoken and sure and name.status == "preferred" and words(name.name) <= max(map(words, place.spelt))
