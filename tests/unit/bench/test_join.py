"""The checks of the join: on a snapshot of a few settlements and lists of our own."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from bench.cases import DataMissing
from bench.join import Snapshot, check_old_names, check_osm, distance_km, fold, print_join, run_join
from toponyms.build.claims import Claim
from toponyms.build.snapshot import write_part

OBLAST, RAION, HROMADA = "geonames:1", "geonames:2", "geonames:3"


def settlement(place: str, name: str, position: str, kind: str = "mapped") -> tuple[str, list[Claim]]:
    note = "joined by same raion, name" if kind == "mapped" else ""
    return place, [
        Claim(place, "name", name, "uk", "official", source="katottg-2025"),
        Claim(place, "kind", "settlement", kind="katottg:C", source="katottg-2025", note=note),
        Claim(place, "parent", HROMADA, source="katottg-2025"),
        Claim(place, "position", position, kind=kind, source="geonames-ua", note="" if note else "no point"),
    ]


def unit(place: str, stem: str, parent: str, code: str) -> tuple[str, list[Claim]]:
    return place, [
        Claim(place, "name", stem, "uk", "adjective", source="katottg-2025"),
        Claim(place, "kind", "admin:3", kind="katottg:H", source="katottg-2025"),
        Claim(place, "parent", parent, source="katottg-2025"),
        Claim(place, "id", f"katottg:{code}", source="katottg-2025"),
    ]


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    places = [
        unit(OBLAST, "Донецька", "geonames:9", "UA14"),
        unit(RAION, "Бахмутський", OBLAST, "UA1402"),
        unit(HROMADA, "Бахмутська", RAION, "UA140201"),
        settlement("geonames:4", "Оріхове", "48.5 37.5 2"),
        settlement("geonames:5", "Гай", "48.9 37.5 2"),
        settlement("geonames:6", "Балка", "48.5 37.5 17", "estimate"),
    ]
    write_part(tmp_path / "snapshot" / "ua-donetsk.tsv.xz", places)
    return tmp_path / "snapshot"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    def area(level: str, name: str) -> str:
        ring = [[37.0, 48.0], [38.0, 48.0], [38.0, 49.0], [37.0, 49.0], [37.0, 48.0]]
        properties = {"admin_level": level, "name:uk": name}
        return json.dumps({"properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}})

    shapes = [area("6", "Бахмутський район"), area("7", "Бахмутська міська громада")]
    files = {
        "osm/ua_boundaries.geojsonl.gz": "\n".join(shapes),
        "osm/ua_settlements.csv.gz": "name,name:uk,lat,lon\nx,Оріхове,48.51,37.5\nx,Гай,48.5,37.5\nx,Гай,58.9,37.5\n",
        "koatuu/names-coordinates-pre2016-CHECK-ONLY.csv.gz": (
            "Донецька;Артемівський;ОРІХОВЕ;37.5;48.5\nДонецька;Артемівський;ГАЙ;37.5;48.5\n"
            "Донецька;Артемівський;ЛЕНІНЕ;37.5;48.5\nДонецька;Артемівський;МИР;37.5;48.5\nДонецька;Інший;МИР;37;48\n"
        ),
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(gzip.compress(text.encode()))
    return tmp_path


def test_the_map_checks_names_within_their_hromada(data: Path, snapshot: Path) -> None:
    found = check_osm(data, Snapshot(snapshot))
    assert (found["settlements"], found["sourced"], found["checked"], found["within"]) == (3, 2, 2, 1)
    assert (found["estimates"], found["least_uncertainty_km"], found["without_reason"]) == (1, 17.0, 0)
    assert found["rules"] == {"same raion, name": [2, 2, 1]}


def test_the_older_list_checks_names_that_its_oblast_has_once(data: Path, snapshot: Path) -> None:
    found = check_old_names(data, Snapshot(snapshot))
    assert found == {"rows": 5, "unambiguous": 3, "found": 2, "alone": 2, "within": 1}


def test_a_folder_without_the_lists_says_so(tmp_path: Path, snapshot: Path) -> None:
    with pytest.raises(DataMissing, match="--data"):
        run_join(tmp_path / "snapshot", snapshot)


def test_the_tables_are_printed(data: Path, snapshot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    print_join(run_join(data, snapshot))
    printed = capsys.readouterr().out
    assert "66.67 %" in printed
    assert "uncertainty 17 km" in printed


def test_folding_and_distances() -> None:
    assert fold("КУП'ЯНСЬК - ВУЗЛОВИЙ") == fold("Куп’янськ-Вузловий")
    assert round(distance_km(48.0, 37.0, 49.0, 37.0)) == 111
