"""What `check` makes of a dossier: dates, answers, constructions, duties, implied acts, goods, bills."""

from __future__ import annotations

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pratique.errors import InvalidInput, UsageError
from pratique.usecases.answer.answer import Answer, DutyOut
from pratique.usecases.check import check
from tests.running import EXAMPLES

KNOWN = date(2026, 11, 22)
SHANGHAI = EXAMPLES / "shanghai-app" / "dossier.toml"
SALE = {
    "id": "s",
    "act": "sale",
    "role": "manufacturer",
    "actor": "maker",
    "date": "2026-11-22",
    "into": "US",
    "vehicle": "v",
}
VEHICLE = {
    "id": "v", "model_year": 2027, "gvwr": "2000 kg", "mechanical_power": True, "primarily_public_road": True,
    "rail_only": False, "networked_hardware_with_software": True, "communicates_wirelessly": True, "completed": True,
    "new": True, "automation_level": 2, "parts_complete": True,
}  # fmt: skip
APP = {
    "ref": "app", "sources_complete": True,
    "sources": [
        {"party": "supplier", "roles": ["developed", "supplied"], "facts": {"source.only_by_citizenship": False}},
    ],
    "kind": "software", "software_class": "application", "on_primary_processor": True, "software_enables": ["VCS"],
    "foreign_interest": True, "supplier_on_approved_list": False, "open_source": False,
    "last_designed_or_supplied": "2026-06-15",
}  # fmt: skip
LINKED = {"id": "supplier", "name": "Shanghai Apps", "natural_person": False, "organised_in": "CN"}
UNLINKED = {
    "id": "supplier", "name": "Munich Apps", "natural_person": False, "organised_in": "DE", "headquartered_in": "DE",
    "principal_place_of_business": "DE", "acts_for_prc_or_russia": False, "controlled_from_prc_or_russia": False,
}  # fmt: skip
MAKER = {**UNLINKED, "id": "maker", "name": "Maker", "organised_in": "US", "headquartered_in": "US",
         "principal_place_of_business": "US"}  # fmt: skip
FACTS = {
    "authorization.specific_granted": False, "authorization.personal_use": False, "actor.informed_by_bis": False,
    "actor.told_ineligible_by_bis": False, "act.purpose": "other",
}  # fmt: skip


def dossier(supplier: dict[str, Any], **more: Any) -> dict[str, Any]:
    data = {
        "parties": [supplier, MAKER],
        "vehicles": [{**VEHICLE, "parts": [APP]}],
        "transactions": [SALE],
        "facts": FACTS,
        **more,
    }
    return copy.deepcopy(data)


def asked(data: dict[str, Any] | Path, **options: Any) -> Answer:
    return check(data, known_on=options.pop("known_on", KNOWN), **options)


def verdict(answer: Answer) -> tuple[str, str]:
    return answer.verdict.best, answer.verdict.worst


def test_a_linked_supplier_bars_and_an_unlinked_does_not() -> None:
    assert verdict(asked(dossier(LINKED))) == ("prohibited", "prohibited")
    assert asked(dossier(UNLINKED)).verdict.worst != "prohibited"


def test_two_sources_that_differ_leave_the_question_open() -> None:
    found = asked(
        dossier(
            LINKED, answers=[{"entity": "supplier", "fact": "party.organised_in", "value": "DE", "by": "a clerk"}]
        )
    )
    assert found.verdict.worst == "prohibited"
    assert found.verdict.best != "prohibited"
    (note,) = found.conflicts
    assert note.about == "supplier party.organised_in"
    assert "a clerk" in note.note
    assert "CN" in note.note
    assert "DE" in note.note
    assert any(each.name == "party.organised_in" and each.entity == "supplier" for each in found.open_facts)


def test_an_expired_answer_opens_the_question_again() -> None:
    quiet = {key: value for key, value in UNLINKED.items() if key != "controlled_from_prc_or_russia"}
    answer = {"entity": "supplier", "fact": "party.controlled_from_prc_or_russia", "value": False, "by": "registry",
              "basis": "registry", "document": "extract.pdf", "expires_on": "2026-12-01"}  # fmt: skip
    data = dossier(quiet, answers=[answer])
    assert asked(data).verdict.worst != "prohibited"
    late = asked(data, known_on=date(2026, 12, 2))
    assert late.verdict.worst == "prohibited"
    assert any("Expired on 2026-12-01" in note.note for note in late.conflicts)


def test_answers_reach_parts_by_ref_and_state_their_basis() -> None:
    part = copy.deepcopy(APP)
    del part["foreign_interest"]
    answers = [
        {"entity": "app", "fact": "part.foreign_interest", "value": True, "by": "counsel", "basis": "documented"}
    ]
    data = dossier(LINKED, vehicles=[{**VEHICLE, "parts": [part]}])
    assert asked(data).verdict.best != "prohibited"
    found = asked({**data, "answers": answers})
    assert verdict(found) == ("prohibited", "prohibited")
    facts = [fact for each in found.decided_by for reason in each.because for fact in reason.facts]
    assert ("documented", "counsel") in {(f.basis, f.source) for f in facts if f.name == "part.foreign_interest"}
    assert found.weakest_basis == "asserted"


@pytest.mark.parametrize("entity", ["ap", "supplyer", "v/app/source 2"])
def test_an_answer_about_nothing_is_refused(entity: str) -> None:
    with pytest.raises(InvalidInput, match="There is nothing called"):
        asked(dossier(LINKED, answers=[{"entity": entity, "fact": "part.foreign_interest", "value": True}]))


@pytest.mark.parametrize(
    ("table", "name"),
    [("parties", "part.kind"), ("vehicles", "party.organised_in"), ("transactions", "source.roles")],
)
def test_a_fact_of_another_kind_of_element_is_refused(table: str, name: str) -> None:
    data = dossier(LINKED)
    data[table][0] = {**data[table][0], "facts": {name: "?"}}
    with pytest.raises(InvalidInput, match="is read at a"):
        asked(data)


# --- the three dates -----------------------------------------------------------------------------------------


def test_on_overrides_the_day_of_every_act() -> None:
    before = asked(dossier(LINKED), on=date(2025, 3, 16))
    assert before.transactions[0].date == "2025-03-16"
    assert before.verdict.worst != "prohibited"
    assert verdict(asked(dossier(LINKED), on=date(2026, 11, 22))) == ("prohibited", "prohibited")


def test_law_on_is_what_was_published_and_not_the_day_of_the_act() -> None:
    early = asked(dossier(LINKED), law_on=date(2024, 1, 1))
    assert early.law_book.law_on == "2024-01-01"
    assert early.transactions[0].date == "2026-11-22"
    assert early.verdict.worst == "out of scope"
    later = asked(dossier(LINKED), law_on=date(2026, 11, 22))
    assert verdict(later) == ("prohibited", "prohibited")


def test_the_dossier_may_fix_dates_and_the_caller_wins() -> None:
    data = dossier(LINKED, known_on="2026-01-01", law_on="2026-06-01")
    found = check(data)
    assert (found.known_on, found.law_book.law_on) == ("2026-01-01", "2026-06-01")
    assert check(data, known_on=KNOWN).known_on == "2026-11-22"


def test_staleness_grows_with_known_on() -> None:
    fresh, old = asked(dossier(LINKED)), asked(dossier(LINKED), known_on=date(2028, 1, 1))
    assert "check for changes" not in fresh.staleness[0].note
    assert "check for changes" in old.staleness[0].note


# --- constructions -------------------------------------------------------------------------------------------

EMIGRANT = {"id": LINKED["id"], "natural_person": True, "citizen_of": ["CN"], "resident_in": ["US"],
            "us_citizen_or_permanent_resident": True, "acts_for_prc_or_russia": False}  # fmt: skip


def test_a_disputed_text_leaves_the_range_open_until_it_is_construed() -> None:
    data = dossier(EMIGRANT)
    open_ = asked(data)
    assert open_.verdict.worst == "prohibited"
    assert open_.verdict.best != "prohibited"
    assert "legal.us.cfr15_791d.us_residents" in {each.name for each in open_.open_facts}
    listed = asked(data, construe={"us.cfr15_791d.us_residents": "not_carved_out"})
    assert verdict(listed) == ("prohibited", "prohibited")
    assert listed.constructions == {"legal.us.cfr15_791d.us_residents": "not_carved_out"}
    assert asked(data, construe={"us.cfr15_791d.us_residents": "carved_out"}).verdict.worst != "prohibited"


def test_all_constructions_at_once() -> None:
    found = {word: asked(dossier(EMIGRANT), construe=word) for word in ("usual", "cautious")}
    for answer in found.values():
        assert not [each for each in answer.open_facts if each.legal]
        assert answer.constructions
    assert found["usual"].constructions != found["cautious"].constructions


def test_a_dossier_may_construe_and_a_wrong_name_is_refused() -> None:
    data = dossier(EMIGRANT, construe={"legal.us.cfr15_791d.us_residents": "not_carved_out"})
    assert verdict(asked(data)) == ("prohibited", "prohibited")
    for wrong in ({"us.cfr15_791d.us_resident": "not_carved_out"}, {"us.cfr15_791d.us_residents": "maybe"}):
        with pytest.raises(UsageError):
            asked(dossier(EMIGRANT), construe=wrong)


# --- duties and implied acts -----------------------------------------------------------------------------------


def declared(filed: str | dict[str, str], first_event: str = "2026-11-22") -> DutyOut:
    facts = {**FACTS, "declaration.filed": filed, "declaration.first_event": first_event}
    found = asked(dossier(UNLINKED, facts=facts))
    (duty,) = (each for each in found.duties if each.name == "declaration of conformity")
    return duty


def test_a_declaration_is_due_sixty_days_before_and_late_after() -> None:
    met, late, due = declared("2026-09-23"), declared("2026-09-24"), declared("none")
    assert (met.status, late.status, due.status) == ("met", "late", "due")
    assert {met.due, late.due, due.due} == {"2026-09-23"}
    assert met.earliest_act == "2026-11-22"
    assert late.earliest_act == "2026-11-23"
    assert declared({"min": "2026-09-01", "max": "2026-10-31"}).status == "open"


def test_a_late_duty_stands_beside_the_outcome() -> None:
    facts = {**FACTS, "declaration.filed": "2026-11-21", "declaration.first_event": "2026-11-22"}
    late = asked(dossier(UNLINKED, facts=facts))
    in_time = asked(dossier(UNLINKED, facts={**facts, "declaration.filed": "2026-01-02"}))
    assert late.verdict == in_time.verdict


def test_an_import_is_implied_unless_the_car_is_made_there() -> None:
    assert [each.act for each in asked(dossier(UNLINKED)).implied] == ["import"]
    assert not asked(dossier(UNLINKED, transactions=[{**SALE, "out_of": "US"}])).implied
    brought = {**SALE, "id": "i", "act": "import", "role": "importer", "out_of": "DE"}
    assert not asked(dossier(UNLINKED, transactions=[SALE, brought])).implied
    assert [each.act for each in asked(dossier(UNLINKED, transactions=[brought])).implied] == ["sale"]


# --- parts, goods, bills, transactions -------------------------------------------------------------------------


def test_goods_of_a_vehicle_that_is_sold_leave_nothing_out() -> None:
    clean = {**copy.deepcopy(APP), "ref": "clean", "sources": [{"party": "maker", "roles": ["developed"]}]}
    two = [{**VEHICLE, "parts": [APP, clean]}]
    both = asked(dossier(LINKED, vehicles=two))
    one = asked(dossier(LINKED, vehicles=two, transactions=[{**SALE, "goods": ["clean"]}]))
    assert verdict(both) == verdict(one) == ("prohibited", "prohibited")
    alone = {**SALE, "goods": ["clean"], "facts": {"act.concerns_vehicle": False}}
    units = asked(dossier(LINKED, vehicles=two, transactions=[alone]))
    assert verdict(units) == ("clear with duties", "prohibited")  # a sale is of the vehicle: which is wrong is open
    lines = {line.key: line.verdict for each in units.transactions[0].instruments for line in each.lines}
    assert [lines[each].worst for each in ("v/clean", "s/other part")] == ["clear", "prohibited"]
    assert any("not of app" in each.note for each in units.findings)


def test_the_worse_of_two_acts_decides_and_each_keeps_its_own() -> None:
    second = {**VEHICLE, "id": "w", "parts": []}
    acts = [SALE, {**SALE, "id": "t", "vehicle": "w"}]
    found = asked(dossier(LINKED, vehicles=[{**VEHICLE, "parts": [APP]}, second], transactions=acts))
    assert verdict(found) == ("prohibited", "prohibited")
    by_id = {each.id: each.verdict for each in found.transactions}
    assert by_id["s"].best == "prohibited"
    assert by_id["t"].best != "prohibited"


def test_parts_at_the_top_are_those_of_a_vehicle_that_lists_none() -> None:
    data = dossier(LINKED, vehicles=[VEHICLE], parts=[APP])
    assert verdict(asked(data)) == ("prohibited", "prohibited")


def test_parts_that_no_act_reads_are_refused() -> None:
    with pytest.raises(InvalidInput, match="belong to no act"):
        asked(dossier(UNLINKED, parts=[{**APP, "ref": "lost"}]))


def bill(serial: int, *names: str) -> str:
    parts = [
        {"type": "application", "name": name, "version": "1", "bom-ref": name, "supplier": {"name": "Shanghai Apps"}}
        for name in names
    ]
    return json.dumps({
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": parts,
        "serialNumber": f"urn:uuid:3e671687-395b-41f5-a30f-a58921a6900{serial}",
    })  # fmt: skip


def test_several_bills_are_one_vehicle_and_a_supplier_is_asked_about_once(tmp_path: Path) -> None:
    (tmp_path / "a.cdx.json").write_text(bill(1, "one", "two"))
    (tmp_path / "b.cdx.json").write_text(bill(2, "three"))
    anonymous = {"id": "supplier", "name": "Shanghai Apps", "natural_person": False}
    data = dossier(anonymous, vehicles=[{**VEHICLE, "boms": ["a.cdx.json", "b.cdx.json"]}])
    (tmp_path / "d.json").write_text(json.dumps(data))
    found = asked(tmp_path / "d.json")
    labels = {line.label for each in found.transactions[0].instruments for line in each.lines}
    assert {"one 1", "two 1", "three 1"} <= labels
    where = [
        each.entity for each in found.open_facts if each.name == "party.organised_in" and "Shanghai" in each.label
    ]
    assert where == ["supplier"]


def test_what_a_bill_and_the_dossier_say_of_one_party_may_conflict(tmp_path: Path) -> None:
    supplier = {"name": "Shanghai Apps", "properties": []}
    plain = json.loads(bill(1, "one"))
    plain["components"][0]["supplier"] = supplier
    plain["components"][0]["properties"] = [{"name": "pratique:fact:part.kind", "value": "software"}]
    (tmp_path / "a.cdx.json").write_text(json.dumps(plain))
    data = dossier(LINKED, vehicles=[{**VEHICLE, "boms": ["a.cdx.json"]}])
    data["answers"] = [{"entity": "one", "fact": "part.kind", "value": "hardware", "by": "a clerk"}]
    (tmp_path / "d.json").write_text(json.dumps(data))
    found = asked(tmp_path / "d.json")
    assert any("part.kind" in note.about and "a clerk" in note.note for note in found.conflicts)


def test_an_act_that_nothing_concerns_is_named_beside_others() -> None:
    far = {**SALE, "id": "far", "into": "AQ"}
    found = asked(dossier(LINKED, transactions=[SALE, far]))
    assert found.not_examined[0].about == "far: sale into AQ"
    with pytest.raises(UsageError, match="nothing is cleared"):
        asked(dossier(LINKED, transactions=[far]))


def test_where_many_parts_come_out_alike_every_supplier_is_asked_about(tmp_path: Path) -> None:
    parts = [
        {
            **APP,
            "ref": f"app {number}",
            "sources": [{**APP["sources"][0], "party": ("supplier", "other")[number % 2]}],
        }
        for number in range(70)
    ]
    data = dossier({"id": "supplier", "name": "A"}, vehicles=[{**VEHICLE, "parts": parts}])
    data["parties"].append({"id": "other", "name": "B"})
    found = asked(data)
    assert verdict(found)[1] == "prohibited"
    about = {one.entity for one in found.open_facts if one.name == "party.controlled_from_prc_or_russia"}
    assert about == {"supplier", "other"}


def test_a_line_that_an_answer_tells_more_of_is_decided_apart(tmp_path: Path) -> None:
    """Lines of one shape are decided once; one of which the dossier says more is none of them."""
    lines = [f"part {number}" for number in range(40)]
    (tmp_path / "a.cdx.json").write_text(bill(1, *lines))
    data = dossier({"id": "nobody"}, vehicles=[{**VEHICLE, "boms": ["a.cdx.json"]}])
    (tmp_path / "dossier.json").write_text(json.dumps(data))
    silent = asked(tmp_path / "dossier.json")
    key = silent.transactions[0].instruments[0].lines[7].key
    data["answers"] = [
        {"entity": key, "fact": name, "value": value, "basis": "attested"}
        for name, value in (("part.kind", "software"), ("part.software_enables", []))
    ]
    (tmp_path / "dossier.json").write_text(json.dumps(data))
    told = asked(tmp_path / "dossier.json")
    changed = [
        now.key
        for now in told.transactions[0].instruments[0].lines
        if now.verdict.worst
        != next(b.verdict.worst for b in silent.transactions[0].instruments[0].lines if b.key == now.key)
    ]
    assert changed == [key]
