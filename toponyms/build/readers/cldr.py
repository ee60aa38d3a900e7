"""Names of countries in many languages, from the CLDR tables that the package babel carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WESTERN = ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "nb", "da", "fi")
_CENTRAL = ("uk", "ru", "be", "pl", "cs", "sk", "sl", "hr", "hu", "ro", "bg", "sr", "lt", "lv", "et", "el")
_EASTERN = ("tr", "he", "ar", "zh", "ja", "ko", "ka", "hy", "az", "kk")
LANGUAGES = _WESTERN + _CENTRAL + _EASTERN
"""Languages in which reports about this region are written."""


def available() -> str:
    """Version of the installed package, "" where there is none."""
    try:
        import babel  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        return ""
    return str(babel.__version__)


def read_territories(codes: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """(country, language, name) for the ISO alpha-2 codes that CLDR has; needs the package."""
    from babel import Locale  # type: ignore[import-not-found, unused-ignore]

    for language in LANGUAGES:
        names = Locale.parse(language).territories
        for code in codes:
            if name := names.get(code):
                yield code, language, str(name)
