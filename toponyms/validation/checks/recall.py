"""Recall: every name finds its place, and no known mistake is another place's name."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from toponyms.index.format import unpack_facts
from toponyms.types import NAME_KINDS
from toponyms.validation.model import Check, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toponyms.validation.records import Record
    from toponyms.validation.state import State

UNASKED = -2
"""Stands for the key of a text that was not looked up yet; -1 is the key of one that is not found."""

GARBLE = NAME_KINDS.index("garble")


def collect(record: Record, state: State) -> None:
    """Remember garbles, and where no index can be asked later the true names."""
    remember = state.subject.gazetteer is None
    for claim in record.names:
        if claim[4] == "garble":
            state.garbles.append((claim[2], record.fault(claim, "")))
        elif remember:
            state.true_names.setdefault(hash(claim[2].casefold()), record.id)


def true_garble(state: State) -> Iterator[Fault]:
    """Garbles that are the true name of another place."""
    for text, fault in state.garbles:
        other = _owner(state, text, fault.place)
        if other:
            yield fault._replace(message=f"the garble {text!r} is a true name of {other}")


def _owner(state: State, text: str, place: str) -> str:
    """Another place of that true name, "" where there is none."""
    gazetteer = state.subject.gazetteer or state.base
    if gazetteer is None:
        other = state.true_names.get(hash(text.casefold()), "")
        return other if other != place else ""
    index, rules = gazetteer._index, gazetteer._rules
    key = index.find_key(rules.exact(rules.repair(text)))
    if key >= 0:
        for row in index.rows_of(key):
            other = index.text(index["place.id"][index.row_place[row]])
            if unpack_facts(index.row_facts[row])[0] != GARBLE and other != place:
                return other
    return ""


def not_recalled(state: State) -> Iterator[Fault]:
    """Stored names whose key does not lead to them: every row of the file, through the functions that queries take."""
    gazetteer = state.subject.gazetteer
    assert gazetteer is not None
    index, rules = gazetteer._index, gazetteer._rules
    exact, repair, find, text_of = rules.exact, rules.repair, index.find_key, index.text
    found = array("q", [UNASKED]) * index.text_count
    for row, number in enumerate(index.row_text):
        key = found[number]
        if key == UNASKED:
            key = found[number] = find(exact(repair(text_of(number))))
        if key < 0 or row not in index.rows_of(key):
            place = text_of(index["place.id"][index.row_place[row]])
            message = f"the stored name {text_of(number)!r} does not lead to its place"
            yield Fault(place, message, None, gazetteer.path, 0)


CHECKS = (
    Check(
        "TP801",
        "true-garble",
        "error",
        "A known mistake is the true name of another place.",
        "Whoever means the other place would be sent to the wrong one.",
        whole=true_garble,
    ),
    Check(
        "TP802",
        "not-recalled",
        "error",
        "A stored name does not lead to its place.",
        "The file was compiled by other rules than those that read it, or is damaged.",
        whole=not_recalled,
        needs="index",
    ),
)
