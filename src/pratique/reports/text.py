"""The answer for a terminal of 80 columns: the outcome first, then why, then what is missing.

Rule: what an input says cannot move the cursor: control characters are shown, never sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from pratique.files.outward import for_line
from pratique.law.outcome import Outcome, Range, range_words
from pratique.patterns import regex
from pratique.reports.rests_on import other_notes, rests_on, summary
from pratique.reports.section import together
from pratique.reports.wrapping import cell, some, wrapped
from pratique.usecases.answer.answer import NOBODY, Answer, Deciding, DutyOut, LineOut, OpenFact, Reason, VerdictOut

MOST_LINES = 12
MOST_QUESTIONS = 5
MOST_OTHERS = 3
MOST_DECIDING = 6
MOST_FACTS = 3
AFTER_REASONS = ("What follows", "Look again")
"""What an answer rests on that is told after its reasons."""

Style = Callable[[str, str], str]
"""Text and style name to text; the plain one returns it as it is."""

_CODES = {"bold": "1", "bad": "1;31", "doubt": "1;33", "good": "1;32", "dim": "2"}


COMMAND = regex(r"`(pratique [^`<>]*)`")
"""A command of the program in a sentence, as pages show it as code."""


def plain(text: str, _: str) -> str:
    """No style."""
    return text


def coloured(text: str, style: str) -> str:
    """ANSI colours."""
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m"


def clean(text: str) -> str:
    """`text` with control characters shown as escapes and line breaks as spaces."""
    return for_line(text)


def text(answer: Answer, style: Style = plain) -> str:
    """The whole answer as lines."""
    return "\n".join(_lines(answer, style)) + "\n"


def headline(verdict: VerdictOut) -> tuple[str, str]:
    """The verdict in one word, and how it is coloured."""
    found = Range(Outcome.named(verdict.best), Outcome.named(verdict.worst))
    if found.is_undetermined:
        return ("UNDETERMINED", "doubt")
    return ("BARRED", "bad") if found.best > Outcome.AUTHORIZED else ("MAY CROSS UNDER WHAT WAS EXAMINED", "good")


def headline_of(answer: Answer) -> tuple[str, str]:
    """The same for an answer: a bar that applies and that only what was not shown could lift is called one, and what
    is late stands in it."""
    word, colour = headline(answer.verdict)
    if answer.barred_unless:
        leaves = {lift.leaves for lift in answer.barred_unless}
        lifted = "LIFTED" if len(leaves) > 1 else "AN EXCEPTION APPLIES"
        lifted = "AN AUTHORIZATION IS IN HAND" if leaves == {"authorized"} else lifted
        ways = f" ({len(answer.barred_unless)} ways)" if len(answer.barred_unless) > 1 else ""
        word, colour = f"{answer.verdict.worst.upper()} UNLESS {lifted}{ways}", "bad"
    if not answer.late:
        return word, colour
    return f"{word}, LATE", "doubt" if colour == "good" else colour


def by_provision(answer: Answer) -> list[list[Deciding]]:
    """What decides, each provision once with every node that it decides at, in the order of their weight."""
    found: dict[str, list[Deciding]] = {}
    for each in answer.decided_by:
        found.setdefault(each.cite, []).append(each)
    return [*found.values()]


def not_listed(its: Iterable[Deciding]) -> int:
    """At how many more nodes than those written down a provision decides."""
    return sum(each.not_listed for each in its)


def _lines(answer: Answer, style: Style) -> Iterator[str]:
    word, colour = headline_of(answer)
    yield style(f"{word}: {answer.verdict}", colour)
    if answer.as_enforced != answer.by_text:
        yield f"by the text: {answer.by_text}; as enforced: {answer.as_enforced}"
    for each in answer.transactions:
        what = f"{each.act} of {clean(each.vehicle)}" if each.vehicle else each.act
        yield from wrapped(f"{clean(each.id)}: {what} into {clean(each.into)} on {clean(each.date)}: {each.verdict}")
        if all(one.id == NOBODY for one in each.instruments):
            yield from wrapped(
                "No instrument of the book concerns this act; what was not examined is not cleared.", "  "
            )
    if told := summary(answer):
        yield from wrapped(f"Rests on {told}: see below.")
    for overdue in answer.late:
        yield from wrapped(f"Late: {clean(overdue)}")
    if answer.next_step:
        yield from wrapped(f"Next: {clean(answer.next_step)}", "", "      ")
    yield ""
    yield from _sections(answer, style, first=True)
    yield from _why(answer, style)
    yield from _sections(answer, style, first=False)
    yield from _parts(answer, style)
    yield from _control(answer, style)
    yield from _missing(answer.open_facts, answer.open_facts_exact, style)
    yield from _duties(answer.duties, style)
    yield from _implied(answer, style)
    yield from _exposure(answer, style)
    yield from _notes(answer, style)


def _sections(answer: Answer, style: Style, first: bool) -> Iterator[str]:
    """What the answer rests on: before the reasons what a reader must know first, the rest after them."""
    for section in rests_on(answer):
        if (section.title in AFTER_REASONS) is not first:
            yield style(section.title, "bold")
            for about, said in section.lines[:MOST_LINES]:
                yield from wrapped(f"{clean(about)}: {clean(said)}", "  - ", "    ")
            if len(section.lines) > MOST_LINES:
                yield f"  and {len(section.lines) - MOST_LINES} more (--format json has all)"
            yield ""


def _why(answer: Answer, style: Style) -> Iterator[str]:
    yield style("Why", "bold")
    provisions = by_provision(answer)
    for its in provisions[:MOST_DECIDING]:
        yield from _deciding(its, style)
    if len(provisions) > MOST_DECIDING:
        yield f"  and {len(provisions) - MOST_DECIDING} more of the same weight (--format json has all)"
    if not answer.decided_by:
        yield "  No provision of the instruments examined bites."
    if answer.weakest_basis:
        yield f"  Weakest basis of what decides: {answer.weakest_basis}."
    yield ""


def _deciding(its: list[Deciding], style: Style) -> Iterator[str]:
    """One provision: in full where it decides most certainly, then the other nodes by name."""
    each, others = its[0], its[1:]
    doubt = "" if each.certain else f" ({range_words(each.best, each.worst)})"
    mark = " [signed off]" if each.signed_off else "" if each.text_verified else " [text not verified]"
    head, *rest = wrapped(f"{clean(each.cite)}: {each.outcome}{doubt}{mark}", "  ", "      ")
    yield head.replace(clean(each.cite), style(clean(each.cite), "bold"), 1)
    yield from rest
    yield from wrapped(each.summary, "    ")
    where = f" ({clean(each.place)})" if each.place else ""
    yield from wrapped(f"{clean(each.label)}{where}", "    at ", "       ")
    for reason in each.because:
        yield from _reason(reason)
    for lift in each.lifted_by:
        holds = {"yes": "lifted by", "unknown": "unless", "no": "not lifted by"}[lift.truth]
        yield from wrapped(f"{holds} {lift.cite}, which leaves it {lift.leaves}", "    ~ ", "      ")
    for other in others[:MOST_OTHERS]:
        found = range_words(other.best, other.worst)
        yield from wrapped(f"{clean(other.label)}: {found}", "    also at ", "            ")
    if more := len(others[MOST_OTHERS:]) + not_listed(its):
        yield f"    and at {more} more"


def _reason(reason: Reason) -> Iterator[str]:
    sign = {"yes": "+", "no": "-", "unknown": "?"}[reason.truth]
    if reason.truth == "unknown":
        names = list(dict.fromkeys(f.name for f in reason.facts))
        tail = f": not known: {some(names, MOST_FACTS, reason.facts_left_out)}" if names else ""
    else:
        known = [f for f in reason.facts if f.value != "unknown"]
        told = (f"{f.name} = {clean(f.value)}" for f in known)
        tail = f": {some(told, MOST_FACTS, reason.facts_left_out)}" if known else ""
    yield from wrapped(f"{reason.text}{tail}", f"    {sign} ", "      ")


def _parts(answer: Answer, style: Style) -> Iterator[str]:
    for transaction in answer.transactions:
        for instrument in transaction.instruments:
            if not instrument.lines:
                continue
            yield style(f"Lines under {instrument.cite} ({clean(transaction.id)})", "bold")
            yield from _line_table(instrument.lines)
            left = len(instrument.lines) - MOST_LINES + instrument.lines_left_out
            if left > 0:
                yield f"  and {left} more, none worse (--format json has them)"
            yield ""


def _line_table(lines: Iterable[LineOut]) -> Iterator[str]:
    for each in list(lines)[:MOST_LINES]:
        found = str(each.verdict)
        yield f"  {cell(clean(each.label), 42)} {found}"


def _control(answer: Answer, style: Style) -> Iterator[str]:
    """What registries and lists say of the parties: the chain, and what would settle it."""
    told = [each for each in answer.ownership if each.controlled != "no"]
    named = [each for each in answer.screened if each.status != "not listed"]
    if told or named:
        yield style("Parties", "bold")
        for each in told[:MOST_LINES]:
            yield from wrapped(
                f"{clean(each.name)}: controlled from China or Russia: {each.controlled}", "  - ", "    "
            )
            joined = (f"Joined by {each.joined_by}.",) if each.joined_by else ()
            for step in (*joined, *each.chain, *each.left_out, *each.open_holdings):
                yield from wrapped(clean(step), "      ")
        for one in named[:MOST_LINES]:
            why = f": {clean(one.reasons[0])}" if one.reasons else ""
            yield from wrapped(f"{clean(one.name)}, list {clean(one.list)}: {one.status}{why}", "  - ", "    ")
        yield ""


def _missing(facts: tuple[OpenFact, ...], exact: bool, style: Style) -> Iterator[str]:
    if not facts:
        return
    bound = "every one of these can" if exact else "at most these can"
    many = "1 open fact" if len(facts) == 1 else f"{len(facts)} open facts"
    yield style("Missing", "bold") + f": {many}; {bound} still matter"
    for knower, group in groupby(facts, key=lambda f: f.known_by):
        its = list(group)
        by_name: dict[str, list[OpenFact]] = {}
        for each in its:
            by_name.setdefault(each.name, []).append(each)
        yield f"  Ask {knower} ({len(its)}):"
        for same in sorted(by_name.values(), key=_weight)[:MOST_QUESTIONS]:
            yield from _question(same)
        if len(by_name) > MOST_QUESTIONS:
            yield f"      and {len(by_name) - MOST_QUESTIONS} more kinds of fact"
    yield ""


def _weight(same: list[OpenFact]) -> tuple[bool, int]:
    """What comes first of several questions: what is asked of most elements, and doubts about the law last."""
    return same[0].legal, -sum(each.count for each in same)


def _question(same: list[OpenFact]) -> Iterator[str]:
    """One fact, asked of one element or of several."""
    first = same[0]
    yield from wrapped(f"{first.name}: {first.meaning}", "    ? ", "      ")
    if first.entity == "law":
        return
    shown = "; ".join(clean(each.label) for each in same[:MOST_OTHERS])
    count = sum(each.count for each in same)
    more = f"; and {count - len(same[:MOST_OTHERS])} more" if count > len(same[:MOST_OTHERS]) else ""
    proof = f"; shown by: {first.proof}" if first.proof else ""
    yield from wrapped(f"of {shown}{more}{proof}", "      ")


def _duties(duties: tuple[DutyOut, ...], style: Style) -> Iterator[str]:
    """Each duty once, with the transactions that bring it where there are several."""
    if not duties:
        return
    yield style("Duties", "bold")
    brought: dict[str, list[str]] = {}
    for each in duties:
        brought.setdefault(_duty(each, style), []).append(each.transaction)
    several = len({each.transaction for each in duties}) > 1
    for text, transactions in brought.items():
        yield from wrapped(text + (f" ({', '.join(transactions)})" if several else ""), "  - ", "    ")
    yield ""


def _duty(duty: DutyOut, style: Style) -> str:
    certain = "" if duty.certain else " (if the provision applies)"
    status = style(duty.status.upper(), "bad") if duty.status == "late" else duty.status
    parts = [f"{duty.name}, {duty.cite}{certain}: {status}"]
    parts += [f"due {duty.due}"] if duty.due else []
    parts += ["not done" if duty.done == "none" else f"done {duty.done}"] if duty.done else []
    parts += [f"act in time from {duty.earliest_act}"] if duty.earliest_act not in (None, "none") else []
    parts += [f"keep until {duty.keep_until}"] if duty.keep_until else []
    return "; ".join(parts)


def _implied(answer: Answer, style: Style) -> Iterator[str]:
    if not answer.implied:
        return
    yield style("Not in the dossier, but implied", "bold")
    for each in answer.implied:
        yield from wrapped(f"{each.act} into {each.into}: {each.why}", "  - ", "    ")
    yield ""


def _exposure(answer: Answer, style: Style) -> Iterator[str]:
    """Each flow by itself: populations overlap and are never added."""
    if not answer.exposure:
        return
    yield style("Trade that the instruments touch (never a sum)", "bold")
    for each in answer.exposure:
        for flow in each["touched"]:
            found = flow["range"]
            ends = " .. ".join(dict.fromkeys(_number(found[end]) for end in ("low", "high"))) if found else "unknown"
            period = f" in {flow['period']}" if flow["period"] else ""
            unit = f" {flow['unit']}" if flow["unit"] else ""
            yield from wrapped(f"{each['instrument']}: {clean(flow['flow'])}{period}: {ends}{unit}", "  - ", "    ")
        if not each["touched"]:
            yield f"  - {each['instrument']}: no flow is recorded"
    yield ""


def _number(end: object) -> str:
    return f"{end:,}" if isinstance(end, int | float) else "any" if end is None else str(end)


def _notes(answer: Answer, style: Style) -> Iterator[str]:
    yield style("Read this with it", "bold")
    for about, said in together(other_notes(answer)):
        yield from wrapped(f"{clean(about)}: {clean(said)}", "  - ", "    ")
    for note in answer.known_readings:
        yield from wrapped(f"{clean(note.about)}: {clean(note.note)}", "  - ", "    ")
    for item in answer.pending:
        yield from wrapped(f"{clean(item.note.about)}: {clean(item.note.note)}", "  - ", "    ")
    if answer.not_examined:
        names = "; ".join(note.about for note in answer.not_examined)
        yield from wrapped(f"Not examined: {names}.", "  - ", "    ")
    if answer.not_modelled:
        names = "; ".join(note.about for note in answer.not_modelled)
        yield from wrapped(f"Not modelled: {names}.", "  - ", "    ")
    for note in answer.provenance:
        yield from wrapped(f"Provenance, {clean(note.about)}: {clean(note.note)}", "  - ", "    ")
    for name, value in answer.constructions.items():
        yield from wrapped(f"Construed: {name.removeprefix('legal.')} = {value}", "  - ", "    ")
    yield f"  - Law book {answer.law_book.hash[:16]}, evidence as known on {answer.known_on}."
