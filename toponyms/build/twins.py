"""Waters and shores that stand twice: entries of one name, one sort and one place become one entry.

GeoNames and the State Register have many of the same waters, and the Register has some of its own twice. Where the
build could not pair them for certain (`build.physical`), an entry of each is in the snapshot. They share what a text
says of them, so that neither is sure; here the one becomes the other, which keeps the names and ids of both.
`data/twins.tsv` says how near they must lie, `data/doubles.tsv` which are one where no rule tells.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from toponyms.build.doubles import doubles
from toponyms.build.names import DATA
from toponyms.geo.distance import distance_km, joined_box
from toponyms.language.tables import read_table
from toponyms.matching.query import readings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from toponyms.build.entries import Entry
    from toponyms.language.generics import GenericWords

COLUMNS = ("group", "codes", "between_km", "alone_km", "within_km", "surveys_km")

LISTS = ("geonames", "register")
"""The lists that have twins, the one whose id stays first."""

SOURCES = {"geonames": "geonames-ua", "register": "register-2018", "toponyms": "natural-earth-rivers"}
"""What the lists are called among the sources."""

SURVEY = 1000
"""Numbers of the Register that lie further apart than this were given in different surveys."""

NAMED = frozenset({"official", "endonym", "variant", "exonym"})
"""Kinds of name by which twins know each other."""


class Reach(NamedTuple):
    """How near twins of a group lie, km; a row of the table."""

    group: str
    between: float
    alone: float
    within: float
    surveys: float


def reaches() -> dict[str, Reach]:
    """The rows of `data/twins.tsv` by feature code."""
    out: dict[str, Reach] = {}
    for _, (group, codes, *distances) in read_table(DATA / "twins.tsv", COLUMNS):
        out |= dict.fromkeys(codes.split(), Reach(group, *map(float, distances)))
    return out


def join(
    entries: list[Entry], words: GenericWords, keys: Callable[[str], Iterable[str]]
) -> tuple[list[Entry], list[tuple[str, str]]]:
    """The entries with each twin in the one that stays, and which id went into which.

    keys: the keys of a name that all its spellings share, whatever their script.
    """
    table = reaches()
    named: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        reach = table.get(entry.feature)
        if reach is not None and "UA" in entry.countries and entry.id.partition(":")[0] in LISTS:
            for key in _keys(entry, words, keys):
                named[reach.group, key].append(entry)
    into: dict[str, Entry] = {}
    at = {entry.id: entry for entry in entries}
    for id_, same in doubles().items():
        if id_ in at and same in at:
            into[id_] = at[same]
            _merge(at[same], at[id_])
    for pairs in (_repeated, _paired):  # first each list by itself, so that it has no second partner for the other
        found = {
            (away, lost.id, kept.id)
            for group in named.values()
            for away, lost, kept in pairs([entry for entry in group if entry.id not in into], table)
        }
        for away, lost_id, kept_id in sorted(found):
            lost, kept = at[lost_id], at[kept_id]
            gone = lost_id in into or kept_id in into
            near = away <= table[lost.feature].surveys
            if not gone and _free(lost, kept, near) and _same_officially(lost, kept, words, keys):
                into[lost_id] = kept
                _merge(kept, lost)
    return [entry for entry in entries if entry.id not in into], [(id_, kept.id) for id_, kept in into.items()]


def _free(lost: Entry, kept: Entry, near: bool) -> bool:
    """Whether an entry may have this number of the Register: none, or one of each survey where they lie near."""
    theirs = [] if kept.id.startswith("register:") else _numbers(kept)
    return not theirs or (near and all(abs(number - _number(lost)) > SURVEY for number in theirs))


def _same_officially(lost: Entry, kept: Entry, words: GenericWords, keys: Callable[[str], Iterable[str]]) -> bool:
    """Whether the official names of both, where both have one, are one: a list gives a river its neighbour's name."""
    if not (lost.official and kept.official):
        return True
    ours, theirs = (set(keys(_bare(one.official, words))) for one in (lost, kept))
    return not ours.isdisjoint(theirs)


def _keys(entry: Entry, words: GenericWords, keys: Callable[[str], Iterable[str]]) -> set[str]:
    """Keys of the names, with their type word and without: lists have Оскільське and Оскільське водосховище."""
    texts = {name.text for name in entry.names if name.kind in NAMED}
    texts |= {_bare(text, words) for text in texts}
    return {key for text in texts for key in keys(text) if len(key) > 2}


def _bare(text: str, words: GenericWords) -> str:
    """A name without its type word; "Східна Золота Липа" keeps its first word."""
    reading = readings(text, words)[0]
    return reading.core if reading.says and reading.core and not reading.relation else text


def _repeated(entries: list[Entry], table: dict[str, Reach]) -> Iterator[tuple[float, Entry, Entry]]:
    """Entries of one list that are another one of it: how far apart, the one that goes, the one that stays."""
    ordered = sorted(entries, key=_rank)
    for at, kept in enumerate(ordered):
        for other in ordered[at + 1 :]:
            if kept.id.partition(":")[0] == other.id.partition(":")[0]:
                reach, away = table[kept.feature], _apart(kept, other)
                surveys = kept.id.startswith("register:") and abs(_number(kept) - _number(other)) > SURVEY
                if away <= (reach.surveys if surveys else reach.within):
                    yield away, other, kept


def _paired(entries: list[Entry], table: dict[str, Reach]) -> Iterator[tuple[float, Entry, Entry]]:
    """Entries of the Register and the one of GeoNames that they are; only where both have one partner."""
    ours = [entry for entry in entries if entry.id.startswith("register:")]
    theirs = [entry for entry in entries if entry.id.startswith("geonames:")]
    for one in ours:
        reach = table[one.feature]
        most = reach.alone if len(ours) == len(theirs) == 1 else reach.between
        near = [entry for entry in theirs if _apart(one, entry) <= most]
        rivals = [entry for entry in ours if entry is not one and near and _apart(entry, near[0]) <= most]
        if len(near) == 1 and not rivals:
            yield _apart(one, near[0]), one, near[0]


def _apart(left: Entry, right: Entry) -> float:
    return distance_km(left.lat, left.lon, right.lat, right.lon)


def _number(entry: Entry) -> int:
    return int(entry.id.partition(":")[2])


def _numbers(entry: Entry) -> list[int]:
    """The numbers of the Register that an entry has."""
    return [int(id_.partition(":")[2]) for id_ in entry.ids if id_.startswith("register:")]


def _rank(entry: Entry) -> tuple[int, int, int]:
    """The order in which twins stay: what people wrote of, what has most names, the lowest number."""
    return LISTS.index(entry.id.partition(":")[0]), -len(entry.names), _number(entry)


def _merge(kept: Entry, lost: Entry) -> None:
    """Give an entry the names, ids and claims of its twin; its own position and kind stay."""
    have = {(name.text, name.language) for name in kept.names}
    official = {name.language for name in kept.names if name.kind == "official" and not name.dates[1]}
    for name in lost.names:
        if name.kind == "official" and name.language in official:
            name.kind = "variant"  # "Козача" beside "Козача бухта"
    kept.names += [name for name in lost.names if (name.text, name.language) not in have]
    kept.ids += [id_ for id_ in lost.ids if id_ not in kept.ids]
    kept.countries += [code for code in lost.countries if code not in kept.countries]
    kept.official = kept.official or lost.official
    kept.settled = kept.settled or lost.settled
    kept.extent = joined_box(kept.extent, lost.extent) if kept.extent and lost.extent else kept.extent or lost.extent
    kept.parent = kept.parent or lost.parent
    own = "\t".join(("id", lost.id, "", "", "", "", SOURCES[lost.id.partition(":")[0]], "", "the same in another list"))
    kept.cold = "\n".join(filter(None, [kept.cold, own, *_claims(lost)]))


def _claims(lost: Entry) -> list[str]:
    """The claims of a twin that say something of the entry that stays: not where it lies and what it is."""
    return [line for line in lost.cold.split("\n") if line.split("\t")[0] in ("name", "id")]
