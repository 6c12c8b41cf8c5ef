"""An instrument as plain data: what an exported book holds and what its hash is taken of.

Rule: this stands below the book and its export, so that neither needs the other to say what an instrument is."""

from __future__ import annotations

from typing import Any

from pratique.law.clocks import Clocks, iso_day
from pratique.law.instrument import Instrument
from pratique.law.provision import Duty, LegalException, Provision
from pratique.logic.author import NEVER
from pratique.logic.interchange import Done, number_to_plain, to_plain
from pratique.logic.nodes import Numeric
from pratique.logic.relations import Relation


def instrument_to_plain(instrument: Instrument) -> dict[str, Any]:
    """An instrument as data that JSON can hold; one without relations is written as before there were any."""
    done: Done = {}
    relations = [_relation(each, done) for each in instrument.relations]
    return ({"relations": relations} if relations else {}) | {
        "id": instrument.id,
        "title": instrument.title,
        "cite": instrument.cite,
        "issuer": instrument.issuer,
        "jurisdiction": instrument.jurisdiction,
        "published": iso_day(instrument.published),
        "checked_on": iso_day(instrument.checked_on),
        "note": instrument.note,
        "reach": to_plain(instrument.reach, done),
        "scope": {kind.name: to_plain(condition, done) for kind, condition in instrument.scope.items()},
        "exempt": {kind.name: [_exception(e, done) for e in its] for kind, its in instrument.exempt.items()},
        "provisions": [_provision(each, done) for each in instrument.provisions],
        "coverage": [[c.cite, c.status, c.note] for c in instrument.coverage],
        "not_examined": [[n.name, n.why, list(n.instruments)] for n in instrument.not_examined],
        "sources": [[s.title, s.url] for s in instrument.sources],
        "events": [[iso_day(e.on), e.what, e.confidence] for e in instrument.events],
    }


def _provision(provision: Provision, done: Done) -> dict[str, Any]:
    return {
        "cite": provision.cite,
        "kind": provision.kind,
        "summary": provision.summary,
        "severity": provision.severity.words,
        "when": to_plain(provision.when, done),
        "clocks": _clocks(provision.clocks, done),
        "per": provision.per.name,
        "lifted_by": [_exception(each, done) for each in provision.lifted_by],
        "duties": [_duty(each, done) for each in provision.duties],
        "force": provision.force.value,
        "confidence": provision.confidence.value,
        "text_verified": provision.text_verified,
        "note": provision.note,
    }


def _exception(exception: LegalException, done: Done) -> dict[str, Any]:
    return {
        "cite": exception.cite,
        "summary": exception.summary,
        "leaves": exception.leaves.words,
        "when": to_plain(exception.when, done),
        "confidence": exception.confidence.value,
        "clocks": None if exception.clocks is None else _clocks(exception.clocks, done),
        "duties": [_duty(each, done) for each in exception.duties],
        "text_verified": exception.text_verified,
    }


def _relation(relation: Relation, done: Done) -> dict[str, Any]:
    unless = {} if relation.unless == NEVER else {"unless": to_plain(relation.unless, done)}
    return unless | {
        "name": relation.name,
        "cite": relation.cite,
        "says": relation.says,
        "force": relation.force,
        "per": relation.per.name,
        "when": to_plain(relation.when, done),
        "then": to_plain(relation.then, done),
        "why": relation.why,
        "given": [fact.name for fact in relation.given],
        "within": relation.within,
        "leans": relation.leans,
    }


def _duty(duty: Duty, done: Done) -> dict[str, Any]:
    def number(value: Numeric | None) -> Any:
        return None if value is None else number_to_plain(value, done)

    return {
        "name": duty.name,
        "summary": duty.summary,
        "cite": duty.cite,
        "due": number(duty.due),
        "done": number(duty.done),
        "earliest_act": number(duty.earliest_act),
        "keep_until": number(duty.keep_until),
        "counting": duty.counting,
    }


_DAYS = (
    "in_force",
    "lapses",
    "proposed",
    "comments_close",
    "published",
    "compliance_due",
    "enforced",
    "enforced_until",
)


def _clocks(clocks: Clocks, done: Done) -> dict[str, Any]:
    plain: dict[str, Any] = {name: iso_day(getattr(clocks, name)) for name in _DAYS}
    plain["suspended"] = [
        [each.cite, to_plain(each.while_, done), iso_day(each.start), iso_day(each.end)] for each in clocks.suspended
    ]
    return plain
