"""The simplifier rule by rule; what holds for random conditions is in tests/agreement/test_normal_form.py."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

import pytest
from tests.exploring import is_thorough

from pratique.logic import author as a
from pratique.logic.intervals import Interval, region
from pratique.logic.nodes import AllOf, AnyOf, Condition, Const, Exists, ForAll, InRegion, Intersects, Kind, Not
from pratique.logic.simplify import simplify

CASE = Kind("case")
PART = Kind("part", CASE, at_least_one=True)
NOTE = Kind("note", CASE)
P, Q, R = (a.truth_fact(f"case.{name}", CASE) for name in "pqr")
X, Y = (a.truth_fact(f"part.{name}", PART) for name in "xy")
N = a.truth_fact("note.n", NOTE)
SOURCE = Kind("source", PART)
LINKED = a.truth_fact("source.linked", SOURCE)
YEAR = a.number_fact("case.year", CASE, whole=True, may_be_none=True)
MASS = a.number_fact("case.mass", CASE, "kg", low=0)
LEVEL = a.number_fact("case.level", CASE, whole=True, low=0, high=5)
ACT = a.choice_fact("case.act", CASE, "import", "sale", "repair")
ROLES = a.set_fact("case.roles", CASE, "made", "designed", "supplied")


def lies(number: object, low: object = None, high: object = None, none_ok: bool = False) -> InRegion:
    ends = (float("-inf") if low is None else low, float("inf") if high is None else high)
    return InRegion(number, region([Interval(*ends)]), none_ok)  # type: ignore[arg-type]


RULES: dict[str, tuple[Condition, Condition]] = {
    "negation stands on truth facts only": (~(P & Q), AnyOf((Not(P), Not(Q)))),
    "two negations are none": (~~P, P),
    "a term is its body": (a.term("t", "1 CFR 1", "A term.", P), P),
    "a negated region is its complement, none included": (~(YEAR < 2030), lies(YEAR, 2030, None, none_ok=True)),
    "open ends of integers close": ((YEAR > 2026) & (YEAR < 2030), lies(YEAR, 2027, 2029)),
    "integers next to each other join": ((YEAR <= 2027) | (YEAR >= 2028) | YEAR.is_none(), Const(True)),
    "what the domain always satisfies": (MASS >= 0, Const(True)),
    "what the domain never reaches": (LEVEL > 5, Const(False)),
    "two regions on one number meet": ((YEAR >= 2027) & (YEAR >= 2029), lies(YEAR, 2029)),
    "regions that share nothing": ((YEAR < 2027) & (YEAR > 2030), Const(False)),
    "choices meet": (ACT.is_("import", "sale") & ACT.is_("sale", "repair"), ACT.is_("sale")),
    "choices join to all": (ACT.is_("import") | ACT.is_("sale", "repair"), Const(True)),
    "a negated choice is the others": (~ACT.is_("import"), ACT.is_("sale", "repair")),
    "not meeting is being inside the rest": (
        ~ROLES.meets("made"),
        ROLES.inside("designed", "supplied"),
    ),
    "inside joins by what both allow": (
        ROLES.inside("made", "designed") & ROLES.inside("designed", "supplied"),
        ROLES.inside("designed"),
    ),
    "meets joins by either": (
        ROLES.meets("made") | ROLES.meets("designed"),
        Intersects(ROLES, frozenset({"made", "designed"})),
    ),
    "a fact and its opposite, both": (P & Q & ~P, Const(False)),
    "a fact and its opposite, either": (P | Q | ~P, Const(True)),
    "absorption in all": (a.all_of(P, P | Q), P),
    "absorption in any": (a.any_of(P, P & Q), P),
    "what one branch lost settles the next": ((P & P) | (~P & ((P & Q) | (~P & Q))), AnyOf((P, Q))),
    "what one branch lost settles the next, in all": ((P | P) & (~P | ((P | Q) & (~P | Q))), AllOf((P, Q))),
    "a branch left over settles a sibling": (a.all_of(~P | ~Q, P, Q | R), AllOf((Not(Q), P, R))),
    "a branch left over settles a sibling, in any": (a.any_of(~P & ~Q, P, Q & R), AnyOf((Not(Q), P, R))),
    "a branch left over settles a sibling that reads each element": (
        a.some(PART, ~X | ~Y, X, Y | a.every(SOURCE, LINKED)),
        Exists(PART, AllOf((Not(Y), X, ForAll(SOURCE, LINKED)))),
    ),
    "a branch left over fuses with its fellows": (
        a.all_of(P, ~P | (MASS >= 5), MASS >= 3, Q | (MASS < 5)),
        AllOf((P, lies(MASS, 5), Q)),
    ),
    "a branch left over contradicts": (a.all_of(~P | ~Q, P, Q), Const(False)),
    "a branch left over is all there is": (a.any_of(~P & ~Q, P, Q), Const(True)),
    "nested connectives are flat": (a.all_of(P, a.all_of(Q, R)), AllOf((P, Q, R))),
    "repeats go": (a.all_of(P, Q, P), AllOf((P, Q))),
    "all of nothing": (a.all_of(), Const(True)),
    "any of nothing": (a.any_of(), Const(False)),
    "what does not read the element leaves some": (a.some(PART, P, X), AllOf((P, Exists(PART, X)))),
    "what does not read the element leaves every": (a.every(PART, P | X), AnyOf((P, ForAll(PART, X)))),
    "some of a kind that is never empty": (a.some(PART, P), P),
    "some of a kind that may be empty": (a.some(NOTE, P), AllOf((P, Exists(NOTE, Const(True))))),
    "every of a kind that may be empty": (a.every(NOTE, P), AnyOf((P, ForAll(NOTE, Const(False))))),
    "no element satisfies what never holds": (a.some(NOTE, N & ~N), Const(False)),
    "negation turns some to every": (~a.some(PART, X, Y), ForAll(PART, AnyOf((Not(X), Not(Y))))),
    "a known zero divisor leaves no number": ((MASS / 0).is_none(), InRegion(MASS / 0, region([]), none_ok=True)),
}


@pytest.mark.parametrize("name", RULES)
def test_rule(name: str) -> None:
    authored, normal = RULES[name]
    assert simplify(authored) == normal
    assert simplify(normal) == normal


def test_meets_both_are_not_fused() -> None:
    both = ROLES.meets("made") & ROLES.meets("designed")
    assert simplify(both) == both, "one member cannot be both, but two members can"


def test_some_is_not_spread_over_all() -> None:
    one = simplify(a.some(PART, X, Y))
    assert one == Exists(PART, AllOf((X, Y))), "one part that is both is not two parts"


def pairs(conditions: list[Condition]) -> Iterator[Condition]:
    for left, right in product(conditions, conditions):
        yield AllOf((left, right))
        yield AnyOf((left, right))


def test_every_small_condition_is_stable() -> None:
    literals = [P, Q, X, ~P, ~Q, ~X]
    normal = list(dict.fromkeys(map(simplify, (*literals, *pairs(literals)))))
    assert len(normal) > 25
    joined = [join(parts) for parts in combinations(normal, 3) for join in (AllOf, AnyOf)]
    bound = [quantifier(PART, each) for each in pairs(normal) for quantifier in (Exists, ForAll)]
    every = (*joined, *bound)
    for each in every if is_thorough() else every[::3]:
        once = simplify(each)
        assert simplify(once) == once, each
