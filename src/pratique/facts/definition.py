"""How a fact is defined, and the register of all of them.

Rule: a name is defined once; a fact without a meaning, a person who knows it and something that proves it is
not a fact of this vocabulary. `change` says what it takes its owner to make it otherwise; None is nothing an
owner can do (knowledge is never among what can be done).
"""

from __future__ import annotations

from typing import Literal, TypeVar

from pratique.facts.kinds import CASE
from pratique.ids import countries
from pratique.logic.author import choice_fact, date_fact, number_fact, set_fact, truth_fact
from pratique.logic.intervals import INFINITY, Interval
from pratique.logic.nodes import ChoiceFact, Condition, DateFact, Fact, Kind, NumberFact, SetFact, TruthFact
from pratique.logic.values import Writable
from pratique.value_class import dataclass

Knower = Literal[
    "you",
    "vehicle maker",
    "part supplier",
    "software supplier",
    "party or registry",
    "counsel or agency",
    "authority",
    "consignee",
]
"""Who can be asked; `you` is the person that makes the declaration."""
Change = Literal["paper", "date", "supplier", "redesign", "ownership"]
"""What it costs to change a fact, in rising order of effort."""


@dataclass(frozen=True, slots=True)
class Definition:
    """What a fact means and where it comes from.

    `usual` and `cautious` are the constructions that `--construe` picks for a legal fact, None for any other; `agency`
    is the one that the issuing agency's own published words give, where there are such words. A usual construction is
    never lighter than that one (`pratique prove` shows it).
    """

    fact: Fact
    meaning: str
    known_by: Knower
    proof: str
    change: Change | None = None
    usual: str | None = None
    cautious: str | None = None
    cite: str | None = None
    agency: str | None = None

    @property
    def name(self) -> str:
        return self.fact.name

    @property
    def is_conclusion(self) -> bool:
        """Whether it states a defined term as a whole: yes, no or not stated."""
        return isinstance(self.fact, ChoiceFact) and self.fact.unstated is not None

    @property
    def is_legal(self) -> bool:
        """Whether it carries doubt about the law rather than a fact of the world."""
        return self.usual is not None


VOCABULARY: dict[str, Definition] = {}
"""Every fact that has been defined, by full name."""

COUNTRIES = tuple(sorted(countries()))
"""ISO 3166-1 alpha-2 codes."""


F = TypeVar("F", TruthFact, NumberFact, DateFact, ChoiceFact, SetFact)


def _defined(fact: F, meaning: str, known_by: Knower, proof: str, change: Change | None = None) -> F:
    """A fact with what a person has to know of it -> the fact, now in the vocabulary."""
    _define(Definition(fact, meaning, known_by, proof, change))
    return fact


def _define(definition: Definition) -> None:
    if definition.name in VOCABULARY:
        raise ValueError(f"the fact {definition.name} is defined twice")
    VOCABULARY[definition.name] = definition


def truth(
    name: str, kind: Kind, meaning: str, known_by: Knower, proof: str, change: Change | None = None
) -> TruthFact:
    """Define a fact that holds or not."""
    return _defined(truth_fact(name, kind), meaning, known_by, proof, change)


def number(
    name: str,
    kind: Kind,
    unit: str,
    meaning: str,
    known_by: Knower,
    proof: str,
    change: Change | None = None,
    *,
    whole: bool = False,
    may_be_none: bool = False,
    low: Writable | None = None,
    high: Writable | None = None,
) -> NumberFact:
    """Define a fact that is a number in `unit`."""
    fact = number_fact(name, kind, unit, whole=whole, may_be_none=may_be_none, low=low, high=high)
    return _defined(fact, meaning, known_by, proof, change)


def measure(
    name: str,
    kind: Kind,
    unit: str,
    meaning: str,
    known_by: Knower,
    proof: str,
    change: Change | None = None,
    *,
    may_be_none: bool = False,
) -> NumberFact:
    """Define a fact that is a measure of a thing that exists, in `unit`: above zero."""
    fact = NumberFact(name, kind, unit, may_be_none=may_be_none, domain=Interval(0, INFINITY, low_open=True))
    return _defined(fact, meaning, known_by, proof, change)


def day(
    name: str,
    kind: Kind,
    meaning: str,
    known_by: Knower,
    proof: str,
    change: Change | None = None,
    *,
    may_be_none: bool = False,
) -> DateFact:
    """Define a fact that is a calendar day."""
    return _defined(date_fact(name, kind, may_be_none=may_be_none), meaning, known_by, proof, change)


def choice(
    name: str,
    kind: Kind,
    values: tuple[str, ...],
    meaning: str,
    known_by: Knower,
    proof: str,
    change: Change | None = None,
) -> ChoiceFact:
    """Define a fact that is one of `values`."""
    return _defined(choice_fact(name, kind, *values), meaning, known_by, proof, change)


def members(
    name: str,
    kind: Kind,
    values: tuple[str, ...],
    meaning: str,
    known_by: Knower,
    proof: str,
    change: Change | None = None,
) -> SetFact:
    """Define a fact that is a set drawn from `values`."""
    return _defined(set_fact(name, kind, *values), meaning, known_by, proof, change)


NOT_STATED = "not_stated"


def conclusion(name: str, kind: Kind, meaning: str, known_by: Knower, proof: str) -> ChoiceFact:
    """Define a conclusion: whether a defined term is met as a whole. That nobody stated it is known, never asked."""
    return stated(name, kind, ("yes", "no"), meaning, known_by, proof)


def stated(
    name: str,
    kind: Kind,
    values: tuple[str, ...],
    meaning: str,
    known_by: Knower,
    proof: str,
    change: Change | None = None,
) -> ChoiceFact:
    """Define a choice of which it is known that nobody stated it: it bites only where somebody did, and is never asked."""
    return _defined(
        ChoiceFact(name, kind, frozenset({*values, NOT_STATED}), NOT_STATED), meaning, known_by, proof, change
    )


def legal(
    name: str,
    values: tuple[str, ...],
    meaning: str,
    *,
    usual: str,
    cautious: str,
    cite: str,
    agency: str | None = None,
) -> ChoiceFact:
    """Define a legal fact: which of `values` is how a text is to be understood. Open unless construed."""
    if not {usual, cautious, agency or usual} <= set(values):
        raise ValueError(f"{name}: usual, cautious and agency must be among {', '.join(values)}")
    fact = choice_fact(f"legal.{name}", CASE, *values)
    _define(
        Definition(
            fact=fact,
            meaning=meaning,
            known_by="counsel or agency",
            proof="official text, court or agency",
            change=None,
            usual=usual,
            cautious=cautious,
            cite=cite,
            agency=agency,
        )
    )
    return fact


def remembered(name: str, meaning: str, cite: str) -> Condition:
    """The condition that an encoding known only from memory is right; open until counsel has read the text.

    And it to an exclusion or exception, so that one known only from memory never makes an answer clear.
    """
    fact = legal(
        f"unverified.{name}",
        ("as_encoded", "otherwise"),
        meaning,
        usual="as_encoded",
        cautious="otherwise",
        cite=cite,
    )
    return fact.is_("as_encoded")
