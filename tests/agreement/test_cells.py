"""Split into cells, an answer is exact where nothing is hidden, and never wrong."""

from __future__ import annotations

from all_cells import sharpen, sharpen_each
from hypothesis import assume, event, given
from hypothesis import strategies as st
from msgspec import structs
from strategies import CASE, FACTS, PART, cases, conditions, examples
from worlds import all_runs, complete, constants, facts_read, holds

from pratique.logic.author import all_of, any_of, every, some
from pratique.logic.entities import Entity, Listing
from pratique.logic.lint import binate
from pratique.logic.nodes import Condition
from pratique.logic.simplify import simplify
from pratique.logic.truth import TRUE
from pratique.logic.values import members
from pratique.readings.case_split import settled_by_cells
from pratique.readings.decide import bind, decide

LINKED, FIRMWARE, YEAR, *_, ROLES = FACTS[PART]
MADE = ROLES.meets("made")


def outcomes(condition: Condition, case: Entity, most: int = 1500) -> set[bool]:
    """What completions make of the condition; gives up on the example where there are too many."""
    facts, points, found = facts_read(condition), constants(condition), set[bool]()
    try:
        for world in all_runs(lambda pick: complete(case, facts, points, pick, extra=2), most):
            found.add(holds(condition, bind({}, world)))
            if len(found) == 2:
                break
    except OverflowError:
        assume(False)
    return found


@examples(120)
@given(conditions(numbers=False), cases(most=1, uncertain=False, crowds=True))
def test_cells_are_sound_and_exact_where_they_say_so(condition: Condition, case: Entity) -> None:
    normal = simplify(condition)
    found = sharpen([normal], case, binate(normal))
    truths = outcomes(condition, case)
    code = found.codes[0]
    assert (code == 1) == bool(found.open[0])
    assert decide(normal, case).truth.value in (code, 1)
    if code != 1:
        assert truths == {code == 3}
    elif found.exact:
        assert truths == {True, False}


@examples(120)
@given(st.lists(conditions(numbers=False), min_size=1, max_size=3), cases(most=2, uncertain=False, crowds=True))
def test_codes_that_stop_early_are_those_of_all_cells(several: list[Condition], case: Entity) -> None:
    normal = tuple(map(simplify, several))
    plain = [decide(each, case).truth.value for each in normal]
    split = binate(*normal)
    whole = sharpen(normal, case, split).codes
    event(f"settled by cells: {sum(a != b for a, b in zip(plain, whole, strict=True))}")
    still = tuple(each for each, code in zip(normal, plain, strict=True) if code == 1)
    assert tuple(settled_by_cells(still, plain, case, split, 256)) == whole


def listed(*years: dict[str, object], closed: bool = True) -> Entity:
    parts = [Entity(PART, f"part{i}", values) for i, values in enumerate(years)]
    return Entity(CASE, "case", children={PART: Listing(parts, closed)})


def test_a_fact_and_its_opposite_are_settled_by_cells() -> None:
    either = some(PART, any_of(all_of(LINKED, FIRMWARE), all_of(~LINKED, FIRMWARE)))
    case = listed({FIRMWARE.name: TRUE})
    assert decide(simplify(either), case).truth.name == "UNKNOWN"
    found = sharpen([either], case, binate(either))
    assert (found.codes, found.cells, found.exact) == ((3,), 2, True)


def test_two_unlisted_parts_may_differ_so_a_phantom_is_not_split() -> None:
    both = all_of(some(PART, LINKED), some(PART, ~LINKED))
    open_list = listed(closed=False)
    found = sharpen([both], open_list, binate(both))
    assert (found.codes, found.exact) == ((1,), False)


def test_an_element_that_stands_for_several_is_not_split() -> None:
    both = all_of(some(PART, LINKED), some(PART, ~LINKED))
    several = listed({}, closed=True)
    assert sharpen([both], several, binate(both)).codes == (0,), "one part is linked or it is not"
    crowd = structs.replace(several.listing(PART).elements[0], many=True)
    several = structs.replace(several, children={PART: Listing([crowd], True)})
    found = sharpen([both], several, binate(both))
    assert (found.codes, found.exact) == ((1,), False)


def test_a_number_is_cut_at_every_threshold() -> None:
    outside = some(PART, any_of(YEAR < 2027, YEAR >= 2027, YEAR.is_none()))
    between = every(PART, any_of(YEAR < 2027, all_of(YEAR >= 2030, LINKED), all_of(YEAR >= 2030, ~LINKED)))
    case = listed({})
    found = sharpen([outside, between], case, binate(outside, between))
    assert found.codes == (3, 1)
    assert found.open[1] == {YEAR.name}


def test_the_cap_leaves_the_answer_wider_and_says_so() -> None:
    either = every(PART, any_of(LINKED & FIRMWARE, ~LINKED & MADE))
    known = {FIRMWARE.name: TRUE, ROLES.name: members("made")}
    case = listed(known, known, known | {LINKED.name: TRUE})
    assert sharpen([either], case, binate(either)).codes == (3,)
    capped = sharpen([either], case, binate(either), cap=2)
    assert (capped.codes, capped.cells, capped.exact) == ((1,), 2, False)


def test_each_part_is_split_alone() -> None:
    either = any_of(LINKED & FIRMWARE, ~LINKED & MADE)
    known = {FIRMWARE.name: TRUE, ROLES.name: members("made")}
    case = listed(*(known for _ in range(40)), {FIRMWARE.name: TRUE})
    rows = sharpen_each([either], case, PART, binate(either), cap=2)
    assert [row.codes for row in rows] == [(3,)] * 40 + [(1,)]
    assert rows[-1].open[0] == {LINKED.name, ROLES.name}
