"""What was said and has no effect here: facts that no law asked here reads, elements that no act leads to.

Rule: accepted means used, or told. A fact is told where nothing that is asked of its acts reads it, whatever its
value; what names the act itself (kind, day, markets, the role that goes with the kind) is never told. What a bill
says is told once a bill and fact, and only what it states itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from datetime import date

from pratique.deciding.applicable import instruments_for
from pratique.deciding.decision import Decided
from pratique.dossier.case import Case
from pratique.dossier.document import Dossier
from pratique.dossier.heard import reads
from pratique.facts.definition import VOCABULARY
from pratique.facts.kinds import PART, PARTY, SOURCE
from pratique.law.book import EXPORT_ACTS
from pratique.logic.nodes import ChoiceFact, DateFact, NumberFact, SetFact, TruthFact
from pratique.logic.relations import Relation
from pratique.usecases.answer.answer import Note
from pratique.value_class import field_names

ASKED = frozenset({"act.kind", "act.date", "act.into", "act.out_of", "act.concerns_vehicle"})
"""What the question is, and what the layout repeats of it."""
ROLE_OF = {
    "import": "importer",
    "sale": "manufacturer",
    **dict.fromkeys(EXPORT_ACTS, "exporter"),
    **dict.fromkeys(("commercial_service", "operate_service", "road_test"), "operator"),
}
"""The role that an act of a kind is done in: it says nothing beside it."""
READ_BESIDE = frozenset(
    {
        "party.natural_person",
        "party.citizen_of",
        "party.resident_in",
        "party.organised_in",
        "party.headquartered_in",
        "party.principal_place_of_business",
        "part.kind",
        "part.functions",
        "part.fcc_id_given",
        "part.open_source",
        "part.software_class",
        "part.software_enables",
        "part.radio_frequency_max",
        "part.altered_by_linked_person_since_cutoff",
        "part.last_designed_or_supplied",
        "vehicle.made_in",
        "vehicle.designed_in",
        "vehicle.maker_adversary_percent",
        "vehicle.maker_adversary_controlled",
        "party.adversary_percent",
    }
)
"""What registries and lists find a party by, and what follows from the type and the notes of a
line, and what pending law asks beside the law."""
MOST = 20
"""So many facts are told one by one; the rest is counted."""


def without_effect(found: Decided) -> Iterator[Note]:
    """What was said and changes nothing here, each with the place where it was said."""
    read = {case.id: _reads(case, found) for case in found.cases.cases}
    every = frozenset[str]().union(*read.values())
    yield from _unread_facts(found, read, every)
    yield from _unreached(found)
    yield from _parts_unread(found, every)
    yield from _unread_of_bills(found, every)
    for name in sorted({f"legal.{each.removeprefix('legal.')}" for each in found.asked.construed} - every):
        yield Note(about=f"construe {name}", note="It has no effect here: no law that is asked reads this text.")
    yield from _idle_sets(found)


def _unread_facts(found: Decided, read: Mapping[str, frozenset[str]], every: frozenset[str]) -> Iterator[Note]:
    dossier, idle = found.cases.dossier, _idle_parties(found)
    unread: dict[str, list[str]] = {}
    for pointer, said in found.cases.stated.items():
        names = {name for _, name in said}
        if any(_counts(key, name, read, every) for key, name in said) or any(key in idle for key, _ in said):
            continue
        if not (names <= ASKED or _is_the_role(found, pointer)):
            unread.setdefault(_shown(pointer, names), []).append(pointer)
    for words, pointers in sorted(unread.items())[:MOST]:
        more = f" and {len(pointers) - 1} more" if len(pointers) > 1 else ""
        yield Note(
            about=f"{dossier.place(pointers[0])}{more}",
            note=f"{words} has no effect here: no law that is asked about this act reads it.",
        )
    if len(unread) > MOST:
        yield Note(about=dossier.file, note=f"{len(unread) - MOST} more facts have no effect here either.")


def _counts(key: str, name: str, read: Mapping[str, frozenset[str]], every: frozenset[str]) -> bool:
    return name in read.get(key, every) or name in READ_BESIDE


def _shown(pointer: str, names: set[str]) -> str:
    return next(iter(names)) if len(names) == 1 else pointer.rpartition("/")[2]


def _is_the_role(found: Decided, pointer: str) -> bool:
    """Whether a key gives the role in which an act of its kind is done anyway."""
    table, _, rest = pointer.partition("/")
    if table != "transactions" or not rest.endswith("/role"):
        return False
    entry = found.cases.dossier.acts[int(rest.partition("/")[0])]
    return ROLE_OF.get(entry.act) == entry.role


def _idle_parties(found: Decided) -> frozenset[str]:
    """The parties of the dossier that have no part in any act: nobody names them, no bill does."""
    made = found.cases
    named = {each.casefold() for each in _named(made.dossier)}
    told = {record.element_key for bill in made.bills for record in bill.parties.values()}
    answered = {each.entity for each in made.answers}
    return frozenset(
        each.id for each in made.dossier.parties if each.key not in told | answered and named.isdisjoint(each.aliases)
    )


def _named(dossier: Dossier) -> Iterator[str]:
    """Every party that acts and sources name."""
    for act in dossier.acts:
        yield from act.named
    for _, part, _ in dossier.every_part():
        yield from (each.party for each in part.sources)


def _unreached(found: Decided) -> Iterator[Note]:
    dossier, idle = found.cases.dossier, _idle_parties(found)
    for index, each in enumerate(dossier.parties):
        if each.id in idle and not found.asked.registries:
            yield Note(
                about=str(dossier.place(f"parties/{index}")),
                note=f"{each.id!r} has no effect here: no act, part or bill names this party.",
            )
    used = {name for act in dossier.acts for name in (act.vehicle, act.product)}
    for kind, entries in (("vehicle", dossier.vehicles), ("product", dossier.products)):
        for index, entry in enumerate(entries):
            if entry.id not in used and not _is_told(found, entry.id):
                yield Note(
                    about=str(dossier.place(f"{kind}s/{index}")),
                    note=f"{entry.id!r} has no effect here: no act is about this {kind}.",
                )


def _parts_unread(found: Decided, every: frozenset[str]) -> Iterator[Note]:
    """That the parts which are listed say nothing, where no law that is asked reads anything of a part."""
    if any(name in VOCABULARY and VOCABULARY[name].fact.kind in (PART, SOURCE) for name in every):
        return
    dossier = found.cases.dossier
    places = [bill.file for bill in found.cases.bills]
    places += [str(dossier.place(pointer)) for _, _, pointer in dossier.every_part()]
    for about in places[:1]:
        yield Note(about=about, note="'parts' has no effect here: no law that is asked about these acts reads one.")


def _is_told(found: Decided, name: str) -> bool:
    findings = found.cases.dossier.findings
    return any(each.code == "dossier.vehicle.unnamed" and repr(name) in each.message for each in findings)


def _unread_of_bills(found: Decided, every: frozenset[str]) -> Iterator[Note]:
    for bill in found.cases.bills:
        shapes = {id(each): each for each in bill.lines.shapes}.values()
        names = frozenset[str]().union(*(each.values.keys() for each in shapes), bill.values)
        for name in sorted(names - every - READ_BESIDE):
            if name in VOCABULARY and VOCABULARY[name].fact.kind is not PARTY:
                yield Note(
                    about=bill.file,
                    note=f"{name}, stated in this bill, has no effect here: no law that is asked reads it.",
                )


def _idle_sets(found: Decided) -> Iterator[Note]:
    cases = found.cases.cases
    used = {each.relation.within for case in cases if case.related for each in case.related.presumed}
    for name in sorted({each for case in cases for each in case.accepted.sets} - used):
        yield Note(about=f"presume {name}", note="Nothing is taken for granted by it here.")


# --- what is read ---------------------------------------------------------------------------------------------

_NO_PARTS = frozenset({str, int, float, bool, date, type(None)})
_FACTS = frozenset({TruthFact, NumberFact, DateFact, ChoiceFact, SetFact})
_FIELDS: dict[type, tuple[str, ...]] = {}
_READ: dict[int, tuple[object, frozenset[str]]] = {}


def _reads(case: Case, found: Decided) -> frozenset[str]:
    """Every fact that something asked of a case reads: its law, its relations, a firm's own policies."""
    candidates = instruments_for(case, found.asked.book, found.asked.law_on)
    concerned = [outcome.instrument for outcome in found.outcomes_of(case)]
    asked = (*(each.reach for each in candidates), *concerned, *case.relations)
    return frozenset[str]().union(*map(facts_in, asked))


def facts_in(whole: object) -> frozenset[str]:
    """The names of all facts that stand anywhere in a piece of the law book."""
    if isinstance(whole, Relation):
        return reads(whole)
    if id(whole) not in _READ:
        names: set[str] = set()
        _walk(whole, names)
        _READ[id(whole)] = whole, frozenset(names)
    return _READ[id(whole)][1]


def _walk(whole: object, names: set[str]) -> None:
    """Put the names of the facts in `whole` into `names`; what several share is looked at once."""
    seen: set[int] = set()
    waiting: list[object] = [whole]
    while waiting:
        node = waiting.pop()
        kind = type(node)
        if kind in _NO_PARTS or id(node) in seen:
            continue
        seen.add(id(node))
        if kind in _FACTS:
            names.add(node.name)  # type: ignore[attr-defined]  # a fact
        elif kind in _FIELDS:
            waiting.extend([getattr(node, each) for each in _FIELDS[kind]])
        elif isinstance(node, tuple | list | frozenset | set):
            if not isinstance(next(iter(node), ""), str):  # what a set names are words, and often all countries
                waiting.extend(node)
        elif isinstance(node, dict):
            waiting.extend(node.keys())
            waiting.extend(node.values())
        elif is_dataclass(kind):
            _FIELDS[kind] = field_names(kind)
            waiting.extend([getattr(node, each) for each in _FIELDS[kind]])
