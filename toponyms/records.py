"""An open gazetteer as it is at one moment: its rows, the stages over it, and the values that callers see of them."""

from __future__ import annotations

from toponyms.arguments import day
from toponyms.errors import GazetteerCorrupt, GazetteerVersionError
from toponyms.geo.distance import destination
from toponyms.index.damage import DAMAGE, guarded
from toponyms.index.format import NO_POPULATION, unpack_facts
from toponyms.index.keys import KeyRules
from toponyms.index.reader import REBUILD, Index
from toponyms.matching.hits import CALQUE, CHANNELS, FUZZY, SKELETON
from toponyms.matching.matcher import Matcher
from toponyms.matching.score import FEATURES, in_force
from toponyms.types import (
    NAME_KINDS,
    PLACE_KINDS,
    POSITION_KINDS,
    Candidate,
    Evidence,
    Feature,
    Name,
    Place,
    Relation,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from datetime import date
    from typing import Any

    from toponyms.matching.attempts import Where
    from toponyms.matching.score import Scored

MAX_PARENTS = 8
"""Most parents of a place that are followed; the deepest real chain has five."""

AT_SEA = ("H.SEA", "H.OCN")
"""Feature codes of what lies in no country, only off the coasts of some."""

NOT_SHOWN = frozenset({"garble", "abbreviation", "adjective"})
"""Kinds of name that are never shown as the name of a place."""


IN_FORCE = frozenset({"official", "endonym", "romanized"})
"""Kinds of name that are in force while their last day has not come."""

KIND, TO, NOTE = 3, 5, 8
"""Columns of a cold claim, which lacks the place: `build.claims.COLUMNS`."""

LATIN = ("en", "uk-Latn")
"""Languages of the names in Latin letters that a place is called by."""


class Records:
    """The rows of an open gazetteer and the stages over them. Never changes: an overlay makes another one.

    Places and answers hold on to the one that they were made from, so that what they say stays of one piece.
    """

    def __init__(self, index: Index, layers: tuple[str | bytes, ...] = ()) -> None:
        """layers: what `index` has over its file, the lowest first: paths of files, or the bytes of overlays."""
        self._index, self._layers = index, layers
        self._rules = KeyRules.from_bytes(index["rules.keys"])
        self._matcher = Matcher(index, self._rules)
        self._features = index.lines("vocab.features")
        self._languages = index.lines("vocab.languages")
        self._sources = [line.split("\t") for line in index.lines("vocab.sources")]  # source, and the layer if any
        self._dates = [tuple(line.split("\t")) for line in index.lines("vocab.dates")]
        self._country_codes: dict[str, str] | None = None
        self.data_version: str = index.meta["data_version"]

    def __reduce__(self) -> tuple[Any, ...]:
        return kept_records, (self._index.path, *self._layers)

    def under(self, layer: str | bytes) -> Records:
        """The records with a layer over them: the path of a file, or the bytes of one."""
        from toponyms.index.stack import Stack

        return _made(Stack(self._index, _upper(layer)), (*self._layers, layer))

    @guarded
    def _layers_of(self, row: int) -> tuple[str, ...]:
        return self._index.layers_of(row)

    @guarded
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
            country=inside[0] if inside and self._features[index["place.feature"][row]] not in AT_SEA else "",
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

    @guarded
    def _ids_of(self, row: int) -> dict[str, str]:
        first: dict[str, str] = {}
        own = self._index.text(self._index["place.id"][row])
        for identifier in (own, *self._index.ids_of(row)):
            first.setdefault(*identifier.split(":", 1))  # merged places have further ids of a namespace
        return first

    @guarded
    def _parents_of(self, row: int) -> tuple[Place, ...]:
        parents, out = self._index.place_parent, []
        for _ in range(MAX_PARENTS):
            row = parents[row] - 1
            if row < 0:
                break
            out.append(self._place_at(row))
        return tuple(out)

    @guarded
    def _names_of(self, row: int) -> tuple[Name, ...]:
        starts = self._index["place.names"]
        rows = range(starts[row], starts[row + 1])
        own = [number for number in rows if not unpack_facts(self._index.row_facts[number])[3]]
        # a unit that is called like the town in it and in no other way has only names that mean the town
        return tuple(dict.fromkeys(self._name_at(number) for number in own or rows))

    def _name_at(self, row: int) -> Name:
        kind, language, source, _ = unpack_facts(self._index.row_facts[row])
        start, end = self._dates[self._index.row_dates[row]]
        text = self._index.text(self._index.row_text[row])
        return Name(text, self._languages[language], NAME_KINDS[kind], start, end, *self._sources[source])

    @guarded
    def _name_in(self, row: int, language: str, as_of: str | date | None) -> Name | None:
        when = None if as_of is None else day(as_of)
        names = [name for name in self._names_of(row) if name.language == language and name.kind not in NOT_SHOWN]
        if when is None:
            names.sort(key=lambda name: (bool(name.valid_to) or name.kind == "former", NAME_KINDS.index(name.kind)))
            return names[0] if names else None
        return _known_on(names, when) or next(iter(_lasting(names, when)), None)

    @guarded
    def _name_then(self, row: int, as_of: str | date) -> str:
        when = day(as_of)
        latin = [name for name in self._names_of(row) if name.language in LATIN and name.kind not in NOT_SHOWN]
        known = _known_on(latin, when)
        return known.text if known else self._index.text(self._index["place.name"][row])

    @guarded
    def _claims_of(self, row: int) -> tuple[str, ...]:
        return tuple(self._index.claims_of(row).splitlines())

    @guarded
    def _note_on(self, row: int, name: Name) -> str:
        claims = [line.split("\t") for line in self._claims_of(row) if line.startswith("name\t")]
        noted = [cells for cells in claims if cells[NOTE] and cells[KIND] == name.kind]
        for cells in noted:
            if (cells[1], cells[2]) == (name.text, name.language):
                return cells[NOTE]
        # a spelling of a former name has the dates of the claim that says which act ended it
        return next((cells[NOTE] for cells in noted if name.valid_to and cells[TO] == name.valid_to), "")

    def _candidates_of(self, scored: tuple[Scored, ...], as_of: str) -> tuple[Candidate, ...]:
        return tuple(
            Candidate(
                self._place_at(one.row),
                one.confidence,
                self._evidence_of(one),
                self._name_then(one.row, as_of) if as_of else "",
            )
            for one in scored
        )

    @guarded
    def _relation_of(self, where: Where) -> Relation:
        return Relation(where.kind, where.km, where.bearing, tuple(self._place_at(row) for row in where.rows))

    @staticmethod
    def _moved(place: Place, bearing: float, km: float) -> tuple[float, float]:
        return destination(place.lat, place.lon, bearing, km)

    @guarded
    def _evidence_of(self, scored: Scored) -> Evidence:
        hit = scored.hit
        steps = self._matcher.recall.slips.steps(hit.form, hit.key) if hit.channel == FUZZY else ()
        edits = "; ".join(f"{step}: {step.cost:g}" for step in steps)
        features = tuple(
            Feature(name, value, weight, edits if edits and name == "cost" else meaning)
            for (name, meaning), value, weight in zip(
                FEATURES, scored.values, self._matcher.scorer.weights, strict=True
            )
            if value
        )
        cost = 0.0 if hit.channel in (CALQUE, SKELETON) else hit.cost  # what these cost the features say
        return Evidence(hit.form, CHANNELS[hit.channel], self._name_at(hit.row), hit.key, cost, features)


def _known_on(names: list[Name], when: str) -> Name | None:
    """Which of the names is known to have been in force on a day, None where their dates do not say.

    A present name says so by its first day, a former one by its last. Of two former names that had not ended by then,
    the other came later. Of two spellings of a former name the state's romanization goes before an English one, which
    is whatever a source had.
    """
    names = [name for name in names if in_force(name.valid_from, name.valid_to, when)]
    present = [name for name in names if name.kind in IN_FORCE and name.valid_from]
    if present:
        return max(present, key=lambda name: (name.valid_from, -NAME_KINDS.index(name.kind)))
    past = [name for name in names if name.valid_to]
    return min(past, key=lambda name: (name.valid_to, name.language == "en", NAME_KINDS.index(name.kind)), default=None)


def _lasting(names: list[Name], when: str) -> list[Name]:
    """Names that no date speaks against on a day, the best first."""
    lasting = [name for name in names if name.kind != "former" and in_force(name.valid_from, name.valid_to, when)]
    return sorted(lasting, key=lambda name: NAME_KINDS.index(name.kind))


def open_records(path: str | os.PathLike[str], *, verify: bool = False) -> Records:
    """Open a file.

    Raises `GazetteerNotFound`, `GazetteerVersionError` or `GazetteerCorrupt`.
    """
    index = Index(path, verify=verify)
    if "over" in index.meta:
        raise GazetteerVersionError(
            f"{index.path} is a layer ({index.meta['layer']}): open the gazetteer that it lies over, with layers=[...]"
        )
    return _made(index, ())


def _made(index: Index, layers: tuple[str | bytes, ...]) -> Records:
    try:
        return Records(index, layers)
    except (GazetteerCorrupt, *DAMAGE) as error:
        # rules that are as they were written and still cannot be read were written for another version
        if index.whole("rules.") and index.whole("vocab."):
            raise GazetteerVersionError(
                f"{index.path} holds rules that this version of the package does not read ({error}). {REBUILD}"
            ) from error
        raise


def _upper(layer: str | bytes) -> Index:
    return Index(layer, verify=True) if isinstance(layer, str) else Index("overlay", data=layer)


def kept_records(path: str, *layers: str | bytes) -> Records:
    """The records of a path and the layers over it, for values that were pickled; made once a process."""
    key = (path, *layers)
    if key not in _KEPT:
        _KEPT[key] = kept_records(path, *layers[:-1]).under(layers[-1]) if layers else open_records(path)
    return _KEPT[key]


_KEPT: dict[tuple[str | bytes, ...], Records] = {}
