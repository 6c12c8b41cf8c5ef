"""What an answer says beside its outcome: conflicts, weak texts, staleness, what was left out.

Rule: a doubt is stated where the answer is given, never only in a manual.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from pratique.deciding.applicable import candidates, left_out, shown
from pratique.deciding.decision import Decided
from pratique.deciding.levels import levels_of
from pratique.dossier.case import Cases
from pratique.errors import Finding
from pratique.facts import act
from pratique.facts.kinds import CASE, PART
from pratique.facts.shown import show_value
from pratique.law import book as law_book
from pratique.law.book import Book, publication_days
from pratique.law.instrument import MODES, Instrument
from pratique.logic.intervals import INFINITY
from pratique.logic.lint import facts_in
from pratique.logic.values import Span
from pratique.usecases.answer.answer import Deciding, Note

STALE_AFTER = 120
"""Days after which the text of an instrument counts as not checked recently."""

OLD = "check for changes"
LATER = "a later text is not known"

NOT_READ = frozenset(
    {
        "bill.outside",
        "bill.property.authority",
        "bill.superseded",
        "bill.link.missing",
        "dossier.answer.bare",
        "dossier.answer.void",
        "dossier.beside",
        "dossier.goods.none",
        "dossier.goods.only",
        "dossier.goods.vehicle",
        "dossier.vehicle.unnamed",
        "dossier.no-effect",
        "dossier.proof.bare",
        "xlsx.sheets",
        "table.column.unsure",
        "table.left-out",
        "table.row.long",
    }
)
"""Findings on what was brought and not read, or does not count."""
UNSURE = "table.column.unsure"
"""A column that may mean several things: how to say which is told with the first of a file."""
SAID_HOW = frozenset({"dossier.answer.bare"})
"""Those of them that a word of the reader's puts right, which is told with them."""


def not_read(findings: Iterable[Finding]) -> Iterable[Note]:
    """What was brought and not read, or does not count, each with its place; unsure columns of a file as one."""
    brought = [*findings]
    unsure: dict[str, list[Finding]] = {}
    for each in brought:
        if each.code == UNSURE:
            unsure.setdefault(each.place.file, []).append(each)
    for file, its in unsure.items():
        yield _unsure(file, its)
    for each in brought:
        if each.code in NOT_READ and each.code != UNSURE:
            step = f" {each.next_step}" if each.code in SAID_HOW else ""
            yield Note(about=str(each.place), note=each.message + step)


def _unsure(file: str, its: Sequence[Finding]) -> Note:
    """The columns of a file that may mean several things, in one note with what to do."""
    if len(its) == 1:
        return Note(about=str(its[0].place), note=f"{its[0].message} {its[0].next_step}")
    told = [each.message.removeprefix("The column ").removesuffix(" and is not read.") for each in its]
    return Note(about=file, note=f"Columns that are not read: {'; '.join(told)}. {its[0].next_step}")


def asked_alone(found: Decided) -> Iterable[Note]:
    """What may concern the acts and was left out because only some instruments were asked: it is not cleared."""
    its = sorted({name for case in found.cases.cases for name in left_out(case, found.asked.book)})
    if its:
        alone = ", ".join(sorted({name for case in found.cases.cases for name in case.only}))
        yield Note(about=f"only {alone}", note=f"Not asked, though it may concern these acts: {', '.join(its)}.")


def unexamined(found: Decided) -> Iterable[Note]:
    """The acts that no instrument concerns, beside others that some does."""
    examined = {id(case) for case, _ in found.outcomes}
    for case in found.cases.cases:
        if case.is_unexamined or id(case) not in examined:
            about = f"{case.id}: {case.act} into {shown(case, 'act.into')}"
            yield Note(about=about, note="No instrument of the book concerns this act on its day.")


def later_law(found: Decided) -> Iterable[Note]:
    """What was published of the law between the state that was asked for and the day of an act, which is not read."""
    known = found.asked.law_on
    if known is None or found.asked.book is not None:
        return
    for case in found.cases.cases:
        days = case.entity.values.get(act.date.name)
        last = days.interval.high if isinstance(days, Span) else INFINITY
        until = date.fromordinal(int(last)) if last <= date.max.toordinal() else date.max
        then = {each.id for each in law_book.load(candidates(case), known)}
        for each in law_book.load(candidates(case)):
            since = [day for day in publication_days(each) if known < day <= until]
            if each.id not in then or since:
                what = (
                    "is not read: it was published" if each.id not in then else "is read without what was published"
                )
                note = f"{each.id} {what} after {known}, and the act is of {shown(case, 'act.date')}."
                yield Note(about=f"{case.id}: {each.cite}", note=note)


def conflicts(cases: Cases) -> Iterable[Note]:
    """Facts on which sources differ, lists that are not what is said of them, and facts whose proof has expired."""
    yield from (Note(about=about, note=note) for about, note in cases.contradictions)
    for key, name, its in cases.evidence.conflicts():
        fact = cases.evidence.facts[name]
        said = "; ".join(f"{show_value(fact, one.value)} ({one.proof.source})" for one in its)
        yield Note(about=f"{key} {name}", note=f"Sources differ, so it is unknown: {said}.")
    for key, name, one in cases.evidence.expired():
        fact = cases.evidence.facts[name]
        said = f"{show_value(fact, one.value)} ({one.proof.source})"
        yield Note(about=f"{key} {name}", note=f"Expired on {one.proof.expires_on}, so it is unknown: {said}.")
    for key, name, one in cases.evidence.early():
        said = f"{show_value(cases.evidence.facts[name], one.value)} ({one.proof.source})"
        known_on, when = cases.evidence.known_on, one.proof.asserted_on
        yield Note(
            about=f"{key} {name}", note=f"Asserted on {when}, after {known_on}, so it settles nothing: {said}."
        )


def unverified(decided_by: tuple[Deciding, ...]) -> Iterable[Note]:
    """Provisions that decide though nobody read the official text, or that are not confirmed."""
    for cite in dict.fromkeys(each.cite for each in decided_by if not (each.text_verified or each.signed_off)):
        yield Note(
            about=cite, note="Decides here, but the official text behind it was not read; counsel must sign it off."
        )
    for each in dict.fromkeys((d.cite, d.confidence) for d in decided_by if d.confidence != "confirmed"):
        yield Note(about=each[0], note=f"Confidence of the encoding: {each[1]}.")


def latest_act(found: Decided) -> date | None:
    """The latest day on which one of the acts can be; None where it can be on any."""
    days = [case.entity.values.get(act.date.name) for case in found.cases.cases]
    last = [each.interval.high for each in days if isinstance(each, Span)]
    known = [date.fromordinal(int(each)) for each in last if each is not None and each <= date.max.toordinal()]
    return max(known, default=None) if len(known) == len(days) else None


def read_up_to(found: Decided, book: Book) -> str | None:
    """Until when the law that decided was read, where an act is after that day: what came since is not known."""
    last = latest_act(found)
    late = [each.checked_on for each in book if last is None or last > each.checked_on]
    return min(late).isoformat() if late else None


def staleness(book: Book, known_on: date, last: date | None) -> Iterable[Note]:
    """When the text of each instrument was last checked; `last` is the latest day of the acts."""
    for instrument in book:
        age = (known_on - instrument.checked_on).days
        late = f", {age} days before {known_on}: {OLD}" if age > STALE_AFTER else ""
        if last is None or last > instrument.checked_on:
            late += f"; an act is after that day: {LATER}"
        yield Note(about=instrument.id, note=f"Text last checked on {instrument.checked_on}{late}.")


def not_modelled(book: Book) -> Iterable[Note]:
    """What the instruments hold that their encoding leaves out."""
    for instrument in book:
        for each in instrument.coverage:
            if each.status == "not modelled":
                yield Note(about=each.cite, note=each.note)


def not_examined(book: Book) -> Iterable[Note]:
    """Neighbouring regimes that nobody looked at here, each once; not those that the book itself examines."""
    used = {instrument.id for instrument in book}
    seen: dict[str, str] = {}
    for instrument in book:
        those = (
            each for each in instrument.not_examined if not each.instruments or not used.issuperset(each.instruments)
        )
        seen.update({each.name: each.why for each in those})
    for name, why in seen.items():
        yield Note(about=name, note=why)


def touched(chosen: Mapping[str, str], book: Book) -> dict[str, str]:
    """The constructions that were chosen of the texts that were applied."""
    if not chosen:
        return {}
    read = frozenset[str]().union(*map(_facts_read, book))
    return {name: value for name, value in chosen.items() if name in read}


@lru_cache(maxsize=64)
def _facts_read(instrument: Instrument) -> frozenset[str]:
    """The names of all facts that an instrument asks of a case, as its conditions are in normal form."""
    asked = [one for kind in (CASE, PART) for mode in MODES for one in levels_of(instrument, kind, mode)]
    return frozenset(fact.name for fact in facts_in(*asked))
