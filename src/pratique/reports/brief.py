"""The digest of an answer for a terminal: what a person reads first, within a screen.

Rule: what an answer holds is either told here or counted here; nothing is left out without a number, and what
says that an outcome is no more than it is (conflicts, what was not read, not examined) is told in words first.
`text` has the whole; both are of the same object.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pratique.law.outcome import Outcome, range_words
from pratique.reports.export_sections import licence_lines
from pratique.reports.measures import MEASURES, SHORT, Measure
from pratique.reports.rests_on import other_findings, rests_on, summary
from pratique.reports.section import Section, together
from pratique.reports.text import Style, by_provision, clean, headline_of, not_listed, plain
from pratique.reports.wrapping import some, wrapped
from pratique.usecases.answer.answer import (
    NOBODY,
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
from pratique.usecases.answer.open_facts import known_by

DATED = ("late", "due", "open")
"""Duties that have a day."""
IDLE = " has no effect here: "
LONG_REASON = 60
"""Characters of an element of a provision that is told by its facts instead."""
TOLD_IN_FULL = ("Barred unless", "Contradictions", "Conflicts", "Not read", "Look again")
NEVER_CUT = ("Conflicts", "Not read")
"""Of these as many are told, and each whole, however narrow the digest: two values side by side, what nobody read."""
NEVER_HALVED = (*NEVER_CUT, "Contradictions")
"""Of these each that is told is whole: with one side alone nobody sees what is to be put right."""
TOLD_BY_NAME = ("Taken for granted", "Concluded", "What follows")


def brief(answer: Answer, style: Style = plain) -> str:
    """The digest as lines of 80 columns."""
    lines: list[str] = []
    for size in MEASURES:
        lines = [*_lines(answer, style, size)]
        if len(lines) <= SHORT:
            break
    return "\n".join(lines) + "\n"


def _lines(answer: Answer, style: Style, size: Measure) -> Iterator[str]:
    word, colour = headline_of(answer)
    yield style(f"{word}: {answer.verdict}", colour)
    if answer.as_enforced != answer.by_text:
        yield f"by the text: {answer.by_text}; as enforced: {answer.as_enforced}"
    yield from _acts(answer, size)
    if told := summary(answer):
        yield from wrapped(f"Rests on {told}.")
    yield from _listed("Late: ", [clean(each) for each in answer.late], size.late)
    if answer.next_step:
        yield from wrapped(f"Next: {clean(answer.next_step)}", "", "      ")
    yield from _why(answer, style, size)
    yield from _sections(answer, size)
    yield from _parts(answer, size)
    yield from _parties(answer, size)
    yield from _duties(answer, size)
    yield from _notes(answer, size)
    beside = [*_beside(answer, size), *_standing(answer, size)]
    for paragraph in [". ".join(beside)] if size.joined else beside:
        yield from wrapped(f"{paragraph}.", "", "  ")


def _acts(answer: Answer, size: Measure) -> Iterator[str]:
    """The acts, the worst first; with its outcome where there are several."""
    acts = sorted(answer.transactions, key=lambda each: _rank(each.verdict))
    for each in acts[: size.acts]:
        yield from wrapped(_act(each, len(acts) > 1), "", "  ")
        if all(one.id == NOBODY for one in each.instruments):
            yield from wrapped("No instrument of the book concerns this act; what was not examined is not cleared.")
    if len(acts) > size.acts:
        rest = Counter(str(each.verdict) for each in acts[size.acts :])
        left = "1 more act" if rest.total() == 1 else f"{rest.total()} more acts"
        yield from wrapped(f"and {left}, none worse: {_counted(rest)}")


def _act(each: TransactionOut, several: bool) -> str:
    what = f"{each.act} of {clean(each.vehicle)}" if each.vehicle else each.act
    found = f": {each.verdict}" if several else ""
    return f"{clean(each.id)}: {what} into {clean(each.into)} on {clean(each.date)}{found}"


def _rank(verdict: VerdictOut) -> tuple[int, int]:
    return -Outcome.named(verdict.worst), -Outcome.named(verdict.best)


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{many} {what}" for what, many in counts.most_common())


def _listed(lead: str, told: list[str], most: int) -> Iterator[str]:
    """The first of several, each in lines of its own, the rest by number."""
    more = f" (and {len(told) - most} more)" if len(told) > most else ""
    for index, each in enumerate(told[:most], 1):
        yield from wrapped(f"{lead}{each}{more if index == most else ''}", "", "  ")


# --- why -------------------------------------------------------------------------------------------------


def _why(answer: Answer, style: Style, size: Measure) -> Iterator[str]:
    basis = f" (weakest basis: {answer.weakest_basis})" if answer.weakest_basis else ""
    lead = style("Why", "bold") + basis
    if not size.joined:
        yield lead
        lead = ""
    provisions = by_provision(answer)
    for index, its in enumerate(provisions[: size.deciding]):
        yield from _deciding(its, index == 0, lead, size, several=len(answer.transactions) > 1)
        lead = ""
    if len(provisions) > size.deciding:
        also = [f"{clean(its[0].cite)} ({its[0].outcome})" for its in provisions[size.deciding :]]
        yield from wrapped(f"also {some(also, size.names)}", "  ", "    ")
    if not answer.decided_by:
        yield f"{lead or ' '} No provision of the instruments examined bites."


def _deciding(its: list[Deciding], first: bool, lead: str, size: Measure, several: bool) -> Iterator[str]:
    """One provision: the first with its elements, another by what it says; `several` acts are told apart."""
    each = its[0]
    doubt = "" if each.certain or lead else f" ({range_words(each.best, each.worst)})"
    begin = f"{lead}: " if lead else "  "
    yield from wrapped(f"{clean(each.cite)}: {each.outcome}{doubt}{_mark(each)}", begin, "    ")
    yield from wrapped(each.summary, "    ")
    more = len(its) - 1 + not_listed(its)
    also = f"; also at {more} more" if more else ""
    if also or (first and (several or each.node != each.transaction)):
        where = f" ({clean(each.place)})" if each.place and first else ""
        yield from wrapped(f"at {clean(each.label)}{where}{also}", "    ", "      ")
    if first:
        yield from _because(each.because, size)
    yield from _lifts(each.lifted_by, size)


def _mark(each: Deciding) -> str:
    return " [signed off]" if each.signed_off else "" if each.text_verified else " [text not verified]"


def _because(reasons: tuple[Reason, ...], size: Measure) -> Iterator[str]:
    """What holds in one paragraph, what is not known each by itself."""
    for truth, sign in (("yes", "+"), ("no", "-")):
        held = dict.fromkeys(_said(each, size.facts) for each in reasons if each.truth == truth)
        if held:
            yield from wrapped("; ".join(held), f"    {sign} ", "      ")
    opened = [each for each in reasons if each.truth == "unknown"]
    more = f"; and {_many(len(opened) - size.opened, 'more element')}" if len(opened) > size.opened else ""
    for index, each in enumerate(opened[: size.opened], 1):
        yield from wrapped(f"{_opened(each, size.facts)}{more if index == size.opened else ''}", "    ? ", "      ")


def _opened(reason: Reason, most: int) -> str:
    """An element that is not known, by its name and its facts; one that is a long text by its facts alone."""
    long = _is_long(reason)
    facts = [fact for fact in reason.facts if fact.value == "unknown"] or [*reason.facts]
    names = [name for name in dict.fromkeys(fact.name for fact in facts) if long or name not in reason.text]
    left = len(names[most:]) + reason.facts_left_out
    more = f" and {left} more" if left else ""
    if not names:
        return reason.text
    return f"{'' if long else f'{reason.text}: '}not known: {', '.join(names[:most])}{more}"


def _is_long(reason: Reason) -> bool:
    return len(reason.text) > LONG_REASON or " of these hold" in reason.text


def _said(reason: Reason, most: int) -> str:
    known = [fact for fact in reason.facts if fact.value != "unknown"]
    if len(known) == 1 and (known[0].name in reason.text or known[0].name == reason.text):
        return f"{known[0].name} = {clean(known[0].value)}"
    if known and _is_long(reason):
        return some(map(_fact, known), most, reason.facts_left_out)
    whose = [each for each in known if each.name.startswith(("party.", "source."))]
    return f"{reason.text} ({_fact(whose[-1])})" if whose else reason.text


def _fact(fact: FactOut) -> str:
    return f"{fact.name} = {clean(fact.value)}"


def _lifts(lifts: tuple[Lift, ...], size: Measure) -> Iterator[str]:
    """What lifts it, and what may; where one alone may, with what it asks."""
    for truth, said in (("yes", "lifted by"), ("unknown", "unless")):
        its = [lift for lift in lifts if lift.truth == truth]
        cites = [f"{lift.cite} ({lift.leaves})" for lift in its]
        if cites:
            more = f"; and {len(cites) - size.names} more" if len(cites) > size.names else ""
            asks = f": {its[0].summary}" if len(its) == 1 and truth == "unknown" else ""
            yield from wrapped(f"{said} {'; '.join(cites[: size.names])}{more}{asks}", "    ~ ", "      ")


# --- what it rests on ------------------------------------------------------------------------------------


def _sections(answer: Answer, size: Measure) -> Iterator[str]:
    for line in licence_lines(answer):
        yield from wrapped(clean(line), "", "  ")
    for section in rests_on(answer):
        if section.title == "Barred unless" and _stands_above(answer, size):
            continue
        if section.title in TOLD_IN_FULL:
            told = [f"{clean(about)}: {clean(said)}" for about, said in section.lines if IDLE not in said]
            most = Measure().told if section.title in NEVER_CUT else size.told
            longest = Measure().text if section.title in NEVER_HALVED else size.text
            yield from _listed(f"{section.title}: ", [_cut(each, longest) for each in told], most)
        elif section.title in TOLD_BY_NAME:
            names = some([clean(about) for about, _ in section.lines], size.names)
            yield from wrapped(f"{section.title}{_number(section)}: {names}", "", "  ")


def _stands_above(answer: Answer, size: Measure) -> bool:
    """Whether what alone could lift the bar was told with the provision that it lifts."""
    shown = [lift for each in answer.decided_by[:1] for lift in each.lifted_by if lift.truth == "unknown"]
    return len(shown) == 1 and {lift.cite for lift in answer.barred_unless} == {shown[0].cite}


def _cut(text: str, most: int) -> str:
    """A text, or its beginning up to a word where it is longer, with what was left out said by a mark."""
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0].rstrip(',;:.')} [...]"


def _number(section: Section) -> str:
    return f" ({len(section.lines)})"


def _parts(answer: Answer, size: Measure) -> Iterator[str]:
    """Of each list of parts how many stand where, the worst by name."""
    for transaction in answer.transactions:
        for instrument in transaction.instruments:
            if len(instrument.lines) < 2:
                continue
            counts = Counter(str(each.verdict) for each in instrument.lines)
            left = f", {instrument.lines_left_out} not listed and none worse" if instrument.lines_left_out else ""
            title = f"{len(instrument.lines)} lines under {instrument.cite} ({clean(transaction.id)})"
            told = [f"{title}: {_counted(counts)}{left}", *_worst(instrument.lines, size)]
            if len(counts) == 1:
                told = [": ".join((told[0], *(each.partition(": ")[2] for each in told[1:])))]
            if size.joined:
                yield from wrapped("; ".join(told), "", "  ")
                continue
            yield from wrapped(told[0], "", "  ")
            for each in told[1:]:
                yield from wrapped(each, "  ", "    ")


def _worst(lines: tuple[LineOut, ...], size: Measure) -> Iterator[str]:
    worst = [each for each in lines if each.verdict == lines[0].verdict]
    tells = len(worst) < len(lines) or len(lines) <= size.parts
    if tells and _rank(lines[0].verdict)[0] <= -Outcome.LICENCE_REQUIRED:
        names = some((clean(each.label) for each in worst), size.parts)
        yield f"{lines[0].verdict}: {names}"


def _parties(answer: Answer, size: Measure) -> Iterator[str]:
    told = [each for each in answer.ownership if each.controlled != "no"]
    for each in told[: size.names]:
        why = next(iter((*each.open_holdings, *each.left_out, *each.chain)), "")
        said = f"{clean(each.name)}: controlled from China or Russia: {each.controlled}"
        yield from wrapped(f"{said}. {clean(why)}".rstrip(". ") + ".", "", "  ")
    named = [each for each in answer.screened if each.status != "not listed"]
    for one in named[: size.names]:
        yield from wrapped(f"{clean(one.name)}, list {clean(one.list)}: {one.status}", "", "  ")
    left = max(0, len(told) - size.names) + max(0, len(named) - size.names)
    if left:
        yield f"and {left} more parties"


# --- what is to be done ----------------------------------------------------------------------------------


def _duties(answer: Answer, size: Measure) -> Iterator[str]:
    dated = list(dict.fromkeys(_duty(each) for each in answer.duties if each.status in DATED))
    for said in dated[: size.names]:
        yield from wrapped(f"Duty: {said}", "", "  ")
    if len(dated) > size.names:
        yield f"Duty: and {len(dated) - size.names} more with a day"


def _duty(duty: DutyOut) -> str:
    said = "" if duty.due else "due"
    status = {"late": "LATE", "standing": "", "met": "met", "due": said}.get(duty.status, duty.status)
    certain = "" if duty.certain else "if the provision applies"
    due = f"due {duty.due}" if duty.due else ""
    keep = f"keep until {duty.keep_until}" if duty.keep_until else ""
    tail = ", ".join(each for each in (status, due, keep, certain) if each)
    return f"{duty.name} ({duty.cite}){f': {tail}' if tail else ''}"


def _beside(answer: Answer, size: Measure) -> Iterator[str]:
    """What stands beside the outcome, a sentence each without its end."""
    if size.joined:
        yield from (f"Provenance, {each.rstrip('.')}" for each in _whose(answer))
    for note in answer.known_readings:
        said = note.note.partition(";")[0] if size.joined else note.note
        yield _cut(f"{clean(note.about)}: {clean(said)}", size.text).rstrip(".")
    idle = [clean(note.note.partition(IDLE)[0]) for note in answer.not_read if IDLE in note.note]
    if idle:
        yield f"Without effect here ({len(idle)}): {some(idle, size.names)}"
    yield from _missing(answer, size)
    other = [each for each in answer.duties if each.status not in DATED]
    if told := list(dict.fromkeys(each.name if size.joined else _duty(each) for each in other)):
        yield f"Duties beside ({len(told)}): {some(told, size.names)}"
    if acts := list(dict.fromkeys(f"{each.act} into {each.into}" for each in answer.implied)):
        yield f"Implied, not in the dossier: {some(acts, size.names)}"
    if answer.exposure:
        yield "Trade that the instruments touch: `--verbose` has the flows; they are never a sum"


def _missing(answer: Answer, size: Measure) -> Iterator[str]:
    alone = len(answer.open_facts) == 1 and f"({answer.open_facts[0].name})" in answer.next_step
    if alone or not answer.open_facts:  # the one open fact is the next step
        return
    counts = known_by(answer.open_facts)
    many = "1 open fact" if len(answer.open_facts) == 1 else f"at most {len(answer.open_facts)} open facts"
    asked = ", ".join(f"{knower} {number}" for knower, number in counts.most_common(size.knowers))
    others = counts.total() - sum(each for _, each in counts.most_common(size.knowers))
    asked += f", others {others}" if others else ""
    yield f"Missing: {many} ({asked}); `pratique needs` tells which"


# --- notes -----------------------------------------------------------------------------------------------


def _notes(answer: Answer, size: Measure) -> Iterator[str]:
    """Whose word it rests on, whole; then what else was found."""
    if not size.joined:
        yield from _listed("Provenance, ", _whose(answer), 4)
    told = [_cut(f"{clean(about)}: {clean(said)}", size.text) for about, said in together(other_findings(answer))]
    yield from _listed("Note: ", told, size.notes)


def _whose(answer: Answer) -> list[str]:
    return [f"{clean(each.about)}: {clean(each.note)}" for each in answer.provenance]


def _standing(answer: Answer, size: Measure) -> Iterator[str]:
    """What holds of every answer of the kind: the law that is coming, the limits, the book."""
    if answer.pending:
        its = some((clean(item.cite) for item in answer.pending), size.names)
        yield f"Pending law that would change it ({len(answer.pending)}): {its}"
    limits = [*_limits(answer, size)]
    told = [f"Limits: {'; '.join(limits)}"] if limits else []
    told += [f"Law book {answer.law_book.hash[:16]}, as known on {answer.known_on}; `--verbose` tells all of it"]
    yield ". ".join(told)


def _limits(answer: Answer, size: Measure) -> Iterator[str]:
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
            yield f"{len(names)} {what}{_in_brackets(names, size.limits)}"
    if answer.constructions:
        construed = _in_brackets(_construed(answer), size.limits)
        yield f"{_many(len(answer.constructions), 'text')} construed{construed}"


def _in_brackets(names: list[str], most: int) -> str:
    return f" ({clean(some(names, most))})" if most else ""


def _construed(answer: Answer) -> list[str]:
    return [f"{name.removeprefix('legal.')} = {value}" for name, value in answer.constructions.items()]


def _many(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
