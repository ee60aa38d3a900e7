from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import toponyms
from toponyms.cli import main

Run = Callable[..., tuple[int, str, str]]
COMMAND = [sys.executable, "-m", "toponyms"]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line in this process: its exit code, output and errors."""

    def call(*arguments: str, lines: str | None = None) -> tuple[int, str, str]:
        if lines is not None:
            monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
        try:
            code = main(arguments)
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return call


def process(*arguments: str, stdin: bytes = b"", root: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, **environment}
    return subprocess.run([*COMMAND, *arguments], input=stdin, capture_output=True, cwd=root, env=env, check=False)


def rows(out: str) -> list[list[str]]:
    return [line.split("\t") for line in out.splitlines()]


def test_resolve_is_tab_separated_when_piped(run: Run) -> None:
    code, out, err = run("resolve", "Nyok", "Toletsk", "qwxzzk", "--country", "UA")
    assert (code, err) == (0, "")
    place = toponyms.place("geonames:699751")
    parents = ", ".join(parent.name for parent in place.parents)
    nyok, toletsk, nothing = rows(out)
    assert nyok[:9] == [
        "Nyok",
        "resolved",
        "Niu-York",
        "geonames:699751",
        f"{place.lat:.5f}",
        f"{place.lon:.5f}",
        "settlement",
        "UA",
        parents,
    ]
    assert 0.5 <= float(nyok[9]) <= 1.0
    assert toletsk[2] == "Toretsk"
    assert nothing == ["qwxzzk", "unknown", *[""] * 7, "0.0000"]


def test_an_ambiguous_answer_gives_no_place(run: Run) -> None:
    (row,) = rows(run("resolve", "Mykolaivka", "--country", "UA")[1])
    assert row[1:9] == ["ambiguous", *[""] * 7]
    (guess,) = rows(run("resolve", "Mykolaivka", "--country", "UA", "--min-confidence", "0")[1])
    assert guess[1:3] == ["resolved", "Mykolaivka"]


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        (["New York"], "geonames:5128581"),
        (["New York", "--country", "Ukraine"], "geonames:699751"),
        (["New York", "--within", "Donetsk Oblast"], "geonames:699751"),
        (["New York", "--within", "geonames:709716"], "geonames:699751"),
        (["--near", "40.7,-74", "New York"], "geonames:5128581"),
        (["Zalizne", "--within", "Donetsk Oblast", "--kind", "settlement", "--as-of", "2020"], "geonames:713176"),
        (["Zalizne, Donetsk Oblast"], "geonames:713176"),
    ],
)
def test_hints(run: Run, arguments: list[str], place: str) -> None:
    assert rows(run("resolve", *arguments)[1])[0][3] == place


def test_a_southern_point_is_no_option(run: Run) -> None:
    assert run("resolve", "London", "--near", "-33.01,27.9")[0] == 0
    assert run("resolve", "London", "--near=-33.01,27.9")[0] == 0


def test_strict(run: Run) -> None:
    assert run("resolve", "Nyok", "qwxzzk")[0] == 0
    assert run("resolve", "Nyok", "--country", "UA", "--strict")[0] == 0
    assert run("resolve", "Nyok", "qwxzzk", "--country", "UA", "--strict")[0] == 1
    assert run("resolve", "Mykolaivka", "--strict")[0] == 1


def test_standard_input_one_answer_a_line(run: Run) -> None:
    _, out, _ = run("resolve", "--country", "UA", lines="Nyok\n\nqwxzzk\r\nToletsk")
    assert [(row[0], row[2]) for row in rows(out)] == [
        ("Nyok", "Niu-York"),
        ("", ""),
        ("qwxzzk", ""),
        ("Toletsk", "Toretsk"),
    ]


def test_a_dash_stands_for_standard_input(run: Run) -> None:
    _, out, _ = run("resolve", "Kyiv", "-", "Lviv", lines="Nyok\n")
    assert [row[0] for row in rows(out)] == ["Kyiv", "Nyok", "Lviv"]


def test_no_input_no_answer(run: Run) -> None:
    assert run("resolve", lines="") == (0, "", "")


def test_tabs_and_line_ends_in_a_name_do_not_break_the_columns(run: Run) -> None:
    (row,) = rows(run("resolve", "Ny\tok\nx\ry")[1])
    assert len(row) == 10
    assert row[0] == "Ny ok x y"


def test_json_lines(run: Run) -> None:
    code, out, _ = run("resolve", "Нью-Йорк", "qwxzzk", "--country", "UA", "--json")
    first, second = map(json.loads, out.splitlines())
    assert code == 0
    assert "Нью-Йорк" in out
    assert first == toponyms.resolve("Нью-Йорк", country="UA").to_dict()
    assert second["place"] is None


def test_limit(run: Run) -> None:
    answer = json.loads(run("resolve", "Mykolaivka", "--json", "--limit", "2")[1])
    assert len(answer["candidates"]) == 2
    assert answer["candidates_total"] > 2


def test_explain(run: Run) -> None:
    _, out, err = run("resolve", "Nyok", "--country", "UA", "--explain")
    assert out == toponyms.resolve("Nyok", country="UA").explain() + "\n"
    assert err == ""


def test_a_hint_that_was_not_used_is_said_once(run: Run) -> None:
    code, out, err = run("resolve", "Nyok", "Toletsk", "--within", "Nowhereland of Qwxzzk")
    assert code == 0
    assert len(out.splitlines()) == 2
    assert err.count("was not used") == 1
    assert err.startswith("toponyms: Nyok: within=")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            [],
            "no command given: pass one of resolve, .*, validate, datacard, doctor",
        ),
        (["resolv", "Nyok"], "no command 'resolv': .* Did you mean resolve?"),
        (["resolve", "Nyok", "--contry", "UA"], "--contry.* Did you mean --country"),
        (["resolve", "Nyok", "--country", "Ukrane"], "unknown country 'Ukrane'.* Did you mean Ukraine"),
        (["resolve", "Nyok", "--kind", "setlement"], "unknown kind 'setlement'.* Did you mean settlement"),
        (["resolve", "Nyok", "--near", "48.4"], "'48.4' is not LAT,LON"),
        (["resolve", "Nyok", "--near", "99,0"], "out of range"),
        (["resolve", "Nyok", "--as-of", "yesterday"], "as_of takes a date"),
        (["resolve", "Nyok", "--limit", "0"], "limit must be"),
        (["resolve", "Nyok", "--limit", "x"], "invalid int value"),
        (["resolve", "Nyok", "--json", "--explain"], "not allowed with"),
        (["resolve", "Nyok", "--min-confidence", "2"], "between 0 and 1"),
        (["place"], "required: ID"),
    ],
)
def test_usage_errors_are_one_line_and_2(run: Run, arguments: list[str], message: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert re.search(message, err), err
    assert err.startswith("toponyms: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize("command", ["resolve", "place", "doctor"])
def test_data_errors_are_3(run: Run, tmp_path: Path, command: str) -> None:
    damaged = tmp_path / "damaged.gaz"
    damaged.write_bytes(b"no gazetteer")
    for path, message in (
        (tmp_path / "missing.gaz", "There is no gazetteer file"),
        (damaged, "no gazetteer file"),
        (tmp_path, "cannot be read"),
    ):
        arguments = [command, str(path)] if command == "doctor" else [command, "x:1", "--gazetteer", str(path)]
        code, out, err = run(*arguments)
        assert (code, out) == (3, "")
        assert message in err
        assert err.count("\n") == 1


def test_place(run: Run) -> None:
    code, out, _ = run("place", "geonames:699751")
    assert code == 0
    assert out.startswith("Niu-York (geonames:699751)\n")
    for fact in ("katottg:UA14020110050044480", "Donetsk Oblast", "Новгородське", "settlement"):
        assert fact in out
    _, out, _ = run("place", "geonames:699751", "geonames:709717", "--json")
    assert [json.loads(line)["name"] for line in out.splitlines()] == ["Niu-York", "Donetsk"]


def test_unknown_place_is_1(run: Run) -> None:
    code, out, err = run("place", "geonames:0")
    assert (code, out) == (1, "")
    assert "no place has the id 'geonames:0'" in err


def test_doctor(run: Run, gazetteer: toponyms.Gazetteer) -> None:
    code, out, _ = run("doctor")
    assert code == 0
    for fact in ("whole", gazetteer.data_version, f"{len(gazetteer):,}", "contains", "rules.weights"):
        assert fact in out


def test_doctor_sees_a_flipped_bit(run: Run, gazetteer: toponyms.Gazetteer, tmp_path: Path) -> None:
    data = bytearray(Path(gazetteer.path).read_bytes())
    data[len(data) // 2] ^= 1
    damaged = tmp_path / "damaged.gaz"
    damaged.write_bytes(data)
    code, out, err = run("doctor", str(damaged))
    assert (code, out) == (3, "")
    assert "damaged" in err


def test_building_without_data_says_so(run: Run, tmp_path: Path) -> None:
    for arguments in (
        ("build", "--sources", str(tmp_path / "nowhere"), "--out", str(tmp_path / "out")),
        ("build", "--sources", str(tmp_path), "--out", str(tmp_path / "out")),
        ("compile", "--snapshot", str(tmp_path / "nowhere"), "--out", str(tmp_path / "x.gaz")),
        ("compile", "--snapshot", str(tmp_path), "--out", str(tmp_path / "x.gaz")),
        ("compile", "--scope", "Ukraine", "--out", str(tmp_path / "x.gaz")),
        ("compile", "--out", str(tmp_path / "nowhere" / "x.gaz")),
    ):
        code, out, err = run(*arguments)
        assert (code, out) == (3, ""), arguments
        assert "Traceback" not in err
    assert sorted(path.name for path in tmp_path.iterdir()) in ([], ["out"])


def test_transliterate(run: Run) -> None:
    assert run("transliterate", "Часів Яр", "Щастя") == (0, "Chasiv Yar\nShchastia\n", "")
    assert run("transliterate", "Горький", "--to", "bs-2979-rus-1958") == (0, "Gorʹky\n", "")
    code, out, err = run("transliterate", "Київ", "--to", "kmu-ukr-2011")
    assert (code, out) == (2, "")
    assert "Did you mean kmu-ukr-2010" in err
    code, out, err = run("transliterate", "Ёлка", "--strict")
    assert (code, out) == (2, "")
    assert "no letter 'Ё'" in err


def test_romanizations(run: Run) -> None:
    code, out, err = run("romanizations", "be")
    assert (code, err) == (0, "")
    rows = [line.split("\t") for line in out.splitlines()]
    assert {row[1] for row in rows} == {"be"}
    assert len({len(row) for row in rows}) == 1
    code, out, err = run("romanizations", "xx")
    assert (code, out) == (2, "")
    assert "no system romanizes 'xx'" in err


def test_variants(run: Run) -> None:
    code, out, err = run("variants", "Chasiv Yar", "--language", "de", "--language", "pl")
    assert (code, err) == (0, "")
    written = {(language, text) for language, text, *_ in rows(out)}
    assert {("de", "Tschassiw Jar"), ("de", "Tschassow Jar"), ("pl", "Czasiw Jar")} <= written
    code, out, err = run("variants", "geonames:710915", "--language", "pl", "--json")
    assert (code, err) == (0, "")
    assert {json.loads(line)["language"] for line in out.splitlines()} == {"pl"}
    code, out, err = run("variants", "Chasiv Yar", "--language", "xx")
    assert (code, out) == (2, "")
    assert "no orthography for 'xx'" in err
    code, out, err = run("variants", "Qwxzk")
    assert (code, out) == (1, "")
    assert "Qwxzk: unknown" in err


def test_reverse(run: Run) -> None:
    code, out, err = run("reverse", "Schytomyr", "Szczastia", "-n", "1")
    assert (code, err) == (0, "")
    assert [row[:3] for row in rows(out)] == [["Schytomyr", "Житомир", "uk"], ["Szczastia", "Щастя", "uk"]]
    assert "press-deu-ukr" in rows(out)[0][4].split()
    code, out, err = run("reverse", "Kharkiv", "-n", "1", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)["text"] == "Харків"
    assert [row[1] for row in rows(run("reverse", "Melnyky", "-n", "1", "--language", "bel")[1])] == ["Мэльныкы"]
    code, out, err = run("reverse", "Kharkiv", "--language", "bg")
    assert (code, out) == (2, "")
    assert "the languages are be, ru, uk" in err
    code, out, err = run("reverse", "Kharkiv", "-n", "0")
    assert (code, out) == (2, "")
    assert "n must be a positive whole number" in err


def test_version_and_help(run: Run) -> None:
    assert run("--version") == (0, f"toponyms {toponyms.__version__}\n", "")
    for command in ("resolve", "place", "transliterate", "romanizations", "build", "compile", "doctor"):
        code, out, _ = run(command, "--help")
        assert code == 0
        assert out.startswith(f"usage: toponyms {command}")


def test_bytes_that_are_no_text_come_out_as_they_went_in(root: Path) -> None:
    stdin = b"\xef\xbb\xbfNyok\n\xff\xfe\x00\n" + "Торецьк\n".encode() + b"Ky\xedv\n" + b"x" * 100_000 + b"\n"
    ran = process("resolve", "--country", "UA", stdin=stdin, root=root, LC_ALL="C", PYTHONIOENCODING="latin-1")
    assert ran.returncode == 0, ran.stderr
    lines = [line.split(b"\t") for line in ran.stdout.split(b"\n")[:-1]]
    assert [line[0] for line in lines] == [b"Nyok", b"\xff\xfe\x00", "Торецьк".encode(), b"Ky\xedv", b"x" * 100_000]
    assert [line[1] for line in lines[:3]] == [b"resolved", b"unknown", b"resolved"]
    ran = process("resolve", "--json", stdin=b"\xff\n", root=root)
    assert json.loads(ran.stdout)["query"] == "\udcff"


def test_each_line_is_answered_before_the_next_comes(root: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "resolve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root, bufsize=0
    ) as running:
        assert running.stdin
        assert running.stdout
        for name in (b"Kyiv", b"Lviv"):
            running.stdin.write(name + b"\n")
            assert running.stdout.readline().startswith(name + b"\tresolved\t")
        running.stdin.close()
        assert running.wait(10) == 0


def test_a_reader_that_goes_away_is_no_error(root: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "resolve", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=root
    ) as running:
        assert running.stdin
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        try:
            running.stdin.write(b"Kyiv\n" * 1000)
            running.stdin.close()
        except BrokenPipeError:
            pass
        assert running.stderr.read() == b""
        assert running.wait(10) == 141


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_a_full_disk_is_said(root: Path) -> None:
    with open("/dev/full", "wb") as full:
        ran = subprocess.run([*COMMAND, "resolve", "Kyiv"], stdout=full, stderr=subprocess.PIPE, cwd=root, check=False)
    assert ran.returncode == 3
    assert ran.stderr == b"toponyms: No space left on device\n"


def on_terminal(root: Path, *arguments: str, columns: int = 120) -> str:
    """What a terminal of that width shows of a command."""
    import pty
    import select

    master, slave = pty.openpty()
    env = {**os.environ, "COLUMNS": str(columns), "TERM": "xterm", "NO_COLOR": "1"}
    with subprocess.Popen(
        [*COMMAND, *arguments], stdin=slave, stdout=slave, stderr=slave, cwd=root, env=env
    ) as running:
        os.close(slave)
        shown = b""
        while select.select([master], [], [], 20)[0]:
            try:
                part = os.read(master, 65536)
            except OSError:  # how Linux says that nobody holds the other end any more
                break
            if not part:
                break
            shown += part
        running.wait(10)
    os.close(master)
    return re.sub(r"\x1b\[[0-9;]*m", "", shown.decode()).replace("\r\n", "\n")


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_terminal_gets_a_table(root: Path) -> None:
    pytest.importorskip("rich")
    shown = on_terminal(root, "resolve", "Nyok", "Mykolaivka", "qwxzzk", "--country", "UA")
    assert "confidence" in shown
    assert "Niu-York, Donetsk Oblast, Ukraine" in shown
    assert "ambiguous" in shown
    assert "\t" not in shown
    narrow = on_terminal(root, "resolve", "Nyok", "--country", "UA", columns=60)
    assert "Niu-York, Donetsk Oblast, Ukraine" in narrow


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_terminal_is_not_waited_on_for_names(root: Path) -> None:
    assert on_terminal(root, "resolve").startswith("toponyms: no NAME given")


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_control_characters_do_not_reach_the_terminal(root: Path) -> None:
    pytest.importorskip("rich")
    shown = on_terminal(root, "resolve", "Nyok\x1b]0;title\x07\u202e[bold]", "--country", "UA")
    assert "\x1b]" not in shown
    assert "\\x1b]0;title\\x07\\u202e[bold]" in shown


def test_light_commands_load_nothing_heavy(root: Path) -> None:
    code = (
        "import sys; from toponyms.cli import main; main(['resolve', 'Kyiv']);"
        "print(sorted({'json','rich','numpy','pandas','geopy','shapely','tomllib','rapidfuzz'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"


def test_the_reference_names_every_option(root: Path) -> None:
    from toponyms.cli.parser import options_of, parser

    page = (root / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    assert [option for option in options_of(parser()) if option not in page and option != "--help"] == []


def test_from_raw_sources_to_an_answer(run: Run, root: Path, tmp_path: Path) -> None:
    import gzip
    import zipfile

    raw, snapshot, file = tmp_path / "raw", tmp_path / "gazetteer" / "snapshot", tmp_path / "own.gaz"
    plain = root / "tests" / "data" / "sources"
    listed = (root / "gazetteer" / "sources.toml").read_text(encoding="utf-8")
    for path in plain.glob("*/*"):
        name = path.relative_to(plain).as_posix()
        target = raw / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.name == "UA.txt":
            with zipfile.ZipFile(target.with_suffix(".zip"), "w") as archive:
                archive.write(path, "UA.txt")
        elif f"{name}.gz" in listed:
            target.with_name(target.name + ".gz").write_bytes(gzip.compress(path.read_bytes()))
        else:
            target.write_bytes(path.read_bytes())
    code, out, err = run("build", "--sources", str(raw), "--out", str(snapshot))
    assert (code, out) == (0, ""), err
    assert "wrote ua-donetsk" in err
    code, out, err = run("compile", "--snapshot", str(snapshot), "--out", str(file))
    assert (code, out) == (0, ""), err
    assert re.search(r"^wrote .*own\.gaz: [\d.]+ MB in \d+ s$", err, flags=re.MULTILINE)
    code, out, _ = run("doctor", str(file))
    assert code == 0
    assert "scope" in out
    code, out, err = run("resolve", "Нью-Йорк", "--country", "UA", "--gazetteer", str(file))
    assert code == 0
    assert out.split("\t")[1:4] == ["resolved", "Niu-York", "geonames:699751"], err


def test_validate_fails_with_4(run: Run, tmp_path: Path) -> None:
    from tests.unit.validation.conftest import changed, write

    clean, broken = write(tmp_path / "clean"), write(tmp_path / "broken", changed("\tToretsk\t", "\tTorets'k\t"))
    code, out, err = run("validate", str(clean))
    assert (code, err) == (0, "")
    assert "0 errors, 0 warnings" in out
    code, out, err = run("validate", str(broken))
    assert (code, err) == (4, "")
    assert out.startswith("TP508 not-kmu-2010 (error), 1: ")
    assert run("validate", str(broken), "--ignore", "TP508,TP9")[0] == 0
    (broken.parent / "checks.toml").write_text('[severity]\nTP508 = "warning"\n', encoding="utf-8")
    assert run("validate", str(broken))[0] == 0
    assert run("validate", str(broken), "--strict")[0] == 4


@pytest.mark.parametrize("form", ["text", "json", "junit", "sarif", "github"])
def test_validate_writes_a_report_whole(form: str, run: Run, tmp_path: Path) -> None:
    from tests.unit.validation.conftest import write

    out = tmp_path / "report"
    code, printed, err = run("validate", str(write(tmp_path)), "--format", form, "--out", str(out))
    assert (code, printed) == (0, "")
    assert "0 errors" in err
    assert out.read_text(encoding="utf-8").strip()
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["report"]


def test_validate_lists_its_checks(run: Run) -> None:
    code, out, _ = run("validate", "--list")
    assert code == 0
    assert "TP202  error    null-island" in out


def test_validate_says_what_it_cannot_do(run: Run, tmp_path: Path) -> None:
    missing = tmp_path / "none.gaz"
    code, _, err = run("validate", str(missing))
    assert code == 2
    assert err == f"toponyms: there is no {missing}: pass a gazetteer file, a folder of claims or an overlay in CSV\n"
    from tests.unit.validation.conftest import write

    code, _, err = run("validate", "--select", "TP99", str(write(tmp_path / "clean")))
    assert code == 2
    assert "no check begins with 'TP99'" in err
    code, _, err = run("validate", "--out", str(tmp_path / "no" / "report"), str(tmp_path))
    assert code == 2
