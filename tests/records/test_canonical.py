"""Canonical bytes: the examples of RFC 8785, and what has no one way to be written."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratique.records.canonical import LARGEST, canonical, parsed

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def test_the_keys_of_the_rfc_stand_in_its_order() -> None:
    keys = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\u0080": 6, "\u00f6": 7}
    assert list(msgspec.json.decode(canonical(keys)).values()) == [2, 4, 6, 7, 1, 5, 3]


def test_escapes_are_those_of_the_rfc() -> None:
    assert (
        canonical('\u20ac$\u000f\nA\'B"\\\\"/\x7f\u2028')
        == '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/\x7f\u2028"'.encode()
    )


@given(PLAIN)
def test_what_is_written_is_read_as_it_was_and_agrees_with_another_writer(value: object) -> None:
    data = canonical(value)
    assert parsed(data) == value
    assert msgspec.json.decode(data) == value


@pytest.mark.parametrize(
    "value",
    [1.5, 1.0, float("nan"), LARGEST + 1, -LARGEST - 1, b"x", {1: 2}, {"a": [0.5]}, {1, 2}, "\ud800", {"\udc00": 1}],
    ids=repr,
)
def test_what_has_no_one_way_is_refused(value: object) -> None:
    with pytest.raises(ValueError):
        canonical(value)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b' {"a":1}',
        b'{"a":1}\n',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b"1.0",
        b"1e3",
        b'"\\u0041"',
        b"\xff",
        b"[" * 100_000,
        b"-0",
        b"NaN",
    ],
    ids=lambda data: repr(data[:12]),
)
def test_other_bytes_are_not_canonical(data: bytes) -> None:
    with pytest.raises(ValueError):
        parsed(data)
