"""What an instrument says of every node of a case: the case itself, and each part of its bill of materials.

Rule: a node's range is read from the instrument's level conditions alone; nothing is inherited up or down. Nodes
that say the same of themselves are decided once. Best is the highest level that is certain, worst the highest that
is possible; what the instrument says of the whole act is the worse of all its nodes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from pratique.facts.kinds import CASE
from pratique.law.instrument import LEVELS, Instrument, Mode, applies, at_least, levels
from pratique.law.outcome import NOWHERE, Outcome, Range
from pratique.law.provision import Exception_, Provision
from pratique.logic.author import NEVER, all_of
from pratique.logic.entities import Entity, elements_of
from pratique.logic.nodes import Condition, Kind
from pratique.logic.simplify import simplify
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.readings.decide import NOTHING, Bound, Open, bind, verdict


@dataclass(frozen=True, slots=True)
class ProvisionOutcome:
    """What one provision does to one node; `lifted_by` the exceptions that hold or may hold there."""

    provision: Provision
    range: Range
    lifted_by: tuple[tuple[Exception_, Truth], ...] = ()
    open: frozenset[Open] = NOTHING


@dataclass(frozen=True, slots=True)
class NodeOutcome:
    """What an instrument says of one node. `enforced` differs from `range` where text and enforcement part.

    `like` is the key of the element that was decided where this one says the same; its open facts are those of that
    element until `opens_of` asks them of this one.
    """

    kind: Kind
    key: str
    range: Range
    enforced: Range
    open: frozenset[Open]
    provisions: tuple[ProvisionOutcome, ...]
    exempt_by: tuple[tuple[Exception_, Truth], ...] = ()
    scope: Truth = TRUE
    element: Entity | None = None
    like: str | None = None


@dataclass(frozen=True, slots=True)
class InstrumentOutcome:
    """What an instrument says of a case: of each node, and of the whole."""

    instrument: Instrument
    concerned: Truth
    nodes: tuple[NodeOutcome, ...]

    @property
    def range(self) -> Range:
        return _worst(node.range for node in self.nodes)

    @property
    def enforced(self) -> Range:
        return _worst(node.enforced for node in self.nodes)

    def mattering(self) -> Iterator[NodeOutcome]:
        """Every node whose settling can still change what the instrument says of the whole."""
        best = self.range.best
        return (node for node in self.nodes if node.open and node.range.worst > best)


def outcome_of(instrument: Instrument, case: Entity) -> InstrumentOutcome:
    """What `instrument` says of `case`, node by node."""
    bound = bind({}, case)
    reach = verdict(_reach(instrument), bound)
    if reach.truth is FALSE:
        return InstrumentOutcome(instrument, FALSE, ())
    nodes = tuple(node for kind in instrument.kinds for node in _nodes(instrument, kind, case, bound))
    return InstrumentOutcome(instrument, reach.truth, nodes)


def _nodes(instrument: Instrument, kind: Kind, case: Entity, bound: Bound) -> Iterator[NodeOutcome]:
    if kind is CASE:
        yield _node(instrument, kind, case, bound)
        return
    decided: dict[object, NodeOutcome] = {}
    for element in elements_of(case, kind):
        like = signature(element)
        if like not in decided:
            decided[like] = _node(instrument, kind, element, bind(bound, element))
        first = decided[like]
        yield first if first.key == element.key else _moved(first, element)


def signature(element: Entity) -> object:
    """Equal for elements of which the same is said (the same values, sources and parties)."""
    return (
        element.kind.name,
        id(element.values) if element.values else 0,
        element.present,
        id(element.carried) if element.carried else 0,
        tuple(
            (kind.name, listing.closed, tuple(signature(each) for each in listing.elements))
            for kind, listing in element.children.items()
        ),
    )


def _moved(node: NodeOutcome, element: Entity) -> NodeOutcome:
    return replace(node, key=element.key, like=node.key, element=element)


def opens_of(node: NodeOutcome) -> frozenset[Open]:
    """The open facts of a node, asked of itself where it was decided by a like one."""
    if node.like is None:
        return node.open
    return frozenset(
        Open(node.key + one.key.removeprefix(node.like), one.fact) if one.key.startswith(node.like) else one
        for one in node.open
    )


def _node(instrument: Instrument, kind: Kind, element: Entity, bound: Bound) -> NodeOutcome:
    found, opens = _range(_levels(instrument, kind, "by_text"), bound)
    enforced = _range(_levels(instrument, kind, "as_enforced"), bound)[0] if _parts(instrument) else found
    provisions = tuple(
        one
        for provision in instrument.provisions
        if provision.per is kind
        if (one := provision_outcome(instrument, provision, bound)).range != NOWHERE
    )
    exempt = tuple(_holding(instrument.exempt.get(kind, ()), bound))
    scope = verdict(simplify(instrument.scope.get(kind, NEVER)), bound).truth
    return NodeOutcome(kind, element.key, found, enforced, opens, provisions, exempt, scope, element)


def provision_outcome(
    instrument: Instrument, provision: Provision, bound: Bound, mode: Mode = "by_text"
) -> ProvisionOutcome:
    """What one provision does to the node that `bound` names."""
    if verdict(_applies(instrument, provision, mode), bound).truth is FALSE:
        return ProvisionOutcome(provision, NOWHERE)
    found, opens = _range(_provision_levels(instrument, provision, mode), bound)
    return ProvisionOutcome(provision, found, tuple(_holding(provision.lifted_by, bound)), opens)


def _holding(exceptions: tuple[Exception_, ...], bound: Bound) -> Iterator[tuple[Exception_, Truth]]:
    for each in exceptions:
        truth = verdict(simplify(each.when), bound).truth
        if truth is not FALSE:
            yield each, truth


def _range(conditions: tuple[Condition, ...], bound: Bound) -> tuple[Range, frozenset[Open]]:
    best = worst = Outcome.OUT_OF_SCOPE
    opens: frozenset[Open] = NOTHING
    for level, condition in zip(LEVELS, conditions, strict=True):
        found = verdict(condition, bound)
        if found.truth is TRUE:
            best = worst = level
            opens = NOTHING
        elif found.truth is UNKNOWN:
            worst = level
            opens |= found.open
    return Range(best, worst), opens


def _worst(ranges: Iterator[Range]) -> Range:
    whole = NOWHERE
    for each in ranges:
        whole = whole.worse_of(each)
    return whole


# The law does not change while the program runs: its conditions are put into normal form once.


@lru_cache(maxsize=512)
def _reach(instrument: Instrument) -> Condition:
    return simplify(instrument.reach)


@lru_cache(maxsize=512)
def _levels(instrument: Instrument, kind: Kind, mode: Mode) -> tuple[Condition, ...]:
    return tuple(simplify(condition) for condition in levels(instrument, kind, mode))


@lru_cache(maxsize=512)
def _parts(instrument: Instrument) -> bool:
    return any(provision.clocks.enforcement_differs for provision in instrument.provisions)


_PROVISIONS: dict[tuple[int, str, str], tuple[Provision, tuple[Condition, ...]]] = {}


def _applies(instrument: Instrument, provision: Provision, mode: Mode) -> Condition:
    return _provision_conditions(instrument, provision, mode)[0]


def _provision_levels(instrument: Instrument, provision: Provision, mode: Mode) -> tuple[Condition, ...]:
    return _provision_conditions(instrument, provision, mode)[1:]


def _provision_conditions(instrument: Instrument, provision: Provision, mode: Mode) -> tuple[Condition, ...]:
    key = (id(provision), instrument.id, mode)
    if key not in _PROVISIONS:
        parts = [simplify(all_of(instrument.reach, applies(provision, mode)))]
        parts += [simplify(all_of(instrument.reach, at_least(provision, level, mode))) for level in LEVELS]
        _PROVISIONS[key] = (provision, tuple(parts))
    return _PROVISIONS[key][1]
