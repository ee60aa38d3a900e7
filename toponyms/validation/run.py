"""A run: read once, hand each place to the checks that look at places, then ask those that compare."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from toponyms.errors import UsageError
from toponyms.gazetteer import INSTALLED, Gazetteer
from toponyms.validation import config as configuration
from toponyms.validation.checks import recall, totals
from toponyms.validation.facts import Facts
from toponyms.validation.model import NEEDS, SEVERITIES, Finding, Report
from toponyms.validation.polygons import Polygons
from toponyms.validation.reading import Subject
from toponyms.validation.release import Release
from toponyms.validation.state import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from os import PathLike

    from toponyms.validation.model import Check, Fault
    from toponyms.validation.records import Record

LAST = ("TP002", "TP003")
"""Checks of the waivers come last: what these covered is known then."""


def validate(
    gazetteer_or_path: Gazetteer | str | PathLike[str],
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    config: str | PathLike[str] | None = None,
    waivers: str | PathLike[str] | None = None,
    sources: str | PathLike[str] | None = None,
    seeds: str | PathLike[str] | None = None,
    base: Gazetteer | str | PathLike[str] | None = None,
    polygons: str | PathLike[str] | None = None,
    previous: str | PathLike[str] | None = None,
    golden: str | PathLike[str] | None = None,
    today: date | None = None,
    progress: Callable[[str], None] | None = None,
    each: Callable[[Record], None] | None = None,
    look: Callable[[State], None] | None = None,
) -> Report:
    """Check a gazetteer; see `toponyms.validate`, which takes the same arguments.

    progress: is called with a line for each step. each, look: are called with every place, and with the state when all
    is compared, for whoever counts something else over the same reading.
    """
    began = time.perf_counter()
    say = progress or (lambda line: None)
    subject = Subject(gazetteer_or_path, None if seeds is None else _folder(seeds))
    facts = Facts()
    settings = configuration.load(
        subject, facts, config=config, waivers_file=waivers, select=select, ignore=ignore, today=today
    )
    state = State(subject, settings, facts)
    if (listing := configuration.find("sources.toml", subject, sources)) is not None:
        rows = configuration.read_toml(listing)
        state.listing = {name: row for name, row in rows.items() if isinstance(row, dict)}
        settings.listing_path = str(listing)
    if base is not None and subject.kind == "overlay":
        state.base = base if isinstance(base, Gazetteer) else Gazetteer.open(base)
    if previous is not None:
        say(f"reading {previous}")
        state.previous = Release(Path(previous), _seeds_of(Path(previous)) if seeds is not None else None)
    if golden is not None:
        state.golden, settings.golden_path = questions(Path(golden)), str(golden)
    run = _Run(state, settings.checks)
    say(f"reading {subject.path}")
    run.read(each)
    if polygons is not None:
        say(f"reading {polygons}")
        state.polygons = Polygons(polygons, state.owners)
    say("comparing places")
    run.compare()
    if look is not None:
        look(state)
    return Report(
        subject=str(subject.path),
        data_version=subject.data_version,
        findings=run.findings(),
        ran=tuple(sorted(state.ran)),
        skipped=dict(sorted(run.skipped.items())),
        places=len(state.places),
        names=state.names,
        seconds=time.perf_counter() - began,
    )


def checks_for(path: str | PathLike[str], config: str | PathLike[str] | None = None) -> tuple[Check, ...]:
    """The checks that a run on this path would ask, "" being the installed gazetteer.

    Raises `UsageError` as `validate` does, before anything is read.
    """
    subject = Subject(Path(path or INSTALLED))
    return configuration.load(subject, Facts(), config=config).checks


def _folder(path: str | PathLike[str]) -> Path:
    folder = Path(path)
    if not folder.is_dir():
        raise UsageError(f"there is no folder {path}")
    return folder


def _seeds_of(snapshot: Path) -> Path | None:
    """The curated tables of an earlier source tree whose snapshot is given, None where it has none."""
    gazetteer = snapshot if (snapshot / "snapshot").is_dir() else snapshot.parent
    seeds = gazetteer.parent / "seeds"
    return seeds if seeds.is_dir() else None


class _Run:
    """The checks of one run with what they found."""

    def __init__(self, state: State, checks: tuple[Check, ...]) -> None:
        self.state = state
        self.checks = checks
        self.found: list[Finding] = []
        self.skipped: dict[str, str] = {}

    def read(self, each: Callable[[Record], None] | None = None) -> None:
        """Every place, once."""
        state = self.state
        asked = []
        for check in self.checks:
            if check.place is not None:
                if not self._possible(check):
                    continue
                state.ran.add(check.code)
                asked.append((check, check.place))

        def tell(code: str, fault: Fault) -> None:
            state.told[code].append(fault)

        collects = any(check.code == "TP801" for check in self.checks)
        for record in state.subject.records(tell):
            state.note(record)
            if each is not None:
                each(record)
            if collects:
                recall.collect(record, state)
            for check, ask in asked:
                for fault in ask(record, state):
                    self._add(check, fault)

    def compare(self) -> None:
        """The checks that look at all places, those of the suite itself last."""
        late = [check for check in self.checks if check.code in LAST]
        for check in (*(check for check in self.checks if check.code not in LAST), *late):
            if check.whole is not None and self._possible(check):
                self.state.ran.add(check.code)
                self._add_all(check, check.whole(self.state))

    def _add_all(self, check: Check, faults: Iterable[Fault]) -> None:
        for fault in faults:
            self._add(check, fault)

    def _add(self, check: Check, fault: Fault) -> None:
        state = self.state
        waived = ""
        for waiver in state.waivers_of(check.code):
            if waiver.covers(check.code, fault):
                waived = waiver.reason
                state.used.add(waiver.number)
                break
        claim = fault.claim
        self.found.append(
            Finding(
                code=check.code,
                severity=state.config.severity.get(check.code, check.severity),
                message=fault.message,
                place=fault.place,
                claim="" if claim is None else " | ".join(claim[1:]).rstrip(" |"),
                source="" if claim is None else claim.source,
                file=fault.file,
                line=fault.line,
                waived=waived,
            )
        )

    def _possible(self, check: Check) -> bool:
        """Whether what a check needs is there; else it is noted as skipped."""
        state = self.state
        compiled = state.subject.gazetteer is not None
        there = {
            "": True,
            "index": compiled,
            "tables": not compiled,
            "listing": state.listing is not None,
            "polygons": state.polygons is not None,
            "previous": state.previous is not None,
            "golden": bool(state.golden)
            and compiled
            and state.previous is not None
            and state.previous.subject.gazetteer is not None,
            "base": state.base is not None,
            "totals": check.needs == "totals" and bool(totals.applying(state)),
        }
        if not there[check.needs]:
            self.skipped[check.code] = NEEDS[check.needs]
        return there[check.needs]

    def findings(self) -> tuple[Finding, ...]:
        """Everything found, errors first, then by code, file, line and place."""
        rank = {severity: number for number, severity in enumerate(SEVERITIES)}
        return tuple(
            sorted(
                self.found, key=lambda one: (rank[one.severity], one.code, one.file, one.line, one.place, one.message)
            )
        )


def questions(path: Path) -> list[dict[str, str]]:
    """Golden questions: a table with the columns text, country, within, near, kind, as_of, expect, note.

    Raises `UsageError` for a table without a column `text`.
    """
    try:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("# ")]
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from None
    header = lines[0].split("\t") if lines else []
    if "text" not in header:
        raise UsageError(f"{path}: the first line must name the columns, one of them `text`, parted by tabs")
    return [dict(zip(header, line.split("\t"), strict=False)) for line in lines[1:]]
