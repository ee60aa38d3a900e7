"""Tidying a text before it is parsed: lost letters, remarks of editors, coordinates, marks of social networks.

    "area of ????the settlement of X"  ->  "area of the settlement of X"
    "near [the village of] X"          ->  "near the village of X"
    "#ChasivYar, 48.5967, 37.8355"     ->  "Chasiv Yar,", and the point
    "school No. 14 in X"               ->  "school  in X"

Each of these is a general accident of typed, converted and copied text; none of them knows a name.
"""

from __future__ import annotations

import re

from toponyms.text.lazy import lazily

TYPE_CHECKING = False
if TYPE_CHECKING:
    from toponyms.language.generics import GenericWords

Point = tuple[float, float]
"""(latitude, longitude) in degrees WGS84."""

_LOST = "\ufffd"
"""What a decoder writes for bytes that it cannot read."""

_LOST_S = lazily(r"(?<=[^\W\d_])\ufffd(?=s\b)")
_LOST_DASH = lazily(r"(?<=\s)\ufffd(?=\s)")
_LOST_LETTER = lazily(r"(?<=[^\W\d_])\ufffd(?=[^\W\d_])")
_LOST_MARKS = lazily(r"\ufffd+|\?{2,}|(?<!\S)\?(?=\S)|(?<=[^\W\d_])\?(?=\s*[,;)])")
_INSERTED = lazily(r"\[([^\[\]]*)\]")
_HASHTAGS = lazily(r"(#\w+)\s+(?=#\w)")
_HANDLE = lazily(r"(?<!\S)@\w+")
_HASHTAG = lazily(r"(?<!\S)#(\w*[^\W\d_]\w*)(?=[\s,.;:)]|$)")
_HUMP = lazily(r"(?<=[^\W\d_A-ZА-ЯІЇЄҐЁ])(?=[A-ZА-ЯІЇЄҐЁ])|_")
_LETTERED = lazily(r"(\d{1,2}\.\d{2,})\s?°?\s?N\s?[,;/]?\s?(\d{1,3}\.\d{2,})\s?°?\s?E\b")
_POINT = lazily(r"([-+]?\b\d{1,2}\.\d{3,})°?[N]?(?:\s?[,;/]\s?|\s)([-+]?\d{1,3}\.\d{3,})°?[E]?")
_SEXAGESIMAL = lazily(
    r"(\d{1,2})\s*[°º]\s*(\d{1,2})\s*['′’]\s*(\d{1,2}(?:\.\d+)?)\s*(?:\"|″|''|”)?\s*([NS])\s*,?\s*"
    r"(\d{1,3})\s*[°º]\s*(\d{1,2})\s*['′’]\s*(\d{1,2}(?:\.\d+)?)\s*(?:\"|″|''|”)?\s*([EW])"
)
_NUMBERING = lazily(r"(?<!\w)(?:[Nn][Oo]\.?|№)\s*\d+\b")
_INSET = lazily(r"(\b[^\W\d_]+) \([^\W\d_]+\) ([^\W\d_]+\b)")
_ELIDED = lazily(r"(\w+(?: \w+){0,2}) d['\u2019](?=[^\W\d_a-z])")
_MARKED = re.compile(r"[\ufffd?\[@#\d]")


def tidy(text: str) -> tuple[str, Point | None]:
    """The text without such accidents, and the point that it gives in coordinates, None where it gives none.

    >>> tidy("Donetsk\\ufffds suburb of ??Oktyabrsky")
    ("Donetsk's suburb of  Oktyabrsky", None)
    >>> tidy("47.7540, 37.4147, Volodymyrivka")
    (' , Volodymyrivka', (47.754, 37.4147))

    A text of which nothing would be left stays as it is.
    """
    if not _MARKED.search(text):
        return text, None
    out = text
    if _LOST in out or "?" in out:
        out = _LOST_S.sub("'", out)
        out = _LOST_DASH.sub("\u2013", out)
        out = _LOST_LETTER.sub("", out)
        out = _LOST_MARKS.sub(" ", out)
    if "[" in out:
        out = _INSERTED.sub(_inserted, out)
    if "@" in out:
        out = _HANDLE.sub(" ", out)
    if "#" in out:
        out = _HASHTAG.sub(_hashtag, _HASHTAGS.sub(r"\1, ", out))
    out, point = _take_point(out)
    out = _NUMBERING.sub(" ", out)
    return (out, point) if any(map(str.isalpha, out)) else (text, None)


def _inserted(found: re.Match[str]) -> str:
    """What an editor puts into a phrase belongs to it; anything else between brackets stands apart."""
    inside = found[1]
    return f" {inside} " if inside.islower() and len(inside.split()) <= 3 else f" ({inside}) "


def _hashtag(found: re.Match[str]) -> str:
    return _HUMP.sub(" ", found[1])


def _take_point(text: str) -> tuple[str, Point | None]:
    point = None
    found = _POINT.search(text) or _LETTERED.search(text)
    if found:
        point = float(found[1]), float(found[2])
        text = text[: found.start()] + " " + text[found.end() :]
    elif any(mark in text for mark in "°º"):
        found = _SEXAGESIMAL.search(text)
        if found:
            lat = int(found[1]) + int(found[2]) / 60 + float(found[3]) / 3600
            lon = int(found[5]) + int(found[6]) / 60 + float(found[7]) / 3600
            point = (-lat if found[4] == "S" else lat), (-lon if found[8] == "W" else lon)
            text = text[: found.start()] + " " + text[found.end() :]
    if point is not None and not (-90.0 <= point[0] <= 90.0 and -180.0 <= point[1] <= 180.0):
        point = None
    return text, point


def untangled(text: str, words: GenericWords) -> str:
    """The text with the phrases of the tables as they are listed there, where a mark or a remark stands within them.

    >>> from toponyms.language.generics import GenericWords
    >>> untangled("east (left) bank Kherson Oblast", GenericWords())
    'east bank Kherson Oblast'
    >>> untangled("près d'Odessa", GenericWords()), untangled("Côte d'Or", GenericWords())
    ('près de Odessa', "Côte d'Or")
    """

    def without_inset(found: re.Match[str]) -> str:
        bare = f"{found[1]} {found[2]}"
        return bare if words.relation(bare.casefold()) else found[0]

    def unelided(found: re.Match[str]) -> str:
        before = found[1].casefold().split()
        for size in range(len(before), 0, -1):
            phrase = " ".join([*before[-size:], "de"])
            if words.relation(phrase) or words.thing(phrase) or words.lookup(phrase):
                return f"{found[1]} de "
        return found[0]

    if "(" in text:
        text = _INSET.sub(without_inset, text)
    if "'" in text or "\u2019" in text:
        text = _ELIDED.sub(unelided, text)
    return text
