"""What the checks share: limits and facts, what was given to compare with, and a line about every place read so far."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from toponyms.romanization import transliterate
from toponyms.validation.checks.coordinates import astray
from toponyms.validation.model import Fault
from toponyms.validation.records import ids_of, official_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from toponyms.gazetteer import Gazetteer
    from toponyms.validation.config import Config
    from toponyms.validation.facts import Facts
    from toponyms.validation.polygons import Polygons
    from toponyms.validation.reading import Subject
    from toponyms.validation.records import Record
    from toponyms.validation.release import Release
    from toponyms.validation.waivers import Waiver

MAX_DEPTH = 12
"""Steps up a chain of parents after which it is called endless; the deepest real chain has five."""


class Line:
    """One line about one place: what the checks that compare places need of it."""

    __slots__ = (
        "astray",
        "category",
        "code",
        "country",
        "ended",
        "file",
        "former",
        "id",
        "kind",
        "lat",
        "level",
        "line",
        "lon",
        "note",
        "official",
        "parent",
        "population",
        "position_kind",
        "row",
        "uncertainty",
    )

    def __init__(self, record: Record, languages: tuple[str, ...]) -> None:
        self.id, self.kind, self.level, self.row = record.id, record.kind, record.level, record.row
        self.lat, self.lon, self.uncertainty = record.lat, record.lon, record.uncertainty
        self.position_kind, self.parent, self.country = record.position_kind, record.parent, record.country
        self.ended, self.category = record.ended, record.category
        self.former = bool(record.ended) or any(code.startswith("A.") and code.endswith("H") for code in record.codes)
        """Whether it is a unit that no longer exists: its code or a last day says so."""
        self.astray = ""
        """Code of the check that its position fails by itself: such a place is not measured against others."""
        self.code = next((claim.value[8:] for claim in record.identifiers if claim.value.startswith("katottg:")), "")
        if not self.code and record.id.startswith("katottg:"):
            self.code = record.id[8:]
        self.official = official_name(record, languages)
        self.population = record.population[0].value if record.population else ""
        self.note = next((claim.note for claim in record.kinds if claim.note), "")
        self.file, self.line = record.where(None)

    def fault(self, message: str) -> Fault:
        """A fault of this place as a whole."""
        return Fault(self.id, message, None, self.file, self.line)


class State:
    """Everything a check may ask."""

    def __init__(self, subject: Subject, config: Config, facts: Facts) -> None:
        self.subject, self.config, self.facts = subject, config, facts
        self.places: dict[str, Line] = {}
        """A line about every place, by canonical id."""
        self.owners: dict[str, str] = {}
        """Every id of a place, also the canonical one, and the place that has it."""
        self.shared: list[Fault] = []
        """Ids that a second place has as well."""
        self.told: defaultdict[str, list[Fault]] = defaultdict(list)
        """What reading found, by code of the check."""
        self.garbles: list[tuple[str, Fault]] = []
        """Folded text of every garble, and the fault that it would be."""
        self.true_names: dict[int, str] = {}
        """Hash of each folded name that is no garble, and a place that has it; only where there is no index to ask."""
        self.names = 0
        self.listing: dict[str, dict[str, Any]] | None = None
        """Rows of `sources.toml`."""
        self.polygons: Polygons | None = None
        self.previous: Release | None = None
        self.golden: list[dict[str, str]] = []
        self.base: Gazetteer | None = None
        self.ran: set[str] = set()
        """Codes of the checks that ran."""
        self.used: set[int] = set()
        """Numbers of the waivers that covered something."""
        self._waivers: dict[str, list[Waiver]] = {}
        for waiver in config.waivers:
            if waiver.expires >= config.today:
                self._waivers.setdefault(waiver.code, []).append(waiver)

    def note(self, record: Record) -> None:
        """Remember of a place what the checks that compare places need."""
        line = Line(record, self.facts.official_languages)
        line.astray = astray(record, self)
        self.places[record.id] = line
        self.names += len(record.names)
        for identifier in ids_of(record):
            owner = self.owners.setdefault(identifier, record.id)
            if owner != record.id:
                claim = next((claim for claim in record.identifiers if claim.value == identifier), None)
                self.shared.append(record.fault(claim, f"the id {identifier} stands on {owner} as well"))

    def chain(self, place: str) -> Iterator[Line]:
        """The places above a place, the nearest first, as far as they are known."""
        line = self.places.get(place)
        for _ in range(MAX_DEPTH):
            line = self.places.get(line.parent) if line is not None else None
            if line is None:
                return
            yield line

    def waivers_of(self, code: str) -> list[Waiver]:
        """The waivers of a check that have not expired."""
        return self._waivers.get(code, [])

    @staticmethod
    def romanize(text: str) -> str:
        """A Ukrainian name in the official Latin form."""
        return transliterate(text, "kmu-ukr-2010")

    def limit(self, name: str) -> float:
        """A threshold of the tables, or of `checks.toml` where that has another."""
        return self.config.limits[name]
