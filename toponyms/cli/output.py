"""How answers are printed: tab-separated lines, JSON lines, words, or a table on a terminal."""

from __future__ import annotations

import sys
from contextlib import contextmanager

from toponyms.view import address, printable, probability

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from typing import Any

    from rich.console import Console
    from rich.text import Text

    from toponyms.index.reader import Header
    from toponyms.types import Candidate, Resolution

    Write = Callable[[Resolution], None]

RIVALS = 3
"""Candidates that a terminal shows of an ambiguous answer."""

TABLE_WIDTH = 90
"""Columns of a terminal below which a table would break every name."""

STYLES = {"resolved": "green", "ambiguous": "yellow", "unknown": "red"}


def writer(options: Namespace, streamed: bool) -> AbstractContextManager[Write]:
    """What writes one answer, as the options and the output want it; what is held back is written at the end."""
    if options.json:
        return lines(lambda answer: json_line(answer.to_dict()))
    if options.explain:
        return lines(lambda answer: answer.explain())
    console = rich_console() if sys.stdout.isatty() else None
    if console is None:
        return lines(plain_line)
    return rows(console) if streamed or console.width < TABLE_WIDTH else table(console)


def rich_console() -> Console | None:
    """A console, None where rich is not installed."""
    try:
        from rich.console import Console
    except ImportError:
        return None
    return Console(highlight=False, emoji=False, markup=False)


@contextmanager
def lines(line: Callable[[Resolution], str]) -> Iterator[Write]:
    """A line an answer, at once: whoever writes names into a pipe may be waiting for the answer."""
    yield lambda answer: print(line(answer), flush=True)


@contextmanager
def rows(console: Console) -> Iterator[Write]:
    """A line an answer, at once: for names that come one by one, and where a table has no room."""

    def write(answer: Resolution) -> None:
        from rich.text import Text

        parts = [Text(printable(answer.query), "bold"), answer_cell(answer)]
        parts += [Text(cell, "dim") for cell in facts(answer) if cell]
        console.print(Text("  ").join(parts), soft_wrap=True)

    yield write


@contextmanager
def table(console: Console) -> Iterator[Write]:
    """A table of all answers, once the last one is there."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    made = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    made.add_column("name", overflow="fold")
    made.add_column("place", overflow="fold")
    made.add_column("id", overflow="fold", style="dim")
    made.add_column("position", no_wrap=True)
    made.add_column("confidence", justify="right", no_wrap=True)

    def write(answer: Resolution) -> None:
        made.add_row(Text(printable(answer.query)), answer_cell(answer), *facts(answer))

    yield write
    console.print(made)


def answer_cell(answer: Resolution) -> Text:
    """The place, or the status with the best candidates."""
    from rich.text import Text

    if answer.status == "resolved":
        return Text(address(answer.candidates[0].place), STYLES[answer.status])
    cell = Text(answer.status, STYLES.get(answer.status, ""))
    for candidate in answer.candidates[:RIVALS]:
        cell.append(f"\n  {address(candidate.place)} {probability(candidate.confidence)}", "dim")
    more = answer.candidates_total - RIVALS
    if more > 0:
        cell.append(f"\n  and {more:,} more", "dim")
    return cell


def facts(answer: Resolution) -> tuple[str, str, str]:
    """Id, position and confidence of an answer, empty where there is none."""
    if answer.status != "resolved":
        return "", "", ""
    best: Candidate = answer.candidates[0]
    place = best.place
    return printable(place.id), f"{place.lat:.4f}, {place.lon:.4f}", probability(best.confidence)


def plain_line(answer: Resolution) -> str:
    """Ten columns with tabs between them; see `toponyms resolve --help`."""
    place = answer.place
    cells = [answer.query, answer.status]
    if place is None:
        cells += [""] * 7
    else:
        parents = ", ".join(parent.name for parent in place.parents)
        cells += [place.name, place.id, f"{place.lat:.5f}", f"{place.lon:.5f}", place.kind, place.country, parents]
    cells.append(f"{answer.confidence:.4f}")
    return "\t".join(cell.replace("\t", " ").replace("\n", " ").replace("\r", " ") for cell in cells)


def json_line(value: dict[str, Any]) -> str:
    """One line of JSON in UTF-8; only what is no Unicode text (bytes of another encoding) is written as escapes."""
    import json

    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(value, allow_nan=False)
    return line


def doctor_text(path: str, chosen: str, header: Header) -> str:
    """What a whole gazetteer file holds."""
    meta = dict(header.meta)
    attribution = meta.pop("attribution", "")
    facts = [("file", f"{path} ({chosen})"), ("state", "whole: every section is as it was written")]
    facts += [(key.replace("_", " "), f"{int(value):,}" if value.isdigit() else value) for key, value in meta.items()]
    facts += [
        ("bytes", f"{header.size:,}"),
        ("key rules", header.keys.hex()),
        ("all rules", header.rules.hex()),
        ("inputs", header.inputs.hex()),
        ("contains", attribution),
    ]
    width = max(len(name) for name in [*header.sections, *(label for label, _ in facts)])
    text = [f"{label:<{width}}  {value}" for label, value in facts]
    text += ["", f"{'section':<{width}}  {'bytes':>12}"]
    text += [f"{name:<{width}}  {length:12,}" for name, (_, length, _) in header.sections.items()]
    return "\n".join(text)
