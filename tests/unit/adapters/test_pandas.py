from __future__ import annotations

from datetime import date

import pytest

pd = pytest.importorskip("pandas")

import toponyms  # noqa: E402
import toponyms.adapters.pandas  # noqa: E402
from toponyms.adapters.pandas import COLUMNS  # noqa: E402

NIU_YORK, TORETSK, ZALIZNE = "geonames:699751", "geonames:709354", "geonames:713176"


def ids(frame: pd.DataFrame) -> list[str | None]:
    return [None if pd.isna(value) else value for value in frame["id"]]


def test_order_and_index_are_those_of_the_input() -> None:
    series = pd.Series(["Toletsk", "Nyok", "Toletsk"], index=pd.Index(["b", "a", "b"], name="row"), name="town")
    frame = series.toponyms.resolve(country="UA")
    assert ids(frame) == [TORETSK, NIU_YORK, TORETSK]
    pd.testing.assert_index_equal(frame.index, series.index)


def test_answers_are_those_of_resolve() -> None:
    names = ["Nyok", "Kiew", "New York", "Mykolaivka", "qwxzzk", "Bachmut"]
    frame = pd.Series(names).toponyms.resolve(country="UA", min_confidence=0.3)
    for name, row in zip(names, frame.itertuples(), strict=True):
        answer = toponyms.resolve(name, country="UA", min_confidence=0.3)
        assert row.status == answer.status
        assert row.confidence == answer.confidence
        assert row.nil == answer.nil
        assert row.candidates == answer.candidates_total
        if answer.place is None:
            assert pd.isna(row.id)
            assert pd.isna(row.lat)
        else:
            assert (row.id, row.name, row.lat, row.lon) == (
                answer.place.id,
                answer.place.name,
                answer.place.lat,
                answer.place.lon,
            )
            assert (row.kind, row.country) == (answer.place.kind, answer.place.country)


def test_types_are_the_same_whatever_was_found() -> None:
    full = pd.Series(["Nyok", "qwxzzk"]).toponyms.resolve().dtypes
    for series in (
        pd.Series([], dtype="string"),
        pd.Series([], dtype=object),
        pd.Series([None]),
        pd.Series(["qwxzzk"]),
        pd.Series([float("nan")] * 2),
    ):
        frame = series.toponyms.resolve()
        assert list(frame.columns) == list(COLUMNS)
        pd.testing.assert_series_equal(frame.dtypes, full)
        assert len(frame) == len(series)


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, pd.NaT, "", "  \t"])
def test_missing_names_are_unknown(missing: object) -> None:
    frame = pd.Series(["Nyok", missing], dtype=object).toponyms.resolve(country="UA")
    assert frame["status"].tolist() == ["resolved", "unknown"]
    assert frame["confidence"].tolist()[1] == 0.0
    assert frame["nil"].tolist()[1] == 1.0


@pytest.mark.parametrize("dtype", [object, "string", "category", "str"])
def test_any_kind_of_text_column(dtype: str) -> None:
    frame = pd.Series(["Nyok", None, "Toletsk", "Nyok"], dtype=dtype).toponyms.resolve(country="UA")
    assert ids(frame) == [NIU_YORK, None, TORETSK, NIU_YORK]


def test_arrow_text() -> None:
    pytest.importorskip("pyarrow")
    frame = pd.Series(["Nyok", None], dtype="string[pyarrow]").toponyms.resolve(country="UA")
    assert ids(frame) == [NIU_YORK, None]


@pytest.mark.parametrize("values", [[1.5, 2.0], [1, 2], [True], ["Nyok", 3], [b"Nyok"], [["Nyok"]]])
def test_what_is_no_text_is_named(values: list[object]) -> None:
    with pytest.raises(toponyms.UsageError, match=r"column 'town' holds .* in row \d: names are text"):
        pd.Series(values, name="town").toponyms.resolve()


def test_hints_by_row() -> None:
    frame = pd.DataFrame(
        {
            "town": ["New York", "New York", "Zalizne"],
            "oblast": ["Donetsk Oblast", None, "Донецька область"],
            "lat": [48.4, 40.7, None],
            "lon": [37.8, -74.0, None],
        },
        index=[3, 3, 5],
    )
    by_oblast = frame["town"].toponyms.resolve(within=frame["oblast"])
    assert ids(by_oblast) == [NIU_YORK, "geonames:5128581", ZALIZNE]
    by_point = frame["town"].toponyms.resolve(near=frame[["lat", "lon"]])
    assert ids(by_point)[1] == "geonames:5128581"
    points = pd.Series([(48.4, 37.8), [40.7, -74.0], None], index=frame.index)
    assert ids(frame["town"].toponyms.resolve(near=points)) == ids(by_point)


def test_every_hint_reaches_resolve() -> None:
    series = pd.Series(["Артёмовск"])
    place = toponyms.place("geonames:709716")
    hints = {"within": place, "near": (48.6, 38.0), "kind": "settlement", "as_of": date(2015, 6, 1)}
    answer = toponyms.resolve("Артёмовск", country="UA", **hints)
    by_value = series.toponyms.resolve(country="UA", **hints)
    by_row = series.toponyms.resolve(
        country=pd.Series(["UA"]), **{name: pd.Series([value]) for name, value in hints.items()}
    )
    for frame in (by_value, by_row):
        assert ids(frame) == [answer.place.id]  # type: ignore[union-attr]
        assert frame["confidence"].tolist() == [answer.confidence]
    timestamps = pd.Series(pd.to_datetime(["2015-06-01"]))
    assert series.toponyms.resolve(country="UA", as_of=timestamps)["status"].tolist() == ["resolved"]


def test_hints_are_matched_by_index() -> None:
    towns = pd.Series(["New York", "New York"], index=["us", "ua"])
    countries = pd.Series({"ua": "UA", "us": "US", "fr": "FR"})
    assert ids(towns.toponyms.resolve(country=countries)) == ["geonames:5128581", NIU_YORK]


def test_hints_that_cannot_be_matched() -> None:
    towns = pd.Series(["New York", "Nyok"], name="town")
    with pytest.raises(toponyms.UsageError, match="values repeat"):
        towns.toponyms.resolve(country=pd.Series(["UA", "US"], index=[0, 0]))
    with pytest.raises(toponyms.UsageError, match="no row of country"):
        towns.toponyms.resolve(country=pd.Series(["UA", "US"], index=[10, 11]))
    with pytest.raises(toponyms.UsageError, match="only near takes a frame"):
        towns.toponyms.resolve(country=pd.DataFrame({"a": ["UA", "US"], "b": 1}))
    with pytest.raises(toponyms.UsageError, match="not dict"):
        towns.toponyms.resolve(country={"Nyok": "UA"})


def test_a_hint_that_means_nothing_names_its_row() -> None:
    towns = pd.Series(["New York", "Nyok"], name="town")
    with pytest.raises(toponyms.UsageError, match=r"column 'town', row 1: unknown country 'Ukrane'.*Ukraine"):
        towns.toponyms.resolve(country=pd.Series(["US", "Ukrane"]))


def test_notes_are_in_the_frame() -> None:
    frame = pd.Series(["Nyok"]).toponyms.resolve(within="Nowhereland of Qwxzzk")
    assert "was not used" in frame["notes"].tolist()[0]


def test_each_distinct_name_is_resolved_once(gazetteer: toponyms.Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    resolve = toponyms.Gazetteer.resolve

    def counting(self: toponyms.Gazetteer, text: str, **hints: object) -> toponyms.Resolution:
        asked.append(text)
        return resolve(self, text, **hints)  # type: ignore[arg-type]

    monkeypatch.setattr(toponyms.Gazetteer, "resolve", counting)
    pd.Series(["Nyok", "Toletsk", None, "Nyok", ""] * 50).toponyms.resolve(country="UA")
    assert sorted(asked) == ["", "Nyok", "Toletsk"]


def test_the_gazetteer_in_use_is_asked() -> None:
    with toponyms.use(toponyms.Gazetteer.open()):
        assert ids(pd.Series(["Nyok"]).toponyms.resolve(country="UA")) == [NIU_YORK]
