"""Relations, conclusions and presumptions, at the door: what `check` says, in every format."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import pratique
from pratique.errors import UsageError
from pratique.law import book as law_book
from pratique.law.book import Book
from pratique.law.export import export_book, read_book
from pratique.logic.relations import contradicts
from pratique.reports.html import html
from pratique.reports.markdown import markdown
from pratique.reports.sarif import sarif
from pratique.reports.text import text
from pratique.usecases.book.prove_relations import proofs_of_relations
from pratique.usecases.check import check
from pratique.usecases.missing.needs import needs

SALE: dict[str, Any] = {
    "title": "sale",
    "known_on": "2026-11-28",
    "parties": [
        {"id": "oem", "organised_in": "US", "headquartered_in": "US", "us_person": True,
         "principal_place_of_business": "US", "acts_for_prc_or_russia": False,
         "controlled_from_prc_or_russia": False},
        {"id": "dev", "organised_in": "CN"},
    ],
    "vehicles": [{
        "id": "car", "model_year": 2027, "new": True, "parts_complete": True, "completed_connected_vehicle": True,
        "parts": [{
            "ref": "app", "kind": "software", "sources_complete": True,
            "sources": [{"party": "dev", "roles": ["developed"]}],
        }],
    }],
    "transactions": [{"id": "sale", "act": "sale", "role": "manufacturer", "actor": "oem", "date": "2026-11-28",
                      "into": "US", "vehicle": "car"}],
    "facts": {"authorization.specific_granted": False, "actor.informed_by_bis": False},
}  # fmt: skip


def _sale(**part: Any) -> dict[str, Any]:
    made = deepcopy(SALE)
    made["vehicles"][0]["parts"][0].update(part)
    return made


def test_a_conclusion_stands_for_its_elements_with_source_and_basis() -> None:
    open_one = check(_sale(), construe="usual")
    said = {"value": True, "basis": "documented", "source": "opinion 7"}
    answer = check(_sale(covered_software=said), construe="usual")
    assert (open_one.verdict.best, open_one.verdict.worst) != (answer.verdict.best, answer.verdict.worst)
    assert answer.verdict.worst == "prohibited"
    (stated,) = [each for each in answer.concluded if each.fact == "part.covered_software"]
    assert (stated.value, stated.basis, stated.source) == ("yes", "documented", "opinion 7")
    assert not [each for each in answer.open_facts if each.name == "part.on_primary_processor"]


def test_a_conclusion_that_it_is_not_takes_the_part_out() -> None:
    answer = check(_sale(covered_software=False), construe="usual")
    assert answer.verdict.worst not in ("prohibited", "licence required")


def test_a_conclusion_against_its_elements_is_a_contradiction() -> None:
    answer = check(_sale(covered_software=False, vcs_hardware="not_stated", foreign_interest=True,
                         on_primary_processor=True, software_enables=["VCS"], software_class="application",
                         open_source=False, last_supplied="2026-11-01", altered_by_linked_person_since_cutoff=True),
                   construe="usual")  # fmt: skip
    assert any("part.covered_software" in each.relation for each in answer.contradictions)
    assert answer.verdict.worst == "prohibited"


@pytest.mark.parametrize(
    "more", [{"foreign_interest": False}, {"altered_by_linked_person_since_cutoff": False, "maintains": True}]
)
def test_facts_that_cannot_both_be_never_clear(more: dict[str, Any]) -> None:
    maintains = more.pop("maintains", False)
    made = _sale(on_primary_processor=True, software_enables=["VCS"], software_class="application", open_source=False,
                 last_designed_or_supplied="2025-12-31", **{"foreign_interest": True, **more})  # fmt: skip
    if maintains:
        made["vehicles"][0]["parts"][0]["sources"][0]["roles"] = ["developed", "maintains"]
    answer = check(made, construe="usual")
    assert answer.contradictions
    assert answer.exit_status != 0
    assert answer.verdict.worst == "prohibited"
    asked = {each.name for each in answer.open_facts}
    assert asked <= {each.name for one in answer.contradictions for each in one.members}


def test_the_answer_lies_within_what_every_repair_gives() -> None:
    facts = {"on_primary_processor": True, "software_enables": ["VCS"], "software_class": "application",
             "open_source": False, "last_designed_or_supplied": "2026-11-01"}  # fmt: skip
    doubtful = check(_sale(foreign_interest=False, **facts), construe="usual")
    repairs = [_sale(**facts), _sale(foreign_interest=False, **facts)]
    del repairs[1]["parties"][1]["organised_in"]
    order = [outcome.words for outcome in pratique.law.outcome.Outcome]
    for repair in repairs:
        found = check(repair, construe="usual")
        assert not found.contradictions
        assert order.index(doubtful.verdict.best) <= order.index(found.verdict.best)
        assert order.index(doubtful.verdict.worst) >= order.index(found.verdict.worst)


def test_what_follows_is_never_asked() -> None:
    found = needs(_sale())
    assert "party.natural_person" not in {each.fact for each in found.matters if each.entity in ("oem", "dev")}


def test_a_presumption_is_listed_revocable_and_without_effect_where_something_was_said() -> None:
    bare = deepcopy(SALE)
    del bare["facts"]["actor.informed_by_bis"]
    taken = check(bare, presume=["ordinary"]).taken_for_granted
    assert "actor.informed_by_bis" in {each.fact for each in taken}
    assert all(each.within == "ordinary" and each.leans in ("permits", "bars") for each in taken)
    revoked = check(bare, presume=["ordinary"], revoke=["actor.informed_by_bis"]).taken_for_granted
    assert "actor.informed_by_bis" not in {each.fact for each in revoked}
    bare["facts"]["actor.informed_by_bis"] = {"unknown": "not-asked"}
    assert "actor.informed_by_bis" not in {each.fact for each in check(bare, presume=["ordinary"]).taken_for_granted}
    bare["presume"] = "ordinary"
    assert check(bare).taken_for_granted
    assert not check(deepcopy(SALE)).taken_for_granted


def test_no_set_of_that_name_is_an_error_that_names_those_there_are() -> None:
    with pytest.raises(UsageError, match="ordinary"):
        check(SALE, presume=["everything"])
    with pytest.raises(UsageError, match="cannot be revoked"):
        check(SALE, presume=["ordinary"], revoke=["vehicle.model_year"])


def test_no_presumption_is_of_a_date_a_link_of_a_supplier_or_an_authorization() -> None:
    for relation in {each.name: each for one in law_book.load() for each in one.relations}.values():
        if relation.force != "taken for granted":
            continue
        plain = str(relation.then)
        assert relation.within
        assert relation.leans in ("permits", "bars")
        for never in ("act.date", "authorization.", "licence_held", "nac_", "permit_held", ".present"):
            assert never not in plain, relation.name
        if relation.within == "ordinary":
            assert "organised_in" not in plain
            assert "controlled_from" not in plain


def test_every_format_says_what_the_answer_rests_on() -> None:
    answer = check(_sale(foreign_interest=False, covered_software="yes"), presume=["ordinary"])
    pages = [text(answer), markdown(answer), html(answer), sarif(answer).decode(), answer.to_json().decode()]
    for page in pages:
        flat = " ".join(page.replace("\\", "").replace("<wbr>", "").split())
        assert "vehicle.mechanical_power" in flat or "vehicle.completed_connected_vehicle" in flat
        assert "part.covered_software" in flat
        assert "actor.told_ineligible_by_bis" in flat


def test_a_bar_that_only_an_exception_not_shown_could_lift_is_called_one() -> None:
    made = deepcopy(SALE)
    made["facts"] = {}
    made["vehicles"][0]["parts"][0]["covered_software"] = "yes"
    answer = check(made, construe="usual")
    assert answer.barred_unless
    assert text(answer).startswith("PROHIBITED UNLESS AN AUTHORIZATION IS IN HAND (2 ways)")
    other = replace(answer, barred_unless=(replace(answer.barred_unless[0], leaves="exempt"),))
    assert text(other).startswith("PROHIBITED UNLESS AN EXCEPTION APPLIES:")
    both = replace(answer, barred_unless=(*answer.barred_unless, *other.barred_unless))
    assert text(both).startswith("PROHIBITED UNLESS LIFTED (3 ways)")
    assert answer.exit_status == 3


def test_relations_are_in_the_hash_and_in_the_exported_book(tmp_path: Path) -> None:
    book = law_book.load(["us.cfr15_791d"])
    file = tmp_path / "book.json"
    file.write_bytes(export_book(book))
    read = read_book(file)
    assert read.hash == book.hash
    assert [each.name for each in read.instruments[0].relations] == [
        each.name for each in book.instruments[0].relations
    ]
    bare = Book((_without(book),))
    assert bare.hash != book.hash
    file.write_bytes(export_book(bare))
    assert "relations" not in json.loads(file.read_bytes())["instruments"][0]
    assert read_book(file).hash == bare.hash


def _without(book: Book) -> Any:
    from dataclasses import replace

    return replace(book.instruments[0], relations=())


def test_the_proofs_hold_and_find_a_relation_that_takes_a_case_away() -> None:
    pytest.importorskip("z3")
    from dataclasses import replace

    from pratique.facts import part
    from pratique.facts.kinds import PART

    instrument = law_book.load(["us.cfr15_791d"]).instruments[0]
    assert all(each.holds for each in proofs_of_relations(instrument))
    wrong = contradicts(
        "wrong", "x", "x", per=PART, when=part.kind.is_("hardware"), then=part.programmable, why="definition"
    )
    broken = list(proofs_of_relations(replace(instrument, relations=(*instrument.relations, wrong))))
    failing = {each.claim for each in broken if not each.holds}
    assert "its relations take no case away that a rule is about" in failing
    assert "the relation follows from the definitions" in failing


CHIP: dict[str, Any] = {
    "known_on": "2026-11-28",
    "parties": [{"id": "buyer", "organised_in": "CN", "headquartered_in": "CN"}],
    "transactions": [{
        "id": "export", "act": "export", "date": "2026-06-01", "into": "CN", "out_of": "US", "parts_complete": True,
        "parties": {"consignee": "buyer", "end_user": "buyer"},
        "parts": [{"ref": "gpu", "facts": {"item.kind": "circuit", "chip.data_center": True}}],
    }],
    "facts": {"export.licence_held": False},
}  # fmt: skip


def _chip(**facts: Any) -> dict[str, Any]:
    made = deepcopy(CHIP)
    made["transactions"][0]["parts"][0]["facts"].update({f"item.{name}": value for name, value in facts.items()})
    return made


@pytest.mark.parametrize("said", [{"eccn": "3A090.a"}, {"tpp": 5000}, {"tpp": 2000, "performance_density": 6}])
def test_a_stated_number_or_performance_stands_for_the_figures(said: dict[str, Any]) -> None:
    assert not check(_chip(), presume=["ordinary"]).concluded
    answer = check(_chip(**said), presume=["ordinary"])
    assert answer.verdict.worst == answer.verdict.best == "licence required"
    assert {each.fact for each in answer.concluded} == {f"item.{name}" for name in said}


def test_a_number_against_the_performance_is_a_contradiction() -> None:
    answer = check(_chip(eccn="EAR99", tpp=9000), presume=["ordinary"])
    assert answer.contradictions
    assert answer.verdict.worst == "licence required"
    assert answer.exit_status != 0


def test_a_purchaser_who_is_named_is_another_recipient() -> None:
    made = _chip(tpp=100, performance_density=1)
    made["facts"]["export.has_other_recipients"] = False
    made["parties"].append({"id": "middle", "organised_in": "SG"})
    made["transactions"][0]["parties"]["purchaser"] = "middle"
    answer = check(made)
    told = [each.about for each in answer.conflicts] + [each.relation for each in answer.contradictions]
    assert any("other_recipients" in each for each in told)


def test_the_book_shows_its_relations() -> None:
    from pratique.reports.relations import relation_lines
    from pratique.usecases.book.relations import relations_in

    told = relations_in(law_book.load(["us.ear", "cn.data"]))
    assert {each.force for each in told} == {"entails", "contradicts", "look again", "taken for granted"}
    lines = " ".join(" ".join(relation_lines(told)).split())
    assert all(each.name in lines for each in told)
    with pytest.raises(UsageError, match="no instrument"):
        relations_in(law_book.load(["us.ear"]), "us.nothing")


def test_every_instrument_has_relations_of_its_facts() -> None:
    bare = {each.id for each in law_book.load() if not each.relations}
    assert not bare
