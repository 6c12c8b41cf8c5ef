"""The one thing to do next, and what is late.

Rule: a contradiction is put right before anything is asked; then the question comes with which `ask` begins
(`missing.next_question`), whatever page shows it, with what is barred until it is answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from pratique.facts.granted import is_granted
from pratique.facts.wording import text_of
from pratique.law.outcome import Outcome, Range
from pratique.law.provision import LegalException
from pratique.readings.facts_used import facts_used
from pratique.usecases.answer.answer import ContradictionOut, DutyOut, Lift

_WHO = {"party or registry": "the party itself or a registry", "counsel or agency": "counsel or the agency"}


class FirstQuestion(Protocol):
    """A question, as `missing.ask` has it."""

    @property
    def fact(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def meaning(self) -> str: ...
    @property
    def known_by(self) -> str: ...
    @property
    def legal(self) -> bool: ...


def late(duties: Iterable[DutyOut]) -> tuple[str, ...]:
    """The duties whose day has passed, each once: what, by when."""
    found = (f"{each.name} ({each.cite}), due {each.due or 'before'}" for each in duties if each.status == "late")
    return tuple(dict.fromkeys(found))


def next_step(
    whole: Range,
    contradictions: Sequence[ContradictionOut],
    first: FirstQuestion | None,
    questions: int,
    lifts: Sequence[Lift],
    duties: Sequence[DutyOut],
    exits: Sequence[LegalException] = (),
) -> str:
    """One sentence: what to do next about an answer; `first` is the first of so many questions.

    `lifts` may lift the bar as the facts stand, `exits` are what the law has against a bar that is certain.
    """
    if contradictions:
        about = contradictions[0]
        return f"Put right what is said of {about.label}: {about.says}"
    if whole.best >= Outcome.LICENCE_REQUIRED:
        return _barred(whole, exits)
    if first and whole.is_undetermined:
        return _asked(first, questions, lifts)
    if lifts:
        return f"See whether {lifts[0].cite} is in hand or can be had; without it this is barred."
    if overdue := late(duties):
        return f"Make up for what is late: {overdue[0]}."
    due = sorted((each.due, each.name, each.cite) for each in duties if each.due and each.status in ("due", "open"))
    if due:
        day, name, cite = due[0]
        return f"{name} ({cite}) by {day}."
    if first:
        return _asked(first, questions, lifts)
    return "Read what was not examined below; nothing more is asked here."


def _barred(whole: Range, exits: Sequence[LegalException]) -> str:
    """What can be done against a bar: what an agency grants where it grants anything, else what the law asks for."""
    granted = [each.cite for each in exits if _is_granted(each)]
    if whole.best is Outcome.LICENCE_REQUIRED and granted:
        return f"Apply for the licence{_named(granted)}, or see what would change it: `pratique what-if`."
    if granted:
        return f"See what would change it: `pratique what-if`; or apply for an authorization{_named(granted)}."
    if exits:
        asks = f"{exits[0].summary.rstrip('.')} ({exits[0].cite})"
        return f"See whether this can be met: {asks}. `pratique what-if` has more."
    return "See what would change it: `pratique what-if`; the book has no authorization that lifts it."


def _named(cites: Sequence[str]) -> str:
    return f" ({cites[0]})" if len(cites) == 1 else ""


def _is_granted(exit_: LegalException) -> bool:
    """Whether an exception holds only once an agency has spoken."""
    return any(is_granted(use.fact.name) for use in facts_used(exit_.when))


def _asked(first: FirstQuestion, questions: int, lifts: Sequence[Lift]) -> str:
    about = "" if first.legal else f" about {first.label}"
    whom = "Say" if first.known_by == "you" else f"Ask {_WHO.get(first.known_by, f'the {first.known_by}')}"
    said = (first.meaning if first.legal else text_of(first.fact)[0]).rstrip(".")
    barred = (
        f" Without {lifts[0].cite}{' or another exit' if len(lifts) > 1 else ''} this is barred." if lifts else ""
    )
    rest = " `pratique ask` has the rest." if questions > 1 else ""
    return f"{whom}{about}: {said} ({first.fact}).{barred}{rest}"
