"""Which gazetteer the module functions ask: the one in use, else the environment's, else the installed one."""

from __future__ import annotations

import asyncio
import contextvars
import threading
from pathlib import Path

import pytest

import toponyms
from tests.tiny import open_tiny, tiny_path
from toponyms import Gazetteer, GazetteerNotFound, _default


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tiny gazetteer is the default one here."""
    monkeypatch.setenv(_default.ENVIRONMENT, str(tiny_path()))


def test_the_environment_names_another_file() -> None:
    assert _default.default_path() == str(tiny_path())
    assert toponyms.data_version == "tiny-1"
    assert _default.current() is _default.current(), "one mapping a file and process"


def test_opening_without_a_path_is_the_same_rule() -> None:
    assert Gazetteer.open().path == str(tiny_path())
    assert Gazetteer.open(None, verify=True).data_version == "tiny-1"


def test_an_empty_environment_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(_default.ENVIRONMENT, "")
    assert Path(_default.default_path()).name == "toponyms.gaz"
    assert Path(_default.default_path()).parent.name == "_data"
    monkeypatch.delenv(_default.ENVIRONMENT)
    assert Path(_default.default_path()).parent.parent == Path(toponyms.__file__).parent


def test_a_file_that_is_not_there_says_so_when_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(_default.ENVIRONMENT, str(tmp_path / "none.gaz"))
    for ask in (lambda: toponyms.resolve("Kyiv"), lambda: toponyms.place("geonames:1"), lambda: toponyms.data_version):
        with pytest.raises(GazetteerNotFound, match=r"none\.gaz.*toponyms compile"):
            ask()


def test_use_nests_and_ends() -> None:
    outside = _default.current()
    one, two = open_tiny(), open_tiny()
    with toponyms.use(one) as used:
        assert used is one
        assert _default.current() is one
        with toponyms.use(two):
            assert _default.current() is two
            with toponyms.use(one):
                assert _default.current() is one
            assert _default.current() is two
        assert _default.current() is one
    assert _default.current() is outside


def test_one_use_can_be_entered_twice() -> None:
    outside = _default.current()
    one, two = open_tiny(), open_tiny()
    used = toponyms.use(one)
    with used, toponyms.use(two):
        with used:
            assert _default.current() is one
        assert _default.current() is two
    assert _default.current() is outside


def test_use_ends_with_an_error() -> None:
    outside = _default.current()
    with pytest.raises(RuntimeError), toponyms.use(open_tiny()):
        raise RuntimeError
    assert _default.current() is outside


def test_use_is_for_this_thread_only() -> None:
    outside = _default.current()
    seen: list[object] = []
    with toponyms.use(open_tiny()) as used:
        thread = threading.Thread(target=lambda: seen.append(_default.current()))
        thread.start()
        thread.join()
        context = contextvars.copy_context()
        assert context.run(_default.current) is used
    assert seen == [outside]


def test_use_is_for_this_task_only() -> None:
    one, two = open_tiny(), open_tiny()

    async def asks(gazetteer: toponyms.Gazetteer) -> bool:
        with toponyms.use(gazetteer):
            await asyncio.sleep(0)
            return _default.current() is gazetteer

    async def both() -> list[bool]:
        return await asyncio.gather(asks(one), asks(two), asks(one))

    assert asyncio.run(both()) == [True, True, True]


def test_answers_of_a_used_gazetteer_stay_its_own() -> None:
    with toponyms.use(open_tiny()):
        place = toponyms.place("geonames:699751")
        found = toponyms.resolve("New York")
    assert [parent.name for parent in place.parents][-1] == "Ukraine"
    assert len(found.candidates) == 2
    assert {one.place.data_version for one in found.candidates} == {"tiny-1"}
