"""An order for values that have none of their own, the same in every process.

Rule: the text of a set depends on the hash seed of the process, so nothing is sorted, keyed or compared by `repr` or
`str` of a value that may hold one. Equal values have equal texts here, and a set reads as its members in order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import TypeVar

_PLAIN = frozenset({str, int, bool, type(None)})
ValueT = TypeVar("ValueT")


def in_order(values: Iterable[ValueT]) -> list[ValueT]:
    """Frozen values in an order that is the same in every process."""
    found = list(values)
    return found if len(found) < 2 else sorted(found, key=order_text)


def parts_first(wanted: Sequence[int], parts: Mapping[int, Collection[int]]) -> list[int]:
    """Numbers and what each is made of -> all that is needed for them, each after its own parts.

    >>> parts_first([3], {3: {1, 2}, 2: {1}})
    [1, 2, 3]
    """
    order: dict[int, None] = {}
    waiting = [(number, False) for number in reversed(wanted)]
    while waiting:
        number, is_ready = waiting.pop()
        if number in order:
            continue
        if is_ready or number not in parts:
            order[number] = None
        else:
            waiting.append((number, True))
            waiting += [(part, False) for part in sorted(parts[number], reverse=True)]
    return list(order)


def order_text(value: object) -> str:
    """A text to sort frozen values by: fields, items and members written out, those of sets and mappings in order.

    >>> order_text(frozenset({"b", "a"}))
    "{'a', 'b'}"
    """
    if type(value) in _PLAIN:
        return repr(value)
    match value:
        case Enum():
            return f"{type(value).__name__}.{value.name}"
        case Set():
            return "{" + ", ".join(sorted(map(order_text, value))) + "}"
        case Mapping():
            pairs = sorted((order_text(key), order_text(each)) for key, each in value.items())
            return "{" + ", ".join(f"{key}: {each}" for key, each in pairs) + "}"
        case tuple() | list():
            return "(" + ", ".join(map(order_text, value)) + ")"
        case _ if is_dataclass(value):
            inside = ", ".join(f"{each.name}={order_text(getattr(value, each.name))}" for each in fields(value))
            return f"{type(value).__name__}({inside})"
        case _:
            return repr(value)
