"""The file of weights: every number gives a reason, and what is packed comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from toponyms.errors import BuildError
from toponyms.matching import weights


def test_what_is_packed_comes_back() -> None:
    tables = weights.load()
    packed = weights.Weights.from_bytes(weights.to_bytes(tables))
    assert {name: packed[name] for name in (*weights.TABLES, weights.CALIBRATION)} == tables
    assert weights.to_bytes(weights.load()) == weights.to_bytes(tables)


def broken(tmp_path: Path, old: str, new: str) -> Path:
    """The package's own file with one change."""
    text = Path(weights.__file__).with_name("weights.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "weights.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("prominence = { weight = ", "prominence = { wait = ", r"\[weights\] prominence needs a number and a reason"),
        ("prominence = { weight = ", "prominence = { reasons = 1, weight = ", ""),
        ("[limits]", "[limit]", "tables must be"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = broken(tmp_path, old, new)
    if not said:
        assert weights.by_hand(path) == weights.by_hand(), "an unknown column is no number"
        return
    with pytest.raises(BuildError, match=said):
        weights.load(path)


def test_a_number_without_a_reason_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.toml"
    tables = "".join(f"[{name}]\n" for name in weights.TABLES if name != "nil")
    path.write_text(tables + "[nil]\nexact = { value = 2.6 }\n", encoding="utf-8")
    with pytest.raises(BuildError, match=r"\[nil\] exact needs a number and a reason"):
        weights.load(path)
