from __future__ import annotations

import dataclasses
from pathlib import Path

from toponyms.romanization.pages import escaped, page, replaced, stale_pages, worded
from toponyms.romanization.scheme import load_scheme, load_schemes

SCHEME = load_scheme("gost-779b-rus-2000")


def test_a_page_has_letters_rules_samples_and_source() -> None:
    text = page(SCHEME)
    assert f"<{SCHEME.url}>" in text
    for letter in SCHEME.letters:
        assert f"| {letter} |" in text
    for rule in SCHEME.rules:
        assert escaped(rule.note) in text
    for sample in SCHEME.samples:
        assert f"| {escaped(sample.text)} | {escaped(sample.gives)} |" in text


def test_what_markdown_reads_as_marks_is_escaped() -> None:
    assert escaped("e` a*|") == "e&#96; a&#42;&#124;"
    assert "``" not in page(SCHEME)


def test_contexts_in_words() -> None:
    scheme = dataclasses.replace(SCHEME, classes={"vowel": "аеи"})
    assert worded(("^", "vowel"), scheme) == "the start of a word or vowel (аеи)"
    assert worded(("!vowel", "ъь"), scheme) == "not vowel (аеи) or ъ ь"
    assert worded(("^ vowel",), scheme) == "the start of a word and vowel (аеи)"


def test_only_the_part_between_the_marks_is_made_anew() -> None:
    text = "a\n<!-- generated: names through the systems -->\nold\n<!-- end of what is generated -->\nb\n"
    again = replaced(text, r"new \1")
    assert again.startswith("a\n<!--")
    assert again.endswith("-->\nb\n")
    assert "old" not in again
    assert "\n\nnew \\1\n\n" in again
    assert replaced(again, r"new \1") == again


def test_pages_of_tables_that_are_gone_are_found(tmp_path: Path) -> None:
    folder = tmp_path / "reference" / "romanization"
    folder.mkdir(parents=True)
    for name in ("index.md", "kmu-ukr-2010.md", "gone-ukr-1900.md"):
        (folder / name).write_text("x\n", encoding="utf-8")
    assert [path.name for path in stale_pages(load_schemes(), tmp_path)] == ["gone-ukr-1900.md"]
