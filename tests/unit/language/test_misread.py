"""Mojibake, the wrong layout, digits for letters: what is read back, and what is left as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toponyms.errors import GazetteerCorrupt
from toponyms.language import misread
from toponyms.language.misread import Misreadings, looks_broken

TABLES = Misreadings.from_bytes(misread.to_bytes(misread.load()))

NAMES = ("Бахмут", "Часів Яр", "Кам’янське", "Рубіжне", "Сєвєродонецьк", "Їжівці", "Донецк, Украина")


def shown(text: str, written: str, as_codec: str) -> str | None:
    """What a program makes of a text written in one encoding that it takes for another."""
    try:
        raw = text.encode(written)
    except UnicodeEncodeError:
        return None
    return "".join(bytes([byte]).decode(as_codec, "ignore") or chr(byte) for byte in raw)


@pytest.mark.parametrize("codec", ["cp1251", "cp1252", "cp866", "koi8-r", "mac-roman", "latin-1"])
@pytest.mark.parametrize("name", NAMES)
def test_utf8_is_read_back_for_certain(name: str, codec: str) -> None:
    broken = shown(name, "utf-8", codec)
    assert broken is not None
    assert [read for read, _ in TABLES.decoded(broken)] == [name]


def test_a_lost_no_break_space_is_put_back() -> None:
    broken = shown("Рубіжне", "utf-8", "cp1251")
    assert broken is not None
    assert "\u00a0" in broken
    assert TABLES.decoded(broken.replace("\u00a0", " "))[0][0] == "Рубіжне"


def test_what_was_broken_twice_is_mended_twice() -> None:
    once = shown("Бахмут", "utf-8", "cp1251")
    assert once is not None
    twice = shown(once, "utf-8", "cp1251")
    assert twice is not None
    assert TABLES.decoded(twice)[0][0] == "Бахмут"


@pytest.mark.parametrize(
    ("written", "codec"), [("cp1251", "cp1252"), ("cp1251", "latin-1"), ("koi8-r", "cp1251"), ("cp1251", "cp866")]
)
@pytest.mark.parametrize("name", ["Бахмут", "Рубежное", "Донецк"])
def test_one_byte_encodings_are_among_the_readings(name: str, written: str, codec: str) -> None:
    broken = shown(name, written, codec)
    assert broken is not None
    assert name in [read for read, _ in TABLES.decoded(broken)]


def test_a_text_that_may_be_sound_is_its_own_first_reading() -> None:
    assert TABLES.decoded("вБИНХФ")[0] == ("вБИНХФ", "")


@pytest.mark.parametrize(
    "text",
    ["Бахмут", "Łódź", "København", "Åre", "Îles d'Óö", "São Tomé", "Đà Nẵng", "Ağrı", "Київ", "Ђаковица", "«Азов»",
     "Часів Яр — місто", "№ 5", "Nova Kam’ânka", "Robotyne – Verbove area", "東京", "Kyiv", ""],
)  # fmt: skip
def test_sound_texts_are_left_alone(text: str) -> None:
    assert TABLES.decoded(text) == []


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (",f[ven", "бахмут"),
        ("<f[ven", "Бахмут"),
        ("gjrhjdcmr", "покровськ"),
        ("kb[sdrf", "лихівка"),
        ("Ljytwr? Erhfbyf", "Донецк, Украина"),
        ("Лншм", "Kyiv"),
        ("Кщыещм", "Rostov"),
    ],
)
def test_the_wrong_layout_is_typed_anew(text: str, read: str) -> None:
    assert read in [one for one, _ in TABLES.retyped(text)]


def test_both_cyrillic_layouts_are_tried_the_ukrainian_first() -> None:
    assert [read for read, _ in TABLES.retyped("cevs")] == ["сумі", "сумы"]


@pytest.mark.parametrize("text", ["", "ab", "12345", "Bakhmut 5", "Bahmuт", "Небраске", "Люблін"])
def test_what_no_layout_explains_has_no_reading(text: str) -> None:
    assert TABLES.retyped(text) == []


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("K0vel", "Kovel"),
        ("5trabychovo", "Strabychovo"),
        ("Лю6еч", "Любеч"),
        ("Askaniia-N0va", "Askaniia-Nova"),
        ("KHARK1V", "KHARKIV"),
        ("Остр0г, Рівненська область", "Острог, Рівненська область"),
    ],
)
def test_digits_inside_words_are_letters(text: str, read: str) -> None:
    assert read in [one for one, _ in TABLES.lettered(text)]


@pytest.mark.parametrize("text", ["Dnipro-1", "T72B", "F16", "1st district", "Zolote-4", "Ka52", "48.59, 37.83", "M14"])
def test_digits_that_are_numbers_stay(text: str) -> None:
    assert TABLES.lettered(text) == []


@given(st.text(max_size=60))
def test_any_text_can_be_asked_about(text: str) -> None:
    for readings in (TABLES.decoded(text), TABLES.retyped(text), TABLES.lettered(text)):
        assert all(isinstance(read, str) and (note or read == text) for read, note in readings)
    assert looks_broken(text) or not TABLES.decoded(text)


def test_a_damaged_section_is_said_to_be_damaged() -> None:
    with pytest.raises(GazetteerCorrupt, match="misreadings"):
        Misreadings.from_bytes(b"encodings.tsv\tutf-8\n")
    with pytest.raises(GazetteerCorrupt, match="misreadings"):
        Misreadings.from_bytes(b"nothing\tutf-8\n")


def test_letters_of_which_half_was_lost_are_guessed_from_what_is_left() -> None:
    assert "Херсон" in [reading for reading, _ in TABLES.decoded("Ð¥ÐµÑ€ÑÐ¾Ð½")]
    assert "Ізюм" not in [reading for reading, _ in TABLES.decoded("ESPAÑA")]
