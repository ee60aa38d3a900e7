"""Several gazetteers as one: a layer over a gazetteer, such as an overlay, a file of another licence, a user's own.

A `Stack` is an `Index` over two others. Places, name rows, texts and extents are numbered through: first those below,
then those of the layer. A place of the layer hides the places below that share an id with it, and takes their place as
a parent; so a layer holds a place whole, and nothing below is changed. More layers are a stack over a stack.
"""

from __future__ import annotations

import os
from array import array

from toponyms.errors import GazetteerVersionError, UsageError
from toponyms.index.format import pack_facts, unpack_facts
from toponyms.index.reader import Index

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

MARK = "\t"
"""Parts a source from the layer that it speaks in, in the vocabulary of sources."""

OVERLAY = "overlay "
"""How the names of those layers begin whose names go before others: a user's own tables."""

SHARED = ("rules.", "letters.")
"""Beginnings of the sections that are asked of the lowest layer: what its keys and scores are made by."""

PLAIN = (
    "place.kind",
    "place.prominence",
    "place.lat",
    "place.lon",
    "place.position",
    "place.uncertainty",
    "place.population",
)
"""Columns whose values number nothing."""


def source_of(line: str) -> tuple[str, str]:
    """Source and layer of a line of the vocabulary of sources; the layer is "" for the gazetteer itself.

    >>> source_of("geonames-ua"), source_of("UNHCR\\toverlay names.csv")
    (('geonames-ua', ''), ('UNHCR', 'overlay names.csv'))
    """
    source, _, layer = line.partition(MARK)
    return source, layer


class Stack(Index):
    """One index over another, read as one.

    Raises `GazetteerVersionError` where the upper one was made over another gazetteer, or by other rules of keys.
    """

    def __init__(self, lower: Index, upper: Index) -> None:
        over = upper.meta.get("over")
        if over is not None and over != lower.identity:
            raise GazetteerVersionError(
                f"{upper.path} is a layer over another gazetteer than {lower.path}: make it again from its table"
                " with `toponyms layer`."
            )
        if upper.header.keys != lower.header.keys:
            raise GazetteerVersionError(
                f"{upper.path} and {lower.path} were compiled by different rules of keys: compile the older one again."
            )
        self._lower, self._upper = lower, upper
        self.path, self.header = lower.path, lower.header
        self.layer = upper.meta.get("layer") or f"layer {os.path.basename(upper.path)}"
        self._places, self._rows = lower.place_count, lower.row_count
        self._texts, self._keys, self._skeletons = lower.text_count, lower.key_count, lower.skeleton_count
        self._first = 0 if over is not None else self._places
        self._moved = self._replaced()
        self._further: dict[int, list[str]] = {}
        if over is not None:
            for text, place in upper.owners():
                if place < self._places:
                    self._further.setdefault(place, []).append(upper.text(text))
        self._lines: dict[str, list[str]] = {}
        self._columns()
        self.overlaid = frozenset(
            number for number, line in enumerate(self._lines["vocab.sources"]) if source_of(line)[1].startswith(OVERLAY)
        )
        self.meta = self._described()

    def _replaced(self) -> dict[int, int]:
        """Places below that a place of the layer stands for, with that place."""
        lower, upper = self._lower, self._upper
        moved: dict[int, int] = {}
        for number in range(upper.place_count):
            for identifier in upper.ids_of(number):
                row = lower.find_id(identifier)
                if row >= 0:
                    moved[row] = self._places + number
        return moved

    def _columns(self) -> None:
        """The columns of both, one behind the other, with what they number shifted or renamed."""
        lower, upper = self._lower, self._upper
        languages = self._vocabulary("vocab.languages")
        sources = self._vocabulary("vocab.sources", "" if "over" in upper.meta else f"{MARK}{self.layer}")
        dates = self._vocabulary("vocab.dates")
        countries = self._vocabulary("vocab.countries")
        features = self._vocabulary("vocab.features")
        facts: Sequence[int] = upper.row_facts
        if languages or sources:
            try:
                facts = array("I", (_renamed(value, languages, sources) for value in upper.row_facts))
            except ValueError as error:
                raise UsageError(f"{upper.path} cannot lie over {lower.path}: {error}") from None

        views: dict[str, Any] = {}

        def put(name: str, above: Sequence[int], shift: int = 0, kind: type[Column] | None = None) -> Any:
            below = lower[name]
            made = (kind or (Shifted if shift else Column))(below, above, len(below), shift)
            views[name] = made
            return made

        for name in PLAIN:
            put(name, upper[name])
        self.place_kind, self.place_prominence = views["place.kind"], views["place.prominence"]
        self.place_lat, self.place_lon = views["place.lat"], views["place.lon"]
        self.row_place = put("row.place", upper.row_place, self._places)
        self.row_text = put("row.text", upper.row_text, self._texts)
        self.row_facts = put("row.facts", facts)
        self.row_dates = put("row.dates", _translated(upper.row_dates, dates))
        self.place_dates = put("place.dates", _translated(upper.place_dates, dates))
        self.place_countries = put("place.countries", _translated(upper.place_countries, countries))
        self.place_feature = put("place.feature", _translated(upper.place_feature, features))
        self.place_extent = put("place.extent", upper.place_extent, lower.box_count, Optional)
        self.place_parent = put("place.parent", upper.place_parent, self._first, Parents)
        views["place.parent"].moved = self._moved
        put("place.id", upper["place.id"], self._texts)
        put("place.name", upper["place.name"], self._texts)
        # both end with a start that is one past the last; the layer's first start stands for the one below
        views["place.names"] = Shifted(lower["place.names"], upper["place.names"], self._places, self._rows)
        put("extent.box", upper["extent.box"])
        tops: Any = Tops(lower.skeleton_top, upper.skeleton_top, self._skeletons)
        self.skeleton_top = tops
        self._views = views

    def _vocabulary(self, section: str, mark: str = "") -> list[int]:
        """Put the lines of both under one numbering; what each line of the layer is there, [] where nothing changes."""
        below, above = self._lower.lines(section), self._upper.lines(section)
        if not mark and above[: len(below)] == below:
            self._lines[section] = above
            return []
        numbers = {line: number for number, line in enumerate(below)}
        found = [numbers.setdefault(line if MARK in line and mark else line + mark, len(numbers)) for line in above]
        self._lines[section] = list(numbers)
        return found

    def _described(self) -> dict[str, str]:
        lower, upper = self._lower.meta, self._upper.meta
        meta = {key: value for key, value in lower.items() if key not in ("keys", "skeletons")}
        meta["data_version"] = f"{lower['data_version']}+{upper['data_version']}"
        meta["places"], meta["names"] = str(len(self)), str(self.row_count)
        meta["layers"] = "\t".join(self.layers)
        if upper.get("attribution", "") not in lower.get("attribution", ""):
            meta["attribution"] = f"{lower.get('attribution', '')} {upper['attribution']}".strip()
        return meta

    # what is asked of an index

    @property
    def layers(self) -> tuple[str, ...]:
        """Names of the layers, the highest first."""
        return (self.layer, *self._lower.layers)

    @property
    def identity(self) -> str:
        return f"{self._lower.identity}+{self._upper.identity}"

    @property
    def key_count(self) -> int:
        return (self._upper.key_count + 1) * (self._keys + 1) - 1

    @property
    def skeleton_count(self) -> int:
        return (self._upper.skeleton_count + 1) * (self._skeletons + 1) - 1

    @property
    def place_count(self) -> int:
        return self._places + self._upper.place_count

    @property
    def row_count(self) -> int:
        return self._rows + self._upper.row_count

    @property
    def text_count(self) -> int:
        return self._texts + self._upper.text_count

    @property
    def box_count(self) -> int:
        return self._lower.box_count + self._upper.box_count

    def __getitem__(self, name: str) -> memoryview:
        if name.startswith(SHARED):
            return self._lower[name]
        if self._views and name not in self._views:
            raise NotImplementedError(f"the section {name} is read layer by layer")
        return super().__getitem__(name)

    def __len__(self) -> int:
        return len(self._lower) + self._upper.place_count - len(self._moved)

    def places(self) -> Iterable[int]:
        moved = self._moved
        yield from (row for row in self._lower.places() if row not in moved)
        yield from range(self._places, self.place_count)

    def close(self) -> None:
        """Close both; places that were read before keep what they hold."""
        for name in [name for name, value in self.__dict__.items() if isinstance(value, Column)]:
            del self.__dict__[name]
        self._views.clear()
        self._lower.close()
        self._upper.close()

    def whole(self, sections: str) -> bool:
        return self._lower.whole(sections) and self._upper.whole(sections)

    def text(self, number: int) -> str:
        below = number - self._texts
        return self._lower.text(number) if below < 0 else self._upper.text(below)

    def lines(self, section: str) -> list[str]:
        return self._lines[section] if section in self._lines else self._lower.lines(section)

    # A key or skeleton may be in both. Its number is (number above + 1) * (count below + 1) + number below, where -1
    # stands for not being there; so what is only below keeps its number.

    def find_key(self, key: str) -> int:
        return (self._upper.find_key(key) + 1) * (self._keys + 1) + self._lower.find_key(key)

    def rows_of(self, key: int) -> Sequence[int]:
        above, below = divmod(key + 1, self._keys + 1)
        rows: Sequence[int] = self._lower.rows_of(below - 1) if below else ()
        if self._moved:
            moved, places = self._moved, self._lower.row_place
            rows = [row for row in rows if places[row] not in moved]
        if above:
            rows = [*rows, *(self._rows + row for row in self._upper.rows_of(above - 1))]
        return rows

    def find_skeleton(self, skeleton: str) -> int:
        return (self._upper.find_skeleton(skeleton) + 1) * (self._skeletons + 1) + self._lower.find_skeleton(skeleton)

    def skeleton(self, number: int) -> str:
        above, below = divmod(number + 1, self._skeletons + 1)
        return self._upper.skeleton(above - 1) if above else self._lower.skeleton(below - 1)

    def keys_of(self, skeleton: int) -> Sequence[int]:
        above, below = divmod(skeleton + 1, self._skeletons + 1)
        keys: Sequence[int] = self._lower.keys_of(below - 1) if below else ()
        if above:
            step = self._keys + 1
            keys = [*keys, *((key + 1) * step - 1 for key in self._upper.keys_of(above - 1))]
        return keys

    def calques_of(self, text: str) -> Sequence[int]:
        step = self._keys + 1
        return [
            *self._lower.calques_of(text),
            *((key + 1) * step - 1 for key in self._upper.calques_of(text)),
        ]

    def near(self, skeleton: str, edits: int) -> list[tuple[int, int]]:
        step = self._skeletons + 1
        above = [((number + 1) * step - 1, steps) for number, steps in self._upper.near(skeleton, edits)]
        return self._lower.near(skeleton, edits) + above

    def find_id(self, identifier: str) -> int:
        row = self._upper.find_id(identifier)
        if row >= 0:
            row += self._first
        else:
            row = self._lower.find_id(identifier)
        return self._moved.get(row, row)

    def ids_of(self, place: int) -> list[str]:
        above = place - self._places
        if above >= 0:
            return self._upper.ids_of(above)
        return self._lower.ids_of(place) + self._further.get(place, [])

    def claims_of(self, place: int) -> str:
        above = place - self._places
        return self._lower.claims_of(place) if above < 0 else self._upper.claims_of(above)

    def layers_of(self, place: int) -> tuple[str, ...]:
        if place < self._places:
            below = self._lower.layers_of(place)
            return (self.layer, *below) if place in self._further else below
        if "over" not in self._upper.meta:
            return (self.layer,)
        # a place of a layer that was made over what lies below holds what is said of it there
        below = next((self._lower.layers_of(row) for row, by in self._moved.items() if by == place), ())
        return (self.layer, *below)

    def cells(self) -> Iterable[int]:
        return {*self._lower.cells(), *self._upper.cells()}

    def places_in(self, cell: int) -> Iterable[int]:
        moved = self._moved
        yield from (place for place in self._lower.places_in(cell) if place not in moved)
        yield from (self._places + place for place in self._upper.places_in(cell))


def _renamed(facts: int, languages: Sequence[int], sources: Sequence[int]) -> int:
    kind, language, source, core = unpack_facts(facts)
    return pack_facts(
        kind, languages[language] if languages else language, sources[source] if sources else source, core
    )


def _translated(column: Sequence[int], numbers: Sequence[int]) -> Sequence[int]:
    """A column of line numbers with the lines renumbered."""
    return array("I", (numbers[value] for value in column)) if numbers else column


class Column:
    """Numbers of two layers, those of the upper behind those of the lower."""

    __slots__ = ("_above", "_below", "_shift", "_split")

    def __init__(self, below: Sequence[int], above: Sequence[int], split: int, shift: int) -> None:
        self._below, self._above, self._split, self._shift = below, above, split, shift

    def __getitem__(self, at: Any) -> Any:
        split = self._split
        if at.__class__ is slice:  # of an extent, which lies in one layer whole
            if at.stop <= split:
                return self._below[at]
            return self._above[at.start - split : at.stop - split]
        return self._below[at] if at < split else self._above[at - split]

    def __len__(self) -> int:
        return self._split + len(self._above)


class Shifted(Column):
    """The same of numbers of rows or texts: those of the upper are as many more as the lower has."""

    __slots__ = ()

    def __getitem__(self, at: int) -> int:
        split = self._split
        return self._below[at] if at < split else self._above[at - split] + self._shift


class Optional(Column):
    """The same where 0 stands for none."""

    __slots__ = ()

    def __getitem__(self, at: int) -> int:
        if at < self._split:
            return self._below[at]
        value = self._above[at - self._split]
        return value + self._shift if value else 0


class Parents(Column):
    """The parents of places, + 1, 0 for none; one that the layer replaces is the layer's."""

    __slots__ = ("moved",)
    moved: Mapping[int, int]

    def __getitem__(self, at: int) -> int:
        if at < self._split:
            value = self._below[at]
        else:
            value = self._above[at - self._split]
            value += self._shift if value else 0
        return self.moved.get(value - 1, value - 1) + 1


class Tops(Column):
    """The highest prominence under each skeleton of two layers, numbered as `Stack` numbers them."""

    __slots__ = ()

    def __init__(self, below: Sequence[int], above: Sequence[int], count: int) -> None:
        super().__init__(below, above, count, 0)

    def __getitem__(self, at: int) -> int:
        above, below = divmod(at + 1, self._split + 1)
        if not above:
            return self._below[below - 1]
        if not below:
            return self._above[above - 1]
        return max(self._below[below - 1], self._above[above - 1])
