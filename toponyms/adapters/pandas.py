"""`series.toponyms.resolve(...)`: a column of names becomes a frame of places, row by row.

Importing this module registers the accessor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from toponyms.errors import UsageError
from toponyms.types import PLACE_KINDS

if TYPE_CHECKING:
    from collections.abc import Hashable
    from datetime import date

    from toponyms.types import Place, Resolution

__all__ = ["Accessor"]

STATUS = pd.CategoricalDtype(["resolved", "ambiguous", "unknown"])
KIND = pd.CategoricalDtype(list(PLACE_KINDS))

COLUMNS: dict[str, Any] = {
    "status": STATUS,
    "name": "string",
    "id": "string",
    "lat": "float64",
    "lon": "float64",
    "uncertainty_km": "float64",
    "kind": KIND,
    "country": "string",
    "parents": "string",
    "confidence": "float64",
    "nil": "float64",
    "candidates": "int64",
    "notes": "string",
}
"""Columns of the answer with their types. What there is none of is missing: NA in text, not-a-number in numbers."""

HINTS = ("country", "within", "near", "kind", "as_of")


@pd.api.extensions.register_series_accessor("toponyms")
class Accessor:
    """What `import toponyms.adapters.pandas` adds to every Series of names."""

    def __init__(self, series: pd.Series) -> None:
        self._series = series

    def resolve(
        self,
        *,
        country: str | pd.Series | None = None,
        within: str | Place | pd.Series | None = None,
        near: tuple[float, float] | Place | pd.Series | pd.DataFrame | None = None,
        kind: str | pd.Series | None = None,
        as_of: str | date | pd.Series | None = None,
        min_confidence: float = 0.5,
    ) -> pd.DataFrame:
        """The place that each name means, in the order and with the index of the column.

        >>> import pandas as pd
        >>> import toponyms.adapters.pandas
        >>> towns = pd.Series(["Nyok", None, "Toletsk", "qwxzzk"], index=[7, 7, 8, 9], name="town")
        >>> places = towns.toponyms.resolve(country="UA")
        >>> places["id"].tolist()
        ['geonames:699751', <NA>, 'geonames:709354', <NA>]
        >>> places[["status", "name"]]
             status      name
        7  resolved  Niu-York
        7   unknown      <NA>
        8  resolved   Toretsk
        9   unknown      <NA>

        The hints are those of `toponyms.resolve`. Each is one value for the whole column, or a Series with a value for
        each row, matched by index; a row where it is missing goes without. `near` may also be a frame of two columns,
        latitude and longitude. Each distinct name with its hints is resolved once.

        Columns: status, name, id, lat, lon (degrees WGS84), uncertainty_km, kind, country, parents, confidence, nil,
        candidates (how many there were) and notes. A missing or empty name is "unknown". Unless the status is
        "resolved", the columns from name to parents are missing.

        Raises `UsageError` for a column that holds anything but text and missing values, for a hint that cannot be
        matched by index, and for one that means nothing, such as an unknown country.
        """
        from toponyms._default import current

        gazetteer = current()
        given = {"country": country, "within": within, "near": near, "kind": kind, "as_of": as_of}
        series = self._series
        columns = [_texts(series), *(_hint(name, given[name], series) for name in HINTS)]
        known: dict[tuple[Any, ...], int] = {}
        answers: list[tuple[Any, ...]] = []
        numbers = []
        for label, row in zip(series.index, zip(*columns, strict=True), strict=True):
            number = known.get(row)
            if number is None:
                hints = dict(zip(HINTS, row[1:], strict=True))
                try:
                    answer = gazetteer.resolve(row[0], **hints, min_confidence=min_confidence, limit=1)
                except UsageError as error:
                    raise UsageError(f"{_called(series)}, row {label!r}: {error}") from error
                number = known[row] = len(answers)
                answers.append(_cells(answer))
            numbers.append(number)
        distinct = pd.DataFrame(answers, columns=list(COLUMNS)).astype(COLUMNS)
        frame = distinct.take(numbers)
        frame.index = series.index
        return frame


def _cells(answer: Resolution) -> tuple[Any, ...]:
    """One answer as the values of `COLUMNS`."""
    place = answer.place
    cells: tuple[Any, ...] = (None,) * 8
    if place is not None:
        parents = ", ".join(parent.name for parent in place.parents)
        cells = (place.name, place.id, place.lat, place.lon, place.uncertainty_km, place.kind, place.country, parents)
    # a country or parents that a place has none of are missing, not empty
    cells = tuple(None if cell == "" else cell for cell in cells)
    notes = "; ".join(answer.notes) or None
    return (answer.status, *cells, answer.confidence, answer.nil, answer.candidates_total, notes)


def _texts(series: pd.Series) -> list[str]:
    """The names, "" for a missing one."""
    texts = []
    for label, value, missing in zip(series.index, series.tolist(), series.isna().tolist(), strict=True):
        if missing:
            texts.append("")
        elif isinstance(value, str):
            texts.append(value)
        else:
            raise UsageError(
                f"{_called(series)} holds {value!r:.40} ({type(value).__name__}) in row {label!r}: names are text. "
                "Choose the column of names, or read the file with dtype=str."
            )
    return texts


def _hint(name: str, given: Any, series: pd.Series) -> list[Hashable]:
    """A hint for each row of the column."""
    if isinstance(given, pd.DataFrame):
        if name != "near" or given.shape[1] != 2:
            raise UsageError(f"{name} takes a value or a Series; only near takes a frame, of latitude and longitude")
        pairs = zip(given.iloc[:, 0], given.iloc[:, 1], strict=True)
        given = pd.Series([None if pd.isna(lat) or pd.isna(lon) else (lat, lon) for lat, lon in pairs], given.index)
    if not isinstance(given, pd.Series):
        return [_hashable(name, given)] * len(series)
    if not given.index.equals(series.index):
        if not given.index.is_unique:
            raise UsageError(
                f"{name} has an index of its own in which values repeat, so that its rows cannot be matched with those "
                f"of {_called(series)}; take both from one frame"
            )
        if len(series) and not series.index.isin(given.index).any():
            raise UsageError(f"no row of {name} has an index value of {_called(series)}; take both from one frame")
        given = given.reindex(series.index)
    return [
        None if missing else _hashable(name, value)
        for value, missing in zip(given.tolist(), given.isna().tolist(), strict=True)
    ]


def _hashable(name: str, value: Any) -> Hashable:
    """A hint that can tell rows apart: a point may come as a list or an array."""
    if name == "near" and hasattr(value, "__iter__"):
        value = tuple(value)
    try:
        hash(value)
    except TypeError:
        raise UsageError(f"{name} takes one value or a Series of values, not {type(value).__name__}") from None
    return value  # type: ignore[no-any-return]


def _called(series: pd.Series) -> str:
    return "the column" if series.name is None else f"column {series.name!r}"
