"""Stakes that somebody holds for another.

Rule: a nominee's stake counts for its nominator, and for one that nobody names where the source says nominee and no
more. A nominee decides nothing of its own, so its own seat and owners clear nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pratique.parties.holdings import Claim, Hole, Measure, Power, Remainder, Stake

Nominees = Mapping[tuple[str, str, Measure], Stake]
"""For a holder, subject and measure the stake that it holds as a nominee."""


def nominees(stakes: Iterable[Stake]) -> Nominees:
    """Who holds for whom; a holder that names two nominators in one subject is left as it is."""
    found: dict[tuple[str, str, Measure], Stake | None] = {}
    for stake in stakes:
        if stake.held_for:
            key = (stake.holder, stake.subject, stake.measure)
            other = found.get(key, stake)
            found[key] = stake if other is not None and other.held_for == stake.held_for else None
    return {key: stake for key, stake in found.items() if stake is not None}


def owner_of(stake: Stake, held: Nominees) -> str:
    """For whom a stake is held in the end: a nominator may be a nominee itself."""
    if stake.held_for is None:
        return stake.holder
    if not stake.held_for:
        return nominator_of(stake)
    owner, seen = stake.held_for, {stake.holder}
    while owner not in seen and (further := held.get((owner, stake.subject, stake.measure))):
        seen.add(owner)
        owner = further.held_for or owner
    return owner


def nominator_of(stake: Stake) -> str:
    """The unknown party for whom a nominee holds a stake."""
    return f"whoever {stake.holder} holds {stake.subject} for"


def for_nominators(claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims, in which the stake of a nominee or trustee, by a power, is held for the one nominator there.

    It is held for somebody who is not named where no nominator is certain, or several are. Of a nominee of whom no
    stake is stated nobody knows how much is held for whom: what it is nominee in is open.
    """
    claims = list(claims)
    serving: set[tuple[str, str]] = set()
    served: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if isinstance(claim, Power) and claim.kind in ("nominee", "trustee"):
            serving.add((claim.holder, claim.subject))
        elif isinstance(claim, Power) and claim.kind == "nominator":
            served[claim.subject].add(claim.holder if claim.decisive else "")
    held = {(claim.holder, claim.subject) for claim in claims if isinstance(claim, Stake)}
    whole = {claim.subject for claim in claims if isinstance(claim, Remainder) and claim.kind == "complete"}
    for claim in claims:
        if isinstance(claim, Power) and claim.kind in ("nominee", "trustee"):
            settled = claim.subject in served or (claim.kind == "trustee" and claim.subject in whole)
            if not settled and (claim.holder, claim.subject) not in held:
                why = f"{claim.holder} is {claim.kind} there, and nobody says of how much and for whom."
                yield Hole(claim.subject, why, claim.provenance)
        if isinstance(claim, Stake) and claim.held_for is None and (claim.holder, claim.subject) in serving:
            named = served.get(claim.subject, set())
            yield replace(claim, held_for=next(iter(named)) if len(named) == 1 else "")
        else:
            yield claim
