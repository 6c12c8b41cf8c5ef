"""What narrowing yields is implied: no way the unknowns can turn out that satisfies a condition is lost."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pratique.dossier.evidence import refines
from pratique.facts.kinds import CASE, PART
from pratique.logic.author import all_of, any_of, choice_fact, every, none_of, number_fact, set_fact, some, truth_fact
from pratique.logic.entities import Entity, Listing
from pratique.logic.nodes import Condition, Fact
from pratique.logic.truth import FALSE, TRUE
from pratique.logic.values import NONE, Value, members, one_of, point
from pratique.readings.decide import bind, verdict
from pratique.readings.narrow import narrowings, support

P, Q = truth_fact("t.p", CASE), truth_fact("t.q", CASE)
COLOUR = choice_fact("t.colour", CASE, "red", "green", "blue")
TAGS = set_fact("t.tags", CASE, "a", "b", "c")
X = number_fact("t.x", CASE, may_be_none=True, low=0, high=20)
Y = number_fact("t.y", CASE, low=0, high=20)
R = truth_fact("t.r", PART)
FACTS: dict[str, tuple[Fact, st.SearchStrategy[Value]]] = {
    "t.p": (P, st.sampled_from([TRUE, FALSE])),
    "t.q": (Q, st.sampled_from([TRUE, FALSE])),
    "t.colour": (COLOUR, st.sampled_from(["red", "green", "blue"]).map(one_of)),
    "t.tags": (TAGS, st.sets(st.sampled_from("abc")).map(lambda its: members(*its))),
    "t.x": (X, st.integers(0, 20).map(point) | st.just(NONE)),
    "t.y": (Y, st.integers(0, 20).map(point)),
}
ATOMS = (
    P, Q, COLOUR.is_("red"), COLOUR.is_("green", "blue"), TAGS.meets("a", "b"), TAGS.inside("b", "c"), X < 5, X >= 12,
    X.is_none(), Y.between(3, 9), (X + Y) <= 14, (Y - X) > 2, (Y * 2) >= 7, some(PART, R), every(PART, R),
)  # fmt: skip
conditions = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda its: all_of(*its)),
        st.lists(inner, min_size=1, max_size=3).map(lambda its: any_of(*its)),
        inner.map(none_of),
    ),
    max_leaves=6,
)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Entity, Entity]:
    """A case of which everything is known, and the same case with some facts erased."""
    values = {name: draw(how) for name, (_, how) in FACTS.items()}
    parts = [draw(st.sampled_from([TRUE, FALSE])) for _ in range(draw(st.integers(1, 2)))]
    kept = draw(st.sets(st.sampled_from(sorted(values))))
    seen = [draw(st.booleans()) for _ in parts]
    closed = draw(st.booleans())
    whole = Entity(
        CASE, "c", values, {PART: Listing([Entity(PART, f"p{i}", {"t.r": v}) for i, v in enumerate(parts)], True)}
    )
    told = [Entity(PART, f"p{i}", {"t.r": v} if seen[i] else {}) for i, v in enumerate(parts)]
    some_of_it = Entity(CASE, "c", {n: v for n, v in values.items() if n in kept}, {PART: Listing(told, closed)})
    return whole, some_of_it


@settings(derandomize=True, max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(conditions, worlds())
def test_no_world_that_satisfies_the_condition_is_lost(condition: Condition, pair: tuple[Entity, Entity]) -> None:
    whole, told = pair
    goal = verdict(condition, bind({}, whole)).truth
    values = {("c", name): value for name, value in whole.values.items()}
    values |= {(each.key, "t.r"): each.values["t.r"] for each in whole.listing(PART).elements}
    for each in narrowings(condition, bind({}, told), goal, frozenset()):
        true_value = values[each.element.key, each.fact.name]
        assert each.value is not None
        assert refines(true_value, each.value)


@settings(derandomize=True, max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(conditions, worlds())
def test_the_support_alone_says_the_same(condition: Condition, pair: tuple[Entity, Entity]) -> None:
    whole, _ = pair
    goal = verdict(condition, bind({}, whole)).truth
    rests = support(condition, bind({}, whole), goal)
    parts = [
        Entity(PART, each.key, each.values if (each.key, "t.r") in rests else {})
        for each in whole.listing(PART).elements
    ]
    kept = {name: value for name, value in whole.values.items() if ("c", name) in rests}
    assert verdict(condition, bind({}, Entity(CASE, "c", kept, {PART: Listing(parts, True)}))).truth is goal


def test_the_last_way_left_is_required() -> None:
    case = Entity(CASE, "c", {"t.p": FALSE})
    (found,) = narrowings(any_of(P, Q), bind({}, case), TRUE, frozenset())
    assert (found.fact.name, found.value, found.because) == ("t.q", TRUE, frozenset({("c", "t.p")}))


def test_nothing_is_narrowed_of_what_is_not_listed() -> None:
    case = Entity(CASE, "c", {}, {PART: Listing([Entity(PART, "p0")], False)})
    assert [each.element.key for each in narrowings(every(PART, R), bind({}, case), TRUE, frozenset())] == ["p0"]
    assert not list(narrowings(some(PART, R), bind({}, case), TRUE, frozenset()))
