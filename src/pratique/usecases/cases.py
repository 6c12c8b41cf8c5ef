"""From a dossier to the cases that the law decides: one case an act, with its actor, its parts, their sources.

Rule: every value keeps its proof and its key (the vehicle's facts are keyed by the vehicle, a party's by the
party), so that one question is asked once, wherever it occurs. A name that fits nothing is a finding with the
nearest ones; what is not said stays unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from pratique.facts.definition import definition_of, nearest
from pratique.facts.kinds import ACTOR, CASE, KINDS, PART, PARTY, SOURCE
from pratique.facts.proof import Basis, Proof
from pratique.facts.reading import POUND, BadValue, read_proof, read_value
from pratique.files import contained
from pratique.logic.entities import Entity, Listing
from pratique.logic.values import Value
from pratique.usecases.answer import Ownership, Screened
from pratique.usecases.answered import apply_answers, presence_of
from pratique.usecases.dossier import Dossier
from pratique.usecases.evidence import Evidence

if TYPE_CHECKING:
    from pratique.items.bill import Bill

ROLES = {
    "manufacturer": "connected_vehicle_manufacturer",
    "importer": "vcs_hardware_importer",
    "supplier": "supplier",
    "consumer": "consumer",
    "operator": "service_operator",
    "exporter": "exporter",
}
"""What `role` in a transaction says of the actor's legal roles."""
PROOF_KEYS = ("basis", "asserted_on", "expires_on", "document", "confidential")
"""What an answer says of its proof."""
_STRUCTURE = {
    "parties": {"id", "name", "lei", "registration", "uscc", "duns", "facts", "source"},
    "vehicles": {"id", "name", "boms", "parts", "parts_complete", "facts", "gvwr", "features", "features_complete"},
    "parts": {"ref", "name", "sources", "sources_complete", "facts"},
    "transactions": {
        "id", "act", "role", "actor", "date", "into", "out_of", "vehicle", "goods", "parts", "parts_complete",
        "parties", "facts",
    },
}  # fmt: skip
_PREFIX = {"parties": "party", "vehicles": "vehicle", "parts": "part", "transactions": "act"}


@dataclass(slots=True)
class Case:
    """One act to be decided. `labels` names elements for people, `places` says where they were said."""

    id: str
    entity: Entity
    act: str
    vehicle: str | None
    evidence: Evidence
    labels: dict[str, str]
    places: dict[str, str]
    vehicle_key: str | None = None

    def owner(self, key: str, fact: str) -> str:
        """Whose fact it is: the vehicle's facts are read at the case but belong to the vehicle."""
        if key == self.id and fact.startswith("vehicle.") and self.vehicle_key:
            return self.vehicle_key
        return "law" if fact.startswith("legal.") else key


@dataclass(slots=True)
class Cases:
    """All cases of a dossier with what they share."""

    dossier: Dossier
    evidence: Evidence
    cases: list[Case] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    parties: dict[str, Entity] = field(default_factory=dict)
    bills: list[Bill] = field(default_factory=list)
    ownership: list[Ownership] = field(default_factory=list)
    screened: list[Screened] = field(default_factory=list)


ReadBill = Callable[[str], "Bill"]


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
    those that it names. `enrich` may add evidence on parties (from registries and lists) before cases are built.
    """
    builder = _Builder(Cases(dossier, Evidence(known_on)), on, dict(construe or {}), read or _read_bill)
    builder.extra_bills = list(bills)
    builder.collect()
    if enrich is not None:
        enrich(builder.made)
    builder.build()
    dossier.findings.refuse()
    return builder.made


def _read_bill(path: str) -> Bill:
    from pratique.items.readers import read_bill

    return read_bill(path)


@dataclass(slots=True)
class _Builder:
    made: Cases
    on: date | None
    construe: dict[str, str]
    read: ReadBill
    extra_bills: list[Bill] = field(default_factory=list)
    by_name: dict[str, str] = field(default_factory=dict)

    # --- collecting what was said ---------------------------------------------------------------------------

    def collect(self) -> None:
        dossier = self.made.dossier
        for name in ("parties", "vehicles"):
            for index, entry in enumerate(dossier.entries(name)):
                self._named(entry["id"], entry.get("name", entry["id"]), f"{name}/{index}")
                self._facts(entry["id"], entry, name, f"{name}/{index}")
                self._fold_features(entry, f"{name}/{index}")
        for index, entry in enumerate(dossier.entries("parties")):
            entity = Entity(PARTY, entry["id"])
            self.made.parties[entry["id"]] = entity
            for alias in (entry.get("name"), entry.get("lei"), entry["id"]):
                if alias:
                    self.by_name.setdefault(str(alias).casefold(), entry["id"])
            if entry.get("lei"):
                self._check_lei(entry["lei"], f"parties/{index}/lei")
        for index, entry in enumerate(dossier.entries("transactions")):
            key = entry.get("id", f"transaction {index + 1}")
            self._named(key, key, f"transactions/{index}")
            self._transaction(key, entry, f"transactions/{index}")
        for index, entry in enumerate(dossier.entries("answers")):
            self._answer(entry, f"answers/{index}")

    def _fold_features(self, entry: dict[str, Any], pointer: str) -> None:
        """The vehicle's level, from the driving-automation features that it lists."""
        if not entry.get("features"):
            return
        from pratique.usecases.features import features_of, folded

        dossier = self.made.dossier
        place = dossier.place(f"{pointer}/features")
        span = folded(features_of(entry["features"], place, dossier.findings), entry.get("features_complete") is True)
        if span is not None:
            self._keep(entry["id"], "vehicle.automation_level", span, Proof(str(place), Basis.COMPUTED), pointer)

    def _named(self, key: str, label: str, pointer: str) -> None:
        place = self.made.dossier.place(pointer)
        if key in self.made.places:
            self._error("dossier.duplicate", f"{key!r} is named twice.", pointer, "Give each element its own id.")
        self.made.labels[key] = label
        self.made.places[key] = str(place)

    def _check_lei(self, lei: str, pointer: str) -> None:
        from pratique.ids import lei_fault

        if fault := lei_fault(lei):
            self._error("dossier.lei", f"The LEI {lei!r} is not one: {fault}", pointer, "Correct it or leave it out.")

    def _transaction(self, key: str, entry: dict[str, Any], pointer: str) -> None:
        self._facts(key, entry, "transactions", pointer)
        self._give(key, "act.kind", entry["act"], f"{pointer}/act")
        day = self.on.isoformat() if self.on else entry.get("date")
        for name, raw in (("act.date", day), ("act.into", entry.get("into")), ("act.out_of", entry.get("out_of"))):
            if raw is not None:
                self._give(key, name, raw, f"{pointer}/{name.partition('.')[2]}")
        if role := entry.get("role"):
            self._role(key, role, f"{pointer}/role")
        for name, raw in self.made.dossier.data.get("facts", {}).items():
            owner = entry.get("vehicle") if name.startswith("vehicle.") else key
            if self._kind_of(name) is CASE:
                self._give(owner or key, name, raw, f"facts/{name}")
        if "actor" not in entry:
            self.made.labels[f"{key}/actor"] = "the actor"

    def _role(self, key: str, role: str, pointer: str) -> None:
        roles = definition_of("actor.roles").fact
        legal = ROLES.get(role, role)
        try:
            self._keep(key, "actor.roles", read_value(roles, {"must": [legal]}), None, pointer)
        except BadValue as error:
            self._error(
                "dossier.role", f"The role {role!r} is not known: {error}.", pointer, f"Use {', '.join(ROLES)}."
            )

    def _kind_of(self, name: str) -> Any:
        try:
            return definition_of(name).fact.kind
        except KeyError:
            return CASE  # reported where it is given

    def _facts(self, key: str, entry: dict[str, Any], table: str, pointer: str) -> None:
        for short, raw in entry.items():
            if short not in _STRUCTURE[table]:
                self._give(key, f"{_PREFIX[table]}.{short}", raw, f"{pointer}/{short}", entry.get("source"))
        for name, raw in entry.get("facts", {}).items():
            self._give(key, name, raw, f"{pointer}/facts/{name}", entry.get("source"))
        if "gvwr" in entry:
            self._weight(key, entry["gvwr"], f"{pointer}/gvwr")

    def _weight(self, key: str, raw: Any, pointer: str) -> None:
        # The same rating in both units, converted exactly: a text tests each unit by itself.
        for name in ("vehicle.gvwr_kg", "vehicle.gvwr_lb"):
            unit = name[-2:]
            if isinstance(raw, Mapping) and "value" not in raw:
                factor = {"kg": POUND, "lb": 1 / POUND}[unit] if raw.get("unit", unit) != unit else 1
                ends = {k: v if k not in _ENDS else float(v * factor) for k, v in raw.items() if k != "unit"}
                self._give(key, name, ends, pointer)
            else:
                self._give(key, name, raw, pointer)

    def _answer(self, entry: dict[str, Any], pointer: str) -> None:
        raw = entry["value"]
        table = dict(raw) if isinstance(raw, Mapping) else {"value": raw}
        if raw == "?":
            table = {"unknown": entry.get("reason", "not-asked")}
        table |= {k: entry[k] for k in PROOF_KEYS if k in entry}
        table["source"] = entry.get("source") or entry.get("by") or "answer"
        name = entry["fact"]
        if (presence := presence_of(name)) is not None and "entity" in entry:
            proof = read_proof(table, Proof(str(self.made.dossier.place(pointer))))
            self.made.evidence.add(entry["entity"], presence, read_value(presence, table), proof)
            return
        for key in self._owners(entry.get("entity"), name, pointer):
            self._give(key, name, table, pointer)

    def _owners(self, entity: str | None, name: str, pointer: str) -> list[str]:
        if entity is not None:
            return [entity]
        entries = self.made.dossier.entries
        if name.startswith("vehicle."):
            return [each["id"] for each in entries("vehicles")]
        if self._kind_of(name) is CASE:
            return [e.get("id", f"transaction {i + 1}") for i, e in enumerate(entries("transactions"))]
        self._error("dossier.answer.entity", f"Whose {name} is answered?", pointer, "Add entity = the part or party.")
        return []

    def _give(self, key: str, name: str, raw: Any, pointer: str, source: str | None = None) -> None:
        try:
            fact = definition_of(name).fact
        except KeyError:
            near = nearest(name)
            self._error(
                "dossier.fact.unknown",
                f"There is no fact {name!r}.",
                pointer,
                f"Did you mean {' or '.join(near)}?" if near else "See `pratique facts`.",
            )
            return
        default = Proof(source or self.made.dossier.file)
        try:
            self._keep(key, name, read_value(fact, raw), read_proof(raw, default), pointer)
        except BadValue as error:
            self._error("dossier.fact.value", f"{name}: {error}.", pointer, f"See `pratique facts {name}`.", str(raw))

    def _keep(self, key: str, name: str, value: Value, proof: Proof | None, pointer: str) -> None:
        place = self.made.dossier.place(pointer)
        if proof is None or proof.source == self.made.dossier.file:
            proof = Proof(str(place)) if proof is None else _at(proof, str(place))
        self.made.evidence.add(key, definition_of(name).fact, value, proof)

    def _error(self, code: str, message: str, pointer: str, next_step: str, value: str | None = None) -> None:
        self.made.dossier.findings.add(code, message, self.made.dossier.place(pointer), next_step, value=value)

    # --- building the cases ---------------------------------------------------------------------------------

    def build(self) -> None:
        dossier = self.made.dossier
        for entity in self.made.parties.values():
            self.made.evidence.apply(entity)
        vehicles = {each["id"]: (index, each) for index, each in enumerate(dossier.entries("vehicles"))}
        listings = {name: self._listing(entry, f"vehicles/{i}", name) for name, (i, entry) in vehicles.items()}
        loose = self._listing(dossier.data, "", "parts") if dossier.entries("parts") or self.extra_bills else None
        for index, entry in enumerate(dossier.entries("transactions")):
            self.made.cases.append(self._case(entry, f"transactions/{index}", index, listings, loose))
        apply_answers(self.made)

    def _case(
        self, entry: dict[str, Any], pointer: str, index: int, listings: dict[str, Listing], loose: Listing | None
    ) -> Case:
        key = entry.get("id", f"transaction {index + 1}")
        vehicle = entry.get("vehicle")
        if vehicle is not None and vehicle not in listings:
            self._error("dossier.vehicle", f"There is no vehicle {vehicle!r}.", f"{pointer}/vehicle", "Define it.")
        evidence = self.made.evidence
        values = {**evidence.values_of(key), **(evidence.values_of(vehicle) if vehicle else {})}
        values |= {name: value for name, value in self._constructions().items() if name not in values}
        case = Entity(CASE, key, values)
        case.children[ACTOR] = Listing(
            [Entity(ACTOR, f"{key}/actor", carried=self._party(entry.get("actor"), f"{pointer}/actor"))], True
        )
        for kind, party in entry.get("parties", {}).items():
            self._other_party(case, kind, party, f"{pointer}/parties/{kind}")
        case.children[PART] = self._goods(entry, pointer, key, listings.get(vehicle or "", loose))
        return Case(key, case, entry["act"], vehicle, evidence, self.made.labels, self.made.places, vehicle)

    def _constructions(self) -> dict[str, Value]:
        return {name: read_value(definition_of(name).fact, value) for name, value in self.construe.items()}

    def _other_party(self, case: Entity, kind: str, party: str, pointer: str) -> None:
        found = KINDS.get(kind)
        if found is None or found.parent is not CASE or found.carries is not PARTY:
            kinds = [k.name for k in KINDS.values() if k.parent is CASE and k.carries is PARTY]
            self._error(
                "dossier.parties", f"There is no party {kind!r} to an act.", pointer, f"Use {', '.join(kinds)}."
            )
            return
        element = Entity(found, f"{case.key}/{kind}", carried=self._party(party, pointer))
        case.children[found] = Listing([element], True)

    def _party(self, name: str | None, pointer: str) -> Entity | None:
        if name is None:
            return None
        key = self.by_name.get(name.casefold())
        if key is None:
            self._error("dossier.party", f"There is no party {name!r}.", pointer, "Define it under parties.")
            return None
        return self.made.parties[key]

    def _goods(self, entry: dict[str, Any], pointer: str, key: str, listing: Listing | None) -> Listing:
        own = self._parts(entry.get("parts", []), f"{pointer}/parts", key)
        goods = entry.get("goods")
        if goods is None:
            if listing is None or own:
                return Listing(own, entry.get("parts_complete", False))
            return listing
        found = list(own)
        for name in goods:
            matching = [e for e in (listing.elements if listing else []) if self._is_named(e, name)]
            if not matching:
                self._error(
                    "dossier.goods", f"No part is called {name!r}.", f"{pointer}/goods", "Use a ref of the bill."
                )
            found += matching
        return Listing(found, True)

    def _is_named(self, element: Entity, name: str) -> bool:
        return element.key == name or element.key.endswith((f"/{name}", f"#{name}"))

    def _listing(self, entry: dict[str, Any], pointer: str, owner: str) -> Listing:
        prefix = f"{pointer}/" if pointer else ""
        elements = self._parts(entry.get("parts", []), f"{prefix}parts", owner)
        closed = bool(entry.get("parts_complete", False))
        bills, complete = self._joined([*self._bills(entry.get("boms", [])), *self._loose()])
        for bill in bills:
            elements += self._lines(bill, owner)
        return Listing(elements, closed or (complete and not entry.get("parts")))

    def _bills(self, paths: list[str]) -> list[Bill]:
        return [bill for path in paths if (bill := self._bill(path))]

    def _loose(self) -> list[Bill]:
        """The bills that came without a dossier; they belong to the first vehicle."""
        found, self.extra_bills = self.extra_bills, []
        return found

    def _joined(self, bills: list[Bill]) -> tuple[list[Bill], bool]:
        """Several bills as one, and whether together they list everything: superseded versions are set aside."""
        if not bills:
            return [], False
        from pratique.items.join import join_bills

        joined = join_bills(bills)
        self.made.dossier.findings.extend(joined.findings)
        return joined.bills, joined.parts.closed

    def _bill(self, path: str) -> Bill | None:
        from pratique.errors import InvalidInput

        try:
            contained(self.made.dossier.folder, path)
            bill = self.read(str(self.made.dossier.folder / path))
        except InvalidInput as error:
            self.made.dossier.findings.extend(error.findings)
            return None
        return bill

    def _lines(self, bill: Bill, owner: str) -> list[Entity]:
        self.made.bills.append(bill)
        self._vehicle_of_bill(bill, owner)
        given = {key for key, _ in self.made.evidence.given}
        elements: list[Entity] = []
        for index, line in enumerate(bill.lines):
            if index == bill.subject and bill.is_of_a_vehicle:
                continue
            element = line.entity
            self.made.labels[element.key] = f"{line.name} {line.version}" if line.version else line.name
            self.made.places[element.key] = f"{bill.file} {line.pointer}"
            alias = line.ref if line.ref in given else None
            if alias or element.key in given:
                self._merge(element, alias, f"{bill.file} {line.pointer}")
            elements.append(element)
        for record in bill.parties.values():
            self._bill_party(record.entity, record.name, record.lei, bill.file)
        return elements

    def _vehicle_of_bill(self, bill: Bill, owner: str) -> None:
        for name, value in bill.values.items():
            self.made.evidence.add(owner, definition_of(name).fact, value, Proof(bill.file, Basis.ATTESTED))

    def _merge(self, element: Entity, alias: str | None, place: str) -> None:
        """Answers about a line stand beside what the line says itself; where they differ, neither holds."""
        evidence = self.made.evidence
        for name, value in element.values.items():
            evidence.add(element.key, definition_of(name).fact, value, Proof(place, Basis.ATTESTED))
        if alias is not None:
            for (key, name), its in list(evidence.given.items()):
                if key == alias:
                    for one in its:
                        evidence.add(element.key, definition_of(name).fact, one.value, one.proof)
        evidence.apply(element)

    def _bill_party(self, entity: Entity, name: str | None, lei: str | None, file: str) -> None:
        self.made.labels.setdefault(entity.key, name or entity.key)
        self.made.places.setdefault(entity.key, file)
        known = next((self.by_name[n.casefold()] for n in (lei, name) if n and n.casefold() in self.by_name), None)
        if known is not None:
            self._merge(entity, known, file)
        elif any(key == entity.key for key, _ in self.made.evidence.given):
            self._merge(entity, None, file)
        self.made.parties.setdefault(entity.key, entity)

    def _parts(self, entries: list[dict[str, Any]], pointer: str, owner: str) -> list[Entity]:
        elements = []
        for index, entry in enumerate(entries):
            here = f"{pointer}/{index}"
            key = f"{owner}/{entry['ref']}"
            self.made.labels[key] = entry.get("name", entry["ref"])
            self.made.places[key] = str(self.made.dossier.place(here))
            self._facts(key, entry, "parts", here)
            element = Entity(PART, key)
            self._alias(entry["ref"], key)
            self.made.evidence.apply(element)
            sources = [
                self._source(key, i, each, f"{here}/sources/{i}") for i, each in enumerate(entry.get("sources", []))
            ]
            element.children[SOURCE] = Listing(sources, entry.get("sources_complete", False))
            elements.append(element)
        return elements

    def _alias(self, ref: str, key: str) -> None:
        for (given_to, name), its in list(self.made.evidence.given.items()):
            if given_to == ref:
                for one in its:
                    self.made.evidence.add(key, definition_of(name).fact, one.value, one.proof)

    def _source(self, part: str, index: int, entry: dict[str, Any], pointer: str) -> Entity:
        key = f"{part}/source {index + 1}"
        self.made.labels[key] = f"{entry['party']} for {self.made.labels[part]}"
        if "roles" in entry:
            self._give(key, "source.roles", entry["roles"], f"{pointer}/roles")
        for name, raw in entry.get("facts", {}).items():
            self._give(key, name, raw, f"{pointer}/facts/{name}")
        source = Entity(SOURCE, key, carried=self._party(entry["party"], f"{pointer}/party"))
        self.made.evidence.apply(source)
        return source


_ENDS = ("min", "max", "exclusive_min", "exclusive_max")


def _at(proof: Proof, place: str) -> Proof:
    from dataclasses import replace

    return replace(proof, source=place)
