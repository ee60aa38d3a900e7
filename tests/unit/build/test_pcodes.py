"""P-codes: attached where digits and a name agree, left and listed where they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tiny import open_tiny
from toponyms import OverlayError

TABLES = Path(__file__).parents[2] / "data" / "pcodes"
RAION, NIU_YORK, ZALIZNE = "geonames:1000010", "geonames:699751", "katottg:UA14020110070099999"


def test_a_table_of_the_older_form() -> None:
    tiny = open_tiny()
    places = len(tiny)
    found = tiny.overlay_pcodes(TABLES / "older.csv")
    assert found.attached == {"ADM2": 1, "ADM4": 2}
    assert [(one.row, one.pcode, one.reason) for one in found.left] == [
        (2, "UA14", "no unit of these digits"),  # the tiny gazetteer has the oblast without its code
        (4, "UA1402011009", "no unit of these digits"),
        (5, "UA1406", "no unit of these digits"),
        (5, "UA14-17", "is not of the form of KATOTTG's digits"),
    ]
    assert tiny.place("pcode:UA1402").id == RAION
    assert tiny.place("pcode:UA1402011005").id == NIU_YORK
    assert tiny.place("pcode:UA1402011007").id == ZALIZNE, "Artemove is what Zalizne was called"
    assert tiny.place(NIU_YORK).ids["pcode"] == "UA1402011005"
    assert tiny.place(NIU_YORK).provenance == ("overlay older.csv", "gazetteer")
    assert len(tiny) == places
    text = str(found).splitlines()
    assert text[0] == "older.csv: attached 1 ADM2, 2 ADM4; left 4"
    assert text[2] == "  line 4: UA1402011009 (Nelipivka, Неліпівка, Нелеповка): no unit of these digits"


def test_a_table_of_the_newer_form() -> None:
    tiny = open_tiny()
    found = tiny.overlay_pcodes(TABLES / "newer.csv", name="cod")
    assert found.attached == {"ADM2": 1, "ADM4": 2}
    assert tiny.place(NIU_YORK).provenance == ("overlay cod", "gazetteer")
    assert tiny.place("pcode:UA1402011007").id == ZALIZNE, "the English name agrees, the Ukrainian one has a slip"


def test_another_name_is_never_attached() -> None:
    tiny = open_tiny()
    rows = [
        {"ADM2_PCODE": "UA1402", "ADM2_UA": "Сумський", "ADM2_EN": "Sumskyi"},
        {"ADM2_PCODE": "ua1402", "ADM2_UA": "Сумський", "ADM2_EN": "Sumskyi"},
        {"ADM4_PCODE": "UA1402011005", "ADM4_UA": ""},
    ]
    found = tiny.overlay_pcodes(rows)
    assert (found.overlay, found.attached) == ([], {})
    assert [one.reason for one in found.left] == [
        "katottg:UA14020000000034314 is Bakhmut Raion",
        "no name to check that it is Niu-York (katottg:UA14020110050044480)",
    ]
    assert tiny.layers == ()


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"name": "x"}], "no column ADM1_PCODE"),
        ([{"ADM2_PCOD": "UA1402"}], "Did you mean ADM2_PCODE"),
        ([{"ADM2_PCODE": ""}, {"ADM2_PCODE": None}], "no P-code in the table"),
        ([{"ADM2_PCODE": "UA1402", "ADM2_UA": "А"}, {"ADM2_PCODE": "UA1402", "ADM2_UA": "Б"}], "row 2: UA1402 is Б"),
    ],
)
def test_a_table_that_cannot_be_used(rows: list[dict[str, object]], message: str) -> None:
    with pytest.raises(OverlayError, match=message):
        open_tiny().overlay_pcodes(rows)


def test_p_codes_as_a_layer_of_their_own(tmp_path: Path) -> None:
    from toponyms import Gazetteer

    tiny = open_tiny()
    tiny.overlay_pcodes(TABLES / "older.csv")
    tiny.save_layer(tmp_path / "pcodes.gaz")
    again = Gazetteer.open(tiny.path, layers=[tmp_path / "pcodes.gaz"])
    assert again.place("pcode:UA1402") == tiny.place("pcode:UA1402")
    again.overlay([{"id": "pcode:UA1402011005", "name": "Nuyork"}])
    assert again.resolve("Nuyork").candidates[0].place.id == NIU_YORK
    assert again.place("pcode:UA1402011005").ids["pcode"] == "UA1402011005", "ids stay with what is laid over the place"
