"""An answer in a sentence or two: what the text is to the name that it matched, what name that is, and what came next.

    "Torestk": Toretsk, Donetsk Oblast, Ukraine, confidence 0.92: "Toretsk" but for "ts" with its letters swapped
    (cost 0.4). That is its official name in Latin letters, Ukrainian, since 2016-02-04, source kmu-ukr-2010. Nothing
    else comes near.

A view like the others: every number and every reason is one that the decision was made with.
"""

from __future__ import annotations

import os
import re

from toponyms.view.words import address, count, printable, probability, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from toponyms.types import Candidate, Evidence, Feature, Name, Resolution

NEAR = 0.001
"""Probability below which a rival is none."""

TOLD = 0.25
"""Nats that a feature must differ by to be a reason."""

IN_LATIN = " in Latin letters"

CHANNEL_WORDS: dict[str, str] = {
    "exact": "that is {name}, letter for letter",
    "skeleton": "another spelling of {name}",
    "reverse": "a romanization of {name}",
    "inflection": "a case form of {name}",
    "adjective": "an adjective made of {name}",
    "calque": "a translation of {name}, whole or in part",
}
"""What a text is to the name that a channel found it by; a channel that is not listed goes by its own name."""

KIND_WORDS = {
    "official": "official name",
    "endonym": "name in the language of the place",
    "exonym": "name in another language",
    "former": "former name",
    "variant": "variant, as a source lists it without saying what kind",
    "romanized": "official name in Latin letters",
    "abbreviation": "abbreviation",
    "nickname": "nickname",
    "adjective": "adjective",
    "garble": "known garble",
}
"""What a kind of name is called here."""

LESS_WORDS = {
    "prominence": "it is less known",
    "whole": "its name does not hold the type word",
    "name_kind": "the name is of a lesser kind",
    "overlay": "the other is from an overlay",
    "place_kind": "its kind of place is named less often",
    "country": "reports are less about its country",
    "core": "a unit goes by its name with the type word",
    "obscure": "it is a little known unit, and nothing says that a unit is meant",
    "unlisted": "the codifier of Ukraine does not list it",
    "said": "the text says another kind of place",
    "inside": "it does not lie where text or hints say",
    "near": "it lies farther from the point given",
    "out_of_date": "the name was not in force on that day",
    "ended": "it no longer exists",
    "dropped": "it leaves words of the text unexplained",
    "agree": "another name in the text is of the other place",
    "held_back": "a near spelling stays behind a true name",
    "skeleton": "it agrees in the skeleton of letters only",
    "respelt": "its own spelling is another",
    "inflection": "it agrees only as a case form",
    "adjective": "it agrees only as an adjective",
    "calque": "it agrees only as a translation",
    "ordinary": "the text is ordinary words",
    "derived": "its name is made of the words, it is not these",
    "unplaced": "nothing says that the words are a place",
    "fuzzy": "its spelling is only near",
    "first_letter": "its first letter is another",
    "cost": "it takes more edits",
    "relative_cost": "its letters differ more",
}
"""Why a rival is behind, by the feature that counts most against it."""

EDITS = re.compile(r"; (?![^(]*\))")
"""What parts the edits of an explanation; a reason in brackets may have the same sign."""


def in_words(resolution: Resolution) -> str:
    """What an answer rests on, in a sentence or two.

    >>> import toponyms
    >>> from toponyms.view.sentence import in_words
    >>> print(in_words(toponyms.resolve("qwxzzk")))
    "qwxzzk": no name in the gazetteer is like it.
    """
    text, candidates = quoted(resolution.query), resolution.candidates
    if not candidates:
        return f"{text}: no name in the gazetteer is like it."
    best = candidates[0]
    sure = probability(best.confidence)
    if resolution.status == "resolved":
        said = [f"{text}: {address(best.place)}, confidence {sure}: {match_words(best.evidence)}."]
    else:
        guess = f"the best guess is {address(best.place)}, confidence {sure}"
        said = [f"{text}: no answer; {guess}: {match_words(best.evidence)}."]
    said += [note for note in (stored_words(best.evidence.name), rival_words(resolution)) if note]
    if resolution.nil >= NEAR and resolution.nil > max((rival.confidence for rival in candidates[1:]), default=0.0):
        said.append(f"That it names nothing here has probability {probability(resolution.nil)}.")
    return " ".join(said)


def match_words(evidence: Evidence) -> str:
    """What the text is to the stored name."""
    name = quoted(evidence.name.text)
    if evidence.channel == "fuzzy":
        edits = edit_words(evidence) or slip_words(evidence.form, evidence.name.text)
        return f"{name} but for {edits} (cost {evidence.cost:g})"
    words = CHANNEL_WORDS.get(evidence.channel, f"found by {printable(evidence.channel)} as {{name}}")
    looked_up = f"{quoted(evidence.form)} is " if evidence.channel != "exact" else ""
    return looked_up + words.replace("{name}", name)


def edit_words(evidence: Evidence) -> str:
    """The edits that the cost was counted from, "" where they are not told: each is "what: cost" there."""
    detail = next((feature.detail for feature in evidence.features if feature.name == "cost"), "")
    return " and ".join(printable(edit.rpartition(": ")[0]) for edit in EDITS.split(detail) if ": " in edit)


def slip_words(form: str, name: str) -> str:
    """What makes a form of a name, where that is one slip; else how it stands.

    >>> from toponyms.view.sentence import slip_words
    >>> slip_words("Torestk", "Toretsk"), slip_words("Bakmut", "Bakhmut"), slip_words("Bachmutt", "Бахмут")
    ('two letters swapped', 'a letter missing', 'other letters')
    """
    left, right = form.casefold(), name.casefold()
    start = _shared(left, right)
    end = _shared(left[start:][::-1], right[start:][::-1])
    mine, theirs = left[start : len(left) - end], right[start : len(right) - end]
    if len(mine) == 2 and mine == theirs[::-1]:
        return "two letters swapped"
    if not mine and not theirs:
        return "the same letters"
    if not mine:
        return "a letter missing" if len(theirs) == 1 else "letters missing"
    if not theirs:
        return "a letter too many" if len(mine) == 1 else "letters too many"
    if len(mine) == len(theirs) == 1:
        return f'"{printable(mine)}" for "{printable(theirs)}"'
    return "other letters"


def _shared(left: str, right: str) -> int:
    """Letters that two texts begin with alike."""
    pairs = zip(left, right, strict=False)
    return next((at for at, (mine, other) in enumerate(pairs) if mine != other), min(len(left), len(right)))


def stored_words(name: Name) -> str:
    """What kind of name matched, since when, by which source."""
    kind = KIND_WORDS.get(name.kind, name.kind)
    said = [f"That is its {printable(kind)}"]
    language = language_name(name.language)
    if name.kind == "romanized":
        language = language.removesuffix(IN_LATIN)  # the kind says so already
    if language:
        said.append(printable(language))
    if name.valid_from and name.valid_to:
        said.append(f"from {name.valid_from} to {name.valid_to}")
    elif name.valid_from:
        said.append(f"since {name.valid_from}")
    elif name.valid_to:
        said.append(f"until {name.valid_to}")
    if name.layer:
        said.append(f"as the {printable(name.layer)} says")
    elif name.source:
        said.append(f"source {printable(name.source)}")
    return ", ".join(said) + "."


def language_name(tag: str) -> str:
    """A language in English, "" where none is said; a tag that the table lacks stays as it is.

    >>> from toponyms.view.sentence import language_name
    >>> language_name("uk"), language_name("uk-Latn"), language_name("und")
    ('Ukrainian', 'Ukrainian in Latin letters', '')
    """
    if tag in ("", "und"):
        return ""
    language, _, script = tag.partition("-")
    name = _languages().get(language, language)
    return f"{name}{IN_LATIN}" if script == "Latn" else name if not script else f"{name} ({script})"


def rival_words(resolution: Resolution) -> str:
    """What comes next, and why it is behind."""
    best, rivals = resolution.candidates[0], resolution.candidates[1:]
    if not rivals or rivals[0].confidence < NEAR:
        return "Nothing else comes near." if best.confidence > resolution.nil else ""
    rival = rivals[0]
    reason = reason_words(best, rival)
    more = resolution.candidates_total - 2
    others = f"; {count(more, 'more candidate')} behind it" if more > 0 else ""
    said = f"Nearest rival: {address(rival.place)} with {probability(rival.confidence)}"
    return f"{said}, because {reason}{others}." if reason else f"{said}, which nothing tells apart{others}."


def reason_words(best: Candidate, rival: Candidate) -> str:
    """The feature that counts most against a rival, in words; "" where nothing does."""
    behind = [name for name, lost in feature_differences(best.evidence, rival.evidence) if lost <= -TOLD]
    if not behind:
        return ""
    name = behind[0]
    return LESS_WORDS.get(name, f"{printable(name)} counts against it")


def feature_differences(best: Evidence, other: Evidence) -> list[tuple[str, float]]:
    """How much more each feature adds to `other` than to `best`; equal ones are left out, the heaviest come first."""
    ours = {feature.name: contribution(feature) for feature in best.features}
    theirs = {feature.name: contribution(feature) for feature in other.features}
    differences = [(name, theirs.get(name, 0.0) - ours.get(name, 0.0)) for name in {**ours, **theirs}]
    # Below half a unit of the last digit shown, a difference would be printed as none.
    told = [(name, difference) for name, difference in differences if abs(difference) >= 0.0005]
    return sorted(told, key=lambda pair: -abs(pair[1]))


def contribution(feature: Feature) -> float:
    """What a feature added to the score."""
    return feature.value * feature.weight


_known: dict[str, str] = {}


def _languages() -> dict[str, str]:
    if not _known:
        path = os.path.join(os.path.dirname(__file__), "languages.tsv")
        with open(path, encoding="utf-8") as lines:
            rows = [line.rstrip("\n").split("\t") for line in lines if not line.startswith("#")]
        _known.update((row[0], row[1]) for row in rows[1:])
    return _known
