"""Nothing three-valued, and no condition, is silently a Python bool; slips of precedence raise."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pratique.logic import author as a
from pratique.logic.nodes import Kind
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth, truth

CASE = Kind("case")
LINKED = a.truth_fact("case.linked", CASE)
YEAR = a.number_fact("case.year", CASE, whole=True)
ACT = a.choice_fact("case.act", CASE, "import", "sale")
ROLES = a.set_fact("case.roles", CASE, "made", "supplied")


@pytest.mark.parametrize("value", [FALSE, UNKNOWN, TRUE, LINKED, LINKED & LINKED, YEAR, YEAR < 3, ACT, ROLES])
def test_nothing_is_a_bool(value: object) -> None:
    with pytest.raises(TypeError):
        bool(value)


SLIPS: list[Callable[[], object]] = [
    lambda: LINKED & YEAR < 3,  # type: ignore[operator]
    lambda: ~YEAR < 3,  # type: ignore[operator]
    lambda: 1 < YEAR < 3,
    lambda: LINKED and YEAR < 3,
    lambda: not LINKED,
    lambda: a.all_of(LINKED, ACT),  # type: ignore[arg-type]
    lambda: a.any_of(YEAR),  # type: ignore[arg-type]
    lambda: a.some(Kind("part", CASE), True),  # type: ignore[arg-type]
    lambda: LINKED | True,  # type: ignore[operator]
]


@pytest.mark.parametrize("slip", SLIPS)
def test_slips_raise(slip: Callable[[], object]) -> None:
    with pytest.raises(TypeError):
        slip()


def test_values_outside_the_list_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="cannot be smuggle"):
        ACT.is_("smuggle")
    with pytest.raises(ValueError, match="cannot be sold"):
        ROLES.meets("made", "sold")


def test_the_one_element_needs_a_kind_with_exactly_one() -> None:
    with pytest.raises(TypeError, match="some\\(\\) or every\\(\\)"):
        a.the(Kind("part", CASE), LINKED)


def test_truth_of_python_answers() -> None:
    assert [truth(each) for each in (True, False, None)] == [TRUE, FALSE, UNKNOWN]
    assert [Truth(code) for code in (0, 1, 3)] == [FALSE, UNKNOWN, TRUE]
