"""A letter table of a published standard, applied as anybody would by hand."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

TABLES = Path(__file__).parent / "tables"

VOWELS = frozenset("аеєиіїоуюяёыэ")
"""Letters after which the column `after_vowel` holds; so it does after ъ, ь, й and the apostrophe."""

SOFTENERS = frozenset("ъьй’")


@cache
def letter_table(system: str) -> dict[str, tuple[str, str, str]]:
    """Letters to what they become at the start of a word, after a vowel, and elsewhere."""
    with (TABLES / f"{system}.tsv").open(encoding="utf-8") as lines:
        rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
        return {row["letters"]: (row["start"], row["after_vowel"], row["else"]) for row in rows}


def romanize(name: str, system: str) -> str:
    """The name by the table, the longest match first; a capital begins what a capital began.

    >>> romanize("Згурівка", "uk-kmu-2010"), romanize("Єнакієве", "uk-kmu-2010"), romanize("Щёлково", "ru-icao-9303")
    ('Zghurivka', 'Yenakiieve', 'Shchelkovo')
    """
    table = letter_table(system)
    out: list[str] = []
    at = 0
    lower = name.lower()
    while at < len(name):
        for width in (2, 1):
            row = table.get(lower[at : at + width])
            if row is not None and len(lower[at : at + width]) == width:
                break
        else:
            out.append(name[at])
            at += 1
            continue
        before = lower[at - 1] if at else " "
        column = 0 if not (before.isalpha() or before == "’") else 1 if before in VOWELS | SOFTENERS else 2
        text = row[column]
        if name[at].isupper() and text:
            text = text[0].upper() + text[1:]
        out.append(text)
        at += width
    return "".join(out)
