"""What an ownership answer holds, and the same as plain data, from which text, JSON and CSV are printed.

Rule: the answer to "linked?" stands first and is yes, no or unknown for each country that was asked about; a batch
gives each supplier the answer of a single one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, TypeAlias

from pratique.dossier.linked_person import PERSON
from pratique.errors import EXIT_CLEAR, EXIT_INVALID, EXIT_UNDETERMINED, Finding
from pratique.files.plain import Data, Plain
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.parties.control import ControlTest
from pratique.parties.nexus import Controller, PartyFacts, linked_seeds
from pratique.parties.open_holdings import OpenHolding
from pratique.parties.party import Party
from pratique.parties.proof import Step
from pratique.parties.snapshot import Snapshot
from pratique.value_class import dataclass

WORDS = {TRUE: "yes", FALSE: "no", UNKNOWN: "unknown"}
PRONG_WORDS = {
    "agent_or_directed": "agent of it, or directed or financed by it",
    "citizen_or_resident": "citizen or resident",
    "organised_or_seated": "organised, headquartered or seated there",
    "controlled": "owned or controlled from there",
}


@dataclass(frozen=True)
class Owned(Plain):
    """What is known of one party: its facts by country, who is above it, what the registries left out."""

    asked: str
    joined_by: str
    facts: Mapping[str, PartyFacts]
    above: tuple[Controller, ...]
    findings: tuple[Finding, ...]
    test: ControlTest
    snapshot: Snapshot

    @property
    def first(self) -> PartyFacts:
        """The facts for the first country: those of the party itself are the same for all."""
        return next(iter(self.facts.values()))

    @property
    def exit_status(self) -> int:
        """0 if each country is settled, 3 if one is open."""
        return EXIT_UNDETERMINED if UNKNOWN in [one.linked for one in self.facts.values()] else EXIT_CLEAR

    @property
    def linked_parties(self) -> frozenset[str]:
        """The parties above that certainly belong to one of the countries."""
        wanted = frozenset().union(*(one.countries for one in self.facts.values()))
        return linked_seeds(self.snapshot, self.snapshot.upstream(self.first.party), wanted, PERSON).certain

    def to_dict(self) -> Data:
        """The same as JSON values."""
        return ownership_data(self)


@dataclass(frozen=True, slots=True)
class NotJoined:
    """A supplier that no registry has, or that more than one party answers to; `why` says which."""

    asked: str
    why: str


@dataclass(frozen=True)
class OwnedBatch(Plain):
    """An answer for each supplier of a table, in its order, and the findings on the table."""

    rows_are: ClassVar[str] = "suppliers"

    suppliers: list[Owned | NotJoined]
    findings: tuple[Finding, ...]

    def __iter__(self) -> Iterator[Any]:
        return iter((self.suppliers, self.findings))

    def to_dict(self) -> Data:
        """A record for each supplier, and the findings."""
        return {"suppliers": batch_rows(self.suppliers), "findings": [str(each) for each in self.findings]}

    @property
    def exit_status(self) -> int:
        """4 where a row could not be used, 3 where something is open or a supplier joined nothing, else 0."""
        if any(each.severity == "error" for each in self.findings):
            return EXIT_INVALID
        settled = all(not isinstance(row, NotJoined) and row.exit_status == EXIT_CLEAR for row in self.suppliers)
        return EXIT_CLEAR if settled else EXIT_UNDETERMINED


def headline(found: Owned) -> str:
    """Whether the party is linked to each country, by what, and what would settle it, in a sentence each."""
    return " ".join(headline_of(name, facts, found.snapshot.parties) for name, facts in found.facts.items())


def headline_of(name: str, facts: PartyFacts, parties: Mapping[str, Party]) -> str:
    """Whether the party is linked to one country, in a sentence; `parties` by id say who is called what."""
    if facts.linked is FALSE:
        return f"Linked to {name}: no."
    if facts.linked is UNKNOWN:
        settles = next((item.question for item in facts.open_holdings if item.clears), None)
        open_ = [PRONG_WORDS[prong] for prong, out in facts.prongs.items() if out is UNKNOWN]
        tail = f" This alone settles control: {settles}" if settles and open_ == [PRONG_WORDS["controlled"]] else ""
        return f"Linked to {name}: unknown; open is whether it is {'; '.join(open_)}.{tail}"
    prong = next(prong for prong, out in facts.prongs.items() if out is TRUE)
    by = f", by {_holders(facts.chain, parties)}" if prong == "controlled" and facts.chain else ""
    return f"Linked to {name}: yes, {PRONG_WORDS[prong]}{by}."


def _holders(steps: Sequence[Step], parties: Mapping[str, Party]) -> str:
    """The holders at the top of a chain."""
    subjects = {step.subject for step in steps}
    tops = dict.fromkeys(link.holder for step in steps for link in step.links if link.holder not in subjects)
    names = dict.fromkeys(_called(name, parties) for name in tops)
    return " and ".join(names)


# As plain data -------------------------------------------------------------------------------------

Row: TypeAlias = dict[str, Any]
"""One thing as plain data, by the names of its fields."""


def ownership_data(found: Owned, tests: Mapping[str, Mapping[str, Truth]] | None = None) -> Row:
    """The same as plain data."""
    first, facts = found.first, found.facts
    data: Row = {
        "headline": headline(found),
        "party": {"id": first.party, "name": first.name},
        "asked": found.asked,
        "joined_by": found.joined_by,
        "on": first.on.isoformat(),
        "known_on": None if first.known_on == date.max else first.known_on.isoformat(),
        "test": found.test.name,
        "linked": {name: WORDS[one.linked] for name, one in facts.items()},
        "nexus": {name: {prong: WORDS[out] for prong, out in one.prongs.items()} for name, one in facts.items()},
        "reasons": {name: {prong: list(said) for prong, said in one.reasons.items()} for name, one in facts.items()},
        "controllers": list(_controllers(found.above)),
        "open_holdings": [
            {"country": name, **_open(item)} for name, one in facts.items() for item in one.open_holdings
        ],
        "assumptions": each_once(one.assumptions for one in facts.values()),
        "conflicts": each_once(one.conflicts for one in facts.values()),
        "left_out": each_once(one.holes for one in facts.values()),
        "findings": [str(each) for each in dict.fromkeys(found.findings) if each.severity != "note"],
        "exit_status": found.exit_status,
    }
    if tests is not None:
        data["tests"] = {name: {at: WORDS[out] for at, out in row.items()} for name, row in tests.items()}
    return data


def each_once(texts: Iterable[Iterable[str]]) -> list[str]:
    """Texts of several lists, each once."""
    return list(dict.fromkeys(text for some in texts for text in some))


MOST_STEPS = 20_000
"""Most steps of all chains together that are written: a thousand holders in a row have half a million."""


def _controllers(rows: Iterable[Controller]) -> Iterator[Row]:
    """A row for each; steps that stand in several chains are laid out once, and no more than anybody reads."""
    steps: dict[int, Row] = {}
    written = 0
    for row in rows:
        chain = row.chain if written < MOST_STEPS else ()
        written += len(chain)
        for step in chain:
            if id(step) not in steps:
                steps[id(step)] = _step(step)
        left_out = (
            {"chain_left_out": True} if written >= MOST_STEPS and not chain and row.outcome is not FALSE else {}
        )
        yield {**_controller(row), "chain": [steps[id(step)] for step in chain], **left_out}


def _controller(row: Controller) -> Row:
    return {
        "party": row.party,
        "name": row.name,
        "outcome": WORDS[row.outcome],
        "low": percent(row.low),
        "high": percent(row.high),
        "shares": {measure: [percent(low), percent(high)] for measure, low, high in row.shares},
    }


def percent(part: Any) -> float:
    """Percent for people; exact shares stay in the chain as text."""
    return round(float(part * 100), 6)


def _step(step: Step) -> Row:
    links = [
        {"holder": link.holder, "has": link.text, "certain": link.certain, "sources": list(link.sources)}
        for link in step.links
    ]
    return {"subject": step.subject, "why": step.why, "certain": step.certain, "links": links}


def _open(item: OpenHolding) -> Row:
    return {
        "kind": item.kind,
        "subject": item.subject,
        "holder": item.holder,
        "question": item.question,
        "settles": item.clears,
        "flips": item.flips,
        "denial": item.denial,
    }


def batch_rows(rows: Sequence[Owned | NotJoined]) -> list[Row]:
    """A row for each supplier: what joined, the outcome for each country, and what would settle it."""
    countries = next((list(row.facts) for row in rows if hasattr(row, "facts")), [])
    return [_batch_row(row, countries) for row in rows]


def _batch_row(row: Owned | NotJoined, countries: Sequence[str]) -> Row:
    if isinstance(row, NotJoined):
        return {
            "supplier": row.asked,
            "party": "",
            "name": "",
            "joined_by": f"not in the registries: {row.why}",
            **{f"linked_{name}": "unknown" for name in countries},
            **{f"controlled_{name}": "unknown" for name in countries},
            "chain": "",
            "settles": "",
            "left_out": "",
            "read_with": "",
        }
    facts, parties = row.facts, row.snapshot.parties
    first = next(iter(facts.values()))
    chains = each_once(
        (" <- ".join(_links(step, parties) for step in reversed(one.chain)),) for one in facts.values()
    )
    settles = each_once((item.question for item in one.open_holdings if item.clears) for one in facts.values())
    return {
        "supplier": row.asked,
        "party": first.party,
        "name": first.name,
        "joined_by": row.joined_by,
        **{f"linked_{name}": WORDS[one.linked] for name, one in facts.items()},
        **{f"controlled_{name}": WORDS[one.controlled_by_linked] for name, one in facts.items()},
        "chain": "; ".join(filter(None, chains)),
        "settles": " ".join(settles),
        "left_out": " ".join(each_once(one.holes for one in facts.values())),
        "read_with": " ".join(each_once((*one.assumptions, *one.conflicts) for one in facts.values())),
    }


def _links(step: Step, parties: Mapping[str, Party]) -> str:
    held = ", ".join(f"{_called(link.holder, parties)}: {link.text}" for link in step.links)
    return f"{_called(step.subject, parties)} ({held or step.why.rstrip('.')})"


def _called(name: str, parties: Mapping[str, Party]) -> str:
    """The name of a party; its id where nobody is known under that."""
    return parties[name].name if name in parties else name
