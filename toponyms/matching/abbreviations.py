"""Names of which a word is shortened: "Вел. Новосілка", "Н. Каховка", "Ів.-Франківськ", "Каменец-Под.", "Ростов н/Д".

What a short word may stand for is a table; the gazetteer says which of it makes a name with the words beside it.
"""

from __future__ import annotations

import re

from toponyms.text.lazy import lazily

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

BESIDE = 2
"""Most words beside the short one that belong to the name."""

MOST = 64
"""Characters of the longest text that is read so."""

_DOTTED = lazily(r"(?<![\w-])([А-ЯІЇЄҐЁA-Z][А-Яа-яІіЇїЄєҐґЁёA-Za-z]{0,5})(?:\.\s*-?\s*|-)(?=[А-ЯІЇЄҐЁA-Z])")
"""A short word with its dot before a name, or with a hyphen: "Н. Каховка", "И.-Франковск", "Б-Днестровский"."""

_BEHIND = lazily(r"(?<=[^\W\d_])[\s-]+([А-ЯІЇЄҐЁA-Z]\w{1,5}\.|н/Д(?:ону)?)(?!\w)")
"""A short word behind a name: "Каменец-Под.", "Ростов н/Д"."""

_MARKS = re.compile(r"[.\-/]")
_EDGES = '.,;:!?()"\u00ab\u00bb\u201c\u201d\u201e'


def looks_short(text: str) -> bool:
    """Whether a text may hold a shortened word: a cheap question, to be asked of every text.

    >>> looks_short("Н. Каховка"), looks_short("Ростов н/Д"), looks_short("Bakhmut, Donetsk"), looks_short("г. Днепр")
    (True, True, False, False)
    """
    if len(text) > MOST or not _MARKS.search(text):
        return False
    return bool(_DOTTED.search(text) or _BEHIND.search(text))


def expanded(
    text: str,
    forms: Mapping[str, Sequence[str]],
    is_stored: Callable[[str], bool],
    bases: Callable[[str], list[str]],
    is_surname: Callable[[str], bool],
) -> list[str]:
    """The text with the word in full, once for each word that makes a stored name; [] where none does.

    forms: what a short word may stand for; is_stored: whether a text is a name; bases: nominatives of a word;
    is_surname: whether a word ends as surnames do, before which a letter is an initial.

    >>> forms, names = {"н": ["новий", "нова"]}, {"нова каховка"}
    >>> def is_stored(name: str) -> bool:
    ...     return name.lower() in names
    >>> expanded("під Н. Каховкою", forms, is_stored, lambda word: ["каховка"], lambda word: False)
    ['під Нова каховка']
    """
    out: list[str] = []
    for found in _DOTTED.finditer(text):
        words = forms.get(found[1].casefold(), ())
        before, rest = text[: found.start()], text[found.end() :].split()
        glued = found[0].rstrip().endswith("-")
        if len(found[1]) == 1 and not glued and rest and is_surname(rest[0].strip(_EDGES)):
            continue  # "Н. Гончаров"
        for size in range(min(BESIDE, len(rest)), 0, -1):
            name = " ".join(rest[:size]).strip(_EDGES)
            for word in words:
                for full in _spelt(name, bases):
                    made = f"{word.capitalize()}{'-' if glued else ' '}{full}"
                    if is_stored(made):
                        out.append(" ".join([*before.split(), made, *rest[size:]]))
                        break
            if out:
                return out
    for found in _BEHIND.finditer(text):
        words = forms.get(found[1].rstrip(".").casefold(), ())
        first = text[: found.start()].split()
        for word in words:
            made = f"{first[-1]} {word}"
            if is_stored(made):
                out.append(" ".join([*first[:-1], made, text[found.end() :].strip()]).strip())
        if out:
            return out
    return []


def _spelt(name: str, bases: Callable[[str], list[str]]) -> Iterator[str]:
    """A name as it stands, then its nominatives."""
    yield name
    yield from bases(name)
