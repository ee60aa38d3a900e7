"""Names with language, dates and historic flag, for whoever has GeoNames' alternateNamesV2 among the sources."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from toponyms.build.readers import geonames

if TYPE_CHECKING:
    from collections.abc import Callable, Container
    from pathlib import Path

    from toponyms.build.ledger import Ledger
    from toponyms.build.readers.geonames import TaggedName
    from toponyms.build.sources import Sources

SOURCE = "geonames-alternates"
CODES = ("abbr", "iata", "icao", "faac")
"""Marks of the language column that stand for abbreviations and airport codes."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


class TaggedNames:
    """The names of the wanted places; nothing where the file is not there."""

    def __init__(self, sources: Sources, report: Callable[[str], None]) -> None:
        self._path = sources.path(SOURCE) if sources.has(SOURCE) else None
        self._report = report
        self._names: dict[str, list[TaggedName]] = {}

    @classmethod
    def from_file(cls, path: Path | None, report: Callable[[str], None]) -> TaggedNames:
        """The names of a table that is none of the sources; none without one."""
        made = cls.__new__(cls)
        made._path, made._report, made._names = path, report, {}
        return made

    def read(self, wanted: Container[str]) -> None:
        """Read the names of these GeoNames ids."""
        if self._path is None:
            return
        count = 0
        for name in geonames.read_tagged_names(self._path, wanted):
            self._names.setdefault(name.id, []).append(name)
            count += 1
        self._report(f"{SOURCE}: kept {count:,} names of {len(self._names):,} places")

    def add_to(self, ledger: Ledger, place: str) -> None:
        """Add the names of a place; of one spelling, they stand before what has no language."""
        for name in self._names.get(place.removeprefix("geonames:"), ()):
            kind = "abbreviation" if name.language in CODES else "former" if name.historic else "variant"
            language = name.language if _LANGUAGE.fullmatch(name.language) and name.language not in CODES else "und"
            ledger.name(place, name.name, language, kind, SOURCE, from_=_date(name.from_), to=_date(name.to))


def _date(text: str) -> str:
    """A date of the table where it is a plain one; others are remarks."""
    text = text.strip()
    if re.fullmatch(r"\d{8}", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return text if _DATE.fullmatch(text) else ""
