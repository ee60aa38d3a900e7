"""The way back for systems that lose nothing: the Cyrillic text whose romanization a Latin text is.

The search runs the forward transducer: from its state, every letter whose output continues the Latin word is tried,
cheapest first. What it finds is therefore right by construction, whatever the rules are. Of several originals that a
system writes alike it takes the one of fewest letters: щ rather than шч, я rather than йа.
"""

from __future__ import annotations

import heapq
import re
import unicodedata

from toponyms.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from toponyms.romanization.engine import Engine, State

    Path = tuple["Path", str] | None
    """The letters so far, the last first."""

_LONGEST = 512
"""Characters of a word; a longer one is no word of any language and stays as it is."""
_STRESS = "\u0301"
_STRESSED = frozenset("аеёиоуыэюяєіїАЕЁИОУЫЭЮЯЄІЇ")
"""Letters that can bear the stress mark; after others an acute belongs to the letter of the system."""
_COST = 10
"""Of a letter."""
_RARER = frozenset("йЙьЬъЪ")
"""Letters that cost 1 more, so that ’я comes before йа; signs that are in the word do too, so that ’ comes first."""
_APOSTROPHE = "’"
"""Stands for every apostrophe, since a system writes all of them alike."""


def restore(text: str, system: str) -> str:
    """The Cyrillic text whose romanization by a reversible system this is.

    >>> restore("Ŝastâ, Kupʼânsʹk", "iso-9-ukr-1995")
    'Щастя, Куп’янськ'

    Words that are no output of the system stay as they are. `UsageError` where the system is not reversible, and
    `UnknownScheme` where there is none of that id.
    """
    from toponyms.romanization import engine_of
    from toponyms.romanization.packed import load_system

    if not isinstance(text, str):
        raise UsageError(f"restore() takes a string, not {type(text).__name__}")
    if not load_system(system).reversible:
        raise UsageError(f"{system} is not reversible: what it writes alike cannot be told apart again")
    engine = engine_of(system)
    found: dict[str, str] = {}
    pieces = re.split(r"(\s+)", text)
    for piece in pieces:
        if piece not in found:
            found[piece] = piece if not piece or piece.isspace() else _restored(piece, engine)
    return "".join(found[piece] for piece in pieces)


def _restored(word: str, engine: Engine) -> str:
    latin = unicodedata.normalize("NFD", word)
    if len(latin) > _LONGEST:
        return word
    signs = [char for char in dict.fromkeys(latin) if not char.isalpha() and not unicodedata.combining(char)]
    candidates = [*engine.alphabet, _APOSTROPHE, *signs]
    if _STRESS in latin:
        candidates.append(_STRESS)
    costs = {letter: _COST + (letter in _RARER or letter in signs) for letter in candidates}
    settled: set[tuple[int, int]] = set()
    # cost, order of discovery, place in the Latin word, state, letters so far
    queue: list[tuple[int, int, int, State, Path]] = [(0, 0, 0, engine.start, None)]
    found = 0
    while queue:
        cost, _, at, state, path = heapq.heappop(queue)
        waits = bool(engine.waiting(state))
        if at == len(latin) and not waits:
            letters = []
            while path is not None:
                path, letter = path
                letters.append(letter)
            return unicodedata.normalize("NFC", "".join(reversed(letters)))
        if (at, id(state)) in settled:
            continue
        settled.add((at, id(state)))
        if waits and latin[at:] == _decomposed(engine.follow(state, "")[0]):
            found += 1
            heapq.heappush(queue, (cost, found, len(latin), engine.start, path))
        for letter in candidates:
            if letter == _STRESS and (path is None or path[1] not in _STRESSED):
                continue
            written, following = engine.follow(state, letter)
            written = _decomposed(written)
            reached = at + len(written)
            if latin.startswith(written, at) and _goes_on(engine, following, latin, reached):
                found += 1
                heapq.heappush(queue, (cost + costs[letter], found, reached, following, (path, letter)))
    return word


def _goes_on(engine: Engine, state: State, latin: str, at: int) -> bool:
    """Whether what waits can be what stands there: its first letter does not depend on what follows."""
    if not engine.waiting(state)[:1].isalpha():
        return True
    waiting = _decomposed(engine.follow(state, "")[0])[:1]
    return waiting == "" or latin[at : at + 1].lower() == waiting.lower()


def _decomposed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFD", text)
