"""Candidates for an attempt at a text: what the channels bring for its forms, as far as it passes, scored."""

from __future__ import annotations

from operator import attrgetter

from toponyms.matching.chance import METROPOLIS
from toponyms.matching.constraints import Filter
from toponyms.matching.grammar import FIRST_LEVEL, REGULAR
from toponyms.matching.hints import box_of
from toponyms.matching.hits import CALQUE, EXACT, is_latin, own_name
from toponyms.matching.homonyms import share_spellings, units_first
from toponyms.matching.ordinary import CODE, SAID
from toponyms.matching.parts import Reading
from toponyms.matching.query import NUMBERED
from toponyms.matching.seats import add_units, adjectives_first
from toponyms.matching.sorts import ends_romanized
from toponyms.matching.surnames import is_bare
from toponyms.matching.translated import translate
from toponyms.types import PLACE_KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from toponyms.index.reader import Index
    from toponyms.language.generics import GenericWords
    from toponyms.matching.attempts import Attempt
    from toponyms.matching.constraints import Constraints
    from toponyms.matching.hints import Hint
    from toponyms.matching.hits import Hit
    from toponyms.matching.ordinary import Unlikely
    from toponyms.matching.recall import Recall
    from toponyms.matching.score import Scored, Scorer
    from toponyms.matching.standing import Standing

LANDS = frozenset({PLACE_KINDS.index("country"), PLACE_KINDS.index("region")})
"""Kinds of place whose name in full goes before what is left of it without its type word."""

NEAR = 1.0
"""Edits up to which a slip is so good that no table is asked what else the text may have been."""

REGION = frozenset({("admin", 1)})
"""What type words for first-level units say."""

SURROUNDED = 4.0
"""How far below the unit around it a city is put that is a unit as well, in nats: as much as a type word says."""

FRONT = 6.0
"""How far below a place outside Ukraine that is no metropolis is put beside a word for a front, in nats:
"Новопавловское направление" is called after a village by the front, no town far from it; "Брянское" after Bryansk."""

COUNTRY_INSIDE = 0.5
"""How much lying in the country that the caller names counts, beside 1 for lying in a hint."""


_channel = attrgetter("channel")


class Candidates:
    """Recall, filter and score over one index."""

    __slots__ = (
        "_allowed",
        "_free",
        "_grammar",
        "_index",
        "_inflected",
        "_listed",
        "_most",
        "_reach",
        "_recall",
        "_scorer",
        "_standing",
        "_unlikely",
        "_words",
    )

    def __init__(
        self,
        index: Index,
        recall: Recall,
        scorer: Scorer,
        standing: Standing,
        unlikely: Unlikely,
        allowed: Callable[[str], frozenset[int]],
        listed: frozenset[int],
        limits: Mapping[str, float],
        words: GenericWords,
    ) -> None:
        """allowed: the lines of the vocabulary of countries that satisfy a country."""
        self._index, self._recall, self._scorer = index, recall, scorer
        self._standing, self._unlikely, self._allowed, self._listed = standing, unlikely, allowed, listed
        self._grammar, self._words = recall.grammar, words
        self._inflected = round(100 * limits["inflected_prominence"])
        self._most = int(limits["scored"])
        self._reach = limits["settlement_reach_km"]
        self._free = Filter(index, None, "", (), 0.0)

    def named(self, attempt: Attempt, constraints: Constraints) -> list[Scored]:
        """Candidates that bear the name of a form in some spelling, scored."""
        best: dict[int, Scored] = {}
        passes = self.filter(attempt, constraints)
        for form in attempt.forms:
            if form.derived and self._understood(best):
                continue
            if form.relation == NUMBERED and not passes.hints:
                continue  # "Dnipro-1" is a club
            hits: dict[int, Hit] = {}
            # a text that is a stored name in full ("West Jordan", "Kyiv region") is not taken apart
            self._recall.exact(form.whole, hits, whole=True)
            if not hits and attempt.part is not None and attempt.part.led_by(form):
                self._recall.exact(attempt.part.text, hits, whole=True)  # "the so-called X People's Republic"
            if form.core and form.core != form.whole and not any(map(passes, hits)):
                self._lands(form, hits, passes)
            if form.core and form.core != form.whole and not any(map(passes, hits)):
                if attempt.part is not None and (not form.says or ends_romanized(form, self._words)):
                    least = 1 if attempt.part.relation == "part" else 2  # "Upper Kamyanske" sooner than above Kamianske
                    self._recall.calque(form.whole, hits, whole=True, native=False, least=least)  # "Old Sambir"
                if not any(hit.channel == CALQUE and passes(place) for place, hit in hits.items()):
                    self._recall.exact(form.core, hits, whole=False)
            elif form.core != form.whole and not form.says and form.core:
                form = Reading(form.whole, form.whole, dropped=form.dropped, derived=form.derived)  # "Западный Буг"
            settled = False
            for hit in hits.values():
                if self._standing.settles(hit, form, constraints) and passes(hit.place):
                    settled = True
                    break
            adjectives = self._adjectives(form, hits, passes, settled=settled)
            if adjectives is not None:
                hits = adjectives
            elif form.core and not settled:
                kept = len(hits)
                self._grammar.inflection(form.core, hits)
                self._recall.skeleton(form.core, hits, whole=False)
                share_spellings(self._index, hits.values(), self._listed)
                common = self._standing.common_noun(form.core)
                if common and len(hits) > kept:
                    hits = {
                        place: hit for place, hit in hits.items() if hit.channel == EXACT or self._standing.known(place)
                    }
                if constraints.kind:
                    self._grammar.adjective(form.core, hits, passes)
                if form.core != form.whole:
                    # "lyman" is a type word, and part of names
                    self._grammar.inflection(form.whole, hits, whole=True)
                    self._recall.skeleton(form.whole, hits, whole=True)
                if form.says >= REGION and not self._has_unit(hits, passes):
                    self._grammar.units(form.core, hits)
                if not any(map(passes, hits)):
                    self._grammar.land(form.core, hits)  # "Європейської", "Арктического региона"
                if not common:
                    self._respell(form, hits, passes, hinted=bool(constraints.country or passes.hints))
            elif (
                form.core
                and not form.says  # "село Вітки" is no case form
                and not (constraints.country or passes.hints or self._recall.key(form.core).isascii())
                and all(self._index.place_prominence[place] < self._inflected for place in hits)
            ):
                # a case form of a well-known name ("Молдове") is seldom the village that has it for a name
                self._grammar.inflection(form.core, hits)
            attempt.known = attempt.known or bool(hits)
            attempt.exact = attempt.exact or EXACT in map(_channel, hits.values())
            if form.core and adjectives is None and not settled:
                translate(self._recall, form, attempt.part, hits, passes, self._standing.common_noun)
            add_units(self._index, form, hits, passes, self._grammar)
            self._score(form, hits, passes, attempt, constraints, best)
        bare = is_bare(attempt.part) and all(form.whole == form.core for form in attempt.forms)
        self.hold_back_towns(best, bare=bare, hinted=bool(passes.hints))
        scored = list(best.values())
        if len(scored) > 1 and any(form.says >= REGION for form in attempt.forms):
            self._hold_back_cities(scored)
        return scored

    def _has_unit(self, hits: Mapping[int, Hit], passes: Filter) -> bool:
        """Whether a first-level unit is among hits that pass."""
        kinds = self._index.place_kind
        return any(kinds[place] == FIRST_LEVEL and passes(place) for place in hits)

    def hold_back_towns(self, best: dict[int, Scored], *, bare: bool, hinted: bool) -> None:
        """Put places behind the units around them that a text means.

        bare: whether it is a name alone; hinted: whether text or caller say where.
        """
        units_first(self._index, best)
        if bare:
            adjectives_first(self._index, best, self._grammar, hinted=hinted)

    def _lands(self, form: Reading, hits: dict[int, Hit], passes: Filter) -> None:
        """Add the countries and regions of whose name in full a text is a case form: "Республики Конго"."""
        found: dict[int, Hit] = {}
        self._grammar.inflection(form.whole, found, whole=True)
        kinds = self._index.place_kind
        for place, hit in found.items():
            if hit.cost == REGULAR and kinds[place] >> 4 in LANDS and passes(place):
                hits[place] = hit

    def _hold_back_cities(self, scored: list[Scored]) -> None:
        """Put a city that is a first-level unit of its own below the unit around it: "Moscow region", "Kiev region"."""
        index = self._index
        units = [
            (one, box)
            for one in scored
            if one.own[SAID] > 0.0 and not one.hit.whole and (box := box_of(index, one.row)) is not None
        ]
        for city, (west, south, east, north) in units:
            for other, box in units:
                inside = box[0] <= west and box[1] <= south and box[2] >= east and box[3] >= north
                if inside and other is not city and index.place_kind[city.row] == index.place_kind[other.row]:
                    city.hold_back(SURROUNDED)
                    break

    def _respell(self, form: Reading, hits: dict[int, Hit], passes: Filter, *, hinted: bool) -> None:
        """Case forms of names in other spellings, where nothing better passes; without a hint of known places only."""
        if (form.core.islower() and not form.says) or (
            not hinted and is_latin(self._recall.key(form.core)) and " " not in form.core
        ):
            return  # a common word, or a single one in Latin letters, is a case form of too much
        if any(passes(place) and (hinted or self._standing.known(place)) for place in hits):
            return
        found: dict[int, Hit] = {}
        self._grammar.respelt(form.core, found)
        for place, hit in found.items():
            if place not in hits and (hinted or self._standing.known(place)):
                hits[place] = hit

    def _adjectives(
        self, form: Reading, hits: dict[int, Hit], passes: Filter, *, settled: bool
    ) -> dict[int, Hit] | None:
        """What a form means if it is an adjective, None where it is none or may be a name as well.

        A stretch of a front is called by an adjective ("Покровський напрямок" is not Pokrovske), in Cyrillic works and
        stations are ("Рязанский НПЗ" is not in the Ryazansky district of Moscow), and Cyrillic
        adjectives in small letters are nothing else. In Latin letters a village can be meant ("Pokrovske direction"),
        and in small ones, as where a small place has the text for its name, the adjective of a country ("rosyjskiej").
        """
        small, called = form.core.islower(), form.sector or form.works
        if not form.core or not (called or (small and not form.says)):
            return None
        found: dict[int, Hit] = {}
        small = small and not is_latin(self._recall.key(form.core))
        if not called and (settled or not small):
            self._grammar.land(form.core, found)
        else:
            cut = form.sector and not any(map(passes, hits))  # "Krasnolymansk direction"
            self._grammar.adjective(form.core, found, passes, cut=cut)
        if not any(map(passes, found)):
            return None
        if called and not passes.hints:
            # fronts are named after towns along them: "Лиманський напрямок" is not that of Lima
            near = {place: hit for place, hit in found.items() if passes(place) and not self._unlikely.is_abroad(place)}
            found = near or found
        if small or is_latin(self._recall.key(form.core)):
            found |= {place: hit for place, hit in hits.items() if passes(place) and self._standing.bears(hit)}
        return found

    def slips(self, attempt: Attempt, constraints: Constraints, left: int, *, spelt: bool) -> list[Scored]:
        """Candidates that bear a name within a few edits of one of the first forms, scored; spelt: by edits only."""
        best: dict[int, Scored] = {}
        passes = self.filter(attempt, constraints)
        for form in attempt.forms[:left]:
            if form.core and form.relation != NUMBERED:
                hits: dict[int, Hit] = {}
                self._recall.fuzzy(form.core, hits, passes, bool(passes.hints or constraints.country))
                if not spelt and not any(hit.cost <= NEAR and passes(place) for place, hit in hits.items()):
                    self._recall.reverse(form.core, hits)
                self._score(form, hits, passes, attempt, constraints, best)
        return list(best.values())

    def filter(self, attempt: Attempt, constraints: Constraints) -> Filter:
        """What candidates must satisfy."""
        if attempt.hints or attempt.soft:
            return self.within(constraints, [*constraints.hints, *attempt.hints, *attempt.soft])
        return self.within(constraints, constraints.hints)

    def within(self, constraints: Constraints, hints: Sequence[Hint]) -> Filter:
        """What candidates must satisfy that must lie so to these hints."""
        if not (hints or constraints.country or constraints.kind):
            return self._free
        countries = self._allowed(constraints.country) if constraints.country else None
        return Filter(self._index, countries, constraints.kind, hints, self._reach)

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
            passed = [hit for hit in passed if self._standing.stands_alone(hit)]
        if len(passed) > self._most and constraints.near is None and constraints.as_of is None:
            attempt.rest += self.keep_known(passed, form)
        in_country = COUNTRY_INSIDE if constraints.country else 0.0
        hinted, score, dropped = bool(passes.hints), self._scorer.score, attempt.dropped + form.dropped
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
            if form.sector and not (hinted or near or constraints.country) and self._is_behind(place):
                scored.hold_back(FRONT)
            if old is None or scored.score > old.score:
                best[place] = scored

    def keep_known(self, hits: list[Hit], form: Reading) -> int:
        """Keep so many hits as are scored, of the most prominent places; how many were left out, which only count."""
        index, prominence, left = self._index, self._index.place_prominence, len(hits) - self._most
        if left > 0:
            hits.sort(key=lambda hit: (-prominence[hit.place], hit.place))
            if form.says:
                against = self._scorer.said.contradicts  # the one reservoir among fifty villages is not passed over
                hits.sort(key=lambda hit: against(form.says, hit.place))
            if index.overlaid:
                hits.sort(key=lambda hit: not own_name(index, index.row_facts[hit.row]))
            del hits[self._most :]
        return max(0, left)

    def _is_behind(self, place: int) -> bool:
        """Whether no front is called after a place: it lies outside Ukraine and is no metropolis."""
        return self._index.place_prominence[place] < METROPOLIS and not self._scorer.in_ukraine(place)

    def _understood(self, best: dict[int, Scored]) -> bool:
        """Whether one of these is a place of the kind that the text says, or has the text in full for its name."""
        return any(
            one.own[SAID] > 0.0 or (one.hit.whole and one.hit.channel == EXACT) or not one.form.says
            for one in best.values()
        )
