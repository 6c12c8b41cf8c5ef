"""Claims that cannot be right of the kind of party that they are about.

Rule: nobody owns or controls a natural person or a state. Where a row says so, the kind is wrong or the row is about
somebody else, and nothing is ruled out of that party. So it is where one record calls a party a person and another
one calls it an organisation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pratique.parties.holdings import Claim, Hole, PartyClaim, Power, Stake
from pratique.parties.party import Party, PartyKind

_UNOWNED: tuple[PartyKind, ...] = ("person", "state")


def kind_holes(claims: Iterable[Claim], parties: Mapping[str, Party]) -> Iterator[Hole]:
    """A hole for each party whose kind and claims contradict each other; claims and parties under joined ids."""
    kinds: dict[str, dict[str, PartyClaim]] = defaultdict(dict)
    for claim in claims:
        if isinstance(claim, PartyClaim):
            kinds[claim.party.id].setdefault(claim.party.kind, claim)
        elif isinstance(claim, Stake | Power) and parties[claim.subject].kind in _UNOWNED:
            party, holder = parties[claim.subject], parties[claim.holder].name
            why = f"{holder} is said to hold or decide {party.name}, which is called a {party.kind}: one is wrong."
            yield Hole(claim.subject, why, claim.provenance)
    for name, stated in kinds.items():
        if "person" in stated and not stated.keys() <= {"person", "unknown", "anonymous"}:
            other = next(kind for kind in stated if kind not in ("person", "unknown", "anonymous"))
            said = other.replace("_", " ")
            why = f"One record calls {parties[name].name} a person, another one calls it {said}."
            yield Hole(name, why, stated["person"].provenance)
