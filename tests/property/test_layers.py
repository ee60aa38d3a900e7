"""Layers over a gazetteer: what is unrelated changes nothing, and whatever is laid over is found and hides nothing."""

from __future__ import annotations

from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.tiny import open_tiny
from toponyms import Gazetteer, Resolution
from toponyms.types import NAME_KINDS, PLACE_KINDS

QUICK = [Phase.explicit, Phase.reuse, Phase.generate]
"""Without shrinking: each example asks two hundred questions, and a row is small enough to read."""

NAMES = [
    "Nyok", "New York", "Калинове", "Бахмуті", "Bakmhut", "Donetsk region", "Tschassiw Jar", "qwxzzk", "Nuuk", "Suva",
    "Artemivsk/Bakhmut", "Калинове, Харківська область", "Siverskyi Donets River", "м. Куп’янськ", "Kharkow", "Донбас",
]  # fmt: skip
HINTS: list[dict[str, Any]] = [
    {},
    {"country": "UA"},
    {"within": "Donetsk Oblast"},
    {"near": (48.0, 37.0)},
    {"kind": "settlement", "as_of": "2015"},
]
TINY = open_tiny()
IDS = sorted(place.id for place in TINY)
POINTS = [(48.59, 37.83), (50.4, 30.5), (-18.0, 178.0)]

far = st.fixed_dictionaries(
    {
        # letters that no key of the gazetteer has, and a head that is farther than two edits from all of its names
        "name": st.one_of(
            st.text("ქვბნმლრ", min_size=2, max_size=12),
            st.text("wuo", min_size=1, max_size=8).map(lambda text: f"Yyzzwq{text}xxyyzz"),
        ),
        "lat": st.floats(-60, -40),
        "lon": st.floats(-140, -100),
    },
    optional={
        "id": st.integers(1, 5).map(lambda number: f"my:{number}"),
        "kind": st.sampled_from([kind for kind in PLACE_KINDS if kind not in ("admin", "country")]),
        "lang": st.sampled_from(["en", "ka"]),
        "population": st.integers(0, 10**7),
        "from": st.sampled_from(["1990", "2016-02"]),
    },
)


def said(answer: Resolution) -> tuple[object, ...]:
    """All that is answered but the version of the data."""
    candidates = [
        (one.place.id, one.confidence, one.evidence, one.provenance, one.place.parents and one.place.parents[-1].id)
        for one in answer.candidates
    ]
    return answer.status, answer.confidence, answer.nil, answer.notes, answer.candidates_total, candidates


def everything(gazetteer: Gazetteer) -> list[object]:
    """Answers to many questions."""
    found: list[object] = [said(gazetteer.resolve(name, **hints)) for name in NAMES for hints in HINTS]
    for lat, lon in POINTS:
        found += [(place.id, km) for place, km in gazetteer.nearest(lat, lon, limit=5, max_km=2000)]
        found += [(place.id, km) for place, km in gazetteer.nearest(lat, lon, kind="settlement", country="UA")]
    for identifier in IDS:
        values = gazetteer.place(identifier).to_dict()
        del values["data_version"]
        found.append(values)
    return found


BEFORE = everything(TINY)


@settings(max_examples=20, phases=QUICK)
@given(st.lists(far, min_size=1, max_size=4, unique_by=lambda row: (row["lat"], row["lon"])))
def test_an_unrelated_place_changes_no_answer(rows: list[dict[str, Any]]) -> None:
    for number, row in enumerate(rows):  # one id is one place
        if "id" in row:
            row["id"] = f"my:{number}"
    gazetteer = open_tiny().overlay(rows)
    assert everything(gazetteer) == BEFORE
    assert len(gazetteer) == len(TINY) + len({f"{row['lat']:.5f} {row['lon']:.5f}" for row in rows})


names = st.text(st.sampled_from("абвгдеєжійкльнорстуюя' -abdeiklmnorstuyz"), min_size=3, max_size=14).filter(
    lambda text: len(text.strip(" '-")) > 2
)
own = st.one_of(
    st.fixed_dictionaries(
        {"name": names, "id": st.sampled_from(IDS)},
        optional={
            "lang": st.sampled_from(["uk", "ru", "en", "de"]),
            "kind": st.sampled_from(NAME_KINDS),
            "from": st.sampled_from(["1990", "2016-02"]),
            "source": st.text("abc ", max_size=5),
        },
    ),
    st.fixed_dictionaries(
        {"name": names, "lat": st.floats(-90, 90), "lon": st.floats(-180, 180)},
        optional={"parent": st.sampled_from(IDS), "country": st.sampled_from(["UA", "FJ", "UA RU"])},
    ),
)


def which(row: dict[str, Any]) -> str:
    """What a row is about: a place that is there, or a point; two rows at one point might contradict each other."""
    if "id" in row:
        return f"{row['id']} {row['name']}"
    return f"{row['lat']:.5f} {row['lon']:.5f}".replace("-0.00000", "0.00000")


@settings(max_examples=40, phases=QUICK)
@given(st.lists(st.lists(own, min_size=1, max_size=4, unique_by=which), min_size=1, max_size=3))
def test_whatever_is_laid_over_is_found_under_its_name(tables: list[list[dict[str, Any]]]) -> None:
    gazetteer = open_tiny()
    for number, rows in enumerate(tables):
        gazetteer.overlay(rows, name=f"t{number}")
    places = list(gazetteer)
    assert len(places) == len(gazetteer) == len({place.id for place in places}) == int(gazetteer.meta["places"])
    for place in places:
        assert all(gazetteer.place(f"{space}:{value}") == place for space, value in place.ids.items())
        assert place in [one for one, _ in gazetteer.nearest(place.lat, place.lon, limit=len(places))] or (
            place.position_kind == "estimate"
        )
        assert {parent.id for parent in place.parents} <= {one.id for one in places}
    for number, rows in enumerate(tables):
        for row in rows:
            place = gazetteer.place(
                row.get("id") or f"overlay:{row['lat']:.5f},{row['lon']:.5f}".replace("-0.00000", "0.00000")
            )
            assert f"overlay t{number}" in place.provenance
            texts = {gazetteer._rules.exact(gazetteer._rules.repair(name.text)) for name in place.names}
            assert gazetteer._rules.exact(gazetteer._rules.repair(row["name"].strip())) in texts
            hits: dict[int, Any] = {}
            gazetteer._matcher.recall.exact(gazetteer._rules.repair(row["name"]), hits, whole=True)
            assert place.id in {gazetteer._place_at(hit).id for hit in hits}


def test_what_is_laid_over_goes_first() -> None:
    gazetteer = open_tiny()
    assert gazetteer.resolve("New York").candidates[0].place.country == "US"
    gazetteer.overlay([{"name": "New York", "id": "geonames:699751"}], name="mine")
    found = gazetteer.resolve("New York")
    assert found.place is not None
    assert (found.place.id, found.candidates[0].provenance) == ("geonames:699751", "overlay mine")
    assert found.confidence > 0.98  # calibrated: no spelling is more certain than that
    assert "from the overlay mine" in found.explain()
    assert gazetteer.resolve("New York", country="US").candidates[0].place.country == "US", "a constraint holds"


def test_an_unrelated_place_changes_no_answer_of_the_real_gazetteer(gazetteer: Gazetteer) -> None:
    names = ["Nyok", "Kiew", "Zalizne, Donetsk Oblast", "Chasov-Yar", "Toretskk", "qwxzzk", "Springfield", "Бахмуті",
             "Dnipropetrovsk region", "Mariuupol", "Артёмовск, Донецкая область", "Калинове", "Donbas"]  # fmt: skip
    over = Gazetteer.open(gazetteer.path).overlay([{"name": "Yyzzwqxxyyzz", "lat": -50, "lon": -120}])
    for name in names:
        for hints in HINTS:
            assert said(over.resolve(name, **hints)) == said(gazetteer.resolve(name, **hints)), (name, hints)
    for lat, lon in POINTS:
        found, before = over.nearest(lat, lon, limit=20), gazetteer.nearest(lat, lon, limit=20)
        assert [(place.id, km) for place, km in found] == [(place.id, km) for place, km in before]
