"""What is asked: the variants to fit on, half of UCDP's phrases, what must be refused, and names made by rule."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.cases import DataMissing
from bench.fit import made
from bench.names import NameTable
from bench.sets.ukraine import SETTLEMENT_KM, ucdp, ucdp_names
from bench.variants.canonical import canonical_rows
from bench.variants.rows import read_rows
from toponyms.geo.distance import distance_km

if TYPE_CHECKING:
    from bench.cases import Case
    from toponyms import Gazetteer

SEEDS = Path(__file__).resolve().parents[2] / "seeds"

SLIP_WEIGHT = 0.3
"""What a slip made by rule counts beside one that somebody made: rules make only the slips that they know."""

WORDS = frozenset({"made: word"})
"""Questions that count as little as those: there are as many words as one cares to ask."""

MADE_SHARE = 0.15
"""What a question made by rule counts where confidence is measured: weights are learnt from hard cases, and what a
confidence means from the usual ones."""

REFUSAL_WEIGHT = 8.0
"""What a text counts that must never be answered: a wrong answer there is worse than a missing one elsewhere."""

EVEN_WEIGHT = 0.4
"""What a homonym of the variants counts: they were drawn evenly, so that the smallest hamlet is asked for as often as a
town of its name, and reports are about the town."""


@dataclass(frozen=True, slots=True)
class Question:
    """One text with its hints, and what is right."""

    text: str
    kind: str
    """Where it is from, for the report."""
    place: str
    """What decides the fold: questions about one place are never on both sides."""
    hints: dict[str, Any] = field(default_factory=dict)
    """Arguments of `resolve`."""
    ids: frozenset[str] = frozenset()
    """Ids that are right; none, and no point: it names nothing."""
    point: tuple[float, float] | None = None
    """Where the right place lies, in degrees, for questions that have no id."""
    weight: float = 1.0
    """What it counts where weights are fitted."""
    share: float = 1.0
    """What it counts where confidence is measured: kinds of question as often as reports have them, about."""

    @property
    def names_nothing(self) -> bool:
        """Whether no answer is right."""
        return not self.ids and self.point is None

    def is_right(self, identifier: str, lat: float, lon: float) -> bool:
        """Whether a place is right.

        >>> from bench.fit.questions import Question
        >>> Question("x", "", "", point=(48.6, 38.0)).is_right("a:1", 48.65, 38.0)
        True
        """
        if self.point is not None:
            return distance_km(*self.point, lat, lon) <= SETTLEMENT_KM
        return identifier in self.ids


def parity(text: str) -> int:
    """0 or 1 by a hash of a text."""
    return hashlib.sha256(text.encode()).digest()[0] & 1


def everything(gazetteer: Gazetteer, data: Path | None, snapshot: Path) -> list[Question]:
    """All questions; those of the public set only where its folder is given.

    Raises `DataMissing` where the folder does not hold it.
    """
    questions = [*variants("dev"), *refusals(), *documents()]
    if data is not None:
        questions += phrases(data, half=0)
    for text, kind, place, hints, ids in made.questions(gazetteer, snapshot):
        weight = SLIP_WEIGHT if ids or kind in WORDS else 1.0
        questions.append(Question(text, kind, place, hints, ids, None, weight, MADE_SHARE))
    return questions


def variants(split: str) -> list[Question]:
    """The rows of a split."""
    questions = []
    for row in canonical_rows(read_rows(split)):
        hints: dict[str, Any] = {
            name: value for name in ("country", "within", "kind", "as_of") if (value := getattr(row, name))
        }
        if row.point:
            hints["near"] = row.point
        place = row.expected.split()[0] if row.ids else row.place
        weight = EVEN_WEIGHT if row.category == "homonym" else 1.0
        questions.append(Question(row.surface, f"variants {row.category}", place, hints, row.ids, None, weight, weight))
    return questions


def refusals() -> list[Question]:
    """What the seeds say must not resolve."""
    with (SEEDS / "refusals.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    questions = []
    for row in rows:
        hints: dict[str, Any] = {name: row[name] for name in ("country", "within", "kind") if row[name]}
        if row["near"]:
            lat, _, lon = row["near"].partition(",")
            hints["near"] = (float(lat), float(lon))
        questions.append(Question(row["text"], "refusals", row["text"], hints, weight=REFUSAL_WEIGHT))
    return questions


def documents() -> list[Question]:
    """The mentions of the seed documents, each text once."""
    import tomllib

    from bench.variants.canonical import canonical_id

    questions: dict[str, Question] = {}
    for path in sorted((SEEDS / "documents").glob("*.toml")):
        for mention in tomllib.loads(path.read_text(encoding="utf-8"))["mention"]:
            if "skip" not in mention:
                ids = frozenset(map(canonical_id, mention["place"].split("|")))
                text, hints = mention["surface"], mention.get("hints", {})
                questions[text] = Question(text, "documents", min(ids), hints, frozenset() if "NIL" in ids else ids)
    return list(questions.values())


def phrases(data: Path, half: int) -> list[Question]:
    """UCDP's descriptions and names whose place falls into a half: 0 to fit on, 1 to look at afterwards.

    Raises `DataMissing`.
    """
    if not data.is_dir():
        raise DataMissing(f"{data} is no folder; --data takes the one of the public sets")
    nothing = NameTable()
    cases: list[Case] = [*ucdp(data, nothing), *ucdp_names(data, nothing)]
    questions = []
    for case in cases:
        place = f"{case.gold.lat:.1f},{case.gold.lon:.1f}"
        if parity(place) == half:
            hints = {"country": case.country, "within": case.within}
            point = (case.gold.lat, case.gold.lon)
            hints = {name: value for name, value in hints.items() if value}
            questions.append(Question(case.text, "ucdp", place, hints, point=point))
    return questions
