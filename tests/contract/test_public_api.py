"""What `toponyms` promises at its front door."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import toponyms

HEAVY = (
    "dataclasses",
    "geopy",
    "importlib.resources",
    "json",
    "numpy",
    "pandas",
    "rapidfuzz",
    "rich",
    "shapely",
    "tomllib",
    "typing",
    "unidecode",
)
"""What `import toponyms` must not load: together they would cost some hundred milliseconds."""

PUBLIC = sorted(toponyms.__all__)
VALUES = {"data_version"}
"""Public names that are plain values and carry no docstring of their own."""
OBJECTS = [name for name in PUBLIC if name not in VALUES]
CLASSES = [name for name in OBJECTS if inspect.isclass(getattr(toponyms, name))]


def test_all_is_complete_and_sorted() -> None:
    for name in PUBLIC:
        getattr(toponyms, name)
    submodules = {name for name, value in vars(toponyms).items() if inspect.ismodule(value)}
    visible = {name for name in [*dir(toponyms), *vars(toponyms)] if not name.startswith("_")}
    plumbing = {"annotations", "TYPE_CHECKING"}
    assert visible - submodules - plumbing == set(PUBLIC) - {"__version__"}
    assert len(set(toponyms.__all__)) == len(toponyms.__all__)


def test_dir_shows_lazy_names() -> None:
    assert set(PUBLIC) <= set(dir(toponyms))


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nowhere"):
        toponyms.nowhere  # noqa: B018


def test_version_is_the_one_of_the_project(root: Path) -> None:
    import tomllib

    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert toponyms.__version__ == project["version"]
    assert f"## {project['version']}" in (root / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"\nversion: {project['version']}\n" in (root / "CITATION.cff").read_text(encoding="utf-8")


def test_import_is_light(root: Path) -> None:
    code = (
        "import sys; before = set(sys.modules); import toponyms\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules and name not in before])"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_the_first_answer_imports_no_dataclasses(root: Path) -> None:
    code = (
        "import sys; before = set(sys.modules); import toponyms; toponyms.resolve('Kiew').place.name\n"
        "print(sorted({'dataclasses', 'inspect', 'typing', 'rapidfuzz'} & set(sys.modules) - before))"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize("name", OBJECTS)
def test_docstring_opens_with_an_example(name: str) -> None:
    value = getattr(toponyms, name)
    doc = inspect.getdoc(value)
    assert doc, f"{name} has no docstring"
    if isinstance(value, type) and issubclass(value, Exception):
        return
    summary, _, rest = doc.partition("\n\n")
    assert rest.lstrip().startswith(">>> "), f"after its first sentence, {name} shows an example:\n{summary}"


@pytest.mark.parametrize("name", CLASSES)
def test_public_methods_are_documented(name: str) -> None:
    bare = [
        attribute
        for attribute, value in vars(getattr(toponyms, name)).items()
        if not attribute.startswith("_") and callable(value) and not inspect.getdoc(value)
    ]
    assert bare == []
