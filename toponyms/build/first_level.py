"""`python -m toponyms.build.first_level CLDR`: names of countries, first-level units, regions and cities in the CLDR.

It writes `seeds/names/cldr.tsv`, whose names the sources of the snapshot lack. A unit of the CLDR has an ISO code and
no other id, so that it is joined to the unit of its country that has most names in common with it.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from toponyms.build.claims import COLUMNS, Claim, claim_key, place_key, read_claims
from toponyms.build.names import DATA
from toponyms.build.readers import subdivisions
from toponyms.build.snapshot import curated_paths, iter_places
from toponyms.index.keys import KeyRules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

SOURCE = "cldr-subdivisions"
"""Row of `gazetteer/sources.toml`."""

TABLE = "cldr.tsv"
"""The table that is made, in `seeds/names`."""

LEAST_ABBREVIATION = 3
"""Letters of an abbreviation below which it is some country's ISO code: "RU" is the United Kingdom in Spanish."""

LEFT_OUT = "cldr_left_out.tsv"
"""Names of CLDR that are not taken over, each with its reason."""

CITY = 50_000
"""Inhabitants from which a city may be the one that a time zone is called after."""

SKIPPED = "UA"
"""Ukraine's units have their names by law and register."""

HEADED = 4
"""Names in common that it is worth where CLDR's English name is the heading of the unit."""

MUNICIPALITIES = ("AZ", "LV", "MK", "SI")
"""Countries whose first-level units are towns and villages, whose names theirs are."""

LEAST_COUNTRY = 1_000_000
"""Inhabitants of a country below which its first-level units are such too."""

KNOWN = (
    *("AT", "AU", "BE", "BG", "BR", "BY", "CA", "CH", "CN", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GE"),
    *("GR", "HR", "HU", "IE", "IL", "IN", "IQ", "IR", "IT", "JP", "KG", "KR", "KZ", "LT", "MD", "MX", "NL", "NO"),
    *("PK", "PL", "PT", "RO", "RS", "RU", "SE", "SK", "SY", "TJ", "TM", "TR", "US", "UZ"),
)
"""Countries whose units the press of eastern Europe names without saying what they are."""

LEAST_NAME, LEAST_KNOWN = 5, 3
"""Letters of a unit's name below which it is met by chance: "Лара" in Venezuela is a woman as well; and in those."""

WESTERN = ("de", "en", "es", "fr", "it")
"""Languages in which a name with a type word ("Provincia de Giresun") says nothing new."""

COMMON, LEAST = 0.3, 4
"""Share, and number, of a country's units from which a word in their names is taken for a type word: "Province"."""

DECLINED = ("uk", "ru", "be", "pl", "cs", "sk", "sl", "bg")
"""Languages whose case forms are analysed by the language of the name: a name that has the same letters in another
language is kept for these."""

SOUTHERN_AFRICA = "018"
"""The region of the UN has the name of the country South Africa in some languages, and so not that alone."""


class Place(NamedTuple):
    """A place of the snapshot with what the join and the writing need."""

    id: str
    kind: str
    country: str
    heading: str
    population: int
    names: tuple[tuple[str, str], ...]
    """(language, name)"""


def read_places(snapshot: Path, seeds: Path) -> list[Place]:
    """Countries, first-level units and macro-regions with their names, but those of the table that is being made."""
    found: dict[str, list[Claim]] = dict(iter_places(snapshot, ("admin",)))
    for path in curated_paths(seeds):
        if path.name != TABLE:
            for claim in read_claims(path):
                found.setdefault(claim.place, []).append(claim)
    out = []
    for place, claims in found.items():
        standing = [claim for claim in claims if not claim.lost]
        kind = next((claim.value for claim in standing if claim.field == "kind"), "")
        if kind in ("country", "admin:1", "region"):
            country = next((claim.value for claim in standing if claim.field == "country"), "")
            names = tuple((claim.language, claim.value) for claim in standing if claim.field == "name")
            official = (claim for claim in standing if claim.field == "name" and claim.kind == "official")
            heading = next((claim.value for claim in official if claim.language in ("und", "en")), "")
            population = int(next((claim.value for claim in standing if claim.field == "population"), "0"))
            out.append(Place(place, kind, country, heading, population, names))
    return out


def join(units: Sequence[Place], codes: Mapping[str, Mapping[str, str]], keys: KeyRules) -> dict[str, Place]:
    """The unit of one country that each code is, by the number of names in common; none where two fit as well."""
    known = _Keys([{name for _, name in unit.names} for unit in units], keys)
    asked = _Keys([set(names.values()) for names in codes.values()], keys)
    pairs: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    listed = list(codes)
    for number, sought in enumerate(asked.sets):
        english = {known.key(codes[listed[number]].get("en", ""))}
        for at, has in enumerate(known.sets):
            if common := len(sought & has):
                pairs[common + HEADED * (known.key(units[at].heading) in english)].append((number, at))
    joined: dict[str, Place] = {}
    free_codes, free_units = set(range(len(listed))), set(range(len(units)))
    for score in sorted(pairs, reverse=True):
        left = [(number, at) for number, at in pairs[score] if number in free_codes and at in free_units]
        times = Counter(number for number, _ in left), Counter(at for _, at in left)
        for number, at in left:
            if times[0][number] == times[1][at] == 1:
                joined[listed[number]] = units[at]
        free_codes -= set(times[0])  # those with two that fit as well stay out
        free_units -= set(times[1])
    return joined


class _Keys:
    """Of each unit of a country the keys of its names, with and without the words that many of its names have."""

    def __init__(self, named: Sequence[Iterable[str]], keys: KeyRules) -> None:
        self._rules = keys
        texts = [{keys.exact(name) for name in names} for names in named]
        types = _types(named, keys)
        self.sets = [set[str]() for _ in texts]
        for own, out in zip(texts, self.sets, strict=True):
            for text in own:
                bare = " ".join(word for word in text.split() if word not in types)
                for one in {keys.bare(text), keys.bare(bare)} - {""}:
                    out.add(one.replace(" ", ""))
                    out.update(f"={skeleton}" for skeleton in keys.skeletons(one, 1))

    def key(self, name: str) -> str:
        """A name whole, as it stands in the sets."""
        return self._rules.bare(self._rules.exact(name)).replace(" ", "")


def _types(named: Sequence[Iterable[str]], keys: KeyRules) -> set[str]:
    """The words that the names of so many units of a country have that they say what a unit is."""
    words = Counter(word for own in named for word in {word for name in own for word in keys.exact(name).split()})
    return {word for word, count in words.items() if count >= max(LEAST, COMMON * len(named))}


def main(arguments: Sequence[str]) -> int:
    """Write the table; the arguments are CLDR's folder `common` and the project's folder, which is the present one."""
    common, root = Path(arguments[0]), Path(arguments[1] if len(arguments) > 1 else ".")
    keys = KeyRules.load()
    places = read_places(root / "gazetteer" / "snapshot", root / "seeds" / "names")
    claims = [
        *unit_claims(places, common, keys, _say),
        *territory_claims(places, common, keys, _say),
        *city_claims(read_cities(root / "gazetteer" / "snapshot"), common, keys, _say),
    ]
    out = root / "seeds" / "names" / TABLE
    listed = sorted(set(claims), key=lambda claim: (place_key(claim.place), claim_key(claim)))
    lines = ["\t".join(row) + "\n" for row in (COLUMNS, *listed)]
    out.write_text("".join(lines), encoding="utf-8", newline="\n")
    _say(f"{out}: {len(listed):,} claims")
    return 0


def unit_claims(places: Sequence[Place], common: Path, keys: KeyRules, report: Callable[[str], None]) -> list[Claim]:
    """New names of the first-level units of every country but Ukraine, of few."""
    left_out = {place.country for place in places if place.kind == "country" and place.population < LEAST_COUNTRY}
    left_out.update(MUNICIPALITIES, [SKIPPED])
    units: defaultdict[str, list[Place]] = defaultdict(list)
    for place in places:
        if place.kind == "admin:1" and place.country not in left_out:
            units[place.country].append(place)
    names = subdivisions.unit_names(common)
    of_country: defaultdict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for code, named in names.items():
        of_country[code[:2].upper()][code] = named
    out: list[Claim] = []
    total = 0
    for country, listed in sorted(units.items()):
        least = LEAST_KNOWN if country in KNOWN else LEAST_NAME
        joined = join(listed, of_country.get(country, {}), keys)
        total += len(joined)
        types = _types([named.values() for named in of_country.get(country, {}).values()], keys)
        for code, unit in joined.items():
            wanted = [
                (language, name)
                for language, name in names[code].items()
                if len(name) >= least and (language not in WESTERN or types.isdisjoint(keys.exact(name).split()))
            ]
            out += _new_names(unit, wanted, keys, "variant")
    report(f"units: {total:,} joined of {sum(map(len, units.values())):,}; {len(out):,} names are new")
    return out


def territory_claims(
    places: Sequence[Place], common: Path, keys: KeyRules, report: Callable[[str], None]
) -> list[Claim]:
    """New names of countries, and of the macro-regions that have CLDR's English name."""
    countries = {place.country: place for place in places if place.kind == "country"}
    regions = {
        keys.exact(name): place
        for place in places
        if place.kind == "region"
        for language, name in place.names
        if language == "en"
    }
    territories = subdivisions.territory_names(common)
    out: list[Claim] = []
    for code, names in sorted(territories.items()):
        place = countries.get(code)
        if code.isdigit() or code == "EU":
            place = next((regions[key] for _, name in names[:1] if (key := keys.exact(name)) in regions), None)
            if place is None:
                report(f"region {code} {names[0][1]}: none of that name")
        if place is not None and code != SOUTHERN_AFRICA:
            out += _new_names(place, names, keys, "exonym")
    report(f"countries and regions: {len(out):,} names are new")
    return out


def read_cities(snapshot: Path) -> list[Place]:
    """The cities of the world, the largest first."""
    out = []
    for place, claims in iter_places(snapshot, ("near-*", "world")):
        standing = [claim for claim in claims if not claim.lost]
        population = int(next((claim.value for claim in standing if claim.field == "population"), "0"))
        if population >= CITY:
            country = next((claim.value for claim in standing if claim.field == "country"), "")
            names = tuple((claim.language, claim.value) for claim in standing if claim.field == "name")
            out.append(Place(place, "settlement", country, names[0][1], population, names))
    return sorted(out, key=lambda city: -city.population)


def city_claims(cities: Sequence[Place], common: Path, keys: KeyRules, report: Callable[[str], None]) -> list[Claim]:
    """New names of the cities that CLDR has: those that time zones are called after, most capitals among them."""
    largest: dict[tuple[str, str], Place] = {}
    for city in cities:
        for _, name in city.names:
            largest.setdefault((city.country, keys.exact(name)), city)
    out: list[Claim] = []
    found = 0
    for (country, english), names in sorted(subdivisions.city_names(common).items()):
        known = largest.get((country, keys.exact(english)))
        if known is not None:
            found += 1
            out += _new_names(known, names, keys, "exonym")
    report(f"cities: {found:,} found; {len(out):,} names are new")
    return out


def _new_names(place: Place, names: Iterable[tuple[str, str]], keys: KeyRules, kind: str) -> list[Claim]:
    """Claims for the names that a place does not have yet.

    Those of units are variants, as the untagged names of the cities are that many units are called after: Washington in
    Cyrillic letters is the city, as it is in Latin ones.
    """
    known = {(keys.exact(name), language) for language, name in place.names}
    spelt = {key for key, _ in known}
    left_out = _left_out(keys)
    out = []
    for language, name in names:
        key = keys.exact(name)
        if not key or key in left_out or (key, language) in known or (key in spelt and language not in DECLINED):
            continue
        known.add((key, language))
        spelt.add(key)
        letters = "".join(filter(str.isalpha, name))
        if not letters.isupper():
            out.append(Claim(place.id, "name", name, language, "variant" if language == "en" else kind, source=SOURCE))
        elif len(letters) >= LEAST_ABBREVIATION:
            out.append(Claim(place.id, "name", name, language, "abbreviation", source=SOURCE))
    return out


@cache
def _left_out(keys: KeyRules) -> set[str]:
    """Keys of the names in `data/cldr_left_out.tsv`: ordinary words, and slips."""
    lines = (DATA / LEFT_OUT).read_text(encoding="utf-8").splitlines()[1:]
    return {keys.exact(line.partition("\t")[0]) for line in lines}


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
