"""The answer as Markdown, for a ticket or a pull request.

Rule: what an input says is escaped, so that it can neither make a link nor break a table.
"""

from __future__ import annotations

from collections.abc import Iterator

from pratique.files.outward import for_markdown
from pratique.law.outcome import range_words
from pratique.reports.rests_on import other_notes, rests_on, summary
from pratique.reports.section import together
from pratique.reports.text import COMMAND, by_provision, clean, headline_of, not_listed
from pratique.reports.wrapping import some
from pratique.usecases.answer.answer import Answer

MOST_ROWS = 200
MOST_FACTS = 8


def safe(text: str) -> str:
    """Text with every character that Markdown gives a meaning escaped."""
    return for_markdown(text)


def with_commands(text: str) -> str:
    """The same, the program's own commands, which stand between back-ticks, left as code."""
    parts = COMMAND.split(text)
    return "".join(f"`{clean(each)}`" if index % 2 else _spaced(each) for index, each in enumerate(parts))


def _spaced(text: str) -> str:
    """Escaped text with the blank at either end that it had."""
    return f"{' ' * text.startswith(' ')}{safe(text)}{' ' * (text.endswith(' ') and bool(text.strip()))}"


def markdown(answer: Answer) -> str:
    """The whole answer."""
    return "\n".join(_lines(answer)) + "\n"


def _lines(answer: Answer) -> Iterator[str]:
    yield f"# {safe(answer.title)}"
    yield ""
    yield f"**{headline_of(answer)[0]}**: {answer.verdict}"
    if answer.as_enforced != answer.by_text:
        yield ""
        yield f"by the text: {answer.by_text}; as enforced: {answer.as_enforced}"
    yield ""
    for each in answer.transactions:
        vehicle = f" of {safe(each.vehicle)}" if each.vehicle else ""
        act = f"{safe(each.act)}{vehicle} into {safe(each.into)} on {safe(each.date)}"
        yield f"- {safe(each.id)}: {act}: {each.verdict}"
    if told := summary(answer):
        yield ""
        yield f"Rests on {told}: see below."
    for late in answer.late:
        yield ""
        yield f"Late: {safe(late)}"
    if answer.next_step:
        yield ""
        yield f"Next: {with_commands(answer.next_step)}"
    for section in rests_on(answer):
        yield from _table(
            section.title, ("about", "what"), [(safe(about), safe(said)) for about, said in section.lines]
        )
    yield from _why(answer)
    yield from _table(
        "Missing",
        ("who knows it", "fact", "of", "meaning", "shown by"),
        [(f.known_by, f"`{f.name}`", safe(f.label), safe(f.meaning), safe(f.proof)) for f in answer.open_facts],
    )
    yield from _table(
        "Duties",
        ("duty", "of", "cite", "status", "due", "act in time from"),
        [
            (safe(d.name), safe(d.transaction), safe(d.cite), d.status, d.due or "", d.earliest_act or "")
            for d in answer.duties
        ],
    )
    yield from _table(
        "Implied", ("act", "into", "why"), [(safe(i.act), safe(i.into), safe(i.why)) for i in answer.implied]
    )
    whose: list[tuple[str, ...]] = [(safe(n.about), safe(n.note)) for n in answer.provenance]
    yield from _table("Provenance", ("what", "whose word"), whose)
    notes = other_notes(answer)
    notes += (
        *answer.known_readings,
        *(item.note for item in answer.pending),
        *answer.not_modelled,
        *answer.not_examined,
    )
    yield from _table("Notes", ("about", "note"), [(safe(about), safe(note)) for about, note in together(notes)])
    yield from _table("Construed", ("text", "as"), [(f"`{n}`", safe(v)) for n, v in answer.constructions.items()])
    yield ""
    yield f"Law book `{answer.law_book.hash}`, evidence as known on {answer.known_on}, {answer.program}."


def _why(answer: Answer) -> Iterator[str]:
    yield ""
    yield "## Why"
    for each, *others in by_provision(answer):
        mark = " (signed off)" if each.signed_off else "" if each.text_verified else " (official text not verified)"
        yield ""
        yield f"### {safe(each.cite)}: {each.outcome}{'' if each.certain else ' (possible)'}{mark}"
        yield ""
        yield f"{safe(each.summary)} At {safe(each.label)}{f' ({safe(each.place)})' if each.place else ''}."
        yield ""
        for reason in each.because:
            told = (f"`{f.name}` = {safe(f.value)}" for f in reason.facts)
            facts = some(told, MOST_FACTS, reason.facts_left_out)
            yield f"- {reason.truth}: {safe(reason.text)}{f' ({facts})' if facts else ''}"
        for lift in each.lifted_by:
            yield f"- {lift.truth}: lifted by {safe(lift.cite)}, which leaves it {lift.leaves}"
        for other in others:
            found = range_words(other.best, other.worst)
            yield f"- also at {safe(other.label)}{f' ({safe(other.place)})' if other.place else ''}: {found}"
        if left := not_listed((each, *others)):
            yield f"- and at {left} more that are not listed"


def _table(title: str, head: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    if not rows:
        return
    yield ""
    yield f"## {title}"
    yield ""
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows[:MOST_ROWS]:
        yield f"| {' | '.join(row)} |"
    if len(rows) > MOST_ROWS:
        yield f"| and {len(rows) - MOST_ROWS} more |{' |' * (len(head) - 1)}"
