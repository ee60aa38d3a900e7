"""What counts as a damaged name, and what only looks like one."""

from __future__ import annotations

import pytest

from toponyms.validation.facts import Facts

FACTS = Facts()


def damaged(text: str, encoding: str) -> str:
    """A text that was written as UTF-8 and read in another encoding."""
    return text.encode().decode(encoding, "replace")


@pytest.mark.parametrize("encoding", ["cp1252", "cp1251", "latin-1"])
@pytest.mark.parametrize("name", ["Донецьк", "Київ", "Львів", "Артёмовск", "Їжівці", "Краматорськ"])
def test_cyrillic_read_wrongly(name: str, encoding: str) -> None:
    assert FACTS.mojibake.search(damaged(name, encoding))


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
@pytest.mark.parametrize("name", ["Lwów", "Łódź", "Chełm", "Saint-Étienne", "Düsseldorf", "Čadca", "Timișoara"])
def test_latin_read_wrongly(name: str, encoding: str) -> None:
    assert FACTS.mojibake.search(damaged(name, encoding))


@pytest.mark.parametrize("name", ["Ки?в", "???", "Donets&#39;k", "\\u0414", "%D0%9A%D0%B8", "Ri\ufffdka", "A&amp;B"])
def test_letters_that_were_lost_or_escaped(name: str) -> None:
    assert FACTS.mojibake.search(name)


@pytest.mark.parametrize(
    "name",
    [
        "Ñuñoa", "Ðakovo", "Äūlīeköl", "Đurđevac", "Åland", "Ägypten", "Âbrâm", "Ãguas", "São Tomé", "Часів Яр",
        "Срібне", "Рідкодуб", "Средний Рус", "Ґрунь", "Рђавац", "Рѣка", "Что?", "K'ut'aisi",
        "L’Haÿ-les-Roses", "Сђ", "РЏ", "100% Mile House", "Ōsaka", "Šabac", "Ö", "Ærø", "İzmir", "Ćuprija",
        "Њујорк", "Ruše", "Сербія", "Москва", "Перебийніс",
    ],
)  # fmt: skip
def test_names_that_only_look_damaged(name: str) -> None:
    assert not FACTS.mojibake.search(name)
    assert not FACTS.controls.search(name)


@pytest.mark.parametrize("text", ["Kyiv\u200b", "\ufeffKyiv", "Ky\u00adiv", "Kyiv\x07", "Kyiv\u202c", "Kyiv\ue000"])
def test_what_cannot_be_seen(text: str) -> None:
    assert FACTS.controls.search(text)


@pytest.mark.parametrize("text", ["நாட்டு", "می‌خواهم", "ශ්‍රී ලංකා", "Куп’янськ"])
def test_joiners_are_spelling(text: str) -> None:
    assert not FACTS.controls.search(text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "м. Київ"), ("uk", "м.Київ"), ("uk", "с. Нове"), ("uk", "смт Донське"), ("uk", "село Красне"),
        ("ru", "г. Киев"), ("ru", "пгт Донское"), ("ru", "деревня Новая"), ("en", "village of Nove"),
        ("en", "city of Kyiv"), ("pl", "wieś Nowa"),
    ],
)  # fmt: skip
def test_type_words(language: str, text: str) -> None:
    assert FACTS.type_words[language].search(text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Село"), ("uk", "Містечко"), ("uk", "Нове Село"), ("uk", "Мала Вільшанка"), ("uk", "Смотрич"),
        ("uk", "Містки"), ("ru", "Город"), ("ru", "Городок"), ("ru", "Посёлок Октябрьский"), ("en", "New York City"),
        ("en", "Village"), ("uk", "с"), ("pl", "Nowa Wieś"), ("uk", "Хутір-Будилів"),
    ],
)  # fmt: skip
def test_names_that_hold_a_type_word_of_their_own(language: str, text: str) -> None:
    assert not FACTS.type_words[language].search(text)


@pytest.mark.parametrize(
    "text", ["Nova  Kamianka", " Nova", "Nova ", "Nova*", "Nova_Kamianka", "(Nova", "Nova)", "Nova,", "-Nova-"]
)
def test_stray_marks(text: str) -> None:
    assert FACTS.punctuation.search(text)


@pytest.mark.parametrize(
    "text", ["Niu-York", "Kovs’ke", "St. John's", "Aire (Ain)", "Nova, Stara", "Glamorgan/Spring Bay", "A & B"]
)
def test_marks_of_names(text: str) -> None:
    assert not FACTS.punctuation.search(text)
