"""Cutting names into parts."""

from __future__ import annotations

import pytest

from toponyms.build.rules import Rules
from toponyms.language.calques import Calques
from toponyms.language.morphemes import MAX_CUTS, MAX_NAME_CUTS, Cutter


@pytest.fixture(scope="module")
def cutter(rules: Rules) -> Cutter:
    return Cutter.from_bytes(rules.parts)


def cuts(rules: Rules, cutter: Cutter, name: str) -> list[list[str]]:
    names = Calques.from_bytes(rules.parts).names
    found = cutter.names(rules.keys.exact(name))
    return [[part if isinstance(part, str) else names[part] for part in cut] for cut in found]


@pytest.mark.parametrize(
    ("name", "cut"),
    [
        ("Вугледар", ["вугілля", "дар"]),
        ("П’ятихатки", ["п'ять", "хата"]),
        ("Краснопілля", ["червоний", "поле"]),
        ("Красногоровка", ["червоний", "гора"]),
        ("Білозерка", ["білий", "озеро"]),
        ("Первомайськ", ["перший", "травень"]),
        ("Новоайдар", ["новий", "айдар"]),
        ("Новолуганське", ["новий", "луганське"]),
        ("Великий Бурлук", ["великий", "бурлук"]),
        ("Жовті Води", ["жовтий", "вода"]),
        ("Кам’янка-Дніпровська", ["камянка", "Дніпро"]),
        ("Щастя", ["щасливий"]),
    ],
)
def test_names_are_cut(rules: Rules, cutter: Cutter, name: str, cut: list[str]) -> None:
    assert cut in cuts(rules, cutter, name)


@pytest.mark.parametrize("name", ["Бахмут", "Kharkiv", "", "12", "a b c d e великий"])
def test_what_has_no_part_is_not_cut(rules: Rules, cutter: Cutter, name: str) -> None:
    assert cuts(rules, cutter, name) == []


def test_there_are_never_many_cuts(rules: Rules, cutter: Cutter) -> None:
    for name in ("Красна Гора", "Нове Село Біла Гора", "Біло" * 20, "яр" * 200):
        assert len(cutter.names(rules.keys.exact(name))) <= MAX_NAME_CUTS
        assert all(len(cutter.cuts(word)) <= MAX_CUTS for word in rules.keys.exact(name).split())


@pytest.mark.parametrize(
    ("name", "derived"), [("Біла Гора", False), ("Білогорівка", True), ("Піски", False), ("Великий Бурлук", False)]
)
def test_names_made_of_words_are_told_from_words(rules: Rules, cutter: Cutter, name: str, derived: bool) -> None:
    key = rules.keys.exact(name)
    assert all(cutter.derived(key, cut) for cut in cutter.names(key)) is derived
