"""The answer for a terminal of 80 columns: the outcome first, then why, then what is missing.

Rule: what an input says cannot move the cursor: control characters are shown, never sent.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from pratique.usecases.answer import Answer, Deciding, DutyOut, LineOut, OpenFact, VerdictOut

WIDTH = 80
MOST_LINES = 12
MOST_QUESTIONS = 14
MOST_DECIDING = 6
MOST_FACTS = 3

Style = Callable[[str, str], str]
"""Text and style name to text; the plain one returns it as it is."""

_CODES = {"bold": "1", "bad": "1;31", "doubt": "1;33", "good": "1;32", "dim": "2"}
_LEVELS = {
    "out of scope": "good",
    "exempt": "good",
    "clear": "good",
    "clear with duties": "good",
    "authorized": "good",
    "licence required": "bad",
    "prohibited": "bad",
}


def plain(text: str, _: str) -> str:
    """No style."""
    return text


def coloured(text: str, style: str) -> str:
    """ANSI colours."""
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m"


def clean(text: str) -> str:
    """`text` with control characters shown as escapes and line breaks as spaces."""
    folded = " ".join(text.split())
    return "".join(ch if ch.isprintable() else ch.encode("unicode_escape").decode() for ch in folded)


def text(answer: Answer, style: Style = plain) -> str:
    """The whole answer as lines."""
    return "\n".join(_lines(answer, style)) + "\n"


def headline(verdict: VerdictOut) -> tuple[str, str]:
    """The verdict in one word, and how it is coloured."""
    best, worst = _LEVELS[verdict.best], _LEVELS[verdict.worst]
    if best == worst == "good":
        return ("MAY CROSS UNDER WHAT WAS EXAMINED", "good")
    return ("BARRED", "bad") if best == "bad" else ("UNDETERMINED", "doubt")


def ranged(verdict: VerdictOut) -> str:
    """`clear .. prohibited`, or the one outcome."""
    return verdict.best if verdict.best == verdict.worst else f"{verdict.best} .. {verdict.worst}"


def _lines(answer: Answer, style: Style) -> Iterator[str]:
    word, colour = headline(answer.verdict)
    yield style(f"{word}: {ranged(answer.verdict)}", colour)
    if answer.as_enforced != answer.by_text:
        yield f"by the text: {ranged(answer.by_text)}; as enforced: {ranged(answer.as_enforced)}"
    for each in answer.transactions:
        what = f"{each.act} of {clean(each.vehicle)}" if each.vehicle else each.act
        yield from _wrapped(
            f"{clean(each.id)}: {what} into {clean(each.into)} on {clean(each.date)}: {ranged(each.verdict)}"
        )
        if not each.instruments:
            yield from _wrapped(
                "No instrument of the book concerns this act; what was not examined is not cleared.", "  "
            )
    yield ""
    yield from _why(answer, style)
    yield from _parts(answer, style)
    yield from _missing(answer.open_facts, answer.open_facts_exact, style)
    yield from _duties(answer.duties, style)
    yield from _implied(answer, style)
    yield from _notes(answer, style)


def _why(answer: Answer, style: Style) -> Iterator[str]:
    yield style("Why", "bold")
    for each in answer.decided_by[:MOST_DECIDING]:
        yield from _deciding(each, style)
    if len(answer.decided_by) > MOST_DECIDING:
        yield f"  and {len(answer.decided_by) - MOST_DECIDING} more of the same weight (--format json has all)"
    if not answer.decided_by:
        yield "  No provision of the instruments examined bites."
    if answer.weakest_basis:
        yield f"  Weakest basis of what decides: {answer.weakest_basis}."
    yield ""


def _deciding(each: Deciding, style: Style) -> Iterator[str]:
    doubt = "" if each.certain else f" ({ranged(VerdictOut(best=each.best, worst=each.worst))})"
    mark = "" if each.text_verified else " [text not verified]"
    yield f"  {style(each.cite, 'bold')}: {each.outcome}{doubt}{mark}"
    yield from _wrapped(each.summary, "    ")
    where = f" ({clean(each.place)})" if each.place else ""
    yield from _wrapped(f"{clean(each.label)}{where}", "    at ", "       ")
    for reason in each.because:
        sign = {"yes": "+", "no": "-", "unknown": "?"}[reason.truth]
        known = [f for f in reason.facts if f.value != "unknown"]
        shown = "; ".join(f"{f.name} = {clean(f.value)}" for f in known[:MOST_FACTS])
        tail = f": {shown}" if shown and reason.truth != "unknown" else ""
        yield from _wrapped(f"{reason.text}{tail}", f"    {sign} ", "      ")
    for lift in each.lifted_by:
        holds = {"yes": "lifted by", "unknown": "unless", "no": "not lifted by"}[lift.truth]
        yield from _wrapped(f"{holds} {lift.cite}, which leaves it {lift.leaves}", "    ~ ", "      ")


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
        found = ranged(each.verdict)
        yield f"  {_cut(clean(each.label), 42):42} {found}"


def _missing(facts: tuple[OpenFact, ...], exact: bool, style: Style) -> Iterator[str]:
    if not facts:
        return
    bound = "every one of these can" if exact else "at most these can"
    yield style("Missing", "bold") + f"  {len(facts)} open facts; {bound} still matter"
    shown = 0
    for knower, group in groupby(facts, key=lambda f: f.known_by):
        its = list(group)
        yield f"  Ask {knower} ({len(its)}):"
        room = max(2, MOST_QUESTIONS // 4)
        for each in its[:room]:
            whose = "" if each.entity == "law" else f" of {clean(each.label)}"
            more = f" and {each.count - 1} like it" if each.count > 1 else ""
            yield from _wrapped(f"{each.name}{whose}{more}: {each.meaning}", "    ? ", "      ")
        if len(its) > room:
            yield f"      and {len(its) - room} more"
        shown += len(its)
    yield ""


def _duties(duties: tuple[DutyOut, ...], style: Style) -> Iterator[str]:
    if not duties:
        return
    yield style("Duties", "bold")
    for each in duties:
        certain = "" if each.certain else " (if the provision applies)"
        dates = [f"due {each.due}" if each.due else "", f"done {each.done}" if each.done else ""]
        dates += [
            f"act in time from {each.earliest_act}" if each.earliest_act and each.earliest_act != "none" else ""
        ]
        dates += [f"keep until {each.keep_until}" if each.keep_until else ""]
        when = "; ".join(d for d in dates if d)
        status = style(each.status.upper(), "bad") if each.status == "late" else each.status
        yield from _wrapped(
            f"{each.name}, {each.cite}{certain}: {status}{f'; {when}' if when else ''}", "  - ", "    "
        )
    yield ""


def _implied(answer: Answer, style: Style) -> Iterator[str]:
    if not answer.implied:
        return
    yield style("Not in the dossier, but implied", "bold")
    for each in answer.implied:
        yield from _wrapped(f"{each.act} into {each.into}: {each.why}", "  - ", "    ")
    yield ""


def _notes(answer: Answer, style: Style) -> Iterator[str]:
    yield style("Read this with it", "bold")
    for note in (*answer.conflicts, *answer.unverified, *answer.staleness, *answer.findings):
        yield from _wrapped(f"{clean(note.about)}: {clean(note.note)}", "  - ", "    ")
    if answer.not_examined:
        names = "; ".join(note.about for note in answer.not_examined)
        yield from _wrapped(f"Not examined: {names}.", "  - ", "    ")
    if answer.not_modelled:
        names = "; ".join(note.about for note in answer.not_modelled)
        yield from _wrapped(f"Not modelled: {names}.", "  - ", "    ")
    for name, value in answer.constructions.items():
        yield from _wrapped(f"Construed: {name.removeprefix('legal.')} = {value}", "  - ", "    ")
    yield f"  - Law book {answer.law_book.hash[:16]}, evidence as known on {answer.known_on}."


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _wrapped(text: str, first: str = "", rest: str | None = None) -> Iterator[str]:
    yield from textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
