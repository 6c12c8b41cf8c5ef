"""The column reading says, row by row, what the deciding one says case by case."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

pytest.importorskip("polars")

from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import CASE, NOTE, PART, cases, conditions, examples

from pratique.errors import UsageError
from pratique.logic.entities import Entity, Listing
from pratique.logic.nodes import Condition, Kind
from pratique.logic.simplify import simplify
from pratique.logic.truth import FALSE, TRUE, UNKNOWN
from pratique.readings.columns.encode import encode_tables
from pratique.readings.columns.read import columns
from pratique.readings.decide import bind, decide, verdict


def asked_of(several: Sequence[Condition]) -> dict[str, Condition]:
    return {f"condition {place}": condition for place, condition in enumerate(several)}


def check(several: Sequence[Condition], rows: Sequence[Entity], *, shared: bool) -> None:
    asked = asked_of(several)
    found = columns(asked, encode_tables(rows, several, shared=shared))
    for name, condition in asked.items():
        normal = simplify(condition)
        assert found[name].to_list() == [decide(normal, case).truth.value for case in rows], normal


def crowd(pool: Sequence[Entity], size: int, dice: random.Random) -> list[Entity]:
    """Many cases from a few: facts and lists of each mixed, parts shared between cases, some of them not there."""
    return [_mixed(pool, dice) for _ in range(size)]


def _mixed(pool: Sequence[Entity], dice: random.Random) -> Entity:
    values = {name: value for each in dice.sample(pool, 2) for name, value in each.values.items()}
    below: dict[Kind, Listing] = {}
    for kind in (PART, NOTE):
        elements = [e for each in pool for e in each.listing(kind).elements]
        some = dice.sample(elements, min(len(elements), dice.choice((0, 0, 1, 2, 5))))
        below[kind] = Listing([_perhaps(element, dice) for element in some], dice.random() < 0.6)
    below |= {k: v for k, v in dice.choice(pool).children.items() if k.exactly_one}
    return Entity(CASE, "case", values, below)


def _perhaps(element: Entity, dice: random.Random) -> Entity:
    """The element itself (shared), or one with the same facts that may be there or is not."""
    if dice.random() < 0.7:
        return element
    present = dice.choice((TRUE, UNKNOWN, FALSE))
    return Entity(element.kind, element.key, element.values, element.children, element.carried, present)


SEVERAL = st.lists(cases(), min_size=1, max_size=6)


@examples(80)
@given(st.lists(conditions(numbers=False), min_size=1, max_size=6), SEVERAL, st.booleans())
def test_columns_agree_with_decide(several: list[Condition], rows: list[Entity], shared: bool) -> None:
    check(several, rows, shared=shared)


@examples(60)
@given(st.lists(conditions(), min_size=1, max_size=4), SEVERAL, st.booleans())
def test_columns_agree_with_decide_on_arithmetic(several: list[Condition], rows: list[Entity], shared: bool) -> None:
    try:
        check(several, rows, shared=shared)
    except UsageError as refusal:
        assume("exactly" not in str(refusal))
        raise


@examples(10)
@given(
    st.lists(conditions(numbers=False, depth=4), min_size=3, max_size=6),
    st.lists(cases(most=3), min_size=4, max_size=8),
    st.booleans(),
    st.randoms(use_true_random=False),
)
def test_columns_agree_with_decide_on_thousands_of_rows(
    several: list[Condition], pool: list[Entity], shared: bool, dice: random.Random
) -> None:
    check(several, crowd(pool, 1000, random.Random(dice.random())), shared=shared)


@examples(40)
@given(
    st.lists(conditions((CASE, PART), numbers=False), min_size=1, max_size=4),
    SEVERAL,
    st.sampled_from([PART]),
    st.booleans(),
)
def test_columns_agree_with_decide_on_each_element(
    several: list[Condition], rows: list[Entity], per: Kind, shared: bool
) -> None:
    asked = asked_of(several)
    tables = encode_tables(rows, [*several, *_listing(per)], shared=shared)
    found = columns(asked, tables, per=per)
    bounds = [bind(bind({}, case), part) for case in rows for part in case.listing(per).elements]
    for name, condition in asked.items():
        normal = simplify(condition)
        assert found[name].to_list() == [verdict(normal, bound).truth.value for bound in bounds], normal


def _listing(kind: Kind) -> list[Condition]:
    """A condition that makes the encoder write the lists of `kind`."""
    from pratique.logic.author import ALWAYS, some

    return [some(kind, ALWAYS)]
