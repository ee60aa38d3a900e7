"""Adjectives: each rule makes its example, in every case, and what is no such adjective has no nouns."""

from __future__ import annotations

from pathlib import Path

import pytest

from toponyms.build.rules import Rules
from toponyms.errors import BuildError, GazetteerCorrupt
from toponyms.language.adjectives import FILES, Adjectives, Link, Suffix, load, to_bytes
from toponyms.text.normalize import normalize

TABLES = load()


@pytest.fixture(scope="module")
def adjectives() -> Adjectives:
    return Adjectives.from_bytes(to_bytes(TABLES))


@pytest.mark.parametrize("row", [*TABLES[0], *TABLES[2]], ids=lambda row: f"{row.language} {row.example}")
def test_the_example_of_a_rule_leads_back(adjectives: Adjectives, row: Suffix | Link) -> None:
    noun, _, adjective = row.example.partition(": ")
    assert normalize(noun) in [found.key for found in adjectives.nouns(normalize(adjective))]


@pytest.mark.parametrize(
    ("forms", "noun"),
    [
        ("покровського покровському покровським покровська покровської покровську покровське покровські", "покровськ"),
        ("покровского покровском покровским покровская покровской покровскую покровское", "покровск"),
        ("запорізького запорізькому запорізька запорізькою", "запоріжжя"),
        ("волноваського волноваському", "волноваха"),
        ("гуляйпільського гуляйпільському", "гуляйполе"),
        ("часовоярського часовоярському", "часів яр"),
        ("криворізького криворізькому", "кривий ріг"),
        ("великоновосілківського", "велика новосілка"),
        ("краснолиманского краснолиманском", "красный лиман"),
        ("новокаховської", "нова каховка"),
        ("charkowskiego charkowskiej charkowską", "charków"),
        ("charkovského charkovská charkovské", "charkov"),
    ],
)
def test_all_cases_and_genders(adjectives: Adjectives, forms: str, noun: str) -> None:
    for form in forms.split():
        assert noun in [found.key for found in adjectives.nouns(form)], form


@pytest.mark.parametrize("word", ["бахмут", "авдіївка", "школа", "london", "ський", "", "а", "бахмутськ"])
def test_what_is_no_adjective_has_no_nouns(adjectives: Adjectives, word: str) -> None:
    assert adjectives.nouns(word) == []


def test_names_of_several_words_keep_the_first(adjectives: Adjectives) -> None:
    assert "нью йорк" in [noun.key for noun in adjectives.nouns("нью йоркського")]


def test_damaged_bytes_say_so() -> None:
    for data in (b"\xff", b"", b"a\tb\fc\fd", b"\f\xd0\xb8\tzz\f\f", b"\f\f\f\xd0\xb8\tx\t1"):
        with pytest.raises(GazetteerCorrupt):
            Adjectives.from_bytes(data)


@pytest.mark.parametrize(
    ("file", "row"),
    [
        (0, "xx\tськ\t\t\ts\tx: x"),
        (0, "uk\t\t\t\ts\tx: x"),
        (0, "uk\tСьк\t\t\ts\tx: x"),
        (0, "uk"),
        (1, "uk\t\tx"),
        (2, "uk\tо\tий\t\tx: x"),
        (3, "uk\tнімецьк\t\t"),
        (3, "uk\tНімецьк\tнімеччина\t"),
    ],
)
def test_a_wrong_row_names_file_and_line(tmp_path: Path, file: int, row: str) -> None:
    from toponyms.language.tables import data_path

    for number, name in enumerate(FILES):
        lines = Path(data_path(name)).read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if not line.startswith("#")]
        if number == file:
            kept[1] = row
        (tmp_path / name).write_text("\n".join(kept) + "\n", encoding="utf-8")
    with pytest.raises(BuildError, match=rf"{FILES[file]}:2"):
        load(tmp_path)


def test_an_ending_may_be_missing_where_that_is_asked_for(rules: Rules) -> None:
    tables = Adjectives.from_bytes(rules.sections()["rules.adjectives"])
    assert not any(noun.key == "bakhmut" for noun in tables.nouns("bakhmutsk"))
    assert any(noun.key == "bakhmut" for noun in tables.nouns("bakhmutsk", cut=True))


def test_what_a_people_is_called_is_no_adjective(adjectives: Adjectives) -> None:
    assert adjectives.listed("русского")[0].key == "россия"
    assert adjectives.listed("русские") == []
    assert adjectives.is_people("русскими")
    assert not adjectives.is_people("белорусские")


@pytest.mark.parametrize(
    ("form", "noun"),
    [
        ("немецкими", "германия"),
        ("подмосковный", "подмосковье"),
        ("ближневосточного", "ближний восток"),
        ("російсько", "росія"),
        ("niemieckiego", "niemcy"),
        ("francouzské", "francie"),
        ("nemškega", "nemčija"),
        ("немската", "германия"),
    ],
)
def test_listed_adjectives_in_their_cases(adjectives: Adjectives, form: str, noun: str) -> None:
    assert noun in [found.key for found in adjectives.nouns(form)]
