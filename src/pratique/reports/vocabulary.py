"""The vocabulary looked up, as text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any


def fact_lines(found: Any, whole: bool) -> Iterator[str]:
    """The lines of facts looked up; `whole` adds who knows them, what proves them and what asks them."""
    for each in found:
        kind = each.type + (f", {each.unit}" if each.unit else "") + (", may be none" if each.may_be_none else "")
        yield f"{each.name}  ({kind})"
        yield from _wrap(each.meaning, "    ")
        if whole:
            yield from _wrap(f"read at: {each.kind}; known by: {each.known_by}; proved by: {each.proof}", "    ")
            yield from _wrap(f"can be changed: {each.change or 'no'}", "    ")
            if each.values:
                yield from _wrap(f"values: {', '.join(each.values)}", "    ")
            if each.usual:
                yield from _wrap(f"usual: {each.usual}; cautious: {each.cautious}; cite: {each.cite}", "    ")
            yield from _wrap(f"asked by: {'; '.join(each.asked_by) or 'nothing in the book'}", "    ")


def _wrap(text: str, pad: str) -> list[str]:
    return textwrap.wrap(text, 80, initial_indent=pad, subsequent_indent=pad + "  ", break_on_hyphens=False)
