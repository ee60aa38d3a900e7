"""What each command does. Each takes its options and gives an exit code."""

from __future__ import annotations

import os
import sys

from toponyms.errors import BuildError, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from pathlib import Path

    from toponyms.gazetteer import Gazetteer

MOST_NOTES = 20
"""So many different notes are said; a list of names with more has one thing wrong with all of them."""


def resolve(options: Namespace) -> int:
    """`toponyms resolve`"""
    from toponyms.cli.output import writer

    if not options.names and sys.stdin.isatty():
        raise UsageError("no NAME given; pass names, or - to type them one a line (see toponyms resolve --help)")
    gazetteer = opened(options.gazetteer, options.overlay)
    streamed = not options.names or "-" in options.names
    unanswered = False
    notes: set[str] = set()
    with writer(options, streamed) as write:
        answers = gazetteer.resolve_many(
            texts(options.names),
            country=options.country,
            within=options.within,
            near=options.near,
            kind=options.kind,
            as_of=options.as_of,
            min_confidence=options.min_confidence,
            limit=options.limit,
        )
        for answer in answers:
            unanswered |= answer.status != "resolved"
            if not (options.json or options.explain):
                for note in answer.notes:
                    say_once(note, answer.query, notes)
            write(answer)
    return 1 if unanswered and options.strict else 0


def texts(names: list[str]) -> Iterator[str]:
    """The names in order; `-`, or no name at all, stands for the lines of standard input, each once it is there."""
    for name in names or ["-"]:
        if name != "-":
            yield name
            continue
        for number, line in enumerate(sys.stdin):
            # a file written on Windows may begin with a byte order mark, which is no part of the first name
            yield (line.removeprefix("\ufeff") if number == 0 else line).rstrip("\r\n")


def say_once(note: str, text: str, said: set[str]) -> None:
    """Tell on standard error what a caller should know, with the first name that it is about."""
    from toponyms.view import printable

    if note not in said and len(said) < MOST_NOTES:
        said.add(note)
        print(f"toponyms: {printable(text, 60)}: {printable(note, 500)}", file=sys.stderr)


def place(options: Namespace) -> int:
    """`toponyms place`"""
    from toponyms.cli.output import json_line
    from toponyms.view import place_words

    gazetteer = opened(options.gazetteer, options.overlay)
    for number, identifier in enumerate(options.ids):
        found = gazetteer.place(identifier)
        if options.json:
            print(json_line(found.to_dict()))
        else:
            print(("\n" if number else "") + place_words(found))
    return 0


def transliterate(options: Namespace) -> int:
    """`toponyms transliterate`"""
    from toponyms.romanization import engine_of

    if not options.texts and sys.stdin.isatty():
        raise UsageError("no TEXT given; pass texts, or - to type them one a line (see toponyms transliterate --help)")
    romanize = engine_of(options.to).romanize
    for text in texts(options.texts):
        print(romanize(text, strict=options.strict))
    return 0


def romanizations(options: Namespace) -> int:
    """`toponyms romanizations`"""
    from toponyms.romanization import load_scheme, romanizations

    ids = romanizations(options.language)
    if not ids:
        languages = sorted({load_scheme(id_).language for id_ in romanizations()})
        raise UsageError(f"no system romanizes {options.language!r}; the languages are {', '.join(languages)}")
    for id_ in ids:
        scheme = load_scheme(id_)
        print(scheme.id, scheme.language, scheme.year or "", scheme.status, scheme.title, sep="\t")
    return 0


def variants(options: Namespace) -> int:
    """`toponyms variants`"""
    from toponyms.cli.output import json_line
    from toponyms.renderings import variants as found
    from toponyms.view.values import name_dict

    gazetteer = opened(options.gazetteer, options.overlay)
    unanswered = False
    for name in options.names:
        if ":" in name:
            place = gazetteer.place(name)
        else:
            answer = gazetteer.resolve(name, country=options.country)
            if answer.place is None:
                say(f"toponyms: {name}: {answer.status}; pass an id, or a --country that says where")
                unanswered = True
                continue
            place = answer.place
        for variant in found(place, options.languages):
            if options.json:
                row = {"place": place.id, "text": variant.text, "language": variant.language, "table": variant.table}
                print(json_line({**row, "name": name_dict(variant.name)}))
            else:
                print(variant.language, variant.text, variant.table, variant.name.text, sep="\t")
    return 1 if unanswered else 0


def reverse(options: Namespace) -> int:
    """`toponyms reverse`"""
    from toponyms.cli.output import json_line

    gazetteer = opened(options.gazetteer, options.overlay)
    unanswered = False
    for text in options.texts:
        originals = gazetteer.reverse_transliterate(text, options.n, options.language)
        unanswered |= not originals
        for one in originals:
            if options.json:
                row = {"query": text, "text": one.text, "language": one.language, "cost": one.cost}
                print(json_line({**row, "systems": one.systems, "without_marks": one.without_marks}))
            else:
                print(text, one.text, one.language, f"{one.cost:.1f}", " ".join(one.systems), sep="\t")
    return 1 if unanswered else 0


def build(options: Namespace) -> int:
    """`toponyms build`"""
    from pathlib import Path

    from toponyms.build import build_snapshot

    sources = existing_folder(options.sources, "--sources")
    tree = source_tree()
    if options.out is None and tree is None:
        raise UsageError("there is no source tree here; pass the folder to write with --out")
    listing = None if tree is None else tree / "gazetteer" / "sources.toml"
    out = Path(options.out) if options.out is not None else tree / "gazetteer" / "snapshot"  # type: ignore[operator]
    joins = None if options.report is None else Path(options.report)
    if joins is not None and not joins.parent.is_dir():
        raise BuildError(f"cannot write {joins}: there is no folder {joins.parent}")
    build_snapshot(sources, out, listing=listing, joins=joins)
    return 0


def compile(options: Namespace) -> int:
    """`toponyms compile`"""
    import time

    from toponyms._default import default_path
    from toponyms.build.compile import compile_gazetteer

    if options.dump is not None:
        return compile_one(options)
    tree = source_tree()
    if options.snapshot is not None:
        snapshot = existing_folder(options.snapshot, "--snapshot")
    elif tree is not None:
        snapshot = tree / "gazetteer" / "snapshot"
    else:
        raise UsageError("there is no source tree here; pass the folder of a snapshot with --snapshot")
    seeds = None if tree is None else tree / "seeds"
    if options.seeds is not None:
        seeds = existing_folder(options.seeds, "--seeds")
    out = writable(options.out or default_path())
    started = time.monotonic()
    compile_gazetteer(
        out, scope=options.scope, snapshot=snapshot, seeds=seeds, progress=say, processes=options.processes
    )
    say(f"wrote {out}: {out.stat().st_size / 1e6:.1f} MB in {time.monotonic() - started:.0f} s")
    return 0


def compile_one(options: Namespace) -> int:
    """`toponyms compile --dump`"""
    from pathlib import Path

    from toponyms.build.dump import compile_dump

    if options.out is None:
        raise UsageError("--dump needs --out FILE: the default gazetteer is made of a snapshot")
    out = writable(options.out)
    compile_dump(Path(options.dump), out, names=Path(options.names) if options.names else None, progress=say)
    say(f"wrote {out}: {out.stat().st_size / 1e6:.1f} MB")
    return 0


def layer(options: Namespace) -> int:
    """`toponyms layer`"""
    gazetteer = opened(options.gazetteer, options.overlay).overlay(options.table)
    gazetteer.save_layer(writable(options.out))
    say(f"wrote {options.out}, a layer over {gazetteer.path}")
    return 0


def pcodes(options: Namespace) -> int:
    """`toponyms pcodes`"""
    gazetteer = opened(options.gazetteer, options.overlay)
    found = gazetteer.overlay_pcodes(options.table)
    say(str(found))
    if not found.overlay:
        return 1
    gazetteer.save_layer(writable(options.out))
    say(f"wrote {options.out}, a layer over {gazetteer.path}")
    return 0


def writable(name: str) -> Path:
    """A path in a folder that there is."""
    from pathlib import Path

    out = Path(name)
    if not out.parent.is_dir():
        raise BuildError(f"cannot write {out}: there is no folder {out.parent}")
    return out


def doctor(options: Namespace) -> int:
    """`toponyms doctor`"""
    from toponyms._default import ENVIRONMENT, default_path
    from toponyms.cli.output import doctor_text
    from toponyms.gazetteer import Gazetteer
    from toponyms.index.reader import Index, read_header

    path = options.file or default_path()
    chosen = "given" if options.file else f"from {ENVIRONMENT}" if os.environ.get(ENVIRONMENT) else "installed"
    header = read_header(path)
    if "over" in header.meta:  # a layer has no rules of its own and is opened only over its gazetteer
        Index(path, verify=True).close()
    else:
        Gazetteer.open(path, verify=True).close()
    print(doctor_text(path, chosen, header))
    return 0


def opened(path: str | None, layers: list[str]) -> Gazetteer:
    """The gazetteer of `--gazetteer`, else the default one, with every `--overlay` over it."""
    from toponyms.gazetteer import Gazetteer

    return Gazetteer.open(path, layers=layers)


def source_tree() -> Path | None:
    """The source tree that one works in, else the one that the package is imported from, else None."""
    from pathlib import Path

    for folder in (Path.cwd(), Path(__file__).resolve().parents[2]):
        if (folder / "gazetteer" / "sources.toml").is_file():
            return folder
    return None


def existing_folder(name: str, option: str) -> Path:
    from pathlib import Path

    folder = Path(name)
    if not folder.is_dir():
        raise BuildError(f"{option}: there is no folder {name}")
    return folder


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
