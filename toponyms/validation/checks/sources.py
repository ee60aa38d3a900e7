"""Sources: every claim has one that is listed and may be shipped; what people wrote down says where it is from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toponyms.romanization import romanizations
from toponyms.validation.model import Check, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toponyms.validation.records import Record
    from toponyms.validation.state import State

NEEDED = ("title", "licence", "use")
"""What a row of `sources.toml` cannot be without."""


def unknown(record: Record, state: State) -> Iterator[Fault]:
    """Sources that are not listed."""
    assert state.listing is not None
    for claim in record.claims:
        if claim[7] not in state.listing and claim[7] not in romanizations():
            yield record.fault(claim, f"the source {claim[7]!r} is not in the list of sources")


def not_to_ship(record: Record, state: State) -> Iterator[Fault]:
    """Sources that may only be compared with."""
    assert state.listing is not None
    for claim in record.claims:
        row = state.listing.get(claim[7])
        if row is not None and row.get("use") != "ship":
            yield record.fault(claim, f"the source {claim[7]!r} may be compared with, not shipped")


def no_citation(record: Record, state: State) -> Iterator[Fault]:
    """Curated claims that do not say where they come from."""
    for claim in record.claims:
        if claim[7] == "curated" and not claim[9]:
            yield record.fault(claim, f"a curated {claim.field} without a citation in its note")


def bare_source(state: State) -> Iterator[Fault]:
    """Rows of the list of sources that lack title, licence, use or attribution."""
    assert state.listing is not None
    for name, row in state.listing.items():
        lacking = [key for key in NEEDED if not row.get(key)]
        if str(row.get("licence", "")).startswith("CC-BY") and not row.get("attribution"):
            lacking.append("attribution")
        if lacking:
            yield Fault("", f"source {name} has no {' and no '.join(lacking)}", None, state.config.listing_path, 0)


CHECKS = (
    Check(
        "TP701",
        "unknown-source",
        "error",
        "A claim names a source that is not listed.",
        "Nobody can look the claim up, and its licence is not known.",
        place=unknown,
        needs="listing",
    ),
    Check(
        "TP702",
        "not-to-ship",
        "error",
        "A claim comes from a source that may not be shipped.",
        "Its licence, or its unknown origin, lets it be compared with only.",
        place=not_to_ship,
        needs="listing",
    ),
    Check(
        "TP703",
        "no-citation",
        "error",
        "A curated claim does not say where it comes from.",
        "A claim that nobody can look up is a rumour. The note holds the act, the map or the publication.",
        place=no_citation,
    ),
    Check(
        "TP704",
        "bare-source",
        "error",
        "A listed source has no title, licence, use or attribution.",
        "What is shipped must say under what terms.",
        whole=bare_source,
        needs="listing",
    ),
)
