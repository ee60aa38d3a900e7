"""The drawing of the reliability: a dot a bin, where it belongs; sets that are missing are named."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

pytest.importorskip("numpy")
pytest.importorskip("rapidfuzz")

from bench.reliability import MARGIN, SIZE, draw
from bench.variants.score import Reliability


def counted(*answers: tuple[float, bool]) -> Reliability:
    """What was counted of these answers."""
    found = Reliability()
    for confidence, right in answers:
        found.count(confidence, right)
    return found


def test_a_dot_lies_where_confidence_and_share_say() -> None:
    svg = draw({"x": counted((0.5, True), (0.5, False), (0.95, True))})
    ElementTree.fromstring(svg)
    dots = [(float(x), float(y)) for x, y in re.findall(r'cx="([\d.]+)" cy="([\d.]+)"', svg)]
    assert len(dots) == 2
    (half, _), (sure, top) = dots
    assert half == pytest.approx(MARGIN + SIZE / 2)
    assert sure == pytest.approx(MARGIN + 0.95 * SIZE)
    assert top == min(y for _, y in dots), "right each time is at the top"
    assert "x: 1.7 points" in svg or "x: 2" in svg


def test_names_are_safe_and_all_are_drawn() -> None:
    svg = draw({f"a<{number}>": counted((0.9, True)) for number in range(7)})
    root = ElementTree.fromstring(svg)
    assert sum(element.tag.endswith("circle") for element in root.iter()) == 7
    assert "&lt;3&gt;" in svg


def test_the_page_shows_the_drawing(root: Path) -> None:
    page = (root / "docs" / "explain" / "calibration.md").read_text(encoding="utf-8")
    assert "(reliability.svg)" in page
    ElementTree.parse(root / "docs" / "explain" / "reliability.svg")
