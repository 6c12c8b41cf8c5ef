"""Where a recipient of questions sits, as far as is known, and what the law book says of answering from there."""

from __future__ import annotations

from collections.abc import Iterable

from pratique.deciding.decision import Decided
from pratique.logic.values import Choice
from pratique.usecases.answer.implied import conflict_says

SEATS = ("party.organised_in", "party.headquartered_in", "party.principal_place_of_business")
CHINA = frozenset({"CN", "HK", "MO"})


def seat_of(found: Decided, name: str) -> str:
    """Whether a party is in China: `inside` where that is known, `outside` where it is excluded, else `open`."""
    said = [place for place in _places(found, name) if place is not None]
    if any(place <= CHINA for place in said):
        return "inside"
    return "outside" if said and not any(place & CHINA for place in said) else "open"


def _places(found: Decided, name: str) -> Iterable[frozenset[str] | None]:
    for key, entity in found.cases.parties.items():
        if found.cases.labels.get(key, key) == name:
            for fact in SEATS:
                value = entity.values.get(fact)
                yield value.possible if isinstance(value, Choice) else None


def conflict_of(found: Decided, seat: str) -> str:
    """What the law book says of answering these questions from China, on the day of each act."""
    says = " or ".join(dict.fromkeys(conflict_says(case) for case in found.cases.cases))
    where = "" if seat == "inside" else "if you are in China: "
    return f"China's rules on the conflict of laws, as encoded in this law book, say of answering, {where}{says}."
