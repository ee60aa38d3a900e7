"""The places among the cases of geocoder-tester: cities, towns, villages and regions with a position."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.cases import Case, Gold
from bench.sets.files import read_rows

if TYPE_CHECKING:
    from pathlib import Path

    from bench.names import NameTable

FILES = {
    "usa/test_cities.csv": ("cities, USA", "United States of America"),
    "germany/test_cities.csv": ("cities, Germany", "Germany"),
    "germany/test_towns.csv": ("towns, Germany", "Germany"),
    "germany/test_villages.csv": ("villages, Germany", "Germany"),
    "germany/test_regions.csv": ("regions, Germany", "Germany"),
    "poland/test_cities.csv": ("cities, Poland", "Poland"),
    "poland/de/test_cities.csv": ("cities, Poland, in German", "Poland"),
    "france/test_admin.csv": ("cities and regions, France", "France"),
}
"""File of the tester to category and country hint. Left out: streets, addresses, museums, airports."""

CITY_KM = 30.0
"""Least radius: the tester's own (1 km about an OSM node) measures OSM against OSM."""


def geocoder_tester(data: Path, table: NameTable) -> list[Case]:
    """Distinct queries of the files above."""
    cases: dict[tuple[str, str], Case] = {}
    for row in read_rows(data, "geocoder_tester", "cases.jsonl.gz"):
        if row["file"] not in FILES or row.get("gold_lat") is None or not row.get("query"):
            continue
        category, country = FILES[row["file"]]
        radius = float(str(row.get("expected_coordinate", "")).rpartition(",")[2] or 0.0) / 1000.0
        same = frozenset() if row.get("expected_country") or row.get("country") else _country(row["query"], table)
        gold = Gold(lat=row["gold_lat"], lon=row["gold_lon"], radius_km=max(radius, CITY_KM), same=same)
        cases.setdefault((row["query"], category), Case(row["query"], gold, category, country))
    return list(cases.values())


def _country(query: str, table: NameTable) -> frozenset[str]:
    """Ids of the countries of that name: such a query has no country beside it."""
    return frozenset(table.rows[number].id for number in table.named(query) if table.rows[number].kind == "country")
