"""An instrument: one law or order with its provisions, what of it is not modelled, and what lies beside it.

Rule: the outcome range of a node falls out of one plain condition per level ("at least a licence"); nothing but
conditions, so that every reading gets outcomes free. A conflict or silence between provisions is a defect of
the book, found by tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field
from datetime import date
from typing import Literal

from pratique.facts.kinds import CASE
from pratique.law.outcome import Outcome
from pratique.law.provision import LegalException, Provision
from pratique.logic.author import NEVER, all_of, any_of, none_of
from pratique.logic.nodes import Condition, Kind
from pratique.logic.relations import Relation
from pratique.value_class import dataclass

Mode = Literal["by_text", "as_enforced"]
MODES: tuple[Mode, Mode] = ("by_text", "as_enforced")
LEVELS = tuple(Outcome)[1:]
"""The outcomes that a condition "at least ..." exists for; anything is at least out of scope."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What became of one paragraph: encoded, procedural (nothing to decide), or not modelled and why."""

    cite: str
    status: Literal["encoded", "procedural", "not modelled"]
    note: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A regime that touches the same goods or acts and that this instrument's answer does not examine.

    `instruments` of the book examine it, where all of them concern the act as well.
    """

    name: str
    why: str
    instruments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A source, with its address."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to the instrument: an amendment, a decision, a bill. Not law by itself."""

    on: date
    what: str
    confidence: str


@dataclass(frozen=True, slots=True, eq=False)
class Instrument:
    """One law or order (compared by identity; two with the same content have the same hash in a book).

    `reach` says when it concerns an act at all (market, kind of act); `scope` per kind of node when that node is
    inside it; `exempt` what takes a whole node out again. `checked_on` is the day its text was last checked.
    `relations` say which of the facts that it reads belong together.
    """

    id: str
    title: str
    cite: str
    issuer: str
    jurisdiction: str
    reach: Condition
    scope: dict[Kind, Condition]
    provisions: tuple[Provision, ...]
    checked_on: date
    published: date | None = None
    exempt: dict[Kind, tuple[LegalException, ...]] = field(default_factory=dict)
    coverage: tuple[Coverage, ...] = ()
    not_examined: tuple[Neighbour, ...] = ()
    sources: tuple[Link, ...] = ()
    events: tuple[Event, ...] = ()
    note: str = ""
    relations: tuple[Relation, ...] = ()

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of node that get an outcome, the case first."""
        kinds = {CASE: None, **dict.fromkeys(self.scope), **{p.per: None for p in self.provisions}}
        return tuple(kinds)

    def exceptions(self) -> Iterator[LegalException]:
        """The exceptions of every citation, one of each, in the order of the text."""
        yield from {each.cite: each for each in self.every_exception()}.values()

    def every_exception(self) -> Iterator[LegalException]:
        """Every exception once: what lifts provisions, and what exempts as a whole, may be called the same."""
        lifting = [each for provision in self.provisions for each in provision.lifted_by]
        whole = [each for its in self.exempt.values() for each in its]
        yield from {id(each): each for each in (*lifting, *whole)}.values()


def in_time(provision: Provision, mode: Mode) -> Condition:
    """The provision's clock in one mode."""
    return provision.clocks.by_text() if mode == "by_text" else provision.clocks.as_enforced()


def applies(provision: Provision, mode: Mode = "by_text") -> Condition:
    """Clock and condition of a provision, before anything lifts it."""
    return all_of(in_time(provision, mode), provision.when)


def at_least(provision: Provision, level: Outcome, mode: Mode = "by_text") -> Condition:
    """The outcome under one provision is `level` or worse."""
    if level > provision.severity:
        return NEVER
    lifts = [each.when for each in provision.lifted_by if each.leaves < level]
    base = applies(provision, mode)
    return all_of(base, none_of(*lifts)) if lifts else base


def levels(instrument: Instrument, kind: Kind, mode: Mode = "by_text") -> tuple[Condition, ...]:
    """For a node of `kind`: the conditions "at least L", L from EXEMPT to PROHIBITED."""
    mine = [p for p in instrument.provisions if p.per == kind]
    inside = instrument.scope.get(kind, NEVER)
    exempt = [each.when for each in instrument.exempt.get(kind, ())]

    def condition(level: Outcome) -> Condition:
        parts = [at_least(p, level, mode) for p in mine if p.severity >= level]
        if level is Outcome.EXEMPT:
            parts.append(inside)
        elif level is Outcome.CLEAR:
            parts.append(all_of(inside, none_of(*exempt)) if exempt else inside)
        return all_of(instrument.reach, any_of(*parts)) if parts else NEVER

    return tuple(condition(level) for level in LEVELS)


def conditions_of(instrument: Instrument) -> Iterator[tuple[str, Condition]]:
    """Every condition of the instrument with the citation it stands under."""
    yield f"{instrument.cite} reach", instrument.reach
    for kind, scope in instrument.scope.items():
        yield f"{instrument.cite} scope of {kind.name}", scope
    for provision in instrument.provisions:
        yield provision.cite, provision.when
    for lifted in instrument.exceptions():
        yield lifted.cite, lifted.when


Load = Callable[[], Instrument]
