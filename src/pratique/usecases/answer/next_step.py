"""The one thing to do next, and what is late.

Rule: a contradiction is put right before anything is asked; what is listed is asked about before what may be there
beside it, and of that only whether it is; what one knows oneself before what others know; an exception never first,
nor a holding of a licence; what is known of the law is asked of counsel last.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pratique.facts.keys import is_unnamed, lies_beside
from pratique.facts.part import ONE_DAY_FOR_ALL
from pratique.facts.wording import text_of
from pratique.law.outcome import Outcome, Range
from pratique.usecases.answer.answer import ContradictionOut, DutyOut, Lift, OpenFact

_HELD = ("authorization.", "licence.", "item.licence_held", "permit.")
_EXCEPTIONAL = frozenset({"source.only_by_citizenship", "part.supplier_on_approved_list"})
"""Facts that only take out what the others bring in."""
_WHO = {"party or registry": "the party itself or a registry", "counsel or agency": "counsel or the agency"}
_ASKED_FIRST = ("you", "vehicle maker", "part supplier", "software supplier")


def late(duties: Iterable[DutyOut]) -> tuple[str, ...]:
    """The duties whose day has passed, each once: what, by when."""
    found = (f"{each.name} ({each.cite}), due {each.due or 'before'}" for each in duties if each.status == "late")
    return tuple(dict.fromkeys(found))


def next_step(
    whole: Range,
    contradictions: Sequence[ContradictionOut],
    opens: Sequence[OpenFact],
    lifts: Sequence[Lift],
    duties: Sequence[DutyOut],
) -> str:
    """One sentence: what to do next about an answer."""
    if contradictions:
        first = contradictions[0]
        return f"Put right what is said of {first.label}: {first.says}"
    if whole.best >= Outcome.LICENCE_REQUIRED:
        return _barred(whole)
    if lifts:
        return f"See whether {lifts[0].cite} is in hand or can be had; without it this is barred."
    if whole.is_undetermined and opens:
        return _asked(opens)
    if overdue := late(duties):
        return f"Make up for what is late: {overdue[0]}."
    due = sorted((each.due, each.name, each.cite) for each in duties if each.due and each.status in ("due", "open"))
    if due:
        day, name, cite = due[0]
        return f"{name} ({cite}) by {day}."
    return "Read what was not examined below; nothing more is asked here."


def _barred(whole: Range) -> str:
    if whole.best is Outcome.LICENCE_REQUIRED:
        return "Apply for the licence, or see what would change it: `pratique what-if`."
    return "See what would change it: `pratique what-if`; or apply for an authorization."


def _asked(opens: Sequence[OpenFact]) -> str:
    def weight(fact: OpenFact) -> tuple[bool, bool, bool, bool, int, int, str]:
        beside = lies_beside(fact.entity) or is_unnamed(fact.entity)
        detail = beside and not fact.name.endswith(".present")
        rare = fact.name in _EXCEPTIONAL or fact.name.startswith(_HELD)
        order = _ASKED_FIRST.index(fact.known_by) if fact.known_by in _ASKED_FIRST else len(_ASKED_FIRST)
        return fact.legal, detail, rare, beside, order, -fact.count, fact.name

    first = min(opens, key=weight)
    name = next((whole for whole, days in ONE_DAY_FOR_ALL.items() if first.name in days), first.name)  # asked as one
    about = "" if first.legal else f" about {first.label}"
    whom = "Say" if first.known_by == "you" else f"Ask {_WHO.get(first.known_by, f'the {first.known_by}')}"
    rest = " `pratique ask` has the rest." if len(opens) > 1 else ""
    asked = first.meaning if first.legal else text_of(name)[0]
    return f"{whom}{about}: {asked.rstrip('.')} ({name}).{rest}"
