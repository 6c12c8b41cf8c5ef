"""What differs between the answers to two dossiers, and why.

Rule: acts, elements and facts are matched by their ids, those of two releases of one bill by what they are
(`counterparts`). `because` names the smallest sets of differing facts which,
taken over from the second dossier into the first, turn its verdict into the second's: applied, each does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any, ClassVar, Unpack

import msgspec

from pratique.deciding.decision import Decided, decided
from pratique.deciding.variation import Question, decided_with, whole_range
from pratique.dossier.case import Case
from pratique.dossier.document import Dossier
from pratique.facts.definition import VOCABULARY
from pratique.facts.shown import show_value
from pratique.files.plain import Plain
from pratique.law.outcome import Range
from pratique.logic.entities import Entity, unknown_value
from pratique.logic.values import Value
from pratique.usecases.answer.answer import Answer, Note, VerdictOut
from pratique.usecases.answer.reasons import label_of
from pratique.usecases.changes.counterparts import Counterparts, counterparts
from pratique.usecases.check import answer_of
from pratique.usecases.questions import SaidBeside, asked_beside

MOST_TOGETHER = 3
"""So many facts at most are tried together as the reason."""
MOST_TRIED = 600
"""So many sets of facts are tried; where more differ, `because_complete` is false."""


class FactDiffers(msgspec.Struct, frozen=True, kw_only=True):
    """One fact of one element with its two values; None where the element is not in that dossier."""

    fact: str
    entity: str
    label: str
    a: str | None
    b: str | None


class ActDiffers(msgspec.Struct, frozen=True, kw_only=True):
    """One act; None where it is not in that dossier."""

    transaction: str
    a: VerdictOut | None
    b: VerdictOut | None


class LineDiffers(msgspec.Struct, frozen=True, kw_only=True):
    """What an instrument says of one part."""

    transaction: str
    instrument: str
    label: str
    a: VerdictOut | None
    b: VerdictOut | None


class DutyDiffers(msgspec.Struct, frozen=True, kw_only=True):
    """A duty of the second dossier, and how it stood in the first: None where the first has it not."""

    name: str
    cite: str
    summary: str
    a: str | None
    b: str
    due: str | None


class Renamed(msgspec.Struct, frozen=True, kw_only=True):
    """A part that is in both under another name or version."""

    a: str
    b: str


class AnswerComparison(Plain, msgspec.Struct, frozen=True, kw_only=True):
    """The answer to `compare`; the exit status is that of the second dossier."""

    rows_are: ClassVar[str] = "lines"

    schema_version: str = "1"
    a: str
    b: str
    verdict_a: VerdictOut
    verdict_b: VerdictOut
    same: bool
    exit_status: int
    transactions: tuple[ActDiffers, ...]
    provisions_only_a: tuple[str, ...]
    provisions_only_b: tuple[str, ...]
    lines: tuple[LineDiffers, ...]
    facts: tuple[FactDiffers, ...]
    because: tuple[tuple[FactDiffers, ...], ...]
    because_complete: bool
    renamed: tuple[Renamed, ...] = ()
    """Parts that are one in both and are called otherwise: mostly new versions."""
    duties: tuple[DutyDiffers, ...] = ()
    """What is to be done under the second, each duty once."""
    provenance: tuple[Note, ...] = ()
    """Whose word it rests on: a law book that is not the program's own, overlays, sign-offs, answers."""


def compare(
    a: str | Path | Mapping[str, Any] | Dossier,
    b: str | Path | Mapping[str, Any] | Dossier,
    **options: Unpack[SaidBeside],
) -> AnswerComparison:
    """Two dossiers -> what differs between their answers, and which facts account for it.

    `options` are those of `check`, said of both. Raises InvalidInput and UsageError.

    >>> pratique.compare("shanghai-app/dossier.toml", "shanghai-app/dossier.toml", known_on=day).same
    True
    """
    (first, how), (second, _) = asked_beside(a, options), asked_beside(b, options)
    return compared(decided(first, **how), decided(second, **how))


def compared(first: Decided, second: Decided) -> AnswerComparison:
    """Two decisions, of two dossiers or of one under two laws, lists or registries -> what differs, and why."""
    ours, theirs = answer_of(first), answer_of(second)
    same = counterparts(first, second)
    facts = _facts(first, second, same)
    because, complete = _because(first, second.range, facts)
    cites_a = {each.cite for each in ours.decided_by}
    cites_b = {each.cite for each in theirs.decided_by}
    return AnswerComparison(
        a=ours.title,
        b=theirs.title,
        verdict_a=ours.verdict,
        verdict_b=theirs.verdict,
        same=ours.verdict == theirs.verdict and not facts and not same.parts,
        exit_status=theirs.exit_status,
        transactions=tuple(_acts(ours, theirs, same)),
        provisions_only_a=tuple(sorted(cites_a - cites_b)),
        provisions_only_b=tuple(sorted(cites_b - cites_a)),
        lines=tuple(_lines(ours, theirs, same)),
        facts=tuple(out for out, _, _ in facts),
        because=because,
        because_complete=complete,
        renamed=tuple(Renamed(a=a, b=b) for a, b in same.parts),
        duties=tuple(_duties(ours, theirs)),
        provenance=tuple(dict.fromkeys((*ours.provenance, *theirs.provenance))),
    )


def _acts(ours: Answer, theirs: Answer, same: Counterparts) -> Iterator[ActDiffers]:
    a = {each.id: each.verdict for each in ours.transactions}
    b = {same.case(each.id): each.verdict for each in theirs.transactions}
    for name in dict.fromkeys((*a, *b)):
        if a.get(name) != b.get(name):
            yield ActDiffers(transaction=name, a=a.get(name), b=b.get(name))


def _duties(ours: Answer, theirs: Answer) -> Iterator[DutyDiffers]:
    a = {(each.name, each.cite): each.status for each in ours.duties}
    for key, each in {(each.name, each.cite): each for each in theirs.duties}.items():
        yield DutyDiffers(
            name=each.name, cite=each.cite, summary=each.summary, a=a.get(key), b=each.status, due=each.due
        )


def _lines(ours: Answer, theirs: Answer, same: Counterparts) -> Iterator[LineDiffers]:
    a = dict(_line_verdicts(ours))
    b = {
        (same.case(transaction), instrument, same.key(line)): said
        for (transaction, instrument, line), said in _line_verdicts(theirs)
    }
    for key in dict.fromkeys((*a, *b)):
        mine, other = a.get(key), b.get(key)
        if (mine and mine[1]) != (other and other[1]):
            label = (mine or other or ("", None))[0]
            yield LineDiffers(
                transaction=key[0],
                instrument=key[1],
                label=label,
                a=mine[1] if mine else None,
                b=other[1] if other else None,
            )


def _line_verdicts(answer: Answer) -> Iterator[tuple[tuple[str, str, str], tuple[str, VerdictOut]]]:
    for transaction in answer.transactions:
        for instrument in transaction.instruments:
            for line in instrument.lines:
                yield (transaction.id, instrument.id, line.key), (line.label, line.verdict)


# --- facts ------------------------------------------------------------------------------------------------

Difference = tuple[FactDiffers, Question, Value | None]
"""A difference, whose fact it is, and the second dossier's value (None where it has no such element)."""


def _facts(first: Decided, second: Decided, same: Counterparts) -> list[Difference]:
    a = _known(first)
    b = {(same.key(key), name): value for (key, name), value in _known(second).items()}
    here, there = _keys(first), {same.key(each): each for each in _keys(second)}
    found = []
    for key, name in sorted(a.keys() | b.keys()):
        fact = VOCABULARY[name].fact
        unknown = unknown_value(fact)
        mine, other = a.get((key, name), unknown), b.get((key, name), unknown)
        if mine == other:
            continue
        label = label_of(*((first.cases.cases[0], key) if key in here else (second.cases.cases[0], there[key])))
        out = FactDiffers(
            fact=name,
            entity=key,
            label=label,
            a=show_value(fact, mine) if key in here else None,
            b=show_value(fact, other) if key in there else None,
        )
        found.append((out, (key, name), other if key in here and key in there else None))
    return found


def _known(found: Decided) -> dict[Question, Value]:
    """What is known of every element of every case, by owner and name."""
    known: dict[Question, Value] = {}
    for case in found.cases.cases:
        for entity in entities(case.entity, {}):
            for name, value in entity.values.items():
                if name in VOCABULARY:
                    known[_owner(case, entity, name), name] = value
    return known


def _keys(found: Decided) -> set[str]:
    keys = {"law"}
    for case in found.cases.cases:
        keys |= {each.key for each in entities(case.entity, {})} | {case.vehicle_key or case.id}
    return keys


def _owner(case: Case, entity: Entity, name: str) -> str:
    return case.owner(case.id, name) if entity is case.entity else entity.key


def entities(entity: Entity, seen: dict[tuple[str, str], Entity]) -> Iterable[Entity]:
    """The element, what it lists and what it leads to, each once."""
    at = (entity.kind.name, entity.key)  # a source and its party may share a key
    if at in seen:
        return
    seen[at] = entity
    yield entity
    if entity.carried is not None:
        yield from entities(entity.carried, seen)
    for listing in entity.children.values():
        for element in listing.elements:
            yield from entities(element, seen)


def _because(
    first: Decided, goal: Range, facts: list[Difference]
) -> tuple[tuple[tuple[FactDiffers, ...], ...], bool]:
    """The smallest sets of differences that turn the first verdict into `goal`, and whether all were tried."""
    if first.range == goal:
        return (), True
    usable = [each for each in facts if each[2] is not None]
    tried = 0
    for size in range(1, MOST_TOGETHER + 1):
        reasons: list[tuple[FactDiffers, ...]] = []
        for chosen in combinations(usable, size):
            tried += 1
            if tried > MOST_TRIED:
                return tuple(reasons), False
            changes = {question: value for _, question, value in chosen if value is not None}
            if whole_range(decided_with(first, changes)) == goal:
                reasons.append(tuple(out for out, _, _ in chosen))
        if reasons:
            return tuple(reasons), True
    return (), len(usable) <= MOST_TOGETHER
