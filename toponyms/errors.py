"""The exceptions of `toponyms`, all below `ToponymsError`.

No answer is not an error: a name that means nothing gives a `Resolution` with status "unknown". The tree::

    ToponymsError
    ├── UsageError (ValueError)      the call's arguments are wrong
    │   └── UnknownScheme            no romanization of that id
    ├── UnknownPlace (LookupError)   `place()` was given an id that is not in the gazetteer
    ├── GazetteerError
    │   ├── GazetteerNotFound        there is no gazetteer file
    │   ├── GazetteerVersionError    the file is of another format version
    │   └── GazetteerCorrupt         the file is truncated or damaged
    └── BuildError                   `toponyms build` or `toponyms compile` cannot go on
        └── OverlayError             a table of a user's own names cannot be used
"""

from __future__ import annotations


class ToponymsError(Exception):
    """Base of every exception that this package raises on purpose."""


class UsageError(ToponymsError, ValueError):
    """An argument has the wrong type or a value that means nothing; the message says what to pass."""


class UnknownScheme(UsageError):
    """No romanization has this id; the message names the close ones."""


class UnknownPlace(ToponymsError, LookupError):
    """No place has this id; the message names the close ones where there are any."""


class GazetteerError(ToponymsError):
    """Base of what can be wrong with a gazetteer file."""


class GazetteerNotFound(GazetteerError):
    """There is no gazetteer file at the path asked for; the message says how to make one."""


class GazetteerVersionError(GazetteerError):
    """The file was written in a format this version does not read; the message says how to rebuild it."""


class GazetteerCorrupt(GazetteerError):
    """The file is truncated or its bytes are not the ones that were written."""


class BuildError(ToponymsError):
    """A source, a snapshot or a rule file cannot be used; the message names the file and the line."""


class OverlayError(BuildError):
    """A table of a user's own cannot be used; the message names every row with what is wrong with it."""

    problems: tuple[tuple[int, str], ...] = ()
    """Row and what is wrong with it; row 0 where it is the table as a whole."""

    @classmethod
    def of(cls, name: str, problems: list[tuple[int, str]], *, lines: bool = False) -> OverlayError:
        """The error of a table's rows. lines: whether rows are lines of a file.

        >>> print(OverlayError.of("names.csv", [(2, "no name"), (7, "no id")], lines=True))
        names.csv: 2 rows cannot be used
          line 2: no name
          line 7: no id
        """
        word = "line" if lines else "row"
        said = [f"{word} {row}: {what}" if row else what for row, what in problems]
        message = f"{name}, {said[0]}" if len(said) == 1 else f"{name}: {len(said)} rows cannot be used"
        error = cls(message if len(said) == 1 else "\n  ".join([message, *said]))
        error.problems = tuple(problems)
        return error


def did_you_mean(word: str, known: list[str] | tuple[str, ...], limit: int = 3) -> str:
    """A closing sentence that names the close matches of a mistyped word, or "" where there are none.

    >>> did_you_mean("UKR", ["UA", "Ukraine", "UK"])
    ' Did you mean UK or Ukraine?'
    >>> did_you_mean("zzz", ["UA"])
    ''
    """
    import difflib

    folded: dict[str, str] = {}
    for item in known:
        folded.setdefault(item.casefold(), item)
    close = difflib.get_close_matches(word.casefold(), list(folded), n=limit, cutoff=0.6)
    if not close:
        return ""
    return " Did you mean " + " or ".join(folded[item] for item in close) + "?"
