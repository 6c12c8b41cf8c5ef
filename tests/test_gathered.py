"""A test of many cases tries each, and tells each that fails."""

from __future__ import annotations

import pytest

from tests.gathered import each_of


def test_every_case_is_tried_and_each_that_fails_is_told() -> None:
    tried = []

    @each_of([1, 2, 3, 4], told=lambda case: f"case {case}")
    def is_odd(case: int) -> None:
        tried.append(case)
        assert case % 2, case

    with pytest.raises(ExceptionGroup, match="2 of 4 cases") as failed:
        is_odd()
    assert tried == [1, 2, 3, 4]
    assert [each.__notes__ for each in failed.value.exceptions] == [["in case 2"], ["in case 4"]]


def test_no_case_is_no_proof() -> None:
    @each_of([])
    def never(case: object) -> None:
        raise AssertionError(case)

    with pytest.raises(AssertionError, match="no case"):
        never()
