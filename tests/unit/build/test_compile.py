"""Compiling a snapshot: scopes, curated claims, what the file says of itself, and errors that name file and line."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from tests.tiny import MANIFEST, TABLES, compile_tiny, open_tiny, tiny_path, write_snapshot
from toponyms import BuildError, Gazetteer
from toponyms.build.compile import compile_gazetteer
from toponyms.index.reader import read_header

HEADER = "place\tfield\tvalue\tlanguage\tkind\tfrom\tto\tsource\tlost\tnote\n"


def seeds(folder: Path, *lines: str) -> Path:
    """A folder of curated claims; `|` stands for a tab."""
    names = folder / "seeds" / "names"
    names.mkdir(parents=True)
    text = HEADER + "".join(line.replace("|", "\t") + "\n" for line in lines)
    (names / "own.tsv").write_text(text, encoding="utf-8")
    return folder / "seeds"


def test_every_claimed_place_is_compiled() -> None:
    claimed = set()
    for path in TABLES.glob("*.tsv"):
        if path.stem != "world-small":
            claimed |= {line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines()[1:]}
    assert {place.id for place in open_tiny()} == claimed


def test_every_claimed_name_is_compiled() -> None:
    tiny = open_tiny()
    for path in TABLES.glob("*.tsv"):
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            place, field, value, language, kind, from_, to, *_ = line.split("\t")
            if field == "name" and language != "und" and path.stem != "world-small":
                names = {(n.text, n.language, n.kind, n.valid_from, n.valid_to) for n in tiny.place(place).names}
                assert (value, language, kind, from_, to) in names


def test_the_file_says_what_it_is() -> None:
    assert read_header(tiny_path()).meta == {
        **open_tiny().meta,
        "data_version": "tiny-1",
        "scope": "default",
        "attribution": "Made up for tests.",
    }


@pytest.mark.parametrize(
    ("scope", "there", "not_there"),
    [
        ("default", {"geonames:5128581", "geonames:699751", "geonames:578072"}, {"geonames:2199001"}),
        ("world", {"geonames:5128581", "geonames:699751", "geonames:578072", "geonames:2199001"}, set()),
        ("UA", {"geonames:699751", "geonames:6252001", "toponyms:donbas"}, {"geonames:5128581", "geonames:578072"}),
        ("fj", {"geonames:2110200", "geonames:2199001"}, {"geonames:699751", "geonames:5128581"}),
        ("UA, RU", {"geonames:578072", "geonames:699751"}, {"geonames:2199001"}),
    ],
)
def test_scopes(tmp_path: Path, scope: str, there: set[str], not_there: set[str]) -> None:
    path = tmp_path / "x.gaz"
    compile_gazetteer(path, scope=scope, snapshot=write_snapshot(tmp_path))
    with Gazetteer.open(path, verify=True) as gazetteer:
        found = {place.id for place in gazetteer}
        assert gazetteer.meta["scope"] == scope
    assert there <= found
    assert not found & not_there


@pytest.mark.parametrize("scope", ["everything", "UKR", "U1", ""])
def test_a_scope_that_is_none(tmp_path: Path, scope: str) -> None:
    with pytest.raises(BuildError, match="neither default nor world"):
        compile_gazetteer(tmp_path / "x.gaz", scope=scope, snapshot=write_snapshot(tmp_path))
    assert not (tmp_path / "x.gaz").exists()


def test_curated_claims_add_names_and_places(tmp_path: Path) -> None:
    own = seeds(
        tmp_path,
        "geonames:699751|name|Noork|en|garble|||curated||heard on the radio",
        "geonames:703656|name|Kupyansk|en|official|||curated||",
        "geonames:404|name|Nobody|en|variant|||curated||a place outside these parts",
        "toponyms:own|name|Ownville|en|official|||curated||",
        "toponyms:own|position|49.0 33.0 2.0||centre|||curated||",
        "toponyms:own|kind|region||curated|||curated||",
        "toponyms:own|country|UA||primary|||curated||",
    )
    path = tmp_path / "x.gaz"
    compile_gazetteer(path, snapshot=write_snapshot(tmp_path), seeds=own)
    with Gazetteer.open(path) as gazetteer:
        assert [one.place.id for one in gazetteer.resolve("Noork", min_confidence=0).candidates] == ["geonames:699751"]
        assert gazetteer.place("geonames:703656").name == "Kupyansk", "a settled English name is the canonical one"
        assert gazetteer.place("toponyms:own").kind == "region"
        assert len(gazetteer) == len(open_tiny()) + 1
        assert "heard on the radio" in "".join(gazetteer._claims_of(gazetteer.place("geonames:699751")._row))


def test_progress_is_told_step_by_step(tmp_path: Path) -> None:
    lines: list[str] = []
    compile_gazetteer(tmp_path / "x.gaz", snapshot=write_snapshot(tmp_path), progress=lines.append)
    assert len(lines) >= 4
    assert f"{len(open_tiny())} places" in " ".join(lines)


def test_a_snapshot_of_ones_own_needs_no_manifest(tmp_path: Path) -> None:
    snapshot = write_snapshot(tmp_path)
    (tmp_path / "sources.toml").unlink()
    compile_gazetteer(tmp_path / "x.gaz", snapshot=snapshot)
    meta = read_header(tmp_path / "x.gaz").meta
    assert (meta["data_version"], bool(meta["attribution"])) == ("unversioned", True)


def test_only_what_is_shipped_is_attributed(tmp_path: Path) -> None:
    snapshot = write_snapshot(tmp_path)
    more = (
        '[other]\nuse = "check"\nattribution = "Not shipped."\n[third]\nuse = "ship"\nattribution = "Third\\nparty."\n'
    )
    (tmp_path / "sources.toml").write_text(MANIFEST + more, encoding="utf-8")
    compile_gazetteer(tmp_path / "x.gaz", snapshot=snapshot)
    assert read_header(tmp_path / "x.gaz").meta["attribution"] == "Made up for tests. Third party."


def test_a_missing_part_says_where_to_get_it(tmp_path: Path) -> None:
    snapshot = write_snapshot(tmp_path)
    (snapshot / "world.tsv.xz").unlink()
    with pytest.raises(BuildError, match=r"world\.tsv\.xz.*toponyms build"):
        compile_gazetteer(tmp_path / "x.gaz", snapshot=snapshot)


def test_a_damaged_part_is_named(tmp_path: Path) -> None:
    snapshot = write_snapshot(tmp_path)
    part = snapshot / "world.tsv.xz"
    part.write_bytes(part.read_bytes()[:-30])
    with pytest.raises(BuildError, match=r"world\.tsv\.xz"):
        compile_gazetteer(tmp_path / "x.gaz", snapshot=snapshot)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("geonames:1|name|X|en|offical|||tiny||", "line 2: kind 'offical'.*official"),
        ("geonames:1|name|X|en|official|||tiny|", "line 2: 9 columns"),
        ("geonames:1|nmae|X|en|official|||tiny||", "line 2: 'nmae'.*name"),
        ("geonames:1|position|95 38 1||mapped|||tiny||", "line 2: a position"),
    ],
)
def test_a_malformed_claim_names_file_and_line(tmp_path: Path, line: str, said: str) -> None:
    snapshot = write_snapshot(tmp_path)
    (snapshot / "ua-broken.tsv.xz").write_bytes(lzma.compress((HEADER + line.replace("|", "\t") + "\n").encode()))
    with pytest.raises(BuildError, match=rf"ua-broken.*{said}"):
        compile_gazetteer(tmp_path / "x.gaz", snapshot=snapshot)
    assert not (tmp_path / "x.gaz").exists()


def test_a_failed_compile_keeps_the_old_file(tmp_path: Path) -> None:
    path = compile_tiny(tmp_path)
    before = path.read_bytes()
    (tmp_path / "snapshot" / "admin.tsv.xz").write_bytes(b"no xz")
    with pytest.raises(BuildError):
        compile_gazetteer(path, snapshot=tmp_path / "snapshot")
    assert path.read_bytes() == before
    assert {one.name for one in tmp_path.iterdir()} == {"snapshot", "sources.toml", "tiny.gaz"}


def test_a_place_without_a_name_is_an_error(tmp_path: Path) -> None:
    nameless = HEADER + "".join(
        f"geonames:1\t{field}\t{value}\t\t{kind}\t\t\ttiny\t\t\n"
        for field, value, kind in (("position", "1 2 3", "mapped"), ("kind", "settlement", "P.PPL"))
    )
    with pytest.raises(BuildError, match="geonames:1 has no name"):
        compile_tiny(tmp_path, ua_nameless=nameless)
