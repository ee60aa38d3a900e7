from __future__ import annotations

from toponyms.build.remember import Remembered, remembered
from toponyms.index.keys import KeyRules


def test_a_text_is_made_once() -> None:
    asked: list[str] = []

    def make(text: str) -> str:
        asked.append(text)
        return text.upper()

    made = Remembered(make)
    assert [made[text] for text in ("a", "b", "a", "a")] == ["A", "B", "A", "A"]
    assert asked == ["a", "b"]


def test_key_rules_remember_only_while_the_block_runs() -> None:
    keys = KeyRules.load()
    before = keys.exact
    with remembered(keys):
        assert keys.exact != before
        assert keys.exact("Куп’янськ-Вузловий") == before("Куп’янськ-Вузловий")
    assert keys.exact == before
