"""Parsing a text into what it names, what kind it says that is, and which names around it say where.

    "the Novy district of Chasiv Yar"  ->  "Novy", says part or raion, and what it lies in, "Chasiv Yar"
    "Artemivsk/Bakhmut, Donetsk obl."  ->  "Artemivsk" or "Bakhmut", and behind it "Donetsk", says oblast
    "a post 5 km north of Opytne"      ->  "a post", a thing; "Opytne", with the relation: 5 km, bearing 0 degrees

Parsing looks at words only, never at the gazetteer; which reading holds is for recall to find out.
"""

from __future__ import annotations

import re
import unicodedata

from toponyms.matching.parts import Part, Query, Reading
from toponyms.matching.phrases import DASHES, POSSESSIVES, Phrase, cut, is_name
from toponyms.matching.shared import shared
from toponyms.matching.sorts import NATURE, by_the_sea, called, framed, natural, parted, sorts_of
from toponyms.matching.tidy import tidy, untangled
from toponyms.text.lazy import lazily

TYPE_CHECKING = False
if TYPE_CHECKING:
    from toponyms.language.generics import GenericWords

MAX_LENGTH = 512
"""Characters of the longest text that can be a name; longer ones are not read at all."""

MAX_FORMS = 4
"""Forms of one text that are looked up: more would make a text of slashes slow."""

MAX_PARTS = 8
"""Parts of one text that are read; an address or a list that says where has no more."""

BROAD = frozenset({("admin", 1), ("country", 0), ("region", 0)})
"""What a type word says of a unit in which very many places lie."""

STEPS = frozenset({">", "\u2192"})
"""Marks that lead from a unit to what lies in it."""

AROUND = frozenset({("settlement", 0), ("part", 0)})
"""What a word says that means a region of that name as well as the surroundings of a town: "X area"."""

WATER = frozenset({("water", 0)})
"""What a word for a bank or a mouth says of the name behind it."""

AWAY_FROM = frozenset({"near", "outskirts", "direction", "towards", "from", "distance"})
"""What relation words say behind which another place is named than that of the type word before them."""

DIVIDING = frozenset({"in", "of", "on", "to", "and"})
"""What small words do that are no articles."""

NUMBERED = "numbered"
"""The relation of a reading without the number of a name ("Zolote-4"): it counts only where the text says where."""

_NUMBERED = re.compile(r"^([^\W\d_][^\d]{3,}?)\s*-?\s*\d{1,2}$")
_DIVIDERS = re.compile(r"(?:[;()\[\]|\n\t]|(?<=\s)(?:>+|\u2192)(?=\s)|,(?!\d)|(?<!\d),)+|:(?=\s|$)|\.{3,}|\u2026")
_WORDS = re.compile(r"[\W\d_]+")
_PLAIN = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*(?: [^\W\d_]+(?:['\u2019-][^\W\d_]+)*){0,7}")
_ROAD = lazily(r"(?<!\w)[MHTPEAМНТРЕ]-?\d{2,4}(?:-\d{1,2})?\s+(?=\S)")
_MAIL = re.compile(r"\w@\w|^\s*@\w+\s*$")
_ENDS = '.,:;!?"\u00ab\u00bb\u201c\u201d\u201e'
_MARKS = (
    "\u2019\u02bc\u2018\u201b\u0060\u00b4\u2032\u2033\u2035\u02b9\u02ba\u02bb\u02bd\u02be\u02bf\u02c8\u02ca\u02cb\u02ee"
    + ("\u0384\u1fbf\u275c\ua78c\uff07\u05f3\u05f4")
)
"""Marks that stand for an apostrophe, as `text/characters.tsv` lists them."""

_POSSESSIVE = re.compile(f"(?:(?<=[^\\W\\d_])['{_MARKS}]s|(?<=s)['{_MARKS}])$", re.IGNORECASE)
_FIRST = r"^([^\W\d_][^\s\u2013]{2,}?|[^\W\d_]\S+ [A-ZА-ЯІЇЄҐЁ][^\s\u2013-]{2,})\s*[-\u2013\u2014]\s*"
_PAIR = re.compile(_FIRST + r"([A-ZА-ЯІЇЄҐЁ][^\s\u2013-]{2,})$")
_WIDE = re.compile(_FIRST + r"([A-ZА-ЯІЇЄҐЁ][^\s\u2013-]{2,}(?: [A-ZА-ЯІЇЄҐЁ][^\s\u2013-]+)?)$")
_UNDOTTED = re.compile(r"^\s*([мг])\s+(?=[А-ЯІЇЄҐЁ])")
"""Abbreviations of "town" without their dot, where a name follows that opens with a capital: no metres, no grams."""

_ALTERNATES = re.compile(r"\s*[/\\]\s*")
_GLUED_DOT = re.compile(r"\b([^\W\d_]{1,5})\.(?=[^\W\d_])")
_APOSTROPHES = str.maketrans(dict.fromkeys(_MARKS, "'"))


def parse(text: str, words: GenericWords) -> Query:
    """The parts and readings of a text.

    >>> from toponyms.language.generics import GenericWords
    >>> words = GenericWords()
    >>> parse("town of Bakhmut, Donetsk Oblast", words).parts[0].alternates[0][0].core
    'Bakhmut'
    >>> parts = parse("a market in the Novy district of Chasiv Yar", words).parts
    >>> [(part.alternates[0][0].core, part.join, part.role) for part in parts]
    [('market', '', 'words'), ('Novy', 'in', 'district'), ('Chasiv Yar', 'of', 'name')]
    """
    if is_one_name(text, words):  # nothing to take apart, and most names are so
        return Query(text, [Part(text, [[Reading(text, text)]])])
    return taken_apart(text, words)


def taken_apart(text: str, words: GenericWords) -> Query:
    """What `parse` gives, by the rules for texts of any kind."""
    if "://" in text or _MAIL.search(text):
        return Query(text, [])  # an address of the net names no place, whatever words it holds
    tidied, point = tidy(_UNDOTTED.sub(r"\1. ", text, count=1))
    tidied = shared(untangled(tidied, words), words)
    if (
        any(map(str.isdigit, tidied))
        and _ROAD.search(tidied)
        and any(words.thing(_folded(token).strip(_ENDS)) == "street" for token in tidied.split())
    ):
        tidied = _ROAD.sub("", tidied)  # "the T0504 X-Y highway": the number names no place
    # capitals tell names where they open words, not in all capitals and not by a stuck key ("nEW yORK")
    cased = any(word[:1].isupper() and word[1:2].islower() for word in _WORDS.split(tidied))
    parts: list[Part] = []
    forms = 0
    for join, piece in _pieces(tidied, words):
        for part in _parts_of(piece, join, parts, words, cased):
            if len(parts) == MAX_PARTS:
                break
            del part.alternates[max(1, MAX_FORMS - forms) :]
            forms += len(part.alternates) if not parts else 0
            if part.join == "(" and part.role == "words" and parts and _types(parts[-1], piece, words):
                continue  # "Айдар (річка)"
            if part.join == "dash" and part.role == "name" and parts and parts[-1].role == "street":
                _as_pair(parts[-1], words, cased)
            elif part.join == "of" and parts and by_the_sea(parts[-1].text, words):
                parts.pop()
            parts.append(part)
    if not parts and any(map(str.isalpha, tidied)):
        raw = tidied.split()
        name = " ".join(raw[_lead(raw, len(raw), words) :]) or tidied  # "the West Bank": nothing but relation words
        parts.append(Part(name, [[Reading(name, name)]]))
    return Query(text, parts, point, cased=cased)


def _types(part: Part, piece: str, words: GenericWords) -> bool:
    """Read a type word in parentheses as one beside the name before them; whether it is one."""
    bare = _folded(piece).rstrip(".")
    kinds = _kinds(words, bare, True, ("before", "both")) or _kinds(words, bare, True, ("after", "both"))
    first = part.alternates[0][0]
    if not kinds or first.says or not first.core or part.role != "name":
        return False
    named = Reading(f"{first.whole} {piece}", first.core, kinds, first.relation)
    named.types = sorts_of(words, bare, True, ("before", "both")) or sorts_of(words, bare, True, ("after", "both"))
    part.alternates = [[named]]
    part.typed = ("settlement", 0) in kinds
    return True


def _as_pair(road: Part, words: GenericWords, cased: bool) -> None:
    """Make the first half of "road X - Y" a name: the text lies between the two."""
    name = _thing(road.text, words, cased, False)[1]
    if name and any(is_name(word, cased) for word in name.split()):
        road.alternates = [[Reading(name, readings(name, words)[0].core or name)]]
        road.role, road.relation = "name", "between"


def is_one_name(text: str, words: GenericWords) -> bool:
    """Whether a text is one word, or words without marks around them at whose ends no entry of the tables can stand.

    Every rule of taking apart begins with a mark, a digit, or a word of the tables.
    """
    if text.isalpha():
        return True
    if not _PLAIN.fullmatch(text):
        return False
    starts, ends = words.starts, words.ends
    for token in text.split(" "):
        folded = _folded(token)
        if folded in starts or folded in ends or folded.endswith(POSSESSIVES) or words.plural(folded):
            return False
        if "-" in folded and folded.rpartition("-")[2] in ends:
            return False  # "Oskil-Stausee"
    return True


def _pieces(text: str, words: GenericWords) -> list[tuple[str, str]]:
    """What stands between commas, parentheses and the like, each with the mark before it.

    A distance in other units ("10 kilometres (six miles) north of X") divides nothing and says nothing new.
    """
    out: list[tuple[str, str]] = []
    join, last, depth = "", 0, 0
    glue = False
    for found in [*_DIVIDERS.finditer(text), None]:
        piece = text[last : found.start() if found else len(text)].strip()
        if piece and any(map(str.isalnum, piece)):
            unit = words.measure(piece.split()[-1].casefold(), "km") if out and len(piece) < 20 else None
            if glue:
                out[-1] = (out[-1][0], f"{out[-1][1]} {piece}")
                glue = False
            elif unit and "(" in join and len(piece.split()) < 4:
                glue = True
            else:
                # in parentheses a semicolon is a comma: "X (Y region; Z)"
                mark = "," if join[:1] in STEPS or join == "|" or (depth and join == ";") else join[:1]
                out += [(mark, piece)] if " / " not in piece else _by_slash(mark, piece, words)
            join = ""
        if found is None or len(out) > MAX_PARTS:
            break
        depth += found[0].count("(") - found[0].count(")")
        join = (join + found[0]).strip()
        last = found.end()
    return out


def _by_slash(mark: str, piece: str, words: GenericWords) -> list[tuple[str, str]]:
    """A piece with a slash as two where one half is a unit in which the other lies: "Donetsk Oblast / Bakhmut"."""
    halves = piece.split(" / ")
    broad = [bool(says) and says <= BROAD for says in (readings(half, words)[0].says for half in halves)]
    if len(halves) == 2 and broad[0] != broad[1]:
        return [(mark, halves[0]), (",", halves[1])]
    return [(mark, piece)]


def _parts_of(piece: str, join: str, before: list[Part], words: GenericWords, cased: bool) -> list[Part]:
    """The parts of a piece, in order. A relation word alone ("X (near)") belongs to the part before."""
    if piece.isalpha() and is_name(piece, cased) and _folded(piece) not in words.starts:
        return [Part(piece, [[Reading(piece, piece)]], join)]  # one plain name, the usual case
    raw = _GLUED_DOT.sub(r"\1. ", piece).split()
    tokens = [_folded(token) for token in raw]
    if "/" in piece or "\\" in piece:
        raw, tokens = _one_type(raw, tokens, words)
    phrases = cut(raw, tokens, words, cased) if len(raw) > 1 or tokens[0] in words.starts else [Phrase(0, 1, "")]
    out: list[Part] = []
    for number, phrase in enumerate(phrases):
        if phrase.low >= phrase.high:
            owner = (out or before)[-1:]
            if phrase.relation and owner and owner[0].role != "words":
                owner[0].relation = owner[0].relation or phrase.relation
            continue
        part = _part(raw, phrase, words, cased, whole=not number)
        part.join = phrase.join if number or phrase.join else join
        out.append(part)
    return out


def _part(raw: list[str], phrase: Phrase, words: GenericWords, cased: bool, *, whole: bool) -> Part:
    """A phrase as a part: what it says, and what is left when the words for things are taken off."""
    low, high = phrase.low, phrase.high
    text = _ended(" ".join(raw[low:high]), words)
    if phrase.possessive:
        text = _POSSESSIVE.sub("", text)
    names = [name for name in _ALTERNATES.split(text) if name] if "/" in text or "\\" in text else [text]
    part = Part(text, [readings(name, words) for name in names or [text]])
    part.relation, part.km, part.bearing = phrase.relation, phrase.km, phrase.bearing
    part.possessive = phrase.possessive
    if whole and low:
        lead = _lead(raw, low, words)
        part.alternates[0][0].whole = _ended(" ".join(raw[lead:high]), words)  # "West Jordan"
        part.led = lead > 0
    first = part.alternates[0]
    if phrase.shore and not first[0].says:
        first.insert(0, Reading(first[0].whole, first[0].core, WATER))
        first[1].derived = True  # "on the left bank of Kyiv"
    says = first[0].says
    part.relation = part.relation or first[0].relation
    kinds = {kind for kind, _ in says}
    part.typed = "settlement" in kinds
    pointed = bool(phrase.relation) or phrase.join in ("in", "relation")
    role, body = _thing(text, words, cased, pointed) if high - low > 1 else ("", text)
    plain = _folded(body)
    nothing = words.thing(plain) or ((low > phrase.start or phrase.join) and _says_nothing(words, plain, nature=False))
    if nothing or not first[0].core or not any(is_name(word, cased) for word in body.split()):
        part.role, part.open = "words", bool(role or says) or _known_head(text, words)
        bare = whole and not (nothing or part.open or phrase.low > phrase.start)
        if bare and any(map(str.isalpha, first[0].core)):
            part.role = "plain"
        return part
    if role == "street":
        part.role = "street"
    elif role == "sector":
        part.role = "sector"
    elif role or "object" in kinds:
        part.role = "thing"
    elif says and all((kind, level) in BROAD for kind, level in says):
        part.role = "area"
    elif not part.typed and any(kind == "part" or (kind == "admin" and level > 1) for kind, level in says):
        part.role = "district"
    joined = (part.relation or role) and any(dash in body for dash in DASHES)
    found = (_WIDE if part.relation else _PAIR).match(readings(body, words)[0].core) if joined else None
    if found:
        part.pair = found[1], found[2]
        part.role = "name" if role == "street" else part.role
        # "Rai-Olenivka station" is not between Rai and Olenivka
        first.append(Reading(body, body, frozenset(), "site" if role == "site" else "", derived=True))
        first.append(Reading(found[1], found[1], frozenset(), "between", derived=True))
    elif body != text and role != "street":
        # the thing may be a place of its own; else it lies where its name says
        inner = readings(body, words)[0]
        relation = "site" if role == "site" else ""
        first.append(Reading(body, inner.core or body, inner.says, relation, int(bool(role)), derived=True))
        first[-1].types = inner.types or first[0].types
        first[-1].sector = role == "sector"
        first[-1].works = role == "site" and not first[-1].core.isascii()  # "Рязанский НПЗ"
    numbered = _NUMBERED.match(first[0].core) if first[0].core[-1].isdigit() else None
    if numbered:
        first.append(Reading(numbered[1], numbered[1], says, NUMBERED, 1, derived=True))
    return part


def _lead(raw: list[str], low: int, words: GenericWords) -> int:
    """How many small words open a phrase that are no part of a name stored in full: all of them, unless an article.

    "the West Bank" and "в Донецькій народній республіці" are stored without them, "The Hague" with its article.
    """
    small = 0
    while small < low and words.stopword(_folded(raw[small])):
        small += 1
    if small == len(raw) or small < low:
        return small if small < len(raw) else 0
    articles = all(DIVIDING.isdisjoint(words.stopword(_folded(token))) for token in raw[:small])
    return 0 if articles else small


def _ended(text: str, words: GenericWords) -> str:
    """A phrase without the mark that ends it; the dot of an abbreviation stays."""
    bare = text.rstrip(_ENDS)
    short = text[len(bare) :].startswith(".") and words.lookup(_folded(bare.rpartition(" ")[2]))
    return bare + "." if short else bare


def _known_head(text: str, words: GenericWords) -> bool:
    """Whether a phrase without a name ends with a word for a thing or a kind of place: "the industrial zone"."""
    tokens = [_folded(token).strip(_ENDS) for token in text.split()]
    for size in range(min(3, len(tokens)), 0, -1):
        tail = " ".join(tokens[-size:])
        if words.thing(tail) or words.lookup(tail) or words.relation(tail):
            return True
    return False


def _thing(text: str, words: GenericWords, cased: bool, pointed: bool) -> tuple[str, str]:
    """What a word for a thing says in a phrase, and the phrase without it and without plain words before the name.

    pointed: a word before the phrase says that a place follows, so that plain words need not be known ones.
    """
    raw = text.split()
    tokens = [_folded(token).strip(_ENDS) for token in raw]
    low, high, role = 0, len(raw), ""
    starts, ends = words.starts, words.ends
    whole = words.thing(" ".join(tokens))
    if whole:
        return whole, ""  # nothing but the word for a thing: "residential building"
    if is_name(raw[0], cased) and tokens[0] not in starts and tokens[-1] not in ends:
        return role, text
    while high - low > 1:
        most = max(ends.get(tokens[high - 1], 0), starts.get(tokens[low], 0))
        for size in range(min(most, high - low - 1), 0, -1):
            at_end = words.thing(" ".join(tokens[high - size : high]))
            if at_end:
                role, high = role or at_end, high - size
                break
            at_front = words.thing(" ".join(tokens[low : low + size]))
            # in English the thing stands behind its name; where no capitals tell, that is all there is to go by
            if at_front and at_front != "sector" and (cased or not tokens[low].isascii()):
                role, low = role or at_front, low + size
                break
        else:
            if not cased or is_name(raw[low], cased):
                break
            low += 1  # "military", "No. 14"
    if low and not role and not pointed:
        low = 0  # plain words that are not known may be part of the name or mean a person
    return role, " ".join(raw[low:high])


def _one_type(raw: list[str], tokens: list[str], words: GenericWords) -> tuple[list[str], list[str]]:
    """Two type words with a slash between them ("Town/City") are one."""
    for at, token in enumerate(tokens):
        halves = [half for half in re.split(r"[/\\]", token) if half]
        if len(halves) > 1 and all(words.lookup(half.rstrip(".")) for half in halves):
            raw[at], tokens[at] = halves[0], halves[0]
    return raw, tokens


def _folded(token: str) -> str:
    if token.isascii():
        return token.casefold().replace("`", "'")
    return unicodedata.normalize("NFC", token).casefold().translate(_APOSTROPHES)


def readings(text: str, words: GenericWords) -> list[Reading]:
    """How one name can be read: without its type words. A list, for other readings to be put behind the first.

    >>> from toponyms.language.generics import GenericWords
    >>> reading = readings("Bakhmut Raion", GenericWords())[0]
    >>> reading.core, sorted(reading.says)
    ('Bakhmut', [('admin', 2), ('part', 0)])
    """
    raw = parted((_GLUED_DOT.sub(r"\1. ", text) if "." in text else text).split(), words)
    if not raw:
        return [Reading(text, text)]
    tokens = [_folded(token) for token in raw]
    first = _strip(text, raw, tokens, words)
    if first.relation == "part" and first.core and natural([first.says]):
        named = _strip(text, raw, tokens, words, bearings=False)  # "Southern Bug River" is not the south of the Bug
        if named.says == first.says and named.core and named.core != first.core:
            first.derived = True
            return [named, first]
    return [first]


def _strip(
    whole: str, raw: list[str], tokens: list[str], words: GenericWords, *, nature: bool = True, bearings: bool = True
) -> Reading:
    """Take type words, relation words and small words off both ends, as long as something is left.

    nature: whether words for waters and hills are taken off as well. bearings: whether words for a part of it are
    ("southern"), which may be the beginning of its name.
    """
    low, high = 0, len(tokens)
    starts, ends = words.starts, words.ends
    says: list[frozenset[tuple[str, int]]] = []
    types: frozenset[str] = frozenset()
    relation, sector = "", False
    moved = True
    while moved and low < high:
        moved = False
        for size in range(min(starts.get(tokens[low].rstrip(".,:"), 0), high - low - 1), 0, -1):
            phrase = " ".join(tokens[low : low + size])
            bare = phrase.rstrip(".,:")
            kinds = _kinds(words, bare, phrase.endswith("."), ("before", "both"))
            related = [row.relation for row in words.relation(bare) if row.position == "before"]
            related = [relation_ for relation_ in related if bearings or relation_ != "part"]
            small = words.stopword(bare)
            if related and phrase.endswith(".") and any(row.dotted for row in words.lookup(bare)):
                related = []  # "с." is a village, "с" is "from"
            if kinds:
                if {kind for kind, _ in kinds} <= NATURE and (
                    not nature or natural(says) or framed(words, bare, tokens[high - 1])
                ):
                    continue  # "River Balka Adamovycha" is called a ravine
                if related:
                    kinds, relation = kinds | AROUND, relation or related[0]
                says.append(kinds)
                types = sorts_of(words, bare, phrase.endswith("."), ("before", "both"))
            elif related:
                if related[0] in AWAY_FROM and {kind for said in says for kind, _ in said} <= NATURE:
                    says, types = [], frozenset()  # "forest near Izium"
                relation = relation or related[0]
            elif not ("front" in small or ("link" in small and says)):
                continue
            low, moved = low + size, True
            break
    moved = True
    while moved and low < high:
        moved = False
        for size in range(min(ends.get(tokens[high - 1].rstrip(".,:"), 0), high - low - 1), 0, -1):
            phrase = " ".join(tokens[high - size : high])
            bare = phrase.rstrip(".,:")
            kinds = _kinds(words, bare, phrase.endswith("."), ("after", "both"))
            related = [row.relation for row in words.relation(bare) if row.position == "after"]
            if kinds:
                if {kind for kind, _ in kinds} <= NATURE and (
                    not nature or natural(says) or (says and kinds.isdisjoint(says[-1]))
                ):
                    continue  # a settlement is no hill: "Vesela Hora village" is called Vesela Hora
                if related:
                    kinds, relation = kinds | AROUND, relation or related[0]
                says.append(kinds)
                types = sorts_of(words, bare, phrase.endswith("."), ("after", "both"))
            elif related:
                relation = relation or related[0]
            else:
                continue
            high, moved = high - size, True
            sector = sector or words.thing(bare) == "sector"
            break
    core = " ".join(raw[low:high])
    if says and not relation and len(raw) < 4 and called(words, raw[low], tokens[low], says):
        pass  # "озеро Бухта", "коса Південна"
    elif (low or high < len(raw)) and _says_nothing(words, " ".join(tokens[low:high]), nature):
        if nature and any({kind for kind, _ in kinds} <= NATURE for kinds in says):
            other = _strip(whole, raw, tokens, words, nature=False)  # "Lyman direction": the estuary is the name
            if other.says and other.core:
                return other
        core = ""  # "the city centre": nothing but type words, and so no name
    # of two type words the one nearest to the name counts: "city district" is read from the outside in
    return Reading(whole, core, says[-1] if says else frozenset(), relation, sector=sector, types=types)


def _says_nothing(words: GenericWords, phrase: str, nature: bool = True) -> bool:
    """Whether a phrase is nothing but a word of the tables; nature: words for waters and hills count as well."""
    kinds = words.lookup(phrase)
    if kinds and (nature or any(row.says not in NATURE for row in kinds)):
        return True
    return bool(words.relation(phrase) or words.stopword(phrase)) or words.measure(phrase, "bearing") is not None


def _kinds(words: GenericWords, bare: str, dotted: bool, positions: tuple[str, str]) -> frozenset[tuple[str, int]]:
    return frozenset(
        (row.says, row.level) for row in words.lookup(bare) if row.position in positions and (dotted or not row.dotted)
    )
