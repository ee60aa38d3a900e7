"""Cutting Ukrainian and Russian names into the parts that translators translate; only compiling does it.

    >>> from toponyms.language.calques import Calques, load, to_bytes
    >>> section = to_bytes(load(), exact=str, stem=str, bare=str)
    >>> cutter, names = Cutter.from_bytes(section), Calques.from_bytes(section).names
    >>> [[part if isinstance(part, str) else names[part] for part in cut] for cut in cutter.cuts("новоайдар")]
    [['новий', 'айдар']]
    >>> [names[part] for part in cutter.cuts("семигіря")[0]]
    ['сім', 'гора']

A word is one stem or several with joints between them and a suffix at the end, or a quality glued to a word that
stays as it is. Of several ways to cut, those of the fewest stems come first.
"""

from __future__ import annotations

from toponyms.errors import GazetteerCorrupt
from toponyms.language.calques import LEADING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

Cut = tuple[int | str, ...]
"""The parts of a word or a name: numbers of concepts, and words that stay as they are."""

MAX_CUTS = 3
"""Ways to cut one word that are kept."""

MAX_STEMS = 3
"""Stems in one word: "Верхньокам'янськ" has two, three are rare."""

MIN_REST = 4
"""Letters of an untranslated word behind a quality: "новоград" is no "новогр-ад"."""

MAX_WORDS = 3
"""Words of a name that is cut; longer ones are sentences."""

MAX_NAME_CUTS = 8
"""Ways to cut one name that are kept."""


class Cutter:
    """The stems, joints and suffixes of the tables, ready for cutting words that are exact keys."""

    __slots__ = ("_cache", "_joints", "_leading", "_longest", "_plain", "_stems", "_suffixes")

    _cache: dict[str, list[Cut]]
    _joints: tuple[str, ...]
    _leading: frozenset[int]
    _longest: int
    _plain: frozenset[str]
    _stems: dict[str, tuple[int, ...]]
    _suffixes: frozenset[str]

    @classmethod
    def from_bytes(cls, data: bytes | memoryview) -> Cutter:
        """What `language.calques.to_bytes` wrote; `GazetteerCorrupt` where the bytes are something else."""
        self = cls.__new__(cls)
        stems: dict[str, tuple[int, ...]] = {}
        leading = set()
        try:
            _, joints, plain, suffixes, *lines = str(data, "utf-8").split("\n")
            for number, line in enumerate(lines):
                _, kind, *_, cell = line.split("\t")
                if kind in LEADING:
                    leading.add(number)
                for stem in cell.split("|"):
                    stems[stem] = (*stems.get(stem, ()), number)
        except ValueError as error:
            raise GazetteerCorrupt(f"the section of calques is damaged: {error}") from error
        self._stems, self._leading = stems, frozenset(leading)
        self._longest = max(map(len, stems), default=0)
        self._joints = tuple(sorted(joints.split("|"), key=lambda joint: (-len(joint), joint)))
        self._plain = frozenset(plain.split("|"))
        self._suffixes = self._plain.union(suffixes.split("|"))
        self._cache = {}
        return self

    def cuts(self, word: str) -> list[Cut]:
        """The ways to cut one word, the fewest stems first, [] where no part of it is in the tables."""
        known = self._cache.get(word)
        if known is None:
            found = sorted(dict.fromkeys(self._whole(word, 0)), key=len)
            found += [cut for cut in self._glued(word) if cut not in found]
            known = self._cache[word] = found[:MAX_CUTS]
        return known

    def _whole(self, word: str, depth: int) -> Iterator[Cut]:
        """Cuts into stems only."""
        for size in range(2, min(self._longest, len(word)) + 1):
            concepts = self._stems.get(word[:size])
            if not concepts:
                continue
            rest = word[size:]
            if rest in self._suffixes:
                yield from ((concept,) for concept in concepts)
            if depth + 1 < MAX_STEMS and len(rest) > 1:
                for joint in self._joints:
                    if rest.startswith(joint):
                        for tail in self._whole(rest[len(joint) :], depth + 1):
                            yield from ((concept, *tail) for concept in concepts)

    def _glued(self, word: str) -> Iterator[Cut]:
        """Cuts into a quality and a word that stays."""
        for size in range(2, min(self._longest, len(word)) + 1):
            for concept in self._stems.get(word[:size], ()):
                if concept in self._leading:
                    for joint in self._joints:
                        rest = word[size + len(joint) :]
                        if joint and word.startswith(joint, size) and len(rest) >= MIN_REST:
                            yield (concept, rest)

    def derived(self, key: str, cut: Cut) -> bool:
        """Whether a name is made of the parts of a cut, and is not their words themselves."""
        words = key.split(" ")
        if len(cut) != len(words):
            return True
        return not all(part == word or self._is_plain(word, part) for word, part in zip(words, cut, strict=True))

    def _is_plain(self, word: str, part: int | str) -> bool:
        return any(
            part in self._stems.get(word[:size], ()) and word[size:] in self._plain for size in range(2, len(word) + 1)
        )

    def names(self, key: str) -> list[Cut]:
        """The ways to cut a name, given its exact key: each word cut or left as it is, at least one of them cut."""
        words = key.split(" ")
        if len(words) > MAX_WORDS:
            return []
        out: list[Cut] = [()]
        for word in words:
            ways: list[Cut] = [*self.cuts(word), (word,)]
            out = [(*cut, *way) for cut in out for way in ways][: 4 * MAX_NAME_CUTS]
        return [cut for cut in out if any(isinstance(part, int) for part in cut)][:MAX_NAME_CUTS]
