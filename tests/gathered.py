"""Many small cases in one test: each is tried, and what fails is told of each.

Rule: an item of pytest costs some milliseconds in every worker, to be collected, set up and reported. What takes
microseconds and needs no fixture is a case here and no item of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

Case = TypeVar("Case")


def each_of(
    cases: Iterable[Case], told: Callable[[Case], str] = str
) -> Callable[[Callable[[Case], None]], Callable[[], None]]:
    """A test of one case -> a test of all; it fails with the error of every case that does, each with its name."""

    every = list(cases)

    def of_all(test: Callable[[Case], None]) -> Callable[[], None]:
        def tried() -> None:
            failed: list[Exception] = []
            for case in every:
                try:
                    test(case)
                except Exception as error:
                    error.add_note(f"in {told(case)}")
                    failed.append(error)
            assert every, "there is no case"
            if failed:
                raise ExceptionGroup(f"{len(failed)} of {len(every)} cases", failed)

        tried.__name__, tried.__doc__, tried.__module__ = test.__name__, test.__doc__, test.__module__
        return tried

    return of_all
