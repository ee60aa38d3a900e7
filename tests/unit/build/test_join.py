"""Joining: evidence of an area and a name, one to one, and nothing forced."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from toponyms.build.join import Candidate, Join, join_settlements
from toponyms.build.names import fold, skeleton
from toponyms.build.pairing import Pool
from toponyms.build.readers.katottg import Unit
from toponyms.build.settings import tables
from toponyms.build.spine import romanize

RAION = "UA14020000000013572"
HROMADAS = {"a": "UA14020010000000001", "b": "UA14020030000000002"}


def unit(number: int, name: str, hromada: str = "a", category: str = "C") -> tuple[str, Unit]:
    code = f"UA1402001{number:02d}0000000{number:02d}"
    return code, Unit(code, category, name, ("UA14000000000091971", RAION, HROMADAS[hromada], code))


def point(
    id_: str, *names: str, lat: float = 48.0, lon: float = 37.0, raion: str = "1402", weight: int = 0
) -> Candidate:
    cyrillic = frozenset(fold(name) for name in names if not name.isascii())
    latin = frozenset(name for name in names if name.isascii())
    return Candidate(id_, cyrillic, latin, lat, lon, raion, weight=weight)


def joined(units: Mapping[str, Unit], *candidates: Candidate, added: tuple[Candidate, ...] = ()) -> Join:
    return join_settlements(units, candidates, {}, romanize, added=added)


def test_one_name_in_a_raion_joins() -> None:
    units = dict([unit(1, "Оріхове")])
    found = joined(units, point("geonames:1", "Оріхове"))
    assert list(found.id_of.values()) == ["geonames:1"]
    assert list(found.step_of.values()) == ["same raion, name"]
    assert not found.reason_of


def test_two_settlements_and_one_point_join_nothing() -> None:
    units = dict([unit(1, "Оріхове"), unit(2, "Оріхове", "b")])
    found = joined(units, point("geonames:1", "Оріхове"))
    assert not found.id_of
    assert all("geonames:1" in reason and "2 settlements" in reason for reason in found.reason_of.values())


def test_another_raion_is_no_evidence() -> None:
    found = joined(dict([unit(1, "Оріхове")]), point("geonames:1", "Оріхове", raion="1404"))
    assert not found.id_of
    assert "no source has a point" in next(iter(found.reason_of.values()))


def test_two_rows_of_one_settlement_join_the_heavier() -> None:
    far = 2 * tables()["join"]["double_km"] / 111.0
    units = dict([unit(1, "Оріхове")])
    beside = joined(units, point("geonames:1", "Оріхове"), point("geonames:2", "Оріхове", lat=48.01, weight=5))
    assert list(beside.id_of.values()) == ["geonames:2"]
    assert not joined(units, point("geonames:1", "Оріхове"), point("geonames:2", "Оріхове", lat=48.0 + far)).id_of


def around(count: int = 4) -> tuple[dict[str, Unit], list[Candidate]]:
    """Settlements of a hromada with names of their own, joined by raion and name."""
    units = dict(unit(10 + i, f"Сусідка{'абвгд'[i]}") for i in range(count))
    return units, [point(f"geonames:{10 + i}", f"Сусідка{'абвгд'[i]}", lat=48.0 + i / 100) for i in range(count)]


def test_neighbours_tell_two_of_a_name_apart() -> None:
    units, points = around()
    units |= dict([unit(1, "Оріхове"), unit(2, "Оріхове", "b")])
    found = joined(units, *points, point("geonames:1", "Оріхове", lat=48.015), point("geonames:2", "Оріхове", lat=48.9))
    assert found.id_of[unit(1, "")[0]] == "geonames:1"
    assert found.step_of[unit(1, "")[0]] == "hromada of the neighbours, former name"
    # the far one is what is left of the raion then: nothing else can be it, but the step says how it was joined
    assert found.step_of[unit(2, "")[0]] == "same raion, former name, with Who's On First"


@pytest.mark.parametrize("name", ["Novyy Ostrov", "Ostrov Novyi", "Novyi Ostryv"])
def test_a_similar_name_joins_among_neighbours_only(name: str) -> None:
    units, points = around()
    units |= dict([unit(1, "Новий Острів")])
    assert unit(1, "")[0] in joined(units, *points, point("geonames:1", name, lat=48.015)).id_of
    assert unit(1, "")[0] not in joined(units, *points, point("geonames:1", name, lat=48.9)).id_of


def test_a_letter_may_differ_in_a_long_name_but_not_the_first() -> None:
    units, points = around()
    units |= dict([unit(1, "Жижниківці")])
    code = unit(1, "")[0]
    near = joined(units, *points, point("geonames:1", "Zhiznikovtsy", lat=48.015))
    assert near.step_of.get(code) == "hromada of the neighbours, name but for a letter"
    assert code not in joined(units, *points, point("geonames:1", "Riznikovtsy", lat=48.015)).id_of


def test_a_second_source_comes_after_the_first() -> None:
    units, points = around()
    units |= dict([unit(1, "Оріхове")])
    code = unit(1, "")[0]
    other = point("wof:1", "Оріхове", lat=48.016, raion="")
    assert joined(units, *points, added=(other,)).id_of[code] == "wof:1"
    assert (
        joined(units, *points, point("geonames:1", "Оріхове", lat=48.015), added=(other,)).id_of[code] == "geonames:1"
    )


def test_a_pair_far_from_all_of_its_hromada_is_parted() -> None:
    units, points = around()
    units |= dict([unit(1, "Оріхове")])
    found = joined(units, *points, point("geonames:1", "Оріхове", lat=48.9))
    assert found.parted == 1
    assert unit(1, "")[0] not in found.id_of
    assert sum(step.joined for step in found.steps) == len(found.id_of)


def test_an_abandoned_settlement_is_no_candidate_beside_a_living_one() -> None:
    units = dict([unit(1, "Оріхове")])
    gone = point("geonames:1", "Оріхове", lat=48.5)._replace(living=False)
    assert list(joined(units, gone).id_of.values()) == ["geonames:1"]
    assert list(joined(units, gone, point("geonames:2", "Оріхове")).id_of.values()) == ["geonames:2"]


def test_the_village_council_tells_two_of_one_hromada_apart() -> None:
    units, _ = around(0)
    units = dict([unit(1, "Оріхове"), unit(2, "Оріхове"), unit(3, "Балка"), unit(4, "Гай")])
    councils = {
        unit(i, "")[0]: council for i, council in ((1, "14209812"), (3, "14209812"), (2, "14209813"), (4, "14209813"))
    }
    points = [
        point("geonames:3", "Балка"),
        point("geonames:4", "Гай", lat=48.3),
        point("geonames:1", "Оріхове", lat=48.01),
        point("geonames:2", "Оріхове", lat=48.31),
    ]
    found = join_settlements(units, points, {}, romanize, councils=councils)
    assert found.id_of[unit(1, "")[0]] == "geonames:1"
    assert found.id_of[unit(2, "")[0]] == "geonames:2"


def test_a_pool_gives_areas_of_free_candidates_only() -> None:
    units = dict([unit(1, "Оріхове"), unit(2, "Гай")])
    pool = Pool(units, {})
    pool.add([point("geonames:1", "Оріхове"), point("geonames:2", "Гай", lat=48.01)])
    pool.pair(unit(1, "")[0], "geonames:1", "by hand")
    assert dict(pool.candidate_areas("beside")) == {"geonames:2": {HROMADAS["a"]}}
    assert dict(pool.candidate_areas("neighbours")) == {"geonames:2": ()}  # one neighbour does not decide


def test_skeletons_of_different_names_differ() -> None:
    assert skeleton("Petrivka") != skeleton("Pavlivka")
    assert skeleton("Zhovte") != skeleton("Zovte")
    assert skeleton("") == ""
