"""What holds for every text and every hint, over thirty places and over the real gazetteer."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.tiny import open_tiny
from toponyms import Gazetteer, Resolution, UsageError
from toponyms.matching.score import FEATURES
from toponyms.types import PLACE_KINDS

TINY = open_tiny()
STORED = sorted({name.text for place in TINY for name in place.names})
WORDS = st.sampled_from(
    [*STORED, "town of", "м.", "обл.", "Oblast", "river", "of", "near", "district", ",", "(", ")", "/", "у", "-", "1"]
)
COMPOSED = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
MISTYPED = st.builds(
    lambda name, at, letter: name[: at % (len(name) + 1)] + letter + name[at % (len(name) + 1) + 1 :],
    st.sampled_from(STORED),
    st.integers(0, 40),
    st.sampled_from(["", "a", "о", "'", "x", "и"]),
)
TEXTS = st.one_of(st.text(max_size=60), COMPOSED, MISTYPED, st.sampled_from(STORED))
POINTS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
HINTS = st.fixed_dictionaries(
    {},
    optional={
        "country": st.sampled_from(["UA", "US", "RU", "Ukraine", "Росія", None, ""]),
        "within": st.one_of(st.none(), st.text(max_size=12), st.sampled_from([*STORED, "geonames:709716", *TINY])),
        "near": st.one_of(st.none(), POINTS, st.sampled_from(list(TINY))),
        "kind": st.sampled_from([*PLACE_KINDS, None, ""]),
        "as_of": st.sampled_from(["1930", "2015-06", "2021-07-01", None]),
        "min_confidence": st.floats(0, 1),
        "limit": st.integers(1, 12),
    },
)


def check(found: Resolution, min_confidence: float = 0.5, limit: int = 10) -> None:
    """What every answer keeps, whatever was asked."""
    confidences = [candidate.confidence for candidate in found.candidates]
    assert all(0.0 <= confidence <= 1.0 + 1e-9 for confidence in (*confidences, found.nil))
    assert sum(confidences) + found.nil <= 1.0 + 1e-9
    # what is missing to one is the probability of a place that is no candidate, as calibration measured it
    assert len(confidences) == min(found.candidates_total, limit)
    assert len({candidate.place.id for candidate in found.candidates}) == len(confidences)
    if not confidences:
        assert (found.status, found.confidence, found.nil, found.place) == ("unknown", 0.0, 1.0, None)
        return
    assert found.confidence == confidences[0] == max(confidences), "the best comes first"
    assert found.status == ("resolved" if confidences[0] >= min_confidence else "ambiguous")
    assert found.place == (found.candidates[0].place if found.status == "resolved" else None)
    scores = [
        math.fsum(feature.value * feature.weight for feature in one.evidence.features) for one in found.candidates
    ]
    assert all(better >= worse - 1e-9 for better, worse in pairwise(scores))


def explained(found: Resolution) -> None:
    """The explanation is made of what decided: a second path would show here."""
    text = found.explain()
    assert found.status in text
    names = [name for name, _ in FEATURES]
    for candidate, row in zip(found.candidates, found._scored, strict=True):
        evidence = candidate.evidence
        assert [feature.name for feature in evidence.features] == [
            name for name, value in zip(names, row.values, strict=True) if value
        ]
        total = math.fsum(feature.value * feature.weight for feature in evidence.features)
        assert abs(total - row.score) < 1e-9, "features do not sum to the score that ranked"
        assert evidence.name in candidate.place.names or evidence.name.kind
        assert candidate.place.id in text
    if found.place is not None:
        assert f"-> {found.place.name}" in text or found.place.id in text.splitlines()[0] or found.place.name in text


@given(text=TEXTS, hints=HINTS)
@example(text="Калинове", hints={"min_confidence": 0.0, "limit": 1})
@example(text="New York", hints={"near": (-90.0, 180.0)})
@example(text="Nyok (New York) / Nuuk, , Donetsk Oblast", hints={"country": "UA"})
@settings(max_examples=300)
def test_an_answer_is_consistent_for_every_text_and_hint(text: str, hints: dict[str, object]) -> None:
    found = TINY.resolve(text, **hints)  # type: ignore[arg-type]
    limits = {"min_confidence": hints.get("min_confidence", 0.5), "limit": hints.get("limit", 10)}
    check(found, **limits)  # type: ignore[arg-type]
    explained(found)


@given(text=TEXTS, hints=HINTS)
@settings(max_examples=150)
def test_constraints_hold_for_every_candidate(text: str, hints: dict[str, object]) -> None:
    found = TINY.resolve(text, **hints)  # type: ignore[arg-type]
    country = {"Ukraine": "UA", "Росія": "RU"}.get(str(hints.get("country")), hints.get("country"))
    for candidate in found.candidates:
        place = candidate.place
        assert not country or country in place.countries or country in place.claimed_by
        assert not hints.get("kind") or place.kind == hints["kind"]


@given(text=TEXTS, hints=HINTS)
@settings(max_examples=100)
def test_asking_again_gives_the_same(text: str, hints: dict[str, object]) -> None:
    first = TINY.resolve(text, **hints)  # type: ignore[arg-type]
    assert TINY.resolve(text, **hints) == first  # type: ignore[arg-type]
    fresh = open_tiny().resolve(text, **hints)  # type: ignore[arg-type]
    assert fresh == first
    assert fresh.candidates == first.candidates
    assert fresh.explain() == first.explain()


@given(texts=st.lists(TEXTS, max_size=8), hints=HINTS)
@settings(max_examples=60)
def test_many_is_each(texts: list[str], hints: dict[str, object]) -> None:
    doubled = [*texts, *texts]
    assert list(TINY.resolve_many(doubled, **hints)) == [TINY.resolve(text, **hints) for text in doubled]  # type: ignore[arg-type]


@given(text=TEXTS, hints=HINTS, low=st.floats(0, 1), high=st.floats(0, 1))
@settings(max_examples=100)
def test_a_threshold_changes_the_status_only(text: str, hints: dict[str, object], low: float, high: float) -> None:
    low, high = sorted((low, high))
    lax = TINY.resolve(text, **{**hints, "min_confidence": low})  # type: ignore[arg-type]
    strict = TINY.resolve(text, **{**hints, "min_confidence": high})  # type: ignore[arg-type]
    assert (lax.candidates, lax.confidence, lax.nil) == (strict.candidates, strict.confidence, strict.nil)
    assert lax.place is not None or strict.place is None
    assert TINY.resolve(text, **{**hints, "min_confidence": 0.0}).place == (  # type: ignore[arg-type]
        lax.candidates[0].place if lax.candidates else None
    )


@given(text=TEXTS, limit=st.integers(1, 30))
@settings(max_examples=60)
def test_a_limit_cuts_the_tail_only(text: str, limit: int) -> None:
    every, few = TINY.resolve(text, limit=100), TINY.resolve(text, limit=limit)
    assert few.candidates == every.candidates[:limit]
    assert (few.candidates_total, few.nil) == (every.candidates_total, every.nil)


@given(value=st.one_of(st.none(), st.binary(), st.integers(), st.floats(), st.lists(st.text()), st.dates()))
def test_what_is_no_text_is_a_usage_error(value: object) -> None:
    with pytest.raises(UsageError, match=type(value).__name__):
        TINY.resolve(value)  # type: ignore[arg-type]


@given(data=st.data())
@settings(max_examples=100)
def test_real_answers_are_consistent(gazetteer: Gazetteer, data: st.DataObject) -> None:
    index = gazetteer._index
    row = data.draw(st.integers(0, len(index.row_text) - 1))
    name = index.text(index.row_text[row])
    text = data.draw(st.sampled_from([name, name[1:], name[:-1], name[::-1], f"{name}, Ukraine", f"{name}/Kyiv"]))
    found = gazetteer.resolve(text, country=data.draw(st.sampled_from([None, "UA", "RU"])))
    check(found)
    explained(found)
