"""The table of everyday words and people's names, and what it does to a bare text."""

from __future__ import annotations

from pathlib import Path

import pytest

import toponyms
from toponyms.errors import BuildError, GazetteerCorrupt
from toponyms.language import everyday, tables
from toponyms.matching.decide import Asked


def test_words_survive_the_way_into_a_file_and_back() -> None:
    words, people, plain = everyday.load()
    parts = everyday.from_bytes(everyday.to_bytes(words, people, plain))
    wanted = (set(words), set(people) - set(words), set(plain))
    assert [len(lines) for lines in parts] == [len(each) for each in wanted]
    assert wanted[2] < wanted[0] | wanted[1], "the most frequent surnames are plain too"
    assert len({*words, *people}) > 10_000
    for lines, each, other in zip(parts, wanted, (wanted[1], wanted[0], wanted[1]), strict=True):
        assert all(word in lines for word in each)
        assert not any(word in lines for word in other - each)


@pytest.mark.parametrize("words", [[], ["a"], ["a", "ab"], ["a", "b", "дім", "я"]])
def test_lines_hold_their_words_and_nothing_else(words: list[str]) -> None:
    lines = everyday.Lines("\n".join(words).encode())
    assert len(lines) == len(words)
    for _ in range(everyday.SEARCHED):  # searched first, a set in the end
        assert all(word in lines for word in words)
        assert not any(word in lines for word in ("", "aa", "c", "0", "дi", "яя", "\n", "a\nb", "\ud800"))


def test_a_damaged_section_is_told() -> None:
    with pytest.raises(GazetteerCorrupt, match="everyday words"):
        everyday.from_bytes(b"\xff\xfe")


def test_a_wrong_row_is_told_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ordinary.tsv"
    path.write_text("word\tlanguage\tclass\nWagner\tde\tperson\n", encoding="utf-8")
    data_path = tables.data_path
    monkeypatch.setattr(tables, "data_path", lambda name: str(path) if name == path.name else data_path(name))
    with pytest.raises(BuildError, match=r"ordinary.tsv:2"):
        everyday.load()


@pytest.mark.parametrize("text", ["Wagner", "White", "December", "січень"])
def test_a_bare_everyday_word_is_no_little_known_place(text: str) -> None:
    assert toponyms.resolve(text).status != "resolved"


@pytest.mark.parametrize(("text", "country"), [("Jackson", None), ("Madison", None), ("Щастя", None), ("Замок", "UA")])
def test_known_places_and_hints_outweigh_it(text: str, country: str | None) -> None:
    assert toponyms.resolve(text, country=country).candidates


def test_a_hint_takes_it_away() -> None:
    asked = [Asked(0, 9, hinted, False, 0, False, 0.0, 1.0) for hinted in (0.0, 0.5, 1.0)]
    assert [dict(one.nil_terms()).get("everyday", 0.0) for one in asked] == [1.0, 0.5, 0.0]
