"""Which gazetteer answers when none is named: the one in use, else `TOPONYMS_GAZETTEER`, else the installed one."""

from __future__ import annotations

from contextvars import ContextVar

from toponyms.gazetteer import ENVIRONMENT, Gazetteer, default_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from contextvars import Token

__all__ = ["ENVIRONMENT", "current", "default_path", "use"]

_opened: dict[str, Gazetteer] = {}
_in_use: ContextVar[Gazetteer | None] = ContextVar("toponyms gazetteer in use", default=None)


def current() -> Gazetteer:
    """The gazetteer that the module functions ask."""
    chosen = _in_use.get()
    if chosen is not None:
        return chosen
    path = default_path()
    if path not in _opened:
        _opened[path] = Gazetteer.open(path)
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
