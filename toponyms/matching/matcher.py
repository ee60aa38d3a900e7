"""The pipeline over one index: text -> query -> hits -> scored -> answer, under what caller and text say."""

from __future__ import annotations

from toponyms.geo.distance import KM_PER_DEGREE
from toponyms.language.generics import GenericWords
from toponyms.language.inflection import Inflection
from toponyms.language.misread import Misreadings, looks_broken, looks_typed
from toponyms.matching.adjacent import names_first, parted
from toponyms.matching.attempts import SURE, Answer, Attempt, Take, better, is_doubtful, names, passes_over_area
from toponyms.matching.calibration import Calibration
from toponyms.matching.constraints import Filter
from toponyms.matching.decide import probabilities
from toponyms.matching.hints import HintFinder
from toponyms.matching.homonyms import is_listed, listed_languages, share_spellings
from toponyms.matching.ordinary import CODE, SAID, Unlikely, smallness
from toponyms.matching.plan import opens_address, plans
from toponyms.matching.query import MAX_FORMS, MAX_LENGTH, NUMBERED, Reading, parse
from toponyms.matching.recall import CALQUE, CORE_BIT, EXACT, KIND_MASK, Recall, is_latin, own_name
from toponyms.matching.relation import RelationFinder, apart
from toponyms.matching.score import Scorer, agreement
from toponyms.matching.surnames import is_bare
from toponyms.matching.translated import translate
from toponyms.matching.weights import Weights
from toponyms.types import NAME_KINDS, PLACE_KINDS, POSITION_KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from toponyms.index.keys import KeyRules
    from toponyms.index.reader import Index
    from toponyms.matching.constraints import Constraints
    from toponyms.matching.hints import Hint
    from toponyms.matching.plan import Plan
    from toponyms.matching.query import Part, Query
    from toponyms.matching.recall import Hit
    from toponyms.matching.score import Scored

NAMED_BARE = frozenset({"country", "admin", "settlement", "part", "region", "claimed"})
"""Kinds that are named without a type word; rivers and stations mostly bear the name of something else."""

ESTABLISHED = frozenset(NAME_KINDS.index(kind) for kind in ("official", "endonym", "romanized", "exonym"))
"""Kinds of name that a source vouches for."""

ADJECTIVE, GARBLE = NAME_KINDS.index("adjective"), NAME_KINDS.index("garble")

COUNTRY, SETTLEMENT = PLACE_KINDS.index("country"), PLACE_KINDS.index("settlement")
ADMIN, CLAIMED = PLACE_KINDS.index("admin"), PLACE_KINDS.index("claimed")

ESTIMATE = POSITION_KINDS.index("estimate")

NEAR = 1.0
"""Edits up to which a slip is so good that no table is asked what else the text may have been."""

COUNTRY_INSIDE = 0.5
"""How much lying in the country that the caller names counts, beside 1 for lying in a hint."""

MISREAD_LENGTH = 64
"""Characters of the longest text that is taken for typed under another layout, or scanned: a name and where it lies."""

WHOLE_WORDS = 8
"""Most words of a text in parts that is looked up in other spellings as one name."""


class Matcher:
    """All stages over one index, with its rules and vocabularies kept ready."""

    def __init__(self, index: Index, rules: KeyRules, weights: Weights | None = None) -> None:
        """weights: others than those that the index carries, for fitting."""
        self.index, self.rules = index, rules
        self.words = GenericWords.from_bytes(index["rules.words"])
        self._misread: Misreadings | None = None
        if weights is None:
            weights = Weights.from_bytes(index["rules.weights"])
        self.limits = weights["limits"]
        self._nil, self._calibration = weights["nil"], Calibration(weights["calibration"])
        self._settling = round(100 * self.limits["settling_prominence"])
        self._inflected = round(100 * self.limits["inflected_prominence"])
        self._most = int(self.limits["scored"])
        self._double = 1e5 * self.limits["double_km"] / KM_PER_DEGREE + 1.0
        grammar = Inflection.from_bytes(index["rules.endings"])
        self.countries = [
            tuple(tuple(codes.split()) for codes in line.split("\t")) for line in index.lines("vocab.countries")
        ]
        kinds = tuple(weights["name_kind"][kind] for kind in NAME_KINDS)
        cyrillic = [any(code in weights["cyrillic"] for code in inside) for inside, _ in self.countries]
        self.recall = Recall(index, rules, grammar, self.limits, kinds, cyrillic, weights["edits"])
        dates = [tuple(line.split("\t")) for line in index.lines("vocab.dates")]
        self.scorer = Scorer(index, weights, PLACE_KINDS, NAME_KINDS, self.countries, dates)  # type: ignore[arg-type]
        self.hints = HintFinder(index, rules, self.words, self.recall, self.countries, weights["named_after_seat"])
        self._relations = RelationFinder(index, self.hints, 2.0 * self.limits["settlement_reach_km"])
        self._listed = listed_languages(index)
        self._free = Filter(index, None, "", (), 0.0)
        self._lines_of: dict[str, frozenset[int]] = {}
        self._unlikely = Unlikely(index, cyrillic, self.recall, self._inflected, weights["surname"])

    def match(self, text: str, constraints: Constraints) -> Answer:
        """The answer to one text under constraints."""
        readings = self.misread.decoded(text) if looks_broken(text) else []
        first: Take | None = None
        for read, note in readings or ((text, ""),):
            take = self._read(read, constraints, note)
            if take.sure and not take.passed:
                return take.answer()
            first = first or take
        assert first is not None
        if first.best is None or first.passed:
            answer = self._side_by_side(text, constraints)
            if answer is not None:
                return answer
        if first.sure:
            return first.answer()
        if first.best is None and len(text) <= MISREAD_LENGTH:
            # only what means nothing as it stands is taken for scanned, or for typed under another layout
            lettered, retyped = self.misread.lettered(text), self.misread.retyped(text)
            for read, note in (*lettered, *retyped):
                take = self._read(read, constraints, note)
                if take.named:
                    return take.answer()
                if retyped and note is retyped[0][1] and looks_typed(text):
                    first = take  # ",fvven" is no slip of anything in Latin letters
        self._read_slips(first)
        return first.answer()

    def _side_by_side(self, text: str, constraints: Constraints) -> Answer | None:
        """The answer to a name and the units that it lies in, side by side without a comma, None if it is none such."""
        apart = parted(text, self.index, self.hints, self.words) if len(text) <= MAX_LENGTH else ""
        best = self._read(apart, constraints, "").best if apart else None
        return best if best is not None and names_first(best, apart, self.recall) else None

    def _read(self, text: str, constraints: Constraints, note: str) -> Take:
        """A text read as names, letter for letter and in other spellings; its slips are left for `_read_slips`."""
        query = parse(self.rules.repair(text), self.words)
        if query.point is not None and constraints.near is None:
            constraints = constraints.nearer(query.point)
        attempts = self._attempts(query)
        take = Take(constraints, attempts, f"read as {text[:60]!r}: {note}" if note else "")
        take.slips = int(self.limits["fuzzy_forms"])
        # only what no attempt finds is taken for a slip; of a text in parts not the whole
        for number, attempt in enumerate(attempts):
            answer = self._tried(attempt, constraints)
            unsure = answer is None or is_doubtful(answer)
            if unsure and attempt.part is not None and attempt.forms:
                take.waiting.append(attempt)
                follower = attempts[number + 1] if number + 1 < len(attempts) else None
                if follower is not None and follower.fallback and not attempt.known and answer is None:
                    # a name that is not known is sooner a slip than a stranger in the place named behind it
                    take.slips, answer = self._slipped(take.waiting.pop(), constraints, take.slips, False)
            take.best = better(take.best, answer)
            if take.best is not None and (
                take.best.scored[0].confidence >= SURE or (names(attempt) and not is_doubtful(take.best))
            ):
                take.sure = not is_doubtful(take.best)
                take.passed = passes_over_area(query.parts, attempt)
                break
        return take

    def _read_slips(self, take: Take) -> None:
        """What no attempt found is taken for a slip of a name."""
        for attempt in take.waiting:
            if attempt.exact and len(attempt.hints) > 2:
                continue  # a name that is known, and lies nowhere near three others, is no slip of yet another
            # what is sure by another spelling is looked up by edits only
            sure = take.best is not None and take.best.scored[0].confidence >= SURE
            take.slips, answer = self._slipped(attempt, take.constraints, take.slips, sure)
            take.best = better(take.best, answer)
            if take.best is not None and take.best.scored[0].confidence >= SURE:
                return

    @property
    def misread(self) -> Misreadings:
        """The tables of what texts are misread by; made when a text first needs them."""
        if self._misread is None:
            self._misread = Misreadings.from_bytes(self.index["rules.misread"])
        return self._misread

    def allowed(self, country: str) -> frozenset[int]:
        """Lines of the vocabulary of countries that satisfy a country: it lies there, or is claimed from there."""
        if country not in self._lines_of:
            self._lines_of[country] = frozenset(
                number
                for number, (inside, claimed) in enumerate(self.countries)
                if country in inside or country in claimed
            )
        return self._lines_of[country]

    def _attempts(self, query: Query) -> list[Attempt]:
        """In which order the parts are tried as the name, each with the others as hints; the whole text comes first."""
        parts = query.parts
        out: list[Attempt] = []
        if query.composite:
            # a long one may be a stored name still, letter for letter
            core = query.text if len(query.text.split()) <= WHOLE_WORDS else ""
            out.append(Attempt([Reading(query.text, core)], [], 0))
        left = MAX_FORMS - (1 if out and out[0].forms[0].core else 0)
        if opens_address(parts) and self.hints.is_country(parts[0].text):
            parts[0].role = "area"  # not the village of Ukraina in that oblast
        for plan in plans(parts, cased=query.cased):
            forms = [reading for alternate in parts[plan.name].alternates for reading in alternate if reading.core]
            if forms[:left]:
                attempt = self._attempt(plan, parts, forms[:left])
                if attempt is not None:
                    out.append(attempt)
                    left -= len(forms)
        return out

    def _attempt(self, plan: Plan, parts: list[Part], forms: list[Reading]) -> Attempt | None:
        """A plan with its hints looked up, None where what it rests on is not known."""
        attempt = Attempt(forms, [], plan.dropped)
        attempt.part, attempt.fallback = parts[plan.name], plan.fallback
        attempt.others = [parts[number] for number in plan.others]
        for text in plan.firm:
            hint = self.hints.find(text)
            if plan.turned and (hint is None or hint.slipped):
                return None  # "X, Donetsk region" is not the region, whatever X may be
            if hint is None:
                attempt.dropped += min(2, len(text.split()))
                attempt.notes.append(f"{text[:60]!r} names no place known here and was not used")
            elif hint.slipped or all(self.index.place_kind[row] >> 4 == CLAIMED for row in hint.rows):
                attempt.soft.append(hint)  # a self-declared entity holds no places here
            else:
                attempt.hints.append(hint)
        for text in plan.soft:
            hint = self.hints.find(text)
            if hint is None:
                attempt.notes.append(f"{text[:60]!r} names no place known here and was not used")
            else:
                attempt.soft.append(hint)
        return attempt

    def _tried(self, attempt: Attempt, constraints: Constraints) -> Answer | None:
        """The answer by exact names and other spellings of them, None where there is none."""
        scored = self._named(attempt, constraints)
        answer = self._decide(scored, attempt, constraints) if scored else None
        if answer is not None and attempt.fallback and self._is_broad(answer.scored[0].row):
            attempt.known, attempt.forms = True, []  # the post in a region is not the region
            return None
        if answer is not None and answer.scored[0].confidence < SURE and attempt.others and constraints.near is None:
            nearer = constraints.nearer(self._relations.around(attempt, self._filter(attempt, constraints)))
            scored = self._named(attempt, nearer) if nearer.near else []
            answer = better(answer, self._decide(scored, attempt, nearer) if scored else None)
        if (answer is None or answer.scored[0].confidence < SURE) and attempt.loosen(constraints):
            constraints = constraints.nearer(attempt.middle)
            scored = self._named(attempt, constraints)
            answer = better(answer, self._decide(scored, attempt, constraints) if scored else None)
        return answer

    def _named(self, attempt: Attempt, constraints: Constraints) -> list[Scored]:
        """Candidates that bear the name of a form in some spelling, scored."""
        best: dict[int, Scored] = {}
        passes = self._filter(attempt, constraints)
        for form in attempt.forms:
            if form.derived and self._understood(best):
                continue
            if form.relation == NUMBERED and not passes.hints:
                continue  # "Dnipro-1" is a club
            hits: dict[int, Hit] = {}
            # a text that is a stored name in full ("West Jordan", "Kyiv region") is not taken apart
            self.recall.exact(form.whole, hits, whole=True)
            if form.core and form.core != form.whole and not any(map(passes, hits)):
                if not form.says and attempt.part is not None:
                    least = 1 if attempt.part.relation == "part" else 2  # "Upper Kamyanske" sooner than above Kamianske
                    self.recall.calque(form.whole, hits, whole=True, native=False, least=least)  # "Old Sambir"
                if not any(hit.channel == CALQUE and passes(place) for place, hit in hits.items()):
                    self.recall.exact(form.core, hits, whole=False)
            elif form.core != form.whole and not form.says and form.core:
                form = Reading(form.whole, form.whole, dropped=form.dropped, derived=form.derived)  # "Западный Буг"
            settled = any(self._settles(hit, form, constraints) and passes(hit.place) for hit in hits.values())
            adjectives = self._adjectives(form, hits, passes, settled=settled)
            if adjectives is not None:
                hits = adjectives
            elif form.core and not settled:
                kept = len(hits)
                self.recall.inflection(form.core, hits)
                self.recall.skeleton(form.core, hits, whole=False)
                share_spellings(self.index, hits.values(), self._listed)
                common = self._common_noun(form.core)
                if common and len(hits) > kept:
                    hits = {place: hit for place, hit in hits.items() if hit.channel == EXACT or self._known(place)}
                if constraints.kind:
                    self.recall.adjective(form.core, hits, passes)
                if form.core != form.whole:
                    # "lyman" is a type word, and part of names
                    self.recall.inflection(form.whole, hits, whole=True)
                    self.recall.skeleton(form.whole, hits, whole=True)
                if not common:
                    self._respell(form, hits, passes, hinted=bool(constraints.country or passes.hints))
            elif (
                form.core
                and not (constraints.country or passes.hints or self.recall.key(form.core).isascii())
                and all(self.index.place_prominence[place] < self._inflected for place in hits)
            ):
                # a case form of a well-known name ("Молдове") is seldom the village that has it for a name
                self.recall.inflection(form.core, hits)
            attempt.known = attempt.known or bool(hits)
            attempt.exact = attempt.exact or EXACT in [hit.channel for hit in hits.values()]
            if form.core and adjectives is None and not settled:
                translate(self.recall, form, attempt.part, hits, passes, self._common_noun)
            self._score(form, hits, passes, attempt, constraints, best)
        return list(best.values())

    def _respell(self, form: Reading, hits: dict[int, Hit], passes: Filter, *, hinted: bool) -> None:
        """Case forms of names in other spellings, where nothing better passes; without a hint of known places only."""
        if (form.core.islower() and not form.says) or (
            not hinted and is_latin(self.recall.key(form.core)) and " " not in form.core
        ):
            return  # a common word, or a single one in Latin letters, is a case form of too much
        if any(passes(place) and (hinted or self._known(place)) for place in hits):
            return
        found: dict[int, Hit] = {}
        self.recall.respelt(form.core, found)
        for place, hit in found.items():
            if place not in hits and (hinted or self._known(place)):
                hits[place] = hit

    def _adjectives(
        self, form: Reading, hits: dict[int, Hit], passes: Filter, *, settled: bool
    ) -> dict[int, Hit] | None:
        """What a form means if it is an adjective, None where it is none or may be a name as well.

        A stretch of a front is called by an adjective ("Покровський напрямок" is not Pokrovske), and Cyrillic
        adjectives in small letters are nothing else. In Latin letters a village can be meant ("Pokrovske direction").
        """
        if not form.sector and (settled or form.says or not form.core.islower()):
            return None
        small = form.core.islower() and not is_latin(self.recall.key(form.core))
        if not form.core or not (form.sector or small):
            return None
        found: dict[int, Hit] = {}
        cut = form.sector and not any(map(passes, hits))  # "Krasnolymansk direction"
        if not self.recall.adjective(form.core, found, passes, cut=cut) or not any(map(passes, found)):
            return None
        if form.sector and not passes.hints:
            # fronts are named after towns along them: "Лиманський напрямок" is not that of Lima
            near = {place: hit for place, hit in found.items() if passes(place) and not self._unlikely.is_abroad(place)}
            found = near or found
        if small or is_latin(self.recall.key(form.core)):
            found |= {place: hit for place, hit in hits.items() if passes(place) and self._bears(hit)}
        return found

    def _bears(self, hit: Hit) -> bool:
        """Whether an exact hit is a name that stands alone."""
        return hit.channel == EXACT and self._stands_alone(hit) and not self.index.row_facts[hit.row] & CORE_BIT

    def _slipped(self, attempt: Attempt, constraints: Constraints, left: int, spelt: bool) -> tuple[int, Answer | None]:
        """The answer by names within a few edits of a form, and how many forms are left; spelt: by edits only."""
        best: dict[int, Scored] = {}
        if attempt.part is not None and attempt.part.role in ("thing", "plain"):
            return left, None  # "the Wolf post": what a thing is called is no slip of a name
        passes = self._filter(attempt, constraints)
        for form in attempt.forms[: max(0, left)]:
            if form.core and form.relation != NUMBERED:
                hits: dict[int, Hit] = {}
                self.recall.fuzzy(form.core, hits, passes, bool(passes.hints or constraints.country))
                if not spelt and not any(hit.cost <= NEAR and passes(place) for place, hit in hits.items()):
                    self.recall.reverse(form.core, hits)
                self._score(form, hits, passes, attempt, constraints, best)
        answer = self._decide(list(best.values()), attempt, constraints) if best else None
        return left - len(attempt.forms), answer

    def _filter(self, attempt: Attempt, constraints: Constraints) -> Filter:
        """What candidates must satisfy."""
        hints: Sequence[Hint] = constraints.hints
        if not (hints or attempt.hints or attempt.soft or constraints.country or constraints.kind):
            return self._free
        if attempt.hints or attempt.soft:
            hints = [*hints, *attempt.hints, *attempt.soft]
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
    ) -> None:
        """Score the hits that pass into `best`, the better of two for a place."""
        named = bool(form.says or constraints.kind)
        placed = bool(named or passes.hints or constraints.country or constraints.near)
        passed = [hit for hit in passes.of(hits) if hit.channel != CALQUE or not self._unlikely.is_abroad(hit.place)]
        if not named:
            passed = [hit for hit in passed if hit.channel == EXACT or self._stands_alone(hit)]
        if len(passed) > self._most and constraints.near is None and constraints.as_of is None:
            index, prominence = self.index, self.index.place_prominence  # the little known ones count by number
            against = self.scorer.contradicts  # the one reservoir among fifty villages is not passed over
            passed.sort(key=lambda hit: (against(form.says, hit.place), -prominence[hit.place], hit.place))
            if index.overlaid:
                passed.sort(key=lambda hit: not own_name(index, index.row_facts[hit.row]))
            attempt.rest += len(passed) - self._most
            del passed[self._most :]
        in_country = COUNTRY_INSIDE if constraints.country else 0.0
        hinted, score, dropped = bool(passes.hints), self.scorer.score, attempt.dropped + form.dropped
        near, as_of, kind = constraints.near, constraints.as_of, constraints.kind
        for hit in passed:
            place, inside, agree = hit.place, in_country, 0.0
            old = best.get(place)
            # another form of the text that names the same place confirms it, and so does a hint that is the place
            if old is not None and old.form.whole != form.whole and not form.derived:
                agree = 1.0
            if hinted:
                agree += passes.named(place)
                inside += passes.inside(place)
            scored = score(hit, form, inside=inside, near=near, as_of=as_of, agree=agree, dropped=dropped, kind=kind)
            if hit.channel == EXACT and self._unlikely.is_code(hit, hinted=placed):
                scored.hold_back(CODE)
            if old is None or scored.score > old.score:
                best[place] = scored

    def _decide(self, scored: list[Scored], attempt: Attempt, constraints: Constraints) -> Answer:
        hints = attempt.hints or attempt.soft or constraints.hints
        expected = bool(constraints.kind or constraints.near)  # a word of any sort is taken for a place
        placed = hints or constraints.country or expected
        bare = not placed and is_bare(attempt.part)
        ranked, nil, asked = probabilities(
            scored,
            rest=attempt.rest,
            index=self.index,
            nil=self._nil,
            calibration=self._calibration,
            letters=max([len(self.recall.key(form.core or form.whole)) for form in attempt.forms]),
            hinted=0.5 * bool(constraints.country) + bool(hints),
            elsewhere=attempt.exact,
            small=0.0 if expected else smallness(attempt.forms),
            everyday=0.0 if expected else self._unlikely.ordinariness(attempt.forms, scored),
            garble=GARBLE,
            doubted=lambda candidate: self._unlikely.doubted(candidate, constraints, bare=bare),
            same=self._same,
        )
        answer = Answer(ranked, len(ranked) + attempt.rest, nil, attempt.notes)
        answer.asked = asked
        answer.relation = self._relations.find(attempt, ranked[0].form, ranked[0].row)
        if attempt.others and answer.relation is None:
            names = ", ".join(repr(part.alternates[0][0].core[:40]) for part in attempt.others[:4])
            answer.notes = [*answer.notes, f"the text names other places as well: {names}"]
        return answer

    def _understood(self, best: dict[int, Scored]) -> bool:
        """Whether one of these is a place of the kind that the text says, or has the text in full for its name."""
        return any(
            one.own[SAID] > 0.0 or (one.hit.whole and one.hit.channel == EXACT) or not one.form.says
            for one in best.values()
        )

    def _is_broad(self, place: int) -> bool:
        kind = self.index.place_kind[place]
        return PLACE_KINDS[kind >> 4] in ("country", "region") or (PLACE_KINDS[kind >> 4] == "admin" and kind & 0xF < 2)

    def _stands_alone(self, hit: Hit) -> bool:
        """Whether a hit means something without a type word: near spellings of a bare adjective do not."""
        facts = self.index.row_facts[hit.row]
        if hit.channel == EXACT:
            return True
        country = self.index.place_kind[hit.place] >> 4 == COUNTRY
        return not (facts & CORE_BIT or (facts & KIND_MASK == ADJECTIVE and not country))

    def _common_noun(self, core: str) -> bool:
        """Whether a text is a form of a type word: "в городе" is no village of that name."""
        key = self.recall.key(core)
        return any(self.words.lookup(base) for base in (key, *self.recall.nominatives(key)))

    def _known(self, place: int) -> bool:
        return self.index.place_prominence[place] >= self._settling

    def _settles(self, hit: Hit, form: Reading, constraints: Constraints) -> bool:
        """Whether an exact hit is so good that other spellings need no look: a unit's or a river's name is not."""
        index = self.index
        facts, packed = index.row_facts[hit.row], index.place_kind[hit.place]
        if form.says:
            if ("admin", 1) in form.says and packed >> 4 != ADMIN:
                return False  # a locality X is not what "X region" means, if an oblast X is spelt otherwise
            if not hit.whole and agreement(form.says, PLACE_KINDS[packed >> 4], packed & 0xF) < 0.0:
                return False  # the village of that name is not what "X Sea" means
        if facts & CORE_BIT or facts & KIND_MASK == ADJECTIVE:
            return False  # "Донецька" is a case form of the town as well
        if PLACE_KINDS[packed >> 4] not in NAMED_BARE and not constraints.kind:
            return False
        known = facts & KIND_MASK in ESTABLISHED and not is_listed(facts, self._listed)
        return known or index.place_prominence[hit.place] >= self._settling

    def _same(self, left: int, right: int) -> bool:
        """Whether two entries are one settlement twice in the sources."""
        index = self.index
        north = index.place_lat[left] - index.place_lat[right]
        if index.place_kind[left] != index.place_kind[right] or abs(north) > self._double:
            return False
        positions = index["place.position"]
        if positions[left] == positions[right] == ESTIMATE:
            return False  # two settlements of one hromada, of neither of which the sources say where
        return apart(index, left, right) <= self.limits["double_km"]
