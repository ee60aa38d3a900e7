"""Pairs of names: no place is in both halves, what is measured rises with likeness, the regression separates."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

pytest.importorskip("numpy")

import numpy as np

from bench.__main__ import main
from bench.cases import DataMissing
from bench.pairs import FILE, NEWTON, Names, Pair, classified, cut, read_pairs, regression

HEAD = "a\tb\tlabel\tgeonameid_a\tgeonameid_b\tscript_a\tscript_b\tcc_a\tcc_b\tsplit\n"


def write(folder: Path, rows: list[str]) -> Path:
    """A sample of these rows."""
    path = folder / FILE
    path.parent.mkdir()
    path.write_bytes(gzip.compress((HEAD + "".join(row + "\n" for row in rows)).encode()))
    return folder


def test_no_place_is_in_both_halves(tmp_path: Path) -> None:
    rows = [f"a\tb\t0\t{number}\t{number + 1}\tLATIN\tTHAI\tXX\tXX\ttrain" for number in range(60)]
    chained = read_pairs(write(tmp_path, rows))
    assert len({pair.fitted for pair in chained}) == 1, "each shares a place with the next"
    assert not any(pair.read for pair in chained)


def test_a_missing_sample_says_where_it_comes_from(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(DataMissing, match="DeezyMatch"):
        read_pairs(tmp_path)
    assert main(["pairs", "--data", str(tmp_path)]) == 2
    assert "is missing" in capsys.readouterr().err


def test_another_romanization_is_liker_than_another_name() -> None:
    names = Names()
    same = names.measures(Pair("Часів Яр", "Tschassiw Jar", True, True, True))
    other = names.measures(Pair("Часів Яр", "Krasnyi Yar", False, True, True))
    assert len(same) == len(other)
    assert sum(same) > sum(other)
    assert all(0.0 <= one <= 1.0 for one in (*same, *other))
    assert names.measures(Pair("...", "—", False, True, True)), "what has no letters is measured too"


@pytest.mark.parametrize("columns", [2, NEWTON + 10])
def test_a_regression_separates_what_a_line_separates(columns: int) -> None:
    rng = np.random.default_rng(3)
    values = rng.normal(size=(400, columns)) * 0.1
    values[:, 0] = rng.normal(size=400)
    right = values[:, 0] > 0.2
    weights = regression(values, right, 0.1)
    assert ((values @ weights[:-1] + weights[-1] > 0) == right).mean() > 0.95
    fitted = np.arange(400) < 200
    assert (classified(values[:, :2], right, fitted, (0.1, 1.0)) == right)[200:].mean() > 0.9


def test_a_threshold_is_that_of_the_fitted_half() -> None:
    scores = np.array([0.1, 0.4, 0.6, 0.9, 0.5, 0.7])
    right = np.array([False, False, True, True, True, False])
    fitted = np.array([True, True, True, True, False, False])
    assert cut(scores, right, fitted).tolist() == [False, False, True, True, False, True]
