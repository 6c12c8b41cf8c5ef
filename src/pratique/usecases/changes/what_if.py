"""What would change the answer? The smallest sets of changes, among what its owner can act on, that flip it.

Rule: a flip takes the answer from one side to the other (may be done without asking anybody, or not) however the
unknowns turn out; applied to the dossier, it does. Only facts that can be acted on are changed: never what somebody
knows, the law, what the act is or what a thing is called, and nothing is put into the past. What an agency must grant
comes last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, ClassVar, Unpack

import msgspec

from pratique.deciding.decision import Decided, decided
from pratique.deciding.variation import is_possible
from pratique.dossier.document import Dossier
from pratique.facts.definition import VOCABULARY
from pratique.facts.granted import is_granted
from pratique.facts.shown import show_value
from pratique.files.plain import Plain
from pratique.law.outcome import Outcome, Range
from pratique.logic.truth import FALSE, TRUE
from pratique.readings.counterfactuals import Step
from pratique.usecases.answer.answer import Note, VerdictOut, verdict_out
from pratique.usecases.answer.provenance import whose_word
from pratique.usecases.answer.reasons import label_of
from pratique.usecases.changes.either import Ways, either
from pratique.usecases.changes.search import MOST_FLIPS, Flips
from pratique.usecases.questions import SaidBeside, asked_beside

MOST_PUT_TOGETHER = 36
"""So many sets are worked out before those that differ in one change are told as one."""
COSTS = ("paper", "date", "supplier", "redesign", "ownership")
"""What changes cost, in rising order."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One fact made otherwise; `count` elements that say the same are changed alike (`entities` names them)."""

    fact: str
    entity: str
    label: str
    now: str
    then: str
    cost: str
    entities: tuple[str, ...]
    or_else: tuple[Change, ...] = ()
    """Other changes that do as well at this place, whatever is chosen at the others; the verdict is the same."""


class Flip(msgspec.Struct, frozen=True, kw_only=True):
    """Changes that flip the answer together, the dearest class of cost among them, and the verdict after."""

    changes: tuple[Change, ...]
    cost: str
    verdict: VerdictOut


class WhatIf(Plain, msgspec.Struct, frozen=True, kw_only=True):
    """The answer to `what-if`; `towards` says to which side the flips lead."""

    rows_are: ClassVar[str] = "flips"

    schema_version: str = "1"
    title: str
    verdict: VerdictOut
    exit_status: int
    towards: str
    flips: tuple[Flip, ...]
    complete: bool
    """Whether no flip of at most three changes is missing."""
    next_step: str = ""
    """What comes before any change, where too much is open for one to settle it."""
    provenance: tuple[Note, ...] = ()
    """Whose word it rests on: a law book that is not the program's own, overlays, sign-offs, answers."""


def what_if(dossier: str | Path | Mapping[str, Any] | Dossier, **options: Unpack[SaidBeside]) -> WhatIf:
    """A dossier -> the smallest changes that would flip its answer.

    `options` are those of `check`. Raises InvalidInput, UsageError.

    >>> len(pratique.what_if("shanghai-app/dossier.toml", known_on=day).flips) > 0
    True
    """
    asked, beside = asked_beside(dossier, options)
    return changed(decided(asked, **beside))


def changed(found: Decided) -> WhatIf:
    """The smallest changes that would flip what was decided."""
    barred = found.range.worst > Outcome.AUTHORIZED
    search = Flips(found, FALSE if barred else TRUE)
    right: list[tuple[VerdictOut, frozenset[Step]]] = []
    sets = sorted(search.smallest(), key=lambda chosen: _rank(chosen))
    for chosen in sets:
        verdict = verdict_out(search.after(chosen))
        if _is_over(verdict, barred) and is_possible(found, search.made(chosen), alone=True):
            right.append((verdict, chosen))
        if len(right) == MOST_PUT_TOGETHER:
            break
    told = either(_leads(right))
    flips = [_flip(search, right[first][0], ways) for first, ways in told[:MOST_FLIPS]]
    data = found.cases.dossier
    return WhatIf(
        title=data.title,
        verdict=verdict_out(found.range),
        exit_status=found.range.exit_status,
        towards="may cross" if barred else "barred",
        flips=tuple(flips),
        complete=search.complete and len(right) == len(sets) and len(told) == len(flips),
        next_step=_next_step(found.range, flips),
        provenance=whose_word(found),
    )


def _next_step(whole: Range, flips: list[Flip]) -> str:
    """Asking, where the answer is open and nothing that an owner can change alone settles it."""
    alone = [each for each in flips if not any(is_granted(change.fact) for change in each.changes)]
    if not whole.is_undetermined or alone:
        return ""
    return (
        "Too much is open for a change to settle it: what can be found out comes first. `pratique ask` asks for it."
    )


def _leads(right: list[tuple[VerdictOut, frozenset[Step]]]) -> Iterator[tuple[object, frozenset[Step]]]:
    """Each set with what it leads to: the verdict, at what cost, and whether an agency has to grant it."""
    for verdict, chosen in right:
        granted = frozenset(name for (_, name), _ in chosen if is_granted(name))
        yield (verdict.best, verdict.worst, _dearest(chosen), granted), chosen


def _flip(search: Flips, verdict: VerdictOut, places: Ways) -> Flip:
    changes = tuple(_change(search, *sorted(each)) for each in places)
    return Flip(changes=changes, cost=COSTS[_dearest(chain(*places))], verdict=verdict)


def _dearest(chosen: Iterable[Step]) -> int:
    return max(COSTS.index(VOCABULARY[name].change or "") for (_, name), _ in chosen)


def _rank(chosen: frozenset[Step]) -> tuple[object, ...]:
    """What can be done before what an agency must grant; the smallest first, then the cheapest."""
    granted = any(is_granted(name) for (_, name), _ in chosen)
    return granted, len(chosen), _dearest(chosen), sorted((name, key, way) for (key, name), way in chosen)


def _change(search: Flips, step: Step, *others: Step) -> Change:
    question, way = step
    key, name = question
    fact, value = search.now[question]
    cost = VOCABULARY[name].change
    assert cost is not None
    return Change(
        fact=name,
        entity=key,
        label=label_of(search.found.cases.cases[0], key),
        now=show_value(fact, value),
        then=show_value(fact, search.ways(question)[way]),
        cost=cost,
        entities=tuple(search.twins.of(key)),
        or_else=tuple(_change(search, each) for each in others),
    )


def _is_over(verdict: VerdictOut, barred: bool) -> bool:
    """Whether the answer is on the other side however the unknowns turn out."""
    if barred:
        return Outcome.named(verdict.worst) <= Outcome.AUTHORIZED
    return Outcome.named(verdict.best) > Outcome.AUTHORIZED
