"""Cutting text into phrases, reading distances and directions, and what each part is."""

from __future__ import annotations

import pytest

from toponyms.language.generics import GenericWords
from toponyms.matching.query import parse

WORDS = GenericWords()


def parts(text: str) -> list[tuple[str, str, str]]:
    """Core, join and role of each part."""
    return [(part.alternates[0][0].core, part.join, part.role) for part in parse(text, WORDS).parts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Verbove near Orikhiv", [("Verbove", "", "name"), ("Orikhiv", "relation", "name")]),
        ("Verbove town Zaporizhzhia region", [("Verbove", "", "name"), ("Zaporizhzhia", "stop", "area")]),
        ("village of Verbove Polohivskyi district", [("Verbove", "", "name"), ("Polohivskyi", "stop", "district")]),
        ("Orikhiv's Verbove village", [("Orikhiv", "", "name"), ("Verbove", "stop", "name")]),
        ("Donetsk People's Republic", [("Donetsk People's", "", "area")]),
        ("Orikhiv and Verbove", [("Orikhiv", "", "name"), ("Verbove", "and", "name")]),
        ("Orikhiv region. Verbove", [("Orikhiv", "", "area"), ("Verbove", "stop", "name")]),
        ("the Topaz checkpoint", [("Topaz", "", "thing")]),
        ("Shevchenko Street", [("Shevchenko Street", "", "street")]),
        ("Lyman direction", [("Lyman", "", "sector")]),
        ("Vesela Hora village", [("Vesela Hora", "", "name")]),
        ("a post in Orikhiv", [("post", "", "words"), ("Orikhiv", "in", "name")]),
        ("Chasiv Yar (near)", [("Chasiv Yar", "", "name")]),
        ("3,5 km from Orikhiv", [("Orikhiv", "", "name")]),
        ("Orikhiv (Polohy Raion; Ukraine)",
         [("Orikhiv", "", "name"), ("Polohy", "(", "district"), ("Ukraine", ",", "name")]),
    ],
)  # fmt: skip
def test_parts_of_a_text(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = parts(text)
    assert [(join, role) for _, join, role in found] == [(join, role) for _, join, role in expected]
    assert [core for core, _, role in found if role in ("name", "district", "area")] == [
        core for core, _, role in expected if role in ("name", "district", "area")
    ]


@pytest.mark.parametrize(
    ("text", "relation", "km", "bearing"),
    [
        ("near Orikhiv", "near", None, None),
        ("5 km north of Orikhiv", "distance", 5.0, 0.0),
        ("13km ESE of Orikhiv", "distance", 13.0, 112.5),
        ("13 km SE of Orikhiv", "distance", 13.0, 135.0),
        ("10 miles from Orikhiv", "distance", 16.09344, None),
        ("10-15 km south-west of Orikhiv", "distance", 10.0, 225.0),
        ("to the east of Orikhiv", "direction", None, 90.0),
        ("5 км північніше Оріхова", "distance", 5.0, 0.0),
        ("за 4 км на південний захід від Оріхова", "distance", 4.0, 225.0),
        ("в 6 км к западу от Орехова", "distance", 6.0, 270.0),
        ("12 km südlich von Orichiw", "distance", 12.0, 180.0),
        ("on the northern outskirts of Orikhiv", "outskirts", None, None),
        ("Orikhiv area", "near", None, None),
        ("between Orikhiv and Verbove", "between", None, None),
        ("Orikhiv", "", None, None),
    ],
)
def test_what_a_text_says_of_how_it_lies(text: str, relation: str, km: float | None, bearing: float | None) -> None:
    part = parse(text, WORDS).parts[0]
    assert (part.relation, part.km, part.bearing) == (relation, km, bearing)


def test_a_hyphen_before_area_or_road_makes_a_pair() -> None:
    assert parse("Orikhiv-Verbove area", WORDS).parts[0].pair == ("Orikhiv", "Verbove")
    assert parse("Orikhiv-Verbove highway", WORDS).parts[0].pair == ("Orikhiv", "Verbove")
    assert parse("Ivano-Frankivsk", WORDS).parts[0].pair is None


def test_a_text_in_one_case_tells_no_names_by_capitals() -> None:
    assert not parse("near the village of verbove", WORDS).cased
    assert not parse("NEAR THE VILLAGE OF VERBOVE", WORDS).cased
    assert parse("near the village of Verbove", WORDS).cased
