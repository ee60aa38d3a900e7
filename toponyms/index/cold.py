"""Cold claims without what the columns say already, and how they are made whole again.

Most of a claim's text is its value, and the position, extent, parent, inhabitants and ids that stand are columns of the
file anyway. Where a claim says what they say its value is left out; where it lost, or says it otherwise, it stays.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

VALUE = 1
"""Column of a claim's value; a cold claim lacks the place."""


def values(
    lat: int,
    lon: int,
    uncertainty: int,
    box: Sequence[int] | None,
    parent: str,
    population: int | None,
    ids: Sequence[str],
) -> dict[str, Sequence[str]]:
    """What claims on a place would say that agree with its columns, by field. lat, lon, box: 1e-5 degrees.

    uncertainty: 0.1 km. ids: those beside the canonical one, in order.

    >>> values(4833027, 3784114, 20, None, "geonames:1", 12, ["iso:UA"])["position"]
    ('48.33027 37.84114 2',)
    """
    return {
        "position": (f"{_short(lat, 5)} {_short(lon, 5)} {_short(uncertainty, 1)}",),
        "extent": (" ".join(_short(side, 5) for side in box),) if box else (),
        "parent": (parent,) if parent else (),
        "population": () if population is None else (str(population),),
        "id": ids,
    }


def _short(number: int, digits: int) -> str:
    """A whole number of these steps as the shortest decimal: 4833000 of 5 digits is 48.33."""
    text = f"{number / 10**digits:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def blank(text: str, known: Mapping[str, Sequence[str]]) -> str:
    """Claims as lines, those values left out that are the next known ones of their field.

    >>> blank("id\\tiso:UA\\tx\\nid\\tiso:UKR\\tx", {"id": ["iso:UA"]})
    'id\\t\\tx\\nid\\tiso:UKR\\tx'
    """
    used: dict[str, int] = {}
    lines = text.split("\n")
    for number, line in enumerate(lines):
        cells = line.split("\t")
        given = known.get(cells[0], ())
        at = used.get(cells[0], 0)
        if at < len(given) and cells[VALUE] == given[at]:
            used[cells[0]] = at + 1
            cells[VALUE] = ""
            lines[number] = "\t".join(cells)
    return "\n".join(lines)


def fill(text: str, known: Mapping[str, Sequence[str]]) -> str:
    """The same lines with their values.

    >>> fill("id\\t\\tx\\nid\\tiso:UKR\\tx", {"id": ["iso:UA"]})
    'id\\tiso:UA\\tx\\nid\\tiso:UKR\\tx'
    """
    if "\t\t" not in text:
        return text
    used: dict[str, int] = {}
    lines = text.split("\n")
    for number, line in enumerate(lines):
        cells = line.split("\t")
        if len(cells) > VALUE and not cells[VALUE]:
            at = used.get(cells[0], 0)
            used[cells[0]] = at + 1
            cells[VALUE] = known[cells[0]][at]
            lines[number] = "\t".join(cells)
    return "\n".join(lines)
