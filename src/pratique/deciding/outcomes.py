"""What an instrument says of every node of a case: the case itself, and each part of its bill of materials.

Rule: a node's range is read from the instrument's level conditions alone; nothing is inherited up or down. Ranges
come from the compiled reading, details from the interpreted one, which are tested to agree. Best is the highest level
that is certain, worst the highest that is possible; a node that may not be there at all may also be out of scope.
What the instrument says of the whole act is the worse of all its nodes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pratique.deciding.kindred import Family, Kindred, Opened
from pratique.deciding.levels import TwoForms, levels_at, levels_of, provision_conditions, reach_of, when_of
from pratique.deciding.own_keys import Keys, ReadElement
from pratique.deciding.rows import AlikeRows, Groups, RowClass
from pratique.deciding.splitting import sharpened, sharpened_alone
from pratique.facts.kinds import CASE
from pratique.law.instrument import LEVELS, Instrument, Mode, conditions_of
from pratique.law.outcome import OUT_OF_SCOPE, Outcome, Range
from pratique.law.provision import LegalException, Provision
from pratique.logic.author import NEVER
from pratique.logic.entities import Entity, elements_of, phantom
from pratique.logic.lint import atoms
from pratique.logic.nodes import Condition, InRegion, Kind, SumOver
from pratique.logic.simplify import simplify
from pratique.logic.traverse import expressions
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.readings.decide import NOTHING, Bound, Open, Remembered, Verdict, bind, there_and, verdict
from pratique.value_class import dataclass

if TYPE_CHECKING:
    from pratique.readings.compiled.program import CompiledRow, Program
    from pratique.readings.compiled.records import Record

FEW = 16
"""Up to so many elements a case is read as it stands: compiling would take longer than reading."""


@dataclass(frozen=True, slots=True)
class ProvisionOutcome:
    """What one provision does to one node; `lifted_by` the exceptions that hold or may hold there."""

    provision: Provision
    range: Range
    lifted_by: tuple[tuple[LegalException, Truth], ...] = ()
    open: frozenset[Open] = NOTHING
    applies: bool = False
    """Whether its condition holds for certain, before anything lifts it."""


@dataclass(frozen=True)
class NodeOutcome:
    """What an instrument says of one node. `enforced` differs from `range` where text and enforcement part.

    `like` is the key of the first element of which every provision says the same; details are worked out when they
    are asked for, since a bill of materials has many lines and an answer shows few.
    """

    instrument: Instrument
    kind: Kind
    element: Entity
    bound: Bound
    range: Range
    enforced: Range
    like: str | None = None
    family: Family | None = field(default=None, compare=False, repr=False)
    """Of the case itself what all instruments share; None where something is added up, and for other nodes."""
    moved: tuple[NodeOutcome, Keys] | None = field(default=None, compare=False, repr=False)
    """The node of an act that says the same, of which it was decided, and its keys as they are here."""

    @property
    def key(self) -> str:
        return self.element.key

    @cached_property
    def open(self) -> frozenset[Open]:
        """The open facts that can still change its range (an upper bound)."""
        if self.range.is_settled:
            return NOTHING
        if self.moved is not None:
            return self.moved[1].opens(self.moved[0].open)
        if self.family is None or self.family.once is None:
            return reread(self, self.bound)[1]
        return frozenset([Open(key, fact) for fact, keys in self.opened for key in keys])

    @cached_property
    def opened(self) -> tuple[Opened, ...]:
        """The same by fact, with the keys of all elements that say the same together."""
        once = self.family.once if self.family and self.moved is None and not self.range.is_settled else None
        if once is None:
            return tuple([Opened(one.fact, (one.key,)) for one in self.open])
        return tuple(once.everywhere(reread(self, Remembered(bind({}, once.case)))[1]))

    @property
    def number_open(self) -> int:
        """How many facts are open, those of each element counted."""
        if self.family is None or self.moved is not None:
            return len(self.open)
        keys: dict[str, list[Sequence[str]]] = {}
        for fact, its in self.opened:
            keys.setdefault(fact, []).append(its)
        return sum(len(its[0]) if len(its) == 1 else len(set().union(*its)) for its in keys.values())

    @cached_property
    def elements(self) -> dict[int, tuple[Condition, tuple[ReadElement, ...]]]:
        """Conditions by their id, each with its elements as they read here."""
        return {}

    @cached_property
    def glance(self) -> Bound:
        """Its elements, of each kind only as many as anybody is shown: it says of the whole what `bound` says."""
        return self.bound if self.family is None else Remembered(bind({}, self.family.glance))

    @cached_property
    def provisions(self) -> tuple[ProvisionOutcome, ...]:
        """What each provision does to it, those that cannot apply left out."""
        if self.moved is not None:
            node, keys = self.moved
            return tuple(replace(one, open=keys.opens(one.open)) for one in node.provisions)
        return tuple(
            one
            for provision in self.instrument.provisions
            if provision.per is self.kind
            if (one := provision_outcome(self.instrument, provision, self.glance)).range != OUT_OF_SCOPE
        )

    @cached_property
    def exempt_by(self) -> tuple[tuple[LegalException, Truth], ...]:
        """The exemptions that hold, or may hold, of the whole node."""
        if self.moved is not None:
            return self.moved[0].exempt_by
        found = _holding(self.instrument.exempt.get(self.kind, ()), self.glance)
        there = self.element.present
        return tuple((each, truth & there) for each, truth in found if there is not FALSE)

    @cached_property
    def scope(self) -> Truth:
        """Whether it is inside the scope of the instrument."""
        if self.moved is not None:
            return self.moved[0].scope
        scope = simplify(self.instrument.scope.get(self.kind, NEVER))
        return _read(scope, self.element, self.glance).truth


def reread(node: NodeOutcome, bound: Bound) -> tuple[Range, frozenset[Open]]:
    """The range and the open facts that a node would have were its elements those of `bound`."""
    levels = levels_of(node.instrument, node.kind, "by_text")
    return _range(_read(each, bound[node.kind], bound) for each in levels)


@dataclass(frozen=True, slots=True)
class InstrumentOutcome:
    """What an instrument says of a case: of each node, and of the whole."""

    instrument: Instrument
    concerned: Truth
    nodes: Sequence[NodeOutcome]

    @property
    def range(self) -> Range:
        return OUT_OF_SCOPE.worse_of(*(node.range for node in self.telling()))

    @property
    def enforced(self) -> Range:
        return OUT_OF_SCOPE.worse_of(*(node.enforced for node in self.telling()))

    def _groups(self) -> Iterator[Sequence[NodeOutcome]]:
        return iter(self.nodes.groups if isinstance(self.nodes, Groups) else [self.nodes])

    def telling(self, foremost: Callable[[Entity], int] | None = None) -> Iterator[NodeOutcome]:
        """One of all nodes of which every provision says the same: the first, or the `foremost` by its element."""
        for group in self._groups():
            yield from group.telling(foremost) if isinstance(group, AlikeRows) else group

    def counted(self, foremost: Callable[[Entity], int] | None = None) -> Iterator[tuple[NodeOutcome, int]]:
        """The same, each with how many there are of which every provision says what it says of that one."""
        for group in self._groups():
            yield from group.counted(foremost) if isinstance(group, AlikeRows) else ((node, 1) for node in group)

    def alike(self) -> Iterator[tuple[NodeOutcome, int, Sequence[Kindred]]]:
        """The same, each with how many there are, and the elements of a large list among them by what they say."""
        for group in self._groups():
            if isinstance(group, AlikeRows):
                yield from ((group[each.place], each.number, each.kin) for each in group.alike())
            else:
                yield from ((node, 1, ()) for node in group)

    def row(self, place: int) -> tuple[str, NodeOutcome]:
        """The key of a node, and one of which every provision says what it says of that one: the first."""
        for group in self._groups():
            if place < len(group):
                return group.row(place) if isinstance(group, AlikeRows) else (group[place].key, group[place])
            place -= len(group)
        raise IndexError(place)

    def worst_first(self) -> list[tuple[Range, int]]:
        """The range of every node with its place among `nodes`, the worst first."""
        ranges: list[Range] = []
        for group in self._groups():
            ranges += [each.range for each in (group.ways() if isinstance(group, AlikeRows) else group)]
        return sorted(zip(ranges, range(len(ranges)), strict=True), key=lambda each: (-each[0].worst, -each[0].best))

    def mattering(self) -> Iterator[NodeOutcome]:
        """Every node whose settling can still change what the instrument says of the whole."""
        matters = self.matters()
        for group in self._groups():
            yield from (
                group.whose(matters) if isinstance(group, AlikeRows) else (n for n in group if matters(n.range))
            )

    def matters(self) -> Callable[[Range], bool]:
        """Whether settling a node of some range can still change what the instrument says of the whole."""
        best = self.range.best
        return lambda found: not found.is_settled and found.worst > best


def outcome_of(
    instrument: Instrument, case: Entity, family: Family | None = None, kinds: Iterable[Kind] | None = None
) -> InstrumentOutcome:
    """What `instrument` says of `case`, node by node; `family` is what was worked out of the case for others.

    `kinds` are those of which alone it is asked.
    """
    family = family or Family(case)
    bound = Remembered(bind({}, case))
    reach = reach_of(instrument).verdict(0, bound)
    if reach.truth is FALSE:
        return InstrumentOutcome(instrument, FALSE, ())
    laid = _laid_out(instrument, case)
    groups = Groups(_nodes(instrument, kind, family, bound, laid) for kind in kinds or instrument.kinds)
    return InstrumentOutcome(instrument, reach.truth, groups)


class Laid(NamedTuple):
    """A case laid out once, to be read as a whole and for each element of the kind of which it lists many."""

    kind: Kind
    reader: Program
    record: Record


def _laid_out(instrument: Instrument, case: Entity) -> Laid | None:
    """The case laid out for the first kind of which it lists many; None where it lists few of each."""
    for kind in instrument.kinds:
        if kind is not CASE and len(case.listing(kind).elements) > FEW:
            from pratique.readings.compiled.program import program

            reader = program(_told_apart(instrument, kind), kind, whole=levels_at(instrument, CASE).all())
            return Laid(kind, reader, reader.encode(case))
    return None


@lru_cache(maxsize=512)
def _told_apart(instrument: Instrument, kind: Kind) -> tuple[Condition, ...]:
    """The levels, and after them all else that an answer says of a node: where these agree, it says the same."""
    mine = [provision for provision in instrument.provisions if provision.per is kind]
    lifts = [each.when for provision in mine for each in provision.lifted_by]
    lifts += [each.when for each in instrument.exempt.get(kind, ())]
    said = [condition for each in mine for condition in provision_conditions(instrument, each, "by_text").all()]
    said += [simplify(each) for each in (*lifts, instrument.scope.get(kind, NEVER))]
    return (*levels_at(instrument, kind).all(), *dict.fromkeys(said))


def _nodes(
    instrument: Instrument, kind: Kind, family: Family, bound: Bound, laid: Laid | None
) -> Sequence[NodeOutcome]:
    """The nodes of one kind: few are read as they are, many by one compiled program."""
    case = family.case
    levels = levels_at(instrument, kind)
    if kind is CASE:
        ranges = _ranges(_codes(laid.reader, laid.record)) if laid else _whole(levels, case, bound)
        # Details of the whole are worked out on few elements, where repeats do not count.
        if adds_up(instrument):
            return (NodeOutcome(instrument, kind, case, bound, *ranges),)
        few = Remembered(bind({}, family.condensed))
        return (NodeOutcome(instrument, kind, case, few, *ranges, family=family),)
    if len(case.listing(kind).elements) <= FEW:
        return tuple(_few(instrument, kind, case, levels))
    if laid is None or laid.kind is not kind:
        from pratique.readings.compiled.program import program

        reader = program(_told_apart(instrument, kind), kind)
        laid = Laid(kind, reader, reader.encode(case))
    return _many(instrument, family, bound, laid, len(levels))


def _few(instrument: Instrument, kind: Kind, case: Entity, levels: TwoForms) -> Iterator[NodeOutcome]:
    for element in elements_of(case, kind):
        inside = Remembered(bind(bind({}, case), element))
        codes: Sequence[int] = levels.codes(inside, element)
        if not _ranges(codes)[0].is_settled and element.present is TRUE:
            codes = sharpened_alone(levels.open(codes), codes, case, element)
        found = _ranges(codes)
        yield NodeOutcome(instrument, kind, element, inside, *found)


def _many(instrument: Instrument, family: Family, bound: Bound, laid: Laid, levels: int) -> AlikeRows[NodeOutcome]:
    case, kind = family.case, laid.kind
    listing = case.listing(kind)
    others = [] if listing.closed or kind.exactly_one else [phantom(kind, case)]

    def ranges(row: CompiledRow) -> tuple[Range, Range]:
        return _ranges([code & row.present.value for code, _ in row.results[:levels]])

    def make(element: Entity, way: RowClass, like: str | None) -> NodeOutcome:
        return NodeOutcome(instrument, kind, element, Remembered(bind(bound, element)), way.range, way.enforced, like)

    rows = laid.reader.run_each(laid.record)
    return AlikeRows(listing.elements, others, rows, ranges, make, lambda: family.sorting(kind))


def _whole(levels: TwoForms, case: Entity, bound: Bound) -> tuple[Range, Range]:
    if sum(len(listing.elements) for listing in case.children.values()) > FEW:
        from pratique.readings.compiled.program import program

        reader = program(levels.all())
        return _ranges(_codes(reader, reader.encode(case)))
    codes = levels.codes(bound)
    found = _ranges(codes)
    return found if found[0].is_settled else _ranges(sharpened(levels.open(codes), codes, case))


def _codes(reader: Program, record: Record) -> list[int]:
    return [code for code, _ in reader.run(record)]


def _ranges(codes: Sequence[int]) -> tuple[Range, Range]:
    """By the text and as enforced, from the truth codes of the level conditions."""
    found = [_range_of(codes[start : start + len(LEVELS)]) for start in range(0, len(codes), len(LEVELS))]
    return found[0], found[-1]


def _range_of(codes: Sequence[int]) -> Range:
    best = worst = Outcome.OUT_OF_SCOPE
    for level, code in zip(LEVELS, codes, strict=True):
        if code == TRUE.value:
            best = worst = level
        elif code != FALSE.value:
            worst = level
    return Range(best, worst)


@lru_cache(maxsize=512)
def adds_up(instrument: Instrument) -> bool:
    """Whether something in the instrument adds up over elements, so that repeats count."""
    conditions = (condition for _, condition in conditions_of(instrument))
    numbers = (atom.number for atom in atoms(*conditions) if isinstance(atom, InRegion))
    return any(isinstance(part, SumOver) for number in numbers for part in expressions(number))


def provision_outcome(
    instrument: Instrument, provision: Provision, bound: Bound, mode: Mode = "by_text"
) -> ProvisionOutcome:
    """What one provision does to the node that `bound` names."""
    conditions, element = provision_conditions(instrument, provision, mode), bound[provision.per]
    applying_now = conditions.verdict(0, bound, element).truth
    if applying_now is FALSE:
        return ProvisionOutcome(provision, OUT_OF_SCOPE)
    found, opens = _range(conditions.verdict(at, bound, element) for at in range(1, len(conditions)))
    lifts = tuple(_holding(provision.lifted_by, bound))
    return ProvisionOutcome(provision, found, lifts, opens, applying_now is TRUE)


def _holding(exceptions: tuple[LegalException, ...], bound: Bound) -> Iterator[tuple[LegalException, Truth]]:
    for each in exceptions:
        truth = when_of(each).verdict(0, bound).truth
        if truth is not FALSE:
            yield each, truth


def _read(condition: Condition, element: Entity, bound: Bound) -> Verdict:
    """Whether a node is there and a condition holds of it."""
    return there_and(element, verdict(condition, bound))


def _range(verdicts: Iterable[Verdict]) -> tuple[Range, frozenset[Open]]:
    best = worst = Outcome.OUT_OF_SCOPE
    opens: frozenset[Open] = NOTHING
    for level, found in zip(LEVELS, verdicts, strict=True):
        if found.truth is TRUE:
            best = worst = level
            opens = NOTHING
        elif found.truth is UNKNOWN:
            worst = level
            opens |= found.open
    return Range(best, worst), opens
