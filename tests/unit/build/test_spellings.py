"""Untold names: spellings of the place's own name, names of other make, names of neighbours."""

from __future__ import annotations

from toponyms.build.entries import Entry, NameRow
from toponyms.build.spellings import NEIGHBOUR, drop_neighbours, settle_spellings
from toponyms.index.keys import KeyRules

CYRILLIC = frozenset({"UA", "RU"})


def row(text: str, language: str, kind: str, dates: tuple[str, str] = ("", "")) -> NameRow:
    return NameRow(text, language, kind, dates, "somebody", core=False)


def entry(place: str, *names: NameRow, country: str = "UA", population: int | None = None, parent: str = "o") -> Entry:
    made = Entry(place)
    made.names, made.countries, made.kind = list(names), [country], "settlement"
    made.population, made.parent = population, parent
    return made


def oblast(place: str = "o") -> Entry:
    made = Entry(place)
    made.kind, made.level = "admin", 1
    return made


def kinds(made: Entry) -> dict[str, str]:
    return {name.text: name.kind for name in made.names}


def test_latin_spellings_of_a_name_in_force_are_romanized(keys: KeyRules) -> None:
    made = entry(
        "a",
        row("Вовчанськ", "uk", "official"),
        row("Волчанск", "ru", "exonym"),
        row("Volchansk", "und", "variant"),
        row("Woltschansk", "und", "variant"),
        row("Вовчанське", "uk", "variant"),
        row("Volch'ya", "und", "variant"),
        row("Vovchansk", "pl", "garble"),
    )
    assert settle_spellings([made], keys, CYRILLIC, str) == 2
    assert kinds(made) == {
        "Вовчанськ": "official",
        "Волчанск": "exonym",
        "Volchansk": "romanized",
        "Woltschansk": "romanized",
        "Вовчанське": "variant",
        "Volch'ya": "variant",
        "Vovchansk": "garble",
    }


def test_under_a_latin_heading_cyrillic_spellings_are_the_place_s_own(keys: KeyRules) -> None:
    made = entry("a", row("Korenëvo", "und", "official"), row("Коренёво", "ru", "variant"), country="RU")
    assert settle_spellings([made], keys, CYRILLIC, str) == 1
    assert kinds(made)["Коренёво"] == "endonym"


def test_curated_names_keep_the_kind_that_was_reviewed(keys: KeyRules) -> None:
    name = row("Oskol", "en", "variant")
    name.source = "curated"
    assert settle_spellings([entry("a", row("Оскіл", "uk", "official"), name)], keys, CYRILLIC, str) == 0


def test_in_ukraine_what_has_no_official_name_gets_none(keys: KeyRules) -> None:
    made = entry("a", row("Chuhuieva", "und", "official"), row("Чугуєва", "uk", "variant"), country="UA")
    assert settle_spellings([made], keys, CYRILLIC, str) == 0


def test_spellings_of_former_names_and_of_other_lands_stay_untold(keys: KeyRules) -> None:
    former = entry("a", row("Горішні Плавні", "uk", "official"), row("Комсомольськ", "uk", "former", ("", "2016")))
    former.names.append(row("Komsomolsk", "und", "variant"))
    abroad = entry("b", row("Munchen", "und", "official"), row("München", "und", "variant"), country="DE")
    assert settle_spellings([former, abroad], keys, CYRILLIC, str) == 0


def test_a_city_does_not_bear_the_name_of_the_village_beside_it(keys: KeyRules) -> None:
    city = entry("a", row("Донецьк", "uk", "official"), row("Олександрівка", "uk", "variant"), population=900_000)
    city.names.append(row("Donetske", "und", "variant"))
    village = entry("b", row("Олександрівка", "uk", "official"), population=1_600)
    assert drop_neighbours([oblast(), city, village], keys, CYRILLIC) == 1
    assert [name.text for name in city.names] == ["Донецьк", "Donetske"]
    assert city.cold.split("\t")[:4] == ["name", "Олександрівка", "uk", "variant"]
    assert NEIGHBOUR in city.cold, "the claim is kept, as lost"


def test_names_stay_that_nobody_near_or_nobody_smaller_bears(keys: KeyRules) -> None:
    name = row("Олександрівка", "uk", "variant")
    city = entry("a", row("Донецьк", "uk", "official"), name, population=900_000)
    far = entry("b", row("Олександрівка", "uk", "official"), population=1_600, parent="p")
    assert drop_neighbours([oblast(), oblast("p"), city, far], keys, CYRILLIC) == 0
    town = entry("c", row("Олександрівка", "uk", "official"), population=400_000)
    assert drop_neighbours([oblast(), city, town], keys, CYRILLIC) == 0
    former = entry("d", row("Олександрівка", "uk", "former", ("", "2016")), population=10)
    assert drop_neighbours([oblast(), city, former], keys, CYRILLIC) == 0


def test_a_spelling_of_its_own_name_is_no_neighbour_s(keys: KeyRules) -> None:
    town = entry("a", row("Кам'янське", "uk", "official"), row("Kamyanske", "und", "variant"), population=200_000)
    village = entry("b", row("Kamyanske", "uk-Latn", "romanized"), population=100)
    assert drop_neighbours([oblast(), town, village], keys, CYRILLIC) == 0


def test_the_official_latin_name_is_no_list_s(keys: KeyRules) -> None:
    made = entry("a", row("Торецьк", "uk", "official"), row("Toretsk", "en", "variant"), row("Torezk", "de", "variant"))
    assert settle_spellings([made], keys, CYRILLIC, lambda text: "Toretsk") == 1
    assert kinds(made)["Toretsk"] == "variant"
