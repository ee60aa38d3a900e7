"""Figures of a run as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bench.figures import CLOSE, OPEN, figures, write_into
from bench.summary import summary

if TYPE_CHECKING:
    from pathlib import Path


def score(right: int) -> dict[str, Any]:
    """What a score looks like in the JSON, of four cases."""
    shares = dict.fromkeys(("accuracy", "coverage", "precision", "accuracy_by_mention"), right / 4)
    return {"cases": 4, "mentions": 9, **shares}


ACCURACY = {
    "toponyms": "0.1.0",
    "data_version": "2026.11",
    "python": "3.11",
    "machine": "x",
    "cpus": 2,
    "sets": [
        {
            "set": "some_set",
            "level": "all hints",
            "total": {
                "exact": score(1),
                "exact+rapidfuzz": score(2),
                "toponyms": score(4),
                "toponyms guessing": score(3),
            },
            "categories": {"a kind": {"exact": score(1), "exact+rapidfuzz": score(2), "toponyms": score(4)}},
            "agreement": {},
        }
    ],
}
SPEED = {
    **{key: ACCURACY[key] for key in ("toponyms", "data_version", "python", "machine", "cpus")},
    "budgets": [{"what": "import", "unit": "ms", "aim": 15, "measured": 20.0, "note": "", "kept": False}],
    "timings": {"exact": {"calls": 2, "p50_us": 50.0, "p99_us": 60.0, "worst_us": 61.0}},
    "slowest": [{"what": "slashes", "ms": 3.0}],
    "peers": [],
    "ratios": [],
}


def test_the_tables_hold_what_was_measured() -> None:
    text = figures(ACCURACY, SPEED)
    assert "| **some_set** | 4 | 25.0 | 50.0 | 100.0 | 100.0 | 100.0 | 75.0 |" in text
    assert "| import | 20 (over) | 15 | ms |  |" in text
    assert "gazetteer 2026.11" in text


def test_the_summary_has_a_line_for_each_public_set() -> None:
    assert summary(None, ACCURACY).splitlines()[-1] == "| some_set | 4 | 25.0 | 50.0 | 100.0 |"
    other = {**ACCURACY["sets"][0], "level": "no hints"}
    assert summary(None, {**ACCURACY, "sets": [other]}).count("some_set") == 0


def test_only_what_stands_between_the_marks_is_replaced(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{OPEN}\nold\n{CLOSE}\nafter\n", encoding="utf-8")
    write_into(page, "new\n")
    assert page.read_text(encoding="utf-8") == f"before\n{OPEN}\n\nnew\n\n{CLOSE}\nafter\n"
    page.write_text("no marks", encoding="utf-8")
    with pytest.raises(ValueError, match="has no"):
        write_into(page, "new")
