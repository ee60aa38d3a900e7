"""Texts that are read anew: mojibake, the wrong layout, digits for letters; and what shortened words stand for.

    >>> tables = Misreadings.from_bytes(to_bytes(load()))
    >>> tables.decoded("Р‘Р°С…РјСѓС‚")[0]
    ('Бахмут', 'bytes of utf-8 shown as cp1251')
    >>> tables.retyped(",f[ven")[0]
    ('бахмут', 'typed under the Ukrainian layout')
    >>> tables.lettered("K0vel")
    [('Kovel', 'digits read as letters')]

Each gives readings, the likelier first, and none for a text that shows no sign of it. Whether a reading is a name is
for others to find out.
"""

from __future__ import annotations

import re

from toponyms.errors import BuildError, GazetteerCorrupt
from toponyms.text.lazy import lazily

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Reading = tuple[str, str]
    Rows = Sequence[Sequence[str]]

ENCODINGS, LAYOUTS, DIGITS, SHORT = "encodings.tsv", "layouts.tsv", "digits.tsv", "abbreviations.tsv"
"""The tables in `toponyms/language/data`."""

_COLUMNS = {
    ENCODINGS: ("written", "shown", "certain", "reason"),
    LAYOUTS: ("row", "column", "qwerty", "uk", "ru"),
    DIGITS: ("digit", "script", "letters", "reason"),
    SHORT: ("short", "language", "forms", "note"),
}
_KEPT = {ENCODINGS: 3, LAYOUTS: 5, DIGITS: 3, SHORT: 3}
"""How many of the columns go into a gazetteer file: all but the reasons."""

LANGUAGES = {"uk": "Ukrainian", "ru": "Russian"}
"""The layouts that Cyrillic names are typed under, the likelier first."""

LEAST_LETTERS = 3
"""Letters of the shortest text that is read anew: of fewer, nearly all mean something under any reading."""

LEAST_TYPED = 4
"""The same for the wrong layout, where no sign but the letters themselves speaks for it."""

MOST_LOST = 3
"""Letters of a text of which half may be lost: each may be four letters."""

MOST_RESTORED = 8
"""Readings of such a text, the commoner letters first."""

COMMON = "сняИАН"
"""The common ones of the letters whose second byte Western European and Cyrillic Windows do not define."""

_LEAD = re.compile(rb"[\xd0\xd1](?![\x80-\xbf])")

_SIGNS = lazily("[\u0080-\u00ff\u0402-\u040f\u0452-\u045f\u2013-\u203a\u20ac\u2116\u2122\u2248-\u2265\u2500-\u25a0]")
"""Characters that broken text is made of, and hardly any name; Cyrillic alone is asked for its capitals."""

_INVERTED = lazily("^[а-яіїєґё][А-ЯІЇЄҐЁ]{2,}(?:[ -][а-яіїєґё]?[А-ЯІЇЄҐЁ]+)*$")
"""A capital where none should be and none where one should: KOI8-R has the cases the other way round."""

_CYRILLIC = lazily("(?:[А-ЯІЇЄҐЁЎ]?[а-яіїєґёў'’ʼ]+|[А-ЯІЇЄҐЁЎ'’ʼ]+)")
_CYRILLIC_LETTERS = lazily("[\u0400-\u04ff'’ʼ]+")
_WORD = lazily(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_TYPED = lazily(r"(?<!\S)[,;\[\]`][a-z]|[A-Za-z][;\[\]<>{}][A-Za-z]")
_RUN = lazily("[А-яІЇЄҐіїєґ]{2}")
_READABLE = lazily("[ -~\u00a0-\u024f\u0400-\u04ff\u2010-\u203a\u2116\u02b0-\u02ff]*")
"""What names are written with, and the text around them: anything else was no accident of encodings."""

_CLOSING = lazily("(?<!\\S)[\u2013-\u203a]+(?!\\S)|(?<=[а-яіїєґё])[\u2019\u201d\u203a]+(?![^\\W\\d_])")
"""Quotes and dashes where sound Cyrillic has them: alone, or behind a word in small letters."""

_STRAY = lazily(r"[.,](?=\S)|(?<!\w)[.,]")
_LETTER_WORD = lazily(r"\w+")
_ORDINAL = lazily(r"\d+(?:st|nd|rd|th)", re.IGNORECASE)


def looks_broken(text: str) -> bool:
    """Whether a text has signs of having been shown in another encoding: a cheap question, to be asked of every text.

    >>> looks_broken("Ð‘Ð°Ñ…Ð¼ÑƒÑ‚"), looks_broken("Łódź"), looks_broken("Бахмут")
    (True, True, False)
    """
    return not text.isascii() and bool(_SIGNS.search(text) or _INVERTED.match(text))


def looks_typed(text: str) -> bool:
    """Whether a text has marks inside or before words, where another layout has letters and this one has none.

    >>> looks_typed(",f[ven"), looks_typed("Bakhmut, Donetsk"), looks_typed("rkfdls'dj")
    (True, False, False)
    """
    return bool(_TYPED.search(text))


def load() -> dict[str, list[list[str]]]:
    """The rows of the tables, for compiling. Raises `BuildError` that names file and line where a row is wrong."""
    from toponyms.language.tables import data_path, read_table

    tables: dict[str, list[list[str]]] = {}
    for name, columns in _COLUMNS.items():
        tables[name] = []
        for number, cells in read_table(data_path(name), columns):
            if not all(cells):
                raise BuildError(f"{data_path(name)}:{number}: every cell needs a value")
            if name == ENCODINGS:
                for codec in cells[:2]:
                    try:
                        "".encode(codec)
                    except LookupError:
                        raise BuildError(f"{data_path(name)}:{number}: Python has no codec {codec!r}") from None
            tables[name].append(cells[: _KEPT[name]])
    return tables


def to_bytes(tables: Mapping[str, Rows]) -> bytes:
    """The tables as a section of a gazetteer file, a row a line behind the name of its table."""
    return "".join("\t".join((name, *row)) + "\n" for name in _COLUMNS for row in tables[name]).encode()


class Misreadings:
    """The tables, ready to use."""

    __slots__ = ("_codecs", "_digits", "_encodings", "_keys", "short")

    def __init__(self, tables: Mapping[str, Rows]) -> None:
        self._encodings = [(written, shown, certain == "yes") for written, shown, certain in tables[ENCODINGS]]
        self._codecs: dict[str, dict[str, int]] = {}
        self._keys: dict[str, dict[int, str]] = {language: {} for language in LANGUAGES}
        back: dict[str, dict[int, str]] = {language: {} for language in LANGUAGES}
        for _, _, latin, *typed in tables[LAYOUTS]:
            for language, other in zip(LANGUAGES, typed, strict=True):
                self._keys[language][ord(latin)] = other
                back[language].setdefault(ord(other), latin)
        # the way back, from letters of Cyrillic to those of the Latin layout
        for language, table in back.items():
            self._keys["to " + language] = table
        self.short: dict[str, list[str]] = {}
        """By a word that is shortened, without its dot, the words that it may stand for."""
        for shorts, _, forms in tables[SHORT]:
            for short in shorts.split():
                self.short.setdefault(short, []).extend(forms.split() if "/" not in short else [forms])
        self._digits: dict[tuple[str, str], str] = {(digit, script): to for digit, script, to in tables[DIGITS]}

    @classmethod
    def from_bytes(cls, data: bytes | memoryview) -> Misreadings:
        """The tables out of a gazetteer's section; `GazetteerCorrupt` where the bytes are not what was written."""
        tables: dict[str, list[list[str]]] = {name: [] for name in _COLUMNS}
        try:
            for line in str(data, "utf-8").splitlines():
                name, *cells = line.split("\t")
                tables[name].append(cells)
            return cls(tables)
        except (ValueError, KeyError, TypeError) as error:
            raise GazetteerCorrupt(f"the section of misreadings is damaged: {error}") from error

    # Mojibake

    def decoded(self, text: str) -> list[Reading]:
        """What a text was before its bytes were shown in another encoding; [] for a text that looks sound.

        A reading that is certain stands alone. Of others the text itself is one where it is Cyrillic as it stands.

        >>> tables = Misreadings.from_bytes(to_bytes(load()))
        >>> [reading for reading, note in tables.decoded("вБИНХФ")]
        ['вБИНХФ', 'Бахмут', 'Чвйоиж']
        """
        if not looks_broken(_CLOSING.sub("", text)):
            return []
        found: dict[str, str] = {}
        raws: dict[str, bytes | None] = {}
        guessed: bool | None = None  # whether the text is such that what is not certain may be guessed
        for written, shown, certain in self._encodings:
            raw = raws[shown] if shown in raws else raws.setdefault(shown, self._bytes(text, shown))
            if raw is None:
                continue
            if not certain:
                guessed = _may_be_guessed(text) if guessed is None else guessed
                if not guessed:
                    continue
            read = _read(raw, written, certain=certain)
            if read is None and certain:
                whole = self._restored(raw, shown)
                if whole:
                    return [(one, f"bytes of {written} shown as {shown}, of which some were lost") for one in whole]
            if read is None or read == text or read in found:
                continue
            if certain:
                # broken twice, it is mended twice
                raw = self._bytes(read, shown)
                again = None if raw is None else _read(raw, written, certain=True)
                return [(again or read, f"bytes of {written} shown as {shown}")]
            found[read] = f"bytes of {written} shown as {shown}"
        sound = all(map(_CYRILLIC_LETTERS.fullmatch, _WORD.findall(text)))
        return [*([(text, "")] if found and sound else []), *found.items()]

    def _bytes(self, text: str, codec: str) -> bytes | None:
        """The bytes that a one-byte encoding shows as this text, None where it has no such characters."""
        codes = self._codecs.get(codec)
        if codes is None:
            codes = self._codes(codec)
        try:
            return bytes([codes[letter] for letter in text])
        except KeyError:
            return None

    def _restored(self, raw: bytes, shown: str) -> list[str]:
        """What bytes of UTF-8 may have been before those were lost that a one-byte encoding does not define.

        Of "Ð¥ÐµÑ€ÑÐ¾Ð½" the с is half there: its second byte is a character that programs drop.
        """
        leads = [found.end() for found in _LEAD.finditer(raw)]
        if not 0 < len(leads) <= MOST_LOST or 4 * len(leads) > len(raw):
            return []
        undefined = [code for code in range(0x80, 0xC0) if self._codecs[shown].get(chr(code)) == code]
        texts, last = [b""], 0
        for at in (*leads, len(raw)):
            options = [bytes((code,)) for code in undefined] if at in leads else [b""]
            texts = [text + raw[last:at] + option for text in texts for option in options]
            last = at
        read = [one for text in texts if (one := _read(text, "utf-8", certain=True))]
        sound = [one for one in read if all(map(_CYRILLIC.fullmatch, _WORD.findall(one)))]
        return sorted(sound, key=lambda one: -sum(map(COMMON.count, one)))[:MOST_RESTORED]

    def _codes(self, codec: str) -> dict[str, int]:
        """The byte of each character of a one-byte encoding; bytes that it does not define stand for themselves."""
        codes = self._codecs[codec] = {}
        for code in range(256):
            codes[bytes((code,)).decode(codec, "ignore") or chr(code)] = code
        return codes

    # The wrong layout

    def retyped(self, text: str) -> list[Reading]:
        """What a text is under the layouts that were not on, the likelier first.

        >>> Misreadings.from_bytes(to_bytes(load())).retyped("Лншм")
        [('Kyiv', 'typed under the layout for Latin letters')]
        """
        if sum(map(str.isalpha, text)) < LEAST_TYPED:
            return []
        latin, cyrillic = 0, 0
        for letter in text:
            if letter.isalpha():
                latin += letter.isascii()
                cyrillic += "\u0400" <= letter <= "\u04ff"
        readings: dict[str, str] = {}
        if latin and not cyrillic and text.isascii():
            for language, name in LANGUAGES.items():
                readings.setdefault(text.translate(self._keys[language]), f"typed under the {name} layout")
        elif cyrillic and not latin:
            for language in LANGUAGES:
                other = text.translate(self._keys["to " + language])
                if other.isascii():
                    readings.setdefault(other, "typed under the layout for Latin letters")
        return [(read, note) for read, note in readings.items() if _all_letters(read)]

    # Digits for letters

    def lettered(self, text: str) -> list[Reading]:
        """A text in which a scan has left digits for letters, with the letters; [] where its digits are numbers."""
        if text.isalpha():
            return []
        changed = [text]
        for found in _LETTER_WORD.finditer(text):
            word = found[0]
            digits = [at for at, char in enumerate(word) if "0" <= char <= "9"]
            letters = len(word) - len(digits)
            if not digits or len(digits) > 2 or letters < LEAST_TYPED - 1 or letters < 3 * len(digits):
                continue
            if _ORDINAL.fullmatch(word) or (len(digits) > 1 and digits[1] == digits[0] + 1):
                continue
            script = "cyrillic" if "\u0400" <= max(word) <= "\u04ff" else "latin"
            options = [self._digits.get((word[at], script), "") for at in digits]
            if not all(options):
                continue
            words = [word]
            for at, letters_of in zip(digits, options, strict=True):
                words = [one[:at] + _as(letter, one, at) + one[at + 1 :] for one in words for letter in letters_of]
            changed = [whole[: found.start()] + one + whole[found.end() :] for whole in changed for one in words][:4]
        return [(one, "digits read as letters") for one in changed if one != text]


def _may_be_guessed(text: str) -> bool:
    """Whether a text has enough letters to be read anew where nothing is certain, and none of ASCII among them."""
    words = _LETTER_WORD.findall(text)
    return sum(map(len, words)) >= LEAST_LETTERS and not any(map(str.isascii, "".join(words)))


def _read(raw: bytes, written: str, *, certain: bool) -> str | None:
    """Bytes as the text of an encoding, None where they cannot have been one."""
    try:
        read = raw.decode(written)
    except UnicodeError:
        if b"\xd0 " not in raw:
            return None
        # a no-break space is the second byte of Р, and seldom survives
        try:
            read = raw.replace(b"\xd0 ", b"\xd0\xa0").decode(written)
        except UnicodeError:
            return None
        if not _RUN.search(read):
            return None  # a dash between words is no Р
    if certain:
        return read if any(map(str.isalpha, read)) and _READABLE.fullmatch(read) else None
    words = _WORD.findall(read)
    if not words:
        return None
    for word in words:
        if not _CYRILLIC.fullmatch(word):
            return None
    return read if all(mark in " -,.()/'’ʼ" for mark in _WORD.sub("", read)) else None


def _as(letter: str, word: str, at: int) -> str:
    """A letter in the case that its place in the word asks for."""
    after = word[at + 1 : at + 2]
    beside = (after if at == 0 else word[at - 1]) or after
    if at == 0:
        return letter.upper() if len(word) > 1 else letter
    return letter.upper() if beside.isupper() and (not after or after.isupper()) else letter


def _all_letters(text: str) -> bool:
    """Whether a text is words, with what names have between them: a comma stands behind a word and before a space."""
    return all(char.isalpha() or char in " -'’.," for char in text) and not _STRAY.search(text)
