"""Documentation made from the tables: a page for each, their list, and one name through all of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from toponyms.romanization.engine import Engine
from toponyms.romanization.scheme import alphabets

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from toponyms.romanization.scheme import Rule, Scheme

FOLDER = "reference/romanization"
EXPLANATION = "explain/romanization.md"
NAMES = {"uk": ("Куп’янськ-Вузловий", "Щолкіне"), "ru": ("Купянск-Узловой", "Щёлкино")}
"""Two towns that show most of what systems do differently, in two languages."""
_PAIRS = 6
"""Letters beside each other on a page."""
_ESCAPED = {char: f"&#{ord(char)};" for char in "|*_`<>[]\\~$#"}


def pages(schemes: Sequence[Scheme], docs: Path) -> dict[Path, str]:
    """Every generated page with its text; pages of tables that are gone are not among them."""
    made = {docs / FOLDER / f"{scheme.id}.md": page(scheme) for scheme in schemes}
    made[docs / FOLDER / "index.md"] = index(schemes)
    explanation = docs / EXPLANATION
    made[explanation] = replaced(explanation.read_text(encoding="utf-8"), comparisons(schemes))
    return made


def stale_pages(schemes: Sequence[Scheme], docs: Path) -> list[Path]:
    """Pages of tables that are gone."""
    known = {f"{scheme.id}.md" for scheme in schemes} | {"index.md"}
    return [path for path in sorted((docs / FOLDER).glob("*.md")) if path.name not in known]


def page(scheme: Scheme) -> str:
    """The page of one table."""
    status = scheme.status + (
        f" by [{scheme.superseded_by}]({scheme.superseded_by}.md)" if scheme.superseded_by else ""
    )
    reversible = "no"
    if scheme.reversible:
        reversible = "yes"
        if scheme.irreversible:
            reversible += f", but for {', '.join(scheme.irreversible)}, which no word has"
    facts = [
        ("authority", scheme.authority),
        ("year", str(scheme.year or "a convention without one")),
        ("language", f"{scheme.language} ({scheme.iso639_3})"),
        ("status", status),
        ("reversible", reversible),
        ("source", f"<{scheme.url}>"),
    ]
    if scheme.inherits:
        facts.append(("letters and rules", f"those of [{scheme.inherits}]({scheme.inherits}.md), where not its own"))
    parts = [
        "<!-- generated from the table by python -m toponyms.romanization -->",
        f"# {scheme.id}",
        escaped(scheme.title) + ".",
        table(
            ("", ""),
            [
                (name, text if name in ("status", "source", "letters and rules") else escaped(text))
                for name, text in facts
            ],
        ),
    ]
    if scheme.notes.strip():
        parts.append(escaped(" ".join(scheme.notes.split())))
    parts += ["## Letters", letters(scheme)]
    if scheme.rules:
        rows = [
            (shown(rule.match), shown(rule.to), *contexts(rule, scheme), escaped(rule.note)) for rule in scheme.rules
        ]
        parts += [
            "## Rules",
            "The first that applies counts, a longer sequence before a shorter one; elsewhere the letters hold.",
            table(("sequence", "becomes", "after", "before", "why"), rows),
        ]
    samples = [(escaped(sample.text), escaped(sample.gives), source(sample.source)) for sample in scheme.samples]
    parts += ["## Samples", table(("text", "romanized", "where from"), samples)]
    return "\n\n".join(parts) + "\n"


def letters(scheme: Scheme) -> str:
    """The letters, several beside each other."""
    pairs = [(letter, shown(to)) for letter, to in scheme.letters.items()]
    pairs += [(capital, shown(to)) for capital, to in scheme.capitals.items()]
    pairs.append(("’", shown(scheme.apostrophe)))
    height = -(-len(pairs) // _PAIRS)
    rows = []
    for row in range(height):
        cells: list[str] = []
        for column in range(_PAIRS):
            at = column * height + row
            cells += pairs[at] if at < len(pairs) else ("", "")
        rows.append(tuple(cells))
    return table(("", "") * _PAIRS, rows)


def contexts(rule: Rule, scheme: Scheme) -> tuple[str, str]:
    """What must stand before and after, in words."""
    return worded(rule.after, scheme), worded(rule.before, scheme)


def worded(items: tuple[str, ...], scheme: Scheme) -> str:
    """The alternatives of a context."""
    words = {"^": "the start of a word", "$": "the end of a word", "LETTER": "any letter"}
    alternatives = []
    for item in items:
        parts = []
        for part in item.split():
            name = part.removeprefix("!")
            text = words.get(name) or (f"{name} ({scheme.classes[name]})" if name in scheme.classes else " ".join(name))
            parts.append(("not " if part != name else "") + text)
        alternatives.append(" and ".join(parts))
    return escaped(" or ".join(alternatives))


def index(schemes: Sequence[Scheme]) -> str:
    """The list of all tables, by language."""
    parts = [
        "<!-- generated from the tables by python -m toponyms.romanization -->",
        "# Systems of romanization",
        f"{len(schemes)} tables, each with its source, its rules and samples. "
        "[Romanization](../../explain/romanization.md) says how they are read, checked and extended.",
    ]
    systems = [scheme for scheme in schemes if not is_orthography(scheme)]
    for language in ordered(systems):
        parts += [f"## {language}", listed(scheme for scheme in systems if scheme.language == language)]
    parts += ["## Orthographies of the press", listed(filter(is_orthography, schemes))]
    parts.append("```{toctree}\n:hidden:\n:glob:\n\n*\n```")
    return "\n\n".join(parts) + "\n"


def listed(schemes: Iterable[Scheme]) -> str:
    """Tables with their titles, each with a link to its page."""
    rows = [
        (f"[{scheme.id}]({scheme.id}.md)", escaped(scheme.title), str(scheme.year or ""), scheme.status)
        for scheme in schemes
    ]
    return table(("id", "title", "year", "status"), rows)


def ordered(schemes: Iterable[Scheme]) -> list[str]:
    """The languages of the tables, in the order of the alphabets' file."""
    have = {scheme.language for scheme in schemes}
    return [language for language in alphabets() if language in have]


def comparisons(schemes: Sequence[Scheme]) -> str:
    """Two names through every system, then through every orthography of their language."""
    parts = []
    for orthographies, what in ((False, "systems"), (True, "orthographies")):
        for language, names in NAMES.items():
            rows = []
            for scheme in schemes:
                if scheme.language == language and is_orthography(scheme) is orthographies:
                    engine = Engine(scheme)
                    link = f"[{scheme.id}](../{FOLDER}/{scheme.id}.md)"
                    rows.append((link, *(escaped(engine.romanize(name)) for name in names)))
            parts.append(table((f"{len(rows)} {what}", *names), rows))
    return "\n\n".join(parts)


def is_orthography(scheme: Scheme) -> bool:
    """Whether this says how the press of a language writes names, which nobody decreed for romanization."""
    return scheme.id.startswith("press-")


def replaced(text: str, generated: str) -> str:
    """A page with the part between its two marks made anew."""
    start, end = "<!-- generated: names through the systems -->", "<!-- end of what is generated -->"
    pattern = re.compile(f"{re.escape(start)}.*{re.escape(end)}", flags=re.DOTALL)
    return pattern.sub(lambda _: f"{start}\n\n{generated}\n\n{end}", text)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def shown(text: str) -> str:
    """An output as a page shows it; nothing is said in words."""
    return escaped(text) if text else "(nothing)"


def source(text: str) -> str:
    """Where a sample is from, an address as a link."""
    return re.sub(r"https?://\S+", lambda found: f"<{found[0]}>", text) if "://" in text else escaped(text)


def escaped(text: str) -> str:
    """A text without what Markdown reads as marks."""
    return "".join(_ESCAPED.get(char, char) for char in text)
