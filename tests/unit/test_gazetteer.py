"""An open gazetteer: what its arguments mean and what its answers hold, over thirty places."""

from __future__ import annotations

import datetime
import math
from pathlib import Path

import pytest

import toponyms
from tests.tiny import KYIV_TABLE, compile_tiny, open_tiny, tiny_path
from toponyms import Gazetteer, Resolution, UnknownPlace, UsageError
from toponyms.records import _known_on
from toponyms.types import Name

BAKHMUT, CHASIV_YAR, NIU_YORK = "geonames:712441", "geonames:710021", "geonames:699751"
NEW_YORK, KHARKIV, SEVASTOPOL = "geonames:5128581", "geonames:706483", "geonames:694423"
KALYNOVE_DONETSK, KALYNOVE_KHARKIV = "geonames:1000020", "geonames:1000021"


def answer(found: Resolution) -> str:
    """Id of the first candidate, "" where there is none."""
    return found.candidates[0].place.id if found.candidates else ""


def ids(found: Resolution) -> list[str]:
    return [candidate.place.id for candidate in found.candidates]


# names


@pytest.mark.parametrize(
    ("text", "place", "channel"),
    [
        ("Бахмут", BAKHMUT, "exact"),
        ("бахмут", BAKHMUT, "exact"),
        ("Bakhmut", BAKHMUT, "exact"),
        ("Artyomovsk", BAKHMUT, "exact"),
        ("Nyok", NIU_YORK, "exact"),
        ("Новгородское", NIU_YORK, "exact"),
        ("Tschassiw Jar", CHASIV_YAR, "skeleton"),
        ("Czasiw Jar", CHASIV_YAR, "skeleton"),
        ("Бахмуті", BAKHMUT, "inflection"),
        ("Харкова", KHARKIV, "inflection"),
        ("Bakmhut", BAKHMUT, "fuzzy"),
        ("Kharkjivv", KHARKIV, "skeleton"),
    ],
)
def test_spellings_and_the_channel_that_finds_them(tiny: Gazetteer, text: str, place: str, channel: str) -> None:
    found = tiny.resolve(text, min_confidence=0)
    assert answer(found) == place
    assert found.candidates[0].evidence.channel == channel


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("town of Bakhmut", BAKHMUT),
        ("м. Бахмут", BAKHMUT),
        ("Bakhmut, Donetsk Oblast", BAKHMUT),
        ("Bakhmut (Donetsk region)", BAKHMUT),
        ("Artemivsk/Bakhmut", BAKHMUT),
        ("Калинове, Харківська область", KALYNOVE_KHARKIV),
        ("Калинове (Харківська обл.)", KALYNOVE_KHARKIV),
        ("Калинове, Донецька область", KALYNOVE_DONETSK),
        ("Donetsk Oblast", "geonames:709716"),
        ("Donetsk", "geonames:709717"),
        ("Novyi district of Chasiv Yar", "geonames:13043185"),
        ("Siverskyi Donets River", "geonames:693424"),
        ("Ukraine", "geonames:690791"),
    ],
)
def test_words_around_the_name(tiny: Gazetteer, text: str, place: str) -> None:
    assert answer(tiny.resolve(text)) == place


def test_what_is_no_name_is_unknown(tiny: Gazetteer) -> None:
    for text in ("qwxzzk", "", "   ", "...", "12345", "?"):
        found = tiny.resolve(text, min_confidence=0)
        assert (found.status, found.confidence, found.nil, found.candidates) == ("unknown", 0.0, 1.0, ()), text
        assert (found.place, found.candidates_total, bool(found)) == (None, 0, False)


# what an answer holds


def test_an_answer_is_whole(tiny: Gazetteer) -> None:
    found = tiny.resolve("New York")
    assert found.query == "New York"
    assert found.data_version == tiny.data_version == "tiny-1"
    assert ids(found) == [NEW_YORK, NIU_YORK]
    assert found.place == found.candidates[0].place
    assert found.confidence == found.candidates[0].confidence
    assert found.notes == ()


def test_evidence_says_which_row_matched(tiny: Gazetteer) -> None:
    evidence = tiny.resolve("Nyok").candidates[0].evidence
    assert (evidence.name.text, evidence.name.kind, evidence.name.language) == ("Nyok", "garble", "en")
    assert (evidence.name.source, evidence.form, evidence.key, evidence.cost) == ("curated", "Nyok", "nyok", 0.0)


def test_answers_compare_by_content(tiny: Gazetteer) -> None:
    assert tiny.resolve("Nyok") == tiny.resolve("Nyok")
    assert hash(tiny.resolve("Nyok")) == hash(tiny.resolve("Nyok"))
    assert tiny.resolve("Nyok") != tiny.resolve("New York")
    assert tiny.resolve("Nyok") == open_tiny().resolve("Nyok")


def test_the_threshold_makes_an_answer_ambiguous(tiny: Gazetteer) -> None:
    sure = tiny.resolve("Калинове", min_confidence=0)
    assert 0.5 < sure.confidence < 0.99
    assert sure.status == "resolved"
    unsure = tiny.resolve("Калинове", min_confidence=0.99)
    assert (unsure.status, unsure.place, bool(unsure)) == ("ambiguous", None, False)
    assert unsure.candidates == sure.candidates
    assert tiny.resolve("Калинове", min_confidence=sure.confidence).status == "resolved"


def test_no_threshold_gives_the_best_guess(tiny: Gazetteer) -> None:
    found = tiny.resolve("river Donets", min_confidence=0)
    assert found.candidates
    assert found.place == found.candidates[0].place
    assert tiny.resolve("river Donets").status == "ambiguous"


def test_limit_keeps_the_best_and_says_how_many_there_were(tiny: Gazetteer) -> None:
    every, one = tiny.resolve("New York"), tiny.resolve("New York", limit=1)
    assert every.candidates_total == one.candidates_total == 2
    assert one.candidates == every.candidates[:1]
    assert (one.confidence, one.nil) == (every.confidence, every.nil)


# constraints and preferences


@pytest.mark.parametrize("country", ["UA", "ua", " UA ", "Ukraine", "Україна", "Украина", "UKRAINE"])
def test_country_is_a_code_or_a_name(tiny: Gazetteer, country: str) -> None:
    assert ids(tiny.resolve("New York", country=country)) == [NIU_YORK]


def test_country_is_a_constraint(tiny: Gazetteer) -> None:
    assert answer(tiny.resolve("New York", country="US")) == NEW_YORK
    assert tiny.resolve("Bakhmut", country="US").status == "unknown"


@pytest.mark.parametrize(("country", "close"), [("Ukrain", "Ukraine"), ("Rusia", "Russia"), ("united state", "United")])
def test_an_unknown_country_names_the_close_ones(tiny: Gazetteer, country: str, close: str) -> None:
    with pytest.raises(UsageError, match=rf"unknown country '{country}'.*Did you mean .*{close}"):
        tiny.resolve("Bakhmut", country=country)


def test_every_country_that_a_place_lies_in_satisfies(tiny: Gazetteer) -> None:
    for country in ("UA", "RU"):
        found = tiny.resolve("Donbas", country=country)
        assert answer(found) == "toponyms:donbas"
        assert found.notes == ()
    assert found.place is not None
    assert (found.place.country, found.place.countries) == ("UA", ("UA", "RU"))


def test_a_claim_satisfies_with_a_note(tiny: Gazetteer) -> None:
    found = tiny.resolve("Sevastopol", country="RU")
    assert answer(found) == SEVASTOPOL
    assert found.notes == ("the place lies in UA; RU claims it",)
    assert found.place is not None
    assert (found.place.country, found.place.claimed_by) == ("UA", ("RU",))
    assert tiny.resolve("Sevastopol", country="UA").notes == ()


def test_within_takes_a_name_an_id_or_a_place(tiny: Gazetteer) -> None:
    for oblast, place in (("geonames:709716", KALYNOVE_DONETSK), ("geonames:706482", KALYNOVE_KHARKIV)):
        unit = tiny.place(oblast)
        for within in (unit, unit.id, unit.name, str(unit.name_in("uk"))):
            found = tiny.resolve("Калинове", within=within)
            assert ids(found) == [place], within
            assert found.notes == ()


def test_within_is_a_constraint(tiny: Gazetteer) -> None:
    assert tiny.resolve("Bakhmut", within="Kharkiv Oblast").status == "unknown"
    assert answer(tiny.resolve("Bakhmut", within="Ukraine")) == BAKHMUT


def test_within_that_means_nothing_is_noted_and_not_used(tiny: Gazetteer) -> None:
    found = tiny.resolve("Bakhmut", within="Qwxzzkland")
    assert answer(found) == BAKHMUT
    assert found.notes == ("within='Qwxzzkland' names no place known here and was not used",)


def test_a_parent_in_the_text_that_means_nothing_is_noted(tiny: Gazetteer) -> None:
    found = tiny.resolve("Bakhmut, Qwxzzkland", min_confidence=0)
    assert answer(found) == BAKHMUT
    assert any("Qwxzzkland" in note for note in found.notes)
    assert found.confidence < tiny.resolve("Bakhmut").confidence, "words that explain nothing cost confidence"


def test_a_place_of_another_gazetteer_is_found_by_its_id(tiny: Gazetteer, tmp_path: Path) -> None:
    other = Gazetteer.open(compile_tiny(tmp_path, ua_kyiv=KYIV_TABLE))
    assert ids(tiny.resolve("Калинове", within=other.place("geonames:709716"))) == [KALYNOVE_DONETSK]
    with pytest.raises(UnknownPlace, match="geonames:703448"):
        tiny.resolve("Калинове", within=other.place("geonames:703448"))


def test_near_is_a_preference(tiny: Gazetteer) -> None:
    by_kharkiv = tiny.resolve("Калинове", near=(49.9, 36.5))
    by_bakhmut = tiny.resolve("Калинове", near=tiny.place(BAKHMUT))
    assert ids(by_kharkiv) == [KALYNOVE_KHARKIV, KALYNOVE_DONETSK]
    assert ids(by_bakhmut) == [KALYNOVE_DONETSK, KALYNOVE_KHARKIV]
    assert answer(tiny.resolve("Bakhmut", near=(-18.0, 178.0))) == BAKHMUT
    assert tiny.resolve("New York", near=(48.3, 37.8), min_confidence=0).candidates_total == 2


def test_kind_is_a_constraint(tiny: Gazetteer) -> None:
    assert answer(tiny.resolve("Donetsk", kind="settlement")) == "geonames:709717"
    assert ids(tiny.resolve("Donetsk", kind="admin")) == ["geonames:709716"]
    assert tiny.resolve("Bakhmut", kind="water").status == "unknown"
    with pytest.raises(UsageError, match=r"unknown kind 'setlement'.*Did you mean settlement"):
        tiny.resolve("Bakhmut", kind="setlement")


@pytest.mark.parametrize("as_of", ["2015", "2015-06", "2015-06-01", datetime.date(2015, 6, 1)])
def test_as_of_prefers_the_name_in_force(tiny: Gazetteer, as_of: str | datetime.date) -> None:
    for text in ("Артемівськ", "Бахмут"):
        for candidate in tiny.resolve(text, as_of=as_of, min_confidence=0).candidates:
            values = {feature.name: feature.value for feature in candidate.evidence.features}
            assert values.get("out_of_date", 0.0) == (1.0 if candidate.evidence.name.text == "Бахмут" else 0.0), text
    assert tiny.resolve("Артемівськ", as_of=as_of).nil < tiny.resolve("Артемівськ", as_of="2020").nil


def test_as_of_decides_between_places_whose_names_moved(tiny: Gazetteer) -> None:
    former = {one.place.id: one.confidence for one in tiny.resolve("Артемівськ", as_of="1930").candidates}
    assert set(former) == {BAKHMUT, "geonames:1000022"}
    assert former[BAKHMUT] > 0.9, "in 1930 only one of the two towns had the name"


def test_the_name_of_a_day(tiny: Gazetteer) -> None:
    town = tiny.place(BAKHMUT)
    assert (town.name, town.name_at("2015-06-01"), town.name_at(datetime.date(2024, 1, 1))) == (
        "Bakhmut",
        "Artemivsk",
        "Bakhmut",
    )
    assert town.name_at("1800") == "Bakhmut", "what is not known is not made up"
    assert [str(town.name_in("uk", as_of)) for as_of in ("2015", "2020")] == ["Артемівськ", "Бахмут"]
    assert str(town.name_in("ru", "2015")) == "Артёмовск"
    with pytest.raises(UsageError, match="as_of takes a date"):
        town.name_at("last year")


@pytest.mark.parametrize("order", [1, -1])
def test_the_name_of_a_day_is_the_states_romanization(order: int) -> None:
    spellings = [("Artemivs'k", "en"), ("Artemivsk", "uk-Latn")][::order]
    names = [Name(text, language, "former", "1924", "2016-02-04", "wof") for text, language in spellings]
    known = _known_on(names, "2015-06-01")
    assert known is not None
    assert known.text == "Artemivsk"
    assert _known_on(names, "2017") is None


def test_a_name_ends_within_the_month_that_is_known(tiny: Gazetteer) -> None:
    donetsk = tiny.place("geonames:709717")
    assert [str(donetsk.name_in("uk", as_of)) for as_of in ("1924", "1924-12-31", "1925")] == [
        "Юзівка",
        "Юзівка",
        "Донецьк",
    ]
    assert donetsk.name_at("1930") == "Stalino"


def test_candidates_show_the_name_of_the_day(tiny: Gazetteer) -> None:
    then = tiny.resolve("Артёмовск", as_of="2015-06-01", within="Donetsk Oblast")
    assert then.as_of == "2015-06-01"
    assert then.candidates[0].name_then == "Artemivsk"
    assert then.candidates[0].place.name == "Bakhmut"
    assert "named on 2015-06-01: Artemivsk" in then.explain()
    assert then.to_dict()["candidates"][0]["name_then"] == "Artemivsk"
    now = tiny.resolve("Артёмовск", within="Donetsk Oblast")
    assert (now.as_of, now.candidates[0].name_then) == ("", "")
    assert "named on" not in now.explain()
    assert tiny.resolve("qwxzzk", as_of="2015").as_of == "2015"


def test_what_a_source_notes_on_a_name(tiny: Gazetteer) -> None:
    answer = tiny.resolve("Nyok")
    found = answer.candidates[0]
    assert found.place.note_on(found.evidence.name) == "misheard in a broadcast"
    assert "note:      misheard in a broadcast" in answer.explain()
    town = tiny.place(BAKHMUT)
    former = town.name_in("uk", as_of="2015")
    assert former is not None
    assert town.note_on(former) == ""
    assert "note:" not in tiny.resolve("Артемівськ").explain()


def test_a_spelling_has_the_note_of_the_claim_that_dates_it(tmp_path: Path) -> None:
    table = KYIV_TABLE + (
        "geonames:703448\tname\tМагдебург\tuk\tformer\t\t1700-01-02\ttiny\t\trenamed by an act\n"
        "geonames:703448\tname\tMagdeburg\tund\tvariant\t\t\ttiny\t\t\n"
    )
    gazetteer = Gazetteer.open(compile_tiny(tmp_path, ua_kyiv=table))
    kyiv = gazetteer.place("geonames:703448")
    notes = {(name.text, name.kind): kyiv.note_on(name) for name in kyiv.names}
    assert notes["Магдебург", "former"] == notes["Magdeburg", "former"] == notes["Mahdeburh", "former"]
    assert notes["Магдебург", "former"] == "renamed by an act"
    assert notes["Kyiv", "official"] == ""


@pytest.mark.parametrize("as_of", ["", "15", "2015-6", "2015-13", "June 2015", 2015.5, "2015-06-01T00:00"])
def test_a_date_that_is_none(tiny: Gazetteer, as_of: str) -> None:
    with pytest.raises(UsageError, match="as_of takes a date"):
        tiny.resolve("Bakhmut", as_of=as_of)


@pytest.mark.parametrize(
    "near",
    [
        5,
        "",
        "near",
        "48",
        b"48",
        (1,),
        (1, 2, 3),
        ("a", "b"),
        (91, 0),
        (0, 181),
        (math.nan, 0.0),
        (0.0, math.inf),
        object(),
    ],
)
def test_a_point_that_is_none(tiny: Gazetteer, near: object) -> None:
    with pytest.raises(UsageError, match=r"point|latitude"):
        tiny.resolve("Bakhmut", near=near)  # type: ignore[arg-type]


@pytest.mark.parametrize("arguments", [{"limit": 0}, {"limit": -1}, {"limit": 2.5}, {"limit": "3"}, {"limit": None}])
def test_a_limit_that_is_none(tiny: Gazetteer, arguments: dict[str, object]) -> None:
    with pytest.raises(UsageError, match="limit"):
        tiny.resolve("Bakhmut", **arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize("threshold", [-0.1, 1.1, math.nan, None, "0.5", [], b"1"])
def test_a_threshold_that_is_none(tiny: Gazetteer, threshold: object) -> None:
    with pytest.raises(UsageError, match="min_confidence"):
        tiny.resolve("Bakhmut", min_confidence=threshold)  # type: ignore[arg-type]


# many


def test_many_answers_are_the_single_ones(tiny: Gazetteer) -> None:
    names = ["Nyok", "New York", "qwxzzk", "Nyok", "Калинове", ""]
    for arguments in ({}, {"country": "UA"}, {"within": "Donetsk Oblast", "min_confidence": 0.9, "limit": 1}):
        assert list(tiny.resolve_many(names, **arguments)) == [tiny.resolve(name, **arguments) for name in names]


def test_many_is_lazy_and_takes_any_iterable(tiny: Gazetteer) -> None:
    def names() -> object:
        yield "Nyok"
        raise RuntimeError("asked for too much")

    answers = tiny.resolve_many(names())  # type: ignore[arg-type]
    assert answer(next(answers)) == NIU_YORK
    with pytest.raises(RuntimeError, match="too much"):
        next(answers)


def test_many_of_one_text_is_an_error(tiny: Gazetteer) -> None:
    with pytest.raises(UsageError, match=r"resolve\(\) takes one"):
        list(tiny.resolve_many("Nyok"))


# places


def test_a_place_has_what_its_claims_say(tiny: Gazetteer) -> None:
    place = tiny.place("katottg:UA14020110050044480")
    assert place == tiny.place(NIU_YORK)
    assert (place.id, place.name, place.kind, place.admin_level, place.feature) == (
        NIU_YORK, "Niu-York", "settlement", 0, "P.PPL",
    )  # fmt: skip
    assert (place.lat, place.lon, place.position_kind, place.uncertainty_km) == (48.3301, 37.8362, "mapped", 1.0)
    assert (place.population, place.extent, place.valid_from, place.valid_to) == (10069, None, "", "")
    assert place.ids == {"geonames": "699751", "katottg": "UA14020110050044480"}
    assert [parent.name for parent in place.parents] == ["Bakhmut Raion", "Donetsk Oblast", "Ukraine"]
    assert place.data_version == "tiny-1"


def test_names_carry_language_kind_dates_and_source(tiny: Gazetteer) -> None:
    names = {(name.text, name.language): name for name in tiny.place(NIU_YORK).names}
    current, former = names["Нью-Йорк", "uk"], names["Новгородське", "uk"]
    assert (current.kind, current.valid_from, current.valid_to, current.source) == (
        "official",
        "2021-07-01",
        "",
        "tiny",
    )
    assert (former.kind, former.valid_from, former.valid_to) == ("former", "1951", "2021-07-01")
    assert names["Niu-York", "uk-Latn"].kind == "romanized"
    assert names["Nyok", "en"].kind == "garble"


def test_the_name_in_a_language_on_a_day(tiny: Gazetteer) -> None:
    place = tiny.place(NIU_YORK)
    assert str(place.name_in("uk")) == "Нью-Йорк"
    assert str(place.name_in("uk", "2000")) == "Новгородське"
    assert str(place.name_in("uk", as_of="2022")) == "Нью-Йорк"
    assert str(tiny.place(BAKHMUT).name_in("ru", "2000")) == "Артёмовск"
    assert place.name_in("ka") is None
    assert str(place.name_in("en")) == "New York", "a garble is never shown as a name"


def test_estimates_units_and_ended_units_say_so(tiny: Gazetteer) -> None:
    estimate = tiny.place("katottg:UA14020110070099999")
    assert (estimate.position_kind, estimate.uncertainty_km, estimate.population) == ("estimate", 17.0, None)
    oblast, ended = tiny.place("iso:UA-14"), tiny.place("geonames:1000011")
    assert (oblast.kind, oblast.admin_level, oblast.position_kind) == ("admin", 1, "centre")
    assert oblast.extent is not None
    west, south, east, north = oblast.extent
    assert west <= 37.80224 <= east
    assert south <= 48.59441 <= north
    assert (ended.valid_from, ended.valid_to) == ("1938", "2016")


@pytest.mark.parametrize("identifier", ["geonames:1", "geonames:", "Bakhmut", "", "712441", "GEONAMES:712441"])
def test_an_unknown_id_raises(tiny: Gazetteer, identifier: str) -> None:
    with pytest.raises(UnknownPlace, match="no place has the id") as raised:
        tiny.place(identifier)
    assert isinstance(raised.value, LookupError)


def test_an_id_without_namespace_says_what_to_do(tiny: Gazetteer) -> None:
    with pytest.raises(UnknownPlace, match="namespace"):
        tiny.place("Bakhmut")


@pytest.mark.parametrize("identifier", [None, 712441, b"geonames:712441"])
def test_an_id_of_another_type_is_an_error(tiny: Gazetteer, identifier: object) -> None:
    with pytest.raises(UsageError, match="takes an id"):
        tiny.place(identifier)  # type: ignore[arg-type]


def test_claims_keep_what_lost_and_what_was_noted(tiny: Gazetteer) -> None:
    claims = tiny._claims_of(tiny.place(NIU_YORK)._row)
    assert any("misheard in a broadcast" in claim for claim in claims)
    assert "position" in {claim.split("\t")[0] for claim in claims}


# the gazetteer itself


def test_a_gazetteer_is_a_collection_of_places(tiny: Gazetteer) -> None:
    places = list(tiny)
    assert len(places) == len(tiny) == int(tiny.meta["places"])
    assert len({place.id for place in places}) == len(places)
    assert [tiny.place(place.id) for place in places] == places
    assert f"places={len(tiny)}" in repr(tiny)
    assert tiny.path == str(tiny_path())


def test_an_unrelated_place_changes_nothing(tiny: Gazetteer, tmp_path: Path) -> None:
    more = Gazetteer.open(compile_tiny(tmp_path, ua_kyiv=KYIV_TABLE))
    assert len(more) == len(tiny) + 1
    assert answer(more.resolve("Київ")) == "geonames:703448"
    assert tiny.resolve("Київ").status == "unknown"
    names = ["Nyok", "New York", "Калинове", "Бахмуті", "Bakmhut", "Donetsk region", "Tschassiw Jar", "qwxzzk", "Nuuk"]
    for name in names:
        for arguments in ({}, {"country": "UA"}, {"within": "Donetsk Oblast"}, {"near": (48.0, 37.0)}):
            before, after = tiny.resolve(name, **arguments), more.resolve(name, **arguments)
            assert ids(before) == ids(after), name
            assert before.confidence == pytest.approx(after.confidence, abs=1e-12)
            assert before.nil == pytest.approx(after.nil, abs=1e-12)
            assert [one.evidence for one in before.candidates] == [one.evidence for one in after.candidates]
            assert before.explain() == after.explain()


def test_a_gazetteer_closes_with_its_block() -> None:
    with open_tiny() as gazetteer:
        place, found = gazetteer.place(NIU_YORK), gazetteer.resolve("New York")
        kept = found.candidates
    gazetteer.close()
    assert place.name == "Niu-York", "what was read is kept"
    assert found.candidates == kept
    assert found.status == "resolved"


def test_a_closed_gazetteer_says_so() -> None:
    gazetteer = open_tiny()
    place, found = gazetteer.place(NIU_YORK), gazetteer.resolve("New York")
    gazetteer.close()
    gazetteer.close()
    for ask in (
        lambda: gazetteer.resolve("Nyok"),
        lambda: gazetteer.place(NIU_YORK),
        lambda: gazetteer.nearest(48.5, 37.9),
        lambda: list(gazetteer),
        lambda: place.names,
        lambda: place.parents,
        lambda: found.candidates,
    ):
        with pytest.raises(UsageError, match="closed"):
            ask()


def test_module_functions_ask_the_gazetteer_in_use(tiny: Gazetteer) -> None:
    with toponyms.use(tiny):
        assert toponyms.resolve("Nyok", country="UA") == tiny.resolve("Nyok", country="UA")
        assert list(toponyms.resolve_many(["Nyok"], kind="settlement")) == [tiny.resolve("Nyok", kind="settlement")]
        assert toponyms.place(NIU_YORK) == tiny.place(NIU_YORK)
        assert toponyms.nearest(48.59, 37.83) == tiny.nearest(48.59, 37.83)
        assert toponyms.data_version == "tiny-1"
