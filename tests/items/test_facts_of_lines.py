"""What a line says becomes values, sources and parties exactly as far as it goes."""

from __future__ import annotations

from datetime import date

import pytest

from pratique.facts.kinds import PARTY, SOURCE
from pratique.facts.source import ROLES
from pratique.logic.intervals import INFINITY, Interval
from pratique.logic.truth import FALSE, TRUE
from pratique.logic.values import NONE, Members, Span, between, one_of, point

from .bills import codes, component, line, read

LEI = "529900GRZ2BQY5ZM9N49"
MAX = "part.radio_frequency_max"


@pytest.mark.parametrize(
    ("type_", "values"),
    [
        ("device", {"part.kind": one_of("hardware")}),
        ("firmware", {"part.kind": one_of("software")}),
        ("library", {"part.kind": one_of("software")}),
        ("application", {"part.kind": one_of("software"), "part.software_class": one_of("application")}),
        ("operating-system", {"part.kind": one_of("software"), "part.software_class": one_of("system")}),
        ("platform", {}),
        ("machine-learning-model", {}),
    ],
)
def test_a_type_says_what_it_says_and_firmware_does_not_exclude_itself(type_, values):
    assert dict(line(type=type_).entity.values) == values


def test_absent_is_unknown_and_lists_stay_open():
    made = line().entity
    assert dict(made.values) == {"part.kind": one_of("hardware")}
    assert made.listing(SOURCE).elements == []
    assert not made.listing(SOURCE).closed


@pytest.mark.parametrize(
    ("properties", "value"),
    [
        ([("radio:0:band-hz", "[703000000,3800000000]")], between(3800000000, None)),
        ([("radio:0:band-hz", "[10001,10002]"), ("radio:1:band-hz", "?")], between(10002, None)),
        (
            [("radio:0:band-hz", "[10001,10002]"), ("radio:1:band-hz", "[10005,10009]"), ("radio:complete", "true")],
            point(10009),
        ),
        ([("radio:0:band-hz", "[10001,10002)"), ("radio:complete", "true")], between(10001, 10002, high_open=True)),
        ([("radio:0:band-hz", "[450000000,)")], between(450000000, None)),
        ([("radio:0:band-hz", "?")], None),
        (
            [("radio:0:band-hz", "[10001,10002]"), ("radio:1:band-hz", "?"), ("radio:complete", "true")],
            between(10002, None),
        ),
        ([("radio", "none")], NONE),
        ([("radio:0:band-hz", "none"), ("radio:1:band-hz", "?")], None),
        ([], None),
    ],
)
def test_bands_bound_the_highest_frequency_from_below_unless_all_are_stated(properties, value):
    assert line(*properties).entity.values.get(MAX) == value


def test_a_radio_and_no_radio_is_an_error_and_states_nothing():
    bill = read(component(("radio:0:band-hz", "[10001,10002]"), ("radio", "none")))
    assert codes(bill) == ["bill.property.value"]
    assert MAX not in bill.lines[0].entity.values


def test_function_codes_say_what_is_served_and_never_that_nothing_else_is():
    device = line(("function:code", "vcs.cellular"), ("function:code", "tpms")).entity.values["part.functions"]
    assert isinstance(device, Members)
    assert device.must == {"communication", "sensing"}
    assert device.may > device.must
    software = line(("function:code", "ads.planning"), type="library").entity.values
    assert software["part.software_enables"].must == {"ADS"}
    assert "part.functions" not in software


@pytest.mark.parametrize(
    ("day", "value"), [("2026-03-17", FALSE), ("2026-03", None), ("2026-03-18", None), ("?", None)]
)
def test_last_maintenance_before_the_day_settles_that_nobody_altered_it_since(day, value):
    made = line(("date:last-maintained", day), type="library").entity
    assert made.values.get("part.altered_by_linked_person_since_cutoff") == value


def test_open_source_follows_from_the_licence_class_alone():
    assert line(("source:licence-class", "open")).entity.values["part.open_source"] is TRUE
    assert line(("source:licence-class", "proprietary")).entity.values["part.open_source"] is FALSE
    assert "part.open_source" not in line(("source:licence-class", "mixed")).entity.values
    assert line(("source:publicly-available", "false")).entity.values["part.open_source"] is FALSE
    assert "part.open_source" not in line(("source:publicly-available", "true")).entity.values
    assert "part.open_source" not in line(licenses=[{"license": {"id": "MIT"}}]).entity.values


def test_any_fact_of_a_part_by_its_full_name():
    made = line(("fact:part.model_year", "[2027,2029]"), ("fact:part.programmable", "true")).entity
    assert made.values["part.model_year"] == between(2027, 2029)
    assert made.values["part.programmable"] is TRUE


def test_two_values_for_one_fact_are_unknown_with_both_kept():
    bill = read(component(("fact:part.model_year", "2027"), ("fact:part.model_year", "2028")))
    assert codes(bill) == ["bill.conflict"]
    shape = bill.lines[0].shape
    assert "part.model_year" not in shape.values
    assert [name for name, _ in shape.notes] == ["conflict:part.model_year"] * 2


def test_two_values_of_which_one_says_more_agree():
    bill = read(component(("fact:part.model_year", "[2026,2030]"), ("fact:part.model_year", "2028")))
    assert codes(bill) == []
    assert bill.lines[0].shape.values["part.model_year"] == point(2028)


def test_three_different_values_stay_unknown():
    years = [("fact:part.model_year", str(year)) for year in (2027, 2028, 2027)]
    assert "part.model_year" not in line(*years).entity.values


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("fact:part.modelyear", "pratique:fact:part.model_year"),
        ("radio:0:band", "pratique:radio:0:band-hz"),
        ("party:developer:nam", "pratique:party:developer:name"),
        ("date:last-maintaned", "pratique:date:last-maintained"),
    ],
)
def test_unknown_names_offer_the_nearest(name, near):
    bill = read(component((name, "1")))
    assert codes(bill) == ["bill.property.unknown"]
    assert near in bill.findings.items[0].next_step


def test_a_reason_for_not_knowing_is_kept_and_a_made_up_one_refused():
    kept = line(("radio:0:band-hz", "?"), ("unknown:pratique:radio:0:band-hz", "asked-no-reply"))
    assert ("pratique:unknown:pratique:radio:0:band-hz", "asked-no-reply") in kept.shape.notes
    assert codes(read(component(("unknown:x", "forgot")))) == ["bill.property.value"]


# --- sources and parties ------------------------------------------------------------------------------------------


def sources(made):
    return made.entity.listing(SOURCE).elements


def test_roles_are_surely_those_named_and_possibly_all():
    made = line(
        ("party:developer:name", "Dev"), manufacturer={"name": "Maker"}, supplier={"name": "Maker"}
    )  # fmt: skip
    maker, developer = sources(made)
    assert maker.values["source.roles"] == Members(frozenset({"manufactured", "supplied"}), frozenset(ROLES))
    assert developer.values["source.roles"].must == {"developed"}
    assert maker.carried.kind is PARTY
    assert not made.entity.listing(SOURCE).closed


def test_one_party_is_one_element_however_many_lines_name_it():
    bill = read(*(component(name=str(n), supplier={"name": " ACME  gmbh" if n else "Acme GmbH"}) for n in range(3)))
    parties = {id(source.carried) for each in bill.lines for source in sources(each)}
    assert len(parties) == 1
    assert len({source.key for each in bill.lines for source in sources(each)}) == 3


def test_a_lei_names_a_party_and_a_wrong_one_does_not():
    good = line(("party:supplier:lei", LEI), supplier={"name": "A"})
    assert sources(good)[0].carried.key == f"lei:{LEI}"
    bill = read(component(("party:supplier:lei", LEI[:-1] + "0"), supplier={"name": "A"}))
    assert codes(bill) == ["bill.party.lei"]
    assert sources(bill.lines[0])[0].carried.key == "party:a|?"


def test_an_address_is_evidence_and_a_stated_country_a_fact():
    bill = read(
        component(
            ("party:developer:name", "D"), ("party:developer:country", "CN"),
            ("party:developer:hq-country", "one-of(DE|FR)"),
            manufacturer={"name": "M", "address": {"country": "CN", "locality": "Shenzhen"}},
        )
    )  # fmt: skip
    maker, developer = (source.carried for source in sources(bill.lines[0]))
    assert dict(maker.values) == {}
    record = next(each for each in bill.parties.values() if each.name == "M")
    assert (record.addresses[0].country, record.addresses[0].text) == ("CN", "Shenzhen")
    assert dict(developer.values) == {
        "party.organised_in": one_of("CN"), "party.headquartered_in": one_of("DE", "FR")
    }  # fmt: skip


def test_a_role_without_a_name_is_a_party_of_its_own_for_each_part():
    bill = read(*(component(("party:maintainer:country", "CN"), name=n) for n in "ab"))
    first, second = (sources(each)[0].carried for each in bill.lines)
    assert first.key != second.key
    assert first.values == second.values == {"party.organised_in": one_of("CN")}
    assert bill.lines[0].shape is bill.lines[1].shape


@pytest.mark.parametrize("name", ["", "?", "NOASSERTION", "unknown"])
def test_what_names_nobody_is_a_source_of_whom_nothing_is_known(name):
    (source,) = sources(line(supplier={"name": name}))
    assert source.values["source.roles"].must == {"supplied"}
    assert dict(source.carried.values) == {}


def test_several_parties_in_one_role_need_numbers_for_their_details():
    named = [("party:developer:name", "A"), ("party:developer:name", "B")]
    assert len(sources(line(*named))) == 2
    assert codes(read(component(*named, ("party:developer:country", "CN")))) == ["bill.party.ambiguous"]
    numbered = line(
        ("party:developer:0:name", "A"), ("party:developer:0:country", "CN"), ("party:developer:1:name", "B"),
    )  # fmt: skip
    assert [dict(s.carried.values) for s in sources(numbered)] == [{"party.organised_in": one_of("CN")}, {}]


def test_what_two_lines_say_differently_of_one_party_is_unknown():
    bill = read(
        component(("party:supplier:lei", LEI), ("party:supplier:country", "CN")),
        component(("party:supplier:lei", LEI), ("party:supplier:country", "DE"), name="b"),
        component(("party:supplier:lei", LEI), ("party:supplier:country", "CN"), name="c"),
    )
    assert codes(bill) == ["bill.party.conflict"]
    assert dict(bill.parties[f"lei:{LEI}"].entity.values) == {}


def test_a_party_of_the_declarations_is_found_by_its_reference():
    targets = {"organizations": [{"bom-ref": "org", "name": "Target Ltd"}]}
    bill = read(component(("party:developer:ref", "org")), declarations={"targets": targets})
    assert sources(bill.lines[0])[0].carried.key == "party:target ltd|?"
    assert codes(read(component(("party:developer:ref", "gone")))) == ["bill.party.ref"]


def test_sources_are_closed_only_where_it_is_said():
    assert line(("sources", "complete")).entity.listing(SOURCE).closed
    assert not line(("sources", "incomplete")).entity.listing(SOURCE).closed


# --- the bill -----------------------------------------------------------------------------------------------------


def test_equal_lines_share_one_shape_and_one_mapping_of_values():
    bill = read(
        *(component(("fact:part.programmable", "true"), name=str(n), supplier={"name": "S"}) for n in range(50))
    )
    assert len({id(each.shape) for each in bill.lines}) == 1
    assert len({id(each.entity.values) for each in bill.lines}) == 1
    assert bill.lines[0].entity is bill.lines[0].entity
    assert len({each.entity.key for each in bill.lines}) == 50


def test_lines_nest_and_depend_by_edges_of_two_kinds():
    child = component(name="child", type="library", **{"bom-ref": "c"})
    bill = read(
        component(name="top", components=[child], **{"bom-ref": "t"}), component(name="next"),
        dependencies=[{"ref": "t", "dependsOn": ["c", "elsewhere"]}],
    )  # fmt: skip
    assert [(each.name, each.parent, each.pointer) for each in bill.lines] == [
        ("top", None, "/components/0"), ("child", 0, "/components/0/components/0"), ("next", None, "/components/1"),
    ]  # fmt: skip
    assert [(edge.kind, edge.source, edge.target) for edge in bill.edges] == [
        ("depends on", "t", "c"), ("depends on", "t", "elsewhere"),
    ]  # fmt: skip
    assert codes(bill) == ["bill.outside"]


@pytest.mark.parametrize(
    ("complete", "closed"),
    [(["v", "a", "b"], True), (["v", "a"], False), (["v"], False), ([], False)],
)
def test_only_complete_compositions_of_every_line_close_the_bill(complete, closed):
    parts = [component(name=n, **{"bom-ref": n}) for n in "ab"]
    subject = component(name="v", type="platform", **{"bom-ref": "v"})
    compositions = [
        {"aggregate": "complete", "assemblies": complete},
        {"aggregate": "incomplete", "assemblies": ["x"]},
    ]
    assert read(*parts, metadata={"component": subject}, compositions=compositions).closed is closed


def test_the_vehicle_is_no_part_of_itself_and_a_unit_is():
    vehicle = component(
        ("vehicle:model-year", "2027"), ("automation:sae-level", "[2,3]"), type="platform", name="car"
    )
    bill = read(component(), metadata={"component": vehicle})
    assert bill.values == {"vehicle.model_year": point(2027), "vehicle.automation_level": between(2, 3)}
    assert len(bill.parts.elements) == 1
    unit = component(("vehicle:model-year", "2027"), name="tcu")
    bill = read(component(), metadata={"component": unit})
    assert bill.values == {}
    assert len(bill.parts.elements) == 2
    assert bill.lines[0].entity.values["part.model_year"] == point(2027)


def test_a_day_known_to_the_month_stays_a_span():
    made = line(("fact:part.last_designed_or_supplied", "2026-02"), type="library")
    first, last = date(2026, 2, 1).toordinal(), date(2026, 2, 28).toordinal()
    for verb in ("designed", "developed", "manufactured", "supplied"):  # one day for all of them
        assert made.entity.values[f"part.last_{verb}"] == Span(Interval(first, last))


def test_an_fcc_identifier_is_seen():
    made = {
        "type": "device",
        "name": "n",
        "properties": [{"name": "cdx:device:certifications:US:FCC:id", "value": "X1"}],
    }
    assert read(made).lines[0].entity.values["part.has_fcc_id"] is TRUE


def test_no_bound_is_infinite_by_accident():
    value = line(("radio:0:band-hz", "[10001,10002]")).entity.values[MAX]
    assert isinstance(value, Span)
    assert value.interval.high == INFINITY
    assert value.interval.high_open
