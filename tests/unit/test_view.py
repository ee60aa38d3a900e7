from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toponyms
from toponyms.matching.hits import CHANNELS
from toponyms.matching.score import FEATURES
from toponyms.types import NAME_KINDS, Candidate, Evidence, Feature, Name, Place, Resolution
from toponyms.view import (
    address,
    explain,
    place_dict,
    place_feature,
    place_html,
    place_words,
    printable,
    probability,
    resolution_dict,
    resolution_html,
    sentence,
)
from toponyms.view.chart import HEIGHT, WIDTH, place_map
from toponyms.view.sentence import EDITS, in_words

HOSTILE = "<script>alert('&\"')</script>\x1b[31m\u202e\x00\ud800]]>"

ANSWERS = {
    "resolved": ("Nyok", {"country": "UA"}),
    "several": ("New York", {}),
    "ambiguous": ("Mykolaivka", {"country": "UA"}),
    "unknown": ("qwxzzk", {}),
    "notes": ("Nyok", {"within": "Nowhereland of Qwxzzk"}),
    "fuzzy": ("Kramatorsck", {"country": "UA"}),
    "former": ("Артёмовск", {"within": "Донецкая область", "as_of": "2015-06-01"}),
    "empty": ("", {}),
}
PLACES = {
    "settlement": "geonames:699751",
    "capital": "geonames:703448",
    "unit": "geonames:709716",
    "country": "geonames:690791",
    "over the antimeridian": "geonames:2205218",
}


@pytest.fixture(params=list(ANSWERS))
def answer(request: pytest.FixtureRequest) -> Resolution:
    text, hints = ANSWERS[request.param]
    return toponyms.resolve(text, **hints)


@pytest.fixture(params=list(PLACES))
def place(request: pytest.FixtureRequest) -> Place:
    return toponyms.place(PLACES[request.param])


def hostile_place() -> Place:
    return replace(toponyms.place(PLACES["settlement"]), name=HOSTILE, feature=HOSTILE, countries=(HOSTILE,))


def hostile_answer() -> Resolution:
    name = Name(HOSTILE, HOSTILE, "garble", HOSTILE, HOSTILE, HOSTILE)
    feature = Feature("cost", 1.0, -2.0, HOSTILE)
    candidate = Candidate(hostile_place(), 0.4, Evidence(HOSTILE, HOSTILE, name, HOSTILE, 1.5, (feature,)))
    answer = toponyms.resolve("Nyok", country="UA")
    return replace(answer, query=HOSTILE, status="ambiguous", notes=(HOSTILE,), _built=[(candidate,)])


def tree(html: str) -> ElementTree.Element:
    """The elements of HTML that is well-formed XML too, as ours is."""
    return ElementTree.fromstring(html)


# words


def test_explain_says_every_step() -> None:
    text = toponyms.resolve("Nyok", country="UA").explain()
    assert text.startswith('"Nyok" -> Niu-York, Donetsk Oblast, Ukraine\nresolved with confidence ')
    for step in ("key", "exact", "garble", "source", "score"):
        assert step in text


def test_explanation_replays_the_decision(answer: Resolution) -> None:
    """Every candidate's numbers are in the text, and the scores shown are the sums of what was counted."""
    blocks = re.split(r"^(?=\d+\. )", explain(answer), flags=re.MULTILINE)[1:]
    for block, candidate in zip(blocks, answer.candidates, strict=True):
        assert candidate.place.id in block
        assert f"confidence {probability(candidate.confidence)}" in block
        rows = re.findall(r"^   \w+ +(\S+) +(\S+) +([+-]\S+)  \S", block, flags=re.MULTILINE)
        features = candidate.evidence.features
        if not rows:
            continue
        assert [(float(value), float(weight)) for value, weight, _ in rows] == [
            (pytest.approx(feature.value, abs=1e-3), pytest.approx(feature.weight, abs=1e-3)) for feature in features
        ]
        shown = re.search(r"^   score +([+-]\S+)$", block, flags=re.MULTILINE)
        assert shown
        assert float(shown[1]) == pytest.approx(sum(f.value * f.weight for f in features), abs=1e-3)
        assert float(shown[1]) == pytest.approx(sum(float(adds) for _, _, adds in rows), abs=1e-2)


def test_the_sentence_says_what_was_decided(answer: Resolution) -> None:
    said = in_words(answer)
    assert said in explain(answer)
    assert said.startswith(f'"{printable(answer.query)}": ')
    if answer.candidates:
        best = answer.candidates[0]
        assert f"{address(best.place)}, confidence {probability(best.confidence)}" in said
        assert ("no answer" in said) == (answer.status != "resolved")
        assert best.evidence.name.text in said
        assert best.evidence.name.source in said
    rivals = [rival for rival in answer.candidates[1:2] if rival.confidence >= 0.001]
    assert ("Nearest rival" in said) == bool(rivals)
    assert all(f"{address(rival.place)} with {probability(rival.confidence)}" in said for rival in rivals)


def test_the_edits_that_were_counted_are_told() -> None:
    answer = toponyms.resolve("Kramatorsck", country="UA")
    evidence = answer.candidates[0].evidence
    if evidence.channel == "fuzzy":
        (detail,) = [feature.detail for feature in evidence.features if feature.name == "cost"]
        assert f"but for {sentence.edit_words(evidence)} (cost {evidence.cost:g})" in in_words(answer)
        assert sentence.edit_words(evidence).split(" and ")[0] in detail


def test_every_channel_feature_and_kind_has_words() -> None:
    assert [channel for channel in CHANNELS if channel not in sentence.CHANNEL_WORDS] == ["fuzzy"]
    assert {name for name, _ in FEATURES} == set(sentence.LESS_WORDS)
    assert set(sentence.KIND_WORDS) == set(NAME_KINDS)


def test_every_language_of_the_gazetteer_has_a_name() -> None:
    tags = {tag.partition("-")[0] for tag in toponyms.Gazetteer.open()._index.lines("vocab.languages")} - {"und"}
    assert {tag for tag in tags if sentence.language_name(tag) == tag} == set()


@pytest.mark.parametrize(
    ("form", "name", "words"),
    [
        ("Bakmhut", "Bakhmut", "two letters swapped"),
        ("Bakhut", "Bakhmut", "a letter missing"),
        ("Bakhhmut", "Bakhmut", "a letter too many"),
        ("Bakhmat", "Bakhmut", '"a" for "u"'),
        ("Bkhmt", "Bakhmut", "other letters"),
        ("Bakh", "Bakhmut", "letters missing"),
        ("бахмут", "Бахмут", "the same letters"),
    ],
)
def test_one_slip_is_named(form: str, name: str, words: str) -> None:
    assert sentence.slip_words(form, name) == words


def test_a_rival_is_told_from_the_first() -> None:
    text = toponyms.resolve("New York").explain()
    assert re.search(r"behind 1 by \d+\.\d+: prominence -\d", text)


def test_no_answer_is_said(answer: Resolution) -> None:
    text = explain(answer)
    assert answer.status in text
    assert ("-> no answer" in text) == (answer.status != "resolved")
    assert all(note in text for note in answer.notes)
    assert text.endswith("\n")
    assert "\n\n\n" not in text


def test_more_candidates_are_counted() -> None:
    answer = toponyms.resolve("Mykolaivka", country="UA", limit=2)
    assert f"and {answer.candidates_total - 2:,} more candidates" in answer.explain()


def test_place_in_words(place: Place) -> None:
    text = place_words(place)
    assert text.startswith(f"{place.name} ({place.id})\n")
    assert all(printable(name.text) in text for name in place.names)
    assert all(parent.name in text for parent in place.parents)


def test_address() -> None:
    assert address(toponyms.place("geonames:699751")) == "Niu-York, Donetsk Oblast, Ukraine"
    assert address(toponyms.place("geonames:709716")) == "Donetsk Oblast, Ukraine"
    assert address(toponyms.place("geonames:690791")) == "Ukraine"


def test_hostile_text_is_shown_as_escapes() -> None:
    for text in (explain(hostile_answer()), place_words(hostile_place())):
        assert all(line.isprintable() for line in text.splitlines())
        text.encode()
        assert "\\x1b[31m\\u202e\\x00\\ud800" in text


@given(st.text())
def test_printable(text: str) -> None:
    shown = printable(text)
    shown.encode()
    assert all(char.isprintable() or char in "\u00a0\u200c\u200d" for char in shown)
    assert text[:120] == shown or not text.isprintable() or len(text) > 120


def test_printable_cuts() -> None:
    assert printable("x" * 1000) == "x" * 120 + "…"
    assert printable("کی\u200cیف") == "کی\u200cیف"


@pytest.mark.parametrize(
    ("value", "shown"), [(0.0, "0.000"), (1e-9, "<0.001"), (0.5, "0.500"), (0.99999, ">0.999"), (1.0, "1.000")]
)
def test_probability(value: float, shown: str) -> None:
    assert probability(value) == shown


# values


def test_resolution_as_values(answer: Resolution) -> None:
    values = answer.to_dict()
    assert values == resolution_dict(answer)
    assert json.loads(json.dumps(values, allow_nan=False)) == values
    assert values["query"] == answer.query
    assert [candidate["place"]["id"] for candidate in values["candidates"]] == [c.place.id for c in answer.candidates]
    assert (values["place"] is None) == (answer.place is None)
    for shown, candidate in zip(values["candidates"], answer.candidates, strict=True):
        evidence = candidate.evidence
        assert shown["confidence"] == candidate.confidence
        assert shown["evidence"]["name"]["source"] == evidence.name.source
        assert len(shown["evidence"]["features"]) == len(evidence.features)


def test_place_as_values(place: Place) -> None:
    values = place.to_dict()
    assert values == place_dict(place)
    assert json.loads(json.dumps(values, allow_nan=False)) == values
    for field in ("id", "name", "lat", "lon", "kind", "country", "population", "uncertainty_km", "data_version"):
        assert values[field] == getattr(place, field)
    assert len(values["names"]) == len(place.names)


def test_place_as_geojson(place: Place) -> None:
    feature = place.__geo_interface__
    assert feature == place_feature(place)
    assert json.loads(json.dumps(feature, allow_nan=False)) == feature
    assert (feature["type"], feature["id"]) == ("Feature", place.id)
    assert feature["geometry"] == {"type": "Point", "coordinates": [place.lon, place.lat]}
    assert feature["properties"]["name"] == place.name
    assert ("bbox" in feature) == (place.extent is not None)


def test_shapely_reads_the_geometry(place: Place) -> None:
    shape = pytest.importorskip("shapely.geometry").shape
    point = shape(place.__geo_interface__["geometry"])
    assert (point.x, point.y) == (place.lon, place.lat)


# html


def test_resolution_html(answer: Resolution) -> None:
    html = answer._repr_html_()
    assert html == resolution_html(answer)
    shown = "".join(tree(html).itertext())
    assert printable(answer.query) in shown
    for candidate in answer.candidates[:5]:
        assert candidate.place.id in shown
    assert ("<svg role" in html) == bool(answer.candidates)


def test_place_html(place: Place) -> None:
    html = place._repr_html_()
    assert html == place_html(place)
    shown = "".join(tree(html).itertext())
    for fact in (place.name, place.kind, place.id, f"{place.lat:.5f}"):
        assert fact in shown
    assert len(html) < 20_000


def test_nothing_is_loaded_from_anywhere(answer: Resolution, place: Place) -> None:
    for html in (resolution_html(answer), place_html(place)):
        assert not re.search(r"https?:|src=|href=|url\(|<script|<style|<link|@import", html)


def test_hostile_text_stays_text() -> None:
    for html in (resolution_html(hostile_answer()), place_html(hostile_place())):
        root = tree(html)
        assert "<script" not in html
        assert {element.tag for element in root.iter()} <= {
            *("div", "table", "tr", "th", "td", "b", "bdi", "small", "br", "span"),
            *("svg", "rect", "path", "g", "text", "circle", "title"),
        }
        html.encode()


@given(st.text(max_size=200))
def test_any_query_can_be_shown(text: str) -> None:
    answer = replace(toponyms.resolve("New York"), query=text, notes=(text,))
    tree(resolution_html(answer))
    explain(answer).encode()
    json.dumps(resolution_dict(answer)).encode()


# the map


def dots(html: str) -> list[tuple[float, float]]:
    return [
        (float(circle.attrib["cx"]), float(circle.attrib["cy"]))
        for circle in tree(html).iter("circle")
        if float(circle.attrib["r"]) <= 5
    ]


@given(
    st.floats(-90, 90),
    st.floats(-180, 180),
    st.floats(0, 2000),
    st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), max_size=4),
)
def test_every_point_is_inside_the_map(
    lat: float, lon: float, uncertainty: float, others: list[tuple[float, float]]
) -> None:
    base = toponyms.place(PLACES["settlement"])
    place = replace(base, lat=lat, lon=lon, uncertainty_km=uncertainty)
    drawn = dots(place_map(place, [replace(base, lat=y, lon=x) for y, x in others]))
    assert len(drawn) == len(others) + 1
    for x, y in drawn:
        assert math.isfinite(x)
        assert -1 <= x <= WIDTH + 1
        assert -1 <= y <= HEIGHT + 1


def test_neighbours_over_the_antimeridian_are_neighbours() -> None:
    base = toponyms.place(PLACES["settlement"])
    east, west = replace(base, lat=0.0, lon=179.9), replace(base, lat=0.0, lon=-179.9)
    (x1, _), (x2, _) = dots(place_map(east, [west]))
    assert abs(x1 - x2) < WIDTH / 2


def test_every_country_has_a_map(gazetteer: toponyms.Gazetteer) -> None:
    countries = [place for place in gazetteer if place.kind == "country"]
    assert len(countries) > 190
    for country in countries:
        assert len(dots(place_map(country))) == 1


def test_a_reason_in_brackets_does_not_part_an_edit() -> None:
    told = '"i" written "y" (и, й in most systems; 30,261 pairs): 0.2; "a" left out: 0.5'
    assert EDITS.split(told) == ['"i" written "y" (и, й in most systems; 30,261 pairs): 0.2', '"a" left out: 0.5']
