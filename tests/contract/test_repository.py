"""What the tree itself promises: no machine paths, well-formed data files, a README that is true."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = {".cff", ".cfg", ".md", ".py", ".rst", ".sh", ".toml", ".tsv", ".txt", ".yaml", ".yml", ""}
GENERATED = {"__pycache__", "_build", "_data"}
GENERATED_AT_THE_TOP = {"build", "dist", "venv"}

MACHINE_PATH = re.compile(r"[/](?:root|home/[a-z]+|Users/[A-Za-z]+|work/[a-z]+)/|[/]opt/|[.]py[e]nv/")
LONGEST_MODULE = 500
"""Lines; a module that grows past this has more than one purpose."""

CLAIM_COLUMNS = ["place", "field", "value", "language", "kind", "from", "to", "source", "lost", "note"]


def files() -> Iterator[Path]:
    """Every text file of the source tree, without what is generated or hidden."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        hidden = any(part.startswith(".") and part not in {".ci", ".gitignore"} for part in parts)
        generated = GENERATED.intersection(parts) or parts[0] in GENERATED_AT_THE_TOP
        if path.is_file() and path.suffix in TEXT and not hidden and not generated:
            yield path


def named(suffix: str) -> list[str]:
    """Relative names of the tree's files that end so."""
    return [str(path.relative_to(ROOT)) for path in files() if path.suffix == suffix]


def test_no_path_of_a_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if MACHINE_PATH.search(line)
    ]
    assert found == []


def test_files_are_utf8_with_unix_lines() -> None:
    # tests/data holds files as publishers write them, which is what their readers are tested with
    for path in (path for path in files() if not path.is_relative_to(ROOT / "tests" / "data")):
        raw = path.read_bytes()
        raw.decode("utf-8")
        assert b"\r" not in raw, path
        assert not raw or raw.endswith(b"\n"), f"{path} does not end with a line end"


def test_modules_keep_one_purpose() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in (ROOT / "toponyms").rglob("*.py")
        if (lines := path.read_text(encoding="utf-8").count("\n")) > LONGEST_MODULE
    }
    assert long == {}


def test_package_is_typed() -> None:
    assert (ROOT / "toponyms" / "py.typed").is_file()


@pytest.mark.parametrize("name", named(".tsv"))
def test_tables_are_well_formed(name: str) -> None:
    lines = [line for line in (ROOT / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    header = lines[0].split("\t")
    assert len(set(header)) == len(header), "two columns of one name"
    if name.startswith("seeds/names/"):
        assert header == CLAIM_COLUMNS
    for number, line in enumerate(lines[1:], 2):
        assert line.count("\t") == len(header) - 1, f"{name}:{number} has {line.count(chr(9)) + 1} columns: {line!r}"
    assert len(set(lines)) == len(lines), "a row stands twice"


@pytest.mark.parametrize("name", named(".toml"))
def test_toml_can_be_read(name: str) -> None:
    assert tomllib.loads((ROOT / name).read_text(encoding="utf-8"))


def test_every_licence_that_ships_is_named() -> None:
    licences = {path.name for path in (ROOT / "gazetteer" / "LICENSES").iterdir()}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert licences
    assert [name for name in sorted(licences) if name not in readme] == []


def blocks(text: str, language: str) -> list[str]:
    """Fenced blocks of one language in a page."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)


def test_readme_has_two_commands() -> None:
    commands = [line for block in blocks((ROOT / "README.md").read_text("utf-8"), "sh") for line in block.splitlines()]
    assert len(commands) == 2
    assert all(command.startswith('pip install ".[') for command in commands)


def pages() -> list[str]:
    """Pages with Python on them."""
    return [name for name in ["README.md", *(n for n in named(".md") if n.startswith("docs/"))] if examples(name)]


def examples(name: str) -> list[str]:
    """Interactive sessions of a page."""
    return [b for b in blocks((ROOT / name).read_text(encoding="utf-8"), "(?:python|pycon)") if ">>> " in b]


@pytest.mark.parametrize("name", pages())
def test_examples_of_the_pages_are_true(name: str) -> None:
    import doctest

    session = doctest.DocTestParser().get_doctest("\n".join(examples(name)), {}, name, name, 0)
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    output: list[str] = []
    runner.run(session, out=output.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(output)
