"""The tables of calques: what is checked on loading, what a section holds, what counts as a name."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from toponyms.build.rules import Rules
from toponyms.errors import BuildError, GazetteerCorrupt
from toponyms.language import calques
from toponyms.language.calques import Calques, names_a_place, skeleton_stem
from toponyms.language.morphemes import Cutter
from toponyms.language.tables import data_path

HEADER = "concept\tkind\tuk\tru\tbe\ten\tde\tfr\tes\tit\tpl\texample\n"


@pytest.fixture(scope="module")
def cutter(rules: Rules) -> Cutter:
    return Cutter.from_bytes(rules.parts)


def named(parts: Calques, numbers: tuple[int, ...]) -> list[str]:
    return [parts.names[number] for number in numbers]


@pytest.mark.parametrize(
    ("word", "concept"),
    [
        ("great", "великий"), ("grosser", "великий"), ("wielka", "великий"), ("grandes", "великий"),
        ("happiness", "щасливий"), ("felicidad", "щасливий"), ("szczescie", "щасливий"),
        ("gruenes", "зелений"), ("grunes", "зелений"), ("eglise", "церква"), ("leglise", "церква"),
        ("oak grove", "діброва"), ("dnieper", "Дніпро"),
    ],
)  # fmt: skip
def test_words_of_six_languages_lead_to_their_concept(parts: Calques, word: str, concept: str) -> None:
    assert concept in named(parts, parts.translated(word))


def test_a_word_of_several_meanings_has_them_all(parts: Calques) -> None:
    assert {"криниця", "джерело", "весна"} <= set(named(parts, parts.translated("spring")))
    assert parts.translated("bakhmut") == ()


def test_slavic_words_are_found_by_the_stem_of_their_skeleton(rules: Rules, parts: Calques) -> None:
    for word in ("Велика", "Великого", "Великой", "Velikaya", "Большая", "Bolshoy", "Вялікая"):
        stem = skeleton_stem(rules.keys.skeletons(rules.keys.exact(word), 1)[0])
        assert "великий" in named(parts, parts.native(stem)), word


def test_what_is_glued_to_a_word_is_taken_off(parts: Calques) -> None:
    found = parts.glued("neupawliwka")
    assert found is not None
    assert (named(parts, found[0]), found[1]) == (["новий"], "pawliwka")
    assert parts.glued("neuss") is None


def test_every_example_is_cut_to_its_concept(rules: Rules, parts: Calques, cutter: Cutter) -> None:
    for number, concept in enumerate(calques.load().concepts):
        cuts = cutter.names(rules.keys.exact(concept.example))
        assert any(number in cut for cut in cuts), f"{concept.name}: {concept.example}"


def test_no_word_is_empty_or_two_things_at_once(parts: Calques) -> None:
    tables = calques.load()
    assert len(tables.concepts) > 400
    for concept in tables.concepts:
        assert all(form.strip() == form and form for words in concept.words for form in words), concept.name
        assert sum(map(bool, concept.words)) >= 4, f"{concept.name}: too few languages"


@pytest.mark.parametrize(
    ("kinds", "rest", "name"),
    [
        ([], True, False), (["quality"], False, True), (["thing", "thing"], False, True), (["compass"], False, True),
        (["compass", "proper"], False, False), (["compass", "proper"], True, True), (["person"], False, False),
        (["person", "person"], False, False), (["quality", "person"], False, True), (["number"], False, False),
        (["number"], True, True), (["proper"], True, True),
    ],
)  # fmt: skip
def test_what_makes_a_name(kinds: list[str], rest: bool, name: bool) -> None:
    assert names_a_place(kinds, rest) is name


def test_keys_do_not_depend_on_the_order(parts: Calques) -> None:
    one, two = parts.translated("yellow")[0], parts.translated("water")[0]
    assert parts.key((one, two), ("x",)) == parts.key((two, one), ("x",))
    assert parts.key((one,), ()) != parts.key((one,), (), derived=True)


@pytest.mark.parametrize(
    "line",
    [
        "великий\tquality\t\t\t\tgreat\t\t\t\t\t\tВелика\n",
        "великий\tbig\tвелик\t\t\tgreat\t\t\t\t\t\tВелика\n",
        "великий\tquality\tвелик\t\t\tgreat\t\t\t\t\t\t\n",
        "великий\tquality\tвелик\t\t\tGreat\t\t\t\t\t\tВелика\n",
        "великий\tquality\tвелик\t\t\tgreat|great\t\t\t\t\t\tВелика\n",
        "великий\tquality\tвелик\t\t\tgreat~o\t\t\t\t\t\tВелика\n",
        "великий\tquality\tвелик\t\t\tgreat\t\t\t\t\tВелика\n",
        "великий\tquality\tвелик\t\t\tgreat\t\t\t\t\t\tВелика\n" * 2,
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, line: str) -> None:
    for name in calques.FILES[1:]:
        shutil.copy(data_path(name), tmp_path)
    (tmp_path / calques.FILES[0]).write_text(HEADER + line, encoding="utf-8")
    with pytest.raises(BuildError, match=r"calques\.tsv:[23]"):
        calques.load(tmp_path)


@pytest.mark.parametrize("data", [b"", b"a\nb", b"a\nb\nc\nd\ne\tf", b"\xff"])
def test_a_damaged_section_is_said_to_be(data: bytes) -> None:
    for read in (Calques.from_bytes, Cutter.from_bytes):
        with pytest.raises(GazetteerCorrupt, match="calques"):
            read(data)
