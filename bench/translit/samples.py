"""The sample sets: texts with their romanization in a named standard, compared letter by letter."""

from __future__ import annotations

import csv
import gzip
import hashlib
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bench.cases import DataMissing
from bench.sets.files import read_rows
from toponyms.romanization import engine_of, load_scheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOLDER = "translit"
HERE = Path(__file__).parent
EXPLAINED = ("sample", "decision")
"""Why a miss is no mistake of the table: the sample is wrong, or the table decides otherwise and says so."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A text and what a standard makes of it."""

    standard: str
    source: str
    """What is converted: Cyrillic, or with `backwards` Latin."""
    expected: str
    backwards: bool = False

    @property
    def key(self) -> str:
        """Names the sample without quoting it: the first 8 hexadecimal digits of the SHA-256 of its source."""
        return hashlib.sha256(self.source.encode()).hexdigest()[:8]


@dataclass(slots=True)
class Score:
    """One standard's figures."""

    standard: str
    system: str
    """Id of the table that stands for it, "" where none is shipped."""
    cases: int = 0
    exact: int = 0
    lookalike: int = 0
    """Misses by a look-alike code point of the sample only (`lookalikes.tsv`)."""
    explained: int = 0
    """Misses that `misses.tsv` explains."""
    misses: list[tuple[Sample, str]] = field(default_factory=list)
    """Misses that nothing explains, with what was written."""
    stale: list[str] = field(default_factory=list)
    """Keys that `misses.tsv` has for samples that are exact, or not there."""


def read_samples(data: Path) -> Iterator[Sample]:
    """Every sample of Ukrainian, Russian and Belarusian, and of the standards of other languages that have a table.

    Raises `DataMissing` where a file is not there.
    """
    near = set()
    for row in read_rows(data, FOLDER, "translit_uk_ru_be.jsonl.gz"):
        near.add(row["standard"])
        yield Sample(row["standard"], row["src_text"], row["expected"])
    others = {row["standard"] for row in read_table("standards.tsv")} - near
    for row in read_rows(data, FOLDER, "translit_cases.jsonl.gz"):
        if row["standard"] in others:
            yield Sample(row["standard"], row["src_text"], row["expected"])
    path = data / FOLDER / "uklatn_cases.tsv.gz"
    if not path.is_file():
        raise DataMissing(f"{path} is missing; it is made from the tests of github.com/paiv/uklatn")
    # no csv module here: quotation marks are text
    lines = gzip.decompress(path.read_bytes()).decode("utf-8").split("\n")
    for line in lines[1:]:
        if line:
            standard, direction, cyrillic, latin = line.split("\t")
            if direction in ("cyr <> lat", "cyr > lat"):
                yield Sample(standard, cyrillic, latin)
            if direction in ("cyr <> lat", "lat > cyr"):
                yield Sample(standard, latin, cyrillic, backwards=True)


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of one of the files beside this module."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def run(data: Path, misses: Iterable[dict[str, str]] | None = None) -> list[Score]:
    """Every standard's figures, in alphabetical order; `misses`: what is explained, `misses.tsv` unless given."""
    systems = {row["standard"]: row["system"] for row in read_table("standards.tsv")}
    explained = {(row["standard"], row["sample"]) for row in (read_table("misses.tsv") if misses is None else misses)}
    folds = {ord(row["in_sample"]): row["meant"] for row in read_table("lookalikes.tsv")}
    scores: dict[str, Score] = {}
    seen = set()
    for sample in read_samples(data):
        standard = sample.standard + (" backwards" if sample.backwards else "")
        score = scores.setdefault(standard, Score(standard, systems.get(sample.standard, "")))
        score.cases += 1
        key = (standard, sample.key)
        written = convert(sample, score.system) if score.system else ""
        expected = unicodedata.normalize("NFC", sample.expected)
        if score.system and written == expected:
            score.exact += 1
        elif score.system and written.translate(folds) == expected.translate(folds):
            score.lookalike += 1
        elif key in explained:
            seen.add(key)
            score.explained += 1
        else:
            score.misses.append((sample, written))
    for standard, key in sorted(explained - seen):
        scores.setdefault(standard, Score(standard, "")).stale.append(key)
    return sorted(scores.values(), key=lambda score: score.standard)


def convert(sample: Sample, system: str) -> str:
    """What the table makes of a sample's source."""
    if sample.backwards:
        from toponyms.romanization.inverse import restore

        return restore(sample.source, system)
    return engine_of(system).romanize(sample.source)


def shared_with_tables(data: Path) -> dict[str, int]:
    """How many samples of a table are also samples here: those show less than the others do."""
    systems = {row["standard"]: row["system"] for row in read_table("standards.tsv")}
    pairs = {(systems.get(sample.standard, ""), sample.source) for sample in read_samples(data)}
    ids = sorted({system for system in systems.values() if system})
    counts = {id_: sum((id_, sample.text) in pairs for sample in load_scheme(id_).samples) for id_ in ids}
    return {id_: count for id_, count in counts.items() if count}
