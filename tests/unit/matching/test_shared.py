"""Names that share a type word in the plural: each gets it in the singular, and nothing else is touched."""

from __future__ import annotations

import pytest

from toponyms.language.generics import GenericWords, load
from toponyms.matching.shared import shared

WORDS = GenericWords(load())


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("Харківській та Сумській областях", "Харківській області та Сумській області"),
        ("в Курской, Брянской и Белгородской областях", "в Курской области и Брянской области и Белгородской области"),
        ("Белгородской областях", "Белгородской области"),
        ("Донецька та Луганська області", "Донецька області та Луганська області"),
        ("Донецкая и Луганская народные республики", "Донецкая народная республика и Луганская народная республика"),
        ("Kharkiv and Sumy regions, Ukraine", "Kharkiv region and Sumy region, Ukraine"),
        ("штатах Нью-Йорк и Нью-Джерси", "штате Нью-Йорк и штате Нью-Джерси"),
        ("w obwodach charkowskim oraz sumskim", "w obwodzie charkowskim oraz obwodzie sumskim"),
    ],
)
def test_each_name_gets_the_word(text: str, apart: str) -> None:
    assert shared(text, WORDS) == apart


@pytest.mark.parametrize(
    "text",
    [
        "Соединённых Штатах Америки",
        "Харківської області",
        "у Києві та Харківській області",
        "регионы",
        "областях",
        "regions of Ukraine",
        "Kharkiv regions",
        "northern and southern regions",
        "Бахмут",
        "",
    ],
)
def test_other_texts_stay(text: str) -> None:
    assert shared(text, WORDS) == text


@pytest.mark.parametrize("plural", WORDS._plurals)
def test_the_singular_is_a_type_word(plural: str) -> None:
    for row in WORDS.plural(plural):
        assert WORDS.lookup(row.singular) or "народн" in row.singular, row
