"""The loaders, on files of the same shape written here: no row of a public set is in this repository."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("rapidfuzz")
pytest.importorskip("numpy")

from bench.__main__ import main
from bench.cases import DataMissing
from bench.names import NameTable, Row
from bench.sets.news import geovirus, lgl
from bench.sets.slavic import entity_ids, factrueval
from bench.sets.tester import geocoder_tester
from bench.sets.ukraine import civharm, eyes_on_russia, phrase, region_ids, shape

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def table() -> NameTable:
    """A country, a region, and its capital of the same name."""
    return NameTable.of(
        [
            Row("geonames:1", "country", 0, 50.0, 30.0, ("XA",), 9_000_000, (), ("Arland", "Арлянд", "Arlandia")),
            Row("t:10", "admin", 1, 52.0, 30.0, ("XA",), 900_000, ("geonames:1",), ("Terna Oblast", "Terna")),
            Row("t:11", "settlement", 0, 52.1, 30.1, ("XA",), 500_000, ("t:10", "geonames:1"), ("Terna", "Терна")),
        ]
    )


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    """A JSON-lines file, gzipped if its name says so."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = "".join(json.dumps(row) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)


def event(text: str, oblast: str = "Terna Oblast", lat: float = 52.1, lon: float = 30.1) -> dict[str, Any]:
    """A row as the event archives have it."""
    return {"text": text, "oblast": oblast, "country": "Arland", "gold_lat": lat, "gold_lon": lon}


def test_events_of_one_place_are_one_case_and_strings_shared_by_the_archives_count_once(
    tmp_path: Path, table: NameTable
) -> None:
    rows = [event("Terna"), event("Terna", lat=52.2), event("Trena"), event("Terna Oblast"), event("Qux")]
    write(tmp_path / "ua_cir_eyesonrussia" / "cases.jsonl", rows)
    others = [event("Terna"), event("Terna, Terna region"), event("Nowhere", lat=0.0, lon=0.0)]
    write(tmp_path / "ua_bellingcat_civharm" / "cases.jsonl", others)
    cases = eyes_on_russia(tmp_path, table)
    assert [(case.text, case.category, case.mentions) for case in cases] == [
        ("Terna", "a stored name", 2),
        ("Trena", "like a stored name", 1),
        ("Terna Oblast", "a region", 1),
        ("Qux", "unlike any stored name nearby", 1),
    ]
    assert cases[2].gold.ids == {"t:10"}
    assert [case.text for case in civharm(tmp_path, table)] == ["Terna, Terna region"]


def test_a_bare_region_is_scored_by_identity_and_a_town_is_not(table: NameTable) -> None:
    assert region_ids("Terna region", table) == {"t:10"}
    assert region_ids("Terna", table) == frozenset()
    assert region_ids("Mill, Terna region", table) == frozenset()


def test_shapes_of_strings() -> None:
    assert shape("Kherson (Korabelnyi district)") == "X (Y)"
    assert phrase("5 km north of Kodema") == "near X"
    assert phrase("Zalizne/Pivdenne, Donetsk Obl") == "several places"
    assert phrase("Blagodatne village") == "with type words"


def test_inflected_forms_count_where_the_lemma_is_a_name(tmp_path: Path, table: NameTable) -> None:
    rows = [{"text": text, "normal": lemmas} for text, lemmas in (("Терны", ["Терна"]), ("Ура", ["Ур"]), ("X", None))]
    write(tmp_path / "factrueval" / "loc_mentions.jsonl.gz", rows)
    cases = factrueval(tmp_path, table)
    assert [(case.text, case.category, set(case.gold.names)) for case in cases] == [
        ("Терны", "inflected, one word", {"терна"})
    ]


def test_an_entity_needs_two_of_its_names(table: NameTable) -> None:
    assert entity_ids("GPE-Arland", Counter({("uk", "арлянд"): 3}), table) == {"geonames:1"}
    assert entity_ids("GPE-Elsewhere", Counter({("uk", "арлянд"): 3}), table) == frozenset()
    assert entity_ids("GPE-Terna", Counter({("ru", "терна"): 1}), table) == {"t:11", "t:10"}


def test_a_state_comes_before_a_town_with_more_of_its_names() -> None:
    table = NameTable.of(
        [
            Row("t:1", "admin", 1, 39.0, -117.0, ("US",), 0, (), ("Vadena",)),
            Row("t:2", "settlement", 0, 37.8, -94.4, ("US",), 8000, (), ("Vadena", "Вадена")),
            Row("t:3", "admin", 1, 42.0, 26.0, ("BG",), 0, (), ("Molyan",)),
            Row("t:4", "settlement", 0, 42.1, 26.1, ("BG",), 30000, ("t:3",), ("Molyan", "Молян")),
        ]
    )
    assert entity_ids("GPE-Vadena", Counter({("ru", "вадена"): 1, ("cs", "vadena"): 1}), table) == {"t:1"}
    assert entity_ids("GPE-Molyan", Counter({("bg", "молян"): 1, ("cs", "molyan"): 1}), table) == {"t:3", "t:4"}


def test_countries_in_news_are_right_by_identity(tmp_path: Path, table: NameTable) -> None:
    row = {"text": "Arlandia", "gold_name": "Arland", "gold_lat": 50.0, "gold_lon": 30.0, "gold_geonameid": 1}
    write(tmp_path / "lgl" / "mentions.jsonl.gz", [{**row, "fcode": "PCLI"}, {**row, "fcode": "PCLI"}])
    page = {"wikipedia": "https://en.wikipedia.org/wiki/Arland", "gold_geonameid": None}
    write(tmp_path / "geovirus" / "mentions.jsonl.gz", [{**row, **page}])
    for cases in (lgl(tmp_path, table), geovirus(tmp_path, table)):
        assert [(case.category, set(case.gold.ids)) for case in cases] == [("country", {"geonames:1"})]


def test_only_places_of_the_tester_are_taken(tmp_path: Path, table: NameTable) -> None:
    row = {"query": "Terna", "expected_coordinate": "52.1,30.1,50000", "gold_lat": 52.1, "gold_lon": 30.1}
    rows = [{**row, "file": "germany/test_regions.csv"}, {**row, "file": "poi/test_airports.csv"}]
    write(tmp_path / "geocoder_tester" / "cases.jsonl.gz", rows)
    assert [case.gold.radius_km for case in geocoder_tester(tmp_path, table)] == [50.0]


def test_missing_data_says_where_it_can_be_had(
    tmp_path: Path, table: NameTable, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(DataMissing, match=r"eyesonrussia\.org"):
        eyes_on_russia(tmp_path, table)
    assert main(["accuracy", "--data", str(tmp_path / "none")]) == 2
    assert "pass --data DIR" in capsys.readouterr().err
    assert main(["accuracy", "--data", str(tmp_path), "--set", "nothing"]) == 2
    assert "eyes_on_russia" in capsys.readouterr().err
