"""`toponyms` as a geopy geocoder: for code that expects `geocode` and `reverse`, without a network."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from toponyms.errors import UsageError
from toponyms.view import address

if TYPE_CHECKING:
    from datetime import date
    from typing import NoReturn

    from toponyms.gazetteer import Gazetteer
    from toponyms.types import Candidate, Place

__all__ = ["Toponyms"]

STRUCTURED = ("city", "county", "state", "country")
"""Parts of a structured query that are used, the smallest first: those of geopy's Nominatim that name places."""

UNUSED = ("street", "postalcode")
"""Parts that Nominatim knows and a gazetteer of names cannot answer; they are left out, as unknown detail."""


class NoNetwork(BaseSyncAdapter):
    """What geopy would send requests with; there are none to send."""

    def get_json(self, url: str, *, timeout: Any, headers: Any) -> NoReturn:
        raise AssertionError("toponyms sends no requests")

    get_text = get_json


class Toponyms(Geocoder):
    """A geopy geocoder that answers from a gazetteer file.

    >>> from toponyms.adapters.geopy import Toponyms
    >>> geocoder = Toponyms()
    >>> location = geocoder.geocode("Novgorodskoye", country="UA")
    >>> location.address
    'Niu-York, Donetsk Oblast, Ukraine'
    >>> location.latitude, location.longitude, location.raw["id"]
    (48.33027, 37.84114, 'geonames:699751')
    >>> geocoder.reverse((48.59, 37.83)).address
    'Chasiv Yar, Donetsk Oblast, Ukraine'

    gazetteer: a `toponyms.Gazetteer` to ask instead of the one in use. country, within, min_confidence: what `geocode`
    uses where the call does not say. kind: the kind of place that `reverse` looks for.

    `timeout` and `user_agent` are taken, so that the constructor fits where another geocoder's did, and mean nothing.
    """

    def __init__(
        self,
        gazetteer: Gazetteer | None = None,
        *,
        country: str | None = None,
        within: str | Place | None = None,
        min_confidence: float = 0.5,
        kind: str = "settlement",
        timeout: Any = DEFAULT_SENTINEL,
        user_agent: str | None = None,
    ) -> None:
        super().__init__(timeout=timeout, user_agent=user_agent, adapter_factory=NoNetwork)
        self._gazetteer = gazetteer
        self._country = country
        self._within = within
        self._min_confidence = min_confidence
        self._kind = kind

    def geocode(
        self,
        query: str | Mapping[str, str],
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        limit: int | None = None,
        country: str | None = None,
        within: str | Place | None = None,
        near: Point | tuple[float, float] | Place | None = None,
        kind: str | None = None,
        as_of: str | date | None = None,
        min_confidence: float | None = None,
    ) -> Location | list[Location] | None:
        """The location that a name means, None where that is unknown or not sure enough.

        >>> Toponyms().geocode({"city": "Zalizne", "state": "Donetsk Oblast", "country": "UA"}).raw["id"]
        'geonames:713176'

        query: a name, or a dictionary with some of "city", "county", "state" and "country". exactly_one=False gives
        every candidate, best first, at most `limit` (default 10), sure or not. The other parameters are those of
        `toponyms.resolve`. `Location.raw` is `Place.to_dict()` without the names, with "confidence", "status" and
        "data_version". `timeout` means nothing.

        Raises geopy's `GeocoderQueryError` for a query or a hint that means nothing, such as an unknown country.
        """
        _check(limit)
        text, parents, place_country = _parts(query)
        try:
            answer = self._asked().resolve(
                ", ".join([text, *parents]),
                country=country or place_country or self._country,
                within=within or self._within,
                near=(near.latitude, near.longitude) if isinstance(near, Point) else near,
                kind=kind,
                as_of=as_of,
                min_confidence=self._min_confidence if min_confidence is None else min_confidence,
                limit=1 if exactly_one else limit or 10,
            )
        except UsageError as error:
            raise GeocoderQueryError(str(error)) from error
        if exactly_one:
            return _location(answer.candidates[0], answer.status) if answer.status == "resolved" else None
        return [_location(candidate, answer.status) for candidate in answer.candidates] or None

    def reverse(
        self,
        query: Point | tuple[float, float] | str,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        limit: int | None = None,
        kind: str | None = None,
        max_km: float | None = None,
    ) -> Location | list[Location] | None:
        """The settlement nearest to a point, None where there is none within `max_km`.

        query: a `geopy.Point`, (latitude, longitude) or "latitude, longitude". exactly_one=False gives the nearest
        `limit` (default 10). kind: another kind of place. `Location.raw` holds "distance_km", the great-circle distance
        from the point to the position of the place. `timeout` means nothing.
        """
        _check(limit)
        point = query if isinstance(query, Point) else Point(query)
        try:
            found = self._asked().nearest(
                point.latitude,
                point.longitude,
                kind=kind or self._kind,
                limit=1 if exactly_one else limit or 10,
                max_km=max_km,
            )
        except UsageError as error:
            raise GeocoderQueryError(str(error)) from error
        locations = [_place_location(place, distance_km=km) for place, km in found]
        if exactly_one:
            return locations[0] if locations else None
        return locations or None

    def _asked(self) -> Gazetteer:
        if self._gazetteer is None:
            from toponyms._default import current

            return current()
        return self._gazetteer


def _parts(query: object) -> tuple[str, list[str], str | None]:
    """What is looked for, the names of what it lies in, and the country, of a query in one piece or in several."""
    if isinstance(query, str):
        return query, [], None
    if not isinstance(query, Mapping):
        raise GeocoderQueryError(f"a query is a text or a dictionary with {_list(STRUCTURED)}, not {query!r:.80}")
    unknown = [key for key in query if key not in STRUCTURED + UNUSED]
    if unknown:
        raise GeocoderQueryError(f"a structured query takes {_list(STRUCTURED)}, not {unknown[0]!r}")
    given = [str(query[key]) for key in STRUCTURED if query.get(key)]
    if not given:
        raise GeocoderQueryError(f"a structured query needs one of {_list(STRUCTURED)}")
    country = str(query["country"]) if query.get("country") and len(given) > 1 else None
    return given[0], given[1:-1] if country else given[1:], country


def _check(limit: int | None) -> None:
    if limit is not None and limit < 1:
        raise ValueError("limit must be at least 1")


def _list(words: tuple[str, ...]) -> str:
    return ", ".join(repr(word) for word in words)


def _location(candidate: Candidate, status: str) -> Location:
    return _place_location(candidate.place, confidence=candidate.confidence, status=status)


def _place_location(place: Place, **more: object) -> Location:
    raw = {key: value for key, value in place.to_dict().items() if key != "names"}
    return Location(address(place), Point(place.lat, place.lon), {**raw, **more})
