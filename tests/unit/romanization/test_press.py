"""How the press of each language writes the names: what must come out of rules, not of lists."""

from __future__ import annotations

import pytest

from toponyms.errors import UsageError
from toponyms.romanization import romanizations, transliterate
from toponyms.romanization.press import SOURCES, chosen, press_languages, table_of


@pytest.mark.parametrize(
    ("language", "source", "gives"),
    [
        ("de", "uk", "Tschassiw Jar"),
        ("pl", "uk", "Czasiw Jar"),
        ("fr", "uk", "Tchassiv Yar"),
        ("cs", "uk", "Časiv Jar"),
        ("hu", "uk", "Csasziv Jar"),
        ("nl", "uk", "Tsjasiv Jar"),
        ("nb", "uk", "Tsjasiv Jar"),
        ("lt", "ru", "Časovas Jaras"),
        ("lv", "uk", "Časiva Jara"),
        ("fi", "uk", "Tšasiv Jar"),
        ("tr", "uk", "Çasiv Yar"),
        ("ro", "uk", "Ceasiv Iar"),
    ],
)
def test_chasiv_yar_in_many_languages(language: str, source: str, gives: str) -> None:
    name = {"uk": "Часів Яр", "ru": "Часов Яр"}[source]
    assert transliterate(name, table_of(language, source)) == gives


def test_every_language_has_a_table_from_both_languages() -> None:
    tables = {table_of(language, source) for language in press_languages() for source in SOURCES}
    assert tables == {id_ for id_ in romanizations() if id_.startswith("press-")}
    for source in SOURCES:
        assert {table_of(language, source) for language in press_languages()} <= set(romanizations(source))


def test_languages_go_by_either_code() -> None:
    assert chosen(["deu", "PL", "de"]) == ("de", "pl")
    assert chosen(None) == tuple(press_languages())


def test_a_language_without_a_table_is_named_with_the_close_ones() -> None:
    with pytest.raises(UsageError, match="pl"):
        chosen(["plo"])
    with pytest.raises(UsageError, match="several"):
        chosen("de")
