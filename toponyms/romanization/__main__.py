"""Check every table and generate what follows from them: `python -m toponyms.romanization [--check]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from toponyms.romanization.checks import findings
from toponyms.romanization.packed import PACKED, pack_all
from toponyms.romanization.pages import pages, stale_pages
from toponyms.romanization.scheme import load_schemes

TREE = Path(__file__).parents[2]
DOCS = TREE / "docs"
"""The documentation, which only a source tree has."""


def in_a_tree() -> bool:
    """Whether the package lies in its source tree, not among installed packages."""
    return (TREE / "pyproject.toml").is_file() and DOCS.is_dir()


def generated() -> dict[Path, str]:
    """Every generated file with what it must contain."""
    schemes = load_schemes()
    files = {Path(PACKED): pack_all(schemes)}
    if in_a_tree():
        files |= pages(schemes, DOCS)
    return files


def main(arguments: list[str] | None = None) -> int:
    """Write the generated files; with --check only say which differ, exit code 1 if any does."""
    parser = argparse.ArgumentParser(prog="python -m toponyms.romanization", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a file is out of date")
    options = parser.parse_args(arguments)
    schemes = load_schemes()
    ids = [scheme.id for scheme in schemes]
    if wrong := [finding for scheme in schemes for finding in findings(scheme, ids)]:
        print("\n".join(wrong))
        return 1
    stale = [
        (path, text)
        for path, text in generated().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    for path, text in stale:
        print(f"{'out of date' if options.check else 'written'}: {path.name}")
        if not options.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    gone = stale_pages(schemes, DOCS) if in_a_tree() else []
    for path in gone:
        print(f"{'of a table that is gone' if options.check else 'removed'}: {path.name}")
        if not options.check:
            path.unlink()
    return 1 if (stale or gone) and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
