"""A spelling that a list has for one of several places of a name, and what it says of the others."""

from __future__ import annotations

import toponyms
from toponyms.matching.homonyms import is_listed
from toponyms.types import NAME_KINDS

ROMANIZED, OFFICIAL = NAME_KINDS.index("romanized"), NAME_KINDS.index("official")


def test_a_list_s_spelling_of_a_hamlet_is_evidence_for_the_town_as_well() -> None:
    town = toponyms.resolve("Gulyaypole")
    assert town.place is not None
    assert town.place.id == "geonames:707898"
    assert town.candidates[0].evidence.channel == "skeleton"
    assert {feature.name: feature.value for feature in town.candidates[0].evidence.features}.get("skeleton", 0.0) == 0.0
    assert "exact" in {candidate.evidence.channel for candidate in town.candidates}, "the hamlet is still a candidate"


def test_other_names_of_the_skeleton_have_no_share_in_it() -> None:
    found = toponyms.resolve("Volchansk", country="RU", limit=20).candidates
    assert all(
        feature.value == 1.0
        for candidate in found
        if candidate.evidence.channel == "skeleton"
        for feature in candidate.evidence.features
        if feature.name == "skeleton"
    )


def test_what_a_table_made_is_not_listed() -> None:
    languages = frozenset({0, 2})
    assert is_listed(ROMANIZED | 2 << 5, languages)
    assert not is_listed(ROMANIZED | 1 << 5, languages)
    assert not is_listed(OFFICIAL | 2 << 5, languages)
