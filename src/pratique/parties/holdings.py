"""What ties a holder to a subject: stakes, powers, remainders, concert and direction, each with its source.

Rule: a claim is what one source says, with the day it was said and the days it holds for; nothing here adds up,
settles or forgets anything. Votes and capital are claimed apart. A power is `decisive` when it decides important
matters by itself, None when the source does not say so, False when the source rules it out.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

from pratique.errors import Place, bounded
from pratique.facts.proof import Basis
from pratique.parties.party import Party
from pratique.parties.shares import UNKNOWN, Share
from pratique.value_class import dataclass

Measure = Literal["votes", "capital"]
PowerKind = Literal[
    "board",
    "veto",
    "proxy",
    "special_share",
    "contract",
    "articles",
    "legal_framework",
    "consolidation",
    "branch",
    "fund_manager",
    "trustee",
    "nominator",
    "nominee",
    "management",
    "influence",
    "important_matters",
    "undisclosed",
]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a claim comes from and when it holds.

    `record` names what later claims of the same source replace; `asserted_on` is the day of the statement, `start`
    the first day and `end` the first day after; None is unknown. Where a source gives a month or a year, these are
    the earliest days that this may be, `asserted_by`, `start_by` and `end_by` the latest (None: the day is exact).
    A `closed` claim says that the record has ended.
    """

    source: str
    place: Place
    basis: Basis = Basis.REGISTRY
    record: str = ""
    asserted_on: date | None = None
    start: date | None = None
    end: date | None = None
    closed: bool = False
    start_by: date | None = None
    end_by: date | None = None
    asserted_by: date | None = None

    def in_force(self, on: date) -> bool | None:
        """Whether it holds on a day; None where a date that is only a month or a year leaves that open."""
        if self.closed or (self.start and on < self.start):
            return False
        last = self.end_by or self.end
        if last and on >= last:
            return False
        begun = self.start is None or on >= (self.start_by or self.start)
        return True if begun and (self.end is None or on < self.end) else None

    def __str__(self) -> str:
        when = f", stated {self.asserted_on.isoformat()}" if self.asserted_on else ""
        return f"{self.source}{when}"


@dataclass(frozen=True, slots=True)
class PartyClaim:
    """What one source says about a party itself."""

    party: Party
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Stake:
    """A holder's share of the votes or the capital of a subject.

    `held_for` names whom a nominee holds it for ("" if the source says nominee and no more). `indirect` stakes are
    held through others: they may repeat what the direct stakes of others say, so they are never added to these, but
    one holder's own total counts. None: the source does not say whether it is direct.
    `suspended` votes exist but cannot be cast. Stakes of different `share_class` are different shares and add
    up; so do stakes that one source marks as `additive` and keeps in different records.
    """

    holder: str
    subject: str
    measure: Measure
    share: Share
    provenance: Provenance
    held_for: str | None = None
    indirect: bool | None = False
    suspended: bool | None = False
    share_class: str = ""
    additive: bool = False


@dataclass(frozen=True, slots=True)
class Holding:
    """What a holder has of one measure of a subject, all sources together.

    `conflict` is set where sources differ; `claims` keeps what each of them said. `suspended` None: it is open.
    `sum` says whether the parts of the subject make a whole, do so but for rounding, or contradict each other.
    """

    holder: str
    subject: str
    measure: Measure
    share: Share
    claims: tuple[Stake, ...]
    indirect: bool | None = False
    suspended: bool | None = False
    conflict: bool = False
    sum: Literal["whole", "rounded", "contradicted"] = "whole"


@dataclass(frozen=True, slots=True)
class Power:
    """A way to decide other than by one's own votes; `share` is of board seats or of proxied votes."""

    holder: str
    subject: str
    kind: PowerKind
    provenance: Provenance
    decisive: bool | None = None
    share: Share = UNKNOWN
    details: str = ""


@dataclass(frozen=True, slots=True)
class Remainder:
    """Who has what the stakes of a subject leave over.

    `undisclosed`: anyone. `dispersed`: many, each below `threshold` (parts of one), by a source; `concert` says
    whether holders below it act together (None: nobody says; False also where the disclosure rule of that source
    counts concert parties as one holder), and `lies` how much they have together (None: nobody says), which shows
    where a larger holder is missing. `complete`: nobody, the stakes are the whole.
    """

    subject: str
    kind: Literal["undisclosed", "dispersed", "complete"]
    provenance: Provenance
    threshold: Fraction | None = None
    concert: bool | None = None
    reason: str = "undisclosed"
    lies: Share | None = None


@dataclass(frozen=True, slots=True)
class Concert:
    """Parties that act together in a subject; `agreed` None if the source only suspects it, False if it denies it."""

    subject: str
    members: frozenset[str]
    provenance: Provenance
    agreed: bool | None = True


@dataclass(frozen=True, slots=True)
class Direction:
    """An agent that acts at the order, under the direction or with the money of a principal.

    `principal` may be a country code for a state. `holds` False is a statement that it does not.
    """

    agent: str
    principal: str
    provenance: Provenance
    holds: bool | None = True
    details: str = ""


@dataclass(frozen=True, slots=True)
class SameAs:
    """Two ids that a source says are one party; `holds` False: that they are two, None: perhaps."""

    first: str
    second: str
    provenance: Provenance
    holds: bool | None = True


@dataclass(frozen=True, slots=True)
class Hole:
    """Something that stands in a source and could not be read, or contradicts itself.

    It may have said anything of `about` (None: of anybody), so nothing is ruled out there; `why` says what it is.
    """

    about: str | None
    why: str
    provenance: Provenance
    number: str = ""
    """A misprinted LEI, under which it may be another party."""
    of_holders: bool = False
    """Whether only who holds or decides is open, not what the party itself is: its shares contradict each other."""

    def __post_init__(self) -> None:
        if len(self.why) > LONGEST_WHY:
            object.__setattr__(self, "why", bounded(self.why, LONGEST_WHY))


LONGEST_WHY = 500
"""Characters of a hole's reason that are kept: it is told wherever the hole counts."""
Claim = PartyClaim | Stake | Power | Remainder | Concert | Direction | SameAs | Hole
