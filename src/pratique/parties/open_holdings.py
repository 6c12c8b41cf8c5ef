"""Which open holdings would settle who controls a subject.

Rule: an open holding says whether an answer against control settles the question alone, what it would take to prove
control, and the row of a table that gives the answer: what is asked for is what is accepted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Literal

from pratique.parties.ballot import Ballot
from pratique.parties.control import Closure, Electorate, Subject, control
from pratique.parties.holdings import Power
from pratique.parties.party import REASONS
from pratique.parties.proof import MEASURE_WORDS, POWER_WORDS, describe, held_by, percent, voters_of
from pratique.parties.snapshot import Snapshot
from pratique.value_class import dataclass

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
        if upper.members[name] == "seed":  # whoever is above it counts where it sits elsewhere
            found.append((_open_seat(snapshot, name, seeds), None))
        else:
            found += _open_holes(snapshot, electorate.subjects[name])
            found += islice(_open_at(snapshot, electorate.subjects[name], upper, lower), limit)
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
        for hole in snapshot.open_above(subject.id)
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
) -> Iterator[tuple[OpenHolding, Subject | None]]:
    """What is open at one subject, one by one: of thousands of holders the first few are asked for."""
    members = upper.members.keys() - {subject.id}
    voters = voters_of(subject, members, possible=True)
    sure = voters_of(subject, lower.members, possible=False)
    for ballot in subject.ballots:
        majority = ballot.possible(voters) >= ballot.need_possible
        yield from _open_minority(snapshot, subject, ballot, voters)
        if not majority and not (subject.test.dominant_minority and ballot.rest_minority):
            continue
        for holder in sorted(voters & ballot.high.keys()):
            if ballot.low[holder] < ballot.high[holder]:
                yield _open_share(snapshot, subject, ballot, holder, sure), _fixed(subject, ballot, holder)
        if ballot.rest:
            closed = replace(subject, ballots=_swap(subject, ballot, replace(ballot, rest=0, rest_minority=0)))
            yield _open_rest(snapshot, subject, ballot, sure), closed
    for holder in sorted(members & subject.maybe_deciding.keys() - subject.deciding.keys()):
        for power in subject.maybe_deciding[holder]:
            rest = {name: rows for name, rows in subject.maybe_deciding.items() if name != holder}
            yield _open_power(snapshot, subject, power), replace(subject, maybe_deciding=rest)
    for group in subject.maybe_concerts:
        if group not in subject.concerts and group & members:
            fewer = tuple(other for other in subject.maybe_concerts if other != group)
            yield _open_concert(snapshot, subject, group), replace(subject, maybe_concerts=fewer)


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
    stated = " and ".join(f"{row.share}{describe(row)}" for row in rows) or "an unknown part"
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
        small = subject.test.dominant_minority and ballot.rest_minority
        below = f"{float(subject.test.suspicion * 100):g} %" if small else percent(ballot, ballot.rest)
        denial = f"dispersed,{subject.id},,{below},,,,,no"
        return OpenHolding("float", subject.id, None, question, False, _flip(ballot, sure, None), denial)
    reason = REASONS.get(remainder.reason, remainder.reason) if remainder else REASONS["undisclosed"]
    question = f"Who has the other {part} of {measure} of {name}: {reason}."
    return OpenHolding(
        "remainder", subject.id, None, question, False, _flip(ballot, sure, None), f"complete,{subject.id}"
    )


def _open_minority(
    snapshot: Snapshot, subject: Subject, ballot: Ballot, voters: frozenset[str]
) -> Iterator[tuple[OpenHolding, Subject | None]]:
    if not subject.may_dominate(ballot, voters):
        return
    for holder in sorted(voters & ballot.high.keys() - subject.powerless):
        if not ballot.high[holder] or ballot.high[holder] >= ballot.need:
            continue
        rows = held_by(snapshot, subject.id, holder, ballot)
        stated = " and ".join(str(row.share) for row in rows) or percent(ballot, ballot.high[holder])
        names = snapshot.parties
        question = (
            f"Which powers {names[holder].name} has in {names[subject.id].name} beside {stated} of "
            f"{MEASURE_WORDS[ballot.measure]}: board seats, vetoes, special shares, contracts, concert."
        )
        flips = "The power to determine, direct or decide important matters would be control."
        denial = f"important_matters,{subject.id},{holder},,no"
        without = replace(subject, powerless=subject.powerless | {holder})
        item = OpenHolding("powers of a minority", subject.id, holder, question, False, flips, denial)
        yield item, without


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
