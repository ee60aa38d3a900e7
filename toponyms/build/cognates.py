"""Recognizing the Russian form of a Ukrainian name in a list that does not tell languages."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from toponyms.build.names import DATA, fold, is_cyrillic

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toponyms.build.claims import Claim


@cache
def _table() -> dict[str, Any]:
    table = tomllib.loads((DATA / "letters.toml").read_text(encoding="utf-8"))
    return {**table["cognates"]["ru"], "letters": frozenset(table["alphabets"][table["cognates"]["ru"]["alphabet"]])}


@lru_cache(maxsize=1 << 12)
def _pattern(folded: str) -> re.Pattern[str]:
    table = _table()
    out = []
    for number, letter in enumerate(folded):
        following = folded[number + 1 : number + 2]
        if following == letter and letter.isalpha():
            out.append(table["doubled"].format(letter))
        elif number and folded[number - 1] == letter and letter.isalpha():
            continue
        elif not following.isalpha() and following != "'" and letter in table["final"]:
            out.append(table["final"][letter])
        else:
            out.append(table["inside"].get(letter, re.escape(letter)))
    return re.compile("".join(out))


def is_cognate(ukrainian: str, name: str) -> bool:
    """Whether a name can be the Russian form of a Ukrainian one, and is not the same.

    >>> is_cognate("Запоріжжя", "Запорожье"), is_cognate("Харків", "Харьков"), is_cognate("Красне", "Красное")
    (True, True, True)
    >>> is_cognate("Бахмут", "Бахмут"), is_cognate("Бахмут", "Артемовск")
    (False, False)
    """
    folded, other = fold(ukrainian), fold(name)
    if folded == other or not all(letter in _table()["letters"] for letter in other if letter.isalpha()):
        return False
    return _pattern(folded).fullmatch(other) is not None


def tag_cognates(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of a place, untagged Cyrillic names marked as Russian where a Ukrainian name of it has that form."""
    ukrainian = {c.value for c in claims if c.field == "name" and c.language == "uk" and c.kind != "adjective"}
    return list(_tagged(claims, ukrainian)) if ukrainian else list(claims)


def _tagged(claims: Iterable[Claim], ukrainian: set[str]) -> Iterable[Claim]:
    for claim in claims:
        open_ = claim.field == "name" and claim.language == "und" and is_cyrillic(claim.value)
        if open_ and any(is_cognate(name, claim.value) for name in ukrainian):
            yield claim._replace(language=_table()["language"])
        else:
            yield claim
