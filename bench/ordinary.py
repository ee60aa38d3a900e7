"""Makes `toponyms/language/data/ordinary.tsv`: everyday words and names of people, sooner meant than villages.

    $ pip install faker babel stopwordsiso
    $ npm pack cldr-annotations-full && tar xzf cldr-annotations-full-*.tgz
    $ python -m bench.ordinary --annotations package/annotations toponyms/language/data/ordinary.tsv

The words are the everyday vocabulary and the lists of common names that Faker (MIT) has by locale, the months and days
of the CLDR (Unicode-3.0, by Babel), the words by which the CLDR finds pictures and signs (Unicode-3.0), less the names
of lands and cities among them, and the small words of the Stopwords ISO collection (MIT). Nothing is looked up in the
gazetteer.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LOCALES = ("uk_UA", "ru_RU", "pl_PL", "cs_CZ", "de_DE", "en_US", "fr_FR", "it_IT", "es_ES")
"""Locales of Faker; the part before the underscore is the language."""

NAMES_ONLY = ("it", "es")
"""Languages of which only people's names are taken."""

FREQUENT = 200
"""How many of the surnames that Faker gives a frequency of are so frequent that they name no little known town."""

LANGUAGES = ("uk", "ru", "pl", "de", "en", "fr")
"""Languages of the words for pictures and of the small words."""

PUNCTUATION = ".,:;()!?\"'\u00ab\u00bb\u201c\u201d\u2019"

CODES = "en"
"""The language whose small words hold the codes of countries as well."""

NAMES = (
    "last_names", "last_names_male", "last_names_female", "first_names", "first_names_male", "first_names_female",
)  # fmt: skip

LEAST_LETTERS = 3
"""Shorter words mean many things; what is stored of them is judged by its length already."""

LEAST_SMALL = 2
"""Letters of the shortest small word ("до", "ab")."""

HEAD = """\
# Everyday words and people's names: a bare text that is one of them, without a hint or a type word, is sooner that than
# a little known place of the name. word: casefolded. class: word, person (given names and surnames), or surname (the
# most frequent ones, by which no little known town far away is meant).
# source: the lists that Faker {version} (MIT) has by locale; months and days of the CLDR (Unicode-3.0);
#   words of the CLDR's annotations {annotations} (Unicode-3.0); small words of stopwordsiso {small} (MIT). Made by
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
        for word in lorem.Provider.word_list if language not in NAMES_ONLY else ():
            yield word, language, "word"
        shares = getattr(person.Provider, "last_names", ())
        if hasattr(shares, "items"):
            for word, _ in sorted(shares.items(), key=lambda item: -item[1])[:FREQUENT]:
                yield word, language, "surname"
        for name in NAMES:
            for word in _words(getattr(person.Provider, name, ())):
                yield word, language, "person"
        cldr = Locale(language)
        if language in NAMES_ONLY:
            continue
        for table in (cldr.months, cldr.days):
            for form in ("format", "stand-alone"):
                for word in table[form]["wide"].values():
                    yield word, language, "word"


def pictured(directory: Path) -> Iterator[tuple[str, str, str]]:
    """Words by which the CLDR finds pictures, of the folder `annotations` of its package, without names of places."""
    from babel import Locale

    for language in LANGUAGES:
        locale = Locale(language)
        cities = [str(zone.get("city", "")) for zone in locale.time_zones.values()]
        places = {word.casefold() for name in (*locale.territories.values(), *cities) for word in name.split()}
        table = json.loads((directory / language / "annotations.json").read_text(encoding="utf-8"))
        for entry in table["annotations"]["annotations"].values():
            for phrase in (*entry.get("default", ()), *entry.get("tts", ())):
                for token in phrase.split():
                    word = token.strip(PUNCTUATION).casefold()
                    if word not in places:
                        yield word, language, "word"


def small_words() -> Iterator[tuple[str, str, str]]:
    """Prepositions, pronouns and their like."""
    from stopwordsiso import stopwords

    for language in LANGUAGES:
        least = LEAST_LETTERS if language == CODES else LEAST_SMALL
        for word in stopwords(language):
            if len(word) >= least:
                yield word.casefold(), language, "word"


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
    parser.add_argument("--annotations", type=Path, required=True, help="folder of the npm package's annotations")
    options = parser.parse_args(arguments)
    try:
        import faker
        import stopwordsiso

        found = {
            (word.casefold(), language, kind)
            for word, language, kind in (*rows(), *pictured(options.annotations))
            if word.isalpha() and len(word) >= LEAST_LETTERS
        }
        found -= {(word, language, "person") for word, language, kind in found if kind == "surname"}
        found.update(row for row in small_words() if row[0].isalpha())
        version = json.loads((options.annotations.parent / "package.json").read_text(encoding="utf-8"))["version"]
    except ImportError as error:
        print(f"{error}: pip install faker babel stopwordsiso", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{error}: npm pack cldr-annotations-full, and unpack it", file=sys.stderr)
        return 2
    lines = "".join("\t".join(row) + "\n" for row in sorted(found, key=lambda row: (row[1], row[2], row[0])))
    part = options.out.with_suffix(".part")
    part.write_text(
        HEAD.format(version=faker.VERSION, annotations=version, small=stopwordsiso.__version__) + lines,
        encoding="utf-8",
    )
    part.replace(options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
