"""What listed parties have of a company together, through everything that they own by half.

Rule: the holdings of listed parties add up; a company that they own by half or more, together, counts as theirs with
all that it holds (OFAC's 50 percent rule, 90 FR 47201). Capital counts, and votes where no capital is stated; a
majority of votes beside stated capital leaves open who owns.
Invariant: whatever open shares and owners turn out to be, what they have lies between `low` and `high`.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from fractions import Fraction

from pratique.logic.truth import FALSE, Truth
from pratique.parties.control import AT_LEAST_HALF, Subject, compile_electorate, control, membership
from pratique.parties.nexus import step_text
from pratique.parties.proof import chain
from pratique.parties.snapshot import Snapshot
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class ListedShare:
    """The least and the most part of a company that listed parties have, unnamed owners among the most.

    `half`: whether the owners that are named, and are or may be listed, own it by half; `chain` shows how.
    `rest`: whether these with owners whom nobody names may do so, where a source says of a company who owns it and
    leaves so much out; of an owner of whom no source says anything this says nothing.
    """

    low: Fraction
    high: Fraction
    half: Truth
    chain: tuple[str, ...] = ()
    rest: bool = False


def listed_share(snapshot: Snapshot, subject: str, certain: Set[str], possible: Set[str]) -> ListedShare:
    """What parties that are listed for certain, and those that may be, have of a subject."""
    upstream = snapshot.upstream(subject)
    electorate = compile_electorate(snapshot, AT_LEAST_HALF, upstream)
    compiled = electorate.subjects.get(subject)
    if compiled is None:
        return ListedShare(Fraction(0), Fraction(0), FALSE)
    named = replace(electorate, subjects={name: _named(one) for name, one in electorate.subjects.items()})
    lower, upper = control(electorate, certain), control(named, possible | certain, possible=True)
    half = membership(subject, lower, upper)
    unnamed = {name for name in upstream if snapshot.parties[name].is_unnamed}
    widest = control(electorate, possible | certain | unnamed, possible=True)
    sure, able = lower.members.keys() - {subject}, widest.members.keys() - {subject}
    low = max((ballot.share(ballot.certain(sure)) for ballot in compiled.proving), default=Fraction(0))
    high = max((ballot.share(ballot.possible(able)) for ballot in compiled.ballots), default=Fraction(0))
    steps = chain(snapshot, named, lower if half.is_certain else upper, subject) if half.is_possible else ()
    low = min(max(low, Fraction(0)), Fraction(1))
    texts = tuple(step_text(snapshot, step) for step in steps)
    told = {subject, *(name for name in upstream if snapshot.holdings.get(name) or name in snapshot.remainders)}
    partly = {name: one if name in told else _named(one) for name, one in electorate.subjects.items()}
    rest = subject in control(replace(electorate, subjects=partly), possible | certain | unnamed, possible=True)
    return ListedShare(low, max(low, min(high, Fraction(1))), half, texts, rest)


def _named(subject: Subject) -> Subject:
    """A subject of which unnamed owners have nothing."""
    return replace(subject, ballots=tuple(replace(one, rest=0, rest_minority=0) for one in subject.ballots))
