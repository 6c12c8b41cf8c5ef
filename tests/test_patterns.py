"""A pattern put together later finds what `re.compile` of the same words finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratique.patterns import regex

WORDS = (r"\d+", r"[a-c]+x?", r"(?:ab|b)c", r"^a", r"(a)(b)?", r"")


@given(st.sampled_from(WORDS), st.sampled_from((0, re.IGNORECASE)), st.text("abcxABC12 ", max_size=12))
def test_it_finds_the_same(words: str, flags: int, text: str) -> None:
    later, now = regex(words, flags), re.compile(words, flags)
    assert later.findall(text) == now.findall(text)
    assert later.sub("-", text) == now.sub("-", text)
    assert [each.span() for each in later.finditer(text)] == [each.span() for each in now.finditer(text)]
    for method in ("search", "match", "fullmatch"):
        one, other = getattr(later, method)(text), getattr(now, method)(text)
        assert (one and one.span()) == (other and other.span())
    assert (later.pattern, later.flags, later.split(text)) == (now.pattern, now.flags, now.split(text))


def test_a_fault_in_it_is_raised_when_it_is_used() -> None:
    broken = regex("(")
    with pytest.raises(re.error):
        broken.search("a")
    with pytest.raises(AttributeError):
        broken.found  # noqa: B018
