"""What parsing makes of a text: a query of parts, each with the ways to read it."""

from __future__ import annotations


class Reading:
    """One way to read a part of a text.

    whole: the part as written; core: it without type words, "" where nothing else was there; says: kinds of place and
    levels that the type words allow (empty where there are none); types: the sorts of water, relief or object that they
    mean ("river"), see `generics.TYPES`; relation: what a relation word says ("near"), ""
    where none; dropped: words that were taken off and explain nothing; derived: whether it takes less of the text than
    the reading before it, which counts first; sector: whether a word for a stretch of a front stands beside it, which
    is called by an adjective; works: whether it is a Cyrillic word beside one for a thing, which is called so as well.
    """

    __slots__ = ("core", "derived", "dropped", "relation", "says", "sector", "types", "whole", "works")

    def __init__(
        self,
        whole: str,
        core: str,
        says: frozenset[tuple[str, int]] = frozenset(),
        relation: str = "",
        dropped: int = 0,
        *,
        derived: bool = False,
        sector: bool = False,
        types: frozenset[str] = frozenset(),
    ) -> None:
        self.whole, self.core, self.says, self.types = whole, core, says, types
        self.relation, self.dropped, self.derived = relation, dropped, derived
        self.sector, self.works = sector, False

    def __repr__(self) -> str:
        return f"Reading(core={self.core!r}, says={sorted(self.says)}, whole={self.whole!r})"


class Part:
    """A phrase that may name one place: its alternates (by slash), each with its readings, the likeliest first.

    join: how it is joined to the part before: "" at the start, the divider ("," or "(" or ":" ...), or what
    `phrases.Phrase.join` says. relation, km, bearing: what stands before it says where from it. typed: a type word says
    that it is a settlement. pair: the two names of "A-B area". possessive: it owns what follows. led: small words open
    it. open: nothing but type words and words for things stands in it, so that what follows "of" is named by it.

    role: "name"; "area" (a first-level unit, a country, a region); "district" (a smaller unit, a part of a town);
    "thing" (what stands at a place and is named like it); "sector" (of a front); "street" (named after another place);
    "words" (no name in it); "plain" (small letters that open the text and may be a name that somebody typed so).
    """

    __slots__ = (
        "alternates", "bearing", "join", "km", "led", "open", "pair", "possessive", "relation", "role", "text", "typed",
    )  # fmt: skip

    def __init__(self, text: str, alternates: list[list[Reading]], join: str = "") -> None:
        self.text, self.alternates, self.join = text, alternates, join
        self.role, self.relation = "name", ""
        self.km: float | None = None
        self.bearing: float | None = None
        self.typed = self.open = self.possessive = self.led = False
        self.pair: tuple[str, str] | None = None

    @property
    def joins_to_area(self) -> bool:
        """Whether it ends what a dash joins: "X - Y area", "X - Y highway"."""
        return self.join == "dash" and (self.relation == "near" or self.role in ("thing", "street", "sector"))

    def led_by(self, form: Reading) -> bool:
        """Whether a reading takes more than a type word off: the small words before the part as well."""
        return form is self.alternates[0][0] and self.text not in (form.whole, form.core)

    def __repr__(self) -> str:
        return f"Part({self.text!r}, {self.join!r}, {self.role!r}, {self.relation!r})"


class Query:
    """A parsed text: its parts in order, and the point that it gives in coordinates, None where it gives none.

    cased: whether it has capitals and small letters, so that they tell names from other words.
    """

    __slots__ = ("cased", "parts", "point", "text")

    def __init__(
        self, text: str, parts: list[Part], point: tuple[float, float] | None = None, *, cased: bool = True
    ) -> None:
        self.text, self.parts, self.point, self.cased = text, parts, point, cased

    @property
    def composite(self) -> bool:
        """Whether the text is more than one name as it stands: it may be one still ("Glamorgan/Spring Bay")."""
        parts = self.parts
        if len(parts) != 1 or len(parts[0].alternates) > 1:
            return bool(parts)
        # a street, or nothing but type words, may still be stored under just that name
        whole, text = parts[0].alternates[0][0].whole, self.text
        whole_text = whole is text or parts[0].led or whole == " ".join(text.split())
        if not whole_text and "." in text:  # "р.Рата": a space behind the dot is no other text
            whole_text = whole.replace(" ", "") == "".join(text.split())
        return parts[0].role in ("words", "street") or not whole_text
