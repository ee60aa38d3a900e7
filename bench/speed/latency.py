"""Timing calls inside one process."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter_ns
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Timing:
    """Percentiles of the single calls, microseconds."""

    calls: int
    p50: float
    p99: float
    worst: float

    def to_dict(self) -> dict[str, Any]:
        """The percentiles, for JSON."""
        return {"calls": self.calls, "p50_us": self.p50, "p99_us": self.p99, "worst_us": self.worst}


def percentile(ordered: list[float], share: float) -> float:
    """The value below which a share of the ordered values lies (the nearest one above).

    >>> from bench.speed.latency import percentile
    >>> percentile([1.0, 2.0, 3.0, 4.0], 0.5), percentile([1.0, 2.0, 3.0, 4.0], 0.99)
    (2.0, 4.0)
    """
    index = -int(-share * len(ordered) // 1) - 1
    return ordered[min(max(index, 0), len(ordered) - 1)]


def time_calls(function: Callable[[T], object], items: Iterable[T], passes: int = 1) -> tuple[Timing, list[float]]:
    """Percentiles of the calls, and the time of each in order.

    Of several passes over the items the median time of each counts, so that what else the machine does is not measured.

    >>> from bench.speed.latency import time_calls
    >>> time_calls(len, ["a", "b"])[0].calls
    2
    """
    listed = list(items)
    taken: list[list[float]] = [[] for _ in listed]
    for _ in range(passes):
        for item, times in zip(listed, taken, strict=True):
            started = perf_counter_ns()
            function(item)
            times.append((perf_counter_ns() - started) / 1000.0)
    medians = [sorted(times)[len(times) // 2] for times in taken]
    return summary(medians), medians


def summary(times: list[float]) -> Timing:
    """Percentiles of measured times, microseconds."""
    ordered = sorted(times)
    p50, p99 = percentile(ordered, 0.5), percentile(ordered, 0.99)
    return Timing(len(ordered), round(p50, 1), round(p99, 1), round(ordered[-1], 1))
