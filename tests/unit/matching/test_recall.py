"""The channels: what each finds and what it leaves to the others."""

from __future__ import annotations

from tests.tiny import hits_by_id
from toponyms import Gazetteer
from toponyms.matching.hits import EXACT, FUZZY, Hit
from toponyms.matching.recall import Recall


def everything(place: int) -> bool:
    return True


def test_exact_finds_every_homonym_and_nothing_else(tiny: Gazetteer, recall: Recall) -> None:
    hits: dict[int, Hit] = {}
    recall.exact("КАЛИНОВЕ", hits, whole=True)
    found = hits_by_id(tiny, hits)
    assert set(found) == {"geonames:1000020", "geonames:1000021"}
    assert {(hit.channel, hit.cost, hit.key, hit.whole) for hit in hits.values()} == {(EXACT, 0.0, "калинове", True)}
    recall.exact("Калинов", hits, whole=True)
    recall.exact("", hits, whole=True)
    assert len(hits) == 2


def test_skeleton_finds_other_romanizations(tiny: Gazetteer, recall: Recall) -> None:
    for text in ("Tschassiw Jar", "Czasiw Jar", "Chasov Yar", "Časiv Jar"):
        hits: dict[int, Hit] = {}
        recall.skeleton(text, hits, whole=True)
        assert "geonames:710021" in hits_by_id(tiny, hits), text


def test_skeleton_leaves_other_scripts_alone(recall: Recall) -> None:
    hits: dict[int, Hit] = {}
    recall.skeleton("哈尔科夫", hits, whole=True)
    recall.skeleton("", hits, whole=True)
    assert hits == {}


def test_fuzzy_counts_edits_by_their_costs(tiny: Gazetteer, recall: Recall) -> None:
    hits: dict[int, Hit] = {}
    recall.fuzzy("Bakmhut", hits, everything, False)
    hit = hits_by_id(tiny, hits)["geonames:712441"]
    assert (hit.channel, hit.cost, hit.apart) == (FUZZY, 0.4, False)


def test_fuzzy_takes_only_what_passes(tiny: Gazetteer, recall: Recall) -> None:
    hits: dict[int, Hit] = {}
    recall.fuzzy("Bakmhut", hits, lambda place: False, False)
    assert hits == {}


def test_fuzzy_leaves_short_and_far_texts_alone(recall: Recall) -> None:
    for text in ("Suv", "Su", "", "Qwxzzk", "Бх"):
        hits: dict[int, Hit] = {}
        recall.fuzzy(text, hits, everything, False)
        assert hits == {}, text
