"""The second process of compiling: the same bytes, and a plain word where it fails."""

from __future__ import annotations

import sys
from array import array
from pathlib import Path

import pytest

from tests.tiny import write_snapshot
from toponyms.build import apart
from toponyms.build.compile import compile_gazetteer
from toponyms.build.skeletons import Keyed, make
from toponyms.errors import BuildError
from toponyms.index.keys import KeyRules


def keyed() -> Keyed:
    """Two keys of one row each, of a place each."""
    column = array("I", [0, 1])
    return Keyed(
        ["бахмут", "niu york"], ["uk"], column, array("I", [0, 1, 2]), array("I", [0, 0]), column, array("h", [5, 7])
    )


def test_both_ways_make_the_same() -> None:
    rules = KeyRules.load()
    with apart.skeletons(keyed(), rules, second=True) as made:
        found = made()
    assert found == make(keyed(), rules)
    assert {name: type(data) for name, data in found.items()} == {
        name: type(data) for name, data in make(keyed(), rules).items()
    }


def test_a_file_is_the_same_however_many_processes_compile_it(tmp_path: Path) -> None:
    snapshot = write_snapshot(tmp_path)
    for processes in (1, 2):
        compile_gazetteer(tmp_path / f"{processes}.gaz", snapshot=snapshot, processes=processes)
    assert (tmp_path / "1.gaz").read_bytes() == (tmp_path / "2.gaz").read_bytes()


def test_which_way_is_a_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_cores", lambda: 2)
    assert apart.wants_second(None, apart.WORTH)
    assert not apart.wants_second(None, apart.WORTH - 1)
    assert not apart.wants_second(1, apart.WORTH)
    assert apart.wants_second(2, 1)
    monkeypatch.setattr(sys, "executable", "")
    assert not apart.wants_second(None, apart.WORTH)
    monkeypatch.setattr(apart, "_cores", lambda: 1)
    assert not apart.wants_second(None, apart.WORTH)


@pytest.mark.parametrize(
    ("program", "said"),
    [("/bin/false", "ended with code 1.*--processes 1"), ("/nowhere/python", "could not be started")],
)
def test_a_process_that_fails_is_an_error_that_says_so(
    monkeypatch: pytest.MonkeyPatch, program: str, said: str
) -> None:
    monkeypatch.setattr(sys, "executable", program)
    with pytest.raises(BuildError, match=said), apart.skeletons(keyed(), KeyRules.load(), second=True) as made:
        made()


def test_an_error_meanwhile_ends_the_process() -> None:
    with pytest.raises(KeyError), apart.skeletons(keyed(), KeyRules.load(), second=True):
        raise KeyError("meanwhile")
