"""The weights, limits and prior tables of the score: a TOML file with a reason each, compiled into the gazetteer."""

from __future__ import annotations

from toponyms.errors import BuildError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

TABLES = (
    "weights",
    "name_kind",
    "place_kind",
    "country",
    "cyrillic",
    "named_after_seat",
    "ended",
    "nil",
    "limits",
    "edits",
    "prominence",
    "surname",
    "type",
)
"""The tables of `weights.toml`."""

CALIBRATION = "calibration"
"""The table that only `fitted.toml` has: "class logit" to probability, see `matching.calibration`."""

FITTED = "fitted.toml"
"""The file beside `weights.toml` that `python -m bench fit` writes."""


class Weights:
    """All numbers of the score by table and name.

    >>> weights = Weights.from_bytes(to_bytes(load()))
    >>> weights["place_kind"]["country"] > weights["place_kind"]["part"]
    True
    """

    __slots__ = ("_tables",)

    def __init__(self, tables: Mapping[str, Mapping[str, float]]) -> None:
        self._tables = tables

    @classmethod
    def from_bytes(cls, data: bytes | memoryview) -> Weights:
        """Read the section that `to_bytes` wrote."""
        tables: dict[str, dict[str, float]] = {name: {} for name in (*TABLES, CALIBRATION)}
        for line in str(data, "utf-8").splitlines():
            table, name, value = line.split("\t")
            tables[table][name] = float(value)
        return cls(tables)

    def __getitem__(self, table: str) -> Mapping[str, float]:
        return self._tables[table]


def load(path: Path | None = None) -> dict[str, dict[str, float]]:
    """The tables of a TOML file, the package's own by default, with what was fitted; every number must give a reason.

    A number of `fitted.toml` beside the file counts where the one set by hand is still the one that it was fitted from.
    Raises `BuildError` naming the entry that has no number or no reason, or that only one of the files knows.
    """
    from pathlib import Path

    path = path or Path(__file__).with_name("weights.toml")
    out = by_hand(path)
    fitted = _read(path.with_name(FITTED)) if path.with_name(FITTED).is_file() else {}
    out[CALIBRATION] = {name: float(value) for name, value in fitted.pop(CALIBRATION, {}).items()}
    fitted.pop("about", None)
    for table, entries in fitted.items():
        for name, entry in entries.items():
            if name not in out.get(table, ()):
                raise BuildError(f"{FITTED}: [{table}] {name} is not in {path.name}; run python -m bench fit again")
            if out[table][name] == entry["hand"]:
                out[table][name] = float(entry["fitted"])
    return out


def by_hand(path: Path | None = None) -> dict[str, dict[str, float]]:
    """The numbers that were set by hand, with which fitting begins and to which it is drawn."""
    from pathlib import Path

    path = path or Path(__file__).with_name("weights.toml")
    raw = _read(path)
    if set(raw) != set(TABLES):
        raise BuildError(f"{path.name}: the tables must be {', '.join(TABLES)}")
    out: dict[str, dict[str, float]] = {}
    for table, entries in raw.items():
        out[table] = {}
        for name, entry in entries.items():
            number = entry.get("weight", entry.get("value"))
            if not isinstance(number, (int, float)) or not entry.get("reason"):
                raise BuildError(f"{path.name}: [{table}] {name} needs a number and a reason")
            out[table][name] = float(number)
    return out


def _read(path: Path) -> dict[str, Any]:
    import tomllib

    with path.open("rb") as file:
        return tomllib.load(file)


def to_bytes(tables: Mapping[str, Mapping[str, float]]) -> bytes:
    """The tables as lines of text, in a fixed order."""
    return "".join(
        f"{table}\t{name}\t{tables[table][name]!r}\n"
        for table in (*TABLES, CALIBRATION)
        for name in tables.get(table, ())
    ).encode()
