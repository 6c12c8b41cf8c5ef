"""Why a set controls a subject, step by step, and which open holdings would settle it.

Rule: a step names the holders that joined before it and what they have; an open holding says whether an answer
against control settles the question alone, and what it would take to prove control.
Invariant: every step follows from earlier steps and stated claims; a step that is only possible says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import field, replace

from pratique.facts.proof import Basis
from pratique.parties.control import Ballot, Closure, Electorate, Subject
from pratique.parties.holdings import Holding, Power
from pratique.parties.party import REASONS
from pratique.parties.snapshot import Snapshot
from pratique.value_class import dataclass

POWER_WORDS: Mapping[str, str] = {
    "board": "fills seats on the board",
    "veto": "has a veto",
    "proxy": "votes by proxy",
    "special_share": "has a special share",
    "contract": "has rights by contract",
    "articles": "controls by the articles",
    "legal_framework": "controls by law",
    "consolidation": "consolidates it in its accounts",
    "branch": "has it as a branch",
    "fund_manager": "manages it as a fund",
    "trustee": "is its trustee",
    "nominator": "instructs its nominee",
    "nominee": "acts for its nominator",
    "management": "manages it",
    "influence": "has influence",
    "important_matters": "decides important matters",
    "undisclosed": "has an interest of an unpublished kind",
}
MEASURE_WORDS: Mapping[str, str] = {"votes": "the votes", "capital": "the capital", "board": "the seats on the board"}


@dataclass(frozen=True, slots=True)
class HolderLink:
    """One holder's part in a step: what it has, whether that is certain, and the sources that say so."""

    holder: str
    text: str
    certain: bool
    basis: Basis
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """The subject comes under control through its links, together."""

    subject: str
    why: str
    certain: bool
    links: tuple[HolderLink, ...]


@dataclass(frozen=True, slots=True)
class KnownSteps:
    """What the chains of one electorate share, so that it is not worked out again for each party above a subject.

    `steps` by their subject, why it comes under control, and who was in the set before; `concerned` by subject.
    """

    steps: dict[tuple[str, str, frozenset[str]], Step] = field(default_factory=dict)
    concerned: dict[str, frozenset[str]] = field(default_factory=dict)

    def concerned_in(self, subject: Subject) -> frozenset[str]:
        """Everybody who may have a say in a subject: no other member of a closure matters to its step."""
        if subject.id not in self.concerned:
            self.concerned[subject.id] = _concerned(subject)
        return self.concerned[subject.id]


def chain(
    snapshot: Snapshot,
    electorate: Electorate,
    closure: Closure,
    subject: str,
    sure: Set[str] | None = None,
    kept: KnownSteps | None = None,
) -> tuple[Step, ...]:
    """The steps by which a closure reaches the subject, first holders first; empty if it does not.

    `sure` holds the parties that certainly belong to the set (default: all that it starts from).
    """
    kept = kept or KnownSteps()
    if closure.members.get(subject, "seed") == "seed":
        return ()
    order = {name: place for place, name in enumerate(closure.members)}
    wanted, steps = [subject], {}
    while wanted:
        name = wanted.pop()
        if name in steps or closure.members[name] == "seed":
            continue
        compiled = electorate.subjects[name]
        place = order[name]
        before = frozenset([other for other in kept.concerned_in(compiled) if order.get(other, place) < place])
        key = (name, closure.members[name], before)
        if key not in kept.steps:
            kept.steps[key] = _step(snapshot, compiled, closure.members[name], before)
        steps[name] = kept.steps[key]
        wanted += [link.holder for link in steps[name].links if link.holder in order]
    ranked = [steps[name] for name in sorted(steps, key=order.__getitem__)]
    doubtful: set[str] = set()
    for place, step in enumerate(ranked):
        # A step from a holder that is itself only possible is only possible, however certain its share.
        seeds = {link.holder for link in step.links if closure.members.get(link.holder) == "seed"}
        if (
            not step.certain
            or any(link.holder in doubtful for link in step.links)
            or not seeds <= (seeds if sure is None else sure)
        ):
            doubtful.add(step.subject)
            ranked[place] = replace(step, certain=False)
    return tuple(ranked)


def _concerned(subject: Subject) -> frozenset[str]:
    voters = {name for ballot in subject.ballots for held in (ballot.low, ballot.high, ballot.alone) for name in held}
    groups = {name for group in (*subject.concerts, *subject.maybe_concerts) for name in group}
    return frozenset((*subject.deciding, *subject.maybe_deciding, *voters, *groups))


def weakest_basis(steps: Iterable[Step]) -> Basis | None:
    """The weakest ground that a chain rests on; None for an empty chain."""
    return min((link.basis for step in steps for link in step.links), default=None)


def voters_of(subject: Subject, members: Iterable[str], possible: bool) -> frozenset[str]:
    """The members, and whoever acts in concert with them in the subject."""
    found = frozenset(members)
    for group in subject.maybe_concerts if possible else subject.concerts:
        if group & found:
            found |= group
    return found


def _step(snapshot: Snapshot, subject: Subject, why: str, before: Set[str]) -> Step:
    if why == "power":
        able = subject.deciding if subject.deciding.keys() & before else subject.maybe_deciding
        powers = [power for holder in sorted(able.keys() & before) for power in able[holder]]
        certain = able is subject.deciding
        return Step(subject.id, "by power", certain, tuple(_power_link(power, certain) for power in powers))
    if why == "hole":
        return Step(subject.id, f"by what could not be read: {'; '.join(snapshot.open_above(subject.id))}", False, ())
    measure = why
    if why == "dominant minority":
        voters = voters_of(subject, before, possible=True)
        measure = next(b.measure for b in subject.ballots if subject.may_dominate(b, voters))
    certain_voters = voters_of(subject, before, possible=False)
    ballot = next(ballot for ballot in subject.ballots if ballot.measure == measure)
    certain = (
        why != "dominant minority" and ballot in subject.proving and ballot.certain(certain_voters) >= ballot.need
    )
    voters = certain_voters if certain else voters_of(subject, before, possible=True)
    rest = ballot.rest_minority if why == "dominant minority" else ballot.rest
    links = _vote_links(snapshot, subject, ballot, voters, certain, rest)
    words = "as a dominant minority of " if why == "dominant minority" else "by "
    other = "capital" if measure == "votes" else "votes"
    read = f" (only the {other} is stated)" if ballot.stands_in else ""
    return Step(subject.id, words + MEASURE_WORDS[measure] + read, certain, tuple(links))


def _vote_links(
    snapshot: Snapshot, subject: Subject, ballot: Ballot, voters: frozenset[str], certain: bool, rest: int
) -> list[HolderLink]:
    bounds = _certain_votes(ballot) if certain else ballot.high
    ranked = sorted((name for name in voters & bounds.keys() if bounds[name]), key=lambda n: (-bounds[n], n))
    links, tally = [], 0
    for name in ranked:
        if certain and tally >= ballot.need:
            break
        tally += bounds[name]
        links.append(_share_link(snapshot, subject.id, ballot, name, certain))
    if not certain and rest:
        links.append(_rest_link(snapshot, subject.id, ballot, rest))
    return links


def _certain_votes(ballot: Ballot) -> Mapping[str, int]:
    """What each holder certainly has, by its own total where that is more."""
    return {name: max(least, ballot.alone.get(name, 0)) for name, least in ballot.low.items()}


def _share_link(snapshot: Snapshot, subject: str, ballot: Ballot, holder: str, certain: bool) -> HolderLink:
    rows = held_by(snapshot, subject, holder, ballot)
    text = " and ".join(f"{row.share} of {MEASURE_WORDS[row.measure]}" + describe(row) for row in rows)
    claims = [claim for row in rows for claim in row.claims]
    sources = tuple(dict.fromkeys(str(claim.provenance) for claim in claims))
    basis = min((claim.provenance.basis for claim in claims), default=Basis.REGISTRY)
    return HolderLink(holder, text or "seats on the board", certain, basis, sources)


def held_by(snapshot: Snapshot, subject: str, holder: str, ballot: Ballot) -> list[Holding]:
    """The holdings that a ballot counts for a holder."""
    rows = list(snapshot.stakes.get((subject, holder), ()))
    return rows if ballot.stands_in else [row for row in rows if row.measure == ballot.measure]


def describe(row: Holding) -> str:
    """What stands in brackets behind a share: how it is held and what is wrong with it; empty if nothing is."""
    parts = []
    if row.indirect:
        parts.append("held through others")
    if row.indirect is None:
        parts.append("directly or through others")
    if row.suspended is not False:
        parts.append("votes suspended" if row.suspended else "votes perhaps suspended")
    if any(claim.held_for is not None for claim in row.claims):
        parts.append("held by " + ", ".join(sorted({claim.holder for claim in row.claims})) + " as nominee")
    if row.conflict:
        parts.append("statements differ")
    if row.sum == "contradicted":
        parts.append("the shares do not make a whole")
    return f" ({'; '.join(parts)})" if parts else ""


def _rest_link(snapshot: Snapshot, subject: str, ballot: Ballot, rest: int) -> HolderLink:
    remainder = snapshot.remainders.get(subject)
    reason = remainder.reason if remainder else "undisclosed"
    if remainder and remainder.kind == "dispersed":
        text = f"up to {percent(ballot, rest)} of {MEASURE_WORDS[ballot.measure]}, dispersed"
    else:
        text = f"up to {percent(ballot, rest)} of {MEASURE_WORDS[ballot.measure]}: {REASONS.get(reason, reason)}"
    sources = (str(remainder.provenance),) if remainder else ()
    return HolderLink(unnamed_owners(snapshot, subject), text, False, Basis.REGISTRY, sources)


def unnamed_owners(snapshot: Snapshot, subject: str) -> str:
    """What stands for the owners of a subject whom no source names."""
    return f"unnamed owners of {snapshot.parties[subject].name}"


def percent(ballot: Ballot, votes: int) -> str:
    """An encoded number of votes in percent, to six figures."""
    return f"{float(ballot.share(votes) * 100):.6g} %"


def _power_link(power: Power, certain: bool) -> HolderLink:
    text = POWER_WORDS[power.kind] + (f" ({power.details})" if power.details else "")
    if power.kind in ("board", "proxy") and not power.share.is_unknown:
        text += f" ({power.share})"
    return HolderLink(power.holder, text, certain, power.provenance.basis, (str(power.provenance),))
