"""How well the way back finds Cyrillic originals: names held out of the letter model, rendered by any of the tables."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bench.report import table

if TYPE_CHECKING:
    from collections.abc import Callable

    from toponyms.build.letters import Counted
    from toponyms.gazetteer import Gazetteer

SEED = 20261122
NAMES = 2000
LANGUAGES = ("uk", "ru", "be")
ALIKE = str.maketrans({"’": "'", "ʼ": "'", "ё": "е"})
"""Spellings of one name: the apostrophes, and ё, whose dots most writers leave off."""
FIRST, FIVE = 0.85, 0.97
"""What should be reached: the original first, and among the first five."""


@dataclass(slots=True)
class Found:
    """How often a system's answer was right."""

    name: str
    asked: int = 0
    first: int = 0
    five: int = 0
    seconds: float = 0.0
    missed: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Name, language, table and rendering where the original was not first."""

    def to_dict(self) -> dict[str, Any]:
        """Figures for the report."""
        milliseconds = 1000 * self.seconds / self.asked if self.asked else 0.0
        return {"system": self.name, "asked": self.asked, "first": self.first, "five": self.five, "ms": milliseconds}


def counted(gazetteer: Gazetteer) -> tuple[Counted, list[tuple[str, str]], frozenset[str]]:
    """What the letter models are counted from, the names of Ukraine's settlements among it with their languages, and
    the official ones in Ukrainian."""
    from toponyms.build.letters import NO_WORDS, Counted

    made = Counted()
    towns: set[tuple[str, str]] = set()
    official: set[str] = set()
    for place in gazetteer:
        if place.kind != "settlement":
            continue
        for name in place.names:
            if name.kind not in NO_WORDS:
                made.add(name.text, name.language, place.country)
                if place.country == "UA" and name.language in LANGUAGES and made.fits(name.text, name.language):
                    towns.add((name.text, name.language))
                    if name.kind == "official" and name.language == "uk":
                        official.add(name.text)
    return made, sorted(towns), frozenset(official)


def run(gazetteer: Gazetteer, count: int = NAMES) -> list[Found]:
    """Hold names out, count the letters of the others, render each by a table drawn at random, and go back."""
    from toponyms.romanization import romanizations, transliterate
    from toponyms.romanization.packed import load_system
    from toponyms.romanization.reverse import Reverser, reverse
    from toponyms.romanization.segments import Segments

    rng = random.Random(SEED)
    made, towns, official = counted(gazetteer)
    held = rng.sample(towns, min(count, len(towns)))
    models = made.models(frozenset(text for text, _ in held))
    reversers = {language: Reverser(Segments.packed(language), models[language]) for language in LANGUAGES}
    systems = {
        language: [id_ for id_ in romanizations(language) if load_system(id_).script == "Latn"]
        for language in LANGUAGES
    }
    cases = []
    for text, language in held:
        system = rng.choice(systems[language])
        cases.append((text, language, system, transliterate(text, system)))
    asked: list[tuple[str, Callable[[str, str], list[str]]]] = [
        ("toponyms", lambda text, _: [one.text for one in reverse(text, reversers, transliterate, 5)]),
        (
            "toponyms, told the language",
            lambda text, tag: [one.text for one in reverse(text, {tag: reversers[tag]}, transliterate, 5)],
        ),
        *_peers(),
    ]
    found = [Found(name) for name, _ in asked]
    by_table: dict[str, Found] = {}
    by_kind = [Found("toponyms, official Ukrainian names"), Found("toponyms, other names and languages")]
    for score, (name, answer) in zip(found, asked, strict=True):
        for text, language, system, latin in cases:
            start = time.perf_counter()
            answers = [one.lower().translate(ALIKE) for one in answer(latin, language)]
            score.seconds += time.perf_counter() - start
            original = text.lower().translate(ALIKE)
            figures = [score]
            if name == "toponyms":
                figures.append(by_table.setdefault(system, Found(system)))
                figures.append(by_kind[language != "uk" or text not in official])
            for one in figures:
                one.asked += 1
                one.first += answers[:1] == [original]
                one.five += original in answers[:5]
            if answers[:1] != [original]:
                score.missed.append((text, language, system, latin))
    return [found[0], *by_kind, *found[1:], *sorted(by_table.values(), key=lambda one: one.first / one.asked)]


def _peers() -> list[tuple[str, Callable[[str, str], list[str]]]]:
    """The libraries that go back too, told the language, which a Latin text does not say."""
    peers: list[tuple[str, Callable[[str, str], list[str]]]] = []
    try:
        import cyrtranslit

        codes = {"uk": "ua", "ru": "ru", "be": "by"}
        peers.append(("cyrtranslit, told the language", lambda text, tag: [cyrtranslit.to_cyrillic(text, codes[tag])]))
    except ImportError:
        pass
    try:
        from transliterate import translit

        known = {"uk": "uk", "ru": "ru", "be": "ru"}
        peers.append(("transliterate, told the language", lambda text, tag: [translit(text, known[tag])]))
    except ImportError:
        pass
    return peers


def report(found: list[Found]) -> None:
    """Print the figures, all tables together and then each."""
    rows = [
        [
            one.name,
            str(one.asked),
            f"{one.first / one.asked:.1%}",
            f"{one.five / one.asked:.1%}",
            f"{1000 * one.seconds / one.asked:.2f}" if one.seconds else "",
        ]
        for one in found
    ]
    table(
        "from Latin back to Cyrillic", ["system", "n", f"first >= {FIRST:.0%}", f"first five >= {FIVE:.0%}", "ms"], rows
    )
