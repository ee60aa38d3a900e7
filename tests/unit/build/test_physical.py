"""The State Register's waters and shores: reading its tables, and which row of GeoNames an object is."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest

from toponyms.build.physical import join, kinds
from toponyms.build.readers.geonames import Row
from toponyms.build.readers.register import Named, read_objects
from toponyms.errors import BuildError

HEAD = "Номер;Назва;Латиницею;Вид;Область;Район;Широта;Довгота\n"


def archive(tmp_path: Path, **tables: str) -> Path:
    path = tmp_path / "register.tar.gz"
    with tarfile.open(path, "w:gz") as tar:
        for name, text in tables.items():
            data = ("\ufeff" + HEAD + text).encode()
            member = tarfile.TarInfo(f"csv/{name}.csv")
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return path


def test_the_tables_are_read_with_their_faults(tmp_path: Path) -> None:
    path = archive(
        tmp_path,
        a='Ф-3;Стугна;Stuhna;річка;"Київська обл.,\nЧеркаська\nобл.";;"N 50° 9’ 50""";"E 30° 44’ 50"""\n'
        "Ф-2;В`юнкa;Вiunka;річка;АР Крим;;N 0° 0’ 0;E 0° 0’ 0\n",
        b='Ф-3;Стугна;Stuhna;річка;Сумська обл.;;"N 50° 9’ 50""";"E 30° 44’ 50"""\n',
    )
    first, second = read_objects(path)
    assert first == Named("2", "В’юнка", "", "річка", ("Автономна Республіка Крим",), None)
    assert second == Named("3", "Стугна", "Stuhna", "річка", ("Київська", "Черкаська", "Сумська"), (50.16389, 30.74722))


@pytest.mark.parametrize(
    ("text", "message"), [("Ф-3;Стугна;Stuhna\n", "3 columns"), ("x;Стугна;;річка;;;;\n", "no numbered name")]
)
def test_what_is_no_table_is_an_error(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BuildError, match=message):
        read_objects(archive(tmp_path, a=text))


def test_a_broken_archive_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "register.tar.gz"
    path.write_bytes(b"not a tar")
    with pytest.raises(BuildError, match="cannot be read"):
        read_objects(path)


def row(id_: str, name: str, lat: float, lon: float, code: str = "H.STM", listed: str = "") -> Row:
    return Row(id_, name, name, listed, lat, lon, code, "UA", (), "07", "", "", 0)


def river(id_: str, name: str, lat: float, lon: float, kind: str = "річка") -> Named:
    return Named(id_, name, "", kind, ("Харківська",), (lat, lon))


def joined(objects: list[Named], rows: list[Row]) -> dict[str, str]:
    return {id_: found.id for id_, found in join(objects, rows, kinds()).items()}


def test_one_name_near_is_one_river() -> None:
    assert joined([river("1", "Оскіл", 49.1, 37.4)], [row("9", "Oskil", 49.12, 37.41)]) == {"1": "9"}


def test_a_river_that_is_alone_may_have_its_point_upstream() -> None:
    assert joined([river("1", "Оскіл", 49.1, 37.4)], [row("9", "Oskil", 49.7, 37.6)]) == {"1": "9"}
    two = [river("1", "Вовча", 49.1, 37.4), river("2", "Вовча", 48.0, 35.0)]
    assert joined(two, [row("9", "Vovcha", 49.7, 37.6)]) == {}, "of two rivers it may be either"


def test_two_rows_in_reach_leave_it_open_unless_one_is_much_nearer() -> None:
    near, far = row("8", "Vovcha", 49.11, 37.41), row("9", "Vovcha", 49.2, 37.5)
    assert joined([river("1", "Вовча", 49.1, 37.4)], [near, far]) == {"1": "8"}
    assert joined([river("1", "Вовча", 49.1, 37.4)], [row("8", "Vovcha", 49.17, 37.45), far]) == {}


def test_two_objects_cannot_be_one_row() -> None:
    two = [river("1", "Вовча", 49.1, 37.4), river("2", "Вовча", 49.12, 37.4)]
    assert joined(two, [row("9", "Vovcha", 49.1, 37.4)]) == {}


def test_a_lake_is_no_river() -> None:
    assert joined([river("1", "Оскіл", 49.1, 37.4, "озеро")], [row("9", "Oskil", 49.1, 37.4)]) == {}


def test_the_type_word_of_a_name_does_not_count() -> None:
    dam = river("1", "Каховське", 47.5, 34.7, "водосховище")
    assert joined([dam], [row("9", "Kakhovka", 47.5, 34.7, "H.RSV", "Каховське водосховище")]) == {"1": "9"}
