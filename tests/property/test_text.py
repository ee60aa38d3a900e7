"""What holds for every text: keys, romanizations and repairs."""

from __future__ import annotations

import unicodedata

from hypothesis import assume, example, given
from hypothesis import strategies as st

from toponyms.index.keys import KeyRules
from toponyms.romanization import engine_of, load_scheme, romanizations, transliterate
from toponyms.romanization.inverse import restore
from toponyms.romanization.scheme import alphabets
from toponyms.text.normalize import MAX_LENGTH, apostrophes, normalize, packaged

RULES = KeyRules.load()

texts = st.text(max_size=60)
# Letters with marks, marks without letters, apostrophes, spaces and things that cannot be seen.
marked = st.text(
    st.sampled_from("aeiIİıyjoшиїйёђґЁЙàñçß'’ʼ-–_. \u00a0\u0300\u0301\u0306\u0308\u0328\u0307\u00ad\u200d\u202b\ud800"),
    max_size=20,
)
UKRAINIAN = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
names = st.text(st.sampled_from(UKRAINIAN + RUSSIAN + "'- "), min_size=1, max_size=25)
latin_names = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzčšžćśźżłěâûŝöü'- "), min_size=1, max_size=25)


@given(texts | marked)
@example("\u0390\u0301")
@example("ŉ")
@example("ｶﾞ")
def test_an_exact_key_is_its_own_key(text: str) -> None:
    key = normalize(text)
    assert normalize(key) == key
    assert len(key) <= MAX_LENGTH


@given(texts | marked)
@example('\u00c0"A')
@example('\u304c"A')
def test_composed_and_decomposed_texts_have_one_key(text: str) -> None:
    # Characters that only newer versions of Unicode know are not touched, hence not composed either.
    assume(not any(packaged().unassigned(ord(char)) for char in text))
    assert normalize(unicodedata.normalize("NFC", text)) == normalize(unicodedata.normalize("NFD", text))


@given(names | latin_names)
def test_case_does_not_matter(text: str) -> None:
    assert normalize(text.upper()) == normalize(text.lower()) == normalize(text.title())


@given(names, st.sampled_from(apostrophes()))
def test_each_apostrophe_is_the_same(text: str, apostrophe: str) -> None:
    assert normalize(text.replace("'", apostrophe)) == normalize(text)


@given(texts | marked | names | latin_names)
def test_any_text_has_keys_and_no_surprise(text: str) -> None:
    key = RULES.exact(RULES.repair(text))
    for skeleton in (*RULES.skeletons(key), *RULES.stored_skeletons(key, "uk")):
        assert skeleton.isascii()
        assert skeleton == skeleton.lower()
        assert " " not in skeleton
        assert skeleton
    assert len(RULES.skeletons(key)) <= 4
    RULES.fold(key)
    RULES.lookalike(text)


@given(names | latin_names, st.sampled_from(["uk", "ru", "be", "de", "pl", "und"]))
def test_a_stored_name_is_found_by_its_own_skeleton(name: str, language: str) -> None:
    key = RULES.exact(name)
    stored = RULES.stored_skeletons(key, language)
    assert RULES.skeletons(key, 1) == stored[:1]


# Up to two consonants in a row: what three of them become is no name's business.
consonants = st.sampled_from("бвгґджзйклмнпрстфхцчшщ")
onsets = st.one_of(consonants, st.tuples(consonants, consonants).map("".join), st.just(""))
syllables = st.tuples(onsets, st.sampled_from(["", "", "ь", "'"]), st.sampled_from("аеєиіїоуюя")).map("".join)
pronounceable = st.tuples(st.lists(syllables, min_size=1, max_size=6).map("".join), consonants).map("".join)


@given(pronounceable)
def test_romanized_names_meet_their_originals(name: str) -> None:
    stored = RULES.stored_skeletons(RULES.exact(name), "uk")
    asked = RULES.skeletons(RULES.exact(transliterate(name, to="kmu-ukr-2010")))
    assert set(stored) & set(asked)


@given(st.sampled_from(romanizations()), st.data())
def test_romanized_text_is_latin(id_: str, data: st.DataObject) -> None:
    letters = "".join(load_scheme(id_).letters)
    text = data.draw(st.text(st.sampled_from(letters + letters.upper() + "'’- "), max_size=30))
    out = transliterate(text, to=id_, strict=True)
    assert out == unicodedata.normalize("NFC", out)
    assert not any(unicodedata.name(char, "").startswith("CYRILLIC") for char in out)


@given(st.sampled_from(romanizations()), st.data())
def test_the_transducer_writes_what_the_rules_say(id_: str, data: st.DataObject) -> None:
    letters = "".join(load_scheme(id_).letters)
    others = "'’- x7\u0301\u0308é北"
    text = data.draw(st.text(st.sampled_from(letters + letters.upper() + others), max_size=30))
    assert transliterate(text, to=id_) == engine_of(id_).read(text)


@given(st.sampled_from([id_ for id_ in romanizations() if load_scheme(id_).reversible]), st.data())
def test_a_reversible_system_loses_nothing(id_: str, data: st.DataObject) -> None:
    scheme = load_scheme(id_)
    alphabet = alphabets()[scheme.language]["letters"]
    word = st.text(st.sampled_from(alphabet), min_size=2, max_size=10).filter(
        lambda word: not any(sequence in word for sequence in scheme.irreversible)
    )
    words = data.draw(st.lists(st.tuples(word, st.sampled_from([str.lower, str.title, str.upper])), max_size=3))
    text = "-".join(shape(word) for word, shape in words)
    latin = transliterate(text, to=id_)
    restored = restore(latin, id_)
    # a sign that is written with a prime has no capital in Latin
    assert restored.lower() == text.lower()
    assert transliterate(restored, to=id_) == latin


# Turkish writes İ for И, which is no capital of i elsewhere.
OWN_CAPITALS = [id_ for id_ in romanizations() if "İ" in load_scheme(id_).capitals.values()]


@given(st.sampled_from(sorted(set(romanizations()) - set(OWN_CAPITALS))), st.data())
def test_capitals_are_romanized_as_capitals(id_: str, data: st.DataObject) -> None:
    letters = "".join(load_scheme(id_).letters)
    text = data.draw(st.text(st.sampled_from(letters), min_size=2, max_size=20))
    assert transliterate(text.upper(), to=id_) == transliterate(text, to=id_).upper()
