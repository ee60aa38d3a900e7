from __future__ import annotations

import pytest

from toponyms.errors import BuildError, UnknownScheme, UsageError
from toponyms.romanization import romanizations, transliterate
from toponyms.romanization.engine import Engine
from toponyms.romanization.scheme import parse_scheme

TABLE = {
    "id": "test-ukr-2000",
    "title": "Test",
    "authority": "Nobody",
    "language": "uk",
    "year": 2000,
    "url": "https://example.org/",
    "status": "descriptive",
    "reversible": False,
    "notes": "",
    "apostrophe": "*",
    "classes": {"vowel": "аеі"},
    "letters": {"а": "a", "е": "e", "і": "i", "к": "k", "щ": "shch", "ь": ""},
    "rules": [
        {"match": "е", "to": "ye", "after": ["^", "vowel"]},
        {"match": "кк", "to": "ck"},
        {"match": "к", "to": "q", "before": ["$"]},
    ],
    "samples": [],
}


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("Щастя", "Shchastia"),
        ("ЩАСТЯ", "SHCHASTIA"),
        ("Щ", "Shch"),
        ("щ", "shch"),
        ("ПЛОЩА", "PLOSHCHA"),
        ("ПлоЩа", "PloShcha"),
        ("Єнакієве", "Yenakiieve"),
        ("ЄНАКІЄВЕ", "YENAKIIEVE"),
        ("Знам'янка", "Znamianka"),
        ("Знам’янка", "Znamianka"),
        ("Знамʼянка", "Znamianka"),
        ("ЗГУРІВКА", "ZGHURIVKA"),
        ("Згурівка", "Zghurivka"),
        ("«Їжак» і 'жук'", "«Yizhak» i 'zhuk'"),
        ("Kyiv: Київ 2024", "Kyiv: Kyiv 2024"),
        ("Ба́хмут", "Bákhmut"),
        ("и\u0306од", "yod"),
        ("北京", "北京"),
        ("", ""),
    ],
)
def test_kmu(text: str, latin: str) -> None:
    assert transliterate(text, to="kmu-ukr-2010") == latin


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("е ке ае", "ye ke aye"),
        ("е́е", "yéye"),
        ("акк ак ка акка", "ack aq ka acka"),
        ("ак'а ак' 'ак", "ak*a aq' 'aq"),
        ("ЩЕ Ще", "SHCHE Shche"),
        ("КК Кк", "CK Ck"),
    ],
)
def test_contexts_of_rules(text: str, latin: str) -> None:
    assert Engine(parse_scheme(TABLE, "test")).romanize(text) == latin


def test_states_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toponyms.romanization.engine._MOST_STATES", 3)
    engine = Engine(parse_scheme(TABLE, "test"))
    for text in ("е ке аЕ Щкка' Щ", "ЩЕ кк'а", "Ще́ка КК") * 3:
        assert engine.romanize(text) == engine.read(text)
        assert len(engine._states) <= 5


@pytest.mark.parametrize("text", ["북한 и́е", "Ελλάδα ще", "«Щека» — №1", "e\u0301 щ\u0301"])
def test_foreign_letters_pass_the_same_way_twice(text: str) -> None:
    engine = Engine(parse_scheme(TABLE, "test"))
    assert engine.romanize(text) == engine.romanize(text) == engine.read(text)


def test_unknown_letters_stay_unless_strict() -> None:
    assert transliterate("Ёлка", to="kmu-ukr-2010") == "Ёlka"
    with pytest.raises(UsageError, match="no letter 'Ё'"):
        transliterate("Ёлка", to="kmu-ukr-2010", strict=True)
    assert transliterate("Łódź і Київ", to="kmu-ukr-2010", strict=True) == "Łódź i Kyiv"


def test_an_unknown_system_names_the_close_ones() -> None:
    with pytest.raises(UnknownScheme, match="Did you mean kmu-ukr-2010"):
        transliterate("Київ", to="kmu-ukr-2011")
    with pytest.raises(UsageError, match="string"):
        transliterate("Київ", to=5)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="string"):
        transliterate(b"Kyiv", to="kmu-ukr-2010")  # type: ignore[arg-type]


def test_romanizations_by_language() -> None:
    everything = romanizations()
    assert list(everything) == sorted(everything)
    assert set(romanizations("uk")) | set(romanizations("ru")) <= set(everything)
    assert romanizations("ukr") == romanizations("uk")
    assert romanizations("xx") == ()
    with pytest.raises(UsageError, match="language"):
        romanizations(5)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"letters": {"А": "a"}}, "lower case"),
        ({"status": "gone"}, "status 'gone'"),
    ],
)
def test_a_wrong_table_is_refused(change: dict[str, object], message: str) -> None:
    with pytest.raises(BuildError, match=message):
        parse_scheme({**TABLE, **change}, "test")
    with pytest.raises(BuildError, match="'title' is missing"):
        parse_scheme({key: value for key, value in TABLE.items() if key != "title"}, "test")
