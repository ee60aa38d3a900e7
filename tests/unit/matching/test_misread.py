"""Misread texts in the pipeline: when they are read anew, and when they are left alone."""

from __future__ import annotations

import pytest

from tests.tiny import open_tiny

TINY = open_tiny()


@pytest.mark.parametrize(
    ("text", "place", "note"),
    [
        (",f[ven", "geonames:712441", "typed under the Ukrainian layout"),
        (",f[vven", "geonames:712441", "typed under the Ukrainian layout"),
        ("Ð‘Ð°Ñ…Ð¼ÑƒÑ‚", "geonames:712441", "bytes of utf-8 shown as cp1252"),
        ("Р‘Р°С…РјСѓС‚", "geonames:712441", "bytes of utf-8 shown as cp1251"),
        ("Áàõìóò", "geonames:712441", "bytes of cp1251 shown as cp1252"),
        ("Ð¥ÐµÑ€ÑÐ¾Ð½", "", "of which some were lost"),
        ("вБИНХФ", "geonames:712441", "bytes of koi8-r shown as cp1251"),
        ("Bakhmu7", "", ""),
        ("5kadovsk", "", ""),
        ("Bakhmvt", "geonames:712441", ""),
    ],
)
def test_a_misread_text_is_read_anew_and_says_so(text: str, place: str, note: str) -> None:
    answer = TINY.resolve(text, country="UA")
    assert (answer.candidates[0].place.id if answer.candidates else "") == place
    assert any(note in line for line in answer.notes) if note else not answer.notes
    assert answer.query == text


def test_a_name_as_it_stands_is_not_read_anew() -> None:
    assert TINY.resolve("Бахмут").notes == ()


def test_a_misreading_that_is_no_name_leaves_no_trace() -> None:
    answer = TINY.resolve("zxcvbn")
    assert (answer.status, answer.notes) == ("unknown", ())
