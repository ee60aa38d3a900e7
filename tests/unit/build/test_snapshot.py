"""Parts of the snapshot: written whole and always the same, read place by place together with curated claims."""

from __future__ import annotations

import builtins
from pathlib import Path
from typing import Any

import pytest

from toponyms.build.claims import COLUMNS, Claim
from toponyms.build.snapshot import countries_for, iter_places, part_paths, parts_for, write_part
from toponyms.errors import BuildError


def place(number: int, country: str = "UA") -> tuple[str, list[Claim]]:
    id_ = f"geonames:{number}"
    return id_, [
        Claim(id_, "kind", "settlement", kind="P.PPL", source="s"),
        Claim(id_, "name", f"Place {number}", "und", "official", source="s"),
        Claim(id_, "country", country, kind="primary", source="s"),
    ]


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    folder = tmp_path / "snapshot"
    write_part(folder / "ua-donetsk.tsv.xz", [place(2), place(10)])
    write_part(folder / "world.tsv.xz", [place(3, "DE"), place(4, "PL")])
    return folder


def test_places_come_with_their_claims(snapshot: Path) -> None:
    read = dict(iter_places(snapshot, ["ua-*", "world"]))
    assert sorted(read) == ["geonames:10", "geonames:2", "geonames:3", "geonames:4"]
    assert set(read["geonames:2"]) == set(place(2)[1])


def test_the_same_claims_give_the_same_bytes(snapshot: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.tsv.xz"
    id_, claims = place(2)
    counts = write_part(again, [(id_, claims[::-1]), place(10)])
    assert again.read_bytes() == (snapshot / "ua-donetsk.tsv.xz").read_bytes()
    assert counts == (2, 6, again.stat().st_size)


def test_places_out_of_order_are_refused_and_leave_nothing(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="geonames:2 comes after"):
        write_part(tmp_path / "x.tsv.xz", [place(10), place(2)])
    assert list(tmp_path.iterdir()) == []


def test_countries_limit_what_is_given(snapshot: Path) -> None:
    assert [id_ for id_, _ in iter_places(snapshot, ["world"], countries=frozenset({"PL"}))] == ["geonames:4"]


def test_curated_claims_are_merged_and_those_on_no_place_left_out(snapshot: Path, tmp_path: Path) -> None:
    rows = [
        Claim("geonames:2", "name", "Nyok", "en", "garble", source="curated"),
        Claim("geonames:99", "name", "Elsewhere", "en", "garble", source="curated"),
        Claim("toponyms:donbas", "name", "Donbas", "en", "official", source="curated"),
        Claim("toponyms:donbas", "kind", "region", kind="curated", source="curated"),
    ]
    folder = tmp_path / "seeds" / "names"
    folder.mkdir(parents=True)
    lines = ["\t".join(COLUMNS), *("\t".join(row) for row in rows)]
    (folder / "a.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    read = dict(iter_places(snapshot, ["ua-donetsk"], tmp_path / "seeds"))
    assert sorted(read) == ["geonames:10", "geonames:2", "toponyms:donbas"]
    assert rows[0] in read["geonames:2"]


def test_a_missing_part_says_how_to_make_it(snapshot: Path) -> None:
    with pytest.raises(BuildError, match="toponyms build"):
        part_paths(snapshot, ["admin"])
    assert part_paths(snapshot, ["near-de"]) == []


def test_a_damaged_part_is_told(snapshot: Path) -> None:
    path = snapshot / "world.tsv.xz"
    whole = path.read_bytes()
    for broken in (whole[: len(whole) // 2], b"", b"place\tfield\n", whole[:40] + b"\0\0\0\0" + whole[44:]):
        path.write_bytes(broken)
        with pytest.raises(BuildError, match=r"world\.tsv\.xz"):
            list(iter_places(snapshot, ["world"]))


def test_scopes() -> None:
    assert parts_for("world") == (*parts_for("default"), "world-small")
    assert "ua-*" not in parts_for("PL")
    assert countries_for("default") is None
    for wrong in ("Poland", "PL;UA", "", "P1"):
        with pytest.raises(BuildError, match="country codes"):
            parts_for(wrong)


def test_a_python_without_lzma_says_so(snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "lzma":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(BuildError, match="without lzma"):
        list(iter_places(snapshot, ["world"]))
