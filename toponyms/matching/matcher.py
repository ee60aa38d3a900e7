"""The pipeline over one index: text -> query -> hits -> scored -> answer, under what caller and text say."""

from __future__ import annotations

from toponyms.language.generics import GenericWords
from toponyms.language.inflection import Inflection
from toponyms.language.misread import Misreadings, looks_broken, looks_typed
from toponyms.matching.abbreviations import expanded, looks_short
from toponyms.matching.adjacent import names_first, nation_before, of_nation, parted
from toponyms.matching.attempts import (
    SURE,
    Answer,
    Attempt,
    Take,
    beside,
    better,
    is_doubtful,
    is_stored,
    names,
    passes_over_area,
)
from toponyms.matching.away import as_far
from toponyms.matching.calibration import Calibration
from toponyms.matching.candidates import Candidates
from toponyms.matching.capitals import Capitals
from toponyms.matching.constraints import Constraints, Lands
from toponyms.matching.decide import probabilities
from toponyms.matching.hints import HintFinder, ancestors
from toponyms.matching.hits import EXACT, SKELETON
from toponyms.matching.homonyms import listed_languages
from toponyms.matching.ordinary import Unlikely, smallness
from toponyms.matching.parts import Reading
from toponyms.matching.plan import lists_units, opens_address, plans
from toponyms.matching.query import MAX_FORMS, MAX_LENGTH, parse
from toponyms.matching.recall import Recall
from toponyms.matching.relation import RelationFinder
from toponyms.matching.score import OWN, Scorer
from toponyms.matching.settled import Settled
from toponyms.matching.standing import Standing
from toponyms.matching.surnames import is_bare
from toponyms.matching.weights import Weights
from toponyms.types import NAME_KINDS, PLACE_KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from toponyms.index.keys import KeyRules
    from toponyms.index.reader import Index
    from toponyms.matching.parts import Part, Query
    from toponyms.matching.plan import Plan
    from toponyms.matching.score import Scored

CLAIMED = PLACE_KINDS.index("claimed")

PART = PLACE_KINDS.index("part")

GARBLE = NAME_KINDS.index("garble")

MISREAD_LENGTH = 64
"""Characters of the longest text that is taken for typed under another layout, or scanned: a name and where it lies."""

FAINT = 0.1
"""An answer below this is as good as none: the text is read as a name and its units side by side."""

AGREE = [name for name, _ in OWN].index("agree")
"""Which of a candidate's own values says that another name in the text is one of the same place."""

INSIDE = [name for name, _ in OWN].index("inside")
"""Which of a candidate's own values says how it lies to the places that the text names around it."""

TOWN_WORDS = 4
"""Most words of a town and what lies in it, side by side."""

IN_TOWN = frozenset({PART, PLACE_KINDS.index("object")})
"""Kinds that are named beside their town without a comma."""

TOGETHER = 0.8
"""Share of lists whose places lie within half an hour of each other, guessed: a list of headlines spans the country."""

KNOWN_ALIKE = 100
"""Prominence, in hundredths, that tells apart two names that a shortened word may stand for: three times the people."""

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
        self._forms = int(self.limits["fuzzy_forms"])
        self._nil, self._calibration = weights["nil"], Calibration(weights["calibration"])
        grammar = Inflection.from_bytes(index["rules.endings"])
        lands = Lands(index)
        self.countries, self.allowed = lands.lines, lands.allowed
        kinds = tuple(weights["name_kind"][kind] for kind in NAME_KINDS)
        cyrillic = [any(code in weights["cyrillic"] for code in inside) for inside, _ in self.countries]
        self.recall = Recall(index, rules, grammar, self.limits, kinds, cyrillic, weights["edits"])
        dates = [tuple(line.split("\t")) for line in index.lines("vocab.dates")]
        self.scorer = Scorer(index, weights, PLACE_KINDS, NAME_KINDS, self.countries, dates)  # type: ignore[arg-type]
        self.hints = HintFinder(index, rules, self.words, self.recall, self.countries, weights["named_after_seat"])
        self._relations = RelationFinder(index, self.hints, 2.0 * self.limits["settlement_reach_km"])
        listed = listed_languages(index)
        self._inflected = round(100 * self.limits["inflected_prominence"])
        self._unlikely = Unlikely(index, cyrillic, self.recall, self._inflected, weights["surname"])
        self._standing = Standing(index, self.words, self.recall, listed, self.limits)
        self._candidates = Candidates(
            index,
            self.recall,
            self.scorer,
            self._standing,
            self._unlikely,
            self.allowed,
            listed,
            self.limits,
            self.words,
        )
        self._capitals = Capitals(index, self.words)
        self.same = self._standing.same
        self._settled = Settled(
            index, rules, self.words, self.recall, self.scorer, self._standing, self._unlikely, self._candidates,
            self._calibration, self._nil, self.limits,
        )  # fmt: skip

    def match(self, text: str, constraints: Constraints) -> Answer:
        """The answer to one text under constraints."""
        readings = self.misread.decoded(text) if looks_broken(text) else []
        answer = None if readings else self._settled.answer(text, constraints)
        if answer is not None:
            return answer
        return self._by_stages(text, constraints, readings)

    def _by_stages(self, text: str, constraints: Constraints, readings: list[tuple[str, str]]) -> Answer:
        """The same by the whole pipeline; readings: see `misread.decoded`."""
        if not readings and " " in text:
            capital = self._capitals.read(text, self._country)
            if capital and not self.hints.is_stored(text):  # "Australian Capital Territory"
                return self._read(capital, constraints, "the capital that the text means").answer()
        if not readings and looks_short(text):
            full = self._in_full(text, constraints)
            if full is not None:
                return full
        first: Take | None = None
        for read, note in readings or ((text, ""),):
            take = self._read(read, constraints, note)
            if take.sure and not take.passed and "/" not in read:
                return take.answer()
            first = first or take
        assert first is not None
        if first.best is None or first.passed or first.best.scored[0].confidence < FAINT:
            answer = self._side_by_side(text, constraints)
            if answer is not None:
                return answer
        if first.best is not None and "/" in text:
            answer = self._nested(text, first.best, constraints)
            if answer is not None:
                return answer
        if first.sure:
            return first.answer()
        if first.best is None and len(text) <= MISREAD_LENGTH:
            # only what means nothing as it stands is taken for scanned, or for typed under another layout
            lettered, retyped = self.misread.lettered(text), self.misread.retyped(text)
            for read, note in (*lettered, *retyped):
                take = self._read(read, constraints, note)
                if take.spelt or (take.named and ((read, note) in lettered or looks_typed(text))):
                    return take.answer()  # letters alone ("Zmiif") are typed so only if they give a name as it is spelt
                if retyped and note is retyped[0][1] and looks_typed(text):
                    first = take  # ",fvven" is no slip of anything in Latin letters
        self._read_slips(first)
        return first.answer()

    def _in_full(self, text: str, constraints: Constraints) -> Answer | None:
        """The answer to a text of which a word is shortened, by the best known name that it may be; None for others."""
        if self.hints.is_stored(text):
            return None

        def bases(word: str) -> list[str]:
            return self.recall.grammar.nominatives(self.recall.key(word))

        found: list[tuple[int, Answer]] = []
        for read in expanded(text, self.misread.short, self.hints.is_stored, bases, self._unlikely.is_surname):
            answer = self._by_stages(read, constraints, [])
            if answer.scored and answer.scored[0].confidence >= SURE:
                answer.notes = [f"read as {read!r}: a word of it is shortened", *answer.notes]
                found.append((self.index.place_prominence[answer.scored[0].row], answer))
        if not found:
            return None
        known, best = max(found, key=lambda one: one[0])
        first = best.scored[0]
        if any(known - other < KNOWN_ALIKE for other, answer in found if answer.scored[0].row != first.row):
            first.confidence *= TOGETHER * SURE
        return best

    def _country(self, text: str) -> int:
        """The row of what a text means, -1 where that is not known."""
        best = self._read(text, Constraints(), "").best
        return best.scored[0].row if best is not None and best.scored[0].confidence >= SURE else -1

    def _side_by_side(self, text: str, constraints: Constraints) -> Answer | None:
        """The answer to a name beside the units that it lies in or a country's adjective, None if it is none such."""
        if len(text) > MAX_LENGTH:
            return None
        apart = parted(text, self.index, self.hints, self.words)
        best = self._read(apart, constraints, "", lists=False).best if apart else None
        if best is not None and names_first(best, apart, self.recall, self.words):
            return best
        apart = of_nation(text, self.hints, self.words)
        best = self._read(apart, constraints, "", lists=False).best if apart else None
        if best is not None and names_first(best, apart, self.recall, self.words):
            first = best.scored[0]
            if first.form.says or self._standing.known(first.row):  # "Ukrainska Pravda" is no village
                return best
        return self._in_town(text.split(), constraints)

    def _in_town(self, words: list[str], constraints: Constraints) -> Answer | None:
        """The answer to a part of a known town, or a thing in it, beside it: "АКХЗ Авдеевка", "Kharkiv Saltovka"."""
        if not 2 <= len(words) <= TOWN_WORDS:
            return None
        for cut in range(1, len(words)):
            halves = " ".join(words[:cut]), " ".join(words[cut:])
            for inner, town in (halves, halves[::-1]):
                if not self.hints.is_town(town, self._inflected):
                    continue
                best = self._read(f"{inner}, {town}", constraints, "", lists=False).best
                if best is None or best.scored[0].confidence < SURE:
                    continue
                first = best.scored[0]
                spelt = first.form.core == inner and first.hit.channel in (EXACT, SKELETON)
                if spelt and first.own[INSIDE] >= 1.0 and self.index.place_kind[first.row] >> 4 in IN_TOWN:
                    return best
        return None

    def _nested(self, text: str, best: Answer, constraints: Constraints) -> Answer | None:
        """The answer to names with slashes between of which one lies in the other, None if they are none such.

        best: the answer to the text as names of one place. "Kharkiv/Saltivka", "Kharkivska / Iziumskyi / Balakliiska".
        """
        names, widest = [name.strip() for name in text.split("/")], best.scored[0]
        if not 2 <= len(names) <= MAX_FORMS or any(char in text for char in ",;:()") or widest.own[AGREE] > 0.0:
            return None
        for order in (names[::-1], names):
            inner = self._read(", ".join(order), constraints, "").best
            if inner is None or inner.scored[0].confidence < SURE or inner.scored[0].form.core not in order[0]:
                continue
            if widest.row in ancestors(self.index, inner.scored[0].row):
                return inner
        return None

    def _read(self, text: str, constraints: Constraints, note: str, *, lists: bool = True) -> Take:
        """A text read as names, letter for letter and in other spellings; its slips are left for `_read_slips`.

        lists: whether commas may stand between names none of which lies in the next.
        """
        query = parse(self.rules.repair(text), self.words)
        if query.point is not None and constraints.near is None:
            constraints = constraints.nearer(query.point)
        attempts = self._attempts(query, lists=lists)
        take = Take(constraints, attempts, f"read as {text[:60]!r}: {note}" if note else "")
        take.slips = self._forms
        # only what no attempt finds is taken for a slip; of a text in parts not the whole
        for number, attempt in enumerate(attempts):
            answer = self._tried(attempt, constraints)
            tried = answer
            unsure = tried is None or is_doubtful(tried)
            if unsure and attempt.part is not None and attempt.forms:
                take.waiting.append(attempt)
                follower = attempts[number + 1] if number + 1 < len(attempts) else None
                if follower is not None and follower.fallback and not attempt.known and answer is None:
                    # a name that is not known is sooner a slip than a stranger in the place named behind it
                    answer = self._slipped(take, take.waiting.pop(), spelt=False)
            take.best = best = better(take.best, answer)
            if best is None:
                continue
            doubtful = unsure if best is tried else is_doubtful(best)
            full = attempt.part is None and is_stored(best)  # "MARÍAS BARRIO" is no place called Marías
            if best.scored[0].confidence >= SURE or full or (names(attempt) and not doubtful):
                take.sure = not doubtful
                take.passed = passes_over_area(query.parts, attempt)
                break
        return take

    def _read_slips(self, take: Take) -> None:
        """What no attempt found is taken for a slip of a name."""
        for attempt in take.waiting:
            if attempt.exact and (attempt.of_nation or len(attempt.hints) > 2):
                # a name that is known, and lies in another country or nowhere near three others, is no slip of another
                continue
            # what is sure by another spelling is looked up by edits only
            sure = take.best is not None and take.best.scored[0].confidence >= SURE
            answer = self._slipped(take, attempt, spelt=sure)
            take.best = better(take.best, answer)
            if take.best is not None and take.best.scored[0].confidence >= SURE:
                return

    def _slipped(self, take: Take, attempt: Attempt, *, spelt: bool) -> Answer | None:
        """The answer by names within a few edits of a form, as many forms as are left; spelt: by edits only."""
        if attempt.part is not None and attempt.part.role in ("thing", "plain"):
            return None  # "the Wolf post": what a thing is called is no slip of a name
        scored = self._candidates.slips(attempt, take.constraints, max(0, take.slips), spelt=spelt)
        take.slips -= len(attempt.forms)
        return self._decide(scored, attempt, take.constraints) if scored else None

    @property
    def misread(self) -> Misreadings:
        """The tables of what texts are misread by; made when a text first needs them."""
        if self._misread is None:
            self._misread = Misreadings.from_bytes(self.index["rules.misread"])
        return self._misread

    def _attempts(self, query: Query, *, lists: bool) -> list[Attempt]:
        """In which order the parts are tried as the name, each with the others as hints; the whole text comes first."""
        parts = query.parts
        out: list[Attempt] = []
        composite = query.composite
        if len(parts) == 1 and not composite:  # one name, the usual case: there is nothing to plan
            forms = [reading for alternate in parts[0].alternates for reading in alternate if reading.core]
            if parts[0].led and self.hints.is_stored(query.text):
                forms.insert(0, Reading(query.text, query.text))  # "In Salah" is a town, and "in" no small word there
            attempt = Attempt(forms[:MAX_FORMS], [], 0)
            attempt.part = parts[0]
            return [attempt] if attempt.forms else out
        if composite:
            # a long one may be a stored name still, letter for letter
            core = query.text if len(query.text.split()) <= WHOLE_WORDS else ""
            out.append(Attempt([Reading(query.text, core)], [], 0))
        left = MAX_FORMS - (1 if out and out[0].forms[0].core else 0)
        if opens_address(parts) and self.hints.is_country(parts[0].text) and not self.hints.is_country(parts[1].text):
            parts[0].role = "area"  # not the village of Ukraina in that oblast
        elif lists_units(parts) and self.hints.is_unit(parts[0].text):
            if all(self.hints.is_unit(part.text) for part in parts[1:]):
                out.append(beside(parts, 0))  # "Donetska, Luhanska"
            else:
                parts[0].role = "area"  # "Donetska, Kramatorskyi, Lymanska": not the village of Donetske
        for plan in plans(parts, cased=query.cased):
            forms = [reading for alternate in parts[plan.name].alternates for reading in alternate if reading.core]
            if forms[:left]:
                planned = self._attempt(plan, parts, forms[:left])
                if planned is not None:
                    out.append(planned)
                    left -= len(forms)
        if lists and lists_units(parts) and all(self.hints.is_town(part.text, self._inflected) for part in parts):
            for attempt in out:
                attempt.spelt = True  # "Luhansk, Donetsk" is not Donetskyi
            out.append(beside(parts, 1))  # "Odesa, Kyiv, Lviv": none of them lies in the next
        return out

    def _attempt(self, plan: Plan, parts: list[Part], forms: list[Reading]) -> Attempt | None:
        """A plan with its hints looked up, None where what it rests on is not known."""
        attempt = Attempt(forms, [], plan.dropped)
        attempt.part, attempt.fallback, attempt.of_town = parts[plan.name], plan.fallback, plan.part
        attempt.others = [parts[number] for number in plan.others]
        for text in plan.firm:
            hint = self.hints.find(text)
            if hint is not None:
                hint = as_far(self.index, hint, parts, attempt.part)
            if plan.turned and (hint is None or hint.slipped):
                return None  # "X, Donetsk region" is not the region, whatever X may be
            if plan.turned and hint is not None and text == parts[0].text and parts[0].role == "district":
                hint = hint.units(self.index)
                if hint is None:
                    return None  # "Saltivka district, Kharkiv"
            if hint is None:
                attempt.dropped += min(2, len(text.split()))
                attempt.notes.append(f"{text[:60]!r} names no place known here and was not used")
            elif hint.slipped or all(self.index.place_kind[row] >> 4 == CLAIMED for row in hint.rows):
                attempt.soft.append(hint)  # a self-declared entity holds no places here
            else:
                attempt.hints.append(hint)
        country = self.hints.find(nation) if (nation := nation_before(parts, plan.name, self.hints)) else None
        if country is not None:
            attempt.hints.append(country)
            attempt.of_nation = True
        for text in plan.soft:
            hint = self.hints.find(text)
            if hint is None:
                attempt.notes.append(f"{text[:60]!r} names no place known here and was not used")
            else:
                attempt.soft.append(hint)
        return attempt

    def _tried(self, attempt: Attempt, constraints: Constraints) -> Answer | None:
        """The answer by exact names and other spellings of them, None where there is none."""
        scored = self._candidates.named(attempt, constraints)
        answer = self._decide(scored, attempt, constraints) if scored else None
        if attempt.spelt and answer is not None and answer.scored[0].hit.channel not in (EXACT, SKELETON):
            return None
        if attempt.of_town and not (answer and self._is_part(answer.scored[0])):
            attempt.forms = []
            return None
        if answer is not None and attempt.fallback and self._standing.is_broad(answer.scored[0].row):
            attempt.known, attempt.forms = True, []  # the post in a region is not the region
            return None
        if answer is not None and answer.scored[0].confidence < SURE and attempt.others and constraints.near is None:
            answer = better(answer, self._together(attempt, constraints))
        if answer is not None and answer.scored[0].confidence < SURE and attempt.others and constraints.near is None:
            nearer = constraints.nearer(self._relations.around(attempt, self._candidates.filter(attempt, constraints)))
            scored = self._candidates.named(attempt, nearer) if nearer.near else []
            answer = better(answer, self._decide(scored, attempt, nearer) if scored else None)
        if (answer is None or answer.scored[0].confidence < SURE) and attempt.loosen(constraints):
            constraints = constraints.nearer(attempt.middle)
            scored = self._candidates.named(attempt, constraints)
            answer = better(answer, self._decide(scored, attempt, constraints) if scored else None)
        return answer

    def _is_part(self, best: Scored) -> bool:
        """Whether a candidate is a part of the town that the text names around it, and not just near it."""
        return self.index.place_kind[best.row] >> 4 == PART and best.own[INSIDE] >= 1.0

    def _together(self, attempt: Attempt, constraints: Constraints) -> Answer | None:
        """The answer to the first name of a list, lying by another one that few places have; None where none does."""
        company = self._relations.company(attempt)
        if company is None:
            return None
        attempt.soft.append(company)
        rest, attempt.rest = attempt.rest, 0
        scored = self._candidates.named(attempt, constraints)
        answer = self._decide(scored, attempt, constraints) if scored else None
        attempt.soft.remove(company)
        if answer is None:
            attempt.rest = rest
            return None
        for candidate in answer.scored:
            candidate.confidence *= TOGETHER
        return answer

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
            doubted=lambda first, rival: (
                self._unlikely.doubted(first, constraints, bare=bare, rival=rival)
                or (not placed and self._unlikely.is_person(first))
                or (bare and self._unlikely.is_title(attempt.forms))
            ),
            same=self.same,
        )
        answer = Answer(ranked, len(ranked) + attempt.rest, nil, attempt.notes)
        answer.asked = asked
        answer.relation = self._relations.find(attempt, ranked[0])
        if attempt.others and answer.relation is None:
            names = ", ".join(repr(part.alternates[0][0].core[:40]) for part in attempt.others[:4])
            answer.notes = [*answer.notes, f"the text names other places as well: {names}"]
        return answer
