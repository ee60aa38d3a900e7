"""Features and weights: a declared list, on a page, and values that mean what they say."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest

from tests.tiny import compile_tiny
from toponyms import Gazetteer
from toponyms.matching import score, weights
from toponyms.matching.hits import CHANNELS
from toponyms.types import NAME_KINDS, PLACE_KINDS


def values(gazetteer: Gazetteer, text: str, place: str, **hints: object) -> dict[str, float]:
    """What was measured for one candidate; 0 is left out."""
    for candidate in gazetteer.resolve(text, min_confidence=0, limit=100, **hints).candidates:  # type: ignore[arg-type]
        if candidate.place.id == place:
            return {feature.name: feature.value for feature in candidate.evidence.features}
    raise AssertionError(f"{place} is no candidate of {text!r}")


def test_every_feature_stands_on_the_page_with_its_meaning(root: Path) -> None:
    page = (root / "docs" / "explain" / "pipeline.md").read_text(encoding="utf-8")
    section = page.partition("## Score")[2].partition("## Decide")[0]
    assert re.findall(r"^\| `(\w+)` \| (.+) \|$", section, flags=re.MULTILINE) == list(score.FEATURES)


def test_every_channel_stands_on_the_page_in_order(root: Path) -> None:
    page = (root / "docs" / "explain" / "pipeline.md").read_text(encoding="utf-8")
    section = page.partition("## Recall")[2].partition("## Score")[0]
    assert tuple(re.findall(r"^\| `(\w+)` \|", section, flags=re.MULTILINE)) == CHANNELS


def test_every_feature_has_a_weight_and_every_kind_a_prior() -> None:
    tables = weights.load()
    assert set(tables["weights"]) == {name for name, _ in score.FEATURES}
    assert set(tables["name_kind"]) == set(NAME_KINDS)
    assert set(PLACE_KINDS) <= set(tables["place_kind"])
    assert set(PLACE_KINDS) - {"admin"} <= set(tables["prominence"])
    assert {name for name in tables["nil"] if name in CHANNELS} == set(CHANNELS)


def test_values_are_finite_and_sum_to_the_score(tiny: Gazetteer) -> None:
    for text in ("New York", "Калинове", "Bakmhut", "Бахмуті", "Donetsk region", "Nyok"):
        for row in tiny.resolve(text, min_confidence=0)._scored:
            assert all(map(math.isfinite, row.values))
            assert len(row.values) == len(score.FEATURES)
            assert row.score == pytest.approx(math.fsum(map(math.prod, zip(row.values, tiny._matcher.scorer.weights))))  # noqa: B905


@pytest.mark.parametrize(
    ("text", "place", "channel"),
    [
        ("Бахмут", "geonames:712441", "exact"),
        ("Бахмуті", "geonames:712441", "inflection"),
        ("Tschassiw Jar", "geonames:710021", "skeleton"),
        ("Bakmhut", "geonames:712441", "fuzzy"),
    ],
)
def test_the_channel_is_a_feature(tiny: Gazetteer, text: str, place: str, channel: str) -> None:
    measured = values(tiny, text, place)
    assert [name for name in CHANNELS if name in measured] == ([channel] if channel != "exact" else [])
    assert ("cost" in measured) == ("relative_cost" in measured) == (channel == "fuzzy")


def test_edits_cost_more_in_short_names(tiny: Gazetteer) -> None:
    measured = values(tiny, "Bakmhut", "geonames:712441")
    assert measured["cost"] == 0.4
    assert measured["relative_cost"] == pytest.approx(0.4 / len("bakhmut"))
    assert "first_letter" not in measured
    assert values(tiny, "Dakhmut", "geonames:712441")["first_letter"] == 1.0


def test_a_units_bare_name_counts_against_it(tiny: Gazetteer) -> None:
    assert values(tiny, "Donetsk", "geonames:709716")["core"] == 1.0
    assert "core" not in values(tiny, "Donetsk Oblast", "geonames:709716")


def test_being_inside_counts(tiny: Gazetteer) -> None:
    place = "geonames:1000020"
    assert "inside" not in values(tiny, "Калинове", place)
    in_country = values(tiny, "Калинове", place, country="UA")["inside"]
    in_oblast = values(tiny, "Калинове", place, within="Donetsk Oblast")["inside"]
    both = values(tiny, "Калинове", place, within="Donetsk Oblast", country="UA")["inside"]
    assert 0.0 < in_country < in_oblast < both


def test_nearness_falls_with_the_distance(tiny: Gazetteer) -> None:
    place = "geonames:1000020"
    steps = [values(tiny, "Калинове", place, near=(lat, 37.95)).get("near", 0.0) for lat in (48.45, 48.6, 50.0, -50.0)]
    assert steps == sorted(steps, reverse=True)
    assert steps[0] == 0.0


def test_names_out_of_date_count_against(tiny: Gazetteer) -> None:
    bakhmut = "geonames:712441"
    assert values(tiny, "Артёмовск", bakhmut, as_of="2020")["out_of_date"] == 1.0
    assert "out_of_date" not in values(tiny, "Артёмовск", bakhmut, as_of="2000")
    assert "out_of_date" not in values(tiny, "Артёмовск", bakhmut)
    assert values(tiny, "Бахмут", bakhmut, as_of="2015")["out_of_date"] == 1.0
    assert "out_of_date" not in values(tiny, "Бахмут", bakhmut, as_of="2016"), "half a year is not the whole"


def test_on_its_day_a_former_name_is_the_name_in_force(tiny: Gazetteer) -> None:
    bakhmut = "geonames:712441"
    assert values(tiny, "Артёмовск", bakhmut)["name_kind"] < 0.0
    assert "name_kind" not in values(tiny, "Артёмовск", bakhmut, as_of="2000")
    assert values(tiny, "Артёмовск", bakhmut, as_of="2020")["name_kind"] < 0.0


def test_a_name_that_ended_long_ago_counts_less(tiny: Gazetteer) -> None:
    recent, long_past = values(tiny, "Артёмовск", "geonames:712441"), values(tiny, "Юзівка", "geonames:709717")
    assert long_past["name_kind"] < recent["name_kind"] < 0.0
    assert "name_kind" not in values(tiny, "Юзівка", "geonames:709717", as_of="1900")


LUHANSK = """\
place\tfield\tvalue\tlanguage\tkind\tfrom\tto\tsource\tlost\tnote
geonames:702658\tname\tЛуганськ\tuk\tofficial\t1990\t\ttiny\t\t
geonames:702658\tname\tЛуганськ\tuk\tformer\t1958\t1970\ttiny\t\t
geonames:702658\tname\tВорошиловград\tuk\tformer\t1935\t1958\ttiny\t\t
geonames:702658\tname\tВорошиловград\tuk\tformer\t1970\t1990\ttiny\t\t
geonames:702658\tposition\t48.56705 39.31706 1.0\t\tmapped\t\t\ttiny\t\t
geonames:702658\tkind\tsettlement\t\tP.PPLA\t\t\ttiny\t\t
geonames:702658\tcountry\tUA\t\tprimary\t\t\ttiny\t\t
"""


def test_of_a_name_that_came_back_the_time_of_the_day_counts(tmp_path: Path) -> None:
    gazetteer = Gazetteer.open(compile_tiny(tmp_path, ua_luhansk=LUHANSK))
    place = "geonames:702658"
    for as_of in ("1940", "1980"):
        assert "out_of_date" not in values(gazetteer, "Ворошиловград", place, as_of=as_of)
        assert values(gazetteer, "Луганськ", place, as_of=as_of)["out_of_date"] == 1.0
        assert gazetteer.place(place).name_at(as_of) == "Voroshylovhrad"
    for as_of in ("1965", "2000"):
        assert "out_of_date" not in values(gazetteer, "Луганськ", place, as_of=as_of)
        assert values(gazetteer, "Ворошиловград", place, as_of=as_of)["out_of_date"] == 1.0
        assert gazetteer.place(place).name_at(as_of) == "Luhansk"
    (then,) = [one for one in gazetteer.resolve("Ворошиловград", as_of="1980").candidates if one.place.id == place]
    assert then.evidence.name.valid_from == "1970", "the explanation names the row of the day"


@pytest.mark.parametrize(
    ("start", "end", "day", "expected"),
    [
        ("", "", "1800", True),
        ("1924", "2016-02-04", "1923-12", False),
        ("1924", "2016-02-04", "1924-01-01", True),
        ("1924", "2016-02-04", "2016-02-04", True),
        ("1924", "2016-02-04", "2016-02-05", False),
        ("1924", "2016-02-04", "2016", True),
        ("", "2016-05", "2016-05-31", True),
        ("", "2016-05", "2016-06", False),
        ("2016-05-12", "", "2016-05", True),
        ("2016-05-12", "", "2016-05-11", False),
    ],
)
def test_partial_dates_may_hold_on_a_day(start: str, end: str, day: str, expected: bool) -> None:
    assert score.in_force(start, end, day) is expected


def test_what_ended_counts_against_unless_the_day_is_given(tiny: Gazetteer) -> None:
    raion = "geonames:1000011"
    assert values(tiny, "Dzerzhynsk Raion", raion)["ended"] == 1.0
    assert "ended" not in values(tiny, "Dzerzhynsk Raion", raion, as_of="2000")
    assert 0.0 < values(tiny, "Забуте", "geonames:1000023")["ended"] < 1.0


def test_words_that_explain_nothing_count_against(tiny: Gazetteer) -> None:
    assert values(tiny, "Bakhmut, Qwxzzkland Minor", "geonames:712441")["dropped"] == 2.0
    assert "dropped" not in values(tiny, "Bakhmut, Donetsk Oblast", "geonames:712441")


def test_two_names_of_one_place_confirm_each_other(tiny: Gazetteer) -> None:
    assert values(tiny, "Artyomovsk/Bakhmut", "geonames:712441")["agree"] >= 1.0
    assert "agree" not in values(tiny, "Bakhmut", "geonames:712441")


def test_a_garble_stays_below_a_true_name(tiny: Gazetteer) -> None:
    # "DPR territory" is a garble of the oblast alone, so nothing holds it back
    assert "held_back" not in values(tiny, "DPR territory", "geonames:709716")


ESSLINGEN = """\
place\tfield\tvalue\tlanguage\tkind\tfrom\tto\tsource\tlost\tnote
geonames:2928751\tname\tEsslingen\tund\tofficial\t\t\ttiny\t\t
geonames:2928751\tname\tЕсслінген\tuk\texonym\t\t\ttiny\t\t
geonames:2928751\tposition\t48.73961 9.30473 1.0\t\tmapped\t\t\ttiny\t\t
geonames:2928751\tkind\tsettlement\t\tP.PPLA4\t\t\ttiny\t\t
geonames:2928751\tcountry\tDE\t\tprimary\t\t\ttiny\t\t
geonames:2928751\tpopulation\t92390\t\t\t\t\ttiny\t\t
"""
"""A town of a land of which only towns are listed, not the villages called nearly like them."""


def test_a_near_spelling_of_a_town_abroad_is_sooner_a_village_there(tmp_path: Path) -> None:
    germany = Gazetteer.open(compile_tiny(tmp_path, near_pl=ESSLINGEN))
    esslingen = "geonames:2928751"
    latin, cyrillic = (values(germany, text, esslingen)["respelt"] for text in ("Hesslingen", "Есслінхенк"))
    assert latin == weights.load()["limits"]["latin_abroad"] > cyrillic == 1.0
    assert "respelt" not in values(germany, "Bakmhut", "geonames:712441")
    romanized = values(germany, "Yesslinhen", esslingen)
    assert "skeleton" in romanized
    assert "respelt" not in romanized
