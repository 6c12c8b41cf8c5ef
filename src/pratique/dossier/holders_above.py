"""Whoever decides over a party by a registry, and of whom nobody says where he belongs.

Rule: such a holder may be of any country. So "not controlled from there", or the seat of the ultimate parent, said of
the party without a document stands against it: neither holds until somebody says where the holder belongs, in a
registry or as a party of the dossier.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pratique.facts.conclusions import linked
from pratique.facts.export import parent_headquarters
from pratique.facts.party import citizen_of, controlled, headquarters, organised_in, principal_place, resident_in
from pratique.facts.proof import WITHDRAWN, Basis, Proof
from pratique.logic.entities import is_known
from pratique.logic.nodes import Fact
from pratique.logic.truth import FALSE, TRUE
from pratique.logic.values import Choice, Value
from pratique.parties.control import ControlTest
from pratique.parties.nexus import controllers
from pratique.parties.snapshot import Snapshot

if TYPE_CHECKING:
    from pratique.dossier.case import Cases

_NO, _YES = Choice(frozenset({"no"})), Choice(frozenset({"yes"}))
SEATS = (organised_in, headquarters, principal_place, citizen_of, resident_in)


def held_from_nowhere_known(
    cases: Cases, key: str, party: str, snapshot: Snapshot, said_of: Mapping[str, str], test: ControlTest
) -> None:
    """Add to a party what may be of whoever decides over it, where the opposite was said without a document.

    `said_of` are the parties of the dossier by their ids in the registry.
    """
    denied = dict(_denied(cases, key))
    if not denied:
        return
    for row in controllers(snapshot, party, test):
        own = said_of.get(row.party)
        if row.party == party or row.outcome is not TRUE or not _is_of_nowhere(cases, row.party, own, snapshot):
            continue
        source = f"registry: {row.name} decides over it, and nobody says where that one belongs"
        for fact, value in denied.items():
            cases.evidence.add(key, fact, value, Proof(source, Basis.ASSERTED))
        return


def _denied(cases: Cases, key: str) -> Iterator[tuple[Fact, Value]]:
    """What was said of a party without a document, with what may be so all the same."""
    for fact, said, told in ((controlled, FALSE, TRUE), (linked, _NO, _YES)):
        if _is_bare(cases, key, fact) and cases.evidence.value(key, fact.name) == said:
            yield fact, told
    seat = cases.evidence.value(key, parent_headquarters.name)
    if _is_bare(cases, key, parent_headquarters) and isinstance(seat, Choice) and len(seat.possible) == 1:
        yield parent_headquarters, Choice(parent_headquarters.values - seat.possible)


def _is_bare(cases: Cases, key: str, fact: Fact) -> bool:
    given = cases.evidence.given.get((key, fact.name), [])
    return bool(given) and all(one.proof.basis < Basis.DOCUMENTED and one.proof.reason != WITHDRAWN for one in given)


def _is_of_nowhere(cases: Cases, party: str, own: str | None, snapshot: Snapshot) -> bool:
    """Whether neither the registry nor the dossier says anything of where a holder belongs."""
    record = snapshot.parties[party]
    places = (record.organised, record.headquarters, record.principal_place, record.citizenship, record.residence)
    if not all(each.is_unknown for each in places):
        return False
    said = [] if own is None else [cases.evidence.value(own, each.name) for each in SEATS]
    return not any(value is not None and is_known(value) for value in said)
