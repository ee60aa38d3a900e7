"""The phrases that every view shares: safe text, addresses, positions, names with their provenance."""

from __future__ import annotations

from toponyms.types import NAME_KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from toponyms.types import Name, Place

SHOWN_CHARS = 120
"""How much of a text is shown: a text that long is no name any more, and a table must stay a table."""

MOST_IN_A_LINE = 2000
"""A line longer than that was made to be long."""

_INVISIBLE_BUT_MEANT = "\u00a0\u200c\u200d"
"""No-break space and the joiners that Persian, Arabic and Indic spelling needs: shown as they are."""


def printable(text: str, limit: int = SHOWN_CHARS) -> str:
    r"""A text that is safe to show: control and direction characters and lone surrogates as escapes, cut after `limit`.

    >>> printable("Niu-York\x1b[31m\u202e")
    'Niu-York\\x1b[31m\\u202e'
    """
    cut = text[:limit]
    if not cut.isprintable():
        cut = "".join(
            char
            if char.isprintable() or char in _INVISIBLE_BUT_MEANT
            else char.encode("ascii", "backslashreplace").decode("ascii")
            if ord(char) > 0x7F
            else f"\\x{ord(char):02x}"
            for char in cut
        )
    return cut + "…" if len(text) > limit else cut


def printable_lines(lines: list[str]) -> str:
    """Lines as one text, each safe to show, whatever its parts were."""
    return "\n".join(printable(line, MOST_IN_A_LINE) for line in lines)


def quoted(text: str) -> str:
    return f'"{printable(text)}"'


def count(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 candidate", "1,200 candidates"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def shown_parents(place: Place) -> list[str]:
    """The names of the first-level unit and the country (and no more): what tells two places apart for a reader."""
    parents = place.parents
    shown = [parent.name for parent in parents if parent.kind == "admin" and parent.admin_level == 1]
    shown += [parent.name for parent in parents if parent.kind == "country"]
    return [name for name in shown if name != place.name] if place.kind != "country" else []


def address(place: Place) -> str:
    """Name, first-level unit and country in one line: "Niu-York, Donetsk Oblast, Ukraine"."""
    return printable(", ".join([place.name, *shown_parents(place)]))


def chain(place: Place) -> str:
    """Every parent in one line, the nearest first; "" where there is none."""
    return printable(", ".join(parent.name for parent in place.parents))


def kind_words(place: Place, *, feature: bool = True) -> str:
    """The kind with the level of an administrative unit and the sources' own codes: "admin 2 (A.ADM2)"."""
    level = f" {place.admin_level}" if place.kind == "admin" and place.admin_level else ""
    return printable(place.kind + level + (f" ({place.feature})" if feature and place.feature else ""))


def position_words(place: Place) -> str:
    """Latitude and longitude with how far off they may be: "48.33350, 37.84870 (mapped, within 1 km)"."""
    return f"{place.lat:.5f}, {place.lon:.5f} ({place.position_kind}, within {km(place.uncertainty_km)})"


def km(distance: float) -> str:
    """Kilometres with as many digits as mean something."""
    return f"{distance:.1f} km" if distance < 10 and distance != int(distance) else f"{distance:,.0f} km"


def probability(value: float) -> str:
    """A probability to three digits; one that rounding would make impossible or certain is said to be neither."""
    if 0.0 < value < 0.0005:
        return "<0.001"
    return ">0.999" if 0.9995 <= value < 1.0 else f"{value:.3f}"


def dates(valid_from: str, valid_to: str) -> str:
    """A span of partial dates in words, "" where neither end is known."""
    if valid_from and valid_to:
        return f"{valid_from} to {valid_to}"
    if valid_from:
        return f"from {valid_from}"
    return f"until {valid_to}" if valid_to else ""


def name_words(name: Name) -> str:
    """A stored name with all that is known of it: '"Niu-York", official, uk-Latn, from 2021-07, source kmu'."""
    parts = [quoted(name.text), name.kind, language_words(name.language), dates(name.valid_from, name.valid_to)]
    if name.source and name.layer != f"overlay {name.source}":
        parts.append(f"source {name.source}")
    if name.layer:
        parts.append(f"from the {printable(name.layer)}")
    return ", ".join(part for part in parts if part)


def ranked_names(names: tuple[Name, ...]) -> list[Name]:
    """The telling names first: by kind in the order of `NAME_KINDS`, those of a known language before the others."""
    return sorted(names, key=lambda name: (NAME_KINDS.index(name.kind), name.language in ("", "und")))


def language_words(language: str) -> str:
    return "language not said" if language in ("", "und") else f"language {language}"


def layers_words(place: Place) -> str:
    """The layers that say something of a place: "overlay names.csv, the gazetteer"."""
    return printable(", the ".join(place.provenance))
