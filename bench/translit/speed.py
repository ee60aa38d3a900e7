"""Names a second: the KMU table beside other libraries, on the same names in one run."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROUNDS = 7
"""Times that every library does all names, taking turns; the best of them counts.

Processor time is taken: all of them run in one thread, and what else the machine does is not counted."""
GATES = ("unidecode", "iuliia", "translitua")
"""Peers that the library must be faster than."""


@dataclass(frozen=True, slots=True)
class Speed:
    """One library's figures."""

    name: str
    task: str
    names_s: float | None
    """Names a second, None where the library is not installed."""
    first_ms: float | None = None
    """Milliseconds from the import of the library to its first answer, in this process."""


def official_names(snapshot: Path) -> list[str]:
    """The different official Ukrainian names of the snapshot, in alphabetical order."""
    import lzma

    names = set()
    for path in sorted(snapshot.glob("*.tsv.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                row = line.rstrip("\n").split("\t")
                if row[1] == "name" and row[3] == "uk" and row[4] == "official":
                    names.add(row[2])
    return sorted(names)


def measure(names: list[str]) -> list[Speed]:
    """Every library on all names."""
    makers: list[tuple[str, str, Callable[[], Callable[[str], str]] | None]] = [
        ("toponyms", "KMU 2010", _toponyms),
        ("unidecode", "its only table", partial(_function, "unidecode", "unidecode")),
        ("anyascii", "its only table", partial(_function, "anyascii", "anyascii")),
        ("translitua", "KMU 2010", partial(_function, "translitua", "translit")),
        ("iuliia", "Wikipedia (Russian; it has no Ukrainian)", _iuliia),
        ("cyrtranslit", "Ukrainian", _cyrtranslit),
        ("icu", "Ukrainian-Latin/BGN", _icu),
    ]
    first: dict[str, float] = {}
    functions: dict[str, Callable[[str], str]] = {}
    for name, _, make in makers:
        if name == "toponyms" or find_spec(name) is not None:
            started = time.perf_counter()
            assert make is not None
            functions[name] = make()
            functions[name]("Часів Яр")
            first[name] = 1e3 * (time.perf_counter() - started)
    best = dict.fromkeys(functions, float("inf"))
    for _ in range(ROUNDS):
        for name, function in functions.items():
            started = time.process_time()
            for text in names:
                function(text)
            best[name] = min(best[name], time.process_time() - started)
    return [
        Speed(name, task, len(names) / best[name] if name in best else None, first.get(name))
        for name, task, _ in makers
    ]


def _toponyms() -> Callable[[str], str]:
    from toponyms import transliterate

    # the public function, with its look-up of the system
    return partial(transliterate, to="kmu-ukr-2010")


def _function(module: str, name: str) -> Callable[[str], str]:
    function: Callable[[str], str] = getattr(import_module(module), name)
    return function


def _iuliia() -> Callable[[str], str]:
    iuliia = import_module("iuliia")
    function: Callable[[str], str] = iuliia.WIKIPEDIA.translate
    return function


def _cyrtranslit() -> Callable[[str], str]:
    return partial(import_module("cyrtranslit").to_latin, lang_code="ua")


def _icu() -> Callable[[str], str]:
    icu = import_module("icu")
    function: Callable[[str], str] = icu.Transliterator.createInstance("Ukrainian-Latin/BGN").transliterate
    return function
