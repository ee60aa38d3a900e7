"""Fitting: what is read back is what decided, the model finds known weights, the maps rise, the file is read."""

from __future__ import annotations

import math
import random
from itertools import pairwise
from pathlib import Path

import pytest

pytest.importorskip("numpy")

import numpy as np

import toponyms
from bench.fit import made, model, write
from bench.fit.command import FOLDS, fold_of
from bench.fit.isotonic import knots
from bench.fit.observe import Design, asked_often, observe
from bench.fit.questions import Question, parity
from tests.tiny import open_tiny
from toponyms.matching import weights

TEXTS = ("New York", "Калинове", "Bakmhut", "Бахмуті", "Donetsk region", "Nyok", "Юзівка", "Torestk", "Kyiv")


def test_what_is_read_back_is_what_decided() -> None:
    tables = weights.load()
    # observe() raises where the sum of the terms is not the score that the library used
    seen = observe(open_tiny(), [Question(text, "", text) for text in TEXTS], tables)
    assert len(seen) >= 6
    assert all(sum(one.right) == 1 for one in seen), "without a right place it is nothing that is right"
    assert "weights.prominence" in asked_often(seen, 3)


def choices(true: list[float], count: int = 3000) -> Design:
    """Questions of four alternatives that a softmax with these weights answers."""
    rng = np.random.default_rng(1)
    values = rng.normal(size=(4 * count, len(true)))
    fixed = np.zeros(4 * count)
    starts = np.arange(0, 4 * count, 4)
    data = Design([""] * len(true), values, fixed, np.zeros(0, dtype=bool), starts, np.repeat(np.arange(count), 4),
                  np.ones(count))  # fmt: skip
    chance = model.probabilities(data, np.array(true)).reshape(count, 4).cumsum(axis=1)
    drawn = (chance < rng.random((count, 1))).sum(axis=1)
    right = np.zeros((count, 4), dtype=bool)
    right[np.arange(count), drawn] = True
    data.right = right.ravel()
    return data


def test_known_weights_are_found() -> None:
    true = [2.0, -1.0, 0.5]
    found = model.fit(choices(true), np.array([1.5, -0.8, 0.4]), 0.01)
    # a little too steep, since the loss expects that some questions are wrong and here none is
    assert found == pytest.approx(true, rel=0.25)
    assert found / found[0] == pytest.approx(np.array(true) / true[0], abs=0.05)
    assert model.fit(choices(true), np.array([1.5, -0.8, 0.4]), 0.01) == pytest.approx(found, abs=0.0)


def test_a_weight_keeps_its_sign_and_its_bounds() -> None:
    start = np.array([2.0, 1.0, 0.5])
    found = model.fit(choices([2.0, -1.0, 0.5]), start, 0.01)
    low, high = model.bounds(start)
    assert (low <= found).all()
    assert (found <= high).all()
    assert found[1] == pytest.approx(model.LOWEST)
    assert model.fit(choices([2.0, -1.0, 0.5]), start, 1e6) == pytest.approx(start, abs=0.01)


def test_knots_rise_and_rest_on_enough() -> None:
    rng = random.Random(5)
    points = [(chance, rng.random() < chance**2, 1.0) for chance in (rng.random() for _ in range(4000))]
    found = knots(points)
    assert all(before[0] < after[0] and before[1] <= after[1] for before, after in pairwise(found))
    for at, share in found:
        chance = 1.0 / (1.0 + math.exp(-at))
        assert share == pytest.approx(chance**2, abs=0.12)
    assert knots(points[:40]) == [], "too few for a map"


def test_made_questions_are_the_same_each_time() -> None:
    gazetteer = open_tiny()
    first = [*made.slips(gazetteer, random.Random(1)), *made.blends(gazetteer, random.Random(2))]
    again = [*made.slips(gazetteer, random.Random(1)), *made.blends(gazetteer, random.Random(2))]
    assert first == again
    names = made.Names(gazetteer)
    assert not any(names.stored(text) for text, *_ in first)


def test_a_place_is_in_one_part() -> None:
    parts = {fold_of(Question("a", "", f"geonames:{number}")) for number in range(100)}
    assert parts == set(range(FOLDS))
    assert fold_of(Question("a", "", "x")) == fold_of(Question("b", "y", "x"))
    assert {parity(str(number)) for number in range(20)} == {0, 1}


def test_what_is_written_is_read(tmp_path: Path) -> None:
    source = Path(weights.__file__).with_name("weights.toml")
    path = tmp_path / "weights.toml"
    path.write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    hand = weights.by_hand(path)
    fitted = {"weights.prominence": (hand["weights"]["prominence"], 0.5), "nil.exact": (-99.0, 1.0)}
    write.write(tmp_path / weights.FITTED, {"date": "2026-11-22"}, fitted, {"exact": [(-1.0, 0.2), (1.0, 0.9)]})
    tables = weights.load(path)
    assert tables["weights"]["prominence"] == 0.5
    assert tables["nil"]["exact"] == hand["nil"]["exact"], "what was changed by hand since then counts"
    assert tables["calibration"] == {"exact -1.0": 0.2, "exact 1.0": 0.9}
    write.write(tmp_path / weights.FITTED, {}, {"weights.gone": (1.0, 2.0)}, {})
    with pytest.raises(toponyms.errors.BuildError, match=r"\[weights\] gone is not in weights.toml"):
        weights.load(path)
