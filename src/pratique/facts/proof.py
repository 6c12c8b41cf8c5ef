"""What stands behind a value: who said it, on what basis, since when, until when.

Rule: an answer is as strong as its weakest basis; what has expired by the day the evidence is looked at is unknown
again, and what two sources say differently is unknown with both kept.
"""

from __future__ import annotations

from datetime import date
from enum import IntEnum
from typing import Literal

from pratique.logic.values import Value
from pratique.value_class import dataclass

Reason = Literal[
    "not-asked",
    "asked-no-reply",
    "refused",
    "withheld-by-supplier",
    "conflicting-sources",
    "not-measured",
    "exempt-from-disclosure",
    "expired",
    "withdrawn",
]
"""Why a fact is not known."""
REASONS: tuple[str, ...] = Reason.__args__  # type: ignore[attr-defined]
WITHDRAWN: Reason = "withdrawn"
GIVEN_REASONS: tuple[str, ...] = tuple(each for each in REASONS if each != WITHDRAWN)
"""The reasons that somebody who is asked may give; an answer is taken back by a withdrawal, not by an answer."""


class Basis(IntEnum):
    """On what basis a value is held, from weakest to strongest."""

    ASSERTED = 0
    ATTESTED = 1
    DOCUMENTED = 2
    REGISTRY = 3
    COMPUTED = 4

    @property
    def words(self) -> str:
        return self.name.lower()


BASES: tuple[str, ...] = tuple(basis.words for basis in Basis)


@dataclass(frozen=True, slots=True)
class Proof:
    """Where a value comes from.

    `source` names a line of a bill of materials, a registry statement or a person with a document; `chain` is the
    chain of holders behind an ownership fact, one step an entry. `confidential` keeps the value out of papers that
    go to others.
    """

    source: str
    basis: Basis = Basis.ASSERTED
    asserted_on: date | None = None
    expires_on: date | None = None
    document: str | None = None
    reason: Reason | None = None
    chain: tuple[str, ...] = ()
    confidential: bool = False

    @property
    def is_of_any_day(self) -> bool:
        """Whether it is neither too early nor too late on any day."""
        return self.asserted_on is None and self.expires_on is None

    def has_expired(self, known_on: date) -> bool:
        return self.expires_on is not None and self.expires_on < known_on

    def is_early(self, known_on: date) -> bool:
        """Whether it was asserted only after the day whose knowledge counts: it was not known then."""
        return self.asserted_on is not None and self.asserted_on > known_on


@dataclass(frozen=True, slots=True)
class Given:
    """A value with its proof."""

    value: Value
    proof: Proof
