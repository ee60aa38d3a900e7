"""The pipeline over one index: text -> query -> hits -> scored -> answer, under what caller and text say of the place."""

from __future__ import annotations

from toponyms.geo.distance import distance_km
from toponyms.language.endings import from_bytes as endings_from_bytes
from toponyms.language.generics import GenericWords
from toponyms.matching.decide import probabilities
from toponyms.matching.hints import Hint, ancestors
from toponyms.matching.query import MAX_FORMS, Query, Reading, parse, readings
from toponyms.matching.recall import CORE_BIT, EXACT, KIND_MASK, Recall
from toponyms.matching.score import Scorer
from toponyms.matching.weights import Weights
from toponyms.types import NAME_KINDS, PLACE_KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from toponyms.index.keys import KeyRules
    from toponyms.index.reader import Index
    from toponyms.matching.recall import Hit
    from toponyms.matching.score import Scored

HINT_PLACES = 64
"""Most places that one hint may mean, the most prominent first."""

HINT_CACHE = 4096
"""Hints kept ready: a column of a data frame names the same oblasts again and again."""

NAMED_BARE = frozenset({"country", "admin", "settlement", "part", "region", "claimed"})
"""Kinds that are named without a type word; rivers and stations mostly bear the name of something else."""

ESTABLISHED = frozenset(NAME_KINDS.index(kind) for kind in ("official", "endonym", "romanized", "exonym"))
"""Kinds of name that a source vouches for."""

ADJECTIVE = NAME_KINDS.index("adjective")

CONTAINING = frozenset(number for number, kind in enumerate(PLACE_KINDS) if kind not in ("object", "relief", "water"))
"""Kinds that a place can be said to lie in."""


class Constraints:
    """What the caller says about the place; the text's own hints are added to `hints`."""

    __slots__ = ("as_of", "country", "hints", "kind", "near")

    def __init__(
        self,
        country: str = "",
        hints: Sequence[Hint] = (),
        near: tuple[float, float] | None = None,
        kind: str = "",
        as_of: str | None = None,
    ) -> None:
        self.country, self.hints, self.near, self.kind, self.as_of = country, tuple(hints), near, kind, as_of


class Answer:
    """What the pipeline says: scored candidates, best first, the probability of none, and notes."""

    __slots__ = ("nil", "notes", "scored")

    def __init__(self, scored: list[Scored], nil: float, notes: list[str]) -> None:
        self.scored, self.nil, self.notes = scored, nil, notes


class Matcher:
    """All stages over one index, with its rules and vocabularies kept ready."""

    def __init__(self, index: Index, rules: KeyRules) -> None:
        self.index, self.rules = index, rules
        self.words = GenericWords.from_bytes(index["rules.words"])
        weights = Weights.from_bytes(index["rules.weights"])
        self.limits = weights["limits"]
        self._nil = weights["nil"]
        self._settling = round(100 * self.limits["settling_prominence"])
        dates = [tuple(line.split("\t")) for line in index.lines("vocab.dates")]
        endings: dict[str, tuple[str, ...]] = {}
        for ending, nominative in sorted(endings_from_bytes(index["rules.endings"])):
            endings[ending] = (*endings.get(ending, ()), nominative)
        self.recall = Recall(
            index, rules, endings, self.limits, tuple(weights["name_kind"][kind] for kind in NAME_KINDS)
        )
        self.countries = [
            tuple(tuple(codes.split()) for codes in line.split("\t")) for line in index.lines("vocab.countries")
        ]
        self.scorer = Scorer(index, weights, PLACE_KINDS, NAME_KINDS, self.countries, dates)  # type: ignore[arg-type]
        self._lines_of: dict[str, frozenset[int]] = {}
        self._hints: dict[str, Hint | None] = {}

    def match(self, text: str, constraints: Constraints) -> Answer:
        """The answer to one text under constraints."""
        query = parse(self.rules.repair(text), self.words)
        notes: list[str] = []
        attempts = self._attempts(query, notes)
        for fuzzy in (False, True):
            for forms, hints, dropped in attempts:
                scored = self._attempt(forms, (*constraints.hints, *hints), dropped, constraints, fuzzy)
                if scored:
                    ranked, nil = probabilities(
                        scored,
                        index=self.index,
                        nil=self._nil,
                        letters=max(len(form.core) for form in forms),
                        hinted=bool(hints or constraints.hints or constraints.country),
                        garble=NAME_KINDS.index("garble"),
                        same=self._same,
                    )
                    return Answer(ranked, nil, notes)
        return Answer([], 1.0, notes)

    def hint(self, text: str) -> Hint | None:
        """What a text that says where may mean, None where it means nothing."""
        if text not in self._hints:
            if len(self._hints) >= HINT_CACHE:
                self._hints.clear()
            self._hints[text] = self._find_hint(text)
        return self._hints[text]

    def hint_of(self, rows: Sequence[int], text: str) -> Hint:
        """The hint that names exactly these places."""
        return Hint(self.index, text, rows, PLACE_KINDS)

    def _attempts(self, query: Query, notes: list[str]) -> list[tuple[list[Reading], list[Hint], int]]:
        """In which order the parts are tried as the name, each with the others as hints."""
        parts = query.parts
        if not parts:
            return []
        orders = [0] if len(parts) == 1 else [0, len(parts) - 1]
        out: list[tuple[list[Reading], list[Hint], int]] = []
        if len(parts) > 1:
            out.append(([Reading(query.text, query.text)], [], 0))
        for number in orders:
            hints, dropped = [], 0
            for other in (part for part in parts if part is not parts[number]):
                hint = self.hint(other.text)
                if hint is None:
                    dropped += len(other.text.split())
                    note = f"{other.text!r} names no place known here and was not used"
                    if number == 0 and note not in notes:
                        notes.append(note)
                else:
                    hints.append(hint)
            forms = [reading for alternate in parts[number].alternates for reading in alternate][:MAX_FORMS]
            out.append((forms, hints, dropped))
        return out

    def _attempt(
        self, forms: list[Reading], hints: Sequence[Hint], dropped: int, constraints: Constraints, fuzzy: bool
    ) -> list[Scored]:
        """Candidates of the forms that satisfy every constraint, scored."""
        best: dict[int, Scored] = {}
        spent = 0
        for form in forms:
            own = list(hints)
            if form.inside:
                inner = self.hint(form.inside)
                if inner is None:
                    continue
                own.append(inner)
            relations: dict[int, float] = {}
            passes = self._filter(own, constraints, relations)
            hits: dict[int, Hit] = {}
            if fuzzy:
                if spent >= self.limits["fuzzy_forms"]:
                    break
                spent += 1
                self.recall.fuzzy(form.core, hits, passes, bool(own or constraints.country))
            else:
                # a text that is a stored name in full ("West Jordan", "Kyiv region") is not taken apart
                self.recall.exact(form.whole, hits, whole=True)
                if form.core and form.core != form.whole and not any(map(passes, hits)):
                    self.recall.exact(form.core, hits, whole=False)
                if form.core and not any(
                    self._settles(hit, constraints) and passes(hit.place) for hit in hits.values()
                ):
                    self.recall.inflection(form.core, hits)
                    self.recall.skeleton(form.core, hits)
                    if form.core != form.whole:
                        self.recall.skeleton(form.whole, hits)  # "lyman" is a type word, and part of Krasnyi Lyman
            named = bool(form.says or constraints.kind)
            passed = [hit for place, hit in hits.items() if passes(place) and (named or self._stands_alone(hit))]
            for hit in passed:
                place = hit.place
                old = best.get(place)
                # another form of the text that names the same place confirms it
                agree = float(old is not None and old.form is not form and old.form.whole != form.whole)
                if own:
                    agree += sum(1.0 for hint in own if place in hint.rows)
                scored = self.scorer.score(
                    hit,
                    form,
                    inside=relations.get(place, 0.0) + (0.5 if constraints.country else 0.0),
                    near=constraints.near,
                    as_of=constraints.as_of,
                    agree=agree,
                    dropped=dropped + form.dropped,
                    kind=constraints.kind,
                )
                if old is None or scored.score > old.score:
                    best[place] = scored
            if passed and form.inside:
                break
        return list(best.values())

    def _stands_alone(self, hit: Hit) -> bool:
        """Whether a hit means something without a type word: near spellings of a bare adjective do not."""
        facts = self.index.row_facts[hit.row]
        return hit.channel == EXACT or not (facts & CORE_BIT or facts & KIND_MASK == ADJECTIVE)

    def _settles(self, hit: Hit, constraints: Constraints) -> bool:
        """Whether an exact hit is so good that other spellings need no look: not if only a unit or a river has the name."""
        index = self.index
        facts = index.row_facts[hit.row]
        if facts & CORE_BIT:
            return False
        if PLACE_KINDS[index.place_kind[hit.place] >> 4] not in NAMED_BARE and not constraints.kind:
            return False
        return facts & KIND_MASK in ESTABLISHED or index.place_prominence[hit.place] >= self._settling

    def _filter(
        self, hints: Sequence[Hint], constraints: Constraints, relations: dict[int, float]
    ) -> Callable[[int], bool]:
        """Whether a place satisfies country, kind and every hint; how it lies to the hints is noted on the way."""
        index = self.index
        allowed = self._allowed(constraints.country) if constraints.country else None
        kind = PLACE_KINDS.index(constraints.kind) if constraints.kind else -1
        reach = self.limits["settlement_reach_km"]

        def passes(place: int) -> bool:
            if allowed is not None and index.place_countries[place] not in allowed:
                return False
            if kind >= 0 and index.place_kind[place] >> 4 != kind:
                return False
            if not hints:
                return True
            known = relations.get(place)
            if known is None:
                known = 0.0
                for hint in hints:
                    value = hint.relation(index, place, reach)
                    if value <= 0.0:
                        known = -1.0
                        break
                    known += value
                relations[place] = known
            return known > 0.0

        return passes

    def _allowed(self, country: str) -> frozenset[int]:
        """Lines of the vocabulary of countries that satisfy a country: it lies there, or is claimed from there."""
        if country not in self._lines_of:
            self._lines_of[country] = frozenset(
                number
                for number, (inside, claimed) in enumerate(self.countries)
                if country in inside or country in claimed
            )
        return self._lines_of[country]

    def _find_hint(self, text: str) -> Hint | None:
        index, kinds = self.index, self.index.place_kind

        def contains(place: int) -> bool:
            return kinds[place] >> 4 in CONTAINING

        forms = [form for form in readings(self.rules.repair(text), self.words) if not form.inside]
        for fuzzy in (False, True):
            for form in forms:
                hits: dict[int, Hit] = {}
                if fuzzy:
                    self.recall.fuzzy(form.core, hits, contains, False)
                else:
                    self.recall.exact(form.whole, hits, whole=True)
                    self.recall.exact(form.core, hits, whole=False)
                    for channel in (self.recall.inflection, self.recall.skeleton):
                        if form.core and not any(map(contains, hits)):
                            channel(form.core, hits)
                rows = self._said([place for place in hits if contains(place)], form)
                if rows:
                    rows.sort(key=lambda row: (-index.place_prominence[row], row))
                    return self.hint_of(rows[:HINT_PLACES], text)
        return None

    def _said(self, rows: list[int], form: Reading) -> list[int]:
        """Of what a hint may mean the places of the kind that its type word says, all where none is.

        "Dnipro region" is the unit around the town of that name, whatever the unit is called.
        """
        kinds = self.index.place_kind
        agreeing = [row for row in rows if (PLACE_KINDS[kinds[row] >> 4], kinds[row] & 0xF) in form.says]
        if agreeing or not form.says:
            return agreeing or rows
        around = set()
        for row in rows:
            for unit in ancestors(self.index, row):
                if (PLACE_KINDS[kinds[unit] >> 4], kinds[unit] & 0xF) in form.says:
                    around.add(unit)
        return list(around) or rows

    def _same(self, left: int, right: int) -> bool:
        """Whether two entries are one settlement twice in the sources."""
        index = self.index
        if index.place_kind[left] != index.place_kind[right]:
            return False
        return (
            distance_km(
                index.place_lat[left] / 1e5,
                index.place_lon[left] / 1e5,
                index.place_lat[right] / 1e5,
                index.place_lon[right] / 1e5,
            )
            <= self.limits["double_km"]
        )
