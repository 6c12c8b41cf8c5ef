"""What must be done, by when, and from which day the act is in time.

Rule: a duty of a provision is listed wherever its provision can apply; dates that depend on something unknown are
shown as what they can be. A late duty does not change the outcome: it says from which day the act would be lawful.
Duties at the border that are no instrument of the book are listed where the goods are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pratique.deciding.outcomes import InstrumentOutcome
from pratique.dossier.case import Case
from pratique.facts.shown import show_days
from pratique.law.outcome import Outcome
from pratique.law.provision import Duty, Provision
from pratique.logic.intervals import INFINITY
from pratique.logic.nodes import Numeric
from pratique.logic.truth import TRUE
from pratique.logic.values import Absence, Choice, Span
from pratique.patterns import regex
from pratique.readings.decide import Bound, amount
from pratique.usecases.answer.answer import DutyOut

_DAYS = regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
IMPORTS = ("import", "personal_import")


def duties(found: Iterable[tuple[Case, InstrumentOutcome]]) -> tuple[DutyOut, ...]:
    """Every duty once per transaction, the certain ones first."""
    listed: dict[tuple[str, str, str], DutyOut] = {}
    entries: dict[str, Case] = {}
    for case, outcome in found:
        if case.act in IMPORTS and isinstance(case.entity.values.get("trade.hs6"), Choice):
            entries[case.id] = case
        for duty, certain, bound in _incurred(outcome, case):
            key = (case.id, duty.name, duty.cite)
            if key not in listed or (certain and not listed[key].certain):
                listed[key] = _out(duty, certain, bound, case)
    for case in entries.values():
        from pratique.usecases.answer.customs import customs_of  # only where goods are told: rates are many

        listed.update({(case.id, duty.name, duty.cite): duty for duty in customs_of(case)})
    return tuple(sorted(listed.values(), key=lambda d: (d.transaction, not d.certain, d.due or "9999", d.name)))


def _incurred(outcome: InstrumentOutcome, case: Case) -> Iterator[tuple[Duty, bool, Bound]]:
    barred = outcome.range.best is Outcome.PROHIBITED
    for node in outcome.telling():
        bound = node.glance
        for one in node.provisions:
            bites = one.range.worst >= Outcome.CLEAR_WITH_DUTIES
            if barred and _prepares_the_act(one.provision):
                continue  # what has to be filed before an act is not owed for one that may not be done
            for duty in one.provision.duties if bites else ():
                yield duty, one.range.best >= Outcome.CLEAR_WITH_DUTIES, bound
            for exception, truth in one.lifted_by:
                for duty in exception.duties:
                    yield duty, truth is TRUE and one.range.best is Outcome.AUTHORIZED, bound


def _prepares_the_act(provision: Provision) -> bool:
    """Whether it asks for something that must be done before the act."""
    return any(duty.earliest_act is not None for duty in provision.duties)


def _out(duty: Duty, certain: bool, bound: Bound, case: Case) -> DutyOut:
    due, done = _span(duty.due, bound), _span(duty.done, bound)
    earliest = _span(duty.earliest_act, bound)
    return DutyOut(
        name=duty.name,
        cite=duty.cite,
        summary=duty.summary,
        transaction=case.id,
        certain=certain,
        status=status(due, done),
        due=_shown(due),
        done=_shown(done),
        earliest_act=_shown(earliest),
        keep_until=_shown(_span(duty.keep_until, bound)),
        counting=duty.counting,
    )


def status(due: Span | None, done: Span | None) -> str:
    """`met`, `late`, `due` (not done yet), `open` (not known), or `standing` where nothing is dated."""
    if due is None or due.none is not Absence.NO:
        return "standing"  # nothing is dated, or it may never arise
    if done is None or done.none is Absence.YES:
        return "due"
    if done.none is Absence.MAYBE or done.interval.low == -INFINITY:
        return "open"
    if done.interval.high <= due.interval.low:
        return "met"
    return "late" if done.interval.low > due.interval.high else "open"


def _span(number: Numeric | None, bound: Bound) -> Span | None:
    return None if number is None else amount(number, bound)[0]


def _shown(span: Span | None) -> str | None:
    if span is None:
        return None
    if span.none is Absence.YES:
        return "none"
    text = show_days(span.interval)
    return None if text == "any day" else text


def is_late(duty: DutyOut, known_on: date) -> bool:
    """Whether it was certainly done too late, or is not done although the last day on which it may be due is past."""
    if duty.status == "due" and duty.due is not None and "no earlier" not in duty.due:
        days = _DAYS.findall(duty.due)
        return duty.certain and bool(days) and known_on.isoformat() > days[-1]
    return duty.certain and duty.status == "late"
