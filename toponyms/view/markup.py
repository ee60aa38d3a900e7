"""Answers as HTML for notebooks: a table beside a small map, every text escaped, no stylesheet, script or network."""

from __future__ import annotations

from html import escape

from toponyms.view.chart import ACCENT, place_map
from toponyms.view.words import (
    address,
    chain,
    count,
    dates,
    kind_words,
    km,
    position_words,
    printable,
    probability,
    ranked_names,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from toponyms.types import Candidate, Name, Place, Resolution

SHOWN_CANDIDATES = 5
"""Rows of the table; the rest is counted below it."""

SHOWN_NAMES = 12
"""Names of a place that are listed; a capital has hundreds."""

MAPPED_CONFIDENCE = 0.02
"""A candidate less likely than that is not put on the map: one far away would make the map show nothing else."""

CELL = "padding:2px 10px 2px 0;text-align:left;vertical-align:top;background:none;border:none"
TABLE = "border:none;border-collapse:collapse;margin:4px 0;font-size:inherit;color:inherit;background:none"
FAINT = "opacity:.65"
NO_BREAK = "\u00a0"


def place_html(place: Place) -> str:
    """A place as a table of its facts beside a map; see `Place`."""
    rows = [("id", ", ".join(_text(f"{space}:{value}") for space, value in place.ids.items()) or _text(place.id))]
    rows.append(("kind", _text(kind_words(place)) + _span(dates(place.valid_from, place.valid_to))))
    if place.parents:
        rows.append(("in", _text(chain(place), 300)))
    rows.append(("countries", _text(", ".join(place.countries)) or "none"))
    if place.claimed_by:
        rows.append(("claimed by", _text(", ".join(place.claimed_by))))
    rows.append(("position", _text(position_words(place))))
    if place.population is not None:
        rows.append(("inhabitants", f"{place.population:,}"))
    rows.append(("names", _names(place.names)))
    table = "".join(
        f'<tr><th style="{CELL};{FAINT}">{label}</th><td style="{CELL}">{value}</td></tr>' for label, value in rows
    )
    title = f"<b>{_text(place.name)}</b>"
    return _card(title, f'<table style="{TABLE}">{table}</table>', place_map(place), place.data_version)


def resolution_html(resolution: Resolution) -> str:
    """An answer as a table of its candidates beside a map; see `Resolution`."""
    candidates = resolution.candidates[:SHOWN_CANDIDATES]
    if resolution.status == "resolved":
        answer = f"<b>{_text(address(candidates[0].place))}</b>"
    else:
        answer = f"<b>{escape(resolution.status)}</b>"
    body = "".join(f'<div style="{FAINT}">{_text(note, 400)}</div>' for note in resolution.notes)
    if not candidates:
        return _card(f"{_text(resolution.query)} → {answer}", body, "", resolution.data_version)
    body += _candidate_table(candidates)
    more = resolution.candidates_total - len(candidates)
    if more > 0:
        body += f'<div style="{FAINT}">and {count(more, "more candidate")}</div>'
    likely = [candidate.place for candidate in candidates[1:] if candidate.confidence >= MAPPED_CONFIDENCE]
    drawing = place_map(candidates[0].place, likely)
    return _card(f"{_text(resolution.query)} → {answer}", body, drawing, resolution.data_version)


def _candidate_table(candidates: tuple[Candidate, ...]) -> str:
    heads = "".join(
        f'<th style="{CELL};{FAINT}">{head}</th>' for head in ("", "place", "kind", "matched", "confidence")
    )
    rows = "".join(_candidate_row(rank, candidate) for rank, candidate in enumerate(candidates, 1))
    return f'<table style="{TABLE}"><tr>{heads}</tr>{rows}</table>'


def _candidate_row(rank: int, candidate: Candidate) -> str:
    place, evidence = candidate.place, candidate.evidence
    cells = (
        str(rank),
        f"{_text(place.name)}{_span(chain(place))}{_span(place.id)}",
        f"{_text(kind_words(place, feature=False))}{_span(place.feature)}"
        f"{_span(f'{place.lat:.4f}, {place.lon:.4f} ± {km(place.uncertainty_km)}'.replace(' ', NO_BREAK))}",
        f"{_text(evidence.name.text)}{_span(f'{evidence.name.kind}, {evidence.name.language}')}"
        f"{_span(evidence.channel + (f', edit cost {evidence.cost:g}' if evidence.cost else ''))}",
        _bar(candidate.confidence),
    )
    return "<tr>" + "".join(f'<td style="{CELL}">{cell}</td>' for cell in cells) + "</tr>"


def _bar(confidence: float) -> str:
    """A probability as a number over a bar."""
    full = max(0.0, min(1.0, confidence)) * 60
    return (
        f'{escape(probability(confidence))}<svg width="60" height="5" style="display:block" aria-hidden="true">'
        '<rect width="60" height="5" rx="2" fill="currentColor" fill-opacity=".15"/>'
        f'<rect width="{full:.1f}" height="5" rx="2" fill="{ACCENT}"/></svg>'
    )


def _names(names: tuple[Name, ...]) -> str:
    """Names with language, kind and dates; the rest counted."""
    shown = []
    for name in ranked_names(names)[:SHOWN_NAMES]:
        facts = ", ".join(fact for fact in (name.language, name.kind, dates(name.valid_from, name.valid_to)) if fact)
        shown.append(
            f'<span style="white-space:nowrap">{_text(name.text)} <small style="{FAINT}">{_text(facts)}</small></span>'
        )
    more = len(names) - len(shown)
    if more > 0:
        shown.append(f'<span style="{FAINT}">and {more:,} more</span>')
    return "<br/>".join(shown) or "none"


def _card(title: str, body: str, drawing: str, data_version: str) -> str:
    return (
        '<div style="display:flex;flex-wrap:wrap;gap:16px;align-items:flex-start;font-size:13px;line-height:1.35">'
        f'<div style="flex:1 1 380px;max-width:max-content"><div style="font-size:14px">{title}</div>{body}'
        f'<div style="{FAINT};font-size:11px">gazetteer {_text(data_version)}</div></div>{drawing}</div>'
    )


def _text(text: str, limit: int = 120) -> str:
    """A text escaped and isolated, so that neither markup nor a right-to-left name changes what is around it."""
    return f"<bdi>{escape(printable(text, limit))}</bdi>" if text else ""


def _span(text: str) -> str:
    """A second, fainter line below what a cell says; nothing for an empty text."""
    return f'<div style="{FAINT};font-size:11px">{_text(text, 300)}</div>' if text else ""
