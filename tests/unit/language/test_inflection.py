"""Declension: each class makes its example, analysis undoes what a class does, words of a name agree."""

from __future__ import annotations

from pathlib import Path

import pytest

from toponyms.errors import BuildError, GazetteerCorrupt
from toponyms.language.inflection import (
    LANGUAGES,
    LONGEST,
    Inflection,
    Paradigm,
    bits_of,
    excluded,
    fits,
    forms,
    load,
    to_bytes,
)
from toponyms.text.normalize import normalize

CLASSES = load()

HEADER = "language\tclass\tnominative\tafter\tgen\tdat\tacc\tins\tloc\tflag\tsource\texample\n"


@pytest.fixture(scope="module")
def grammar() -> Inflection:
    return Inflection.from_bytes(to_bytes(CLASSES))


def example_of(row: Paradigm) -> tuple[str, list[str]]:
    """The nominative of a class's example and its forms, as keys."""
    nominative, _, cells = row.example.partition(": ")
    words = len(nominative.split(" "))
    cells = cells.split(" ")
    return normalize(nominative), [normalize(" ".join(cells[at : at + words])) for at in range(0, len(cells), words)]


@pytest.mark.parametrize("row", CLASSES, ids=lambda row: f"{row.language} {row.name}")
def test_a_class_makes_its_example_and_analysis_undoes_it(row: Paradigm, grammar: Inflection) -> None:
    nominative, made = example_of(row)
    for form in made:
        assert nominative in [base.key for base in grammar.bases(form)], form
    if " " not in nominative:
        assert nominative.endswith(row.nominative)
        stem = nominative.removesuffix(row.nominative)
        assert fits(stem, row.after, excluded(row, CLASSES))
        assert set(made) <= {stem + ending for case in row.cases for ending in case}


@pytest.mark.parametrize(
    ("form", "nominative", "language"),
    [
        ("часового яру", "часів яр", "uk"),
        ("великою новосілкою", "велика новосілка", "uk"),
        ("кривому розі", "кривий ріг", "uk"),
        ("новій каховці", "нова каховка", "uk"),
        ("купянська вузлового", "купянськ вузловий", "uk"),
        ("камянцем подільським", "камянець подільський", "uk"),
        ("станиці луганської", "станиця луганська", "uk"),
        ("козачою лопанню", "козача лопань", "uk"),
        ("жовтих вод", "жовті води", "uk"),
        ("сполучених штатів америки", "сполучені штати америки", "uk"),
        ("ростове на дону", "ростов на дону", "ru"),
        ("санкт петербургом", "санкт петербург", "ru"),
        ("великих лук", "великие луки", "ru"),
        ("белой церковью", "белая церковь", "ru"),
        ("часовым яром", "часов яр", "ru"),
        ("krzywego rogu", "krzywy róg", "pl"),
        ("białej cerkwi", "biała cerkiew", "pl"),
        ("zagłębiu donieckim", "zagłębie donieckie", "pl"),
        ("křivého rohu", "křivý roh", "cs"),
        ("bosni in hercegovini", "bosna in hercegovina", "sl"),
    ],
)
def test_words_of_a_name_agree(grammar: Inflection, form: str, nominative: str, language: str) -> None:
    found = {base.key: base for base in grammar.bases(form)}
    assert nominative in found
    assert found[nominative].grammar & bits_of(language)


@pytest.mark.parametrize(
    ("form", "wrong"),
    [
        ("харківа", "харків"),  # the vowel changes: Харкова
        ("кременеця", "кременець"),
        ("новій каховки", "нова каховка"),  # dative and genitive do not agree
    ],
)
def test_what_no_class_makes_is_no_form(grammar: Inflection, form: str, wrong: str) -> None:
    bases = {base.key: base for base in grammar.bases(form)}
    assert wrong not in bases or not bases[wrong].grammar & bits_of("uk")


@pytest.mark.parametrize("language", ["uk", "ru", "be", "pl", "cs", "sk", "sl"])
def test_every_form_of_a_language_leads_back(grammar: Inflection, language: str) -> None:
    names = {example_of(row)[0] for row in CLASSES if row.language == language}
    for name in names:
        if " " in name:
            continue
        for case, made in forms(name, CLASSES, language).items():
            for form in made:
                bases = [base for base in grammar.bases(form) if base.key == name]
                short = len(name) < 4
                assert short or form == name or any(base.grammar & bits_of(language) for base in bases), (form, case)


def test_the_same_classes_give_the_same_bytes() -> None:
    assert to_bytes(load()) == to_bytes(CLASSES)
    assert {row.language for row in CLASSES} <= set(LANGUAGES)
    assert max(len(ending) for row in CLASSES for case in row.cases for ending in case) <= LONGEST


def test_damaged_bytes_say_so() -> None:
    for data in (b"\xff", "ом".encode(), b"a\tb\tc"):
        with pytest.raises(GazetteerCorrupt):
            Inflection.from_bytes(data)
    for data in ("у\ta,b".encode(), "у\tа,,,xyz,0".encode()):
        with pytest.raises(GazetteerCorrupt, match="ending"):
            Inflection.from_bytes(data).bases("бахмуту")


@pytest.mark.parametrize(
    "row",
    [
        "xx\tc\t\t\tа\t-\t-\t-\t-\t\ts\tx: x",
        "uk\tc\t\t\t-\t-\t-\t-\t-\t\ts\tx: x",
        "uk\tc\t\t\tА\t-\t-\t-\t-\t\ts\tx: x",
        "uk\tc\t\t\tа\t-\t-\t-\t-\tmaybe\ts\tx: x",
        "uk\tc\t\t\tа\t-\t-\t-\t-\t\t\tx: x",
        "uk\tc\t\t\tабвгґдежзи\t-\t-\t-\t-\t\ts\tx: x",
        "uk\tc",
    ],
)
def test_a_wrong_row_names_file_and_line(tmp_path: Path, row: str) -> None:
    path = tmp_path / "paradigms.tsv"
    path.write_text(HEADER + row + "\n", encoding="utf-8")
    with pytest.raises(BuildError, match=r"paradigms\.tsv:2"):
        load(path)
