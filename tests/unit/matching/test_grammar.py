"""Case forms and adjectives: what they lead to, and what is none."""

from __future__ import annotations

import pytest

from tests.tiny import hits_by_id
from toponyms import Gazetteer
from toponyms.matching.hits import ADJECTIVE, INFLECTION, Hit
from toponyms.matching.recall import Recall


def everything(place: int) -> bool:
    return True


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Бахмуті", "geonames:712441"),
        ("Бахмутом", "geonames:712441"),
        ("Харкова", "geonames:706483"),
        ("Донецкой области", "geonames:709716"),
        ("Донецької області", "geonames:709716"),
    ],
)
def test_inflection_finds_the_nominative(tiny: Gazetteer, recall: Recall, text: str, place: str) -> None:
    hits: dict[int, Hit] = {}
    recall.grammar.inflection(text, hits)
    assert hits_by_id(tiny, hits)[place].channel == INFLECTION


def test_inflection_does_not_take_the_text_itself(recall: Recall) -> None:
    hits: dict[int, Hit] = {}
    recall.grammar.inflection("Бахмут", hits)
    assert all(hit.key != "бахмут" for hit in hits.values())


@pytest.mark.parametrize(
    ("text", "place"),
    [("бахмутський", "geonames:712441"), ("бахмутского", "geonames:712441"), ("харківської", "geonames:706483")],
)
def test_adjectives_find_the_name(tiny: Gazetteer, recall: Recall, text: str, place: str) -> None:
    hits: dict[int, Hit] = {}
    assert recall.grammar.adjective(text, hits, everything)
    assert hits_by_id(tiny, hits)[place].channel == ADJECTIVE


def test_what_is_no_adjective_finds_nothing(recall: Recall) -> None:
    hits: dict[int, Hit] = {}
    assert not recall.grammar.adjective("Бахмут", hits, everything)
    assert recall.grammar.adjective("сюрреалістський", hits, everything), "the form of one, of no name"
    assert hits == {}
