"""The data card, made from the small gazetteer."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.validation.conftest import compiled
from toponyms import Gazetteer
from toponyms.cli import main
from toponyms.errors import BuildError
from toponyms.validation.datacard import card

Made = Callable[[], Gazetteer]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A compiled file with a data version that is a month."""
    return compiled(tmp_path_factory.mktemp("card"), version="2026.11")


def rows(text: str, heading: str) -> list[list[str]]:
    """Cells of the tables below a heading."""
    section = text.split(f"## {heading}\n")[1].split("\n## ")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line[:1] == "|"]


def test_the_card_counts_what_is_there(small: Path) -> None:
    text = card(Gazetteer.open(small))
    assert "{{" not in text
    places = {row[0]: row[1:] for row in rows(text, "Places")}
    assert places["settlement"] == ["3", "1", "0"]
    assert places["all"] == ["10", "2", "0"]
    coverage = {row[0]: row[1:] for row in rows(text, "Coverage of Ukraine")}
    assert coverage["Donetsk Oblast"] == ["3", "2", "66.7 %", "0", "2", "0"] == coverage["all"]
    sources = {row[0]: row[-1] for row in rows(text, "Sources")}
    assert sources["`curated`"] == "1"
    assert int(sources["`tiny`"]) > 60


def test_the_card_is_the_same_each_time(small: Path) -> None:
    assert card(Gazetteer.open(small)) == card(Gazetteer.open(small))
    assert not re.search(r"\d seconds", card(Gazetteer.open(small)))


def test_a_card_needs_the_list_of_sources_and_a_month(small: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone.gaz"
    alone.write_bytes(small.read_bytes())
    with pytest.raises(BuildError, match="a data card needs the list of sources"):
        card(Gazetteer.open(alone))
    with pytest.raises(BuildError, match="no year and month"):
        card(Gazetteer.open(compiled(tmp_path / "other")))


def test_check_compares_and_writes_nothing(small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "CARD.md"
    options = ["--gazetteer", str(small), "--out", str(out)]
    assert main(["datacard", *options, "--check"]) == 4
    assert not out.exists()
    assert main(["datacard", *options]) == 0
    assert main(["datacard", *options, "--check"]) == 0
    out.write_text(out.read_text(encoding="utf-8").replace("66.7 %", "99.9 %"), encoding="utf-8")
    capsys.readouterr()
    assert main(["datacard", *options, "--check"]) == 4
    assert "-| Donetsk Oblast | 3 | 2 | 99.9 % |" in capsys.readouterr().out
