"""What validating gives: a report of findings, each of a check with a code."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from toponyms.build.claims import Claim
    from toponyms.validation.records import Record
    from toponyms.validation.state import State

SEVERITIES = ("error", "warning", "info")
"""From what must not be to what is only said. Errors that are not waived make a report fail."""


class Fault(NamedTuple):
    """What a check yields: where and what. The run adds code, severity, waiver."""

    place: str
    message: str
    claim: Claim | None = None
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is looked for.

    >>> from toponyms.validation.checks import check
    >>> check("TP202").name, check("TP202").severity
    ('null-island', 'error')
    """

    code: str
    """`TP` and three digits, the first of which says the subject. A code never changes its meaning."""
    name: str
    """Short name, in words with hyphens."""
    severity: str
    """One of `SEVERITIES`, unless `checks.toml` says otherwise."""
    reason: str
    """One line: what is wrong where it fires."""
    why: str
    """Why that matters to whoever uses the gazetteer, or what else it may be."""
    place: Callable[[Record, State], Iterable[Fault]] | None = None
    """Asked of every place as it is read."""
    whole: Callable[[State], Iterable[Fault]] | None = None
    """Asked once, when all places are read."""
    needs: str = ""
    """What it cannot do without, one of `NEEDS`; without it the check is skipped and the report says so."""


NEEDS = {
    "index": "a compiled gazetteer, since it asks the index",
    "listing": "the list of sources: pass sources.toml with --sources",
    "polygons": "polygons of units: pass them with --polygons",
    "previous": "an earlier release to compare with: pass it with --previous",
    "golden": "an earlier gazetteer with --previous and questions with --golden",
    "base": "an overlay, which refers to the places of a base gazetteer",
    "totals": "totals that apply: none of the countries that they are for is complete here",
    "tables": "tables of claims: a compiled gazetteer is read in one form only",
}
"""What a check may need, and what to do where it is missing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One place or claim that a check found something wrong with.

    >>> import toponyms
    >>> from toponyms.validation.model import Finding
    >>> str(Finding("TP202", "error", "the position is 0, 0", place="toponyms:x", file="mine.tsv", line=3))
    'mine.tsv:3: TP202 error: toponyms:x: the position is 0, 0'
    """

    code: str
    severity: str
    message: str
    place: str = ""
    """Id of the place, "" where the finding is about a file or the whole."""
    claim: str = ""
    """The claim in one line: its columns from field to note, parted by bars."""
    source: str = ""
    """The claim's source, a row of `sources.toml`."""
    file: str = ""
    """File that holds the claim; the gazetteer file where it is compiled."""
    line: int = 0
    """Line in that file, 0 where it has none."""
    waived: str = ""
    """Why it is waived, "" where it is not."""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: " if self.line else f"{self.file}: " if self.file else ""
        place = f"{self.place}: " if self.place else ""
        waived = f" (waived: {self.waived})" if self.waived else ""
        return f"{where}{self.code} {self.severity}: {place}{self.message}{waived}"

    def to_dict(self) -> dict[str, Any]:
        """The finding as plain values, without what is empty."""
        return {name: value for name in self.__slots__ if (value := getattr(self, name))}


@dataclass(frozen=True, slots=True)
class Report:
    """What validating found. It is iterable, and true where nothing failed.

    >>> import pathlib, tempfile, toponyms
    >>> table = pathlib.Path(tempfile.mkdtemp(), "names.csv")
    >>> _ = table.write_text("name,id,lang\\nНью-Йoрк,geonames:699751,uk\\n", encoding="utf-8")  # with a Latin o
    >>> report = toponyms.validate(table)
    >>> report.ok, len(report), report.counts["TP503"]
    (False, 1, 1)
    >>> [(finding.code, finding.line) for finding in report]
    [('TP503', 2)]
    """

    subject: str
    """What was validated: a path."""
    data_version: str
    """Version of its data, "" where it has none."""
    findings: tuple[Finding, ...]
    """Everything found, also what is waived: errors first, then by code and place."""
    ran: tuple[str, ...]
    """Codes of the checks that ran."""
    skipped: Mapping[str, str]
    """Codes of the checks that did not, and why."""
    places: int
    """Places that were read."""
    names: int
    """Standing names that were read."""
    seconds: float = field(default=0.0, compare=False)
    """How long it took."""

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __bool__(self) -> bool:
        return self.ok

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Errors that are not waived."""
        return self._of("error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Warnings that are not waived."""
        return self._of("warning")

    @property
    def waived(self) -> tuple[Finding, ...]:
        """What a waiver covers, of any severity."""
        return tuple(finding for finding in self.findings if finding.waived)

    @property
    def ok(self) -> bool:
        """Whether there is no error that is not waived."""
        return not any(finding.severity == "error" and not finding.waived for finding in self.findings)

    @property
    def counts(self) -> Mapping[str, int]:
        """How often each check fired, without what is waived; checks that found nothing are there with 0."""
        found = Counter(finding.code for finding in self.findings if not finding.waived)
        return {code: found[code] for code in sorted({*self.ran, *found})}

    def _of(self, severity: str) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity == severity and not finding.waived)

    def __str__(self) -> str:
        from toponyms.validation.reports import summary

        return summary(self)

    def to_text(self, *, limit: int = 10) -> str:
        """The findings in words, at most `limit` of each check (0: all), and a summary."""
        from toponyms.validation.reports.text import text

        return text(self, limit)

    def to_dict(self) -> dict[str, Any]:
        """The report as plain values."""
        from toponyms.validation.reports.json import report_dict

        return report_dict(self)

    def to_json(self) -> str:
        """The report as JSON."""
        from toponyms.validation.reports.json import report_json

        return report_json(self)

    def to_junit(self) -> str:
        """The report as JUnit XML: a test case for each check."""
        from toponyms.validation.reports.junit import junit

        return junit(self)

    def to_sarif(self) -> str:
        """The report as SARIF 2.1.0."""
        from toponyms.validation.reports.sarif import sarif

        return sarif(self)

    def to_github(self, *, limit: int = 10) -> str:
        """The findings as workflow commands of GitHub Actions, at most `limit` of each check (0: all)."""
        from toponyms.validation.reports.github import github

        return github(self, limit)

    def _repr_html_(self) -> str:
        from toponyms.validation.reports.html import html

        return html(self)
