"""How the baselines read a hint. They get the best reading that the names allow, so that no hint is lost on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from bench.text import fold, without_type_words

if TYPE_CHECKING:
    from bench.cases import Case
    from bench.names import NameTable

HINT_CUTOFF = 70.0
"""Least similarity (0 to 100) at which a misspelled region hint is taken for a region: generous, as there are few."""


class Hints:
    """Countries and first-level units by name: exact, then without type words, then the most similar."""

    def __init__(self, table: NameTable) -> None:
        self._table = table
        self._countries: dict[str, str] = {}
        self._units: dict[str, list[tuple[str, int]]] = {}
        for number, row in enumerate(table.rows):
            if row.kind == "country" and row.countries:
                for key in table.keys_of[number]:
                    self._countries.setdefault(key, row.countries[0])
                self._countries[row.countries[0].casefold()] = row.countries[0]
            elif row.kind == "admin" and row.level == 1:
                keys = table.keys_of[number] | {without_type_words(key) for key in table.keys_of[number]}
                for country in row.countries:
                    self._units.setdefault(country, []).extend((key, number) for key in sorted(keys) if key)
        self._read: dict[tuple[str, str], tuple[str, str]] = {}

    def country(self, text: str) -> str:
        """ISO code of a country hint, "" where nothing has that name."""
        return self._countries.get(fold(text), "")

    def unit(self, text: str, country: str) -> str:
        """Id of the first-level unit that a region hint names, "" where none is like it."""
        if not text.strip():
            return ""
        keys = [key for key in (fold(text), without_type_words(text)) if key]
        inside = self._units.get(country, []) if country else [pair for units in self._units.values() for pair in units]
        everywhere = inside if not country else [pair for units in self._units.values() for pair in units]
        for pool in (inside, everywhere):
            for key in keys:
                for name, number in pool:
                    if name == key:
                        return self._table.rows[number].id
        best = process.extractOne(keys[-1], [name for name, _ in inside], scorer=fuzz.ratio, score_cutoff=HINT_CUTOFF)
        return self._table.rows[inside[best[2]][1]].id if best is not None and keys else ""

    def read(self, case: Case) -> tuple[str, str]:
        """(country code, unit id) of a case. A unit outside the country given wins: it tells more."""
        asked = (case.country, case.within)
        found = self._read.get(asked)
        if found is None:
            country = self.country(case.country)
            unit = self.unit(case.within, country)
            if unit and country and country not in self._table.rows[self._table.by_id[unit]].countries:
                country = ""
            found = self._read[asked] = (country, unit)
        return found
