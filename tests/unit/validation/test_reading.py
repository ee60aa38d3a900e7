"""What is read of whatever is validated."""

from __future__ import annotations

import lzma
from datetime import date
from pathlib import Path

import pytest

from tests.unit.validation.conftest import CLEAN, claim, compiled, write
from toponyms import Gazetteer, GazetteerCorrupt, validate
from toponyms.validation.model import Fault
from toponyms.validation.reading import Subject
from toponyms.validation.records import Record

TODAY = date(2026, 11, 1)


def records(path: Path) -> tuple[dict[str, Record], list[tuple[str, Fault]]]:
    told: list[tuple[str, Fault]] = []
    found = {record.id: record for record in Subject(path).records(lambda code, fault: told.append((code, fault)))}
    return found, told


def test_a_compiled_file_says_what_its_tables_say(tmp_path: Path) -> None:
    tables, told = records(write(tmp_path / "tables"))
    file, _ = records(compiled(tmp_path / "file"))
    assert told == []
    assert tables.keys() == file.keys()
    for place, record in tables.items():
        other = file[place]
        assert (record.kind, record.level, record.parent, record.country) == (
            other.kind,
            other.level,
            other.parent,
            other.country,
        )
        assert (record.lat, record.lon, record.position_kind) == (other.lat, other.lon, other.position_kind)
        assert {claim[:8] for claim in record.names} <= {claim[:8] for claim in other.names}
        assert sorted(claim.value for claim in record.identifiers) == sorted(claim.value for claim in other.identifiers)


def test_empty_places_stand_for_the_line_above(tmp_path: Path) -> None:
    path = tmp_path / "part.tsv.xz"
    lines = CLEAN.splitlines(keepends=True)
    short = [line if line.split("\t")[0] != before.split("\t")[0] else line[line.index("\t") :]
             for before, line in zip(["", *lines], lines, strict=False)]  # fmt: skip
    path.write_bytes(lzma.compress("".join(short).encode()))
    assert records(path)[0].keys() == records(write(tmp_path))[0].keys()


def test_reading_goes_on_after_a_bad_line(tmp_path: Path) -> None:
    path = tmp_path / "part.tsv"
    path.write_text(CLEAN + "one\ttwo\n" + claim("toponyms:x", "nme", "X") + "# a comment\n\n", encoding="utf-8")
    found, told = records(path)
    assert len(found) == 13
    last = len(CLEAN.splitlines())
    assert [(code, fault.line) for code, fault in told] == [("TP001", last + 1), ("TP001", last + 2)]
    assert "2 columns where there should be 10" in told[0][1].message
    assert "'nme' is not a field. Did you mean name?" in told[1][1].message


@pytest.mark.parametrize(
    ("text", "message"),
    [(b"", "the header must be"), (b"a\tb\n", "the header must be"), (CLEAN.encode("utf-16"), "not UTF-8")],
)
def test_a_table_that_is_none_is_one_finding(text: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "part.tsv"
    path.write_bytes(text)
    (finding,) = validate(path, today=TODAY)
    assert (finding.code, finding.file) == ("TP001", str(path))
    assert message in finding.message


def test_a_damaged_file_says_so(tmp_path: Path) -> None:
    path = compiled(tmp_path)
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(GazetteerCorrupt, match="bytes"):
        validate(path)


def test_an_open_gazetteer_is_validated_as_it_is(tmp_path: Path) -> None:
    with Gazetteer.open(compiled(tmp_path)) as gazetteer:
        report = validate(gazetteer, today=TODAY)
    assert (report.ok, report.subject, report.data_version) == (True, gazetteer.path, "clean-1")
