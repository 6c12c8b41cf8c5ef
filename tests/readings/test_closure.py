"""The compiled program: what it shows, what it refuses, what it decides once."""

from __future__ import annotations

from fractions import Fraction

import pytest

from pratique.logic import author as a
from pratique.logic.entities import Entity, Listing
from pratique.logic.nodes import Condition, Kind
from pratique.logic.truth import FALSE, TRUE, UNKNOWN
from pratique.logic.values import Value, between, members, one_of, point
from pratique.readings.compiled.program import program
from pratique.readings.decide import decide

CASE = Kind("case")
PARTY = Kind("party")
PART = Kind("part", CASE, at_least_one=True)
SOURCE = Kind("source", PART, carries=PARTY, at_least_one=True)
SOLD = a.truth_fact("case.sold", CASE)
RADIO = a.truth_fact("part.radio", PART)
MASS = a.number_fact("part.mass", PART, "kg", low=0)
LINKED = a.truth_fact("party.linked", PARTY)
ROLE = a.set_fact("source.roles", SOURCE, "made", "supplied")
TIED = a.some(SOURCE, ROLE.meets("made"), LINKED)
BARRED = a.all_of(SOLD, RADIO, TIED)


def part(key: str, radio: Value | None, *parties: Entity, mass: Value | None = None) -> Entity:
    values = {name: v for name, v in ((RADIO.name, radio), (MASS.name, mass)) if v is not None}
    sources = [Entity(SOURCE, f"{key}/{p.key}", {ROLE.name: members("made")}, carried=p) for p in parties]
    return Entity(PART, key, values, {SOURCE: Listing(sources, closed=bool(parties))})


def case(*parts: Entity, closed: bool = True, sold: Value = TRUE) -> Entity:
    return Entity(CASE, "case", {SOLD.name: sold}, {PART: Listing(list(parts), closed)})


CLEAN, TAINTED = Entity(PARTY, "clean", {LINKED.name: FALSE}), Entity(PARTY, "tainted", {LINKED.name: TRUE})
SILENT = Entity(PARTY, "silent")


def test_rows_follow_the_list_and_end_with_the_phantom() -> None:
    compiled = program((BARRED, RADIO), per=PART)
    parts = [part("a", TRUE, CLEAN), part("b", TRUE, SILENT), part("c", None, TAINTED), part("d", TRUE, TAINTED)]
    rows = compiled.run_each(compiled.encode(case(*parts, closed=False)))
    assert [row.results[0][0] for row in rows] == [0, 1, 1, 3, 1]
    assert [row.phantom for row in rows] == [False] * 4 + [True]
    assert [compiled.facts(row.results[0][1]) for row in rows[1:3]] == [{LINKED.name}, {RADIO.name}]
    assert compiled.facts(rows[-1].results[0][1]) == {RADIO.name, ROLE.name, LINKED.name}


def test_elements_that_say_the_same_are_one_record_and_one_row() -> None:
    compiled = program((BARRED,), per=PART)
    many = [part(f"p{i}", TRUE if i % 2 else FALSE, TAINTED, CLEAN) for i in range(100)]
    rows = compiled.run_each(compiled.encode(case(*many)))
    assert [row.results[0][0] for row in rows] == [0, 3] * 50
    assert len({id(row) for row in rows}) == 2


def test_the_same_party_behind_a_hundred_parts_is_laid_out_once() -> None:
    compiled = program((a.some(PART, TIED),))
    record = compiled.encode(case(*(part(f"p{i}", TRUE, SILENT) for i in range(5))))
    rows = next(slot for slot in record if isinstance(slot, tuple) and slot)
    sources = [next(slot for slot in row if isinstance(slot, tuple) and slot)[0] for row in rows]
    assert len({id(source[2]) for source in sources}) == 1


def test_equal_parts_are_summed_each() -> None:
    heavy = a.total(PART, MASS) >= 60
    compiled = program((heavy, a.total(PART, MASS) >= 61))
    parts = [part(f"p{i}", TRUE, CLEAN, mass=point(3)) for i in range(20)]
    assert [code for code, _ in compiled.run(compiled.encode(case(*parts)))] == [3, 0]
    opened = case(*parts, closed=False)
    assert [code for code, _ in compiled.run(compiled.encode(opened))] == [3, 1]
    assert decide(heavy, opened).truth is TRUE


def test_numbers_stay_exact() -> None:
    third = a.total(PART, MASS).equals(1)
    compiled = program((third, a.maximum(PART, MASS / 3) <= Fraction(1, 9)))
    parts = [part(f"p{i}", TRUE, CLEAN, mass=point(Fraction(1, 3))) for i in range(3)]
    assert [code for code, _ in compiled.run(compiled.encode(case(*parts)))] == [3, 3]


def test_a_program_is_made_once_and_can_be_read() -> None:
    compiled = program((BARRED,), per=PART)
    assert program((BARRED,), per=PART) is compiled
    assert "def decide(case_, part_):" in compiled.source
    assert "party.linked" in compiled.source


def test_results_of_one_case_do_not_reach_the_next() -> None:
    compiled = program((BARRED, a.all_of(BARRED, MASS > 2)), per=PART)
    lines = part("a", TRUE, TAINTED, mass=point(3))
    for sold, code in ((TRUE, 3), (FALSE, 0), (UNKNOWN, 1)):
        rows = compiled.run_each(compiled.encode(case(lines, sold=sold)))
        assert [result[0] for result in rows[0].results] == [code, code]


def test_what_is_read_element_by_element_has_no_one_answer() -> None:
    compiled = program((BARRED,), per=PART)
    with pytest.raises(TypeError, match="per part"):
        compiled.run(compiled.encode(case()))


@pytest.mark.parametrize("condition", [RADIO & SOLD, LINKED & SOLD])
def test_a_kind_that_nothing_binds_is_named(condition: Condition) -> None:
    with pytest.raises(TypeError, match="no quantifier binds"):
        program((condition,))


def test_a_value_of_another_type_is_refused() -> None:
    wrong = Entity(CASE, "case", {SOLD.name: one_of("yes")})
    with pytest.raises(TypeError, match=r"case\.sold"):
        program((SOLD,)).encode(wrong)


def test_a_fact_outside_its_domain_says_nothing() -> None:
    impossible = part("a", TRUE, CLEAN, mass=between(-5, -1))
    compiled = program((a.some(PART, MASS < 100),))
    [(code, mask)] = compiled.run(compiled.encode(case(impossible)))
    assert (code, compiled.facts(mask)) == (1, {MASS.name})
