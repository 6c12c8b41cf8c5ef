"""A trace says of every node what the deciding reading says, however many conditions are traced from one place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from strategies import CASE, PART, cases, conditions, examples

from pratique.logic.entities import Entity, elements_of, value_of
from pratique.logic.nodes import Condition
from pratique.readings.decide import Bound, bind, verdict
from pratique.readings.explain import Trace, Viewpoint


def is_true_to(trace: Trace, bound: Bound) -> bool:
    """Whether the nodes that are read where `bound` says have the truth and the values that are to be read there."""
    values = all(
        each.key == bound[each.fact.kind].key and each.value == value_of(bound[each.fact.kind], each.fact)
        for each in trace.seen
    )
    below = (part for part in trace.parts if part.element is None)
    return (
        trace.truth is verdict(trace.condition, bound).truth and values and all(is_true_to(p, bound) for p in below)
    )


@examples(120)
@given(st.data(), cases())
def test_what_is_shared_between_traces_is_what_each_would_say(data: st.DataObject, case: Entity) -> None:
    whole, bound = Viewpoint(bind({}, case)), bind({}, case)
    asked: list[Condition] = data.draw(st.lists(conditions(), min_size=1, max_size=3))
    of_parts: list[Condition] = data.draw(st.lists(conditions((CASE, PART)), min_size=1, max_size=3))
    for condition in asked:
        assert is_true_to(whole.trace(condition), bound)
    parts = list(elements_of(case, PART))
    for viewpoint, part in zip(whole.below(PART), parts, strict=True):
        for condition in (*of_parts, *asked):
            assert is_true_to(viewpoint.trace(condition), bind(bound, part))
