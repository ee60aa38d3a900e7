"""What a hit or a place is worth by itself."""

from __future__ import annotations

import pytest

import toponyms
from toponyms import Gazetteer
from toponyms.matching.constraints import Constraints
from toponyms.matching.hits import EXACT, SKELETON, Hit
from toponyms.matching.parts import Reading
from toponyms.matching.standing import Standing


@pytest.fixture(scope="module")
def standing(tiny: Gazetteer) -> Standing:
    return tiny._matcher._standing


def hit_for(tiny: Gazetteer, text: str, place: str) -> Hit:
    """The exact hit of a text for the place of an id."""
    hits: dict[int, Hit] = {}
    tiny._matcher.recall.exact(text, hits, whole=True)
    return hits[tiny._index.find_id(place)]


@pytest.mark.parametrize(
    ("text", "place", "settles"),
    [
        ("Бахмут", "geonames:712441", True),
        ("Донецьк", "geonames:709717", True),
        ("Донецька область", "geonames:709716", True),
        ("Донецька", "geonames:709716", False),  # a case form of the town as well
    ],
)
def test_a_vouched_name_settles_the_search_and_a_bare_units_does_not(
    tiny: Gazetteer, standing: Standing, text: str, place: str, settles: bool
) -> None:
    hit = hit_for(tiny, text, place)
    assert standing.settles(hit, Reading(text, text), Constraints()) is settles


def test_a_town_does_not_settle_what_the_text_calls_a_region(tiny: Gazetteer, standing: Standing) -> None:
    hit = hit_for(tiny, "Донецьк", "geonames:709717")
    region = Reading("Донецьк регіон", "Донецьк", says=(("admin", 1),))
    assert not standing.settles(hit, region, Constraints())


def test_only_an_exact_hit_that_is_no_units_core_is_a_name_of_its_own(tiny: Gazetteer, standing: Standing) -> None:
    town, unit = hit_for(tiny, "Донецьк", "geonames:709717"), hit_for(tiny, "Донецька", "geonames:709716")
    assert standing.bears(town)
    assert not standing.bears(unit)
    town.channel = SKELETON
    assert not standing.bears(town)
    assert unit.channel == EXACT


def test_case_forms_of_type_words_are_common_nouns(standing: Standing) -> None:
    assert standing.common_noun("городе")
    assert not standing.common_noun("Бахмут")


def test_countries_and_oblasts_are_broad_and_towns_are_not(tiny: Gazetteer, standing: Standing) -> None:
    broad = {id: standing.is_broad(tiny._index.find_id(id)) for id in ("geonames:690791", "geonames:709716")}
    assert all(broad.values())
    assert not standing.is_broad(tiny._index.find_id("geonames:709717"))


def test_a_place_is_the_same_as_itself_and_not_as_the_oblast_around_it(tiny: Gazetteer, standing: Standing) -> None:
    town, oblast = tiny._index.find_id("geonames:709717"), tiny._index.find_id("geonames:709716")
    assert standing.same(town, town)
    assert not standing.same(town, oblast)


@pytest.mark.parametrize(
    ("text", "oblast"),
    [("Луганской", "geonames:702657"), ("Донецької", "geonames:709716"), ("Харківській", "geonames:706482")],
)
def test_the_adjective_of_an_oblast_in_another_case_is_the_oblast(text: str, oblast: str) -> None:
    assert toponyms.resolve(text).place == toponyms.place(oblast)


@pytest.mark.parametrize("text", ["Шанхайской", "Минских", "Невской"])
def test_other_adjectives_alone_are_no_places(text: str) -> None:
    found = toponyms.resolve(text).place
    assert found is None
