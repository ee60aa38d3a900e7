"""Tables of a user's own, row by row: CSV files, data frames, mappings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toponyms.errors import OverlayError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from os import PathLike
    from pathlib import Path
    from typing import Any

    Table = str | PathLike[str] | Iterable[Mapping[str, Any]]
    Columns = Callable[[list[str], str, int, bool], list[str]]

DELIMITERS = (",", ";", "\t")
"""What may part the columns; the header shows which one does."""


class Rows:
    """The rows of a table, numbered: cells by column, or under "" what is wrong with the row.

    table: path of a CSV file (UTF-8, columns parted by comma, semicolon or tab), a pandas or polars `DataFrame`, or
    mappings of column to value. columns: gives the names of columns from those of the table, "" for those that are not
    read; it is called with the name of the table, the row, and whether rows are lines of a file.

    Raises `OverlayError`, on iterating too, for what cannot be read.
    """

    def __init__(self, table: Table, name: str, columns: Columns) -> None:
        given: Any = table
        self._columns = columns
        self.lines = isinstance(table, str) or hasattr(table, "__fspath__")
        """Whether rows are lines of a file."""
        if self.lines:
            from pathlib import Path

            given = Path(given)
        self.name = name or (given.name if self.lines else "table")
        """The name given, else that of the file."""
        self._table = given

    def __iter__(self) -> Iterator[tuple[int, dict[str, str]]]:
        if self.lines:
            return self._file(self._table)
        table = self._table
        if hasattr(table, "to_dicts"):  # polars
            return self._mappings(table.to_dicts())
        return self._mappings(table.to_dict("records") if hasattr(table, "to_dict") else table)

    def _file(self, path: Path) -> Iterator[tuple[int, dict[str, str]]]:
        import csv

        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                header = file.readline()
                file.seek(0)
                reader = csv.reader(file, delimiter=max(DELIMITERS, key=header.count), strict=True)
                columns = self._columns(next(reader, []), self.name, 1, True)
                last = reader.line_num
                for cells in reader:
                    number, last = last + 1, reader.line_num
                    if not any(cell.strip() for cell in cells):
                        continue
                    if any(cell.strip() for cell in cells[len(columns) :]):
                        yield number, {"": f"{len(cells)} cells where the header has {len(columns)}"}
                        continue
                    yield number, {column: cell.strip() for column, cell in zip(columns, cells, strict=False) if column}
        except FileNotFoundError:
            raise OverlayError(f"there is no table {path}") from None
        except UnicodeDecodeError:
            raise OverlayError(f"{path} is not UTF-8: save it as CSV UTF-8") from None
        except csv.Error as error:
            raise OverlayError.of(self.name, [(reader.line_num, f"no CSV: {error}")], lines=True) from None
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise OverlayError(f"the table {path} cannot be read: {reason}") from None

    def _mappings(self, table: Iterable[Mapping[str, Any]]) -> Iterator[tuple[int, dict[str, str]]]:
        columns: dict[str, str] = {}
        try:
            rows = iter(table)
        except TypeError:
            kind = type(table).__name__
            raise OverlayError(f"a table is a path, a DataFrame or rows as mappings, not {kind}") from None
        for number, row in enumerate(rows, 1):
            if not hasattr(row, "items"):
                what = f"a row is a mapping of column to value, not {type(row).__name__}"
                raise OverlayError.of(self.name, [(number, what)])
            new = [key for key in row if key not in columns]
            if new:
                named = self._columns([str(key) for key in new], self.name, number, False)
                columns.update(zip(new, named, strict=True))
            cells = {columns[key]: text_of(value) for key, value in row.items() if columns[key]}
            if any(cells.values()):
                yield number, cells


def text_of(value: Any) -> str:
    """A cell of a data frame or of a mapping as text; what stands for nothing there is ""."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float) or hasattr(value, "is_integer"):
        if value != value:
            return ""
        # a column of years with a gap in it holds floats: 2016.0
        return str(int(value)) if value.is_integer() else repr(float(value))
    if hasattr(value, "isoformat"):
        return str(value.isoformat())[:10]
    return str(value).strip()
