"""The case: what is asked of the law, with everything known of it and where each thing was said."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from pratique.dossier.accepted import ACCEPTED_NOTHING, Accepted
from pratique.dossier.document import Dossier
from pratique.dossier.entries import AnswerEntry, PartyEntry
from pratique.dossier.evidence import Evidence
from pratique.dossier.joined import Ownership, Screened
from pratique.dossier.names import Names
from pratique.dossier.prints import Prints
from pratique.dossier.related import Related
from pratique.dossier.structure import ActLayout
from pratique.logic.entities import Entity
from pratique.value_class import dataclass

if TYPE_CHECKING:
    from pratique.items.bill import Bill
    from pratique.logic.relations import Relation


@dataclass(slots=True)
class Case:
    """One act to be decided. `labels` names elements for people, `places` says where they were said."""

    id: str
    entity: Entity
    act: str
    vehicle: str | None
    evidence: Evidence
    labels: Names
    places: Names
    vehicle_key: str | None = None
    told: Entity | None = None
    """The case before its facts were read together; None where they were not."""
    related: Related | None = None
    relations: tuple[Relation, ...] = ()
    accepted: Accepted = ACCEPTED_NOTHING
    layout: ActLayout = ActLayout()
    only: frozenset[str] = frozenset()
    """The instruments that alone are asked; empty where all are."""
    is_unexamined: bool = False
    """Whether no instrument that is asked concerns the act, on whatever day."""

    def owner(self, key: str, fact: str) -> str:
        """Whose fact it is: the vehicle's facts are read at the case but belong to the vehicle."""
        if key == self.id and fact.startswith("vehicle.") and self.vehicle_key:
            return self.vehicle_key
        return "law" if fact.startswith("legal.") else key


@dataclass(slots=True)
class Cases:
    """All cases of a dossier with what they share.

    `answers` are those that count, about the parts that they were given of;
    `contradictions` are claims about lists against what the lists show: what each is about, and the two sides.
    """

    dossier: Dossier
    evidence: Evidence
    cases: list[Case] = field(default_factory=list)
    labels: Names = field(default_factory=Names)
    places: Names = field(default_factory=Names)
    party_keys: dict[str, None] = field(default_factory=dict)
    """The keys of all parties, in the order in which they were named."""
    parties: dict[str, Entity] = field(default_factory=dict)
    """Their elements, made when all was heard of them."""
    bills: list[Bill] = field(default_factory=list)
    answers: list[AnswerEntry] = field(default_factory=list)
    prints: Prints = field(default_factory=Prints)
    contradictions: list[tuple[str, str]] = field(default_factory=list)
    stated: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """What the dossier states: for each key path the elements and the facts that it speaks of."""
    ownership: list[Ownership] = field(default_factory=list)
    screened: list[Screened] = field(default_factory=list)

    def party_entry(self, key: str) -> PartyEntry | None:
        """What the dossier says of a party under its id; None where it does not list it."""
        return next((each for each in self.dossier.parties if each.key == key), None)
