"""What compiling adds: canonical and romanized names, names without their type word, prominence, extents."""

from __future__ import annotations

import pytest

from toponyms.build import derive
from toponyms.build.entries import Entry, NameRow
from toponyms.build.rules import Rules
from toponyms.errors import BuildError


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules.load()


def entry(place: str = "geonames:1", kind: str = "settlement", level: int = 0, **fields: object) -> Entry:
    made = Entry(place)
    made.kind, made.level, made.countries = kind, level, ["UA"]
    for field, value in fields.items():
        setattr(made, field, value)
    return made


def name(text: str, language: str = "uk", kind: str = "official") -> NameRow:
    return NameRow(text, language, kind, ("", ""), "somebody", core=False)


def texts(made: Entry) -> dict[str, tuple[str, str, bool]]:
    return {one.text: (one.language, one.kind, one.core) for one in made.names}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"official": "Бахмут", "settled": "Bakhmut City", "heading": "Artemivsk"}, "Bakhmut City"),
        ({"official": "Згурівка", "heading": "Zgurivka"}, "Zghurivka"),
        ({"official": "Бахмут", "heading": "Bachmut", "countries": ["PL", "UA"]}, "Bachmut"),
        ({"heading": "Bachmut", "countries": ["PL"]}, "Bachmut"),
        ({"names": [name("Anything", "en", "variant")]}, "Anything"),
        ({}, "geonames:1"),
    ],
)
def test_the_canonical_name(rules: Rules, fields: dict[str, object], expected: str) -> None:
    assert derive.canonical_name(entry(**fields), rules.romanize) == expected


def test_official_ukrainian_names_are_romanized(rules: Rules) -> None:
    made = entry(names=[name("Згурівка"), name("Чистопілля", kind="former"), name("Згуровка", "ru", "exonym")])
    derive.add_romanized(made, rules.romanize)
    assert texts(made)["Zghurivka"] == ("uk-Latn", "romanized", False)
    assert len(made.names) == 4, "former names of unknown time and other languages are not"
    assert made.names[-1].source == derive.UKRAINIAN_SCHEME
    derive.add_romanized(made, rules.romanize)
    assert len(made.names) == 4, "a second time adds nothing"


def test_short_names_of_units_are_romanized_as_such(rules: Rules) -> None:
    made = entry(kind="admin", level=1, names=[name("Харківщина", kind="nickname")])
    derive.add_romanized(made, rules.romanize)
    assert texts(made)["Kharkivshchyna"] == ("uk-Latn", "nickname", False), "not the village of that name"


def test_former_names_whose_time_is_known_are_romanized(rules: Rules) -> None:
    dated = NameRow("Артемівськ", "uk", "former", ("1924", "2016-02-04"), "somebody", core=False)
    made = entry(
        names=[name("Бахмут"), NameRow("Бахмут", "uk", "official", ("2016-02-04", ""), "curated", False), dated]
    )
    derive.add_romanized(made, rules.romanize)
    added = {(one.text, one.kind, one.dates) for one in made.names[3:]}
    assert added == {("Bakhmut", "romanized", ("2016-02-04", "")), ("Artemivsk", "former", ("1924", "2016-02-04"))}


def test_names_abroad_are_not_romanized(rules: Rules) -> None:
    made = entry(names=[name("Перемишль")], countries=["PL"])
    derive.add_romanized(made, rules.romanize)
    assert list(texts(made)) == ["Перемишль"]


def test_the_dates_of_a_name_are_those_of_its_romanization(rules: Rules) -> None:
    made = entry(names=[NameRow("Бахмут", "uk", "official", ("2016-02-04", ""), "somebody", core=False)])
    derive.add_romanized(made, rules.romanize)
    assert made.names[1].dates == ("2016-02-04", "")


def test_units_are_found_without_their_type_word(rules: Rules) -> None:
    made = entry(kind="admin", level=1, heading="Donetsk Oblast",
                 names=[name("Donetsk Oblast", "en"), name("Донецька область")])  # fmt: skip
    derive.add_cores(made, rules.words, rules.keys.exact)
    found = texts(made)
    assert found["Donetsk"] == ("en", "official", True)
    assert found["Донецька"] == ("uk", "official", True)
    assert not found["Donetsk Oblast"][2]


@pytest.mark.parametrize("kind", ["settlement", "part", "country"])
def test_the_type_word_of_a_town_is_part_of_its_name(rules: Rules, kind: str) -> None:
    made = entry(kind=kind, names=[name("New York City", "en")])
    derive.add_cores(made, rules.words, rules.keys.exact)
    assert list(texts(made)) == ["New York City"]


def test_garbles_have_no_core(rules: Rules) -> None:
    made = entry(kind="admin", level=1, names=[name("Donuts Oblast", "en", "garble")])
    derive.add_cores(made, rules.words, rules.keys.exact)
    assert list(texts(made)) == ["Donuts Oblast"]


def test_a_name_that_is_there_is_not_added(rules: Rules) -> None:
    made = entry(kind="water", names=[name("River Seym", "en"), name("Seym", "en", "variant")])
    derive.add_cores(made, rules.words, rules.keys.exact)
    assert list(texts(made)) == ["River Seym", "Seym"]


def test_a_river_is_known_as_far_as_it_flows(rules: Rules) -> None:
    table = rules.weights["prominence"]
    brook, desna, dnipro = (
        derive.prominence(entry(kind="water", feature="H.STM", extent=extent), table)
        for extent in (None, (30.5, 50.5, 34.0, 54.5), (30.0, 46.5, 35.5, 56.0))
    )
    assert brook == table["H.STM"] < desna < dnipro


def test_prominence_grows_with_inhabitants_and_languages(rules: Rules) -> None:
    table = rules.weights["prominence"]
    small, large = (derive.prominence(entry(population=count), table) for count in (400, 40_000))
    known = derive.prominence(entry(population=400, names=[name("A"), name("B"), name("C")]), table)
    assert small < known < large
    capital = derive.prominence(entry(population=40_000, feature="P.PPLC"), table)
    assert capital == pytest.approx(large + table["capital"])


def test_a_table_of_translations_makes_no_place_known(rules: Rules) -> None:
    plain = entry(names=[name("Бахмут")], population=1000)
    translated = entry(names=[name("Бахмут")], population=1000)
    translated.names += [NameRow(f"B{n}", "pl", "variant", ("", ""), derive.TRANSLATED, core=False) for n in range(9)]
    table = rules.weights["prominence"]
    assert derive.prominence(plain, table) == derive.prominence(translated, table)


def test_a_wide_region_is_better_known_than_a_narrow_one(rules: Rules) -> None:
    table = rules.weights["prominence"]
    wide, narrow = (
        derive.prominence(entry(kind="region", feature="L.RGN", extent=box, names=[name("Край")]), table)
        for box in ((13.4, 35.8, 29.7, 46.9), (24.0, 48.0, 24.5, 48.5))
    )
    assert wide > narrow + 1.0


def test_a_unit_abroad_is_the_better_known_the_more_people_live_in_it(rules: Rules) -> None:
    units = [entry(f"geonames:{n}", "admin", 1, feature="A.ADM1", names=[name("Край")]) for n in (1, 2)]
    towns = [
        entry("geonames:3", parent="geonames:1", population=5_000_000, names=[name("Місто")]),
        entry("geonames:4", parent="geonames:2", population=50_000, names=[name("Місто")]),
    ]
    entries = [*units, *towns]
    derive.weigh_units(entries, {made.id: row for row, made in enumerate(entries)}, rules.weights["prominence"])
    assert units[0].prominence > 0.0 > units[1].prominence


def test_what_has_no_count_has_that_of_its_kind(rules: Rules) -> None:
    table = rules.weights["prominence"]
    assert derive.prominence(entry(feature="P.PPL"), table) == table["settlement"]
    assert derive.prominence(entry(feature="P.PPL katottg:M"), table) == table["katottg:M"]
    assert derive.prominence(entry(kind="admin", level=2, feature="A.ADM2"), table) == table["admin2"]


def test_units_without_an_extent_get_the_box_of_their_places() -> None:
    oblast, raion = entry("geonames:1", "admin", 1), entry("geonames:2", "admin", 2, parent="geonames:1")
    towns = [
        entry("geonames:3", parent="geonames:2", lat=48.0, lon=37.0),
        entry("geonames:4", parent="geonames:2", lat=49.0, lon=38.0),
        entry("geonames:5", parent="geonames:1", lat=47.0, lon=39.0),
        entry("geonames:6", "part", parent="geonames:3", lat=48.1, lon=36.9),
    ]
    entries = [oblast, raion, *towns]
    derive.add_extents(entries, {one.id: row for row, one in enumerate(entries)})
    assert raion.extent == (36.9, 48.0, 38.0, 49.0)
    assert oblast.extent == (36.9, 47.0, 39.0, 49.0)
    assert all(town.extent is None for town in towns)


def test_an_extent_of_a_source_stays() -> None:
    raion = entry("geonames:2", "admin", 2, extent=(1.0, 2.0, 3.0, 4.0))
    town = entry("geonames:3", parent="geonames:2", lat=48.0, lon=37.0)
    derive.add_extents([raion, town], {"geonames:2": 0, "geonames:3": 1})
    assert raion.extent == (1.0, 2.0, 3.0, 4.0)


def test_a_box_around_the_date_line_says_nothing() -> None:
    fiji = entry("geonames:2", "country")
    towns = [
        entry(f"geonames:{row}", parent="geonames:2", lat=-17.0, lon=lon) for row, lon in ((3, 178.0), (4, -179.0))
    ]
    entries = [fiji, *towns]
    derive.add_extents(entries, {one.id: row for row, one in enumerate(entries)})
    assert fiji.extent is None


def test_parents_in_a_circle_end() -> None:
    ring = [entry("geonames:1", "admin", 1, parent="geonames:2"), entry("geonames:2", "admin", 2, parent="geonames:1")]
    town = entry("geonames:3", parent="geonames:1", lat=1.0, lon=1.0)
    derive.add_extents([*ring, town], {"geonames:1": 0, "geonames:2": 1, "geonames:3": 2})
    assert ring[0].extent == ring[1].extent == (1.0, 1.0, 1.0, 1.0)


def test_a_place_without_a_name_is_an_error(rules: Rules) -> None:
    with pytest.raises(BuildError, match="geonames:1 has no name"):
        derive.complete([entry()], rules.words, rules.keys.exact, rules.romanize, rules.weights["prominence"])


def test_maps_leave_the_word_river_out_of_ordinary_words(rules: Rules) -> None:
    exact = rules.keys.exact
    made = entry(kind="water", feature="H.STM", names=[name("White", "und"), name("Volga", "und")])
    derive.add_cores(made, rules.words, exact)
    assert [one.text for one in made.names] == ["White River", "Volga"]


def test_an_ordinary_word_alone_is_no_sea_and_a_district_is_not_called_as_a_river(rules: Rules) -> None:
    sea = entry(kind="water", feature="H.SEA", names=[name("Black Sea", "en")])
    district = entry(kind="admin", level=2, names=[name("Salmon River", "en")])
    kerch = entry(kind="water", feature="H.STRT", names=[name("Kerch Strait", "en")])
    for made in (sea, district, kerch):
        derive.add_cores(made, rules.words, rules.keys.exact)
    assert [len(made.names) for made in (sea, district, kerch)] == [1, 1, 2]


def test_waters_that_several_languages_and_lists_name_are_known(rules: Rules) -> None:
    table = rules.weights["prominence"]
    brook = entry(kind="water", feature="H.STM", names=[name("Оскіл")])
    known = entry(kind="water", feature="H.STM", names=[name("Оскіл"), name("Oskoł", "pl"), name("Оскол", "ru")])
    both = entry(kind="water", feature="H.STM", names=[name("Оскіл")])
    both.ids = ["geonames:1", "register:1"]
    plain, tongues, lists = (derive.prominence(made, table) for made in (brook, known, both))
    assert plain < lists < tongues
