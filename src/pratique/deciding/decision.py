"""What a dossier comes to, before it is written down: its cases, and what every instrument says of each.

Rule: every question (`check`, `needs`, `what-if`, `when`, `compare`, `declare`) starts from the same decision, so
that they cannot differ in how they read a dossier.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from pratique.deciding.applicable import Together, is_examined, outcomes_for, outcomes_of, refuse_unexamined
from pratique.deciding.asked import Asked, Options, asked_of
from pratique.deciding.outcomes import InstrumentOutcome
from pratique.deciding.related_moved import RelatedTogether
from pratique.deciding.relations import accepted, relate
from pratique.dossier.build import cases_of
from pratique.dossier.case import Case, Cases
from pratique.dossier.document import Dossier
from pratique.dossier.read import dossier_from, read_dossier
from pratique.facts.act import party_listed
from pratique.files.collector import collector_paused
from pratique.files.far import steps
from pratique.law.outcome import OUT_OF_SCOPE, Range
from pratique.logic.truth import TRUE
from pratique.value_class import dataclass

if TYPE_CHECKING:
    from pratique.law.instrument import Instrument


@dataclass(frozen=True, eq=False)
class Decided:
    """Cases with what every instrument says of them, and what was asked of them."""

    cases: Cases
    outcomes: list[tuple[Case, InstrumentOutcome]]
    asked: Asked
    together: Together
    """Its acts as they were decided together."""

    @property
    def range(self) -> Range:
        """The worse of all outcomes."""
        return OUT_OF_SCOPE.worse_of(*(outcome.range for _, outcome in self.outcomes))

    @cached_property
    def _by_case(self) -> dict[int, list[InstrumentOutcome]]:
        found: dict[int, list[InstrumentOutcome]] = {}
        for case, outcome in self.outcomes:
            found.setdefault(id(case), []).append(outcome)
        return found

    def outcomes_of(self, case: Case) -> list[InstrumentOutcome]:
        """What every instrument says of one of the cases."""
        return self._by_case.get(id(case), [])

    @property
    def instruments(self) -> list[Any]:
        """The instruments that concern the cases, each once."""
        return list(dict.fromkeys(outcome.instrument for _, outcome in self.outcomes))

    def beside(self, case: Case) -> tuple[Instrument, ...]:
        """What stands beside the law for an act: a firm's own policies, screening, and that nobody examined it."""
        return beside(_is_screened(self.cases.cases, self.asked), case, self.asked)


def _is_screened(cases: Sequence[Case], asked: Asked) -> bool:
    """Whether any act of a dossier is screened, by lists or because a party is said to be on one: then all are."""
    return bool(asked.lists) or any(each.entity.values.get(party_listed.name) is TRUE for each in cases)


def beside(is_screened: bool, case: Case, asked: Asked) -> tuple[Instrument, ...]:
    """The rules beside the law that an act of a dossier is under; they can only make an outcome worse."""
    found = asked.overlay.policies if asked.overlay is not None else ()
    if is_screened or case.is_unexamined:
        from pratique.deciding.screening import SCREENING, UNEXAMINED

        found = (*found, *((SCREENING,) if is_screened else ()), *((UNEXAMINED,) if case.is_unexamined else ()))
    return found


def decided(dossier: str | Path | Mapping[str, Any] | Dossier, **options: Unpack[Options]) -> Decided:
    """The decision of a dossier; the options are those of `check`. Raises InvalidInput, UsageError."""
    with collector_paused():
        read = _read(dossier)
        return _decided(read, asked_of(read, **options))


def _decided(read: Dossier, asked: Asked) -> Decided:
    cases = cases_of(
        read, asked.known_on, on=asked.on, construe=asked.chosen, bills=asked.bills, enrich=_enriching(asked)
    )
    if asked.only:
        cases.cases = [replace(case, only=asked.only) for case in cases.cases]
    granted = accepted(asked.presume, asked.revoke)
    alike = RelatedTogether(case.entity for case in cases.cases)
    for case in cases.cases:
        relate(case, asked.book, asked.law_on, granted, together=alike)
    together = Together((case.entity for case in cases.cases), alike.moved)
    acts = steps(cases.cases, len(cases.cases), "acts decided")
    found = [(case, outcome) for case in acts for outcome in outcomes_for(case, asked.book, asked.law_on, together)]
    if not found:
        refuse_unexamined(cases.cases, asked.book)
    examined = {id(case) for case, _ in found}
    for case in cases.cases:
        case.is_unexamined = id(case) not in examined and not is_examined(case, asked.book)
    is_screened = _is_screened(cases.cases, asked)
    for case in cases.cases:
        rules = beside(is_screened, case, asked)
        found += [(case, one) for each in rules if (one := policy_outcome(each, case))]
    return Decided(cases, found, asked, together)


def _enriching(asked: Asked) -> Callable[[Cases], None] | None:
    """What joins registries and lists to the cases; None where there are none."""
    if not (asked.registries or asked.lists):
        return None
    from pratique.dossier.ownership import enriching

    return enriching(asked.registries, asked.lists, asked.on, asked.chosen)


def policy_outcome(instrument: Instrument, case: Case) -> InstrumentOutcome | None:
    """What a firm's own policy says of a case; it stands beside the law, so it can only make an outcome worse."""
    found = outcomes_of(case.entity, (instrument,))
    return next((each for each in found if each.range != OUT_OF_SCOPE), None)


def _read(dossier: str | Path | Mapping[str, Any] | Dossier) -> Dossier:
    if isinstance(dossier, Dossier):
        return dossier
    return dossier_from(dossier) if isinstance(dossier, Mapping) else read_dossier(dossier)
