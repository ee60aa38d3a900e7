"""Loaders of the public sets. Each turns a file into distinct cases; none keeps anything of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.sets.news import geovirus, lgl, trnews
from bench.sets.slavic import factrueval, slavicner
from bench.sets.tester import geocoder_tester
from bench.sets.ukraine import civharm, eyes_on_russia, ucdp, ucdp_names

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bench.cases import Case
    from bench.names import NameTable


@dataclass(frozen=True, slots=True)
class PublicSet:
    """One set: how it is loaded, what it is, and how it is scored."""

    name: str
    load: Callable[[Path, NameTable], list[Case]]
    rule: str
    """What is right, in a line of the report."""


SETS = (
    PublicSet("eyes_on_russia", eyes_on_russia, "distinct (text, oblast, country); 30 km, regions by identity"),
    PublicSet("civharm", civharm, "distinct texts not in eyes_on_russia, country Ukraine; 30 km, regions by identity"),
    PublicSet("ucdp", ucdp, "distinct descriptions with their oblast; 25 km"),
    PublicSet("ucdp_names", ucdp_names, "distinct place names with their oblast; 25 km"),
    PublicSet("factrueval", factrueval, "distinct forms whose lemma is a name; the answer bears the lemma"),
    PublicSet("slavicner", slavicner, "distinct surfaces of entities in the gazetteer; the entity's place"),
    PublicSet("lgl", lgl, "distinct (name, gold), no context; 161 km, countries by identity"),
    PublicSet("trnews", trnews, "distinct (name, gold), no context; 161 km, countries by identity"),
    PublicSet("geovirus", geovirus, "distinct (name, gold), no context; 161 km, countries by identity"),
    PublicSet(
        "geocoder_tester", geocoder_tester, "places with a position, country given; 30 km, regions their own radius"
    ),
)
"""Every set, in the order of the report."""
