"""A progress bar where a person is looking, nothing where nobody is."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")


def track(items: Iterable[T], label: str) -> Iterable[T]:
    """The items, with a bar on stderr if that is a terminal and rich is installed."""
    if not sys.stderr.isatty():
        return items
    try:
        from rich.console import Console
        from rich.progress import track as bar
    except ImportError:
        return items
    return bar(items, description=label, console=Console(stderr=True), transient=True)
