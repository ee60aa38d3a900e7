"""`python -m bench edits`: which letters differ between names of one settlement, counted in the gazetteer.

What the counts say of romanizations and of Ukrainian beside Russian stands in `toponyms/language/data/edits.tsv`.
"""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING, Any

from bench.report import table
from toponyms.language.edits import SCRIPTS, Edits, script_of
from toponyms.types import PLACE_KINDS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from toponyms import Gazetteer

LANDS = frozenset({"UA", "RU", "BY"})
"""Whose settlements are counted: those whose names two languages and many romanizations write."""

LEAST_LETTERS, MOST_EDITS, MOST_NAMES = 5, 2, 30
"""Letters of a name, letters that two names may differ in, and names of one settlement that are compared."""


def add_parser(commands: Any) -> None:
    """The command's options."""
    parser = commands.add_parser("edits", help="which letters differ between names of one settlement")
    parser.add_argument("--top", type=int, default=40, metavar="N", help="so many of each script (default: 40)")


def run(options: argparse.Namespace) -> int:
    """Count, and show each difference beside what it costs; 0."""
    import toponyms

    gazetteer = toponyms.Gazetteer.open()
    pairs, counts = count(gazetteer)
    costs = gazetteer._matcher.recall.slips.edits
    for script in SCRIPTS:
        rows = [
            [f"{name or '-'} / {text or '-'}", f"{number:,}", f"{cost_of(costs, name, text):g}"]
            for (name, text), number in counts[script].most_common(options.top)
        ]
        table(f"{script}: {pairs[script]:,} pairs of names", ["letters", "pairs", "cost"], rows)
    return 0


def count(gazetteer: Gazetteer) -> tuple[Counter[str], dict[str, Counter[tuple[str, str]]]]:
    """Pairs of names by script, and in how many of them which letters stand for which, either way round."""
    from rapidfuzz.distance import Levenshtein

    pairs: Counter[str] = Counter()
    counts: dict[str, Counter[tuple[str, str]]] = {script: Counter() for script in SCRIPTS}
    for names in spellings(gazetteer):
        for one, other in itertools.combinations(names, 2):
            script = script_of(one)
            if script != script_of(other) or Levenshtein.distance(one, other, score_cutoff=MOST_EDITS) > MOST_EDITS:
                continue
            pairs[script] += 1
            for operation, start, end, other_start, other_end in Levenshtein.opcodes(one, other):
                if operation != "equal":
                    low, high = sorted((one[start:end], other[other_start:other_end]))
                    counts[script][low, high] += 1
    return pairs, counts


def spellings(gazetteer: Gazetteer) -> Iterator[list[str]]:
    """The names of each settlement as edits see them: Cyrillic as it stands, Latin without marks."""
    index, rules = gazetteer._index, gazetteer._rules
    starts, settlement = index["place.names"], PLACE_KINDS.index("settlement")
    for place in range(index.place_count):
        inside = gazetteer._matcher.countries[index.place_countries[place]][0]
        if index.place_kind[place] >> 4 != settlement or not LANDS.intersection(inside):
            continue
        found = set()
        for row in range(starts[place], starts[place + 1]):
            key = rules.exact(index.text(index.row_text[row]))
            if len(key) < LEAST_LETTERS:
                continue
            if all("\u0400" <= letter <= "\u052f" or letter == " " for letter in key):
                found.add(key)
            elif max(key) < "\u0250":
                found.add(rules.fold(key))
        yield sorted(found)[:MOST_NAMES]


def cost_of(costs: Edits, name: str, text: str) -> float:
    """The cheaper way round of two pieces, between letters that no row knows."""
    frame = "\u0434\u0434" if script_of(name + text) == "cyrillic" else "dd"
    pieces = (frame + name + frame, frame + text + frame)
    return min(costs.cost(*pieces), costs.cost(*pieces[::-1]))
