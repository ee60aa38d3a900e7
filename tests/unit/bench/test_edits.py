"""Counting which letters differ between names of one settlement."""

from __future__ import annotations

import pytest

from bench.edits import cost_of, count, spellings
from tests.tiny import open_tiny


def test_names_are_compared_within_a_script() -> None:
    tiny = open_tiny()
    names = [name for names in spellings(tiny) for name in names]
    assert "бахмут" in names
    assert "bakhmut" in names
    pairs, counts = count(tiny)
    assert set(counts) == {"latin", "cyrillic"}
    assert all(low <= high and number > 0 for script in counts for (low, high), number in counts[script].items())
    assert sum(pairs.values()) > 0


@pytest.mark.parametrize(("name", "text"), [("h", "g"), ("и", "ы"), ("", "y")])
def test_a_known_confusion_costs_less_than_any_other(name: str, text: str) -> None:
    costs = open_tiny()._matcher.recall.slips.edits
    assert 0.0 < cost_of(costs, name, text) < 0.8
    assert cost_of(costs, "q", "w") == pytest.approx(costs.cost("q", "w"))
