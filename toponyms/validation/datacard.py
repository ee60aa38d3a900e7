"""The data card, `gazetteer/DATACARD.md`: what the gazetteer holds, from where, how complete, with what warnings."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from toponyms.errors import BuildError
from toponyms.validation.checks import check
from toponyms.validation.checks.hierarchy import kind_of
from toponyms.validation.facts import DATA
from toponyms.validation.run import validate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toponyms.gazetteer import Gazetteer
    from toponyms.validation.model import Report
    from toponyms.validation.records import Record
    from toponyms.validation.state import Line, State

NEIGHBOURS = ("BY", "GE", "HU", "MD", "PL", "RO", "RU", "SK")
"""Countries that the gazetteer has more of than of the rest of the world."""

LANGUAGES_SHOWN = 12
"""Languages that have a row of their own."""


class Tally:
    """Counts of what stands, taken while the gazetteer is read."""

    def __init__(self) -> None:
        self.state: State
        self.names: Counter[tuple[str, str]] = Counter()
        self.claims: Counter[str] = Counter()
        self.languages: defaultdict[str, set[str]] = defaultdict(set)
        """Languages of a Ukrainian settlement's names, with `former` for any former one."""

    def each(self, record: Record) -> None:
        """Count one place."""
        for claim in record.claims:
            if not claim[8]:
                self.claims[claim[7]] += 1
        for claim in record.names:
            self.names[claim[3], claim[4]] += 1
        if record.kind == "settlement" and record.country == "UA":
            found = self.languages[record.id]
            for claim in record.names:
                found.add("former" if claim[4] == "former" else claim[3])

    def done(self, state: State) -> None:
        """Keep what the run knows of all places."""
        self.state = state


def card(gazetteer: Gazetteer) -> str:
    """The data card of a gazetteer, in Markdown. The same gazetteer gives the same card."""
    tally = Tally()
    # the day of the data, not of the clock: a card must not change while nothing else does
    report = validate(gazetteer, today=_day(gazetteer.data_version), each=tally.each, look=tally.done)
    state = tally.state
    if state.listing is None:
        raise BuildError(f"there is no sources.toml beside {gazetteer.path}: a data card needs the list of sources")
    text = (DATA / "datacard.md").read_text(encoding="utf-8")
    for name, section in (
        ("summary", _summary(gazetteer, report)),
        ("places", _places(state.places.values())),
        ("names", _names(tally.names)),
        ("sources", _sources(state.listing, tally.claims)),
        ("coverage", _coverage(gazetteer, state, tally)),
        ("validation", _validation(report)),
        ("attributions", _attributions(state.listing, tally.claims)),
    ):
        text = text.replace(f"{{{{{name}}}}}", section)
    return text


def _day(data_version: str) -> date:
    year, _, month = data_version.partition(".")
    try:
        return date(int(year), int(month), 1)
    except ValueError:
        raise BuildError(f"the data version {data_version!r} is no year and month, such as 2026.11") from None


def _table(head: Sequence[str], rows: Iterable[Sequence[object]], *, words: int = 1) -> str:
    """A table in Markdown whose columns behind the first `words` are numbers."""
    cells = [[f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row] for row in rows]
    rule = ["---"] * words + ["---:"] * (len(head) - words)
    return "\n".join(f"| {' | '.join(row)} |" for row in [list(head), rule, *cells])


def _summary(gazetteer: Gazetteer, report: Report) -> str:
    return (
        f"Release {gazetteer.data_version}, scope {gazetteer.meta.get('scope', '?')}: {report.places:,} places with"
        f" {report.names:,} names."
    )


def _places(lines: Iterable[Line]) -> str:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        group = "UA" if line.country == "UA" else "near" if line.country in NEIGHBOURS else "world"
        counts[kind_of(line)][group] += 1
    order = sorted(counts, key=lambda kind: (-counts[kind].total(), kind))
    rows = [(kind, counts[kind]["UA"], counts[kind]["near"], counts[kind]["world"]) for kind in order]
    total = ("all", *(sum(row[column] for row in rows) for column in (1, 2, 3)))  # type: ignore[misc]
    return _table(("kind", "Ukraine", f"neighbours ({', '.join(NEIGHBOURS)})", "elsewhere"), [*rows, total])


def _names(names: Counter[tuple[str, str]]) -> str:
    languages: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for (language, kind), count in names.items():
        languages[language] += count
        kinds[kind] += count
    shown = [(f"`{language}`", count) for language, count in _most(languages)[:LANGUAGES_SHOWN]]
    others = _most(languages)[LANGUAGES_SHOWN:]
    shown.append((f"{len(others)} other languages", sum(count for _, count in others)))
    return f"{_table(('language', 'names'), shown)}\n\n{_table(('kind of name', 'names'), _most(kinds))}"


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _sources(listing: dict[str, dict[str, Any]], claims: Counter[str]) -> str:
    rows = [
        (f"`{name}`", row["title"], row.get("date", ""), row["licence"], claims[name])
        for name, row in listing.items()
        if row.get("use") == "ship" and claims[name]
    ]
    rows += [
        (f"`{name}`", "names romanized by this system when compiling", "", "MIT", count)
        for name, count in _most(claims)
        if name not in listing
    ]
    return _table(("source", "what", "date", "licence", "claims"), rows, words=4)


def _coverage(gazetteer: Gazetteer, state: State, tally: Tally) -> str:
    groups: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for line in state.places.values():
        if line.kind != "settlement" or line.country != "UA":
            continue
        oblast = next((above.id for above in state.chain(line.id) if above.level == 1), "")
        have = tally.languages[line.id]
        for group in (groups[oblast], groups["all"]):
            group["settlements" if line.code else "others"] += 1
            if line.code:
                group["sourced"] += line.position_kind != "estimate"
                group["ru"] += "ru" in have
                group["former"] += "former" in have
    called = {oblast: gazetteer.place(oblast).name for oblast in groups if oblast not in ("", "all")}
    called |= {"": "in no oblast", "all": "all"}
    rows = []
    for oblast in sorted(groups, key=lambda oblast: (oblast in ("", "all"), oblast == "all", called[oblast])):
        group = groups[oblast]
        total = group["settlements"]
        share = f"{100 * group['sourced'] / total:.1f} %" if total else ""
        rows.append((called[oblast], total, group["sourced"], share, group["ru"], group["former"], group["others"]))
    head = ("oblast", "codifier", "sourced position", "share", "with a Russian name", "with a former name", "others")
    return _table(head, rows)


def _validation(report: Report) -> str:
    waived = Counter(finding.code for finding in report.waived)
    rows = [
        (code, check(code).name, check(code).severity, report.counts.get(code, 0), waived[code], check(code).reason)
        for code in sorted({finding.code for finding in report.findings if not finding.code.startswith("TP00")})
    ]
    silent = len(report.ran) - len(rows)
    head = ("check", "name", "severity", "found", "waived", "what")
    rule = ["---", "---", "---", "---:", "---:", "---"]
    cells = [[f"{cell:,}" if isinstance(cell, int) else cell for cell in row] for row in rows]
    found = "\n".join(f"| {' | '.join(row)} |" for row in [list(head), rule, *cells])
    return f"{found}\n\nThe other {silent} checks that ran found nothing."


def _attributions(listing: dict[str, dict[str, Any]], claims: Counter[str]) -> str:
    found = [str(row["attribution"]) for name, row in listing.items() if claims[name] and row.get("attribution")]
    return "\n".join(f"- {line}" for line in dict.fromkeys(" ".join(text.split()) for text in found))
