"""Boundaries as arcs: shared once, simplified once, dissolved."""

from __future__ import annotations

import doctest

import pytest
from toponyms_osm import topology
from toponyms_osm.shapes import Shapes
from toponyms_osm.topology import area, cut, dissolve, draw, encloses, simplify

Point = tuple[int, int]

SQUARE = [(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)]
WAVY = [(10, 0), (9, 2), (11, 5), (9, 8), (10, 10)]


def left() -> list[Point]:
    return [(0, 0), *WAVY, (0, 10), (0, 0)]


def right() -> list[Point]:
    return [*WAVY, (20, 10), (20, 0), (10, 0)][::-1]


def test_examples() -> None:
    assert doctest.testmod(topology).failed == 0


def test_a_shared_stretch_is_one_arc() -> None:
    arcs, units = cut({"left": [[left()]], "right": [[right()]]})
    (one,), (other,) = units["left"][0], units["right"][0]
    shared = {arc if arc >= 0 else ~arc for arc in one} & {arc if arc >= 0 else ~arc for arc in other}
    assert [arcs[arc] in (WAVY, WAVY[::-1]) for arc in shared] == [True]
    assert len(arcs) == 3


def test_outlines_are_drawn_as_they_were() -> None:
    arcs, units = cut({"left": [[left()]], "right": [[right()]]})
    for name, ring in (("left", left()), ("right", right())):
        drawn = draw(units[name][0][0], arcs)
        assert drawn[0] == drawn[-1]
        assert set(drawn) == set(ring)
        assert area(drawn) == area(ring)


def test_simplified_neighbours_still_meet() -> None:
    arcs, units = cut({"left": [[left()]], "right": [[right()]]})
    short = [simplify(arc, 0.003) for arc in arcs]
    one, other = (set(draw(units[name][0][0], short)) for name in ("left", "right"))
    assert one & other == {(10, 0), (10, 10)}
    total = sum(abs(area(draw(units[name][0][0], short))) for name in units)
    assert total == 2 * 20 * 10


def test_a_dissolved_outline_has_no_inner_boundary() -> None:
    arcs, units = cut({"left": [[left()]], "right": [[right()]]})
    (polygon,) = dissolve(units.values(), arcs)
    (ring,) = polygon
    assert set(draw(ring, arcs)) == {(0, 0), (10, 0), (20, 0), (20, 10), (10, 10), (0, 10)}


def test_a_unit_inside_another_leaves_a_hole() -> None:
    inner: list[Point] = [(2, 2), (2, 4), (4, 4), (4, 2), (2, 2)]
    arcs, units = cut({"city": [[inner[::-1]]], "around": [[[*SQUARE], inner]]})
    assert sum(map(len, dissolve([units["around"]], arcs))) == 2
    assert sum(map(len, dissolve(units.values(), arcs))) == 1


@pytest.mark.parametrize(("point", "inside"), [((5, 5), True), ((11, 5), False), ((-1, 0), False), ((5, 11), False)])
def test_a_point_is_inside_or_not(point: Point, inside: bool) -> None:
    assert encloses(SQUARE, point) is inside


def test_a_file_of_outlines_reads_back(tmp_path_factory: pytest.TempPathFactory) -> None:
    arcs, units = cut({"left": [[left()]], "right": [[right()]]})
    made = Shapes(arcs, units)
    path = tmp_path_factory.mktemp("shapes") / "boundaries.json.xz"
    path.write_bytes(made.to_bytes())
    again = Shapes.read(path)
    assert (again.arcs, again.units) == (made.arcs, made.units)
    assert again.to_bytes() == made.to_bytes()
    assert again.holds("left", 0.00005, 0.00005)
    assert not again.holds("right", 0.00005, 0.00005)
    assert again.distance_km("left", 0.00005, 0.00005) == 0.0
    assert again.distance_km("left", 0.00005, 1.0001) == pytest.approx(111.195, abs=0.01)


def test_a_damaged_file_of_outlines_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("shapes") / "boundaries.json.xz"
    path.write_bytes(Shapes(*cut({"left": [[left()]]})).to_bytes()[:40])
    with pytest.raises(ValueError, match="damaged"):
        Shapes.read(path)
