"""The scorers on a gazetteer of five places, made up here."""

from __future__ import annotations

import pytest

pytest.importorskip("rapidfuzz")
pytest.importorskip("numpy")

from bench.accuracy import run_set, spread
from bench.cases import NO_ANSWER, Answer, Case, Gold, at_level
from bench.hints import Hints
from bench.judge import Score, agreement, is_right
from bench.names import NameTable, Row
from bench.sets import SETS
from bench.systems import Exact, ExactFuzzy

NORTH, SOUTH = "t:10", "t:20"


@pytest.fixture
def table() -> NameTable:
    """Two regions of one country, a town in each of the same name, and a village."""
    return NameTable.of(
        [
            Row("t:1", "country", 0, 50.0, 30.0, ("XA",), 9_000_000, (), ("Arland", "Арляндія")),
            Row(NORTH, "admin", 1, 52.0, 30.0, ("XA",), 900_000, ("t:1",), ("North Oblast", "Terna")),
            Row(SOUTH, "admin", 1, 48.0, 30.0, ("XA",), 800_000, ("t:1",), ("South Oblast",)),
            Row("t:11", "settlement", 0, 52.1, 30.1, ("XA",), 500_000, (NORTH, "t:1"), ("Terna", "Терна")),
            Row("t:21", "settlement", 0, 48.1, 30.1, ("XA",), 2_000, (SOUTH, "t:1"), ("Terna",)),
            Row("t:22", "settlement", 0, 48.2, 30.4, ("XA",), 300, (SOUTH, "t:1"), ("Old Mill’s Hill",)),
        ]
    )


def case(text: str, within: str = "", country: str = "Arland", gold: Gold | None = None) -> Case:
    """A case near the southern town unless another gold is given."""
    return Case(text, gold or Gold(lat=48.1, lon=30.1, radius_km=30.0), "any", country, within)


def test_exact_takes_the_most_populous_unless_a_hint_forbids(table: NameTable) -> None:
    exact = Exact(table, Hints(table))
    asked = [case("TERNA"), case("terna", "South Oblast"), case("Terna", "Suoth region"), case("Nowhere")]
    assert [answer.id for answer in exact.answer(asked)] == ["t:11", "t:21", "t:21", ""]


def test_a_city_beats_the_region_that_bears_its_name(table: NameTable) -> None:
    assert Exact(table, Hints(table)).answer([case("Terna", "North")])[0].id == "t:11"


def test_fuzzy_answers_where_exact_does_not_and_only_what_the_hints_permit(table: NameTable) -> None:
    fuzzy = ExactFuzzy(table, Hints(table), cutoff=80.0)
    asked = [case("Old Mills Hil"), case("Old Mills Hil", "North Oblast"), case("Ternna", "South Oblast"), case("Qqq")]
    assert [answer.id for answer in fuzzy.answer(asked)] == ["t:22", "", "t:21", ""]


def test_a_hint_that_names_nothing_is_not_used(table: NameTable) -> None:
    assert Hints(table).read(case("Terna", "", "Kursk Oblast")) == ("", "")


def test_right_by_distance_identity_and_name(table: NameTable) -> None:
    south, north = Answer("t:21", 48.1, 30.1), Answer("t:11", 52.1, 30.1)
    assert is_right(case("Terna"), south, table)
    assert not is_right(case("Terna"), north, table)
    assert not is_right(case("Terna"), NO_ANSWER, table)
    assert is_right(case("Terna", gold=Gold(ids=frozenset(["t:11"]))), north, table)
    assert not is_right(case("Terna", gold=Gold(ids=frozenset(["t:11"]), lat=48.1, lon=30.1)), south, table)
    assert is_right(case("Терни", gold=Gold(names=frozenset(["терна"]))), north, table)
    assert not is_right(case("Терни", gold=Gold(names=frozenset(["терна"]))), south, table)


def test_accuracy_counts_what_was_not_answered(table: NameTable) -> None:
    score = Score()
    score.add(case("a"), Answer("t:21"), True)
    score.add(case("b"), Answer("t:11"), False)
    score.add(case("c"), NO_ANSWER, False)
    assert (score.accuracy, score.coverage, score.precision) == (1 / 3, 2 / 3, 1 / 2)


def test_agreement_is_the_share_of_the_usual_answer() -> None:
    answers = [Answer("a"), Answer("a"), Answer("b"), Answer("c"), NO_ANSWER]
    assert agreement(["x", "x", "x", "y", "y"], answers) == 3 / 5


def test_hint_levels_take_hints_away_and_never_repeat_a_level() -> None:
    full = [case("Terna", "South Oblast")]
    assert at_level(full, "all hints") == full
    assert [(c.country, c.within) for c in at_level(full, "country")] == [("Arland", "")]
    assert [(c.country, c.within) for c in at_level(full, "no hint")] == [("", "")]
    assert at_level([case("Terna", country="")], "no hint") == []


def test_a_run_counts_by_category(table: NameTable) -> None:
    exact = Exact(table, Hints(table))
    result = run_set(
        SETS[0], [case("Terna", "South Oblast"), case("Trena", "South Oblast")], "all hints", [exact], table
    )
    assert result.total["exact"].to_dict()["accuracy"] == 0.5
    assert "Terna" not in str(result.to_dict())


def test_places_are_found_by_position(table: NameTable) -> None:
    assert {table.rows[number].id for number in table.near(48.1, 30.1, 30.0)} == {SOUTH, "t:21", "t:22"}


def test_a_limit_spreads_over_the_set() -> None:
    assert [c.text for c in spread([case(letter) for letter in "abcdefgh"], 4)] == list("aceg")
