"""From the claims of a place to its entry: what stands counts, what lost is kept, what cannot be read is an error."""

from __future__ import annotations

import pytest

from toponyms.build.claims import Claim
from toponyms.build.entries import CURATED, Entry, entry_of
from toponyms.errors import BuildError

PLACE = "geonames:712441"


def claim(field: str, value: str, kind: str = "", language: str = "", **more: str) -> Claim:
    return Claim(PLACE, field, value, language, kind, **{"source": "somebody", **more})


BASE = [claim("position", "48.59441 38.00083 1.0", "mapped"), claim("kind", "settlement", "P.PPLA2")]


def entry(*claims: Claim) -> Entry:
    made = entry_of(PLACE, [*claims, *BASE])
    assert made is not None
    return made


def test_fields_become_numbers() -> None:
    made = entry(
        claim("extent", "37.9 48.5 38.1 48.7"),
        claim("parent", "geonames:1"),
        claim("country", "RU", "also"),
        claim("country", "UA", "primary"),
        claim("population", "72310"),
        claim("id", "katottg:UA14020010010015215"),
        claim("claimed_by", "RU"),
    )
    assert (made.lat, made.lon, made.uncertainty, made.position_kind) == (48.59441, 38.00083, 1.0, "mapped")
    assert made.extent == (37.9, 48.5, 38.1, 48.7)
    assert (made.kind, made.level, made.feature) == ("settlement", 0, "P.PPLA2")
    assert (made.parent, made.population) == ("geonames:1", 72310)
    assert made.countries == ["UA", "RU"], "the primary one comes first"
    assert made.claimed_by == ["RU"]
    assert made.ids == [PLACE, "katottg:UA14020010010015215"]


def test_a_unit_has_a_level_and_dates() -> None:
    made = entry_of(PLACE, [claim("kind", "admin:2", "A.ADM2H", from_="1938", to="2016"), BASE[0]])
    assert made is not None
    assert (made.kind, made.level, made.dates) == ("admin", 2, ("1938", "2016"))


def test_names_keep_what_their_claim_says() -> None:
    (name,) = entry(claim("name", "Артемівськ", "former", "uk", from_="1924", to="2016-02-03")).names
    assert (name.text, name.language, name.kind, name.dates) == ("Артемівськ", "uk", "former", ("1924", "2016-02-03"))
    assert (name.source, name.core) == ("somebody", False)


def test_the_name_in_force_is_known_by_language() -> None:
    made = entry(
        claim("name", "Артемівськ", "official", "uk", to="2016"),
        claim("name", "Бахмут", "official", "uk"),
        claim("name", "Bakhmut city", "official", "en"),
        claim("name", "Bachmut", "official", "und"),
        claim("name", "Bahmut", "variant", "en"),
    )
    assert (made.official, made.settled, made.heading) == ("Бахмут", "Bakhmut city", "Bachmut")


def test_curated_claims_come_first() -> None:
    made = entry(
        claim("population", "1"),
        claim("population", "2", source=CURATED),
        claim("position", "1 2 3", "centre", source=CURATED),
        claim("name", "Their Name", "official", "en"),
        claim("name", "Our Name", "official", "en", source=CURATED),
    )
    assert (made.population, made.lat, made.settled) == (2, 1.0, "Our Name")


def test_of_several_the_first_counts() -> None:
    made = entry(
        claim("population", "5"), claim("population", "6"), claim("parent", "geonames:1"), claim("parent", "x:2")
    )
    assert (made.population, made.parent) == (5, "geonames:1")


def test_what_lost_shapes_nothing_and_is_kept() -> None:
    made = entry(
        claim("name", "Wrong", "official", "en", lost="far-away"),
        claim("population", "9", lost="older"),
        claim("parent", "geonames:666", lost="conflict"),
    )
    assert (made.names, made.settled, made.population, made.parent) == ([], "", None, "")
    assert {"Wrong", "9", "geonames:666"} <= set(made.cold.replace("\n", "\t").split("\t"))


def test_a_plain_name_is_not_kept_twice() -> None:
    made = entry(claim("name", "Plain", "variant", "en"), claim("name", "Noted", "garble", "en", note="misheard"))
    assert "Plain" not in made.cold
    assert "Noted" in made.cold
    assert "misheard" in made.cold
    assert "48.59441 38.00083 1.0" in made.cold


def test_the_code_of_the_register_is_kept_beside_the_gazetteers() -> None:
    made = entry(claim("kind", "settlement", "P.PPL"), claim("kind", "settlement", "katottg:M"))
    assert made.feature == "P.PPL katottg:M"


def test_without_kind_or_position_there_is_no_entry() -> None:
    assert entry_of(PLACE, [claim("name", "Nowhere", "official", "en"), BASE[0]]) is None
    assert entry_of(PLACE, [claim("name", "Nowhere", "official", "en"), BASE[1]]) is None


@pytest.mark.parametrize(
    "broken", [claim("position", "48.5 38.0", "mapped"), claim("population", "many"), claim("extent", "1 2 x 4")]
)
def test_what_cannot_be_read_names_place_and_source(broken: Claim) -> None:
    with pytest.raises(BuildError, match=rf"{PLACE}: cannot read the {broken.field} .*{broken.value}.*somebody"):
        entry(broken)


def test_a_heading_in_small_letters_is_no_machine_made_name() -> None:
    made = entry_of(
        "geonames:1",
        [
            claim("name", "pedda nakkalapalem", "official", "und"),
            claim("name", "pedda", "variant", "und"),
            claim("position", "15 80 2", "mapped"),
            claim("kind", "settlement", "P.PPL"),
        ],
    )
    assert made is not None
    assert [name.text for name in made.names] == ["pedda nakkalapalem"]
