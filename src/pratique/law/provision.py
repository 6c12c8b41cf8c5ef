"""The kinds of provision, and what the exceptions to them leave.

Rule: a provision binds one object (`per`), so that its condition and its exceptions read the same element; an
exception says what it leaves (an exemption nothing, an authorization its duties) and never repeats the
provision's clock. An exception known only from memory is not certain: its condition is joined with an open
legal fact, so that it never makes `clear` certain.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, Required, TypedDict, Unpack

from pratique.facts.definition import remembered
from pratique.facts.kinds import CASE
from pratique.law.clocks import Clocks
from pratique.law.outcome import Outcome
from pratique.logic.author import all_of
from pratique.logic.nodes import Condition, Kind, Numeric, TruthFact
from pratique.value_class import dataclass


def plain_cite(cite: str) -> str:
    """A citation without spaces, capitals and the section sign: two that differ in these alone are one.

    >>> plain_cite("15 CFR § 791.303(b)")
    '15cfr791.303(b)'
    """
    return "".join(cite.casefold().replace("§", "").split())


class Confidence(StrEnum):
    """How sure we are of an encoding."""

    CONFIRMED = "confirmed"
    SINGLE_SOURCE = "single source"
    MEMORY = "memory, unverified"


class Force(StrEnum):
    """What kind of text it is; only binding law decides."""

    BINDING = "binding"
    GUIDANCE = "guidance"
    PROPOSED = "proposed"
    PRESS = "press report"


ProvisionKind = Literal["prohibition", "requirement", "licence", "exception", "classification", "rate", "gap"]
"""A gap is a regime that the book does not model but that applies on the facts given."""


@dataclass(frozen=True, slots=True)
class Duty:
    """What must be done, and when.

    `due` is the last day on which it can be done in time; `done` the day it was done (absent: not done), and
    `earliest_act` the first day on which the act is in time for what was done. `keep_until` is the end of a
    retention. `counting` says how the text counts.
    """

    name: str
    summary: str
    cite: str
    due: Numeric | None = None
    done: Numeric | None = None
    earliest_act: Numeric | None = None
    keep_until: Numeric | None = None
    counting: str = "calendar days"


@dataclass(frozen=True, slots=True)
class LegalException:
    """What lifts a provision, down to what it leaves."""

    cite: str
    summary: str
    leaves: Outcome
    when: Condition
    confidence: Confidence = Confidence.CONFIRMED
    clocks: Clocks | None = None
    duties: tuple[Duty, ...] = ()
    text_verified: bool = True

    @property
    def name(self) -> str:
        return self.cite


@dataclass(frozen=True, slots=True)
class Provision:
    """One rule: what it does to which object when.

    `severity` is the outcome where nothing lifts it.
    """

    cite: str
    kind: ProvisionKind
    summary: str
    severity: Outcome
    when: Condition
    clocks: Clocks
    per: Kind = CASE
    lifted_by: tuple[LegalException, ...] = ()
    duties: tuple[Duty, ...] = ()
    force: Force = Force.BINDING
    confidence: Confidence = Confidence.CONFIRMED
    text_verified: bool = True
    note: str = ""


class ProvisionSaid(TypedDict, total=False):
    """What a provision says beside its place and its summary, as `Provision` has it."""

    when: Required[Condition]
    clocks: Required[Clocks]
    per: Kind
    lifted_by: tuple[LegalException, ...]
    force: Force
    confidence: Confidence
    text_verified: bool
    note: str


class ProvisionWithDuties(ProvisionSaid, total=False):
    """The same, with what is to be done beside."""

    duties: tuple[Duty, ...]


def prohibition(cite: str, summary: str, **said: Unpack[ProvisionSaid]) -> Provision:
    """What may not be done."""
    return Provision(cite, "prohibition", summary, Outcome.PROHIBITED, **said)


def licence(cite: str, summary: str, **said: Unpack[ProvisionWithDuties]) -> Provision:
    """What may be done only with a licence or permit."""
    return Provision(cite, "licence", summary, Outcome.LICENCE_REQUIRED, **said)


def requirement(cite: str, summary: str, *, duties: tuple[Duty, ...], **said: Unpack[ProvisionSaid]) -> Provision:
    """What must be done beside the act: a declaration, a filing, a record."""
    return Provision(cite, "requirement", summary, Outcome.CLEAR_WITH_DUTIES, duties=duties, **said)


def known_gap(
    cite: str,
    summary: str,
    *,
    answer: TruthFact,
    when: Condition,
    clocks: Clocks,
    per: Kind = CASE,
) -> Provision:
    """A regime that the book does not model, and when it certainly applies.

    `answer` is the fact (of `facts.gaps`) that says whether it bars the act; while that is open, so is the outcome.
    """
    return Provision(
        cite,
        "gap",
        f"Not modelled here, and it applies: {summary}",
        Outcome.LICENCE_REQUIRED,
        all_of(when, answer),
        clocks,
        per,
        text_verified=False,
    )


def exemption(
    cite: str,
    summary: str,
    *,
    when: Condition,
    confidence: Confidence = Confidence.CONFIRMED,
    text_verified: bool = True,
    leaves: Outcome = Outcome.EXEMPT,
) -> LegalException:
    """An exception that leaves nothing."""
    return LegalException(
        cite, summary, leaves, _sure(cite, when, confidence), confidence, text_verified=text_verified
    )


def authorization(
    cite: str,
    summary: str,
    *,
    when: Condition,
    clocks: Clocks | None = None,
    duties: tuple[Duty, ...] = (),
    confidence: Confidence = Confidence.CONFIRMED,
    text_verified: bool = True,
) -> LegalException:
    """An exception that leaves its own conditions and duties (a general or specific authorization, a licence)."""
    condition = when if clocks is None else all_of(clocks.by_text(), when)
    return LegalException(
        cite=cite,
        summary=summary,
        leaves=Outcome.AUTHORIZED,
        when=_sure(cite, condition, confidence),
        confidence=confidence,
        clocks=clocks,
        duties=duties,
        text_verified=text_verified,
    )


def _sure(cite: str, when: Condition, confidence: Confidence) -> Condition:
    if confidence is not Confidence.MEMORY:
        return when
    slug = "".join(ch if ch.isalnum() else "_" for ch in cite.lower()).strip("_")
    return all_of(remembered(slug, f"Whether {cite} says what is encoded here from memory.", cite), when)
