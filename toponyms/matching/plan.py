"""Planning: which part of a parsed text names the place, and what the other parts say about it.

    "a checkpoint near X in the Y district of the Z region"  ->  X, inside "Y district, Z region" and "Z region"
    "Z region: 2 in A, 1 in B"                               ->  A, inside "Z region"; B is named as well

The first part that is pointed at (by its place in the text, by "near", "in", "between", by a type word) is tried first.
Only the roles of the parts and the way they are joined decide here; whether a name is known shows later.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from toponyms.matching.parts import Part

MAX_PLANS = 3
"""Parts that are tried as the name: a text in which three are unknown is about something else."""

MAX_HINTS = 5
"""Texts that say where a part lies: an address has no more."""

MARKS = ("", ",", "(", "[", ";", ":", "|", ".", "\u2026", "stop", "dash")
"""Joins that point at nothing by themselves."""

NAMELESS = ("words", "plain", "street")
"""Roles of parts that name no place that the text could mean."""

AWAY = frozenset({"direction", "distance"})
"""Relations that say how a place lies from another one."""

AREAS = frozenset({"area", "district"})

WATER = frozenset({("water", 0)})
"""What a type word for a water says, or a word for its bank."""


class Plan:
    """One way to take a text.

    name: number of the part that names; turned: whether the first part says where and the last one names; firm: texts
    of what it must lie in; soft: texts of what it lies in or beside unless that leaves nothing; others: numbers of the
    parts that are named as well; dropped: names before it that are passed over; fallback: whether it stands for a thing
    or a name that is not known and lies there; part: whether it names a part of a town, or nothing.
    """

    __slots__ = ("dropped", "fallback", "firm", "name", "others", "part", "soft", "turned")

    def __init__(
        self, name: int, firm: list[str], soft: list[str], others: list[int], dropped: int, fallback: bool
    ) -> None:
        self.name, self.firm, self.soft, self.others = name, firm, soft, others
        self.dropped, self.fallback, self.turned, self.part = dropped, fallback, False, False

    def __repr__(self) -> str:
        return f"Plan({self.name}, {self.firm}, {self.soft}, {self.others}, {self.dropped}, {self.fallback})"


def plans(parts: Sequence[Part], *, cased: bool = True) -> list[Plan]:
    """The ways to take a text, the likeliest first; cased: whether capitals tell names from other words."""
    if len(parts) == 1:
        return [] if parts[0].role in ("words", "street") else [Plan(0, [], [], [], 0, False)]
    found = [number for number in range(len(parts)) if _points(parts, number)]
    # "X's Y district": the owner only says where
    found = [number for number in found if not (parts[number].possessive and number < found[-1])] or found
    lists = [number for number in found if parts[number].role not in AREAS and parts[number].role != "sector"]
    first = found[0] if found else -1
    if lists and found[0] != lists[0] and _leads(parts, lists[0]):
        # "Z region: ... in A": the region says where, and A is the place
        found = lists if parts[lists[0]].join != "dash" else [*lists, *(one for one in found if one not in lists)]
    out = []
    if first == 0 and parts[0].role == "district" and len(parts) > 1 and parts[1].join == "stop":
        out.append(Plan(0, *_around(parts, 0), 0, False))  # "Киевский район Донецка", if it is a part of that town
        out[-1].part = True
    if first >= 0 and parts[first].role == "thing":
        # behind a thing the part that is pointed at by words comes before the one that just follows
        found[1:] = sorted(found[1:], key=lambda number: parts[number].join in MARKS and not _worded(parts[number]))
    for at in range(1, len(found)):
        before = parts[found[at - 1] : found[at]]
        if parts[found[at]].relation == "near" and all(_leads_to(part) for part in before):
            # "northwest of X near Y" is at Y, and so is "on the bank of X near Y"
            first = next((one for one in range(at) if all(_leads_to(parts[two]) for two in found[one:at])), at)
            found.insert(first, found.pop(at))
            break
    last = len(parts) - 1
    commas = all(part.join == "," for part in parts[1:])
    if first == 0 and last and commas and parts[0].role == "name" and parts[last].role == "district":
        # "м. Харків, Салтівський район": from the town to its part, if it is one
        out.append(Plan(last, [part.text for part in parts[:last]][:MAX_HINTS], [], [], 0, False))
        out[-1].part = True
    if parts and parts[0].role == "plain" and not (parts[1].join == "stop" and parts[1].typed):
        out.append(Plan(0, *_around(parts, 0), 0, False))  # "bakhmut, Ukraine", but not "peaceful village of X"
    for number in found[:MAX_PLANS]:
        if not cased and number != first and any(part.role == "name" for part in parts[:number]):
            break  # "wounded in the leg": the first word may be no name
        firm, soft, others = _around(parts, number)
        before = [parts[at] for at in range(number) if parts[at].role in ("name", "thing")]
        if parts[number].role == "area" and parts[0].possessive:
            before = []
        passed = 0 if number == first else min(2, sum(part.role == "name" for part in before))
        out.append(Plan(number, firm, soft, others, passed, bool(before)))
    if len(parts) > 1 and parts[0].typed and parts[1].role == "name" and parts[1].join in ("of", "stop"):
        # "Ukrainian city of A", "the Donbas town A": what stands before the type word only says where, if it is a place
        firm, soft, others = _around(parts, 1)
        out.insert(0, Plan(1, [parts[0].alternates[0][0].core, *firm], soft, others, 0, False))
        out[0].turned = True
    if len(parts) > 1 and parts[0].role == "district" and parts[1].role == "name" and parts[1].join == ",":
        # "Y raion, A": as likely as the district Y of A, if A lies in a unit Y
        firm, soft, others = _around(parts, 1)
        out.insert(
            0, Plan(1, [parts[0].text, *firm], [text for text in soft if text != parts[0].text], others, 0, False)
        )
        out[0].turned = True
    behind = parts[1:]
    if len(behind) > 1 and parts[0].role == "area" and all(part.role == "name" and part.join == "," for part in behind):
        firm = [part.text for part in parts[:-1]]  # "Z, Y, A": columns of units, from the widest to the name
        out.insert(0, Plan(len(parts) - 1, firm[:MAX_HINTS], [], [], 0, False))
        out[0].turned = True
    # "Z region, A" is written as well: the last part names, where the first is understood
    if found == [0] and parts[last].role in ("name", "district", "area") and parts[last].join in (",", "(", ""):
        firm, soft, others = _around(parts, last)
        if not any(part.role in (*NAMELESS, "thing") for part in parts):
            out.append(Plan(last, [parts[0].text, *firm], soft, others, 0, False))
            out[-1].turned = True
    return out


def _leads_to(part: Part) -> bool:
    """Whether a part only says how to get to what is named as near behind it: a direction, or the bank of a water."""
    return part.relation in AWAY or part.alternates[0][0].says == WATER


def opens_address(parts: Sequence[Part]) -> bool:
    """Whether the first part is a bare name and what follows it a unit, or the last part of the text.

    "Україна, X обл., Y", "Ukraine - Y": if that name is a country's, it only says where.
    """
    if len(parts) < 2 or parts[0].role != "name" or parts[0].relation or parts[0].typed or parts[0].possessive:
        return False
    if parts[1].join not in (",", "dash", ":"):
        return False
    return parts[1].role in AREAS or parts[1].typed or (len(parts) == 2 and parts[1].role == "name")


def lists_units(parts: Sequence[Part]) -> bool:
    """Whether a text is bare names with commas between, as columns of units are joined: "Donetska, Kramatorskyi"."""
    return (
        len(parts) > 1
        and all(part.role == "name" and not part.relation and not part.typed for part in parts)
        and all(part.join == "," for part in parts[1:])
    )


def _points(parts: Sequence[Part], number: int) -> bool:
    """Whether a part is one that the text points at."""
    part = parts[number]
    if part.role in NAMELESS:
        return False
    if part.possessive and number + 1 < len(parts) and parts[number + 1].role == "words":
        return parts[number + 1].open  # "Kyiv's outskirts", but not "Kyiv's ally"
    before = parts[:number]
    if all(other.role in NAMELESS for other in before):
        if not before or part.role not in AREAS:
            return not before or part.join not in ("of", "to") or before[-1].open or bool(part.relation) or part.typed
        return part.role == "district" and (part.join not in ("of", "to") or before[-1].open)
    if part.possessive:
        return False
    if part.role == "area":
        return number == 1 and before[0].possessive  # "Ukraine's X region"
    if part.role == "district":
        return before[-1].possessive or all(other.role in (*NAMELESS, "thing") for other in before)
    if part.typed or part.relation in POINTING or part.join == "in":
        return True
    if part.join == "of":
        return before[-1].open and before[-1].role == "words"
    if part.join == "and":
        return False
    if all(other.role != "name" for other in before) or before[-1].possessive or part.join == ":":
        return True
    return next(other for other in before if other.role not in NAMELESS).role == "thing"


def _worded(part: Part) -> bool:
    return bool(part.relation) or part.typed


POINTING = frozenset({"near", "outskirts", "direction", "distance", "between", "within", "part"})
"""Relations behind which a place is named."""


def _leads(parts: Sequence[Part], number: int) -> bool:
    """Whether the parts before this one only say where it lies."""
    part = parts[number]
    before = parts[number - 1]
    if before.role == "district" and part.join in ("in", "of"):
        return False  # "the X district in eastern Y"
    return (
        part.join in (":", ".", "stop", "in", "relation")
        or (part.join == "dash" and before.role in AREAS)
        or bool(part.relation)
        or part.typed
        or before.role in NAMELESS
        or before.possessive
    )


def _around(parts: Sequence[Part], name: int) -> tuple[list[str], list[str], list[int]]:
    """What the other parts say about one: texts that hold, texts that hold unless nothing is left, other names."""
    firm: list[str] = []
    soft: list[str] = []
    others: list[int] = []
    listed = _listed(parts, name)
    chain: list[str] = []
    open_ = True
    for number in range(name + 1, len(parts)):
        part = parts[number]
        if part.role in NAMELESS or part.alternates[0][0].says == WATER:
            continue  # "X on the left bank of Y": a water holds nothing
        if part.role in AREAS and part.join != "and":
            if open_:
                chain.append(part.text)
            continue
        if chain and (number in listed or part.join != ","):
            open_ = False  # what is said behind the next name is said of that
        counted = parts[number - 1].role == "words" and parts[number - 1].text[:1].isdigit()  # "2 in A, 1 in B"
        if number in listed or counted or part.join in ("and", "to", "dash", ";"):
            others.append(number)
        elif not open_ and part.join != ",":
            continue
        elif part.role == "thing":
            continue  # what stands there is not known here
        elif part.role == "sector":
            soft.append(part.text)
        else:
            chain.append(part.text)
    for at, text in enumerate(chain):
        part = next(part for part in parts[name + 1 :] if part.text == text)
        rest = chain[at + 1 :]
        if part.role == "district":
            soft.append(", ".join([text, *rest]))
        else:
            firm.append(text)
    for number in range(name):
        part = parts[number]
        if part.role == "sector":
            soft.append(part.text)
        elif part.role == "area" or part.possessive or (parts[number + 1].join == ":" and part.role != "words"):
            firm.append(part.text)
        elif part.role == "district":
            soft.append(part.text)
        elif part.role == "name" and part.relation in POINTING:
            firm.append(part.text)
    return firm[:MAX_HINTS], soft[:MAX_HINTS], others


def _listed(parts: Sequence[Part], name: int) -> frozenset[int]:
    """Parts that one list names together with this one: "A, B, C and D"."""
    last = name
    for number in range(name + 1, len(parts)):
        part = parts[number]
        if part.role in AREAS:
            continue
        if part.join == "and":
            last = number
        elif part.join not in (",", "in") or (part.relation and part.join != ","):
            break
    return frozenset(range(name + 1, last + 1)) if last > name else frozenset()
