"""The weighted edit distance: what costs how much, and which edits are named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from toponyms.errors import GazetteerCorrupt
from toponyms.language import edits
from toponyms.language.edits import FAR, Edits
from toponyms.matching import weights

BASE = weights.load()["edits"]
EDITS = Edits.from_bytes(edits.to_bytes(edits.load()), BASE)

LATIN = st.text("abcdehiklmnorstuvyz ", min_size=1, max_size=12)
CYRILLIC = st.text("абвгдеиіїйклмнорстьухчш ", min_size=1, max_size=12)
WORDS = st.one_of(st.tuples(LATIN, LATIN), st.tuples(CYRILLIC, CYRILLIC))


@pytest.mark.parametrize(
    ("name", "text", "kinds"),
    [
        ("toretsk", "torestk", ["swap"]),
        ("toretsk", "toletsk", ["translation"]),
        ("pokrovsk", "pokrosk", ["drop"]),
        ("bakhmut", "bakhmutt", ["double"]),
        ("kreminna", "kremina", ["double"]),
        ("kramatorsk", "kramators k", ["space"]),
        ("chasiv yar", "chasivyar", ["space"]),
        ("chernihiv", "chemihiv", ["sight"]),
        ("robotyne", "rabotyne", ["ear"]),
        ("kupiansk", "kupyansk", ["romanization"]),
        ("bakhmut", "bakhmur", ["hand"]),
        ("bakhmut", "bakhmuq", ["letter"]),
        ("bakhmut", "bakhmutq", ["add"]),
        ("бахмут", "бахнут", ["ear"]),
        ("любеч", "лбюеч", ["swap"]),
        ("отинія", "отииія", ["sight"]),
        ("очеретине", "очеретыне", ["romanization"]),
    ],
)
def test_the_cheapest_edit_is_named(name: str, text: str, kinds: list[str]) -> None:
    assert [step.kind for step in EDITS.steps(name, text)] == kinds


def test_speech_recognition_is_near_what_was_said() -> None:
    assert EDITS.cost("chasiv yar", "chase of yar") < 1.5 < OSA.distance("chasiv yar", "chase of yar")


def test_known_confusions_cost_less_than_others() -> None:
    assert EDITS.cost("kramatorsk", "krarnatorsk") < EDITS.cost("kramatorsk", "kraqnatorsk")
    assert EDITS.cost("toretsk", "torestk") == BASE["swap"]
    assert EDITS.cost("bakhmut", "bakhmur") == BASE["key"]


def test_steps_read_as_sentences() -> None:
    said = [str(step) for name, text in (("toretsk", "torestk"), ("bakhmut", "bakhmutt"), ("chasiv yar", "chasivyar"),
            ("kreminna", "kremina"), ("pokrovsk", "pokrosk"), ("bakhmut", "bakhmutq"), ("avdiivka", "avdi ivka"))
            for step in EDITS.steps(name, text)]  # fmt: skip
    assert said == ['"ts" with its letters swapped', '"t" doubled', "two words joined", '"n" missing of two',
                    '"v" left out', '"q" put in', "a word divided"]  # fmt: skip


@given(WORDS)
def test_only_equal_spellings_cost_nothing(pair: tuple[str, str]) -> None:
    name, text = pair
    assert (EDITS.cost(name, text) == 0.0) == (name == text)


@given(WORDS)
def test_the_steps_add_up_and_make_the_text(pair: tuple[str, str]) -> None:
    name, text = pair
    steps = EDITS.steps(name, text)
    assert sum(step.cost for step in steps) == pytest.approx(EDITS.cost(name, text), abs=1e-3)
    at, made = 0, ""
    for step in steps:
        made += name[at : step.at] + step.text
        at = step.at + len(step.name)
    assert made + name[at:] == text


@given(WORDS)
def test_plain_edits_cost_no_less(pair: tuple[str, str]) -> None:
    name, text = pair
    plain = OSA.distance(name, text)
    assert EDITS.cost(name, text) <= plain
    assert EDITS.cost(name, text, plain) == EDITS.cost(name, text)


@given(WORDS)
def test_what_is_too_dear_is_far(pair: tuple[str, str]) -> None:
    name, text = pair
    cost = EDITS.cost(name, text)
    assert EDITS.cost(name, text, cost - 0.01) == (FAR if cost else 0.0)


@pytest.mark.parametrize("row", edits.load(), ids=lambda row: f"{row[1]}-{row[2]}")
def test_every_row_is_found_from_its_letters(row: list[str]) -> None:
    script, name, text, cost, *_ = row
    frame = "вуg" if script == "cyrillic" else "qwx"
    number = BASE["key"] if cost == "key" else float(cost)
    assert 0.0 < EDITS.cost(frame + name + frame, frame + text + frame) <= number


def test_rows_that_hold_either_way_are_symmetric() -> None:
    rows = {(script, name, text): cost for script, name, text, cost, *_ in edits.load()}
    both = [key for key, cost in rows.items() if key[1] and key[2] and rows.get((key[0], key[2], key[1])) == cost]
    assert len(both) > 500
    for _, name, text in both:
        if len(name) == len(text) == 1:
            assert EDITS.cost(name, text) == EDITS.cost(text, name), (name, text)


def test_openings_that_are_alike() -> None:
    assert EDITS.opens_alike("izium", "lzium")
    assert EDITS.opens_alike("kherson", "herson")
    assert EDITS.opens_alike("kherson", "hkerson")
    assert not EDITS.opens_alike("bakhmut", "zakhmut")


def test_a_damaged_section_is_said_to_be_damaged() -> None:
    with pytest.raises(GazetteerCorrupt, match="edits"):
        Edits.from_bytes(b"latin\ta\tb\n", BASE)
    with pytest.raises(GazetteerCorrupt, match="edits"):
        Edits.from_bytes(b"greek\ta\tb\t0.5\tear\tx\n", BASE)
