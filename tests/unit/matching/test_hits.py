"""Of two hits for a place the better evidence is kept; what the channels share."""

from __future__ import annotations

from tests.tiny import hits_by_id
from toponyms import Gazetteer
from toponyms.matching.hits import (
    ADJECTIVE,
    CALQUE,
    CHANNELS,
    EXACT,
    FUZZY,
    INFLECTION,
    KEYS_KEPT,
    REVERSE,
    SKELETON,
    Hit,
)
from toponyms.matching.recall import Recall


def test_channels_are_numbered_by_strength() -> None:
    numbers = (EXACT, INFLECTION, SKELETON, ADJECTIVE, FUZZY, REVERSE, CALQUE)
    assert [CHANNELS[number] for number in numbers] == list(CHANNELS)
    assert CHANNELS.index("exact") == 0
    assert CHANNELS[-1] == "calque"


def test_the_stronger_channel_is_kept(tiny: Gazetteer, recall: Recall) -> None:
    hits: dict[int, Hit] = {}
    recall.skeleton("Бахмут", hits, whole=True)
    weak = hits_by_id(tiny, hits)["geonames:712441"]
    assert weak.channel == SKELETON
    recall.exact("Бахмут", hits, whole=True)
    assert hits_by_id(tiny, hits)["geonames:712441"].channel == EXACT
    recall.skeleton("Бахмут", hits, whole=True)
    assert hits_by_id(tiny, hits)["geonames:712441"].channel == EXACT


def test_of_two_rows_the_better_kind_of_name_is_the_evidence(tiny: Gazetteer, recall: Recall) -> None:
    hits: dict[int, Hit] = {}
    recall.exact("Донецьк", hits, whole=True)
    found = tiny._records._name_at(hits_by_id(tiny, hits)["geonames:709717"].row)
    assert (found.text, found.kind) == ("Донецьк", "official")


def test_the_exact_key_of_a_text_is_made_once_and_not_kept_for_ever(tiny: Gazetteer, recall: Recall) -> None:
    for number in range(3 * KEYS_KEPT):
        assert recall.key(f"Село{number}") == tiny._rules.exact(f"Село{number}")
    assert len(recall.keeper._keys) <= KEYS_KEPT
