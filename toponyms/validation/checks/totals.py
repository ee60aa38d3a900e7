"""Totals: what is complete has as many places as the authority counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toponyms.validation.checks.hierarchy import kind_of
from toponyms.validation.model import Check, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from toponyms.validation.state import State


def counted(state: State, total: Mapping[str, Any]) -> int:
    """How many places of the gazetteer a row of the totals counts."""
    coded = total.get("coded", "")
    return sum(
        kind_of(line) == total["kind"] and line.country == total["country"] and not line.former
        for line in state.places.values()
        if not coded or line.code
    )


def applying(state: State) -> list[tuple[Mapping[str, Any], int]]:
    """The totals that this gazetteer means to reach, each with its count. An overlay means to reach none."""
    if state.subject.kind == "overlay":
        return []
    found = [(total, counted(state, total)) for total in state.config.totals or state.facts.totals]
    return [(total, count) for total, count in found if count >= total.get("applies_from", 0)]


def off(state: State) -> Iterator[Fault]:
    """Counts that differ from the official ones."""
    for total, count in applying(state):
        if count != total["count"]:
            message = f"{count:,} {total['what']}; there are {total['count']:,} ({total['source']})"
            yield Fault("", message, None, str(state.subject.path), 0)


CHECKS = (
    Check(
        "TP901",
        "wrong-total",
        "error",
        "A count differs from the official total.",
        "Something was lost or counted twice, or the law changed and the totals are old.",
        whole=off,
        needs="totals",
    ),
)
