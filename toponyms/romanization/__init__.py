"""Cyrillic place names in Latin letters, by the official systems: one reviewed table (`tables/*.toml`) a system."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from toponyms.romanization.engine import Engine
    from toponyms.romanization.scheme import Scheme

__all__ = ["engine_of", "load_scheme", "romanizations", "transliterate"]

_engines: dict[str, Engine] = {}
"""Systems that were asked for, compiled: a table is read once in a process."""


def transliterate(text: str, to: str = "kmu-ukr-2010", *, strict: bool = False) -> str:
    """A text with its Cyrillic letters romanized by a system.

    >>> import toponyms
    >>> toponyms.transliterate("Згурівка, смт Часів Яр", to="kmu-ukr-2010")
    'Zghurivka, smt Chasiv Yar'
    >>> toponyms.transliterate("Артёмовск, ЩАСТЬЕ", to="bgn-pcgn-rus-1947")
    'Artëmovsk, SHCHAST’YE'

    `to` is the id of a system: `romanizations` lists them, docs/reference/romanization has a page for each with its
    source. Everything that is not Cyrillic passes through, composed (NFC); a capital that becomes several letters is
    all capitals beside a capital. Cyrillic letters that the system does not have are kept; with `strict=True` the first
    of them raises `UsageError`, which names the letter and its position (from 0, in the composed text). An id that no
    system has raises `UnknownScheme`, which names the close ones.
    """
    try:
        engine = _engines[to]
    except (KeyError, TypeError):
        engine = engine_of(to)
    return engine.romanize(text, strict)


def engine_of(id: str) -> Engine:
    """The compiled system of that id; `UnknownScheme` names the close ones.

    >>> engine_of("kmu-ukr-2010").romanize("Гоща")
    'Hoshcha'
    """
    found = _engines.get(id) if isinstance(id, str) else None
    if found is None:
        from toponyms.romanization.engine import Engine
        from toponyms.romanization.packed import load_system

        found = _engines[id] = Engine(load_system(id))
    return found


def romanizations(language: str | None = None) -> tuple[str, ...]:
    """The ids of the systems, all or those of a language, in alphabetical order.

    >>> import toponyms
    >>> toponyms.romanizations("be")[:2]
    ('ala-lc-bel-1997', 'bgn-pcgn-bel-1979')

    `language` is a BCP 47 or ISO 639-3 code (`uk` or `ukr`). A language that no system romanizes has none.
    """
    from toponyms.romanization.packed import ids_of, system_ids

    return system_ids() if language is None else ids_of(language)


def load_scheme(id: str) -> Scheme:
    """One system with its authority, source, rules and samples.

    >>> load_scheme("kmu-ukr-2010").authority
    'Cabinet of Ministers of Ukraine'
    """
    from toponyms.romanization import scheme

    return scheme.load_scheme(id)
