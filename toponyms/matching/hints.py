"""Where a place must lie: the names around it in the text, and what the caller says."""

from __future__ import annotations

from math import cos, radians

from toponyms.geo.distance import KM_PER_DEGREE, boxes_meet, distance_km
from toponyms.matching.query import MAX_PARTS, readings
from toponyms.matching.sorts import NATURE
from toponyms.types import PLACE_KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from toponyms.index.keys import KeyRules
    from toponyms.index.reader import Index
    from toponyms.language.generics import GenericWords
    from toponyms.matching.hits import Hit
    from toponyms.matching.parts import Reading
    from toponyms.matching.recall import Recall

MAX_DEPTH = 8
"""Most steps up a chain of parents; the deepest real one has five."""

INSIDE, ENCLAVE, AROUND, ITSELF, BESIDE, ELSEWHERE = 1.0, 0.7, 0.6, 0.5, 0.3, 0.0
"""How a place lies to a hint: inside it; in a unit that the hint's extent surrounds (Kyiv in Kyiv Oblast); inside an
area without administration, or around the town that the hint names; the hint's own place; beside the middle of a raion
or hromada that does not hold it, whose bounds may have been others once; elsewhere."""

SPOTS = frozenset({"settlement", "part"})

UNITS = frozenset({"admin", "region", "claimed"})

UNIT = 1000
"""Prominence, in hundredths, up to which a settlement of a unit's name is overlooked: "Luhanska" is the oblast."""

REACHING = frozenset(PLACE_KINDS.index(kind) for kind in ("water", "region", "relief"))
"""Kinds that reach through several units, and lie in each that their box meets."""

SEAT = "P.PPLA"
"""Feature code of the seat of a first-level unit."""

SETTLEMENT, COUNTRY = PLACE_KINDS.index("settlement"), PLACE_KINDS.index("country")
ADMIN, CLAIMED = PLACE_KINDS.index("admin"), PLACE_KINDS.index("claimed")

FIRST_LEVEL = ADMIN << 4 | 1

HINT_PLACES = 64
"""Most places that one hint may mean, the most prominent first."""

HINT_SPOTS = 12
"""Most of them whose surroundings count: a name of sixty villages says nothing about distances."""

HINT_CACHE = 4096
"""Hints kept ready: a column of a data frame names the same oblasts again and again."""

TURN = 36_000_000
"""Once around the globe, in the unit of extents."""

CONTAINING = frozenset(number for number, kind in enumerate(PLACE_KINDS) if kind not in ("object", "relief", "water"))
"""Kinds that a place can be said to lie in."""


class Hint:
    """A name that says where: every place that it may mean, ready to be compared with candidates.

    slipped: whether it was found by a near spelling only.
    """

    __slots__ = ("areas", "rows", "slipped", "spots", "text")

    def __init__(self, index: Index, text: str, rows: Iterable[int], *, slipped: bool = False) -> None:
        self.text, self.slipped = text, slipped
        rows = _held(index, rows)
        self.rows = frozenset(rows)
        self.spots: list[tuple[float, float, float, float]] = []
        self.areas: list[tuple[int, tuple[int, int, int, int]]] = []
        for row in rows:
            kind = PLACE_KINDS[index.place_kind[row] >> 4]
            lower = kind == "admin" and index.place_kind[row] & 0xF > 1
            if (kind in SPOTS or lower) and len(self.spots) < HINT_SPOTS:
                how = AROUND if kind in SPOTS else BESIDE
                lat, lon = index.place_lat[row] / 1e5, index.place_lon[row] / 1e5
                self.spots.append((how, lat, lon, cos(radians(min(abs(lat) + 1.0, 90.0)))))
            box = box_of(index, row)
            if box is not None and kind not in SPOTS:
                self.areas.append((index.place_kind[row], box))

    def units(self, index: Index) -> Hint | None:
        """The administrative units that it may mean, with nothing beside or around them, None where there is none."""
        found = Hint(index, self.text, (row for row in self.rows if index.place_kind[row] >> 4 == ADMIN))
        found.spots, found.areas = [], []
        return found if found.rows else None

    def relation(self, index: Index, row: int, reach_km: float) -> float:
        """How a place lies to this hint, one of the five values above."""
        if row in self.rows:
            return ITSELF
        levels = ancestors(index, row)
        if not self.rows.isdisjoint(levels):
            return INSIDE
        lat, lon = index.place_lat[row], index.place_lon[row]
        long = index.place_kind[row] >> 4 in REACHING and box_of(index, row)
        if long and any(boxes_meet(long, box, turn=TURN) for _, box in self.areas):
            return AROUND  # a river is not its mouth
        unit = box_of(index, row) if index.place_kind[row] >> 4 == ADMIN else None
        for packed, (west, south, east, north) in self.areas:
            if west <= lon <= east and south <= lat <= north:
                if unit and not (west <= unit[0] and south <= unit[1] and unit[2] <= east and unit[3] <= north):
                    continue  # Luhansk Oblast is no part of Donetsk Oblast, though its middle lies in that one's box
                same_level = next((unit for unit in levels if index.place_kind[unit] == packed), None)
                if same_level is None:
                    return AROUND
                # the place has a parent of the same level as the hint: it lies there, unless that one is an enclave
                box = box_of(index, same_level)
                if box and west <= box[0] and south <= box[1] and box[2] <= east and box[3] <= north:
                    return ENCLAVE
        best = ELSEWHERE
        if PLACE_KINDS[index.place_kind[row] >> 4] == "admin":
            return best  # "X oblast, Y": a unit does not lie near a village in it
        place_lat, place_lon = lat / 1e5, lon / 1e5
        degrees = reach_km / KM_PER_DEGREE + 1e-9
        for how, spot_lat, spot_lon, narrowing in self.spots:
            # a cheap first look: most homonyms lie far apart
            across = abs(spot_lon - place_lon)
            near = how > best and abs(spot_lat - place_lat) <= degrees
            if not near or min(across, 360.0 - across) * narrowing > degrees:
                continue
            if distance_km(spot_lat, spot_lon, place_lat, place_lon) <= reach_km:
                best = how
        return best


def _held(index: Index, rows: Iterable[int]) -> list[int]:
    """The places of a hint, a self-declared entity as the first-level unit that it was declared in, where it is one.

    Nothing lies in such an entity here; a report that says so means the part of that unit which it held.
    """
    out: list[int] = []
    for row in rows:
        parent = index.place_parent[row] - 1 if index.place_kind[row] >> 4 == CLAIMED else -1
        first = parent >= 0 and index.place_kind[parent] == FIRST_LEVEL
        out.append(parent if first else row)
    return out


def ancestors(index: Index, row: int) -> list[int]:
    """Rows of the parents of a place, the nearest first."""
    parents = index.place_parent
    found: list[int] = []
    for _ in range(MAX_DEPTH):
        row = parents[row] - 1
        if row < 0:
            break
        found.append(row)
    return found


def box_of(index: Index, row: int) -> tuple[int, int, int, int] | None:
    """Extent of a place in 1e-5 degrees (west, south, east, north), None where it has none."""
    number = index.place_extent[row]
    if not number:
        return None
    box = index["extent.box"]
    at = 4 * (number - 1)
    return box[at], box[at + 1], box[at + 2], box[at + 3]


class HintFinder:
    """Finds what a text that says where may mean, and remembers it."""

    __slots__ = ("_index", "_known", "_recall", "_rules", "_seats", "_words")

    def __init__(
        self,
        index: Index,
        rules: KeyRules,
        words: GenericWords,
        recall: Recall,
        countries: Sequence[Sequence[Sequence[str]]],
        named_after_seat: Container[str],
    ) -> None:
        self._index, self._rules, self._words, self._recall = index, rules, words, recall
        self._known: dict[str, Hint | None] = {}
        self._seats = (
            frozenset(number for number, codes in enumerate(index.lines("vocab.features")) if SEAT in codes.split(" ")),
            frozenset(
                number for number, (inside, _) in enumerate(countries) if inside and inside[0] in named_after_seat
            ),
        )

    def find(self, text: str) -> Hint | None:
        """The hint of a text, None where it names no place that others could lie in."""
        if text not in self._known:
            if len(self._known) >= HINT_CACHE:
                self._known.clear()
            name, _, around = ",".join(text.split(",")[:MAX_PARTS]).partition(",")
            self._known[text] = self._find_inside(name, around) if around else self._find(text)
        return self._known[text]

    def spelt(self, text: str) -> Hint | None:
        """The same for a text that is no slip."""
        return self._find(text, slips=False)

    def is_stored(self, text: str) -> bool:
        """Whether a text is a name as it stands, of whatever place."""
        return self._index.find_key(self._recall.key(text)) >= 0

    def is_country(self, text: str) -> bool:
        """Whether a text, as it is spelt, is best known as the name of a country."""
        hint = self.spelt(text)
        if hint is None or hint.slipped:
            return False
        index = self._index
        best = max(hint.rows, key=lambda row: (index.place_prominence[row], -row))
        return PLACE_KINDS[index.place_kind[best] >> 4] == "country"

    def nation(self, text: str) -> str:
        """What the country of an adjective in small letters is called: "russischen", "ukrainienne"; "" for none."""
        hits: dict[int, Hit] = {}
        if text.islower():
            self._recall.grammar.land(text, hits)
        index = self._index
        countries = [row for row in hits if index.place_kind[row] >> 4 == COUNTRY]
        return index.text(index["place.name"][countries[0]]) if len(countries) == 1 else ""

    def is_town(self, text: str, known: int) -> bool:
        """Whether a settlement of this prominence, in hundredths, is called so letter for letter, and no country."""
        hits: dict[int, Hit] = {}
        self._recall.exact(text, hits, whole=True)
        kinds, prominence = self._index.place_kind, self._index.place_prominence
        towns = any(kinds[row] >> 4 == SETTLEMENT and prominence[row] >= known for row in hits)
        return towns and all(kinds[row] >> 4 != COUNTRY for row in hits)

    def is_unit(self, text: str) -> bool:
        """Whether a text, as it is spelt, means first-level units and their like, but no known settlement."""
        hint = self.find(text)
        if hint is None or hint.slipped:
            return False
        index = self._index
        known = [index.place_kind[row] for row in hint.rows if index.place_prominence[row] >= UNIT]
        return FIRST_LEVEL in known and all(PLACE_KINDS[kind >> 4] in UNITS for kind in known)

    def _find_inside(self, name: str, around: str) -> Hint | None:
        """The hint of "X, Y": what X may mean that lies in Y; X where Y means nothing."""
        hint, container = self._find(name), self.find(around.strip())
        if hint is None or container is None:
            return hint
        rows = [row for row in hint.rows if container.relation(self._index, row, 0.0)]
        return Hint(self._index, f"{name},{around}", rows, slipped=hint.slipped) if rows else None

    def _find(self, text: str, *, slips: bool = True) -> Hint | None:
        index, kinds = self._index, self._index.place_kind

        def contains(place: int) -> bool:
            return kinds[place] >> 4 in CONTAINING

        forms = readings(self._rules.repair(text), self._words)
        for fuzzy in (False, True)[: 1 + slips]:
            for form in forms:
                hits: dict[int, Hit] = {}
                if fuzzy:
                    self._recall.fuzzy(form.core, hits, contains, False)
                else:
                    self._recall.exact(form.whole, hits, whole=True)
                    self._recall.exact(form.core, hits, whole=False)
                    if form.core != form.whole and not any(map(contains, hits)):
                        self._recall.grammar.inflection(form.whole, hits, whole=True)  # "X Народной Республики"
                    if form.core and not any(map(contains, hits)):
                        self._recall.grammar.inflection(form.core, hits)
                    if form.core and not any(map(contains, hits)):
                        self._recall.skeleton(form.core, hits, whole=False)
                    if form.core and not any(map(contains, hits)):
                        self._recall.grammar.respelt(form.core, hits)  # "Бахмутского района"
                rows = [place for place, hit in hits.items() if hit.whole and kinds[place] >> 4 == CLAIMED]
                rows = rows or self._said([place for place in hits if contains(place)], form)
                if rows:
                    rows.sort(key=lambda row: (-index.place_prominence[row], row))
                    return Hint(index, text, rows[:HINT_PLACES], slipped=fuzzy)
        return None

    def _said(self, rows: list[int], form: Reading) -> list[int]:
        """Of what a hint may mean the places of the kind that its type word says, all where none is.

        "Dnipro region" is the unit around the town of that name, whatever the unit is called.
        """
        kinds = self._index.place_kind
        agreeing = [row for row in rows if (PLACE_KINDS[kinds[row] >> 4], kinds[row] & 0xF) in form.says]
        if agreeing:
            if ("admin", 1) in form.says and not any(PLACE_KINDS[kinds[row] >> 4] == "admin" for row in agreeing):
                # a mere locality of the name is no reason to overlook the oblast: "Zaporozhye region"
                return [*self._named_after(rows), *agreeing]
            return agreeing
        if not form.says:
            return [*rows, *self._named_after(rows)]
        if all(kind in NATURE for kind, _ in form.says):
            return []  # "X river, Y": the town of the river's name holds nothing
        around = set()
        for row in rows:
            for unit in ancestors(self._index, row):
                if (PLACE_KINDS[kinds[unit] >> 4], kinds[unit] & 0xF) in form.says:
                    around.add(unit)
        return list(around) or rows

    def _named_after(self, rows: list[int]) -> list[int]:
        """First-level units that are called after a seat among the rows, and are not among them themselves.

        A column of oblasts says "Mahilyow", whether or not a source lists that as a name of the oblast.
        """
        index, (features, countries) = self._index, self._seats
        return [
            unit
            for row in rows
            if index.place_feature[row] in features and index.place_countries[row] in countries
            for unit in ancestors(index, row)
            if index.place_kind[unit] == FIRST_LEVEL and unit not in rows
        ]
