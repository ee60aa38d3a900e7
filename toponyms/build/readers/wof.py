"""Who's On First: places with a position, names by language, and ids of other gazetteers ("concordances").

The file has one place a line as JSON, with the properties of its record. Concordances are taken as hints only: some
villages carry the id of a city. What counts as near enough is the caller's to say.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from toponyms.build.names import clean
from toponyms.build.sources import open_lines
from toponyms.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

IN_FORCE = ("", "uuuu", "..", "None")
"""Values of the day of cessation that say nothing: the place goes on."""


class TaggedName(NamedTuple):
    """A name with its language and what the record says of it."""

    language: str
    """ISO 639-3 code: `ukr`."""
    status: str
    """`preferred`, `variant`, `historical`, `colloquial` ..."""
    name: str


class Record(NamedTuple):
    """One place of Who's On First."""

    id: str
    name: str
    """The record's own heading, in whatever language it has."""
    placetype: str
    lat: float
    lon: float
    names: tuple[TaggedName, ...]
    geonames: str
    """GeoNames id that the record says it is, "" where it says none."""
    wikidata: str
    source: str
    """Who drew the shape or gave the point: `geonames`, `quattroshapes`, `whosonfirst` ..."""
    region: str = ""
    """Id of the record of the first-level unit that it lies in."""
    county: str = ""
    """Id of the record of the second-level unit."""

    @property
    def place(self) -> str:
        """The id of the record in the gazetteer."""
        return f"wof:{self.id}"

    @property
    def all_names(self) -> list[str]:
        """The heading and every name, without language."""
        return [*([self.name] if self.name else []), *(name.name for name in self.names)]


def read_records(path: Path) -> Iterator[Record]:
    """Every record that has a position and is neither superseded nor at its end.

    Raises `BuildError` naming the line that is no record.
    """
    with open_lines(path) as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
                record = _record(row)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise BuildError(f"{path.name}, line {number}: not a record of Who's On First ({error})") from None
            ended = row.get("deprecated") or row.get("supersby") or str(row.get("cessation")) not in IN_FORCE
            if not ended and (record.lat or record.lon):
                yield record


def _record(row: dict[str, Any]) -> Record:
    ids = row.get("conc") or {}
    names = []
    for key, values in (row.get("names") or {}).items():
        language, _, status = key.partition("_x_")
        names += [TaggedName(language, status, text) for value in values if (text := clean(value))]
    # the label's point lies inside of what was drawn, the centre of a bent shape need not
    above: dict[str, Any] = next(iter(row.get("hierarchy") or ()), {})
    lat, lon = (row["lbl_lat"], row["lbl_lon"]) if row.get("lbl_lat") else (row["lat"], row["lon"])
    return Record(
        str(row["wof_id"]),
        clean(row.get("name") or ""),
        row["placetype"],
        float(lat or 0.0),
        float(lon or 0.0),
        tuple(names),
        str(ids.get("gn:id") or ""),
        str(ids.get("wd:id") or ""),
        row.get("src") or "",
        str(above.get("region_id") or ""),
        str(above.get("county_id") or ""),
    )
