from __future__ import annotations

import time

import pytest

from toponyms.errors import UnknownScheme, UsageError
from toponyms.romanization import load_scheme, romanizations, transliterate
from toponyms.romanization.inverse import restore

REVERSIBLE = [id_ for id_ in romanizations() if load_scheme(id_).reversible]


@pytest.mark.parametrize("id_", REVERSIBLE)
def test_samples_come_back(id_: str) -> None:
    for sample in load_scheme(id_).samples:
        assert restore(sample.gives, id_) == sample.text


@pytest.mark.parametrize(
    ("latin", "id_", "cyrillic"),
    [
        ("Ŝastâ (2024), Kyiv?", "iso-9-ukr-1995", "Щастя (2024), Kyiv?"),
        ("Shchastja! SHCHASTJA", "dstu-9112b-ukr-2021", "Щастя! ЩАСТЯ"),
        ("Je jé Já", "dstu-9112a-ukr-2021", "Є є́ Я́"),
        ("", "iso-9-ukr-1995", ""),
        ("北京 \t Kiïv\n", "iso-9-ukr-1995", "北京 \t Київ\n"),
    ],
)
def test_restore(latin: str, id_: str, cyrillic: str) -> None:
    assert restore(latin, id_) == cyrillic


def test_a_word_that_is_no_output_stays() -> None:
    assert restore("Qyïv", "iso-9-ukr-1995") == "Qyïv"
    assert restore("a" * 600, "iso-9-ukr-1995") == "a" * 600


def test_bad_input() -> None:
    with pytest.raises(UsageError, match="not reversible"):
        restore("Kyiv", "kmu-ukr-2010")
    with pytest.raises(UnknownScheme, match="Did you mean iso-9-ukr-1995"):
        restore("Kyiv", "iso-9-ukr-1996")
    with pytest.raises(UsageError, match="string"):
        restore(b"Kyiv", "iso-9-ukr-1995")  # type: ignore[arg-type]


@pytest.mark.parametrize("unit", ["\u0301", "'", "зь", "Щ", "Щ'", "є\u0301"])
def test_no_text_is_slow(unit: str) -> None:
    text = "Щ" + unit * 50_000
    for id_ in ("kmu-ukr-2010", "national-bel-2007", "lacinka-bel"):
        started = time.perf_counter()
        transliterate(text, to=id_)
        assert time.perf_counter() - started < 5
