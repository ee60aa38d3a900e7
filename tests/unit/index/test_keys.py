from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from toponyms.index import keys
from toponyms.index.keys import KeyRules
from toponyms.text.normalize import normalize

RULES = KeyRules.load()


@pytest.fixture(scope="module", params=["loaded", "stored"])
def rules(request: pytest.FixtureRequest) -> KeyRules:
    return RULES if request.param == "loaded" else KeyRules.from_bytes(RULES.to_bytes())


def meet(rules: KeyRules, stored: str, language: str, asked: str) -> bool:
    found = rules.skeletons(rules.exact(asked))
    return bool(set(found) & set(rules.stored_skeletons(rules.exact(stored), language)))


@pytest.mark.parametrize(
    ("stored", "language", "asked"),
    [
        ("Часів Яр", "uk", "Chasiv Yar, Chasivyar, Časiv Jar, Tschassiw Jar, Czasiw Jar, Tchassiv Yar, Csasziv Jar"),
        ("Часів Яр", "uk", "Chasov Yar, Casiv Jar, Tsjasiv Jar, Časov Jar, Часов Яр"),
        ("Нью-Йорк", "uk", "Niu-York, Nyu York, Nyuyork, Nju Jork, Niou-York, Nʹi͡u-Ĭork"),
        ("Згурівка", "uk", "Zghurivka, Z·hurivka, Zhurivka, Zgurivka, Zgurovka, Zghourivka"),
        ("Житомир", "uk", "Zhytomyr, Zhitomir, Schytomyr, Żytomyr, Žitomir, Jytomyr, Zsitomir, Zjytomyr, Zitomir"),
        (
            "Запоріжжя",
            "uk",
            "Zaporizhzhia, Zaporizhzhya, Zaporižžja, Zaporižžâ, Saporischschja, Zaporizhia, Zaporozhye",
        ),
        ("Харків", "uk", "Kharkiv, Charkiw, Harkiv, Xarkiv, Kharkov, Charkow, Khar’kov, Charkov"),
        ("Хмельницький", "uk", "Khmelnytskyi, Khmelnitsky, Chmelnyzkyj, Chmielnicki, Xmeljnycjkyj, Hmelnickij"),
        ("Щастя", "uk", "Shchastia, Schastye, Ščastja, Schtschastja, Szczastia, Scsasztja, Ŝastâ, Sastja"),
        ("Єнакієве", "uk", "Yenakiieve, Yenakiyeve, Jenakijewe, Yenakievo, Enakievo"),
        ("Луцьк", "uk", "Lutsk, Luzk, Łuck, Luc’k, Loutsk"),
        ("Кам'янське", "uk", "Kamianske, Kamyanske, Kam”yans’ke, Kamjanske, Kam'janśke"),
        ("Лісгосп", "uk", "Lishosp, Lisgosp"),
        ("Артёмовск", "ru", "Artëmovsk, Artemovsk, Artyomovsk, Artiomovsk, Artjomowsk, Artiemowsk"),
        ("Чёрный Яр", "ru", "Chyorny Yar, Chorny Yar, Cherny Yar, Tschorny Jar"),
        ("Магілёў", "be", "Mahilioŭ, Mahilyow, Mahiliou, Mahilou"),
        ("Československo", "cs", "Ceskoslovensko, Československo"),
        ("Bělgorod", "cs", "Belgorod"),
        ("Charków", "pl", "Kharkov, Charkow"),
    ],
)
def test_every_romanization_meets_the_name(rules: KeyRules, stored: str, language: str, asked: str) -> None:
    missed = [form for form in asked.split(", ") if not meet(rules, stored, language, form)]
    assert missed == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("Суми", "Семи"), ("Лиман", "Лимани"), ("Торецьк", "Турецьк"), ("Бахмут", "Бахмач"), ("Ізюм", "Азов")],
)
def test_different_names_stay_apart(rules: KeyRules, one: str, other: str) -> None:
    assert not set(rules.skeletons(normalize(one))) & set(rules.stored_skeletons(normalize(other), "uk"))


@pytest.mark.parametrize("name", ["თბილისი", "北京", "القاهرة", "Αθήνα", "Kyiv 北京", "", "😀"])
def test_other_scripts_have_no_skeleton(rules: KeyRules, name: str) -> None:
    key = rules.exact(name)
    assert rules.skeletons(key) == ()
    assert rules.stored_skeletons(key) == ()
    assert not key or not rules.fold(key).isascii()


def test_the_likeliest_reading_comes_first_and_the_limit_holds(rules: KeyRules) -> None:
    assert rules.skeletons("charkiw")[0] == "qarkiv"
    assert len(rules.skeletons("chaczizsxjc sjerzch")) == 4
    assert len(rules.skeletons("chaczizsxjc sjerzch", limit=2)) == 2


def test_a_name_in_both_alphabets_has_a_skeleton(rules: KeyRules) -> None:
    assert rules.skeletons(rules.exact("Chasiv Яр")) == rules.skeletons(rules.exact("Chasiv Yar"))


def test_only_ukrainian_names_get_russian_dress(rules: KeyRules) -> None:
    assert "avdevka" in rules.stored_skeletons("авдіївка", "uk")
    assert "avdevka" not in rules.stored_skeletons("авдіївка", "und")
    assert "avdevka" not in rules.stored_skeletons("avdiivka", "uk-Latn")


def test_fold_is_plain_latin(rules: KeyRules) -> None:
    assert rules.fold("часів яр") == "chasiv iar"
    assert rules.fold("łódź") == "lodz"
    assert rules.fold("žitomir") == "zhitomir"
    assert rules.fold("são tomé") == "sao tome"


def test_the_bytes_are_the_rules(rules: KeyRules) -> None:
    assert rules.to_bytes() == RULES.to_bytes()
    assert rules.fingerprint == RULES.fingerprint
    assert len(rules.fingerprint) == 16


@pytest.mark.parametrize(
    "data", [b"", b"toponyms-keys 0\n", b"toponyms-keys 1\n[latin] 0\n", RULES.to_bytes().replace(b"[latin]", b"[x]")]
)
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="key rules"):
        KeyRules.from_bytes(data)


def test_the_data_file_is_whole() -> None:
    data = tomllib.loads(Path(keys.__file__).with_name("skeleton.toml").read_text(encoding="utf-8"))
    letters = [row["letter"] for row in data["cyrillic"] + data["latin"]]
    assert len(letters) == len(set(letters))
    for row in data["cyrillic"] + data["latin"]:
        assert len(row["letter"]) == 1
        assert row["letter"] == row["letter"].lower()
        assert row["plain"].isascii()
        assert set(row["key"]) <= set("abcdefhiklmnopqrstuvx")
    for row in [*data["sequences"], *data["cognates"], *data["collapse"]["replacements"]]:
        assert row["reason"]
    for reading in data["reading"]:
        assert reading["reason"]
        rules = reading.get("rules", ())
        assert len({rule["from"] for rule in rules}) == len(rules)
        assert all(rule["reason"] for rule in rules)
        for value in [*reading.get("letters", {}).values(), *(rule["to"] for rule in rules)]:
            assert set(value) <= set("abcdefhiklmnopqrstuvx")
    # Values are written as comma-separated fields.
    assert "," not in "".join(letters)
