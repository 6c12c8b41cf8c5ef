"""The answers to `needs`, `what-if`, `when`, `compare` and `prove` for a terminal of 80 columns.

Rule: the verdict first, then what one can do about it; what an input says cannot move the cursor.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pratique.facts.granted import is_granted
from pratique.facts.unions import UNIONS
from pratique.facts.wording import plural
from pratique.reports.text import clean
from pratique.reports.whose_word import whose_lines
from pratique.reports.wrapping import wrapped

if TYPE_CHECKING:  # one answer is told at a time: what works out the others is not read for it
    from pratique.usecases.answer.answer import Note, VerdictOut
    from pratique.usecases.book.prove import Proofs
    from pratique.usecases.changes.compare import AnswerComparison, DutyDiffers, FactDiffers
    from pratique.usecases.changes.what_if import Change, Flip, WhatIf
    from pratique.usecases.changes.when import Timeline, Window
    from pratique.usecases.missing.missing import Shortcut
    from pratique.usecases.missing.needs import Letter, Matter, Needs

MOST_OF_ONE = 8
"""How many differing lines or facts are printed; JSON has all."""
MOST_CITES = 5
"""How many provisions are named of one window; JSON has all."""


def needs_text(found: Needs) -> str:
    """What is missing, all of it."""
    return _text(_needs(found), found.provenance)


def what_if_text(found: WhatIf) -> str:
    """What would change the answer."""
    return _text(_what_if(found), found.provenance)


def when_text(found: Timeline) -> str:
    """When the answer changes."""
    return _text(_when(found), found.provenance)


def compare_text(found: AnswerComparison) -> str:
    """What differs and why."""
    return _text(_compare(found), found.provenance)


def _needs(found: Needs) -> Iterator[str]:
    yield from wrapped(f"{clean(found.title)}: {found.verdict}")
    if not found.matters:
        yield "Nothing that is open can still change the answer."
        return
    many = len(found.matters)
    bound = "each can still change the answer" if found.exact else "at most these can still change the answer"
    yield from wrapped(f"{many} {'fact is' if many == 1 else 'facts are'} missing; {bound}.")
    if found.next:
        yield ""
        yield "Ask next"
        yield from _matter(found.next, replies=True)
    if found.shortcuts:
        yield ""
        yield "Shortest ways to settle it"
    for shortcut in found.shortcuts:
        yield from wrapped(told_of(shortcut), "  - ", "    ")
    for alike in _alike(found):
        yield ""
        yield from _letters(alike, found.matters)


def told_of(shortcut: Shortcut) -> str:
    """A set of answers and what it settles, in a sentence."""
    told = "; ".join(f"{each.fact} of {clean(each.label)} = {clean(each.value)}" for each in shortcut.answers)
    return f"{told}: {shortcut.verdict}"


def _alike(found: Needs) -> list[list[Letter]]:
    """Letters in which the same is asked, each of another part or party: a person reads them once."""
    kept: dict[object, list[Letter]] = {}
    for letter in found.letters:
        asked = tuple(sorted(found.matters[index].fact for index in letter.matters if index not in letter.waiting))
        same = (letter.known_by, letter.party is None, asked, len(letter.groups), len(letter.waiting) > 0)
        kept.setdefault(same, []).append(letter)
    return list(kept.values())


def _letters(alike: Sequence[Letter], matters: Sequence[Matter]) -> Iterator[str]:
    """What is asked in one letter, or in several that ask the same."""
    letter = alike[0]
    named = [clean(each.party) for each in alike if each.party]
    about = f" about {'; '.join(named)}" if named else ""
    each = " each" if len(alike) > 1 else ""
    yield from wrapped(f"Ask {letter.known_by}{about} ({_counted(letter)}{each})")
    if documents := [f"{one.name} ({len(one.answers)})" for one in letter.documents if len(one.answers) > 1]:
        yield from wrapped(f"Send for: {', '.join(documents)}", "  ", "    ")
    if len(alike) > 1:
        letter = replace(
            letter,
            matters=tuple(index for one in alike for index in one.matters),
            waiting=tuple(index for one in alike for index in one.waiting),
            groups=tuple(group for one in alike for group in one.groups),
        )
    yield from _by_paper(letter, matters)
    if letter.waiting:
        yield from wrapped(f"{len(letter.waiting)} wait: what is asked of the part first may rule it out.", "  ")


def _counted(letter: Letter) -> str:
    """How much is asked of one addressee: the questions, and how many facts are in them where those are more."""
    facts = len(letter.matters)
    if not letter.groups:
        return str(facts)
    waits = f", {len(letter.waiting)} waiting" if letter.waiting else ""
    return f"{plural(letter.count, 'question')}{waits}; {facts} facts"


def _by_paper(letter: Letter, matters: Sequence[Matter]) -> Iterator[str]:
    """What is asked now: under the document that can settle several, those of like elements once; then the rest."""
    heading: dict[int, tuple[str, ...]] = {}
    for group in letter.groups:
        one = (" or ".join(group.documents), *(matters[index].fact for index in group.matters))
        heading |= dict.fromkeys(group.matters, one)
    asked: dict[tuple[str, ...], dict[str, list[Matter]]] = {}
    for index in (each for each in letter.matters if each not in letter.waiting):
        its = asked.setdefault(heading.get(index, ()), {})
        its.setdefault(matters[index].fact, []).append(matters[index])
    for one, its in sorted(asked.items(), key=lambda each: not each[0]):
        if letter.groups:
            paper = f"One document can settle these {len(its)} ({one[0]}), each answered on its own:" if one else ""
            yield from wrapped(paper or "Each by a document of its own:", "  ")
        for same in its.values():
            yield from _matter(same[0], same)


def _matter(matter: Matter, same: Sequence[Matter] = (), replies: bool = False) -> Iterator[str]:
    """One question; `same` is what asks it of other elements too."""
    yield from wrapped(f"{matter.fact}: {matter.meaning}", "  ? ", "    ")
    if matter.entity != "law":
        yield from wrapped(f"of {'; '.join(asked_of(each) for each in same or (matter,))}", "    ")
    for reply in matter.replies if replies else ():
        yield from wrapped(f"{clean(reply.value)}: {reply.verdict}", "    = ", "      ")


def asked_of(matter: Matter) -> str:
    """What a question is about: the element, how many like it, and what is known of the fact."""
    more = f" and {len(matter.entities) - 1} like it" if len(matter.entities) > 1 else ""
    member = ", not which member state" if matter.known in UNIONS and not matter.legal else ""
    known = f" (known: {clean(matter.known)}{member})" if matter.known != "unknown" else ""
    return f"{clean(matter.label)}{more}{known}"


def _what_if(found: WhatIf) -> Iterator[str]:
    yield from wrapped(f"{clean(found.title)}: {found.verdict}")
    if not found.flips:
        none = "No set of up to three changes" if found.complete else "No set of changes that was tried"
        yield from wrapped(f"{none} among what can be acted on takes it to: {found.towards}.")
        yield from _first_of_all(found)
        return
    yield from _first_of_all(found)
    yield from wrapped(f"Smallest changes after which it is settled: {found.towards}")
    for flip in found.flips:
        yield ""
        yield from _flip(flip)
    if not found.complete:
        yield ""
        yield "There are more; these are among the smallest."


def _first_of_all(found: WhatIf) -> Iterator[str]:
    if found.next_step:
        yield from wrapped(f"Next: {clean(found.next_step)}", "", "      ")


def _flip(flip: Flip) -> Iterator[str]:
    granted = " (an agency must grant it)" if any(is_granted(each.fact) for each in flip.changes) else ""
    yield from wrapped(f"{flip.cost}: {flip.verdict}{granted}", "  ")
    for each in flip.changes:
        more = f" and {len(each.entities) - 1} like it" if len(each.entities) > 1 else ""
        what = f"{each.fact} of {clean(each.label)}{more}: {clean(each.now)} -> {clean(each.then)}"
        yield from wrapped("; ".join((what, *_or_else(each))), "    - ", "      ")


def _or_else(change: Change) -> Iterator[str]:
    """The other changes at the place of one, each fact once with all that it may become."""
    named = change.fact
    for each in change.or_else:
        if each.fact == named:
            yield f"or {clean(each.then)}"
        else:
            yield f"or {each.fact}: {clean(each.now)} -> {clean(each.then)}"
        named = each.fact


def _when(found: Timeline) -> Iterator[str]:
    yield from wrapped(f"{clean(found.title)}: on its own days {found.verdict}")
    for index, each in enumerate(found.windows):
        yield from _interval(each)
        if not index:
            yield from _by(each.provisions, "      ")
    if found.model_years:
        yield ""
        yield "By model year of the vehicle, on its own days"
    for years in found.model_years:
        start = "before" if years.start is None else str(years.start)
        span = f"until {years.end}" if years.start is None else f"{start} on" if years.end is None else start
        span = f"{start} to {years.end}" if years.start and years.end and years.end != years.start else span
        yield from wrapped(f"{span}: {years.verdict}", "  ", "    ")
        yield from _by(years.provisions, "      ")
    for item in found.pending:
        yield ""
        yield from wrapped(f"{item.note.about}: {item.note.note}")


def _by(cites: Sequence[str], indent: str) -> Iterator[str]:
    """The provisions that decide, the others of a window being told as they come and go."""
    if cites:
        more = f"; and {len(cites) - MOST_CITES} more" if len(cites) > MOST_CITES else ""
        yield from wrapped(f"by {'; '.join(cites[:MOST_CITES])}{more}", indent, f"{indent}  ")


def _interval(each: Window) -> Iterator[str]:
    enforced = f"; as enforced {each.as_enforced}" if each.as_enforced != each.verdict else ""
    yield from wrapped(f"{each.start} to {each.end}  {each.verdict}{enforced}", "  ", "      ")
    for cite in each.changed:
        sign = "no longer" if cite.startswith("-") else "from here"
        yield from wrapped(f"{sign} {cite.removeprefix('-')}", "      ", "        ")


def _compare(found: AnswerComparison) -> Iterator[str]:
    yield from wrapped(f"A {clean(found.a)}: {found.verdict_a}")
    yield from wrapped(f"B {clean(found.b)}: {found.verdict_b}")
    if found.same:
        yield "Nothing differs that the law reads."
        return
    for reason in found.because:
        yield from wrapped(" and ".join(_difference(each) for each in reason), "because ", "        ")
    if found.verdict_a != found.verdict_b and not found.because:
        few = "They have too little in common: no" if _apart(found) else "No"
        yield from wrapped(f"{few} three facts that differ between them account for it alone.")
    for name, cites in (("A", found.provisions_only_a), ("B", found.provisions_only_b)):
        for cite in cites:
            yield from wrapped(f"decides only {name}: {cite}", "  ", "    ")
    yield from _some(
        "Lines that differ",
        [f"{clean(each.label)}, {each.instrument}: {_said(each.a)} -> {_said(each.b)}" for each in found.lines],
    )
    both = [each for each in found.facts if each.a is not None and each.b is not None]
    yield from _some("Facts that differ", [_difference(each) for each in both])
    for name, only in (
        ("A", [each for each in found.facts if each.b is None]),
        ("B", [each for each in found.facts if each.a is None]),
    ):
        labels = list(dict.fromkeys(clean(each.label) for each in only))
        yield from _some(f"Only {name} says anything of", labels)
    yield from _some("Called otherwise in B", [f"{clean(each.a)} -> {clean(each.b)}" for each in found.renamed])
    yield from _some("To be done under B", [_duty(each) for each in found.duties])


def _duty(each: DutyDiffers) -> str:
    stood = f" (A: {each.a or 'not there'})" if each.a != each.b else ""
    due = f", due {each.due}" if each.due else ""
    said = f". {each.summary}" if each.b == "standing" else ""
    return f"{each.name}, {each.cite}: {each.b}{due}{stood}{said}"


def _apart(found: AnswerComparison) -> bool:
    """Whether more is said of elements that only one of the two has than of those in both."""
    alone = sum(1 for each in found.facts if each.a is None or each.b is None)
    return 2 * alone > len(found.facts)


def _said(verdict: VerdictOut | None) -> str:
    return str(verdict) if verdict else "absent"


def _difference(each: FactDiffers) -> str:
    a, b = clean(each.a or "not there"), clean(each.b or "not there")
    return f"{each.fact} of {clean(each.label)}: {a} -> {b}"


def _some(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"{title} ({len(lines)})"
    for each in lines[:MOST_OF_ONE]:
        yield from wrapped(each, "  - ", "    ")
    if len(lines) > MOST_OF_ONE:
        yield f"  and {len(lines) - MOST_OF_ONE} more (--format json has all)"


def proofs_text(found: Proofs) -> str:
    """The proofs of the book: what fails first, each with its counter-example."""
    return _text(_proofs(found), found.provenance)


def _proofs(found: Proofs) -> Iterator[str]:
    failed = [each for each in found.proofs if not each.holds]
    yield f"{len(found.proofs) - len(failed)} claims hold, {len(failed)} fail."
    for each in failed:
        yield ""
        yield from wrapped(f"FAILS {each.cite}: {each.claim}. {each.note}", "", "  ")
        if each.counter_example is not None:
            yield "  counter-example, as a dossier:"
            yield json.dumps(each.counter_example, indent=2, ensure_ascii=False)
    yield ""
    for each in found.proofs:
        if each.holds:
            note = f" ({each.note})" if each.note else ""
            yield from wrapped(f"{each.cite}: {each.claim}{note}", "  + ", "    ")


def _text(lines: Iterator[str], whose: Sequence[Note]) -> str:
    return "\n".join([*lines, *whose_lines(whose)]) + "\n"
