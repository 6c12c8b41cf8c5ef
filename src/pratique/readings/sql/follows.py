"""What follows from relations, as rules over the atoms of one row; and when relations are contradicted.

Rule: a rule says of one fact what is so wherever its guard is known to hold, as `readings.narrow` propagates it: one
step, never a guess. What follows of an element that a list names, or only from two rules together, is left out: the
answer is wider for it. What is contradicted is asked of everything that a case reaches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from fractions import Fraction
from typing import assert_never

from pratique.logic.author import all_of, none_of, some
from pratique.logic.entities import Entity
from pratique.logic.intervals import Interval
from pratique.logic.lint import atoms, facts_in, facts_of
from pratique.logic.nodes import (
    AllOf,
    AnyOf,
    Atom,
    Condition,
    Const,
    Constant,
    DateFact,
    Exists,
    Fact,
    ForAll,
    InRegion,
    Intersects,
    IsOneOf,
    Kind,
    Minus,
    Not,
    NumberFact,
    Numeric,
    Quotient,
    SubsetOf,
    Term,
    Times,
    TruthFact,
)
from pratique.logic.relations import Relation
from pratique.logic.simplify import simplify
from pratique.logic.truth import FALSE, TRUE
from pratique.readings.narrow import narrowings
from pratique.value_class import dataclass

SAID = "#said "
"""Before the name of a fact: the truth that a row says something of it."""


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """Where `guard` is known to hold, `atom` is `goal`: of the element itself, or of whom `through` carries."""

    atom: Atom
    goal: bool
    guard: Condition
    through: Kind | None = None


@dataclass(frozen=True, slots=True)
class Following:
    """All rules, by the fact that they are about; `depth` is how many of them can rest on one another."""

    rules: Mapping[Fact, tuple[Rule, ...]] = field(default_factory=dict)
    linears: Mapping[str, Linear] = field(default_factory=dict)
    said: Mapping[str, Fact] = field(default_factory=dict)
    depth: int = 0

    def of(self, fact: Fact, through: Kind | None = None) -> Iterator[Rule]:
        """The rules about a fact of an element itself, or of whom an element carries."""
        return (each for each in self.rules.get(fact, ()) if each.through is through)


NOTHING_FOLLOWS = Following()


def following(relations: Iterable[Relation], silent: Kind | None = None) -> Following:
    """The rules of what is entailed; of elements of the kind `silent` nothing follows."""
    found: dict[Fact, list[Rule]] = {}
    linears: dict[str, Linear] = {}
    said: dict[str, Fact] = {}
    for relation in relations:
        linear = linear_of(relation)
        if linear is not None:
            linears[linear.name] = linear
        sides = [*relation.given, *(f for side in (relation.when, relation.then) for f in _facts(side))]
        said |= {SAID + fact.name: fact for fact in sides}
        for rule in rules_of(relation) if relation.per is not silent else ():
            found.setdefault(fact_of(rule.atom), []).append(rule)
    rules = {fact: tuple(its) for fact, its in found.items()}
    return Following(rules, linears, said, MOST_STEPS if rules or linears else 0)


def rules_of(relation: Relation) -> Iterator[Rule]:
    """What a relation says of single facts of the element that it is about, in both directions."""
    if relation.force != "entails":
        return
    given = [said_of(fact) for fact in relation.given]
    yield from _required(simplify(relation.then), relation.per, [*given, relation.when], None)
    if not relation.given:
        denied = none_of(relation.then)
        yield from _required(simplify(none_of(relation.when)), relation.per, [denied], None)


def _required(node: Condition, per: Kind, guards: list[Condition], through: Kind | None) -> Iterator[Rule]:
    """What is so of single facts where a condition in normal form holds."""
    match node:
        case AllOf(parts):
            for part in parts:
                yield from _required(part, per, guards, through)
        case AnyOf(parts):
            for part in parts:
                others = [none_of(each) for each in parts if each is not part]
                around = others if through is None else [some(through, each) for each in others]
                yield from _required(part, per, [*guards, *around], through)
        case Exists(kind, body) | ForAll(kind, body):
            if kind.exactly_one and kind.parent is per and through is None:
                yield from _required(body, per, guards, kind)
        case Not(TruthFact() as fact):
            yield from _rule(fact, False, per, guards, through)
        case TruthFact() | IsOneOf() | Intersects() | SubsetOf():
            yield from _rule(node, True, per, guards, through)
        case InRegion(NumberFact() | DateFact()):
            yield from _rule(node, True, per, guards, through)
        case _:
            return


def _rule(atom: Atom, goal: bool, per: Kind, guards: list[Condition], through: Kind | None) -> Iterator[Rule]:
    fact = fact_of(atom)
    carried = through is not None and fact.kind is through.carries
    if fact.name.startswith("legal.") or not (carried or fact.kind in (per, through)):
        return
    guard = simplify(all_of(*guards))
    if guard != Const(False):
        yield Rule(atom, goal, guard, through if carried else None)


def said_of(fact: Fact) -> TruthFact:
    """The truth that a row says something of a fact."""
    return TruthFact(SAID + fact.name, fact.kind)


def asked_about(atom: Atom, follows: Following) -> Fact:
    """The fact that an atom on one fact is about; of the truth that something is said of a fact, that fact."""
    fact = fact_of(atom)
    return follows.said.get(fact.name, fact)


def tells_something(rule: Rule) -> bool:
    """Whether a rule says more of its fact than nothing: what follows of a fact is said of it, as in `narrow`."""
    kind = fact_of(rule.atom).kind
    goal = TRUE if rule.goal else FALSE
    return any(each.value is not None for each in narrowings(rule.atom, {kind: Entity(kind, "")}, goal, frozenset()))


def _facts(condition: Condition) -> Iterator[Fact]:
    for atom in atoms(simplify(condition)):
        yield from facts_of(atom)


def fact_of(atom: Atom) -> Fact:
    """The one fact of an atom on a single fact."""
    (fact,) = facts_of(atom)
    return fact


MOST_STEPS = 3
"""So many rules that rest on one another are read: no shipped law has longer chains, but in circles."""


# --- what one atom says of another ------------------------------------------------------------------------


def implied(rule: Rule, asked: Atom) -> bool | None:
    """What an atom on the same fact is where a rule's atom is its goal; None where that leaves it open."""
    match rule.atom, asked:
        case TruthFact(), TruthFact():
            return rule.goal
        case IsOneOf(fact, values), IsOneOf(_, others):
            left = values if rule.goal else fact.values - values
            return True if left <= others else False if left.isdisjoint(others) else None
        case ((Intersects() | SubsetOf()), (Intersects() | SubsetOf())):
            found = _implied_of_sets(*_meeting(rule.atom, rule.goal), _meeting(asked, True)[0])
            return found if found is None else found is _meeting(asked, True)[1]
        case InRegion(number, where, none_ok), InRegion(_, wanted, wanted_none):
            may_be_none = none_ok and getattr(number, "may_be_none", False)
            if all(wanted.covers(each) for each in where.intervals) and (wanted_none or not may_be_none):
                return True
            apart = not any(wanted.touches(each) for each in where.intervals)
            return False if apart and not (wanted_none and may_be_none) else None
        case _:
            return None


def _meeting(atom: Condition, goal: bool) -> tuple[frozenset[str], bool]:
    """An atom on a set as whether it meets some values."""
    match atom:
        case Intersects(_, values):
            return values, goal
        case SubsetOf(fact, values):
            return fact.values - values, not goal
        case _:
            raise TypeError(f"{atom!r} asks nothing about a set")


def _implied_of_sets(values: frozenset[str], meets: bool, others: frozenset[str]) -> bool | None:
    if meets:
        return True if values <= others else None
    return False if others <= values else None


# --- what is contradicted ---------------------------------------------------------------------------------


def contradicted(relation: Relation) -> Condition:
    """That a relation is contradicted at the element that it is about."""
    linear = linear_of(relation)
    if linear is not None:
        return linear.apart
    given = [said_of(fact) for fact in relation.given]
    then = relation.then if relation.force == "contradicts" else none_of(relation.then)
    return all_of(*given, relation.when, then)


def is_read_whole(relation: Relation) -> bool:
    """Whether all that a relation entails is among its rules, or it entails nothing."""
    return not any(True for _ in unread_guards(relation))


def unread_guards(relation: Relation) -> Iterator[Condition]:
    """A relation -> what has to be known of its element before it says what is not among its rules."""
    if relation.force != "entails" or linear_of(relation) is not None:
        return
    if not _is_single(simplify(relation.then), relation.per, None):
        yield relation.when
    if not relation.given and not _is_single(simplify(none_of(relation.when)), relation.per, None):
        yield none_of(relation.then)


def _is_single(node: Condition, per: Kind, through: Kind | None) -> bool:
    match node:
        case AllOf(parts) | AnyOf(parts):
            return all(_is_single(part, per, through) for part in parts)
        case Exists(kind, body) | ForAll(kind, body):
            return kind.exactly_one and kind.parent is per and through is None and _is_single(body, per, kind)
        case Const():
            return True
        case Not(part):
            return _is_single(part, per, through)
        case InRegion() if _is_joint(node):
            return False
        case _:
            kinds = {per, through, through.carries if through else None}
            return all(fact.kind in kinds or fact.name.startswith("legal.") for fact in facts_of(node))


def may_hide(relation: Relation, relations: Iterable[Relation]) -> bool:
    """Whether what a relation entails, which no rule says, could be against what another says."""
    sides = (simplify(relation.then), simplify(none_of(relation.when)))
    told = [each for side in sides for each in _literals(side)]
    moved = {fact for side in sides for atom in atoms(side) if _is_joint(atom) for fact in facts_of(atom)}
    for other in (each for each in relations if each is not relation):
        then = other.then if other.force == "contradicts" else none_of(other.then)
        asked = [simplify(other.when), simplify(then)]
        if moved & facts_in(*asked):
            return True
        against = [each for side in asked for each in _literals(side)]
        if any(_helps(a, one, b, two) for a, one in told for b, two in against):
            return True
    return False


def _helps(atom: Atom, goal: bool, asked: Atom, wanted: bool) -> bool:
    """Whether an atom that is its goal can make another what is wanted of it."""
    if _is_joint(asked):
        return fact_of(atom) in facts_of(asked)
    if fact_of(atom) != fact_of(asked):
        return False
    return implied(Rule(atom, goal, Const(True)), asked) is not (not wanted)


def _is_joint(atom: Condition) -> bool:
    return isinstance(atom, InRegion) and not isinstance(atom.number, NumberFact | DateFact)


def _literals(node: Condition) -> Iterator[tuple[Atom, bool]]:
    """The atoms on single facts of a condition in normal form, and whether they have to hold."""
    match node:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _literals(part)
        case Exists(_, body) | ForAll(_, body):
            yield from _literals(body)
        case Not(TruthFact() as fact):
            yield fact, False
        case TruthFact() | IsOneOf() | Intersects() | SubsetOf() | InRegion(NumberFact() | DateFact()):
            yield node, True
        case Term(body=body):
            yield from _literals(body)
        case InRegion() | Not() | Const():
            return
        case _:
            assert_never(node)


# --- two numbers of one element ---------------------------------------------------------------------------

APART = "#apart "
"""Before the name of a relation: the truth that two numbers of a row are not as far apart as it says."""


@dataclass(frozen=True, slots=True)
class Linear:
    """That `a * x - b * y` lies between two ends, for two facts of one element and numbers above zero."""

    name: str
    x: NumberFact
    y: NumberFact
    a: Fraction
    b: Fraction
    where: Interval

    @property
    def apart(self) -> TruthFact:
        """The truth that it does not."""
        return TruthFact(APART + self.name, self.x.kind)


def linear_of(relation: Relation) -> Linear | None:
    """A relation that says without condition how far two numbers of its element are apart; else None."""
    node = simplify(relation.then)
    if relation.force != "entails" or relation.given or simplify(relation.when) != Const(True):
        return None
    if not (isinstance(node, InRegion) and isinstance(node.number, Minus) and len(node.where.intervals) == 1):
        return None
    left, right = _multiple(node.number.left), _multiple(node.number.right)
    if left is None or right is None or {left[0].kind, right[0].kind} != {relation.per}:
        return None
    return Linear(relation.name, left[0], right[0], left[1], right[1], node.where.intervals[0])


def _multiple(number: Numeric) -> tuple[NumberFact, Fraction] | None:
    match number:
        case NumberFact():
            return number, Fraction(1)
        case Times(NumberFact() as fact, Constant(factor)) if not isinstance(factor, float) and factor > 0:
            return fact, Fraction(factor)
        case Quotient(NumberFact() as fact, Constant(factor)) if not isinstance(factor, float) and factor > 0:
            return fact, 1 / Fraction(factor)
        case _:
            return None


def is_computed(condition: Condition) -> bool:
    """Whether SQL can compute every number that a condition asks of: single facts, whole numbers and days."""
    return all(
        not _is_joint(atom)
        or all(isinstance(fact, DateFact) or (isinstance(fact, NumberFact) and fact.whole) for fact in facts_of(atom))
        for atom in atoms(simplify(condition))
    )
