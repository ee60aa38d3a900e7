"""An open gazetteer file: resolving names, looking places up, finding the nearest."""

from __future__ import annotations

import os
import re
from functools import wraps

from toponyms.errors import GazetteerCorrupt, ToponymsError, UnknownPlace, UsageError, did_you_mean
from toponyms.index.format import CLAIM_BLOCK, NO_POPULATION, unpack_facts
from toponyms.index.keys import KeyRules
from toponyms.index.reader import REBUILD, Index
from toponyms.matching.constraints import Constraints
from toponyms.matching.hints import Hint
from toponyms.matching.matcher import Matcher
from toponyms.matching.query import MAX_LENGTH
from toponyms.matching.recall import CHANNELS
from toponyms.matching.score import FEATURES
from toponyms.types import (
    NAME_KINDS,
    PLACE_KINDS,
    POSITION_KINDS,
    Candidate,
    Evidence,
    Feature,
    Name,
    Place,
    Resolution,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date
    from typing import Any, TypeVar

    from toponyms.matching.score import Scored

    Method = TypeVar("Method", bound=Callable[..., Any])

INSTALLED = os.path.join(os.path.dirname(__file__), "_data", "toponyms.gaz")
"""Where installing the package puts the gazetteer of the default scope."""

MAX_PARENTS = 8
"""Most parents of a place that are followed; the deepest real chain has five."""

DAMAGE = (LookupError, ValueError, ArithmeticError, re.error)
"""What reading a damaged file raises: offsets are bounds-checked by Python itself, and lines that are no longer rules
have too few columns, no number where one should be, or a pattern that does not compile."""


def _read(function: Any, *arguments: Any, **options: Any) -> Any:
    """Call a function that reads the file; what a damaged file makes it raise becomes `GazetteerCorrupt`."""
    try:
        return function(*arguments, **options)
    except ToponymsError:
        raise
    except DAMAGE as error:
        raise GazetteerCorrupt(f"the gazetteer file is damaged ({error}). {REBUILD}") from error


def _guarded(method: Method) -> Method:
    """A method that reads the file, with what a damaged file makes it raise as `GazetteerCorrupt`."""

    @wraps(method)
    def guarded(*arguments: Any, **options: Any) -> Any:
        return _read(method, *arguments, **options)

    return guarded  # type: ignore[return-value]


class Gazetteer:
    """A gazetteer file, mapped into memory. Safe to share between threads and across forks.

    >>> import toponyms
    >>> gazetteer = toponyms.Gazetteer.open()
    >>> gazetteer.resolve("Tschassiw Jar").place.name
    'Chasiv Yar'
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._rules = KeyRules.from_bytes(index["rules.keys"])
        self._matcher = Matcher(index, self._rules)
        self._features = index.lines("vocab.features")
        self._languages = index.lines("vocab.languages")
        self._sources = index.lines("vocab.sources")
        self._dates = [tuple(line.split("\t")) for line in index.lines("vocab.dates")]
        self._country_codes: dict[str, str] | None = None
        self.data_version: str = index.meta["data_version"]

    @classmethod
    def open(cls, path: str | os.PathLike[str] | None = None, *, verify: bool = False) -> Gazetteer:
        """Open a gazetteer file, the installed one where no path is given.

        Every open checks magic, version, exact size and the digest of the header; `verify=True` reads the whole file
        and checks every section.

        Raises `GazetteerNotFound`, `GazetteerVersionError` or `GazetteerCorrupt`, each saying what to do.
        """
        gazetteer: Gazetteer = _read(cls, _read(Index, INSTALLED if path is None else path, verify=verify))
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
        if not (isinstance(limit, int) and limit > 0) or not 0.0 <= min_confidence <= 1.0:
            raise UsageError("limit must be a positive whole number and min_confidence between 0 and 1")
        if len(text) > MAX_LENGTH:
            notes.append(f"a text of {len(text):,} characters is no name; names have at most {MAX_LENGTH}")
            return self._unknown(text, notes)
        answer = _read(self._matcher.match, text, constraints)
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
        row = _read(self._index.find_id, identifier)
        if row < 0:
            hint = "" if ":" in identifier else " An id has a namespace: geonames:…, katottg:…; resolve() takes names."
            raise UnknownPlace(f"no place has the id {identifier!r} in gazetteer {self.data_version}.{hint}")
        place: Place = _read(self._place_at, row)
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

        lat, lon = _point((lat, lon))
        if not (isinstance(limit, int) and limit > 0):
            raise UsageError("limit must be a positive whole number")
        number = PLACE_KINDS.index(_known("kind", kind, PLACE_KINDS)) if kind else None
        allowed = self._matcher.allowed(self._country(country)) if country else None
        found = _read(nearest, self._index, lat, lon, number, allowed, limit, max_km)
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
                notes.append(f"within={within!r} names no place known here and was not used")
            else:
                hints.append(hint)
        return (
            Constraints(
                country=self._country(country) if country else "",
                hints=hints,
                near=None if near is None else _point(near),
                kind=_known("kind", kind, PLACE_KINDS) if kind else "",
                as_of=None if as_of is None else _date(as_of),
            ),
            notes,
        )

    def _within(self, within: str | Place) -> Hint | None:
        if isinstance(within, Place):
            row = _read(self._index.find_id, within.id)
            if row < 0:
                raise UnknownPlace(f"within={within.id!r} is not in gazetteer {self.data_version}")
            return Hint(self._index, within.name, [row])
        if not isinstance(within, str):
            raise UsageError(f"within takes a Place, an id or a name, not {type(within).__name__}")
        row = _read(self._index.find_id, within) if ":" in within else -1
        if row >= 0:
            return Hint(self._index, within, [row])
        return _read(self._matcher.hints.find, within) if len(within) <= MAX_LENGTH else None

    def _country(self, country: str) -> str:
        if not isinstance(country, str):
            raise UsageError(f"country takes an ISO 3166-1 code or a name, not {type(country).__name__}")
        if self._country_codes is None:
            self._country_codes = {
                code.casefold(): code for inside, claimed in self._matcher.countries for code in (*inside, *claimed)
            }
        code = self._country_codes.get(country.strip().casefold())
        if code is None:
            code = self._country_named(country) if len(country) <= MAX_LENGTH else ""
            if not code:
                known = [self._place_at(row).name for row in _read(self._rows_of_kind, "country")]
                raise UsageError(
                    f"unknown country {country[:40]!r}: pass an ISO 3166-1 alpha-2 code or a name."
                    + did_you_mean(country[:40], known)
                )
            self._country_codes[country.strip().casefold()] = code
        return code

    @_guarded
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

    @_guarded
    def _place_at(self, row: int) -> Place:
        index = self._index
        packed = index.place_kind[row]
        inside, claimed = self._matcher.countries[index.place_countries[row]]
        population = index["place.population"][row]
        extent = index.place_extent[row]
        box = None
        if extent:
            west, south, east, north = index["extent.box"][4 * extent - 4 : 4 * extent]
            box = (west / 1e5, south / 1e5, east / 1e5, north / 1e5)
        start, end = self._dates[index.place_dates[row]]
        return Place(
            id=index.text(index["place.id"][row]),
            name=index.text(index["place.name"][row]),
            lat=index.place_lat[row] / 1e5,
            lon=index.place_lon[row] / 1e5,
            kind=PLACE_KINDS[packed >> 4],
            admin_level=packed & 0xF,
            feature=self._features[index["place.feature"][row]],
            country=inside[0] if inside else "",
            countries=inside,
            claimed_by=claimed,
            population=None if population == NO_POPULATION else population,
            position_kind=POSITION_KINDS[index["place.position"][row]],
            uncertainty_km=index["place.uncertainty"][row] / 10,
            extent=box,
            valid_from=start,
            valid_to=end,
            data_version=self.data_version,
            _gazetteer=self,
            _row=row,
        )

    @_guarded
    def _ids_of(self, row: int) -> dict[str, str]:
        lists, texts = self._index["id.lists"], self._index["id.of"]
        ids = [self._index.text(texts[at]) for at in range(lists[row], lists[row + 1])]
        return dict(identifier.split(":", 1) for identifier in ids)

    @_guarded
    def _parents_of(self, row: int) -> tuple[Place, ...]:
        parents, out = self._index.place_parent, []
        for _ in range(MAX_PARENTS):
            row = parents[row] - 1
            if row < 0:
                break
            out.append(self._place_at(row))
        return tuple(out)

    @_guarded
    def _names_of(self, row: int) -> tuple[Name, ...]:
        starts = self._index["place.names"]
        seen: dict[Name, None] = {}
        for number in range(starts[row], starts[row + 1]):
            if not unpack_facts(self._index.row_facts[number])[3]:
                seen[self._name_at(number)] = None
        return tuple(seen)

    def _name_at(self, row: int) -> Name:
        kind, language, source, _ = unpack_facts(self._index.row_facts[row])
        start, end = self._dates[self._index.row_dates[row]]
        text = self._index.text(self._index.row_text[row])
        return Name(text, self._languages[language], NAME_KINDS[kind], start, end, self._sources[source])

    @_guarded
    def _name_in(self, row: int, language: str, as_of: str | None) -> Name | None:
        day = None if as_of is None else _date(as_of)
        names = [name for name in self._names_of(row) if name.language == language and name.kind not in NOT_SHOWN]
        if day is None:
            names.sort(key=lambda name: (bool(name.valid_to) or name.kind == "former", NAME_KINDS.index(name.kind)))
        else:
            names = [
                name
                for name in names
                if (not name.valid_from or name.valid_from <= day)
                and (name.valid_to >= day if name.valid_to else name.kind != "former" or not name.valid_from)
            ]
            names.sort(key=lambda name: (not (name.valid_from or name.valid_to), NAME_KINDS.index(name.kind)))
        return names[0] if names else None

    @_guarded
    def _claims_of(self, row: int) -> tuple[str, ...]:
        import zlib

        blocks = self._index["claim.blocks"]
        block = row // CLAIM_BLOCK
        packed = bytes(self._index["claim.bytes"][blocks[block] : blocks[block + 1]])
        try:
            places = str(zlib.decompress(packed), "utf-8").split("\f")
        except zlib.error:
            raise GazetteerCorrupt(f"{self.path}: the claims are damaged. {REBUILD}") from None
        return tuple(places[row % CLAIM_BLOCK].splitlines())

    def _candidates_of(self, scored: tuple[Scored, ...]) -> tuple[Candidate, ...]:
        return tuple(Candidate(self._place_at(one.row), one.confidence, self._evidence_of(one)) for one in scored)

    @_guarded
    def _evidence_of(self, scored: Scored) -> Evidence:
        hit = scored.hit
        features = tuple(
            Feature(name, value, weight, meaning)
            for (name, meaning), value, weight in zip(
                FEATURES, scored.values, self._matcher.scorer.weights, strict=True
            )
            if value
        )
        return Evidence(hit.form, CHANNELS[hit.channel], self._name_at(hit.row), hit.key, hit.cost, features)


NOT_SHOWN = frozenset({"garble", "abbreviation", "adjective"})
"""Kinds of name that are never shown as the name of a place."""


def _reopen(path: str) -> Gazetteer:
    """The gazetteer of a path, for values that were pickled; one per path and process."""
    if path not in _OPEN:
        _OPEN[path] = Gazetteer.open(path)
    return _OPEN[path]


_OPEN: dict[str, Gazetteer] = {}


def _known(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        shown = str(value)[:40]
        raise UsageError(f"unknown {name} {shown!r}: pass one of {', '.join(allowed)}.{did_you_mean(shown, allowed)}")
    return value


def _point(near: object) -> tuple[float, float]:
    if isinstance(near, Place):
        return near.lat, near.lon
    try:
        lat, lon = (float(part) for part in near)  # type: ignore[attr-defined]
    except (TypeError, ValueError):
        raise UsageError(f"a point is (latitude, longitude) in degrees, not {str(near)[:40]!r}") from None
    if not (-90.0 <= lat <= 90.0 and -180.0 <= lon <= 180.0):
        raise UsageError(f"latitude {lat} or longitude {lon} is out of range; the latitude comes first")
    return lat, lon


def _date(value: object) -> str:
    text = value if isinstance(value, str) else str(getattr(value, "isoformat", lambda: value)())[:10]
    digits = text.split("-")
    if not (
        1 <= len(digits) <= 3
        and all(part.isascii() and part.isdigit() for part in digits)
        and [len(part) for part in digits] == [4, 2, 2][: len(digits)]
        and all(1 <= int(part) <= most for part, most in zip(digits[1:], (12, 31), strict=False))
    ):
        raise UsageError(f"as_of takes a date such as 2015, 2015-06 or 2015-06-01, not {text[:40]!r}")
    return text
