"""Counts that go on from act to act of one year: a later one that is smaller than an earlier one stands against it.

Rule: "this year" and "so far" count what was done before as well, so that whoever states less of a later act has
counted each act by itself. Then what the later count is, is not known, but it is no less than the earlier one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from pratique.dossier.entries import ActEntry
from pratique.facts import licences
from pratique.facts.act import date as act_date
from pratique.facts.cn import data
from pratique.facts.kinds import CONSIGNEE
from pratique.facts.proof import Basis, Proof
from pratique.logic.intervals import Interval
from pratique.logic.nodes import NumberFact
from pratique.logic.values import Span

if TYPE_CHECKING:
    from pratique.dossier.case import Cases

_Of = Callable[[ActEntry], object]
COUNTED: tuple[tuple[NumberFact, _Of, bool], ...] = (
    (data.ordinary_people, lambda entry: entry.actor, True),
    (data.sensitive_people, lambda entry: entry.actor, True),
    (licences.tpp_before, lambda entry: entry.parties.get(CONSIGNEE.name), True),
    (licences.country_tpp, lambda entry: entry.into, False),
)
"""What is counted up, over the acts that have what in common, and whether anew from each first of January."""


def held_against_earlier_acts(made: Cases) -> None:
    """Add to a later act what an earlier one had counted already, where it states less."""
    dated = sorted(_dated(made), key=lambda each: each[0])
    for fact, common, is_yearly in COUNTED:
        most: dict[object, tuple[Interval, str]] = {}
        for day, entry in dated:
            of = (common(entry), day.year if is_yearly else None)
            said = made.evidence.value(entry.key, fact.name)
            if not isinstance(said, Span):
                continue
            before = most.get(of)
            if before is not None and said.interval.high < before[0].low:
                proof = Proof(f"what act {before[1]!r} had counted before", Basis.COMPUTED)
                made.evidence.add(entry.key, fact, Span(Interval(before[0].low, fact.domain.high)), proof)
            elif before is None or said.interval.low > before[0].low:
                most[of] = (said.interval, entry.id)


def _dated(made: Cases) -> Iterator[tuple[date, ActEntry]]:
    for entry in made.dossier.acts:
        day = made.evidence.value(entry.key, act_date.name)
        if isinstance(day, Span) and day.interval.is_point:
            yield date.fromordinal(int(day.interval.low)), entry
