"""Waters and shores of Ukraine: the State Register's names for GeoNames' places, and places that GeoNames lacks.

An object of the Register and a row of GeoNames are one where both are of one group, bear one name, lie within the
group's reach of each other, and neither has another such partner: 234 names of rivers recur, so a name says little.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from toponyms.build.doubles import doubles
from toponyms.build.names import DATA, fold, fold_latin, is_cyrillic
from toponyms.build.readers.register import read_objects
from toponyms.build.spine import COUNTRY, romanize
from toponyms.build.ukraine_places import FEATURES, table_of
from toponyms.geo.distance import distance_km
from toponyms.language.generics import GenericWords
from toponyms.language.tables import read_table
from toponyms.matching.query import readings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from toponyms.build.ledger import Ledger
    from toponyms.build.readers.geonames import Row
    from toponyms.build.readers.register import Named
    from toponyms.build.sources import Sources
    from toponyms.build.spine import Spine

REGISTER = "register-2018"

PART = "ua-waters"
"""Part of the snapshot for what lies in several oblasts or in none that the Register names."""


class Kind(NamedTuple):
    """What a kind of the Register becomes: a row of `data/register_kinds.tsv`."""

    code: str
    group: str
    reach_km: float
    alone_km: float


def kinds() -> dict[str, Kind]:
    """The table of the Register's kinds that are taken."""
    columns = ("kind", "code", "group", "reach_km", "alone_km")
    return {
        kind: Kind(code, group, float(reach), float(alone))
        for _, (kind, code, group, reach, alone) in read_table(DATA / "register_kinds.tsv", columns)
    }


def write_physical(sources: Sources, spine: Spine, ledger: Ledger, report: Callable[[str], None]) -> None:
    """Add the Register's waters and shores to the ledger of Ukraine's places."""
    if not sources.has(REGISTER):
        report(f"{REGISTER}: not there; waters have the names of GeoNames only")
        return
    table = kinds()
    objects = read_objects(sources.path(REGISTER))
    taken = [named for named in objects if named.kind in table]
    dropped = len(objects) - len(taken)
    report(f"{REGISTER}: read {len(objects):,} objects, kept {len(taken):,}, dropped {dropped:,} of other kinds")
    rows = [row for row in spine.rows if row.place in ledger and row.code[0] in "HT"]
    same, by_place = doubles(), {row.place: row for row in rows}
    # what is a water of another part is not made a second time, and some rows are left out
    taken = [
        named for named in taken if same.get(f"register:{named.id}", "").partition(":")[0] not in ("toponyms", "-")
    ]
    joined = join(taken, rows, table)
    joined |= {named.id: row for named in taken if (row := by_place.get(same.get(f"register:{named.id}", "")))}
    units = {_unit_key(unit.name): code for code, unit in spine.units.items() if unit.category in "OK"}
    counts: defaultdict[str, int] = defaultdict(int)
    for named in taken:
        kind = table[named.kind]
        row = joined.get(named.id)
        place = row.place if row else f"register:{named.id}"
        if row is None:
            if named.point is None:
                counts["without a point, left out"] += 1
                continue
            oblasts = [units[key] for unit in named.oblasts if (key := _unit_key(unit)) in units]
            _open(ledger, spine, place, kind, named.point, oblasts)
        counts[f"{kind.group}, {'joined' if row else 'new'}"] += 1
        ledger.name(place, named.name, "uk", "official", REGISTER)
        # the column has the Latin name of another row now and then
        if named.latin and fold_latin(named.latin) == fold_latin(romanize(named.name)):
            ledger.name(place, named.latin, "uk-Latn", "romanized", REGISTER)
        ledger.add(place, "id", f"register:{named.id}", REGISTER)
    report(f"{REGISTER}: {table_of(counts)}")


def _open(
    ledger: Ledger, spine: Spine, place: str, kind: Kind, point: tuple[float, float], oblasts: Iterable[str]
) -> None:
    """Begin a place that GeoNames lacks."""
    codes = list(dict.fromkeys(oblasts))
    ledger.open(place, spine.part(codes[0]) if len(codes) == 1 else PART)
    feature = spine.kinds.get(kind.code) or spine.kinds[f"{kind.code[0]}.*"]
    ledger.add(place, "country", COUNTRY, REGISTER, kind="primary")
    ledger.add(place, "kind", feature.kind, FEATURES, kind=kind.code)
    ledger.position(place, *point, feature.uncertainty_km, feature.position, REGISTER)
    ledger.add(place, "parent", spine.first_level(codes[0]) if len(codes) == 1 else spine.country_place, REGISTER)


def join(objects: Sequence[Named], rows: Iterable[Row], table: Mapping[str, Kind]) -> dict[str, Row]:
    """The row of GeoNames that each object of the Register is, by its number; only where both have one partner."""
    groups = {kind.code: kind.group for kind in table.values()}
    named_so: defaultdict[tuple[str, str], dict[str, Row]] = defaultdict(dict)
    for row in rows:
        # codes of six letters are the intermittent, lost and tidal kinds of those with five
        if group := groups.get(row.code) or groups.get(row.code[:5]):
            for name in row.names:
                for key in _keys(name):
                    named_so[group, key][row.id] = row
    alike = Counter((table[named.kind].group, fold(named.name)) for named in objects)
    partners: dict[str, list[tuple[float, str]]] = {}
    claimed: Counter[str] = Counter()
    by_id = {row.id: row for row in rows}
    for named in objects:
        kind, point = table[named.kind], named.point
        if point is None:
            continue
        found: dict[str, Row] = {}
        for key in (*_keys(named.name), *_keys(romanize(named.name))):
            found |= named_so.get((kind.group, key), {})
        alone = alike[kind.group, fold(named.name)] == 1 and len(found) == 1
        away = sorted((distance_km(*point, row.lat, row.lon), id_) for id_, row in found.items())
        partners[named.id] = [pair for pair in away if pair[0] <= (kind.alone_km if alone else kind.reach_km)]
        claimed.update(id_ for _, id_ in partners[named.id])
    return {
        id_: by_id[near[0][1]]
        for id_, near in partners.items()
        # of two rows in reach the one beside the point, if the other lies three times as far
        if near and claimed[near[0][1]] == 1 and (len(near) == 1 or near[1][0] > 3.0 * max(near[0][0], 1.0))
    }


def _unit_key(name: str) -> str:
    """A key under which the Register's spellings of an oblast meet the codifier's: `Івано- Франківська`."""
    return fold(name).replace("-", "").replace(" ", "")


def _keys(name: str) -> set[str]:
    """Keys of a name, with its type word and without: lists have Оскільське and Оскільське водосховище."""
    made = set()
    for text in {name, readings(name, _words())[0].core} - {""}:
        made.add(fold(text) if is_cyrillic(text) else fold_latin(text))
    return made


@cache
def _words() -> GenericWords:
    return GenericWords()
