"""What it takes to make one spelling of another: a weighted edit distance, with tables of letters that are confused.

    >>> edits = Edits.from_bytes(to_bytes(load()), {"letter": 1.0, "vowel": 0.7, "swap": 0.4, "drop": 0.8, "add": 0.8,
    ...                                             "drop_vowel": 0.7, "double": 0.25, "space": 0.15, "ending": 0.5,
    ...                                             "key": 0.5})
    >>> edits.cost("toretsk", "torestk"), edits.cost("toretsk", "toletsk"), edits.cost("toretsk", "toretsk")
    (0.4, 0.4, 0.0)
    >>> [str(step) for step in edits.steps("chernihiv", "chemihiv")]
    ['"rn" seen as "m" (joined strokes)']

The unit is any letter for any other. Letters that are known to be confused cost less, by the table `edits.tsv` (other
romanizations, sounds, shapes, translations) and by which keys lie side by side. What is in no table costs by kind: a
letter dropped, added or doubled, two swapped, words joined.
"""

from __future__ import annotations

from toponyms.errors import BuildError, GazetteerCorrupt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Row = Sequence[str]
    Known = dict[str, tuple[float, str, str]]
    Ways = dict[str, list[tuple[int, str, tuple[float, str, str]]]]
    Trace = dict[tuple[int, int], tuple[int, int, str, float, str]]

FILE = "edits.tsv"
"""The table in `toponyms/language/data`."""

_COLUMNS = ("kind", "script", "name", "text", "both", "cost", "reason")

KINDS = {
    "romanization": "written",
    "ear": "heard as",
    "sight": "seen as",
    "translation": "translated as",
    "hand": "typed as",
}
"""Kinds of confusion, and how an explanation says each."""

SCRIPTS = ("latin", "cyrillic")

LONGEST = 7
"""Most letters on one side of a row of the table."""

BASE = ("letter", "vowel", "swap", "drop", "add", "drop_vowel", "double", "space", "ending", "key")
"""What costs by kind: the numbers of the table [edits] of the weights."""

VOWELS = frozenset("aeiouyаеиіоуыэюяєїё")

NEXT_KEY = 1.2
"""Widths of a key between the middles of two keys that are side by side."""

TEXTS_KEPT = 8
"""Texts whose pieces are kept: the forms of one query, compared with many names."""

FAR = 9e9


class Step:
    """One edit: letters of the name, what the text has for them, its kind and cost, and where in the name it is.

    kind: one of `KINDS`, or "swap", "drop", "add", "double", "space", "letter".
    """

    __slots__ = ("at", "cost", "kind", "name", "reason", "text")

    def __init__(self, at: int, name: str, text: str, kind: str, cost: float, reason: str) -> None:
        self.at, self.name, self.text = at, name, text
        self.kind, self.cost, self.reason = kind, cost, reason

    def __str__(self) -> str:
        name, text = f'"{self.name}"', f'"{self.text}"'
        if self.kind == "swap":
            return f"{name} with its letters swapped"
        if self.kind == "space":
            return "two words joined" if self.name else "a word divided"
        if self.kind == "double":
            return f"{name} missing of two" if self.name else f"{text} doubled"
        if not self.text:
            said = f"{name} left out"
        elif not self.name:
            said = f"{text} put in"
        else:
            said = f"{name} {KINDS.get(self.kind, 'written')} {text}"
        return f"{said} ({self.reason})" if self.reason else said

    def __repr__(self) -> str:
        return f"Step({self.name!r} -> {self.text!r}, {self.kind}, {self.cost:g})"


def load() -> list[list[str]]:
    """The rows of the table and of keys side by side, for compiling: script, name, text, cost, kind, reason.

    A row that holds either way round is there twice. Raises `BuildError` that names file and line where a row is wrong.
    """
    from toponyms.language.tables import data_path, read_table

    path = data_path(FILE)
    best: dict[tuple[str, str, str], list[str]] = {}
    for number, (kind, script, name, text, both, cost, reason) in read_table(path, _COLUMNS):
        name, text = ("" if letters == "-" else letters for letters in (name, text))
        if kind not in KINDS or script not in SCRIPTS or both not in ("=", ">") or not reason:
            raise BuildError(f"{path}:{number}: kind, script, both or reason is not one that is known")
        if name == text or max(len(name), len(text)) > LONGEST or (name + text) != (name + text).casefold():
            raise BuildError(f"{path}:{number}: {name!r} to {text!r} is no confusion of letters in lower case")
        if not 0.0 < float(cost) < 1.0:
            raise BuildError(f"{path}:{number}: a cost lies between 0 and 1, that of any letter for any other")
        for left, right in ((name, text), (text, name))[: 1 + (both == "=")]:
            row = [script, left, right, cost, kind, reason]
            old = best.setdefault((script, left, right), row)
            if float(cost) < float(old[3]):
                best[script, left, right] = row
    return [*best.values(), *_side_by_side()]


def _side_by_side() -> list[list[str]]:
    """Pairs of letters whose keys lie side by side; "key" stands for the cost, which is one of the weights."""
    from toponyms.language.misread import LAYOUTS
    from toponyms.language.misread import load as load_layouts

    keys: dict[str, list[tuple[float, float, str]]] = {"latin": [], "cyrillic": []}
    for at_row, at_column, latin, *others in load_layouts()[LAYOUTS]:
        for script, char in (("latin", latin), *(("cyrillic", other) for other in others)):
            key = (float(at_row), float(at_column), char)
            if char.isalpha() and char == char.lower() and key not in keys[script]:
                keys[script].append(key)
    found = []
    for script, placed in keys.items():
        for row, column, one in placed:
            for other_row, other_column, other in placed:
                apart = abs(row - other_row)
                if one != other and apart <= 1 and abs(column - other_column) < NEXT_KEY - 0.2 * apart:
                    found.append([script, one, other, "key", "hand", "neighbour on the keyboard"])
    return found


def to_bytes(rows: Sequence[Row]) -> bytes:
    """The rows as a section of a gazetteer file, one a line."""
    return "".join("\t".join(row) + "\n" for row in rows).encode()


class _Table:
    """The rows of one script: single letters for single letters, what may be dropped and added, and longer pieces."""

    __slots__ = ("adds", "drops", "pieces", "singles")

    def __init__(self) -> None:
        self.singles: Known = {}
        self.drops: Known = {}
        self.adds: Known = {}
        # letters of the text -> (letters of the name, its row), the text's with more than one letter on either side
        self.pieces: dict[str, Known] = {}

    def add(self, name: str, text: str, row: tuple[float, str, str]) -> None:
        """Take a row in; of two the cheaper counts."""
        if not name:
            known, key = self.adds, text
        elif not text:
            known, key = self.drops, name
        elif len(name) == len(text) == 1:
            known, key = self.singles, name + text
        else:
            known, key = self.pieces.setdefault(text, {}), name
        if key not in known or row < known[key]:
            known[key] = row


class Edits:
    """The costs, ready to use."""

    __slots__ = ("_base", "_flat", "_kept", "_longest", "_reach", "_tables")

    def __init__(self, rows: Sequence[Row], base: Mapping[str, float]) -> None:
        """base: the costs of what is in no table, by the names in `BASE`."""
        self._base = dict(base)
        self._tables = {script: _Table() for script in SCRIPTS}
        for script, name, text, cost, kind, reason in rows:
            number = base["key"] if cost == "key" else float(cost)
            self._tables[script].add(name, text, (number, kind, reason))
        self._longest = {
            script: max((len(text) for text in table.pieces), default=0) for script, table in self._tables.items()
        }
        self._flat = tuple(
            base[name] for name in ("letter", "vowel", "swap", "space", "double", "drop", "drop_vowel", "add", "ending")
        )
        # a row can reach into a common beginning or end as far as its own two sides agree there, a double letter by one
        self._reach = max([1, *(_agreeing(name, text) for _, name, text, *_ in rows)])
        self._kept: dict[str, list[Ways]] = {}

    @classmethod
    def from_bytes(cls, data: bytes | memoryview, base: Mapping[str, float]) -> Edits:
        """The costs out of a gazetteer's section; `GazetteerCorrupt` where the bytes are not what was written."""
        try:
            return cls([line.split("\t") for line in str(data, "utf-8").splitlines()], base)
        except (ValueError, KeyError) as error:
            raise GazetteerCorrupt(f"the section of edits is damaged: {error}") from error

    def cost(self, name: str, text: str, most: float = FAR) -> float:
        """The cost of the cheapest edits that make a text of a name, both of one script and in lower case.

        0.0 for equal ones alone. most: dearer ones need not be told apart; their cost is given as `FAR`.
        """
        if name == text:
            return 0.0
        script = script_of(text) if script_of(name) == "latin" else "cyrillic"
        cost = self._shortest(name, text, script, *self._window(name, text), most)
        return round(cost, 3) if cost <= most else FAR

    def _window(self, name: str, text: str) -> tuple[int, int, int]:
        """Where edits are looked for: from which letter of both, and to which letter of each.

        What both begin and end with costs nothing, but for letters that a row of the table may reach into.
        """
        short = min(len(name), len(text))
        front = 0
        while front < short and name[front] == text[front]:
            front += 1
        back = 0
        while back < short - front and name[-1 - back] == text[-1 - back]:
            back += 1
        back = max(0, back - self._reach)
        return max(0, front - self._reach), len(name) - back, len(text) - back

    def _shortest(self, name: str, text: str, script: str, first: int, height: int, width: int, most: float) -> float:
        """What `_search` finds, without the way there, from letter `first` of both to the ends given: for speed."""
        table = self._tables[script]
        singles, drops, adds, ways = table.singles, table.drops, table.adds, self._ways(text, script)
        letter, vowel, swap, space, double, drop, drop_vowel, add, ending = self._flat
        final, text_final = len(name) - 1, len(text) - 1
        blank = [FAR] * (width + 1)
        rows = [blank[:] for _ in range(height + 1 - first)]
        rows[0][first] = 0.0
        start = first
        for at in range(first, height + 1):
            row = rows[at - first]
            last = at == height
            here = "" if last else name[at]
            below = row if last else rows[at + 1 - first]
            after = name[at + 1] if at + 1 < height else ""
            # what it costs to leave this letter of the name out
            if here:
                if here == " ":
                    leave = space
                elif at and name[at - 1] == here:
                    leave = double
                else:
                    known = drops.get(here)
                    leave = (ending if at == final else drop_vowel) if here in VOWELS else drop
                    if known and known[0] < leave:
                        leave = known[0]
            fresh = True
            for to in range(start, width + 1):
                so_far = row[to]
                if so_far > most:
                    if fresh:
                        start = to + 1
                    continue
                fresh = False
                if to == width:
                    if here and so_far + leave < below[to]:
                        below[to] = so_far + leave
                    continue
                there = text[to]
                if here:
                    if here == there:
                        total = so_far
                    else:
                        known = singles.get(here + there)
                        if known:
                            total = so_far + known[0]
                        elif here in VOWELS and there in VOWELS:
                            total = so_far + (ending if at == final and to == text_final else vowel)
                        else:
                            total = so_far + letter
                        if after == there and to + 1 < width and text[to + 1] == here:
                            further = rows[at + 2 - first]
                            if so_far + swap < further[to + 2]:
                                further[to + 2] = so_far + swap
                    if total < below[to + 1]:
                        below[to + 1] = total
                    total = so_far + leave
                    if total < below[to]:
                        below[to] = total
                    for end, piece, known in ways[to].get(here, ()):
                        total = so_far + known[0]
                        if total <= most and end <= width and name.startswith(piece, at):
                            size = at + len(piece)
                            if size <= height and total < rows[size - first][end]:
                                rows[size - first][end] = total
                if there == " ":
                    total = so_far + space
                elif to and text[to - 1] == there:
                    total = so_far + double
                else:
                    known = adds.get(there)
                    total = so_far + (known[0] if known and known[0] < add else add)
                if total < row[to + 1]:
                    row[to + 1] = total
        return rows[height - first][width]

    def _ways(self, text: str, script: str) -> list[Ways]:
        """By place in a text and first letter in a name: what pieces of the table begin there, and where they end."""
        ways = self._kept.get(text)
        if ways is None:
            pieces, longest, size = self._tables[script].pieces, self._longest[script], len(text)
            ways = []
            for start in range(size):
                here: Ways = {}
                for end in range(start + 1, min(start + longest, size) + 1):
                    for piece, known in pieces.get(text[start:end], {}).items():
                        here.setdefault(piece[0], []).append((end, piece, known))
                ways.append(here)
            if len(self._kept) >= TEXTS_KEPT:
                self._kept = {}  # a new one, so that threads need no lock
            self._kept[text] = ways
        return ways

    def steps(self, name: str, text: str) -> list[Step]:
        """The cheapest edits that make a text of a name, in order; their costs add up to `cost`."""
        if name == text:
            return []
        trace: Trace = {}
        script = script_of(text) if script_of(name) == "latin" else "cyrillic"
        first, at, to = self._window(name, text)
        self._search(name, text, script, first, at, to, trace)
        found: list[Step] = []
        while (at, to) != (first, first):
            before, before_to, kind, cost, reason = trace[at, to]
            if kind:
                found.append(Step(before, name[before:at], text[before_to:to], kind, cost, reason))
            at, to = before, before_to
        return found[::-1]

    def opens_alike(self, name: str, text: str) -> bool:
        """Whether two spellings begin with the same letter, or with letters that are known to be confused."""
        if name[:1] == text[:1] or (name[:2] == text[1::-1] and len(name) > 1):
            return True
        script = script_of(text) if script_of(name) == "latin" else "cyrillic"
        table = self._tables[script]
        if name[:1] + text[:1] in table.singles or (name[:1] in table.drops and name[1:2] == text[:1]):
            return True
        ways = self._ways(text, script)
        return any(name.startswith(piece) for _, piece, _ in (ways[0].get(name[:1], ()) if ways else ()))

    def _search(self, name: str, text: str, script: str, first: int, height: int, width: int, trace: Trace) -> None:
        """Fill in how each pair of places is reached at the least cost, from letter `first` of both to the ends."""
        table, base = self._tables[script], self._base
        singles, drops, adds = table.singles, table.drops, table.adds
        letter, vowel, swap, space, double = (base[name] for name in ("letter", "vowel", "swap", "space", "double"))
        ways = self._ways(text, script)
        rows = [[FAR] * (width + 1) for _ in range(height + 1)]
        rows[first][first] = 0.0
        for at in range(first, height + 1):
            row = rows[at]
            for to in range(first, width + 1):
                so_far = row[to]
                here = name[at] if at < height else ""
                there = text[to] if to < width else ""
                reached: list[tuple[int, int, str, float, str]] = []
                if here and here == there:
                    reached.append((at + 1, to + 1, "", 0.0, ""))
                elif here and there:
                    found = singles.get(here + there)
                    if found:
                        reached.append((at + 1, to + 1, found[1], found[0], found[2]))
                    else:
                        last = at == len(name) - 1 and to == len(text) - 1
                        cost = letter
                        if here in VOWELS and there in VOWELS:
                            cost = base["ending"] if last else vowel
                        reached.append((at + 1, to + 1, "letter", cost, ""))
                    if at + 1 < height and to + 1 < width and name[at + 1] == there and text[to + 1] == here:
                        reached.append((at + 2, to + 2, "swap", swap, ""))
                if there:
                    for end, piece, (cost, kind, reason) in ways[to].get(here, ()):
                        if end <= width and at + len(piece) <= height and name.startswith(piece, at):
                            reached.append((at + len(piece), end, kind, cost, reason))
                if here:
                    if here == " ":
                        reached.append((at + 1, to, "space", space, ""))
                    elif at and name[at - 1] == here:
                        reached.append((at + 1, to, "double", double, ""))
                    else:
                        found = drops.get(here)
                        cost = base["drop"]
                        if here in VOWELS:
                            cost = base["ending" if at == len(name) - 1 else "drop_vowel"]
                        if found and found[0] < cost:
                            reached.append((at + 1, to, found[1], found[0], found[2]))
                        else:
                            reached.append((at + 1, to, "drop", cost, ""))
                if there:
                    if there == " ":
                        reached.append((at, to + 1, "space", space, ""))
                    elif to and text[to - 1] == there:
                        reached.append((at, to + 1, "double", double, ""))
                    else:
                        found = adds.get(there)
                        cost = base["add"]
                        if found and found[0] < cost:
                            reached.append((at, to + 1, found[1], found[0], found[2]))
                        else:
                            reached.append((at, to + 1, "add", cost, ""))
                for next_at, next_to, kind, cost, reason in reached:
                    total = so_far + cost
                    if total < rows[next_at][next_to] - 1e-9:
                        rows[next_at][next_to] = total
                        trace[next_at, next_to] = (at, to, kind, cost, reason)


def _agreeing(name: str, text: str) -> int:
    """Letters that both sides of a row begin or end with, whichever are more."""
    short = min(len(name), len(text))
    front = next((at for at in range(short) if name[at] != text[at]), short)
    return max(front, next((at for at in range(short) if name[-1 - at] != text[-1 - at]), short))


def script_of(text: str) -> str:
    """The script whose table is asked: Cyrillic where a letter is Cyrillic.

    >>> script_of("торецьк"), script_of("toretsk")
    ('cyrillic', 'latin')
    """
    return "latin" if text.isascii() or not any("\u0400" <= char <= "\u052f" for char in text) else "cyrillic"
