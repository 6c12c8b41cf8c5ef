"""What a dossier comes to, before it is written down: its cases, and what every instrument says of each.

Rule: every question (`check`, `needs`, `what-if`, `when`, `compare`, `declare`) starts from the same decision, so
that they cannot differ in how they read a dossier.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pratique.deciding.applicable import outcomes_for, refuse_unexamined
from pratique.deciding.constructions import constructions
from pratique.deciding.outcomes import InstrumentOutcome, outcome_of
from pratique.deciding.relations import accepted, relate
from pratique.dossier.build import cases_of
from pratique.dossier.case import Case, Cases
from pratique.dossier.document import Dossier
from pratique.dossier.read import dossier_from, read_dossier
from pratique.files.clock import today
from pratique.law import book as law_book
from pratique.law.book import Book
from pratique.law.outcome import OUT_OF_SCOPE, Range
from pratique.logic.truth import FALSE

if TYPE_CHECKING:
    from pratique.deciding.signoff import Overlay
    from pratique.items.bill import Bill
    from pratique.law.instrument import Instrument


@dataclass(frozen=True, eq=False)
class Decided:
    """Cases with what every instrument says of them, and what was asked of them."""

    cases: Cases
    outcomes: list[tuple[Case, InstrumentOutcome]]
    chosen: dict[str, str]
    known_on: date
    law_on: date | None
    book: Book | None
    overlay: Overlay | None = None
    registries: Sequence[str | Path] = ()
    construed: frozenset[str] = frozenset()
    """The legal facts that were construed one by one, by name."""

    @property
    def range(self) -> Range:
        """The worse of all outcomes."""
        return OUT_OF_SCOPE.worse_of(*(outcome.range for _, outcome in self.outcomes))

    @property
    def instruments(self) -> list[Any]:
        """The instruments that concern the cases, each once."""
        return list(dict.fromkeys(outcome.instrument for _, outcome in self.outcomes))

    @property
    def policies(self) -> tuple[Instrument, ...]:
        """A firm's own policies."""
        return self.overlay.policies if self.overlay is not None else ()


def decided(
    dossier: str | Path | Mapping[str, Any] | Dossier,
    *,
    on: date | None = None,
    law_on: date | None = None,
    known_on: date | None = None,
    construe: str | Mapping[str, str] | None = None,
    bills: Iterable[Bill] = (),
    book: Book | None = None,
    registries: Sequence[str | Path] = (),
    lists: Sequence[str | Path] = (),
    overlays: Sequence[str | Path] = (),
    presume: Sequence[str] = (),
    revoke: Sequence[str] = (),
) -> Decided:
    """The decision of a dossier; the options are those of `check`. Raises InvalidInput, UsageError."""
    read = _read(dossier)
    known = known_on or _day(read, "known_on") or today()
    law_day = law_on or _day(read, "law_on")
    _refuse_no_question(read)
    construe = construe if construe is not None else read.data.get("construe")
    if book is None and (construe or "legal." in str(read.data)):
        law_book.load()  # legal facts are defined by the law that reads them
    overlay = _overlay(read, overlays)
    chosen = _construed(construe, overlay)
    registries = [*registries, *_beside(read, "registries")]
    lists = [*lists, *_beside(read, "lists")]
    enrich = None
    if registries or lists:
        from pratique.dossier.ownership import enriching

        enrich = enriching(registries, lists, on, chosen)
    cases = cases_of(read, known, on=on, construe=chosen, bills=bills, enrich=enrich)
    granted = accepted(read, presume, revoke)
    for case in cases.cases:
        relate(case, book, law_day, granted)
    outcomes = [(case, outcome) for case in cases.cases for outcome in outcomes_for(case, book, law_day)]
    if not outcomes:
        refuse_unexamined(cases.cases, book)
    policies = overlay.policies if overlay is not None else ()
    if lists:
        from pratique.deciding.screening import SCREENING

        policies = (*policies, SCREENING)
    outcomes += [(case, one) for case in cases.cases for each in policies if (one := policy_outcome(each, case))]
    named = frozenset(construe) if isinstance(construe, Mapping) else frozenset[str]()
    return Decided(cases, outcomes, chosen, known, law_day, book, overlay, registries, named)


def _overlay(dossier: Dossier, further: Sequence[str | Path]) -> Overlay | None:
    """The sign-offs and policies that hold for a dossier; None where no file holds any."""
    path = Path(dossier.file)
    beside = path.suffix in (".toml", ".json") and path.with_suffix(".overlay.toml").is_file()
    if not (further or beside or "overlays" in dossier.data):
        return None
    from pratique.deciding.signoff import overlay_of

    return overlay_of(dossier, further)


def _construed(construe: str | Mapping[str, str] | None, overlay: Overlay | None) -> dict[str, str]:
    """The constructions asked for, with those that counsel settled: counsel outdoes a rule of thumb, not a name."""
    chosen = constructions(construe)
    if overlay is None:
        return chosen
    return overlay.constructions | chosen if isinstance(construe, Mapping) else chosen | overlay.constructions


def policy_outcome(instrument: Instrument, case: Case) -> InstrumentOutcome | None:
    """What a firm's own policy says of a case; it stands beside the law, so it can only make an outcome worse."""
    found = outcome_of(instrument, case.entity)
    return None if found.concerned is FALSE or found.range == OUT_OF_SCOPE else found


def _read(dossier: str | Path | Mapping[str, Any] | Dossier) -> Dossier:
    if isinstance(dossier, Dossier):
        return dossier
    return dossier_from(dossier) if isinstance(dossier, Mapping) else read_dossier(dossier)


def _beside(dossier: Dossier, name: str) -> list[Path]:
    """The files that a dossier names, below its own folder. Raises InvalidInput for those that lead out of it."""
    found = (dossier.inside(each, f"{name}/{index}") for index, each in enumerate(dossier.data.get(name, [])))
    files = [each for each in found if each is not None]
    dossier.findings.refuse()
    return files


def _refuse_no_question(dossier: Dossier) -> None:
    """Nothing that is asked, nothing that is cleared. Raises InvalidInput."""
    if not dossier.entries("transactions"):
        dossier.findings.add(
            "dossier.transactions",
            "The dossier asks nothing: it has no transactions.",
            dossier.place(""),
            "Add [[transactions]] with act, date and into.",
        )
    dossier.findings.refuse()


def _day(dossier: Dossier, name: str) -> date | None:
    """A day that the dossier fixes for the whole question; a finding where it is none."""
    text = dossier.data.get(name)
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        dossier.findings.add(
            "dossier.day", f"{name}: {text!r} is no calendar day.", dossier.place(name), "Write it as 2026-11-22."
        )
        return None
