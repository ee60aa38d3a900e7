"""The words and distances of `data/ukraine.toml`, by which Ukraine's sources are joined."""

from __future__ import annotations

import math
import tomllib
from functools import cache
from typing import Any

from toponyms.build.names import DATA


@cache
def tables() -> dict[str, Any]:
    """`data/ukraine.toml`."""
    return tomllib.loads((DATA / "ukraine.toml").read_text(encoding="utf-8"))


def settlement_radius(population: int) -> float:
    """How far a settlement reaches from its middle, km, by its inhabitants.

    >>> settlement_radius(0), settlement_radius(1_000_000)
    (2.0, 10.0)
    """
    table = tables()["settlement"]
    return max(float(table["min_radius_km"]), float(table["radius_per_sqrt_inhabitant_km"]) * math.sqrt(population))
