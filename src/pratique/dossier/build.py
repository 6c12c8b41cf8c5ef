"""From a dossier to the cases that the law decides: one case an act, with its actor, its parts, their sources.

Rule: every value keeps its proof and its key (the vehicle's facts are keyed by the vehicle, a party's by the
party), so that one question is asked once, wherever it occurs. A name that fits nothing is a finding with the
nearest ones; what is not said stays unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from itertools import count
from typing import TYPE_CHECKING

from msgspec import structs

from pratique.dossier.addressing import check_answers, refuse_ambiguous
from pratique.dossier.called_parties import held_against_names
from pratique.dossier.case import Case, Cases
from pratique.dossier.counted_up import held_against_earlier_acts
from pratique.dossier.document import Dossier
from pratique.dossier.elements import Elements, StatedParts
from pratique.dossier.entries import (
    ANSWERED,
    ActEntry,
    AnswerEntry,
    PartyEntry,
    VehicleEntry,
    WholeEntry,
    days_of_acts,
)
from pratique.dossier.evidence import Evidence
from pratique.dossier.following import settled_answers
from pratique.dossier.give_answers import apply_answers
from pratique.dossier.goods import goods_of, parts_of
from pratique.dossier.lines import PartLines, ReadBill
from pratique.dossier.prints import Known, print_of_entry
from pratique.dossier.roles import ROLES
from pratique.dossier.stated_parties import told_by_its_numbers
from pratique.dossier.statements import Statements, kind_of
from pratique.dossier.structure import PROOF, ActLayout, concerns_vehicle, crosses_alone, with_other_recipients
from pratique.facts import act, chip, export
from pratique.facts.keys import Carried, Key, Other, key_of_name, presence_of
from pratique.facts.kinds import ACTOR, CASE, KINDS, PART, PARTY
from pratique.facts.proof import Basis, Proof
from pratique.facts.reading import BadValue, read_proof, read_value
from pratique.facts.vocabulary import definition_of
from pratique.files.shared import read_once
from pratique.logic.entities import Entity, Listing, carried_key
from pratique.logic.nodes import Kind, TruthFact
from pratique.logic.truth import TRUE
from pratique.logic.values import Choice, Value
from pratique.value_class import dataclass

if TYPE_CHECKING:
    from pratique.items.bill import Bill
    from pratique.items.tables.columns import Columns


def cases_of(
    dossier: Dossier,
    known_on: date,
    *,
    on: date | None = None,
    construe: Mapping[str, str] | None = None,
    read: ReadBill | None = None,
    bills: Iterable[Bill] = (),
    enrich: Callable[[Cases], None] | None = None,
) -> Cases:
    """The cases of a dossier. Raises InvalidInput with every finding.

    `on` overrides the day of every act; `construe` fixes legal facts; `bills` are joined to the first vehicle beside
    those that it names. `enrich` may add evidence on parties (from registries and lists) once all of them are known.
    """
    said = Statements(Cases(dossier, Evidence(known_on, acts=days_of_acts(dossier.acts, on))))
    lines = PartLines(said, read or _read_bill, list(bills), on=on)
    builder = CaseBuilder(said, lines, Elements(said.made), on, dict(construe or {}))
    builder.collect()
    listings, loose = builder.read_lines()
    if enrich is not None:
        enrich(builder.made)
    builder.build(listings, loose)
    if dossier.mentions("service.district"):
        from pratique.dossier.places import check_case_places

        check_case_places(builder.made)
    dossier.findings.refuse()
    return builder.made


def _read_bill(path: str, columns: Columns | None = None) -> Bill:
    from pratique.items.apart import apart
    from pratique.items.readers import read_bill

    return read_bill(path, columns) if columns else read_once("bill", [path], lambda: read_bill(path), apart)


@dataclass(slots=True)
class CaseBuilder:
    """What a dossier said, its lines and its elements -> the cases of its acts."""

    said: Statements
    lines: PartLines
    elements: Elements
    on: date | None
    construe: dict[str, str]
    described: dict[str, set[str]] = field(default_factory=dict)
    """The ids of the vehicles and of the products that the dossier lists, by kind."""
    left_alone: set[str] = field(default_factory=set)
    """The vehicles of which none of its acts speaks."""

    @property
    def made(self) -> Cases:
        return self.said.made

    # --- collecting what was said ---------------------------------------------------------------------------

    def collect(self) -> None:
        """Everything that the tables state, before any bill is read."""
        dossier = self.made.dossier
        for index, each in enumerate(dossier.parties):
            self._named(each.key, each.label, f"parties/{index}")
            self.said.facts(each.key, each, f"parties/{index}")
        for index, vehicle in enumerate(dossier.vehicles):
            self._vehicle(vehicle, f"vehicles/{index}")
        for index, product in enumerate(dossier.products):
            self._named(product.key, product.label, f"products/{index}")
        for index, party in enumerate(dossier.parties):
            self._party_entry(party, index)
        for index, act_entry in enumerate(dossier.acts):
            self._named(act_entry.key, act_entry.id, f"transactions/{index}")
            self._transaction(act_entry, f"transactions/{index}")
        self._fold_features(dossier.whole, "", self._bearers())

    def _vehicle(self, entry: VehicleEntry, pointer: str) -> None:
        self._named(entry.key, entry.label, pointer)
        self.said.facts(entry.key, entry, pointer)
        if entry.gvwr is not None:
            self.said.weight(entry.key, entry.gvwr, f"{pointer}/gvwr")
        self._fold_features(entry, pointer, [entry.key])

    def _party_entry(self, entry: PartyEntry, index: int) -> None:
        key, pointer = entry.key, f"parties/{index}"
        self.made.party_keys[key] = None
        for alias in (entry.name, entry.lei, entry.id):
            first = self.said.by_name.setdefault(alias.casefold(), key) if alias else key
            if first != key:
                self.said.error(
                    "dossier.party.twice",
                    f"{alias!r} names two parties: {first!r} and {entry.id!r}.",
                    f"{pointer}/id",
                    "Make one entry of them, or call them so that a bill can tell them apart.",
                )
        told_by_its_numbers(entry, pointer, self.said)

    def _bearers(self) -> list[str]:
        """Whose features those of the dossier itself are: its vehicles', or its acts' where it names no vehicle."""
        return [each.key for each in (self.made.dossier.vehicles or self.made.dossier.acts)]

    def _fold_features(self, entry: VehicleEntry, pointer: str, bearers: list[str]) -> None:
        """The vehicle's level, from the driving-automation features that are listed."""
        if not entry.features:
            return
        from pratique.dossier.features import features_of, folded

        dossier = self.made.dossier
        place = dossier.place(f"{pointer}/features".lstrip("/"))
        span = folded(features_of(entry.features, place, dossier.findings), entry.features_complete)
        if span is None:
            return
        for bearer in bearers:
            proof, where = Proof(str(place), Basis.COMPUTED), f"{pointer}/features".lstrip("/")
            self.said.keep(bearer, "vehicle.automation_level", span, proof, where)

    def _named(self, key: str, label: str, pointer: str) -> None:
        place = self.made.dossier.place(pointer)
        if key in self.made.places:
            self.said.error("dossier.duplicate", f"{key!r} is named twice.", pointer, "Give each element its own id.")
        self.made.labels[key] = label
        self.made.places[key] = str(place)

    def _transaction(self, entry: ActEntry, pointer: str) -> None:
        said, key, vehicle = self.said, entry.key, entry.vehicle_key
        said.facts(key, entry, pointer, vehicle)
        said.give(key, "act.kind", entry.act, f"{pointer}/act")
        day = self.on.isoformat() if self.on else entry.date
        for name, raw in (("act.date", day), ("act.into", entry.into), ("act.out_of", entry.out_of)):
            if raw is not None:
                said.give(key, name, raw, f"{pointer}/{name.partition('.')[2]}")
        if entry.role:
            self._role(key, entry.role, f"{pointer}/role")
        for name, raw in self.made.dossier.facts.items():
            owner = vehicle if name.startswith("vehicle.") else key
            said.give(owner or key, name, raw, f"facts/{name}", CASE)
        if entry.actor is None:
            self.made.labels[carried_key(ACTOR, key)] = "the actor"

    def _role(self, key: str, role: str, pointer: str) -> None:
        roles = definition_of("actor.roles").fact
        legal = ROLES.get(role, role)
        try:
            self.said.keep(key, "actor.roles", read_value(roles, {"must": [legal]}), None, pointer)
        except BadValue as error:
            self.said.error(
                "dossier.role", f"The role {role!r} is not known: {error}.", pointer, f"Use {', '.join(ROLES)}."
            )

    def _answers(self) -> None:
        """Every answer, about the part that it was given of: all bills are read, nothing is said of a line yet."""
        made = self.made
        for owner, part, pointer in made.dossier.every_part():
            key = key_of_name(f"{owner}/{part.ref}")
            made.prints.add(Known(key, part.ref, print_of_entry(part), str(made.dossier.place(pointer))))
        made.answers = list(settled_answers(made))
        for each in made.answers:
            self._answer(each)

    def _answer(self, entry: AnswerEntry) -> None:
        table = entry.proven()
        if (presence := presence_of(entry.fact)) is not None and entry.key is not None:
            self._presence(presence, entry.key, table, entry.pointer)
            return
        for key in self._owners(entry.entity, entry.fact, entry.pointer):
            self.said.give(key, entry.fact, table, entry.pointer, source=ANSWERED)

    def _presence(self, presence: TruthFact, key: Key, table: dict[str, object], pointer: str) -> None:
        """Keep whether there is anything of a kind beside what is listed."""
        if key.steps[-1:] != (Other(presence.kind),):
            message = f"{presence.name} is no fact of {key.text!r} itself."
            step = f"Answer it of {key.named.followed_by(Other(presence.kind)).text!r}."
            self.said.error("dossier.answer.entity", message, f"{pointer}/entity", step)
            return
        try:
            proof = read_proof(table, Proof(ANSWERED))
            self.made.evidence.add(key.text, presence, read_value(presence, table), proof)
        except BadValue as error:
            message = f"{presence.name}: {error}."
            self.said.error("dossier.fact.value", message, pointer, "Answer true, false or ?.", str(table))

    def _owners(self, entity: str | None, name: str, pointer: str) -> list[str]:
        if entity is not None and not name.startswith("legal."):  # the law is that of every act
            return [entity]
        if name.startswith("vehicle."):
            return [each.key for each in self.made.dossier.vehicles]
        if kind_of(name) is CASE:
            return [each.key for each in self.made.dossier.acts]
        self.said.error(
            "dossier.answer.entity", f"Whose {name} is answered?", pointer, "Add entity = the part or party."
        )
        return []

    # --- building the cases ---------------------------------------------------------------------------------

    def read_lines(self) -> tuple[dict[str, StatedParts], StatedParts | None]:
        """The parts of each vehicle, and those that belong to none."""
        dossier = self.made.dossier
        wholes: list[tuple[str, WholeEntry]] = [(f"vehicles/{i}", each) for i, each in enumerate(dossier.vehicles)]
        wholes += [(f"products/{i}", each) for i, each in enumerate(dossier.products)]
        for pointer, each in wholes:
            self.lines.gather(each, pointer, each.key)
        own = dossier.parts or self.lines.loose
        if own:
            self.lines.gather(dossier.whole, "", "parts")
        self.lines.tell_apart()
        self._answers()
        by_key = {each.key: (pointer, each) for pointer, each in wholes}  # two of one id are refused in the end
        listings = {key: self.lines.listing(each, pointer, key) for key, (pointer, each) in by_key.items()}
        loose = self.lines.listing(dossier.whole, "", "parts") if own else None
        if loose is not None:
            self._lend(loose, listings)
        return listings, loose

    def _lend(self, loose: StatedParts, listings: dict[str, StatedParts]) -> None:
        """Parts at the top level are those of a vehicle that lists none itself; that none reads them is a finding."""
        unread = True
        for vehicle in (each.vehicle_key or "" for each in self.made.dossier.acts):
            listing = listings.get(vehicle)
            if listing is not None and not len(listing):
                listings[vehicle] = replace(loose, closed=listing.closed)
            unread = unread and listing is not None and len(listing) > 0
        if unread:
            message = "The parts at the top level belong to no act: every vehicle lists its own."
            step = "Move them below their vehicle ([[vehicles.parts]])."
            self.said.error("dossier.parts", message, "parts", step)

    def build(self, stated: Mapping[str, StatedParts], stated_loose: StatedParts | None) -> None:
        """The cases, of all that was said: from here on nothing is told of a party, or of a part of a list."""
        held_against_names(self.said)
        held_against_earlier_acts(self.made)
        self.elements.begin(self.lines.records, self.lines.told)
        listings = {owner: self.elements.listing(each) for owner, each in stated.items()}
        loose = None if stated_loose is None else self.elements.listing(stated_loose)
        for each in self.made.dossier.acts:
            if each.vehicle_key is not None:
                self._share(each.key, each.vehicle_key)
        dossier = self.made.dossier
        self.described["vehicle"] = {each.id for each in dossier.vehicles}
        self.described["product"] = {each.id for each in dossier.products}
        self.left_alone = self.described["vehicle"] - {each.vehicle or "" for each in dossier.acts}
        for index, entry in enumerate(dossier.acts):
            self.made.cases.append(self._case(entry, f"transactions/{index}", listings, loose))
        apply_answers(self.made)
        check_answers(self.said, self.lines.refs())

    def _case(self, entry: ActEntry, pointer: str, listings: dict[str, Listing], loose: Listing | None) -> Case:
        key, vehicle = entry.key, entry.vehicle_key
        product = None if entry.product is None else key_of_name(entry.product)
        for kind, named in (("vehicle", entry.vehicle), ("product", entry.product)):
            if named is not None and named not in self.described[kind]:
                self.said.error(
                    f"dossier.{kind}", f"There is no {kind} {named!r}.", f"{pointer}/{kind}", "Define it."
                )
        if vehicle is not None and product is not None:
            step = "Name one; the parts of a product that goes into a vehicle are parts of the vehicle."
            self.said.error("dossier.product", "An act is about a vehicle or about a product.", pointer, step)
        evidence = self.made.evidence
        of_act, of_vehicle = evidence.values_of(key), evidence.values_of(vehicle) if vehicle else {}
        values = {**of_vehicle, **of_act, **{n: value for n, value in of_vehicle.items() if n.startswith("vehicle.")}}
        values |= {name: value for name, value in self._constructions().items() if name not in values}
        below = self._parties_to(entry, pointer, key)
        own = [self.elements.part(each) for each in self.lines.parts(entry.parts or (), f"{pointer}/parts", key)]
        below[PART] = parts_of(self.said, entry, own, listings.get(vehicle or product or "", loose))
        if (alone := crosses_alone(values, entry, below[PART])) is not None:
            below[PART] = Listing([self._whole(key, vehicle, alone)], True)
        case, layout = self._lay_out(Entity(CASE, key, values, below), entry)
        for name in entry.goods or ():
            refuse_ambiguous(self.said, key_of_name(name), f"{pointer}/goods")
        if entry.goods is not None:
            left = goods_of(self.said, entry.goods, pointer, case, self.lines)
            case = structs.replace(case, children={**case.children, PART: left})
        said = (evidence, self.made.labels, self.made.places)
        return Case(key, case, entry.act, entry.vehicle, *said, vehicle, layout=layout)

    def _whole(self, act: str, vehicle: str | None, kind: Choice) -> Entity:
        """The one item that crosses: the vehicle as a whole, or the technology."""
        what = Key.read(vehicle).name if vehicle else "technology"
        made, key = self.made, key_of_name(f"{Key.read(act).name}/{what}")
        made.labels[key] = f"{made.labels.get(vehicle, vehicle)} as a whole" if vehicle else "the technology"
        made.places[key] = made.places.get(vehicle or act, made.places[act])
        made.evidence.add(key, chip.kind, kind, PROOF)
        return Entity(PART, key, made.evidence.values_of(key))

    def _share(self, act: str, vehicle: str) -> None:
        """What was said of a vehicle at its act belongs to the vehicle, and the other way about: one set of evidence.

        Where the two differ they are a conflict; neither stands over the other.
        """
        evidence = self.made.evidence
        for name in tuple(evidence.names.get(act, ())):
            if name.startswith("vehicle."):
                evidence.copy(act, vehicle, name)
        for name in tuple(evidence.names.get(vehicle, ())):
            if not name.startswith("vehicle."):
                evidence.copy(vehicle, act, name)

    def _lay_out(self, case: Entity, entry: ActEntry) -> tuple[Entity, ActLayout]:
        """The case with whether it concerns a vehicle, as far as the layout says so; to name one contradicts a no."""
        name, evidence = act.concerns_vehicle.name, self.made.evidence
        layout = ActLayout.of(entry, self.left_alone)
        found, told = concerns_vehicle(case, layout), name in case.values
        if found is not None and (name not in case.values or (layout.named and not layout.goods) or layout.described):
            evidence.add(case.key, act.concerns_vehicle, found, PROOF)
            both = evidence.value(case.key, name)
            case = structs.replace(case, values={**case.values, name: found if both is None else both})
        whole = with_other_recipients(case)
        if whole is not case:
            evidence.add(case.key, export.others, TRUE, PROOF)
        return whole, layout.read_of(case, concludes=not told and found is not None)

    def _constructions(self) -> dict[str, Value]:
        return {name: read_value(definition_of(name).fact, value) for name, value in self.construe.items()}

    def _parties_to(self, entry: ActEntry, pointer: str, act: str) -> dict[Kind, Listing]:
        """Who acts and the other parties to an act, by kind."""
        who = self.elements.party(self.said.party_key(entry.actor, f"{pointer}/actor"))
        found = {ACTOR: Listing([Entity(ACTOR, carried_key(ACTOR, act), carried=who)], True)}
        for kind, parties in entry.parties.items():
            named = [parties] if isinstance(parties, str) else parties
            found |= self._other_parties(act, kind, named, f"{pointer}/parties/{kind}")
        return found

    def _other_parties(self, act: str, kind: str, parties: Sequence[str], pointer: str) -> dict[Kind, Listing]:
        found = KINDS.get(kind)
        if found is None or found.parent is not CASE or found.carries is not PARTY:
            kinds = [k.name for k in KINDS.values() if k.parent is CASE and k.carries is PARTY]
            self.said.error(
                "dossier.parties", f"There is no party {kind!r} to an act.", pointer, f"Use {', '.join(kinds)}."
            )
            return {}
        if found.exactly_one and len(parties) != 1:
            self.said.error("dossier.parties", f"There is exactly one {kind} of an act.", pointer, "Name one.")
            return {}
        keys = (Carried(found, place).after(act) for place in count(1))
        elements = [
            Entity(found, key, carried=self.elements.party(self.said.party_key(party, pointer)))
            for key, party in zip(keys, parties, strict=False)
        ]
        return {found: Listing(elements, True)}
