"""How far a long piece of work is, told to whoever listens.

Rule: the work says what is done of what and never how it is shown; without a listener nothing is kept and nothing is
printed, so an answer is the same whether somebody looks on or not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")
Listener = Callable[[int, int, str], object]
"""Is told what is done, of how many, and of what."""
_listening: ContextVar[Listener | None] = ContextVar("listening", default=None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Tell `listener` how far the work of the block is."""
    before = _listening.set(listener)
    try:
        yield
    finally:
        _listening.reset(before)


def steps(work: Iterable[T], total: int, what: str) -> Iterator[T]:
    """The items of some work one by one; whoever listens is told how many of `total` were taken."""
    told = _listening.get()
    for done, each in enumerate(work):
        if told is not None:
            told(done, total, what)
        yield each
