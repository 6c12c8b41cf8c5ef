"""Records of one name that nothing tells apart: perhaps one organisation.

Rule: a full name does not join two records of a registry, and an identifier that was left out must not clear either:
where neither a number nor the place of organisation tells them apart, what the one adds to the other may be about
both. Persons are left alone, since many bear one name. Ids that look alike
(capitals, blanks, Cyrillic letters) are as near as names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import lru_cache

from pratique.errors import Place
from pratique.parties.holdings import Claim, Concert, Direction, Hole, PartyClaim, Power, SameAs, Stake
from pratique.parties.join import name_keys
from pratique.parties.names.scripts import look_of
from pratique.parties.party import Party

_keys = lru_cache(maxsize=1 << 16)(lambda text: frozenset(name_keys(text)))


def is_organisation(party: Party) -> bool:
    """Whether a record is of an organisation with a name."""
    return party.kind in ("entity", "arrangement") and bool(party.names)


def namesake_holes(claims: Iterable[Claim], parties: Mapping[str, Party]) -> Iterator[Hole]:
    """A hole for each organisation to which a namesake adds something; claims and parties under their joined ids."""
    groups = _groups(parties)
    if not groups:
        return
    claims = list(claims)
    apart = {frozenset((row.first, row.second)) for row in claims if isinstance(row, SameAs) and row.holds is False}
    said = dict(_said({name for group in groups for name in group}, claims))
    for group in groups:
        for name in sorted(group):
            for other in sorted(group - {name}):
                first, second = parties[name], parties[other]
                if frozenset((name, other)) in apart or _told_apart(first, second):
                    continue
                row = said.get(other)
                if row is not None and (_adds_place(first, second) or not isinstance(row, PartyClaim)):
                    why = (
                        f"{second.name} ({other}) bears the name of {name} and nothing tells them apart; a row "
                        f"same_as,{name},{other} with decisive yes or no says whether they are one."
                    )
                    yield Hole(name, why, row.provenance)
                    break


def _groups(parties: Mapping[str, Party]) -> list[frozenset[str]]:
    """The ids that share a name, or that one row calls by the name of another."""
    named: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for name, party in parties.items():
        if is_organisation(party):
            for text in party.names:
                for key in _keys(text):
                    named[key].add(name)
                if text != name and text in parties:
                    named["", text].update((name, text))
    for name in parties:
        named["id", look_of(name)].add(name)
    return sorted({frozenset(group) for group in named.values() if len(group) > 1}, key=sorted)


def _said(wanted: Set[str], claims: Iterable[Claim]) -> Iterator[tuple[str, Claim]]:
    """For each party that somebody says something of, one claim; what says more than its seat comes last.

    Of several it is the same one in whatever order they were read: the last in the order of their places.
    """
    claims = sorted(claims, key=lambda each: _place(each.provenance.place))
    for claim in claims:
        if isinstance(claim, PartyClaim) and claim.party.id in wanted:
            yield claim.party.id, claim
    for claim in claims:
        match claim:
            case Stake(subject=about) | Power(subject=about) | Concert(subject=about) | Direction(agent=about):
                if about in wanted:
                    yield about, claim
            case Hole(about=str() as about):
                if about in wanted:
                    yield about, claim


def _place(place: Place) -> tuple[str, int, str]:
    return place.file, place.line or 0, str(place)


def _told_apart(first: Party, second: Party) -> bool:
    """Whether a number of one scheme, or the place of organisation, differs."""
    numbers: dict[str, set[str]] = defaultdict(set)
    for scheme, number in first.identifiers:
        numbers[scheme].add(number)
    others: dict[str, set[str]] = defaultdict(set)
    for scheme, number in second.identifiers:
        others[scheme].add(number)
    if any(numbers[scheme].isdisjoint(others[scheme]) for scheme in numbers.keys() & others.keys()):
        return True
    here, there = first.organised, second.organised
    return here.may is not None and there.may is not None and here.may.isdisjoint(there.may)


def _adds_place(party: Party, other: Party) -> bool:
    """Whether the other record states a seat that this one does not."""
    return any(
        not theirs.must <= ours.must
        for ours, theirs in (
            (party.organised, other.organised),
            (party.headquarters, other.headquarters),
            (party.principal_place, other.principal_place),
        )
    )
