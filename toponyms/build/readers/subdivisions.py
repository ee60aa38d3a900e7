"""Names of first-level units, territories and some cities, from a folder of the Unicode CLDR (`common`)."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from toponyms.build.names import clean
from toponyms.errors import BuildError

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("en", "uk", "ru", "pl", "cs", "sl", "bg", "de")
"""Languages that are read: those in which news about the region names the world; each more costs 30 KB of the wheel."""

_MARK = re.compile(r"[²³¹*]|\s*\([^)]*\)$|,.*$")
"""What tells two units of one name apart in CLDR, and is no part of the name: "Вашингтон²", "Limburg (Belgium)"."""


def unit_names(common: Path) -> dict[str, dict[str, str]]:
    """By code of a unit (`ustx`) its name by language.

    A name that more than one unit of a country has is left out: the town's was taken for that of the district as well.
    """
    names: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        found: dict[str, str] = {}
        for element in _parse(common / "subdivisions" / f"{language}.xml").iter("subdivision"):
            if element.text and not element.get("alt"):
                found[element.get("type", "")] = clean(element.text)
        bearers: dict[tuple[str, str], int] = {}
        for code, text in found.items():
            bearers[code[:2], text] = bearers.get((code[:2], text), 0) + 1
        for code, text in found.items():
            alone = bearers[code[:2], text] == 1
            text = clean(_MARK.sub("", text))
            if alone and text and not any(char.isdigit() for char in text):
                names.setdefault(code, {})[language] = text
    return names


def territory_names(common: Path) -> dict[str, list[tuple[str, str]]]:
    """By code of a territory, of ISO 3166-1 or UN M49, its names as (language, name), further ones after the first.

    "Mjanma (Birma)" is two names; of "Kongo (DRK)" neither part is, as words of other names are in it.
    """
    names: dict[str, list[tuple[str, str]]] = {}
    for language in LANGUAGES:
        elements = list(_parse(common / "main" / f"{language}.xml").iter("territory"))
        whole = {(element.get("type", ""), clean(element.text or "")): None for element in elements}
        words = Counter(word for _, text in whole for word in set(re.findall(r"\w+", text.casefold())))
        for code, text in whole:
            outer, _, inner = text.removesuffix(")").partition(" (")
            listed = names.setdefault(code, [])
            if not inner:
                parts = [outer]
            elif inner.istitle() and words[inner.casefold()] == words[outer.casefold()] == 1:
                parts = [outer, inner]
            else:
                parts = []
            listed += [(language, part) for part in parts if part and "," not in part]
    return names


def city_names(common: Path) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """By (country, English name) the names of the cities that time zones are called after, as (language, name)."""
    countries: dict[str, str] = {}
    for zone in _parse(common / "bcp47" / "timezone.xml").iter("type"):
        for alias in (zone.get("alias") or "").split():
            countries[alias] = zone.get("name", "")[:2].upper()
    named: dict[str, list[tuple[str, str]]] = {}
    for language in LANGUAGES:
        for element in _parse(common / "main" / f"{language}.xml").iter("zone"):
            city = element.find("exemplarCity")
            if city is not None and city.text and city.get("alt") is None:
                named.setdefault(element.get("type", ""), []).append((language, clean(city.text)))
    out: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for zone_id, names in named.items():
        if zone_id in countries:
            english = dict(names).get("en", zone_id.rpartition("/")[2].replace("_", " "))
            out[countries[zone_id], english] = names
    return out


def _parse(path: Path) -> ElementTree.Element:
    try:
        return ElementTree.parse(path).getroot()
    except FileNotFoundError:
        raise BuildError(
            f"{path} is missing: give the folder `common` of the Unicode CLDR, as https://cldr.unicode.org or the "
            "Debian package unicode-cldr-core have it"
        ) from None
    except ElementTree.ParseError as error:
        raise BuildError(f"{path} is no XML ({error})") from None
