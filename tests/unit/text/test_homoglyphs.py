from __future__ import annotations

import unicodedata

import pytest

from toponyms.text.homoglyphs import Homoglyphs
from toponyms.text.normalize import read_table

ROWS = read_table("homoglyphs.tsv")
HOMOGLYPHS = Homoglyphs((row[0], row[1]) for row in ROWS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Xaркiв", "Харків"),
        ("Xapкiв", "Харків"),
        ("Бaxмут", "Бахмут"),
        ("KИЇВ", "КИЇВ"),
        ("Киïв", "Київ"),
        ("Кyiv", "Kyiv"),
        ("Тоrеtsk", "Toretsk"),
        ("м. Xaркiв, Ukraine", "м. Харків, Ukraine"),
        ("Торецьк", "Торецьк"),
        ("Toretsk", "Toretsk"),
        ("Toretsk / Торецьк", "Toretsk / Торецьк"),
        # No letter tells the alphabet: most letters decide, then Cyrillic.
        ("Opixoвo", "Оріхово"),
        ("Cухе", "Сухе"),
        ("Çĕлен утравĕ", "Ҫӗлен утравӗ"),
        # A word with unmistakable letters of both alphabets is nobody's typing error.
        ("Zжd", "Zжd"),
    ],
)
def test_mixed_words_move_to_the_alphabet_they_mean(typed: str, meant: str) -> None:
    assert HOMOGLYPHS.repair(typed) == meant


def test_lookalike_needs_every_letter() -> None:
    assert HOMOGLYPHS.lookalike("HOBA") == "НОВА"
    assert HOMOGLYPHS.lookalike("CYXE") == "СУХЕ"
    assert HOMOGLYPHS.lookalike("СУХЕ") == "CYXE"
    assert HOMOGLYPHS.lookalike("Kyiv") == ""
    assert HOMOGLYPHS.lookalike("12") == ""


def test_the_table_pairs_one_latin_with_one_cyrillic_letter() -> None:
    for latin, cyrillic, reason in ROWS:
        assert unicodedata.name(latin).startswith("LATIN SMALL")
        assert unicodedata.name(cyrillic).startswith("CYRILLIC SMALL")
        assert reason
    assert len({row[0] for row in ROWS}) == len({row[1] for row in ROWS}) == len(ROWS)
