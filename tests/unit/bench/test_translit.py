from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from bench.__main__ import main
from bench.translit.samples import EXPLAINED, Sample, read_table, run
from toponyms.romanization import romanizations

ROWS = [
    ("ua-ukr-Cyrl-Latn-2010", "Горішні Плавні", "Horishni Plavni"),
    ("iuliia:gost_779", "Орёл", "Orёl"),
    ("un-ukr-Cyrl-Latn-1998", "Київ", "Kiı̀v"),
    ("KMU_55", "Є", "YE"),
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "translit"
    folder.mkdir()
    lines = [json.dumps({"standard": s, "src_text": text, "expected": latin}) + "\n" for s, text, latin in ROWS]
    (folder / "translit_uk_ru_be.jsonl.gz").write_bytes(gzip.compress("".join(lines).encode()))
    lines = [
        "standard\tdirection\tcyr\tlat\n",
        'DSTU_9112_A\tcyr <> lat\t"гай"\t"ğaj"\n',
        "DSTU_9112_B\tlat > cyr\tгай\tghaj\n",
    ]
    (folder / "uklatn_cases.tsv.gz").write_bytes(gzip.compress("".join(lines).encode()))
    others = [("bgnpcgn-kaz-Cyrl-Latn-1979", "Алматы", "Almaty"), ("acadsin-zho-Hani-Latn-2002", "北", "Bei")]
    lines = [json.dumps({"standard": s, "src_text": text, "expected": latin}) + "\n" for s, text, latin in others]
    (folder / "translit_cases.jsonl.gz").write_bytes(gzip.compress("".join(lines).encode()))
    return tmp_path


def test_scores(data: Path) -> None:
    explained = [{"standard": "KMU_55", "sample": Sample("KMU_55", "Є", "YE").key, "kind": "decision", "reason": "x"}]
    scores = {score.standard: score for score in run(data, explained)}
    found = {name: (score.exact, score.lookalike, score.explained, len(score.misses)) for name, score in scores.items()}
    assert found == {
        "DSTU_9112_A": (1, 0, 0, 0),
        "DSTU_9112_A backwards": (1, 0, 0, 0),
        "DSTU_9112_B backwards": (1, 0, 0, 0),
        "KMU_55": (0, 0, 1, 0),
        "bgnpcgn-kaz-Cyrl-Latn-1979": (1, 0, 0, 0),
        "iuliia:gost_779": (0, 1, 0, 0),
        "ua-ukr-Cyrl-Latn-2010": (1, 0, 0, 0),
        "un-ukr-Cyrl-Latn-1998": (0, 0, 0, 1),
    }


def test_the_command_fails_for_what_is_not_explained(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["translit", "--data", str(data)]) == 1
    out = capsys.readouterr().out
    # the sample of KMU_55 is made up, and the file explains samples that are not there
    assert "explains what is no miss" in out


def test_missing_data_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["translit", "--data", str(tmp_path)]) == 2
    assert "translit_uk_ru_be.jsonl.gz is missing" in capsys.readouterr().err
    assert main(["translit"]) == 2


def test_the_tables_beside_the_command_are_sound() -> None:
    standards = read_table("standards.tsv")
    assert {row["system"] for row in standards} - {""} <= set(romanizations())
    assert all(row["system"] or row["note"] for row in standards)
    names = {row["standard"] for row in standards}
    for row in read_table("misses.tsv"):
        assert row["standard"].removesuffix(" backwards") in names
        assert row["kind"] in EXPLAINED
        assert row["reason"]
    for row in read_table("lookalikes.tsv"):
        assert len(row["in_sample"]) == len(row["meant"]) == 1
        assert row["reason"]
