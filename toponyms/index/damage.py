"""What reading a damaged file raises, turned into the error that says so."""

from __future__ import annotations

import re
from functools import wraps

from toponyms.errors import GazetteerCorrupt, ToponymsError
from toponyms.index.reader import REBUILD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeVar

    Method = TypeVar("Method", bound=Callable[..., Any])

DAMAGE = (LookupError, ValueError, ArithmeticError, re.error)
"""What reading a damaged file raises: offsets are bounds-checked by Python itself, and lines that are no longer rules
have too few columns, no number where one should be, or a pattern that does not compile."""


def read(function: Any, *arguments: Any, **options: Any) -> Any:
    """Call a function that reads the file; what a damaged file makes it raise becomes `GazetteerCorrupt`."""
    try:
        return function(*arguments, **options)
    except ToponymsError:
        raise
    except DAMAGE as error:
        raise GazetteerCorrupt(f"the gazetteer file is damaged ({error}). {REBUILD}") from error


def guarded(method: Method) -> Method:
    """A method that reads the file, with what a damaged file makes it raise as `GazetteerCorrupt`."""

    @wraps(method)
    def call(*arguments: Any, **options: Any) -> Any:
        return read(method, *arguments, **options)

    return call  # type: ignore[return-value]
