"""The same inputs give the same bytes and the same answers, whatever the process."""

from __future__ import annotations

import copy
import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tiny import KYIV_TABLE, compile_tiny, open_tiny, tiny_path, write_snapshot
from toponyms import Gazetteer, Place, Resolution
from toponyms.build.compile import compile_gazetteer, inputs_fingerprint
from toponyms.index.reader import read_header

COMPILE = """
import sys
from pathlib import Path
from toponyms.build.compile import compile_gazetteer
compile_gazetteer(Path(sys.argv[2]), snapshot=Path(sys.argv[1]))
"""

ANSWER = """
import json, sys
from toponyms import Gazetteer
gazetteer = Gazetteer.open(sys.argv[1])
names = json.loads(sys.argv[2])
answers = [gazetteer.resolve(name, min_confidence=0, **hints) for name in names for hints in ({}, {"country": "UA"})]
json.dump([[answer.to_dict(), answer.explain()] for answer in answers], sys.stdout)
"""

NAMES = ["Nyok", "New York", "Калинове", "Бахмуті", "Bakmhut", "Donetsk region", "Artemivsk/Bakhmut"]
NAMES += ["qwxzzk", "Tschassiw Jar"]


def run(code: str, *arguments: str, root: Path, seed: int) -> str:
    """The output of another Python with this hash seed, in another folder."""
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(root)}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def test_compiling_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    once, again = compile_tiny(tmp_path / "once"), compile_tiny(tmp_path / "again")
    assert once.read_bytes() == again.read_bytes()


def test_every_hash_seed_compiles_the_same_bytes(tmp_path: Path, root: Path) -> None:
    snapshot = write_snapshot(tmp_path)
    for seed in (1, 2):
        run(COMPILE, str(snapshot), str(tmp_path / f"{seed}.gaz"), root=root, seed=seed)
    assert (tmp_path / "1.gaz").read_bytes() == (tmp_path / "2.gaz").read_bytes()


def test_the_bytes_say_nothing_of_where_and_when(tmp_path: Path) -> None:
    snapshot = write_snapshot(tmp_path / "another" / "place")
    for part in snapshot.iterdir():
        os.utime(part, (1, 1))
    compile_gazetteer(tmp_path / "other-name.gaz", snapshot=snapshot)
    assert (tmp_path / "other-name.gaz").read_bytes() == compile_tiny(tmp_path / "here").read_bytes()


def test_the_fingerprint_of_the_inputs_follows_the_inputs(tmp_path: Path) -> None:
    snapshot = write_snapshot(tmp_path / "one")
    same = inputs_fingerprint(snapshot, None)
    assert read_header(compile_tiny(tmp_path / "two")).inputs.hex() == same
    more = write_snapshot(tmp_path / "three", ua_kyiv=KYIV_TABLE)
    assert len({same, inputs_fingerprint(more, None), inputs_fingerprint(snapshot, None, "UA")}) == 3
    (snapshot.parent / "sources.toml").write_text('data_version = "tiny-2"\n', encoding="utf-8")
    assert inputs_fingerprint(snapshot, None) != same


def test_every_hash_seed_gives_the_same_answers(root: Path) -> None:
    asked = (str(tiny_path()), json.dumps(NAMES))
    first, second = (run(ANSWER, *asked, root=root, seed=seed) for seed in (1, 2))
    assert first == second
    tiny = open_tiny()
    here = [
        [answer.to_dict(), answer.explain()]
        for name in NAMES
        for hints in ({}, {"country": "UA"})
        for answer in [tiny.resolve(name, min_confidence=0, **hints)]
    ]
    assert json.loads(first) == json.loads(json.dumps(here))


def test_the_order_of_asking_does_not_matter(gazetteer: Gazetteer) -> None:
    names = [*NAMES, "Zalizne, Donetsk Oblast", "Kiew", "Lwów", "Novgorodskoye", "Chasov-Yar", "Springfield"]
    one, other = Gazetteer.open(gazetteer.path), Gazetteer.open(gazetteer.path)
    forwards = [one.resolve(name) for name in names]
    backwards = [other.resolve(name) for name in reversed(names)][::-1]
    assert forwards == backwards
    assert [answer.candidates for answer in forwards] == [answer.candidates for answer in backwards]


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_values_survive_pickling(protocol: int) -> None:
    tiny = open_tiny()
    place, found, none = tiny.place("geonames:699751"), tiny.resolve("New York"), tiny.resolve("qwxzzk")
    again: tuple[Place, Resolution, Resolution] = pickle.loads(pickle.dumps((place, found, none), protocol))
    assert again == (place, found, none)
    assert again[0].names == place.names
    assert again[0].parents == place.parents
    assert again[1].candidates == found.candidates
    assert again[1].explain() == found.explain()
    assert again[2].status == "unknown"


def test_a_pickled_gazetteer_opens_its_file_again() -> None:
    tiny = open_tiny()
    again = pickle.loads(pickle.dumps(tiny))
    assert again.path == tiny.path
    assert again.resolve("Nyok") == tiny.resolve("Nyok")
    assert pickle.loads(pickle.dumps(tiny))._index is again._index, "one mapping a file and process"


def test_a_pickle_is_small() -> None:
    assert len(pickle.dumps(open_tiny().place("geonames:699751"))) < 2_000


def test_values_can_be_copied_and_hashed() -> None:
    tiny = open_tiny()
    place, found = tiny.place("geonames:699751"), tiny.resolve("New York")
    assert copy.copy(place) == copy.deepcopy(place) == place
    assert copy.deepcopy(found) == found
    assert {place, tiny.place("katottg:UA14020110050044480")} == {place}
    with pytest.raises((AttributeError, TypeError)):
        place.name = "Novhorodske"  # type: ignore[misc]
    with pytest.raises((AttributeError, TypeError)):
        found.status = "resolved"  # type: ignore[misc]
