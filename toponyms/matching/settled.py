"""The short road: a bare text that is a stored name, and whose answer needs nothing but the rows under its key.

    "Bakhmut", "Харків", "Chasiv Yar"  ->  scored and decided at once, as the pipeline would in the end
    "bakhmut", "Kyiv region", "A/B"    ->  None: the pipeline reads them

Most texts are of this sort. Nothing is judged here: each step is the one that the pipeline takes for such a text, by
the same functions, and what it need not ask is left out. Where one of its other steps could change anything, the answer
is None; a property test compares the two roads.
"""

from __future__ import annotations

from toponyms.matching.attempts import Answer
from toponyms.matching.candidates import COUNTRY_INSIDE
from toponyms.matching.decide import probabilities
from toponyms.matching.hits import CORE_BIT, EXACT, KIND_MASK, Hit
from toponyms.matching.parts import Reading
from toponyms.matching.query import is_one_name
from toponyms.types import NAME_KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from toponyms.index.keys import KeyRules
    from toponyms.index.reader import Index
    from toponyms.language.generics import GenericWords
    from toponyms.matching.calibration import Calibration
    from toponyms.matching.candidates import Candidates
    from toponyms.matching.constraints import Constraints
    from toponyms.matching.ordinary import Unlikely
    from toponyms.matching.recall import Recall
    from toponyms.matching.score import Scorer
    from toponyms.matching.standing import Standing

HELD = frozenset(NAME_KINDS.index(kind) for kind in ("garble", "abbreviation"))
"""Kinds of name that may be put below others: the pipeline weighs them."""

GARBLE = NAME_KINDS.index("garble")


class Settled:
    """Answers such texts over one index, with the stages of the pipeline."""

    __slots__ = (
        "_calibration",
        "_candidates",
        "_index",
        "_inflected",
        "_most",
        "_nil",
        "_recall",
        "_rules",
        "_scorer",
        "_standing",
        "_unlikely",
        "_words",
    )

    def __init__(
        self,
        index: Index,
        rules: KeyRules,
        words: GenericWords,
        recall: Recall,
        scorer: Scorer,
        standing: Standing,
        unlikely: Unlikely,
        candidates: Candidates,
        calibration: Calibration,
        nil: Mapping[str, float],
        limits: Mapping[str, float],
    ) -> None:
        self._index, self._rules, self._words, self._recall, self._scorer = index, rules, words, recall, scorer
        self._standing, self._unlikely, self._candidates = standing, unlikely, candidates
        self._calibration, self._nil = calibration, nil
        self._inflected, self._most = round(100 * limits["inflected_prominence"]), int(limits["scored"])

    def answer(self, text: str, constraints: Constraints) -> Answer | None:
        """The answer to a text, None where the pipeline has to read it."""
        if constraints.kind or constraints.near is not None or constraints.as_of is not None:
            return None
        if text.islower() or not is_one_name(text, self._words) or self._rules.repair(text) is not text:
            return None  # in small letters it may be an adjective
        index = self._index
        key = self._recall.key(text)
        number = index.find_key(key)
        if number < 0:
            return None
        found = self._recall.keeper.best_rows(index.rows_of(number))
        country, hints = constraints.country, constraints.hints
        inside, rest = COUNTRY_INSIDE if country else 0.0, 0
        if country or hints:
            passes = self._candidates.within(constraints, hints)
            found = {place: row for place, row in found.items() if passes(place)}
        facts = index.row_facts
        if len(found) > self._most:
            if index.overlaid or any(facts[row] & CORE_BIT for row in found.values()):
                return None
            rest = len(found) - self._most
            found = {place: found[place] for place in self._best_known(found)}
        form, settles = Reading(text, text), self._standing.settles
        hits, settled, units = [], False, False
        for place, row in found.items():
            hit = Hit(place, row, EXACT, 0.0, text, key, True, False)
            hits.append(hit)
            fact = facts[row]
            if fact & KIND_MASK in HELD:
                return None
            if fact & CORE_BIT:
                if not self._standing.stands_alone(hit):
                    return None
                units = True  # such a name settles nothing
            elif not settled:
                settled = settles(hit, form, constraints)
        if not settled or not (country or hints or key.isascii() or self._is_no_form(key, found)):
            return None
        score = self._scorer.as_written
        if hints:
            scored = [
                score(hit, form, inside + passes.inside(hit.place), float(passes.named(hit.place))) for hit in hits
            ]
        else:
            scored = [score(hit, form, inside, 0.0) for hit in hits]
        if units:
            self._candidates.hold_back_towns({one.row: one for one in scored}, bare=True, hinted=bool(hints))
        unlikely, bare = self._unlikely, not (country or hints)
        mere = unlikely.is_mere_name(text, key)
        ranked, nil, asked = probabilities(
            scored,
            rest=rest,
            index=index,
            nil=self._nil,
            calibration=self._calibration,
            letters=len(key),
            hinted=0.5 * bool(country) + bool(hints),
            elsewhere=True,
            everyday=0.0 if mere else unlikely.ordinariness([form], scored),
            garble=GARBLE,
            doubted=lambda best, rival: unlikely.doubted(best, constraints, bare=bare and not mere, rival=rival),
            same=self._standing.same,
        )
        answer = Answer(ranked, len(ranked) + rest, nil, [])
        answer.asked = asked
        return answer

    def _best_known(self, places: Iterable[int]) -> list[int]:
        """So many places as are scored, the most prominent ones: those that `Candidates.keep_known` keeps."""
        return sorted(sorted(places), key=self._index.place_prominence.__getitem__, reverse=True)[: self._most]

    def _is_no_form(self, key: str, places: Iterable[int]) -> bool:
        """Whether the pipeline looks for no other names of which a text may be a case form, or would find none."""
        prominence = self._index.place_prominence
        for place in places:
            if prominence[place] >= self._inflected:
                return True
        return not self._recall.grammar.is_form(key)
