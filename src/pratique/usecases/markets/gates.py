"""What the law of a market puts between goods and the market: permits, approvals, bars; beside it stands the duty.

Rule: a duty alone is no gate. What was needed and is held is told too, so that a rate is never read without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

import msgspec

from pratique.deciding.kindred import Family
from pratique.deciding.outcomes import InstrumentOutcome, outcome_of
from pratique.deciding.relations import relate
from pratique.dossier.accepted import ACCEPTED_NOTHING
from pratique.dossier.case import Case, Cases
from pratique.facts import trade
from pratique.law import book
from pratique.law.book import Book
from pratique.law.instrument import Instrument
from pratique.law.outcome import Outcome, range_words
from pratique.logic.lint import atoms
from pratique.logic.nodes import Intersects
from pratique.logic.truth import FALSE
from pratique.usecases.answer.reasons import deciding


class Condition(msgspec.Struct, frozen=True, kw_only=True):
    """Something that stands between the model and the market, or is owed there."""

    cite: str
    what: str
    outcome: str
    instrument: str


def law_of(market: str, day: date) -> Book:
    """The instruments of one market as published on the day."""
    return book.load([name for name in book.INSTRUMENTS if name.startswith(f"{market.lower()}.")], day)


def outcomes_there(cases: Cases, law: Iterable[Instrument]) -> Iterator[tuple[Case, InstrumentOutcome]]:
    """What each instrument of a market says of each act there that it concerns."""
    law = tuple(law)
    for case in (each for each in cases.cases if each.act != "export"):
        family = Family(case.entity)
        for instrument in law:
            found = outcome_of(instrument, case.entity, family)
            if found.concerned is not FALSE:
                yield case, found


def conditions_of(outcomes: list[tuple[Case, InstrumentOutcome]]) -> Iterator[Condition]:
    """What decides, the gravest first, each paragraph once and as it reads at its gravest.

    What bars for certain comes before what may bar worse, and both before permits that were needed and are held.
    """
    gravest: dict[str, tuple[tuple[bool, int, int], Condition]] = {}
    for case, outcome in outcomes:
        for each in deciding(outcome, case):
            best, worst = Outcome.named(each.best), Outcome.named(each.worst)
            if worst <= Outcome.CLEAR_WITH_DUTIES:
                continue
            grave = (best > Outcome.AUTHORIZED, int(worst), int(best))
            if each.cite not in gravest or gravest[each.cite][0] < grave:
                words = range_words(each.best, each.worst)
                gravest[each.cite] = (
                    grave,
                    Condition(cite=each.cite, what=each.summary, outcome=words, instrument=each.instrument),
                )
    for _, shown in sorted(gravest.values(), key=lambda item: item[0], reverse=True):
        yield shown


def is_gate(instrument: Instrument) -> bool:
    """Whether an instrument asks for more than a duty."""
    return any(each.kind != "rate" for each in instrument.provisions)


@lru_cache(maxsize=512)
def examines_approval(instrument: Instrument) -> bool:
    """Whether an instrument asks of an entry that the type of the whole vehicle is approved."""
    return any(
        isinstance(atom, Intersects) and atom.fact is trade.approvals and "whole_vehicle" in atom.values
        for provision in instrument.provisions
        for lift in provision.lifted_by
        for atom in atoms(lift.when)
    )


def gates_of(cases: Cases, market: str, on: date) -> tuple[Condition, ...]:
    """What the law of a market asks of the entry alone, beside the duty; the facts of `cases` are read together."""
    law = law_of(market, on)
    entry = Cases(cases.dossier, cases.evidence, cases=cases.cases[:1])
    relate(entry.cases[0], law, on, ACCEPTED_NOTHING)
    return tuple(conditions_of([each for each in outcomes_there(entry, law) if is_gate(each[1].instrument)]))
