"""Hierarchy: chains of parents that exist, end, and have every level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toponyms.validation.model import Check, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toponyms.validation.records import Record
    from toponyms.validation.state import Line, State

CODE_DIGITS = {1: 2, 2: 4, 3: 7, 4: 10}
"""Digits of a KATOTTG code that name the unit of each level: oblast, raion, hromada, settlement."""


def kind_of(line: Line) -> str:
    """Kind with its level, as the `kind` claim writes it."""
    return f"{line.kind}:{line.level}" if line.level else line.kind


def cyclic(state: State) -> Iterator[Fault]:
    """Places that are above themselves."""
    for line in state.places.values():
        if (loop := loop_of(state, line)) and min(loop) == line.id:
            yield line.fault(f"its chain of parents comes back to it: {' -> '.join([*loop, line.id])}")


def loop_of(state: State, line: Line) -> list[str]:
    """The places from a place back to itself, empty where its chain ends."""
    seen: list[str] = []
    here: Line | None = line
    while here is not None and here.id not in seen:
        seen.append(here.id)
        here = state.places.get(here.parent)
    return seen if here is not None and here.id == line.id else []


def dangling(state: State) -> Iterator[Fault]:
    """Parents that are no place."""
    for line in state.places.values():
        if line.parent and line.parent not in state.places and not _in_base(state, line.parent):
            owner = state.owners.get(line.parent)
            hint = f"; {owner} has that id: write it" if owner else ""
            yield line.fault(f"its parent {line.parent} is no place here{hint}")


def _in_base(state: State, place: str) -> bool:
    return state.base is not None and state.base._index.find_id(place) >= 0


def wrong_level(state: State) -> Iterator[Fault]:
    """Places below something that cannot be directly above them."""
    for line in state.places.values():
        parent = state.places.get(line.parent)
        allowed = state.facts.above.get(line.country, {}).get(kind_of(line))
        if parent is None or allowed is None or kind_of(parent) in allowed or line.former or loop_of(state, line):
            continue  # a former raion may stand below the one that took it over
        yield line.fault(
            f"{kind_of(line)} below {kind_of(parent)} {parent.official} ({parent.id});"
            f" above it stands {' or '.join(allowed)}"
        )


def incomplete(state: State) -> Iterator[Fault]:
    """Places of the codifier whose chain lacks a level."""
    for line in state.places.values():
        expected = state.facts.coded.get(line.country, {}).get(kind_of(line)) if line.code else None
        if expected is None or line.code[2:4] in ("80", "85") or line.category == "K":
            continue  # Kyiv and Sevastopol are cities and units at once, and have no hromadas
        chain = list(state.chain(line.id))
        if len(chain) >= len(expected) or (chain[-1] if chain else line).parent:
            continue  # a dangling parent, a loop and a wrong level have checks of their own
        have = [kind_of(above) for above in chain]
        lacking = [kind for kind in expected if kind not in have]
        if lacking:
            yield line.fault(f"its chain has no {' and no '.join(lacking)}: {' -> '.join(have) or 'it has no parent'}")


def other_country(state: State) -> Iterator[Fault]:
    """Places below a unit of another country."""
    for line in state.places.values():
        parent = state.places.get(line.parent)
        if parent is not None and line.country and parent.country and line.country != parent.country:
            yield line.fault(f"lies in {line.country}, its parent {parent.official} ({parent.id}) in {parent.country}")


def two_parents(record: Record, state: State) -> Iterator[Fault]:
    """Places with two standing parents, none of them curated."""
    parents = {claim.value for claim in record.parents if not claim.to}
    if len(parents) > 1 and not any(claim.source == "curated" for claim in record.parents):
        yield record.fault(record.parents[1], f"stands below {' and below '.join(sorted(parents))}")


def ended_parent(state: State) -> Iterator[Fault]:
    """Places in force below a unit that no longer exists."""
    for line in state.places.values():
        parent = state.places.get(line.parent)
        if parent is not None and parent.ended and not line.ended:
            yield line.fault(f"stands below {parent.official} ({parent.id}), which ended {parent.ended}")


def other_code(state: State) -> Iterator[Fault]:
    """Places whose KATOTTG code says another unit than their parent."""
    for line in state.places.values():
        parent = state.places.get(line.parent)
        if parent is None or not line.code or not parent.code or parent.kind != "admin":
            continue
        digits = CODE_DIGITS.get(parent.level)
        if digits and line.code[2 : 2 + digits] != parent.code[2 : 2 + digits]:
            yield line.fault(
                f"code {line.code} does not lie under {parent.code} of its parent {parent.official} ({parent.id})"
            )


CHECKS = (
    Check(
        "TP301",
        "cyclic-parents",
        "error",
        "A chain of parents comes back to where it began.",
        "Nothing is inside itself; one of the parents is wrong.",
        whole=cyclic,
    ),
    Check(
        "TP302",
        "no-such-parent",
        "error",
        "A parent is no place of the gazetteer.",
        "The chain breaks off there, and `within` does not find the place.",
        whole=dangling,
    ),
    Check(
        "TP303",
        "wrong-level",
        "error",
        "A place stands below something that cannot be directly above it.",
        "A raion below a hromada, a settlement below a raion of another kind: the parent was taken for another unit.",
        whole=wrong_level,
    ),
    Check(
        "TP304",
        "broken-chain",
        "error",
        "The chain above a place of the codifier lacks a level.",
        "Every settlement with a KATOTTG code lies in a hromada, a raion, an oblast and the country.",
        whole=incomplete,
    ),
    Check(
        "TP305",
        "foreign-parent",
        "error",
        "A place lies in another country than its parent.",
        "One of the two countries, or the parent, is wrong.",
        whole=other_country,
    ),
    Check(
        "TP306",
        "two-parents",
        "error",
        "Two claims of a parent stand, and none of them is curated.",
        "The compiler takes the first in the order of the file, which is chance. One of them must lose by a rule.",
        place=two_parents,
    ),
    Check(
        "TP307",
        "ended-parent",
        "error",
        "A place in force stands below a unit that ended.",
        "Former units have no present members; the place belongs to their successor.",
        whole=ended_parent,
    ),
    Check(
        "TP308",
        "code-elsewhere",
        "error",
        "A KATOTTG code names another unit than the parent's code.",
        "The digits of a code say oblast, raion and hromada: the code or the parent is a homonym's.",
        whole=other_code,
    ),
)
