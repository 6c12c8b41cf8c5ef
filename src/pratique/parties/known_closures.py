"""What the holders above one subject have in common, so that it is worked out once however many there are.

Rule: a holder whom anybody may control may control what anybody may and nothing more, as sets only grow with seeds.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import field
from fractions import Fraction

from pratique.parties.ballot import Ballot
from pratique.parties.control import Closure, Subject
from pratique.parties.proof import KnownSteps, voters_of
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class KnownClosures:
    """What the holders above one subject have in common, so that it is worked out once.

    `anyone` is the set that owners whom nobody names may control; `lower` and `upper` are the sets that each holder
    asked before certainly and possibly controls, `kept` the steps of their chains.
    """

    anyone: Closure
    lower: dict[str, Closure] = field(default_factory=dict)
    upper: dict[str, Closure] = field(default_factory=dict)
    kept: KnownSteps = field(default_factory=KnownSteps)
    heard: dict[str, frozenset[str]] = field(default_factory=dict)
    most: dict[str, Fraction] = field(default_factory=dict)

    def concerned_in(self, subject: Subject) -> frozenset[str]:
        """Whose say matters in the subject, but for itself."""
        if subject.id not in self.heard:
            self.heard[subject.id] = frozenset(self.kept.concerned_in(subject) - {subject.id})
        return self.heard[subject.id]

    def most_of_anyone(self, subject: Subject, ballot: Ballot) -> Fraction:
        """The most that those have whom anybody may control: that of every holder among them, worked out once."""
        if ballot.measure not in self.most:
            able = voters_of(subject, common(self.anyone.members, self.concerned_in(subject)), possible=True)
            self.most[ballot.measure] = ballot.share(ballot.possible(able))
        return self.most[ballot.measure]


def common(members: Mapping[str, str], group: Set[str]) -> frozenset[str]:
    """The names that are in both, at the cost of the shorter one: what `keys() & group` costs is all of the group."""
    if len(members) < len(group):
        return frozenset(name for name in members if name in group)
    return frozenset(name for name in group if name in members)
