"""What would change the answer? The smallest sets of changes, among what its owner can act on, that flip it.

Rule: a flip takes the answer from one side to the other (may be done without asking anybody, or not) however the
unknowns turn out; applied to the dossier, it does. Only facts that can be acted on are changed: never what somebody
knows, the law, what the act is or what a thing is called, and nothing is put into the past. What an agency must grant
comes last.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, Unpack

import msgspec

from pratique.deciding.decision import decided
from pratique.deciding.variation import Question, is_possible
from pratique.dossier.document import Dossier
from pratique.facts.definition import VOCABULARY
from pratique.facts.shown import show_value
from pratique.files.plain import Plain
from pratique.law.outcome import Outcome
from pratique.logic.truth import FALSE, TRUE
from pratique.readings.counterfactuals import Step
from pratique.usecases.answer.answer import Note, VerdictOut, verdict_out
from pratique.usecases.answer.provenance import whose_word
from pratique.usecases.answer.reasons import label_of
from pratique.usecases.changes.search import MOST_FLIPS, Flips
from pratique.usecases.missing.needs import HELD
from pratique.usecases.questions import SaidBeside, asked_beside

GRANTED = re.compile(
    r"licen[cs]e(_held)?$|permit_held$|granted|approved_(by|for)|approval|_obtained$|_passed$|^access\.(on_|ccc)"
)
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
    provenance: tuple[Note, ...] = ()
    """Whose word it rests on: a law book that is not the program's own, overlays, sign-offs, answers."""


def what_if(dossier: str | Path | Mapping[str, Any] | Dossier, **options: Unpack[SaidBeside]) -> WhatIf:
    """A dossier -> the smallest changes that would flip its answer.

    `options` are those of `check`. Raises InvalidInput, UsageError.

    >>> len(pratique.what_if("shanghai-app/dossier.toml", known_on=day).flips) > 0
    True
    """
    asked, beside = asked_beside(dossier, options)
    found = decided(asked, **beside)
    barred = found.range.worst > Outcome.AUTHORIZED
    search = Flips(found, FALSE if barred else TRUE)
    flips: list[Flip] = []
    sets = sorted(search.smallest(), key=lambda chosen: _rank(chosen))
    for chosen in sets:
        flip = _flip(search, chosen)
        so = _is_over(flip, barred) and is_possible(found, search.made(chosen), alone=True)
        flips += [flip] if so else []
        if len(flips) == MOST_FLIPS:
            break
    data = found.cases.dossier
    return WhatIf(
        title=data.title,
        verdict=verdict_out(found.range),
        exit_status=found.range.exit_status,
        towards="may cross" if barred else "barred",
        flips=tuple(flips),
        complete=search.complete and len(flips) == len(sets),
        provenance=whose_word(found),
    )


def is_granted(name: str) -> bool:
    """Whether a fact says that an agency has spoken: to suppose so is the last thing to advise."""
    return name.startswith(HELD) or GRANTED.search(name) is not None


def _flip(search: Flips, chosen: frozenset[Step]) -> Flip:
    changes = tuple(_change(search, question, way) for question, way in sorted(chosen))
    after = search.after(chosen)
    return Flip(changes=changes, cost=COSTS[_dearest(chosen)], verdict=verdict_out(after))


def _dearest(chosen: frozenset[Step]) -> int:
    return max(COSTS.index(VOCABULARY[name].change or "") for (_, name), _ in chosen)


def _rank(chosen: frozenset[Step]) -> tuple[object, ...]:
    """What can be done before what an agency must grant; the smallest first, then the cheapest."""
    granted = any(is_granted(name) for (_, name), _ in chosen)
    return granted, len(chosen), _dearest(chosen), sorted((name, key, way) for (key, name), way in chosen)


def _change(search: Flips, question: Question, way: int) -> Change:
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
    )


def _is_over(each: Flip, barred: bool) -> bool:
    """Whether the answer is on the other side however the unknowns turn out."""
    if barred:
        return Outcome.named(each.verdict.worst) <= Outcome.AUTHORIZED
    return Outcome.named(each.verdict.best) > Outcome.AUTHORIZED
