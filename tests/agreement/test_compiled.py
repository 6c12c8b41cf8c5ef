"""The compiled reading says what the deciding one says, and names the same open facts."""

from __future__ import annotations

from collections.abc import Iterable
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st
from strategies import ACTOR, CASE, NOTE, PART, SOURCE, cases, conditions, examples

from pratique.logic.entities import Entity, elements_of
from pratique.logic.nodes import AllOf, AnyOf, Condition, Kind, Not
from pratique.logic.simplify import simplify
from pratique.readings.compiled import records as closure_records
from pratique.readings.compiled.program import Program, Result, program
from pratique.readings.decide import Bound, Verdict, bind, decide, verdict

CROWDED = cases(crowds=True)
CHAINS = {PART: (CASE, PART), NOTE: (CASE, NOTE), ACTOR: (CASE, ACTOR), SOURCE: (CASE, PART, SOURCE)}


def said(verdicts: list[Verdict]) -> list[tuple[int, frozenset[str]]]:
    return [(each.truth.value, frozenset(one.fact for one in each.open)) for each in verdicts]


@examples(120)
@given(
    st.lists(conditions(), min_size=1, max_size=4).map(tuple), st.lists(cases(crowds=True), min_size=1, max_size=2)
)
def test_closure_agrees_with_decide(asked: tuple[Condition, ...], several: list[Entity]) -> None:
    compiled = program(asked)
    for case in several:
        found = [(code, compiled.facts(mask)) for code, mask in compiled.run(compiled.encode(case))]
        assert found == said([decide(simplify(condition), case) for condition in asked]), compiled.source


@examples(60)
@given(st.data(), cases())
def test_one_layout_serves_the_case_and_its_elements(data: st.DataObject, case: Entity) -> None:
    whole = tuple(data.draw(st.lists(conditions(), min_size=1, max_size=3)))
    each = tuple(data.draw(st.lists(conditions((CASE, PART)), min_size=1, max_size=3)))
    together, apart, alone = program(each, PART, whole), program(each, PART), program(whole)
    record = together.encode(case)

    def named(reader: Program, results: Iterable[Result]) -> list[tuple[int, frozenset[str]]]:
        return [(code, reader.facts(mask)) for code, mask in results]

    assert named(together, together.run(record)) == named(alone, alone.run(alone.encode(case)))
    rows = zip(together.run_each(record), apart.run_each(apart.encode(case)), strict=True)
    for row, other in rows:
        assert named(together, row.results) == named(apart, other.results)
        assert row.phantom == other.phantom


@st.composite
def levels(draw: st.DrawFn, bound: tuple[Kind, ...]) -> tuple[Condition, ...]:
    """Conditions that share parts, as the levels of a provision do."""
    pool = draw(st.lists(conditions(bound, 2), min_size=2, max_size=5))
    some_of = st.lists(st.sampled_from(pool), min_size=1, max_size=4).map(tuple)
    return tuple(AllOf((*draw(some_of), Not(AnyOf(draw(some_of))))) for _ in range(3))


@examples(60)
@given(levels((CASE, PART)), cases())
def test_shared_results_and_merged_records_change_nothing(asked: tuple[Condition, ...], case: Entity) -> None:
    compiled = program(asked, per=PART)
    expected = [row.results for row in compiled.run_each(compiled.encode(case))]
    with patch.object(closure_records, "repeats", lambda elements: True):
        record = compiled.encode(case)
    assert [row.results for row in compiled.run_each(record)] == expected
    assert [row.results for row in compiled.run_each(record)] == expected, "a record may be read again"
    alone = [program((condition,), per=PART) for condition in asked]
    apart = [[row.results[0] for row in one.run_each(one.encode(case))] for one in alone]
    codes = [[code for code, _ in row] for row in expected]
    assert codes == [[code for code, _ in row] for row in zip(*apart, strict=True)]


def paths(bound: Bound, kinds: tuple[Kind, ...]) -> list[tuple[Bound, Entity]]:
    """Every way to bind the kinds from the first down, with the last element bound."""
    here, *below = kinds
    found = []
    for element in elements_of(bound[here.parent], here):
        inner = bind(bound, element)
        found += paths(inner, tuple(below)) if below else [(inner, element)]
    return found


@examples(80)
@given(st.data(), st.sampled_from(sorted(CHAINS, key=lambda kind: kind.name)), cases(crowds=True))
def test_closure_agrees_with_decide_on_each_element(data: st.DataObject, per: Kind, case: Entity) -> None:
    chain = CHAINS[per]
    asked = tuple(data.draw(st.lists(conditions(chain), min_size=1, max_size=3)))
    compiled = program(asked, per=per)
    rows = compiled.run_each(compiled.encode(case))
    expected = paths(bind({}, case), chain[1:])
    assert len(rows) == len(expected)
    for row, (bound, element) in zip(rows, expected, strict=True):
        assert row.phantom == ("/other " in element.key or element.many)
        assert row.present is element.present
        found = [(code, compiled.facts(mask)) for code, mask in row.results]
        assert found == said([verdict(simplify(condition), bound) for condition in asked]), compiled.source
