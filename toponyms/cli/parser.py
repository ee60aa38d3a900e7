"""The options of each command."""

from __future__ import annotations

import argparse
import re

import toponyms
from toponyms.cli import checking, commands
from toponyms.errors import did_you_mean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

COMMANDS = (
    "resolve",
    "place",
    "variants",
    "reverse",
    "transliterate",
    "romanizations",
    "build",
    "compile",
    "layer",
    "pcodes",
    "validate",
    "datacard",
    "doctor",
)

CHECKING = ("validate", "datacard")
"""Commands of `checking`; the others are in `commands`."""

EXAMPLES = {
    "resolve": """\
examples:
  toponyms resolve Nyok Toletsk Novgorodskoye --country UA
  toponyms resolve --near 48.4,37.8 "New York"
  cut -f 3 events.tsv | toponyms resolve --within "Donetsk Oblast" > places.tsv
  toponyms resolve "Depot 7" --overlay names.csv --explain

One answer a line, in the order of the names. On a terminal they are a table; elsewhere tab-separated, without a header:
text, status, name, id, latitude, longitude, kind, country, parents, confidence.
Unless the status is "resolved", the columns from name to parents are empty.""",
    "place": """\
examples:
  toponyms place geonames:699751
  toponyms place katottg:UA14020110050044480 --json""",
    "transliterate": """\
examples:
  toponyms transliterate "Часів Яр" --to bgn-pcgn-ukr-2019
  cut -f 1 names.tsv | toponyms transliterate --to iso-9-ukr-1995

One line for each text. `toponyms romanizations` lists the systems.""",
    "romanizations": """\
examples:
  toponyms romanizations
  toponyms romanizations uk

One system a line, tab-separated: id, language, year (empty for a convention), status, title.""",
    "variants": """\
examples:
  toponyms variants "Chasiv Yar" --language de --language pl
  toponyms variants geonames:710915 --json

A variant a line, tab-separated: language, text, table ("" for a name of a source), the name that it comes from.""",
    "reverse": """\
examples:
  toponyms reverse "Chasov Yar" Schytomyr Szczastia
  toponyms reverse Enakievo -n 3 --json

An original a line, tab-separated: text, Cyrillic, language, cost in nats, the systems that write it so.""",
    "build": """\
Reads the files that gazetteer/sources.toml lists and writes the snapshot, in a source tree.

examples:
  toponyms build --sources ../raw
  toponyms build --sources ../raw --out new --report settlements.tsv""",
    "compile": """\
examples:
  toponyms compile                                        the default gazetteer again
  toponyms compile --scope world --out world.gaz          every place of 500 inhabitants and more
  toponyms compile --scope UA,PL --out two-countries.gaz
  toponyms compile --dump EE.zip --out estonia.gaz        a country of your own from its dump of GeoNames""",
    "layer": """\
examples:
  toponyms layer names.csv --out names.gaz
  toponyms resolve "Depot 7" --overlay names.gaz

A layer belongs to the gazetteer that it was made over: the default one, or --gazetteer with every --overlay.""",
    "pcodes": """\
examples:
  toponyms pcodes ukr_admgz.csv --out pcodes.gaz
  toponyms place pcode:UA1402 --overlay pcodes.gaz

What does not agree with the gazetteer by digits and name is listed on standard error and left out.""",
    "validate": """\
examples:
  toponyms validate                                       the gazetteer that is opened by default
  toponyms validate names.csv                             an overlay
  toponyms validate gazetteer/snapshot --seeds seeds      a snapshot of claims
  toponyms validate mine.gaz --format sarif --out mine.sarif
  toponyms validate --previous older.gaz --golden questions.tsv
  toponyms validate --select TP5 --ignore TP509           names only, without stray marks

`checks.toml`, `waivers.toml` and `sources.toml` are taken from beside what is validated unless they are given.
Exit code 4: there is an error that is not waived.""",
    "datacard": """\
Counts what a gazetteer holds, validates it, and writes gazetteer/DATACARD.md in a source tree.""",
    "doctor": """\
Reads the whole file and compares every section with the digest that was written with it.""",
}


class Parser(argparse.ArgumentParser):
    """One line about what is wrong, with what was probably meant, instead of the whole usage."""

    def error(self, message: str) -> NoReturn:
        wrong = re.search(r"unrecognized arguments: (-\S+)|invalid choice: '([^']*)'", message)
        if wrong and wrong[1]:
            message += "." + did_you_mean(wrong[1].partition("=")[0], options_of(self))
        elif message.endswith("required: COMMAND"):
            message = f"no command given: pass one of {', '.join(COMMANDS)}"
        elif wrong and self.prog == "toponyms":
            message = f"no command {wrong[2]!r}: pass one of {', '.join(COMMANDS)}." + did_you_mean(wrong[2], COMMANDS)
        self.exit(2, f"toponyms: {message} (see {self.prog} --help)\n".replace(". (", " ("))


def options_of(parser: argparse.ArgumentParser) -> list[str]:
    """Every long option, of the commands too: an unknown option is noticed by the parser above them."""
    found = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                found += options_of(command)
        found += [option for option in action.option_strings if option.startswith("--")]
    return list(dict.fromkeys(found))


def point(text: str) -> tuple[float, float]:
    """A LAT,LON option."""
    try:
        lat, lon = (float(part) for part in text.replace(";", ",").split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not LAT,LON in degrees, such as 48.4,37.8") from None
    return lat, lon


def parser() -> Parser:
    """The parser of all commands."""
    top = Parser(
        prog="toponyms",
        description="Every spelling, one place: resolve any written form of a place name, offline.",
        epilog="exit codes: 0 done, 1 unanswered (resolve --strict, place), 2 usage, 3 data, 4 validation failed",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"toponyms {toponyms.__version__}")
    every = top.add_subparsers(title="commands", dest="command", metavar="COMMAND", required=True, parser_class=Parser)

    def command(name: str, text: str) -> argparse.ArgumentParser:
        made = every.add_parser(
            name,
            help=text,
            description=text[0].upper() + text[1:] + ".",
            epilog=EXAMPLES[name],
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        made.set_defaults(run=getattr(checking if name in CHECKING else commands, name))
        return made

    resolve = command("resolve", "say which place each name means")
    resolve.add_argument("names", metavar="NAME", nargs="*", help="a name; - or none: lines of standard input")
    hints = resolve.add_argument_group("hints")
    hints.add_argument("--country", metavar="CC", help="constraint: ISO 3166-1 alpha-2 code or a name")
    hints.add_argument("--within", metavar="PLACE", help="constraint: a place's name or id, such as 'Donetsk Oblast'")
    hints.add_argument("--near", metavar="LAT,LON", type=point, help="preference: a point in degrees")
    hints.add_argument("--kind", help="constraint: settlement, admin, water, ...")
    hints.add_argument("--as-of", metavar="DATE", help="preference: names in force then, such as 2015-06-01 or 2015")
    answers = resolve.add_argument_group("answers")
    answers.add_argument(
        "--min-confidence", metavar="P", type=float, default=0.5, help="below it an answer is ambiguous (default 0.5)"
    )
    answers.add_argument("--limit", metavar="N", type=int, default=10, help="most candidates of an answer (default 10)")
    shape = answers.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="JSON lines, with candidates and evidence")
    shape.add_argument("--explain", action="store_true", help="every step in words")
    answers.add_argument("--strict", action="store_true", help="exit with 1 if a name stayed unanswered")
    add_gazetteer(resolve)

    place = command("place", "show what is known of a place")
    place.add_argument("ids", metavar="ID", nargs="+", help="such as geonames:699751")
    place.add_argument("--json", action="store_true", help="JSON lines")
    add_gazetteer(place)

    transliterate = command("transliterate", "write Cyrillic text in Latin letters")
    transliterate.add_argument("texts", metavar="TEXT", nargs="*", help="- or none: lines of standard input")
    transliterate.add_argument("--to", metavar="ID", default="kmu-ukr-2010", help="the system (default kmu-ukr-2010)")
    transliterate.add_argument(
        "--strict", action="store_true", help="a Cyrillic letter that the system lacks is an error"
    )

    romanizations = command("romanizations", "list the systems of romanization")
    romanizations.add_argument("language", metavar="LANG", nargs="?", help="only those of a language: uk, ru, be, ...")

    variants = command("variants", "show how other languages write a place")
    variants.add_argument("names", metavar="NAME", nargs="+", help="a name, or an id such as geonames:699751")
    variants.add_argument(
        "--language", metavar="TAG", dest="languages", action="append", help="only this language; may be repeated"
    )
    variants.add_argument("--country", metavar="CC", help="constraint on the place: ISO 3166-1 alpha-2 code or a name")
    variants.add_argument("--json", action="store_true", help="JSON lines")
    add_gazetteer(variants)

    reverse = command("reverse", "say what a Latin text may have been in Cyrillic")
    reverse.add_argument("texts", metavar="TEXT", nargs="+", help="a romanized name")
    reverse.add_argument("-n", metavar="N", type=int, default=5, help="most originals of a text (default 5)")
    reverse.add_argument("--language", metavar="TAG", help="the language that the text is known to be in: uk, ru, be")
    reverse.add_argument("--json", action="store_true", help="JSON lines")
    add_gazetteer(reverse)

    build = command("build", "make the snapshot of claims from the raw sources")
    build.add_argument("--sources", metavar="DIR", required=True, help="folder of the raw files")
    build.add_argument("--out", metavar="DIR", help="folder of the snapshot (default: gazetteer/snapshot)")

    build.add_argument("--report", metavar="FILE", help="also write a table: what placed each settlement")

    compile_ = command("compile", "compile a snapshot into one gazetteer file")
    compile_.add_argument("--scope", default="default", help="default, world or country codes such as UA,PL")
    compile_.add_argument("--snapshot", metavar="DIR", help="folder of the snapshot (default: gazetteer/snapshot)")
    compile_.add_argument("--seeds", metavar="DIR", help="folder of the curated claims (default: seeds)")
    compile_.add_argument(
        "--dump", metavar="FILE", help="instead of a snapshot a country's dump of GeoNames, 19 columns"
    )
    compile_.add_argument("--names", metavar="FILE", help="with --dump: its table of alternate names")
    compile_.add_argument("--out", metavar="FILE", help="the file to write (default: the one opened by default)")
    compile_.add_argument(
        "--processes", type=int, choices=(1, 2), help="processes that compile (default: two where there are two cores)"
    )

    layer = command("layer", "compile a table of your own into a layer file")
    layer.add_argument("table", metavar="TABLE", help="CSV; docs/howto/overlay.md says which columns")
    layer.add_argument("--out", metavar="FILE", required=True, help="the file to write, such as names.gaz")
    add_gazetteer(layer)

    pcodes = command("pcodes", "attach OCHA's P-codes of Ukraine to the gazetteer's places")
    pcodes.add_argument("table", metavar="TABLE", help="CSV of COD-AB, with columns ADM1_PCODE to ADM4_PCODE and names")
    pcodes.add_argument("--out", metavar="FILE", required=True, help="the layer file to write, such as pcodes.gaz")
    add_gazetteer(pcodes)

    validate = command("validate", "check a gazetteer, a snapshot or an overlay")
    validate.add_argument(
        "path", metavar="PATH", nargs="?", help="a .gaz file, a folder or table of claims, an overlay in CSV"
    )
    chosen = validate.add_argument_group("checks")
    chosen.add_argument("--select", metavar="CODES", action="append", default=[], help="only these, such as TP5,TP401")
    chosen.add_argument("--ignore", metavar="CODES", action="append", default=[], help="all but these")
    chosen.add_argument("--config", metavar="FILE", help="checks.toml to take")
    chosen.add_argument("--waivers", metavar="FILE", help="waivers.toml to take")
    chosen.add_argument("--list", action="store_true", help="list the checks and end")
    given = validate.add_argument_group("what to compare with")
    given.add_argument("--sources", metavar="FILE", help="sources.toml that claims name their sources from")
    given.add_argument("--seeds", metavar="DIR", help="folder of curated claims that belong to a snapshot")
    given.add_argument("--base", metavar="FILE", help="gazetteer that an overlay is for (default: the installed one)")
    given.add_argument("--polygons", metavar="FILE", help="GeoJSON of units, such as OCHA's COD-AB")
    given.add_argument("--previous", metavar="PATH", help="earlier release, a .gaz file or a folder of claims")
    given.add_argument(
        "--golden", metavar="FILE", help="questions whose answers are compared with the earlier release's"
    )
    report = validate.add_argument_group("report")
    report.add_argument("--format", choices=("text", "json", "junit", "sarif", "github"), help="default: text")
    report.add_argument("--out", metavar="FILE", help="write the report to a file")
    report.add_argument(
        "--limit", metavar="N", type=int, default=10, help="findings shown of a check, 0: all (default 10)"
    )
    report.add_argument("--strict", action="store_true", help="fail for warnings too")

    datacard = command("datacard", "write the data card: sources, counts, coverage, warnings")
    datacard.add_argument("--out", metavar="FILE", help="the file to write (default: gazetteer/DATACARD.md)")
    datacard.add_argument("--check", action="store_true", help="write nothing; fail if the file differs")
    add_gazetteer(datacard)

    doctor = command("doctor", "check a gazetteer file and say what is in it")
    doctor.add_argument("file", metavar="FILE", nargs="?", help="default: the one that is opened by default")
    return top


def add_gazetteer(command: argparse.ArgumentParser) -> None:
    command.add_argument("--gazetteer", metavar="FILE", help="ask this file instead of the installed one")
    command.add_argument(
        "--overlay", metavar="FILE", action="append", default=[], help="lay this table over it; may stand several times"
    )


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of a command line. A point may begin with a minus, which argparse alone takes for an option."""
    joined: list[str] = []
    for argument in arguments:
        if joined and joined[-1] == "--near" and re.match(r"-[\d.]", argument):
            joined[-1] = f"--near={argument}"
        else:
            joined.append(argument)
    return parser().parse_args(joined)
