"""Names of Who's On First: which are taken, in which language, and what gives a wrong record away."""

from __future__ import annotations

import pytest

from toponyms.build import wof_names
from toponyms.build.readers.wof import Record, TaggedName
from toponyms.build.wof_names import Name, agrees, alike, names_of


def record(placetype: str = "locality", **names: str) -> Record:
    """A record with one name a language; `deu_variant` is a variant, `deu` a preferred name."""
    tagged = []
    for key, name in names.items():
        language, _, status = key.partition("_")
        tagged.append(TaggedName(language, status or "preferred", name))
    return Record("1", "", placetype, 48.0, 37.0, tuple(tagged), "", "", "geonames")


YAR = ["Chasiv Yar", "Часів Яр", "Часов Яр"]


def test_names_get_their_language() -> None:
    yar = record(ukr="Часів Яр", rus="Часов Яр", deu="Tschassiw Jar", pol_variant="Czasiw Jar")
    found = names_of(yar, YAR, population=12_000)
    assert found == [
        Name("Часів Яр", "uk", "variant"),
        Name("Часов Яр", "ru", "exonym"),
        Name("Tschassiw Jar", "de", "exonym"),
        Name("Czasiw Jar", "pl", "variant"),
    ]


def test_a_village_gets_new_names_in_its_own_languages_only() -> None:
    village = record(ukr="Миколаїв", rus="Николаев", ces="Nikolajev", crh="Nikolayev")
    known = ["Миколаїв", "Mykolaiv"]
    assert [name.language for name in names_of(village, known, 90, "11")] == ["uk", "ru", "crh"]
    assert Name("Николаев", "ru", "variant") in names_of(village, known, 90)
    assert Name("Nikolajev", "cs", "variant") in names_of(village, [*known, "Nikolajev"], 90)
    assert Name("Nikolajev", "cs", "exonym") in names_of(village, known, 90_000)


def test_a_record_of_something_else_gives_nothing() -> None:
    tuva = record(ukr="Тувинська мова", deu="Tuwinische Sprache", pol="Bolgan", ces="Bolgan")
    assert agrees(tuva, ["Болган", "Bolhan"]) == 0
    assert names_of(tuva, ["Болган", "Bolhan"]) == []
    # without a Ukrainian name half of what can be compared must agree
    assert names_of(record(deu="Tuwinische Sprache", pol="Język tuwiński", ces="Bolgan"), ["Bolhan"]) == []


def test_a_person_is_no_village() -> None:
    assert not alike("Andrij Schewtschenko", ["Shevchenko"])
    assert names_of(record(ukr="Шевченко Андрій Миколайович", deu="Andrij Schewtschenko"), ["Шевченко"]) == []


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("fin", "Chаsiv Yаr"),  # Cyrillic letters in a Latin name
        ("ukr", "Часовой Яр ы"),  # no Ukrainian letter
        ("ukr", "Chasiv Yar"),
        ("ceb", "Chasiv Yar"),
        ("deu", "Chasiv Yar (Stadt)"),
        ("deu", "Rajon Yar"),
        ("eng_colloquial", "Chasiv Yar"),
        ("zho", "恰索夫亚尔"),  # too small a place for a script that cannot be compared
        ("deu", "Lehmgrube"),
    ],
)
def test_names_that_are_not_taken(language: str, name: str) -> None:
    sound = record(ukr_variant="Часів Яр", rus="Часов Яр", ces="Časiv Jar", slk="Časiv Jar", **{language: name})
    assert name not in [
        taken.value for taken in names_of(sound, YAR, 4000) if taken.language != "uk" or language == "ukr"
    ]


def test_what_cannot_be_compared_needs_a_sure_record_and_a_town() -> None:
    sure = record(rus="Часов Яр", ces="Časiv Jar", slk="Časiv Jar", zho="恰索夫亚尔")
    least = wof_names.table()["names"]["other_scripts_inhabitants"]
    assert Name("恰索夫亚尔", "zh", "exonym") in names_of(sure, YAR, least)
    assert Name("恰索夫亚尔", "zh", "variant") in names_of(sure, [*YAR, "恰索夫亚尔"])
    assert Name("恰索夫亚尔", "zh", "exonym") not in names_of(sure, YAR, least - 1)
    assert Name("恰索夫亚尔", "zh", "exonym") not in names_of(record(rus="Часов Яр", zho="恰索夫亚尔"), YAR, least)


def test_where_a_language_is_spoken_its_own_names_are_taken() -> None:
    berehove = record(ukr="Берегове", rus="Берегово", ces="Berehove", slk="Berehovo", hun="Nagyszőlős")
    assert Name("Nagyszőlős", "hu", "exonym") in names_of(berehove, ["Берегове"], 100, "25")
    assert Name("Nagyszőlős", "hu", "exonym") not in names_of(berehove, ["Берегове"], 100, "05")


def test_former_names_need_no_likeness() -> None:
    assert Name("Миколаївка-Друга", "uk", "former") in names_of(
        record(ukr="Часів Яр", ukr_historical="Миколаївка-Друга"), YAR
    )


def test_names_of_units_are_phrases() -> None:
    unit = record("region", ukr="Донецька область", eng="Donetsk Oblast", rus="Донецкая область", pol="Obwód doniecki")
    known = ["Донецька область", "Donetska Oblast", "Donetsk Oblast", "Донецкая область"]
    assert Name("Obwód doniecki", "pl", "exonym") in names_of(unit, known, 4_000_000, "05")


def test_the_table_is_whole() -> None:
    table = wof_names.table()
    assert all(script in ("Latn", "Cyrl", "other") for _, script in table["languages"].values())
    assert {code for codes in table["spoken"].values() for code in codes} <= set(table["languages"])
    assert {tag for tag, script in table["languages"].values() if script == "Cyrl"} - set(wof_names.alphabets()) == {
        "bg"
    }
