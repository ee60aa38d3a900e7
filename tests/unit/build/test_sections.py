"""The sections of a file, as entries make them."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from tests.tiny import KYIV_TABLE, compile_tiny
from toponyms import Gazetteer
from toponyms.build import sections
from toponyms.build.entries import Entry
from toponyms.build.rules import Rules
from toponyms.errors import BuildError
from toponyms.index.format import CLAIM_BLOCK, unpack_facts
from toponyms.types import NAME_KINDS


def rows_under(gazetteer: Gazetteer, key: str) -> list[tuple[str, str, str, bool]]:
    """Place, kind and language of the name rows under an exact key, and whether they are cores."""
    index = gazetteer._index
    languages = index.lines("vocab.languages")
    out = []
    for row in index.rows_of(index.find_key(key)):
        kind, language, _, core = unpack_facts(index.row_facts[row])
        out.append((index.text(index["place.id"][index.row_place[row]]), NAME_KINDS[kind], languages[language], core))
    return sorted(out)


def test_a_vocabulary_numbers_in_order_of_first_use() -> None:
    words = sections.Vocabulary("und")
    assert [words.number(word) for word in ("uk", "und", "ru", "uk")] == [1, 0, 2, 1]
    assert words.to_bytes() == b"und\nuk\nru"


def test_a_name_has_a_row_for_each_language(tiny: Gazetteer) -> None:
    under = rows_under(tiny, "донбас")
    assert under == [("toponyms:donbas", "endonym", "uk", False)]
    assert rows_under(tiny, "нью йорк") == [
        ("geonames:5128581", "exonym", "ru", False),
        ("geonames:5128581", "exonym", "uk", False),
        ("geonames:699751", "official", "uk", False),
    ]


def test_a_name_of_no_language_says_nothing_beside_one_that_has(tiny: Gazetteer) -> None:
    assert [row for row in rows_under(tiny, "chasiv yar") if row[0] == "geonames:710021"] == [
        ("geonames:710021", "romanized", "uk-Latn", False)
    ]


def test_a_units_name_without_type_word_is_a_core_where_a_town_has_it(tiny: Gazetteer) -> None:
    assert {(place, core) for place, _, _, core in rows_under(tiny, "donetsk")} == {
        ("geonames:709716", True),
        ("geonames:709717", False),
    }
    assert all(not core for _, _, _, core in rows_under(tiny, "donetsk oblast"))


def test_garbles_and_abbreviations_have_no_skeleton(tiny: Gazetteer) -> None:
    index, rules = tiny._index, tiny._rules
    for text, kind in (("nyok", "garble"), ("днр", "abbreviation"), ("usa", "abbreviation")):
        assert {row[1] for row in rows_under(tiny, text)} == {kind}
        key = index.find_key(text)
        for skeleton in rules.skeletons(text):
            number = index.find_skeleton(skeleton)
            assert number == -1 or key not in index.keys_of(number)


def test_claims_unpack_to_what_was_claimed(tiny: Gazetteer) -> None:
    index = tiny._index
    blocks = index["claim.blocks"]
    assert len(blocks) - 1 == -(-len(index) // CLAIM_BLOCK)
    packed = bytes(index["claim.bytes"][blocks[0] : blocks[1]])
    assert len(zlib.decompress(packed).decode().split("\f")) == min(len(index), CLAIM_BLOCK)


def test_two_places_of_one_id_are_an_error(tmp_path: Path) -> None:
    twice = KYIV_TABLE + "geonames:703448\tid\twikidata:Q212\t\t\t\t\ttiny\t\t\n"
    with pytest.raises(BuildError, match=r"wikidata:Q212 stands on geonames:(690791|703448) and on geonames:"):
        compile_tiny(tmp_path, ua_kyiv=twice)


def test_a_chain_of_parents_ends() -> None:
    entries = [Entry("geonames:1"), Entry("geonames:2")]
    entries[0].parent, entries[1].parent = "geonames:2", "geonames:1"
    under_way = sections.Sections(entries, Rules.load())
    assert len(list(under_way.chain(0))) == sections.MAX_DEPTH
    entries[1].parent = "geonames:404"
    assert list(under_way.chain(0)) == [1]
