"""Every table is whole, pure in its output and exact to its samples; what is made of the tables is up to date."""

from __future__ import annotations

import dataclasses

import pytest

from toponyms.romanization import romanizations, transliterate
from toponyms.romanization.__main__ import generated, main
from toponyms.romanization.checks import findings
from toponyms.romanization.packed import load_system
from toponyms.romanization.scheme import Rule, Sample, Scheme, load_scheme, load_schemes

SCHEMES = load_schemes()
IDS = [scheme.id for scheme in SCHEMES]
CASES = [(scheme.id, sample) for scheme in SCHEMES for sample in scheme.samples]


@pytest.mark.parametrize("scheme", SCHEMES, ids=IDS)
def test_nothing_is_wrong_with_a_table(scheme: Scheme) -> None:
    assert findings(scheme, IDS) == []


@pytest.mark.parametrize(("id_", "sample"), CASES, ids=[f"{id_}-{sample.text}" for id_, sample in CASES])
def test_samples_by_the_packed_table(id_: str, sample: Sample) -> None:
    assert transliterate(sample.text, to=id_) == sample.gives


def test_generated_files_are_up_to_date() -> None:
    stale = [path.name for path, text in generated().items() if not path.exists() or path.read_text("utf-8") != text]
    assert stale == [], "run python -m toponyms.romanization"
    assert main(["--check"]) == 0


def test_packing_loses_nothing() -> None:
    assert list(romanizations()) == IDS
    for scheme in SCHEMES:
        system = load_system(scheme.id)
        for field in ("id", "language", "script", "reversible", "apostrophe", "letters", "capitals", "classes"):
            assert getattr(system, field) == getattr(scheme, field), (scheme.id, field)
        packed = [(rule.match, rule.to, rule.after, rule.before) for rule in system.rules]
        assert packed == [(rule.match, rule.to, rule.after, rule.before) for rule in scheme.rules]


KMU = load_scheme("kmu-ukr-2010")


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"id": "kmu-uk-2010"}, "the id is not authority-ukr-year"),
        ({"year": 2011}, "does not have the year 2011"),
        ({"year": 0}, "may have no year"),
        ({"status": "superseded"}, "superseded_by and the status"),
        ({"superseded_by": "x", "status": "superseded"}, "'x', which has no table"),
        ({"url": ""}, "no url"),
        ({"authority": ""}, "no authority"),
        ({"letters": {k: v for k, v in KMU.letters.items() if k != "щ"}}, "no row for щ"),
        ({"letters": {**KMU.letters, "ь": "ь"}}, "CYRILLIC SMALL LETTER SOFT SIGN"),
        ({"letters": {**KMU.letters, "ї": "i\u0308"}}, "is not in the form NFC"),
        ({"rules": (Rule("зг", "zgh"),)}, "the rule зг -> zgh has no note"),
        ({"rules": (Rule("зг", "zh", note="x"),)}, "the rule зг -> zh changes nothing"),
        ({"rules": (Rule("г", "gh", note="x"), Rule("г", "x", after=("з",), note="x"))}, "-> x .* never applies"),
        ({"rules": (Rule("г", "x", before=("$ а",), note="x"),)}, "changes nothing|never applies"),
        ({"rules": (Rule("ё", "yo", note="x"),)}, "letters without a row: ё"),
        ({"samples": KMU.samples[:4]}, "only 4 samples"),
        ({"samples": (*KMU.samples, Sample("Київ", "Kyyiv", "x"))}, "Київ gives Kyiv, not Kyyiv"),
        ({"samples": (*KMU.samples, Sample("Київ", "Kyiv", ""))}, "Київ has no source"),
    ],
)
def test_a_wrong_table_is_noticed(change: dict[str, object], finding: str) -> None:
    import re

    found = findings(dataclasses.replace(KMU, **change), IDS)  # type: ignore[arg-type]
    assert any(re.search(finding, line) for line in found), found
