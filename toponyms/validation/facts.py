"""What the checks know: tables in `data/`, each row with its source or reason."""

from __future__ import annotations

import re
import tomllib
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from toponyms.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = Path(__file__).parent / "data"


class Alphabet(NamedTuple):
    """In what script a language is written and which letters it does not have."""

    script: str
    """`Latn` or `Cyrl`, as `toponyms.text.scripts` says it."""
    foreign: re.Pattern[str] | None
    """Finds a letter that the language does not have, None where the table does not say."""


class Facts:
    """The tables, each read when it is first asked for."""

    @cached_property
    def limits(self) -> dict[str, float]:
        """Thresholds by name."""
        return {name: float(row["value"]) for name, row in table("limits").items()}

    @cached_property
    def official_languages(self) -> tuple[str, ...]:
        """Languages whose official name stands for a place where places are compared, the first that it has."""
        return tuple(table("languages")["official"]["order"])

    @cached_property
    def identifiers(self) -> dict[str, re.Pattern[str]]:
        """What the ids of a namespace look like."""
        return {name: re.compile(row["pattern"]) for name, row in table("identifiers").items()}

    @cached_property
    def alphabets(self) -> dict[str, Alphabet]:
        """Script and letters by language tag."""
        found = {}
        for tag, row in table("languages")["alphabet"].items():
            letters = row.get("foreign", "")
            foreign = re.compile(f"[{letters}{letters.upper()}]") if letters else None
            found[tag] = Alphabet(row["script"], foreign)
        return found

    @cached_property
    def anywhere(self) -> re.Pattern[str]:
        """Words that stand in a name of any language, such as Roman numerals."""
        return re.compile(table("languages")["anywhere"]["pattern"])

    @cached_property
    def mojibake(self) -> re.Pattern[str]:
        """Finds text that was read in the wrong encoding."""
        return re.compile("|".join(f"(?:{row['pattern']})" for row in table("characters")["mojibake"]))

    @cached_property
    def controls(self) -> re.Pattern[str]:
        """Finds a character that no name holds."""
        return re.compile("|".join(f"(?:{row['pattern']})" for row in table("characters")["control"]))

    @cached_property
    def punctuation(self) -> re.Pattern[str]:
        """Finds marks and spaces that stand where no name has them."""
        return re.compile("|".join(f"(?:{row['pattern']})" for row in table("characters")["punctuation"]))

    @cached_property
    def type_words(self) -> dict[str, re.Pattern[str]]:
        """Finds a type word left beside a settlement's name, by language: "смт Х", "м.Х", "village of X".

        A word with a capital may be part of the name (Нове Село, New York City); one in lower case, or with its dot, is
        none.
        """
        from toponyms.language.generics import load

        before: dict[str, set[str]] = {}
        after: dict[str, set[str]] = {}
        for word in load()[0]:
            if word.says != "settlement":
                continue
            pattern = re.escape(word.word) + (r"\.\s*" if word.dotted else r"\s+")
            if word.position != "after":
                before.setdefault(word.language, set()).add(pattern)
            if word.position != "before":
                after.setdefault(word.language, set()).add(r"\s" + re.escape(word.word))
        return {
            tag: re.compile(rf"^(?:{_longest(words)})(?=\S)" + _or_behind(after.get(tag, set())))
            for tag, words in before.items()
        }

    @cached_property
    def boxes(self) -> dict[str, list[tuple[float, float, float, float]]]:
        """Boxes (west, south, east, north) of each country's parts, by ISO 3166-1 code."""
        found: dict[str, list[tuple[float, float, float, float]]] = {}
        for row in rows("country_boxes.tsv"):
            west, south, east, north = (float(row[side]) for side in ("west", "south", "east", "north"))
            found.setdefault(row["country"], []).append((west, south, east, north))
        return found

    @cached_property
    def retired(self) -> dict[str, str]:
        """Ids that their authority took back, with the reason."""
        return {row["id"]: row["reason"] for row in rows("retired_ids.tsv")}

    @cached_property
    def above(self) -> dict[str, dict[str, list[str]]]:
        """By country, what may stand directly above a place of each kind: `admin:2` above `admin:3`."""
        return {country: row["above"] for country, row in table("hierarchy").items()}

    @cached_property
    def coded(self) -> dict[str, dict[str, list[str]]]:
        """By country, the whole chain above a place of each kind that the country's codifier has a code for."""
        return {country: row["coded"] for country, row in table("hierarchy").items()}

    @cached_property
    def totals(self) -> list[dict[str, Any]]:
        """Official totals: what is counted, how many there are, by which source."""
        return list(table("totals")["total"])


def _longest(patterns: set[str]) -> str:
    return "|".join(sorted(patterns, key=lambda pattern: (-len(pattern), pattern)))


def _or_behind(patterns: set[str]) -> str:
    return rf"|(?<=\w)(?:{_longest(patterns)})$" if patterns else ""


@cache
def table(name: str) -> dict[str, Any]:
    """One TOML table of `data/`."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one TSV table of `data/`."""
    lines = (line for line in (DATA / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    header = next(lines).split("\t")
    for number, line in enumerate(lines, 2):
        cells = line.split("\t")
        if len(cells) != len(header):
            raise BuildError(f"{DATA / name}, row {number}: {len(cells)} cells where there should be {len(header)}")
        yield dict(zip(header, cells, strict=True))
