"""Natural Earth's waters: which of Ukraine's they are, how far those reach, and what no other list has."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from toponyms.build.claims import Claim
from toponyms.build.ledger import Ledger
from toponyms.build.readers.natural_earth import Water, joined, read_waters
from toponyms.build.sources import Sources
from toponyms.build.waters import Waters, identified
from toponyms.errors import BuildError

LISTING = Path(__file__).parents[3] / "gazetteer" / "sources.toml"


def river(name: str, *points: tuple[float, float], **facts: Any) -> dict[str, Any]:
    return {
        "properties": {"name": name, "featurecla": "River", **facts},
        "geometry": {"type": "LineString", "coordinates": [list(point) for point in points]},
    }


def natural_earth(folder: Path, *features: dict[str, Any], name: str = "ne_10m_rivers_europe") -> Path:
    path = folder / "natural_earth" / f"{name}.json.gz"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(json.dumps({"features": list(features)}).encode()))
    return path


def cities(folder: Path, *rows: tuple[float, float, str]) -> None:
    path = folder / "geonames" / "cities500-2023-03.txt.gz"
    path.parent.mkdir(parents=True)
    lines = [
        "\t".join(
            [str(i), f"Town{i}", f"Town{i}", "", str(lat), str(lon), "P", "PPL", code, "", "01", *[""] * 3, "900"]
        )
        + "\t" * 4
        for i, (lat, lon, code) in enumerate(rows, 1)
    ]
    path.write_bytes(gzip.compress("\n".join(lines).encode() + b"\n"))


def ledger_with(place: str, code: str, lat: float, lon: float, *names: str) -> Ledger:
    ledger = Ledger()
    ledger.open(place, "ua-sumy")
    ledger.add(place, "kind", "water", "feature-codes", kind=code)
    ledger.add(place, "country", "UA", "geonames-ua", kind="primary")
    ledger.position(place, lat, lon, 50.0, "mouth", "geonames-ua")
    for name in names:
        ledger.name(place, name, "und", "variant", "geonames-ua")
    return ledger


def values(claims: list[Claim], field: str) -> list[str]:
    return [claim.value for claim in claims if claim.field == field]


def test_pieces_of_one_river_become_one(tmp_path: Path) -> None:
    path = natural_earth(
        tmp_path,
        river("Seym", (32.5, 51.4), (33.5, 51.5), name_alt="Desna"),
        river("Seym", (34.0, 51.6), (37.3, 51.7)),
        river("Seym", (90.0, 10.0), (91.0, 10.0)),
        river("", (1.0, 1.0), (2.0, 2.0)),
    )
    far, near = sorted(read_waters(path), key=lambda water: -water.box[0])
    assert (near.names, near.code, near.box) == (("Seym",), "H.STM", (32.5, 51.4, 37.3, 51.7))
    assert far.box == (90.0, 10.0, 91.0, 10.0)


def test_a_box_that_bridges_two_joins_all_three() -> None:
    pieces = [Water(("A",), "H.STM", (float(x), 0.0, x + 1.0, 1.0), ()) for x in (0, 4, 2)]
    assert [water.box for water in joined(pieces)] == [(0.0, 0.0, 5.0, 1.0)]


def test_a_water_across_the_antimeridian_is_as_wide_as_it_is(tmp_path: Path) -> None:
    path = natural_earth(
        tmp_path, river("Anadyr", (178.0, 64.0), (180.0, 65.0)), river("Anadyr", (-180.0, 65.0), (-179.0, 66.0))
    )
    (water,) = read_waters(path)
    assert water.box == (178.0, 64.0, -179.0, 66.0)


def test_what_is_no_geojson_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "x.json.gz"
    path.write_bytes(b"{}")
    with pytest.raises(BuildError, match=r"x\.json\.gz cannot be read"):
        read_waters(path)


def test_a_river_gets_its_extent_and_the_countries_along_it(tmp_path: Path) -> None:
    natural_earth(tmp_path, river("Seym", *((32.5 + i / 2, 51.5) for i in range(10))))
    cities(tmp_path, *((51.5, 32.5 + i / 2, "UA" if i < 5 else "RU") for i in range(10)))
    ledger = ledger_with("geonames:496232", "H.STM", 51.46, 32.56, "Seim", "Seym")
    said: list[str] = []
    waters = Waters(Sources(tmp_path, LISTING), said.append)
    waters.extend(ledger, said.append)
    claims = ledger.claims["geonames:496232"]
    assert values(claims, "extent") == ["32.5 51.5 37 51.5"]
    assert values(claims, "country") == ["UA", "RU"]
    written: dict[str, Any] = {}
    waters.write(lambda part, places: written.update(dict(places)), said.append)
    assert written == {}, "it is not made a second time"


def test_what_may_be_either_of_two_gets_none_and_is_not_made_again(tmp_path: Path) -> None:
    natural_earth(tmp_path, river("Seym", (32.5, 51.5), (33.5, 51.5)))
    cities(tmp_path, (51.5, 32.5, "UA"))
    ledger = ledger_with("geonames:1", "H.STM", 51.5, 32.6, "Seym")
    ledger.claims["geonames:2"] = [claim._replace(place="geonames:2") for claim in ledger.claims["geonames:1"]]
    waters = Waters(Sources(tmp_path, LISTING), lambda line: None)
    waters.extend(ledger, lambda line: None)
    assert not [claims for claims in ledger.claims.values() if values(claims, "extent")]
    waters.write(lambda part, places: pytest.fail("made again"), lambda line: None)


def test_what_no_list_has_is_a_place_of_its_own(tmp_path: Path) -> None:
    natural_earth(tmp_path, river("Volga", *((40.0 + i / 2, 56.0) for i in range(4)), name_en="Volga River"))
    cities(tmp_path, (56.0, 40.1, "RU"))
    waters = Waters(Sources(tmp_path, LISTING), lambda line: None)
    written: dict[str, Any] = {}
    waters.write(lambda part, places: written.update(dict(places)), lambda line: None)
    claims = list(written["toponyms:volga-river"])
    assert values(claims, "name") == ["Volga", "Volga River"]
    assert values(claims, "country") == ["RU"]
    assert values(claims, "kind") == ["water"]


def test_the_table_names_rivers_by_known_ids() -> None:
    assert identified()["H.STM", "Donets"] == "register:551"
    assert all(place.startswith(("geonames:", "register:")) for place in identified().values())
