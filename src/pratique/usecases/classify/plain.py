"""What a classification holds, and the same as plain data, from which JSON and text are printed.

Rule: numbers are `[low, high]` with null for no end; where there may be no such number, that stands beside it. What
the text says and what is enforced stand side by side, and what the class does not speak of is listed every time.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from pratique.errors import Finding
from pratique.facts.definition import VOCABULARY, Definition
from pratique.files.plain import Data, Plain
from pratique.law.clocks import iso_day
from pratique.law.control_list import Entry
from pratique.law.instrument import Mode
from pratique.law.provision import Provision
from pratique.law.registered import control_list
from pratique.logic.intervals import INFINITY, End
from pratique.logic.nodes import Term
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.logic.values import Absence, Span
from pratique.value_class import dataclass

SCHEMA_VERSION = "1"
WORDS: dict[Truth, str] = {TRUE: "yes", FALSE: "no", UNKNOWN: "undetermined"}

LIST = control_list()
"""The list that items are classified by."""


@dataclass(frozen=True, slots=True)
class EntryHeld:
    """One entry on one day: whether the item is in it, by the text and as enforced."""

    entry: Entry
    provision: Provision
    truth: Truth


@dataclass(frozen=True, slots=True)
class Classification(Plain):
    """The classes still possible for one item on one day, with what would settle them.

    `performance` and `performance_density` are spans; None where the item has no such figure (a model).
    `remembered` is the classification under figures that rest on memory, where there are any.
    """

    name: str
    on: date
    classes: tuple[str, ...]
    enforced: tuple[str, ...]
    performance: Span | None
    performance_density: Span | None
    open_facts: tuple[str, ...]
    held: tuple[EntryHeld, ...]
    eligible_740_8: Truth
    presumption: Truth
    limbs: tuple[tuple[Term, Truth], ...] = ()
    assumed: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    remembered_figures: tuple[str, ...] = ()
    remembered: tuple[str, ...] | None = None

    @property
    def is_settled(self) -> bool:
        return len(self.classes) == 1 and len(self.enforced) == 1

    def to_dict(self) -> Data:
        """The same as JSON values."""
        return plain(self)


def plain(found: Classification) -> dict[str, Any]:
    """The classification as JSON values."""
    return {
        "schema": SCHEMA_VERSION,
        "name": found.name,
        "on": found.on.isoformat(),
        "classes": list(found.classes),
        "tpp": span_out(found.performance),
        "performance_density": span_out(found.performance_density),
        "performance_density_may_be_absent": _may_be_absent(found.performance_density),
        "open_facts": [fact_out(VOCABULARY[name]) for name in found.open_facts],
        "provisions": [held_out(held) for held in found.held],
        "limbs": [{"name": t.name, "summary": t.summary, "holds": WORDS[truth]} for t, truth in found.limbs],
        "by_text": mode_out(found.classes, found.on, "by_text"),
        "as_enforced": mode_out(found.enforced, found.on, "as_enforced"),
        "eligible_for_nac_or_aca": WORDS[found.eligible_740_8],
        "presumed_a_for_its_fabricator_or_packager": WORDS[found.presumption],
        "distances": distances(found),
        "assumed": list(found.assumed),
        "figures_from_memory": list(found.remembered_figures),
        "classes_if_figures_from_memory_hold": None if found.remembered is None else list(found.remembered),
        "findings": [finding_out(finding) for finding in found.findings],
        "not_examined": list(LIST.not_examined),
    }


def span_out(span: Span | None) -> list[int | float | None] | None:
    """`[low, high]`; null for an end that is not known, None where there is no such number."""
    if span is None or span.none is Absence.YES:
        return None
    return [number_out(span.interval.low), number_out(span.interval.high)]


def number_out(end: End) -> int | float | None:
    """A number as JSON writes it: whole if it is whole."""
    if end in (INFINITY, -INFINITY):
        return None
    exact = Fraction(end)
    return exact.numerator if exact.denominator == 1 else float(exact)


def _may_be_absent(span: Span | None) -> bool | None:
    return None if span is None else span.none is not Absence.NO


def fact_out(definition: Definition) -> dict[str, Any]:
    """An open fact with what it means, who knows it and what proves it."""
    return {
        "fact": definition.name,
        "meaning": definition.meaning,
        "known_by": definition.known_by,
        "proof": definition.proof,
        "legal": definition.is_legal,
    }


def held_out(held: EntryHeld) -> dict[str, Any]:
    """An entry that the item is in or may be in."""
    return {
        "eccn": held.entry.eccn,
        "cite": held.entry.cite,
        "summary": held.entry.summary,
        "holds": WORDS[held.truth],
        "confidence": held.entry.confidence.value,
        "in_force": iso_day(held.entry.clocks.in_force),
        "lapses": iso_day(held.entry.clocks.lapses),
        "published": iso_day(held.entry.clocks.published),
    }


def mode_out(classes: tuple[str, ...], on: date, mode: Mode) -> dict[str, Any]:
    """The classes under one mode with where the law of that day asks for a licence for them."""
    return {
        "classes": list(classes),
        "licence_needed": [
            {"cite": provision.cite, "summary": provision.summary} for provision in LIST.asks(classes, on, mode)
        ],
    }


def distances(found: Classification) -> list[dict[str, Any]]:
    """How far performance and density lie from each limit, where they are known; above it is positive."""
    rows: list[dict[str, Any]] = []
    for name, span, limits in (
        ("tpp", found.performance, LIST.circuits.limits),
        ("performance_density", found.performance_density, LIST.circuits.density_limits),
    ):
        if span is not None and span.is_known and span.none is Absence.NO:
            rows += [
                {
                    "figure": name,
                    "limit": number_out(limit),
                    "distance": number_out(Fraction(span.interval.low) - limit),
                }
                for limit in limits
            ]
    return rows


def finding_out(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "place": str(finding.place),
        "next_step": finding.next_step,
    }
