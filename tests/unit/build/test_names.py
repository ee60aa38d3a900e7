"""Folding, cleaning and telling languages by letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toponyms.build.claims import Claim
from toponyms.build.cognates import is_cognate, tag_cognates
from toponyms.build.ledger import Ledger, settle
from toponyms.build.names import clean, fold, fold_latin, is_code, language_of


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert fold(clean(text)) == fold(text)


def test_invisible_characters_go_and_joiners_stay() -> None:
    assert clean("Ки\u00adїв\u200e") == "Київ"
    assert clean("ප්\u200dරාන්තය") == "ප්\u200dරාන්තය"


@pytest.mark.parametrize("apostrophe", "'’ʼ`´‘ʹ′ˈ”")
def test_every_apostrophe_folds_to_one(apostrophe: str) -> None:
    assert fold(f"Куп{apostrophe}янськ") == fold("Куп'янськ")


def test_latin_folding_forgets_marks() -> None:
    assert fold_latin("N’yu-Iork") == fold_latin("Nyu York".replace("York", "Iork")) == "nyuiork"
    assert fold_latin("Нью") == ""


@pytest.mark.parametrize(
    ("name", "country", "language"),
    [
        ("Донецьк", "UA", "uk"),
        ("Київ", "RU", "uk"),
        ("Данілаўка", "UA", "be"),
        ("Горлаўка", "KZ", "be"),
        ("Весёлое", "UA", "ru"),
        ("Весёлое", "KZ", "und"),
        ("Казахстан Ақтау", "UA", "und"),
        ("Доњецк", "UA", "und"),
        ("Одеса", "UA", "und"),
        ("Мінск", "KZ", "und"),
        ("Odesa", "UA", "und"),
    ],
)
def test_languages_by_letters(name: str, country: str, language: str) -> None:
    assert language_of(name, country) == language


@pytest.mark.parametrize(
    ("ukrainian", "russian"),
    [
        ("Донецьк", "Донецк"),
        ("Нью-Йорк", "Нью-Иорк"),
        ("Миколаївка", "Миколаевка"),
        ("Кам'янське", "Каменское"),
        ("Велика Новосілка", "Великая Новоселка"),
        ("Торецьк", "Торецк"),
        ("Суми", "Сумы"),
        ("Слов’янськ", "Словянск"),
    ],
)
def test_regular_counterparts(ukrainian: str, russian: str) -> None:
    if ukrainian == "Миколаївка":
        assert not is_cognate(ukrainian, russian)  # irregular, and so left alone
    else:
        assert is_cognate(ukrainian, russian)


@pytest.mark.parametrize("name", ["Данецк", "Артемовск", "Донецьк", "Донецк вел", "Donetsk"])
def test_what_is_no_counterpart(name: str) -> None:
    assert not is_cognate("Донецьк", name)


def test_only_untagged_names_become_russian() -> None:
    names = [("Донецьк", "uk", "official"), ("Донецк", "und", "variant"), ("Донецк", "bg", "variant")]
    claims = [Claim("geonames:1", "name", value, language, kind, source="s") for value, language, kind in names]
    assert [claim.language for claim in tag_cognates(claims)] == ["uk", "ru", "bg"]


def test_what_repeats_a_better_claim_is_not_written() -> None:
    def name(value: str, language: str, kind: str) -> Claim:
        return Claim("geonames:1", "name", value, language, kind, source="s")

    kept = settle(
        [
            name("Бахмут", "und", "variant"),
            name("Бахмут", "uk", "official"),
            name("Бахмут", "uk", "variant"),
            name("Бахмут", "ru", "variant"),
            name("Artemivsk", "und", "variant"),
            name("Artemivsk", "und", "variant"),
            name("Артемівськ", "uk", "former"),
            name("Артемівськ", "uk", "variant"),
            name("Бахмут", "uk", "former"),
            name("Bakhmut", "en", "official"),
            name("Bakhmut", "en", "former")._replace(to="1924"),
        ]
    )
    assert [(claim.value, claim.language, claim.kind) for claim in kept] == [
        ("Бахмут", "uk", "official"),
        ("Бахмут", "ru", "variant"),
        ("Artemivsk", "und", "variant"),
        ("Артемівськ", "uk", "former"),
        ("Bakhmut", "en", "official"),
        ("Bakhmut", "en", "former"),
    ]


def test_untagged_lists_lose_what_is_no_name() -> None:
    ledger = Ledger()
    ledger.open("geonames:1", "world")
    ledger.untagged("geonames:1", ["DOK", ":Rayon", "https://x.org/y", "12345", "", "A", "Å", "Харків"], "UA", "s")
    assert [(claim.value, claim.language, claim.kind) for claim in ledger.claims["geonames:1"]] == [
        ("DOK", "und", "abbreviation"),
        ("Rayon", "und", "variant"),
        ("Å", "und", "variant"),
        ("Харків", "uk", "variant"),
    ]
    assert is_code("TNL")
    assert not is_code("Ub")
