"""The nodes of the language: kinds, facts, numeric expressions and conditions, all frozen data.

Rule: a node says what is asked and nothing about how to answer; each reading is one `match` over the closed
unions `Condition` and `Numeric`, ending in `assert_never`. Facts read the element that the enclosing quantifier of
their kind binds (case > part > source > party); there are no variables, and no kind is bound twice on a path.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date
from fractions import Fraction
from typing import Literal, NoReturn

from pratique.logic.hashing import hashed_once
from pratique.logic.intervals import INFINITY, Interval, Region, region
from pratique.logic.values import Writable, number_of
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """A kind of element that a quantifier binds; the same one only if it is the same object, as facts are.

    `parent` is the kind whose elements list it (None for the case itself). `carries` names the kind that each
    element leads to (a source to its party): facts of that kind are read from there. `at_least_one` says that a
    list known to be complete still has a member; `exactly_one` that there is always one and only one.
    """

    name: str
    parent: Kind | None = None
    carries: Kind | None = None
    at_least_one: bool = False
    exactly_one: bool = False

    def __repr__(self) -> str:
        return f"Kind({self.name})"


# --- conditions -------------------------------------------------------------------------------------------


class Connectives:
    """What every condition can do: the operators `&`, `|`, `~`, and the refusal to be a Python bool."""

    __slots__ = ("_hash",)

    def __and__(self, other: Condition) -> AllOf:
        assert isinstance(self, Condition)
        return AllOf((self, other)) if isinstance(other, Connectives) else NotImplemented

    def __or__(self, other: Condition) -> AnyOf:
        assert isinstance(self, Condition)
        return AnyOf((self, other)) if isinstance(other, Connectives) else NotImplemented

    def __invert__(self) -> Not:
        assert isinstance(self, Condition)
        return Not(self)

    def __bool__(self) -> NoReturn:
        raise TypeError(
            "a condition has no truth before it is read: combine it with all_of, any_of, none_of, &, |, ~"
        )


@dataclass(frozen=True, slots=True)
class Const(Connectives):
    """Always true, or never."""

    value: bool


@dataclass(frozen=True, slots=True, eq=False)
class TruthFact(Connectives):
    """A fact that holds or not; as a condition it says that it holds."""

    name: str
    kind: Kind


@hashed_once
@dataclass(frozen=True, slots=True)
class InRegion(Connectives):
    """Whether a number or date lies in a region; `none_ok` is the answer where there is none."""

    number: Numeric
    where: Region
    none_ok: bool = False


@dataclass(frozen=True, slots=True)
class IsOneOf(Connectives):
    """Whether a choice is one of `values`."""

    fact: ChoiceFact
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Intersects(Connectives):
    """Whether a set has a member among `values`."""

    fact: SetFact
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class SubsetOf(Connectives):
    """Whether all members of a set are among `values`; true of the empty set."""

    fact: SetFact
    values: frozenset[str]


@hashed_once
@dataclass(frozen=True, slots=True)
class AllOf(Connectives):
    """Whether every part holds; true of no parts."""

    parts: tuple[Condition, ...]


@hashed_once
@dataclass(frozen=True, slots=True)
class AnyOf(Connectives):
    """Whether some part holds; false of no parts."""

    parts: tuple[Condition, ...]


@hashed_once
@dataclass(frozen=True, slots=True)
class Not(Connectives):
    """Whether the part does not hold."""

    part: Condition


@hashed_once
@dataclass(frozen=True, slots=True)
class Exists(Connectives):
    """Whether some element of the kind satisfies the body."""

    kind: Kind
    body: Condition


@hashed_once
@dataclass(frozen=True, slots=True)
class ForAll(Connectives):
    """Whether every element of the kind satisfies the body; true where there is none."""

    kind: Kind
    body: Condition


@hashed_once
@dataclass(frozen=True, slots=True)
class Term(Connectives):
    """A defined term: a condition with a name, its citation and our own summary."""

    name: str
    cite: str
    summary: str
    body: Condition


# --- numbers and dates ------------------------------------------------------------------------------------


class Number:
    """Base of numeric expressions: comparisons make conditions, arithmetic makes expressions.

    Comparing does not say anything of the absent: where there is no number, every comparison is false; ask
    `is_none()` apart. Dates are proleptic ordinals, so a date minus a date is a number of days.
    """

    __slots__ = ()

    def _lies(self, interval: Interval) -> InRegion:
        assert isinstance(self, Numeric)
        return InRegion(self, region([interval]))

    def __lt__(self, other: Writable) -> InRegion:
        return self._lies(Interval(high=number_of(other), high_open=True))

    def __le__(self, other: Writable) -> InRegion:
        return self._lies(Interval(high=number_of(other)))

    def __gt__(self, other: Writable) -> InRegion:
        return self._lies(Interval(low=number_of(other), low_open=True))

    def __ge__(self, other: Writable) -> InRegion:
        return self._lies(Interval(low=number_of(other)))

    def equals(self, value: Writable) -> InRegion:
        """Whether it is exactly `value`."""
        return self._lies(Interval(number_of(value), number_of(value)))

    def between(self, low: Writable, high: Writable, *, high_open: bool = False) -> InRegion:
        """Whether it lies from `low` to `high`, both included unless `high_open`."""
        return self._lies(Interval(number_of(low), number_of(high), high_open=high_open))

    def is_none(self) -> InRegion:
        """Whether there is no such number."""
        assert isinstance(self, Numeric)
        return InRegion(self, Region(()), none_ok=True)

    def is_given(self) -> InRegion:
        """Whether there is such a number, whatever it is."""
        return self._lies(Interval(-INFINITY, INFINITY))

    def __add__(self, other: Numeric | Writable) -> Plus:
        return Plus(_numeric(self), _numeric(other))

    def __sub__(self, other: Numeric | Writable) -> Minus:
        return Minus(_numeric(self), _numeric(other))

    def __mul__(self, other: Numeric | Writable) -> Times:
        return Times(_numeric(self), _numeric(other))

    def __truediv__(self, other: Numeric | Writable) -> Quotient:
        return Quotient(_numeric(self), _numeric(other))

    def __bool__(self) -> NoReturn:
        raise TypeError("a number in a condition is not a Python bool: compare it with <, <=, >, >= or between()")


@dataclass(frozen=True, slots=True, eq=False)
class NumberFact(Number):
    """A fact that is a number: `unit` as a person writes it; `whole` for integers; `may_be_none`: can be absent.

    `low` and `high` bound what it can be at all (an area is above zero, a share at most 100).
    """

    name: str
    kind: Kind
    unit: str = ""
    whole: bool = False
    may_be_none: bool = False
    domain: Interval = field(default=Interval())


@dataclass(frozen=True, slots=True, eq=False)
class DateFact(Number):
    """A fact that is a calendar day."""

    name: str
    kind: Kind
    may_be_none: bool = False


@dataclass(frozen=True, slots=True)
class Constant(Number):
    """A constant."""

    value: int | Fraction
    is_date: bool = False


@dataclass(frozen=True, slots=True)
class Plus(Number):
    """Sum of two numbers; absent where one is absent (so for all arithmetic)."""

    left: Numeric
    right: Numeric


@dataclass(frozen=True, slots=True)
class Minus(Number):
    """Difference of two numbers, or days from one date to another."""

    left: Numeric
    right: Numeric


@dataclass(frozen=True, slots=True)
class Times(Number):
    """Product of two numbers."""

    left: Numeric
    right: Numeric


@dataclass(frozen=True, slots=True)
class Quotient(Number):
    """Quotient of two numbers."""

    left: Numeric
    right: Numeric


@dataclass(frozen=True, slots=True)
class Min(Number):
    """The smallest of several numbers that are there; absent where none is."""

    parts: tuple[Numeric, ...]


@dataclass(frozen=True, slots=True)
class Max(Number):
    """The largest of several numbers that are there; absent where none is."""

    parts: tuple[Numeric, ...]


@dataclass(frozen=True, slots=True)
class DateShift(Number):
    """A date moved by years, then months, then days; a day that the month lacks becomes its last day."""

    day: Numeric
    years: int = 0
    months: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class SumOver(Number):
    """Sum of an expression over the elements of a kind that satisfy `where`; absent values add nothing."""

    kind: Kind
    body: Numeric
    where: Condition = Const(True)


@dataclass(frozen=True, slots=True)
class MaxOver(Number):
    """Largest value of an expression over the elements of a kind that satisfy `where`; absent where none is."""

    kind: Kind
    body: Numeric
    where: Condition = Const(True)


@dataclass(frozen=True, slots=True, eq=False)
class ChoiceFact:
    """A fact that is one of a closed list of values; `unstated` is its value where nobody said anything of it.

    Such a fact is about the dossier (what somebody concluded), so that its absence is known; of any other fact
    nothing is known where nothing was said.
    """

    name: str
    kind: Kind
    values: frozenset[str]
    unstated: str | None = None

    def is_(self, *values: str) -> IsOneOf:
        """Whether it is one of `values`. Raises ValueError for a value outside the list."""
        return IsOneOf(self, _checked(self, values))

    def __bool__(self) -> NoReturn:
        raise TypeError(f"{self.name} is a choice: ask {self.name}.is_(...)")


@dataclass(frozen=True, slots=True, eq=False)
class SetFact:
    """A fact that is a set drawn from a closed list of values."""

    name: str
    kind: Kind
    values: frozenset[str]

    def meets(self, *values: str) -> Intersects:
        """Whether it has a member among `values`. Raises ValueError for a value outside the list."""
        return Intersects(self, _checked(self, values))

    def inside(self, *values: str) -> SubsetOf:
        """Whether all its members are among `values` (true of the empty set)."""
        return SubsetOf(self, _checked(self, values))

    def __bool__(self) -> NoReturn:
        raise TypeError(f"{self.name} is a set: ask {self.name}.meets(...) or .inside(...)")


Numeric = (
    NumberFact | DateFact | Constant | Plus | Minus | Times | Quotient | Min | Max | DateShift | SumOver | MaxOver
)
Fact = TruthFact | NumberFact | DateFact | ChoiceFact | SetFact
Atom = TruthFact | InRegion | IsOneOf | Intersects | SubsetOf
"""A condition that reads facts itself."""
Compound = AllOf | AnyOf | Not | Exists | ForAll | Term
"""A condition that holds others."""
Condition = Const | Atom | Compound
"""Every condition there is: a closed union, so that a node added here makes the type checker list what it breaks."""
FactType = Literal["truth", "number", "date", "choice", "set"]


def _checked(fact: ChoiceFact | SetFact, values: tuple[str, ...]) -> frozenset[str]:
    strange = sorted(set(values) - fact.values)
    if strange:
        raise ValueError(f"{fact.name} cannot be {', '.join(strange)}; it is one of {', '.join(sorted(fact.values))}")
    return frozenset(values)


def _numeric(value: object) -> Numeric:
    if isinstance(value, Numeric):
        return value
    return Constant(number_of(value), is_date=isinstance(value, date | str))  # type: ignore[arg-type]
