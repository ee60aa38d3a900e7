"""Any text gives an answer, and anything else a documented error, soon."""

from __future__ import annotations

import datetime
import decimal
import math
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tiny import open_tiny
from toponyms import Gazetteer, GazetteerNotFound, UsageError

LONGEST_WAIT = 1.0
"""Seconds; a guard against hanging, far above what any legal text takes, so that a busy machine does not fail."""

HINTS: tuple[dict[str, object], ...] = (
    {},
    {"country": "UA"},
    {"within": "Donetsk Oblast"},
    {"kind": "settlement", "near": (48.0, 37.0), "as_of": "2015"},
)

_draw = random.Random(1)
_marks = [chr(mark) for mark in range(0x300, 0x36F) if mark != 0x345]  # folding makes a letter of that one: ι
ZALGO = "".join(letter + "".join(_draw.choices(_marks, k=20)) for letter in "Bakhmut")


MEANINGLESS = {
    "empty": "",
    "spaces": " \t\n\r\v\f ",
    "wide spaces": "\u00a0\u2003\u3000\u200b\ufeff",
    "ten megabytes": "a" * 10_000_000,
    "ten megabytes of commas": "a," * 5_000_000,
    "100,000 combining marks": "a" + "\u0301\u0323" * 50_000,
    "combining marks to the limit": "a" + "\u0301\u0323" * 255,
    "marks only": "\u0301" * 200,
    "a lone surrogate": "\ud800",
    "lone surrogates": "\udfff\ud800" * 100,
    "NUL": "\0",
    "control characters": "".join(map(chr, range(32))),
    "bidi controls": "\u202e\u202d\u2066\u2069\u200f",
    "digits": "0123456789",
    "many digits": "1" * 512,
    "other digits": "٣٤٥६७८",
    "emoji": "😀👨‍👩‍👧🏳️‍🌈",
    "flags": "🇺🇦" * 50,
    "slashes": "/" * 512,
    "backslashes": "\\" * 512,
    "commas": "," * 512,
    "parentheses": "(" * 256 + ")" * 256,
    "brackets": "[](){}|;:" * 50,
    "quotes": "\"'«»„“" * 80,
    "apostrophes": "'" * 512,
    "dashes": "-–—" * 170,
    "dots": "." * 512,
    "one letter": "a" * 512,
    "one Cyrillic letter": "я" * 512,
    "one vowel": "e" * 512,
    "letters and slashes": "q/" * 256,
    "letters and commas": "q," * 256,
    "letters in parentheses": "(q)" * 170,
    "letters and hyphens": "q-" * 256,
    "letters and dots": "q." * 256,
    "letters and spaces": "q " * 256,
    "type words": "town of " * 60,
    "type words behind": "область " * 60,
    "link words": " of " * 120,
    "endings": "ого ами ями ому ими ах ях ові еві ів ей " * 12,
    "sequences with many readings": "shch" * 128,
    "digraphs": "chzhkh" * 80,
    "mixed alphabets": "Аa" * 256,
    "private use": "\ue000\uf8ff" * 100,
    "unassigned": "\U000e0fff\u0378" * 100,
    "a character that becomes eighteen": "\ufdfa" * 512,
    "Hangul in pieces": "\u1100\u1161" * 256,
}
"""Texts that name nothing."""

ODD = {
    "many good parts": "Bakhmut," * 64,
    "many good alternates": "Bakhmut/" * 64,
    "many good words": "Bakhmut Donetsk Kharkiv Suva " * 17,
    "links without end": "Bakhmut of " * 46,
    "a name behind NUL": "\0Bakhmut\0",
    "a name among surrogates": "\ud800Bakhmut\udfff",
    "a name backwards": "\u202eBakhmut\u202c",
    "zalgo": ZALGO,
    "a name in bold": "𝐁𝐚𝐤𝐡𝐦𝐮𝐭",
    "a name in full width": "Ｂａｋｈｍｕｔ",
    "a name with soft hyphens": "Bakh\u00admut",
    "a name in other alphabets": "Бaхмyт",
    "512 characters": ("Bakhmut " * 64)[:512],
    "513 characters": ("Bakhmut " * 65)[:513],
}
"""Texts with a name in them, which may or may not be found."""


@contextmanager
def no_hang() -> Iterator[None]:
    """Fail where the block takes long."""
    started = time.perf_counter()
    yield
    assert time.perf_counter() - started < LONGEST_WAIT


@pytest.mark.parametrize("hints", HINTS, ids=lambda hints: ",".join(hints) or "bare")
@pytest.mark.parametrize("name", MEANINGLESS)
def test_what_names_nothing_is_not_resolved(gazetteer: Gazetteer, name: str, hints: dict[str, object]) -> None:
    with no_hang():
        found = gazetteer.resolve(MEANINGLESS[name], **hints)  # type: ignore[arg-type]
    assert found.status in ("unknown", "ambiguous")
    assert found.query == MEANINGLESS[name]
    assert found.explain()
    assert "512" in " ".join(found.notes) or len(MEANINGLESS[name]) <= 512


@pytest.mark.parametrize("hints", HINTS, ids=lambda hints: ",".join(hints) or "bare")
@pytest.mark.parametrize("name", ODD)
def test_odd_texts_get_an_answer(gazetteer: Gazetteer, name: str, hints: dict[str, object]) -> None:
    with no_hang():
        found = gazetteer.resolve(ODD[name], **hints)  # type: ignore[arg-type]
    assert found.status in ("resolved", "ambiguous", "unknown")
    assert found.explain()
    assert found._repr_html_()


@pytest.mark.parametrize("name", ["a name behind NUL", "zalgo", "a name in bold", "a name in full width",
                                  "a name with soft hyphens", "a name in other alphabets"])  # fmt: skip
def test_a_name_is_found_below_what_does_not_show(gazetteer: Gazetteer, name: str) -> None:
    found = gazetteer.resolve(ODD[name], country="UA")
    assert found.place == gazetteer.resolve("Бахмут", country="UA").place


NO_TEXT = [None, b"Bakhmut", bytearray(b"x"), 0, 5, True, 1.5, math.nan, decimal.Decimal(1), ["Bakhmut"], ("Bakhmut",)]
NO_TEXT += [{}, object(), datetime.date(2015, 1, 1), str]


@pytest.mark.parametrize("value", NO_TEXT, ids=lambda value: type(value).__name__)
def test_what_is_no_text_is_a_usage_error(gazetteer: Gazetteer, value: object) -> None:
    with pytest.raises(UsageError, match=r"takes a name as str, not \w+"):
        gazetteer.resolve(value)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=r"takes a name as str, not \w+"):
        list(gazetteer.resolve_many([value]))  # type: ignore[list-item]
    with pytest.raises(UsageError):
        gazetteer.place(value)  # type: ignore[arg-type]


def test_a_usage_error_is_a_value_error(gazetteer: Gazetteer) -> None:
    with pytest.raises(ValueError, match="not NoneType"):
        gazetteer.resolve(None)  # type: ignore[arg-type]


WRONG = [5, 1.5, True, b"UA", math.nan, ["UA"], ("a",), object(), datetime.timedelta(1), 0, 0.0, False, [], {}, (), b""]
"""Values that are no name, point, kind or date."""


@pytest.mark.parametrize("value", WRONG, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("hint", ["country", "within", "kind", "as_of"])
def test_a_hint_of_another_type_is_a_usage_error(hint: str, value: object) -> None:
    with pytest.raises(UsageError):
        open_tiny().resolve("Bakhmut", **{hint: value})  # type: ignore[arg-type]
    if hint in ("country", "kind"):
        with pytest.raises(UsageError):
            open_tiny().nearest(48.5, 37.9, **{hint: value})  # type: ignore[arg-type]


@pytest.mark.parametrize("hint", ["country", "within", "kind"])
@pytest.mark.parametrize("value", [None, ""])
def test_a_hint_that_is_empty_is_none(hint: str, value: str | None) -> None:
    tiny = open_tiny()
    assert tiny.resolve("Bakhmut", **{hint: value}) == tiny.resolve("Bakhmut")  # type: ignore[arg-type]


@pytest.mark.parametrize("path", [5, 0, True, 1.5, [], {}, object(), "a\0b", b"\0"], ids=repr)
@pytest.mark.parametrize("verify", [False, True])
def test_a_path_that_is_none(path: object, verify: bool) -> None:
    with pytest.raises(UsageError, match=r"path"):
        Gazetteer.open(path, verify=verify)  # type: ignore[arg-type]


@pytest.mark.parametrize("path", ["\ud800", "", "x" * 5000, "."])
def test_a_path_that_no_file_can_have(path: str) -> None:
    with pytest.raises(GazetteerNotFound):
        Gazetteer.open(path)


@pytest.mark.parametrize("text", [*MEANINGLESS.values(), *ODD.values()], ids=[*MEANINGLESS, *ODD])
def test_a_hint_of_any_text(gazetteer: Gazetteer, text: str) -> None:
    with no_hang():
        found = gazetteer.resolve("Bakhmut", within=text)
        assert found.status in ("resolved", "ambiguous", "unknown")
        for hint in ("country", "kind", "as_of"):
            with suppress(UsageError):
                gazetteer.resolve("Bakhmut", **{hint: text})  # type: ignore[arg-type]


@pytest.mark.parametrize("hint", ["country", "kind", "as_of", "near", "within"])
def test_a_message_does_not_repeat_megabytes(hint: str) -> None:
    try:
        said = " ".join(open_tiny().resolve("Bakhmut", **{hint: "x" * 10**6}).notes)  # type: ignore[arg-type]
    except UsageError as error:
        said = str(error)
    assert 0 < len(said) < 1000


@pytest.mark.parametrize("text", ["", "   ", "Qwxzzk", "q" * 2000, "\ud800", "\0", "нема такого"])
def test_a_hint_that_means_nothing_is_noted(gazetteer: Gazetteer, text: str) -> None:
    found = gazetteer.resolve("Бахмут", country="UA", within=text)
    assert found.place == gazetteer.resolve("Бахмут", country="UA").place
    assert bool(found.notes) == bool(text)


HINTED = st.fixed_dictionaries(
    {},
    optional={
        "country": st.one_of(st.none(), st.text(max_size=20), st.sampled_from(["UA", "Ukraine"]), st.integers()),
        "within": st.one_of(st.none(), st.text(max_size=60), st.sampled_from(["Donetsk Oblast", "UA"]), st.floats()),
        "near": st.one_of(st.none(), st.tuples(st.floats(), st.floats()), st.text(max_size=5), st.integers()),
        "kind": st.one_of(st.none(), st.text(max_size=10), st.sampled_from(["settlement", "water"]), st.binary()),
        "as_of": st.one_of(st.none(), st.text(max_size=10), st.dates(), st.datetimes(), st.integers()),
        "min_confidence": st.one_of(st.floats(), st.integers()),
        "limit": st.integers(),
    },
)
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=600)
"""Surrogates and unassigned characters included."""


@given(text=ANY_TEXT, hints=HINTED)
@settings(max_examples=250)
def test_any_text_with_any_hints(text: str, hints: dict[str, object]) -> None:
    tiny = open_tiny()
    try:
        found = tiny.resolve(text, **hints)  # type: ignore[arg-type]
    except UsageError:
        assert hints
        return
    assert found.query == text
    assert found.status in ("resolved", "ambiguous", "unknown")
    assert found.explain()


@given(text=ANY_TEXT)
@settings(max_examples=250)
def test_any_text_of_the_real_gazetteer(gazetteer: Gazetteer, text: str) -> None:
    for one in (text, f"{text}, Ukraine", f"Bakhmut {text}", f"{text}/{text}"):
        found = gazetteer.resolve(one)
        assert found.status in ("resolved", "ambiguous", "unknown")


@given(identifier=ANY_TEXT)
@settings(max_examples=60)
def test_any_text_as_an_id(identifier: str) -> None:
    with pytest.raises(LookupError):
        open_tiny().place(f"{identifier}\0")
