"""Names within a few edits of a text: which are found, what they cost, and in which order they are looked at."""

from __future__ import annotations

from tests.tiny import open_tiny
from toponyms.matching.slips import MOST, Slips

GAZETTEER = open_tiny()
SLIPS: Slips = GAZETTEER._matcher.recall.slips
RULES = GAZETTEER._rules


def spelt(text: str, *, hinted: bool = False) -> dict[str, float]:
    """What a text may be a slip of, with the cost."""
    return {slip.spelt: slip.cost for slip in SLIPS.of(RULES.exact(text), lambda _: True, hinted=hinted)}


def test_a_slip_costs_less_the_likelier_it_is() -> None:
    assert spelt("Khrakiv")["kharkiv"] < spelt("Kharxiv")["kharkiv"] <= MOST


def test_strangers_are_no_slips() -> None:
    assert spelt("Qwertyuiop") == {}


def test_only_names_of_places_that_pass_are_found() -> None:
    assert list(SLIPS.of("khrakiv", lambda _: False, hinted=False)) == []


def test_the_steps_add_up_to_the_cost() -> None:
    for slip in SLIPS.of("khrakiv", lambda _: True, hinted=False):
        assert round(sum(step.cost for step in SLIPS.steps("Khrakiv", slip.spelt)), 3) == slip.cost


def test_numbers_are_no_slips() -> None:
    assert spelt("Kharkiv 1") == {}
