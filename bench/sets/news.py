"""Names in English news, given without their documents: LGL, TR-News, GeoVirus.

Most of their names need the document to be told apart; what is measured here is how often the bare name already leads
to the right place, beside the baselines that have no more.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from bench.cases import Case, Gold
from bench.sets.files import read_rows
from toponyms.geo.distance import distance_km

if TYPE_CHECKING:
    from pathlib import Path

    from bench.names import NameTable

NEWS_KM = 161.0
"""A hundred miles: the radius of the published figures."""

WIDE_KM = 1000.0
"""How far a region's gold point may lie from the region of that name in the gazetteer: Alaska has many middles."""


def lgl(data: Path, table: NameTable) -> list[Case]:
    """Distinct (name, GeoNames id) of LGL."""
    return _news(data, "lgl", table)


def trnews(data: Path, table: NameTable) -> list[Case]:
    """Distinct (name, GeoNames id) of TR-News."""
    return _news(data, "trnews", table)


def geovirus(data: Path, table: NameTable) -> list[Case]:
    """Distinct (name, Wikipedia page) of GeoVirus."""
    return _news(data, "geovirus", table)


def _news(data: Path, name: str, table: NameTable) -> list[Case]:
    rows: dict[tuple[str, Any], dict[str, Any]] = {}
    mentions: Counter[tuple[str, Any]] = Counter()
    for row in read_rows(data, name, "mentions.jsonl.gz"):
        if row["gold_lat"] is None:
            continue
        asked = (row["text"], row["gold_geonameid"] or row.get("wikipedia") or (row["gold_lat"], row["gold_lon"]))
        rows.setdefault(asked, row)
        mentions[asked] += 1
    cases = []
    for asked, row in rows.items():
        country = _country(row, table)
        gold = Gold(ids=frozenset([country])) if country else _point(row, table)
        category = "country" if country else _category(row)
        cases.append(Case(row["text"], gold, category, mentions=mentions[asked]))
    return cases


def _point(row: dict[str, Any], table: NameTable) -> Gold:
    """The point, and the gold's own entry: the centre of Texas is a matter of taste, Texas is not."""
    lat, lon = row["gold_lat"], row["gold_lon"]
    same = {f"geonames:{row['gold_geonameid']}"}
    if row.get("wikipedia"):
        for number in table.named(_title(row).split(" (")[0]):
            place = table.rows[number]
            wide = place.kind in ("region", "water") or (place.kind == "admin" and place.level == 1)
            if wide and distance_km(lat, lon, place.lat, place.lon) <= WIDE_KM:
                same.add(place.id)
    return Gold(lat=lat, lon=lon, radius_km=NEWS_KM, same=frozenset(same))


def _title(row: dict[str, Any]) -> str:
    return unquote(row["wikipedia"].rsplit("/", 1)[-1]).replace("_", " ")


def _country(row: dict[str, Any], table: NameTable) -> str:
    """Id of the country that the gold is, by GeoNames id or by its Wikipedia page; "" for anything else."""
    if row.get("wikipedia"):
        found = [table.rows[number] for number in table.named(_title(row)) if table.rows[number].kind == "country"]
        return found[0].id if found else ""
    if str(row.get("fcode") or "").startswith("PCL"):
        known = f"geonames:{row['gold_geonameid']}"
        return known if known in table.by_id else ""
    return ""


def _category(row: dict[str, Any]) -> str:
    if row.get("wikipedia"):
        return "other than a country"
    code = str(row.get("fcode") or "")
    if code == "ADM1":
        return "first-level unit"
    if code.startswith("ADM"):
        return "lower unit"
    if code.startswith("PPL"):
        return "settlement"
    return "other"
