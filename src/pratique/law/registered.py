"""What laws have beside their provisions, registered under the id of an instrument and loaded when it is asked for.

Rule: nobody outside the laws imports one of them for what all may have; who needs more than provisions asks here.
"""

from __future__ import annotations

import csv
import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from pratique.value_class import dataclass

if TYPE_CHECKING:
    from pratique.law.circuit import CircuitTable
    from pratique.law.control_list import ControlList
    from pratique.law.driving_level import LevelTable
    from pratique.law.outcome import Range
    from pratique.law.owners import HolderTest, PersonLimbs
    from pratique.law.permit import PermitTable
    from pratique.logic.entities import Entity
    from pratique.logic.nodes import Condition


@dataclass(frozen=True, slots=True)
class OnTopic:
    """What a law says from a day on, of a topic that bulletins speak of."""

    topic: str
    since: date
    cite: str
    says: str


@dataclass(frozen=True, slots=True)
class Guarded:
    """Whether a law holds together at one place, and what was looked at."""

    claim: str
    cite: str
    holds: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Registration:
    """What one law has beside its provisions.

    `annex` is what an answer carries beside the outcome of a case; `in_words` calls a range of outcomes as its texts
    do; `read` are conditions that lift and bar nothing (a policy of review); `says` is what it says on topics; `guards`
    are claims on it that `prove` repeats; `opens_after` shows of each moving table that after its last row all is open.
    """

    annex: Callable[[Entity], dict[str, Any]] | None = None
    in_words: Callable[[Range], tuple[str, ...]] | None = None
    read: tuple[Condition, ...] = ()
    says: Callable[[], Iterable[OnTopic]] = tuple
    guards: Callable[[], Iterable[Guarded]] = tuple
    opens_after: Mapping[str, Callable[[], bool]] = field(default_factory=dict)
    permits: PermitTable | None = None


REGISTERED: dict[str, str] = {
    "us.ear": "pratique.law.us.ear.registration",
    "cn.access": "pratique.law.cn.access.registration",
    "cn.automation": "pratique.law.cn.automation.registration",
    "cn.conflict": "pratique.law.cn.conflict.registration",
    "cn.permits": "pratique.law.cn.permits.registration",
}
"""Instrument id -> the module that holds its `REGISTRATION`."""
NOTHING = Registration()


@cache
def registered(name: str) -> Registration:
    """The id of an instrument -> what it has beside its provisions."""
    if name not in REGISTERED:
        return NOTHING
    found = importlib.import_module(REGISTERED[name]).REGISTRATION
    assert isinstance(found, Registration)
    return found


T = TypeVar("T")


def circuits() -> CircuitTable:
    """The table of circuits, by whose names and figures parts are read."""
    from pratique.law.circuit import CircuitTable

    return _one("pratique.law.us.ear.chip_names", CircuitTable)


def control_list() -> ControlList:
    """The list that circuits, computers and models are classified by."""
    from pratique.law.control_list import ControlList

    return _one("pratique.law.us.ear.control_list", ControlList)


def person_limbs() -> PersonLimbs:
    """What ties a person to a country of concern by itself."""
    from pratique.law.owners import PersonLimbs

    return _one("pratique.law.us.linked_person", PersonLimbs)


def holder_test() -> HolderTest:
    """What registries are asked of the holders of a party."""
    from pratique.law.owners import HolderTest

    return _one("pratique.law.us.cfr15_791d.control", HolderTest)


def producers() -> list[dict[str, str]]:
    """The rows of the measures that name producers: each a name with the entry that it stands under."""
    from pratique.law.data import table_text

    return list(csv.DictReader(table_text("pratique.law.eu", "producers.csv").splitlines()))


def driving_levels() -> LevelTable:
    """The levels of driving automation, with the questions that tell them apart."""
    from pratique.law.driving_level import LevelTable

    return _one("pratique.law.cn.automation.levels", LevelTable)


def _one(module: str, kind: type[T]) -> T:
    """What a module of a law registers for all to ask, which is of a kind that stands above the laws."""
    found = importlib.import_module(module).REGISTERS
    assert isinstance(found, kind)
    return found


def every_registration() -> Iterator[Registration]:
    """All of them, in the order of the table."""
    return map(registered, REGISTERED)
