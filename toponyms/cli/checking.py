"""`toponyms validate`: a gazetteer, a snapshot or an overlay is checked, and the report written."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from toponyms.validation import Report

FAILED = 4
"""Exit code of a validation that found an error (with --strict also a warning) that is not waived."""


def validate(options: Namespace) -> int:
    """`toponyms validate`"""
    import toponyms
    from toponyms.cli.output import rich_console
    from toponyms.validation.reports import summary, written

    if options.list:
        print(listing())
        return 0
    report = toponyms.validate(
        options.path,
        select=tuple(split(options.select)),
        ignore=tuple(split(options.ignore)),
        config=options.config,
        waivers=options.waivers,
        sources=options.sources,
        seeds=options.seeds,
        base=options.base,
        polygons=options.polygons,
        previous=options.previous,
        golden=options.golden,
    )
    form = options.format or "text"
    limit = options.limit
    if options.out:
        save(options.out, written(report, form, limit))
        print(f"toponyms: {summary(report)}", file=sys.stderr)
    else:
        console = rich_console() if form == "text" and sys.stdout.isatty() else None
        if console is None:
            print(written(report, form, limit))
        else:
            from toponyms.validation.reports.terminal import show

            show(report, console, limit)
    return code_of(report, options.strict)


def datacard(options: Namespace) -> int:
    """`toponyms datacard`"""
    from pathlib import Path

    from toponyms.cli.commands import opened, source_tree
    from toponyms.errors import UsageError
    from toponyms.validation.datacard import card

    tree = source_tree()
    if options.out is None and tree is None:
        raise UsageError("there is no source tree here; pass the file to write with --out")
    path = Path(options.out) if options.out is not None else tree / "gazetteer" / "DATACARD.md"  # type: ignore[operator]
    made = card(opened(options.gazetteer, options.overlay))
    if not options.check:
        save(str(path), made.removesuffix("\n"))
        print(f"toponyms: wrote {path}", file=sys.stderr)
        return 0
    written = path.read_text(encoding="utf-8") if path.is_file() else ""
    if written == made:
        print(f"toponyms: {path} is what this gazetteer makes", file=sys.stderr)
        return 0
    print(difference(written, made, str(path)))
    print(f"toponyms: {path} is not what this gazetteer makes: run `toponyms datacard`", file=sys.stderr)
    return FAILED


def difference(written: str, made: str, path: str) -> str:
    """What a file says and what it should say, as a unified diff."""
    from difflib import unified_diff

    lines = unified_diff(written.splitlines(), made.splitlines(), path, "as made", lineterm="", n=0)
    return "\n".join(lines)


def code_of(report: Report, strict: bool) -> int:
    """0 where nothing failed, else `FAILED`."""
    return FAILED if not report.ok or (strict and report.warnings) else 0


def split(lists: list[str]) -> list[str]:
    """Codes of options that may be given several times, each with one code or several with commas."""
    return [code.strip() for text in lists for code in text.split(",") if code.strip()]


def listing() -> str:
    """Every check in a line."""
    from toponyms.validation.checks import every

    return "\n".join(f"{check.code}  {check.severity:<7}  {check.name:<22}  {check.reason}" for check in every())


def save(path: str, text: str) -> None:
    """Write a file whole: under another name first, then in place."""
    temporary = f"{path}.{os.getpid()}.tmp"
    try:
        with open(temporary, "w", encoding="utf-8", newline="\n") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    finally:
        if os.path.exists(temporary):
            os.unlink(temporary)
