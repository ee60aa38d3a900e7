"""What answers are worth: accuracy on all rows, precision, calibration, the refusal of what is no place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bench.variants.rows import Row

BINS = 10
"""Bins of equal width in which confidence is compared with the share that is right."""

SURE = 0.9
"""Confidence from which a precision of its own is given."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a system says to one row."""

    id: str = ""
    """The answer, "" for none."""
    confidence: float = 0.0
    """How sure it is that `first` is right, 0 to 1."""
    first: str = ""
    """Its best candidate, even where it does not answer; the answer where it gives no other."""

    @property
    def best(self) -> str:
        """The candidate that the confidence is about."""
        return self.first or self.id


def is_right(row: Row, reply: Reply) -> bool:
    """The answer is one of the right ids; for NIL, there is none.

    >>> from bench.variants.rows import Row
    >>> is_right(Row("shelling", "en", "nil", "common noun"), Reply())
    True
    """
    return reply.id in row.ids if row.ids else not reply.id


@dataclass(slots=True)
class Tally:
    """Counts of one system on one group of rows."""

    rows: int = 0
    answered: int = 0
    right: int = 0
    right_answers: int = 0
    """Right among the answered: refusing NIL is right, but no answer."""
    ceiling: float = 0.0
    """Sum of what the best guess gets right: one over the number of places of that name under the hints."""

    def add(self, row: Row, reply: Reply) -> None:
        """Count one row."""
        right = is_right(row, reply)
        self.rows += 1
        self.answered += bool(reply.id)
        self.right += right
        self.right_answers += right and bool(reply.id)
        self.ceiling += 1.0 / row.rivals

    @property
    def accuracy(self) -> float:
        """Right of all rows."""
        return self.right / self.rows if self.rows else 0.0

    @property
    def precision(self) -> float | None:
        """Right of those answered, None where nothing was."""
        return self.right_answers / self.answered if self.answered else None

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "rows": self.rows,
            "answered": self.answered,
            "right": self.right,
            "accuracy": round(self.accuracy, 4),
            "precision": None if self.precision is None else round(self.precision, 4),
            "ceiling": round(self.ceiling / self.rows, 4) if self.rows else None,
        }


@dataclass(slots=True)
class Reliability:
    """Confidence beside the share of best candidates that are right; rows without a candidate do not count."""

    counts: list[int] = field(default_factory=lambda: [0] * BINS)
    rights: list[int] = field(default_factory=lambda: [0] * BINS)
    confidences: list[float] = field(default_factory=lambda: [0.0] * BINS)
    sure: int = 0
    sure_right: int = 0

    def add(self, row: Row, reply: Reply) -> None:
        """Count one row."""
        if reply.best:
            self.count(reply.confidence, reply.best in row.ids)

    def count(self, confidence: float, right: bool) -> None:
        """Count one best candidate."""
        confidence = min(1.0, max(0.0, confidence))
        number = min(BINS - 1, int(confidence * BINS))
        self.counts[number] += 1
        self.rights[number] += right
        self.confidences[number] += confidence
        if confidence >= SURE:
            self.sure += 1
            self.sure_right += right

    @property
    def error(self) -> float | None:
        """Expected calibration error: the mean gap of the bins, each weighted by its rows.

        >>> from bench.variants.rows import Row
        >>> table = Reliability()
        >>> table.add(Row("a", "en", "x", "", expected="t:1"), Reply("t:1", 0.8))
        >>> round(table.error, 2)
        0.2
        """
        total = sum(self.counts)
        if not total:
            return None
        return sum(abs(sure - right) for sure, right in zip(self.confidences, self.rights, strict=True)) / total

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        error = self.error
        return {
            "rows": sum(self.counts),
            "expected_calibration_error": None if error is None else round(error, 4),
            "at_0.9": {"rows": self.sure, "precision": round(self.sure_right / self.sure, 4) if self.sure else None},
            "bins": [
                {
                    "from": number / BINS,
                    "to": (number + 1) / BINS,
                    "rows": count,
                    "confidence": round(self.confidences[number] / count, 4),
                    "right": round(self.rights[number] / count, 4),
                }
                for number, count in enumerate(self.counts)
                if count
            ],
        }


@dataclass(slots=True)
class Report:
    """One system on one split."""

    system: str
    total: Tally = field(default_factory=Tally)
    categories: dict[str, Tally] = field(default_factory=dict)
    details: dict[str, dict[str, Tally]] = field(default_factory=dict)
    """Category to finer kind to counts."""
    reliability: Reliability = field(default_factory=Reliability)
    seconds: float = 0.0
    note: str = ""
    """What the system lacks or leaves out."""
    failures: list[dict[str, Any]] = field(default_factory=list)

    def add(self, row: Row, reply: Reply) -> None:
        """Count one row everywhere that it belongs."""
        self.total.add(row, reply)
        self.categories.setdefault(row.category, Tally()).add(row, reply)
        self.details.setdefault(row.category, {}).setdefault(row.detail, Tally()).add(row, reply)
        self.reliability.add(row, reply)
        if not is_right(row, reply):
            hints = {name: value for name in HINTS if (value := getattr(row, name))}
            self.failures.append(
                {
                    "system": self.system,
                    "category": row.category,
                    "detail": row.detail,
                    "surface": row.surface,
                    **hints,
                    "expected": row.expected,
                    "place": row.place,
                    "answer": reply.id,
                    "first": reply.best,
                    "confidence": round(reply.confidence, 3),
                    "rivals": row.rivals,
                }
            )

    @property
    def refused(self) -> float | None:
        """Share of NIL rows that got no answer."""
        tally = self.categories.get("nil")
        return tally.accuracy if tally else None

    def to_dict(self) -> dict[str, Any]:
        """For JSON, without the failures."""
        return {
            "system": self.system,
            "note": self.note,
            "seconds": round(self.seconds, 1),
            "total": self.total.to_dict(),
            "nil_refused": None if self.refused is None else round(self.refused, 4),
            "categories": {name: tally.to_dict() for name, tally in self.categories.items()},
            "details": {
                name: {detail: tally.to_dict() for detail, tally in tallies.items()}
                for name, tallies in self.details.items()
            },
            "reliability": self.reliability.to_dict(),
        }


HINTS = ("country", "within", "near", "kind", "as_of")
"""Columns that a system is told."""


def score(system: str, rows: list[Row], replies: list[Reply], note: str = "", seconds: float = 0.0) -> Report:
    """Count every reply."""
    report = Report(system, note=note, seconds=seconds)
    for row, reply in zip(rows, replies, strict=True):
        report.add(row, reply)
    return report
