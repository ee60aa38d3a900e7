"""From Latin back to Cyrillic."""

from __future__ import annotations

import pytest

import toponyms
from toponyms.romanization import romanizations, transliterate
from toponyms.romanization.reverse import in_capitals_of
from toponyms.romanization.segments import Segments, bare, folded

FOUND = [
    ("Zhytomyr", "Житомир"),
    ("Enakievo", "Енакиево"),
    ("Schytomyr", "Житомир"),
    ("Szczastia", "Щастя"),
    ("Kharkiv", "Харків"),
    ("Charkow", "Харьков"),
    ("Chasov Yar", "Часов Яр"),
    ("Tschassiw Jar", "Часів Яр"),
    ("Časovas Jaras", "Часов Яр"),
    ("Csasziv Jar", "Часів Яр"),
    ("Kamianets-Podilskyi", "Кам'янець-Подільський"),
    ("ZHYTOMYR", "ЖИТОМИР"),
]


@pytest.mark.parametrize(("latin", "cyrillic"), FOUND)
def test_the_original_is_among_the_first_five(latin: str, cyrillic: str) -> None:
    assert cyrillic in [original.text for original in toponyms.reverse_transliterate(latin)]


@pytest.mark.parametrize("latin", [latin for latin, _ in FOUND])
def test_every_system_that_is_named_writes_the_text_so(latin: str) -> None:
    for original in toponyms.reverse_transliterate(latin, n=20):
        for system in original.systems:
            assert folded(transliterate(original.text, system)) == folded(latin)
        for system in original.without_marks:
            assert bare(folded(transliterate(original.text, system))) == bare(folded(latin))


def test_originals_come_by_their_cost() -> None:
    costs = [original.cost for original in toponyms.reverse_transliterate("Novoselivka", n=10)]
    assert len(costs) == 10
    assert costs == sorted(costs)


def test_the_same_text_has_the_same_originals() -> None:
    assert toponyms.reverse_transliterate("Mykolaiv") == toponyms.reverse_transliterate("Mykolaiv")


@pytest.mark.parametrize("text", ["", "   ", "1234", "Харків", "哈尔科夫", "qqq", "'", "-", "a" * 600])
def test_what_nobody_wrote_has_no_originals_and_does_no_harm(text: str) -> None:
    for original in toponyms.reverse_transliterate(text):
        assert original.text


def test_bad_arguments_are_named() -> None:
    with pytest.raises(toponyms.UsageError, match="string"):
        toponyms.reverse_transliterate(7)  # type: ignore[arg-type]
    with pytest.raises(toponyms.UsageError, match="whole number"):
        toponyms.reverse_transliterate("Kharkiv", n=0)


@pytest.mark.parametrize(
    ("cyrillic", "latin", "gives"),
    [
        ("часов яр", "chasov Yar", "часов Яр"),
        ("щастя", "SHCHASTIA", "ЩАСТЯ"),
        ("я", "Ya", "Я"),
        ("нью-йорк", "Niu-York", "Нью-Йорк"),
    ],
)
def test_capitals_are_those_of_the_latin_text(cyrillic: str, latin: str, gives: str) -> None:
    assert in_capitals_of(cyrillic, latin) == gives


@pytest.mark.parametrize("language", ["uk", "ru", "be"])
def test_segments_know_every_latin_system(language: str) -> None:
    segments = Segments.packed(language)
    assert set(segments.systems) <= set(romanizations(language))
    every = 0
    for row in segments.rows.values():
        for _, bits in row:
            every |= bits
    assert every == (1 << 2 * len(segments.systems)) - 1
