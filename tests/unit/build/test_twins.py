"""Waters that stand twice: which entries are one, and what the one that stays has of the other."""

from __future__ import annotations

from toponyms.build import twins
from toponyms.build.entries import Entry, NameRow
from toponyms.language.generics import GenericWords

WORDS = GenericWords()


def water(place: str, name: str, lat: float, lon: float = 30.0, feature: str = "H.STM") -> Entry:
    made = Entry(place)
    made.kind, made.feature, made.countries = "water", feature, ["UA"]
    made.lat, made.lon, made.position_kind, made.official = lat, lon, "mouth", name
    made.names = [NameRow(name, "uk", "official", ("", ""), "somebody", core=False)]
    return made


def joined(*entries: Entry) -> dict[str, str]:
    kept, pairs = twins.join(list(entries), WORDS, lambda text: [text.casefold()])
    assert {entry.id for entry in kept} == {entry.id for entry in entries} - {lost for lost, _ in pairs}
    return dict(pairs)


def test_one_river_of_both_lists_is_one_entry_with_the_names_and_ids_of_both() -> None:
    ours, theirs = water("register:1108", "Арабка", 46.89), water("geonames:10951582", "Арабка", 46.92)
    theirs.names.append(NameRow("Араб", "und", "variant", ("", ""), "somebody", core=False))
    ours.names.append(NameRow("Arabka", "uk-Latn", "romanized", ("", ""), "somebody", core=False))
    assert joined(ours, theirs) == {"register:1108": "geonames:10951582"}
    assert theirs.ids == ["geonames:10951582", "register:1108"]
    assert [name.text for name in theirs.names] == ["Арабка", "Араб", "Arabka"]
    assert "register:1108" in theirs.cold


def test_a_lake_is_no_river_and_what_lies_far_off_is_another_one() -> None:
    assert joined(water("register:1", "Кругле", 46.0), water("geonames:1", "Кругле", 46.0, feature="H.LK")) == {}
    assert joined(water("register:1", "Кам'янка", 46.0), water("geonames:1", "Кам'янка", 46.5)) == {}


def test_of_two_in_reach_none_is_taken() -> None:
    both = water("geonames:1", "Біла", 46.00), water("geonames:2", "Біла", 46.08)
    assert joined(water("register:1", "Біла", 46.04), *both) == {}


def test_the_second_survey_of_the_register_has_waters_of_the_first_again() -> None:
    assert joined(water("register:545", "Ташлик", 48.19), water("register:34390", "Ташлик", 48.16)) == {
        "register:34390": "register:545"
    }
    assert joined(water("register:2272", "Совиця", 48.34), water("register:2275", "Совиця", 48.33)) == {}, (
        "two of one survey are two"
    )


def test_another_official_name_is_another_river() -> None:
    theirs = water("geonames:1", "Західна Липа", 49.5)
    theirs.names.append(NameRow("Східна Липа", "und", "variant", ("", ""), "somebody", core=False))
    assert joined(water("register:1", "Східна Липа", 49.5), theirs) == {}


def test_one_official_name_stays() -> None:
    ours, theirs = water("register:1", "Козача", 44.5, feature="H.BAY"), water("geonames:1", "Козача бухта", 44.5)
    theirs.feature = "H.BAY"
    assert joined(ours, theirs)
    assert [name.kind for name in theirs.names] == ["official", "variant"]


def test_type_words_do_not_tell_twins_apart() -> None:
    pair = (
        water("register:1", "Оскільське", 49.3, feature="H.RSV"),
        water("geonames:1", "Оскільське водосховище", 49.31),
    )
    pair[1].feature = "H.RSV"
    assert joined(*pair) == {"register:1": "geonames:1"}


def test_every_limit_of_the_table_is_no_smaller_than_the_one_inside_a_list() -> None:
    for reach in twins.reaches().values():
        assert reach.within <= reach.surveys <= reach.alone
        assert reach.within <= reach.between <= reach.alone
