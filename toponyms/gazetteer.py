"""An open gazetteer file: resolving names, looking places up, finding the nearest."""

from __future__ import annotations

import os

from toponyms.arguments import day, known, point
from toponyms.errors import UnknownPlace, UsageError, did_you_mean
from toponyms.index.damage import read
from toponyms.index.reader import Index
from toponyms.matching.constraints import Constraints
from toponyms.matching.hints import Hint
from toponyms.matching.query import MAX_LENGTH
from toponyms.records import Records
from toponyms.types import PLACE_KINDS, Place, Resolution

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from typing import Any

INSTALLED = os.path.join(os.path.dirname(__file__), "_data", "toponyms.gaz")
"""Where installing the package puts the gazetteer of the default scope."""


class Gazetteer(Records):
    """A gazetteer file, mapped into memory. Safe to share between threads and across forks.

    >>> import toponyms
    >>> gazetteer = toponyms.Gazetteer.open()
    >>> gazetteer.resolve("Tschassiw Jar").place.name
    'Chasiv Yar'
    """

    @classmethod
    def open(cls, path: str | os.PathLike[str] | None = None, *, verify: bool = False) -> Gazetteer:
        """Open a gazetteer file, the installed one where no path is given.

        Every open checks magic, version, exact size and the digest of the header; `verify=True` reads the whole file
        and checks every section.

        Raises `GazetteerNotFound`, `GazetteerVersionError` or `GazetteerCorrupt`, each saying what to do.
        """
        gazetteer: Gazetteer = read(cls, read(Index, INSTALLED if path is None else path, verify=verify))
        return gazetteer

    def resolve(
        self,
        text: str,
        *,
        country: str | None = None,
        within: str | Place | None = None,
        near: tuple[float, float] | Place | None = None,
        kind: str | None = None,
        as_of: str | date | None = None,
        min_confidence: float = 0.5,
        limit: int = 10,
    ) -> Resolution:
        """The place that a text names.

        >>> import toponyms
        >>> toponyms.Gazetteer.open().resolve("Zalizne", within="Donetsk Oblast").place.id
        'geonames:713176'

        text: a name in any spelling; type words ("town of"), parents ("…, Donetsk Oblast") and alternates ("A/B") are
        understood. country: ISO 3166-1 alpha-2 code or name; within: a `Place`, an id or any name. Both are
        constraints. near: (latitude, longitude) in degrees WGS84 or a `Place`; a preference. kind: one of
        `types.PLACE_KINDS`; a constraint. as_of: a partial ISO 8601 date or a `date`; names in force that day are
        preferred. min_confidence: below it the status is "ambiguous". limit: most candidates kept.

        Raises `UsageError` for an argument of the wrong type or an unknown country or kind.
        """
        if not isinstance(text, str):
            raise UsageError(f"resolve() takes a name as str, not {type(text).__name__}; read cells with str() first")
        constraints, notes = self._constraints(country, within, near, kind, as_of)
        number = isinstance(min_confidence, (int, float)) and 0.0 <= min_confidence <= 1.0
        if not (isinstance(limit, int) and limit > 0 and number):
            raise UsageError("limit must be a positive whole number and min_confidence between 0 and 1")
        if len(text) > MAX_LENGTH:
            notes.append(f"a text of {len(text):,} characters is no name; names have at most {MAX_LENGTH}")
            return self._unknown(text, notes)
        answer = read(self._matcher.match, text, constraints)
        scored = answer.scored
        if not scored:
            return self._unknown(text, [*notes, *answer.notes])
        notes.extend(answer.notes)
        if constraints.country:
            inside, claimed = self._matcher.countries[self._index.place_countries[scored[0].row]]
            if constraints.country not in inside and constraints.country in claimed:
                notes.append(f"the place lies in {', '.join(inside)}; {constraints.country} claims it")
        return Resolution(
            query=text,
            status="resolved" if scored[0].confidence >= min_confidence else "ambiguous",
            confidence=scored[0].confidence,
            nil=answer.nil,
            candidates_total=answer.total,
            notes=tuple(notes),
            data_version=self.data_version,
            _scored=tuple(scored[:limit]),
            _gazetteer=self,
            _built=[],
        )

    def resolve_many(self, texts: Iterable[str], **arguments: Any) -> Iterator[Resolution]:
        """The answers to many texts, in order, each the same as `resolve` gives with these arguments.

        >>> import toponyms
        >>> [answer.place.name for answer in toponyms.Gazetteer.open().resolve_many(["Kiew", "Charkow"])]
        ['Kyiv', 'Kharkiv']
        """
        if isinstance(texts, str):
            raise UsageError("resolve_many() takes several texts; resolve() takes one")
        known: dict[str, Resolution] = {}
        for text in texts:
            answer = known.get(text) if isinstance(text, str) else None
            if answer is None:
                answer = self.resolve(text, **arguments)
                if len(known) < 10_000:
                    known[text] = answer
            yield answer

    def place(self, identifier: str) -> Place:
        """The place with an id: `geonames:699751`, `katottg:UA14…`, `iso:UA`.

        >>> import toponyms
        >>> toponyms.Gazetteer.open().place("katottg:UA14020110050044480").name
        'Niu-York'

        Raises `UnknownPlace` where no place has it.
        """
        if not isinstance(identifier, str):
            raise UsageError(f"place() takes an id such as 'geonames:699751', not {type(identifier).__name__}")
        row = read(self._index.find_id, identifier)
        if row < 0:
            hint = "" if ":" in identifier else " An id has a namespace: geonames:…, katottg:…; resolve() takes names."
            raise UnknownPlace(f"no place has the id {identifier!r} in gazetteer {self.data_version}.{hint}")
        place: Place = read(self._place_at, row)
        return place

    def nearest(
        self,
        lat: float,
        lon: float,
        *,
        kind: str | None = None,
        country: str | None = None,
        limit: int = 1,
        max_km: float | None = None,
    ) -> tuple[tuple[Place, float], ...]:
        """The places nearest to a point (degrees WGS84), with their great-circle distance in km, nearest first.

        >>> import toponyms
        >>> gazetteer = toponyms.Gazetteer.open()
        >>> [(place.name, round(km)) for place, km in gazetteer.nearest(48.59, 37.83, kind="settlement")]
        [('Chasiv Yar', 0)]

        Raises `UsageError` for a point that is none, or an unknown kind or country.
        """
        from toponyms.places import nearest

        lat, lon = point((lat, lon))
        if not (isinstance(limit, int) and limit > 0):
            raise UsageError("limit must be a positive whole number")
        if max_km is not None and not (isinstance(max_km, (int, float)) and max_km >= 0):
            raise UsageError("max_km must be a distance in km, not negative")
        number = PLACE_KINDS.index(known("kind", kind, PLACE_KINDS)) if kind else None
        allowed = self._matcher.allowed(self._country(country)) if country else None
        found = read(nearest, self._index, lat, lon, number, allowed, limit, max_km)
        return tuple((self._place_at(row), km) for row, km in found)

    def __len__(self) -> int:
        return len(self._index)

    def __iter__(self) -> Iterator[Place]:
        return (self._place_at(row) for row in range(len(self._index)))

    def __repr__(self) -> str:
        return f"Gazetteer({self._index.path!r}, data_version={self.data_version!r}, places={len(self):,})"

    def __enter__(self) -> Gazetteer:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def __reduce__(self) -> tuple[Any, ...]:
        return _reopen, (self._index.path,)

    @property
    def path(self) -> str:
        """Path of the file."""
        return self._index.path

    @property
    def meta(self) -> Mapping[str, str]:
        """What the file says of itself: data version, scope, counts, attributions."""
        return self._index.meta

    def close(self) -> None:
        """Give the mapped file back. Answers made before keep what was read of them."""
        self._index.close()

    # what the arguments mean

    def _constraints(
        self,
        country: str | None,
        within: str | Place | None,
        near: tuple[float, float] | Place | None,
        kind: str | None,
        as_of: str | date | None,
    ) -> tuple[Constraints, list[str]]:
        notes: list[str] = []
        hints: list[Hint] = []
        if within is not None and within != "":
            hint = self._within(within)
            if hint is None:
                notes.append(f"within={str(within)[:60]!r} names no place known here and was not used")
            else:
                hints.append(hint)
        return (
            Constraints(
                country=self._country(country) if country else "",
                hints=hints,
                near=None if near is None else point(near),
                kind=known("kind", kind, PLACE_KINDS) if kind else "",
                as_of=None if as_of is None else day(as_of),
            ),
            notes,
        )

    def _within(self, within: str | Place) -> Hint | None:
        if isinstance(within, Place):
            row = read(self._index.find_id, within.id)
            if row < 0:
                raise UnknownPlace(f"within={within.id!r} is not in gazetteer {self.data_version}")
            return self._hint_at(row, within.name)
        if not isinstance(within, str):
            raise UsageError(f"within takes a Place, an id or a name, not {type(within).__name__}")
        row = read(self._index.find_id, within) if ":" in within else -1
        if row >= 0:
            return self._hint_at(row, within)
        return read(self._matcher.hints.find, within) if len(within) <= MAX_LENGTH else None

    def _hint_at(self, row: int, text: str) -> Hint:
        hint: Hint = read(Hint, self._index, text, [row])
        return hint

    def _country(self, country: str) -> str:
        if not isinstance(country, str):
            raise UsageError(f"country takes an ISO 3166-1 code or a name, not {type(country).__name__}")
        if self._country_codes is None:
            self._country_codes = {
                code.casefold(): code for inside, claimed in self._matcher.countries for code in (*inside, *claimed)
            }
        code = self._country_codes.get(country.strip().casefold())
        if code is None:
            code = read(self._country_named, country) if len(country) <= MAX_LENGTH else ""
            if not code:
                known = [self._place_at(row).name for row in read(self._rows_of_kind, "country")]
                raise UsageError(
                    f"unknown country {country[:40]!r}: pass an ISO 3166-1 alpha-2 code or a name."
                    + did_you_mean(country[:40], known)
                )
            self._country_codes[country.strip().casefold()] = code
        return code

    def _country_named(self, country: str) -> str:
        index, number = self._index, PLACE_KINDS.index("country")
        key = index.find_key(self._rules.exact(country))
        if key >= 0:
            for row in index.rows_of(key):
                place = index.row_place[row]
                if index.place_kind[place] >> 4 == number:
                    return self._matcher.countries[index.place_countries[place]][0][0]
        return ""

    def _rows_of_kind(self, kind: str) -> list[int]:
        number = PLACE_KINDS.index(kind)
        return [row for row, packed in enumerate(self._index.place_kind) if packed >> 4 == number]

    # from rows to values; also called by the values themselves

    def _unknown(self, text: str, notes: list[str]) -> Resolution:
        return Resolution(text, "unknown", 0.0, 1.0, 0, tuple(notes), self.data_version, (), self, [()])


def _reopen(path: str) -> Gazetteer:
    """The gazetteer of a path, for values that were pickled; one per path and process."""
    if path not in _OPEN:
        _OPEN[path] = Gazetteer.open(path)
    return _OPEN[path]


_OPEN: dict[str, Gazetteer] = {}
