"""Tables on a terminal: with rich where it is installed, aligned text otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.accuracy import SetResult
    from bench.judge import Score

SHORT = {"exact": "exact", "exact+rapidfuzz": "+rapidfuzz", "toponyms": "toponyms", "toponyms guessing": "guessing"}
"""Column heads."""


def table(title: str, heads: list[str], rows: list[list[str]]) -> None:
    """Print a table; the first column is text, the others numbers."""
    try:
        from rich.console import Console
        from rich.table import Table
    except ImportError:
        _plain(title, heads, rows)
        return
    console = Console()
    if not console.is_terminal:
        _plain(title, heads, rows)
        return
    shown = Table(title=title, title_justify="left")
    for index, head in enumerate(heads):
        shown.add_column(head, justify="left" if index == 0 else "right")
    for row in rows:
        shown.add_row(*row)
    console.print(shown)


def _plain(title: str, heads: list[str], rows: list[list[str]]) -> None:
    widths = [max(len(line[i]) for line in [heads, *rows]) for i in range(len(heads))]
    print(f"\n{title}")
    for line in [heads, *rows]:
        cells = [
            cell.ljust(w) if i == 0 else cell.rjust(w) for i, (cell, w) in enumerate(zip(line, widths, strict=True))
        ]
        print("  ".join(cells).rstrip())


def percent(share: float) -> str:
    """A share as a percentage with one digit.

    >>> percent(0.8512)
    '85.1'
    """
    return f"{100.0 * share:.1f}"


def accuracy_table(result: SetResult) -> None:
    """One set: a row a category, for each system accuracy on all cases, and for the library coverage and precision."""
    systems = list(result.total)
    heads = ["category", "n", *(SHORT.get(name, name) for name in systems), "answered", "precision"]
    rows = []
    for category in sorted(result.categories, key=lambda name: -_first(result.categories[name]).cases):
        rows.append(_row(category, result.categories[category], systems))
    rows.append(_row("ALL", result.total, systems))
    if any(score.mentions != score.cases for score in result.total.values()):
        mentions = _first(result.total).mentions
        rows.append(
            ["by mention", str(mentions), *(percent(result.total[name].by_mention) for name in systems), "", ""]
        )
    if result.agreement:
        for category in sorted(result.agreement_by, key=lambda name: -_first(result.categories[name]).cases):
            scores, shares = result.categories[category], result.agreement_by[category]
            mentions = str(_first(scores).mentions)
            rows.append(
                [f"{category}, by mention", mentions, *(percent(scores[s].by_mention) for s in systems), "", ""]
            )
            rows.append([f"{category}, one entry an entity", "", *(percent(shares[s]) for s in systems), "", ""])
        rows.append(["one entry an entity", "", *(percent(result.agreement[name]) for name in systems), "", ""])
    table(f"{result.name} ({result.level}): {result.rule}; % right of all cases", heads, rows)


def _first(scores: dict[str, Score]) -> Score:
    return next(iter(scores.values()))


def _row(head: str, scores: dict[str, Score], systems: list[str]) -> list[str]:
    last = scores.get("toponyms") or scores[systems[-1]]
    accuracies = [percent(scores[name].accuracy) for name in systems]
    return [head, str(last.cases), *accuracies, percent(last.coverage), percent(last.precision)]
