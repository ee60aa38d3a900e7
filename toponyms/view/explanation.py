"""An answer in words: every number shown is one that the decision was made with."""

from __future__ import annotations

from toponyms.view.sentence import contribution, feature_differences, in_words
from toponyms.view.words import (
    address,
    chain,
    count,
    kind_words,
    layers_words,
    name_words,
    position_words,
    printable,
    printable_lines,
    probability,
    quoted,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from toponyms.types import Candidate, Evidence, Resolution

FULL_CANDIDATES = 3
"""So many candidates are shown with all their evidence, the others in a line each: one asks for the first rivals."""

REASONS = 3
"""So many features are named where a candidate is behind another."""

NOTE_CHARS = 400
"""So much of a note is shown: an act with the places where it can be read."""

RELATION_WORDS = {
    "near": "near it",
    "outskirts": "at its edge",
    "part": "in a part of it",
    "direction": "in a direction from it",
    "distance": "at a distance from it",
    "between": "between it",
    "site": "a thing in or at it",
}
"""What a relation means, in words; one that is not listed goes by its own name."""

CHANNELS = {
    "exact": "exact match of the normalized spelling",
    "skeleton": "same skeleton of letters, whatever the romanization",
    "inflection": "a case form of the name",
    "adjective": "an adjective made of the name",
    "fuzzy": "near spelling",
    "reverse": "a romanization of the Cyrillic name",
    "calque": "a translation of the name, whole or in part",
}
"""What a channel does, in words; a channel that is not listed goes by its own name."""


def explain(resolution: Resolution) -> str:
    """Every step from the text to the answer; see `Resolution.explain`."""
    lines = [*headline(resolution), "", in_words(resolution), "", *("note: " + note for note in resolution.notes)]
    if resolution.notes:
        lines.append("")
    candidates = resolution.candidates
    for rank, candidate in enumerate(candidates[:FULL_CANDIDATES], 1):
        lines += candidate_lines(rank, candidate, resolution.as_of)
        lines += [*behind_lines(candidates[0], candidate, rank), ""]
    for rank, candidate in enumerate(candidates[FULL_CANDIDATES:], FULL_CANDIDATES + 1):
        place = candidate.place
        lines.append(f"{rank}. {address(place)} ({place.id}), confidence {probability(candidate.confidence)}")
    more = resolution.candidates_total - len(candidates)
    if more > 0:
        lines.append(f"and {count(more, 'more candidate')}")
    return printable_lines(lines).strip() + "\n"


def headline(resolution: Resolution) -> list[str]:
    """The answer, how sure it is, and from which data."""
    text = quoted(resolution.query)
    candidates = resolution.candidates
    tail = f"P(names nothing here) {probability(resolution.nil)}; data {resolution.data_version}"
    if resolution.status == "resolved":
        best = candidates[0]
        where = where_lines(resolution)
        sure = f"resolved with confidence {probability(best.confidence)}; {tail}"
        return [f"{text} -> {address(best.place)}", *where, sure]
    if candidates:
        total = count(resolution.candidates_total, "candidate")
        best_is = f"the best with confidence {probability(resolution.confidence)}, which is below what was asked for"
        return [f"{text} -> no answer", f"{resolution.status}: {total}, {best_is}; {tail}"]
    return [f"{text} -> no answer", f"{resolution.status}: no candidate; {tail}"]


def where_lines(resolution: Resolution) -> list[str]:
    """How the text lies to the place, and the point that it means, where it is not the place itself."""
    relation, offset = resolution.relation, resolution.offset
    if relation is None:
        return []
    words = [RELATION_WORDS.get(relation.kind, relation.kind)]
    if relation.distance_km is not None:
        words.append(f"{relation.distance_km:g} km")
    if relation.bearing is not None:
        words.append(f"bearing {relation.bearing:g}\u00b0")
    words += ["and " + address(place) for place in relation.places]
    if offset is not None:
        words.append(f"which is {offset[0]:.4f}, {offset[1]:.4f}")
    return ["the text means a spot: " + ", ".join(words)]


def candidate_lines(rank: int, candidate: Candidate, as_of: str = "") -> list[str]:
    """One candidate: the place, the name that it was found by, and what the score counted."""
    place, evidence = candidate.place, candidate.evidence
    facts = [kind_words(place)]
    if place.population:
        facts.append(count(place.population, "inhabitant"))
    if place.parents:
        facts.append("in " + chain(place))
    then = candidate.name_then if candidate.name_then != place.name else ""
    note = place.note_on(evidence.name)
    channel = CHANNELS.get(evidence.channel)
    lines = [
        f"{rank}. {printable(place.name)} ({place.id}), confidence {probability(candidate.confidence)}",
        f"   {', '.join(facts)}",
        *([f"   named on {as_of}: {printable(then)}"] if then else []),
        f"   at {position_words(place)}",
        *([f"   said by the {layers_words(place)}"] if place.provenance != ("gazetteer",) else []),
        f"   looked up: {quoted(evidence.form)}, key {quoted(evidence.key)}",
        f"   channel:   {evidence.channel}" + (f" ({channel})" if channel else "") + f", edit cost {evidence.cost:g}",
        *(
            f"   edits:     {printable(feature.detail, NOTE_CHARS)}"
            for feature in evidence.features
            if feature.name == "cost"
        ),
        f"   matched:   {name_words(evidence.name)}",
        *([f"   note:      {printable(note, NOTE_CHARS)}"] if note else []),
    ]
    return lines + ["   " + line for line in feature_table(evidence)]


def feature_table(evidence: Evidence) -> list[str]:
    """What the score counted, a feature a line, and the sum."""
    if not evidence.features:
        return []
    width = max(len(feature.name) for feature in evidence.features)
    lines = [f"{'counted':<{width}}  {'value':>8}  {'weight':>8}  {'adds':>8}"]
    lines += [
        f"{feature.name:<{width}}  {feature.value:8.3f}  {feature.weight:8.3f}  {contribution(feature):+8.3f}"
        f"  {printable(feature.detail)}".rstrip()
        for feature in evidence.features
    ]
    lines.append(f"{'score':<{width}}  {'':>8}  {'':>8}  {score(evidence):+8.3f}")
    return lines


def behind_lines(best: Candidate, candidate: Candidate, rank: int) -> list[str]:
    """Why a candidate is behind the first: the features that differ, the heaviest first."""
    if rank == 1:
        return []
    differences = feature_differences(best.evidence, candidate.evidence)
    if not differences:
        return ["   behind 1: nothing that the score counts tells the two apart"]
    reasons = ", ".join(f"{name} {difference:+.3f}" for name, difference in differences[:REASONS])
    gap = score(best.evidence) - score(candidate.evidence)
    if gap < 0:
        return [f"   behind 1 by rule, a true name goes before a garble or a near spelling; else: {reasons}"]
    return [f"   behind 1 by {gap:.3f}: {reasons}"]


def score(evidence: Evidence) -> float:
    """The sum of what the features added."""
    return sum(contribution(feature) for feature in evidence.features)
