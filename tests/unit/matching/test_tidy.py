"""Tidying: lost letters, remarks, hashtags, coordinates; and what must stay as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toponyms.matching.tidy import tidy


@pytest.mark.parametrize(
    ("text", "words", "point"),
    [
        ("area of ????the settlement of Orikhiv", "area of the settlement of Orikhiv", None),
        ("Orikhiv\ufffds suburb", "Orikhiv's suburb", None),
        ("Robotyne \ufffd Verbove area", "Robotyne \u2013 Verbove area", None),
        ("Robo\ufffdtyne", "Robotyne", None),
        ("near [the village of] Verbove", "near the village of Verbove", None),
        ("Verbove [Polohy Raion]", "Verbove (Polohy Raion)", None),
        ("#ChasivYar", "Chasiv Yar", None),
        ("#Chasiv_Yar now", "Chasiv Yar now", None),
        ("@someone Verbove", "Verbove", None),
        ("47.4449, 35.8387, Robotyne", ", Robotyne", (47.4449, 35.8387)),
        ("Robotyne 47\u00b026'41\"N 35\u00b050'19\"E", "Robotyne", (47.444722, 35.838611)),
        ("school No. 14 in Kherson", "school in Kherson", None),
    ],
)
def test_accidents_are_mended(text: str, words: str, point: tuple[float, float] | None) -> None:
    tidied, found = tidy(text)
    assert " ".join(tidied.split()) == words
    assert found == (None if point is None else pytest.approx(point, abs=1e-5))


@pytest.mark.parametrize(
    "text",
    [
        "Bakhmut",
        "Кам'янка-Дніпровська",
        "?",
        "...",
        "#5",
        "#REF!",
        "@",
        "48.59, 37.83",
        "12345",
        "47.4449, 35.8387",
        "",
    ],
)
def test_what_is_no_accident_or_no_name_stays(text: str) -> None:
    assert tidy(text) == (text, None)


def test_a_point_off_the_globe_is_none() -> None:
    assert tidy("Robotyne 99.1234, 35.8387")[1] is None


@given(st.text(alphabet="?#[]@\ufffd.,0123456789 aБ°'\"NE", max_size=512))
def test_any_text_is_tidied(text: str) -> None:
    tidied, _ = tidy(text)
    assert not text.strip() or tidied.strip()
