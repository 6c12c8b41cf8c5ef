"""The reading that shows why: the authored tree with the truth of every node and the values it read.

Rule: one pass from the bottom up that keeps each node's truth; nothing is decided twice. Of a quantifier over many
elements only those are kept that bear on its truth: the witness where there is one, else those that keep it open,
at most `WITNESSES` of them, and the count of the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from pratique.logic.entities import Entity, elements_of, value_of
from pratique.logic.lint import facts_of
from pratique.logic.nodes import (
    All,
    Among,
    Any_,
    Condition,
    Const,
    Every,
    Fact,
    Inside,
    Kind,
    Lies,
    Meets,
    Node,
    Not,
    Some,
    Term,
    TruthFact,
)
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth, all_true, any_true
from pratique.logic.values import Value
from pratique.readings.decide import Bound, bind, verdict

WITNESSES = 12
"""How many elements of one quantifier a trace keeps."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A fact as it was read: whose, which, what is known of it."""

    key: str
    fact: Fact
    value: Value


@dataclass(frozen=True, slots=True)
class Trace:
    """One node with its truth.

    `element` is the key of the element that a quantifier bound here; `left_out` counts the elements of a quantifier
    that the trace does not show.
    """

    condition: Condition
    truth: Truth
    parts: tuple[Trace, ...] = ()
    seen: tuple[Seen, ...] = ()
    element: str | None = None
    left_out: int = 0


def explain(condition: Condition, case: Entity) -> Trace:
    """The trace of `condition` on `case`."""
    return trace(condition, bind({}, case))


def trace(condition: Condition, bound: Bound) -> Trace:
    """The trace of `condition` where `bound` says which element each kind is."""
    node: Node = condition  # type: ignore[assignment]
    match node:
        case Const() | TruthFact() | Lies() | Among() | Meets() | Inside():
            return Trace(node, verdict(node, bound).truth, seen=tuple(_seen(node, bound)))
        case All(parts):
            inner = tuple(trace(part, bound) for part in parts)
            return Trace(node, all_true(each.truth for each in inner), inner)
        case Any_(parts):
            inner = tuple(trace(part, bound) for part in parts)
            return Trace(node, any_true(each.truth for each in inner), inner)
        case Not(part):
            one = trace(part, bound)
            return Trace(node, ~one.truth, (one,))
        case Term(body=body):
            one = trace(body, bound)
            return Trace(node, one.truth, (one,))
        case Some(kind, body):
            return _quantified(node, kind, body, bound, existential=True)
        case Every(kind, body):
            return _quantified(node, kind, body, bound, existential=False)
        case _:
            assert_never(node)


def _seen(atom: Condition, bound: Bound) -> Iterator[Seen]:
    for fact in dict.fromkeys(facts_of(atom)):
        if fact.kind in bound:
            element = bound[fact.kind]
            yield Seen(element.key, fact, value_of(element, fact))


def _quantified(node: Some | Every, kind: Kind, body: Condition, bound: Bound, existential: bool) -> Trace:
    assert kind.parent is not None
    truths: list[Truth] = []
    settled = TRUE if existential else FALSE
    kept: dict[Truth, list[Trace]] = {FALSE: [], UNKNOWN: [], TRUE: []}
    for element in elements_of(bound[kind.parent], kind):
        inner = trace(body, bind(bound, element))
        truth = inner.truth & element.present if existential else inner.truth | ~element.present
        truths.append(truth)
        if len(kept[truth]) < WITNESSES:
            kept[truth].append(Trace(inner.condition, truth, inner.parts, inner.seen, element.key, inner.left_out))
        if truth is settled:
            break
    whole = any_true(truths) if existential else all_true(truths)
    shown = kept[whole][:1] if whole is settled else kept[whole]
    return Trace(node, whole, tuple(shown), left_out=len(truths) - len(shown))


def facts_seen(trace: Trace, only_open: bool = False) -> Iterator[Seen]:
    """Every fact that bears on the truth of a trace, each once per element, in order."""
    seen: dict[tuple[str, str], Seen] = {}
    for each in _bearing(trace):
        for one in each.seen:
            if not only_open or each.truth is UNKNOWN:
                seen.setdefault((one.key, one.fact.name), one)
    return iter(seen.values())


def _bearing(trace: Trace) -> Iterable[Trace]:
    """The nodes below that make the truth what it is: of a false "all" only what is false, and so on."""
    yield trace
    joined = isinstance(trace.condition, All | Any_ | Some | Every)
    for part in trace.parts:
        if not joined or part.truth is trace.truth:
            yield from _bearing(part)
