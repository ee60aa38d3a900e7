"""Case endings: the table is well formed, each example is one, and a round trip through bytes loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from toponyms.errors import BuildError, GazetteerCorrupt
from toponyms.language.endings import LONGEST, Pairs, from_bytes, load, to_bytes


@pytest.fixture(scope="module")
def pairs() -> Pairs:
    return from_bytes(to_bytes(load()))


@pytest.mark.parametrize(
    ("inflected", "nominative"),
    [
        ("Бахмута", "Бахмут"),
        ("Харкова", "Харків"),
        ("Києві", "Київ"),
        ("Полтавою", "Полтава"),
        ("Кам'янці", "Кам'янка"),
        ("Вінниці", "Вінниця"),
        ("Запоріжжям", "Запоріжжя"),
        ("Хмельницького", "Хмельницький"),
        ("Лозової", "Лозова"),
        ("Сумах", "Суми"),
        ("Чернівцях", "Чернівці"),
        ("Кременця", "Кременець"),
        ("Часовым", "Часов"),
        ("Яре", "Яр"),
        ("Мариуполя", "Мариуполь"),
        ("России", "Россия"),
        ("Новгородского", "Новгородское"),
        ("Запорожье", "Запорожье"),
        ("Брэсце", "Брэст"),
        ("Bachmucie", "Bachmut"),
        ("Kijowie", "Kijów"),
        ("Połtawy", "Połtawa"),
        ("Poltavě", "Poltava"),
        ("Kyiv's", "Kyiv"),
        ("Kiews", "Kiew"),
    ],
)
def test_a_form_and_its_nominative_differ_by_a_pair(pairs: Pairs, inflected: str, nominative: str) -> None:
    differences = {
        (inflected[cut:], nominative[cut:]) for cut in range(len(nominative) + 1) if inflected[:cut] == nominative[:cut]
    }
    assert differences & (pairs | {("", "")})


def test_what_is_no_ending_is_no_pair(pairs: Pairs) -> None:
    assert not {("к", "т"), ("ськ", ""), ("ка", "")} & pairs
    assert all(0 < len(ending) <= LONGEST and ending != nominative for ending, nominative in pairs)


def test_a_round_trip_loses_nothing() -> None:
    assert from_bytes(to_bytes(load())) == load()
    assert to_bytes(load()) == to_bytes(load())


def test_damaged_bytes_say_so() -> None:
    for data in (b"\xff", "ом".encode(), b"a\tb\tc"):
        with pytest.raises(GazetteerCorrupt):
            from_bytes(data)


@pytest.mark.parametrize("row", ["\tа\tuk\tc\tx", "ом\tом\tuk\tc\tx", "Ом\t\tuk\tc\tx", "ом\t\tuk\t\tx", "ом\t"])
def test_a_wrong_row_names_file_and_line(tmp_path: Path, row: str) -> None:
    path = tmp_path / "endings.tsv"
    path.write_text(f"ending\tnominative\tlanguage\tclass\texample\n{row}\n", encoding="utf-8")
    with pytest.raises(BuildError, match=r"endings\.tsv:2"):
        load(path)
