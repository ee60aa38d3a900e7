"""From Latin back to Cyrillic: what a romanized name may have been, by every table at once.

A beam search reads the Latin letters from left to right. Each hypothesis is a Cyrillic text with the set of systems
that write it so far; its cost is what the letter model says of the text and how few systems are left. What the search
finds is then romanized forward by those systems, so that in the end a candidate is explained exactly or not at all.
"""

from __future__ import annotations

import re
from math import exp, log

from toponyms.romanization.letters import STEPS
from toponyms.romanization.segments import MOST, bare, folded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from toponyms.romanization.letters import LetterModel
    from toponyms.romanization.segments import Segments

    Romanize = Callable[[str, str], str]

BEAM = 32
"""Hypotheses kept at each letter: enough for the right one to be among five in 97 % of names, see `bench romanize`."""

TOLD = 4096
"""Sets of systems whose names are kept ready: a language has some hundreds that occur."""

NARROW = 12.0
"""Nats that a hypothesis may be behind the best one at a letter: what was further behind never came first."""

BARE_COST = 3.0
"""Nats for a text that a system explains only without its marks and signs: about one text in twenty leaves them out."""

MIXED_COST = 6.0
"""Nats for a change of the system inside a name: it takes three such changes to lose to a name of likely letters."""

FEW = 1.3
"""Times the logarithm of the share of systems that explain a text: tables of one family agree with each other, so that
being explained by few says more than their number. Chosen on names that `bench romanize` does not draw."""

UNEXPLAINED_COST = 12.0
"""Nats for a text that no single system writes so: below nearly all that one does."""

MIXED_STEPS = round(MIXED_COST * STEPS)

PASSES = frozenset(" -")
"""What stands between the words of a name; it is the same in both scripts."""

_LOGS = [0.0, *(log(number) for number in range(1, 1024))]
"""Logarithms of how many systems can be left; no language has five hundred."""

_WORDS = re.compile(r"[ -]+")


class Found:
    """A Cyrillic candidate: its text in lower case, the language, the systems that explain it, and its cost in nats."""

    __slots__ = ("bare", "cost", "language", "systems", "text")

    def __init__(self, text: str, language: str, systems: tuple[str, ...], bare: tuple[str, ...], cost: float) -> None:
        self.text, self.language, self.systems, self.bare, self.cost = text, language, systems, bare, cost

    def __repr__(self) -> str:
        return f"Found({self.text!r}, {self.language!r}, {len(self.systems)} + {len(self.bare)}, {self.cost:.2f})"


class Reverser:
    """The search in one language."""

    __slots__ = ("_edges", "_longest", "_model", "_segments", "_start", "_systems", "_told")

    def __init__(self, segments: Segments, model: LetterModel) -> None:
        self._segments, self._model = segments, model
        self._systems = len(segments.systems)
        codes = model.codes
        # Letters that no name of the language has make no edge.
        self._edges: dict[str, list[tuple[tuple[int, ...], str, int]]] = {}
        for latin, row in segments.rows.items():
            edges = [
                (tuple(codes[letter] for letter in cyrillic), cyrillic, bits)
                for cyrillic, bits in row
                if all(letter in codes for letter in cyrillic)
            ]
            if edges:
                self._edges[latin] = edges
        self._longest = max(map(len, self._edges), default=0)
        self._told: dict[int, tuple[tuple[str, ...], tuple[str, ...], float]] = {}

    @property
    def language(self) -> str:
        """BCP 47 tag of the language."""
        return self._segments.language

    def search(self, text: str, beam: int = BEAM, *, mixing: bool = True) -> list[Found]:
        """The best readings of a folded Latin text, with the systems that can have written them, cheapest first.

        mixing: where no system explains the whole text, let the system change inside it.
        """
        return self._search(text, beam, False) or (self._search(text, beam, True) if mixing else [])

    def _search(self, text: str, beam: int, mixing: bool) -> list[Found]:
        size, three = self._model.size, self._model.three
        four, back, cube = self._model.four.get, self._model.back.get, self._model.size**3
        every = (1 << 2 * self._systems) - 1
        # position in the text -> Cyrillic so far -> (cost of its letters, systems that write it so, last three codes)
        columns: list[dict[str, tuple[int, int, int]]] = [{} for _ in range(len(text) + 1)]
        columns[0][""] = (0, every, 0)
        for at, letter in enumerate(text):
            column = columns[at]
            if not column:
                continue
            kept = self._best(column, beam)
            if letter in PASSES:
                for so_far, (cost, systems, last) in kept:
                    columns[at + 1][so_far + letter] = (cost + self._end(last), systems, 0)
                continue
            ways = [
                (columns[at + length], edge)
                for length in range(1, min(self._longest, len(text) - at) + 1)
                for edge in self._edges.get(text[at : at + length], ())
            ]
            for so_far, (cost, systems, last) in kept:
                for target, (codes, cyrillic, bits) in ways:
                    left, more, after = systems & bits, cost, last
                    if not left:
                        if not mixing:
                            continue
                        more += MIXED_STEPS
                        left = bits
                    for code in codes:
                        key = after * size + code
                        step = four(key)
                        more += back(after, 0) + three[key % cube] if step is None else step
                        after = key % cube
                    written = so_far + cyrillic
                    old = target.get(written)
                    if old is None or more < old[0]:
                        target[written] = (more, left, after)
                    elif more == old[0]:
                        target[written] = (more, left | old[1], after)
        found = [
            self._found(written, (cost + self._end(last)) / STEPS, systems, mixing)
            for written, (cost, systems, last) in columns[-1].items()
        ]
        found.sort(key=lambda one: (one.cost, one.text))
        return found[:beam]

    def _end(self, last: int) -> int:
        """What it costs that a word ends here."""
        return self._model.step(last, 0) if last else 0

    @staticmethod
    def _best(column: dict[str, tuple[int, int, int]], beam: int) -> list[tuple[str, tuple[int, int, int]]]:
        """The cheapest hypotheses of a column; what few systems write costs more."""
        ranked = sorted(
            (cost - STEPS * _LOGS[systems.bit_count()], written, (cost, systems, last))
            for written, (cost, systems, last) in column.items()
        )
        most = ranked[0][0] + NARROW * STEPS
        return [(written, state) for rank, written, state in ranked[:beam] if rank <= most]

    def _found(self, written: str, cost: float, systems: int, mixed: bool) -> Found:
        if mixed:
            return Found(written, self.language, (), (), cost)
        exact, plain, share = self._told.get(systems) or self._tell(systems)
        return Found(written, self.language, exact, plain, cost + share)

    def _tell(self, systems: int) -> tuple[tuple[str, ...], tuple[str, ...], float]:
        """Which systems the bits mean, exactly and without marks, and what it costs that only they explain a text."""
        ids = self._segments.systems
        exact = tuple(id_ for number, id_ in enumerate(ids) if systems >> number & 1)
        plain = tuple(
            id_ for number, id_ in enumerate(ids) if systems >> number + self._systems & 1 and not systems >> number & 1
        )
        told = exact, plain, self.share(exact, plain)
        if len(self._told) < TOLD:
            self._told[systems] = told
        return told

    def share(self, exact: tuple[str, ...], plain: tuple[str, ...]) -> float:
        """What it costs that only these systems explain a text, of all that the language has."""
        weight = len(exact) + exp(-BARE_COST) * len(plain)
        return FEW * log(self._systems / weight) if weight else FEW * log(self._systems) + UNEXPLAINED_COST

    @property
    def names(self) -> int:
        """How many names the gazetteer has in the language."""
        return self._model.names


def reverse(text: str, reversers: Mapping[str, Reverser], romanize: Romanize, n: int, beam: int = BEAM) -> list[Found]:
    """The `n` best Cyrillic readings of a Latin text in any of the languages, each verified forward."""
    asked = folded(text.strip())[:MOST]
    if not asked:
        return []
    plain = bare(asked)
    found: list[Found] = []
    every = sum(reverser.names for reverser in reversers.values())
    for reverser in reversers.values():
        # A language that names more places is the likelier one.
        prior = log(every / reverser.names)
        for one in reverser.search(asked, beam):
            if not (one.systems or one.bare):
                one.cost += prior
                found.append(one)
                continue
            before = reverser.share(one.systems, one.bare)
            exact, without = [], []
            for system in (*one.systems, *one.bare):
                written = folded(romanize(one.text, system))
                if written == asked:
                    exact.append(system)
                elif bare(written) == plain:
                    without.append(system)
            after = reverser.share(tuple(exact), tuple(without))
            found.append(Found(one.text, one.language, tuple(exact), tuple(without), one.cost + prior - before + after))
    found.sort(key=lambda one: (one.cost, one.text, one.language))
    best: dict[str, Found] = {}
    for one in found:
        best.setdefault(one.text, one)
    return list(best.values())[:n]


def reversers(models: bytes | memoryview) -> dict[str, Reverser]:
    """A search for each language that a gazetteer has a letter model of, by BCP 47 tag."""
    from toponyms.romanization.letters import from_bytes
    from toponyms.romanization.segments import Segments

    return {
        language: Reverser(Segments.packed(language), model) for language, model in sorted(from_bytes(models).items())
    }


def in_capitals_of(cyrillic: str, latin: str) -> str:
    """A Cyrillic text with the capitals that the Latin text has, word by word.

    >>> in_capitals_of("часов яр", "Chasov Yar"), in_capitals_of("щастя", "SHCHASTIA")
    ('Часов Яр', 'ЩАСТЯ')
    """
    theirs = list(_pieces(latin))
    out = []
    for number, piece in enumerate(_pieces(cyrillic)):
        like = theirs[number] if number < len(theirs) else theirs[-1] if theirs else ""
        if len(like) > 1 and like == like.upper() and like != like.lower():
            out.append(piece.upper())
        elif like[:1] != like[:1].lower():
            out.append(piece[:1].upper() + piece[1:])
        else:
            out.append(piece)
    return "".join(out)


def _pieces(text: str) -> Iterator[str]:
    """The words of a text and what stands between them, alternately."""
    at = 0
    for gap in _WORDS.finditer(text):
        yield text[at : gap.start()]
        yield gap[0]
        at = gap.end()
    yield text[at:]
