"""The words that law authors type.

Rule: one legal element a line. `all_of`, `any_of` and `none_of` read like the paragraph; whatever is not a
condition raises at once, so that a slip of precedence never becomes law.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from pratique.logic.intervals import Interval
from pratique.logic.nodes import (
    AllOf,
    AnyOf,
    ChoiceFact,
    Condition,
    Const,
    Constant,
    DateFact,
    DateShift,
    Exists,
    ForAll,
    IsOneOf,
    Kind,
    Max,
    MaxOver,
    Min,
    Not,
    NumberFact,
    Numeric,
    SetFact,
    SumOver,
    Term,
    TruthFact,
)
from pratique.logic.values import Writable, number_of

ALWAYS = Const(True)
NEVER = Const(False)


def all_of(*parts: Condition) -> AllOf:
    """Every part holds."""
    return AllOf(_conditions("all_of", parts))


def any_of(*parts: Condition) -> AnyOf:
    """At least one part holds."""
    return AnyOf(_conditions("any_of", parts))


def none_of(*parts: Condition) -> Not:
    """No part holds."""
    checked = _conditions("none_of", parts)
    return Not(checked[0] if len(checked) == 1 else AnyOf(checked))


def some(kind: Kind, *parts: Condition) -> Exists:
    """Some element of `kind` satisfies every part."""
    return Exists(kind, _joined("some", parts))


def every(kind: Kind, *parts: Condition) -> ForAll:
    """Every element of `kind` satisfies every part."""
    return ForAll(kind, _joined("every", parts))


def the(kind: Kind, *parts: Condition) -> Exists:
    """The one element of a kind that always has exactly one satisfies every part."""
    if not kind.exactly_one:
        raise TypeError(f"there may be several of kind {kind.name}: use some() or every()")
    return Exists(kind, _joined("the", parts))


def term(
    name: str,
    cite: str,
    summary: str,
    body: Condition,
    *,
    stated: ChoiceFact | None = None,
    also: tuple[ChoiceFact, ...] = (),
) -> Term:
    """A defined term of a text; `summary` is our own sentence.

    `stated` is the conclusion (yes, no or not stated) that may stand for the term as a whole, `also` those whose yes
    is a yes to this term as well; `conclusion_relations` ties them to the elements.
    """
    checked = _conditions("term", (body,))[0]
    if stated is not None:
        yes = AnyOf(tuple(each.is_("yes") for each in (stated, *also)))
        checked = AnyOf((AllOf((checked, Not(stated.is_("no")))), yes))
    return Term(name, cite, summary, checked)


def elements_of_term(defined: Term) -> Condition:
    """What the elements alone say of a term that may also be stated as a whole."""
    return stated_term(defined)[0]


def stated_term(defined: Term) -> tuple[Condition, ChoiceFact | None]:
    """The elements of a term, and the conclusion that may stand for it as a whole."""
    whole = defined.body
    if isinstance(whole, AnyOf) and len(whole.parts) == 2 and isinstance(whole.parts[0], AllOf):
        *elements, denied = whole.parts[0].parts
        if len(elements) == 1 and isinstance(denied, Not) and isinstance(denied.part, IsOneOf):
            fact = denied.part.fact
            return (elements[0], fact) if fact.unstated is not None else (whole, None)
    return whole, None


def shifted(day: Numeric, *, years: int = 0, months: int = 0, days: int = 0) -> DateShift:
    """`day` moved by calendar years and months (end of month kept inside the month) and by days."""
    return DateShift(day, years, months, days)


def amount(value: Writable) -> Constant:
    """A constant number, or a date given as such or as an ISO string."""
    return Constant(number_of(value), is_date=isinstance(value, date | str))


def least(*parts: Numeric) -> Min:
    return Min(parts)


def greatest(*parts: Numeric) -> Max:
    return Max(parts)


def total(kind: Kind, body: Numeric, where: Condition = ALWAYS) -> SumOver:
    """Sum of `body` over the elements of `kind` that satisfy `where`."""
    return SumOver(kind, body, where)


def maximum(kind: Kind, body: Numeric, where: Condition = ALWAYS) -> MaxOver:
    """Largest `body` over the elements of `kind` that satisfy `where`."""
    return MaxOver(kind, body, where)


def hertz(value: float) -> int:
    """A frequency in hertz."""
    return int(value)


def percent(value: float | str) -> int | Fraction:
    """A percentage as the number that is printed before the sign."""
    return Fraction(str(value))


def truth_fact(name: str, kind: Kind) -> TruthFact:
    return TruthFact(name, kind)


def number_fact(
    name: str,
    kind: Kind,
    unit: str = "",
    *,
    whole: bool = False,
    may_be_none: bool = False,
    low: Writable | None = None,
    high: Writable | None = None,
) -> NumberFact:
    domain = Interval(
        float("-inf") if low is None else number_of(low), float("inf") if high is None else number_of(high)
    )
    return NumberFact(name, kind, unit, whole, may_be_none, domain)


def date_fact(name: str, kind: Kind, *, may_be_none: bool = False) -> DateFact:
    return DateFact(name, kind, may_be_none)


def choice_fact(name: str, kind: Kind, *values: str) -> ChoiceFact:
    return ChoiceFact(name, kind, frozenset(values))


def set_fact(name: str, kind: Kind, *values: str) -> SetFact:
    return SetFact(name, kind, frozenset(values))


def _conditions(word: str, parts: tuple[Condition, ...]) -> tuple[Condition, ...]:
    for part in parts:
        if not isinstance(part, Condition):
            raise TypeError(f"{word}() takes conditions only, not {part!r}")
    return parts


def _joined(word: str, parts: tuple[Condition, ...]) -> Condition:
    checked = _conditions(word, parts)
    return checked[0] if len(checked) == 1 else AllOf(checked)
