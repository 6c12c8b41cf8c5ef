"""The digest of an answer for a terminal: what a person reads first, within a screen.

Rule: what an answer holds is either told here or counted here; nothing is left out without a number, and what
says that an outcome is no more than it is (conflicts, what was not read, not examined) is told in words first.
`text` has the whole; both are of the same object.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pratique.law.outcome import Outcome
from pratique.reports.export_sections import licence_lines
from pratique.reports.rests_on import other_findings, rests_on, summary
from pratique.reports.section import Section, together
from pratique.reports.text import Style, clean, headline_of, plain, ranged
from pratique.reports.wrapping import wrapped
from pratique.usecases.answer.answer import (
    Answer,
    Deciding,
    DutyOut,
    FactOut,
    Lift,
    LineOut,
    Reason,
    TransactionOut,
    VerdictOut,
)
from pratique.usecases.answer.notes import LATER, OLD

MOST_ACTS = 6
MOST_DECIDING = 2
MOST_LATE = 3
MOST_TOLD = 2
"""Of a section: so many entries in full, the rest by number."""
MOST_NAMES = 4
MOST_NOTES = 4
MOST_LIMITS = 2
MOST_OPEN = 3
IDLE = " has no effect here: "
LONG_REASON = 60
"""Characters of an element of a provision that is told by its facts instead."""
TOLD_IN_FULL = ("Barred unless", "Contradictions", "Conflicts", "Not read", "Look again")
TOLD_BY_NAME = ("Taken for granted", "Concluded", "What follows")


def brief(answer: Answer, style: Style = plain) -> str:
    """The digest as lines of 80 columns."""
    return "\n".join(_lines(answer, style)) + "\n"


def _lines(answer: Answer, style: Style) -> Iterator[str]:
    word, colour = headline_of(answer)
    yield style(f"{word}: {ranged(answer.verdict)}", colour)
    if answer.as_enforced != answer.by_text:
        yield f"by the text: {ranged(answer.by_text)}; as enforced: {ranged(answer.as_enforced)}"
    yield from _acts(answer)
    if told := summary(answer):
        yield from wrapped(f"Rests on {told}.")
    yield from _listed("Late: ", [clean(each) for each in answer.late], MOST_LATE)
    if answer.next_step:
        yield from wrapped(f"Next: {clean(answer.next_step)}", "", "      ")
    yield from _why(answer, style)
    yield from _sections(answer, style)
    yield from _parts(answer, style)
    yield from _parties(answer, style)
    yield from _missing(answer, style)
    yield from _duties(answer, style)
    yield from _beside(answer, style)
    yield from _notes(answer, style)


def _acts(answer: Answer) -> Iterator[str]:
    """The acts, the worst first; with its outcome where there are several."""
    acts = sorted(answer.transactions, key=lambda each: _rank(each.verdict))
    for each in acts[:MOST_ACTS]:
        yield from wrapped(_act(each, len(acts) > 1), "", "  ")
        if not each.instruments:
            yield from wrapped("No instrument of the book concerns this act; what was not examined is not cleared.")
    if len(acts) > MOST_ACTS:
        rest = Counter(ranged(each.verdict) for each in acts[MOST_ACTS:])
        left = "1 more act" if rest.total() == 1 else f"{rest.total()} more acts"
        yield from wrapped(f"and {left}, none worse: {_counted(rest)}")


def _act(each: TransactionOut, several: bool) -> str:
    what = f"{each.act} of {clean(each.vehicle)}" if each.vehicle else each.act
    found = f": {ranged(each.verdict)}" if several else ""
    return f"{clean(each.id)}: {what} into {clean(each.into)} on {clean(each.date)}{found}"


def _rank(verdict: VerdictOut) -> tuple[int, int]:
    return -Outcome.named(verdict.worst), -Outcome.named(verdict.best)


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{many} {what}" for what, many in counts.most_common())


def _listed(lead: str, told: list[str], most: int) -> Iterator[str]:
    """The first of several, each in lines of its own, the rest by number."""
    for each in told[:most]:
        yield from wrapped(f"{lead}{each}", "", "  ")
    if len(told) > most:
        yield f"{lead.rstrip()} and {len(told) - most} more"


# --- why -------------------------------------------------------------------------------------------------


def _why(answer: Answer, style: Style) -> Iterator[str]:
    basis = f" (weakest basis: {answer.weakest_basis})" if answer.weakest_basis else ""
    yield style("Why", "bold") + basis
    by_cite: dict[str, list[Deciding]] = {}
    for each in answer.decided_by:
        by_cite.setdefault(each.cite, []).append(each)
    for index, its in enumerate(list(by_cite.values())[:MOST_DECIDING]):
        yield from _deciding(its, index == 0)
    if len(by_cite) > MOST_DECIDING:
        also = [f"{clean(cite)} ({its[0].outcome})" for cite, its in list(by_cite.items())[MOST_DECIDING:]]
        yield from wrapped(f"also {_some(also)}", "  ", "    ")
    if not answer.decided_by:
        yield "  No provision of the instruments examined bites."


def _deciding(its: list[Deciding], first: bool) -> Iterator[str]:
    """One provision: the first with its elements, another by what it says."""
    each = its[0]
    doubt = "" if each.certain else f" ({ranged(VerdictOut(best=each.best, worst=each.worst))})"
    yield from wrapped(f"{clean(each.cite)}: {each.outcome}{doubt}{_mark(each)}", "  ", "    ")
    yield from wrapped(each.summary, "    ")
    also = f"; also at {len(its) - 1} more" if len(its) > 1 else ""
    if also or (first and each.node != each.transaction):
        where = f" ({clean(each.place)})" if each.place and first else ""
        yield from wrapped(f"at {clean(each.label)}{where}{also}", "    ", "      ")
    if first:
        yield from _because(each.because)
    yield from _lifts(each.lifted_by)


def _mark(each: Deciding) -> str:
    return " [signed off]" if each.signed_off else "" if each.text_verified else " [text not verified]"


def _because(reasons: tuple[Reason, ...]) -> Iterator[str]:
    """What holds in one paragraph, what is not known each by itself."""
    for truth, sign in (("yes", "+"), ("no", "-")):
        held = dict.fromkeys(_said(each) for each in reasons if each.truth == truth)
        if held:
            yield from wrapped("; ".join(held), f"    {sign} ", "      ")
    opened = [each for each in reasons if each.truth == "unknown"]
    for each in opened[:MOST_OPEN]:
        names = [name for name in dict.fromkeys(fact.name for fact in each.facts) if name not in each.text]
        tail = f": not known: {', '.join(names[:MOST_OPEN])}" if names else ""
        yield from wrapped(f"{each.text}{tail}", "    ? ", "      ")
    if len(opened) > MOST_OPEN:
        yield f"    ? and {len(opened) - MOST_OPEN} more that are not known"


def _said(reason: Reason) -> str:
    known = [fact for fact in reason.facts if fact.value != "unknown"]
    if len(known) == 1 and (known[0].name in reason.text or known[0].name == reason.text):
        return f"{known[0].name} = {clean(known[0].value)}"
    if known and (len(reason.text) > LONG_REASON or " of these hold" in reason.text):
        return "; ".join(_fact(each) for each in known[:MOST_OPEN])
    whose = [each for each in known if each.name.startswith(("party.", "source."))]
    return f"{reason.text} ({_fact(whose[-1])})" if whose else reason.text


def _fact(fact: FactOut) -> str:
    return f"{fact.name} = {clean(fact.value)}"


def _lifts(lifts: tuple[Lift, ...]) -> Iterator[str]:
    for truth, said in (("yes", "lifted by"), ("unknown", "unless")):
        cites = [f"{lift.cite} ({lift.leaves})" for lift in lifts if lift.truth == truth]
        if cites:
            more = f"; and {len(cites) - MOST_NAMES} more" if len(cites) > MOST_NAMES else ""
            yield from wrapped(f"{said} {'; '.join(cites[:MOST_NAMES])}{more}", "    ~ ", "      ")


# --- what it rests on ------------------------------------------------------------------------------------


def _sections(answer: Answer, style: Style) -> Iterator[str]:
    for line in licence_lines(answer):
        yield from wrapped(clean(line), "", "  ")
    for section in rests_on(answer):
        if section.title in TOLD_IN_FULL:
            idle = [clean(said.partition(IDLE)[0]) for _, said in section.lines if IDLE in said]
            told = [f"{clean(about)}: {clean(said)}" for about, said in section.lines if IDLE not in said]
            yield from _listed(f"{section.title}: ", told, MOST_TOLD)
            if idle:
                yield from wrapped(f"Without effect here ({len(idle)}): {_some(idle)}", "", "  ")
        elif section.title in TOLD_BY_NAME:
            names = _some([clean(about) for about, _ in section.lines])
            yield from wrapped(f"{section.title}{_number(section)}: {names}", "", "  ")


def _number(section: Section) -> str:
    return f" ({len(section.lines)})"


def _some(names: Iterable[str], most: int = MOST_NAMES) -> str:
    its = list(dict.fromkeys(names))
    return "; ".join(its[:most]) + (f"; and {len(its) - most} more" if len(its) > most else "")


def _parts(answer: Answer, style: Style) -> Iterator[str]:
    """Of each list of parts how many stand where, the worst by name."""
    for transaction in answer.transactions:
        for instrument in transaction.instruments:
            if len(instrument.lines) < 2:
                continue
            counts = Counter(ranged(each.verdict) for each in instrument.lines)
            left = f", {instrument.lines_left_out} not listed and none worse" if instrument.lines_left_out else ""
            title = f"{len(instrument.lines)} lines under {instrument.cite} ({clean(transaction.id)})"
            yield from wrapped(f"{title}: {_counted(counts)}{left}", "", "  ")
            yield from _worst(instrument.lines)


def _worst(lines: tuple[LineOut, ...]) -> Iterator[str]:
    worst = [each for each in lines if each.verdict == lines[0].verdict]
    tells = len(worst) < len(lines) or len(lines) <= MOST_NAMES
    if tells and _rank(lines[0].verdict)[0] <= -Outcome.LICENCE_REQUIRED:
        yield from wrapped(f"{ranged(lines[0].verdict)}: {_some(clean(each.label) for each in worst)}", "  ", "    ")


def _parties(answer: Answer, style: Style) -> Iterator[str]:
    told = [each for each in answer.ownership if each.controlled != "no"]
    for each in told[:MOST_NAMES]:
        why = next(iter((*each.open_holdings, *each.left_out, *each.chain)), "")
        said = f"{clean(each.name)}: controlled from China or Russia: {each.controlled}"
        yield from wrapped(f"{said}. {clean(why)}".rstrip(". ") + ".", "", "  ")
    named = [each for each in answer.screened if each.status != "not listed"]
    for one in named[:MOST_NAMES]:
        yield from wrapped(f"{clean(one.name)}, list {clean(one.list)}: {one.status}", "", "  ")
    left = max(0, len(told) - MOST_NAMES) + max(0, len(named) - MOST_NAMES)
    if left:
        yield f"and {left} more parties"


# --- what is to be done ----------------------------------------------------------------------------------


def _missing(answer: Answer, style: Style) -> Iterator[str]:
    alone = len(answer.open_facts) == 1 and answer.open_facts[0].meaning in answer.next_step
    if alone or not answer.open_facts:  # the one open fact is the next step
        return
    counts = Counter(each.known_by for each in answer.open_facts)
    many = "1 open fact" if len(answer.open_facts) == 1 else f"at most {len(answer.open_facts)} open facts"
    asked = ", ".join(f"{knower} {number}" for knower, number in counts.items())
    yield from wrapped(f"Missing: {many} ({asked}); `pratique needs` tells which.", "", "  ")


def _duties(answer: Answer, style: Style) -> Iterator[str]:
    dated: dict[str, None] = {}
    other: dict[str, None] = {}
    for each in answer.duties:
        (dated if each.status in ("late", "due", "open") else other)[_duty(each)] = None
    for said in list(dated)[:MOST_NAMES]:
        yield from wrapped(f"Duty: {said}", "", "  ")
    if len(dated) > MOST_NAMES:
        yield f"Duty: and {len(dated) - MOST_NAMES} more with a day"
    if other:
        yield from wrapped(f"Duties beside ({len(other)}): {_some(other)}", "", "  ")


def _duty(duty: DutyOut) -> str:
    status = {"late": "LATE", "standing": "", "met": "met"}.get(duty.status, duty.status)
    certain = "" if duty.certain else "if the provision applies"
    due = f"due {duty.due}" if duty.due else ""
    keep = f"keep until {duty.keep_until}" if duty.keep_until else ""
    tail = ", ".join(each for each in (status, due, keep, certain) if each)
    return f"{duty.name} ({duty.cite}){f': {tail}' if tail else ''}"


def _beside(answer: Answer, style: Style) -> Iterator[str]:
    acts = list(dict.fromkeys(f"{each.act} into {each.into}" for each in answer.implied))
    if acts:
        yield from wrapped(f"Implied, not in the dossier: {_some(acts)}", "", "  ")
    if answer.exposure:
        yield "Trade that the instruments touch: `--verbose` has the flows; they are never a sum."


# --- notes -----------------------------------------------------------------------------------------------


def _notes(answer: Answer, style: Style) -> Iterator[str]:
    for note in answer.known_readings:
        yield from wrapped(f"{clean(note.about)}: {clean(note.note)}", "", "  ")
    if answer.pending:
        its = _some(clean(item.cite) for item in answer.pending)
        yield from wrapped(f"Pending law that would change it ({len(answer.pending)}): {its}", "", "  ")
    for lead, notes in (("Provenance, ", answer.provenance), ("Note: ", other_findings(answer))):
        yield from _listed(lead, [f"{clean(about)}: {clean(said)}" for about, said in together(notes)], MOST_NOTES)
    told = [f"Limits: {'; '.join(_limits(answer))}"] if any(_limits(answer)) else []
    told += [f"Law book {answer.law_book.hash[:16]}, evidence as known on {answer.known_on}"]
    yield from wrapped(f"{'. '.join(told)}. `--verbose` tells all of it.", "", "  ")


def _limits(answer: Answer) -> Iterator[str]:
    """What is to be read with it, by number and first by name."""
    if unread := {note.about for note in answer.unverified}:
        yield f"{_many(len(unread), 'text')} for counsel to sign off"
    old = [note.about for note in answer.staleness if LATER in note.note or OLD in note.note]
    for its, what in (
        (old, "not read up to the day"),
        ([note.about for note in answer.not_examined], "not examined"),
        ([note.about for note in answer.not_modelled], "not modelled"),
    ):
        if names := list(dict.fromkeys(its)):
            yield f"{len(names)} {what} ({clean(_some(names, MOST_LIMITS))})"
    if answer.constructions:
        yield f"{_many(len(answer.constructions), 'text')} construed ({_some(_construed(answer), MOST_LIMITS)})"


def _construed(answer: Answer) -> list[str]:
    return [f"{name.removeprefix('legal.')} = {value}" for name, value in answer.constructions.items()]


def _many(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
