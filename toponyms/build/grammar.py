"""Case endings in Latin letters: the classes of Ukrainian and Russian names as the common romanizations write them.

Reports in Latin letters keep the grammar of their sources ("pid Avdiivkoiu", "v Bakhmute"). What such a form ends in
depends on the romanization, so the tables of the systems that reports use make the endings out of the Cyrillic ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from toponyms.language.adjectives import Link, Suffix, Tables
from toponyms.language.inflection import Paradigm
from toponyms.romanization import transliterate

SCHEMES = {
    "uk": ("kmu-ukr-2010", "bgn-pcgn-ukr-1965", "press-eng-ukr"),
    "ru": ("bgn-pcgn-rus-1947", "icao-9303-rus-2013", "press-eng-rus"),
}
"""Systems that names in reports are romanized by: the official ones, those of maps and passports, and the press's."""

CONSONANT, VOWEL = "б", "а"
"""Letters before an ending while it is romanized: an ending is written otherwise at the start of a word."""

VOWELS = frozenset("аеєёиіїоуыэюя")


def romanized(classes: Sequence[Paradigm], exact: Callable[[str], str]) -> list[Paradigm]:
    """The classes of Ukrainian and Russian in Latin letters, tagged `uk-Latn` and `ru-Latn`; exact: makes exact keys.

    Forms without an ending (Сум, of Суми) are left out: in Latin letters they are any word.
    """
    out: dict[Paradigm, None] = {}
    for row in classes:
        if row.language not in SCHEMES or row.flag == "adjective":
            continue
        for scheme in SCHEMES[row.language]:
            nominative = _latin(row.nominative, row.after, scheme, exact)
            cases = [[_latin(ending, row.after, scheme, exact) for ending in endings] for endings in row.cases]
            made = row._replace(
                language=f"{row.language}-Latn",
                nominative=nominative,
                after=_last(row.after, scheme, exact),
                cases=tuple(tuple(ending for ending in endings if ending not in ("", nominative)) for endings in cases),
            )
            if any(made.cases):
                out[made] = None
    return list(out)


def _latin(text: str, after: str, scheme: str, exact: Callable[[str], str]) -> str:
    """An ending in Latin letters, as it is written behind one of the letters that it stands behind."""
    before = VOWEL if after and set(after) <= VOWELS else CONSONANT
    return exact(transliterate(before + text, scheme))[len(exact(transliterate(before, scheme))) :]


def _last(letters: str, scheme: str, exact: Callable[[str], str]) -> str:
    """The last Latin letters of what these letters are written as; soft signs are not written."""
    return "".join(
        sorted({exact(transliterate(VOWEL + letter, scheme))[-1:] for letter in letters if letter not in "ьъ"})
    )


def romanized_adjectives(tables: Tables, exact: Callable[[str], str]) -> Tables:
    """The suffixes and links of Ukrainian and Russian adjectives in Latin letters; their endings are in the table."""
    suffixes: dict[Suffix, None] = {}
    links: dict[Link, None] = {}
    for language, schemes in SCHEMES.items():
        for scheme in schemes:
            for row in tables[0]:
                if row.language == language:
                    suffixes[
                        row._replace(
                            language=f"{language}-Latn",
                            adjective=_latin(row.adjective, row.after, scheme, exact),
                            nominative=_latin(row.nominative, row.after, scheme, exact),
                            after=_last(row.after, scheme, exact),
                        )
                    ] = None
            for link in tables[2]:
                if link.language == language:
                    links[
                        link._replace(
                            language=f"{language}-Latn",
                            link=_latin(link.link, "", scheme, exact),
                            first=_latin(link.first, "", scheme, exact),
                            second=_last(link.second, scheme, exact),
                        )
                    ] = None
    return tuple(suffixes), (), tuple(links), ()
