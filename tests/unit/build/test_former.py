"""Undated spellings of dated former names."""

from __future__ import annotations

from toponyms.build.entries import Entry, NameRow
from toponyms.build.former import date_spellings, settle_dates
from toponyms.index.keys import KeyRules

THEN = ("1924", "2016-02-04")


def row(text: str, language: str, kind: str, dates: tuple[str, str] = ("", "")) -> NameRow:
    return NameRow(text, language, kind, dates, "somebody", core=False)


def entry(*names: NameRow) -> Entry:
    made = Entry("geonames:1")
    made.names = list(names)
    return made


def found(made: Entry) -> dict[str, tuple[str, tuple[str, str]]]:
    return {name.text: (name.kind, name.dates) for name in made.names}


def test_spellings_of_a_former_name_have_its_dates(keys: KeyRules) -> None:
    made = entry(
        row("Бахмут", "uk", "official"),
        row("Артемівськ", "uk", "former", THEN),
        row("Артёмовск", "ru", "former", THEN),
        row("Artemivs'k", "und", "variant"),
        row("Artemowsk", "und", "variant"),
        row("Артемовск", "und", "variant"),
        row("Bachmut", "und", "variant"),
        row("Artemiwsk", "de", "exonym"),
        row("Артёмовск", "ru", "exonym", ("2016-02-04", "")),
        row("Artemowsk", "pl", "nickname"),
    )
    assert date_spellings([made], keys) == 4
    names = {(name.text, name.language): (name.kind, name.dates) for name in made.names}
    for spelling in ("Artemivs'k", "Artemowsk", "Артемовск"):
        assert names[spelling, "und"] == ("former", THEN)
    assert names["Artemiwsk", "de"] == ("former", THEN), "lists of other languages lag behind"
    assert names["Bachmut", "und"] == ("variant", ("", ""))
    assert names["Артёмовск", "ru"] == ("exonym", ("2016-02-04", "")), "a date of its own"
    assert names["Artemowsk", "pl"] == ("nickname", ("", "")), "a kind that no list gives by mistake"


def test_a_spelling_of_the_present_name_is_no_former_name(keys: KeyRules) -> None:
    made = entry(
        row("Підгороднє", "uk", "official"),
        row("Підгородне", "uk", "former", ("", "2024-09-19")),
        row("Pidhorodne", "und", "variant"),
    )
    assert date_spellings([made], keys) == 0
    assert found(made)["Pidhorodne"] == ("variant", ("", ""))


def test_of_two_times_under_one_name_none_is_chosen(keys: KeyRules) -> None:
    made = entry(
        row("Луганськ", "uk", "official"),
        row("Ворошиловград", "uk", "former", ("1935", "1958")),
        row("Ворошиловград", "uk", "former", ("1970", "1990")),
        row("Voroshilovgrad", "und", "variant"),
        row("Voroshylovhrad", "und", "variant"),
    )
    assert date_spellings([made], keys) == 0


def test_dates_that_are_beginnings_of_each_other_agree(keys: KeyRules) -> None:
    made = entry(
        row("Бахмут", "uk", "official"),
        row("Артемівськ", "uk", "former", ("1924-02-27", "2016")),
        row("Артёмовск", "ru", "former", ("", "2016-02-04")),
        row("Артемовск", "und", "variant"),
    )
    date_spellings([made], keys)
    assert found(made)["Артемовск"] == ("former", ("1924-02-27", "2016-02-04"))


def test_a_row_that_says_no_more_than_another_falls_away() -> None:
    made = entry(
        row("Бахмут", "uk", "official"),
        row("Бахмут", "uk", "official", ("2016-02-04", "")),
        row("Артемівськ", "uk", "former", ("", "2016-02-04")),
        row("Артемівськ", "uk", "former", THEN),
        row("Артемівськ", "uk", "former", ("1990", "1995")),
        row("Артемівськ", "uk", "variant"),
        row("Артемівськ", "uk", "former", THEN),
    )
    settle_dates(made)
    assert [(name.kind, name.dates) for name in made.names] == [
        ("official", ("2016-02-04", "")),
        ("former", THEN),
        ("former", ("1990", "1995")),
        ("variant", ("", "")),
    ]


def test_places_without_a_dated_former_name_stay_as_they_are(keys: KeyRules) -> None:
    made = entry(row("Залізне", "uk", "official"), row("Артемове", "uk", "former"), row("Artemove", "und", "variant"))
    assert date_spellings([made], keys) == 0
