"""What an answer rests on that nobody proved: said once, in the same words in every format.

Rule: what was taken for granted, concluded, derived, contradicted or not read stands on the same page as the outcome;
a bar that applies and that only an authorization not shown could lift is called a bar.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pratique.reports.export_sections import export_sections
from pratique.reports.section import Section, together
from pratique.usecases.answer.answer import Answer, Concluded, ContradictionOut, FactOut, Note, RelatedOut
from pratique.usecases.answer.related import derived_among

_LEANS = {"permits": "leans towards permitting", "bars": "leans towards barring", "either": "leans neither way"}


def rests_on(answer: Answer) -> tuple[Section, ...]:
    """What is said beside the outcome, most pressing first; sections without lines are left out."""
    found = (
        Section("Barred unless", tuple((lift.cite, lift.summary) for lift in answer.barred_unless)),
        Section("Contradictions", tuple(map(_contradiction, answer.contradictions))),
        Section("Conflicts", tuple(together(answer.conflicts))),
        Section("Not read", tuple(together(answer.not_read))),
        *export_sections(answer),
        Section("Taken for granted", tuple(_alike(answer.taken_for_granted, _presumed))),
        Section("Concluded", tuple(map(_concluded, answer.concluded))),
        Section("What follows", tuple(_alike(_told(answer), _derived))),
        Section("Look again", tuple((note.about, note.note) for note in answer.look_again)),
    )
    return tuple(each for each in found if each.lines)


def summary(answer: Answer) -> str:
    """One line that says how much of an answer was not proved; empty where nothing is to be said."""
    return "; ".join(_counts(answer))


def _counts(answer: Answer) -> Iterator[str]:
    for count, what in (
        (len(answer.contradictions), "contradiction"),
        (len(answer.conflicts), "conflict"),
        (len(answer.taken_for_granted), "fact taken for granted"),
        (len(answer.concluded), "conclusion"),
    ):
        if count:
            words = what.replace("fact ", "facts ") if "fact " in what else f"{what}s"
            yield f"{count} {what if count == 1 else words}"
    if answer.not_read:
        yield f"{len(answer.not_read)} {'thing' if len(answer.not_read) == 1 else 'things'} not read"
    if answer.constructions:
        count = len(answer.constructions)
        yield f"{count} {'text' if count == 1 else 'texts'} construed as asked"
    if (stood := answer.law_book.law_on) and any(each.date != stood for each in answer.transactions):
        yield f"the law as it stood on {stood}, not on the day of the act"
    if answer.law_read_up_to:
        yield f"law read up to {answer.law_read_up_to}, before the act"
    if answer.exit_status == 0 and answer.not_examined:
        yield f"{len(answer.not_examined)} neighbouring rules not examined"


def other_notes(answer: Answer) -> tuple[Note, ...]:
    """What is said at the end of an answer and in no section of its own."""
    return (*answer.unverified, *answer.staleness, *other_findings(answer))


def other_findings(answer: Answer) -> tuple[Note, ...]:
    """The findings that no section of its own tells; what is not read is told there with what to do."""
    told: dict[str, list[str]] = {}
    for each in answer.not_read:
        told.setdefault(each.about, []).append(each.note)
    return tuple(
        note for note in answer.findings if not any(said.startswith(note.note) for said in told.get(note.about, ()))
    )


def _told(answer: Answer) -> Iterator[RelatedOut]:
    """The facts that follow and are among those that decide; the answer as JSON has the others too."""
    deciding = {
        (fact.name, fact.entity)
        for decider in answer.decided_by
        for reason in decider.because
        for fact in reason.facts
    }
    return derived_among(answer.derived, deciding)


def _contradiction(each: ContradictionOut) -> tuple[str, str]:
    said = "; ".join(_fact(one) for one in each.members)
    doubted = f" Read as unknown until one is put right: {', '.join(each.doubted)}." if each.doubted else ""
    return each.label, f"{each.says} ({each.cite}) Said: {said}.{doubted}"


def _fact(fact: FactOut) -> str:
    source = f" ({fact.source})" if fact.source else ""
    return f"{fact.name} of {fact.label} = {fact.value}{source}"


def _presumed(each: RelatedOut) -> tuple[str, str]:
    return _whose(each), f"{each.value}: {each.says} ({each.within}, {_LEANS[each.leans]}; --revoke {each.fact})"


def _derived(each: RelatedOut) -> tuple[str, str]:
    basis = f"; as strong as what is {each.basis}" if each.basis else ""
    return _whose(each), f"{each.value}: {each.says} ({each.cite}{basis})"


def _concluded(each: Concluded) -> tuple[str, str]:
    source = f", {each.source}" if each.source else ""
    return f"{each.fact} of {each.label}", f"{each.value} ({each.basis or 'asserted'}{source})"


def _alike(entries: Iterable[RelatedOut], said: Callable[[RelatedOut], tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Entries that differ only in whose fact it is, as one line."""
    together: dict[tuple[str, str, str], list[RelatedOut]] = {}
    for each in entries:
        together.setdefault((each.relation, each.fact, each.value), []).append(each)
    for its in together.values():
        about, what = said(its[0])
        yield (about if len(its) == 1 else f"{about} and {len(its) - 1} more"), what


def _whose(each: RelatedOut) -> str:
    return f"{each.fact} of {each.label}"
