"""Definitions of control and of ties, as laws name them.

Rule: what counts as owning or controlling is the law's choice and stands here as a parameter, once for each.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import get_args

from pratique.parties.holdings import Measure, PowerKind
from pratique.value_class import dataclass

DECIDING_POWERS: frozenset[PowerKind] = frozenset(get_args(PowerKind)) - {"nominee"}
"""Powers that count as control when they decide important matters; a nominee follows its nominator."""


@dataclass(frozen=True, slots=True)
class ControlTest:
    """A definition of control, as a law names it; `threshold` is in parts of one.

    `measures` are tried each on its own. `deciding` are the powers that count beside shares. With
    `dominant_minority`, a share below the threshold may control too, unless its powers are ruled out or a holder
    outside has more. `suspended_count` says whether votes that cannot be cast count (None: the law leaves it open).
    A law of ownership alone has one `owned` measure: where that is stated, what the other comes to leaves it open.
    Below `suspicion` a minority raises no question; in a company whose other shares are dispersed it raises one as
    the largest block, or above `large`. Own shares of a company carry no votes and leave the whole in every test.
    """

    name: str
    threshold: Fraction = Fraction(1, 2)
    at_least: bool = False
    measures: tuple[Measure, ...] = ("votes",)
    deciding: frozenset[PowerKind] = frozenset()
    dominant_minority: bool = False
    suspended_count: bool | None = None
    owned: Measure | None = None
    suspicion: Fraction = Fraction(1, 10)
    large: Fraction = Fraction(1, 4)


@dataclass(frozen=True, slots=True)
class PersonTest:
    """What ties a party itself to a country, as a law says it: fields of `Party` that hold countries.

    `people` are those of natural persons, `seats` those of everybody else. A citizen or permanent resident of a
    country in `exempt` is not tied to another by citizenship or residence.
    """

    people: tuple[str, ...] = ("citizenship", "residence")
    seats: tuple[str, ...] = ("organised", "headquarters", "principal_place")
    exempt: frozenset[str] = frozenset()


ANY_TIE = PersonTest()
"""Every tie that sources state, and nobody is exempt."""
MAJORITY = ControlTest("majority of votes")
AT_LEAST_HALF = ControlTest(
    "at least half, aggregated", at_least=True, measures=("capital", "votes"), owned="capital"
)
POWER_TO_DECIDE = ControlTest(
    "majority of capital or votes, or a dominant minority with the power to decide important matters",
    measures=("votes", "capital"),
    deciding=DECIDING_POWERS,
    dominant_minority=True,
)
ABOVE_25 = ControlTest(
    "more than 25 percent of capital or votes", threshold=Fraction(1, 4), measures=("votes", "capital")
)
ABOVE_15 = ControlTest(
    "more than 15 percent of capital or votes", threshold=Fraction(15, 100), measures=("votes", "capital")
)
FORTY_TOGETHER = ControlTest(
    "40 percent or more of capital or votes, together",
    threshold=Fraction(40, 100),
    at_least=True,
    measures=("votes", "capital"),
)
DECISIVE_INFLUENCE = ControlTest(
    "decisive influence: a majority of votes, or rights that decide strategic matters, alone or jointly",
    deciding=DECIDING_POWERS,
    dominant_minority=True,
)
TESTS: Mapping[str, ControlTest] = {
    "majority": MAJORITY,
    "at-least-half": AT_LEAST_HALF,
    "power-to-decide": POWER_TO_DECIDE,
    "above-25": ABOVE_25,
    "above-15": ABOVE_15,
    "forty-together": FORTY_TOGETHER,
    "decisive-influence": DECISIVE_INFLUENCE,
}
