"""The reading for a person: a condition as numbered English that counsel can hold against the text of the law.

Rule: it shows the tree as it was authored, one legal element a line, nothing simplified away; where a number or a
date may be absent, the line says which answer its absence gives, so `~(year < 2030)` and `year >= 2030` never
read the same. A defined term is named with its citation where it is first used and spelled out once, below.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import field
from datetime import date
from typing import assert_never

from pratique.logic.intervals import INFINITY, End, Interval, Region, show_number
from pratique.logic.measure import is_date, may_be_none
from pratique.logic.nodes import (
    AllOf,
    AnyOf,
    Condition,
    Const,
    Constant,
    DateFact,
    DateShift,
    Exists,
    Fact,
    ForAll,
    InRegion,
    Intersects,
    IsOneOf,
    Kind,
    Max,
    MaxOver,
    Min,
    Minus,
    Not,
    NumberFact,
    Numeric,
    Plus,
    Quotient,
    SubsetOf,
    SumOver,
    Term,
    Times,
    TruthFact,
)
from pratique.value_class import dataclass

Label = Callable[[Fact], str]


def full_name(fact: Fact) -> str:
    """The label of a fact where no vocabulary gives a better one."""
    return fact.name


def prose(condition: Condition, label: Label = full_name, *, width: int = 80) -> str:
    """`condition` as numbered lines of at most `width` characters, then the terms that it uses, each defined once.

    `label` names a fact; the label of a truth fact should read as a sentence.
    """
    writer = _Writer(label)
    lines = list(_lines(writer.outline(condition), width))
    for term in writer.terms_in_order():
        head = f"“{term.name}” ({term.cite}): {term.summary}"
        lines += ["", *textwrap.wrap(head, width, break_long_words=False)]
        lines += _lines(writer.outline(term.body), width, indent="  ")
    return "\n".join(lines) + "\n"


def sentence(condition: Condition, label: Label = full_name) -> str:
    """`condition` in one line: what must hold together joined by and, ways by or, a group within one in brackets.

    >>> from pratique.logic.author import all_of, any_of, truth_fact
    >>> from pratique.facts.kinds import CASE
    >>> a, b, c = (truth_fact(each, CASE) for each in "abc")
    >>> sentence(all_of(a, any_of(b, c)))
    'a and (b or c)'
    """
    return _Writer(label).outline(condition).sentence


@dataclass(frozen=True, slots=True)
class _Outline:
    """A sentence that is put together: its head, and what stands under it joined by a word."""

    head: str
    elements: tuple[_Outline, ...] = ()
    joint: str = ""
    before: str = ""

    def after(self, words: str) -> _Outline:
        return _Outline(f"{words} {self.head}", self.elements, self.joint, f"{words} {self.before}".strip())

    @property
    def is_several(self) -> bool:
        return len(self.elements) > 1 or ", " in self.head

    @property
    def sentence(self) -> str:
        if not self.elements:
            return self.head
        if len(self.elements) == 1 and self.joint:
            return f"{self.before} {self.elements[0].sentence}".strip()
        parts = [f"({each.sentence})" if each.is_several else each.sentence for each in self.elements]
        if self.joint:
            return f"{self.before} {f' {self.joint} '.join(parts)}".strip()
        return f"{self.head}: {'; '.join(parts)}"

    @property
    def inline(self) -> str:
        if not self.elements:
            return self.head
        return f"{self.head} ({'; '.join(each.inline for each in self.elements)})"


def amount_in_words(number: Numeric) -> str:
    """A numeric expression as a sentence names it."""
    return _Writer(full_name).number(number)


def _lines(outline: _Outline, width: int, number: str = "", indent: str = "") -> Iterator[str]:
    first = f"{indent}{number} " if number else indent
    colon = ":" if outline.elements else ""
    yield from _wrapped(outline.head + colon, width, first)
    stem = number if number.endswith(".") else f"{number}." if number else ""
    for place, element in enumerate(outline.elements, 1):
        yield from _lines(element, width, f"{stem}{place}" if stem else f"{place}.", indent + "  ")


def _wrapped(text: str, width: int, first: str) -> list[str]:
    """The lines of a text; most fit on one, which needs no looking for words."""
    if text and len(first) + len(text) <= width and text.isprintable() and text == text.strip():
        return [first + text]
    return textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=" " * len(first), break_long_words=False
    )


@dataclass(slots=True)
class _Writer:
    """Writes conditions and remembers which terms were met, in order of first use."""

    label: Label
    terms: dict[tuple[str, str], Term] = field(default_factory=dict)

    def terms_in_order(self) -> Iterator[Term]:
        """Each term that is used, those met on the way included."""
        done: set[tuple[str, str]] = set()
        while waiting := [term for key, term in self.terms.items() if key not in done]:
            done.add((waiting[0].name, waiting[0].cite))
            yield waiting[0]

    def outline(self, condition: Condition, holds: bool = True) -> _Outline:
        """What it takes for `condition` to hold, or not to."""
        match condition:
            case Const(value):
                return _Outline("always" if value is holds else "never")
            case TruthFact():
                return _Outline(self.label(condition) if holds else f"not: {self.label(condition)}")
            case InRegion(number, where, none_ok):
                region = where if holds else where.complement()
                return _Outline(self.lies(number, region, none_ok is holds))
            case IsOneOf(fact, values):
                return _Outline(f"{self.label(fact)} is {_choice(values, holds)}")
            case Intersects(fact, values):
                return _Outline(f"{self.label(fact)} includes {_any_of(values, holds)}")
            case SubsetOf(fact, values):
                verb = "has no member" if holds else "has a member"
                empty = ", or is empty" if holds else ""
                return _Outline(f"{self.label(fact)} {verb} other than {_listed(values)}{empty}")
            case AllOf(parts):
                return self.several("all of these hold" if holds else "not all of these hold", parts, "and" * holds)
            case AnyOf(parts):
                return self.several(
                    "at least one of these holds" if holds else "none of these holds", parts, "or" * holds
                )
            case Not(part):
                return self.outline(part, not holds)
            case Exists(kind, body):
                return self.outline(body).after(_some(kind, holds))
            case ForAll(kind, body):
                return self.outline(body).after(f"{'' if holds else 'not '}for every {kind.name}:")
            case Term():
                return _Outline(self.term(condition, holds))
            case _:
                assert_never(condition)

    def several(self, head: str, parts: tuple[Condition, ...], joint: str) -> _Outline:
        return _Outline(head, tuple(self.outline(part) for part in parts) or (_Outline("(nothing)"),), joint)

    def term(self, term: Term, holds: bool) -> str:
        key = (term.name, term.cite)
        cite = "" if key in self.terms else f" ({term.cite})"
        self.terms.setdefault(key, term)
        return f"it is {'' if holds else 'not '}a case of “{term.name}”{cite}"

    # --- numbers and dates --------------------------------------------------------------------------------

    def lies(self, number: Numeric, where: Region, none_ok: bool) -> str:
        """The sentence of one comparison; says what absence means where there may be none."""
        name = self.number(number)
        ways = _ways(where, is_date(number), _unit(number))
        if not may_be_none(number):
            return f"{name} is {' or '.join(ways)}" if ways else f"{name} is absent, which it never is"
        if not ways:
            return f"there is no {name}" if none_ok else "never"
        if where.is_everything:
            return f"there is a {name}, or there is none" if none_ok else f"there is a {name}, whatever it is"
        if none_ok:
            return f"there is no {name}, or it is {' or '.join(ways)}"
        return f"there is a {name}, and it is {' or '.join(ways)}"

    def number(self, number: Numeric) -> str:
        """The name of a numeric expression."""
        match number:
            case Constant(value=value, is_date=day):
                return _shown(value, day, "")
            case NumberFact() | DateFact():
                return self.label(number)
            case Plus(left, right):
                return f"{self.operand(left)} plus {self.operand(right)}"
            case Minus(left, right) if is_date(left) and is_date(right):
                return f"number of days from {self.operand(right)} to {self.operand(left)}"
            case Minus(left, right):
                return f"{self.operand(left)} minus {self.operand(right)}"
            case Times(left, right):
                return f"{self.operand(left)} times {self.operand(right)}"
            case Quotient(left, right):
                return f"{self.operand(left)} divided by {self.operand(right)}"
            case Min(parts):
                return f"{'earliest' if is_date(number) else 'smallest'} of ({self.listed(parts)})"
            case Max(parts):
                return f"{'latest' if is_date(number) else 'largest'} of ({self.listed(parts)})"
            case DateShift(day, years, months, days):
                return _shifted(self.operand(day), ((years, "year"), (months, "month"), (days, "day")))
            case SumOver(kind, body, where):
                return f"sum of {self.operand(body)} over {self.elements(kind, where)}"
            case MaxOver(kind, body, where):
                word = "latest" if is_date(body) else "largest"
                return f"{word} {self.operand(body)} over {self.elements(kind, where)}"
            case _:
                assert_never(number)

    def operand(self, number: Numeric) -> str:
        name = self.number(number)
        return name if isinstance(number, Constant | NumberFact | DateFact) else f"({name})"

    def listed(self, parts: tuple[Numeric, ...]) -> str:
        return "; ".join(self.number(part) for part in parts)

    def elements(self, kind: Kind, where: Condition) -> str:
        if where == Const(True):
            return f"every {kind.name}"
        return f"every {kind.name} with ({self.outline(where).inline})"


def _some(kind: Kind, holds: bool) -> str:
    if kind.exactly_one:
        return f"{'' if holds else 'not '}for the {kind.name}:"
    return f"there is {'a' if holds else 'no'} {kind.name} for which"


def _listed(values: frozenset[str]) -> str:
    return ", ".join(sorted(values)) or "(nothing)"


def _choice(values: frozenset[str], holds: bool) -> str:
    if len(values) == 1:
        return f"{'' if holds else 'not '}{_listed(values)}"
    return f"{'one' if holds else 'none'} of: {_listed(values)}"


def _any_of(values: frozenset[str], holds: bool) -> str:
    if len(values) == 1:
        return _listed(values) if holds else f"no {_listed(values)}"
    return f"{'at least one' if holds else 'none'} of: {_listed(values)}"


def _unit(number: Numeric) -> str:
    """The unit of an expression, where its parts agree on one."""
    match number:
        case NumberFact(unit=unit):
            return unit
        case Plus(left, right) | Minus(left, right):
            units = {_unit(part) for part in (left, right) if not isinstance(part, Constant)}
        case Min(parts) | Max(parts):
            units = {_unit(part) for part in parts if not isinstance(part, Constant)}
        case SumOver(body=body) | MaxOver(body=body):
            units = {_unit(body)}
        case _:
            return ""
    return units.pop() if len(units) == 1 else ""


def _shown(end: End, day: bool, unit: str) -> str:
    if day and date.min.toordinal() <= end <= date.max.toordinal() and end == int(end):
        return date.fromordinal(int(end)).isoformat()
    return f"{show_number(end)} {unit}".rstrip()


def _ways(where: Region, day: bool, unit: str) -> list[str]:
    gaps = where.complement().intervals
    if len(where.intervals) == 2 and len(gaps) == 1 and gaps[0].is_point:
        return [f"other than {_shown(gaps[0].low, day, unit)}"]
    return [_way(interval, day, unit) for interval in where.intervals]


def _way(interval: Interval, day: bool, unit: str) -> str:
    """One interval in words: which end belongs to it is always said."""
    low, high = _shown(interval.low, day, unit), _shown(interval.high, day, unit)
    if interval.is_point:
        return f"exactly {low}"
    if interval.low == -INFINITY and interval.high == INFINITY:
        return "whatever it is"
    if interval.low == -INFINITY:
        return (f"before {high}" if day else f"less than {high}") if interval.high_open else _at_most(high, day)
    if interval.high == INFINITY:
        return (f"after {low}" if day else f"more than {low}") if interval.low_open else _at_least(low, day)
    start = f"{'after' if day else 'above'} {low}" if interval.low_open else f"from {low}"
    return f"{start} up to {'but not' if interval.high_open else 'and'} including {high}"


def _at_most(high: str, day: bool) -> str:
    return f"on or before {high}" if day else f"at most {high}"


def _at_least(low: str, day: bool) -> str:
    return f"on or after {low}" if day else f"at least {low}"


def _shifted(day: str, steps: tuple[tuple[int, str], ...]) -> str:
    """Steps in the order in which they are taken: the last one taken stands first."""
    name = day
    for count, unit in steps:
        if count:
            plural = "" if abs(count) == 1 else "s"
            inner = name if name == day else f"the day {name}"
            name = f"{abs(count)} {unit}{plural} {'after' if count > 0 else 'before'} {inner}"
    return name
