"""The samples and sums behind the timings; no timing itself is asserted."""

from __future__ import annotations

import random

import pytest

pytest.importorskip("rapidfuzz")

from bench.names import NameTable, Row
from bench.speed import samples
from bench.speed.calls import latencies
from bench.speed.hard import LONGEST, hard_inputs
from bench.speed.latency import summary, time_calls
from bench.speed.peers import Peer
from bench.speed.process import ChildFailed, child, over_bare
from bench.speed.run import Budget, latency_budgets, ratios
from bench.speed.samples import Query
from bench.text import fold

NAMES = ("Kharkivka", "Zhytnyky", "Yasna Poliana", "Shchaslyve", "Миколаївка", "Верхньодніпровськ", "Khutir")


@pytest.fixture
def table() -> NameTable:
    """Forty settlements."""
    rows = [
        Row(
            f"t:{i}",
            "settlement",
            0,
            48.0 + i / 10,
            30.0,
            ("UA",),
            i,
            (),
            (f"{NAMES[i % len(NAMES)]} {'abcdefgh'[i // 7]}",),
        )
        for i in range(40)
    ]
    return NameTable.of(rows)


def test_samples_are_the_same_on_every_run(table: NameTable) -> None:
    assert samples.exact(table, 10) == samples.exact(table, 10)
    assert samples.typos(table, 10) == samples.typos(table, 10)


def test_typos_and_variants_are_no_stored_names(table: NameTable) -> None:
    typos, variants = samples.typos(table, 10), samples.variants(table, 10)
    assert len(typos) == 10
    assert variants
    assert not {fold(query.text) for query in [*typos, *variants]} & set(table.by_key)


def test_an_edit_is_one_edit() -> None:
    chance = random.Random(1)
    for _ in range(200):
        text = samples.edited("Bakhmut", chance)
        assert text[0] == "B"
        assert 6 <= len(text) <= 8


def test_hard_inputs_are_legal() -> None:
    inputs = hard_inputs()
    assert all(0 < len(text) <= LONGEST for text in inputs.values())
    assert inputs == hard_inputs()


def test_percentiles() -> None:
    timing = summary([float(value) for value in range(1, 101)])
    assert (timing.calls, timing.p50, timing.p99, timing.worst) == (100, 50.0, 99.0, 100.0)
    assert time_calls(len, ["a", "bb"], passes=3)[0].calls == 2


def test_budgets_and_ratios_come_from_the_timings() -> None:
    timings = {"exact": summary([50.0]), "fuzzy": summary([2000.0])}
    rows = {budget.what: budget for budget in latency_budgets(timings, [("x", 3.0)])}
    assert rows["resolve exact, p50"].kept is True
    assert rows["resolve fuzzy, p50"].kept is False
    assert rows["resolve variant, p50"].kept is None
    assert ratios([Peer("slow", "exact", summary([500.0])), Peer("none", "fuzzy")], timings) == [
        ("slow", "exact", 10.0)
    ]
    assert Budget("x", "ms", 1.0, None).to_dict()["kept"] is None


def test_calls_are_timed_in_a_process_of_their_own() -> None:
    asked = {
        "exact": [Query("Bakhmut", "", "UA", ""), Query("Toretsk", "", "UA", "")],
        "typos": [Query("Slovbjansk", "", "UA", "")],
        "variants": [Query("Bachmut", "", "UA", "")],
    }
    timings, slowest = latencies(asked)
    assert timings["exact"].calls == 2
    assert timings["hard inputs"].calls == len(slowest) == len(hard_inputs())
    assert slowest[0][1] >= slowest[-1][1] > 0.0
    assert timings["mix of exact and fuzzy"].calls == 2 + timings["fuzzy"].calls


def test_a_fresh_interpreter_answers_or_says_why_not() -> None:
    seconds, printed = child("print(1 + 1)")
    assert seconds > 0
    assert printed.strip() == "2"
    with pytest.raises(ChildFailed, match="boom"):
        child("raise ValueError('boom')")
    assert len(over_bare("pass", 1)) == 2
