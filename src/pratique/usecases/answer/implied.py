"""Transactions that the route implies and the dossier omits.

Rule: a vehicle that is sold in a market and came from outside was imported there, a vehicle that is imported for
sale will be sold, and an update after the sale changes what is sold next; each is an act of its own under the law. So
is what a party in China would do to answer the questions of another state's law: what China's conflict-of-laws rules
say of it is told with the answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pratique.deciding.outcomes import outcome_of
from pratique.dossier.case import Case, Cases
from pratique.facts.kinds import CASE, PART, SOURCE
from pratique.facts.vocabulary import definition_of
from pratique.law import book as law_book
from pratique.law.registered import registered
from pratique.logic.entities import Entity, value_of
from pratique.logic.values import Choice, Value, one_of
from pratique.usecases.answer.answer import Implied

IN_MAINLAND: Value = one_of("CN")
ON_CONFLICT = "cn.conflict"
"""The instrument on answering for another state's law."""
IN_CHINA = frozenset({"CN"})
_PARTNER = {"sale": "import", "import": "sale", "software_update": "sale"}


def implied(cases: Cases) -> Iterator[Implied]:
    """Every implied transaction once."""
    said = {(case.act, case.vehicle, into) for case in cases.cases for into in _countries(case, "act.into")}
    seen: set[tuple[str, str | None, str]] = set()
    for case in cases.cases:
        partner, into = _PARTNER.get(case.act), _countries(case, "act.into")
        if partner is None or case.vehicle is None or len(into) != 1:
            continue
        market = next(iter(into))
        key = (partner, case.vehicle, market)
        if key in said or key in seen or _made_there(case, market):
            continue
        seen.add(key)
        yield Implied(act=partner, into=market, vehicle=case.vehicle, why=_why(case, partner, market))
    yield from _conflicts(cases)


def _conflicts(cases: Cases) -> Iterator[Implied]:
    """For each case outside China: the parties in China that its questions go to."""
    told: set[str] = set()
    for case in cases.cases:
        names = [name for name in _in_china(case) if name not in told]
        told.update(names)
        if names and IN_CHINA.isdisjoint(_countries(case, "act.into")):
            yield Implied(act="follow_foreign_law", into="CN", vehicle=case.vehicle, why=_conflict(case, names))


def _in_china(case: Case) -> list[str]:
    """The sources of parts that are certainly organised in mainland China, by name."""
    found: dict[str, None] = {}
    fact = definition_of("party.organised_in").fact
    for part in case.entity.listing(PART).elements:
        for source in part.listing(SOURCE).elements:
            party = source.carried
            if party is not None and value_of(party, fact) == IN_MAINLAND:
                found[case.labels.get(party.key, party.key)] = None
    return list(found)


def conflict_says(case: Case) -> str:
    """What China's conflict-of-laws rules say of answering for another state's law, on the day of the act."""
    return _conflict_says_on(value_of(case.entity, definition_of("act.date").fact))


@lru_cache(maxsize=512)
def _conflict_says_on(day: Value) -> str:
    """The same by the day: nothing else of the act is asked."""
    values: dict[str, Value] = {"act.kind": one_of("follow_foreign_law"), "act.into": IN_MAINLAND, "act.date": day}
    (instrument,) = law_book.load([ON_CONFLICT])
    in_words = registered(ON_CONFLICT).in_words
    assert in_words is not None
    return " or ".join(in_words(outcome_of(instrument, Entity(CASE, "act", values)).range))


def _conflict(case: Case, names: list[str]) -> str:
    who = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    return (
        f"{who} would gather or hand over data for another state's law; China's conflict-of-laws rules come first: "
        f"{conflict_says(case)} (pratique law cn.conflict)."
    )


def _made_there(case: Case, market: str) -> bool:
    return case.act == "sale" and _countries(case, "act.out_of") == frozenset({market})


def _why(case: Case, partner: str, market: str) -> str:
    if case.act == "software_update":
        return (
            f"{case.id} changes what the next cars of the model are sold with; their sale is an act of its own, and "
            "what is declared for them must cover the change."
        )
    if partner == "sale":
        return f"{case.id} brings the vehicle into {market}; its sale there is an act of its own."
    origin = _countries(case, "act.out_of")
    if len(origin) == 1:
        return f"{case.id} sells in {market} what comes from {next(iter(origin))}; its import is an act of its own."
    return (
        f"{case.id} sells in {market}; unless the vehicle and its connectivity hardware are made there, their import "
        f'is an act of its own (say out_of = "{market}" if they are).'
    )


def _countries(case: Case, name: str) -> frozenset[str]:
    value = value_of(case.entity, definition_of(name).fact)
    return value.possible if isinstance(value, Choice) else frozenset()
