"""Why a set controls a subject, step by step, and which open holdings would settle it.

Rule: a step names the holders that joined before it and what they have; an open holding says whether an answer
against control settles the question alone, and what it would take to prove control.
Invariant: every step follows from earlier steps and stated claims; a step that is only possible says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from typing import Literal

from pratique.parties.control import Ballot, Closure, Electorate, Subject, control
from pratique.parties.holdings import Basis, Holding, Power
from pratique.parties.party import REASONS
from pratique.parties.snapshot import Snapshot

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
_BASES: tuple[Basis, ...] = ("registry", "documented", "attested", "asserted", "computed")


@dataclass(frozen=True, slots=True)
class Link:
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
    links: tuple[Link, ...]


OpenKind = Literal[
    "share", "remainder", "float", "power", "powers of a minority", "concert", "suspended votes", "seat", "unread"
]


@dataclass(frozen=True, slots=True)
class OpenHolding:
    """Something not known on which control hangs.

    `clears`: an answer against control settles the question alone. `flips` says what would prove control. `denial` is
    the row of a table of stakes that gives this answer, empty where a mended source is asked for.
    """

    kind: OpenKind
    subject: str
    holder: str | None
    question: str
    clears: bool
    flips: str
    denial: str = ""


def chain(
    snapshot: Snapshot, electorate: Electorate, closure: Closure, subject: str, sure: Set[str] | None = None
) -> tuple[Step, ...]:
    """The steps by which a closure reaches the subject, first holders first; empty if it does not.

    `sure` holds the parties that certainly belong to the set (default: all that it starts from).
    """
    if closure.members.get(subject, "seed") == "seed":
        return ()
    order = {name: place for place, name in enumerate(closure.members)}
    wanted, steps = [subject], {}
    while wanted:
        name = wanted.pop()
        if name in steps or closure.members[name] == "seed":
            continue
        before = {other for other in order if order[other] < order[name]}
        steps[name] = _step(snapshot, electorate.subjects[name], closure.members[name], before)
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


def weakest_basis(steps: Iterable[Step]) -> Basis | None:
    """The weakest ground that a chain rests on; None for an empty chain."""
    found = [_BASES.index(link.basis) for step in steps for link in step.links]
    return _BASES[max(found)] if found else None


def voters_of(subject: Subject, members: Iterable[str], possible: bool) -> frozenset[str]:
    """The members, and whoever acts in concert with them in the subject."""
    found = frozenset(members)
    for group in subject.maybe_concerts if possible else subject.concerts:
        if group & found:
            found |= group
    return found


def _step(snapshot: Snapshot, subject: Subject, why: str, before: set[str]) -> Step:
    if why == "power":
        able = subject.deciding if subject.deciding.keys() & before else subject.maybe_deciding
        powers = [power for holder in sorted(able.keys() & before) for power in able[holder]]
        certain = able is subject.deciding
        return Step(subject.id, "by power", certain, tuple(_power_link(power, certain) for power in powers))
    if why == "hole":
        return Step(subject.id, f"by what could not be read: {'; '.join(snapshot.holes_of(subject.id))}", False, ())
    measure = why
    if why == "dominant minority":
        voters = voters_of(subject, before, possible=True)
        measure = next(b.measure for b in subject.ballots if subject.may_dominate(b, voters))
    certain_voters = voters_of(subject, before, possible=False)
    ballot = next(ballot for ballot in subject.ballots if ballot.measure == measure)
    certain = why != "dominant minority" and ballot.certain(certain_voters) >= ballot.need
    voters = certain_voters if certain else voters_of(subject, before, possible=True)
    rest = ballot.rest_minority if why == "dominant minority" else ballot.rest
    links = _vote_links(snapshot, subject, ballot, voters, certain, rest)
    words = "as a dominant minority of " if why == "dominant minority" else "by "
    other = "capital" if measure == "votes" else "votes"
    read = f" (only the {other} is stated)" if ballot.stands_in else ""
    return Step(subject.id, words + MEASURE_WORDS[measure] + read, certain, tuple(links))


def _vote_links(
    snapshot: Snapshot, subject: Subject, ballot: Ballot, voters: frozenset[str], certain: bool, rest: int
) -> list[Link]:
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


def _share_link(snapshot: Snapshot, subject: str, ballot: Ballot, holder: str, certain: bool) -> Link:
    rows = held_by(snapshot, subject, holder, ballot)
    text = " and ".join(f"{row.share} of {MEASURE_WORDS[row.measure]}" + _how(row) for row in rows)
    claims = [claim for row in rows for claim in row.claims]
    sources = tuple(dict.fromkeys(str(claim.provenance) for claim in claims))
    basis: Basis = max((claim.provenance.basis for claim in claims), key=_BASES.index, default="registry")
    return Link(holder, text or "seats on the board", certain, basis, sources)


def held_by(snapshot: Snapshot, subject: str, holder: str, ballot: Ballot) -> list[Holding]:
    """The holdings that a ballot counts for a holder."""
    rows = [row for row in snapshot.holdings.get(subject, ()) if row.holder == holder]
    return rows if ballot.stands_in else [row for row in rows if row.measure == ballot.measure]


def _how(row: Holding) -> str:
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


def _rest_link(snapshot: Snapshot, subject: str, ballot: Ballot, rest: int) -> Link:
    remainder = snapshot.remainders.get(subject)
    reason = remainder.reason if remainder else "undisclosed"
    if remainder and remainder.kind == "dispersed":
        text = f"up to {percent(ballot, rest)} of {MEASURE_WORDS[ballot.measure]}, dispersed"
    else:
        text = f"up to {percent(ballot, rest)} of {MEASURE_WORDS[ballot.measure]}: {REASONS.get(reason, reason)}"
    sources = (str(remainder.provenance),) if remainder else ()
    return Link(unnamed_owners(snapshot, subject), text, False, "registry", sources)


def unnamed_owners(snapshot: Snapshot, subject: str) -> str:
    """What stands for the owners of a subject whom no source names."""
    return f"unnamed owners of {snapshot.parties[subject].name}"


def percent(ballot: Ballot, votes: int) -> str:
    """An encoded number of votes in percent, to six figures."""
    return f"{float(ballot.share(votes) * 100):.6g} %"


def _power_link(power: Power, certain: bool) -> Link:
    text = POWER_WORDS[power.kind] + (f" ({power.details})" if power.details else "")
    if power.kind in ("board", "proxy") and not power.share.is_unknown:
        text += f" ({power.share})"
    return Link(power.holder, text, certain, power.provenance.basis, (str(power.provenance),))


# What is open -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Seeds:
    """The parties from which control is asked: certainly and possibly; `why` says what is open about the latter."""

    certain: frozenset[str]
    possible: frozenset[str]
    why: Mapping[str, str]


def open_holdings(
    snapshot: Snapshot, electorate: Electorate, seeds: Seeds, subject: str, limit: int = 60
) -> tuple[OpenHolding, ...]:
    """What is not known on the way to the subject, when control of it is open."""
    upper = control(electorate, seeds.possible - {subject}, possible=True)
    lower = control(electorate, seeds.certain - {subject})
    found: list[tuple[OpenHolding, Subject | None]] = []
    seen, wanted = {subject}, [subject]
    while wanted and len(found) < limit:
        name = wanted.pop(0)
        if upper.members[name] == "seed":
            found.append((_open_seat(snapshot, name, seeds), None))
            continue
        found += _open_holes(snapshot, electorate.subjects[name])
        rows = _open_at(snapshot, electorate.subjects[name], upper, lower)
        found += rows
        holders = snapshot.holders(name) & upper.members.keys()
        fresh = sorted(holders - seen - lower.members.keys())
        seen.update(fresh)
        wanted += fresh
    items = [_with_effect(item, changed, electorate, seeds, subject) for item, changed in found[:limit]]
    return tuple(sorted(items, key=lambda item: not item.clears))


def _open_seat(snapshot: Snapshot, name: str, seeds: Seeds) -> OpenHolding:
    why = seeds.why.get(name, "Who it is linked to is not known.")
    return OpenHolding(
        "seat", name, None, why, False, "", f"party,{name},type,organised,headquarters,principal_place"
    )


def _open_holes(snapshot: Snapshot, subject: Subject) -> list[tuple[OpenHolding, Subject | None]]:
    """What could not be read of a subject, each with the subject as it would be without."""
    without = replace(subject, hole=False)
    return [
        (
            OpenHolding("unread", subject.id, None, f"What this should say: {hole}", False, "It may state control."),
            without,
        )
        for hole in snapshot.holes_of(subject.id)
    ]


def _with_effect(
    item: OpenHolding, changed: Subject | None, electorate: Electorate, seeds: Seeds, subject: str
) -> OpenHolding:
    """The item with `clears` found out by answering it against control and asking again."""
    possible = seeds.possible - {subject}
    if changed is None:
        possible -= {item.subject}
        other = electorate
    else:
        other = replace(electorate, subjects={**electorate.subjects, changed.id: changed})
    return replace(item, clears=subject not in control(other, possible, possible=True))


def _open_at(
    snapshot: Snapshot, subject: Subject, upper: Closure, lower: Closure
) -> list[tuple[OpenHolding, Subject | None]]:
    members = upper.members.keys() - {subject.id}
    found: list[tuple[OpenHolding, Subject | None]] = []
    voters = voters_of(subject, members, possible=True)
    sure = voters_of(subject, lower.members, possible=False)
    for ballot in subject.ballots:
        majority = ballot.possible(voters) >= ballot.need_possible
        found += _open_minority(snapshot, subject, ballot, voters)
        if not majority and not (subject.test.dominant_minority and ballot.rest_minority):
            continue
        for holder in sorted(voters & ballot.high.keys()):
            if ballot.low[holder] < ballot.high[holder]:
                found.append((_open_share(snapshot, subject, ballot, holder, sure), _fixed(subject, ballot, holder)))
        if ballot.rest:
            closed = replace(subject, ballots=_swap(subject, ballot, replace(ballot, rest=0, rest_minority=0)))
            found.append((_open_rest(snapshot, subject, ballot, sure), closed))
    for holder in sorted(members & subject.maybe_deciding.keys() - subject.deciding.keys()):
        for power in subject.maybe_deciding[holder]:
            rest = {name: rows for name, rows in subject.maybe_deciding.items() if name != holder}
            found.append((_open_power(snapshot, subject, power), replace(subject, maybe_deciding=rest)))
    for group in subject.maybe_concerts:
        if group not in subject.concerts and group & members:
            fewer = tuple(other for other in subject.maybe_concerts if other != group)
            found.append((_open_concert(snapshot, subject, group), replace(subject, maybe_concerts=fewer)))
    return found


def _swap(subject: Subject, old: Ballot, new: Ballot) -> tuple[Ballot, ...]:
    return tuple(new if ballot is old else ballot for ballot in subject.ballots)


def _fixed(subject: Subject, ballot: Ballot, holder: str) -> Subject:
    low = replace(ballot, high={**ballot.high, holder: ballot.low[holder]})
    return replace(subject, ballots=_swap(subject, ballot, low))


def _flip(ballot: Ballot, sure: frozenset[str], holder: str | None) -> str:
    """What the holder would need so that the set certainly controls."""
    others = sure - {holder} if holder else sure
    missing = ballot.need - ballot.certain(frozenset(others))
    return f"{_needed(ballot, missing)} of {MEASURE_WORDS[ballot.measure]} with linked holders would be control."


def _needed(ballot: Ballot, missing: int) -> str:
    at_least = ballot.need % ballot.grain == 0
    return f"{'At least' if at_least else 'More than'} {percent(ballot, missing)}"


def _open_share(
    snapshot: Snapshot, subject: Subject, ballot: Ballot, holder: str, sure: frozenset[str]
) -> OpenHolding:
    names = snapshot.parties
    rows = held_by(snapshot, subject.id, holder, ballot)
    stated = " and ".join(f"{row.share}{_how(row)}" for row in rows) or "an unknown part"
    idle = any(row.suspended is not False for row in rows)
    question = (
        f"How much of {MEASURE_WORDS[ballot.measure]} of {names[subject.id].name} {names[holder].name} has: {stated}."
    )
    kind: OpenKind = "suspended votes" if idle else "share"
    return OpenHolding(kind, subject.id, holder, question, False, _flip(ballot, sure, holder))


def _open_rest(snapshot: Snapshot, subject: Subject, ballot: Ballot, sure: frozenset[str]) -> OpenHolding:
    remainder = snapshot.remainders.get(subject.id)
    name, part = snapshot.parties[subject.id].name, percent(ballot, ballot.rest)
    measure = MEASURE_WORDS[ballot.measure]
    if remainder and remainder.kind == "dispersed":
        question = f"Whether holders in the free float of {name} ({part} of {measure}) act in concert."
        if remainder.concert is False:
            question = f"Whether a linked holder is among the free float of {name} (up to {part} of {measure})."
        denial = f"dispersed,{subject.id},,{percent(ballot, ballot.rest)},,,,,no"
        return OpenHolding("float", subject.id, None, question, False, _flip(ballot, sure, None), denial)
    reason = REASONS.get(remainder.reason, remainder.reason) if remainder else REASONS["undisclosed"]
    question = f"Who has the other {part} of {measure} of {name}: {reason}."
    return OpenHolding(
        "remainder", subject.id, None, question, False, _flip(ballot, sure, None), f"complete,{subject.id}"
    )


def _open_minority(
    snapshot: Snapshot, subject: Subject, ballot: Ballot, voters: frozenset[str]
) -> list[tuple[OpenHolding, Subject | None]]:
    if not subject.may_dominate(ballot, voters):
        return []
    found: list[tuple[OpenHolding, Subject | None]] = []
    for holder in sorted(voters & ballot.high.keys() - subject.powerless):
        if not ballot.high[holder] or ballot.high[holder] >= ballot.need:
            continue
        rows = held_by(snapshot, subject.id, holder, ballot)
        stated = " and ".join(str(row.share) for row in rows)
        names = snapshot.parties
        question = (
            f"Which powers {names[holder].name} has in {names[subject.id].name} beside {stated} of "
            f"{MEASURE_WORDS[ballot.measure]}: board seats, vetoes, special shares, contracts, concert."
        )
        flips = "The power to determine, direct or decide important matters would be control."
        denial = f"important_matters,{subject.id},{holder},,no"
        without = replace(subject, powerless=subject.powerless | {holder})
        item = OpenHolding("powers of a minority", subject.id, holder, question, False, flips, denial)
        found.append((item, without))
    return found


def _open_power(snapshot: Snapshot, subject: Subject, power: Power) -> OpenHolding:
    names = snapshot.parties
    what = POWER_WORDS[power.kind] + (f" ({power.details})" if power.details else "")
    question = (
        f"Whether {names[power.holder].name}, which {what} in {names[subject.id].name}, decides important matters."
    )
    flips = "If it decides important matters, that is control."
    denial = f"{power.kind},{subject.id},{power.holder},,no"
    return OpenHolding("power", subject.id, power.holder, question, False, flips, denial)


def _open_concert(snapshot: Snapshot, subject: Subject, group: frozenset[str]) -> OpenHolding:
    who = ", ".join(sorted(snapshot.parties[name].name for name in group))
    question = f"Whether {who} act in concert in {snapshot.parties[subject.id].name}."
    denial = f"concert,{subject.id},{';'.join(sorted(group))},,no"
    return OpenHolding(
        "concert", subject.id, None, question, False, "In concert, their shares count together.", denial
    )
