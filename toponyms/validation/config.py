"""How validating is set up: `checks.toml` and `waivers.toml`, found beside what is validated unless they are given."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toponyms.errors import UsageError, did_you_mean
from toponyms.gazetteer import INSTALLED
from toponyms.validation import waivers
from toponyms.validation.checks import check, chosen
from toponyms.validation.model import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike

    from toponyms.validation.facts import Facts
    from toponyms.validation.model import Check
    from toponyms.validation.reading import Subject
    from toponyms.validation.waivers import Waiver

KEYS = ("select", "ignore", "severity", "limits", "total")
"""What stands in a `checks.toml`."""

TREE = Path(__file__).resolve().parents[2] / "gazetteer"
"""Where the files of the shipped gazetteer lie in a source tree; an installed package has them beside its gazetteer."""


class Config:
    """What is checked, how severe it is, and what is waived."""

    def __init__(self, facts: Facts) -> None:
        self.select: tuple[str, ...] = ()
        self.ignore: tuple[str, ...] = ()
        self.severity: dict[str, str] = {}
        """Severities that differ from the check's own, by code."""
        self.limits = dict(facts.limits)
        self.totals: list[dict[str, Any]] = []
        """Totals of one's own, in place of the official ones."""
        self.waivers: list[Waiver] = []
        self.waivers_path = self.listing_path = self.golden_path = ""
        self.today = date.today()
        """Day on which waivers expire and dates are in the future."""

    @property
    def checks(self) -> tuple[Check, ...]:
        """The checks that are chosen."""
        return chosen(self.select, self.ignore)

    def read(self, path: Path) -> None:
        """Take over what a `checks.toml` says.

        Raises `UsageError` naming what it does not know.
        """
        table = read_toml(path)
        for key in table:
            if key not in KEYS:
                raise UsageError(f"{path}: {key!r} is no key of this file.{did_you_mean(key, KEYS)}")
        self.select = _codes(path, "select", table.get("select", []))
        self.ignore = _codes(path, "ignore", table.get("ignore", []))
        chosen(self.select, self.ignore)
        for code, severity in _table(path, "severity", table).items():
            check(code)
            if severity not in SEVERITIES:
                raise UsageError(f"{path}: severity of {code} must be one of {', '.join(SEVERITIES)}, not {severity!r}")
            self.severity[code] = severity
        for name, value in _table(path, "limits", table).items():
            if name not in self.limits:
                raise UsageError(f"{path}: there is no limit {name!r}.{did_you_mean(name, sorted(self.limits))}")
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not value >= 0:
                raise UsageError(f"{path}: the limit {name} must be a number, not {value!r}")
            self.limits[name] = float(value)
        self.totals = _totals(path, table.get("total", []))


def _codes(path: Path, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
        raise UsageError(f'{path}: {key} must be a list of codes, such as ["TP401", "TP9"]')
    return tuple(value)


def _table(path: Path, key: str, table: dict[str, Any]) -> dict[str, Any]:
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise UsageError(f"{path}: {key} must be a table, [{key}]")
    return value


def _totals(path: Path, rows: object) -> list[dict[str, Any]]:
    needed = {"what": str, "count": int, "country": str, "kind": str, "source": str}
    if not isinstance(rows, list):
        raise UsageError(f"{path}: totals are [[total]] tables")
    for row in rows:
        for key, type_ in needed.items():
            if not isinstance(row, dict) or not isinstance(row.get(key), type_):
                raise UsageError(f"{path}: a total needs {', '.join(needed)}; see docs/howto/validate.md")
    return rows


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file. Raises `UsageError` where it cannot be read."""
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: {error}") from None


def find(name: str, subject: Subject, given: str | PathLike[str] | None) -> Path | None:
    """The file of that name: the given one, else the one beside what is validated, else None.

    The shipped gazetteer has its files in the source tree, where there is one.
    """
    if given is not None:
        return Path(given)
    if name == "sources.toml" and subject.kind == "overlay":
        return None  # its sources are its own; a list beside it belongs to something else
    folders = [subject.beside]
    if subject.kind == "gazetteer" and subject.path.resolve() == Path(INSTALLED).resolve():
        folders.append(TREE)
    return next((path for folder in folders if (path := folder / name).is_file()), None)


def load(
    subject: Subject,
    facts: Facts,
    *,
    config: str | PathLike[str] | None = None,
    waivers_file: str | PathLike[str] | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    today: date | None = None,
) -> Config:
    """The configuration of a run: files, then what the caller says."""
    made = Config(facts)
    if (path := find("checks.toml", subject, config)) is not None:
        made.read(path)
    if select:
        made.select = tuple(select)
    made.ignore = (*made.ignore, *ignore)
    chosen(made.select, made.ignore)
    if (path := find("waivers.toml", subject, waivers_file)) is not None:
        made.waivers, made.waivers_path = waivers.read(path), str(path)
    if today is not None:
        made.today = today
    return made
