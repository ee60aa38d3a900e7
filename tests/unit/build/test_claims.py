"""The format of claims: what is written is read back, and what is wrong is named with file and line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toponyms.build.claims import COLUMNS, FIELDS, Claim, claim_lines, place_key, problem, read_claims, write_claims
from toponyms.errors import BuildError

HEADER = "\t".join(COLUMNS) + "\n"
GOOD = Claim("geonames:1", "name", "Bakhmut", "en", "official", "2016", "", "curated", "", "a note")


def table(*lines: str) -> io.StringIO:
    return io.StringIO(HEADER + "".join(line + "\n" for line in lines))


texts = st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), min_size=1, max_size=20)
names = st.builds(
    Claim,
    place=st.integers(1, 10**7).map("geonames:{}".format),
    field=st.just("name"),
    value=texts,
    language=st.sampled_from(["uk", "ru", "und"]),
    kind=st.sampled_from(["official", "variant", "garble"]),
    from_=st.sampled_from(["", "1924", "2016-02-04"]),
    to=st.just(""),
    source=st.just("curated"),
    lost=st.sampled_from(["", "codifier-parent"]),
    note=st.sampled_from(["", "why"]),
)


@given(st.lists(names, max_size=20))
def test_what_is_written_is_read_back_in_order(claims: list[Claim]) -> None:
    out = io.StringIO()
    assert write_claims(claims, out) == len(set(claims))
    out.seek(0)
    read = list(read_claims(out, name="there and back"))
    assert set(read) == set(claims)
    places = [claim.place for claim in read]
    assert places == sorted(places, key=place_key)


def test_the_claims_of_a_place_stand_in_the_order_of_fields_and_only_the_first_names_it() -> None:
    claims = [
        Claim("geonames:1", "id", "katottg:UA1", source="s"),
        Claim("geonames:1", "kind", "settlement", kind="P.PPL", source="s"),
        GOOD,
        GOOD,
    ]
    lines = claim_lines(claims)
    assert [line.split("\t")[1] for line in lines] == ["name", "kind", "id"]
    assert [line.split("\t")[0] for line in lines] == ["geonames:1", "", ""]
    assert [FIELDS.index(line.split("\t")[1]) for line in lines] == sorted(
        FIELDS.index(line.split("\t")[1]) for line in lines
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"place": "geonames"}, "not a place id"),
        ({"place": "osm:1"}, "not a place id"),
        ({"field": "nam"}, "Did you mean name"),
        ({"kind": "garbled"}, "Did you mean garble"),
        ({"value": " x"}, "spaces"),
        ({"value": ""}, "empty"),
        ({"language": ""}, "needs a language"),
        ({"from_": "04.02.2016"}, "not a date"),
        ({"source": ""}, "needs a source"),
        ({"field": "position", "language": "", "kind": "mapped", "value": "48,5 38"}, "LAT LON UNCERTAINTY_KM"),
        ({"field": "position", "language": "", "kind": "mapped", "value": "91 38 2"}, "LAT LON UNCERTAINTY_KM"),
        ({"field": "position", "language": "", "kind": "mapped", "value": "48 38 nan"}, "LAT LON UNCERTAINTY_KM"),
        ({"field": "extent", "language": "", "kind": "", "value": "1 2 3"}, "WEST SOUTH EAST NORTH"),
        ({"field": "kind", "language": "", "kind": "P.PPL", "value": "town"}, "not a kind of place"),
        ({"field": "parent", "language": "", "kind": "", "value": "709716"}, "a parent is a place id"),
        ({"field": "country", "language": "", "kind": "primary", "value": "ukr"}, "two capitals"),
        ({"field": "population", "language": "", "kind": "", "value": "1e5"}, "whole number"),
        ({"field": "id", "language": "", "kind": "", "value": "Q123"}, "namespace:value"),
    ],
)
def test_a_malformed_claim_is_told_in_words(change: dict[str, str], words: str) -> None:
    claim = GOOD._replace(**change)
    assert words in problem(claim)
    with pytest.raises(BuildError, match=r"curated\.tsv, line 2"):
        list(read_claims(table("\t".join(claim)), name="curated.tsv"))
    with pytest.raises(BuildError):
        claim_lines([claim])


@pytest.mark.parametrize("value", ["a\tb", "a\nb", "a\rb"])
def test_a_value_with_a_tab_or_line_break_is_not_written(value: str) -> None:
    with pytest.raises(BuildError, match="tab or a line break"):
        claim_lines([GOOD._replace(value=value)])


def test_a_table_of_other_columns_is_refused() -> None:
    with pytest.raises(BuildError, match=r"x\.tsv, line 1: the header"):
        list(read_claims(io.StringIO("place\tname\n"), name="x.tsv"))
    with pytest.raises(BuildError, match=r"x\.tsv, line 1"):
        list(read_claims(io.StringIO(""), name="x.tsv"))
    with pytest.raises(BuildError, match="line 2: 3 columns"):
        list(read_claims(table("a\tb\tc"), name="x.tsv"))


def test_a_first_line_without_place_is_refused() -> None:
    with pytest.raises(BuildError, match="line 2: '' is not a place id"):
        list(read_claims(table("\t".join(GOOD._replace(place=""))), name="x.tsv"))


def test_comments_and_empty_lines_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "curated.tsv"
    path.write_text(HEADER + "# why\n\n" + "\t".join(GOOD) + "\n", encoding="utf-8")
    assert list(read_claims(path)) == [GOOD]


def test_bytes_that_are_not_utf8_are_named(tmp_path: Path) -> None:
    path = tmp_path / "curated.tsv"
    path.write_bytes(HEADER.encode() + b"geonames:1\tname\t\xff\n")
    with pytest.raises(BuildError, match="not UTF-8"):
        list(read_claims(path))
