"""May this cross, into that market, on that day?

Rule: one answer over all transactions of a dossier and all instruments that concern them; the worse outcome
decides. A market without a book is refused, never cleared; a late duty is reported beside the outcome.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

import pratique
from pratique.errors import UsageError
from pratique.facts.definition import VOCABULARY, nearest
from pratique.facts.kinds import CASE
from pratique.law import book as law_book
from pratique.law.book import Book
from pratique.law.outcome import NOWHERE, Range
from pratique.logic.entities import Entity, value_of
from pratique.logic.nodes import ChoiceFact
from pratique.logic.truth import FALSE
from pratique.logic.values import Choice, Span
from pratique.usecases.annexes import annex_of
from pratique.usecases.answer import (
    Answer,
    Deciding,
    InstrumentOut,
    LawBookOut,
    LineOut,
    Note,
    TransactionOut,
)
from pratique.usecases.asked import open_facts
from pratique.usecases.cases import Case, Cases, cases_of
from pratique.usecases.dossier import Dossier, dossier_of, read_dossier
from pratique.usecases.duties import duties
from pratique.usecases.implied import implied
from pratique.usecases.outcomes import InstrumentOutcome, NodeOutcome, outcome_of
from pratique.usecases.reasons import deciding, label_of, weakest
from pratique.usecases.show import show_value, verdict_out

if TYPE_CHECKING:
    from pratique.items.bill import Bill
    from pratique.law.instrument import Instrument
    from pratique.usecases.signoff import Overlay

MOST_LINES = 10_000
"""How many lines of one bill an answer lists, worst first; the rest is counted."""
STALE_AFTER = 120
"""Days after which the text of an instrument counts as not checked recently."""


def check(
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
    exposure: bool = False,
) -> Answer:
    """The answer for a dossier.

    `registries` and `lists` are files of ownership data and of screening lists, `overlays` of sign-offs and of a
    firm's own policy, joined to those the dossier names.
    `on` overrides the day of every act, `law_on` the state of the law (default: the day of each act), `known_on` the
    state of the evidence (default: today). `construe` is `usual`, `cautious` or a table of legal facts. Raises
    InvalidInput with every finding, UsageError for a name that is none.
    """
    found = decided(
        dossier,
        on=on,
        law_on=law_on,
        known_on=known_on,
        construe=construe,
        bills=bills,
        book=book,
        registries=registries,
        lists=lists,
        overlays=overlays,
    )
    return found.answer(exposure)


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
) -> Decided:
    """What `check` decides, before it is written down: cases and outcomes, for the other questions to use."""
    read = _read(dossier)
    known = known_on or _day(read, "known_on") or date.today()
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
        from pratique.usecases.ownership import enriching

        enrich = enriching(registries, lists, on)
    cases = cases_of(read, known, on=on, construe=chosen, bills=bills, enrich=enrich)
    outcomes = [(case, outcome) for case in cases.cases for outcome in _outcomes(case, book, law_day)]
    if not outcomes:
        _refuse_unexamined(cases.cases, book)
    if overlay is not None:
        outcomes += [(case, one) for case in cases.cases for each in overlay.policies if (one := _policy(each, case))]
    return Decided(cases, outcomes, chosen, known, law_day, book, overlay)


class Decided:
    """Cases with what every instrument says of them."""

    def __init__(
        self,
        cases: Cases,
        outcomes: list[tuple[Case, InstrumentOutcome]],
        chosen: dict[str, str],
        known_on: date,
        law_on: date | None,
        book: Book | None,
        overlay: Overlay | None = None,
    ) -> None:
        self.cases = cases
        self.outcomes = outcomes
        self.chosen = chosen
        self.known_on = known_on
        self.law_on = law_on
        self.book = book
        self.overlay = overlay

    @property
    def range(self) -> Range:
        """The worse of all outcomes."""
        whole = NOWHERE
        for _, outcome in self.outcomes:
            whole = whole.worse_of(outcome.range)
        return whole

    @property
    def instruments(self) -> list[Any]:
        """The instruments that concern the cases, each once."""
        return list(dict.fromkeys(outcome.instrument for _, outcome in self.outcomes))

    def answer(self, exposure: bool = False) -> Answer:
        """The answer, written down; with `exposure` the trade that its instruments touch beside it."""
        whole = self.range
        enforced = NOWHERE
        for _, outcome in self.outcomes:
            enforced = enforced.worse_of(outcome.enforced)
        because = [each for case, outcome in self.outcomes for each in deciding(outcome, case)]
        decided_by = _telling(because, whole)
        if self.overlay is not None:
            signed = self.overlay.signed(self.instruments)
            decided_by = tuple(replace(each, signed_off=each.cite in signed) for each in decided_by)
        used = Book(tuple(self.instruments), self.law_on, self.book.origin if self.book else "built in")
        return Answer(
            program=f"pratique {pratique.__version__}",
            title=str(self.cases.dossier.data.get("title", self.cases.dossier.file)),
            known_on=self.known_on.isoformat(),
            verdict=verdict_out(whole),
            by_text=verdict_out(whole),
            as_enforced=verdict_out(enforced),
            exit_status=whole.exit_status,
            transactions=tuple(self._transaction(case) for case in self.cases.cases),
            decided_by=decided_by,
            open_facts=open_facts(self.outcomes),
            duties=duties(self.outcomes),
            implied=tuple(implied(self.cases)),
            ownership=tuple(self.cases.ownership),
            screened=tuple(self.cases.screened),
            weakest_basis=weakest(decided_by),
            constructions=self.chosen,
            conflicts=tuple(_conflicts(self.cases)),
            unverified=tuple(_unverified(decided_by)),
            staleness=tuple(_staleness(used, self.known_on)),
            not_modelled=tuple(_not_modelled(used)),
            not_examined=(*self._unexamined(), *_not_examined(used)),
            findings=tuple(Note(about=str(f.place), note=f.message) for f in self.cases.dossier.findings),
            exposure=tuple(self._exposure()) if exposure else (),
            law_book=LawBookOut(
                hash=used.hash,
                law_on=self.law_on.isoformat() if self.law_on else None,
                origin=used.origin,
                instruments=tuple(each.id for each in used),
            ),
        )

    def _exposure(self) -> Iterator[dict[str, Any]]:
        """The published figures under the scope of each instrument that concerns the cases, as ranges."""
        from pratique.figures.exposure import exposure, exposure_data, instruments
        from pratique.figures.ledger import shipped

        ledger, known = shipped(), instruments()
        for name in dict.fromkeys(outcome.instrument.id for _, outcome in self.outcomes):
            if name in known:
                yield exposure_data(exposure(name, self.known_on, ledger))
            else:
                yield {"instrument": name, "on": self.known_on.isoformat(), "touched": [], "known": False}

    def _unexamined(self) -> Iterable[Note]:
        """The acts that no instrument concerns, beside others that some does."""
        examined = {id(case) for case, _ in self.outcomes}
        for case in self.cases.cases:
            if id(case) not in examined:
                about = f"{case.id}: {case.act} into {_shown(case, 'act.into')}"
                yield Note(about=about, note="No instrument of the book concerns this act on its day.")

    def _transaction(self, case: Case) -> TransactionOut:
        mine = [outcome for one, outcome in self.outcomes if one is case]
        whole = NOWHERE
        for outcome in mine:
            whole = whole.worse_of(outcome.range)
        return TransactionOut(
            id=case.id,
            act=case.act,
            date=_shown(case, "act.date"),
            into=_shown(case, "act.into"),
            vehicle=case.vehicle,
            verdict=verdict_out(whole),
            instruments=tuple(_instrument_out(outcome, case) for outcome in mine),
        )


def _overlay(dossier: Dossier, further: Sequence[str | Path]) -> Overlay | None:
    """The sign-offs and policies that hold for a dossier; None where no file holds any."""
    path = Path(dossier.file)
    beside = path.suffix in (".toml", ".json") and path.with_suffix(".overlay.toml").is_file()
    if not (further or beside or "overlays" in dossier.data):
        return None
    from pratique.usecases.signoff import overlay_of

    return overlay_of(dossier, further)


def _construed(construe: str | Mapping[str, str] | None, overlay: Overlay | None) -> dict[str, str]:
    """The constructions asked for, with those that counsel settled: counsel outdoes a rule of thumb, not a name."""
    chosen = constructions(construe)
    if overlay is None:
        return chosen
    return overlay.constructions | chosen if isinstance(construe, Mapping) else chosen | overlay.constructions


def _policy(instrument: Instrument, case: Case) -> InstrumentOutcome | None:
    """What a firm's own policy says of a case; it stands beside the law, so it can only make an outcome worse."""
    found = outcome_of(instrument, case.entity)
    return None if found.concerned is FALSE or found.range == NOWHERE else found


def constructions(construe: str | Mapping[str, str] | None) -> dict[str, str]:
    """Legal fact to construction. Raises UsageError for what is neither."""
    legal = {name: d for name, d in VOCABULARY.items() if d.is_legal}
    if construe is None:
        return {}
    if isinstance(construe, str):
        if construe not in ("usual", "cautious"):
            raise UsageError(f"--construe takes usual, cautious or NAME=VALUE, not {construe!r}.")
        return {name: str(getattr(d, construe)) for name, d in sorted(legal.items())}
    chosen: dict[str, str] = {}
    for name, value in construe.items():
        full = name if name.startswith("legal.") else f"legal.{name}"
        if full not in legal:
            near = [each for each in nearest(full, 6) if each.startswith("legal.")]
            raise UsageError(f"There is no legal fact {name!r}; nearest: {', '.join(near) or 'none'}.")
        fact = legal[full].fact
        assert isinstance(fact, ChoiceFact)
        if value not in fact.values:
            raise UsageError(f"{name} is construed as {' or '.join(sorted(fact.values))}, not {value!r}.")
        chosen[full] = value
    return chosen


def _read(dossier: str | Path | Mapping[str, Any] | Dossier) -> Dossier:
    if isinstance(dossier, Dossier):
        return dossier
    return dossier_of(dict(dossier)) if isinstance(dossier, Mapping) else read_dossier(dossier)


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


def _outcomes(case: Case, book: Book | None, law_on: date | None) -> list[InstrumentOutcome]:
    """What each instrument that concerns the act says of it."""
    used = book or law_book.load(_concerned(case), law_on or _day_of_act(case))
    outcomes = [outcome_of(instrument, case.entity) for instrument in used]
    return [outcome for outcome in outcomes if outcome.concerned is not FALSE]


def _concerned(case: Case) -> list[str]:
    """The instruments that can concern the act."""
    markets = _possible(case, "act.into") | _possible(case, "act.out_of")
    return law_book.names(markets, _possible(case, "act.kind"))


def _refuse_unexamined(cases: list[Case], book: Book | None) -> None:
    """Raise UsageError where no instrument concerns any of the acts: what was not examined is not cleared.

    An instrument that concerns the act on another day was examined.
    """
    for case in cases:
        values = {name: value for name, value in case.entity.values.items() if name != "act.date"}
        timeless = Entity(CASE, case.entity.key, values, case.entity.children)
        for each in book or law_book.load(_concerned(case)):
            if outcome_of(each, timeless).concerned is not FALSE:
                return
    acts = dict.fromkeys(f"{case.act} into {_shown(case, 'act.into')}" for case in cases)
    books = sorted({each.jurisdiction.upper() for each in book}) if book else law_book.markets()
    raise UsageError(
        f"No instrument of the book concerns {' or '.join(acts)}, so nothing was examined and nothing is cleared; "
        f"there are books for {', '.join(books) or 'no market'}."
    )


def _possible(case: Case, name: str) -> frozenset[str]:
    value = value_of(case.entity, VOCABULARY[name].fact)
    return value.possible if isinstance(value, Choice) else frozenset()


def _day_of_act(case: Case) -> date | None:
    value = value_of(case.entity, VOCABULARY["act.date"].fact)
    if isinstance(value, Span) and value.is_known:
        return date.fromordinal(int(value.interval.low))
    return None


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


def _shown(case: Case, name: str) -> str:
    fact = VOCABULARY[name].fact
    return show_value(fact, value_of(case.entity, fact))


def _instrument_out(outcome: InstrumentOutcome, case: Case) -> InstrumentOut:
    lines = [node for node in outcome.nodes if node.key != case.id]
    lines.sort(key=lambda node: (-node.range.worst, -node.range.best))
    shown: dict[str, NodeOutcome] = {}
    return InstrumentOut(
        id=outcome.instrument.id,
        title=outcome.instrument.title,
        cite=outcome.instrument.cite,
        verdict=verdict_out(outcome.range),
        by_text=verdict_out(outcome.range),
        as_enforced=verdict_out(outcome.enforced),
        lines=tuple(_line(node, case, shown) for node in lines[:MOST_LINES]),
        lines_left_out=max(0, len(lines) - MOST_LINES),
        annex=annex_of(outcome.instrument.id, case.entity),
    )


def _line(node: NodeOutcome, case: Case, shown: dict[str, NodeOutcome]) -> LineOut:
    like = shown.setdefault(node.like or node.key, node)
    return LineOut(
        key=node.key,
        label=label_of(case, node.key),
        place=case.places.get(node.key),
        verdict=verdict_out(node.range),
        cites=tuple(each.provision.cite for each in like.provisions if each.range.worst is node.range.worst),
        open_facts=len(like.open),
    )


def _telling(because: list[Deciding], whole: Range) -> tuple[Deciding, ...]:
    kept = [each for each in because if each.outcome == whole.worst.words] or because
    return tuple(sorted(kept, key=lambda each: (not each.certain, each.cite, each.node)))


def _conflicts(cases: Cases) -> Iterable[Note]:
    for key, name, its in cases.evidence.conflicts():
        fact = cases.evidence.facts[name]
        said = "; ".join(f"{show_value(fact, one.value)} ({one.proof.source})" for one in its)
        yield Note(about=f"{key} {name}", note=f"Sources differ, so it is unknown: {said}.")
    for key, name, one in cases.evidence.expired():
        fact = cases.evidence.facts[name]
        said = f"{show_value(fact, one.value)} ({one.proof.source})"
        yield Note(about=f"{key} {name}", note=f"Expired on {one.proof.expires_on}, so it is unknown: {said}.")


def _unverified(decided_by: tuple[Deciding, ...]) -> Iterable[Note]:
    for cite in dict.fromkeys(each.cite for each in decided_by if not (each.text_verified or each.signed_off)):
        yield Note(
            about=cite, note="Decides here, but the official text behind it was not read; counsel must sign it off."
        )
    for each in dict.fromkeys((d.cite, d.confidence) for d in decided_by if d.confidence != "confirmed"):
        yield Note(about=each[0], note=f"Confidence of the encoding: {each[1]}.")


def _staleness(book: Book, known_on: date) -> Iterable[Note]:
    for instrument in book:
        age = (known_on - instrument.checked_on).days
        late = f", {age} days before {known_on}: check for changes" if age > STALE_AFTER else ""
        yield Note(about=instrument.id, note=f"Text last checked on {instrument.checked_on}{late}.")


def _not_modelled(book: Book) -> Iterable[Note]:
    for instrument in book:
        for each in instrument.coverage:
            if each.status == "not modelled":
                yield Note(about=each.cite, note=each.note)


def _not_examined(book: Book) -> Iterable[Note]:
    seen: dict[str, str] = {}
    for instrument in book:
        seen.update({each.name: each.why for each in instrument.not_examined})
    for name, why in seen.items():
        yield Note(about=name, note=why)
