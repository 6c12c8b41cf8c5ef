"""The law book as people look things up in it: provisions, clocks, prose, coverage, and what changed between days.

Rule: what is shown is what decides; the prose is a reading of the very condition that `check` evaluates.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

import msgspec

from pratique.errors import UsageError
from pratique.facts import act
from pratique.facts.definition import VOCABULARY
from pratique.facts.vocabulary import definition_of
from pratique.files.clock import today
from pratique.files.plain import AnswerRows, Plain
from pratique.law import book as law_book
from pratique.law.book import Book
from pratique.law.clocks import Clocks, iso_day
from pratique.law.instrument import Instrument
from pratique.law.provision import LegalException, Provision, plain_cite
from pratique.law.texts import elements, rests_on
from pratique.readings.facts_used import facts_used
from pratique.readings.prose import prose
from pratique.usecases.answer.answer import Note
from pratique.usecases.answer.provenance import of_book
from pratique.usecases.book.turning import turns
from pratique.usecases.markets.responses import responses_to


class ClockOut(msgspec.Struct, frozen=True, kw_only=True):
    """The dates of a provision, ISO."""

    proposed: str | None = None
    comments_close: str | None = None
    published: str | None = None
    in_force: str | None = None
    compliance_due: str | None = None
    enforced: str | None = None
    enforced_until: str | None = None
    lapses: str | None = None
    suspended: tuple[str, ...] = ()


class ElementOut(msgspec.Struct, frozen=True, kw_only=True):
    """One element of a provision: a defined term or a legal fact, what it rests on and what would verify it."""

    name: str
    cite: str
    rests_on: str
    source: str = ""
    verify: str = ""


class ProvisionOut(msgspec.Struct, frozen=True, kw_only=True):
    """A provision or exception as the book has it."""

    cite: str
    kind: str
    instrument: str
    summary: str
    effect: str
    per: str
    confidence: str
    force: str
    text_verified: bool
    clocks: ClockOut | None
    in_force_on: bool | None
    lifted_by: tuple[str, ...]
    duties: tuple[str, ...]
    facts: tuple[str, ...]
    prose: str
    note: str = ""
    rests_on: ElementOut | None = None
    elements: tuple[ElementOut, ...] = ()


class InstrumentEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An instrument of the book."""

    id: str
    title: str
    cite: str
    issuer: str
    jurisdiction: str
    published: str | None
    checked_on: str
    provisions: tuple[ProvisionOut, ...]
    coverage: tuple[Note, ...]
    not_examined: tuple[Note, ...]
    sources: tuple[Note, ...]
    events: tuple[Note, ...]
    answered_by: tuple[Note, ...]
    legal_facts: tuple[str, ...]


class LawBook(Plain, msgspec.Struct, frozen=True, kw_only=True):
    """The book, or the part of it that was asked for."""

    rows_are: ClassVar[str] = "instruments"

    hash: str
    law_on: str | None
    instruments: tuple[InstrumentEntry, ...]
    provenance: tuple[Note, ...] = ()
    """Whose word it rests on: a law book that is not the program's own, overlays, sign-offs, answers."""


class BookChange(msgspec.Struct, frozen=True, kw_only=True):
    """Something that begins or ends to apply on a day."""

    on: str
    cite: str
    instrument: str
    what: str


def look_up(
    cite: str | None = None,
    *,
    on: date | None = None,
    issuer: str | None = None,
    since: date | None = None,
    until: date | None = None,
    book: Book | None = None,
) -> LawBook:
    """A citation, a part of one, or an instrument's id (None: all) -> its provisions with clocks, prose and coverage.

    `on` says which are in force that day, `issuer` is a part of the issuer's name, `since` and `until` bound the day
    of coming into force. Raises UsageError where nothing matches `cite`.

    >>> [each.cite for each in pratique.look_up("15 CFR 791.303(b)").instruments]
    ['15 CFR part 791 subpart D']
    """
    used = book or law_book.load()
    entries = [
        entry
        for instrument in used
        if issuer is None or issuer.casefold() in instrument.issuer.casefold()
        if (entry := _entry(instrument, cite, on, since, until)) is not None
    ]
    if not entries and cite is not None:
        raise UsageError(f"Nothing in the book is cited as {cite!r}; `pratique law` lists the instruments.")
    return LawBook(
        hash=used.hash,
        law_on=on.isoformat() if on else None,
        instruments=tuple(entries),
        provenance=of_book(used),
    )


def contents(book: Book | None = None) -> dict[str, object]:
    """What the book holds, short enough to be read whole: its hash, and each instrument with the cites in it."""
    used = book or law_book.load()
    rows = [
        {
            "id": each.id,
            "title": each.title,
            "cite": each.cite,
            "provisions": [*(one.cite for one in each.provisions), *(one.cite for one in each.exceptions())],
        }
        for each in used
    ]
    return {"hash": used.hash, "instruments": rows}


def changes(start: date, end: date, book: Book | None = None) -> AnswerRows[BookChange]:
    """Two days -> everything in the law that changes after `start` and up to `end`, in order. Raises UsageError.

    >>> pratique.law_diff(date(2026, 1, 1), date(2026, 3, 1))[0].cite
    'Impl. Reg. (EU) 2024/2754'
    """
    if end < start:
        raise UsageError(f"{end} comes before {start}.")
    found = [
        change
        for instrument in book or law_book.load()
        for change in _changes(instrument)
        if start.isoformat() < change.on <= end.isoformat()
    ]
    return AnswerRows(sorted(dict.fromkeys(found), key=lambda c: (c.on, c.instrument, c.cite, c.what)))


def _entry(
    instrument: Instrument, cite: str | None, on: date | None, since: date | None, until: date | None
) -> InstrumentEntry | None:
    whole = cite is None or plain_cite(cite) in (plain_cite(instrument.id), plain_cite(instrument.cite))
    asked = "" if whole else plain_cite(cite or "")  # before anything is put into words: a book takes seconds
    rules = [
        _provision_out(instrument, each, on)
        for each in instrument.provisions
        if asked in plain_cite(each.cite) and _within(each.clocks, since, until)
    ]
    rules += [
        _exception_out(instrument, each, on) for each in instrument.exceptions() if asked in plain_cite(each.cite)
    ]
    coverage = [c for c in instrument.coverage if asked in plain_cite(c.cite)]
    if not whole and not rules and not coverage:
        return None
    return InstrumentEntry(
        id=instrument.id,
        title=instrument.title,
        cite=instrument.cite,
        issuer=instrument.issuer,
        jurisdiction=instrument.jurisdiction,
        published=iso_day(instrument.published),
        checked_on=instrument.checked_on.isoformat(),
        provisions=tuple(rules),
        coverage=tuple(Note(about=c.cite, note=f"{c.status}: {c.note}") for c in coverage),
        not_examined=tuple(Note(about=n.name, note=n.why) for n in instrument.not_examined) if whole else (),
        sources=tuple(Note(about=s.title, note=s.url) for s in instrument.sources) if whole else (),
        events=tuple(Note(about=e.on.isoformat(), note=f"{e.what} ({e.confidence})") for e in instrument.events)
        if whole
        else (),
        answered_by=tuple(_answers(instrument, on or today())) if whole else (),
        legal_facts=tuple(sorted({f for each in rules for f in each.facts if f.startswith("legal.")})),
    )


def _answers(instrument: Instrument, on: date) -> Iterator[Note]:
    """The measures begun by that day that answer the instrument, with what had become of them."""
    for each in responses_to({instrument.id}, on):
        yield Note(
            about=f"{each.since} {each.by} {each.measure}",
            note=f"{each.what} {each.status.capitalize()}. {each.cite}.",
        )


def _within(clocks: Clocks, since: date | None, until: date | None) -> bool:
    day = clocks.in_force or clocks.published
    if day is None:
        return since is None and until is None
    return (since is None or day >= since) and (until is None or day <= until)


def _label(name: str) -> str:
    return definition_of(name).name


def _provision_out(instrument: Instrument, each: Provision, on: date | None) -> ProvisionOut:
    return ProvisionOut(
        cite=each.cite,
        kind=each.kind,
        instrument=instrument.id,
        summary=each.summary,
        effect=each.severity.words,
        per=each.per.name,
        confidence=each.confidence.value,
        force=each.force.value,
        text_verified=each.text_verified,
        clocks=_clock_out(each.clocks),
        in_force_on=_in_force(each.clocks, on),
        lifted_by=tuple(e.cite for e in each.lifted_by),
        duties=tuple(f"{d.name}: {d.summary} ({d.cite})" for d in each.duties),
        facts=tuple(use.fact.name for use in facts_used(each.when)),
        prose=prose(each.when, width=76),
        note=each.note,
        rests_on=_whole(each),
        elements=tuple(_elements(each)),
    )


def _whole(rule: Provision | LegalException) -> ElementOut:
    text = rests_on(rule)
    return ElementOut(name=rule.cite, cite=text.cite, rests_on=text.rests_on, source=text.source, verify=text.verify)


def _elements(rule: Provision | LegalException) -> Iterator[ElementOut]:
    for each in elements(rule):
        yield ElementOut(
            name=each.name, cite=each.cite, rests_on=each.rests_on, source=each.source, verify=each.verify
        )


def _exception_out(instrument: Instrument, each: LegalException, on: date | None) -> ProvisionOut:
    return ProvisionOut(
        cite=each.cite,
        kind="exception",
        instrument=instrument.id,
        summary=each.summary,
        effect=f"leaves {each.leaves.words}",
        per="case",
        confidence=each.confidence.value,
        force="binding",
        text_verified=each.text_verified,
        clocks=_clock_out(each.clocks) if each.clocks else None,
        in_force_on=_in_force(each.clocks, on) if each.clocks else None,
        lifted_by=(),
        duties=tuple(f"{d.name}: {d.summary} ({d.cite})" for d in each.duties),
        facts=tuple(use.fact.name for use in facts_used(each.when)),
        prose=prose(each.when, width=76),
        rests_on=_whole(each),
        elements=tuple(_elements(each)),
    )


def _in_force(clocks: Clocks, on: date | None) -> bool | None:
    """Whether the text is in force; None where that is disputed or no day was asked."""
    if on is None:
        return None
    from pratique.facts.kinds import CASE
    from pratique.logic.entities import Entity, is_known
    from pratique.logic.truth import TRUE
    from pratique.logic.values import point
    from pratique.readings.decide import decide

    truth = decide(clocks.by_text(), Entity(CASE, "day", {"act.date": point(on)})).truth
    return (truth is TRUE) if is_known(truth) else None


def _clock_out(clocks: Clocks) -> ClockOut:
    return ClockOut(
        proposed=iso_day(clocks.proposed),
        comments_close=iso_day(clocks.comments_close),
        published=iso_day(clocks.published),
        in_force=iso_day(clocks.in_force),
        compliance_due=iso_day(clocks.compliance_due),
        enforced=iso_day(clocks.enforced),
        enforced_until=iso_day(clocks.enforced_until),
        lapses=iso_day(clocks.lapses),
        suspended=tuple(f"{s.start.isoformat()} to {iso_day(s.end) or 'open'} ({s.cite})" for s in clocks.suspended),
    )


def _changes(instrument: Instrument) -> Iterator[BookChange]:
    named = set()

    def change(on: date | None, cite: str, what: str) -> Iterator[BookChange]:
        if on is not None:
            named.add((on, cite))
            yield BookChange(on=on.isoformat(), cite=cite, instrument=instrument.id, what=what)

    dated: list[tuple[str, Clocks]] = [(p.cite, p.clocks) for p in instrument.provisions]
    dated += [(e.cite, e.clocks) for e in instrument.exceptions() if e.clocks is not None]
    for cite, clocks in dated:
        yield from change(clocks.published, cite, "published")
        yield from change(clocks.in_force, cite, "in force")
        yield from change(clocks.compliance_due, cite, "compliance due")
        yield from change(clocks.enforced, cite, "enforced")
        yield from change(clocks.enforced_until, cite, "no longer enforced")
        yield from change(clocks.lapses, cite, "lapses")
        for each in clocks.suspended:
            yield from change(each.start, cite, f"suspended ({each.cite})")
            yield from change(each.end, cite, f"suspension ends ({each.cite})")
    told_by_clocks = frozenset(named)
    for cite, day, what in (*_constants(instrument), *_turns(instrument)):
        if (day, cite) not in told_by_clocks:  # what its clocks have told needs no telling again
            yield from change(day, cite, what)
    for event in instrument.events:
        yield from change(event.on, instrument.cite, f"{event.what} ({event.confidence})")


def _turns(instrument: Instrument) -> Iterator[tuple[str, date, str]]:
    """The days of the act that conditions name, with the limb that begins or ends, or the rate that changes."""
    rules: list[Provision | LegalException] = [*instrument.provisions, *instrument.exceptions()]
    for rule in rules:
        yield from turns(rule)


def _constants(instrument: Instrument) -> Iterator[tuple[str, date, str]]:
    """The days that conditions themselves name (a cut-off for legacy software, the end of an exemption)."""
    rules: list[Provision | LegalException] = [*instrument.provisions, *instrument.exceptions()]
    for rule in rules:
        for use in facts_used(rule.when):
            definition = VOCABULARY.get(use.fact.name)
            if definition is None or type(definition.fact).__name__ != "DateFact" or use.fact == act.date:
                continue
            for constant in use.constants:
                if isinstance(constant, int) and 1 < constant < date.max.toordinal():
                    day = date.fromordinal(constant)
                    meaning = definition.meaning.rstrip(".")
                    yield rule.cite, day, f'a day that it tells apart: "{meaning}" before {day}, or on it and later'
