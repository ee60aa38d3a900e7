"""Regular expressions that few texts need: compiled when they are first used, so that a first answer does not wait."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class _Lazy:
    """Stands for a pattern; its methods are there once one is asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._source = pattern, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._source), name)
        setattr(self, name, found)
        return found


def lazily(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that is compiled when it is first used.

    >>> lazily("[0-9]+").findall("T0504, T0515")
    ['0504', '0515']
    """
    return _Lazy(pattern, int(flags))  # type: ignore[return-value]
