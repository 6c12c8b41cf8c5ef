"""What is worked out of a few elements of each kind is what all of them say: truth, what is open, what is shown."""

from __future__ import annotations

import random

from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec import structs
from strategies import CASE, PART, SOURCE, cases, conditions, examples

from pratique.deciding.kindred import Family
from pratique.logic.alike import MANY, added_up
from pratique.logic.entities import Entity, Listing
from pratique.logic.lint import atoms
from pratique.logic.nodes import AllOf, Condition
from pratique.readings.decide import Open, Remembered, bind, verdict
from pratique.readings.explain import Viewpoint, facts_seen


def again(element: Entity, name: str, dice: random.Random, parties: dict[str, Entity]) -> Entity:
    """The same under another name; each party behind it is itself or one of the same values, the same all through."""
    carried = element.carried
    if carried is not None:
        if carried.key not in parties:
            own = carried.key if dice.random() < 0.1 else f"{carried.key} of {dice.choice([name, name, name, 'a'])}"
            parties[carried.key] = structs.replace(carried, key=own)
        carried = parties[carried.key]
    children = {
        kind: Listing(
            [again(each, f"{name}/{kind.name}{place}", dice, parties) for place, each in enumerate(listing.elements)],
            listing.closed,
        )
        for kind, listing in element.children.items()
    }
    return structs.replace(element, key=name, carried=carried, children=children)


@st.composite
def crowded(draw: st.DrawFn) -> Entity:
    """A case with many parts that say few different things."""
    case = draw(cases())
    parts = case.listing(PART).elements
    supplied = [part for part in parts if any(each.carried for each in part.listing(SOURCE).elements)]
    assume(supplied)
    parts = [*supplied, *supplied, *parts]
    dice = random.Random(draw(st.integers(0, 10_000)))
    made = [again(dice.choice(parts), f"p{place}", dice, {}) for place in range(MANY + 1 + draw(st.integers(20, 40)))]
    return structs.replace(case, children={**case.children, PART: Listing(made, case.listing(PART).closed)})


@examples(150)
@given(crowded(), st.lists(conditions((CASE,)), min_size=1, max_size=4).map(tuple))
def test_few_say_what_all_say(case: Entity, asked: tuple[Condition, ...]) -> None:
    condition = AllOf(asked) if len(asked) > 1 else asked[0]
    assume(not added_up(atoms(condition)))
    family = Family(case)
    for one in (condition, *asked):
        whole = verdict(one, bind({}, case))
        assert verdict(one, bind({}, family.glance)).truth is whole.truth
        if family.once is not None:
            once = verdict(one, Remembered(bind({}, family.once.case)))
            assert once.truth is whole.truth
            condensed = verdict(one, bind({}, family.condensed))
            everywhere = {Open(key, fact) for fact, keys in family.once.everywhere(once.open) for key in keys}
            assert everywhere == condensed.open
        shown, all_shown = (Viewpoint(bind({}, each)).trace(one) for each in (family.glance, family.condensed))
        assert list(facts_seen(shown)) == list(facts_seen(all_shown))


@examples(60)
@given(crowded())
def test_what_stands_for_others_stands_for_all_of_them(case: Entity) -> None:
    family = Family(case)
    if family.once is None:
        return
    listed = {each.key for each in family.condensed.listing(PART).elements}
    told = [keys[0] for mark, its in family.once.kin.items() for keys in its.keys if "part" in mark]
    assert sorted(told) == sorted(listed)
