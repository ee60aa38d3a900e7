"""Which letters follow which in the names of a language: a model of four letters, small enough for a gazetteer file.

Compiling a gazetteer counts the letters of its own names; going back from Latin to Cyrillic asks the counts which of
several letters is likelier here. Costs are negative logarithms of probabilities, in nats, stored in a byte each:
densely for three letters, and for four letters where they were seen.
"""

from __future__ import annotations

import re
from array import array

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

EDGE = " "
"""What stands before the first and behind the last letter of a word; its code is 0."""

STEPS = 16
"""Steps of a stored cost per nat: a byte then reaches 15.9 nats, beyond which all is equally unlikely."""

WORST = 255

_WORDS = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'"})


def words_of(name: str) -> list[str]:
    """The words of a name in lower case, apostrophes as `'`.

    >>> words_of("Куп’янськ-Вузловий")
    ["куп'янськ", 'вузловий']
    """
    return [word.translate(_APOSTROPHES) for word in _WORDS.findall(name.lower())]


class LetterModel:
    """The cost of a letter after three others.

    >>> model = LetterModel.of(["харків", "харкове"])
    >>> model.cost("арків", 3) < model.cost("арках", 3)
    True
    """

    __slots__ = ("back", "codes", "four", "letters", "names", "size", "three")

    def __init__(
        self,
        letters: str,
        three: bytes | memoryview,
        four: Mapping[int, int],
        back: Mapping[int, int],
        names: int,
    ) -> None:
        """letters: by code, `EDGE` first; three: costs of the last of three letters, by their codes as one number in
        base `len(letters)`; four: costs of the last of four likewise; back: what it costs to forget the first of three
        letters when the four were never seen; names: how many names the language has."""
        self.letters, self.three, self.four, self.back, self.names = letters, three, four, back, names
        self.size = len(letters)
        self.codes = {letter: code for code, letter in enumerate(letters)}

    def step(self, last: int, code: int) -> int:
        """The cost of a letter after three (their codes as one number), in steps of 1 / `STEPS` nat."""
        key = last * self.size + code
        cost = self.four.get(key)
        if cost is None:
            return self.back.get(last, 0) + self.three[key % self.size**3]
        return cost

    def cost(self, text: str, start: int = 0) -> float:
        """The cost in nats of the letters of a text from `start` on."""
        last = total = 0
        for at, letter in enumerate(text):
            code = self.codes[letter]
            total += self.step(last, code) if at >= start else 0
            last = (last * self.size + code) % self.size**3
        return total / STEPS

    @classmethod
    def of(cls, words: Iterable[str], alphabet: Iterable[str] = (), names: int | None = None) -> LetterModel:
        """The model of a list of words in lower case; a word that several names share counts each time. `alphabet`:
        letters that the language has, whether or not the words have them; names: how many names are in this language,
        as far as one knows, else the number of words.

        Witten-Bell smoothing (IEEE Transactions on Information Theory 37:4, 1991): a context that was followed by many
        different letters leaves more room for one that never followed it.
        """
        times: dict[str, int] = {}
        for word in words:
            times[word] = times.get(word, 0) + 1
        letters = EDGE + "".join(sorted(set(alphabet).union(*times) - {EDGE}))
        size = len(letters)
        codes = {letter: code for code, letter in enumerate(letters)}
        counts: dict[int, list[int]] = {}
        dense: list[list[int]] = [[0] * size, [0] * size**2, [0] * size**3]
        base = size**3
        for word, count in times.items():
            last = 0
            for letter in word + EDGE:
                code = codes[letter]
                if last not in counts:
                    counts[last] = [0] * size
                counts[last][code] += count
                last = (last * size + code) % base
        for last, row in counts.items():
            for code, count in enumerate(row):
                if count:
                    for order, table in enumerate(dense):
                        table[(last * size + code) % size ** (order + 1)] += count
        shares: list[float] = [1.0 / size] * size
        for order, table in enumerate(dense):
            lower, shares = shares, []
            for start in range(0, size ** (order + 1), size):
                low = start % size**order if order else 0
                shares += _smoothed(table[start : start + size], lower[low : low + size])
        four: dict[int, int] = {}
        back: dict[int, int] = {}
        for last, row in sorted(counts.items()):
            start = last * size % size**3
            smoothed = _smoothed(row, shares[start : start + size])
            four.update({last * size + code: _stored(smoothed[code]) for code, count in enumerate(row) if count})
            back[last] = _stored(sum(map(bool, row)) / (sum(row) + sum(map(bool, row))))
        return cls(letters, bytes(map(_stored, shares)), four, back, sum(times.values()) if names is None else names)


def _smoothed(counts: Sequence[int], lower: Sequence[float]) -> list[float]:
    total, kinds = sum(counts), sum(count > 0 for count in counts)
    if not total:
        return list(lower)
    return [(count + kinds * share) / (total + kinds) for count, share in zip(counts, lower, strict=True)]


def _stored(share: float) -> int:
    from math import log

    return min(WORST, round(-log(share) * STEPS))


def to_bytes(models: Mapping[str, LetterModel]) -> bytes:
    """The models of several languages, by BCP 47 tag, as one section: a line for each, an empty one, the costs."""
    head, body = [], []
    for tag, model in models.items():
        sizes = f"{model.names}\t{len(model.four)}\t{len(model.back)}"
        head.append(f"{tag}\t{sizes}\t{model.letters}")
        body.append(bytes(model.three))
        for table in (model.four, model.back):
            keys = array("I", table)
            if keys.itemsize != 4:
                raise AssertionError(f"this platform's array('I') has {keys.itemsize} bytes")
            body += [keys.tobytes(), bytes(table.values())]
    return b"".join([*(line.encode() + b"\n" for line in head), b"\n", *body])


def from_bytes(data: bytes | memoryview) -> dict[str, LetterModel]:
    """What `to_bytes` wrote; `ValueError` where the bytes are none."""
    view = memoryview(data)
    if not len(view):
        return {}
    whole = bytes(view[:65536])  # the head is far shorter
    end = whole.index(b"\n\n")
    at = end + 2

    def take(size: int) -> memoryview:
        nonlocal at
        if at + size > len(view):
            raise ValueError("the letter models end too early")
        at += size
        return view[at - size : at]

    def table(count: int) -> dict[int, int]:
        keys = array("I")
        keys.frombytes(take(4 * count))
        return dict(zip(keys, take(count), strict=True))

    found: dict[str, LetterModel] = {}
    for line in whole[:end].decode().split("\n"):
        tag, names, four, back, letters = line.split("\t")
        found[tag] = LetterModel(letters, take(len(letters) ** 3), table(int(four)), table(int(back)), int(names))
    return found
