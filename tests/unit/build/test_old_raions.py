"""The raions of before 2020: read from the older codifier, placed by the settlements that lay in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from toponyms.build.old_raions import _members, _rows
from toponyms.build.readers import koatuu
from toponyms.build.readers.geonames import Row
from toponyms.build.spread import spread
from toponyms.errors import BuildError


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "koatuu.csv"
    path.write_text(
        "TE,NP,NU\n120400000,,БАХЧИСАРАЙСЬКИЙ РАЙОН/М.БАХЧИСАРАЙ\n1420900000,,БАХМУТСЬКИЙ РАЙОН/М. БАХМУТ\n"
        "1420981201,С,БОГДАНІВКА\n121600000,,КАМ'ЯНКА-ДНІПРОВСЬКИЙ РАЙОН/СМТ КІРОВСЬКЕ\n",
        encoding="utf-8",
    )
    return path


def test_raions_have_code_name_and_centre(table: Path) -> None:
    bakhchysarai, bakhmut, third = koatuu.read_raions(table)
    assert bakhchysarai == koatuu.Raion("0120400000", "Бахчисарайський", "Бахчисарай")
    assert (bakhmut.key, bakhmut.centre) == ("14209", "Бахмут")
    assert (third.name, third.centre) == ("Кам’янка-Дніпровський", "Кіровське")


@pytest.mark.parametrize(("text", "words"), [("a,b\n", "no columns TE and NU"), ("TE,NP,NU\n1,С,Х\n", "no raion")])
def test_another_file_is_refused(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "koatuu.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BuildError, match=words):
        koatuu.read_raions(path)


class Unit:
    def __init__(self, *levels: str) -> None:
        self.levels = levels


class Spine:
    """As much of a spine as placing a raion needs."""

    def __init__(self, *rows: Row) -> None:
        self.rows, self.row_of = list(rows), dict[str, Row]()
        self.councils = {"a": "14209812", "b": "14209813", "c": "14103708", "d": "14209814"}
        self.settlements = {"a", "b", "c"}
        self.units = {code: Unit("UA14", code) for code in "abcd"}

    def point(self, code: str) -> tuple[float, float]:
        return 48.5, 37.0 + ord(code) / 1000


def row(id_: str, *names: str, code: str = "A.ADM2H", lat: float = 48.5) -> Row:
    return Row(id_, names[0], names[0], ",".join(names), lat, 37.1, code, "UA", (), "05", "", "", 0)


def test_settlements_give_the_place_of_a_raion() -> None:
    points, oblasts = _members(Spine())  # type: ignore[arg-type]
    assert points["14209"] == [(48.5, 37.097), (48.5, 37.098)]
    assert oblasts["14209"] == "UA14"


@pytest.mark.parametrize(
    ("rows", "id_"),
    [
        ([row("1", "Bakhmut Raion", "Бахмутський район")], "1"),
        ([row("1", "Bakhmutskyi Rayon")], "1"),
        ([row("1", "Bakhmut Raion", "Бахмутський район", code="A.ADM2")], ""),  # that is the one of today
        ([row("1", "Бахмутський район", lat=49.5)], ""),  # too far off
        ([row("1", "Бахмутський район"), row("2", "Бахмутський район")], ""),
        ([row("1", "Бахмутська громада")], ""),
    ],
)
def test_a_row_is_taken_among_its_settlements_only(rows: list[Row], id_: str) -> None:
    raion = koatuu.Raion("1420900000", "Бахмутський", "Бахмут")
    middle = spread([(48.5, 37.097), (48.5, 37.098)])
    assert middle
    found = _rows(Spine(*rows), {raion: middle})  # type: ignore[arg-type]
    assert [one.id for one in found.values()] == ([id_] if id_ else [])
