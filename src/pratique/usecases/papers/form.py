"""The form of 15 CFR 791.305: every field that is known to be asked for, and how sure that is.

Rule: what the dossier and the evidence say is filled in from them; what no law reads (address, contact, make, trim,
who signs) is read from `dossier.form.toml` beside the dossier, and what nobody stated stays a blank that says so.
Invariant: a field is never left out because its value is missing; the text of the section was not read, so each
field says whether two sources confirm it, one does, or it stands on memory alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pratique.deciding.decision import Decided
from pratique.dossier.document import Dossier, line_of, plain_toml, read_text
from pratique.dossier.entries import ActEntry
from pratique.errors import Findings, Place
from pratique.facts.definition import VOCABULARY
from pratique.facts.shown import show_value
from pratique.facts.vocabulary import definition_of
from pratique.files import is_called
from pratique.logic.entities import is_known
from pratique.usecases.answer.answer import Answer, TransactionOut
from pratique.usecases.answer.reasons import label_of
from pratique.value_class import dataclass

BLANK = "to be filled in"
CONFIRMED, SINGLE, MEMORY, OURS = "confirmed", "single source", "from memory", "ours"
HARDWARE = "15 CFR 791.305 (hardware)"
CHANNEL = "Compliance Application and Reporting System (CARS)"
STATEMENT = (
    "The declarant has examined its supply chain with the diligence that the evidence index shows and has not "
    "knowingly engaged in a transaction that the rule prohibits."
)
RECORDS = (
    "The records behind this declaration exist, are kept for ten years and can be furnished on demand. Bills of "
    "materials are evidence and are not filed."
)
KEYS = (
    "address",
    "contact",
    "filing",
    "make",
    "model",
    "trim",
    "group",
    "hardware",
    "fcc_ids",
    "measures",
    "signatory",
    "title",
    "identifiers",
    "owners",
    "assembly",
    "functions",
    "tara",
    "access_limits",
    "security_standards",
    "controls",
    "description",
    "system",
    "intended_vehicles",
    "interest",
    "question",
    "material",
    "sites",
)
"""What `dossier.form.toml` may say, each as text."""
WITHHELD = "withheld (told in confidence)"


@dataclass(frozen=True, slots=True)
class Field:
    """One entry of the form: `sure` says how sure we are that the form asks for it; None is a blank."""

    section: str
    name: str
    value: str | None
    sure: str

    @property
    def shown(self) -> str:
        return BLANK if self.value is None else self.value


def form_file(dossier: str | Path) -> Path:
    """What the form asks beside the law: `dossier.form.toml` beside `dossier.toml`."""
    return Path(dossier).with_suffix(".form.toml")


def stated(dossier: Dossier) -> dict[str, str]:
    """What the form file beside a dossier says; nothing where there is none. Raises InvalidInput."""
    path = form_file(dossier.file)
    if not is_called(path):
        return {}
    text = read_text(path)
    plain = plain_toml(text, Place(str(path)))
    findings = Findings()
    for name, value in plain.items():
        place = Place(str(path), name, line_of(text, name))
        if name not in KEYS:
            findings.add("form.field", f"The form has no {name}.", place, f"Use {', '.join(KEYS)}.")
        elif not isinstance(value, str) or not value.strip():
            findings.add("form.value", f"{name} is text, not {value!r}.", place, "Write it in quotes.")
    findings.refuse()
    return plain


def fields(found: Decided, answer: Answer, said: Mapping[str, str]) -> Iterator[Field]:
    """Every field, section by section."""
    entries = found.cases.dossier.acts
    for entry, act in zip(entries, answer.transactions, strict=True):
        several = f" ({act.id})" if len(entries) > 1 else ""
        yield from _declarant(found, entry, said, f"Declarant{several}")
        yield from _declared(found, entry, act, said, f"What is declared{several}")
    yield from _dates(answer)
    yield Field("Statements", "no prohibited transaction", STATEMENT, f"{CONFIRMED} in substance")
    yield Field("Statements", "records", RECORDS, MEMORY)
    yield Field("Statements", "measures with suppliers", said.get("measures"), MEMORY)
    for name, value in answer.constructions.items():
        counsel = found.asked.overlay is not None and found.asked.overlay.constructions.get(name) == value
        meaning = VOCABULARY[name].meaning if name in VOCABULARY else name
        words = f"{value.replace('_', ' ')} ({name})"
        yield Field("Constructions", meaning, words, "counsel" if counsel else "chosen, not counsel's")
    for name, key in (("name", "signatory"), ("title", "title")):
        yield Field("Signature", name, said.get(key), MEMORY)
    yield Field("Signature", "day", None, MEMORY)
    yield Field("Signature", "signature", None, MEMORY)


def _declarant(found: Decided, entry: ActEntry, said: Mapping[str, str], section: str) -> Iterator[Field]:
    party = found.cases.dossier.parties_called().get((entry.actor or "").casefold())
    yield Field(section, "name", None if party is None else party.name, MEMORY)
    if party is not None and party.lei is not None:
        yield Field(section, "LEI", party.lei, OURS)
    yield Field(section, "address", said.get("address"), MEMORY)
    yield Field(section, "contact", said.get("contact"), MEMORY)
    yield Field(section, "role", None if entry.role is None else entry.role.replace("_", " "), CONFIRMED)


def _declared(
    found: Decided,
    entry: ActEntry,
    act: TransactionOut,
    said: Mapping[str, str],
    section: str,
) -> Iterator[Field]:
    vehicle = next((each for each in found.cases.dossier.vehicles if each.id == act.vehicle), None)
    yield Field(section, "filing (new, corrected or confirmed)", said.get("filing"), MEMORY)
    yield Field(section, "transaction", f"{act.id}: {act.act} into {act.into} on {act.date}", CONFIRMED)
    for name, key in (("make", "make"), ("model", "model"), ("trim", "trim")):
        own = vehicle.name if vehicle is not None and name == "model" else None
        yield Field(section, name, said.get(key, own), MEMORY)
    if vehicle is not None:
        yield Field(section, "model year", _known(found, vehicle.key, "vehicle.model_year"), CONFIRMED)
    yield Field(section, "other models and trims in this filing", said.get("group"), MEMORY)
    parts = dict.fromkeys(_hardware(found, act.id))
    if parts or "hardware" in said or "fcc_ids" in said:
        yield Field(section, "VCS hardware", said.get("hardware") or "; ".join(parts) or None, MEMORY)
        yield Field(section, "FCC IDs", said.get("fcc_ids"), MEMORY)
    yield Field(section, "first import or sale", _known(found, act.id, "declaration.first_event"), CONFIRMED)
    yield Field(section, "outcome", str(act.verdict), OURS)


def _hardware(found: Decided, act: str) -> Iterator[str]:
    """The units of an act of which the declaration is owed, or may be, by name: all, however many read alike."""
    for case, outcome in found.outcomes:
        owed: dict[str, bool] = {}
        for node in outcome.nodes if case.id == act else ():
            way = node.like or node.key
            if way not in owed:
                owed[way] = any(one.provision.cite == HARDWARE for one in node.provisions)
            if owed[way]:
                yield label_of(case, node.key)


def _known(found: Decided, key: str, name: str) -> str | None:
    evidence = found.cases.evidence
    value = evidence.value(key, name)
    if any(each.confidential for each in evidence.proofs(key, name)):
        return WITHHELD
    return show_value(definition_of(name).fact, value) if value is not None and is_known(value) else None


def _dates(answer: Answer) -> Iterator[Field]:
    for duty in answer.duties:
        said = {"by": duty.due, "done": duty.done, "in time from": duty.earliest_act, "keep until": duty.keep_until}
        dates = "; ".join(f"{word} {day}" for word, day in said.items() if day not in (None, "none"))
        sure = SINGLE if "single source" in duty.summary else CONFIRMED
        yield Field("Dates", f"{duty.name} ({duty.cite})", f"{duty.status}; {dates}" if dates else duty.status, sure)
    yield Field("Dates", "channel", CHANNEL, CONFIRMED)
