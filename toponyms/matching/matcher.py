"""The pipeline over one index: text -> query -> hits -> scored -> answer, under what caller and text say."""

from __future__ import annotations

from toponyms.geo.distance import KM_PER_DEGREE, distance_km
from toponyms.language.endings import from_bytes as endings_from_bytes
from toponyms.language.generics import GenericWords
from toponyms.matching.constraints import Filter
from toponyms.matching.decide import probabilities
from toponyms.matching.hints import HintFinder
from toponyms.matching.query import MAX_FORMS, Reading, parse
from toponyms.matching.recall import CORE_BIT, EXACT, KIND_MASK, Recall, own_name
from toponyms.matching.score import Scorer
from toponyms.matching.weights import Weights
from toponyms.types import NAME_KINDS, PLACE_KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from toponyms.index.keys import KeyRules
    from toponyms.index.reader import Index
    from toponyms.matching.constraints import Constraints
    from toponyms.matching.hints import Hint
    from toponyms.matching.query import Query
    from toponyms.matching.recall import Hit
    from toponyms.matching.score import Scored

NAMED_BARE = frozenset({"country", "admin", "settlement", "part", "region", "claimed"})
"""Kinds that are named without a type word; rivers and stations mostly bear the name of something else."""

ESTABLISHED = frozenset(NAME_KINDS.index(kind) for kind in ("official", "endonym", "romanized", "exonym"))
"""Kinds of name that a source vouches for."""

ADJECTIVE, GARBLE = NAME_KINDS.index("adjective"), NAME_KINDS.index("garble")

COUNTRY = PLACE_KINDS.index("country")

NEAR = 1.0
"""Edits up to which a slip is so good that no table is asked what else the text may have been."""

COUNTRY_INSIDE = 0.5
"""How much lying in the country that the caller names counts, beside 1 for lying in a hint."""


class Answer:
    """What the pipeline says: scored candidates, best first, how many there were, the probability of none, notes."""

    __slots__ = ("nil", "notes", "scored", "total")

    def __init__(self, scored: list[Scored], total: int, nil: float, notes: list[str]) -> None:
        self.scored, self.total, self.nil, self.notes = scored, total, nil, notes


class Attempt:
    """One way to take a text: the readings of the part that names, the hints of the others, and words left over."""

    __slots__ = ("dropped", "forms", "hints", "rest")

    def __init__(self, forms: list[Reading], hints: list[Hint], dropped: int) -> None:
        self.forms, self.hints, self.dropped = forms, hints, dropped
        self.rest = 0


class Matcher:
    """All stages over one index, with its rules and vocabularies kept ready."""

    def __init__(self, index: Index, rules: KeyRules) -> None:
        self.index, self.rules = index, rules
        self.words = GenericWords.from_bytes(index["rules.words"])
        weights = Weights.from_bytes(index["rules.weights"])
        self.limits = weights["limits"]
        self._nil = weights["nil"]
        self._settling = round(100 * self.limits["settling_prominence"])
        self._most = int(self.limits["scored"])
        self._double = 1e5 * self.limits["double_km"] / KM_PER_DEGREE + 1.0
        endings: dict[str, tuple[str, ...]] = {}
        for ending, nominative in sorted(endings_from_bytes(index["rules.endings"])):
            endings[ending] = (*endings.get(ending, ()), nominative)
        self.recall = Recall(
            index, rules, endings, self.limits, tuple(weights["name_kind"][kind] for kind in NAME_KINDS)
        )
        self.countries = [
            tuple(tuple(codes.split()) for codes in line.split("\t")) for line in index.lines("vocab.countries")
        ]
        dates = [tuple(line.split("\t")) for line in index.lines("vocab.dates")]
        self.scorer = Scorer(index, weights, PLACE_KINDS, NAME_KINDS, self.countries, dates)  # type: ignore[arg-type]
        self.hints = HintFinder(index, rules, self.words, self.recall, self.countries, weights["named_after_seat"])
        self._lines_of: dict[str, frozenset[int]] = {}

    def match(self, text: str, constraints: Constraints) -> Answer:
        """The answer to one text under constraints."""
        query = parse(self.rules.repair(text), self.words)
        notes: list[str] = []
        attempts = self._attempts(query, notes)
        for attempt in attempts:
            scored = self._named(attempt, constraints)
            if scored:
                return self._decide(scored, attempt, constraints, notes)
        # only what no attempt finds is taken for a slip; of a text in parts not the whole
        forms_left = int(self.limits["fuzzy_forms"])
        for attempt in attempts[query.composite :]:
            scored = self._slipped(attempt, constraints, forms_left)
            if scored:
                return self._decide(scored, attempt, constraints, notes)
            forms_left -= len(attempt.forms)
        return Answer([], 0, 1.0, notes)

    def allowed(self, country: str) -> frozenset[int]:
        """Lines of the vocabulary of countries that satisfy a country: it lies there, or is claimed from there."""
        if country not in self._lines_of:
            self._lines_of[country] = frozenset(
                number
                for number, (inside, claimed) in enumerate(self.countries)
                if country in inside or country in claimed
            )
        return self._lines_of[country]

    def _attempts(self, query: Query, notes: list[str]) -> list[Attempt]:
        """In which order the parts are tried as the name, each with the others as hints; the whole text comes first."""
        parts = query.parts
        out = [Attempt([Reading(query.text, query.text)], [], 0)] if query.composite else []
        for number in [0] if len(parts) == 1 else [0, len(parts) - 1] if parts else []:
            hints, dropped = [], 0
            for other in (part for part in parts if part is not parts[number]):
                hint = self.hints.find(other.text)
                if hint is None:
                    dropped += len(other.text.split())
                    note = f"{other.text[:60]!r} names no place known here and was not used"
                    if number == 0 and note not in notes:
                        notes.append(note)
                else:
                    hints.append(hint)
            forms = [reading for alternate in parts[number].alternates for reading in alternate][:MAX_FORMS]
            # "the stronghold near X, Donetsk region" is not the region: the head of a text must have been understood
            if not (number and dropped):
                out.append(Attempt(forms, hints, dropped))
        return out

    def _named(self, attempt: Attempt, constraints: Constraints) -> list[Scored]:
        """Candidates that bear the name of a form in some spelling, scored."""
        best: dict[int, Scored] = {}
        for form in attempt.forms:
            passes = self._filter(form, attempt, constraints)
            if passes is None:
                continue
            hits: dict[int, Hit] = {}
            # a text that is a stored name in full ("West Jordan", "Kyiv region") is not taken apart
            self.recall.exact(form.whole, hits, whole=True)
            if form.core and form.core != form.whole and not any(map(passes, hits)):
                self.recall.exact(form.core, hits, whole=False)
            if form.core and not any(self._settles(hit, constraints) and passes(hit.place) for hit in hits.values()):
                self.recall.inflection(form.core, hits)
                self.recall.skeleton(form.core, hits, whole=False)
                if form.core != form.whole:
                    self.recall.skeleton(form.whole, hits, whole=True)  # "lyman" is a type word, and part of names
            if self._score(form, hits, passes, attempt, constraints, best) and form.inside:
                break
        return list(best.values())

    def _slipped(self, attempt: Attempt, constraints: Constraints, forms_left: int) -> list[Scored]:
        """Candidates whose name is within a few edits of a form, scored."""
        best: dict[int, Scored] = {}
        for form in attempt.forms[: max(0, forms_left)]:
            passes = self._filter(form, attempt, constraints)
            if passes is not None and form.core:
                hits: dict[int, Hit] = {}
                self.recall.fuzzy(form.core, hits, passes, bool(passes.hints or constraints.country))
                if not any(hit.cost <= NEAR and passes(place) for place, hit in hits.items()):
                    self.recall.reverse(form.core, hits)
                self._score(form, hits, passes, attempt, constraints, best)
        return list(best.values())

    def _filter(self, form: Reading, attempt: Attempt, constraints: Constraints) -> Filter | None:
        """What candidates of a form must satisfy, None where the name that it lies in means nothing."""
        hints = [*constraints.hints, *attempt.hints]
        if form.inside:
            hint = self.hints.find(form.inside)
            if hint is None:
                return None
            hints.append(hint)
        countries = self.allowed(constraints.country) if constraints.country else None
        return Filter(self.index, countries, constraints.kind, hints, self.limits["settlement_reach_km"])

    def _score(
        self,
        form: Reading,
        hits: dict[int, Hit],
        passes: Filter,
        attempt: Attempt,
        constraints: Constraints,
        best: dict[int, Scored],
    ) -> bool:
        """Score the hits that pass into `best`, the better of two for a place; whether any passed."""
        named = bool(form.says or constraints.kind)
        passed = [hit for place, hit in hits.items() if passes(place) and (named or self._stands_alone(hit))]
        if len(passed) > self._most and constraints.near is None and constraints.as_of is None:
            # of very many homonyms the little known ones differ in nothing; they count by number
            index, prominence = self.index, self.index.place_prominence
            passed.sort(key=lambda hit: (-prominence[hit.place], hit.place))
            if index.overlaid:
                passed.sort(key=lambda hit: not own_name(index, index.row_facts[hit.row]))
            attempt.rest += len(passed) - self._most
            del passed[self._most :]
        in_country = COUNTRY_INSIDE if constraints.country else 0.0
        hinted, score = bool(passes.hints), self.scorer.score
        for hit in passed:
            old = best.get(hit.place)
            # another form of the text that names the same place confirms it, and so does a hint that is the place
            agree = float(old is not None and old.form.whole != form.whole)
            if hinted:
                agree += passes.named(hit.place)
            scored = score(
                hit,
                form,
                inside=passes.inside(hit.place) + in_country if hinted else in_country,
                near=constraints.near,
                as_of=constraints.as_of,
                agree=agree,
                dropped=attempt.dropped + form.dropped,
                kind=constraints.kind,
            )
            if old is None or scored.score > old.score:
                best[hit.place] = scored
        return bool(passed)

    def _decide(self, scored: list[Scored], attempt: Attempt, constraints: Constraints, notes: list[str]) -> Answer:
        ranked, nil = probabilities(
            scored,
            rest=attempt.rest,
            index=self.index,
            nil=self._nil,
            letters=max([len(self.recall.key(form.core)) for form in attempt.forms]),
            hinted=0.5 * bool(constraints.country) + bool(attempt.hints or constraints.hints),
            garble=GARBLE,
            people=self._names_people,
            same=self._same,
        )
        return Answer(ranked, len(ranked) + attempt.rest, nil, notes)

    def _stands_alone(self, hit: Hit) -> bool:
        """Whether a hit means something without a type word: near spellings of a bare adjective do not."""
        facts = self.index.row_facts[hit.row]
        if hit.channel == EXACT:
            return True
        country = self.index.place_kind[hit.place] >> 4 == COUNTRY
        return not (facts & CORE_BIT or (facts & KIND_MASK == ADJECTIVE and not country))

    def _names_people(self, candidate: Scored) -> bool:
        """Whether a candidate is a country by what its people are called: a form of its adjective."""
        index, hit = self.index, candidate.hit
        adjective = index.row_facts[hit.row] & KIND_MASK == ADJECTIVE
        return adjective and hit.channel != EXACT and index.place_kind[hit.place] >> 4 == COUNTRY

    def _settles(self, hit: Hit, constraints: Constraints) -> bool:
        """Whether an exact hit is so good that other spellings need no look: a unit's or a river's name is not."""
        index = self.index
        facts = index.row_facts[hit.row]
        if facts & CORE_BIT:
            return False
        if PLACE_KINDS[index.place_kind[hit.place] >> 4] not in NAMED_BARE and not constraints.kind:
            return False
        return facts & KIND_MASK in ESTABLISHED or index.place_prominence[hit.place] >= self._settling

    def _same(self, left: int, right: int) -> bool:
        """Whether two entries are one settlement twice in the sources."""
        index = self.index
        north = index.place_lat[left] - index.place_lat[right]
        if index.place_kind[left] != index.place_kind[right] or abs(north) > self._double:
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
