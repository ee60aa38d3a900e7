"""Laying tables over an open gazetteer: what it says, who sees it, what stays as it was."""

from __future__ import annotations

import hashlib
import os
import pickle
import subprocess
import sys
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

import toponyms
from tests.tiny import open_tiny, tiny_path
from toponyms import Gazetteer, GazetteerNotFound, OverlayError, UsageError

BAKHMUT, NIU_YORK, DONETSK_OBLAST = "geonames:712441", "geonames:699751", "geonames:709716"
DEPOT = {"name": "Depot 7", "id": "my:depot", "lat": 48.5, "lon": 37.9, "kind": "object", "source": "report 12"}


def texts(gazetteer: Gazetteer, place: str) -> set[str]:
    return {name.text for name in gazetteer.place(place).names}


# what is said


def test_a_name_for_a_place() -> None:
    tiny = open_tiny().overlay([{"name": "Nova York", "id": NIU_YORK, "lang": "pl", "kind": "exonym", "source": "x"}])
    (name,) = [name for name in tiny.place(NIU_YORK).names if name.layer]
    assert (name.text, name.language, name.kind, name.source, name.layer) == (
        "Nova York", "pl", "exonym", "x", "overlay table",
    )  # fmt: skip
    assert texts(tiny, NIU_YORK) == texts(open_tiny(), NIU_YORK) | {"Nova York"}
    before, after = open_tiny().place(NIU_YORK), tiny.place(NIU_YORK)
    assert (after.name, after.lat, after.ids, after.population, after.feature, after.extent) == (
        before.name, before.lat, before.ids, before.population, before.feature, before.extent,
    )  # fmt: skip
    assert [parent.id for parent in after.parents] == [parent.id for parent in before.parents]
    for text in ("Nova York", "nova-york", "Nova Jork"):
        assert tiny.resolve(text).candidates[0].place.id == NIU_YORK, text
    assert str(after.name_in("pl")) == "Nova York"


def test_any_id_of_the_place_will_do() -> None:
    tiny = open_tiny().overlay([{"name": "Nju", "id": "katottg:UA14020110050044480"}])
    assert tiny.resolve("Nju").candidates[0].place.id == NIU_YORK


def test_a_new_place() -> None:
    tiny = open_tiny().overlay([DEPOT | {"parent": DONETSK_OBLAST, "population": 12, "ids": "other:9"}], name="depots")
    place = tiny.place("other:9")
    assert place == tiny.place("my:depot")
    assert (place.id, place.name, place.kind, place.lat, place.lon, place.position_kind, place.uncertainty_km) == (
        "my:depot", "Depot 7", "object", 48.5, 37.9, "mapped", 2.0,
    )  # fmt: skip
    assert (place.population, place.provenance) == (12, ("overlay depots",))
    assert [parent.name for parent in place.parents] == ["Donetsk Oblast", "Ukraine"]
    assert tiny.resolve("depot 7", within="Donetsk Oblast").place == place
    assert tiny.resolve("Depot 7", within="Kharkiv Oblast").status == "unknown"
    assert tiny.nearest(48.5, 37.9)[0] == (place, 0.0)
    assert place in list(tiny)
    assert len(tiny) == len(open_tiny()) + 1
    assert "from the overlay depots" in tiny.resolve("depot 7").explain()
    assert tiny.resolve("depot 7").to_dict()["candidates"][0]["provenance"] == "overlay depots"


def test_a_new_place_lies_in_the_country_around_it() -> None:
    tiny = open_tiny().overlay([{"name": "Near", "lat": 48.6, "lon": 38.0}, {"name": "Nowhere", "lat": 0, "lon": 0}])
    assert [tiny.place(f"overlay:{at}").country for at in ("48.60000,38.00000", "0.00000,0.00000")] == ["UA", ""]
    assert tiny.resolve("Near", country="UA").place is not None


def test_a_place_that_lies_elsewhere() -> None:
    tiny = open_tiny().overlay([{"id": BAKHMUT, "lat": 48.6, "lon": 38.01, "uncertainty_km": 0.3}], name="fixed")
    place = tiny.place(BAKHMUT)
    assert (place.lat, place.lon, place.uncertainty_km, place.position_kind) == (48.6, 38.01, 0.3, "mapped")
    assert tiny.nearest(48.6, 38.01)[0][0] == place
    assert BAKHMUT not in {one.id for one, km in tiny.nearest(48.59441, 38.00066, limit=3) if km < 0.1}
    claims = [claim.split("\t") for claim in tiny._claims_of(place._row) if claim.startswith("position")]
    assert next((claim[1], claim[7]) for claim in claims) == ("48.60000 38.01000 0.3", "")
    assert {claim[7] for claim in claims[1:]} == {"overlay"}, "the claim below is kept, and marked as lost"
    assert claims[0][8] == "fixed, row 1"
    assert tiny.resolve("Бахмут").candidates[0].place == place


def test_an_official_name_heads_the_place() -> None:
    rows = [
        {"name": "Нова Назва", "id": NIU_YORK, "lang": "uk", "kind": "official", "from": "2026"},
        {"name": "Bachmut", "id": BAKHMUT, "lang": "en", "kind": "official"},
        {"name": "Alte Stadt", "id": "geonames:710021", "lang": "und", "kind": "official", "to": "1900"},
    ]
    tiny = open_tiny().overlay(rows)
    assert tiny.place(NIU_YORK).name == "Nova Nazva"
    assert tiny.resolve("Nova Nazva").candidates[0].provenance == "overlay table", "the romanized form is its, too"
    assert tiny.place(BAKHMUT).name == "Bachmut"
    assert tiny.place("geonames:710021").name == open_tiny().place("geonames:710021").name


def test_a_row_that_repeats_a_name_is_that_name() -> None:
    tiny = open_tiny().overlay([{"name": "бахмут", "id": BAKHMUT}])
    (name,) = [name for name in tiny.place(BAKHMUT).names if name.layer]
    known = next(name for name in open_tiny().place(BAKHMUT).names if name.text == "Бахмут" and name.language == "uk")
    assert (name.language, name.kind, name.valid_from) == (known.language, known.kind, known.valid_from)
    assert len(tiny.place(BAKHMUT).names) == len(open_tiny().place(BAKHMUT).names)


def test_a_bare_name_of_a_unit_is_a_name_of_the_unit() -> None:
    tiny = open_tiny().overlay([{"name": "Donechchyna", "id": DONETSK_OBLAST}])
    assert tiny.resolve("Donechchyna").candidates[0].place.id == DONETSK_OBLAST


def test_the_last_one_is_on_top() -> None:
    tiny = open_tiny()
    tiny.overlay([{"name": "Hub", "id": BAKHMUT}], name="one").overlay([{"name": "Hub", "id": NIU_YORK}], name="two")
    assert tiny.layers == ("overlay two", "overlay one")
    assert {one.place.id: one.provenance for one in tiny.resolve("Hub").candidates[:2]} == {
        BAKHMUT: "overlay one", NIU_YORK: "overlay two",
    }  # fmt: skip
    tiny.overlay([{"id": BAKHMUT, "lat": 1, "lon": 1}], name="three").overlay([{"id": BAKHMUT, "lat": 2, "lon": 2}])
    assert tiny.place(BAKHMUT).lat == 2.0
    assert tiny.place(BAKHMUT).provenance == ("overlay table", "overlay three", "overlay one", "gazetteer")


def test_units_of_ones_own_hold_places() -> None:
    rows = [
        {
            "name": "Sector North",
            "id": "my:north",
            "lat": 48.7,
            "lon": 37.9,
            "kind": "region",
            "parent": DONETSK_OBLAST,
        },
        {"name": "Krutovka", "id": "my:1", "lat": 48.71, "lon": 37.91, "kind": "object", "parent": "my:north"},
        {"name": "Krutovka", "id": "my:2", "lat": 49.9, "lon": 36.3, "kind": "object"},
        {"id": NIU_YORK, "parent": "my:north"},
    ]
    tiny = open_tiny().overlay(rows)
    assert [parent.name for parent in tiny.place("my:1").parents] == ["Sector North", "Donetsk Oblast", "Ukraine"]
    assert next(parent.id for parent in tiny.place(NIU_YORK).parents) == "my:north"
    for within in ("Sector North", "my:north", tiny.place("my:north")):
        assert [one.place.id for one in tiny.resolve("Krutovka", within=within).candidates] == ["my:1"]
    assert tiny.resolve("Krutovka, Sector North").candidates[0].place.id == "my:1"
    assert tiny.resolve("Nyok", within="Sector North").candidates[0].place.id == NIU_YORK
    assert {one.place.id for one in tiny.resolve("Krutovka", country="UA").candidates} == {"my:1", "my:2"}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"name": "x", "id": "geonames:999"}, "row 2: no place has the id geonames:999; a new place needs lat and lon"),
        ({"id": "my:x", "lat": 1, "lon": 2}, "row 2: the new place my:x has no name"),
        ({"name": "x", "lat": 1, "lon": 2, "parent": "my:y"}, "row 2: parent: no place has the id my:y"),
        ({"name": "x", "id": NIU_YORK, "parent": NIU_YORK}, "row 2: parent: .* is the place itself"),
        ({"name": "x", "lat": 1, "lon": 2, "ids": NIU_YORK}, f"row 2: the id {NIU_YORK} is an id of {NIU_YORK}"),
        ({"name": "x", "lat": 1, "lon": 2, "ids": "my:depot"}, "row 2: the id my:depot is an id of my:depot"),
    ],
)
def test_what_the_gazetteer_does_not_allow(row: dict[str, Any], message: str) -> None:
    tiny = open_tiny()
    with pytest.raises(OverlayError, match=message):
        tiny.overlay([DEPOT, row])
    assert tiny.layers == (), "a table is taken whole or not at all"
    assert tiny.resolve("Depot 7").status == "unknown"


def test_two_ids_of_one_place_may_not_disagree() -> None:
    rows = [{"id": NIU_YORK, "lat": 1, "lon": 2}, {"id": "katottg:UA14020110050044480", "lat": 1, "lon": 3}]
    with pytest.raises(OverlayError, match=r"row 2: position '1.00000 3.00000 2.0' of geonames:699751, which row 1"):
        open_tiny().overlay(rows)


@pytest.mark.parametrize("name", ["a\tb", "a\nb", "\x00"])
def test_a_name_that_would_break_the_lines(name: str) -> None:
    with pytest.raises(OverlayError, match="one line of text"):
        open_tiny().overlay([DEPOT], name=name)


# who sees it, and what stays


def test_the_file_is_not_changed() -> None:
    before = hashlib.sha256(tiny_path().read_bytes()).hexdigest()
    open_tiny().overlay([DEPOT, {"id": BAKHMUT, "lat": 1, "lon": 2}])
    assert hashlib.sha256(tiny_path().read_bytes()).hexdigest() == before


def test_answers_made_before_stay_as_they_were() -> None:
    tiny = open_tiny()
    place, found = tiny.place(BAKHMUT), tiny.resolve("Бахмут")
    names, candidates = place.names, open_tiny().resolve("Бахмут").candidates
    tiny.overlay([{"name": "Hub", "id": BAKHMUT, "lat": 1, "lon": 2}])
    assert place.names == names
    assert found.candidates == candidates
    assert (place.lat, tiny.place(BAKHMUT).lat) == (open_tiny().place(BAKHMUT).lat, 1.0)
    assert tiny.resolve("Калинове", within=place).candidates == tiny.resolve("Калинове", within=BAKHMUT).candidates


def test_the_default_gazetteer_is_another_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOPONYMS_GAZETTEER", str(tiny_path()))
    mine = Gazetteer.open().overlay([DEPOT])
    assert toponyms.resolve("Depot 7").status == "unknown"
    with toponyms.use(mine):
        assert toponyms.resolve("Depot 7").place == mine.place("my:depot")


def test_the_version_names_the_table() -> None:
    one, other = open_tiny().overlay([DEPOT], name="a.csv"), open_tiny().overlay([DEPOT | {"lat": 48.6}], name="a.csv")
    assert one.data_version.startswith("tiny-1+a.csv@")
    assert one.data_version == open_tiny().overlay([DEPOT], name="a.csv").data_version != other.data_version
    assert one.resolve("Depot 7").data_version == one.data_version
    assert one.meta["places"] == str(len(one))


def test_a_pickle_carries_the_overlays() -> None:
    tiny = open_tiny().overlay([DEPOT]).overlay([{"name": "Hub", "id": BAKHMUT}])
    place, found = tiny.place("my:depot"), tiny.resolve("Hub")
    again: tuple[Gazetteer, Any, Any] = pickle.loads(pickle.dumps((tiny, place, found)))
    assert again[1:] == (place, found)
    assert again[1].names == place.names
    assert again[2].candidates == found.candidates
    assert again[0].layers == tiny.layers
    again[0].overlay([{"name": "Other", "id": NIU_YORK}])
    assert tiny.resolve("Other", country="UA").status != "resolved"
    assert pickle.loads(pickle.dumps(tiny)).layers == tiny.layers, "what was unpickled once is nobody else's"


def resolved(gazetteer: Gazetteer, names: list[str]) -> list[str]:
    """Ids of the first candidates, asked in another process."""
    return [one.place.id for name in names for one in gazetteer.resolve(name).candidates[:1]]


def test_another_process_sees_the_overlay() -> None:
    tiny = open_tiny().overlay([DEPOT, {"name": "Hub", "id": BAKHMUT}])
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert pool.submit(resolved, tiny, ["Hub", "depot 7"]).result() == [BAKHMUT, "my:depot"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_fork_sees_the_overlay() -> None:
    tiny = open_tiny().overlay([DEPOT, {"name": "Hub", "id": BAKHMUT}])
    child = os.fork()
    if child == 0:
        os._exit(0 if resolved(tiny, ["Hub", "depot 7"]) == [BAKHMUT, "my:depot"] else 1)
    assert os.waitpid(child, 0)[1] == 0


def test_threads_see_one_table_or_the_other_and_never_half_of_one() -> None:
    tiny, stop = open_tiny(), threading.Event()
    tiny.overlay([DEPOT | {"name": f"Depot {0}"}])
    start = threading.Barrier(5)

    def ask() -> int:
        start.wait()
        asked = 0
        while not stop.is_set():
            found = tiny.resolve("Калинове", within="Donetsk Oblast")
            assert [one.place.id for one in found.candidates] == ["geonames:1000020"]
            place = tiny.place("my:depot")
            assert {name.text for name in place.names} >= {"Depot 0"}
            number = max(int(name.text.split()[1]) for name in place.names)
            assert place.population == (number or None)
            assert tiny.nearest(48.5, 37.9)[0][0].id == "my:depot"
            asked += 1
        return asked

    with ThreadPoolExecutor(4) as pool:
        tasks = [pool.submit(ask) for _ in range(4)]
        start.wait()
        for number in range(1, 8):
            rows = [{"name": f"Depot {number}", "id": "my:depot", "population": number},
                    {"name": f"Region {number}", "id": DONETSK_OBLAST}]  # fmt: skip
            tiny.overlay(rows, name=f"t{number}")
        stop.set()
        assert all(task.result() > 0 for task in tasks)


def test_overlaying_from_several_threads_loses_none() -> None:
    tiny = open_tiny()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: tiny.overlay([{"name": f"Spot {n}", "lat": n, "lon": n}], name=f"t{n}"), range(8)))
    assert sorted(tiny.layers) == sorted(f"overlay t{number}" for number in range(8))
    assert len(tiny) == len(open_tiny()) + 8


# files


def test_layers_are_opened_with_the_gazetteer(tmp_path: Path) -> None:
    table = tmp_path / "names.csv"
    table.write_text("name;id;lat;lon\nDepot 7;my:depot;48.5;37.9\n", encoding="utf-8")
    tiny = Gazetteer.open(tiny_path(), layers=[table])
    tiny.save_layer(tmp_path / "names.gaz")
    again = Gazetteer.open(tiny_path(), layers=[str(tmp_path / "names.gaz")], verify=True)
    assert again.resolve("Depot 7") == tiny.resolve("Depot 7")
    assert again.layers == tiny.layers == ("overlay names.csv",)
    assert pickle.loads(pickle.dumps(again)).resolve("Depot 7") == again.resolve("Depot 7")
    both = Gazetteer.open(tiny_path(), layers=[tmp_path / "names.gaz", table])
    assert both.layers == ("overlay names.csv", "overlay names.csv")
    with pytest.raises(UsageError, match="no overlay to save"):
        open_tiny().save_layer(tmp_path / "x.gaz")
    with pytest.raises(UsageError, match="no overlay to save"):
        again.save_layer(tmp_path / "x.gaz")


def test_layers_that_are_none(tmp_path: Path) -> None:
    for layers, error in (
        ([tmp_path / "none.gaz"], GazetteerNotFound),
        ([tmp_path / "none.csv"], OverlayError),
        ("names.csv", UsageError),
        ([5], UsageError),
    ):
        with pytest.raises(error):
            Gazetteer.open(tiny_path(), layers=layers)  # type: ignore[arg-type]


def run(*arguments: str) -> tuple[str, str, int]:
    """What a command prints, what it says, and its exit code."""
    command = [sys.executable, "-m", "toponyms", *arguments]
    if arguments[0] not in ("doctor", "compile"):
        command += ["--gazetteer", str(tiny_path())]
    ran = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    return ran.stdout, ran.stderr, ran.returncode


def test_the_command_line_takes_overlays(tmp_path: Path) -> None:
    table = tmp_path / "names.csv"
    table.write_text("name,id,lat,lon\nDepot 7,my:depot,48.5,37.9\n", encoding="utf-8")
    layer = str(tmp_path / "names.gaz")
    out, _, _ = run("resolve", "depot 7", "--overlay", str(table))
    assert out.split("\t")[:4] == ["depot 7", "resolved", "Depot 7", "my:depot"]
    _, said, code = run("layer", str(table), "--out", layer)
    assert (code, "a layer over" in said) == (0, True)
    assert "Depot 7" in run("place", "my:depot", "--overlay", layer)[0]
    assert "overlay names.csv" in run("doctor", layer)[0]
    table.write_text("name,id,lat,lon\nDepot 7,,48.5,\n", encoding="utf-8")
    _, said, code = run("resolve", "x", "--overlay", str(table))
    assert (said, code) == ("toponyms: names.csv, line 2: lat '48.5' and lon '': a position needs both\n", 3)


def test_the_command_line_makes_gazetteers_and_p_codes(tmp_path: Path) -> None:
    data, out = Path(__file__).parents[1] / "data", str(tmp_path / "x.gaz")
    _, said, code = run("pcodes", str(data / "pcodes" / "older.csv"), "--out", out)
    assert (code, "attached 1 ADM2, 2 ADM4; left 4" in said) == (0, True)
    assert "Niu-York" in run("place", "pcode:UA1402011005", "--overlay", out)[0]
    _, said, code = run("compile", "--dump", str(data / "dump" / "XR.txt"), "--out", out)
    assert (code, "kept 11" in said) == (0, True)
    assert Gazetteer.open(out).resolve("Strelsau").place is not None
    _, said, code = run("compile", "--dump", str(data / "dump" / "XR.txt"))
    assert (code, "--dump needs --out" in said) == (2, True)
