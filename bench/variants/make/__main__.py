"""Write the rows again: `python -m bench.variants.make --data DIR`."""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from bench.variants.make import (
    administrative,
    composite,
    exonym,
    former,
    garble,
    hand,
    homonym,
    nil,
    romanization,
    water,
)
from bench.variants.make.facts import Facts, read_facts
from bench.variants.rows import CATEGORIES, ROWS, Row, write_file

if TYPE_CHECKING:
    from collections.abc import Callable

SEED = 20261122

MAKERS: dict[str, Callable[[Facts, random.Random], list[Row]]] = {
    "romanization": romanization.make,
    "exonym": exonym.make,
    "former": former.make,
    "inflected": hand.inflected,
    "adjective": hand.adjectives,
    "administrative": administrative.make,
    "water-region": water.make,
    "garble": garble.make,
    "calque": hand.calques,
    "composite": composite.make,
    "homonym": homonym.make,
    "nil": nil.make,
}


def main() -> int:
    """Write the files of the categories named, or of all."""
    parser = argparse.ArgumentParser(prog="python -m bench.variants.make", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="directory of the sources (README: sources)")
    parser.add_argument("--category", action="append", default=[], choices=CATEGORIES, help="only this one")
    options = parser.parse_args()
    if not (options.data / "katottg").is_dir():
        print(f"{options.data} lacks katottg/: pass the directory of the sources that README.md lists", file=sys.stderr)
        return 2
    facts = read_facts(options.data)
    for category in options.category or CATEGORIES:
        rows = MAKERS[category](facts, random.Random(f"{SEED} {category}"))
        if category in hand.LISTED:
            rows += hand.listed(facts, category)
        rows = _distinct(rows)
        write_file(ROWS / f"{category}.tsv", rows)
        splits = Counter(row.split for row in rows)
        print(f"{category}: {len(rows)} rows, {splits['dev']} dev, {splits['test']} test")
    return 0


def _distinct(rows: list[Row]) -> list[Row]:
    """One row a question and answer."""
    first: dict[tuple[str, str], Row] = {}
    for row in rows:
        first.setdefault((row.question, row.expected), row)
    return list(first.values())


if __name__ == "__main__":
    sys.exit(main())
