"""Frozen dataclasses with slots, made without importing `dataclasses`, which takes longer than the first answer."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeVar, dataclass_transform

    Class = TypeVar("Class")
else:

    def dataclass_transform(**_: object) -> Callable[[object], object]:
        """Tells type checkers that the decorator works as `dataclass` does; nothing at run time."""
        return lambda decorator: decorator


@dataclass_transform(frozen_default=True)
def frozen(*uncompared: str) -> Callable[[type[Class]], type[Class]]:
    """Decorate a class as `dataclass(frozen=True, slots=True)` would, but for the import.

    Fields that start with `_` stand in no `repr`; those named here take no part in comparing and hashing. Values copy,
    pickle and match by position, and `dataclasses.fields`, `asdict` and `replace` work on them.

    >>> @frozen("_source")
    ... class Point:
    ...     lat: float
    ...     lon: float = 0.0
    ...     _source: str = ""
    >>> Point(48.6), Point(48.6, 0.0, "elsewhere") == Point(48.6)
    (Point(lat=48.6, lon=0.0), True)
    """

    def decorate(cls: type[Class]) -> type[Class]:
        names = tuple(cls.__annotations__)
        namespace = {name: value for name, value in cls.__dict__.items() if name not in ("__dict__", "__weakref__")}
        defaults = {name: namespace.pop(name) for name in names if name in namespace}
        compared = tuple(name for name in names if name not in uncompared)
        shown = tuple(name for name in names if not name.startswith("_"))
        namespace |= {
            "__slots__": names,
            "__match_args__": names,
            "__dataclass_fields__": _Fields(names, defaults, uncompared),
            "__setattr__": _refuse,
            "__delattr__": _refuse,
            "__reduce__": lambda self: (type(self), tuple(getattr(self, name) for name in names)),
            "__replace__": _replace,
            "__repr__": lambda self: (
                f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"
            ),
            "__eq__": lambda self, other: (
                all(getattr(self, name) == getattr(other, name) for name in compared)
                if type(other) is type(self)
                else NotImplemented
            ),
            "__hash__": lambda self: hash(tuple(getattr(self, name) for name in compared)),
        }
        made: Any = type(cls.__name__, cls.__bases__, namespace)
        type.__setattr__(made, "__init__", _init(made, names, defaults))
        return made  # type: ignore[no-any-return]

    return decorate


def _init(cls: type, names: tuple[str, ...], defaults: dict[str, object]) -> Callable[..., None]:
    """An `__init__` with the fields as its parameters, which sets the slots themselves: `__setattr__` refuses."""
    parameters = ", ".join(f"{name}=_defaults[{name!r}]" if name in defaults else name for name in names)
    lines = "\n".join(f"    _set_{name}(self, {name})" for name in names)
    scope: dict[str, Any] = {f"_set_{name}": getattr(cls, name).__set__ for name in names}
    scope["_defaults"] = defaults
    exec(f"def __init__(self, {parameters}):\n{lines}", scope)
    init: Callable[..., None] = scope["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    return init


def _refuse(self: object, name: str, *value: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"{type(self).__name__} is frozen: {name!r} cannot be changed")


def _replace(self: Any, /, **changes: object) -> Any:
    return type(self)(**{name: changes.pop(name, getattr(self, name)) for name in self.__match_args__}, **changes)


class _Fields:
    """What `dataclasses` wants to know of a class, put together when it asks."""

    def __init__(self, names: tuple[str, ...], defaults: dict[str, object], uncompared: tuple[str, ...]) -> None:
        self._names, self._defaults, self._uncompared = names, defaults, uncompared

    def __get__(self, instance: object, owner: type) -> dict[str, Any]:
        from dataclasses import MISSING, field, make_dataclass

        fields: dict[str, Any] = make_dataclass(
            owner.__name__,
            [
                (
                    name,
                    owner.__annotations__[name],
                    field(
                        default=self._defaults.get(name, MISSING),
                        compare=name not in self._uncompared,
                        repr=not name.startswith("_"),
                    ),
                )
                for name in self._names
            ],
            frozen=True,
        ).__dataclass_fields__  # type: ignore[attr-defined]
        kept: Any = owner
        kept.__dataclass_fields__ = fields
        return fields
