"""Makes `toponyms/language/data/ordinary.tsv`: everyday words and names of people, sooner meant than villages.

    $ pip install faker babel
    $ python -m bench.ordinary toponyms/language/data/ordinary.tsv

The words are the everyday vocabulary and the lists of common names that Faker (MIT) has by locale, and the months and
days of the CLDR (Unicode-3.0, by Babel). Nothing is looked up in the gazetteer.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LOCALES = ("uk_UA", "ru_RU", "pl_PL", "cs_CZ", "de_DE", "en_US")
"""Locales of Faker; the part before the underscore is the language."""

NAMES = (
    "last_names", "last_names_male", "last_names_female", "first_names", "first_names_male", "first_names_female",
)  # fmt: skip

LEAST_LETTERS = 3
"""Shorter words mean many things; what is stored of them is judged by its length already."""

HEAD = """\
# Everyday words and people's names: a bare text that is one of them, without a hint or a type word, is sooner that than
# a little known place of the name. word: casefolded. class: word, or person (given names and surnames).
# source: the lists that Faker {version} (MIT) has by locale; months and days of the CLDR (Unicode-3.0). Made by
#   `python -m bench.ordinary`.
word	language	class
"""


def rows() -> Iterator[tuple[str, str, str]]:
    """Word, language and class, with repetitions."""
    from babel import Locale

    for locale in LOCALES:
        language = locale.partition("_")[0]
        lorem: Any = importlib.import_module(f"faker.providers.lorem.{locale}")
        person: Any = importlib.import_module(f"faker.providers.person.{locale}")
        for word in lorem.Provider.word_list:
            yield word, language, "word"
        for name in NAMES:
            for word in _words(getattr(person.Provider, name, ())):
                yield word, language, "person"
        cldr = Locale(language)
        for table in (cldr.months, cldr.days):
            for form in ("format", "stand-alone"):
                for word in table[form]["wide"].values():
                    yield word, language, "word"


def _words(value: Iterable[Any]) -> Iterator[str]:
    """The names of a list, or of a table of weights, or of several lists."""
    for entry in value:
        if isinstance(entry, str):
            yield entry
        else:
            yield from _words(entry)


def main(arguments: list[str] | None = None) -> int:
    """Write the file; 2 where Faker or Babel is missing."""
    parser = argparse.ArgumentParser(prog="python -m bench.ordinary", description=__doc__.partition("\n")[0])
    parser.add_argument("out", type=Path, help="the file to write")
    options = parser.parse_args(arguments)
    try:
        import faker

        found = {
            (word.casefold(), language, kind)
            for word, language, kind in rows()
            if word.isalpha() and len(word) >= LEAST_LETTERS
        }
    except ImportError as error:
        print(f"{error}: pip install faker babel", file=sys.stderr)
        return 2
    lines = "".join("\t".join(row) + "\n" for row in sorted(found, key=lambda row: (row[1], row[2], row[0])))
    part = options.out.with_suffix(".part")
    part.write_text(HEAD.format(version=faker.VERSION) + lines, encoding="utf-8")
    part.replace(options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
