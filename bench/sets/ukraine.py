"""Places of the war as analysts wrote them: Eyes on Russia, Bellingcat's civilian harm archive, UCDP."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from bench.cases import Case, Gold, ReverseCase, middle
from bench.sets.files import read_rows
from bench.text import fold, without_type_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bench.names import NameTable

EVENT_KM = 30.0
"""Event points lie in streets and fields; 30 km is what a raion spans."""

SETTLEMENT_KM = 25.0
"""UCDP points are settlements."""

NULL_ISLAND_DEG = 1.0
"""A gold point this near to 0° N 0° E is a missing position."""

LIKE = 80.0
"""Similarity (0 to 100) from which a text counts as a misspelling of a name nearby."""

_REGION_WORD = re.compile(r"\b(oblast|obl|region|krai|kray|республика|область|край)\b", re.IGNORECASE)
_DISTRICT_WORD = re.compile(
    r"\b(district|raion|rayon|microdistrict|community|settlement|village|vicinity)\b", re.IGNORECASE
)


def region_ids(text: str, table: NameTable) -> frozenset[str]:
    """Ids of the regions that a text is the bare name of ("Donetsk region", "Donbas"), empty for anything else.

    A region's gold point is some event inside it, so that a distance says nothing: the region itself is right.
    """
    said_so = _REGION_WORD.search(text) is not None
    core = without_type_words(text)
    if not core or "," in text or "(" in text or "district" in text.casefold():
        return frozenset()
    found: set[str] = set()
    settled = False
    for number in {*table.named(text), *(table.named(core) if said_so else ())}:
        row = table.rows[number]
        if (row.kind == "admin" and row.level == 1) or row.kind == "region":
            found.add(row.id)
        settled = settled or row.kind == "settlement"
    if said_so and not found:
        for number, row in enumerate(table.rows):
            if (
                row.kind == "admin"
                and row.level == 1
                and core in {without_type_words(key) for key in table.keys_of[number]}
            ):
                found.add(row.id)
    return frozenset(found) if said_so or not settled else frozenset()


def how_stored(text: str, lat: float, lon: float, table: NameTable) -> str:
    """How near the text is to a stored name of any place about the gold point."""
    key = fold(text)
    best = 0.0
    for number in table.near(lat, lon, EVENT_KM):
        if key in table.keys_of[number]:
            return "a stored name"
        for name in table.keys_of[number]:
            best = max(best, fuzz.ratio(key, name, score_cutoff=LIKE))
    return "like a stored name" if best >= LIKE else "unlike any stored name nearby"


def eyes_on_russia(data: Path, table: NameTable) -> list[Case]:
    """Distinct (text, oblast, country); of several events of one triple the median point counts."""
    points: dict[tuple[str, str, str], list[tuple[float, float]]] = {}
    for row in read_rows(data, "ua_cir_eyesonrussia", "cases.jsonl"):
        asked = (row["text"], row["oblast"], row["country"])
        points.setdefault(asked, []).append((row["gold_lat"], row["gold_lon"]))
    cases = []
    for (text, oblast, country), events in points.items():
        lat, lon = middle(events)
        ids = region_ids(text, table)
        category = "a region" if ids else how_stored(text, lat, lon, table)
        gold = Gold(ids=ids) if ids else Gold(lat=lat, lon=lon, radius_km=EVENT_KM)
        cases.append(Case(text, gold, category, country, oblast, len(events)))
    return cases


def civharm(data: Path, table: NameTable) -> list[Case]:
    """Distinct texts that Eyes on Russia does not have too."""
    shared = {row["text"] for row in read_rows(data, "ua_cir_eyesonrussia", "cases.jsonl")}
    points: dict[str, list[tuple[float, float]]] = {}
    for row in read_rows(data, "ua_bellingcat_civharm", "cases.jsonl"):
        lat, lon = row["gold_lat"], row["gold_lon"]
        if row["text"] not in shared and not (abs(lat) < NULL_ISLAND_DEG and abs(lon) < NULL_ISLAND_DEG):
            points.setdefault(row["text"], []).append((lat, lon))
    cases = []
    for text, events in points.items():
        lat, lon = middle(events)
        ids = region_ids(text, table)
        gold = Gold(ids=ids) if ids else Gold(lat=lat, lon=lon, radius_km=EVENT_KM)
        cases.append(Case(text, gold, "a region" if ids else shape(text), "Ukraine", "", len(events)))
    return cases


def shape(text: str) -> str:
    """What a short place string is made of.

    >>> from bench.sets.ukraine import shape
    >>> shape("Toretsk, Donetsk region"), shape("Kherson (Korabelnyi district)"), shape("Kupiansk")
    ('X, Y', 'X (Y)', 'a bare name')
    """
    if "(" in text:
        return "X (Y)"
    if "," in text:
        return "X, Y"
    if _DISTRICT_WORD.search(text) or _REGION_WORD.search(text) or re.search(r"\bcity\b", text, re.IGNORECASE):
        return "with type words"
    return "a bare name" if all(word[:1].isupper() for word in text.split()) else "a phrase"


_PHRASES = (
    ("lost letters", re.compile(r"\ufffd|\?")),
    ("coordinates", re.compile(r"\d\d\.\d{3,}")),
    ("several places", re.compile(r"[;/:]|\band\b|\bbetween\b|,[^,]*,[^,]*,", re.IGNORECASE)),
    ("object or part", re.compile(
        r"\b(street|suburb|neighbou?rhood|checkpoint|airport|airfield|metro|school|cemetery|mine|hospital|base|market|"
        r"crossing|highway|road|position|building|sector|cent(er|re)|district of)\b", re.IGNORECASE)),
    ("direction", re.compile(r"\bdirection\b", re.IGNORECASE)),
    ("near X", re.compile(r"\b(near|area|outskirts|environs|vicinity|around|outside|km)\b", re.IGNORECASE)),
    ("with a region", re.compile(r",|\(|\b(region|oblast|obl|district|raion)\b", re.IGNORECASE)),
    ("with type words", re.compile(r"\b(village|town|city|settlement)\b", re.IGNORECASE)),
)  # fmt: skip
"""The first pattern that a UCDP description shows names its category."""


def phrase(text: str) -> str:
    """What a description is made of.

    >>> from bench.sets.ukraine import phrase
    >>> phrase("near the village of Kodema, Donetsk region"), phrase("Kramatorsk airfield"), phrase("Pokrovsk")
    ('near X', 'object or part', 'a bare name')
    """
    for category, pattern in _PHRASES:
        if category == "several places" and len(text) < 120 and not re.search(r"[;/:]|\band\b|\bbetween\b", text):
            continue  # commas alone mean several places only in a long text
        if pattern.search(text):
            return category
    return "a bare name"


def ucdp(data: Path, table: NameTable) -> list[Case]:
    """Distinct (description, oblast) of the events whose place is known exactly or nearly (precision 1 and 2)."""
    rows = read_rows(data, "ua_ucdp_ged", "where_description_prec12.jsonl")
    return _ucdp((row["text"], row["oblast"], row["gold_lat"], row["gold_lon"]) for row in rows)


def ucdp_names(data: Path, table: NameTable) -> list[Case]:
    """Distinct (place name as UCDP's coders wrote it, oblast) of the same events."""
    rows = read_rows(data, "ua_ucdp_ged", "cases.jsonl")
    known = (row for row in rows if row["where_prec"] in (1, 2))
    return _ucdp((row["text"], row["oblast"], row["gold_lat"], row["gold_lon"]) for row in known)


def _ucdp(rows: Iterable[tuple[str, str, float, float]]) -> list[Case]:
    points: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for text, oblast, lat, lon in rows:
        points.setdefault((text, oblast), []).append((lat, lon))
    cases = []
    for (text, oblast), events in points.items():
        lat, lon = middle(events)
        gold = Gold(lat=lat, lon=lon, radius_km=SETTLEMENT_KM)
        cases.append(Case(text, gold, phrase(text), "Ukraine", oblast, len(events)))
    return cases


NOT_SETTLEMENTS = re.compile(
    r"\b(airfield|hill|mine|raion|road|border post|market|island|field|quarry)\b", re.IGNORECASE
)
"""Reverse points that name something else than a settlement."""


def reverse_ucdp(data: Path) -> list[ReverseCase]:
    """Points whose name is that of a settlement."""
    return [
        ReverseCase(
            row["gold_lat"] if "gold_lat" in row else row["lat"], row["lon"], row["gold_name"], row["gold_adm1"]
        )
        for row in read_rows(data, "reverse_ucdp", "cases.jsonl")
        if not NOT_SETTLEMENTS.search(row["gold_name"])
    ]
