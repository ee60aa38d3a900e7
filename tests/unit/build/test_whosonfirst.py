"""Who's On First: what is read, which record is which place, and what its names are trusted for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from toponyms.build.join import Candidate
from toponyms.build.names import fold
from toponyms.build.readers import wof
from toponyms.build.whosonfirst import WhosOnFirst
from toponyms.errors import BuildError


@pytest.fixture
def records(untouched_raw: Path) -> dict[str, wof.Record]:
    return {record.id: record for record in wof.read_records(untouched_raw / "wof" / "wof_ua.jsonl.gz")}


def test_records_that_ended_are_passed_over(records: dict[str, wof.Record]) -> None:
    assert sorted(records) == ["101", "102", "103", "104"]


def test_the_label_stands_before_the_centre(records: dict[str, wof.Record]) -> None:
    assert (records["102"].lat, records["102"].lon) == (48.601, 37.851)
    assert (records["101"].lat, records["101"].geonames, records["101"].wikidata) == (48.5877, "710915", "Q204222")
    assert wof.TaggedName("ukr", "preferred", "Часів Яр") in records["101"].names


@pytest.mark.parametrize("line", ["{", "[]", "{}", json.dumps({"wof_id": 1, "placetype": "locality", "lat": "x"})])
def test_a_broken_record_names_the_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "wof.jsonl"
    path.write_text(line + "\n")
    with pytest.raises(BuildError, match=r"wof\.jsonl, line 1"):
        list(wof.read_records(path))


def test_a_record_is_a_place_only_beside_it(records: dict[str, wof.Record]) -> None:
    first = WhosOnFirst(records.values())
    first.link({"geonames:710915": (48.58768, 37.83409), "geonames:713174": (48.59419, 37.99886)})
    assert set(first.linked) == {"geonames:710915"}  # the record of Bakhmut stands in Kyiv


def test_points_of_its_own_are_candidates(records: dict[str, wof.Record]) -> None:
    first = WhosOnFirst(records.values())
    first.link({"geonames:710915": (48.58768, 37.83409)})
    none = frozenset[str]()
    there = Candidate("geonames:5", frozenset({fold("Слов’янка")}), none, 48.6, 37.86, "1402")
    assert "wof:102" in {one.id for one in first.own_candidates([])}
    assert "wof:102" not in {one.id for one in first.own_candidates([there])}
    assert "wof:101" not in {one.id for one in first.own_candidates([])}


def test_added_names_are_in_ukrainian(records: dict[str, wof.Record]) -> None:
    first = WhosOnFirst(records.values())
    first.link({"geonames:710915": (48.58768, 37.83409)})
    bare = Candidate("geonames:710915", frozenset(), frozenset(), 48.58768, 37.83409, "1402")
    (added,) = first.added_names([bare]).values()
    assert added.names == {fold("Часів Яр")}
    assert added.latin == {"Chasiv Yar"}
