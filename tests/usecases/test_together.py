"""Relations read as tables: every case comes out as it does alone, whatever its rows share with others."""

from __future__ import annotations

import copy
import functools
import random
from datetime import date
from typing import Any

import pytest
from msgspec import structs

pl = pytest.importorskip("polars")

import pratique  # noqa: E402
from pratique.deciding.decision import decided  # noqa: E402
from pratique.deciding.levels import levels_of  # noqa: E402
from pratique.dossier.heard import reads  # noqa: E402
from pratique.dossier.related import related  # noqa: E402
from pratique.facts.kinds import ACTOR, CASE, PART, SOURCE  # noqa: E402
from pratique.facts.relations import PARTY_RELATIONS  # noqa: E402
from pratique.facts.vocabulary import definition_of  # noqa: E402
from pratique.law import book as law_book  # noqa: E402
from pratique.law.instrument import Instrument  # noqa: E402
from pratique.logic.author import any_of, some  # noqa: E402
from pratique.logic.entities import Entity, Listing  # noqa: E402
from pratique.logic.nodes import (  # noqa: E402
    ChoiceFact,
    Condition,
    DateFact,
    Fact,
    NumberFact,
    SetFact,
    TruthFact,
)
from pratique.logic.simplify import simplify  # noqa: E402
from pratique.logic.truth import FALSE, TRUE, UNKNOWN  # noqa: E402
from pratique.logic.values import Value, members, one_of, point  # noqa: E402
from pratique.readings.columns.encode import encode_tables  # noqa: E402
from pratique.readings.decide import Remembered, bind, verdict  # noqa: E402
from pratique.usecases.bulk.speaking import sides_of  # noqa: E402
from tests.cases.runner import KNOWN_ON, all_cases  # noqa: E402

EVERY = 29
"""One in so many shipped cases is read."""


@functools.cache
def told() -> dict[Instrument, list[Entity]]:
    """Cases as they were before their facts were read together, by the instruments that concern them."""
    by: dict[Instrument, list[Entity]] = {}
    for number, case in enumerate(all_cases()):
        if number % EVERY:
            continue
        try:
            found = decided(copy.deepcopy(case.data), on=case.on, known_on=KNOWN_ON, construe=case.construe)
        except pratique.InvalidInput:
            continue
        for act, outcome in found.outcomes:
            its = by.setdefault(outcome.instrument, [])
            if len(its) < (3 if outcome.instrument.id == "us.ear" else 20):  # whose numbers are read one by one
                its.append(act.told or act.entity)
    return by


def asked(instrument: Instrument) -> dict[str, Condition]:
    pairs = zip(levels_of(instrument, CASE, "by_text"), levels_of(instrument, PART, "by_text"), strict=True)
    return {f"level {place}": any_of(case, some(PART, part)) for place, (case, part) in enumerate(pairs)}


def as_tables(cases: list[Entity], instrument: Instrument, asked: dict[str, Condition]) -> dict[str, Any]:
    sides = [side for each in instrument.relations for side in sides_of(each)]
    return encode_tables(cases, [*asked.values(), *sides])


def alone(cases: list[Entity], instrument: Instrument, asked: dict[str, Condition]) -> list[tuple[int, ...]]:
    laws = [each for each in instrument.relations if each.force != "taken for granted"]
    found = [related(case, laws).entity for case in cases]
    bounds = [Remembered(bind({}, case)) for case in found]
    return [tuple(verdict(simplify(c), bound).truth.value for c in asked.values()) for bound in bounds]


@pytest.mark.parametrize("market", ["us.cfr15", "us.ear", "cn.", "eu.", ""])
def test_every_case_comes_out_as_it_does_alone(market: str) -> None:
    from pratique.usecases.bulk.together import columns_together

    markets = ("us.cfr15", "us.ear", "cn.", "eu.")
    mine = {i: c for i, c in told().items() if (i.id.startswith(market) if market else not i.id.startswith(markets))}
    assert mine
    for instrument, cases in mine.items():
        conditions = asked(instrument)
        found = columns_together(conditions, as_tables(cases, instrument, conditions), instrument.relations)
        rows = list(zip(*(found[name].to_list() for name in conditions), strict=True))
        assert rows == alone(cases, instrument, conditions), instrument.id


def copied(element: Entity, made: dict[int, Entity]) -> Entity:
    """The element with all that it lists and leads to, each once."""
    if id(element) not in made:
        carried = None if element.carried is None else copied(element.carried, made)
        below = {
            kind: Listing([copied(each, made) for each in listing.elements], listing.closed)
            for kind, listing in element.children.items()
        }
        made[id(element)] = structs.replace(element, values=dict(element.values), children=below, carried=carried)
    return made[id(element)]


def doubtful(case: Entity, instrument: Instrument, dice: random.Random) -> Entity:
    """The case with facts that relations read said at random, as nobody would who read them together."""
    names = sorted(
        {name for each in instrument.relations if each.force != "taken for granted" for name in reads(each)}
    )
    made = copied(case, {})
    elements = [made, *(each for listing in made.children.values() for each in listing.elements)]
    elements += [each for part in made.listing(PART).elements for each in part.listing(SOURCE).elements]
    elements += [each.carried for each in elements if each.carried is not None]
    for name in dice.sample(names, min(len(names), 12)):
        fact = definition_of(name).fact
        for element in elements:
            if element.kind is fact.kind and dice.random() < 0.7:
                assert isinstance(element.values, dict), "a copy's own"
                element.values[name] = _any_value(fact, dice)
    return made


def _any_value(fact: Fact, dice: random.Random) -> Value:
    match fact:
        case TruthFact():
            return dice.choice([TRUE, FALSE])
        case ChoiceFact():
            return one_of(dice.choice(sorted(fact.values - {fact.unstated})))
        case SetFact():
            return members(*dice.sample(sorted(fact.values), dice.randint(0, min(2, len(fact.values)))))
        case DateFact():
            return point(date(dice.randint(2024, 2030), 6, 1))
        case NumberFact():
            return point(dice.choice([0, 1, 2, 9, 10, 4000, 4536, 10000]))


@pytest.mark.parametrize("name", ["us.cfr15_791d", "cn.export", "us.ear", "cn.access", "eu.customs_tariff"])
def test_what_contradicts_itself_comes_out_as_it_does_alone(name: str) -> None:
    from pratique.usecases.bulk.together import read_tables

    dice = random.Random(17)
    instrument, given = next((i, c) for i, c in told().items() if i.id == name)
    cases = [doubtful(dice.choice(given), instrument, dice) for _ in range(30 if name != "us.ear" else 5)]
    conditions = asked(instrument)
    found = read_tables(conditions, as_tables(cases, instrument, conditions), instrument.relations)
    rows = list(zip(*(found.codes[name].to_list() for name in conditions), strict=True))
    assert rows == alone(cases, instrument, conditions)
    laws = [each for each in instrument.relations if each.force != "taken for granted"]
    said = [sorted({each.relation.name for each in related(case, laws).contradictions}) for case in cases]
    assert any(said)
    assert found.contradictions.to_list() == said


def test_an_actor_that_is_narrowed_in_one_case_is_not_in_another() -> None:
    """Who has a role of persons of the United States is one, in that case; the same party elsewhere is as before."""
    case = {
        "case": ["a", "b", "c"], "act.kind": ["sale", "sale", "sale"], "act.into": ["US", "US", "US"],
        "actor": ["x", "x", "y"],
        "actor.roles": [["connected_vehicle_manufacturer"], None, ["vcs_hardware_importer"]],
    }  # fmt: skip
    tables = {
        "case": pl.DataFrame(case),
        "party": pl.DataFrame({"party": ["x", "y"], "party.us_person": pl.Series([None, False], dtype=pl.Boolean)}),
    }
    instrument = law_book.load(["us.cfr15_791d"]).instruments[0]
    is_us = some(ACTOR, definition_of("party.us_person").fact)
    from pratique.usecases.bulk.together import columns_together

    codes = columns_together({"is": is_us}, tables, instrument.relations)["is"].to_list()
    assert codes == [TRUE.value, UNKNOWN.value, UNKNOWN.value]


def test_what_follows_of_a_party_is_filled_in_for_all_that_say_the_same() -> None:
    from pratique.usecases.bulk.staged import narrowed_rows

    party = pl.DataFrame(
        {"party": [0, 1, 2], "party.organised_in": ["CN", None, "US"], "party.natural_person": [None, None, True]},
        schema_overrides={"party.natural_person": pl.Boolean},
    )
    found = narrowed_rows({"party": party}, PARTY_RELATIONS, {})["party"]
    assert found["party.natural_person"].to_list() == [False, None, None]
    assert found["party.organised_in"].to_list() == ["CN", None, None]
