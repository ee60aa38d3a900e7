"""The channels: what each finds and what it leaves to the others."""

from __future__ import annotations

import pytest

from tests.tiny import open_tiny
from toponyms import Gazetteer
from toponyms.matching.recall import (
    ADJECTIVE,
    CALQUE,
    CHANNELS,
    EXACT,
    FUZZY,
    INFLECTION,
    REVERSE,
    SKELETON,
    Hit,
    Recall,
)


@pytest.fixture(scope="module")
def tiny() -> Gazetteer:
    return open_tiny()


@pytest.fixture(scope="module")
def recall(tiny: Gazetteer) -> Recall:
    return tiny._matcher.recall


def ids(tiny: Gazetteer, hits: dict[int, Hit]) -> dict[str, Hit]:
    return {tiny._place_at(row).id: hit for row, hit in hits.items()}


def everything(place: int) -> bool:
    return True


def test_channels_are_numbered_by_strength() -> None:
    numbers = (EXACT, INFLECTION, SKELETON, ADJECTIVE, FUZZY, REVERSE, CALQUE)
    assert [CHANNELS[number] for number in numbers] == list(CHANNELS)
    assert CHANNELS.index("exact") == 0
    assert CHANNELS[-1] == "calque"


def test_exact_finds_every_homonym_and_nothing_else(tiny: Gazetteer, recall: Recall) -> None:
    hits: dict[int, Hit] = {}
    recall.exact("КАЛИНОВЕ", hits, whole=True)
    found = ids(tiny, hits)
    assert set(found) == {"geonames:1000020", "geonames:1000021"}
    assert {(hit.channel, hit.cost, hit.key, hit.whole) for hit in hits.values()} == {(EXACT, 0.0, "калинове", True)}
    recall.exact("Калинов", hits, whole=True)
    recall.exact("", hits, whole=True)
    assert len(hits) == 2


def test_skeleton_finds_other_romanizations(tiny: Gazetteer, recall: Recall) -> None:
    for text in ("Tschassiw Jar", "Czasiw Jar", "Chasov Yar", "Časiv Jar"):
        hits: dict[int, Hit] = {}
        recall.skeleton(text, hits, whole=True)
        assert "geonames:710021" in ids(tiny, hits), text


def test_skeleton_leaves_other_scripts_alone(recall: Recall) -> None:
    hits: dict[int, Hit] = {}
    recall.skeleton("哈尔科夫", hits, whole=True)
    recall.skeleton("", hits, whole=True)
    assert hits == {}


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
    recall.inflection(text, hits)
    assert ids(tiny, hits)[place].channel == INFLECTION


def test_inflection_does_not_take_the_text_itself(recall: Recall) -> None:
    hits: dict[int, Hit] = {}
    recall.inflection("Бахмут", hits)
    assert all(hit.key != "бахмут" for hit in hits.values())


@pytest.mark.parametrize(
    ("text", "place"),
    [("бахмутський", "geonames:712441"), ("бахмутского", "geonames:712441"), ("харківської", "geonames:706483")],
)
def test_adjectives_find_the_name(tiny: Gazetteer, recall: Recall, text: str, place: str) -> None:
    hits: dict[int, Hit] = {}
    assert recall.adjective(text, hits, everything)
    assert ids(tiny, hits)[place].channel == ADJECTIVE


def test_what_is_no_adjective_finds_nothing(recall: Recall) -> None:
    hits: dict[int, Hit] = {}
    assert not recall.adjective("Бахмут", hits, everything)
    assert recall.adjective("сюрреалістський", hits, everything), "the form of one, of no name"
    assert hits == {}


def test_fuzzy_counts_edits_by_their_costs(tiny: Gazetteer, recall: Recall) -> None:
    hits: dict[int, Hit] = {}
    recall.fuzzy("Bakmhut", hits, everything, False)
    hit = ids(tiny, hits)["geonames:712441"]
    assert (hit.channel, hit.cost, hit.first) == (FUZZY, 0.4, False)


def test_fuzzy_takes_only_what_passes(tiny: Gazetteer, recall: Recall) -> None:
    hits: dict[int, Hit] = {}
    recall.fuzzy("Bakmhut", hits, lambda place: False, False)
    assert hits == {}


def test_fuzzy_leaves_short_and_far_texts_alone(recall: Recall) -> None:
    for text in ("Suv", "Su", "", "Qwxzzk", "Бх"):
        hits: dict[int, Hit] = {}
        recall.fuzzy(text, hits, everything, False)
        assert hits == {}, text


def test_the_stronger_channel_is_kept(tiny: Gazetteer, recall: Recall) -> None:
    hits: dict[int, Hit] = {}
    recall.skeleton("Бахмут", hits, whole=True)
    weak = ids(tiny, hits)["geonames:712441"]
    assert weak.channel == SKELETON
    recall.exact("Бахмут", hits, whole=True)
    assert ids(tiny, hits)["geonames:712441"].channel == EXACT
    recall.skeleton("Бахмут", hits, whole=True)
    assert ids(tiny, hits)["geonames:712441"].channel == EXACT


def test_of_two_rows_the_better_kind_of_name_is_the_evidence(tiny: Gazetteer, recall: Recall) -> None:
    hits: dict[int, Hit] = {}
    recall.exact("Донецьк", hits, whole=True)
    found = tiny._records._name_at(ids(tiny, hits)["geonames:709717"].row)
    assert (found.text, found.kind) == ("Донецьк", "official")
