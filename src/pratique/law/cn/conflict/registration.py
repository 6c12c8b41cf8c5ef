"""What China's conflict-of-laws rules have beside provisions: words of their own, and a guard of their addressees."""

from __future__ import annotations

from collections.abc import Iterator

from pratique.facts import act
from pratique.facts.cn import conflict
from pratique.facts.kinds import CASE
from pratique.law.cn.conflict import statutes
from pratique.law.registered import Guarded, Registration
from pratique.logic.entities import Entity
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.logic.values import Value, one_of
from pratique.readings.decide import decide


def _statutes_have_addressees() -> Iterator[Guarded]:
    """Whom a statute addresses stands in the table of texts: what is asked of a person abroad must come to that."""
    said = statutes.ABROAD
    for provision in statutes.EXPOSED:
        its = [name for name in statutes.ADDRESSEES if provision.cite.startswith(statutes.STATUTES[name].cite)]
        found = tuple(decide(provision.when, _breaks_off(place)).truth for place in (FALSE, TRUE))
        yield Guarded(
            claim="the statute asks its own addressee",
            cite=provision.cite,
            holds=len(its) == 1 and found == (_ABROAD[said[its[0]]], TRUE),
            note=f"persons abroad: {said.get(its[0], 'nobody said') if its else 'no statute'}",
        )


_ABROAD = {"addressed": TRUE, "open": UNKNOWN, "not addressed": FALSE}


def _breaks_off(in_china: Truth) -> Entity:
    """Somebody, in China or abroad, ends dealings with a Chinese party because a foreign law asks for it."""
    values: dict[str, Value] = {
        act.kind.name: one_of("follow_foreign_law"),
        conflict.deed.name: one_of("terminate"),
        conflict.reason.name: one_of("foreign_law"),
        conflict.chinese_counterparty.name: TRUE,
        conflict.in_china.name: in_china,
        statutes.from_signing.name: one_of("signing"),
    }
    return Entity(CASE, "act", values)


REGISTRATION = Registration(in_words=statutes.conflict_of, guards=_statutes_have_addressees)
