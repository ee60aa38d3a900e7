from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toponyms.text.normalize import _PLAIN, MAX_LENGTH, Normalizer, apostrophes, normalize, packaged, read_table


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Kyiv", "kyiv"),
        ("  Часів   Яр ", "часів яр"),
        ("Нью-Йорк", "нью йорк"),
        ("Нью–Йорк", "нью йорк"),
        ("Нью‑Йорк", "нью йорк"),
        ("Niu_York", "niu york"),
        ("Niu\u00a0York", "niu york"),
        ("Niu\u200b-\u2060York", "niu york"),
        ("Kup\u00adyansk", "kupyansk"),
        ("\u202bхаркiв\u202c".replace("i", "і"), "харків"),
        ("Ба́хмут", "бахмут"),
        ("Соле\u0300дар", "солѐдар"),
        ("ЙОСИПІВКА", "йосипівка"),
        ("İstanbul", "istanbul"),
        ("ISPARTA ıŞIK", "isparta işik"),
        ("Weißenfels", "weissenfels"),
        ("ﬁnland", "finland"),
        ("Ｋｙｉｖ", "kyiv"),
        ("«Часів Яр»", "часів яр"),
        ("„Chasiv Yar”,", "chasiv yar"),
        ("St. John's", "st johns"),
        ("с.Іванівка", "с іванівка"),
        ('Ob"yachevo', "obyachevo"),
        ("Ob”yachevo", "obyachevo"),
        ('"Ob"', "ob"),
        ("Z·hurivka", "z hurivka"),
        ("Kiev\r\nregion", "kiev region"),
        ("a\x00b", "ab"),
        ("\ud800Kyiv\udfff", "kyiv"),
        ("السَّلَام", "السلام"),
        ("★ Kyiv", "kyiv"),
        ("", ""),
        (" \t\n", ""),
        ("!?…", ""),
    ],
)
def test_one_form_for_every_way_of_typing(text: str, key: str) -> None:
    assert normalize(text) == key


@pytest.mark.parametrize("apostrophe", apostrophes())
def test_every_apostrophe_is_the_same(apostrophe: str) -> None:
    assert normalize(f"Куп{apostrophe}янськ") == "купянськ"


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=6), max_size=6))
def test_what_was_asked_before_changes_no_key(texts: list[str]) -> None:
    for text in texts:
        normalize(text)
        normalize(text.casefold())
    rows, ranges = packaged().rows, packaged().unassigned_ranges
    for text in texts:
        assert normalize(text) == Normalizer(rows, ranges).normalize(text)


@pytest.mark.parametrize(
    "text", ["上海市", "Οὐκρανία", "الخرطوم", "ᲗᲑᲘᲚᲘᲡᲘ", "a\u0345\u0301", "İzmir", "ﬁx ﬁ", "नई दिल्ली"]
)
def test_a_text_met_again_has_the_same_key(text: str) -> None:
    fresh = Normalizer(packaged().rows, packaged().unassigned_ranges)
    first = fresh.normalize(text)
    assert [fresh.normalize(form) for form in (text, first, f" {text}  ")] == [first] * 3


def test_plain_letters_are_their_own_keys() -> None:
    letters = [char for char in map(chr, range(0x3000)) if re.fullmatch(_PLAIN, char)]
    rows, ranges = packaged().rows, packaged().unassigned_ranges
    for char in letters:
        text = f"a{char}b"
        assert normalize(text) == text.lower() == Normalizer(rows, ranges)._of_any(text)


def test_the_length_is_capped_before_and_after_composition() -> None:
    assert len(normalize("я" * 10_000_000)) == MAX_LENGTH
    assert len(normalize("\ufdfa" * MAX_LENGTH)) <= MAX_LENGTH
    assert normalize("\u0301\u0316" * 50_000) == ""


def test_every_character_has_a_reason_and_is_listed_once() -> None:
    points: set[int] = set()
    for code, role, becomes, reason in read_table("characters.tsv"):
        first, _, last = code.removeprefix("U+").partition("-")
        listed = set(range(int(first, 16), int(last or first, 16) + 1))
        assert reason
        assert role in {"apostrophe", "quote", "drop", "letter", "space"}
        assert bool(becomes) == (role == "letter")
        assert not points & listed, code
        points |= listed


@pytest.mark.skipif(unicodedata.unidata_version != "14.0.0", reason="the list is that of Unicode 14, Python 3.11")
def test_the_unassigned_ranges_are_those_of_unicode_14() -> None:
    normalizer = packaged()
    wrong = [
        point
        for point in range(sys.maxunicode + 1)
        if normalizer.unassigned(point) != (unicodedata.category(chr(point)) == "Cn")
    ]
    assert wrong == []


@pytest.mark.parametrize("char", ["\u1c89", "\ua7cb", "\U0001ccd6", "\U0001e030", "\U00011383"])
def test_characters_newer_than_unicode_14_pass_unchanged(char: str) -> None:
    assert normalize(f"Яр{char}Яр") == f"яр{char}яр"
