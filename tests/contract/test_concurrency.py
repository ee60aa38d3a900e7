"""One gazetteer is shared between threads, across forks and processes, and gives everyone the same answers."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest

import toponyms
from tests.tiny import open_tiny, tiny_path
from toponyms import Gazetteer

NAMES = [
    "Nyok", "New York", "Калинове", "Бахмуті", "Bakmhut", "Donetsk region", "Artemivsk/Bakhmut", "qwxzzk",
    "Tschassiw Jar", "Kharkow", "Калинове, Харківська область", "Siverskyi Donets River", "м. Куп’янськ", "Suva",
]  # fmt: skip
REAL = [
    "Nyok", "Kiew", "Charkow", "Zalizne, Donetsk Oblast", "Novgorodskoye", "Chasov-Yar", "Toretskk", "Lwów", "qwxzzk",
    "Dnipropetrovsk region", "Springfield", "Артёмовск, Донецкая область", "Krasnoarmijsk", "Mariuupol",
]  # fmt: skip


def answers(gazetteer: Gazetteer, names: list[str]) -> list[str]:
    """All that is said about some names, as text."""
    return [
        gazetteer.resolve(name, min_confidence=0, **hints).explain()
        for name in names
        for hints in ({}, {"country": "UA"}, {"within": "Donetsk Oblast"})
    ]


def answers_of(path: str) -> list[str]:
    """The same in another process."""
    return answers(Gazetteer.open(path), NAMES)


def place_of(place: toponyms.Place) -> list[str]:
    """What another process reads of a place that it was given."""
    return [*(str(name) for name in place.names), *(str(parent) for parent in place.parents)]


def test_threads_share_one_gazetteer() -> None:
    expected = answers(open_tiny(), NAMES)
    shared, interval = open_tiny(), sys.getswitchinterval()
    start = threading.Barrier(8)

    def ask() -> list[str]:
        start.wait()
        return answers(shared, NAMES)

    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            found = [task.result() for task in [pool.submit(ask) for _ in range(8)]]
    finally:
        sys.setswitchinterval(interval)
    assert all(one == expected for one in found)


def test_threads_share_the_real_gazetteer(gazetteer: Gazetteer) -> None:
    expected = answers(gazetteer, REAL)
    fresh = Gazetteer.open(gazetteer.path)
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda _: answers(fresh, REAL), range(4))) == [expected] * 4


def test_threads_share_one_answer() -> None:
    tiny = open_tiny()
    for _ in range(20):
        found = tiny.resolve("New York")
        start = threading.Barrier(4)

        def read(found: toponyms.Resolution = found, start: threading.Barrier = start) -> object:
            start.wait()
            return found.candidates

        with ThreadPoolExecutor(4) as pool:
            seen = [task.result() for task in [pool.submit(read) for _ in range(4)]]
        assert all(candidates == seen[0] for candidates in seen)


def test_threads_open_the_default_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOPONYMS_GAZETTEER", str(tiny_path()))
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: toponyms.resolve("Nyok").place, range(32)))
    assert {place.id for place in found if place} == {"geonames:699751"}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_fork_reads_the_same_mapping() -> None:
    tiny = open_tiny()
    expected = "".join(answers(tiny, NAMES))
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(reader)
            with os.fdopen(writer, "wb") as out:
                out.write("".join(answers(tiny, NAMES)).encode())
            tiny.close()
            status = 0
        finally:
            os._exit(status)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        found = pipe.read().decode()
    assert os.waitpid(child, 0)[1] == 0
    assert found == expected
    assert "".join(answers(tiny, NAMES)) == expected, "closing in the child closes nothing here"


def test_processes_open_the_file_for_themselves() -> None:
    tiny = open_tiny()
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        tasks = [pool.submit(answers_of, str(tiny_path())) for _ in range(2)]
        places = pool.submit(place_of, tiny.place("geonames:699751"))
        assert [task.result() for task in tasks] == [answers(tiny, NAMES)] * 2
        assert places.result() == place_of(tiny.place("geonames:699751"))


def test_closing_one_leaves_the_others_open() -> None:
    one, other = open_tiny(), open_tiny()
    expected = answers(one, NAMES)
    one.close()
    assert answers(other, NAMES) == expected


def test_an_iterator_of_answers_may_outlive_others() -> None:
    tiny = open_tiny()
    many = tiny.resolve_many(NAMES * 3)
    first = next(many)
    with toponyms.use(open_tiny()):
        assert [first, *many] == [tiny.resolve(name) for name in NAMES * 3]
