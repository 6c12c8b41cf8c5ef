"""Facts read together: one fixed point, contradictions that doubt, presumptions that give way."""

from __future__ import annotations

from itertools import permutations

from pratique.dossier.accepted import Accepted
from pratique.dossier.related import related
from pratique.facts import act, export, party
from pratique.facts.kinds import ACTOR, CASE, PART, PARTY, SOURCE
from pratique.facts.relations import PARTY_RELATIONS
from pratique.law.us.ear.relations import RELATIONS
from pratique.logic.alike import classes
from pratique.logic.author import none_of, the
from pratique.logic.entities import Entity, Listing, value_of
from pratique.logic.relations import contradicts, entails, presumed
from pratique.logic.truth import FALSE, TRUE, UNKNOWN
from pratique.logic.values import Value, members, one_of
from pratique.readings.decide import bind, verdict


def _case(**of_actor: Value) -> Entity:
    values = {f"party.{name}": value for name, value in of_actor.items()}
    actor = Entity(ACTOR, "act/actor", carried=Entity(PARTY, "acme", values))
    return Entity(CASE, "act", {}, {ACTOR: Listing([actor], True)})


def _actor(case: Entity) -> Entity:
    carried = case.children[ACTOR].elements[0].carried
    assert carried is not None
    return carried


def test_every_order_and_repetition_of_relations_gives_one_fixed_point() -> None:
    case = _case(organised_in=one_of("CN"), equal_parents_headquartered_in=members("CN", "JP"))
    some = [PARTY_RELATIONS[i] for i in (0, 1, 4, 5, 9)]
    found = [related(case, [*order, order[0]]) for order in permutations(some)]
    assert len({tuple(sorted(_actor(each.entity).values.items(), key=lambda p: p[0])) for each in found}) == 1
    assert value_of(_actor(found[0].entity), party.natural_person) is FALSE


def test_a_derived_value_rests_on_what_was_said() -> None:
    found = related(_case(citizen_of=members("US")), PARTY_RELATIONS)
    derived = found.derived["acme", "party.us_person"]
    assert derived[-1].because == frozenset({("acme", "party.citizen_of")})
    assert value_of(_actor(found.entity), party.natural_person) is TRUE


def test_what_cannot_both_be_is_doubted_and_nothing_else_is() -> None:
    case = _case(organised_in=one_of("CN"), natural_person=TRUE, on_entity_list=TRUE)
    found = related(case, PARTY_RELATIONS)
    assert found.doubted == {("acme", "party.organised_in"), ("acme", "party.natural_person")}
    assert value_of(_actor(found.entity), party.natural_person) is UNKNOWN
    assert value_of(_actor(found.entity), export.entity_listed) is TRUE
    assert found.contradictions[0].relation.name == "party.organised_is_no_human"


def test_what_the_question_is_about_is_never_doubted() -> None:
    odd = contradicts("odd", "x", "x", per=CASE, when=act.kind.is_("sale"), then=act.told_ineligible)
    case = Entity(CASE, "act", {"act.kind": one_of("sale"), "actor.told_ineligible_by_bis": TRUE})
    found = related(case, [odd])
    assert found.doubted == {("act", "actor.told_ineligible_by_bis")}
    assert value_of(found.entity, act.kind) == one_of("sale")


def test_each_repair_of_a_contradiction_lies_within_what_is_read() -> None:
    asked = none_of(party.natural_person)
    case = _case(organised_in=one_of("CN"), natural_person=TRUE)
    whole = related(case, PARTY_RELATIONS).entity
    for gone in ("party.organised_in", "party.natural_person"):
        values = {name: value for name, value in _actor(case).values.items() if name != gone}
        actor = Entity(ACTOR, "act/actor", carried=Entity(PARTY, "acme", values))
        repaired = related(Entity(CASE, "act", {}, {ACTOR: Listing([actor], True)}), PARTY_RELATIONS)
        assert not repaired.contradictions
        read = verdict(asked, {**bind({}, whole), PARTY: _actor(whole)}).truth
        assert read in (UNKNOWN, verdict(asked, {PARTY: _actor(repaired.entity)}).truth)


def test_a_presumption_gives_way_to_what_was_said_and_to_a_contradiction() -> None:
    quiet = presumed(
        "quiet", "x", "x", within="ordinary", per=CASE, then=none_of(act.informed_by_bis), leans="permits"
    )
    loud = entails("loud", "x", "x", per=CASE, when=act.told_ineligible, then=act.informed_by_bis)
    other = presumed("other", "x", "x", within="ordinary", per=CASE, then=act.told_ineligible, leans="bars")
    yes = Accepted(frozenset({"ordinary"}))
    empty = Entity(CASE, "act")
    assert not related(empty, [quiet]).presumed
    assert value_of(related(empty, [quiet], yes).entity, act.informed_by_bis) is FALSE
    assert not related(empty, [quiet], Accepted(yes.sets, frozenset({"actor.informed_by_bis"}))).presumed
    said = frozenset({("act", "actor.informed_by_bis")})
    assert value_of(related(empty, [quiet], yes, said).entity, act.informed_by_bis) is UNKNOWN
    both = related(empty, [quiet, other, loud], yes)
    assert not both.contradictions
    assert not both.presumed


def test_the_one_party_of_a_kind_is_made_where_something_follows_of_it() -> None:
    follows = [each for each in RELATIONS if each.name == "us.ear.other_recipients"]
    assert related(Entity(CASE, "act"), follows).entity == Entity(CASE, "act")
    role = entails("role", "x", "x", per=CASE, when=act.told_ineligible, then=the(ACTOR, party.us_person))
    found = related(Entity(CASE, "act", {"actor.told_ineligible_by_bis": TRUE}), [role])
    assert found.derived.keys() == {("act/other actor/party", "party.us_person")}
    assert verdict(party.us_person, {PARTY: _actor(found.entity)}).truth is TRUE


def test_parts_that_say_the_same_stay_alike() -> None:
    made = {"source.roles": members("manufactured")}
    maker = Entity(PARTY, "maker", {"party.organised_in": one_of("CN")})
    values: dict[str, Value] = {"part.kind": one_of("hardware")}
    parts = [
        Entity(PART, f"p{i}", values, {SOURCE: Listing([Entity(SOURCE, f"p{i}/s", made, carried=maker)], True)})
        for i in range(60)
    ]
    found = related(Entity(CASE, "act", {}, {PART: Listing(parts, True)}), PARTY_RELATIONS).entity
    elements = found.children[PART].elements
    assert len(elements) == 60
    assert [each.key for each in elements] == [f"p{i}" for i in range(60)]
    assert len(classes(elements)[0]) == 1
    for each in elements:
        carried = each.children[SOURCE].elements[0].carried
        assert carried is not None
        assert value_of(carried, party.natural_person) is FALSE
