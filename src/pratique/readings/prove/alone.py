"""Each proof in a context of its own: what Z3 was asked before does not turn what it finds within its steps.

Rule: Z3's Python names one context that everything shares, in which formulas are numbered as they come; a search
that is cut off after so many steps finds another thing in another numbering. A proof begins with an empty one, and
no other thread works in it: a context is not made for two.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import z3

P = ParamSpec("P")
R = TypeVar("R")
_ONE = threading.RLock()


def alone(function: Callable[P, R]) -> Callable[P, R]:
    """A function that asks Z3 -> the same in a fresh context, one at a time; nothing of the context may be kept."""

    @wraps(function)
    def asked(*given: P.args, **named: P.kwargs) -> R:
        with _ONE:
            before, z3.z3._main_ctx = z3.z3._main_ctx, None
            try:
                return function(*given, **named)
            finally:
                z3.z3._main_ctx = before

    return asked
