"""The presumptions that a user accepts: by the sets that they are in, without the facts that are revoked."""

from __future__ import annotations

from pratique.logic.lint import facts_in
from pratique.logic.relations import Relation
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Accepted:
    """The presumptions that a user accepts: named sets, without the facts that are revoked."""

    sets: frozenset[str] = frozenset()
    revoked: frozenset[str] = frozenset()

    def takes(self, relation: Relation) -> bool:
        return relation.within in self.sets and not any(name in self.revoked for name in names_in(relation))


ACCEPTED_NOTHING = Accepted()


def names_in(relation: Relation) -> frozenset[str]:
    """The facts that a presumption assumes something of."""
    return frozenset(fact.name for fact in facts_in(relation.then))
