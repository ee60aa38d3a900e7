"""The letter models."""

from __future__ import annotations

from math import exp

import pytest

from toponyms.romanization.letters import EDGE, LetterModel, from_bytes, to_bytes, words_of

WORDS = ["харків", "харкове", "новоселиця", "нова", "новий", "зарічне"]


def test_words_keep_their_apostrophes() -> None:
    assert words_of("Кам’янець-Подільський (місто)") == ["кам'янець", "подільський", "місто"]


def test_the_costs_of_what_can_follow_are_a_distribution() -> None:
    model = LetterModel.of(WORDS)
    for context in ("", "н", "нов", "ххх"):
        total = sum(exp(-model.cost(context + letter, len(context))) for letter in model.letters)
        assert total == pytest.approx(1.0, abs=0.15), context  # a byte holds a cost to a sixteenth of a nat


def test_letters_seen_together_cost_less() -> None:
    model = LetterModel.of(WORDS)
    assert model.cost("нов") < model.cost("вон")
    assert model.cost("новий" + EDGE, 5) < model.cost("нов" + EDGE, 3)


def test_letters_of_the_alphabet_that_no_word_has_can_be_asked() -> None:
    assert LetterModel.of(["нова"], "абвгно").cost("гног") > 0


def test_what_is_written_is_read() -> None:
    models = {"uk": LetterModel.of(WORDS), "ru": LetterModel.of(["новая"])}
    read = from_bytes(to_bytes(models))
    assert list(read) == ["uk", "ru"]
    for tag, model in models.items():
        assert (read[tag].letters, read[tag].names) == (model.letters, model.names)
        assert (read[tag].four, read[tag].back, bytes(read[tag].three)) == (model.four, model.back, model.three)
    assert from_bytes(b"") == {}


def test_a_section_that_ends_early_is_an_error() -> None:
    with pytest.raises(ValueError, match="too early"):
        from_bytes(to_bytes({"uk": LetterModel.of(WORDS)})[:-1])
