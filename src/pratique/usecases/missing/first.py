"""Which questions wait for another: of a resistor or a push button one thing is asked before all that hangs on it.

Rule: nothing is taken for granted. Of a part that looks plain (designator, description) the questions that would rule
it out are asked alone; what else is open at it waits until they are answered otherwise, or until nobody can answer
them. Whether they would rule it out is read, not assumed: with these answers every node of the part has to be
settled under every law that asks.
Invariant: whatever waits, waits for a question that is asked; what another part's node asks does not wait.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import field

from msgspec import structs

from pratique.deciding.decision import Decided
from pratique.deciding.outcomes import NodeOutcome, reread
from pratique.facts import part as part_facts
from pratique.facts.kinds import PART
from pratique.logic.alike import like_counts
from pratique.logic.entities import OTHER, is_known, value_of
from pratique.logic.truth import FALSE
from pratique.logic.values import Choice, Value
from pratique.readings.decide import Bound, Remembered
from pratique.usecases.answer.looks import looks_plain
from pratique.usecases.answer.open_facts import asking_nodes, opens_of
from pratique.value_class import dataclass

Asked = tuple[str, str]
"""The element and the full name of a fact."""
_NO: Mapping[str, Value] = {
    part_facts.kind.name: Choice(frozenset({"hardware"})),
    part_facts.programmable.name: FALSE,
}
"""The answers that rule a plain part out, where they do: hardware, and nothing that runs software."""
RULES_OUT = frozenset(_NO)
"""The facts that are asked of a plain part first, by their full names."""


def waiting(found: Decided, aside: Collection[tuple[str, str | None]] = ()) -> frozenset[Asked]:
    """What was decided -> the open facts that wait, by element and fact.

    `aside` are facts with their elements that nobody could answer: nothing waits for these.
    """
    if not any(case.entity.listing(PART).elements for case in found.cases.cases):
        return frozenset()  # only what is asked of a part that is listed waits
    first = _First(found, aside)
    if not any(first.of(node) for _, outcome in found.outcomes for node in asking_nodes(outcome)):
        return frozenset()  # nothing looks plain: what each node asks need not be looked through
    held, others = set[Asked](), set[Asked]()
    for case, outcome in found.outcomes:
        for one, _, node in opens_of(outcome, like_counts(case.entity)):
            ruled_out = first.of(node)
            for key in one.keys:
                asked = case.owner(key, one.fact), one.fact
                (held if ruled_out and asked not in ruled_out else others).add(asked)
    return frozenset(held - others)


@dataclass(slots=True)
class _First:
    """For each node what is asked of its part before all else; nothing where all is asked at once."""

    found: Decided
    aside: Collection[tuple[str, str | None]]
    known: dict[int, tuple[NodeOutcome, frozenset[Asked]]] = field(default_factory=dict)

    def of(self, node: NodeOutcome) -> frozenset[Asked]:
        """What would settle this node, asked of its part alone."""
        if id(node) not in self.known:
            self.known[id(node)] = node, frozenset(self._asked(node))
        return self.known[id(node)][1]

    def _asked(self, node: NodeOutcome) -> Iterator[Asked]:
        part = node.bound.get(PART)
        if part is None or OTHER in part.key or not looks_plain(self.found.cases.prints.described(part.key)):
            return
        facts = {each.name: each for each in (part_facts.kind, part_facts.programmable)}
        open_ = {name for name, fact in facts.items() if not is_known(value_of(part, fact))}
        asked = {(part.key, name) for name in open_}
        askable = {(one.key, one.fact) for one in node.open}
        if not asked or not asked <= askable or any((name, part.key) in self.aside for name in open_):
            return
        supposed = structs.replace(part, values={**part.values, **{name: _NO[name] for name in open_}})
        bound: Bound = Remembered({kind: supposed if each is part else each for kind, each in node.bound.items()})
        if reread(node, bound)[0].is_settled:
            yield from asked
