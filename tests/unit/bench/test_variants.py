"""The variants benchmark: its rows, its scorer, its baselines on a gazetteer made up here."""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from pathlib import Path

import pytest

pytest.importorskip("rapidfuzz")
pytest.importorskip("numpy")

import toponyms
from bench.__main__ import main
from bench.names import NameTable
from bench.names import Row as Place
from bench.variants import command
from bench.variants.rows import CATEGORIES, COLUMNS, NIL, ROWS, Row, RowError, read_file, read_rows, write_file
from bench.variants.score import Reply, Tally, is_right, score
from bench.variants.systems import Exact, Fuzzy

ALL = read_rows()
SOURCES = ROWS.parent / "sources.tsv"
KINDS = {"", "settlement", "admin", "water", "region", "relief", "object", "part", "country", "claimed"}


def row(surface: str, expected: str = NIL, **values: str) -> Row:
    """A row with what matters."""
    return Row(surface, "en", values.pop("category", "garble"), "any", expected=expected, **values)


def test_every_category_has_rows_in_both_splits() -> None:
    counts = Counter((one.category, one.split) for one in ALL)
    assert len(ALL) >= 3_000
    assert [key for key in CATEGORIES if min(counts[key, "dev"], counts[key, "test"]) < 90] == []


@pytest.mark.parametrize("category", CATEGORIES)
def test_rows_are_well_formed(category: str) -> None:
    with SOURCES.open(encoding="utf-8") as lines:
        keys = {line["key"] for line in csv.DictReader(lines, delimiter="\t")}
    for one in read_rows(categories=[category]):
        assert one.category == category
        assert one.surface == one.surface.strip(), one
        assert one.language, one
        assert one.place, one
        assert one.kind in KINDS, one
        assert bool(one.within) == bool(one.within_id), one
        assert (one.expected == NIL) == (category == "nil"), one
        assert len(one.country) in (0, 2), one
        for part in one.source.split(" + "):
            assert part.split()[0].split(":")[0] in keys, one


def test_every_expected_place_exists_and_agrees_with_the_hints() -> None:
    for one in ALL:
        for identifier in one.ids:
            place = toponyms.place(identifier)  # an id that was joined with another still finds its place
            assert not one.country or one.country in place.countries, one
            assert not one.kind or place.kind == one.kind, one
        if one.within_id:
            unit = toponyms.place(one.within_id)
            around = {parent.id for identifier in one.ids for parent in toponyms.place(identifier).parents}
            assert not one.ids or unit.id in around, one


def test_places_outside_the_scope_are_outside() -> None:
    outside = [one for one in ALL if one.source.startswith("geonames-cities500")]
    assert outside
    for one in outside:
        with pytest.raises(toponyms.UnknownPlace):
            toponyms.place(one.source.split()[1])


def test_no_place_is_in_both_splits_and_no_question_twice() -> None:
    splits: dict[str, set[str]] = {}
    for one in ALL:
        splits.setdefault(one.place if one.expected == NIL else one.expected.split()[0], set()).add(one.split)
    assert [key for key, value in splits.items() if len(value) > 1] == []
    asked = Counter((one.category, one.question, one.expected) for one in ALL)
    assert [key for key, count in asked.items() if count > 1] == []


def test_a_file_is_read_as_it_is_written(tmp_path: Path) -> None:
    rows = [row('a "quoted" name', "t:1", near="48.5,37.9"), row("shelling")]
    write_file(tmp_path / "garble.tsv", rows)
    assert read_file(tmp_path / "garble.tsv") == rows
    assert rows[0].point == (48.5, 37.9)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("surface\n", "columns are"),
        ("\t".join(COLUMNS) + "\nonly\ttwo\n", "has 2 columns"),
        ("\t".join(COLUMNS) + "\na\ten\tx\ty" + "\t" * 9 + "zero\tsource\n", "rivals"),
        ("\t".join(COLUMNS) + "\n\ten\tx\ty" + "\t" * 9 + "1\tsource\n", "lacks a surface"),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "x.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(RowError, match=message):
        read_file(tmp_path / "x.tsv")
    with pytest.raises(RowError, match="each category has a file"):
        read_rows(folder=tmp_path)


def test_what_is_right() -> None:
    assert is_right(row("a", "t:1 t:2"), Reply("t:2", 0.9))
    assert not is_right(row("a", "t:1"), Reply("", 0.4, "t:1"))
    assert is_right(row("a"), Reply("", 0.4, "t:1"))
    assert not is_right(row("a"), Reply("t:1", 0.6))


def test_counts_of_a_report() -> None:
    rows = [row("a", "t:1"), row("b", "t:2", rivals=4), row("c", category="nil"), row("d", category="nil")]  # type: ignore[arg-type]
    report = score("any", rows, [Reply("t:1", 0.95), Reply("", 0.3, "t:2"), Reply(), Reply("t:9", 0.65)])
    assert report.total.accuracy == 0.5
    assert report.total.precision == 0.5
    assert report.refused == 0.5
    assert report.categories["garble"].ceiling == 1.25
    # gaps of the three bins: 0.05, 0.7 and 0.65, a row each; the row without a candidate does not count
    assert report.reliability.error == pytest.approx(1.4 / 3)
    assert [failure["surface"] for failure in report.failures] == ["b", "d"]
    document = report.to_dict()
    assert document["reliability"]["at_0.9"] == {"rows": 1, "precision": 1.0}
    assert [line["rows"] for line in document["reliability"]["bins"]] == [1, 1, 1]


def test_nothing_answered_has_no_precision() -> None:
    assert Tally().precision is None
    assert score("any", [row("a", "t:1")], [Reply()]).reliability.error is None


@pytest.fixture
def table() -> NameTable:
    """Two regions, a town in each of the same name, a river of it."""
    return NameTable.of(
        [
            Place("t:10", "admin", 1, 52.0, 30.0, ("XA",), 900, (), ("North Oblast",)),
            Place("t:20", "admin", 1, 48.0, 30.0, ("XA",), 800, (), ("South Oblast",)),
            Place("t:11", "settlement", 0, 52.1, 30.1, ("XA",), 5_000, ("t:10",), ("Terna",)),
            Place("t:21", "settlement", 0, 48.1, 30.1, ("XA",), 2_000, ("t:20",), ("Terna",)),
            Place("t:31", "water", 0, 48.4, 30.1, ("XA",), 0, ("t:20",), ("Terna",)),
        ]
    )


def test_baselines_obey_every_hint(table: NameTable) -> None:
    asked = [
        row("TERNA"),
        row("Terna", within="South Oblast", within_id="t:20"),
        row("Terna", kind="water"),
        row("Terna", near="48.2,30.1", kind="settlement"),
        row("Terna", country="XB"),
    ]
    right = ["t:11", "t:21", "t:31", "t:21", ""]
    assert [reply.id for reply in Exact(table).reply(asked)] == right
    assert [reply.id for reply in Fuzzy(table).reply(asked)] == right


def test_the_fuzzy_baseline_finds_what_is_similar_enough(table: NameTable) -> None:
    found = Fuzzy(table, cutoff=80.0).reply([row("Ternna", within="South", within_id="t:20"), row("Txxxa")])
    assert [reply.id for reply in found] == ["t:21", ""]
    assert found[0].confidence == pytest.approx(0.909, abs=0.001)


def options(**values: object) -> argparse.Namespace:
    """What the command gets, with its defaults."""
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers())
    given = parser.parse_args(["variants"])
    return argparse.Namespace(**{**vars(given), **values})


def test_another_systems_answers_are_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.run(options(split="dev", category=["nil"], questions=tmp_path / "q.tsv"), {}) == 0
    lines = (tmp_path / "q.tsv").read_text(encoding="utf-8").splitlines()
    assert lines[0].split("\t")[:2] == ["question", "surface"]
    assert "expected" not in lines[0]
    answers = ["question\tid\tconfidence", *(f"{line.split(chr(9))[0]}\tNIL\t0.2" for line in lines[1:])]
    (tmp_path / "a.tsv").write_text("\n".join(answers) + "\n", encoding="utf-8")
    assert command.run(options(split="dev", category=["nil"], answers=tmp_path / "a.tsv"), {}) == 0
    assert "100.0" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id\nt:1\n", "lacks the column question"),
        ("question\tid\tconfidence\nx\tt:1\tsure\n", "no number from 0 to 1"),
        ("question\tid\nx\tt:1\n", "answers none"),
    ],
)
def test_bad_answers_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, message: str) -> None:
    (tmp_path / "a.tsv").write_text(text, encoding="utf-8")
    assert command.run(options(answers=tmp_path / "a.tsv"), {}) == 2
    assert message in capsys.readouterr().err


def test_an_unknown_name_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["variants", "--category", "garbel"]) == 2
    assert "did you mean 'garble'" in capsys.readouterr().err
