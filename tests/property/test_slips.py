"""One slip by the table, or by kind, still finds the place; the explanation names it."""

from __future__ import annotations

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.tiny import open_tiny
from toponyms.language import edits
from toponyms.language.edits import FAR, script_of
from toponyms.matching.hits import FUZZY, Hit

TINY = open_tiny()
RECALL = TINY._matcher.recall
NAMES = ("Bakhmut", "Chasiv Yar", "Kharkiv", "Donetsk", "Бахмут", "Часів Яр", "Донецьк", "Харків")
ROWS = [row for row in edits.load() if row[1] and row[2]]


def recalled(text: str) -> dict[int, Hit]:
    """What any spelling channel finds."""
    hits: dict[int, Hit] = {}
    RECALL.exact(text, hits, whole=True)
    RECALL.skeleton(text, hits, whole=True)
    RECALL.fuzzy(text, hits, lambda place: True, True)
    return hits


def place_of(name: str) -> int:
    hits: dict[int, Hit] = {}
    RECALL.exact(name, hits, whole=True)
    return next(iter(hits))


@settings(max_examples=300, suppress_health_check=[HealthCheck.filter_too_much], deadline=None)
@given(st.sampled_from(NAMES), st.sampled_from(ROWS), st.integers(0, 20))
def test_one_row_of_the_table_is_recalled(name: str, row: list[str], start: int) -> None:
    script, letters, text, *_ = row
    lower = name.lower()
    at = lower.find(letters, start % len(name))
    assume(script == script_of(lower) and at >= 0)
    written = lower[:at] + text + lower[at + len(letters) :]
    skeleton = RECALL._rules.skeletons(RECALL.key(written), 1)
    own = RECALL._rules.stored_skeletons(RECALL.key(name))
    # what the search promises: skeletons within two edits, of at least five letters
    from rapidfuzz.distance import Levenshtein

    assume(skeleton and len(skeleton[0]) >= 5 and min(Levenshtein.distance(skeleton[0], one) for one in own) <= 2)
    assert place_of(name) in recalled(written), written


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(NAMES), st.integers(0, 20))
def test_a_swap_is_found_and_named(name: str, at: int) -> None:
    lower = name.lower()
    at %= len(lower) - 1
    assume(lower[at] != lower[at + 1] and " " not in lower[at : at + 2])
    written = lower[:at] + lower[at + 1] + lower[at] + lower[at + 2 :]
    hit = recalled(written).get(place_of(name))
    assert hit is not None, written
    if hit.channel == FUZZY:
        steps = RECALL.slips.steps(hit.form, hit.key)
        assert 0.0 < hit.cost < FAR
        assert abs(sum(step.cost for step in steps) - hit.cost) < 1e-6
        assert steps
