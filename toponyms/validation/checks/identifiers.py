"""Identifiers: well formed, on one place only, alive; places that are whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toponyms.validation.model import Check, Fault
from toponyms.validation.records import ids_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toponyms.validation.records import Record
    from toponyms.validation.state import State


def malformed_claims(state: State) -> Iterator[Fault]:
    """What reading found."""
    yield from state.told["TP001"]


def shared(state: State) -> Iterator[Fault]:
    """Ids that several places have, those of an overlay's base too."""
    yield from state.shared
    if state.base is None:
        return
    index = state.base._index
    for identifier, owner in state.owners.items():
        row = index.find_id(identifier)
        if row >= 0 and index.find_id(owner) != row:
            other = index.text(index["place.id"][row])
            yield state.places[owner].fault(f"the id {identifier} stands on {other} of {state.base.path} as well")


def malformed(record: Record, state: State) -> Iterator[Fault]:
    """Ids that do not look like their namespace's."""
    patterns = state.facts.identifiers
    for identifier in ids_of(record):
        namespace = identifier.partition(":")[0]
        pattern = patterns.get(namespace)
        if pattern is not None and not pattern.fullmatch(identifier):
            claim = next((claim for claim in record.identifiers if claim.value == identifier), None)
            yield record.fault(claim, f"{identifier} is no id of {namespace}")


def dead(record: Record, state: State) -> Iterator[Fault]:
    """Ids that their authority took back, and standing ids with a last day."""
    retired = state.facts.retired
    for identifier in ids_of(record):
        if identifier in retired:
            claim = next((claim for claim in record.identifiers if claim.value == identifier), None)
            yield record.fault(claim, f"{identifier} is dead: {retired[identifier]}")


def nobody(state: State) -> Iterator[Fault]:
    """Places that an overlay speaks of and its base does not have."""
    base = state.base
    assert base is not None
    for line in state.places.values():
        # a new place needs a position; without a kind it is a settlement
        if not line.kind and not line.position_kind and base._index.find_id(line.id) < 0:
            yield line.fault(f"{line.id} is no place of {base.path}, and no claim says where it is")


def in_two_parts(state: State) -> Iterator[Fault]:
    """What reading found."""
    yield from state.told["TP104"]


def not_whole(record: Record, state: State) -> Iterator[Fault]:
    """Places without kind or name."""
    if state.subject.kind == "overlay" and not record.kind:
        return  # an overlay adds names to places of its base
    lacking = [word for word, there in (("kind", record.kinds), ("name", record.names)) if not there]
    if lacking:
        yield record.fault(None, f"the place has no {' and no '.join(lacking)}")


def nowhere(record: Record, state: State) -> Iterator[Fault]:
    """Places without a position."""
    if record.kinds and not record.positions:
        yield record.fault(None, "the place has no position")


CHECKS = (
    Check(
        "TP001",
        "malformed-claim",
        "error",
        "A line is no well-formed claim.",
        "The compiler stops at it. The message says what the column must hold.",
        whole=malformed_claims,
    ),
    Check(
        "TP101",
        "shared-id",
        "error",
        "An id stands on two places.",
        "Looking it up could give either. One of the two joins is wrong, or the places are one.",
        whole=shared,
    ),
    Check(
        "TP102",
        "malformed-id",
        "error",
        "An id does not look like the ids of its namespace.",
        "It joins with nothing: a digit is missing, or it belongs to another namespace.",
        place=malformed,
    ),
    Check(
        "TP103",
        "dead-id",
        "warning",
        "An id was taken back by its authority.",
        "Joins by it fail with the authority's present data. Keep it as an old id only where it redirects.",
        place=dead,
    ),
    Check(
        "TP104",
        "two-homes",
        "error",
        "A place stands in two parts, or twice in one.",
        "Each place stands in one part, with all its claims in a row; the compiler refuses anything else.",
        whole=in_two_parts,
        needs="tables",
    ),
    Check(
        "TP105",
        "not-whole",
        "error",
        "A place has no kind or no name.",
        "Without a kind it is left out of the compiled file, with all its claims; without a name nothing finds it.",
        place=not_whole,
    ),
    Check(
        "TP106",
        "unknown-place",
        "error",
        "An overlay speaks of a place that its base does not have.",
        "The rows would be dropped. The id is mistyped, or was merged into another in this release.",
        whole=nobody,
        needs="base",
    ),
    Check(
        "TP107",
        "no-position",
        "warning",
        "A place has no position.",
        "It is left out of the compiled file: a resolver that cannot say where is of no use.",
        place=nowhere,
    ),
)
