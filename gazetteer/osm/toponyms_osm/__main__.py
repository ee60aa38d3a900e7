"""`python -m toponyms_osm`: make the data from raw files, compile the layer, show what it covers."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from toponyms_osm import DATA

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m toponyms_osm", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("build", help="make the data of this distribution from the raw files")
    one.add_argument("--sources", type=Path, required=True, help="folder of raw files, which README.md lists")
    one.add_argument("--out", type=Path, default=DATA, help="folder of the data (default: that of the package)")
    two = commands.add_parser("compile", help="compile the layer over a gazetteer file")
    two.add_argument("--gazetteer", type=Path, help="the file below (default: the installed one)")
    two.add_argument("--out", type=Path, default=DATA / "osm.gaz", help="the layer file (default: where path() looks)")
    three = commands.add_parser("coverage", help="how many settlements of Ukraine have a mapped position, and where")
    three.add_argument("--gazetteer", type=Path, help="the file below (default: the installed one)")
    given = parser.parse_args(arguments)
    from toponyms.errors import ToponymsError

    try:
        if given.command == "build":
            from toponyms_osm.build import build

            build(given.sources, given.out, _say)
        elif given.command == "compile":
            compile_file(given.gazetteer, given.out)
        else:
            from toponyms_osm.coverage import coverage, report

            found = coverage(given.gazetteer)
            print(report(found))
            return 0 if found.share >= found.wanted else 1
    except (ToponymsError, OSError, ValueError) as error:
        print(f"toponyms_osm: {error}", file=sys.stderr)
        return 2
    return 0


def compile_file(gazetteer: Path | None, out: Path) -> None:
    """Compile the layer over a gazetteer file into `out`, whole or not at all."""
    from toponyms.gazetteer import default_path
    from toponyms.index.reader import Index
    from toponyms.index.writer import write_whole
    from toponyms_osm.layer import compile_over

    below = Index(gazetteer or default_path())
    write_whole(out, [compile_over(below, DATA)])
    _say(f"{out}: {out.stat().st_size / 1e6:.1f} MB over {below.path}")


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
