"""The systems that are asked: `toponyms`, and two baselines over the same names.

* `toponyms` answers or abstains by its default threshold; `toponyms guessing` has none: the baselines always guess too.

* `exact`: the folded text is looked up among the folded names; hints are constraints; of several places the most
  populous wins (a unit counts a tenth of its people, since its seat usually bears the same name; a country wins).
* `exact+rapidfuzz`: the same, and where nothing is found the most similar name among those that the hints permit by
  `rapidfuzz.fuzz.ratio`, at or above a cutoff; of equally similar ones the most populous place.

Both read hints as generously as the names allow (`bench.hints`), and have every name that the gazetteer has, its listed
garbles included.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from rapidfuzz import fuzz, process

from bench.cases import NO_ANSWER, Answer
from bench.text import fold

if TYPE_CHECKING:
    from bench.cases import Case
    from bench.hints import Hints
    from bench.names import NameTable

CUTOFF = 80.0
"""Least similarity at which the fuzzy baseline answers: `docs/reference/benchmarks.md` shows what others give."""

CHUNK = 24
"""Queries compared at once: 24 rows of half a million 32-bit scores are 48 MB."""


class System(Protocol):
    """Anything that can be asked."""

    name: str

    def answer(self, cases: list[Case]) -> list[Answer]:
        """One answer a case, in order."""
        ...


class Exact:
    """A dict of folded names."""

    name = "exact"

    def __init__(self, table: NameTable, hints: Hints) -> None:
        self._table = table
        self._hints = hints

    def answer(self, cases: list[Case]) -> list[Answer]:
        """The most populous permitted place of that very name."""
        return [self._one(case) for case in cases]

    def _one(self, case: Case) -> Answer:
        country, unit = self._hints.read(case)
        inside = self._table.inside(unit) if unit else None
        for number in self._table.named(case.text):
            if inside is not None and number not in inside:
                continue
            row = self._table.rows[number]
            if country and country not in row.countries:
                continue
            return Answer(row.id, row.lat, row.lon, 1.0, "exact")
        return NO_ANSWER


class ExactFuzzy:
    """A dict of folded names, then a scan of them all."""

    name = "exact+rapidfuzz"

    def __init__(self, table: NameTable, hints: Hints, cutoff: float = CUTOFF) -> None:
        self._table = table
        self._hints = hints
        self._exact = Exact(table, hints)
        self._cutoff = cutoff

    def answer(self, cases: list[Case]) -> list[Answer]:
        """Exact answers, and the most similar name for the rest."""
        answers = self._exact.answer(cases)
        waiting: dict[tuple[str, str], dict[str, list[int]]] = {}
        for index, answer in enumerate(answers):
            if answer is NO_ANSWER:
                queries = waiting.setdefault(self._hints.read(cases[index]), {})
                queries.setdefault(fold(cases[index].text), []).append(index)
        for (country, unit), queries in waiting.items():
            names, numbers = self._permitted(country, unit)
            texts = [text for text in queries if text]
            for start in range(0, len(texts), CHUNK):
                part = texts[start : start + CHUNK]
                scores = process.cdist(part, names, scorer=fuzz.ratio, score_cutoff=self._cutoff)
                best = scores.argmax(axis=1) if names else []
                for text, line, place in zip(part, scores, best, strict=True):
                    score = float(line[place])
                    if score >= self._cutoff:
                        row = self._table.rows[numbers[place]]
                        found = Answer(row.id, row.lat, row.lon, score / 100.0, "rapidfuzz")
                        for index in queries[text]:
                            answers[index] = found
        return answers

    def _permitted(self, country: str, unit: str) -> tuple[list[str], list[int]]:
        """Distinct names in order of prominence, and the most prominent permitted place of each."""
        table = self._table
        rows: Any = sorted(table.inside(unit)) if unit else range(len(table.rows))
        first: dict[str, int] = {}
        for number in rows:
            if country and country not in table.rows[number].countries:
                continue
            for key in sorted(table.keys_of[number]):
                first.setdefault(key, number)
        return list(first), list(first.values())


class Toponyms:
    """The library at its default threshold, given the hints as the set writes them."""

    def __init__(self, min_confidence: float | None = None, name: str = "toponyms") -> None:
        self.name = name
        import toponyms

        self._resolve: Any = toponyms.resolve
        self._options: dict[str, Any] = {} if min_confidence is None else {"min_confidence": min_confidence}
        self._asked: dict[tuple[str, str, str], Answer] = {}

    def answer(self, cases: list[Case]) -> list[Answer]:
        """What `toponyms.resolve` says."""
        return [self._one(case) for case in cases]

    def _one(self, case: Case) -> Answer:
        asked = (case.text, case.country, case.within)
        found = self._asked.get(asked)
        if found is None:
            found = self._asked[asked] = self._ask(case)
        return found

    def _ask(self, case: Case) -> Answer:
        options = dict(self._options)
        if case.within:
            options["within"] = case.within
        try:
            resolution = self._resolve(case.text, country=case.country or None, **options)
        except ValueError:  # the country hint is no country ("Kursk Oblast"): ask again without it, as a caller would
            resolution = self._resolve(case.text, **options)
        place = resolution.place
        if place is None:
            return NO_ANSWER
        channel = resolution.candidates[0].evidence.channel
        return Answer(place.id, place.lat, place.lon, resolution.confidence, channel)
