"""Former names of Ukraine's settlements and units, each with the time and the act that ended it, where they are known.

What an edition of the codifier calls otherwise than the next one was renamed between the two. `data/ua_renames.tsv`
says by which act, name by name; `data/ua_renames.toml` has the rules for the rest, `data/ua_acts.tsv` the acts.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from toponyms.build.acts import SLIP, SPELLING, acts, rules, table
from toponyms.build.names import clean, fold
from toponyms.build.readers import editions, katottg

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from toponyms.build.acts import Act, Row
    from toponyms.build.ledger import Ledger
    from toponyms.build.readers.katottg import Unit
    from toponyms.build.sources import Sources
    from toponyms.build.spine import Spine

EDITIONS = (("koatuu-2016", "name_2016"), ("katottg-2021", "name_2021"))
"""Sources of the names of earlier editions, the oldest first, with the column that holds them."""

CURRENT, LATEST = "katottg-2025", "katottg-2026"
"""The edition that has codes, and the later one that has none."""

TABLE = "ua-renames"
"""Source of the former names that no edition of the codifier has."""

UNDATED = {
    "koatuu-2016": "in the codifier of 2016-05, no more in that of 2021",
    "katottg-2021": "in the codifier of 2021, no more in that of 2025-05",
    CURRENT: "in the codifier of 2025-05, no more in that of 2026-05",
}
"""What is noted of a name whose act is not known."""

SUFFIX = {"P": " район", "H": " територіальна громада", "B": " район"}
"""What follows the adjective in the name of a raion, a hromada and a city district."""


class FormerName(NamedTuple):
    """A name that a settlement or a raion had, and when; the dates are empty where they are not known."""

    name: str
    source: str
    from_: str
    to: str
    note: str


class History(NamedTuple):
    """What a code was called before, the oldest name first, and since when it has the present one."""

    former: tuple[FormerName, ...]
    name: str
    source: str
    from_: str
    note: str


class Renames:
    """The histories of all codes whose name changed, and the names that the latest edition gave."""

    def __init__(self, histories: dict[str, History], latest: dict[str, str]) -> None:
        self.histories, self.latest = histories, latest

    def other_names(self) -> dict[str, dict[str, str]]:
        """Every other name of a code with its source, to find its place by."""
        found: dict[str, dict[str, str]] = {}
        for code, history in self.histories.items():
            found[code] = {former.name: former.source for former in history.former}
        for code, name in self.latest.items():
            found.setdefault(code, {})[name] = LATEST
        return found

    def adopt(self, spine: Spine) -> None:
        """Give units the names of the latest edition, once their places are found by all names."""
        for code, name in self.latest.items():
            spine.units[code] = unit = spine.units[code]._replace(name=name)
            if code in spine.settlements:
                spine.settlements[code] = unit

    def write(self, ledger: Ledger, spine: Spine) -> None:
        """Add the former names to a ledger, and the first day of the present ones."""
        for code, history in self.histories.items():
            place, suffix = spine.place(code), SUFFIX.get(spine.units[code].category, "")
            if place not in ledger:
                continue
            for former in history.former:
                ledger.name(
                    place,
                    former.name + suffix,
                    "uk",
                    "former",
                    former.source,
                    from_=former.from_,
                    to=former.to,
                    note=former.note,
                )
            claims = ledger.claims[place]
            for number, claim in enumerate(claims):
                if (claim.field, claim.value, claim.language, claim.kind) == (
                    "name",
                    history.name + suffix,
                    "uk",
                    "official",
                ):
                    claims[number] = claim._replace(from_=history.from_, source=history.source, note=history.note)


def read_renames(sources: Sources, units: Mapping[str, Unit], report: Callable[[str], None]) -> Renames:
    """The histories of the codes of an edition.

    Raises `BuildError` for a row of the tables that names no act or no unit.
    """
    curated = table(units)
    names: dict[str, list[tuple[str, str]]] = {}
    for source, column in EDITIONS:
        for rename in katottg.read_renames(sources.path(source), column):
            if rename.code in units:
                names.setdefault(rename.code, []).append((_small_after_apostrophe(rename.name), source))
    latest = _latest(sources, units, report)
    for code, name in latest.items():
        if code in units and fold(name) != fold(units[code].name):
            names.setdefault(code, []).append((units[code].name, CURRENT))
    for (code, old), row in curated.items():
        if row.act != SLIP and not any(fold(old) == fold(name) for name, _ in names.get(code, ())):
            names.setdefault(code, []).insert(0, (old, TABLE))
    histories = {}
    for code, older in names.items():
        present = latest.get(code, units[code].name)
        if history := _history(units[code], older, present, LATEST if code in latest else CURRENT, curated):
            histories[code] = history
    former = [name for history in histories.values() for name in history.former]
    dated = sum(bool(name.to) for name in former)
    report(
        f"former names: {len(former):,} of {len(histories):,} places, {dated:,} of them with the day or year they ended"
    )
    return Renames(histories, latest)


def _history(
    unit: Unit, older: list[tuple[str, str]], present: str, source: str, curated: Mapping[tuple[str, str], Row]
) -> History | None:
    """The names of a code in order, each in force until the next one: one that an edition repeats is one name."""
    steps: list[tuple[str, str, Act | None, str]] = []
    for name, edition in older:
        row = curated.get((unit.code, name))
        if row is not None and row.act == SLIP:
            continue
        if steps and fold(steps[-1][0]) == fold(name):
            continue
        steps.append((name, edition, *_act_of(unit, name, edition, row)))
    if steps and fold(steps[-1][0]) == fold(present):
        steps.pop()
    if not steps:
        return None
    former, since = [], ""
    for name, edition, act, note in steps:
        until = act.date if act else ""
        if until or fold(name) != fold(present):  # of a name that came back nothing parts the two times without a date
            former.append(FormerName(name, edition, since, until, note))
        since = until
    _, _, last, _ = steps[-1]
    return History(tuple(former), present, source, since, f"named by {last.words}" if last else "")


def _act_of(unit: Unit, name: str, edition: str, row: Row | None) -> tuple[Act | None, str]:
    """The act that ended a name, and what to note of it."""
    if row is not None:
        if row.act == SPELLING:
            return None, f"spelling; {UNDATED.get(edition, 'corrected')}"
        act = acts()[row.act]
        return act, f"renamed by {act.words}"
    for rule in rules()["rule"]:
        if rule["edition"] != edition or unit.category in rules()["districts"]["categories"]:
            continue
        if rule.get("prefixes") and not unit.code.startswith(tuple(rule["prefixes"])):
            continue
        if not rule["stems"] or _covered(name):
            act = acts()[rule["act"]]
            return act, f"renamed by {act.words}"
    return None, UNDATED.get(edition, "")


def _covered(name: str) -> bool:
    folded = name.casefold()
    return any(stem in folded for stem in rules()["law_317"]["stems"])


def _latest(sources: Sources, units: Mapping[str, Unit], report: Callable[[str], None]) -> dict[str, str]:
    """The names of settlements and hromadas in the edition without codes, where they differ; {} where it is not there.

    Both editions are in the order of codes, so the settlements of a raion stand in the same order, and what stands in
    one place under two names was renamed. A hromada has the name that most of its settlements say.
    """
    if not sources.has(LATEST):
        return {}
    theirs: dict[tuple[str, str], list[editions.Settlement]] = {}
    for row in editions.read_settlements(sources.path(LATEST)):
        theirs.setdefault((row.oblast, row.raion), []).append(row)
    ours: dict[tuple[str, str], list[Unit]] = {}
    for unit in units.values():
        if unit.category in katottg.SETTLEMENTS:
            raion = units[unit.raion]
            key = (units[unit.levels[0]].name, raion.name if raion.category == "P" else "")
            ours.setdefault(key, []).append(unit)
    found: dict[str, str] = {}
    votes: dict[str, dict[str, int]] = {}
    unpaired = 0
    for key, here in ours.items():
        there = theirs.get(key, [])
        names, other_names = [unit.name for unit in here], [row.name for row in there]
        matcher = SequenceMatcher(None, names, other_names, autojunk=False)
        for tag, start, end, other_start, other_end in matcher.get_opcodes():
            if end - start != other_end - other_start:
                unpaired += end - start
                continue
            for unit, row in zip(here[start:end], there[other_start:other_end], strict=True):
                if tag == "replace":
                    found[unit.code] = row.name
                if unit.parent and row.hromada:
                    counts = votes.setdefault(unit.parent, {})
                    counts[row.hromada] = counts.get(row.hromada, 0) + 1
    settlements = len(found)
    for code, counts in votes.items():
        name = max(counts, key=lambda name: counts[name])
        if units[code].category == "H" and fold(name) != fold(units[code].name):
            found[code] = name
    report(
        f"{LATEST}: {settlements:,} settlements and {len(found) - settlements:,} hromadas have another name than in"
        f" {CURRENT}, {unpaired:,} settlements have no counterpart"
    )
    return found


def _small_after_apostrophe(name: str) -> str:
    """KOATUU's capitals made small by whoever compared the editions, but for the letter after an apostrophe."""
    return re.sub(r"([’'])(\w)", lambda found: found[1] + found[2].lower(), clean(name))
