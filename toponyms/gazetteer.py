"""An open gazetteer file: resolving names, looking places up, finding the nearest."""

from __future__ import annotations

import os
from _thread import allocate_lock

from toponyms.arguments import constraints_of, country_of, given, known, point
from toponyms.errors import UnknownPlace, UsageError
from toponyms.index.damage import read
from toponyms.index.reader import is_gazetteer, path_of
from toponyms.matching.query import MAX_LENGTH
from toponyms.records import kept_records, open_records
from toponyms.types import PLACE_KINDS, Place, Resolution

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from typing import Any

    from toponyms.build.overlay import Overlay
    from toponyms.build.pcodes import PCodes
    from toponyms.build.tables import Table
    from toponyms.index.keys import KeyRules
    from toponyms.index.reader import Index
    from toponyms.matching.matcher import Matcher
    from toponyms.records import Records
    from toponyms.renderings import Original

INSTALLED = os.path.join(os.path.dirname(__file__), "_data", "toponyms.gaz")
"""Where installing the package puts the gazetteer of the default scope."""


ENVIRONMENT = "TOPONYMS_GAZETTEER"
"""Environment variable that names another file than the installed one."""


def default_path() -> str:
    """Path of the file that is opened where none is named; whether it is there shows on opening."""
    return os.environ.get(ENVIRONMENT) or INSTALLED


LAYERS = "toponyms.layers"
"""Group of entry points of distributions that bring a layer: each names a function that gives the path of its file."""


class Gazetteer:
    """A gazetteer file, mapped into memory. Safe to share between threads and across forks.

    >>> import toponyms
    >>> gazetteer = toponyms.Gazetteer.open()
    >>> gazetteer.resolve("Tschassiw Jar").place.name
    'Chasiv Yar'
    """

    def __init__(self, records: Records) -> None:
        self._records = records
        self._changing = allocate_lock()

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str] | None = None,
        *,
        layers: Iterable[str | os.PathLike[str]] = (),
        verify: bool = False,
    ) -> Gazetteer:
        """Open a gazetteer file: the one given, else the one that `TOPONYMS_GAZETTEER` names, else the installed one.

        Every open checks magic, version, exact size and the digest of the header; `verify=True` reads the whole file
        and checks every section. layers: what to lay over it, the lowest first: tables (see `overlay`), gazetteer files
        (`.gaz`), and names of installed layers, such as "osm" where the distribution `toponyms-osm` is installed.

        Raises `GazetteerNotFound`, `GazetteerVersionError` or `GazetteerCorrupt`, each saying what to do, `UsageError`
        for what is no path, `OverlayError` for a table that cannot be used.
        """
        if isinstance(layers, (str, bytes)):
            raise UsageError("layers takes several paths: layers=[path]")
        gazetteer = cls(read(open_records, default_path() if path is None else path, verify=verify))
        for layer in layers:
            name = _installed_layer(path_of(layer))
            if is_gazetteer(name):
                gazetteer._records = read(gazetteer._records.under, name)
            else:
                gazetteer.overlay(name)
        return gazetteer

    def overlay(self, table: Table | Overlay, *, name: str = "") -> Gazetteer:
        """Lay a table of your own over the gazetteer: names of places that there are, new places, better positions.

        >>> import toponyms
        >>> gazetteer = toponyms.Gazetteer.open()
        >>> rows = [{"name": "Depot 7", "lat": 48.5, "lon": 37.9, "kind": "object"},
        ...         {"name": "Big Apple of Donbas", "id": "geonames:699751", "lang": "en", "kind": "nickname"}]
        >>> gazetteer.overlay(rows, name="mine").resolve("depot 7").candidates[0].provenance
        'overlay mine'
        >>> gazetteer.resolve("Big Apple of Donbas").place.name
        'Niu-York'

        table: path of a CSV file, a pandas `DataFrame`, or mappings; columns are name, id, lat, lon, lang, kind, from,
        to, source and some more, see the how-to on overlays. name: what explanations call it, else the file's name.

        The gazetteer is changed in place, and returned: what is asked from now on sees the table, in every thread, and
        answers made before stay as they were. What the table says goes before what is below it. No file is changed.

        Raises `OverlayError` that lists the rows that cannot be used; then nothing has changed.
        """
        from toponyms.build.overlay import Overlay, read_overlay

        self._lay(table if isinstance(table, Overlay) else read_overlay(table, name=name))
        return self

    def overlay_pcodes(self, table: Table, *, name: str = "") -> PCodes:
        """Attach the P-codes of Ukraine that OCHA's tables of boundaries (COD-AB) have, as ids `pcode:UA14…`.

        >>> import toponyms
        >>> gazetteer = toponyms.Gazetteer.open()
        >>> rows = [{"ADM2_PCODE": "UA1402", "ADM2_UA": "Бахмутський"}, {"ADM2_PCODE": "UA1404", "ADM2_UA": "Сумський"}]
        >>> print(gazetteer.overlay_pcodes(rows, name="cod"))
        cod: attached 1 ADM2; left 1
          row 2: UA1404 (Сумський): katottg:UA14040000000098211 is Volnovakha Raion
        >>> gazetteer.place("pcode:UA1402").name
        'Bakhmut Raion'

        table: path of a CSV file, a `DataFrame` or mappings with columns such as ADM1_PCODE, ADM1_EN, ADM1_UA to ADM4,
        or with their newer names (adm1_pcode, adm1_name, adm1_name1). A P-code is attached where its digits are those
        of one KATOTTG code and one of its names is a name of that place; `left` of what is returned has the others.

        Raises `OverlayError` for a table that cannot be used.
        """
        from toponyms.build.pcodes import read_pcodes

        found: PCodes = read(read_pcodes, table, self._records._index, name=name)
        if found.overlay:
            self._lay(found.overlay)
        return found

    def save_layer(self, path: str | os.PathLike[str]) -> None:
        """Write the highest layer, an overlay that was compiled, to a file that `open(layers=[path])` takes.

        Raises `UsageError` where there is no overlay, or the highest layer is a file already.
        """
        from pathlib import Path

        from toponyms.index.writer import write_whole

        layers = self._records._layers
        if not layers or isinstance(layers[-1], str):
            raise UsageError("there is no overlay to save: lay one over the gazetteer with overlay(table)")
        write_whole(Path(path_of(path)), [layers[-1]])

    def _lay(self, overlay: Overlay) -> None:
        from toponyms.build.layer import compile_layer

        with self._changing:
            layer = read(compile_layer, self._records._index, overlay)
            self._records = self._records.under(layer)

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
        `types.PLACE_KINDS`; a constraint. as_of: a partial ISO 8601 date or a `date`; names in force that
        day are preferred, and `Candidate.name_then` is the name of that day. min_confidence: below it the status is
        "ambiguous". limit: most candidates kept.

        Raises `UsageError` for an argument of the wrong type or an unknown country or kind.
        """
        if not isinstance(text, str):
            raise UsageError(f"resolve() takes a name as str, not {type(text).__name__}; read cells with str() first")
        records = self._records  # one for the whole answer, whatever an overlay in another thread does
        constraints, notes = constraints_of(records, country, within, near, kind, as_of)
        number = isinstance(min_confidence, (int, float)) and 0.0 <= min_confidence <= 1.0
        if not (number and isinstance(limit, int) and limit > 0):
            raise UsageError("limit must be a positive whole number and min_confidence between 0 and 1")
        if len(text) > MAX_LENGTH:
            notes.append(f"a text of {len(text):,} characters is no name; names have at most {MAX_LENGTH}")
            return _unknown(records, text, notes, constraints.as_of or "")
        answer = read(records._matcher.match, text, constraints)
        scored = answer.scored
        if not scored:
            return _unknown(records, text, [*notes, *answer.notes], constraints.as_of or "")
        notes.extend(answer.notes)
        if constraints.country:
            inside, claimed = records._matcher.countries[records._index.place_countries[scored[0].row]]
            if constraints.country not in inside and constraints.country in claimed:
                notes.append(f"the place lies in {', '.join(inside)}; {constraints.country} claims it")
        return Resolution(
            query=text,
            status="resolved" if scored[0].confidence >= min_confidence else "ambiguous",
            confidence=scored[0].confidence,
            nil=answer.nil,
            candidates_total=answer.total,
            notes=tuple(notes),
            data_version=records.data_version,
            as_of=constraints.as_of or "",
            relation=None if answer.relation is None else records._relation_of(answer.relation),
            _scored=tuple(scored[:limit]),
            _gazetteer=records,
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
        records = self._records
        row = read(records._index.find_id, identifier)
        if row < 0:
            hint = "" if ":" in identifier else " An id has a namespace: geonames:…, katottg:…; resolve() takes names."
            raise UnknownPlace(f"no place has the id {identifier!r} in gazetteer {records.data_version}.{hint}")
        place: Place = read(records._place_at, row)
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
        records = self._records
        number = PLACE_KINDS.index(known("kind", kind, PLACE_KINDS)) if given(kind, "kind") else None
        allowed = records._matcher.allowed(country_of(records, country)) if given(country, "country") else None
        found = read(nearest, records._index, lat, lon, number, allowed, limit, max_km)
        return tuple((records._place_at(row), km) for row, km in found)

    def reverse_transliterate(self, text: str, n: int = 5, language: str | None = None) -> tuple[Original, ...]:
        """The likeliest Cyrillic originals of a Latin text; see `toponyms.reverse_transliterate`.

        >>> import toponyms
        >>> toponyms.Gazetteer.open().reverse_transliterate("Chasov Yar")[0].text
        'Часов Яр'
        """
        from toponyms.renderings import reverse_transliterate

        found: tuple[Original, ...] = read(reverse_transliterate, self._records, text, n, language)
        return found

    def __len__(self) -> int:
        return len(self._index)

    def __iter__(self) -> Iterator[Place]:
        records = self._records
        return (records._place_at(row) for row in records._index.places())

    def __repr__(self) -> str:
        return f"Gazetteer({self._index.path!r}, data_version={self.data_version!r}, places={len(self):,})"

    def __enter__(self) -> Gazetteer:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def __reduce__(self) -> tuple[Any, ...]:
        return _reopen, self._records.__reduce__()[1]

    @property
    def data_version(self) -> str:
        """Version of the data, which every answer carries."""
        return self._records.data_version

    @property
    def layers(self) -> tuple[str, ...]:
        """Names of the layers over the file, the highest first: "overlay names.csv"."""
        return self._index.layers

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

    # what is open, for the validation suite and the tests

    @property
    def _index(self) -> Index:
        return self._records._index

    @property
    def _matcher(self) -> Matcher:
        return self._records._matcher

    @property
    def _rules(self) -> KeyRules:
        return self._records._rules

    def _place_at(self, row: int) -> Place:
        return self._records._place_at(row)

    def _claims_of(self, row: int) -> tuple[str, ...]:
        return self._records._claims_of(row)


def _installed_layer(name: str) -> str:
    """The file of an installed layer of this name; the name as it is, where it is a path."""
    if not name.isidentifier() or os.path.exists(name):
        return name
    from importlib.metadata import entry_points

    found = next(iter(entry_points(group=LAYERS, name=name)), None)
    if found is None:
        raise UsageError(
            f"there is no file {name!r}, and no installed layer of that name: the layer osm comes with toponyms-osm"
            " (`pip install ./gazetteer/osm` in a checkout)"
        )
    return str(found.load()())


def _unknown(records: Records, text: str, notes: list[str], as_of: str) -> Resolution:
    return Resolution(text, "unknown", 0.0, 1.0, 0, tuple(notes), records.data_version, as_of, None, (), records, [()])


def _reopen(*where: Any) -> Gazetteer:
    """A gazetteer that was pickled."""
    return Gazetteer(kept_records(*where))
