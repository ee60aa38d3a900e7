"""Reading the package's TSV tables: one header line, then rows; lines that begin with `#` are remarks.

Only compiling and tests read them. At run time the same facts come from the compiled gazetteer.
"""

from __future__ import annotations

import os

from toponyms.errors import BuildError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def data_path(name: str) -> str:
    """Where a table of this package lies on disk."""
    return os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", name)


def read_table(path: str | os.PathLike[str], columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of every row, which has exactly `columns`.

    Raises `BuildError` naming file and line when the header or the number of cells differs.
    """
    with open(path, encoding="utf-8", newline="\n") as lines:
        header: list[str] | None = None
        for number, line in enumerate(lines, 1):
            if line.startswith("#") or line == "\n":
                continue
            cells = line.rstrip("\n").split("\t")
            if header is None:
                header = cells
                if tuple(header) != columns:
                    raise BuildError(f"{path}:{number}: columns are {header}, expected {list(columns)}")
            elif len(cells) != len(columns):
                raise BuildError(f"{path}:{number}: {len(cells)} cells, expected {len(columns)}")
            else:
                yield number, cells
        if header is None:
            raise BuildError(f"{path}: no header line")
