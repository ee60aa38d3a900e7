"""Which gazetteer answers when none is named: the one in use, else `TOPONYMS_GAZETTEER`, else the installed one."""

from __future__ import annotations

import os
from contextvars import ContextVar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from contextvars import Token

    from toponyms.gazetteer import Gazetteer

ENVIRONMENT = "TOPONYMS_GAZETTEER"
"""Environment variable that names another file than the installed one."""


def default_path() -> str:
    """Path of the default gazetteer; whether it is there shows on opening."""
    from toponyms.gazetteer import INSTALLED

    return os.environ.get(ENVIRONMENT) or INSTALLED


_opened: dict[str, Gazetteer] = {}
_in_use: ContextVar[Gazetteer | None] = ContextVar("toponyms gazetteer in use", default=None)


def current() -> Gazetteer:
    """The gazetteer that the module functions ask."""
    chosen = _in_use.get()
    if chosen is not None:
        return chosen
    path = os.environ.get(ENVIRONMENT, "")
    if path not in _opened:
        from toponyms.gazetteer import Gazetteer

        _opened[path] = Gazetteer.open(path or None)
    return _opened[path]


class use:
    """Let the module functions ask another gazetteer, within a `with` block, in this thread or task only.

    >>> import toponyms
    >>> with toponyms.use(toponyms.Gazetteer.open()) as gazetteer:
    ...     toponyms.resolve("Kiew").place.name
    'Kyiv'
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._tokens: list[Token[Gazetteer | None]] = []

    def __enter__(self) -> Gazetteer:
        self._tokens.append(_in_use.set(self._gazetteer))
        return self._gazetteer

    def __exit__(self, *exception: object) -> None:
        _in_use.reset(self._tokens.pop())
