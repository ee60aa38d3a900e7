"""Every spelling, one place: resolve any written form of a place name to one gazetteer entry, offline.

>>> import toponyms
>>> toponyms.resolve("Czasiw Jar").place.name
'Chasiv Yar'
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from toponyms._default import use
    from toponyms.errors import (
        BuildError,
        GazetteerCorrupt,
        GazetteerError,
        GazetteerNotFound,
        GazetteerVersionError,
        OverlayError,
        ToponymsError,
        UnknownPlace,
        UnknownScheme,
        UsageError,
    )
    from toponyms.gazetteer import Gazetteer
    from toponyms.romanization import romanizations, transliterate
    from toponyms.types import Candidate, Evidence, Feature, Name, Place, Resolution

__version__ = "0.1.0"

__all__ = [
    "BuildError",
    "Candidate",
    "Evidence",
    "Feature",
    "Gazetteer",
    "GazetteerCorrupt",
    "GazetteerError",
    "GazetteerNotFound",
    "GazetteerVersionError",
    "Name",
    "OverlayError",
    "Place",
    "Resolution",
    "ToponymsError",
    "UnknownPlace",
    "UnknownScheme",
    "UsageError",
    "data_version",
    "nearest",
    "place",
    "resolve",
    "resolve_many",
    "romanizations",
    "transliterate",
    "use",
]

_HOMES = {
    **dict.fromkeys(("Candidate", "Evidence", "Feature", "Name", "Place", "Resolution"), "types"),
    "Gazetteer": "gazetteer",
    **dict.fromkeys(("romanizations", "transliterate"), "romanization"),
    "use": "_default",
}
"""Module of each public class; the errors are the rest. Nothing is imported before it is asked for."""


def resolve(
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
    """The place that a text names, asked of the gazetteer in use; see `Gazetteer.resolve` for the parameters.

    >>> import toponyms
    >>> toponyms.resolve("Novgorodskoye", country="UA").place.name
    'Niu-York'
    """
    from toponyms._default import current

    return current().resolve(
        text,
        country=country,
        within=within,
        near=near,
        kind=kind,
        as_of=as_of,
        min_confidence=min_confidence,
        limit=limit,
    )


def resolve_many(
    texts: Iterable[str],
    *,
    country: str | None = None,
    within: str | Place | None = None,
    near: tuple[float, float] | Place | None = None,
    kind: str | None = None,
    as_of: str | date | None = None,
    min_confidence: float = 0.5,
    limit: int = 10,
) -> Iterator[Resolution]:
    """The answers to many texts, in order, each the same as `resolve` gives.

    >>> import toponyms
    >>> [answer.place.name for answer in toponyms.resolve_many(["Kiew", "Lwów"])]
    ['Kyiv', 'Lviv']
    """
    from toponyms._default import current

    return current().resolve_many(
        texts,
        country=country,
        within=within,
        near=near,
        kind=kind,
        as_of=as_of,
        min_confidence=min_confidence,
        limit=limit,
    )


def place(identifier: str) -> Place:
    """The place with an id.

    >>> import toponyms
    >>> toponyms.place("geonames:703448").name
    'Kyiv'

    Raises `UnknownPlace` where the gazetteer has no such id.
    """
    from toponyms._default import current

    return current().place(identifier)


def nearest(
    lat: float,
    lon: float,
    *,
    kind: str | None = None,
    country: str | None = None,
    limit: int = 1,
    max_km: float | None = None,
) -> tuple[tuple[Place, float], ...]:
    """The places nearest to a point (degrees WGS84) with their distances in km; see `Gazetteer.nearest`.

    >>> import toponyms
    >>> toponyms.nearest(48.59, 37.83, kind="settlement")[0][0].name
    'Chasiv Yar'
    """
    from toponyms._default import current

    return current().nearest(lat, lon, kind=kind, country=country, limit=limit, max_km=max_km)


def __getattr__(name: str) -> object:
    if name == "data_version":
        from toponyms._default import current

        return current().data_version
    if name in __all__:
        from importlib import import_module

        return getattr(import_module(f"toponyms.{_HOMES.get(name, 'errors')}"), name)
    raise AttributeError(f"module 'toponyms' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
