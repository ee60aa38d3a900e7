"""Places that a text gives a distance or a direction to, from a town further off than a raion."""

from __future__ import annotations

import pytest

import toponyms
from toponyms.matching.away import Away
from toponyms.matching.hints import BESIDE, ELSEWHERE


@pytest.mark.parametrize(
    ("text", "name", "oblast"),
    [
        ("Krynky (45km northeast of Kherson City)", "Krynky", "Kherson Oblast"),
        ("northeast of Kharkiv City near Vovchansk", "Vovchansk", "Kharkiv Oblast"),
        ("Krynky on the left bank of the Dnipro", "Krynky", "Kherson Oblast"),
    ],
)
def test_what_lies_further_off_than_a_raion_is_found(text: str, name: str, oblast: str) -> None:
    found = toponyms.resolve(text).place
    assert found is not None
    assert found.name == name
    assert oblast in [parent.name for parent in found.parents]


def test_direction_and_distance_must_agree(gazetteer: toponyms.Gazetteer) -> None:
    matcher = gazetteer._matcher
    town, village = (gazetteer._index.find_id(place) for place in ("geonames:706448", "geonames:703861"))
    hint = matcher.hints.find("Kherson City")
    assert hint is not None
    assert town in hint.rows
    assert hint.relation(matcher.index, village, 10.0) == ELSEWHERE
    for km, bearing, expected in [(45.0, 45.0, BESIDE), (45.0, 225.0, ELSEWHERE), (5.0, 45.0, ELSEWHERE)]:
        assert Away(matcher.index, hint, km, bearing).relation(matcher.index, village, 10.0) == expected, (km, bearing)
