"""What is asked of the agency before an act: a specific authorization, an advisory opinion, a place on its list.

Rule: every field that the section is known to ask for stands in the paper, filled from the facts or from the form
file, or blank; a blank that is demanded is a gap, and so is what the section makes a condition of asking at all. With
gaps nothing is made but a draft that names them. No field is left out because nothing is known of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Unpack

from pratique.deciding.asked import Options
from pratique.deciding.decision import Decided, decided
from pratique.dossier.entries import ActEntry, PartyEntry
from pratique.dossier.read import read_dossier
from pratique.errors import UsageError
from pratique.facts import part as part_facts
from pratique.facts import party as party_facts
from pratique.facts.keys import is_unnamed
from pratique.facts.kinds import PART, SOURCE
from pratique.facts.shown import show_value
from pratique.facts.vocabulary import definition_of
from pratique.law.outcome import Outcome
from pratique.logic.entities import Entity, is_known
from pratique.logic.values import Members
from pratique.usecases.answer.answer import Answer, OpenFact
from pratique.usecases.answer.beside import beside
from pratique.usecases.check import answer_of
from pratique.usecases.papers.form import CONFIRMED, MEMORY, OURS, SINGLE, WITHHELD, Field, stated
from pratique.usecases.papers.paper import (
    Paper,
    askable,
    discreet,
    evidence_of,
    files_of,
    signoffs_of,
    untrusted,
)
from pratique.value_class import dataclass

INSTRUMENT = "us.cfr15_791d"
LISTED_SINCE = date(2026, 6, 18)
"""The day of General Authorization 3, by which there is a list of approved suppliers (single source)."""
MOST_PARTS = 60
"""How many parts are described one by one; the rest is counted, and stands in answer.json."""


@dataclass(frozen=True, slots=True)
class Filing:
    """A kind of application: its section, its name, who may ask, and how sure it is what it must hold."""

    cite: str
    name: str
    word: str
    roles: tuple[str, ...]
    sure: str


FILINGS: Mapping[str, Filing] = {
    "specific": Filing(
        "15 CFR 791.307(c)",
        "Application for a specific authorization",
        "an application",
        ("importer", "manufacturer"),
        CONFIRMED,
    ),
    "opinion": Filing(
        "15 CFR 791.310(c)",
        "Request for an advisory opinion",
        "a request",
        ("importer", "manufacturer"),
        CONFIRMED,
    ),
    "supplier": Filing(
        "General Authorization 3 (15 CFR 791.306)",
        "Application to the list of approved suppliers",
        "an application",
        ("supplier", "exporter"),
        OURS,
    ),
}
"""What can be applied for; what the third must hold was found in no source, so that its fields are ours."""


class Application(Paper):
    """An application or a request, with every gap in it."""

    __slots__ = ()


def apply(dossier: str | Path, kind: str, *, draft: bool = False, **options: Unpack[Options]) -> Application:
    """A dossier and a kind (specific, opinion, supplier) -> the application to the agency, with every gap in it.

    `options` are those of `check`; `pratique.files_of` makes the pack.

    Raises InvalidInput, UsageError.

    >>> pratique.apply("shanghai-app/dossier.toml", "opinion", draft=True, known_on=day).cite
    '15 CFR 791.310(c)'
    """
    if kind not in FILINGS:
        raise UsageError(f"There is no application {kind!r}; there are {', '.join(FILINGS)}.")
    filing = FILINGS[kind]
    read = read_dossier(dossier)
    found = decided(read, **options)
    if not any(outcome.instrument.id == INSTRUMENT for _, outcome in found.outcomes):
        message = "15 CFR part 791 subpart D does not concern what this dossier does: there is nothing to apply for."
        raise UsageError(f"{message} `pratique check {dossier}` says which law does.")
    whole = answer_of(found)
    answer = beside(discreet(askable(whole, found), found), read.folder)
    said = stated(read)
    made = tuple(_FIELDS[kind](found, whole, said))
    refused = (*untrusted(found), *_conditions(kind, found, whole), *_blanks(made))
    return Application(
        cite=filing.cite,
        name=filing.name,
        word=filing.word,
        answer=answer,
        fields=tuple(each for each, _ in made),
        evidence=tuple(evidence_of(found)),
        files=tuple(files_of(read, options)),
        signoffs=tuple(signoffs_of(found)),
        refused=refused,
        draft=draft,
    )


Needed = tuple[Field, bool]
"""A field, and whether the paper may not be filed without it."""


def _blanks(made: Iterable[Needed]) -> Iterator[str]:
    for each, needed in made:
        if needed and each.value is None:
            yield f"Blank: {each.section}: {each.name}."


def keys_of_blanks(made: Application) -> list[str]:
    """The keys of the form file, in order, that would fill the blanks for which an application is refused."""
    blank = [each.name for each in made.fields if f"Blank: {each.section}: {each.name}." in made.refused]
    return list(dict.fromkeys(_KEYS[name] for name in blank if name in _KEYS))


_KEYS = {
    "corporate identifiers": "identifiers",
    "address": "address",
    "contact": "contact",
    "ultimate beneficial owners": "owners",
    "who assembles and packages it": "assembly",
    "make": "make",
    "what it does in the vehicle": "functions",
    "where it is designed, developed, made and maintained": "sites",
    "how access or influence of China's or Russia's government is limited": "access_limits",
    "standards that are followed": "security_standards",
    "technical and operational controls, in place or proposed": "controls",
    "direct financial interest": "interest",
    "description": "description",
    "system that it is part of": "system",
    "vehicles that it is meant for": "intended_vehicles",
}
"""What a field that may be demanded is called in the form file; what is not here the dossier itself says."""


def _conditions(kind: str, found: Decided, answer: Answer) -> Iterator[str]:
    """What the section makes a condition of asking, and the dossier does not meet."""
    filing = FILINGS[kind]
    ours = [outcome for _, outcome in found.outcomes if outcome.instrument.id == INSTRUMENT]
    acts = found.cases.dossier.acts
    roles = {each.role for each in acts if each.role is not None}
    if roles - set(filing.roles):
        may = " or ".join(filing.roles)
        yield f"{filing.cite} is open to {may}; the dossier's role is {', '.join(sorted(roles))}."
    if kind == "supplier":
        if any(act.date < LISTED_SINCE.isoformat() for act in answer.transactions):
            yield f"There is no list of approved suppliers before {LISTED_SINCE}."
        return
    if kind == "opinion":
        yield from _prospective(found, answer, acts)
        return
    whole = max((outcome.range for outcome in ours), key=lambda each: (each.worst, each.best))
    if whole.worst <= Outcome.CLEAR_WITH_DUTIES:
        yield f"The outcome under the rule is {whole}: no authorization is needed."
    elif whole.worst is Outcome.AUTHORIZED:
        yield "A general authorization covers it: no application for a specific one is reviewed (15 CFR 791.307(b))."


def _prospective(found: Decided, answer: Answer, acts: Iterable[ActEntry]) -> Iterator[str]:
    """An opinion is given of an act that lies ahead, between named parties, where the law leaves a question."""
    for act in answer.transactions:
        if act.date <= answer.known_on:
            yield f"{act.id} is of {act.date}: it does not lie ahead, and no opinion is given of it."
    if any(each.actor is None for each in acts):
        yield "An opinion is given of named parties: say who acts (`actor` of the transaction)."
    if not _doubts(answer) and not stated(found.cases.dossier).get("question"):
        yield "No doubt about the law is open in this answer: say in the form file what is asked (question)."


def _doubts(answer: Answer) -> list[OpenFact]:
    return [each for each in answer.open_facts if each.legal]


def _specific(found: Decided, answer: Answer, said: Mapping[str, str]) -> Iterator[Needed]:
    yield from _who(found, said, "Applicant")
    yield from _parties(found, said, "(1) Parties, identifiers and ultimate owners")
    yield from _barred(found, said)
    yield from _vehicles(found, said, "(3) Make, model, trim")
    section = "(4) Function"
    for part in _parts(found):
        yield Field(section, _label(found, part), _said_of(part, _FUNCTIONS, found) or None, CONFIRMED), False
    yield Field(section, "what it does in the vehicle", said.get("functions"), CONFIRMED), True
    yield Field("(5) Risk analysis", "such as ISO/SAE 21434, if there is one", said.get("tara"), CONFIRMED), False
    yield from _measures(said)
    yield from _acts(answer, said)


def _measures(said: Mapping[str, str]) -> Iterator[Needed]:
    for section, name, key in (
        (
            "(6) Limits on access",
            "how access or influence of China's or Russia's government is limited",
            "access_limits",
        ),
        ("(7) Security standards", "standards that are followed", "security_standards"),
        ("(8) Further controls", "technical and operational controls, in place or proposed", "controls"),
    ):
        yield Field(section, name, said.get(key), CONFIRMED), True


def _opinion(found: Decided, answer: Answer, said: Mapping[str, str]) -> Iterator[Needed]:
    section = "(1) and (2) Who asks, and where to write"
    yield from _who(found, said, section)
    yield (
        Field(section, "direct financial interest", said.get("interest"), CONFIRMED),
        True,
    )
    yield from _parties(found, said, "(3) Parties to the act")
    section = "(4) Technical description"
    yield Field(section, "description", said.get("description"), CONFIRMED), True
    for part in _parts(found):
        yield Field(section, _label(found, part), _described(found, part), CONFIRMED), False
    if all(each.role != "importer" for each in found.cases.dossier.acts):
        yield from _vehicles(found, said, "(5) Make, model, trim")
    else:
        section = "(6) System and vehicles"
        yield Field(section, "system that it is part of", said.get("system"), CONFIRMED), True
        yield Field(section, "vehicles that it is meant for", said.get("intended_vehicles"), CONFIRMED), True
    section = "(7) What is material"
    yield Field(section, "anything else that bears on it", said.get("material"), CONFIRMED), False
    yield from _question(answer, said)
    yield from _acts(answer, said)


def _question(answer: Answer, said: Mapping[str, str]) -> Iterator[Needed]:
    section = "What is asked"
    yield Field(section, "question", said.get("question"), OURS), False
    for each in _doubts(answer):
        ways = ", or ".join(way.replace("_", " ") for way in each.constructions)
        yield Field(section, each.meaning, f"open{f': {ways}' if ways else ''} ({each.name})", OURS), False


def _supplier(found: Decided, answer: Answer, said: Mapping[str, str]) -> Iterator[Needed]:
    yield from _who(found, said, "Supplier")
    yield from _parties(found, said, "Parties, identifiers and ultimate owners")
    section = "What is supplied"
    for part in _parts(found):
        yield Field(section, _label(found, part), _described(found, part), OURS), False
    yield Field(section, "what it does in the vehicle", said.get("functions"), OURS), True
    yield Field("Sites", "where it is designed, developed, made and maintained", said.get("sites"), OURS), True
    yield Field("Risk analysis", "such as ISO/SAE 21434, if there is one", said.get("tara"), OURS), False
    for field, needed in _measures(said):
        yield Field(field.section.partition(") ")[2], field.name, field.value, OURS), needed
    yield from _acts(answer, said)


_FIELDS = {"specific": _specific, "opinion": _opinion, "supplier": _supplier}


def _who(found: Decided, said: Mapping[str, str], section: str) -> Iterator[Needed]:
    """Who applies: each actor of the transactions."""
    parties, acts = found.cases.dossier.parties_called(), found.cases.dossier.acts
    for actor in dict.fromkeys(each.actor for each in acts if each.actor) or [""]:
        party = parties.get(actor.casefold(), PartyEntry(actor))
        yield Field(section, "name", party.label or None, CONFIRMED), True
        told = (("LEI", party.lei), ("REGISTRATION", party.registration))
        identifiers = "; ".join(f"{name} {each}" for name, each in told if each is not None)
        yield Field(section, "corporate identifiers", said.get("identifiers") or identifiers or None, CONFIRMED), True
    for name in ("address", "contact"):
        yield Field(section, name, said.get(name), CONFIRMED), True
    roles = dict.fromkeys(each.role.replace("_", " ") for each in acts if each.role)
    yield Field(section, "role", ", ".join(roles) or None, CONFIRMED), True


def _parties(found: Decided, said: Mapping[str, str], section: str) -> Iterator[Needed]:
    """Every party of the dossier with its seat, and what registries say of those above it."""
    owned: dict[str, list[str]] = {}
    for each in found.cases.ownership:
        chain = "; ".join(each.chain) or "no chain found"
        owned.setdefault(each.party, []).append(f"{each.controlled}: {chain}")
    for key, party in found.cases.parties.items():
        label = found.cases.labels.get(key, key)
        told = _said_of(party, _SEATS, found)
        yield (
            Field(section, label, "; ".join([*([told] if told else []), *owned.get(key, [])]) or None, CONFIRMED),
            False,
        )
    yield Field(section, "ultimate beneficial owners", said.get("owners") or _owners(owned), CONFIRMED), True


def _owners(owned: Mapping[str, list[str]]) -> str | None:
    return "as registries show it, above" if owned else None


def _barred(found: Decided, said: Mapping[str, str]) -> Iterator[Needed]:
    section = "(2) Hardware and software concerned"
    parts = _parts(found)
    for part in parts[:MOST_PARTS]:
        yield Field(section, _label(found, part), _described(found, part), CONFIRMED), False
    if len(parts) > MOST_PARTS:
        yield Field(section, "further parts", f"{len(parts) - MOST_PARTS}, in answer.json", OURS), False
    yield Field(section, "who assembles and packages it", said.get("assembly"), CONFIRMED), True


def _vehicles(found: Decided, said: Mapping[str, str], section: str) -> Iterator[Needed]:
    vehicles = found.cases.dossier.vehicles
    model = said.get("model") or "; ".join(each.label for each in vehicles) or None
    yield Field(section, "make", said.get("make"), CONFIRMED), bool(vehicles)
    yield Field(section, "model", model, CONFIRMED), bool(vehicles)
    yield Field(section, "trim, if known", said.get("trim"), CONFIRMED), False


def _acts(answer: Answer, said: Mapping[str, str]) -> Iterator[Needed]:
    for act in answer.transactions:
        text = f"{act.act} into {act.into} on {act.date}: {act.verdict}"
        yield Field("The act", act.id, text, OURS), False
    yield Field("The act", "channel", "the agency's application system, or one PDF package by e-mail", SINGLE), False
    for name, key in (("name", "signatory"), ("title", "title")):
        yield Field("Signature", name, said.get(key), MEMORY), False
    yield Field("Signature", "day", None, MEMORY), False
    yield Field("Signature", "signature", None, MEMORY), False


def _parts(found: Decided) -> list[Entity]:
    """The parts that the rule bars or may bar; all of them where it bars none (of an opinion, a supplier)."""
    barred: dict[str, Entity] = {}
    every: dict[str, Entity] = {}
    for _, outcome in found.outcomes:
        for node in outcome.nodes if outcome.instrument.id == INSTRUMENT else ():
            if node.kind is PART and not node.element.many:
                every.setdefault(node.key, node.element)
                if node.range.worst > Outcome.CLEAR_WITH_DUTIES:
                    barred.setdefault(node.key, node.element)
    return list((barred or every).values())


_SEATS = (party_facts.organised_in.name, party_facts.headquarters.name, party_facts.principal_place.name)
_FUNCTIONS = (part_facts.functions.name, "part.software_enables", "part.named_type")


def _label(found: Decided, part: Entity) -> str:
    return found.cases.labels.get(part.key, part.key)


def _described(found: Decided, part: Entity) -> str:
    """A part with its kind, what it does, and who has a hand in it."""
    told = _said_of(part, (part_facts.kind.name, *_FUNCTIONS), found)
    sources = [text for each in part.listing(SOURCE).elements if (text := _source(found, each))]
    whole = "" if part.listing(SOURCE).closed else "further sources not excluded"
    return "; ".join(each for each in (told, *sources, whole) if each)


def _source(found: Decided, source: Entity) -> str:
    roles = source.values.get("source.roles")
    words = ", ".join(sorted(roles.must)) if isinstance(roles, Members) else ""
    party = source.carried
    if party is None:
        return f"{words} by somebody not named" if words else ""
    unnamed = is_unnamed(party.key)
    name = "somebody not named" if unnamed else found.cases.labels.get(party.key, party.key)
    seat = _said_of(party, ("party.organised_in",), found)
    return f"{words or 'in a role not said'} by {name}{f' ({seat})' if seat else ''}"


def _said_of(element: Entity, names: Iterable[str], found: Decided) -> str:
    """What is known of some facts of an element, in words; what was told in confidence is withheld."""
    texts = []
    for name in names:
        value = element.values.get(name)
        if value is None or not is_known(value):
            continue
        secret = any(proof.confidential for proof in found.cases.evidence.proofs(element.key, name))
        fact = definition_of(name).fact
        texts.append(f"{name.partition('.')[2].replace('_', ' ')} {WITHHELD if secret else show_value(fact, value)}")
    return "; ".join(texts)
