"""Planning: which part is the place, what the others say, and what is never tried."""

from __future__ import annotations

import pytest

from toponyms.language.generics import GenericWords
from toponyms.matching.plan import plans
from toponyms.matching.query import parse

WORDS = GenericWords()


def planned(text: str) -> list[tuple[str, list[str], list[str]]]:
    """Name, firm and soft hints of each plan."""
    parts = parse(text, WORDS).parts
    return [(parts[plan.name].alternates[0][0].core, plan.firm, plan.soft) for plan in plans(parts)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Verbove, Orikhiv", ("Verbove", ["Orikhiv"], [])),
        ("a post near Verbove, Polohy district, Zaporizhzhia region",
         ("Verbove", ["Zaporizhzhia region"], ["Polohy district, Zaporizhzhia region"])),
        ("Zaporizhzhia region: 2 in Orikhiv, 1 in Verbove", ("Orikhiv", ["Zaporizhzhia region"], [])),
        ("Orikhiv, Verbove and Robotyne", ("Orikhiv", [], [])),
        ("Orikhiv and Verbove of the Zaporizhzhia region", ("Orikhiv", ["Zaporizhzhia region"], [])),
        ("Verbove of the Polohy district, Orikhiv and Robotyne of the Kharkiv region",
         ("Verbove", [], ["Polohy district"])),
        ("Orikhiv's Verbove village", ("Verbove", ["Orikhiv"], [])),
        ("the road between Orikhiv and Verbove", ("Orikhiv", [], [])),
    ],
)  # fmt: skip
def test_the_first_plan(text: str, first: tuple[str, list[str], list[str]]) -> None:
    assert planned(text)[0] == first


def test_the_last_part_names_where_the_first_says_where() -> None:
    assert [name for name, _, _ in planned("Zaporizhzhia Oblast, Orikhiv")] == ["Zaporizhzhia", "Orikhiv"]


@pytest.mark.parametrize(
    "text",
    [
        "the mayor of Orikhiv",
        "a residential building",
        "Shevchenko Street",
        "Orikhiv's ally",
        "a post in Zaporizhzhia region",
    ],
)  # fmt: skip
def test_what_points_at_no_place(text: str) -> None:
    assert planned(text) == []


def test_a_name_is_passed_over_for_one_that_is_pointed_at() -> None:
    parts = parse("the Topaz checkpoint near Orikhiv", WORDS).parts
    first, second = plans(parts)
    assert (first.name, first.fallback) == (0, False)
    assert (second.name, second.fallback) == (1, True)
