"""The values that `toponyms` answers with.

Every value is frozen and compares by content. A `Place` and a `Resolution` read their longer parts (names, parents,
candidates) from the gazetteer when they are asked for, so that an answer costs no more than what is looked at.
"""

from __future__ import annotations

from toponyms.frozen import frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from toponyms.records import Records

PLACE_KINDS = ("country", "admin", "settlement", "part", "water", "region", "relief", "object", "claimed")
"""Kinds of place: `part` is a part of a settlement, `region` has no administration, `claimed` declared itself."""

NAME_KINDS = (
    "official",
    "endonym",
    "exonym",
    "former",
    "variant",
    "romanized",
    "abbreviation",
    "nickname",
    "adjective",
    "garble",
)
"""Kinds of name. A `garble` is a known mistake of translation or speech recognition, never a true name."""

POSITION_KINDS = ("mapped", "estimate", "centre", "mouth")
"""What a position is: taken from a source, estimated from the neighbours, the middle of an extent, a river's mouth."""

RELATIONS = ("near", "outskirts", "part", "direction", "distance", "between", "site")
"""How what a text means lies to the place that it names: beside it, at its edge, in a part of it, in a direction from
it, so far from it, between it and another, in or at it as a thing ("X checkpoint")."""


@frozen()
class Name:
    """One attested name of a place: a row of the gazetteer.

    >>> import toponyms
    >>> name = toponyms.place("geonames:699751").name_in("uk")
    >>> name.text, name.language, name.kind
    ('Нью-Йорк', 'uk', 'official')
    """

    text: str
    """The name as its source writes it."""
    language: str
    """BCP 47 tag (`uk`, `ru`, `uk-Latn`), `und` where the source does not say."""
    kind: str
    """One of `NAME_KINDS`."""
    valid_from: str
    """Partial ISO 8601 date of the first day, "" where unknown."""
    valid_to: str
    """Partial ISO 8601 date of the last day, "" where it is in force or the date is unknown."""
    source: str
    """Id of the source in the gazetteer's list of sources, or what an overlay says."""
    layer: str = ""
    """The layer that says so, such as "overlay names.csv"; "" for the gazetteer itself."""

    def __str__(self) -> str:
        return self.text


@frozen("_gazetteer", "_row")
class Place:
    """One entry of the gazetteer: what a name is resolved to.

    >>> import toponyms
    >>> place = toponyms.place("geonames:709717")
    >>> place.name, place.kind, place.country
    ('Donetsk', 'settlement', 'UA')
    >>> [parent.name for parent in place.parents]
    ['Donetska Hromada', 'Donetsk Raion', 'Donetsk Oblast', 'Ukraine']
    """

    id: str
    """The canonical id: `geonames:709717`, else `katottg:`, `wof:`, `register:` or `toponyms:`."""
    name: str
    """The canonical name in Latin letters."""
    lat: float
    """Latitude, degrees WGS84."""
    lon: float
    """Longitude, degrees WGS84."""
    kind: str
    """One of `PLACE_KINDS`."""
    admin_level: int
    """1 to 4 for kind `admin`, else 0."""
    feature: str
    """The source's own class and code, such as `P.PPLA2`."""
    country: str
    """ISO 3166-1 alpha-2 code by the UN view, "" for what lies in none."""
    countries: tuple[str, ...]
    """Every country that it lies in, the first being `country`; of a sea those on whose coasts it lies."""
    claimed_by: tuple[str, ...]
    """States that claim it, beside `countries`."""
    population: int | None
    """Inhabitants as the source has it, None where it has none."""
    position_kind: str
    """One of `POSITION_KINDS`."""
    uncertainty_km: float
    """How far off the position may be, km."""
    extent: tuple[float, float, float, float] | None
    """Bounding box (west, south, east, north), degrees WGS84, None where unknown."""
    valid_from: str
    """Partial ISO 8601 date from which the unit exists, "" where unknown."""
    valid_to: str
    """Partial ISO 8601 date on which the unit ended, "" for one in force."""
    data_version: str
    """Version of the gazetteer that said so."""
    _gazetteer: Records
    _row: int

    @property
    def ids(self) -> Mapping[str, str]:
        """All identifiers by namespace: `{"geonames": "709717", "katottg": "UA14…"}`."""
        return self._gazetteer._ids_of(self._row)

    @property
    def parents(self) -> tuple[Place, ...]:
        """The administrative chain, the nearest first, the country last."""
        return self._gazetteer._parents_of(self._row)

    @property
    def names(self) -> tuple[Name, ...]:
        """Every name of the place, with language, kind, dates and source."""
        return self._gazetteer._names_of(self._row)

    @property
    def provenance(self) -> tuple[str, ...]:
        """The layers that say something of the place, the highest first; the gazetteer itself is `"gazetteer"`.

        >>> import toponyms
        >>> gazetteer = toponyms.Gazetteer.open()
        >>> gazetteer.place("geonames:709717").provenance
        ('gazetteer',)
        >>> gazetteer.overlay([{"id": "geonames:709717", "name": "Stalino"}]).place("geonames:709717").provenance
        ('overlay table', 'gazetteer')
        """
        return self._gazetteer._layers_of(self._row)

    def name_in(self, language: str, as_of: str | date | None = None) -> Name | None:
        """The best name of a language (`"uk"`), in force on a day where one is given, None where there is none.

        >>> import toponyms
        >>> bakhmut = toponyms.place("geonames:713174")
        >>> str(bakhmut.name_in("uk")), str(bakhmut.name_in("uk", as_of="2015-06-01"))
        ('Бахмут', 'Артемівськ')

        as_of: a partial ISO 8601 date or a `date`. Raises `UsageError` for what is none.
        """
        return self._gazetteer._name_in(self._row, language, as_of)

    def name_at(self, as_of: str | date) -> str:
        """The name in Latin letters that was in force on a day, `name` where no other is known.

        >>> import toponyms
        >>> bakhmut = toponyms.place("geonames:713174")
        >>> bakhmut.name_at("2015-06-01"), bakhmut.name_at("2024")
        ('Artemivsk', 'Bakhmut')

        as_of: a partial ISO 8601 date or a `date`. Raises `UsageError` for what is none.
        """
        return self._gazetteer._name_then(self._row, as_of)

    def note_on(self, name: Name) -> str:
        """What the source of a name notes on it, such as the act that ended it; "" where it notes nothing.

        >>> import toponyms
        >>> bakhmut = toponyms.place("geonames:713174")
        >>> "984-VIII" in bakhmut.note_on(bakhmut.name_in("uk", as_of="2015"))
        True
        """
        return self._gazetteer._note_on(self._row, name)

    def to_dict(self) -> dict[str, Any]:
        """The place as plain values, ready for JSON."""
        from toponyms.view import place_dict

        return place_dict(self)

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        """A GeoJSON Feature with a Point: what shapely, geopandas and folium read."""
        from toponyms.view import place_feature

        return place_feature(self)

    def __str__(self) -> str:
        return f"{self.name} ({self.id})"

    def _repr_html_(self) -> str:
        from toponyms.view import place_html

        return place_html(self)


@frozen()
class Feature:
    """One reason for or against a candidate, as the score counted it.

    >>> import toponyms
    >>> [feature.name for feature in toponyms.resolve("Kiew").candidates[0].evidence.features]
    ['prominence', 'name_kind', 'country']
    """

    name: str
    """The feature's name in the table of weights."""
    value: float
    """What was measured."""
    weight: float
    """The weight in the table; `value * weight` was added to the score."""
    detail: str = ""
    """What the value comes from, in words."""


@frozen()
class Evidence:
    """Why a candidate is one: the form that was looked up, the channel that found it, and what the score counted.

    >>> import toponyms
    >>> evidence = toponyms.resolve("Tschassow Jar").candidates[0].evidence
    >>> evidence.channel, evidence.form, evidence.cost
    ('skeleton', 'Tschassow Jar', 0.0)
    """

    form: str
    """The form of the text that was looked up."""
    channel: str
    """"exact", "skeleton", "inflection", "adjective", "fuzzy", "reverse" or "calque"."""
    name: Name
    """The stored name that it matched."""
    key: str
    """The key under which form and name met."""
    cost: float
    """Edit cost between form and name, 0.0 for an exact match."""
    features: tuple[Feature, ...]
    """What the score counted."""


@frozen()
class Candidate:
    """A place that the text may mean, with the probability that it is the one and the evidence for it.

    >>> import toponyms
    >>> [candidate.place.country for candidate in toponyms.resolve("New York").candidates[:3]]
    ['US', 'US', 'UA']
    """

    place: Place
    """The place, under its present name."""
    confidence: float
    """Probability that it is the one."""
    evidence: Evidence
    """Why it is a candidate."""
    name_then: str = ""
    """Its name in Latin letters on the day that `as_of` gave, "" where none was given; see `Place.name_at`."""

    @property
    def provenance(self) -> str:
        """The layer that the matched name stands in, such as "overlay names.csv", else "gazetteer"."""
        return self.evidence.name.layer or "gazetteer"


@frozen()
class Relation:
    """How what the text means lies to the place that it names: "5 km north of X" is not X.

    >>> import toponyms
    >>> relation = toponyms.resolve("5 km north of Chasiv Yar").relation
    >>> relation.kind, relation.distance_km, relation.bearing
    ('distance', 5.0, 0.0)
    """

    kind: str
    """One of `RELATIONS`."""
    distance_km: float | None
    """How far from the place, km, None where the text does not say."""
    bearing: float | None
    """In which direction from it, degrees clockwise from north, None where the text does not say."""
    places: tuple[Place, ...]
    """The other place of "between A and B", the one nearest to the first; empty for other relations."""


@frozen("_gazetteer", "_built")
class Resolution:
    """The answer to one text.

    >>> import toponyms
    >>> answer = toponyms.resolve("Nyok", country="UA")
    >>> answer.status, answer.place.name, answer.place.id
    ('resolved', 'Niu-York', 'geonames:699751')
    >>> toponyms.resolve("qwxzzk").status
    'unknown'
    """

    query: str
    """The text as it was given."""
    status: str
    """"resolved", "ambiguous" (candidates, none above `min_confidence`) or "unknown" (no candidate)."""
    confidence: float
    """Probability that the first candidate is right, 0.0 where there is none."""
    nil: float
    """Probability that the text names nothing in this gazetteer."""
    candidates_total: int
    """How many candidates there were before `limit`."""
    notes: tuple[str, ...]
    """What the caller should know: a hint that could not be used, a claim, a text too long."""
    data_version: str
    """Version of the gazetteer that answered."""
    as_of: str
    """The day asked for, a partial ISO 8601 date, "" where none was given."""
    relation: Relation | None
    """How the text says that it lies to the place ("near", "5 km north of"), None where it means the place itself."""
    _scored: tuple[Any, ...]
    _gazetteer: Records
    _built: list[tuple[Candidate, ...]]

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """What it may be, best first, at most `limit` of them."""
        if not self._built:
            self._built.append(self._gazetteer._candidates_of(self._scored, self.as_of))
        return self._built[0]

    @property
    def place(self) -> Place | None:
        """The place, None unless `status` is "resolved"."""
        return self._gazetteer._place_at(self._scored[0].row) if self.status == "resolved" else None

    @property
    def offset(self) -> tuple[float, float] | None:
        """The point that "5 km north of X" means, (latitude, longitude) in degrees WGS84; None where none is meant.

        >>> import toponyms
        >>> lat, lon = toponyms.resolve("5 km north of Chasiv Yar").offset
        >>> round(lat - toponyms.resolve("Chasiv Yar").place.lat, 3)
        0.045

        It lies on the great circle that leaves the place in the direction said. It is as exact as the words are.
        """
        place, relation = self.place, self.relation
        if place is None or relation is None or relation.distance_km is None or relation.bearing is None:
            return None
        return self._gazetteer._moved(place, relation.bearing, relation.distance_km)

    def __bool__(self) -> bool:
        return self.status == "resolved"

    def explain(self) -> str:
        """Every step in words: the form, the channel, the name row and its source, what the score counted.

        >>> import toponyms
        >>> "garble" in toponyms.resolve("Nyok", country="UA").explain()
        True
        """
        from toponyms.view import explain

        return explain(self)

    def to_dict(self) -> dict[str, Any]:
        """The answer as plain values, ready for JSON."""
        from toponyms.view import resolution_dict

        return resolution_dict(self)

    def _repr_html_(self) -> str:
        from toponyms.view import resolution_html

        return resolution_html(self)
