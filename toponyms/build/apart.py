"""A second process for the part of compiling that nothing else waits for: the skeletons.

It is a Python of its own, started as this one was and told over a pipe, so that it works where a process cannot fork
and whatever program compiles. What it gives back is what `skeletons.make` gives here: the same bytes.
"""

from __future__ import annotations

import gc
import os
import struct
import subprocess
import sys
from array import array
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING

from toponyms.build.skeletons import Keyed, make
from toponyms.errors import BuildError
from toponyms.index.keys import KeyRules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from toponyms.build.skeletons import Made

WORTH = 20_000
"""Places from which a second process saves time: it needs half a second to start and to be told."""

_CODE = "from toponyms.build.apart import main\nmain()"
_LENGTH = struct.Struct("<Q")


def wants_second(processes: int | None, places: int) -> bool:
    """Whether skeletons are made in a second process.

    processes: 1 or 2 as the caller says; None leaves it to what there is: two cores for this process, a Python that
    knows where its own program lies, and so many places that it is worth it.

    >>> wants_second(1, 200_000), wants_second(2, 30), wants_second(None, 30)
    (False, True, False)
    """
    if processes is not None:
        return processes > 1
    return places >= WORTH and _cores() > 1 and bool(sys.executable)


def _cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def skeletons(keyed: Keyed, rules: KeyRules, *, second: bool) -> Iterator[Callable[[], Made]]:
    """Have the skeletons made while the block runs, in a second process or, without one, when they are asked for.

    Yields what gives them, which raises `BuildError` where the second process failed.
    """
    if not second:
        yield lambda: make(keyed, rules)
        return
    try:
        process = subprocess.Popen(
            [sys.executable, "-c", _CODE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
    except OSError as error:
        raise BuildError(f"a second process could not be started ({error}): compile in one, --processes 1") from error
    with process:
        try:
            assert process.stdin is not None
            # where it has ended already, what it gives back will say so; closing writes what is left in the buffer
            with suppress(BrokenPipeError), process.stdin as pipe:
                _write(pipe, [rules.to_bytes(), *keyed.to_parts()])
            yield lambda: _result(process)
        finally:
            process.kill()


def _result(process: subprocess.Popen[bytes]) -> Made:
    """What the second process gives back."""
    assert process.stdout is not None
    parts = list(_read(process.stdout))
    if process.wait() or len(parts) % 3 or not parts:
        raise BuildError(
            f"the second process of compiling ended with code {process.returncode}, as it says above:"
            " compile in one, --processes 1"
        )
    made: Made = {}
    for name, code, data in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        made[name.decode()] = array(code.decode(), data) if code else data
    return made


def _write(file: IO[bytes], parts: Iterable[bytes]) -> None:
    for part in parts:
        file.write(_LENGTH.pack(len(part)))
        file.write(part)
    file.flush()


def _read(file: IO[bytes]) -> Iterator[bytes]:
    while len(head := file.read(_LENGTH.size)) == _LENGTH.size:
        yield file.read(_LENGTH.unpack(head)[0])


def main() -> None:
    """The second process: what `skeletons` wrote comes on standard input, the sections go to standard output."""
    gc.disable()  # as in `compile.uncollected`
    rules, *parts = _read(sys.stdin.buffer)
    for name, data in make(Keyed.from_parts(parts), KeyRules.from_bytes(rules)).items():
        code, raw = (b"", data) if isinstance(data, bytes) else (data.typecode.encode(), data.tobytes())
        _write(sys.stdout.buffer, [name.encode(), code, raw])
