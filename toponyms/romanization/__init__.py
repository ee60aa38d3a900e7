"""Cyrillic place names in Latin letters, by the official systems: one reviewed table (`tables/*.toml`) a system."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from toponyms.romanization.engine import Engine
    from toponyms.romanization.scheme import Scheme

__all__ = ["load_scheme", "romanizations", "transliterate"]

_engines: dict[str, Engine] = {}
"""Systems that were asked for, compiled: a table is read once in a process."""


def transliterate(text: str, to: str = "kmu-ukr-2010", *, strict: bool = False) -> str:
    """A text with its Cyrillic letters romanized by a system.

    >>> transliterate("Згурівка, смт Часів Яр", to="kmu-ukr-2010")
    'Zghurivka, smt Chasiv Yar'
    >>> transliterate("Артёмовск", to="bgn-pcgn-rus-1947")
    'Artëmovsk'

    `to` is the id of a system (see `romanizations`). What is not Cyrillic passes through. Cyrillic letters that the
    system does not have stay as they are; with `strict=True` they raise `UsageError`. An unknown system raises
    `UnknownScheme`, which names the close ones.
    """
    found = _engines.get(to) if isinstance(to, str) else None
    if found is None:
        from toponyms.romanization.engine import engine

        found = _engines[to] = engine(to)
    return found.romanize(text, strict=strict)


def romanizations(language: str | None = None) -> tuple[str, ...]:
    """The ids of the systems, all or those of a language (BCP 47: `uk`, `ru`, `be`), in alphabetical order.

    >>> "kmu-ukr-2010" in romanizations("uk")
    True
    """
    from toponyms.romanization.scheme import scheme_ids

    return scheme_ids(language)


def load_scheme(id: str) -> Scheme:
    """One system with its authority, source, rules and samples.

    >>> load_scheme("kmu-ukr-2010").authority
    'Cabinet of Ministers of Ukraine'
    """
    from toponyms.romanization import scheme

    return scheme.load_scheme(id)
