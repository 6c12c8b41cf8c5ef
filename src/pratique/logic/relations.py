"""Facts that belong together: what follows, what cannot both be, what to look at again, what is taken for granted.

Rule: a relation is law-book data in the condition language, as a provision is. It speaks of one element (`per`) and
of what that element lists or leads to; it never says how many there are and never closes a list. `entails` and
`contradicts` are the same sentence read in two directions: what follows may also be found not to fit.
"""

from __future__ import annotations

from typing import Literal

from pratique.logic.author import ALWAYS, NEVER, all_of, any_of, elements_of_term, none_of
from pratique.logic.nodes import ChoiceFact, Condition, Fact, Kind, Term
from pratique.value_class import dataclass

Force = Literal["entails", "contradicts", "look again", "taken for granted"]
Why = Literal["definition", "meaning", "world"]
"""Whether it is a theorem of the terms, lies in what the facts mean, or is how the world is (with a source)."""
Leans = Literal["permits", "bars", "either"]
"""Towards which outcome a presumption leans."""


@dataclass(frozen=True, slots=True, eq=False)
class Relation:
    """One relation between facts of the element `per` and of what it is bound with.

    entails: where `when` holds, `then` does. contradicts: the two do not both hold; neither is derived. look again:
    both may hold, and whoever says so should look. taken for granted: `then` is assumed where nobody said anything of
    its fact, in the set `within`, once a user accepts that by its name. `given` are facts of which something must
    have been said for the relation to speak at all; such a relation is read in one direction. A contradiction speaks
    until `unless` is known to hold: that nothing is said of it is not evidence. `says` is our own.
    """

    name: str
    cite: str
    says: str
    force: Force
    per: Kind
    when: Condition
    then: Condition
    why: Why = "meaning"
    given: tuple[Fact, ...] = ()
    within: str = ""
    leans: Leans = "either"
    unless: Condition = NEVER

    @property
    def axiom(self) -> Condition | None:
        """What every consistent case satisfies; None where the relation is no such sentence."""
        if self.given or self.force in ("look again", "taken for granted"):
            return None
        if self.force == "entails":
            return any_of(none_of(self.when), self.then)
        return any_of(none_of(all_of(self.when, self.then)), self.unless)


def entails(
    name: str,
    cite: str,
    says: str,
    *,
    per: Kind,
    then: Condition,
    when: Condition = ALWAYS,
    why: Why = "meaning",
    given: tuple[Fact, ...] = (),
) -> Relation:
    """What follows: where `when` holds, `then` does; where `then` does not, neither does `when`."""
    return Relation(
        name=name, cite=cite, says=says, force="entails", per=per, when=when, then=then, why=why, given=given
    )


def contradicts(
    name: str,
    cite: str,
    says: str,
    *,
    per: Kind,
    then: Condition,
    when: Condition = ALWAYS,
    why: Why = "meaning",
    given: tuple[Fact, ...] = (),
    unless: Condition = NEVER,
) -> Relation:
    """What cannot both be; nothing is derived from one of the two."""
    return Relation(
        name=name,
        cite=cite,
        says=says,
        force="contradicts",
        per=per,
        when=when,
        then=then,
        why=why,
        given=given,
        unless=unless,
    )


def look_again(name: str, cite: str, says: str, *, per: Kind, when: Condition, then: Condition) -> Relation:
    """What may both be, and seldom is: a remark, without effect on the outcome."""
    return Relation(name=name, cite=cite, says=says, force="look again", per=per, when=when, then=then, why="world")


def presumed(
    name: str,
    cite: str,
    says: str,
    *,
    within: str,
    per: Kind,
    then: Condition,
    leans: Leans,
    when: Condition = ALWAYS,
) -> Relation:
    """What is taken for granted of a fact of which nobody said anything, where the set `within` is accepted."""
    return Relation(
        name=name,
        cite=cite,
        says=says,
        force="taken for granted",
        per=per,
        when=when,
        then=then,
        why="world",
        given=(),
        within=within,
        leans=leans,
    )


def conclusion_relations(stated: ChoiceFact, defined: Term, per: Kind) -> tuple[Relation, Relation]:
    """What a term stated as a whole says of its elements, and what its elements say against it."""
    body = elements_of_term(defined)
    return (
        Relation(
            name=f"{stated.name}.yes",
            cite=defined.cite,
            says=f"It was concluded to be: {defined.name}.",
            force="entails",
            per=per,
            when=stated.is_("yes"),
            then=body,
            why="meaning",
        ),
        Relation(
            name=f"{stated.name}.no",
            cite=defined.cite,
            says=f"It was concluded not to be: {defined.name}.",
            force="entails",
            per=per,
            when=stated.is_("no"),
            then=none_of(body),
            why="meaning",
        ),
    )
