"""Transactions that the route implies and the dossier omits.

Rule: a vehicle that is sold in a market and came from outside was imported there, and a vehicle that is imported
for sale will be sold; each is an act of its own under the law.
"""

from __future__ import annotations

from collections.abc import Iterator

from pratique.facts.definition import definition_of
from pratique.logic.entities import value_of
from pratique.logic.values import Choice
from pratique.usecases.answer import Implied
from pratique.usecases.cases import Case, Cases

_PARTNER = {"sale": "import", "import": "sale"}


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


def _made_there(case: Case, market: str) -> bool:
    return case.act == "sale" and _countries(case, "act.out_of") == frozenset({market})


def _why(case: Case, partner: str, market: str) -> str:
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
