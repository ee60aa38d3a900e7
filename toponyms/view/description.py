"""A place in words: everything that the gazetteer says of it."""

from __future__ import annotations

from toponyms.view.words import chain, dates, kind_words, position_words, printable, printable_lines, ranked_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from toponyms.types import Name, Place


def place_words(place: Place) -> str:
    """Facts of a place, one a line, then all its names with language, kind, dates and source."""
    extent = "west {:.4f}, south {:.4f}, east {:.4f}, north {:.4f}".format(*place.extent) if place.extent else ""
    facts = [
        ("id", ", ".join(f"{space}:{value}" for space, value in place.ids.items()) or place.id),
        ("kind", kind_words(place)),
        ("exists", dates(place.valid_from, place.valid_to)),
        ("in", chain(place)),
        ("countries", ", ".join(place.countries)),
        ("claimed by", ", ".join(place.claimed_by)),
        ("position", position_words(place)),
        ("extent", extent),
        ("inhabitants", f"{place.population:,}" if place.population is not None else ""),
        ("said by", ", ".join(place.provenance) if place.provenance != ("gazetteer",) else ""),
        ("data", place.data_version),
    ]
    lines = [f"{printable(place.name)} ({place.id})"]
    lines += [f"  {label:<12}{printable(value, 400)}" for label, value in facts if value]
    names = [
        (printable(name.text), name.language, name.kind, dates(name.valid_from, name.valid_to), said_by(name))
        for name in ranked_names(place.names)
    ]
    if names:
        widths = [max(len(name[column]) for name in names) for column in range(5)]
        lines.append("  names")
        for name in names:
            cells = (cell.ljust(width) for cell, width in zip(name, widths, strict=True))
            lines.append(("    " + "  ".join(cells)).rstrip())
    return printable_lines(lines)


def said_by(name: Name) -> str:
    """The source of a name, with the layer that it stands in."""
    return printable(f"{name.source}, from the {name.layer}" if name.layer else name.source)
