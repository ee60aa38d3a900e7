"""Frozen values behave as frozen dataclasses with slots do."""

from __future__ import annotations

import copy
import dataclasses
import pickle

import pytest

from toponyms.frozen import frozen


@frozen("_source")
class Point:
    """A point."""

    lat: float
    lon: float = 0.0
    _source: str = ""

    def moved(self) -> Point:
        return Point(self.lat + 1, self.lon)


@dataclasses.dataclass(frozen=True, slots=True)
class Peer:
    lat: float
    lon: float = 0.0
    _source: str = dataclasses.field(default="", repr=False, compare=False)


def test_the_same_as_a_dataclass():
    ours, theirs = Point(1.5, _source="here"), Peer(1.5, _source="here")
    assert repr(ours) == repr(theirs).replace("Peer", "Point")
    assert hash(ours) == hash(theirs)
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert [field.name for field in dataclasses.fields(ours)] == ["lat", "lon", "_source"]
    assert [field.compare for field in dataclasses.fields(Point)] == [True, True, False]
    assert dataclasses.is_dataclass(ours)
    assert Point.__match_args__ == Peer.__match_args__
    assert Point.__doc__ == "A point."
    assert not hasattr(ours, "__dict__")


def test_comparing_leaves_out_what_it_is_told_to():
    assert Point(1, 2, "here") == Point(1, 2, "there")
    assert hash(Point(1, 2, "here")) == hash(Point(1, 2, "there"))
    assert Point(1, 2) != Point(1, 3)
    assert Point(1, 2) != Peer(1, 2)


@pytest.mark.parametrize(
    "change", [lambda p: setattr(p, "lat", 2), lambda p: setattr(p, "new", 2), lambda p: delattr(p, "lat")]
)
def test_frozen(change):
    with pytest.raises(dataclasses.FrozenInstanceError):
        change(Point(1))


@pytest.mark.parametrize("arguments", [(), (1, 2, "x", 4)])
def test_wrong_arguments(arguments):
    with pytest.raises(TypeError):
        Point(*arguments)


def test_copies():
    point = Point(1, 2, "here")
    for other in (copy.copy(point), copy.deepcopy(point), pickle.loads(pickle.dumps(point))):
        assert other == point
        assert other._source == "here"
    assert dataclasses.replace(point, lat=5) == point.__replace__(lat=5) == Point(5, 2)
    with pytest.raises(TypeError):
        point.__replace__(height=5)
    assert point.moved() == Point(2, 2)
