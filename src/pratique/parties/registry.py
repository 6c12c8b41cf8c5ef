"""A registry: every claim that was read, and what was wrong with the rest.

Rule: reading only collects. Which claims hold on a day, as known on a day, is settled by `pratique.parties.snapshot`,
so that one registry answers for any pair of dates.
Invariant: a registry is a set of claims; neither their order nor a repetition changes an answer.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from pratique.errors import Finding, UsageError
from pratique.ids import normal_form
from pratique.parties.holdings import Claim, Concert, Direction, Hole, PartyClaim, Power, Remainder, SameAs, Stake
from pratique.parties.registers import number_of_id
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Registry:
    """The claims of one or several files, and the findings made while reading them."""

    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()
    sources: tuple[str, ...] = ()


def merge_registries(registries: Iterable[Registry]) -> Registry:
    """Several registries as one."""
    parts = list(registries)
    return Registry(
        claims=tuple(claim for part in parts for claim in part.claims),
        findings=tuple(finding for part in parts for finding in part.findings),
        sources=tuple(dict.fromkeys(source for part in parts for source in part.sources)),
    )


def party_ids(claim: Claim) -> Iterator[str]:
    """The parties that a claim names."""
    match claim:
        case PartyClaim():
            yield claim.party.id
        case Stake():
            yield claim.holder
            yield claim.subject
            if claim.held_for:
                yield claim.held_for
        case Power():
            yield claim.holder
            yield claim.subject
        case Remainder():
            yield claim.subject
        case Concert():
            yield claim.subject
            yield from claim.members
        case Direction():
            yield claim.agent
        case SameAs():
            yield claim.first
            yield claim.second
        case Hole():
            if claim.about:
                yield claim.about


def canonical_ids(claims: Iterable[Claim]) -> dict[str, str]:
    """Each id to the least id among those that share an identifier of a public scheme, or are one."""
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        while leader.setdefault(name, name) != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    owner: dict[tuple[str, str], str] = {}
    seen: set[str] = set()

    def join(name: str, pair: tuple[str, str]) -> None:
        low, high = sorted((find(name), find(owner.setdefault(pair, name))))
        leader[high] = low

    for claim in claims:
        for name in party_ids(claim):
            if name not in seen:
                seen.add(name)
                if pair := number_of_id(name):
                    join(name, pair)
        if isinstance(claim, PartyClaim):
            for pair in claim.party.identifiers:
                join(claim.party.id, pair)
        elif isinstance(claim, SameAs) and claim.holds:
            low, high = sorted((find(claim.first), find(claim.second)))
            leader[high] = low
    return {name: find(name) for name in list(leader) if find(name) != name}


def named_otherwise(claims: Iterable[Claim], canonical: Mapping[str, str], known: Container[str]) -> dict[str, str]:
    """Ids that stand only in claims of other days, each to the id under which its party is known on the day.

    `claims` are those of every day, `canonical` and `known` the ids of the day.
    """
    groups: dict[str, set[str]] = {}
    for name, leader in canonical_ids(claims).items():
        groups.setdefault(leader, {leader}).add(name)
    found: dict[str, str] = {}
    for names in groups.values():
        here = {canonical.get(name, name) for name in names}
        here = {name for name in here if name in known}
        if len(here) == 1:
            (one,) = here
            found |= dict.fromkeys(names - here - canonical.keys(), one)
    return found


def find_party(registry: Registry, text: str) -> str:
    """The id of the one party that `text` names: its id, an identifier, or a name (case does not matter).

    Raises `UsageError` where no party or more than one answers to it.
    """
    ids = {name for claim in registry.claims for name in party_ids(claim)}
    if text in ids:
        return text
    wanted = " ".join(text.casefold().split())
    by_name: set[str] = set()
    near: set[str] = set()
    for claim in registry.claims:
        if not isinstance(claim, PartyClaim):
            continue
        party = claim.party
        if any(normal_form(number) == normal_form(text) for _, number in party.identifiers):
            by_name.add(party.id)
        for name in party.names:
            plain = " ".join(name.casefold().split())
            if plain == wanted:
                by_name.add(party.id)
            elif wanted and wanted in plain:
                near.add(f"{name} ({party.id})")
    if len(by_name) > 1:
        canonical = canonical_ids(registry.claims)
        by_name = {canonical.get(name, name) for name in by_name}
    if len(by_name) == 1:
        return by_name.pop()
    if by_name:
        raise UsageError(
            f"{text!r} names {len(by_name)} parties: {', '.join(sorted(by_name))}. Give one of these ids."
        )
    hint = f" Near it: {', '.join(sorted(near)[:5])}." if near else ""
    raise UsageError(
        f"No party in the registries is called {text!r}.{hint} Give an id, an identifier or a full name."
    )
