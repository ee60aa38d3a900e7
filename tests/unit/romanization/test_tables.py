"""Every table is exact to its samples, whole in its alphabet, and pure in its output."""

from __future__ import annotations

import re
import unicodedata

import pytest

from toponyms.romanization import load_scheme, romanizations, transliterate
from toponyms.romanization.scheme import STATUSES

ALPHABETS = {
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
}
CASES = [(id_, sample) for id_ in romanizations() for sample in load_scheme(id_).samples]


@pytest.mark.parametrize(("id_", "sample"), CASES, ids=[f"{id_}-{sample.text}" for id_, sample in CASES])
def test_samples(id_: str, sample: object) -> None:
    assert transliterate(sample.text, to=id_) == sample.gives  # type: ignore[attr-defined]
    assert sample.source  # type: ignore[attr-defined]


@pytest.mark.parametrize("id_", romanizations())
class TestTable:
    def test_names_itself(self, id_: str) -> None:
        table = load_scheme(id_)
        assert table.id == id_
        assert re.fullmatch(r"[a-z0-9-]+-[a-z]{3}-(1[89]|20)\d\d", id_)
        assert str(table.year) in id_
        assert table.status in STATUSES
        assert bool(table.superseded_by) == (table.status == "superseded")
        assert table.url.startswith("https://")
        assert table.title
        assert table.authority
        assert len(table.samples) >= 5

    def test_has_the_whole_alphabet(self, id_: str) -> None:
        table = load_scheme(id_)
        assert set(ALPHABETS[table.language]) <= set(table.letters)

    def test_output_is_composed_latin(self, id_: str) -> None:
        table = load_scheme(id_)
        outputs = [*table.letters.values(), *(rule.to for rule in table.rules), table.apostrophe]
        for text in outputs:
            assert text == unicodedata.normalize("NFC", text)
            for char in text:
                assert not char.isalpha() or unicodedata.name(char).startswith(("LATIN", "MODIFIER"))

    def test_every_rule_can_be_reached_and_changes_something(self, id_: str) -> None:
        table = load_scheme(id_)
        for rule in table.rules:
            plain = "".join(table.letters.get(letter, letter) for letter in rule.match)
            assert rule.to != plain, rule
            assert rule.after or rule.before or len(rule.match) > 1, rule
            assert rule.note, rule
