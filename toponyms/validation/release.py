"""An earlier release, as far as the comparison needs it: where each place stood and what it was called."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from toponyms.validation.reading import Subject
from toponyms.validation.records import ids_of, label_of

if TYPE_CHECKING:
    from pathlib import Path

    from toponyms.validation.records import Record


class Before(NamedTuple):
    """A place of the earlier release."""

    lat: float
    lon: float
    position_kind: str
    label: str
    names: frozenset[str]


class Release:
    """What an earlier release held.

    path: a compiled gazetteer or a folder of claims; seeds: its curated tables. Names are compared as texts, whatever
    their language and kind became, garbles apart.
    """

    def __init__(self, path: Path, seeds: Path | None = None) -> None:
        self.subject = Subject(path, seeds)
        self.places: dict[str, Before] = {}
        self.owners: dict[str, str] = {}
        self.seen: set[str] = set()
        """Places of it that the present release has too, by any of their ids."""
        for record in self.subject.records(lambda code, fault: None):
            position = (record.lat, record.lon, record.position_kind)
            self.places[record.id] = Before(*position, label_of(record), true_names(record))
            for identifier in ids_of(record):
                self.owners.setdefault(identifier, record.id)

    def before(self, record: Record) -> Before | None:
        """What the earlier release held of a place, found by any of its ids."""
        for identifier in ids_of(record):
            owner = self.owners.get(identifier)
            if owner is not None:
                self.seen.add(owner)
                return self.places[owner]
        return None

    @property
    def gone(self) -> list[tuple[str, Before]]:
        """Places that the present release has under none of their ids."""
        return [(place, before) for place, before in self.places.items() if place not in self.seen]


def true_names(record: Record) -> frozenset[str]:
    """The texts of a place's names, without garbles."""
    return frozenset(claim.value for claim in record.names if claim.kind != "garble")
