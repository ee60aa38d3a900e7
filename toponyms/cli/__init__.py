"""The command `toponyms`: resolve names, look at places, build and check gazetteers.

Answers go to standard output, everything else to standard error. Exit codes: 0 done, 1 something stayed unanswered
(`resolve --strict`, an unknown id), 2 usage, 3 data, 4 a validation that failed, 130 interrupted, 141 nobody reads the
output any more.
"""

from __future__ import annotations

import os
import sys

from toponyms.errors import ToponymsError, UnknownPlace, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, UNANSWERED, USAGE, DATA = 0, 1, 2, 3
INTERRUPTED = 130
"""128 + SIGINT, what a shell reports of a command that was interrupted."""
NOBODY_READS = 141
"""128 + SIGPIPE, what a shell reports of a command whose reader went away."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code.

    >>> main(["resolve", "Nyok", "--country", "UA"])  # doctest: +ELLIPSIS
    Nyok  resolved  Niu-York  geonames:699751  48.33027  37.84114  settlement  UA  Toretska Hromada, ...
    0
    """
    from toponyms.cli.parser import parse

    prepare_streams()
    options = parse(sys.argv[1:] if arguments is None else arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # What is left in the buffer has no reader; without this the interpreter would complain about it on exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOBODY_READS
    except ToponymsError as error:
        return complain(str(error), USAGE if isinstance(error, UsageError) else exit_code(error))
    except OSError as error:
        return complain(f"{error.strerror or error}" + (f": {error.filename}" if error.filename else ""), DATA)
    return code


def exit_code(error: ToponymsError) -> int:
    """An id that is not there is a question without an answer; all else that can go wrong lies in the data."""
    return UNANSWERED if isinstance(error, UnknownPlace) else DATA


def complain(message: str, code: int) -> int:
    """Say what is wrong: one line, or a list where several things are."""
    from toponyms.view import printable_lines

    print("toponyms:", printable_lines(message.splitlines()), file=sys.stderr)
    return code


def prepare_streams() -> None:
    """Pipes carry UTF-8 whatever the locale is, and bytes that are none come out again as they went in."""
    for stream in (sys.stdin, sys.stdout):
        reconfigure = getattr(stream, "reconfigure", None)  # lacking where a caller has put another object there
        if reconfigure is None or stream.closed:
            continue
        if stream.isatty():
            reconfigure(errors="backslashreplace" if stream is sys.stdout else "surrogateescape")
        else:
            reconfigure(encoding="utf-8", errors="surrogateescape")
    reconfigure = getattr(sys.stderr, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")
