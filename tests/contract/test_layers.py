"""The package is built in layers: a module imports from its own folder and from lower layers only."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

LAYERS: tuple[tuple[str, ...], ...] = (
    ("errors", "frozen", "types", "view"),
    ("text", "geo"),
    ("language", "romanization"),
    ("index",),
    ("matching",),
    ("build",),
    ("gazetteer", "records", "arguments", "places", "renderings", "tagging"),
    ("validation",),
    ("_default", "__init__"),
    ("adapters", "cli", "__main__", "server"),
)
"""Rooms of `toponyms`, the lowest layer first. A room is a folder or a module."""

ONE_ROOM = (
    {"errors", "frozen", "types", "view"},
    {"gazetteer", "records", "arguments", "places", "renderings", "tagging"},
    {"_default", "__init__"},
    {"cli", "__main__"},
)
"""Rooms of one layer that may import each other; all others keep to themselves."""


def level(room: str) -> int:
    """Number of the layer that a room belongs to."""
    return next(number for number, rooms in enumerate(LAYERS) if room in rooms)


def room_of(module: str) -> str:
    """Room of a dotted module name: `toponyms.index.reader` lies in `index`, `toponyms` itself in `__init__`."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def module_name(path: Path) -> str:
    """Dotted name of a file of the package."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 2 else parts)


def is_type_checking(node: ast.AST) -> bool:
    """Whether this is an `if TYPE_CHECKING:` block, whose imports never run."""
    return isinstance(node, ast.If) and ast.unparse(node.test).split(".")[-1] == "TYPE_CHECKING"


def imports(tree: ast.AST, package: str, rooms: set[str]) -> Iterator[tuple[int, str]]:
    """Line and dotted name of every import that can run, lazy ones inside functions too."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and is_type_checking(node):
            for other in node.orelse:
                yield from imports(other, package, rooms)
        elif isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, base]).rstrip(".")
            if base == "toponyms":
                # `from toponyms import types` imports a room, `from toponyms import resolve` the front door
                for alias in node.names:
                    yield node.lineno, f"toponyms.{alias.name}" if alias.name in rooms else "toponyms"
            else:
                yield node.lineno, base
        else:
            yield from imports(node, package, rooms)


def modules() -> list[Path]:
    """Every source file of the package."""
    return sorted((ROOT / "toponyms").rglob("*.py"))


def breaches(path: Path) -> list[str]:
    """Imports of one file that the layers forbid, each as a sentence."""
    name = module_name(path)
    own = "__init__" if name == "toponyms.__init__" else room_of(name)
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    every = {room for rooms in LAYERS for room in rooms}
    found = []
    for line, target in imports(ast.parse(path.read_text(encoding="utf-8")), package, every):
        if target != "toponyms" and not target.startswith("toponyms."):
            continue
        other = room_of(target)
        neighbours = own == other or any(own in group and other in group for group in ONE_ROOM)
        if not neighbours and level(other) >= level(own):
            found.append(f"{name}:{line} ({own}, layer {level(own)}) imports {target} (layer {level(other)})")
    return found


def test_every_module_has_a_room() -> None:
    known = {room for rooms in LAYERS for room in rooms}
    homeless = {room_of(module_name(path)) for path in modules()} - known
    assert not homeless, f"add these to LAYERS, or move them into a room: {sorted(homeless)}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_lower_never_imports_higher(path: Path) -> None:
    assert breaches(path) == []


def test_a_breach_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    package = tmp_path / "toponyms" / "index"
    package.mkdir(parents=True)
    module = package / "reader.py"
    module.write_text(
        "TYPE_CHECKING = False\n"
        "if TYPE_CHECKING:\n    from toponyms.gazetteer import Gazetteer\n"
        "from toponyms.index import format\nfrom toponyms.text import normalize\nfrom . import keys\n"
        "def late():\n    import toponyms.matching.score\n"
        "    from ..build import claims\n    from toponyms import resolve\n",
        encoding="utf-8",
    )
    lines = [sentence.split()[0] for sentence in breaches(module)]
    assert lines == ["toponyms.index.reader:8", "toponyms.index.reader:9", "toponyms.index.reader:10"]
