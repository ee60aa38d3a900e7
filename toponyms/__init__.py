"""Every spelling, one place: resolve any written form of a place name to one gazetteer entry, offline.

>>> import toponyms
>>> toponyms.resolve("Czasiw Jar").place.name
'Chasiv Yar'
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from os import PathLike

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
    from toponyms.renderings import Original, Variant
    from toponyms.romanization import romanizations, transliterate
    from toponyms.types import Candidate, Evidence, Feature, Name, Place, Relation, Resolution
    from toponyms.validation import Report

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
    "Original",
    "OverlayError",
    "Place",
    "Relation",
    "Resolution",
    "ToponymsError",
    "UnknownPlace",
    "UnknownScheme",
    "UsageError",
    "Variant",
    "data_version",
    "nearest",
    "place",
    "resolve",
    "resolve_many",
    "reverse_transliterate",
    "romanizations",
    "transliterate",
    "use",
    "validate",
    "variants",
]

_HOMES = {
    **dict.fromkeys(("Candidate", "Evidence", "Feature", "Name", "Place", "Relation", "Resolution"), "types"),
    "Gazetteer": "gazetteer",
    **dict.fromkeys(("Original", "Variant"), "renderings"),
    **dict.fromkeys(("romanizations", "transliterate"), "romanization"),
    "use": "_default",
}
"""Module of each public class; the errors are the rest. Nothing is imported before it is asked for."""


_default_of: Callable[[], Gazetteer] | None = None
"""What gives the gazetteer in use, once it is imported: an import statement in each call would take a microsecond."""


def _current() -> Gazetteer:
    """The gazetteer in use."""
    global _default_of
    if _default_of is None:
        from toponyms._default import current

        _default_of = current
    return _default_of()


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
    return _current().resolve(
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
    return _current().resolve_many(
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
    return _current().place(identifier)


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
    return _current().nearest(lat, lon, kind=kind, country=country, limit=limit, max_km=max_km)


def validate(
    gazetteer_or_path: Gazetteer | str | PathLike[str] | None = None,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    config: str | PathLike[str] | None = None,
    waivers: str | PathLike[str] | None = None,
    sources: str | PathLike[str] | None = None,
    seeds: str | PathLike[str] | None = None,
    base: Gazetteer | str | PathLike[str] | None = None,
    polygons: str | PathLike[str] | None = None,
    previous: str | PathLike[str] | None = None,
    golden: str | PathLike[str] | None = None,
    today: date | None = None,
) -> Report:
    """What is wrong with a gazetteer: the one in use, a file, a folder of claims, or an overlay in CSV.

    >>> import pathlib, tempfile, toponyms
    >>> table = pathlib.Path(tempfile.mkdtemp(), "names.csv")
    >>> _ = table.write_text("name,id,lang\\nНью-Йoрк,geonames:699751,uk\\n", encoding="utf-8")  # with a Latin o
    >>> report = toponyms.validate(table)
    >>> report.ok, [str(finding.place) for finding in report.errors]
    (False, ['geonames:699751'])

    select, ignore: codes of checks or their beginnings. config, waivers, sources: `checks.toml`, `waivers.toml` and
    `sources.toml`, taken from beside what is validated unless given. seeds: folder of curated claims that belong to a
    folder of claims. base: the gazetteer that an overlay is for. polygons: GeoJSON of units. previous: an earlier
    release, a file or a folder of claims. golden: a table of questions that both releases are asked. today: the day on
    which waivers expire, that of the clock unless given. `docs/reference/checks.md` lists the checks.

    Raises `UsageError` for a path that is nothing to validate or a configuration that says something unknown.
    """
    from toponyms.validation.run import validate as run

    return run(
        _current() if gazetteer_or_path is None else gazetteer_or_path,
        select=tuple(select),
        ignore=tuple(ignore),
        config=config,
        waivers=waivers,
        sources=sources,
        seeds=seeds,
        base=_current() if base is None and str(gazetteer_or_path).lower().endswith(".csv") else base,
        polygons=polygons,
        previous=previous,
        golden=golden,
        today=today,
    )


def reverse_transliterate(text: str, n: int = 5, language: str | None = None) -> tuple[Original, ...]:
    """What a Latin text may have been in Cyrillic: at most `n` originals, the likeliest first, by all tables at once.

    >>> import toponyms
    >>> [original.text for original in toponyms.reverse_transliterate("Schytomyr", n=1)]
    ['Житомир']
    >>> toponyms.reverse_transliterate("Schytomyr")[0].systems
    ('press-deu-ukr',)
    >>> [toponyms.reverse_transliterate("Melnyky", n=1, language=language)[0].text for language in ("uk", "be")]
    ['Мельники', 'Мэльныкы']

    The letters that follow each other in the names of the gazetteer in use decide between readings, the tables say
    which of their systems write each. Ukrainian, Russian and Belarusian, or only the `language` that the text is known
    to be in (BCP 47 or ISO 639-3: `uk`, `ukr`). A text longer than 64 characters is read as far as that; one that no
    table can have written has no originals. Raises `UsageError` for what is no text, and for another language.
    """
    return _current().reverse_transliterate(text, n, language)


def variants(place: Place | str, languages: Iterable[str] | None = None) -> tuple[Variant, ...]:
    """How other languages write a place: the names that sources have in them, and what their orthographies make of its
    Ukrainian and Russian names.

    >>> import toponyms
    >>> [str(variant) for variant in toponyms.variants("geonames:710915", languages=["de", "lt"])]
    ['Tschassiw Jar', 'Tschassow Jar', 'Časiv Jaras', 'Časivas Jaras', 'Časovas Jaras']

    place: a `Place` or an id. languages: BCP 47 tags or ISO 639-3 codes, all that have tables where it is None. A name
    in force comes before a former one, Ukrainian before Russian. Raises `UnknownPlace`, and `UsageError` for a language
    without a table.
    """
    from toponyms.renderings import variants

    return variants(globals()["place"](place) if isinstance(place, str) else place, languages)


def __getattr__(name: str) -> object:
    if name == "data_version":
        return _current().data_version
    if name in __all__:
        from importlib import import_module

        return getattr(import_module(f"toponyms.{_HOMES.get(name, 'errors')}"), name)
    raise AttributeError(f"module 'toponyms' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
