"""A sample of the recall matrix: renderings by every table find their settlement. `bench matrix` is the whole."""

from __future__ import annotations

import toponyms
from bench.matrix import Score, measure, renderers, settlements

SAMPLE = 25
"""Settlements, each rendered by every table; enough to see a table that no key reads."""

LEAST = {"candidates": 0.99, "oblast": 0.96, "hromada": 0.95}
"""Shares over all tables together; the whole matrix holds each table to more."""


def test_renderings_of_every_table_find_their_settlement(gazetteer: toponyms.Gazetteer) -> None:
    scores = measure(gazetteer, settlements(gazetteer, SAMPLE), renderers(peers=False))
    assert len(scores) >= 80
    whole = Score("all", "")
    for score in scores:
        for column, asked in score.asked.items():
            whole.asked[column] = whole.asked.get(column, 0) + asked
            whole.found[column] = whole.found.get(column, 0) + score.found[column]
    missed = [(score.name, *miss) for score in scores for miss in score.missed]
    for column, least in LEAST.items():
        assert whole.share(column) >= least, [miss for miss in missed if miss[1] == column][:20]


def test_a_table_that_nothing_reads_is_seen(gazetteer: toponyms.Gazetteer) -> None:
    scores = measure(gazetteer, settlements(gazetteer, 5), [("reversed", "uk", lambda text: text[::-1] + "qqq")])
    assert not scores[0].reached
    assert len(scores[0].missed) == 15
