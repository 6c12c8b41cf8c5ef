"""SPDX: originator before supplier, NOASSERTION apart from NONE, and the claims of CX-0158-1."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pratique.facts.kinds import SOURCE
from pratique.items.bill import Bill
from pratique.items.readers import read_bill
from pratique.logic.truth import FALSE, TRUE
from pratique.logic.values import one_of

from .bills import codes

CONTEXT = "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"


def spdx2(*packages: dict[str, Any], **fields: Any) -> Bill:
    named = [{"SPDXID": f"SPDXRef-{n}", "name": f"p{n}", **package} for n, package in enumerate(packages)]
    return read_bill(json.dumps({"spdxVersion": "SPDX-2.3", "packages": named, **fields}).encode(), name="b.json")


def spdx3(*elements: dict[str, Any]) -> Bill:
    return read_bill(json.dumps({"@context": CONTEXT, "@graph": list(elements)}).encode(), name="b.jsonld")


def roles(bill: Bill, index: int = 0) -> list[tuple[set[str], str]]:
    listed = bill.lines[index].entity.listing(SOURCE).elements
    return [(set(source.values["source.roles"].must), source.carried.key.rpartition("/")[2]) for source in listed]


def test_the_originator_made_it_and_the_supplier_handed_it_on():
    bill = spdx2(
        {
            "originator": "Organization: Maker (m@example.com)",
            "supplier": "Person: Jo",
            "primaryPackagePurpose": "DEVICE",
        },
        {"originator": "Organization: Maker"},
    )
    assert roles(bill) == [({"manufactured"}, "party:maker|?"), ({"supplied"}, "party:jo|?")]
    assert roles(bill, 1) == [({"developed"}, "party:maker|?")]
    assert bill.parties["party:maker|?"].entity.values["party.natural_person"] is FALSE
    assert bill.parties["party:jo|?"].entity.values["party.natural_person"] is TRUE


def test_no_assertion_and_none_are_kept_apart():
    bill = spdx2({"supplier": "NOASSERTION"}, {"supplier": "NONE"}, {})
    assert [line.shape.notes for line in bill.lines] == [(("supplier", "?"),), (("supplier", "none"),), ()]
    assert all(not line.shape.sources and not line.shape.sources_closed for line in bill.lines)


def test_a_package_that_contains_none_is_complete_and_no_assertion_is_not():
    related = [
        {"spdxElementId": "SPDXRef-0", "relationshipType": "CONTAINS", "relatedSpdxElement": "NONE"},
        {"spdxElementId": "SPDXRef-1", "relationshipType": "CONTAINS", "relatedSpdxElement": "NOASSERTION"},
    ]
    assert spdx2({}, {}, relationships=related).aggregates == {"SPDXRef-0": "complete"}


def test_facts_stand_in_annotations():
    bill = spdx2({"annotations": [{"comment": "pratique:fact:part.programmable=true"}, {"comment": "else"}]})
    assert bill.lines[0].entity.values["part.programmable"] is TRUE


def test_missing_fields_and_versions_are_found():
    data = {"spdxVersion": "SPDX-9", "packages": [{"name": "x"}, {"SPDXID": "y"}, 5]}
    bill = read_bill(json.dumps(data).encode())
    assert len(bill.lines) == 3
    assert {"spdx.spdxVersion", "spdx.package.SPDXID", "spdx.package.name", "json.type"} <= set(codes(bill))


def agent(kind: str = "Organization", **keys: Any) -> dict[str, Any]:
    return {"type": kind, "spdxId": "urn:a", "name": "Agent", **keys}


def package(**keys: Any) -> dict[str, Any]:
    return {"type": "software_Package", "spdxId": "urn:p", "name": "P", **keys}


SHAPES = [
    lambda keys: {f"compliance.icts.{name}": value for name, value in keys.items()},
    lambda keys: {"extension": [{"type": "x", **{f"compliance.icts.{name}": value for name, value in keys.items()}}]},
    lambda keys: {"extension": [{"compliance": {"icts": keys}}]},
    lambda keys: {"extension": [{"name": f"compliance.icts.{name}", "value": value} for name, value in keys.items()]},
]


@pytest.mark.parametrize("shape", SHAPES)
def test_verdicts_are_claims_in_whatever_shape_they_stand(shape):
    verdict = {"isCompliant": True, "isCoveredArtifact": False, "reasoning": "legacy", "signedOffBy": "QA"}
    bill = spdx3(package(**shape(verdict)))
    assert bill.format == "CX-0158-1"
    assert [(claim.name, claim.value, claim.signed_by) for claim in bill.lines[0].claims] == [
        ("compliance.icts.isCompliant", "true", "QA"), ("compliance.icts.isCoveredArtifact", "false", "QA"),
        ("compliance.icts.reasoning", "legacy", "QA"), ("compliance.icts.signedOffBy", "QA", "QA"),
    ]  # fmt: skip
    assert dict(bill.lines[0].entity.values) == {}


def test_an_agent_states_its_seat_and_no_flag_clears_it():
    keys = {"jurisdiction": "CN", "legalAddress": "DE", "isCoveredEntity": False, "underForeignDirection": False}
    bill = spdx3(package(suppliedBy="urn:a"), agent(**SHAPES[0](keys)))
    (record,) = bill.parties.values()
    assert dict(record.entity.values) == {
        "party.organised_in": one_of("CN"), "party.natural_person": FALSE
    }  # fmt: skip
    assert record.addresses[0].country == "DE"
    assert len(record.claims) == 3


def test_a_person_has_a_citizenship_and_perhaps_others():
    bill = spdx3(
        package(originatedBy=["urn:a"]), agent("Person", **SHAPES[0]({"nationality": "CN", "jurisdiction": "US"}))
    )
    (record,) = bill.parties.values()
    citizen = record.entity.values["party.citizen_of"]
    assert citizen.must == {"CN"}
    assert len(citizen.may) > 200
    assert "party.organised_in" not in record.entity.values


def test_an_anonymous_node_is_there_and_nothing_is_known_of_it():
    node = package(
        name="Anonymous node", spdxId="catena-x-sbom-option-1-" + "a" * 64, software_primaryPurpose="device",
        **{"compliance.icts.isCompliant": True},
    )  # fmt: skip
    (line,) = spdx3(node).lines
    assert line.shape.opaque
    assert dict(line.entity.values) == {}
    assert line.entity.listing(SOURCE).elements == []
    assert [claim.value for claim in line.claims] == ["true"]


def test_an_agent_that_is_not_there_is_unknown_and_not_clean():
    bill = spdx3(package(suppliedBy="urn:gone"))
    assert codes(bill) == ["spdx.agent.missing"]
    ((must, _),) = roles(bill)
    assert must == {"supplied"}


@pytest.mark.parametrize(
    ("individual", "note"),
    [
        ("https://spdx.org/rdf/3.0.1/terms/Core/NoAssertionElement", "?"),
        ("https://spdx.org/rdf/3.0.1/terms/Core/NoneElement", "none"),
    ],
)
def test_the_two_individuals_are_kept_apart(individual, note):
    (line,) = spdx3(package(suppliedBy=individual)).lines
    assert line.shape.notes == (("supplier", note),)
    assert not line.shape.sources


def test_who_modified_a_package_maintains_it():
    relation = {
        "type": "Relationship",
        "spdxId": "urn:r",
        "relationshipType": "modifiedBy",
        "from": "urn:p",
        "to": ["urn:a"],
    }
    assert roles(spdx3(package(), agent(), relation)) == [({"maintains"}, "party:agent|?")]


def test_containment_nests_and_completeness_closes():
    def contains(whole: str, part: str) -> dict[str, Any]:
        return {
            "type": "Relationship", "spdxId": f"urn:{whole}{part}", "relationshipType": "contains", "from": whole,
            "to": [part], "completeness": "complete",
        }  # fmt: skip

    none = "https://spdx.org/rdf/3.0.1/terms/Core/NoneElement"
    two = [package(), package(spdxId="urn:q", name="Q")]
    half = spdx3(*two, contains("urn:p", "urn:q"))
    assert [line.parent for line in half.lines] == [None, 0]
    assert not half.closed
    assert spdx3(*two, contains("urn:p", "urn:q"), contains("urn:q", none)).closed


TAGS = """SPDXVersion: SPDX-2.3
SPDXID: SPDXRef-DOCUMENT
DocumentName: build

PackageName: app
SPDXID: SPDXRef-app

FileName: ./main.c
SPDXID: SPDXRef-main
Annotator: Tool: pratique
AnnotationDate: 2026-11-22T00:00:00Z
AnnotationType: OTHER
SPDXREF: {whose}
AnnotationComment: <text>{said}</text>
"""


@pytest.mark.parametrize(
    ("whose", "said", "told"),
    [
        ("SPDXRef-main", "pratique:fact:part.programmable=false", True),
        ("SPDXRef-main", "Pratique:fact:part.programmable=false", True),
        ("SPDXRef-DOCUMENT", "pratique:fact:part.programmable=false", True),
        ("SPDXRef-app", "pratique:fact:part.programmable=false", False),
        ("SPDXRef-main", "looked at by hand", False),
    ],
)
def test_what_is_stated_of_no_package_is_told_and_opens_the_list(whose, said, told):
    bill = read_bill(TAGS.format(whose=whose, said=said).encode(), name="a.spdx")
    assert [each.code for each in bill.findings.items if each.code == "spdx.annotation"] == ["spdx.annotation"] * told
    assert any("a statement about" in each.what for each in bill.outside) is told


@pytest.mark.parametrize("table", ["files", "snippets"])
def test_what_the_json_form_states_of_no_package_is_told(table):
    note = {"comment": "pratique:fact:part.programmable=false", "annotator": "Tool: x"}
    whole = {
        "spdxVersion": "SPDX-2.3",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": "d",
        "packages": [{"SPDXID": "SPDXRef-a", "name": "a"}],
        table: [{"SPDXID": "SPDXRef-f", "annotations": [note]}],
    }
    bill = read_bill(json.dumps(whole).encode(), name="a.spdx.json")
    assert "spdx.annotation" in [each.code for each in bill.findings.items]
