"""Type, relation and small words: the tables are well formed, and a round trip through bytes loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from toponyms.errors import BuildError, GazetteerCorrupt
from toponyms.language.generics import FILES, GenericWords, load, to_bytes, unmarked
from toponyms.types import PLACE_KINDS


@pytest.fixture(scope="module")
def words() -> GenericWords:
    return GenericWords.from_bytes(to_bytes(load()))


def says(words: GenericWords, word: str) -> set[tuple[str, int]]:
    return {(reading.says, reading.level) for reading in words.lookup(word)}


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("town of", {("settlement", 0)}),
        ("м", {("settlement", 0)}),
        ("смт", {("settlement", 0)}),
        ("пгт", {("settlement", 0)}),
        ("обл", {("admin", 1)}),
        ("області", {("admin", 1), ("region", 0)}),
        ("oblast", {("admin", 1)}),
        ("region", {("admin", 1), ("region", 0)}),
        ("raion", {("admin", 2), ("part", 0)}),
        ("district", {("admin", 2), ("part", 0)}),
        ("р-н", {("admin", 2), ("part", 0)}),
        ("hromada", {("admin", 3)}),
        ("river", {("water", 0)}),
        ("річка", {("water", 0)}),
        ("reservoir", {("water", 0)}),
        ("agglomeration", {("settlement", 0)}),
        ("bakhmut", set()),
    ],
)
def test_what_a_word_says(words: GenericWords, word: str, expected: set[tuple[str, int]]) -> None:
    assert says(words, word) == expected


@pytest.mark.parametrize(
    ("word", "sort"),
    [
        ("річка", "river"), ("водохранилище", "reservoir"), ("liman", "estuary"), ("stausee", "reservoir"),
        ("гэс", "power"), ("airbase", "airport"), ("мис", "cape"), ("бухти", "bay"),
    ],
)  # fmt: skip
def test_a_word_for_a_water_a_hill_or_an_object_says_which_sort(words: GenericWords, word: str, sort: str) -> None:
    assert {reading.type for reading in words.lookup(word)} == {sort}


def test_every_word_for_a_water_has_a_sort() -> None:
    assert [row.word for row in load()[0] if row.says == "water" and not row.type] == []


def test_a_preposition_is_a_type_word_only_with_its_dot(words: GenericWords) -> None:
    for word in ("с", "в", "о", "г", "м", "р"):
        assert words.lookup(word)
        assert all(reading.dotted for reading in words.lookup(word)), word


def test_every_row_of_the_tables_is_found_again(words: GenericWords) -> None:
    generics, relations, stopwords, things, measures, *_ = load()
    for generic in generics:
        readings = [row for row in words.lookup(generic.word) if generic.language in row.language.split(",")]
        wanted = (generic.says, generic.level, generic.position)
        assert any((row.says, row.level, row.position) == wanted for row in readings), generic
    for relation in relations:
        assert relation in words.relation(relation.word)
    for stopword in stopwords:
        assert stopword.role in words.stopword(stopword.word)
    for thing in things:
        assert words.thing(thing.word), thing
    for measure in measures:
        assert words.measure(measure.word, measure.kind) == float(measure.value), measure
    entries = [row.word for table in (generics, relations, stopwords, things) for row in table]
    for entry in entries:
        first, *_, last = (entry.split() * 2)[: 2 * len(entry.split())]
        assert words.starts[first.rstrip(".")] >= len(entry.split()), entry
        assert words.ends[last.rstrip(".")] >= len(entry.split()), entry
    entries += [unmarked(row.word) for table in (generics, relations, things) for row in table]
    assert set(words.starts) <= {entry.split()[0].rstrip(".") for entry in entries}


def test_marks_may_be_left_out_of_long_words(words: GenericWords) -> None:
    for marked, plain in (("aéroport de", "aeroport de"), ("województwo", "wojewodztwo")):
        assert words.lookup(marked)
        assert [row[1:] for row in words.lookup(plain)] == [row[1:] for row in words.lookup(marked)]
    assert words.lookup("râul")
    assert not words.lookup("raul")


def test_no_row_stands_twice() -> None:
    for table in load():
        assert len(table) == len(set(table))


def test_what_a_type_word_says_is_a_kind_of_place() -> None:
    assert {row.says for row in load()[0]} <= set(PLACE_KINDS)


def test_the_longest_phrase_is_known(words: GenericWords) -> None:
    entries = [row.word for table in load() for row in table]
    assert words.longest == max(len(entry.split()) for entry in entries)


def test_the_same_rows_give_the_same_bytes() -> None:
    assert to_bytes(load()) == to_bytes(load())


@pytest.mark.parametrize("data", [b"", b"x", b"1\fa\f\f", b"1\f\f", b"\xff\xfe", b"one\f\f\f"])
def test_damaged_bytes_say_so(data: bytes) -> None:
    with pytest.raises(GazetteerCorrupt):
        GenericWords.from_bytes(data)


def test_a_damaged_reading_says_so_when_it_is_asked_for() -> None:
    words = GenericWords.from_bytes(b"1\foblast\nadmin one both 0 0 en\fnear\nnear\f\f\f\foblasts\noblast\f")
    with pytest.raises(GazetteerCorrupt):
        words.lookup("oblast")
    with pytest.raises(GazetteerCorrupt):
        words.relation("near")
    with pytest.raises(GazetteerCorrupt):
        words.plural("oblasts")


@pytest.mark.parametrize(
    "row",
    [
        "Oblast\ten\tadmin\t1\t\tboth\t\tusage\tnot casefolded",
        "oblast\ten\tprovince\t1\t\tboth\t\tusage\tno kind of place",
        "oblast\ten\tadmin\t0\t\tboth\t\tusage\tno level",
        "oblast\ten\tadmin\t1\t\tbeside\t\tusage\tno position",
        "oblast\ten\tadmin\t1\t\tboth\t\t\tno source",
        "oblast\ten\tadmin\t1\tprovince\tboth\t\tusage\tno sort of water, relief or object",
        "oblast\ten\tadmin\t1\t\tboth",
    ],
)
def test_a_wrong_row_names_file_and_line(tmp_path: Path, row: str) -> None:
    (tmp_path / FILES[0]).write_text(
        f"word\tlanguage\tsays\tlevel\ttype\tposition\tflag\tsource\tnote\n{row}\n", encoding="utf-8"
    )
    with pytest.raises(BuildError, match=r"generics\.tsv:2"):
        load(tmp_path)
