"""What an instrument says of every node of a case: the case itself, and each part of its bill of materials.

Rule: a node's range is read from the instrument's level conditions alone; nothing is inherited up or down. Ranges
come from the compiled reading, details from the interpreted one, which are tested to agree. Best is the highest level
that is certain, worst the highest that is possible; what the instrument says of the whole act is the worse of all its
nodes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pratique.facts.kinds import CASE, PART
from pratique.law.instrument import LEVELS, Instrument, Mode, applies, at_least, conditions_of, levels
from pratique.law.outcome import NOWHERE, Outcome, Range
from pratique.law.provision import Exception_, Provision
from pratique.logic.author import NEVER, all_of
from pratique.logic.entities import Entity, Listing, elements_of, is_known, value_of
from pratique.logic.lint import atoms, binate, expressions
from pratique.logic.nodes import Condition, Fact, Kind, Lies, Sum
from pratique.logic.simplify import simplify
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.readings.decide import NOTHING, Bound, Open, bind, verdict

if TYPE_CHECKING:
    from pratique.readings.closure import Program
    from pratique.readings.closure_records import Record

FEW = 16
"""Up to so many elements a case is read as it stands: compiling would take longer than reading."""
CELLS = 48
"""Into at most so many cells the open facts of one node are split."""
MANY = 24
"""From more elements than this, details are worked out on one of each kind that says the same."""


@dataclass(frozen=True, slots=True)
class ProvisionOutcome:
    """What one provision does to one node; `lifted_by` the exceptions that hold or may hold there."""

    provision: Provision
    range: Range
    lifted_by: tuple[tuple[Exception_, Truth], ...] = ()
    open: frozenset[Open] = NOTHING


@dataclass(frozen=True)
class NodeOutcome:
    """What an instrument says of one node. `enforced` differs from `range` where text and enforcement part.

    `like` is the key of the first element of which the same is said with the same facts open; details are worked out
    when they are asked for, since a bill of materials has many lines and an answer shows few.
    """

    instrument: Instrument
    kind: Kind
    element: Entity
    bound: Bound
    range: Range
    enforced: Range
    like: str | None = None

    @property
    def key(self) -> str:
        return self.element.key

    @cached_property
    def open(self) -> frozenset[Open]:
        """The open facts that can still change its range (an upper bound)."""
        if self.range.is_settled:
            return NOTHING
        return _range(levels_of(self.instrument, self.kind, "by_text"), self.bound)[1]

    @cached_property
    def provisions(self) -> tuple[ProvisionOutcome, ...]:
        """What each provision does to it, those that cannot apply left out."""
        return tuple(
            one
            for provision in self.instrument.provisions
            if provision.per is self.kind
            if (one := provision_outcome(self.instrument, provision, self.bound)).range != NOWHERE
        )

    @cached_property
    def exempt_by(self) -> tuple[tuple[Exception_, Truth], ...]:
        """The exemptions that hold, or may hold, of the whole node."""
        return tuple(_holding(self.instrument.exempt.get(self.kind, ()), self.bound))

    @cached_property
    def scope(self) -> Truth:
        """Whether it is inside the scope of the instrument."""
        return verdict(simplify(self.instrument.scope.get(self.kind, NEVER)), self.bound).truth


def reread(node: NodeOutcome) -> tuple[Range, frozenset[Open]]:
    """The range and the open facts of a node as its elements stand now; the node itself keeps what it was told."""
    return _range(levels_of(node.instrument, node.kind, "by_text"), node.bound)


@dataclass(frozen=True, slots=True)
class InstrumentOutcome:
    """What an instrument says of a case: of each node, and of the whole."""

    instrument: Instrument
    concerned: Truth
    nodes: tuple[NodeOutcome, ...]

    @property
    def range(self) -> Range:
        return NOWHERE.worse_of(*(node.range for node in self.nodes))

    @property
    def enforced(self) -> Range:
        return NOWHERE.worse_of(*(node.enforced for node in self.nodes))

    def mattering(self) -> Iterator[NodeOutcome]:
        """Every node whose settling can still change what the instrument says of the whole."""
        best = self.range.best
        return (node for node in self.nodes if not node.range.is_settled and node.range.worst > best)


def outcome_of(instrument: Instrument, case: Entity) -> InstrumentOutcome:
    """What `instrument` says of `case`, node by node."""
    bound = bind({}, case)
    reach = verdict(_reach(instrument), bound)
    if reach.truth is FALSE:
        return InstrumentOutcome(instrument, FALSE, ())
    laid = _laid_out(instrument, case)
    nodes = tuple(node for kind in instrument.kinds for node in _nodes(instrument, kind, case, bound, laid))
    return InstrumentOutcome(instrument, reach.truth, nodes)


class Laid(NamedTuple):
    """A case laid out once, to be read as a whole and for each element of the kind of which it lists many."""

    kind: Kind
    reader: Program
    record: Record


def _laid_out(instrument: Instrument, case: Entity) -> Laid | None:
    """The case laid out for the first kind of which it lists many; None where it lists few of each."""
    for kind in instrument.kinds:
        if kind is not CASE and len(case.listing(kind).elements) > FEW:
            from pratique.readings.closure import program

            reader = program(_conditions(instrument, kind), kind, whole=_conditions(instrument, CASE))
            return Laid(kind, reader, reader.encode(case))
    return None


def _conditions(instrument: Instrument, kind: Kind) -> tuple[Condition, ...]:
    """The levels by the text, and after them as enforced where the two part."""
    modes: tuple[Mode, ...] = ("by_text", "as_enforced") if _parts(instrument) else ("by_text",)
    return tuple(condition for mode in modes for condition in levels_of(instrument, kind, mode))


def _nodes(
    instrument: Instrument, kind: Kind, case: Entity, bound: Bound, laid: Laid | None
) -> Iterator[NodeOutcome]:
    """The nodes of one kind: few are read as they are, many by one compiled program."""
    conditions = _conditions(instrument, kind)
    if kind is CASE:
        ranges = _ranges(laid.reader.run(laid.record)) if laid else _one(conditions, case, bound)
        # Details of the whole are worked out on few elements, where repeats do not count.
        few = bind({}, condensed(case)) if _is_idempotent(instrument) else bound
        yield NodeOutcome(instrument, kind, case, few, *ranges)
        return
    elements = list(elements_of(case, kind))
    if len(elements) <= FEW:
        yield from _few(instrument, kind, case, elements, conditions)
    elif laid is not None and laid.kind is kind:
        yield from _many(instrument, kind, case, elements, laid.reader, laid.record)
    else:
        from pratique.readings.closure import program

        reader = program(conditions, kind)
        yield from _many(instrument, kind, case, elements, reader, reader.encode(case))


def _few(
    instrument: Instrument, kind: Kind, case: Entity, elements: list[Entity], conditions: tuple[Condition, ...]
) -> Iterator[NodeOutcome]:
    for element in elements:
        inside = bind(bind({}, case), element)
        found = _read(conditions, inside)
        if not found[0].is_settled and element.present is TRUE:
            found = _sharpened(conditions, _alone(case, element), kind, found)
        yield NodeOutcome(instrument, kind, element, inside, *found)


def _many(
    instrument: Instrument, kind: Kind, case: Entity, elements: list[Entity], reader: Program, record: Record
) -> Iterator[NodeOutcome]:
    first: dict[int, str] = {}
    ranges: dict[int, tuple[Range, Range]] = {}
    bound = bind({}, case)
    for element, row in zip(elements, reader.run_each(record), strict=True):
        same = id(row.results)
        if same not in ranges:
            ranges[same] = _ranges(list(row.results))
            first[same] = element.key
        like = None if first[same] == element.key else first[same]
        yield NodeOutcome(instrument, kind, element, bind(bound, element), *ranges[same], like)


def _one(conditions: tuple[Condition, ...], case: Entity, bound: Bound) -> tuple[Range, Range]:
    if sum(len(listing.elements) for listing in case.children.values()) <= FEW:
        ranges = _read(conditions, bound)
        return ranges if ranges[0].is_settled else _sharpened(conditions, case, CASE, ranges)
    from pratique.readings.closure import program

    reader = program(conditions)
    return _ranges(reader.run(reader.encode(case)))


def _alone(case: Entity, element: Entity) -> Entity:
    """The case with one element of its kind, to read that element with the case around it."""
    return replace(case, children={**case.children, element.kind: Listing([element], closed=True)})


def _sharpened(
    conditions: tuple[Condition, ...], case: Entity, kind: Kind, ranges: tuple[Range, Range]
) -> tuple[Range, Range]:
    """The ranges once the open facts that conditions read both ways are split into cells (never wider)."""
    from pratique.readings.cells import sharpen, sharpen_each

    split = _split_worthy(conditions)
    if all(is_known(value_of(case, fact)) for fact in split if fact.kind is CASE) and kind is CASE:
        return ranges
    found = (
        sharpen(conditions, case, split, CELLS)
        if kind is CASE
        else sharpen_each(conditions, case, kind, split, CELLS)[0]
    )
    return _ranges([(code, 0) for code in found.codes])


@lru_cache(maxsize=256)
def _split_worthy(conditions: tuple[Condition, ...]) -> frozenset[Fact]:
    """The facts read both ways that belong to the case or a part; those of parties would be too many to split."""
    return frozenset(fact for fact in binate(*conditions) if fact.kind in (CASE, PART) and not is_legal(fact))


def is_legal(fact: Fact) -> bool:
    """Whether a fact is doubt about the law (`under` reads those exactly already)."""
    return fact.name.startswith("legal.")


def _read(conditions: tuple[Condition, ...], bound: Bound) -> tuple[Range, Range]:
    """The ranges from the interpreted reading."""
    return _ranges([(verdict(condition, bound).truth.value, 0) for condition in conditions])


def _ranges(results: list[tuple[int, int]]) -> tuple[Range, Range]:
    """By the text and as enforced, from the truth codes of the level conditions."""
    found = [_range_of(results[start : start + len(LEVELS)]) for start in range(0, len(results), len(LEVELS))]
    return found[0], found[-1]


def _range_of(results: list[tuple[int, int]]) -> Range:
    best = worst = Outcome.OUT_OF_SCOPE
    for level, (code, _) in zip(LEVELS, results, strict=True):
        if code == TRUE.value:
            best = worst = level
        elif code != FALSE.value:
            worst = level
    return Range(best, worst)


def condensed(case: Entity) -> Entity:
    """The case with one element for all of which the same is said, where it lists many.

    Whether some or every element satisfies a condition does not depend on how often the same is said; so details
    are worked out on few elements. `like_counts` says how many each stands for.
    """
    children = {kind: _distinct(listing) for kind, listing in case.children.items()}
    if children == case.children:
        return case
    return replace(case, children=children)


def like_counts(case: Entity) -> dict[str, int]:
    """For each element that stands for others in the condensed case: how many there are of it."""
    counts: dict[object, list[str]] = {}
    for listing in case.children.values():
        if len(listing.elements) > MANY:
            for element in listing.elements:
                counts.setdefault(signature(element), []).append(element.key)
    return {keys[0]: len(keys) for keys in counts.values() if len(keys) > 1}


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


def _distinct(listing: Listing) -> Listing:
    if len(listing.elements) <= MANY:
        return listing
    first: dict[object, Entity] = {}
    for element in listing.elements:
        first.setdefault(signature(element), element)
    return Listing(list(first.values()), listing.closed)


@lru_cache(maxsize=512)
def _is_idempotent(instrument: Instrument) -> bool:
    """Whether nothing in the instrument adds up over elements (there repeats would count)."""
    conditions = (condition for _, condition in conditions_of(instrument))
    numbers = (atom.number for each in conditions for atom in atoms(each) if isinstance(atom, Lies))
    return not any(isinstance(part, Sum) for number in numbers for part in expressions(number))


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


# The law does not change while the program runs: its conditions are put into normal form once.


@lru_cache(maxsize=512)
def _reach(instrument: Instrument) -> Condition:
    return simplify(instrument.reach)


@lru_cache(maxsize=512)
def levels_of(instrument: Instrument, kind: Kind, mode: Mode) -> tuple[Condition, ...]:
    """For each level, worst last: when a node of this kind is at it or worse, in normal form."""
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
