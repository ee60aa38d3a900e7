from __future__ import annotations

import sys
import unicodedata

import pytest

from toponyms.text.scripts import CYRILLIC, LATIN, MIXED, NONE, OTHER, script_of


@pytest.mark.parametrize(
    ("word", "script"),
    [
        ("Toretsk", LATIN),
        ("Łódź", LATIN),
        ("Ｋｙｉｖ", LATIN),
        ("Торецьк", CYRILLIC),
        ("Ґ", CYRILLIC),
        ("Ѣ", CYRILLIC),
        ("Toрецьк", MIXED),
        ("თბილისი", OTHER),
        ("Αθήνα", OTHER),
        ("Kyiv 北京", OTHER),
        ("12-3", NONE),
        ("", NONE),
    ],
)
def test_script_of(word: str, script: str) -> None:
    assert script_of(word) == script


@pytest.mark.skipif(unicodedata.unidata_version != "14.0.0", reason="names of the characters of Unicode 14")
def test_every_latin_and_cyrillic_letter_is_known_by_its_name() -> None:
    wrong = []
    for point in range(sys.maxunicode + 1):
        char = chr(point)
        if unicodedata.category(char) in ("Lu", "Ll", "Lt"):
            name = unicodedata.name(char)
            expected = CYRILLIC if name.startswith("CYRILLIC") else LATIN if name.startswith("LATIN") else None
            if expected and script_of(char) != expected:
                wrong.append((hex(point), name))
    assert wrong == []
