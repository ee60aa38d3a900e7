"""Former names from the editions of the codifier, with the acts that ended them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from toponyms.build import acts, build_snapshot, renames
from toponyms.build.readers import editions
from toponyms.build.readers.katottg import Unit, read_units
from toponyms.build.renames import History, Renames, read_renames
from toponyms.build.snapshot import iter_places
from toponyms.build.sources import Sources
from toponyms.errors import BuildError

ROOT = Path(__file__).resolve().parents[3]
BAKHMUT, NIU_YORK, BOHDANIVKA = "UA14020010010059145", "UA14020110050044480", "UA14020130020016018"
IVANIVKA, CHASIV_YAR_HROMADA = "UA14020130090066666", "UA14020130000080900"
SLIP, SPELLING = "UA01160310020029754", "UA05040010040021218"


def known_units(raw: Path) -> dict[str, Unit]:
    return read_units(raw / "katottg" / "kodifikator-16-05-2025.csv.gz")


def read(raw: Path, listing: Path, units: Mapping[str, Unit] | None = None) -> Renames:
    return read_renames(Sources(raw, listing), units or known_units(raw), lambda _: None)


def older(raw: Path, *rows: tuple[str, str, str]) -> None:
    """Add rows (code, name in 2016, name in 2021) to the older crosswalk."""
    path = raw / "katottg" / "renames_koatuu_2016-05_to_katottg_2021.csv"
    lines = [f"{code},1,C,{then},{since},{since}\n" for code, then, since in rows]
    path.write_text(path.read_text(encoding="utf-8") + "".join(lines), encoding="utf-8")


def former(history: History) -> list[tuple[str, str, str]]:
    return [(name.name, name.from_, name.to) for name in history.former]


def test_the_table_says_by_which_act(raw: Path, listing: Path) -> None:
    history = read(raw, listing).histories[BAKHMUT]
    (name,) = history.former
    assert (name.name, name.from_, name.to, name.source) == ("Артемівськ", "", "2016-02-04", "ua-renames")
    assert name.note == "renamed by resolution of the Verkhovna Rada 984-VIII of 2016-02-04"
    assert (history.name, history.from_) == ("Бахмут", "2016-02-04")


def test_one_name_of_two_editions_is_one_name(raw: Path, listing: Path) -> None:
    history = read(raw, listing).histories[NIU_YORK]
    assert former(history) == [("Новгородське", "", "2021-07-01")]


def test_a_rule_dates_what_the_table_does_not_have(raw: Path, listing: Path) -> None:
    history = read(raw, listing).histories[BOHDANIVKA]
    assert former(history) == [("Червоне", "", "2024-09-19")]
    assert "3984-IX" in history.former[0].note
    assert "3984-IX" in history.note


def test_names_follow_each_other(raw: Path, listing: Path) -> None:
    older(raw, (BOHDANIVKA, "Жовтневе", "Червоне"))
    history = read(raw, listing).histories[BOHDANIVKA]
    assert former(history) == [("Жовтневе", "", "2016-05"), ("Червоне", "2016-05", "2024-09-19")]
    assert "not checked" in history.former[0].note, "two acts come into question"


def test_a_name_that_no_law_covers_has_no_date(raw: Path, listing: Path) -> None:
    older(raw, (IVANIVKA, "Маяки", "Іванівка"))
    history = read(raw, listing).histories[IVANIVKA]
    assert former(history) == [("Маяки", "", "")]
    assert history.former[0].note == "in the codifier of 2016-05, no more in that of 2021"
    assert (history.from_, history.note) == ("", "")


def test_a_name_that_came_back_needs_dates(raw: Path, listing: Path) -> None:
    older(raw, (BOHDANIVKA, "Богданівка", "Червоне"))
    assert former(read(raw, listing).histories[BOHDANIVKA]) == [("Червоне", "", "2024-09-19")]


def test_slips_are_no_names_and_corrections_are(raw: Path, listing: Path) -> None:
    oblast = Unit("UA01000000000013043", "O", "Автономна Республіка Крим", ("UA01000000000013043",))
    units = {oblast.code: oblast}
    for code, name in ((SLIP, "Аркадіївка"), (SPELLING, "Велика Киріївка")):
        units[code] = Unit(code, "C", name, (oblast.code, code))
    older(raw, (SLIP, "Аркадієвка", "Аркадіївка"), (SPELLING, "Велика Кириївка", "Велика Киріївка"))
    histories = read(raw, listing, units).histories
    assert SLIP not in histories
    (name,) = histories[SPELLING].former
    assert (name.name, name.to) == ("Велика Кириївка", "")
    assert name.note.startswith("spelling;")


def test_capitals_after_an_apostrophe_are_made_small(raw: Path, listing: Path) -> None:
    older(raw, (IVANIVKA, "Червона Знам’Янка", "Іванівка"))
    assert former(read(raw, listing).histories[IVANIVKA])[0][0] == "Червона Знам’янка"


def test_a_town_of_special_status_was_not_renamed(raw: Path, listing: Path) -> None:
    assert "UA80000000000093317" not in read(raw, listing).histories, "М.КИЇВ is how the older edition writes it"


def write_latest(raw: Path, hromada: str, *names: str) -> None:
    rows = [[0, 0, 0, 0, 2, name] for name in names]
    arrays = {
        "regions": ["Донецька"],
        "hromTypes": ["міська"],
        "districts": ["Бахмутський"],
        "hromadas": [hromada, "Бахмутська", "Торецька"],
        "katottgData": [[0, 0, 1, 0, 0, "Бахмут"], [0, 0, 2, 0, 1, "Нью-Йорк"], *rows],
    }
    lines = [f"const {name} = {json.dumps(value, ensure_ascii=False)};\n" for name, value in arrays.items()]
    (raw / "katottg" / "katottg-2026-05.js.gz").write_bytes(gzip.compress("".join(lines).encode()))


def test_what_stands_in_the_same_place_under_another_name_was_renamed(raw: Path, listing: Path) -> None:
    write_latest(raw, "Часівська", "Часів Яр", "Нова Богданівка", "Калинівка", "Іванівка", "Слов’янка")
    found = read(raw, listing)
    assert found.latest == {BOHDANIVKA: "Нова Богданівка", CHASIV_YAR_HROMADA: "Часівська"}
    history = found.histories[BOHDANIVKA]
    assert former(history) == [("Червоне", "", "2024-09-19"), ("Богданівка", "2024-09-19", "2025-06-05")]
    assert (history.name, history.source, history.from_) == ("Нова Богданівка", "katottg-2026", "2025-06-05")
    assert former(found.histories[CHASIV_YAR_HROMADA]) == [("Часовоярська", "", "")], (
        "no act of the Rada names hromadas"
    )


def test_a_gap_is_no_rename(raw: Path, listing: Path) -> None:
    write_latest(raw, "Часовоярська", "Часів Яр", "Калинівка", "Іванівка", "Слов’янка")
    assert read(raw, listing).latest == {}


def test_without_the_latest_edition_names_stay(raw: Path, listing: Path) -> None:
    (raw / "katottg" / "katottg-2026-05.js.gz").unlink()
    assert read(raw, listing).latest == {}


def test_an_edition_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "latest.js"
    path.write_text('const regions = ["Донецька"];\n', encoding="utf-8")
    with pytest.raises(BuildError, match=r"latest\.js: no array districts"):
        editions.read_settlements(path)
    lists = 'const regions = ["Донецька"];\nconst districts = [""];\nconst hromadas = [""];\n'
    path.write_text(lists + 'const katottgData = [[0,0,7,0,0,"Бахмут"]];\n', encoding="utf-8")
    with pytest.raises(BuildError, match=r"latest\.js: row 0"):
        editions.read_settlements(path)


def test_the_claims_of_a_build_have_dates_and_acts(raw: Path, listing: Path, tmp_path: Path) -> None:
    write_latest(raw, "Часівська", "Часів Яр", "Нова Богданівка", "Калинівка", "Іванівка", "Слов’янка")
    build_snapshot(raw, tmp_path / "snapshot", lambda _: None, listing=listing)
    places = dict(iter_places(tmp_path / "snapshot", ["ua-*"]))
    names = {
        (claim.value, claim.kind): claim
        for claims in places.values()
        for claim in claims
        if claim.field == "name" and claim.language == "uk"
    }
    then, now = names["Артемівськ", "former"], names["Бахмут", "official"]
    assert (then.to, then.source, then.note) == (
        "2016-02-04",
        "ua-renames",
        "renamed by resolution of the Verkhovna Rada 984-VIII of 2016-02-04",
    )
    assert (now.from_, now.source) == ("2016-02-04", "katottg-2025")
    assert names["Нова Богданівка", "official"].source == "katottg-2026"
    assert names["Богданівка", "former"].to == "2025-06-05"
    assert ("Богданівка", "official") not in names
    assert ("Часовоярська територіальна громада", "former") in names
    assert any(value.startswith("Часівська ") and kind == "official" for value, kind in names)


def test_the_tables_are_whole() -> None:
    table = acts.table({row.code for row in all_rows()})
    assert len(table) == len(all_rows()) > 300
    for row in table.values():
        assert row.old != row.new, row
        assert row.act in {*acts.acts(), acts.SLIP, acts.SPELLING}
    used = {row.act for row in table.values()} | {rule["act"] for rule in acts.rules()["rule"]}
    assert set(acts.acts()) <= used, "an act that renamed nothing"
    for act in acts.acts().values():
        assert act.date in act.words or (act.act.startswith("2016-") and "which" in act.words), act
    assert set(renames.UNDATED) == {rule["edition"] for rule in acts.rules()["rule"]}


def all_rows() -> list[acts.Row]:
    lines = (ROOT / "toponyms" / "build" / "data" / "ua_renames.tsv").read_text(encoding="utf-8").splitlines()
    return [acts.Row(*line.split("\t")) for line in lines if line.startswith("UA")]
