"""The ids of the rows as the gazetteer at hand has them: an id that was merged into another still finds its place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.variants.rows import Row
    from bench.variants.score import Reply


def canonical_id(identifier: str) -> str:
    """The id under which the gazetteer has a place, the same id where it has no such place.

    >>> canonical_id("katottg:UA14080030010048113")
    'geonames:709717'
    """
    import toponyms

    try:
        return toponyms.place(identifier).id
    except LookupError:
        return identifier


def canonical_rows(rows: list[Row]) -> list[Row]:
    """The rows with today's ids; split and question are those of the rows as written, so take them before."""
    known: dict[str, str] = {"": ""}

    def now(identifier: str) -> str:
        found = known.get(identifier)
        if found is None:
            found = known[identifier] = canonical_id(identifier)
        return found

    return [
        replace(
            row,
            expected=" ".join(map(now, row.expected.split())) if row.ids else row.expected,
            within_id=now(row.within_id),
        )
        for row in rows
    ]


def canonical_replies(replies: list[Reply]) -> list[Reply]:
    """Another system's answers with today's ids."""
    return [replace(reply, id=canonical_id(reply.id)) if reply.id else reply for reply in replies]
