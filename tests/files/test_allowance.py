"""How much is looked at without the validator: what is too large is not begun, and for the next less is left."""

from __future__ import annotations

from pratique.files.fits import Allowance


def test_what_is_within_it_is_taken_until_it_is_used_up() -> None:
    left = Allowance(10)
    assert left.takes({"a": [1, 2], "b": {}})  # itself, two values, two in the list
    assert left.left == 5
    assert not left.takes([1, 2, 3, 4, 5, 6])
    assert left.left == 0
    assert not left.takes(1)


def test_what_is_deep_or_wide_is_not_looked_through() -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    assert not Allowance(100).takes(deep)
    assert not Allowance(100).takes({str(at): at for at in range(1_000)})
