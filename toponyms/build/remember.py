"""Keys of names that are made once while a gazetteer is compiled: every step asks for those of the same names."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from toponyms.index.keys import KeyRules


class Remembered(dict[str, str]):
    """What a function makes of texts, each made when it is first asked for.

    >>> made = Remembered(str.upper)
    >>> made["a"], len(made)
    ('A', 1)
    """

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, text: str) -> str:
        self[text] = made = self._make(text)
        return made


@contextmanager
def remembered(keys: KeyRules) -> Iterator[None]:
    """Let key rules remember every exact key that they make, for as long as the block runs.

    >>> from toponyms.index.keys import KeyRules
    >>> keys = KeyRules.load()
    >>> with remembered(keys):
    ...     keys.exact("Часів Яр") is keys.exact("Часів Яр")
    True
    """
    exact = keys.exact
    keys.exact = Remembered(exact).__getitem__
    try:
        yield
    finally:
        keys.exact = exact
