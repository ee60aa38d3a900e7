"""`python -m bench pairs --data DIR`: are two strings names of one place? The names alone, without any gazetteer.

The library's part are its keys: the normalized spelling, the plain letters, the skeletons in which romanizations agree.
What it measures on a pair is weighed by a logistic regression, as Levenshtein's and Jaro and Winkler's measures are by
a threshold and a classifier of letter sequences by its own regression: all are fitted on one half of the sample and
judged on the other. No id of a place is in both halves.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from rapidfuzz.distance import OSA, JaroWinkler, Levenshtein

from bench.cases import DataMissing
from bench.report import percent, table
from toponyms.index.keys import KeyRules
from toponyms.romanization.segments import folded

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

FILE = Path("pairs_deezymatch") / "pairs_train.tsv.gz"
ORIGIN = "the sample of Santos et al. (2018) in github.com/Living-with-machines/DeezyMatch"

READ = frozenset({"LATIN", "CYRILLIC"})
"""Scripts that the library's skeletons read."""

PUBLISHED = (("Santos et al. 2018, GRU", 0.814), ("DeezyMatch 2020", 0.894))
"""Accuracy on the full sets, as published; their halves are others."""

HASHED = 1 << 12
"""Columns of the classifier of letter sequences: enough for the pairs and triples of letters that are frequent."""

NEWTON = 200
"""Columns up to which a regression takes Newton's steps; with more it follows the slope."""

STRENGTHS = (0.3, 1.0, 3.0, 10.0, 30.0)
"""Penalties that a regression is tried with; the best on a fifth of its half that was left out is taken."""


SEQUENCE_STRENGTHS = (300.0, 3000.0, 10000.0, 30000.0)
"""The same for letter sequences, of which there are as many as pairs."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two strings, and whether one place bears both."""

    left: str
    right: str
    same: bool
    read: bool
    """Whether both are in scripts that the library reads."""
    fitted: bool
    """The half that it is in."""


def read_pairs(data: Path) -> list[Pair]:
    """The sample, each pair in its half.

    Raises `DataMissing`.
    """
    path = data / FILE
    if not path.is_file():
        raise DataMissing(f"{path} is missing; the set comes from: {ORIGIN}")
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    first: dict[str, str] = {}

    def root(identifier: str) -> str:
        while first.setdefault(identifier, identifier) != identifier:
            identifier = first[identifier]
        return identifier

    for row in rows:
        left, right = sorted((root(row["geonameid_a"]), root(row["geonameid_b"])))
        first[right] = left
    return [
        Pair(
            row["a"],
            row["b"],
            row["label"] == "1",
            {row["script_a"], row["script_b"]} <= READ,
            hashlib.sha256(root(row["geonameid_a"]).encode()).digest()[0] % 2 == 0,
        )
        for row in rows
    ]


class Names:
    """What the library makes of a string."""

    def __init__(self) -> None:
        self._rules = KeyRules.load()
        self._known: dict[str, tuple[str, str, str, tuple[str, ...]]] = {}

    def forms(self, text: str) -> tuple[str, str, str, tuple[str, ...]]:
        """Normalized spelling, plain letters, letters alone, skeletons."""
        found = self._known.get(text)
        if found is None:
            rules = self._rules
            key = rules.exact(rules.repair(text))
            plain = rules.fold(key)
            letters = "".join(filter(str.isalnum, folded(plain)))
            found = self._known[text] = key, plain, letters, tuple(dict.fromkeys(rules.skeletons(key, 4)))
        return found

    def measures(self, pair: Pair) -> list[float]:
        """What is measured on a pair, each from 0 (different) to 1 (alike)."""
        key, plain, letters, skeletons = self.forms(pair.left)
        other_key, other_plain, other_letters, other_skeletons = self.forms(pair.right)
        bare = [skeleton.replace(" ", "") for skeleton in skeletons]
        other_bare = [skeleton.replace(" ", "") for skeleton in other_skeletons]
        skeleton = max(
            (OSA.normalized_similarity(mine, other) for mine in bare for other in other_bare), default=0.0
        )  # fmt: skip
        hard = max(
            (OSA.normalized_similarity(_hard(mine), _hard(other)) for mine in bare for other in other_bare), default=0.0
        )  # fmt: skip
        words, other_words = [_words(skeletons), _words(other_skeletons)]
        steps = OSA.distance(letters, other_letters)
        near = OSA.normalized_similarity(letters, other_letters)
        return [
            float(key == other_key),
            float(letters == other_letters),
            float(bool(set(bare) & set(other_bare))),
            near,
            near**3,
            skeleton,
            skeleton**3,
            hard,
            JaroWinkler.similarity(letters, other_letters),
            JaroWinkler.similarity(bare[0], other_bare[0]) if bare and other_bare else 0.0,
            float(steps <= 1),
            float(steps <= 2),
            float(letters[:1] == other_letters[:1]),
            float(bare[:1] != [] and other_bare[:1] != [] and bare[0][:2] == other_bare[0][:2]),
            float(letters[-2:] == other_letters[-2:]),
            _shared_words(words, other_words),
            _contained(plain, other_plain),
            float(sorted(words) == sorted(other_words)),
            _alike(words, other_words),
            min(len(letters), len(other_letters)) / max(1, len(letters), len(other_letters)),
            1.0 / max(1, min(len(letters), len(other_letters))),
            float(len(words) == len(other_words)),
        ]


def _hard(skeleton: str) -> str:
    """The consonants of a skeleton: vowels differ most between languages."""
    return "".join(letter for letter in skeleton if letter not in "aeiouy")


def _words(skeletons: Sequence[str]) -> tuple[str, ...]:
    return tuple(skeletons[0].split()) if skeletons else ()


def _shared_words(words: Sequence[str], others: Sequence[str]) -> float:
    """Share of the letters of both that stands in words of both."""
    shared = Counter(words) & Counter(others)
    total = sum(map(len, words)) + sum(map(len, others))
    return 2.0 * sum(len(word) * count for word, count in shared.items()) / total if total else 0.0


def _contained(plain: str, other: str) -> float:
    """Whether all words of one are among the other's: "Anšov" and "Dvůr Anšov"."""
    words, others = set(plain.split()), set(other.split())
    return float(bool(words) and bool(others) and (words <= others or others <= words))


def _alike(words: Sequence[str], others: Sequence[str]) -> float:
    """Mean likeness of each word of the shorter name to the likest of the longer."""
    short, long = sorted((words, others), key=len)
    if not short:
        return 0.0
    return sum(max(OSA.normalized_similarity(word, other) for other in long) for word in short) / len(short)


def sequences(pair: Pair) -> Counter[int]:
    """Columns of the letter sequences (two and three letters) that both have, and that only one has."""
    counts: Counter[int] = Counter()
    mine, other = (_sequences(text) for text in (pair.left, pair.right))
    for part, kind in ((mine & other, "both"), (mine ^ other, "one")):
        for sequence in part:
            counts[int.from_bytes(hashlib.sha256(f"{kind} {sequence}".encode()).digest()[:4], "little") % HASHED] += 1
    total = max(1, len(mine | other))
    counts[HASHED] = len(mine & other) / total  # type: ignore[assignment]
    return counts


def _sequences(text: str) -> set[str]:
    padded = f"^{text.casefold()}$"
    return {padded[at : at + size] for size in (2, 3) for at in range(len(padded) - size + 1)}


def regression(values: np.ndarray, right: np.ndarray, strength: float) -> np.ndarray:
    """Weights of a logistic regression, the last for the constant; a penalty on the squares, quasi-Newton steps."""
    lines = np.hstack([values, np.ones((len(values), 1))])
    weights = np.zeros(lines.shape[1])
    penalty = np.full(lines.shape[1], strength)
    penalty[-1] = 1e-6
    if lines.shape[1] <= NEWTON:
        for _ in range(60):
            chance = 1.0 / (1.0 + np.exp(-(lines @ weights)))
            slope = lines.T @ (chance - right) + penalty * weights
            bend = lines.T @ (lines * (chance * (1 - chance))[:, None]) + np.diag(penalty)
            step = np.linalg.solve(bend, slope)
            weights -= step
            if float(np.abs(step).max()) < 1e-8:
                break
        return weights
    # the curvature is a quarter of the largest square of a singular value at most, whatever the weights
    ahead = np.ones(lines.shape[1])
    for _ in range(20):
        ahead = lines.T @ (lines @ ahead)
        largest = float(np.linalg.norm(ahead))
        ahead /= largest
    rate = 4.0 / (1.05 * largest + 4.0 * strength)
    last = ahead = weights
    for turn in range(1, 150):
        chance = 1.0 / (1.0 + np.exp(-(lines @ ahead)))
        weights = ahead - rate * (lines.T @ (chance - right) + penalty * ahead)
        ahead, last = weights + (turn - 1) / (turn + 2) * (weights - last), weights
    return last


def classified(values: np.ndarray, right: np.ndarray, fitted: np.ndarray, strengths: Sequence[float]) -> np.ndarray:
    """Which pairs a regression takes for the same place; the penalty is chosen on a fifth of the fitted half."""
    scale = values[fitted].std(axis=0)
    values = (values - values[fitted].mean(axis=0)) / np.where(scale > 0, scale, 1.0)
    numbers = np.flatnonzero(fitted)
    aside = numbers[::5]
    rest = np.setdiff1d(numbers, aside)

    def hits(weights: np.ndarray, lines: np.ndarray) -> np.ndarray:
        return np.asarray((values[lines] @ weights[:-1] + weights[-1] > 0) == right[lines])

    best = max(strengths, key=lambda one: hits(regression(values[rest], right[rest], one), aside).mean())
    weights = regression(values[numbers], right[numbers], best)
    return np.asarray(values @ weights[:-1] + weights[-1] > 0)


def cut(scores: np.ndarray, right: np.ndarray, fitted: np.ndarray) -> np.ndarray:
    """Which pairs a measure takes for the same place, at the threshold that is best on the fitted half."""
    steps = np.unique(scores[fitted])
    best = max(steps, key=lambda step: ((scores[fitted] >= step) == right[fitted]).mean())
    return np.asarray(scores >= best)


def systems(pairs: Sequence[Pair]) -> dict[str, Callable[[], np.ndarray]]:
    """Name to what says which pairs are the same place."""
    right = np.array([pair.same for pair in pairs])
    fitted = np.array([pair.fitted for pair in pairs])

    def measured(measure: Callable[[str, str], float]) -> np.ndarray:
        return np.array([measure(pair.left.casefold(), pair.right.casefold()) for pair in pairs])

    def letter_sequences() -> np.ndarray:
        values = np.zeros((len(pairs), HASHED + 1))
        for line, pair in enumerate(pairs):
            for column, count in sequences(pair).items():
                values[line, column] = count
        used = values[fitted].any(axis=0)
        return classified(values[:, used], right, fitted, SEQUENCE_STRENGTHS)

    def library() -> np.ndarray:
        names = Names()
        return classified(np.array([names.measures(pair) for pair in pairs]), right, fitted, STRENGTHS)

    return {
        "same letters": lambda: np.array([pair.left.casefold() == pair.right.casefold() for pair in pairs]),
        "Levenshtein": lambda: cut(measured(Levenshtein.normalized_similarity), right, fitted),
        "Jaro-Winkler": lambda: cut(measured(JaroWinkler.similarity), right, fitted),
        "letter sequences": letter_sequences,
        "toponyms": library,
    }


def run(options: argparse.Namespace) -> int:
    """Measure and print; 2 where the sample is missing."""
    try:
        pairs = read_pairs(options.data)
    except DataMissing as error:
        print(error, file=sys.stderr)
        return 2
    document: dict[str, Any] = {"published": dict(PUBLISHED)}
    for name, part in (
        ("Latin and Cyrillic", [pair for pair in pairs if pair.read]),
        ("other scripts", [pair for pair in pairs if not pair.read]),
        ("all", pairs),
    ):
        document[name] = _measure(name, part)
    for name, share in PUBLISHED:
        print(f"{name}: {percent(share)} on its full set, as published")
    if options.json:
        options.json.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    return 0


def _measure(name: str, pairs: Sequence[Pair]) -> dict[str, Any]:
    judged = np.array([not pair.fitted for pair in pairs])
    right = np.array([pair.same for pair in pairs])
    found: dict[str, Any] = {"fitted on": int((~judged).sum()), "judged on": int(judged.sum())}
    body = []
    for system, says in systems(pairs).items():
        same = says()[judged]
        gold = right[judged]
        hits = int((same & gold).sum())
        precision, recall = hits / max(1, int(same.sum())), hits / max(1, int(gold.sum()))
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        accuracy = float((same == gold).mean())
        found[system] = {"accuracy": round(accuracy, 4), "precision": round(precision, 4), "recall": round(recall, 4)}
        body.append([system, percent(accuracy), percent(precision), percent(recall), percent(f1)])
    heads = [f"{name}: n = {int(judged.sum())}", "accuracy", "precision", "recall", "F1"]
    table(f"pairs of names, {name}, on the half that was not fitted on", heads, body)
    return found


def add_parser(commands: Any) -> None:
    """The command's options."""
    parser = commands.add_parser("pairs", help="whether two strings are names of one place, without a gazetteer")
    parser.add_argument("--data", type=Path, required=True, help="directory of the public sets")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
