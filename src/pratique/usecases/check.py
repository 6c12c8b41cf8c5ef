"""May this cross, into that market, on that day?

Rule: one answer over all transactions of a dossier and all instruments that concern them; the worse outcome
decides. A market without a book is refused, never cleared; a late duty is reported beside the outcome.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from msgspec.structs import replace

from pratique.deciding.applicable import shown
from pratique.deciding.decision import Decided, decided
from pratique.deciding.outcomes import InstrumentOutcome, NodeOutcome
from pratique.dossier.case import Case
from pratique.dossier.document import Dossier
from pratique.facts.keys import lies_beside
from pratique.files.far import steps
from pratique.law import book as law_book
from pratique.law.outcome import OUT_OF_SCOPE, Outcome, Range
from pratique.law.provision import LegalException
from pratique.law.registered import registered
from pratique.logic.entities import Entity
from pratique.logic.values import Choice
from pratique.usecases.answer.answer import (
    Answer,
    Deciding,
    InstrumentOut,
    LawBookOut,
    Lift,
    LineOut,
    Note,
    PendingOut,
    TransactionOut,
    made_later,
    verdict_out,
)
from pratique.usecases.answer.duties import duties
from pratique.usecases.answer.implied import implied
from pratique.usecases.answer.known_readings import known_readings
from pratique.usecases.answer.next_step import late, next_step
from pratique.usecases.answer.no_effect import without_effect
from pratique.usecases.answer.notes import (
    asked_alone,
    conflicts,
    later_law,
    latest_act,
    not_examined,
    not_modelled,
    not_read,
    read_up_to,
    staleness,
    touched,
    unexamined,
    unverified,
)
from pratique.usecases.answer.open_facts import open_facts
from pratique.usecases.answer.provenance import applied, provenance, told_origin
from pratique.usecases.answer.reasons import deciding, label_of, weakest
from pratique.usecases.answer.related import related_answer
from pratique.usecases.missing.next_question import first_question
from pratique.usecases.questions import SaidBeside, asked_beside
from pratique.version import __version__

if TYPE_CHECKING:
    pass

_PENDING_IN = frozenset({"US", "IN", "GB"})
"""Markets of which pending law is asked without being told to (the Union's proposals only with `--pending`)."""
MOST_LINES = 10_000
"""How many lines of one bill an answer lists, worst first; the rest is counted."""


def check(
    dossier: str | Path | Mapping[str, Any] | Dossier | None = None,
    *,
    exposure: bool = False,
    pending: bool = False,
    **options: Unpack[SaidBeside],
) -> Answer:
    """A dossier (a path, a dict, or what `pratique.question` made) -> may it cross, and which paragraph decides.

    A bill of materials, or `chip` by its name, is asked of with `into`, `act` and what else `question` takes.

    `registries` and `lists` are files of ownership data and of screening lists, `overlays` of sign-offs and of a
    firm's own policy, joined to those the dossier names.
    `on` overrides the day of every act, `law_on` the state of the law (default: the day of each act), `known_on` the
    state of the evidence (default: today). `presume` names the sets of presumptions that are accepted, `revoke` facts
    of which nothing is presumed; `pending` asks pending law beside it. `construe` is `usual`, `cautious` or a table
    of legal facts, `only` names the instruments that alone are asked. Raises InvalidInput with every finding,
    UsageError for a name that is none.

    >>> answer = pratique.check("shanghai-app/dossier.toml", known_on=day)
    >>> answer.verdict.best, answer.verdict.worst, answer.decided_by[0].cite
    ('prohibited', 'prohibited', '15 CFR 791.303(b)')
    """
    return answer_as_read(dossier, exposure=exposure, pending=pending, **options).whole


def answer_as_read(
    dossier: str | Path | Mapping[str, Any] | Dossier | None = None,
    *,
    exposure: bool = False,
    pending: bool = False,
    **options: Unpack[SaidBeside],
) -> Answer:
    """The same answer, of which what is open and what follows is put in words as it is read: a page shows little."""
    asked, beside = asked_beside(dossier, options)
    return _answer(decided(asked, **beside), exposure, pending)


def answer_of(found: Decided, exposure: bool = False, pending: bool = False) -> Answer:
    """What was decided, written down; with `exposure` the trade that its instruments touch beside it.

    With `pending` all pending law that would concern the acts is told, otherwise what would certainly make it worse.
    """
    return _answer(found, exposure, pending).whole


def _answer(found: Decided, exposure: bool, pending: bool) -> Answer:
    whole = found.range
    told = steps(found.outcomes, len(found.outcomes), "outcomes explained")
    because = [each for case, outcome in told for each in deciding(outcome, case, found.cases.prints)]
    opens = open_facts(found.outcomes)
    decided_by = _signed(_telling(because, whole, opens[0].name if opens else ""), found)
    together = related_answer(found.cases.cases)
    used = applied(found)
    due, lifts = duties(found.outcomes), _lifts(decided_by, whole)
    first = (None, 0) if together.contradictions or whole.best > Outcome.AUTHORIZED else first_question(found, opens)
    dossier, idle = found.cases.dossier, tuple(without_effect(found))
    return Answer(
        program=f"pratique {__version__}",
        title=dossier.title,
        known_on=found.asked.known_on.isoformat(),
        verdict=verdict_out(whole),
        by_text=verdict_out(whole),
        as_enforced=verdict_out(OUT_OF_SCOPE.worse_of(*(outcome.enforced for _, outcome in found.outcomes))),
        exit_status=whole.exit_status,
        next_step=next_step(whole, tuple(together.contradictions), *first, lifts, due, _exits(decided_by, found)),
        late=late(due),
        transactions=tuple(_transaction(case, found) for case in found.cases.cases),
        decided_by=decided_by,
        open_facts=made_later(opens),
        open_facts_exact=whole.is_settled and not opens,
        duties=due,
        implied=tuple(implied(found.cases)),
        ownership=tuple(found.cases.ownership),
        screened=tuple(found.cases.screened),
        weakest_basis=weakest(decided_by, found.cases.evidence),
        constructions=touched(found.asked.chosen, used),
        barred_unless=lifts,
        taken_for_granted=tuple(together.taken_for_granted),
        concluded=tuple(together.concluded),
        derived=made_later(together.derived),
        contradictions=tuple(together.contradictions),
        look_again=tuple(together.look_again),
        provenance=tuple(provenance(found, used)),
        conflicts=tuple(conflicts(found.cases)),
        not_read=(*asked_alone(found), *not_read(dossier.findings), *idle),
        unverified=tuple(unverified(decided_by)),
        staleness=tuple(staleness(used, found.asked.known_on, latest_act(found))),
        law_read_up_to=read_up_to(found, used),
        not_modelled=tuple(not_modelled(used)),
        not_examined=(*unexamined(found), *later_law(found), *not_examined(used)),
        findings=(*(Note(about=str(each.place), note=each.message) for each in dossier.findings), *idle),
        known_readings=known_readings(found, whole, opens),
        pending=_pending(found, whole, pending),
        exposure=tuple(_exposure(found)) if exposure else (),
        law_book=LawBookOut(
            hash=used.hash,
            law_on=found.asked.law_on.isoformat() if found.asked.law_on else None,
            origin=told_origin(used),
            instruments=tuple(each.id for each in used),
        ),
    )


def _pending(found: Decided, whole: Range, every: bool) -> tuple[PendingOut, ...]:
    markets = {case.entity.values.get("act.into") for case in found.cases.cases}
    exports = any(case.act in law_book.EXPORT_ACTS for case in found.cases.cases)
    if not (
        every or exports or any(isinstance(m, Choice) and not m.possible.isdisjoint(_PENDING_IN) for m in markets)
    ):
        return ()
    from pratique.usecases.answer.pending import would_change  # few acts are in a market with pending law

    return would_change(found, whole, every=every)


def _telling(because: list[Deciding], whole: Range, asked: str) -> tuple[Deciding, ...]:
    """What makes the worst outcome and, where even the best bars, what makes that: the reason why it is barred.

    What is certain comes first, then what applies before anything lifts it, then what is listed, then what may be
    there beside it; then what the first open fact, which is `asked` next, would settle. Of one provision all stands
    together, what the book does not model behind the rest.
    """
    barring = {whole.worst.words} | ({whole.best.words} if whole.best > Outcome.AUTHORIZED else set())
    kept = [each for each in because if each.outcome in barring] or because
    first: dict[str, int] = {}
    for index, each in enumerate(kept):
        first.setdefault(each.cite, index)
    reads = {each.cite for each in kept for reason in each.because for fact in reason.facts if fact.name == asked}
    return tuple(
        sorted(
            kept,
            key=lambda each: (
                not each.certain,
                not each.applies,
                lies_beside(each.node),
                each.cite not in reads,
                first[each.cite],
            ),
        )
    )


def _lifts(because: tuple[Deciding, ...], whole: Range) -> tuple[Lift, ...]:
    """What may still lift a bar that applies for certain; nothing where no such bar is open for it alone."""
    if not whole.is_undetermined:
        return ()
    barring = [
        each
        for each in because
        if each.applies and not each.certain and Outcome.named(each.worst) >= Outcome.LICENCE_REQUIRED
    ]
    return tuple({lift.cite: lift for each in barring for lift in each.lifted_by if lift.truth == "unknown"}.values())


def _exits(because: tuple[Deciding, ...], found: Decided) -> tuple[LegalException, ...]:
    """What the law has that leads out of the bars that are certain, down to an authorization."""
    cites = {each.cite for each in because if each.certain}
    bars = (one for _, outcome in found.outcomes for one in outcome.instrument.provisions if one.cite in cites)
    lifting = (each for one in bars for each in one.lifted_by if each.leaves is Outcome.AUTHORIZED)
    return tuple({each.cite: each for each in lifting}.values())


def _signed(because: tuple[Deciding, ...], found: Decided) -> tuple[Deciding, ...]:
    """The same, with what counsel signed off marked."""
    if found.asked.overlay is None:
        return because
    signed = found.asked.overlay.signed(found.instruments)
    return tuple(replace(each, signed_off=each.cite in signed) for each in because)


def _exposure(found: Decided) -> Iterator[dict[str, Any]]:
    """The published figures under the scope of each instrument that concerns the cases, as ranges."""
    from pratique.figures.exposure import exposure, exposure_data, instruments
    from pratique.figures.ledger import shipped

    ledger, known = shipped(), instruments()
    for name in dict.fromkeys(outcome.instrument.id for _, outcome in found.outcomes):
        if name in known:
            yield exposure_data(exposure(name, found.asked.known_on, ledger))
        else:
            yield {"instrument": name, "on": found.asked.known_on.isoformat(), "touched": [], "known": False}


def _transaction(case: Case, found: Decided) -> TransactionOut:
    mine = found.outcomes_of(case)
    return TransactionOut(
        id=case.id,
        act=case.act,
        date=shown(case, "act.date"),
        into=shown(case, "act.into"),
        vehicle=case.vehicle,
        verdict=verdict_out(OUT_OF_SCOPE.worse_of(*(outcome.range for outcome in mine))),
        instruments=tuple(_instrument_out(outcome, case) for outcome in mine),
    )


def _instrument_out(outcome: InstrumentOutcome, case: Case) -> InstrumentOut:
    places = [place for _, place in outcome.worst_first() if place]  # the first node is the case itself
    shown: dict[int, LineOut] = {}
    return InstrumentOut(
        id=outcome.instrument.id,
        title=outcome.instrument.title,
        cite=outcome.instrument.cite,
        verdict=verdict_out(outcome.range),
        by_text=verdict_out(outcome.range),
        as_enforced=verdict_out(outcome.enforced),
        lines=tuple([_line(*outcome.row(place), case, shown) for place in places[:MOST_LINES]]),
        lines_left_out=max(0, len(places) - MOST_LINES),
        annex=_annex(outcome.instrument.id, case.entity),
    )


def _annex(instrument: str, case: Entity) -> dict[str, Any] | None:
    """What an instrument adds beside its outcome; it changes none."""
    annex = registered(instrument).annex
    return None if annex is None else annex(case) or None


def _line(key: str, like: NodeOutcome, case: Case, shown: dict[int, LineOut]) -> LineOut:
    """What is said of one part; of those that came out alike it is put in words once (`shown`)."""
    label, place, told = label_of(case, key), case.places.get(key), shown.get(id(like))
    if told is None:
        told = shown[id(like)] = LineOut(
            key=key,
            label=label,
            place=place,
            verdict=verdict_out(like.range),
            cites=tuple(each.provision.cite for each in like.provisions if each.range.worst is like.range.worst),
            open_facts=like.number_open,
        )
        return told
    verdict, cites, opens = told.verdict, told.cites, told.open_facts
    return LineOut(key=key, label=label, place=place, verdict=verdict, cites=cites, open_facts=opens)
