"""What the deciding reading says holds for every way the unknowns turn out (against the oracle in worlds.py)."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import aimed, cases, conditions, examples, weaker
from worlds import all_runs, complete, constants, facts_read, holds

from pratique.logic.entities import Entity
from pratique.logic.lint import binate
from pratique.logic.nodes import AllOf, AnyOf, Condition, Exists, ForAll, Kind
from pratique.logic.simplify import simplify
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth, truth
from pratique.readings.decide import bind, decide


def drawn_completion(data: st.DataObject, case: Entity, condition: Condition) -> Entity:
    return complete(
        case, facts_read(condition), constants(condition), lambda options: data.draw(st.sampled_from(options))
    )


@examples(150)
@given(st.data(), conditions())
def test_no_completion_contradicts_the_reading(data: st.DataObject, condition: Condition) -> None:
    case = data.draw(aimed([condition], cases(crowds=True)))
    authored, normal = decide(condition, case), decide(simplify(condition), case)
    outcome = truth(holds(condition, bind({}, drawn_completion(data, case, condition))))
    assert authored.truth in (outcome, UNKNOWN)
    assert normal.truth in (outcome, UNKNOWN)
    assert authored.truth in (normal.truth, UNKNOWN), "the normal form settles more, never other"
    for each in (authored, normal):
        assert (each.truth is UNKNOWN) == bool(each.open)


@examples(80)
@given(st.data(), conditions(), cases(crowds=True))
def test_a_case_without_unknowns_is_decided_as_python_reads_it(
    data: st.DataObject, condition: Condition, case: Entity
) -> None:
    world = drawn_completion(data, case, condition)
    outcome = truth(holds(condition, bind({}, world)))
    assert decide(condition, world).truth is outcome
    assert decide(simplify(condition), world).truth is outcome


@examples(120)
@given(st.data(), conditions())
def test_knowing_less_never_leaves_the_range(data: st.DataObject, condition: Condition) -> None:
    case = data.draw(aimed([condition], cases(crowds=True)))
    normal = simplify(condition)
    before, after = decide(normal, case).truth, decide(normal, data.draw(weaker(case))).truth
    assert after in (before, UNKNOWN)


def both_ways(condition: Condition) -> bool:
    """Whether some kind is asked both for some and for every element: its being there is then read both ways."""
    asked: dict[Kind, set[type[Condition]]] = {}

    def walk(node: Condition) -> None:
        match node:
            case Exists(kind, body) | ForAll(kind, body):
                asked.setdefault(kind, set()).add(type(node))
                walk(body)
            case AllOf(parts) | AnyOf(parts):
                for part in parts:
                    walk(part)

    walk(condition)
    return any(len(ways) == 2 for ways in asked.values())


def possible(condition: Condition, case: Entity, most: int = 1500) -> Truth:
    """The truth over all completions; gives up on the example where there are too many."""
    facts, points = facts_read(condition), constants(condition)
    found = set()
    try:
        for world in all_runs(lambda pick: complete(case, facts, points, pick, extra=1), most):
            found.add(holds(condition, bind({}, world)))
            if len(found) == 2:
                return UNKNOWN
    except OverflowError:
        assume(False)
    return TRUE if found == {True} else FALSE


@examples(120)
@given(conditions(numbers=False), cases(most=1, uncertain=False))
def test_exact_where_each_fact_is_read_in_one_direction(condition: Condition, case: Entity) -> None:
    normal = simplify(condition)
    assume(not binate(normal))
    assume(not both_ways(normal))
    assert decide(normal, case).truth is possible(condition, case)
