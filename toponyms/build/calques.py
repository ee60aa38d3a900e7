"""The section that translated names are looked up in: parts of stored names, and the keys that have them."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice, product
from typing import TYPE_CHECKING

from toponyms.index.format import unpack_facts
from toponyms.index.writer import directory, hash_of
from toponyms.language.calques import Calques, skeleton_stem
from toponyms.language.morphemes import Cutter
from toponyms.types import NAME_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toponyms.build.entries import Entry
    from toponyms.build.sections import Sections
    from toponyms.index.keys import KeyRules
    from toponyms.language.morphemes import Cut

LANGUAGES = frozenset({"uk", "ru", "be"})
"""Languages whose names are cut: others are seldom translated in reports, and are seldom made of these stems."""

UNCUT = frozenset(NAME_KINDS.index(kind) for kind in ("garble", "abbreviation", "adjective", "nickname"))
"""Kinds of name that nobody translates."""

COUNTRIES = frozenset({"UA", "RU", "BY"})
"""Countries whose places have names of such parts."""

KINDS = frozenset({"settlement", "part", "water", "relief"})
"""Kinds of place whose names are cut: units and objects bear the names of towns, and the names of countries and regions
are stored in many languages."""

MAX_READINGS = 4
"""Spellings of the untranslated words of one cut under which it is kept."""


def calques(sections: Sections, keys: Sequence[str]) -> int:
    """Add the table of concept keys; how many there are. `keys` are the exact keys in the order of the file."""
    facts, places = sections.done["row.facts"], sections.done["row.place"]
    entries, tags = sections.entries, list(sections.languages.values)
    rules, parts = sections.rules.keys, Calques.from_bytes(sections.rules.parts)
    cutter = Cutter.from_bytes(sections.rules.parts)
    cut_places = bytes(map(is_cut, entries))
    lists: dict[str, list[int]] = defaultdict(list)
    for number, (key, rows) in enumerate(zip(keys, sections.rows_of_all(), strict=True)):
        languages = set()
        for row in rows:
            if not cut_places[places[row]]:
                continue
            kind, language, _, _ = unpack_facts(facts[row])
            spoken = language_of(tags[language], key)
            if spoken and kind not in UNCUT:
                languages.add(spoken)
        if languages:
            for text in dict.fromkeys(
                text
                for cut in cutter.names(key)
                for text in keys_of(cut, languages, parts, rules, derived=cutter.derived(key, cut))
            ):
                lists[text].append(number)
    hashed = sorted((hash_of(text), text) for text in lists)
    sections.done["calque.directory"] = directory([value for value, _ in hashed])
    sections.put("calque.hashes", "I", (value & 0xFFFFFFFF for value, _ in hashed))
    sections.lists("calque.lists", (len(lists[text]) for _, text in hashed))
    sections.put("calque.keys", "I", (number for _, text in hashed for number in lists[text]))
    return len(hashed)


def language_of(tag: str, key: str) -> str:
    """The language by which a name is cut, "" for none; Cyrillic of no language is read as Russian."""
    if tag in LANGUAGES:
        return tag
    return "ru" if tag == "und" and "а" <= key[:1] <= "я" else ""


def is_cut(entry: Entry) -> bool:
    """Whether the names of a place are cut: see `COUNTRIES` and `KINDS`."""
    return entry.kind in KINDS and not COUNTRIES.isdisjoint(entry.countries)


def keys_of(cut: Cut, languages: set[str], parts: Calques, rules: KeyRules, *, derived: bool) -> Iterator[str]:
    """The concept keys of a name that is cut in one way, in each spelling of what is not translated."""
    concepts = [part for part in cut if isinstance(part, int)]
    rests = [part for part in cut if isinstance(part, str)]
    if not parts.names_a_place(concepts, rests):
        return
    spelt = [
        dict.fromkeys(
            skeleton_stem(skeleton)
            for language in sorted(languages, reverse=True)
            for skeleton in rules.stored_skeletons(rest, language)
        )
        for rest in rests
    ]
    yield from (parts.key(concepts, stems, derived=derived) for stems in islice(product(*spelt), MAX_READINGS))
