"""What is stated of an element, read against the vocabulary and kept with its proof.

Rule: a name that is no fact, a fact of another kind of element, a value that does not fit: each is a finding, once,
with the place and the nearest names; nothing that was stated is dropped in silence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from pratique.dossier.entries import ANSWERED, PartyEntry, TableEntry
from pratique.dossier.keys_meant import meant_by
from pratique.facts.definition import VOCABULARY
from pratique.facts.kinds import CASE
from pratique.facts.proof import Basis, Proof
from pratique.facts.reading import POUND, BadValue, read_proof, read_value
from pratique.facts.territories import READ_AS, told_of
from pratique.facts.vocabulary import definition_of, nearest
from pratique.ids import country_code
from pratique.ids.near import near_names
from pratique.logic.nodes import Kind
from pratique.logic.values import Value
from pratique.value_class import dataclass

if TYPE_CHECKING:
    from pratique.dossier.case import Cases

NEAR = 0.7
"""How like a key of a table must be to what was written for it to be meant rather than a fact."""
_ENDS = ("min", "max", "exclusive_min", "exclusive_max")


@dataclass(slots=True)
class Statements:
    """Everything stated so far of the elements of `made`; `by_name` finds a party by id, name or LEI."""

    made: Cases
    by_name: dict[str, str] = field(default_factory=dict)
    reported: set[tuple[str, str, str]] = field(default_factory=set)

    def facts(self, key: str, entry: TableEntry, pointer: str, vehicle: str | None = None) -> None:
        """Keep the facts that one table states; those of its vehicle go to `vehicle`."""
        source = entry.source if isinstance(entry, PartyEntry) else None
        for short, raw in entry.stated.items():
            name = f"{entry.prefix}.{short}"
            if name not in VOCABULARY and (step := _meant(entry, short)):
                told = f"There is no fact {name!r}, and no key {short!r}."
                self.error("dossier.fact.unknown", told, f"{pointer}/{short}", step)
                continue
            self.give(key, name, raw, f"{pointer}/{short}", entry.kind, source)
        for name, raw in entry.facts.items():
            owner = vehicle if vehicle and name.startswith("vehicle.") else key
            self.give(owner, name, raw, f"{pointer}/facts/{name}", entry.kind, source)

    def weight(self, key: str, raw: object, pointer: str) -> None:
        """Keep a weight rating of a vehicle in both units, converted exactly: a text tests each unit by itself."""
        for name in ("vehicle.gvwr_kg", "vehicle.gvwr_lb"):
            unit = name[-2:]
            if isinstance(raw, Mapping) and "value" not in raw:
                given = raw.get("unit", unit)
                if given not in ("kg", "lb"):
                    self.error("dossier.fact.value", f"gvwr is in kg or lb, not {given!r}.", pointer, "Say which.")
                    return
                factor = {"kg": POUND, "lb": 1 / POUND}[unit] if given != unit else 1
                ends = {k: _scaled(v, factor) if k in _ENDS else v for k, v in raw.items() if k != "unit"}
                self.give(key, name, ends, pointer)
            else:
                self.give(key, name, raw, pointer)

    def give(
        self, key: str, name: str, raw: object, pointer: str, kind: Kind | None = None, source: str | None = None
    ) -> None:
        """Keep what `raw` says of a fact of the element `key`; `kind` is what the element is, where it is known."""
        try:
            fact = definition_of(name).fact
        except KeyError:
            step = meant_by(*name.split(".", 1)) if "." in name else None
            near = " or ".join(nearest(name))
            step = step or (f"Did you mean {near}?" if near else "See `pratique facts`.")
            self.error("dossier.fact.unknown", f"There is no fact {name!r}.", pointer, step)
            return
        if kind is not None and fact.kind is not kind:
            message = f"{name} is read at a {fact.kind.name}, not at a {kind.name}."
            self.error("dossier.fact.kind", message, pointer, f"State it of the {fact.kind.name} that it is about.")
            return
        if name in READ_AS and isinstance(raw, str) and (told := told_of(name, country_code(raw) or "")):
            self.finding("market.territory", told, pointer, f'Write {name.partition(".")[2]} = "US" to say the same.')
        try:
            if source is None and not isinstance(raw, Mapping):
                self.keep(key, name, read_value(fact, raw), None, pointer)
            else:
                proof = read_proof(raw, Proof(source or self.made.dossier.file))
                self.keep(key, name, read_value(fact, raw), self._backed(proof, raw, source, pointer), pointer)
        except BadValue as error:
            self.error("dossier.fact.value", f"{name}: {error}.", pointer, f"See `pratique facts {name}`.", str(raw))

    def _backed(self, proof: Proof, raw: object, source: str | None, pointer: str) -> Proof:
        """The proof; asserted where it claims a better basis and names neither a source nor a document."""
        named = isinstance(raw, Mapping) and (raw.get("source") or raw.get("document"))
        if proof.basis < Basis.DOCUMENTED or named or source not in (None, ANSWERED):
            return proof
        message = f"The basis {proof.basis.words!r} names no source and no document, so it counts as asserted."
        self.finding("dossier.proof.bare", message, pointer, 'Add source = "..." or document = "...".')
        return replace(proof, basis=Basis.ASSERTED)

    def keep(self, key: str, name: str, value: Value, proof: Proof | None, pointer: str) -> None:
        """Keep a value; where nothing better is said, its proof is its place."""
        place = self.made.dossier.place(pointer)
        self.made.stated.setdefault(pointer, []).append((key, name))
        if proof is None or proof.source == self.made.dossier.file:
            proof = Proof(str(place)) if proof is None else replace(proof, source=str(place))
        self.made.evidence.add(key, definition_of(name).fact, value, proof)

    def party_key(self, name: str | None, pointer: str) -> str | None:
        """The key of the party that a dossier names, None where it names none; a finding where there is none such."""
        if name is None:
            return None
        key = self.by_name.get(name.casefold())
        if key is None:
            self.error("dossier.party", f"There is no party {name!r}.", pointer, "Define it under parties.")
        return key

    def finding(self, code: str, message: str, pointer: str, next_step: str) -> None:
        """Report what does not make the dossier unusable, once, however many acts it concerns."""
        if (code, message, pointer) not in self.reported:
            self.reported.add((code, message, pointer))
            findings = self.made.dossier.findings
            findings.add(code, message, self.made.dossier.place(pointer), next_step, "warning")

    def error(self, code: str, message: str, pointer: str, next_step: str, value: str | None = None) -> None:
        """Report a finding once, however many acts it concerns."""
        if (code, message, pointer) not in self.reported:
            self.reported.add((code, message, pointer))
            findings = self.made.dossier.findings
            findings.add(code, message, self.made.dossier.place(pointer), next_step, value=value)


def _meant(entry: TableEntry, short: str) -> str | None:
    """What to write in place of a key that is neither of its table nor a fact; None where nothing comes near."""
    if (said := meant_by(entry.prefix, short)) is not None:
        return said
    near = near_names(short, entry.keys(), 1, NEAR)
    return f"Did you mean {near[0]}?" if near else None


def kind_of(name: str) -> Kind:
    """The kind of element at which a fact is read; the case for a name that is none (reported where it is given)."""
    try:
        return definition_of(name).fact.kind
    except KeyError:
        return CASE


def _scaled(end: Any, factor: Any) -> Any:
    return float(end * factor) if isinstance(end, int | float) and not isinstance(end, bool) else end
