"""Differences from an earlier release: places and names added and lost, places that moved, answers that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toponyms.geo.distance import distance_km
from toponyms.validation.model import Check, Fault
from toponyms.validation.records import label_of
from toponyms.validation.release import true_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toponyms.gazetteer import Gazetteer
    from toponyms.validation.records import Record
    from toponyms.validation.state import State

SHOWN = 5
"""Lost names that one message lists."""


def moved(record: Record, state: State) -> Iterator[Fault]:
    """Places that stand farther from where they stood than a release may move them."""
    assert state.previous is not None
    before = state.previous.before(record)
    if before is None or not before.position_kind or not record.position_kind:
        return
    km = distance_km(before.lat, before.lon, record.lat, record.lon)
    if km > state.limit("moved_km"):
        better = (
            f", from {before.position_kind} to {record.position_kind}"
            if before.position_kind != record.position_kind
            else ""
        )
        yield record.fault(record.positions[0], f"{before.label} moved by {km:.1f} km{better}")


def lost_names(record: Record, state: State) -> Iterator[Fault]:
    """Names that a place had and has no more."""
    assert state.previous is not None
    before = state.previous.before(record)
    if before is not None and (lost := sorted(before.names - true_names(record))):
        more = f" and {len(lost) - SHOWN} more" if len(lost) > SHOWN else ""
        yield record.fault(None, f"{before.label} lost the names {', '.join(lost[:SHOWN])}{more}")


def new_names(record: Record, state: State) -> Iterator[Fault]:
    """Names that a place did not have."""
    assert state.previous is not None
    before = state.previous.before(record)
    if before is not None and (new := sorted(true_names(record) - before.names)):
        more = f" and {len(new) - SHOWN} more" if len(new) > SHOWN else ""
        yield record.fault(None, f"{before.label} has the new names {', '.join(new[:SHOWN])}{more}")


def lost_places(state: State) -> Iterator[Fault]:
    """Places that are there under none of their ids."""
    assert state.previous is not None
    for identifier in state.owners:
        owner = state.previous.owners.get(identifier)
        if owner is not None:
            state.previous.seen.add(owner)
    for identifier, before in state.previous.gone:
        yield Fault(
            identifier, f"{before.label} is there no more, under none of its ids", None, str(state.subject.path), 0
        )


def new_places(record: Record, state: State) -> Iterator[Fault]:
    """Places that were not there."""
    assert state.previous is not None
    if state.previous.before(record) is None:
        yield record.fault(None, f"{label_of(record)} is new")


def changed_answers(state: State) -> Iterator[Fault]:
    """Questions that are answered otherwise than before."""
    assert state.previous is not None
    now, then = state.subject.gazetteer, state.previous.subject.gazetteer
    assert now is not None
    assert then is not None
    for row in state.golden:
        old, new = answer(then, row), answer(now, row)
        if old != new:
            expected = f"; {row['expect']} is right" if row.get("expect") else ""
            yield Fault("", f"{row['text']!r}: {new}, before {old}{expected}", None, state.config.golden_path, 0)


def answer(gazetteer: Gazetteer, row: dict[str, str]) -> str:
    """What a gazetteer says to a question: an id, or the status where it gives none."""
    hints = {name: row[name] for name in ("country", "within", "kind", "as_of") if row.get(name)}
    near = tuple(float(part) for part in row["near"].split(",")) if row.get("near") else None
    resolution = gazetteer.resolve(row["text"], near=near, **hints)  # type: ignore[arg-type]
    return resolution.place.id if resolution.place is not None else resolution.status


CHECKS = (
    Check(
        "TP911",
        "lost-place",
        "warning",
        "A place of the earlier release is there no more.",
        "Whoever stored its id finds nothing. An id that was merged stays as an id of the place that took it over.",
        whole=lost_places,
        needs="previous",
    ),
    Check(
        "TP912",
        "new-place",
        "info",
        "A place was not in the earlier release.",
        "Said so that a release can be read.",
        place=new_places,
        needs="previous",
    ),
    Check(
        "TP913",
        "lost-names",
        "warning",
        "A place lost names that it had.",
        "Texts that resolved do so no more, unless the name was wrong.",
        place=lost_names,
        needs="previous",
    ),
    Check(
        "TP914",
        "new-names",
        "info",
        "A place has names that it did not have.",
        "Said so that a release can be read.",
        place=new_names,
        needs="previous",
    ),
    Check(
        "TP915",
        "moved",
        "warning",
        "A place moved.",
        "A better position, or another place's. Maps made with the earlier release differ.",
        place=moved,
        needs="previous",
    ),
    Check(
        "TP916",
        "changed-answer",
        "warning",
        "A question is answered otherwise than by the earlier release.",
        "More places may make an answer ambiguous that was clear; or a mistake was mended.",
        whole=changed_answers,
        needs="golden",
    ),
)
